//! A space's tables about who of its contacts comes in to Station Clients.

use super::Kind::{Activity, Browser, Company, ContactDetails, Content, NetworkAddress, Preference};
use super::Protection::{Digest, KeyedHash, PasswordHash};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::space(
        "contact_access",
        Purpose::Relations,
        &[&retention::WITH_SUBJECT, &retention::SPACE_CONTENT],
        Text::new(
            "Les contacts qui entrent dans Station Clients, et jusqu’où ils voient",
            "Contacts who come in to Station Clients, and how far they see",
        ),
        &[
            Column::plain("contact_id"),
            Column::personal("email", ContactDetails),
            Column::personal("email_key", ContactDetails).not_exported(),
            Column::plain("state"),
            Column::credential("password_hash", PasswordHash),
            Column::plain("reach_data"),
            Column::plain("reach_messages"),
            Column::plain("reach_files"),
            Column::personal("lang", Preference),
            Column::personal("theme", Preference),
            Column::personal("invited_at", Activity),
            Column::personal("last_seen_at", Activity),
            Column::plain("created_at"),
            Column::plain("updated_at"),
        ],
    ),
    Table::space(
        "contact_session",
        Purpose::Relations,
        &[&retention::PORTAL_SESSION_IDLE],
        Text::new("Les sessions de Station Clients", "Sessions of Station Clients"),
        &[
            Column::credential("token_hash", Digest),
            Column::plain("contact_id").not_exported(),
            Column::plain("kind").not_exported(),
            Column::plain("member_id").not_exported(),
            Column::personal("agent", Browser).not_exported(),
            Column::personal("last_used_at", Activity).not_exported(),
            Column::personal("created_at", Activity).not_exported(),
        ],
    )
    .by_kind(&[("own", &retention::PORTAL_SESSION), ("preview", &retention::PORTAL_PREVIEW)]),
    Table::space(
        "contact_device",
        Purpose::Relations,
        &[&retention::KNOWN_DEVICE],
        Text::new("D’où un contact s’est déjà connecté, par empreinte", "Where a contact signed in from before, by hash"),
        &[
            Column::plain("contact_id").not_exported(),
            Column::personal("device_hash", NetworkAddress).held(KeyedHash).under(&retention::KNOWN_DEVICE).not_exported(),
            Column::personal("last_used_at", Activity).not_exported(),
            Column::personal("created_at", Activity).not_exported(),
        ],
    ),
    Table::space(
        "contact_link",
        Purpose::Relations,
        &[],
        Text::new(
            "Les liens à usage unique d’un contact (invitation, mot de passe, aperçu)",
            "One-use links of a contact (invitation, password, preview)",
        ),
        &[
            Column::credential("token_hash", Digest),
            Column::plain("contact_id").not_exported(),
            Column::plain("kind").not_exported(),
            Column::plain("member_id").not_exported(),
            Column::plain("expires_at").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    )
    .by_kind(&[("invitation", &retention::PORTAL_INVITATION), ("password", &retention::PASSWORD_LINK), ("preview", &retention::ENTRY_CODE)]),
    Table::space(
        "contact_correction",
        Purpose::Relations,
        &[&retention::CORRECTION, &retention::WITH_SUBJECT],
        Text::new("Les corrections que des contacts proposent, et leurs réponses", "Corrections that contacts propose, and their answers"),
        &[
            Column::plain("id"),
            Column::plain("contact_id"),
            Column::personal("fields", Content),
            Column::plain("state"),
            Column::personal("answer", Content),
            Column::plain("answered_by").not_exported(),
            Column::plain("answered_at"),
            Column::personal("created_at", Activity),
            Column::plain("due_at"),
        ],
    ),
    Table::space(
        "contact_erasure",
        Purpose::Relations,
        &[&retention::ERASURE_REQUEST, &retention::WITH_SUBJECT],
        Text::new("Les demandes d’effacement des contacts, et leurs réponses", "Requests of contacts to be erased, and their answers"),
        &[
            Column::plain("id"),
            Column::plain("contact_id"),
            Column::personal("reason", Content),
            Column::plain("state"),
            Column::plain("due_at"),
            Column::personal("answer", Content),
            Column::plain("answered_by").not_exported(),
            Column::plain("answered_at"),
            Column::personal("created_at", Activity),
        ],
    ),
    Table::space(
        "portal_logo",
        Purpose::Relations,
        &[&retention::SPACE_CONTENT],
        Text::new("Le logo de Station Clients", "The logo of Station Clients"),
        &[Column::plain("name"), Column::personal("image", Company), Column::plain("created_at")],
    ),
    Table::space(
        "contact_code",
        Purpose::Relations,
        &[&retention::SIGN_IN_CODE],
        Text::new("Les codes de connexion envoyés par e-mail", "Sign-in codes sent by e-mail"),
        &[
            Column::credential("token_hash", Digest),
            Column::plain("contact_id").not_exported(),
            Column::credential("code_hash", KeyedHash),
            Column::plain("tries").not_exported(),
            Column::plain("expires_at").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
];
