//! What the company holds of a contact, as the contact sees it.

mod queries;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_space::Tx;
use serde::Deserialize;

use queries::{Person, companies, own, people};

use super::corrections::queries::Correction;
use super::erasure::queries::Request;
use super::{corrections, erasure};
use crate::access::Portal;
use crate::access::portal::can;
use crate::error::{Error, Result};
use crate::space::contacts::{field_label, field_value};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::{Page, Text, Toast};
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/portal/data.html")]
struct Show {
    page: Page,
    company: String,
    /// Label and value of each field that holds something.
    own: Vec<(&'static str, String)>,
    /// Since when the contact is known.
    since: i64,
    /// The contact's companies, where they see them.
    companies: Vec<(String, Vec<(&'static str, String)>)>,
    /// Their other contacts, where they see those too.
    people: Vec<Person>,
    corrections: Vec<Told>,
    erasure: Option<Told>,
    /// Their rights are asked for by themselves alone, whatever state the space is in.
    may_ask_for: bool,
    /// No request to be erased is waiting.
    may_ask: bool,
}

/// A correction or a request, and what became of it.
struct Told {
    eye: &'static str,
    text: String,
    /// Label, what was there, what is wanted.
    fields: Vec<(Text, String, String)>,
    answer: String,
    waits: bool,
}

/// Corrections that are shown.
const CORRECTIONS: i64 = 5;

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows it.
pub async fn show(portal: Portal<can::DataRead>, Query(done): Query<Done>) -> Result<Response> {
    let (lang, scope) = (portal.lang(), portal.scope.clone());
    let read = async move |at: &Tx| {
        let asked = (corrections::queries::list_own(at, &scope, CORRECTIONS).await?, erasure::queries::find_own(at, &scope).await?);
        Ok::<_, Error>((own(at, &scope).await?, companies(at, &scope).await?, people(at, &scope).await?, asked))
    };
    let (own, companies, people, (corrections, erasure)) = portal.space.read(read).await?;
    let mut page = portal.page("portal-nav-data");
    page.toast = match done.fait.as_str() {
        "rien" => Some(Toast::new(lang.t("portal-data-done-nothing"))),
        "correction" => Some(Toast::new(lang.t("portal-data-done-direct"))),
        "proposition" => Some(Toast::new(lang.t("portal-data-done-proposed"))),
        "retrait" => Some(Toast::new(lang.t("portal-data-done-withdrawn"))),
        "effacement" => Some(Toast::new(lang.t("portal-data-done-erasure"))),
        "effacement-retire" => Some(Toast::new(lang.t("portal-data-done-erasure-withdrawn"))),
        _ => None,
    };
    html(&Show {
        corrections: corrections.into_iter().map(|correction| corrected(lang, correction)).collect(),
        may_ask: erasure.as_ref().is_none_or(|request| request.state != "pending"),
        erasure: erasure.map(|request| asked(&portal, request)),
        may_ask_for: !portal.is_preview(),
        page,
        company: portal.company.clone(),
        own: own.told(lang),
        since: own.since,
        companies: companies.into_iter().map(|company| (company.name.clone(), company.told(lang))).collect(),
        people,
    })
}

fn corrected(lang: Lang, correction: Correction) -> Told {
    let date = format::date_long(lang, correction.created_at);
    let (eye, key) = match correction.state.as_str() {
        "pending" => ("warn", "portal-correction-waits"),
        "accepted" => ("", "portal-correction-accepted"),
        _ => ("bad", "portal-correction-refused"),
    };
    let value = |field: &str, value: Option<&String>| value.map_or_else(|| "—".to_owned(), |value| field_value(lang, field, value));
    let fields = correction.fields.iter().map(|change| {
        let label = field_label(lang, &change.field).unwrap_or_default().into();
        (label, value(&change.field, change.before.as_ref()), value(&change.field, change.after.as_ref()))
    });
    let waits = correction.state == "pending";
    let mut args = vec![("date", date.into())];
    if waits {
        args.push(("due", format::date_long(lang, correction.due_at).into()));
    }
    Told { eye, text: lang.t_args(key, &args), fields: fields.collect(), answer: correction.answer.unwrap_or_default(), waits }
}

/// A request to be erased, with its clock.
fn asked(portal: &Portal<can::DataRead>, request: Request) -> Told {
    let lang = portal.lang();
    let waits = request.state == "pending";
    let (key, date) = match (waits, request.due_at < portal.now.0) {
        (true, false) => ("portal-erase-waits", request.created_at),
        (true, true) => ("portal-erase-late", request.created_at),
        (false, _) => ("portal-erase-refused", request.answered_at.unwrap_or(request.created_at)),
    };
    let mut args = vec![("company", portal.company.as_str().into()), ("date", format::date_long(lang, date).into())];
    if waits {
        args.push(("due", format::date_long(lang, request.due_at).into()));
    }
    Told { eye: "warn", text: lang.t_args(key, &args), fields: Vec::new(), answer: request.answer.unwrap_or_default(), waits }
}
