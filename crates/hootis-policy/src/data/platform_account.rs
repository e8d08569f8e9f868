//! The platform's tables about what a holder does with their account.

use super::Kind::{Activity, Browser, ContactDetails, Content, NetworkAddress};
use super::Protection::{Digest, KeyedHash};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    // No account and no space is named here: what was opened is not what is counted.
    Table::platform(
        "trial_trace",
        Purpose::Security,
        &[&retention::TRIAL_TRACE],
        Text::new("D’où des essais ont été ouverts, contre les essais en double", "Where trials were opened from, against duplicate trials"),
        &[
            Column::plain("id").not_exported(),
            Column::personal("browser_hash", Browser).held(KeyedHash).not_exported(),
            Column::personal("address", NetworkAddress).under(&retention::TRIAL_TRACE).not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::platform(
        "api_key",
        Purpose::Space,
        &[&retention::API_KEY, &retention::SPACE_CONTENT],
        Text::new("Les clés d’API des espaces, par leur empreinte", "The API keys of spaces, by their hash"),
        &[
            Column::plain("id"),
            Column::plain("space_id"),
            Column::personal("name", Content),
            Column::plain("scopes"),
            Column::credential("key_hash", KeyedHash),
            // The last characters, by which a person knows it again.
            Column::plain("hint"),
            Column::plain("member_id"),
            Column::plain("expires_at"),
            Column::personal("last_used_at", Activity),
            Column::plain("created_at"),
        ],
    ),
    Table::platform(
        "known_device",
        Purpose::Security,
        &[&retention::KNOWN_DEVICE],
        Text::new("D’où une personne s’est déjà connectée, par empreinte", "Where a person signed in from before, by hash"),
        &[
            // An account or an operator.
            Column::plain("holder_id"),
            // Of the family of the browser, its system and the wider network: nobody can read any of them back.
            Column::personal("device_hash", NetworkAddress).held(KeyedHash).under(&retention::KNOWN_DEVICE).not_exported(),
            Column::personal("last_used_at", Activity),
            Column::personal("created_at", Activity),
        ],
    ),
    Table::platform(
        "form_default",
        Purpose::Account,
        &[&retention::FORM_DEFAULT],
        Text::new(
            "Les navigateurs qui remplissent les formulaires à la demande d’un titulaire",
            "Browsers that fill forms in because a holder asked",
        ),
        &[Column::credential("token_hash", Digest), Column::plain("account_id"), Column::personal("created_at", Activity)],
    ),
    Table::platform(
        "support_grant",
        Purpose::Space,
        &[&retention::SUPPORT_GRANT],
        Text::new("Les accords donnés au support pour entrer dans un espace", "Agreements given to support to enter a space"),
        &[
            Column::plain("id"),
            Column::plain("account_id"),
            Column::plain("space_id"),
            // Who asked; none where nobody had to.
            Column::personal("operator_id", Activity).not_exported(),
            Column::plain("access"),
            Column::personal("reason", Content),
            Column::personal("asked_at", Activity),
            Column::personal("granted_at", Activity),
            Column::personal("ended_at", Activity),
            Column::plain("expires_at"),
            Column::plain("created_at"),
        ],
    ),
    Table::platform(
        "email_change",
        Purpose::Account,
        &[&retention::EMAIL_CHANGE],
        Text::new(
            "Les changements d’adresse e-mail qui attendent leurs deux confirmations",
            "Changes of e-mail address that wait for both confirmations",
        ),
        &[
            Column::plain("account_id"),
            Column::personal("email", ContactDetails),
            Column::personal("email_key", ContactDetails).not_exported(),
            Column::credential("old_link_hash", Digest),
            Column::credential("new_link_hash", Digest),
            Column::personal("old_confirmed_at", Activity),
            Column::personal("new_confirmed_at", Activity),
            Column::plain("expires_at"),
            Column::personal("created_at", Activity),
        ],
    ),
];
