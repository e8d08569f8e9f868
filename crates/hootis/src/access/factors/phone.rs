//! The one SMS that invites to install an authenticator application.
//!
//! The number is sealed in a row until the service has taken the message or refused it, a day at the latest.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::journal::Act;
use hootis_policy::limits;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{SignedIn, overview, queries};
use crate::access::Visitor;
use crate::app::App;
use crate::error::{Error, Result};
use crate::jobs;
use crate::platform::throttle;
use crate::sms::{Number, Unsent};
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// The job that hands the message over.
pub const JOB: &str = "factor_sms";

/// What a browser sends.
#[derive(Deserialize)]
pub struct PhoneForm {
    #[serde(default)]
    phone: String,
}

/// What the job needs: the row that holds the number, and the language of the message.
#[derive(Serialize, Deserialize)]
struct Asked {
    id: Uuid,
    lang: String,
}

/// Asks for it.
pub async fn create(me: SignedIn, Form(form): Form<PhoneForm>) -> Result<Response> {
    let (people, app) = (&me.people, me.people.app());
    if app.outreach().sms.is_none() {
        return Err(Error::NotFound);
    }
    let Some(number) = Number::parse(&form.phone) else {
        return overview::refused(&me, form.phone, me.lang().t("phone-refused")).await;
    };
    let who = me.person.id.to_string();
    people.count(&limits::SMS_MINUTE, &who).await?;
    people.count(&limits::SMS_DAY, &who).await?;
    // At all doors together: whoever opens spaces by the dozen has one network, and one telephone to ring at.
    let network = me.visit().network();
    for (rate, who) in [(&limits::SMS_NETWORK, network.as_str()), (&limits::SMS_NUMBER, number.expose()), (&limits::SMS_ALL, "")] {
        throttle::count(app.platform(), app.platform_key(), app.now(), rate, who).await?;
    }
    let id = Uuid::now_v7();
    let sealed = app.platform_key().secrets().seal(&context(id), number.expose().as_bytes());
    let payload = serde_json::to_string(&Asked { id, lang: me.lang().code().to_owned() }).map_err(Error::internal)?;
    let tx = app.platform().begin().await?;
    queries::insert_phone(&tx, app.now(), id, sealed).await?;
    jobs::ask(&tx, app.now(), JOB, None, payload, None).await?;
    tx.commit().await?;
    me.note(Act::FactorSmsAsked, None).await;
    app.wake();
    Ok(Redirect::to(&me.path("/double-authentification?fait=sms")).into_response())
}

/// The job: hands the message over, once, and forgets the number.
///
/// # Errors
/// When it has to be tried again.
pub async fn run(app: &App, payload: &str) -> Result<()> {
    let asked: Asked = serde_json::from_str(payload).map_err(Error::internal)?;
    let (Some(sms), Some(sealed)) = (&app.outreach().sms, queries::find_phone(app.platform(), asked.id).await?) else { return Ok(()) };
    let plain = app.platform_key().secrets().open(&context(asked.id), &sealed)?;
    let number = std::str::from_utf8(&plain).ok().and_then(Number::parse).ok_or_else(|| Error::internal("a number that is none"))?;
    let page = format!("{}/2fa", app.site().origin());
    match sms.invite(app.outgoing(), &number, Lang::from_code(&asked.lang).unwrap_or_default(), &page).await {
        Ok(()) => {}
        Err(why @ Unsent::Refused(_)) => tracing::info!(%why, "a number was forgotten"),
        Err(why @ Unsent::Later(_)) => return Err(Error::internal(why)),
    }
    queries::delete_phone(app.platform(), asked.id).await
}

fn context(id: Uuid) -> String {
    format!("factor_phone.sealed_number:{id}")
}

/// Several, by different makers; each follows the standard.
#[derive(Template)]
#[template(path = "access/factors/applications.html")]
struct Applications {
    page: Page,
}

/// Which applications there are: where the message leads. The same for everybody.
pub async fn applications(visitor: Visitor) -> Result<Response> {
    html(&Applications { page: visitor.page_without_form("phone-applications") })
}
