//! The page of an event.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;

use super::line::{Kind, Line, moment};
use super::queries::{self, EventMore};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::Eyes;
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/planning/event.html")]
struct Show {
    page: Page,
    line: Line,
    more: EventMore,
    /// Who takes part, and the key of what they said.
    attendees: Vec<(String, &'static str)>,
    now_ms: i64,
}

impl Show {
    /// From when to when.
    fn when(&self) -> String {
        let from = self.line.when(self.page.lang);
        let to = self.more.ends.as_deref().filter(|ends| *ends != self.line.at).map(|ends| moment(self.page.lang, ends, self.line.is_all_day));
        match to.filter(|to| *to != from) {
            Some(to) => format!("{from} – {to}"),
            None => from,
        }
    }
}

/// The key of what somebody who is invited said.
fn answer(code: &str) -> &'static str {
    match code {
        "yes" => "work-answer-yes",
        "no" => "work-answer-no",
        "maybe" => "work-answer-maybe",
        _ => "",
    }
}

/// The page.
pub async fn show(office: BackOffice<may::PartiesRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let eyes = Eyes::from(&office.member);
    let read = office.space.read(async move |at| {
        let (line, more) = queries::event(at, eyes, id).await?;
        Ok::<_, Error>((line, more, queries::attendees(at, eyes, id).await?))
    });
    let (line, more, attendees) = read.await?;
    let mut page = office.page_called(line.name().to_owned());
    page.mark_as_under(Kind::Agenda.home());
    let attendees = attendees.into_iter().map(|(name, said)| (name, answer(&said))).collect();
    html(&Show { page, line, more, attendees, now_ms: office.now.0 })
}
