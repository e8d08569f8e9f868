//! What the import writes: for each kind of row its table, its columns, and how they are compared.

use hootis_space::Value;
use hootis_space::search;
use serde_json::Value as Json;
use uuid::Uuid;

use super::{shape_sales, shape_work};

/// How a column is read back, compared and written down.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Text,
    Bool,
    Int,
    Id,
    /// An instant that is only ever set where there is none: people may have set or cleared it since.
    Sticky,
    /// A note of Dolibarr: left alone when notes are not taken.
    Note,
    /// The name of a custom field: `@2` is added when another field has it already.
    Name,
}

/// A column that Dolibarr owns.
pub(super) type Column = (&'static str, Kind);

/// One kind of row that comes from Dolibarr.
pub(super) struct Shape {
    /// Dolibarr's table, without prefix.
    pub source_table: &'static str,
    pub table: &'static str,
    /// What the journal, tags and custom fields call it.
    pub subject: &'static str,
    pub columns: &'static [Column],
    /// What else a new row needs, written as SQL: ours from then on.
    pub fresh: &'static [(&'static str, &'static str)],
    /// The columns that a row is found by, when it can be searched for.
    pub found_by: &'static [&'static str],
}

use Kind::{Bool, Id, Int, Name, Note, Sticky, Text};

/// Third parties.
pub(super) const PARTY: Shape = Shape {
    source_table: "societe",
    table: "party",
    subject: "party",
    columns: &[
        ("kind", Text),
        ("is_prospect", Bool),
        ("is_customer", Bool),
        ("is_supplier", Bool),
        ("name", Text),
        ("name_key", Text),
        ("alias", Text),
        ("code", Text),
        ("supplier_code", Text),
        ("siren", Text),
        ("siret", Text),
        ("vat_number", Text),
        ("activity_code", Text),
        ("register_place", Text),
        ("other_numbers", Text),
        ("legal_form", Text),
        ("staff_size", Text),
        ("category", Text),
        ("capital", Text),
        ("prospect_status", Text),
        ("email", Text),
        ("phone", Text),
        ("mobile", Text),
        ("fax", Text),
        ("website", Text),
        ("social", Text),
        ("address", Text),
        ("postal_code", Text),
        ("town", Text),
        ("town_key", Text),
        ("department", Text),
        ("country", Text),
        ("note_public", Note),
        ("note_public_html", Note),
        ("note_private", Note),
        ("note_private_html", Note),
        ("logo", Text),
        ("parent_id", Id),
        ("is_closed", Bool),
        ("archived_at", Sticky),
        ("gone_at", Int),
        ("merged_into", Id),
    ],
    fresh: &[],
    found_by: &["name", "alias", "code", "town", "postal_code", "siren", "siret", "vat_number", "email", "phone", "mobile", "supplier_code"],
};

/// Contacts.
pub(super) const CONTACT: Shape = Shape {
    source_table: "socpeople",
    table: "contact",
    subject: "contact",
    columns: &[
        ("party_id", Id),
        ("civility", Text),
        ("first_name", Text),
        ("last_name", Text),
        ("name_key", Text),
        ("position", Text),
        ("email", Text),
        ("phone", Text),
        ("mobile", Text),
        ("phone_personal", Text),
        ("fax", Text),
        ("address", Text),
        ("postal_code", Text),
        ("town", Text),
        ("country", Text),
        ("birthday", Text),
        ("social", Text),
        ("note_public", Note),
        ("note_public_html", Note),
        ("note_private", Note),
        ("note_private_html", Note),
        ("photo", Text),
        ("is_private", Bool),
        ("private_to", Id),
        ("archived_at", Sticky),
        ("gone_at", Int),
    ],
    fresh: &[],
    found_by: &["first_name", "last_name", "position", "email", "phone", "mobile", "phone_personal", "town"],
};

/// Users of Dolibarr: employees who do not sign in here.
pub(super) const MEMBER: Shape = Shape {
    source_table: "user",
    table: "member",
    subject: "member",
    columns: &[("name", Text), ("name_key", Text), ("email", Text), ("email_key", Text), ("position", Text), ("phone", Text), ("mobile", Text)],
    fresh: &[("role", "'reader'"), ("state", "'listed'"), ("lang", "'fr'"), ("theme", "'auto'")],
    found_by: &["name", "email", "position", "phone", "mobile"],
};

/// Categories.
pub(super) const TAG: Shape = Shape {
    source_table: "categorie",
    table: "tag",
    subject: "tag",
    columns: &[("subject", Text), ("name", Text), ("name_key", Text), ("color", Text), ("parent_id", Id)],
    fresh: &[],
    found_by: &[],
};

/// Definitions of custom fields.
pub(super) const FIELD: Shape = Shape {
    source_table: "extrafields",
    table: "custom_field",
    subject: "custom_field",
    columns: &[("subject", Text), ("name", Name), ("label", Text), ("type", Text), ("options", Text), ("position", Int)],
    fresh: &[],
    found_by: &[],
};

/// In the order of undoing: what refers to others comes first.
pub(super) fn all() -> impl Iterator<Item = &'static Shape> {
    shape_work::ALL.into_iter().chain(shape_sales::ALL).chain([&CONTACT, &PARTY, &MEMBER, &TAG, &FIELD])
}

impl Shape {
    /// What before-images call it: its table, or Dolibarr's where one of ours holds several of those.
    pub(super) fn key(&self) -> &'static str {
        if matches!(self.table, "document" | "document_line" | "time_spent") { self.source_table } else { self.table }
    }

    /// The shape of that key.
    pub(super) fn of_key(key: &str) -> Option<&'static Self> {
        all().find(|shape| shape.key() == key)
    }

    /// Whether the journal tells what changed: of what people work with here.
    pub(super) fn is_told(&self) -> bool {
        !shape_sales::ALL.iter().chain(&shape_work::ALL).any(|shape| shape.table == self.table)
    }

    /// The columns, separated by commas.
    pub(super) fn column_list(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    /// The statement that adds a row: `$1` its id, then the columns, then version 1 and the instant.
    pub(super) fn insert_sql(&self) -> String {
        let n = self.columns.len();
        let holders: Vec<String> = (2..n + 2).map(|i| format!("${i}")).collect();
        let (names, values): (String, String) = self.fresh.iter().map(|(name, value)| (format!(", {name}"), format!(", {value}"))).unzip();
        let at = n + 2;
        format!(
            "INSERT INTO {} (id, {}{names}, version, created_at, updated_at) VALUES ($1, {}{values}, 1, ${at}, ${at})",
            self.table,
            self.column_list(),
            holders.join(", "),
        )
    }

    /// The statement that writes all columns of a row anew: `$1` its id, then the columns, version and instant.
    pub(super) fn update_sql(&self) -> String {
        let n = self.columns.len();
        let sets: Vec<String> = self.columns.iter().enumerate().map(|(i, (name, _))| format!("{name} = ${}", i + 2)).collect();
        format!("UPDATE {} SET {}, version = ${}, updated_at = ${} WHERE id = $1", self.table, sets.join(", "), n + 2, n + 3)
    }

    /// What a row is found by, from its columns; empty for what nobody searches for.
    pub(super) fn search_body(&self, values: &[Value]) -> String {
        let is_trace = self.columns.first().is_some_and(|(name, _)| *name == "is_automatic") && values.first() == Some(&Value::Bool(true));
        if is_trace {
            return String::new();
        }
        let of = |name: &&str| {
            let at = self.columns.iter().position(|(column, _)| column == name)?;
            match values.get(at) {
                Some(Value::Text(text)) => Some(text.as_str()),
                _ => None,
            }
        };
        search::body(&self.found_by.iter().map(of).collect::<Vec<_>>())
    }
}

/// A value as both engines would give it back.
pub(super) fn plain(kind: Kind, value: Value) -> Value {
    match (kind, value) {
        (Kind::Bool, Value::Int(v)) => Value::Bool(v != 0),
        (Kind::Id, Value::Bytes(bytes)) => Uuid::from_slice(&bytes).map_or(Value::Null, Value::Id),
        (_, value) => value,
    }
}

/// What a column becomes: the new value, or the old one where people have the say.
pub(super) fn merged(kind: Kind, old: &Value, new: &Value, notes: bool) -> Value {
    match kind {
        Kind::Note if !notes => old.clone(),
        Kind::Sticky if *old != Value::Null || *new == Value::Null => old.clone(),
        _ => new.clone(),
    }
}

/// A value as it stands in before-images and in the journal.
pub(super) fn to_json(value: &Value) -> Json {
    match value {
        Value::Bool(v) => Json::Bool(*v),
        Value::Int(v) => Json::from(*v),
        Value::Text(v) => Json::from(v.as_str()),
        Value::Id(v) => Json::from(v.to_string()),
        _ => Json::Null,
    }
}

/// The reverse of [`to_json`].
pub(super) fn from_json(kind: Kind, json: &Json) -> Value {
    match (kind, json) {
        (_, Json::Bool(v)) => Value::Bool(*v),
        (_, Json::Number(v)) => v.as_i64().map_or(Value::Null, Value::Int),
        (Kind::Id, Json::String(v)) => Uuid::parse_str(v).map_or(Value::Null, Value::Id),
        (_, Json::String(v)) => Value::Text(v.clone()),
        _ => Value::Null,
    }
}

/// A list of `n` placeholders from `$first` on, for `IN (…)`.
pub(super) fn holders(first: usize, n: usize) -> String {
    (first..first + n).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ")
}
