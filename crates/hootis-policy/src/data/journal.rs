//! The tables of the security journal.

use super::Kind::{Activity, NetworkAddress};
use super::Protection::KeyedHash;
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::journal(
        "schema_migration",
        Purpose::Operation,
        &[],
        Text::new("Les changements de forme déjà appliqués", "Changes of shape that were applied"),
        &[Column::plain("name"), Column::plain("position"), Column::plain("created_at")],
    ),
    // Each entry holds the hash of the one before, under a key that the database does not know.
    Table::journal(
        "entry",
        Purpose::Security,
        &[&retention::SECURITY_JOURNAL],
        Text::new("Connexions, échecs, droits et clés : qui, quand, sans contenu", "Sign-ins, failures, rights and keys: who, when, no content"),
        &[
            Column::plain("sequence").not_exported(),
            Column::plain("kind"),
            // What was done by an account, or to it, is handed to its holder: when, what, where. Never from where.
            Column::personal("account_id", Activity),
            Column::personal("member_id", Activity).not_exported(),
            Column::personal("operator_id", Activity).not_exported(),
            Column::plain("space_id"),
            Column::plain("subject_id"),
            // A word of a closed list: a role, a state, a rule.
            Column::plain("detail"),
            Column::plain("amount"),
            Column::personal("network_hash", NetworkAddress).held(KeyedHash).under(&retention::SECURITY_JOURNAL).not_exported(),
            Column::plain("previous_hash").held(KeyedHash).not_exported(),
            Column::plain("hash").held(KeyedHash).not_exported(),
            Column::personal("created_at", Activity),
        ],
    ),
    Table::journal(
        "chain",
        Purpose::Security,
        &[],
        Text::new("Où commence et où finit la chaîne du journal", "Where the journal's chain begins and ends"),
        &[
            Column::plain("id").not_exported(),
            Column::plain("sequence").not_exported(),
            Column::plain("hash").held(KeyedHash).not_exported(),
            Column::plain("anchor_sequence").not_exported(),
            Column::plain("anchor_hash").held(KeyedHash).not_exported(),
            Column::plain("anchor_seal").held(KeyedHash).not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
];
