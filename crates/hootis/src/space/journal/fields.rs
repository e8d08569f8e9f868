//! What became of a field, in the words that its own card has for it.

use hootis_policy::permissions::Role;

use crate::space::changes::{FieldChange, custom_label};
use crate::space::{contacts, media, members, parties, tags};
use crate::web::i18n::Lang;

/// A line that tells it.
pub(super) fn told(lang: Lang, kind: &str, field: &FieldChange) -> String {
    let value = |value: Option<&String>| {
        value.filter(|value| !value.is_empty()).map_or_else(|| "—".to_owned(), |value| said(lang, kind, &field.field, value))
    };
    let (before, after) = (value(field.before.as_ref()), value(field.after.as_ref()));
    lang.t_args("journal-field", &[("field", name(lang, kind, &field.field).into()), ("before", before.into()), ("after", after.into())])
}

fn name(lang: Lang, kind: &str, field: &str) -> String {
    if let Some(label) = custom_label(field) {
        return label.to_owned();
    }
    let own = match (kind, field) {
        ("party", _) => parties::field_label(lang, field),
        (contacts::KIND, _) => contacts::field_label(lang, field),
        (members::KIND, "role") => Some(lang.t("members-role")),
        (members::KIND, "state") => Some(lang.t("members-access")),
        (_, "assigned_to") => Some(lang.t("talk-assigned")),
        (_, "subject") => Some(lang.t("talk-subject")),
        (_, "people") => Some(lang.t("talk-people")),
        (media::KIND, "party") => Some(lang.t("media-party")),
        (media::KIND, "contact") => Some(lang.t("media-contact")),
        (media::KIND, "caption") => Some(lang.t("media-caption")),
        (media::KIND, "alt") => Some(lang.t("media-alt")),
        (_, "name") => Some(lang.t("journal-f-name")),
        (_, "color") => Some(lang.t("tags-color")),
        (_, "label") => Some(lang.t("fields-label")),
        (_, "options") => Some(lang.t("journal-f-options")),
        (_, "company") => Some(lang.t("settings-company-name")),
        (_, "second_factor") => Some(lang.t("settings-factor-required")),
        (_, "notice_content") => Some(lang.t("talk-content")),
        (_, "portal") => Some(lang.t("portal-settings-open")),
        (_, "portal_color") => Some(lang.t("portal-settings-color")),
        (_, "portal_welcome") => Some(lang.t("portal-settings-welcome")),
        (_, "portal_corrections") => Some(lang.t("portal-settings-corrections")),
        (_, "portal_logo") => Some(lang.t("portal-settings-logo")),
        (_, "applications") => Some(lang.t("applications-title")),
        (_, "photo") => Some(lang.t("settings-photo")),
        (_, "hired_on") => Some(lang.t("members-hired-day")),
        (_, "trends") => Some(lang.t("settings-trends")),
        _ => None,
    };
    let shared = || own.or_else(|| contacts::field_label(lang, field)).or_else(|| parties::field_label(lang, field));
    shared().map_or_else(|| field.replace('_', " "), str::to_owned)
}

fn said(lang: Lang, kind: &str, field: &str, value: &str) -> String {
    match (kind, field) {
        ("party", _) => parties::field_value(lang, field, value),
        (members::KIND, "role") => Role::parse(value).map_or_else(|| value.to_owned(), |role| role.title().to(lang.into()).to_owned()),
        (members::KIND, "state") => match value {
            "active" => lang.t("members-state-active"),
            "invited" => lang.t("members-state-invited"),
            "listed" => lang.t("members-state-listed"),
            _ => lang.t("members-state-deactivated"),
        }
        .to_owned(),
        (_, "portal_corrections") if value == "direct" => lang.t("portal-settings-direct").to_owned(),
        (_, "portal_corrections") => lang.t("portal-settings-proposed").to_owned(),
        (_, "color") => tags::color_name(lang, value).into_owned(),
        _ => contacts::field_value(lang, field, value),
    }
}
