//! The page of settings: each of its forms comes back on it when it is refused.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::permissions::Right;
use serde::Deserialize;
use uuid::Uuid;

use super::profile::ProfileForm;
use super::queries;
use super::trends::Instruction;
use crate::access::factors::Asks;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::members;
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Theme, Toast};
use crate::web::reply::html;

/// The page, with what was typed in the form that came back.
#[derive(Template)]
#[template(path = "space/settings/show.html")]
pub(super) struct Show {
    pub(super) page: Page,
    pub(super) email: String,
    pub(super) role: &'static str,
    pub(super) profile: ProfileForm,
    /// Dolibarr owns name, position and telephones.
    pub(super) is_from_dolibarr: bool,
    pub(super) lang: Lang,
    pub(super) theme: Theme,
    /// What another password takes; none where there is none yet.
    pub(super) again: Option<Asks>,
    pub(super) company: String,
    pub(super) address: String,
    pub(super) may_rename: bool,
    pub(super) may_tag: bool,
    pub(super) may_read_journal: bool,
    /// Who said that the space takes part in the service's trends, and when.
    pub(super) trends: Option<(String, i64)>,
    /// The name of one's own picture, and how large one may be that is sent.
    pub(super) photo: Option<String>,
    pub(super) most: u64,
    pub(super) me: Uuid,
    pub(super) may_require: bool,
    /// There are conversations to be told of by mail.
    pub(super) may_notices: bool,
    /// Who said that members must have a second factor, and when.
    pub(super) factor: Option<(String, i64)>,
    pub(super) errors: FieldErrors,
}

impl Show {
    /// Whether a passkey may stand for password and code.
    fn asks_key(&self) -> bool {
        self.again.as_ref().is_some_and(|again| !again.key.is_empty())
    }
}

/// What was just done.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    fait: String,
}

/// The settings.
pub async fn show(office: BackOffice<may::MembersRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let mut settings = page(&office).await?;
    let lang = office.lang();
    settings.page.toast = match asked.fait.as_str() {
        "profil" => Some(Toast::new(lang.t("settings-done-profile"))),
        "photo" => Some(Toast::new(lang.t("settings-done-photo"))),
        "sans-photo" => Some(Toast::new(lang.t("settings-done-no-photo"))),
        "apparence" => Some(Toast::new(lang.t("settings-done-look"))),
        "mot-de-passe" => Some(Toast::new(lang.t("settings-done-password"))),
        "tendances" => Some(Toast::new(lang.t("settings-done-trends"))),
        "double-authentification" => Some(Toast::new(lang.t("settings-done-factor"))),
        "entreprise" => Some(Toast::new(lang.t("settings-done-company"))),
        _ => None,
    };
    html(&settings)
}

/// The page as it is when nothing was typed yet.
pub(super) async fn page<R>(office: &BackOffice<R>) -> Result<Show> {
    let me = members::get(&office.space, office.member.id).await?;
    Ok(Show {
        page: office.page("settings-title"),
        email: me.email.clone().unwrap_or_default(),
        role: me.role.title().to(office.lang().into()),
        is_from_dolibarr: me.is_from_dolibarr,
        again: office.asks_again().await?,
        photo: me.photo.clone(),
        most: hootis_policy::portal::LOGO_BYTES,
        me: me.id,
        profile: ProfileForm::of(me),
        lang: office.lang(),
        theme: office.member.theme,
        company: office.company.clone(),
        address: format!("{}.{}", office.slug, office.host()),
        may_rename: office.may(Right::SettingsWrite),
        may_tag: office.may(Right::TagsWrite),
        may_read_journal: office.may(Right::JournalRead),
        trends: told(queries::find_trends(&office.space).await?),
        may_require: office.may(Right::OwnersWrite),
        may_notices: office.may(Right::MessagesRead),
        factor: told(queries::find_factor(&office.space).await?),
        errors: FieldErrors::default(),
    })
}

/// Who said something, and when: as far as it can be read. That it was said is what counts.
fn told(found: Option<(String, i64)>) -> Option<(String, i64)> {
    found.map(|(said, at)| (serde_json::from_str::<Instruction>(&said).map_or_else(|_| String::new(), |said| said.name), at))
}
