//! Keys in the settings: the list, a new one, the end of one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::api::Scope;
use hootis_policy::journal::Act;
use hootis_policy::limits;
use hootis_policy::permissions::Right;
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use uuid::Uuid;

use super::form::{KeyForm, lives};
use crate::access::desk::{ApiKey, NewKey};
use crate::access::factors::{Again, Asks};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::letter::Notice;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::{html, unprocessable};

/// The word for keys in changes.
const KIND: &str = "api_key";

#[derive(Template)]
#[template(path = "space/api_keys/list.html")]
struct List {
    page: Page,
    keys: Vec<ApiKey>,
    form: KeyForm,
    errors: FieldErrors,
    may_make: bool,
    /// What it takes of whoever has a password here.
    again: Option<Asks>,
    now_ms: i64,
}

impl List {
    /// « Clients : lire · Clients : écrire »
    fn scopes(&self, key: &ApiKey) -> String {
        key.scopes.iter().map(|scope| self.title(*scope)).collect::<Vec<_>>().join(" · ")
    }

    fn title(&self, scope: Scope) -> String {
        scope.title(self.page.lang.into())
    }

    /// Whether a passkey may stand for password and code.
    fn asks_key(&self) -> bool {
        self.again.as_ref().is_some_and(|again| !again.key.is_empty())
    }

    /// The lives to choose from: value and words.
    fn lives(&self) -> Vec<(String, String)> {
        lives().map(|(code, life)| (code, life.words(self.page.lang.into()))).collect()
    }
}

#[derive(Template)]
#[template(path = "space/api_keys/made.html")]
struct Made {
    page: Page,
    name: String,
    key: SecretString,
    origin: String,
    expires_at: i64,
}

impl Made {
    /// The key: the only place where it is ever shown.
    fn shown(&self) -> &str {
        self.key.expose_secret()
    }
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// The keys of the space.
pub async fn list(office: BackOffice<may::KeysRead>, Query(done): Query<Done>) -> Result<Response> {
    let mut list = page(&office, KeyForm::default(), FieldErrors::default()).await?;
    list.page.toast = (done.fait == "revoquee").then(|| Toast::new(office.lang().t("keys-revoked")));
    html(&list)
}

async fn page<R>(office: &BackOffice<R>, form: KeyForm, errors: FieldErrors) -> Result<List> {
    Ok(List {
        page: office.page("keys-title"),
        keys: office.desk().list_keys().await?,
        form,
        errors,
        may_make: office.may(Right::SettingsWrite),
        again: office.asks_again().await?,
        now_ms: office.now.0,
    })
}

/// Makes one, and shows it once.
pub async fn create(office: BackOffice<may::SettingsWrite>, Again(form, again): Again<KeyForm>) -> Result<Response> {
    let wanted = match form.parse(office.lang()) {
        Ok(wanted) => wanted,
        Err(errors) => return unprocessable(&page(&office, form, errors).await?),
    };
    // A session that was stolen makes nothing that outlives it.
    if let Err(errors) = office.proves(&again).await? {
        return unprocessable(&page(&office, form, errors).await?);
    }
    let desk = office.desk();
    desk.count(&limits::API_KEYS_SPACE, "").await?;
    let expires_at = office.now.after(wanted.life.as_duration()).0;
    let new = NewKey { name: wanted.name.clone(), scopes: wanted.scopes, member: office.member.id, expires_at };
    let key = match desk.make_key(&new).await {
        Err(Error::Conflict(why)) => {
            let mut errors = FieldErrors::default();
            errors.add("name", office.lang().t(why));
            return unprocessable(&page(&office, form, errors).await?);
        }
        other => other?,
    };
    let fields = changes::differences([("name", None, Some(wanted.name.as_str()))]);
    changes::record(&*office.space, office.now, &Actor::from(&office), KIND, office.space.id(), "created", &fields).await?;
    office.note(Act::ApiKeyMade, None, None).await;
    desk.tell_owner(|account| notice(&office, account.lang, &wanted.name)).await?;
    html(&Made { page: office.page("keys-made"), name: wanted.name, key, origin: office.space_origin(), expires_at })
}

/// What the owner of the space is told: a key opens it for long.
fn notice<R>(office: &BackOffice<R>, lang: Lang, name: &str) -> Notice {
    let args = [("company", office.company.as_str().into()), ("name", name.into()), ("by", office.member.name.as_str().into())];
    Notice {
        subject: lang.t("letter-key-subject").to_owned(),
        preview: office.company.clone(),
        title: lang.t("letter-key-subject").to_owned(),
        text: lang.t_args("letter-key-text", &args),
        button: lang.t("letter-key-button").to_owned(),
        link: format!("{}/console/cles", office.site_origin()),
        small: lang.t("letter-key-small").to_owned(),
        ..Notice::default()
    }
}

/// Revokes one: from here it opens nothing.
pub async fn delete(office: BackOffice<may::KeysRead>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let name = office.desk().revoke_key(id).await?.ok_or(Error::NotFound)?;
    let fields = changes::differences([("name", Some(name.as_str()), None)]);
    changes::record(&*office.space, office.now, &Actor::from(&office), KIND, office.space.id(), "deleted", &fields).await?;
    office.note(Act::ApiKeyRevoked, id, None).await;
    Ok(Redirect::to("/admin/reglages/cles?fait=revoquee").into_response())
}
