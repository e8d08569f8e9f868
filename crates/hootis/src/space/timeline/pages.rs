//! The page of a party's timeline, and its beginning on the card.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use hootis_policy::permissions::Right;
use hootis_space::Conn;
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{self, Item, Place, What};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::{Eyes, planning};
use crate::web::format;
use crate::web::page::{Page, icon};
use crate::web::reply::html;

/// Things on a page.
const PAGE: usize = 40;
/// Things on the card.
const SHOWN: usize = 8;

/// What the address says.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(default)]
pub struct TimelineQuery {
    /// See `What::code`; everything without.
    pub quoi: String,
    pub apres: String,
}

/// The place of a thing, as it stands in an address.
fn place(text: &str) -> Option<Place> {
    let (at, id) = text.split_once('_')?;
    let is_moment = at.len() <= 19 && at.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b' '));
    Some((at.to_owned(), id.parse().ok()?)).filter(|_| is_moment)
}

/// Where the timeline of a party is.
fn home(party: Uuid) -> String {
    format!("/admin/clients/{party}/chronologie")
}

/// The kinds that a member may see. What Dolibarr wrote by itself is shown when it is asked for.
fn kinds(sees_talk: bool, asked: &str) -> Vec<What> {
    let may = |what: &What| sees_talk || !what.is_talk();
    let one = What::ALL.into_iter().find(|what| what.code() == asked && may(what));
    one.map_or_else(|| What::ALL.into_iter().filter(|what| *what != What::Trace && may(what)).collect(), |one| vec![one])
}

/// Things as they are shown.
struct Items {
    page: Page,
    items: Vec<Item>,
}

impl Items {
    fn glyph(&self, item: &Item) -> &'static str {
        match item.what {
            What::Document => icon("file-invoice"),
            What::Payment => icon("credit-card"),
            What::Event => icon("calendar"),
            What::Trace => icon("history"),
            What::Ticket => icon("lifebuoy"),
            What::Talk => icon("message"),
        }
    }

    fn href(&self, item: &Item) -> String {
        let at = match item.what {
            What::Document | What::Payment => "documents",
            What::Event | What::Trace => "agenda",
            What::Ticket => "tickets",
            What::Talk => "messages",
        };
        format!("/admin/{at}/{}", item.opens)
    }

    /// What it is, in words.
    fn kind(&self, item: &Item) -> String {
        let key = match (item.what, item.detail.as_deref(), item.nature.as_deref()) {
            (What::Event | What::Trace, Some(kind), _) => return kind.to_owned(),
            (What::Event | What::Trace, None, _) => "timeline-event",
            (What::Payment, ..) => "timeline-payment",
            (What::Ticket, ..) => "timeline-ticket",
            (What::Talk, ..) => "timeline-talk",
            (What::Document, Some("quote"), _) => "timeline-quote",
            (What::Document, Some("order"), _) => "timeline-order",
            (What::Document, _, Some("credit_note")) => "timeline-credit-note",
            (What::Document, _, Some("deposit")) => "timeline-deposit",
            (What::Document, ..) => "timeline-invoice",
        };
        self.page.t(key).to_owned()
    }

    fn title(&self, item: &Item) -> String {
        item.title.clone().filter(|title| !title.trim().is_empty()).unwrap_or_else(|| self.kind(item))
    }

    fn when(&self, item: &Item) -> String {
        if item.at.is_empty() { self.page.t("timeline-no-day").to_owned() } else { planning::moment(self.page.lang, &item.at, false) }
    }

    /// What it is worth.
    fn amount(&self, item: &Item) -> String {
        item.cents.map(|cents| format::money(self.page.lang, cents, item.currency.as_deref().unwrap_or("EUR"))).unwrap_or_default()
    }
}

#[derive(Template)]
#[template(path = "space/timeline/show.html")]
struct Show {
    page: Page,
    shown: Items,
    party: Uuid,
    name: String,
    /// Address, key of the name, whether it is the one.
    filters: Vec<(String, &'static str, bool)>,
    newest: String,
    older: String,
}

fn key(what: What) -> &'static str {
    match what {
        What::Document => "timeline-documents",
        What::Payment => "timeline-payments",
        What::Event => "timeline-events",
        What::Trace => "timeline-traces",
        What::Ticket => "timeline-tickets",
        What::Talk => "timeline-talks",
    }
}

/// The timeline.
pub async fn show(office: BackOffice<may::PartiesRead>, Path(party): Path<Uuid>, Query(query): Query<TimelineQuery>) -> Result<Response> {
    let (eyes, sees_talk) = (Eyes::from(&office.member), office.may(Right::MessagesRead));
    let (wanted, before) = (kinds(sees_talk, &query.quoi), place(&query.apres));
    let is_one = wanted.len() == 1;
    let (read, from) = (wanted.clone(), before.clone());
    let (name, mut items) = office
        .space
        .read(async move |at| {
            let name = queries::name(at, party).await?;
            Ok::<_, Error>((name, queries::list(at, eyes, party, &read, from.as_ref(), PAGE + 1).await?))
        })
        .await?;
    let has_more = items.len() > PAGE;
    items.truncate(PAGE);
    let address = |what: Option<What>, more: String| match what {
        Some(what) => format!("{}?quoi={}{}", home(party), what.code(), more),
        None if more.is_empty() => home(party),
        None => format!("{}?{}", home(party), more.trim_start_matches('&')),
    };
    let one = wanted.first().copied().filter(|_| is_one);
    let mut filters = vec![(address(None, String::new()), "timeline-all", !is_one)];
    let all = What::ALL.into_iter().filter(|what| sees_talk || !what.is_talk());
    filters.extend(all.map(|what| (address(Some(what), String::new()), key(what), one == Some(what))));
    let last = items.last().filter(|_| has_more);
    let at = |item: &Item| {
        let place = format!("{}_{}", item.at, item.id);
        format!("&apres={}", url::form_urlencoded::byte_serialize(place.as_bytes()).collect::<String>())
    };
    let older = last.map(|item| address(one, at(item))).unwrap_or_default();
    let newest = if before.is_some() { address(one, String::new()) } else { String::new() };
    let mut page = office.page_called(name.clone());
    page.mark_as_under("/admin/clients");
    let shown = Items { page: Page { lang: office.lang(), ..Page::default() }, items };
    html(&Show { page, shown, party, name, filters, newest, older })
}

/// The beginning of a party's timeline, read but not yet shown.
pub struct Block {
    party: Uuid,
    items: Vec<Item>,
}

/// Reads it.
///
/// # Errors
/// When the database refuses.
pub async fn block(conn: &impl Conn, eyes: Eyes, party: Uuid, sees_talk: bool) -> Result<Block> {
    Ok(Block { party, items: queries::list(conn, eyes, party, &kinds(sees_talk, ""), None, SHOWN + 1).await? })
}

#[derive(Template)]
#[template(path = "space/timeline/_block.html")]
struct Card {
    shown: Items,
    /// Where all of it is; empty when this is all.
    more: String,
}

impl Block {
    /// The section of the card, as HTML; nothing for a party with which nothing happened.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn html<R>(mut self, office: &BackOffice<R>) -> Result<String> {
        if self.items.is_empty() {
            return Ok(String::new());
        }
        self.items.truncate(SHOWN);
        let shown = Items { page: Page { lang: office.lang(), ..Page::default() }, items: self.items };
        Ok(Card { shown, more: home(self.party) }.render()?)
    }
}
