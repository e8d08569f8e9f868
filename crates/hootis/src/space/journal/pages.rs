//! The journal, page by page.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{self, Filter, Start};
use super::told::{KINDS, Told, kind, tell};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::contacts::Eyes;
use crate::space::members;
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// Lines on a page.
const PAGE: usize = 50;

/// What is looked for, as a browser says it.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Asked {
    pub(super) personne: String,
    pub(super) sujet: String,
    pub(super) du: String,
    pub(super) au: String,
    apres: Option<i64>,
    avant: Option<i64>,
    id: Option<Uuid>,
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        Filter {
            actor: Uuid::parse_str(&self.personne).ok(),
            kind: KINDS.into_iter().find(|kind| *kind == self.sujet),
            from: format::day_start(&self.du),
            until: format::day_end(&self.au),
        }
    }

    fn start(&self) -> Start {
        match (self.apres, self.avant, self.id) {
            (Some(at), _, Some(id)) => Start::Older(at, id),
            (None, Some(at), Some(id)) => Start::Newer(at, id),
            _ => Start::Newest,
        }
    }

    fn address(&self, key: &str, line: &Told) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [("personne", &self.personne), ("sujet", &self.sujet), ("du", &self.du), ("au", &self.au)] {
            if !value.is_empty() {
                query.append_pair(name, value);
            }
        }
        format!("/admin/journal?{}", query.append_pair(key, &line.at.to_string()).append_pair("id", &line.id.to_string()).finish())
    }
}

#[derive(Template)]
#[template(path = "space/journal/list.html")]
struct List {
    page: Page,
    asked: Asked,
    people: Vec<(String, String)>,
    kinds: Vec<(&'static str, &'static str)>,
    lines: Vec<Told>,
    previous: String,
    next: String,
}

/// Who did what.
pub async fn list(office: BackOffice<may::JournalRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let (space, lang) = (&office.space, office.lang());
    let most = i64::try_from(PAGE + 1).map_err(Error::internal)?;
    let start = asked.start();
    let mut changes = queries::list(space, &asked.filter(), start, most).await?;
    let more = changes.len() > PAGE;
    let (newer, older) = match start {
        Start::Newest => (false, more),
        Start::Older(..) => (true, more),
        Start::Newer(..) => (more, true),
    };
    if more && matches!(start, Start::Newer(..)) {
        changes.remove(0);
    }
    changes.truncate(PAGE);
    let lines = tell(space, lang, Eyes::from(&office.member), changes).await?;
    let everybody = std::iter::once((String::new(), lang.t("journal-everybody").to_owned()));
    let everything = std::iter::once(("", lang.t("journal-everything")));
    html(&List {
        page: office.page("journal-title"),
        people: everybody.chain(members::list_choices(space).await?.into_iter().map(|one| (one.id.to_string(), one.name))).collect(),
        kinds: everything.chain(KINDS.map(|code| (code, kind(lang, code)))).collect(),
        previous: lines.first().filter(|_| newer).map(|line| asked.address("avant", line)).unwrap_or_default(),
        next: lines.last().filter(|_| older).map(|line| asked.address("apres", line)).unwrap_or_default(),
        asked,
        lines,
    })
}
