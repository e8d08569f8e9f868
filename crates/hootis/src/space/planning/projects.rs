//! The page of a project.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use hootis_policy::permissions::Right;
use uuid::Uuid;

use super::line::{Kind, Line, hours};
use super::queries::{self, ProjectMore, Task};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::Eyes;
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// Events and tickets that the page shows.
const SHOWN: usize = 10;

#[derive(Template)]
#[template(path = "space/planning/project.html")]
struct Show {
    page: Page,
    line: Line,
    more: ProjectMore,
    tasks: Vec<Task>,
    events: Vec<Line>,
    tickets: Vec<Line>,
    now_ms: i64,
}

impl Show {
    fn day(&self, day: &str) -> String {
        format::plain_date(self.page.lang, day)
    }

    fn money(&self, cents: &i64) -> String {
        format::money(self.page.lang, *cents, &self.more.currency)
    }

    fn hours(&self, seconds: impl std::borrow::Borrow<i64>) -> String {
        hours(*seconds.borrow())
    }

    /// Time spent on all tasks, in seconds.
    fn spent(&self) -> i64 {
        self.tasks.iter().map(|task| task.spent).sum()
    }

    /// Time planned for all tasks, in seconds.
    fn planned(&self) -> i64 {
        self.tasks.iter().map(|task| task.planned).sum()
    }
}

/// The page.
pub async fn show(office: BackOffice<may::PartiesRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let (eyes, sees_tickets) = (Eyes::from(&office.member), office.may(Right::MessagesRead));
    let read = office.space.read(async move |at| {
        let (line, more) = queries::project(at, id).await?;
        let tasks = queries::tasks(at, id).await?;
        let events = queries::lines_of_project(at, eyes, Kind::Agenda, id, SHOWN).await?;
        let tickets = if sees_tickets { queries::lines_of_project(at, eyes, Kind::Tickets, id, SHOWN).await? } else { Vec::new() };
        Ok::<_, Error>((line, more, tasks, events, tickets))
    });
    let (line, more, tasks, events, tickets) = read.await?;
    let mut page = office.page_called(line.name().to_owned());
    page.mark_as_under(Kind::Agenda.home());
    html(&Show { page, line, more, tasks, events, tickets, now_ms: office.now.0 })
}
