//! A space's tables about the company itself: settings, members, their sessions, what they did.

use super::Kind::{Activity, Browser, Company, ContactDetails, Content, Identity, NetworkAddress, Preference};
use super::Protection::{Digest, KeyedHash, PasswordHash};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::space(
        "schema_migration",
        Purpose::Operation,
        &[],
        Text::new("Les changements de forme déjà appliqués", "Changes of shape that were applied"),
        &[Column::plain("name"), Column::plain("position"), Column::plain("created_at")],
    ),
    Table::space(
        "setting",
        Purpose::Team,
        &[&retention::SPACE_CONTENT],
        Text::new("Les réglages de l’espace", "The settings of the space"),
        &[Column::plain("name"), Column::personal("value", Company), Column::plain("created_at"), Column::plain("updated_at")],
    ),
    Table::space(
        "member",
        Purpose::Team,
        &[&retention::SPACE_CONTENT],
        Text::new("Les employés, avec ou sans accès", "Employees, with or without sign-in"),
        &[
            Column::plain("id"),
            Column::plain("account_id").not_exported(),
            Column::personal("name", Identity),
            Column::personal("name_key", Identity).not_exported(),
            Column::personal("email", ContactDetails),
            Column::personal("email_key", ContactDetails).not_exported(),
            Column::plain("role"),
            Column::plain("state"),
            Column::credential("password_hash", PasswordHash),
            Column::personal("position", Identity),
            Column::personal("phone", ContactDetails),
            Column::personal("mobile", ContactDetails),
            Column::personal("hired_on", Identity),
            Column::plain("photo").not_exported(),
            Column::personal("lang", Preference),
            Column::personal("theme", Preference),
            Column::personal("invited_at", Activity),
            Column::personal("last_seen_at", Activity),
            Column::plain("version"),
            Column::plain("created_at"),
            Column::plain("updated_at"),
        ],
    ),
    Table::space(
        "member_photo",
        Purpose::Team,
        &[&retention::SPACE_CONTENT],
        Text::new("La photo des employés qui en ont mis une", "The photo of employees who put one in"),
        &[Column::plain("member_id"), Column::personal("image", Identity), Column::plain("created_at")],
    ),
    Table::space(
        "member_session",
        Purpose::Team,
        &[&retention::OFFICE_SESSION_IDLE, &retention::OFFICE_SESSION],
        Text::new("Les sessions de l’administration", "Sessions of the back office"),
        &[
            Column::credential("token_hash", Digest),
            Column::plain("member_id").not_exported(),
            Column::personal("agent", Browser).not_exported(),
            Column::plain("is_strong").not_exported(),
            Column::personal("last_used_at", Activity).not_exported(),
            Column::personal("created_at", Activity).not_exported(),
        ],
    ),
    Table::space(
        "member_device",
        Purpose::Team,
        &[&retention::KNOWN_DEVICE],
        Text::new("D’où un membre s’est déjà connecté, par empreinte", "Where a member signed in from before, by hash"),
        &[
            Column::plain("member_id").not_exported(),
            Column::personal("device_hash", NetworkAddress).held(KeyedHash).under(&retention::KNOWN_DEVICE).not_exported(),
            Column::personal("last_used_at", Activity).not_exported(),
            Column::personal("created_at", Activity).not_exported(),
        ],
    ),
    Table::space(
        "member_link",
        Purpose::Team,
        &[],
        Text::new("Les liens à usage unique (invitation, mot de passe, entrée)", "One-use links (invitation, password, entry)"),
        &[
            Column::credential("token_hash", Digest),
            Column::plain("member_id").not_exported(),
            Column::plain("kind").not_exported(),
            Column::plain("expires_at").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    )
    .by_kind(&[("invitation", &retention::INVITATION_LINK), ("password", &retention::PASSWORD_LINK), ("entry", &retention::ENTRY_CODE)]),
    // The row outlives the people it names: that something was erased, and when, stays provable.
    Table::space(
        "change_entry",
        Purpose::Relations,
        &[&retention::SPACE_CONTENT],
        Text::new("Qui a changé quoi", "Who changed what"),
        &[
            Column::plain("id"),
            Column::plain("actor_kind"),
            Column::personal("actor_id", Activity).erased_as_null(),
            Column::personal("actor_name", Identity).erased_as("—"),
            Column::plain("subject_kind"),
            Column::plain("subject_id"),
            Column::plain("action"),
            Column::personal("fields", Content).erased_as("[]"),
            Column::personal("created_at", Activity),
        ],
    ),
];
