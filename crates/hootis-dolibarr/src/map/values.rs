//! Values of custom fields.

use super::Mapper;
use crate::{
    base::FieldPlan,
    columns::{Table, contact_values, third_party_values, user_values},
    html,
    record::{CustomValue, CustomValues, FieldKind, Record, Target},
    row::Row,
    text::{self, Fields},
};

/// Longest value kept, in characters.
const LIMIT: usize = 100_000;

impl Mapper {
    pub(super) fn values(&mut self, table: Table, row: &Row) {
        let (target, object) = match table {
            Table::ContactValues => (Target::Contact, contact_values::OBJECT),
            Table::UserValues => (Target::User, user_values::OBJECT),
            _ => (Target::ThirdParty, third_party_values::OBJECT),
        };
        let Some(id) = row.reference(object) else {
            self.out.book.note(table.name(), None, "bad-row", &[]);
            return;
        };
        let base = std::sync::Arc::clone(&self.base);
        let rows = base.rows(target);
        if !rows.known.contains(id) {
            let args = [("column", "fk_object"), ("reference", &*id.to_string())];
            self.out.book.note(table.name(), Some(id), "orphan-link", &args);
            return;
        }
        if !rows.taken.contains(id) || !self.out.is_new(table, id) {
            return;
        }
        let first = table.columns().len();
        let mut fields = Fields { row, table, id, book: &mut self.out.book };
        let values: Vec<CustomValue> = (first..)
            .zip(base.fields_of(target))
            .filter(|(_, plan)| plan.readable)
            .filter_map(|(cell, plan)| value(&mut fields, cell, plan))
            .collect();
        if !values.is_empty() {
            self.out.push(Record::CustomValues(CustomValues { target, row: id, values }), row.size() + 64);
        }
    }
}

/// One value, or nothing when it is empty, encrypted or broken.
fn value(fields: &mut Fields<'_>, cell: usize, plan: &FieldPlan) -> Option<CustomValue> {
    let name = plan.field.name.as_str();
    let bytes = fields.row.bytes(cell).filter(|bytes| !bytes.is_empty())?;
    let (source, guessed) = text::decode(bytes);
    if guessed {
        fields.book.note(fields.table.name(), Some(fields.id), "charset-guessed", &[("column", "*")]);
    }
    if text::is_encrypted(&source) {
        fields.book.note(fields.table.name(), Some(fields.id), "encrypted-value", &[("column", "*")]);
        return None;
    }
    let source: std::borrow::Cow<'_, str> = match source.char_indices().nth(LIMIT) {
        Some((at, _)) => source[..at].to_owned().into(),
        None => source,
    };
    let (display, raw) = match plan.field.kind {
        FieldKind::LongText => long_text(&source, plan.html)?,
        FieldKind::Boolean => {
            let yes = !matches!(source.trim(), "0" | "");
            if yes { ("Oui".to_owned(), "1".to_owned()) } else { ("Non".to_owned(), "0".to_owned()) }
        }
        FieldKind::Integer | FieldKind::Decimal | FieldKind::Duration => number(fields, name, &source)?,
        FieldKind::Price => price(fields, name, &source)?,
        FieldKind::Date => same(dated(fields, name, &source, text::day)?),
        FieldKind::DateTime => same(dated(fields, name, &source, text::moment)?),
        FieldKind::Choice => choice(fields, plan, source.trim())?,
        FieldKind::Choices => choices(fields, plan, &source)?,
        // 0 is what Dolibarr writes when nothing is chosen.
        FieldKind::Link => same(Some(text::one_line(&source)).filter(|ids| ids != "0")?),
        FieldKind::Text | FieldKind::Email | FieldKind::Phone | FieldKind::Url => same(text::one_line(&source)),
    };
    (!raw.is_empty()).then(|| CustomValue { field: name.to_owned(), display, raw })
}

fn same(text: String) -> (String, String) {
    (text.clone(), text)
}

fn long_text(source: &str, html: bool) -> Option<(String, String)> {
    if !html && !html::is_html(source) {
        return Some(same(text::lines(source)));
    }
    let note = html::note(source)?;
    let raw = note.html.unwrap_or_else(|| note.text.clone());
    Some((note.text, raw))
}

fn number(fields: &mut Fields<'_>, name: &str, source: &str) -> Option<(String, String)> {
    let found = text::decimal(source);
    if found.is_none() {
        let row = Some(fields.id);
        fields.book.note(fields.table.name(), row, "bad-number", &[("column", name)]);
    }
    found.map(same)
}

/// An amount, with the currency after a colon in fields of type `pricecy`.
fn price(fields: &mut Fields<'_>, name: &str, source: &str) -> Option<(String, String)> {
    let (amount, currency) = source.split_once(':').unwrap_or((source, ""));
    let (amount, _) = number(fields, name, amount)?;
    let currency: String = currency.chars().filter(char::is_ascii_alphabetic).take(3).collect();
    Some(same(format!("{amount} {currency}").trim_end().to_owned()))
}

fn dated(fields: &mut Fields<'_>, name: &str, source: &str, read: fn(&str) -> Option<String>) -> Option<String> {
    let found = read(source.trim());
    if found.is_none() {
        let args = [("column", name), ("value", &*text::shown(source))];
        fields.book.note(fields.table.name(), Some(fields.id), "bad-date", &args);
    }
    found
}

fn choice(fields: &mut Fields<'_>, plan: &FieldPlan, key: &str) -> Option<(String, String)> {
    match plan.field.options.iter().find(|(known, _)| known == key) {
        Some((_, label)) => Some((label.clone(), key.to_owned())),
        None if key == "0" || key.is_empty() => None,
        None => {
            let key = text::one_line(key);
            if !plan.field.options.is_empty() {
                let shown: String = key.chars().take(40).collect();
                let args = [("field", plan.field.name.as_str()), ("value", &*shown)];
                fields.book.note(fields.table.name(), Some(fields.id), "unknown-option", &args);
            }
            Some(same(key))
        }
    }
}

fn choices(fields: &mut Fields<'_>, plan: &FieldPlan, source: &str) -> Option<(String, String)> {
    let chosen: Vec<(String, String)> = source.split(',').filter_map(|key| choice(fields, plan, key.trim())).collect();
    let join = |parts: Vec<&str>, between| parts.join(between);
    let display = join(chosen.iter().map(|(label, _)| label.as_str()).collect(), ", ");
    let raw = join(chosen.iter().map(|(_, key)| key.as_str()).collect(), ",");
    (!raw.is_empty()).then_some((display, raw))
}
