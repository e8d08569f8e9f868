//! What was found odd in a Dolibarr, and what was done about it.

use std::collections::HashMap;

use serde::ser::{Serialize, SerializeStruct, Serializer};

/// Rows told one by one for the same oddity in the same table; the rest is told as a number.
const TOLD_ONE_BY_ONE: u64 = 100;

/// One oddity: where, what, and what was done. Never holds personal data.
///
/// Serialised as `{"table","row","code","args","what","done"}`, the last two in English.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// The table in Dolibarr without prefix, as `societe`; empty when it is about the whole base.
    pub table: String,
    /// The row's `rowid` (for custom values and links: of the object they belong to).
    pub row: Option<i64>,
    /// Stable key, one of [`WARNING_CODES`].
    pub code: &'static str,
    /// What fills the sentence, by name, in the order that [`WARNING_CODES`] gives.
    pub args: Vec<(&'static str, String)>,
}

/// Every code with the names of its arguments, for translations and the test that counts them.
pub const WARNING_CODES: &[(&str, &[&str])] = &[
    ("version-unknown", &[]),
    ("version-untested", &["version"]),
    ("missing-table", &["table"]),
    ("missing-column", &["column"]),
    ("several-installations", &["used", "other"]),
    ("no-tls", &[]),
    ("tls-unverified", &[]),
    ("charset-guessed", &["column"]),
    ("bad-date", &["column", "value"]),
    ("bad-number", &["column"]),
    ("text-cut", &["column", "limit"]),
    ("encrypted-value", &["column"]),
    ("password-field", &["field"]),
    ("unsupported-field", &["field", "type"]),
    ("missing-field-column", &["field"]),
    ("unreadable-options", &["field"]),
    ("unknown-option", &["field", "value"]),
    ("linked-field", &["field"]),
    ("unknown-code", &["column", "value"]),
    ("unknown-reference", &["column", "value"]),
    ("bad-social-networks", &[]),
    ("orphan-third-party", &["reference"]),
    ("orphan-parent", &["reference"]),
    ("orphan-user", &["reference"]),
    ("orphan-link", &["column", "reference"]),
    ("orphan-reference", &["column", "reference"]),
    ("elsewhere", &["column", "reference"]),
    ("unread-element", &["column", "value"]),
    ("unread-link", &["column", "value"]),
    ("unknown-status", &["column", "value"]),
    ("bad-path", &["column"]),
    ("loop", &["reference"]),
    ("bad-row", &[]),
    ("duplicate-row", &[]),
    ("more-of-the-same", &["code", "count"]),
];

impl Warning {
    pub(crate) fn new(table: &str, row: Option<i64>, code: &'static str, args: &[(&'static str, &str)]) -> Self {
        debug_assert!(WARNING_CODES.iter().any(|(known, names)| { *known == code && names.iter().copied().eq(args.iter().map(|(name, _)| *name)) }));
        let args = args.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
        Self { table: table.to_owned(), row, code, args }
    }

    /// A value of this warning's sentence, or nothing.
    #[must_use]
    pub fn arg(&self, name: &str) -> &str {
        self.args.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value)
    }

    /// What was found, in English.
    #[must_use]
    pub fn what(&self) -> String {
        let arg = |name| self.arg(name);
        match self.code {
            "version-unknown" => "the version of this Dolibarr is not written in it".to_owned(),
            "version-untested" => format!("version {} has not been tried with Hootis", arg("version")),
            "missing-table" => format!("the table {} is missing", arg("table")),
            "missing-column" => format!("the column {} is missing", arg("column")),
            "several-installations" => format!("several Dolibarr are there: {} and {}", arg("used"), arg("other")),
            "no-tls" => "the server does not offer an encrypted connection".to_owned(),
            "tls-unverified" => "the server's certificate could not be verified".to_owned(),
            "charset-guessed" => format!("{} is not valid UTF-8", arg("column")),
            "bad-date" => format!("{} is not a date: {}", arg("column"), arg("value")),
            "bad-number" => format!("{} is not a number", arg("column")),
            "text-cut" => format!("{} is longer than {} characters", arg("column"), arg("limit")),
            "encrypted-value" => format!("{} is encrypted by Dolibarr", arg("column")),
            "password-field" => format!("the custom field {} holds passwords", arg("field")),
            "unsupported-field" => format!("the custom field {} is of type {}", arg("field"), arg("type")),
            "missing-field-column" => format!("the custom field {} has no column", arg("field")),
            "unreadable-options" => format!("the choices of the custom field {} are unreadable", arg("field")),
            "unknown-option" => format!("{} holds {}, which is not one of its choices", arg("field"), arg("value")),
            "linked-field" => format!("the custom field {} points at rows of other tables", arg("field")),
            "unknown-code" => format!("{} holds {}, absent from its dictionary", arg("column"), arg("value")),
            "unknown-reference" => format!("{} points at {}, absent from its dictionary", arg("column"), arg("value")),
            "bad-social-networks" => "the social networks are unreadable".to_owned(),
            "orphan-third-party" => format!("the third party {} does not exist", arg("reference")),
            "orphan-parent" => format!("the parent {} does not exist", arg("reference")),
            "orphan-user" => format!("the user {} does not exist", arg("reference")),
            "orphan-link" => format!("{} points at {}, which does not exist", arg("column"), arg("reference")),
            "orphan-reference" => format!("{} points at {}, which does not exist", arg("column"), arg("reference")),
            "elsewhere" => format!("{} points at {}, which belongs to another company", arg("column"), arg("reference")),
            "unread-element" | "unread-link" => format!("{} names a kind of thing that is not read: {}", arg("column"), arg("value")),
            "unknown-status" => format!("{} holds {}, which Dolibarr does not define", arg("column"), arg("value")),
            "bad-path" => format!("{} leads out of the documents", arg("column")),
            "loop" => format!("the row is, through {}, its own ancestor", arg("reference")),
            "bad-row" => "the row is unreadable".to_owned(),
            "duplicate-row" => "the row is there twice".to_owned(),
            "more-of-the-same" => format!("{} more of {}", arg("count"), arg("code")),
            other => other.to_owned(),
        }
    }

    /// What was done about it, in English.
    #[must_use]
    pub fn done(&self) -> &'static str {
        match self.code {
            "version-unknown" | "version-untested" => "read by looking at its columns",
            "missing-table" | "missing-column" => "left empty",
            "several-installations" => "only the first was read",
            "no-tls" => "read without encryption",
            "tls-unverified" => "read encrypted, without certainty about who answers",
            "charset-guessed" => "read as Windows-1252",
            "text-cut" => "cut",
            "encrypted-value" => "left empty, never shown",
            "password-field" | "unsupported-field" => "not read",
            "missing-field-column" => "field kept, without values",
            "unreadable-options" | "unknown-option" => "value kept as it is",
            "linked-field" => "numbers kept as they are",
            "unknown-code" => "code kept without a label",
            "bad-date" | "bad-number" | "unknown-reference" | "bad-social-networks" => "left empty",
            "orphan-third-party" | "orphan-parent" | "orphan-user" | "orphan-reference" | "elsewhere" | "unread-element" | "loop" => {
                "read without it"
            }
            "unknown-status" => "read, and said to be unknown",
            "orphan-link" | "unread-link" | "bad-path" | "bad-row" | "duplicate-row" => "skipped",
            _ => "the same was done",
        }
    }
}

impl Serialize for Warning {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let args: std::collections::BTreeMap<_, _> = self.args.iter().map(|(name, value)| (*name, value)).collect();
        let mut out = serializer.serialize_struct("Warning", 6)?;
        out.serialize_field("table", &self.table)?;
        out.serialize_field("row", &self.row)?;
        out.serialize_field("code", self.code)?;
        out.serialize_field("args", &args)?;
        out.serialize_field("what", &self.what())?;
        out.serialize_field("done", self.done())?;
        out.end()
    }
}

/// Collects warnings, and turns the hundredth and following of a kind into a number.
#[derive(Debug, Default)]
pub(crate) struct Book {
    pending: Vec<Warning>,
    counts: HashMap<(&'static str, &'static str), u64>,
}

impl Book {
    /// Notes an oddity of one row of `table`.
    pub(crate) fn note(&mut self, table: &'static str, row: Option<i64>, code: &'static str, args: &[(&'static str, &str)]) {
        let count = self.counts.entry((table, code)).or_default();
        *count += 1;
        if *count <= TOLD_ONE_BY_ONE {
            self.pending.push(Warning::new(table, row, code, args));
        }
    }

    /// What was noted since the last call.
    pub(crate) fn take(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.pending)
    }

    /// How many wait to be taken.
    pub(crate) fn len(&self) -> usize {
        self.pending.len()
    }

    /// Forgets what was noted after the first `keep`: their record was already delivered.
    pub(crate) fn forget_after(&mut self, keep: usize) {
        self.pending.truncate(keep);
    }

    /// Ends a phase: adds the numbers of what was not told one by one, and starts afresh.
    pub(crate) fn close(&mut self) {
        let mut rest: Vec<_> = self.counts.drain().filter(|(_, count)| *count > TOLD_ONE_BY_ONE).collect();
        rest.sort_unstable();
        for ((table, code), count) in rest {
            let count = (count - TOLD_ONE_BY_ONE).to_string();
            self.pending.push(Warning::new(table, None, "more-of-the-same", &[("code", code), ("count", &count)]));
        }
    }
}
