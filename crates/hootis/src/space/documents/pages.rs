//! The lists, and the page of a document.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{self, COUNTED, Cursor, Filter, Lines, State};
use super::row::{Kind, Line, Told};
use super::view::{self, Eyes, Whole};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::media::{self, Asked, serve};
use crate::space::planning;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// Where the lists are.
const HOME: &str = "/admin/documents";

/// What the address says.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(default)]
pub struct ListQuery {
    pub q: String,
    /// ouvert, retard, fini, brouillon.
    pub etat: String,
    /// A party's id.
    pub client: String,
    pub apres: String,
    pub avant: String,
}

impl ListQuery {
    fn state(&self) -> State {
        match self.etat.as_str() {
            "ouvert" => State::Open,
            "retard" => State::Late,
            "fini" => State::Done,
            "brouillon" => State::Draft,
            _ => State::Any,
        }
    }

    /// The place that a page begins or ends at.
    pub(super) fn cursor(&self) -> Option<Cursor> {
        match (place(&self.avant), place(&self.apres)) {
            (Some((day, id)), _) => Some(Cursor::Before(day, id)),
            (_, Some((day, id))) => Some(Cursor::After(day, id)),
            _ => None,
        }
    }

    fn filter(&self, kind: Kind, today: String) -> Filter {
        let cursor = self.cursor();
        Filter { kind, state: self.state(), search: self.q.clone(), party: self.client.parse().ok(), cursor, today }
    }

    /// The address of the list of a kind with one thing changed, from its first page.
    fn with(&self, kind: impl std::borrow::Borrow<Kind>, name: &str, value: &str) -> String {
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        for (key, own) in [("q", self.q.as_str()), ("etat", &self.etat), ("client", &self.client)] {
            let value = if key == name { value } else { own };
            if !value.is_empty() {
                address.append_pair(key, value);
            }
        }
        if matches!(name, "apres" | "avant") {
            address.append_pair(name, value);
        }
        match address.finish() {
            query if query.is_empty() => format!("{HOME}/{}", kind.borrow().slug()),
            query => format!("{HOME}/{}?{query}", kind.borrow().slug()),
        }
    }
}

/// The place of a row, as it stands in an address: `2026-11-20_` and its id.
fn place(text: &str) -> Option<(String, Uuid)> {
    let (day, id) = text.split_once('_')?;
    let is_day = day.is_empty() || (day.len() == 10 && day.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-'));
    Some((day.to_owned(), id.parse().ok()?)).filter(|_| is_day)
}

#[derive(Template)]
#[template(path = "space/documents/list.html")]
struct List {
    page: Page,
    table: Table,
    kinds: Vec<(Kind, i64)>,
    /// Whom the list is narrowed to.
    party: Option<String>,
}

#[derive(Template)]
#[template(path = "space/documents/_list.html")]
struct Part {
    page: Page,
    table: Table,
}

/// The table and what is around it.
struct Table {
    query: ListQuery,
    kind: Kind,
    state: State,
    lines: Lines,
    today: String,
}

impl Table {
    /// How many there are, said honestly.
    fn count(&self, lang: &Lang) -> String {
        if usize::try_from(self.lines.count).is_ok_and(|n| n > COUNTED) {
            return lang.t("sales-count-capped").to_owned();
        }
        lang.t_args("sales-count", &[("n", self.lines.count.into())])
    }

    /// Whether this is the list of that kind.
    fn is(&self, kind: &Kind) -> bool {
        self.kind == *kind
    }

    /// Whether there is nothing of any kind: nothing was imported yet.
    fn is_empty_of_all(&self, kinds: &[(Kind, i64)]) -> bool {
        kinds.iter().all(|(_, count)| *count == 0)
    }

    /// Where the list is, without anything that narrows it.
    fn action(&self) -> String {
        format!("{HOME}/{}", self.kind.slug())
    }

    fn page_at(&self, name: &str, place: Option<&(String, Uuid)>) -> String {
        place.map(|(day, id)| self.query.with(self.kind, name, &format!("{day}_{id}"))).unwrap_or_default()
    }

    fn next(&self) -> String {
        self.page_at("apres", self.lines.next.as_ref())
    }

    fn previous(&self) -> String {
        self.page_at("avant", self.lines.previous.as_ref())
    }

    /// The states that a list may be narrowed to: address, key of the name, whether it is the one.
    fn states(&self) -> Vec<(String, &'static str, bool)> {
        let name = |state: State| match (self.kind, state) {
            (_, State::Any) => "sales-all",
            (_, State::Draft) => "sales-drafts",
            (Kind::Invoice, State::Open) => "sales-open-invoices",
            (Kind::Invoice, State::Late) => "sales-late-invoices",
            (Kind::Invoice, State::Done) => "sales-done-invoices",
            (Kind::Quote, State::Open) => "sales-open-quotes",
            (Kind::Quote, State::Late) => "sales-late-quotes",
            (Kind::Quote, State::Done) => "sales-done-quotes",
            (Kind::Order, State::Open) => "sales-open-orders",
            (Kind::Order, State::Late) => "sales-late-orders",
            (Kind::Order, State::Done) => "sales-done-orders",
        };
        [(State::Any, ""), (State::Open, "ouvert"), (State::Late, "retard"), (State::Done, "fini"), (State::Draft, "brouillon")]
            .into_iter()
            .map(|(state, word)| (self.query.with(self.kind, "etat", word), name(state), state == self.state))
            .collect()
    }

    fn told(&self, line: &Line, lang: &Lang) -> Told {
        line.told(*lang, &self.today)
    }
}

/// The first list.
pub async fn home(_: BackOffice<may::PartiesRead>) -> Response {
    Redirect::to(&format!("{HOME}/{}", Kind::default().slug())).into_response()
}

/// The list of invoices.
pub async fn invoices(office: BackOffice<may::PartiesRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    list(office, Kind::Invoice, query).await
}

/// The list of quotes.
pub async fn quotes(office: BackOffice<may::PartiesRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    list(office, Kind::Quote, query).await
}

/// The list of orders.
pub async fn orders(office: BackOffice<may::PartiesRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    list(office, Kind::Order, query).await
}

/// A list, or the part of it that a search replaces.
async fn list(office: BackOffice<may::PartiesRead>, kind: Kind, query: ListQuery) -> Result<Response> {
    let (today, is_partial) = (format::day(office.now.0), office.visit.is_partial());
    let filter = query.filter(kind, today.clone());
    let (lines, counts, party) = office
        .space
        .read(async move |at| {
            let lines = queries::page(at, &filter).await?;
            let counts = if is_partial { [0; 3] } else { queries::counts(at).await? };
            let party = match filter.party {
                Some(party) if !is_partial => queries::party_name(at, party).await?,
                _ => None,
            };
            Ok::<_, Error>((lines, counts, party))
        })
        .await?;
    let page = office.page(kind.title());
    let table = Table { state: query.state(), query, kind, lines, today };
    if is_partial {
        return html(&Part { page, table });
    }
    html(&List { page, table, kinds: Kind::ALL.into_iter().zip(counts).collect(), party })
}

#[derive(Template)]
#[template(path = "space/documents/show.html")]
struct Show {
    page: Page,
    doc: Whole,
    corrected: Option<(Uuid, String)>,
    /// What it was made of, and what was made of it.
    made: Vec<planning::Made>,
    now_ms: i64,
}

impl Show {
    /// The key of what a linked document is.
    fn name_of(&self, kind: &str) -> &'static str {
        match Kind::from_code(kind) {
            Kind::Invoice => "sales-invoice",
            Kind::Quote => "sales-quote",
            Kind::Order => "sales-order",
        }
    }
}

/// The page of a document.
pub async fn show(office: BackOffice<may::PartiesRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let (lang, today) = (office.lang(), format::day(office.now.0));
    let (doc, corrected, made) = office
        .space
        .read(async move |at| {
            let doc = view::read(at, queries::get(at, id).await?, Eyes::Office, lang, &today).await?;
            let corrected = match doc.more.corrects_row {
                Some(row) => queries::corrected(at, id, row).await?,
                None => None,
            };
            Ok::<_, Error>((doc, corrected, planning::made_of(at, id).await?))
        })
        .await?;
    let mut page = office.page_called(doc.title());
    page.mark_as_under(HOME);
    html(&Show { page, doc, corrected, made, now_ms: office.now.0 })
}

/// A file of a document.
pub async fn file(
    office: BackOffice<may::PartiesRead>,
    Path((id, media)): Path<(Uuid, Uuid)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result<Response> {
    let media = media::find_attached(&office.space, id, media, false).await?.ok_or(Error::NotFound)?;
    serve::whole(&office.desk(), &media, &asked, &headers).await
}
