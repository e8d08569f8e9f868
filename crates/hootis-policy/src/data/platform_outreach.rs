//! The platform's tables of cookies and of news.

use super::Kind::{Activity, Preference};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::platform(
        "cookie_count",
        Purpose::Operation,
        &[&retention::COOKIE_COUNT],
        Text::new("Combien de cookies ont été posés ou refusés, par heure", "How many cookies were set or refused, by the hour"),
        &[
            Column::plain("hour").not_exported(),
            Column::plain("outcome").not_exported(),
            Column::plain("name").not_exported(),
            Column::plain("hits").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::platform(
        "marketing_consent",
        Purpose::Marketing,
        &[&retention::MARKETING_CONTACT],
        Text::new("Qui a demandé des nouvelles, quand et comment", "Who asked for news, when and how"),
        &[
            Column::plain("account_id"),
            Column::personal("state", Preference),
            Column::personal("source", Preference),
            Column::plain("words_version"),
            Column::personal("granted_at", Preference),
            Column::personal("withdrawn_at", Preference),
            Column::personal("last_contact_at", Activity),
            Column::plain("created_at"),
            Column::plain("updated_at"),
        ],
    ),
    Table::platform(
        "campaign",
        Purpose::Marketing,
        &[],
        Text::new("Les envois de nouvelles, sans leurs destinataires", "Mailings of news, without their recipients"),
        &[
            Column::plain("id"),
            Column::plain("digest").not_exported(),
            Column::plain("queued").not_exported(),
            Column::plain("created_at").not_exported(),
            Column::plain("updated_at").not_exported(),
        ],
    ),
    Table::platform(
        "campaign_send",
        Purpose::Marketing,
        &[&retention::CAMPAIGN_SEND],
        Text::new("À qui un envoi de nouvelles est parti : une fois chacun", "Whom a mailing of news went to: once each"),
        &[Column::plain("campaign"), Column::plain("account_id"), Column::plain("mail_id").not_exported(), Column::personal("created_at", Activity)],
    ),
];
