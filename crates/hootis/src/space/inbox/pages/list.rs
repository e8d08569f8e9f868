//! The list of conversations.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::limits;
use hootis_policy::permissions::Right;
use hootis_space::{Conn, Tx};
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries::{self, Line, View};
use super::super::thread::{self, Found};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::{Eyes, conversations};
use crate::web::page::{Page, Toast};
use crate::web::reply::html;

/// Conversations on a page of the list.
const PAGE: usize = 30;
/// What a search shows.
const FOUND: usize = 40;

/// What a list is asked for.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Asked {
    /// a-traiter, toutes, pour-moi.
    pub vue: String,
    /// What is looked for in messages and notes.
    pub q: String,
    /// A party's id.
    client: String,
    /// A contact's id.
    contact: String,
    /// The position that the page stands before.
    avant: Option<i64>,
    /// The conversation that is open beside the list.
    ouverte: String,
    fait: String,
}

impl Asked {
    /// The plain list that stands beside a conversation.
    pub(super) fn beside(view: String) -> Self {
        Self { vue: view, ..Self::default() }
    }
}

/// The pane with the list, on every page of the conversations.
pub(super) struct Pane {
    pub view: View,
    /// Whose conversations these are, where the list is narrowed to one card.
    pub whose: String,
    pub question: String,
    pub lines: Vec<Line>,
    pub found: Vec<Found>,
    /// How many wait for an answer.
    pub awaiting: i64,
    /// The conversation that is open.
    pub open: Option<Uuid>,
    /// The page with older ones; empty when there is none.
    pub older: String,
    /// Where the list is asked for again when something happens.
    pub again: String,
    pub may_write: bool,
    pub now_ms: i64,
    /// Up to where what is shown is known.
    pub position: i64,
}

impl Pane {
    /// The list that somebody asked for.
    pub(super) async fn read(at: &Tx, asked: &Asked, eyes: Eyes, open: Option<Uuid>, default: View) -> Result<Self> {
        let question: String = asked.q.trim().chars().take(limits::SEARCH_CHARS).collect();
        let (view, whose) = narrowed(at, asked, eyes, default).await?;
        let (mut lines, found) = if question.is_empty() {
            let most = i64::try_from(PAGE + 1).map_err(Error::internal)?;
            (queries::list(at, eyes, view, asked.avant.unwrap_or(i64::MAX), most).await?, Vec::new())
        } else {
            (Vec::new(), thread::list_found(at, &question, eyes, FOUND).await?)
        };
        let has_older = lines.len() > PAGE;
        lines.truncate(PAGE);
        let older = lines.last().filter(|_| has_older).map(|line| address(view, &[("avant", line.position.to_string())])).unwrap_or_default();
        let mut again = vec![("ouverte", open.map(|id| id.to_string()).unwrap_or_default())];
        again.extend(asked.avant.map(|at| ("avant", at.to_string())));
        Ok(Self {
            view,
            whose,
            question,
            lines,
            found,
            awaiting: queries::count_awaiting(at, eyes).await?,
            open,
            older,
            again: address(view, &again),
            may_write: false,
            now_ms: 0,
            position: conversations::position(at).await?,
        })
    }

    /// With what only the request knows.
    pub(super) fn of<R>(mut self, office: &BackOffice<R>) -> Self {
        self.may_write = office.may(Right::MessagesWrite);
        self.now_ms = office.now.0;
        self
    }

    pub(super) fn is_open(&self, line: &Line) -> bool {
        self.open == Some(line.id)
    }

    /// The page of a conversation, with this list beside it.
    pub(super) fn href(&self, line: &Line) -> String {
        format!("/admin/messages/{}?vue={}#fin", line.id, self.view.code())
    }

    pub(super) fn is(&self, code: &str) -> bool {
        self.view.code() == code && self.whose.is_empty()
    }

    /// When a conversation was last written in, as short as can be: the hour, the day, the date.
    pub(super) fn when(&self, page: &Page, line: &Line) -> String {
        when(page, self.now_ms, line.position)
    }
}

/// « 10:42 », « hier », « 9 nov. », « 9 nov. 2025 ».
pub(super) fn when(page: &Page, now_ms: i64, at: i64) -> String {
    use crate::web::format;
    match format::days_between(at, now_ms) {
        0 => format::time(at),
        1 => page.t("talk-yesterday-short").to_owned(),
        _ if format::year(at) == format::year(now_ms) => format::day_short(page.lang, at),
        _ => format::date_short(page.lang, at),
    }
}

/// Which conversations are meant, and whose they are where that is one card's.
async fn narrowed(at: &impl Conn, asked: &Asked, eyes: Eyes, default: View) -> Result<(View, String)> {
    if let Ok(id) = Uuid::parse_str(&asked.client) {
        return Ok((View::Party(id), queries::find_party(at, id).await?.ok_or(Error::NotFound)?));
    }
    if let Ok(id) = Uuid::parse_str(&asked.contact) {
        let (contact, _) = queries::find_contact(at, eyes, id).await?.ok_or(Error::NotFound)?;
        return Ok((View::Contact(id), contact.name));
    }
    Ok((View::parse(&asked.vue).unwrap_or(default), String::new()))
}

/// The address of a list.
fn address(view: View, more: &[(&str, String)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    match view {
        View::Party(id) => query.append_pair("client", &id.to_string()),
        View::Contact(id) => query.append_pair("contact", &id.to_string()),
        _ => query.append_pair("vue", view.code()),
    };
    for (name, value) in more.iter().filter(|(_, value)| !value.is_empty()) {
        query.append_pair(name, value);
    }
    format!("/admin/messages?{}", query.finish())
}

#[derive(Template)]
#[template(path = "space/inbox/list.html")]
struct List {
    page: Page,
    pane: Pane,
}

#[derive(Template)]
#[template(path = "space/inbox/_list.html")]
struct Part {
    page: Page,
    pane: Pane,
}

/// The conversations, the ones written in last first.
pub async fn list(office: BackOffice<may::MessagesRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let eyes = Eyes::from(&office.member);
    let open = Uuid::parse_str(&asked.ouverte).ok();
    let mut page = office.page("talk-title");
    page.toast = (asked.fait == "termine").then(|| Toast::new(page.t("talk-done-toast")));
    let pane = office.space.read(async move |at| Pane::read(at, &asked, eyes, open, View::Awaiting).await).await?.of(&office);
    if office.visit.is_partial() { html(&Part { page, pane }) } else { html(&List { page, pane }) }
}
