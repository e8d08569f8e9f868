//! How somebody's second factor stands.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;

use super::passkeys::{self, queries::Passkey};
use super::{Side, SignedIn, queries};
use crate::error::Result;
use crate::web::page::{Page, Toast};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "access/factors/overview.html")]
struct Overview {
    page: Page,
    base: String,
    /// Since when there is an application.
    since: Option<i64>,
    codes: i64,
    keys: Vec<Passkey>,
    now: i64,
    /// Whose service carries the SMS; empty where there is none.
    carrier: &'static str,
    phone: String,
    /// What is wrong with the number; empty when nothing is.
    phone_error: String,
    /// An owner who only ever enters from the console sets it up there; a contact who has none chooses one first.
    has_password: bool,
    is_contact: bool,
    first: String,
    /// When all of it goes, for it was said to be lost.
    recovery: Option<i64>,
    /// There must be one: it cannot be turned off.
    is_required: bool,
    /// The words for that, before there is one and since.
    required: &'static str,
    kept_on: &'static str,
}

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows it.
pub async fn show(me: SignedIn, Query(done): Query<Done>) -> Result<Response> {
    let mut overview = overview(&me).await?;
    let page = &mut overview.page;
    page.toast = match done.fait.as_str() {
        "oui" => Some(Toast::new(page.t("factor-done-on"))),
        "refus" => Some(Toast::new(page.t("recovery-no-done"))),
        "sms" => Some(Toast::new(page.t("phone-sent"))),
        "cle" => Some(Toast::new(page.t("passkeys-done-added"))),
        "cle-retiree" => Some(Toast::new(page.t("passkeys-done-removed"))),
        "non" => Some(Toast::new(page.t("factor-done-off"))),
        _ => None,
    };
    html(&overview)
}

/// The page again, with a number that was not one.
pub(super) async fn refused(me: &SignedIn, phone: String, phone_error: &str) -> Result<Response> {
    unprocessable(&Overview { phone, phone_error: phone_error.to_owned(), ..overview(me).await? })
}

async fn overview(me: &SignedIn) -> Result<Overview> {
    let (lang, is_contact) = (me.lang().into(), me.people.side == Side::Contact);
    let (required, kept_on) = match me.people.side {
        Side::Operator => ("factor-required-operator", "factor-kept-on-operator"),
        Side::Account | Side::Member | Side::Contact => ("factor-required", "factor-kept-on"),
    };
    Ok(Overview {
        page: me.page("factor-title"),
        // An SMS is paid for by the operator: not for everybody whom a company invites.
        carrier: me.people.app().outreach().sms.as_ref().filter(|_| !is_contact).map_or("", |sms| sms.processor().name.to(lang)),
        phone: String::new(),
        phone_error: String::new(),
        base: me.path(""),
        since: queries::find_application(me.people.db(), me.person.id).await?.map(|application| application.created_at),
        keys: passkeys::queries::list(me.people.db(), me.person.id).await?,
        now: me.people.now().0,
        codes: queries::count_codes(me.people.db(), me.person.id).await?,
        has_password: me.person.password_hash.is_some(),
        is_contact,
        first: me.first(),
        recovery: queries::find_recovery(me.people.db(), me.people.now(), me.person.id).await?,
        is_required: me.people.is_required().await?,
        required,
        kept_on,
    })
}
