//! What members say of themselves.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;
use serde::Deserialize;

use super::pages;
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::space::members::{self, Member, Profile};
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::line;
use crate::web::reply::unprocessable;
use crate::web::values::{optional, phone};

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct ProfileForm {
    pub(super) name: String,
    pub(super) position: String,
    pub(super) phone: String,
    pub(super) mobile: String,
}

impl ProfileForm {
    /// The form of what a member said so far.
    #[must_use]
    pub fn of(member: Member) -> Self {
        let text = Option::unwrap_or_default;
        Self { name: member.name, position: text(member.position), phone: text(member.phone), mobile: text(member.mobile) }
    }

    fn parse(&self, lang: Lang) -> Result<Profile, FieldErrors> {
        let mut errors = FieldErrors::default();
        let dial = |text: &str| phone(text, "");
        let profile = Profile {
            name: line(&self.name, limits::NAME_CHARS).unwrap_or_default(),
            position: line(&self.position, limits::LINE_CHARS),
            phone: optional(&self.phone, "phone", lang, &mut errors, dial),
            mobile: optional(&self.mobile, "mobile", lang, &mut errors, dial),
        };
        if profile.name.is_empty() {
            errors.add("name", lang.t("settings-name-missing"));
        }
        if errors.is_empty() { Ok(profile) } else { Err(errors) }
    }
}

/// Writes a member's own words.
pub async fn update(office: BackOffice<may::MembersRead>, Form(form): Form<ProfileForm>) -> Result<Response> {
    let profile = match form.parse(office.lang()) {
        Ok(profile) => profile,
        Err(errors) => return unprocessable(&pages::Show { profile: form, errors, ..pages::page(&office).await? }),
    };
    let tx = office.space.begin().await?;
    let before = members::get(&tx, office.member.id).await?;
    if before.is_from_dolibarr {
        return Err(Error::Conflict("members-dolibarr-owned"));
    }
    let fields = changes::differences([
        ("name", Some(before.name.as_str()), Some(profile.name.as_str())),
        ("position", before.position.as_deref(), profile.position.as_deref()),
        ("phone", before.phone.as_deref(), profile.phone.as_deref()),
        ("mobile", before.mobile.as_deref(), profile.mobile.as_deref()),
    ]);
    if !fields.is_empty() {
        members::update_profile(&tx, office.now, before.id, &profile).await?;
        changes::record(&tx, office.now, &Actor::from(&office), members::KIND, before.id, "updated", &fields).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to("/admin/reglages?fait=profil").into_response())
}
