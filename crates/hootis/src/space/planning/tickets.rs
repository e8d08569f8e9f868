//! The page of a ticket: what was asked and answered, as a conversation is shown.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;

use super::line::{Kind, Line, moment};
use super::queries::{self, Message, TicketMore};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::Eyes;
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/planning/ticket.html")]
struct Show {
    page: Page,
    line: Line,
    more: TicketMore,
    messages: Vec<Message>,
    now_ms: i64,
}

impl Show {
    fn at(&self, at: &str) -> String {
        moment(self.page.lang, at, false)
    }

    /// Who wrote a message.
    fn author<'a>(&self, message: &'a Message) -> &'a str {
        let named = message.member.as_deref().or(message.contact.as_deref()).or(message.from_address.as_deref());
        named.unwrap_or_else(|| self.page.t("work-customer"))
    }

    /// Who asked.
    fn asker(&self) -> &str {
        self.more.author.as_deref().or(self.more.from_address.as_deref()).unwrap_or_else(|| self.page.t("work-customer"))
    }
}

/// The page.
pub async fn show(office: BackOffice<may::MessagesRead>, Path(id): Path<Uuid>) -> Result<Response> {
    let eyes = Eyes::from(&office.member);
    let read = office.space.read(async move |at| {
        let (line, more) = queries::ticket(at, id).await?;
        Ok::<_, Error>((line, more, queries::messages(at, eyes, id).await?))
    });
    let (line, more, messages) = read.await?;
    let mut page = office.page_called(line.name().to_owned());
    page.mark_as_under(Kind::Agenda.home());
    html(&Show { page, line, more, messages, now_ms: office.now.0 })
}
