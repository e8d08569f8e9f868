//! The page behind the link of a marketing mail, the one click of mail programs, and the choice in the console.

use askama::Template;
use axum::body::Bytes;
use axum::extract::{Path, Query, State as Extract};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::{Consent, Source, State, find, grant, link, withdraw};
use crate::access::{AccountUser, Visitor};
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::accounts;
use crate::web::form::{BareForm, Form, is_one_click};
use crate::web::page::{Page, Toast};
use crate::web::reply::{html, no_referrer};
use crate::web::visit::Visit;

#[derive(Template)]
#[template(path = "platform/marketing/preferences.html")]
struct Preferences {
    page: Page,
    /// The address, as far as somebody who found the mail needs to know it.
    email: String,
    consent: Option<Consent>,
    action: String,
    /// The choice was just changed.
    is_changed: bool,
}

#[derive(Template)]
#[template(path = "platform/marketing/console.html")]
struct Console {
    page: Page,
    email: String,
    consent: Option<Consent>,
    words: &'static str,
}

/// Whether news are wanted as things stand.
fn is_wanted(consent: Option<&Consent>) -> bool {
    consent.is_some_and(|consent| consent.state == State::Granted)
}

impl Preferences {
    fn is_wanted(&self) -> bool {
        is_wanted(self.consent.as_ref())
    }
}

impl Console {
    fn is_wanted(&self) -> bool {
        is_wanted(self.consent.as_ref())
    }

    /// What was last said, with its date and where.
    fn said(&self, consent: &Consent) -> String {
        let at = consent.withdrawn_at.filter(|_| consent.state == State::Withdrawn).unwrap_or(consent.granted_at);
        let args = [("at", self.page.date_long(at).into()), ("source", self.page.t(consent.source.key()).into())];
        let key = if self.is_wanted() { "news-since" } else { "news-ended" };
        self.page.t_args(key, &args)
    }
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// The person's choice, without signing in. Looking at it changes nothing: programs follow links.
pub async fn show(visitor: Visitor, Path(token): Path<String>, Query(done): Query<Done>) -> Result<Response> {
    let account = link::account_of(visitor.app.platform_key(), &token).ok_or(Error::NotFound)?;
    let row = accounts::get(visitor.platform(), account).await?;
    let consent = find(visitor.platform(), visitor.now, account).await?;
    let action = visitor.link(&format!("/courrier/{token}"));
    let page = visitor.private_page("news-title");
    Ok(no_referrer(html(&Preferences { page, email: masked(&row.email), consent, action, is_changed: !done.fait.is_empty() })?))
}

/// An answer: `yes` or `no`.
#[derive(Deserialize)]
pub struct NewsForm {
    #[serde(default)]
    news: String,
}

/// Changes the choice, by the button of that page. The link proves who asks.
pub async fn update(visitor: Visitor, Path(token): Path<String>, BareForm(form): BareForm<NewsForm>) -> Result<Response> {
    let account = link::account_of(visitor.app.platform_key(), &token).ok_or(Error::NotFound)?;
    accounts::get(visitor.platform(), account).await?;
    set(&visitor.app, visitor.now, account, form.news == "yes", Source::Link).await?;
    Ok(no_referrer(Redirect::to(&format!("{}?fait=1", visitor.link(&format!("/courrier/{token}")))).into_response()))
}

/// What a mail program sends for its owner (RFC 8058), from nowhere and without cookies.
pub async fn delete(Extract(app): Extract<App>, visit: Visit, Path(token): Path<String>, body: Bytes) -> Result<Response> {
    if !is_one_click(&body) {
        return Err(Error::Bad("List-Unsubscribe=One-Click was expected".into()));
    }
    let account = link::account_of(app.platform_key(), &token).ok_or(Error::NotFound)?;
    if !app.is_off("one_click") {
        set(&app, visit.now(), account, false, Source::OneClick).await?;
    }
    let mut response = "ok\n".into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    Ok(no_referrer(response))
}

async fn set(app: &App, now: Now, account: Uuid, wanted: bool, source: Source) -> Result<()> {
    let tx = app.platform().begin().await?;
    match wanted {
        true => grant(&tx, now, account, source).await?,
        false => withdraw(&tx, now, account, source).await?,
    }
    tx.commit().await?;
    Ok(())
}

/// `m…@atelier.example`: enough to know one's own.
fn masked(email: &str) -> String {
    let (name, host) = email.split_once('@').unwrap_or((email, ""));
    format!("{}…@{host}", name.chars().next().unwrap_or_default())
}

/// The choice in the console.
pub async fn console(user: AccountUser, Query(done): Query<Done>) -> Result<Response> {
    let mut page = user.console_page("news-title");
    if !done.fait.is_empty() {
        page.toast = Some(Toast::new(page.t("news-kept")));
    }
    let consent = find(user.platform(), user.now, user.account.id).await?;
    let words = hootis_policy::consent::NEWS.to(page.lang.into());
    html(&Console { page, email: user.account.email.clone(), consent, words })
}

/// Changes it there: a box that is ticked or not.
pub async fn console_update(user: AccountUser, Form(form): Form<NewsForm>) -> Result<Response> {
    set(&user.app, user.now, user.account.id, !form.news.is_empty(), Source::Console).await?;
    Ok(Redirect::to("/console/courrier?fait=1").into_response())
}
