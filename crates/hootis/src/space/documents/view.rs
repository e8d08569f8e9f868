//! One document as its page shows it, in the back office and in Station Clients.

use hootis_space::Tx;
use uuid::Uuid;

use super::queries::{self, ITEMS, PAYMENTS};
use super::row::{Item, Line, More, Paid, Told};
use crate::error::Result;
use crate::space::media::{self, Media};
use crate::web::format;
use crate::web::i18n::Lang;

/// Files that a page lists.
const FILES: usize = 100;

/// Who looks.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Eyes {
    /// A member: all that is filed with it.
    Office,
    /// A contact: what they were sent.
    Station,
}

/// A document with all that its page shows.
pub(super) struct Whole {
    pub(super) line: Line,
    pub(super) more: More,
    pub(super) state: Told,
    pub(super) items: Vec<Item>,
    /// There are more lines than are shown.
    pub(super) has_more_items: bool,
    pub(super) payments: Vec<Paid>,
    pub(super) has_more_payments: bool,
    pub(super) files: Vec<Media>,
    eyes: Eyes,
    lang: Lang,
}

/// Reads what is not in the line of a document that may be seen.
pub(super) async fn read(at: &Tx, line: Line, eyes: Eyes, lang: Lang, today: &str) -> Result<Whole> {
    let id = line.id;
    let more = queries::more(at, id).await?;
    let (mut items, mut payments) = (queries::items(at, id).await?, queries::payments(at, id).await?);
    let (has_more_items, has_more_payments) = (items.len() > ITEMS, payments.len() > PAYMENTS);
    items.truncate(ITEMS);
    payments.truncate(PAYMENTS);
    let files = media::list_attached(at, id, eyes == Eyes::Station, FILES).await?;
    let state = line.told(lang, today);
    Ok(Whole { line, more, state, items, has_more_items, payments, has_more_payments, files, eyes, lang })
}

impl Whole {
    /// What the page is called.
    pub(super) fn title(&self) -> String {
        format!("{} {}", self.line.name(self.lang), self.line.reference)
    }

    /// An amount, in the currency of the document.
    pub(super) fn money(&self, cents: impl std::borrow::Borrow<i64>) -> String {
        format::money(self.lang, *cents.borrow(), &self.line.currency)
    }

    /// The total in the customer's currency, where that is another.
    pub(super) fn foreign(&self) -> Option<String> {
        self.more.foreign.as_ref().map(|(currency, cents)| format::money(self.lang, *cents, currency))
    }

    pub(super) fn day(&self, day: &str) -> String {
        format::plain_date(self.lang, day)
    }

    /// How many lines are shown at most.
    pub(super) fn most_items(&self) -> i64 {
        i64::try_from(ITEMS).unwrap_or(i64::MAX)
    }

    /// How many payments are shown at most.
    pub(super) fn most_payments(&self) -> i64 {
        i64::try_from(PAYMENTS).unwrap_or(i64::MAX)
    }

    /// Where one of its files is.
    pub(super) fn file(&self, media: impl std::borrow::Borrow<Uuid>) -> String {
        let home = match self.eyes {
            Eyes::Office => "/admin/documents",
            Eyes::Station => "/devis-et-factures",
        };
        format!("{home}/{}/fichiers/{}", self.line.id, media.borrow())
    }

    /// The key of why an invoice was closed without being wholly paid.
    pub(super) fn closing(&self) -> Option<&'static str> {
        Some(match self.more.closing.as_deref()? {
            "discount" => "sales-closing-discount",
            "bad_customer" => "sales-closing-bad-customer",
            "bank_charge" => "sales-closing-bank",
            "withholding_tax" => "sales-closing-tax",
            "returned" => "sales-closing-returned",
            "abandoned" => "sales-closing-abandoned",
            "replaced" => "sales-closing-replaced",
            _ => "sales-closing-other",
        })
    }
}
