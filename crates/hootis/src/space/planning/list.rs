//! The three lists: agenda, projects, tickets.

use std::borrow::Borrow;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::permissions::Right;
use serde::Deserialize;
use uuid::Uuid;

use super::line::{Kind, Line, Told};
use super::queries::{self, COUNTED, Cursor, Filter, Lines, State};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::Eyes;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// What the address says.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(default)]
pub struct ListQuery {
    pub q: String,
    /// tout, ouvert, fini, a-faire, brouillon.
    pub etat: String,
    /// A party's id.
    pub client: String,
    /// With what Dolibarr wrote by itself.
    pub traces: String,
    pub apres: String,
    pub avant: String,
}

impl ListQuery {
    /// What comes next is what people look for in an agenda.
    fn state(&self, kind: Kind) -> State {
        match (self.etat.as_str(), kind) {
            ("ouvert", _) | ("", Kind::Agenda) => State::Open,
            ("fini", _) => State::Done,
            ("a-faire", Kind::Agenda) => State::Todo,
            ("brouillon", Kind::Projects) => State::Draft,
            _ => State::Any,
        }
    }

    fn filter(&self, kind: Kind, today: String) -> Filter {
        let cursor = match (place(&self.avant), place(&self.apres)) {
            (Some((at, id)), _) => Some(Cursor::Before(at, id)),
            (_, Some((at, id))) => Some(Cursor::After(at, id)),
            _ => None,
        };
        let with_traces = self.traces == "1";
        Filter { kind, state: self.state(kind), search: self.q.clone(), party: self.client.parse().ok(), with_traces, cursor, today }
    }

    /// The address of a list with one thing changed, from its first page.
    fn with(&self, kind: impl Borrow<Kind>, name: &str, value: &str) -> String {
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        for (key, own) in [("q", self.q.as_str()), ("etat", &self.etat), ("client", &self.client), ("traces", &self.traces)] {
            let value = if key == name { value } else { own };
            if !value.is_empty() {
                address.append_pair(key, value);
            }
        }
        if matches!(name, "apres" | "avant") {
            address.append_pair(name, value);
        }
        match address.finish() {
            query if query.is_empty() => kind.borrow().home().to_owned(),
            query => format!("{}?{query}", kind.borrow().home()),
        }
    }
}

/// The place of a row, as it stands in an address: `2026-11-20 10:00:00_` and its id.
fn place(text: &str) -> Option<(String, Uuid)> {
    let (at, id) = text.split_once('_')?;
    let is_moment = at.len() <= 19 && at.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b':' | b' '));
    Some((at.to_owned(), id.parse().ok()?)).filter(|_| is_moment)
}

#[derive(Template)]
#[template(path = "space/planning/list.html")]
struct List {
    page: Page,
    table: Table,
    /// The lists that the member may see.
    kinds: Vec<Kind>,
    /// Whom the list is narrowed to.
    party: Option<String>,
}

#[derive(Template)]
#[template(path = "space/planning/_list.html")]
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
}

impl Table {
    fn is(&self, kind: &Kind) -> bool {
        self.kind == *kind
    }

    fn is_agenda(&self) -> bool {
        self.kind == Kind::Agenda
    }

    /// How many there are, said honestly.
    fn count(&self, lang: &Lang) -> String {
        if usize::try_from(self.lines.count).is_ok_and(|n| n > COUNTED) {
            return lang.t("work-count-capped").to_owned();
        }
        lang.t_args("work-count", &[("n", self.lines.count.into())])
    }

    fn page_at(&self, name: &str, place: Option<&(String, Uuid)>) -> String {
        place.map(|(at, id)| self.query.with(self.kind, name, &format!("{at}_{id}"))).unwrap_or_default()
    }

    fn next(&self) -> String {
        self.page_at("apres", self.lines.next.as_ref())
    }

    fn previous(&self) -> String {
        self.page_at("avant", self.lines.previous.as_ref())
    }

    /// The states that a list may be narrowed to: address, key of the name, whether it is the one.
    fn states(&self) -> Vec<(String, &'static str, bool)> {
        let words: &[(State, &str, &'static str)] = match self.kind {
            Kind::Agenda => &[
                (State::Open, "", "work-coming"),
                (State::Done, "fini", "work-past"),
                (State::Todo, "a-faire", "work-todo"),
                (State::Any, "tout", "work-all"),
            ],
            Kind::Projects => &[
                (State::Any, "", "work-all"),
                (State::Open, "ouvert", "work-open-projects"),
                (State::Draft, "brouillon", "work-draft-projects"),
                (State::Done, "fini", "work-closed-projects"),
            ],
            Kind::Tickets => {
                &[(State::Any, "", "work-all"), (State::Open, "ouvert", "work-open-tickets"), (State::Done, "fini", "work-closed-tickets")]
            }
        };
        words.iter().map(|(state, word, key)| (self.query.with(self.kind, "etat", word), *key, *state == self.state)).collect()
    }

    /// The list with what Dolibarr wrote by itself, or without it.
    fn traces(&self) -> String {
        self.query.with(self.kind, "traces", if self.has_traces() { "" } else { "1" })
    }

    fn has_traces(&self) -> bool {
        self.query.traces == "1"
    }

    fn is_narrowed(&self) -> bool {
        !self.query.q.is_empty() || !self.query.client.is_empty() || !self.query.etat.is_empty()
    }

    /// The agenda as it was.
    fn past(&self) -> String {
        self.query.with(self.kind, "etat", "fini")
    }

    fn told(&self, line: &Line, lang: &Lang) -> Option<Told> {
        line.told(self.kind, *lang)
    }
}

/// The agenda.
pub async fn agenda(office: BackOffice<may::PartiesRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    list(office, Kind::Agenda, query).await
}

/// Projects.
pub async fn projects(office: BackOffice<may::PartiesRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    list(office, Kind::Projects, query).await
}

/// Tickets, for those who read conversations.
pub async fn tickets(office: BackOffice<may::MessagesRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    list(office, Kind::Tickets, query).await
}

/// A list, or the part of it that a search replaces.
async fn list<R: crate::access::Requires>(office: BackOffice<R>, kind: Kind, query: ListQuery) -> Result<Response> {
    let (filter, eyes, is_partial) = (query.filter(kind, format::day(office.now.0)), Eyes::from(&office.member), office.visit.is_partial());
    let (lines, party) = office
        .space
        .read(async move |at| {
            let lines = queries::page(at, &filter, eyes).await?;
            let party = match filter.party {
                Some(party) if !is_partial => queries::party_name(at, party).await?,
                _ => None,
            };
            Ok::<_, Error>((lines, party))
        })
        .await?;
    let mut page = office.page(kind.title());
    page.mark_as_under(Kind::Agenda.home());
    let table = Table { state: query.state(kind), query, kind, lines };
    if is_partial {
        return html(&Part { page, table });
    }
    let may = |kind: &Kind| office.may(if *kind == Kind::Tickets { Right::MessagesRead } else { Right::PartiesRead });
    html(&List { page, table, kinds: Kind::ALL.into_iter().filter(may).collect(), party })
}
