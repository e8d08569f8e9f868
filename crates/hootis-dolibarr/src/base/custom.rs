//! Definitions of custom fields.

use super::Survey;
use crate::{
    columns::{Table, field},
    php,
    record::{CustomField, FieldKind, Target},
    row::Row,
    text::Fields,
    warning::Book,
};

/// Custom fields at most.
const LIMIT: usize = 1_000;

/// A custom field and how it is read.
#[derive(Debug, Clone)]
pub(crate) struct FieldPlan {
    pub(crate) field: CustomField,
    /// Holds HTML.
    pub(crate) html: bool,
    /// Has a column that may be read.
    pub(crate) readable: bool,
}

/// Reads the definition of a custom field, unless it is of something else or may not be read.
pub(super) fn definition(row: &Row, book: &mut Book) -> Option<FieldPlan> {
    let id = row.int(field::ROW)?;
    let mut fields = Fields { row, table: Table::Field, id, book };
    let target = match fields.line(field::TARGET)?.as_str() {
        "societe" | "thirdparty" => Target::ThirdParty,
        "socpeople" | "contact" => Target::Contact,
        "user" => Target::User,
        _ => return None,
    };
    let Some(name) = fields.line(field::NAME).map(|name| name.to_ascii_lowercase()).filter(|name| is_column(name)) else {
        fields.note("bad-row", &[]);
        return None;
    };
    let type_name = fields.line(field::KIND).unwrap_or_default().to_ascii_lowercase();
    let (kind, html) = match kind(&type_name) {
        Known::Kind(kind) => (kind, type_name == "html"),
        Known::Title => return None,
        Known::Password => {
            fields.note("password-field", &[("field", &name)]);
            return None;
        }
        Known::Unsupported => {
            fields.note("unsupported-field", &[("field", &name), ("type", &type_name)]);
            return None;
        }
    };
    // A computed field has a column, but Dolibarr leaves it empty.
    if fields.line(field::COMPUTED).is_some() {
        return None;
    }
    if kind == FieldKind::Link {
        fields.note("linked-field", &[("field", &name)]);
    }
    let options = if matches!(kind, FieldKind::Choice | FieldKind::Choices) {
        let param = fields.raw(field::OPTIONS).unwrap_or_default();
        php::options(&param).unwrap_or_else(|| {
            fields.note("unreadable-options", &[("field", &name)]);
            Vec::new()
        })
    } else {
        Vec::new()
    };
    let label = fields.line(field::LABEL).unwrap_or_else(|| name.clone());
    let visible = fields.line(field::LIST).as_deref() != Some("0");
    let position = row.int(field::POSITION).unwrap_or_default();
    let required = fields.flag(field::REQUIRED);
    let field = CustomField { row: id, target, name, label, kind, options, position, required, visible };
    Some(FieldPlan { field, html, readable: true })
}

/// Whether `name` may stand in a query: it comes from the base, so it is not trusted.
fn is_column(name: &str) -> bool {
    let fine = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    (1..=64).contains(&name.len()) && name.bytes().all(fine) && !matches!(name, "rowid" | "tms" | "fk_object" | "import_key")
}

enum Known {
    Kind(FieldKind),
    Title,
    Password,
    Unsupported,
}

fn kind(type_name: &str) -> Known {
    Known::Kind(match type_name {
        "varchar" | "ip" | "icon" | "color" | "" => FieldKind::Text,
        "text" | "html" => FieldKind::LongText,
        "int" | "stars" => FieldKind::Integer,
        "double" => FieldKind::Decimal,
        "price" | "pricecy" => FieldKind::Price,
        "date" => FieldKind::Date,
        "datetime" | "datetimegmt" => FieldKind::DateTime,
        "boolean" => FieldKind::Boolean,
        "select" | "radio" => FieldKind::Choice,
        "checkbox" => FieldKind::Choices,
        "sellist" | "chkbxlst" | "link" => FieldKind::Link,
        "mail" => FieldKind::Email,
        "phone" => FieldKind::Phone,
        "url" => FieldKind::Url,
        "duration" => FieldKind::Duration,
        "separate" => return Known::Title,
        "password" => return Known::Password,
        _ => return Known::Unsupported,
    })
}

/// Adds a definition, or replaces one of all companies by one of the company that is read.
pub(super) fn keep(plans: &mut Vec<(Option<i64>, FieldPlan)>, entity: Option<i64>, plan: FieldPlan) {
    let same = |kept: &(Option<i64>, FieldPlan)| kept.1.field.target == plan.field.target && kept.1.field.name == plan.field.name;
    match plans.iter().position(same) {
        Some(at) if plans[at].0 == Some(0) => plans[at] = (entity, plan),
        Some(_) => {}
        None if plans.len() < LIMIT => plans.push((entity, plan)),
        None => {}
    }
}

impl Survey {
    /// Puts the definitions in order and finds their columns.
    pub(super) fn finish_fields(&mut self) -> Vec<FieldPlan> {
        let mut plans: Vec<FieldPlan> = std::mem::take(&mut self.fields).into_iter().map(|(_, plan)| plan).collect();
        plans.sort_by_key(|plan| (plan.field.target, plan.field.position, plan.field.row));
        for plan in &mut plans {
            let table = match plan.field.target {
                Target::ThirdParty => Table::ThirdPartyValues,
                Target::Contact => Table::ContactValues,
                Target::User => Table::UserValues,
            };
            plan.readable = self.base.schema.get(&table).is_some_and(|columns| columns.contains(&plan.field.name));
            if !plan.readable {
                let row = Some(plan.field.row);
                self.book.note(Table::Field.name(), row, "missing-field-column", &[("field", &plan.field.name)]);
            }
        }
        plans
    }
}
