//! A document as it is kept, and its state in plain words.

use std::borrow::Borrow;

use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

use crate::web::format;
use crate::web::i18n::Lang;

/// Which documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum Kind {
    /// Invoices, credit notes and deposits.
    #[default]
    Invoice,
    Quote,
    Order,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Invoice, Self::Quote, Self::Order];

    /// Its word in the database.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Invoice => "invoice",
            Self::Quote => "quote",
            Self::Order => "order",
        }
    }

    pub(super) fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|kind| kind.code() == code).unwrap_or_default()
    }

    /// Its word in addresses.
    pub(super) const fn slug(self) -> &'static str {
        match self {
            Self::Invoice => "factures",
            Self::Quote => "devis",
            Self::Order => "commandes",
        }
    }

    /// The key of what its second day is.
    pub(super) const fn due_key(self) -> &'static str {
        match self {
            Self::Invoice => "sales-due-day",
            Self::Quote => "sales-valid-until",
            Self::Order => "sales-delivery",
        }
    }

    /// The key of its name in the plural.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Invoice => "sales-invoices",
            Self::Quote => "sales-quotes",
            Self::Order => "sales-orders",
        }
    }
}

/// A state in words: what it says, and how it looks (see `ui::chip`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub text: String,
    pub look: &'static str,
}

/// What a list shows of a document, and what its state is told from.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub(super) kind: Kind,
    pub(super) nature: String,
    pub reference: String,
    pub party: Option<(Uuid, String)>,
    pub(super) day: String,
    pub(super) due_day: Option<String>,
    pub(super) status: String,
    pub(super) is_billed: bool,
    pub(super) incl_cents: i64,
    pub(super) due_cents: i64,
    pub(super) currency: String,
    pub(super) is_gone: bool,
}

/// The columns of a [`Line`], of `document d` and its `party p`.
pub(super) const LINE: &str = "d.id, d.kind, d.nature, d.reference, p.id, p.name, d.day, d.due_day, d.status, d.is_billed, d.incl_cents, d.due_cents, \
                               d.currency, d.gone_at IS NOT NULL";

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            kind: Kind::from_code(&row.take::<String>()?),
            nature: row.take()?,
            reference: row.take()?,
            party: row.take::<Option<Uuid>>()?.zip(row.take()?),
            day: row.take()?,
            due_day: row.take()?,
            status: row.take()?,
            is_billed: row.take()?,
            incl_cents: row.take()?,
            due_cents: row.take()?,
            currency: row.take()?,
            is_gone: row.take()?,
        })
    }
}

impl Line {
    /// Its state in plain words, on a day.
    #[must_use]
    pub fn told(&self, lang: impl Borrow<Lang>, today: &str) -> Told {
        let lang = *lang.borrow();
        let said = |key: &str, look: &'static str| Told { text: lang.t(key).to_owned(), look };
        if self.is_gone {
            return said("sales-gone", "line");
        }
        match self.kind {
            Kind::Quote => self.quote_told(lang, today),
            Kind::Order => match (self.status.as_str(), self.is_billed) {
                ("draft", _) => said("sales-draft", "line"),
                ("validated", false) => said("sales-order-validated", "info"),
                ("in_process", _) => said("sales-order-in-process", "info"),
                ("delivered" | "validated", true) => said("sales-billed", "ok"),
                ("delivered", false) => said("sales-order-delivered", "ok"),
                ("cancelled", _) => said("sales-cancelled", "line"),
                _ => said("sales-unknown", "line"),
            },
            Kind::Invoice => self.invoice_told(lang, today),
        }
    }

    fn quote_told(&self, lang: Lang, today: &str) -> Told {
        let said = |key: &str, look: &'static str| Told { text: lang.t(key).to_owned(), look };
        match (self.status.as_str(), self.due_day.as_deref()) {
            ("open", Some(day)) if day < today => said("sales-quote-expired", "bad"),
            ("open", Some(day)) => {
                Told { text: lang.t_args("sales-quote-until", &[("day", format::plain_date_short(lang, day).into())]), look: "warn" }
            }
            ("open", None) => said("sales-quote-open", "warn"),
            ("draft", _) => said("sales-draft", "line"),
            ("signed", _) => said("sales-quote-signed", "ok"),
            ("billed", _) => said("sales-billed", "ok"),
            ("refused", _) => said("sales-quote-refused", "bad"),
            ("cancelled", _) => said("sales-cancelled", "line"),
            _ => said("sales-unknown", "line"),
        }
    }

    fn invoice_told(&self, lang: Lang, today: &str) -> Told {
        let said = |key: &str, look: &'static str| Told { text: lang.t(key).to_owned(), look };
        let is_asked_for = matches!(self.status.as_str(), "unpaid" | "partly_paid") && self.due_cents > 0;
        if is_asked_for && self.is_late(today) {
            let since = self.due_day.as_deref().map_or_else(String::new, |day| format::plain_date_short(lang, day));
            return Told { text: lang.t_args("sales-late", &[("day", since.into())]), look: "bad" };
        }
        match (self.status.as_str(), self.nature.as_str()) {
            ("draft", _) => said("sales-draft", "line"),
            ("unpaid" | "partly_paid", "credit_note") => said("sales-credit-open", "warn"),
            ("paid", "credit_note") => said("sales-credit-used", "ok"),
            ("partly_paid", _) => {
                Told { text: lang.t_args("sales-partly", &[("rest", format::money(lang, self.due_cents, &self.currency).into())]), look: "warn" }
            }
            ("unpaid", _) => match self.due_day.as_deref() {
                Some(day) => Told { text: lang.t_args("sales-to-pay-by", &[("day", format::plain_date_short(lang, day).into())]), look: "warn" },
                None => said("sales-to-pay", "warn"),
            },
            ("paid", _) => said("sales-paid", "ok"),
            ("closed_partly_paid", _) => said("sales-closed-partly", "line"),
            ("closed_unpaid", _) => said("sales-closed-unpaid", "line"),
            ("abandoned", _) => said("sales-abandoned", "line"),
            _ => said("sales-unknown", "line"),
        }
    }

    fn is_late(&self, today: &str) -> bool {
        self.due_day.as_deref().is_some_and(|day| day < today)
    }

    /// What it is: « Facture », « Avoir », « Devis »…
    #[must_use]
    pub fn name(&self, lang: impl Borrow<Lang>) -> &'static str {
        lang.borrow().t(match (self.kind, self.nature.as_str()) {
            (Kind::Quote, _) => "sales-quote",
            (Kind::Order, _) => "sales-order",
            (_, "credit_note") => "sales-credit-note",
            (_, "deposit") => "sales-deposit",
            (_, "situation") => "sales-situation",
            (_, "replacement") => "sales-replacement",
            (_, "proforma") => "sales-proforma",
            _ => "sales-invoice",
        })
    }

    /// Whether it is something else than the list says.
    pub(super) fn is_special(&self) -> bool {
        self.nature != "standard"
    }

    /// Its total, written.
    #[must_use]
    pub fn total(&self, lang: impl Borrow<Lang>) -> String {
        format::money(*lang.borrow(), self.incl_cents, &self.currency)
    }

    /// Its day, written; empty when Dolibarr has none.
    #[must_use]
    pub fn dated(&self, lang: impl Borrow<Lang>) -> String {
        if self.day.is_empty() { String::new() } else { format::plain_date_short(*lang.borrow(), &self.day) }
    }
}

/// The page of a document: what is not in its [`Line`].
#[derive(Clone, Debug)]
pub(super) struct More {
    pub(super) customer_reference: Option<String>,
    pub(super) closing: Option<String>,
    pub(super) excl_cents: i64,
    pub(super) vat_cents: i64,
    pub(super) taxes_cents: i64,
    pub(super) paid_cents: i64,
    pub(super) credited_cents: i64,
    /// The total in the customer's currency.
    pub(super) foreign: Option<(String, i64)>,
    pub(super) payment_term: Option<String>,
    pub(super) payment_method: Option<String>,
    pub(super) corrects_row: Option<i64>,
    pub(super) note: Option<String>,
    pub(super) note_html: Option<String>,
    /// When an import last wrote it.
    pub(super) updated_at: i64,
}

/// The columns of a [`More`].
pub(super) const MORE: &str = "customer_reference, closing, excl_cents, vat_cents, taxes_cents, paid_cents, credited_cents, foreign_currency, \
                               foreign_incl_cents, payment_term, payment_method, corrects_row, note_public, note_public_html, updated_at";

impl FromRow for More {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            customer_reference: row.take()?,
            closing: row.take()?,
            excl_cents: row.take()?,
            vat_cents: row.take()?,
            taxes_cents: row.take()?,
            paid_cents: row.take()?,
            credited_cents: row.take()?,
            foreign: row.take::<Option<String>>()?.zip(row.take()?),
            payment_term: row.take()?,
            payment_method: row.take()?,
            corrects_row: row.take()?,
            note: row.take()?,
            note_html: row.take()?,
            updated_at: row.take()?,
        })
    }
}

/// A line of a document.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) kind: String,
    pub(super) product: Option<String>,
    pub(super) label: Option<String>,
    pub(super) description: Option<String>,
    pub(super) description_html: Option<String>,
    pub(super) discount: Option<String>,
    pub(super) is_option: bool,
    pub(super) quantity: Option<String>,
    pub(super) unit: Option<String>,
    pub(super) unit_price: Option<String>,
    pub(super) discount_percent: Option<String>,
    pub(super) vat_rate: Option<String>,
    pub(super) excl_cents: i64,
}

impl FromRow for Item {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let (kind, reference, name) = (row.take()?, row.take::<Option<String>>()?, row.take::<Option<String>>()?);
        let label: Option<String> = row.take()?;
        Ok(Self {
            kind,
            product: reference,
            label: label.or(name),
            description: row.take()?,
            description_html: row.take()?,
            discount: row.take()?,
            is_option: row.take()?,
            quantity: row.take()?,
            unit: row.take()?,
            unit_price: row.take()?,
            discount_percent: row.take()?,
            vat_rate: row.take()?,
            excl_cents: row.take()?,
        })
    }
}

impl Item {
    /// Whether it is words, not a sale.
    pub(super) fn is_words(&self) -> bool {
        matches!(self.kind.as_str(), "title" | "subtotal" | "text")
    }

    /// Where a discount comes from that is used here.
    pub(super) fn discount_key(&self) -> Option<&'static str> {
        Some(match self.discount.as_deref()? {
            "credit_note" => "sales-used-credit-note",
            "deposit" => "sales-used-deposit",
            "excess_received" => "sales-used-excess",
            _ => "sales-used-discount",
        })
    }

    /// A decimal number as people of a language write it.
    pub(super) fn number(&self, lang: impl Borrow<Lang>, text: &Option<String>) -> String {
        decimal(*lang.borrow(), text.as_deref().unwrap_or_default())
    }
}

/// A decimal number as people of a language write it.
pub(super) fn decimal(lang: Lang, text: &str) -> String {
    if lang == Lang::Fr { text.replace('.', ",") } else { text.to_owned() }
}

/// What a payment brought to an invoice.
#[derive(Clone, Debug)]
pub(super) struct Paid {
    pub(super) day: Option<String>,
    pub(super) method: Option<String>,
    pub(super) number: Option<String>,
    pub(super) amount_cents: i64,
}

impl FromRow for Paid {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { day: row.take()?, method: row.take()?, number: row.take()?, amount_cents: row.take()? })
    }
}
