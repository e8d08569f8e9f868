//! Two people changed the same contact: both values, side by side.

use hootis_policy::permissions::{Application, Reach};

use super::contact::Contact;
use crate::space::changes;
use crate::space::fields::Clash;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::merge;
use crate::web::page::Text;
use crate::web::values::country_name;

/// One field that both changed.
pub(super) struct Difference {
    pub label: Text,
    pub theirs: String,
    pub mine: String,
}

/// Who was faster, and what both changed.
pub(super) struct Conflict {
    /// Who changed it last, and when.
    pub who: String,
    pub at: i64,
    pub differences: Vec<Difference>,
}

/// What both changed: of the contact itself, and of the fields that the company added.
pub(super) fn differences(lang: Lang, there: &Contact, own: Vec<merge::Clash>, my_party: Option<&str>, added: Vec<Clash>) -> Vec<Difference> {
    let show = |field: &str, value: &str| match field {
        "is_private" => field_value(lang, field, value),
        _ if value.is_empty() => "—".to_owned(),
        _ => field_value(lang, field, value),
    };
    let their_party = there.party.as_ref().map(|party| party.name.as_str());
    let told = |clash: merge::Clash| {
        let (theirs, mine) = match clash.field {
            "party_id" => (their_party.unwrap_or_default().to_owned(), my_party.unwrap_or_default().to_owned()),
            _ => (clash.theirs, clash.yours),
        };
        Difference { label: label(lang, clash.field), theirs: show(clash.field, &theirs), mine: show(clash.field, &mine) }
    };
    let added = added.into_iter().map(|clash| Difference { label: clash.label.into(), theirs: clash.theirs, mine: clash.yours });
    own.into_iter().map(told).chain(added).collect()
}

/// A value of a field as people read it.
#[must_use]
pub fn field_value(lang: Lang, field: &str, value: &str) -> String {
    match field {
        "country" => country_name(value, lang),
        "birthday" => format::plain_date(lang, value),
        "reach_data" | "reach_messages" | "reach_files" => {
            Reach::parse(value).map_or_else(|| value.to_owned(), |reach| reach.title().to(lang.into()).to_owned())
        }
        "is_private" => if value == "1" { lang.t("contacts-yes") } else { lang.t("contacts-no") }.to_owned(),
        _ => value.to_owned(),
    }
}

/// The name of a field for people.
pub(super) fn label(lang: Lang, field: &str) -> Text {
    match changes::custom_label(field) {
        Some(label) => label.to_owned().into(),
        None => field_label(lang, field).unwrap_or_else(|| lang.t("contacts-other-field")).into(),
    }
}

/// The name of a field for people, if contacts have it.
#[must_use]
pub fn field_label(lang: Lang, field: &str) -> Option<&'static str> {
    Some(match field {
        "civility" => lang.t("contacts-civility"),
        "first_name" => lang.t("contacts-first-name"),
        "last_name" => lang.t("contacts-last-name"),
        "position" => lang.t("contacts-position"),
        "email" => lang.t("contacts-email"),
        "phone" => lang.t("contacts-phone"),
        "mobile" => lang.t("contacts-mobile"),
        "phone_personal" => lang.t("contacts-phone-personal"),
        "fax" => lang.t("contacts-fax"),
        "address" => lang.t("contacts-address"),
        "postal_code" => lang.t("contacts-postal-code"),
        "town" => lang.t("contacts-town"),
        "country" => lang.t("contacts-country"),
        "birthday" => lang.t("contacts-birthday"),
        "note" | "note_private" => lang.t("contacts-note"),
        "party" | "party_id" => lang.t("contacts-party"),
        "is_private" => lang.t("contacts-private"),
        "tag" => lang.t("contacts-tag"),
        "reach_data" => Application::Data.title().to(lang.into()),
        "reach_messages" => Application::Messages.title().to(lang.into()),
        "reach_files" => Application::Files.title().to(lang.into()),
        _ => return None,
    })
}
