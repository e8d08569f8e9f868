//! The conversations on the card of a party or contact.

use askama::Template;
use hootis_space::Conn;
use uuid::Uuid;

use super::queries::{self, Line, View};
use crate::access::BackOffice;
use crate::error::Result;
use crate::space::Eyes;
use crate::web::page::Page;

/// Conversations on a card.
const SHOWN: usize = 5;

/// Whose card it is.
#[derive(Clone, Copy, Debug)]
pub enum Of {
    Party(Uuid),
    Contact(Uuid),
}

impl Of {
    fn view(self) -> View {
        match self {
            Self::Party(id) => View::Party(id),
            Self::Contact(id) => View::Contact(id),
        }
    }
}

/// The last conversations of somebody, read but not yet shown.
pub struct Block {
    of: Of,
    lines: Vec<Line>,
}

/// Reads them.
///
/// # Errors
/// When the database refuses.
pub async fn block(conn: &impl Conn, eyes: Eyes, of: Of) -> Result<Block> {
    let most = i64::try_from(SHOWN + 1).unwrap_or(i64::MAX);
    Ok(Block { of, lines: queries::list(conn, eyes, of.view(), i64::MAX, most).await? })
}

#[derive(Template)]
#[template(path = "space/inbox/_block.html")]
struct Card {
    page: Page,
    lines: Vec<Line>,
    /// Where all of them are; empty when these are all.
    more: String,
    /// Where one is begun; empty for who may not.
    new: String,
    now_ms: i64,
}

impl Block {
    /// The section of the card, as HTML.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn html<R>(mut self, office: &BackOffice<R>) -> Result<String> {
        let has_more = self.lines.len() > SHOWN;
        self.lines.truncate(SHOWN);
        let (name, id) = match self.of {
            Of::Party(id) => ("client", id),
            Of::Contact(id) => ("contact", id),
        };
        let may_write = office.may(hootis_policy::permissions::Right::MessagesWrite);
        let card = Card {
            page: Page { lang: office.lang(), ..Page::default() },
            lines: self.lines,
            more: if has_more { format!("/admin/messages?{name}={id}") } else { String::new() },
            new: if may_write { format!("/admin/messages/nouveau?{name}={id}") } else { String::new() },
            now_ms: office.now.0,
        };
        Ok(card.render()?)
    }
}
