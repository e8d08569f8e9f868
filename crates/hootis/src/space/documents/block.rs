//! The documents of a party, as a section of its card.

use askama::Template;
use hootis_space::Conn;
use uuid::Uuid;

use super::queries;
use super::row::Line;
use crate::access::BackOffice;
use crate::error::Result;
use crate::web::format;
use crate::web::page::Page;

/// Documents that a card shows.
const SHOWN: usize = 6;

/// What a party has of documents.
pub struct Block {
    party: Uuid,
    lines: Vec<Line>,
}

/// Reads them.
///
/// # Errors
/// When the database refuses.
pub async fn block(conn: &impl Conn, party: Uuid) -> Result<Block> {
    Ok(Block { party, lines: queries::of_party(conn, party, SHOWN + 1).await? })
}

#[derive(Template)]
#[template(path = "space/documents/_block.html")]
struct Card {
    page: Page,
    party: Uuid,
    lines: Vec<Line>,
    has_more: bool,
    today: String,
}

impl Block {
    /// The section of the card, as HTML; nothing for a party without documents.
    ///
    /// # Errors
    /// When the template fails, which is a fault of ours.
    pub fn html<R>(mut self, office: &BackOffice<R>) -> Result<String> {
        if self.lines.is_empty() {
            return Ok(String::new());
        }
        let has_more = self.lines.len() > SHOWN;
        self.lines.truncate(SHOWN);
        let page = Page { lang: office.lang(), ..Page::default() };
        let card = Card { page, party: self.party, lines: self.lines, has_more, today: format::day(office.now.0) };
        card.render().map_err(crate::error::Error::internal)
    }
}
