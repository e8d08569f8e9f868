//! Pages of parties.

pub mod addresses;
pub mod bulk;
pub mod edit;
pub mod labels;
pub mod list;
pub mod parent;
pub mod show;
pub mod state;

use axum::response::{IntoResponse as _, Redirect, Response};
use uuid::Uuid;

use super::counts;

/// The address of a party's card.
fn path(id: Uuid) -> String {
    format!("/admin/clients/{id}")
}

/// Sends to a party's card.
fn to_card(id: Uuid) -> Response {
    Redirect::to(&path(id)).into_response()
}

/// The name of a field for people, if parties have it.
#[must_use]
pub fn field_label(lang: crate::web::i18n::Lang, field: &str) -> Option<&'static str> {
    label(field).map(|key| lang.t(key))
}

/// The value of a field for people.
#[must_use]
pub fn field_value(lang: crate::web::i18n::Lang, field: &str, value: &str) -> String {
    shown(field, value, lang)
}

/// The name of a field, as people read it. Keys of the catalogue.
fn label(field: &str) -> Option<&'static str> {
    Some(match field {
        "kind" => "parties-f-kind",
        "is_prospect" => "parties-prospect",
        "is_customer" => "parties-customer",
        "is_supplier" => "parties-supplier",
        "name" => "parties-f-name",
        "alias" => "parties-f-alias",
        "code" => "parties-f-code",
        "supplier_code" => "parties-f-supplier-code",
        "siren" => "parties-f-siren",
        "siret" => "parties-f-siret",
        "vat_number" => "parties-f-vat",
        "activity_code" => "parties-f-activity",
        "legal_form" => "parties-f-legal-form",
        "register_place" => "parties-f-register",
        "staff_size" => "parties-f-staff",
        "category" => "parties-f-category",
        "capital" => "parties-f-capital",
        "prospect_status" => "parties-f-prospect-status",
        "email" => "parties-f-email",
        "phone" => "parties-f-phone",
        "mobile" => "parties-f-mobile",
        "fax" => "parties-f-fax",
        "website" => "parties-f-website",
        "address" => "parties-f-address",
        "postal_code" => "parties-f-postal-code",
        "town" => "parties-f-town",
        "department" => "parties-f-department",
        "country" => "parties-f-country",
        "parent" | "parent_id" => "parties-parent",
        "tag" => "parties-tag",
        "member" => "parties-in-charge",
        _ => return None,
    })
}

/// The value of a field, as people read it.
fn shown(field: &str, value: &str, lang: crate::web::i18n::Lang) -> String {
    use crate::web::values;
    match field {
        "kind" if value == "person" => lang.t("parties-person").to_owned(),
        "kind" => lang.t("parties-company").to_owned(),
        "is_prospect" | "is_customer" | "is_supplier" if value == "1" => lang.t("parties-yes").to_owned(),
        "is_prospect" | "is_customer" | "is_supplier" => lang.t("parties-no").to_owned(),
        "siren" => values::show_siren(value),
        "siret" => values::show_siret(value),
        "vat_number" => values::show_vat(value),
        "country" => values::country_name(value, lang),
        _ => value.to_owned(),
    }
}
