//! What contacts asked for and nobody has answered yet, in the back office.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::permissions::Right;
use serde::Deserialize;
use uuid::Uuid;

use super::corrections::queries as corrections;
use super::erasure::office::may_answer;
use super::erasure::queries as erasure;
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::contacts::{self, Contact, Eyes};
use crate::web::page::{Page, Text, Toast};
use crate::web::reply::{html, unprocessable};

/// Most of a kind that are shown at once; the others come when these are answered.
const MOST: i64 = 50;

/// A correction that waits.
struct Correction {
    id: Uuid,
    contact: Contact,
    /// Label, what was there, what is wanted.
    fields: Vec<(Text, String, String)>,
    due_at: i64,
    at: i64,
}

/// A request to be erased that waits.
struct Erasure {
    id: Uuid,
    contact: Contact,
    reason: String,
    due_at: i64,
    at: i64,
    may_answer: bool,
    /// Why it takes longer, if that was said.
    longer: String,
}

impl Erasure {
    /// Whether it may still be said that it takes longer.
    fn may_wait(&self, now: impl Borrow<Now>) -> bool {
        self.longer.is_empty() && self.due_at >= now.borrow().0
    }
}

#[derive(Template)]
#[template(path = "space/portal/requests.html")]
struct List {
    page: Page,
    now: Now,
    corrections: Vec<Correction>,
    erasures: Vec<Erasure>,
    may_write: bool,
    /// The request that was refused without a reason.
    refused: Option<Uuid>,
}

impl List {
    /// Whether it is the request that was refused without a reason.
    fn is_refused(&self, id: impl Borrow<Uuid>) -> bool {
        self.refused == Some(*id.borrow())
    }
}

/// What was just done.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// Shows them, the most urgent first.
pub async fn list(office: BackOffice<may::ContactsRead>, Query(done): Query<Done>) -> Result<Response> {
    let mut list = page(&office).await?;
    list.page.toast = match done.fait.as_str() {
        "acceptation" => Some(Toast::new(list.page.t("portal-requests-accepted"))),
        "refus" => Some(Toast::new(list.page.t("portal-requests-refused"))),
        "prolongation" => Some(Toast::new(list.page.t("portal-requests-extended"))),
        "effacement" => Some(Toast::new(list.page.t("portal-requests-erased"))),
        "acceptation-muet" | "refus-muet" | "effacement-muet" | "prolongation-muet" => Some(Toast::new(list.page.t("portal-requests-untold"))),
        _ => None,
    };
    html(&list)
}

/// The page again, for a refusal without a reason.
pub(super) async fn again<R>(office: &BackOffice<R>, id: Uuid) -> Result<Response> {
    unprocessable(&List { refused: Some(id), ..page(office).await? })
}

/// A contact, unless it is hidden from who looks.
fn seen(contact: Result<Contact>) -> Result<Option<Contact>> {
    match contact {
        Ok(contact) => Ok(Some(contact)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn page<R>(office: &BackOffice<R>) -> Result<List> {
    let (space, lang, eyes) = (&office.space, office.lang(), Eyes::from(&office.member));
    let (mut waiting, mut asked) = (Vec::new(), Vec::new());
    // Whoever is private to somebody else is that person's business.
    for correction in corrections::list_pending(space, MOST).await? {
        let Some(contact) = seen(contacts::get(space, correction.contact, eyes).await)? else { continue };
        let told = |field: &str, value: Option<&String>| value.map_or_else(|| "—".to_owned(), |value| contacts::field_value(lang, field, value));
        let label = |field: &str| contacts::field_label(lang, field).unwrap_or_default().into();
        let of = |change: &crate::space::changes::FieldChange| {
            (
                label(&change.field),
                told(&change.field, contact.words.get(&change.field).map(str::to_owned).as_ref()),
                told(&change.field, change.after.as_ref()),
            )
        };
        waiting.push(Correction {
            id: correction.id,
            fields: correction.fields.iter().map(of).collect(),
            due_at: correction.due_at,
            at: correction.created_at,
            contact,
        });
    }
    for request in erasure::list_pending(space, MOST).await? {
        let Some(contact) = seen(contacts::get(space, request.contact, eyes).await)? else { continue };
        let reason = request.reason.unwrap_or_default();
        let may_answer = may_answer(office, &contact);
        let longer = request.answer.unwrap_or_default();
        asked.push(Erasure { id: request.id, reason, due_at: request.due_at, at: request.created_at, contact, may_answer, longer });
    }
    Ok(List {
        page: office.page("portal-requests"),
        now: office.now,
        corrections: waiting,
        erasures: asked,
        may_write: office.may_even_read_only(Right::ContactsWrite),
        refused: None,
    })
}
