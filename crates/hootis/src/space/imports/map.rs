//! From records of Dolibarr to the columns of our rows.

use std::collections::HashMap;

use hootis_dolibarr::record::{Category, CategoryKind, Coded, Contact, CustomField, Note, SocialNetwork, Target, ThirdParty, User};
use hootis_space::{Value, args};
use serde_json::json;
use uuid::Uuid;

use crate::clock::Now;
use crate::web::person::{Email, sort_key};

/// Our ids of rows of Dolibarr, by their numbers.
pub(super) type Ids = HashMap<i64, Uuid>;

/// What tags, custom fields and the journal call a target.
pub(super) fn subject(target: Target) -> &'static str {
    match target {
        Target::ThirdParty => "party",
        Target::Contact => "contact",
        Target::User => "member",
    }
}

/// The columns of `shape::PARTY`.
pub(super) fn party(record: &ThirdParty, parties: &Ids) -> Vec<Value> {
    let other: Vec<_> = record.professional_ids.iter().map(|(number, value)| json!([format!("ID {number}"), value])).collect();
    let (note_public, note_public_html) = note(record.note_public.as_ref());
    let (note_private, note_private_html) = note(record.note_private.as_ref());
    let address = &record.address;
    args![
        if record.is_person { "person" } else { "company" },
        record.is_prospect,
        record.is_customer,
        record.is_supplier,
        &record.name,
        sort_key(&record.name),
        text(&record.alias),
        text(&record.customer_code),
        text(&record.supplier_code),
        record.siren.as_deref().map(digits),
        record.siret.as_deref().map(digits),
        record.vat_number.as_deref().map(vat_number),
        text(&record.ape),
        text(&record.rcs),
        (!other.is_empty()).then(|| json!(other).to_string()),
        coded(record.legal_form.as_ref()),
        coded(record.size.as_ref()),
        coded(record.kind.as_ref()),
        text(&record.capital),
        coded(record.prospect_status.as_ref()),
        text(&record.email),
        text(&record.phone),
        text(&record.mobile),
        text(&record.fax),
        text(&record.url),
        social(&record.social_networks),
        text(&address.street),
        text(&address.zip),
        text(&address.town),
        address.town.as_deref().map(sort_key),
        coded(address.department.as_ref()),
        text(&address.country),
        note_public,
        note_public_html,
        note_private,
        note_private_html,
        text(&record.logo),
        record.parent_row.and_then(|row| parties.get(&row).copied()),
        !record.is_open,
        None::<i64>,
        None::<i64>,
        None::<Uuid>,
    ]
}

/// The columns of `shape::CONTACT`.
pub(super) fn contact(record: &Contact, parties: &Ids, members: &Ids, now: Now) -> Vec<Value> {
    let (note_public, note_public_html) = note(record.note_public.as_ref());
    let (note_private, note_private_html) = note(record.note_private.as_ref());
    let address = &record.address;
    // A contact without any name is still somebody.
    let (first, last) = match (&record.first_name, &record.last_name) {
        (first, Some(last)) => (first.clone(), last.clone()),
        (Some(first), None) => (None, first.clone()),
        (None, None) => (None, record.email.clone().unwrap_or_else(|| format!("#{}", record.row))),
    };
    let name_key = sort_key(&format!("{last} {}", first.as_deref().unwrap_or_default()));
    args![
        record.third_party_row.and_then(|row| parties.get(&row).copied()),
        coded(record.civility.as_ref()),
        first,
        last,
        name_key,
        text(&record.job),
        text(&record.email),
        text(&record.phone),
        text(&record.mobile),
        text(&record.phone_personal),
        text(&record.fax),
        text(&address.street),
        text(&address.zip),
        text(&address.town),
        text(&address.country),
        text(&record.birthday),
        social(&record.social_networks),
        note_public,
        note_public_html,
        note_private,
        note_private_html,
        text(&record.photo),
        record.is_private,
        record.owner_row.filter(|_| record.is_private).and_then(|row| members.get(&row).copied()),
        (!record.is_active).then_some(now),
        None::<i64>,
    ]
}

/// The columns of `shape::MEMBER`.
pub(super) fn member(record: &User) -> Vec<Value> {
    let name = [record.first_name.as_deref(), record.last_name.as_deref()].into_iter().flatten().collect::<Vec<_>>().join(" ");
    let name = if name.is_empty() { record.login.clone() } else { name };
    let key = sort_key(&name);
    args![name, key, text(&record.email), email_key(record), text(&record.job), text(&record.phone), text(&record.mobile)]
}

/// What two addresses are compared by; none when it is no address.
pub(super) fn email_key(record: &User) -> Option<String> {
    record.email.as_deref().and_then(Email::parse).map(|email| email.key)
}

/// The columns of `shape::TAG`.
pub(super) fn tag(record: &Category, tags: &Ids) -> Vec<Value> {
    let subject = match record.kind {
        CategoryKind::Supplier | CategoryKind::Customer => "party",
        CategoryKind::Contact => "contact",
        CategoryKind::User => "member",
    };
    let color = record.color.as_ref().map(|color| format!("#{color}"));
    args![subject, &record.label, sort_key(&record.label), color, record.parent_row.and_then(|row| tags.get(&row).copied())]
}

/// The columns of `shape::FIELD`.
pub(super) fn field(record: &CustomField) -> Vec<Value> {
    let kind = match serde_json::to_value(record.kind) {
        Ok(serde_json::Value::String(kind)) => kind,
        _ => "text".to_owned(),
    };
    let options = (!record.options.is_empty()).then(|| json!(record.options).to_string());
    args![subject(record.target), &record.name, &record.label, kind, options, record.position]
}

fn text(value: &Option<String>) -> Option<&str> {
    value.as_deref().filter(|text| !text.is_empty())
}

/// What people read: the label that the very base gives, else the code.
pub(super) fn coded(value: Option<&Coded>) -> Option<String> {
    value.map(|coded| coded.label.clone().unwrap_or_else(|| coded.code.clone()))
}

pub(super) fn note(note: Option<&Note>) -> (Option<String>, Option<String>) {
    note.map_or((None, None), |note| (Some(note.text.clone()), note.html.clone()))
}

fn social(networks: &[SocialNetwork]) -> Option<String> {
    let pairs: Vec<_> = networks.iter().map(|network| json!([network.network, network.account])).collect();
    (!pairs.is_empty()).then(|| json!(pairs).to_string())
}

/// A number that people write with blanks; anything else stays as it is.
fn digits(number: &str) -> String {
    let bare: String = number.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    if !bare.is_empty() && bare.chars().all(|c| c.is_ascii_digit()) { bare } else { number.to_owned() }
}

fn vat_number(number: &str) -> String {
    let bare: String = number.chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
    if bare.chars().all(|c| c.is_ascii_alphanumeric()) { bare.to_uppercase() } else { number.to_owned() }
}
