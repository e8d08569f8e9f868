//! From what Dolibarr says of sales to the columns of our rows.

use hootis_dolibarr::business::{Document, ElementKind, File, Invoice, Line, Order, Payment, PaymentShare, Product, Quote};
use hootis_space::{Value, args};
use uuid::Uuid;

use super::map::{coded, note};
use crate::clock::Now;

const STILL_THERE: Option<Now> = None;

/// The columns of `shape::PRODUCT`.
pub(super) fn product(record: &Product) -> Vec<Value> {
    let (description, description_html) = note(record.description.as_ref());
    args![
        &record.reference,
        record.label.as_deref(),
        description,
        description_html,
        record.is_service,
        record.is_on_sale,
        record.price_excl_tax_cents,
        record.price_incl_tax_cents,
        record.vat_rate.as_deref(),
        coded(record.unit.as_ref()),
        &record.currency,
        record.barcode.as_deref(),
        record.stock.as_deref(),
        STILL_THERE,
    ]
}

/// What tells one kind of document from the others.
struct Own<'a> {
    kind: &'static str,
    nature: &'static str,
    due_day: Option<&'a str>,
    status: &'static str,
    closing: Option<&'static str>,
    is_billed: bool,
    /// Paid, credited, still asked for.
    cents: [i64; 3],
    corrects_row: Option<i64>,
}

/// The columns of the document shapes.
fn document(record: &Document, own: Own<'_>, party: Option<Uuid>) -> Vec<Value> {
    let (note_public, note_public_html) = note(record.note_public.as_ref());
    let totals = record.totals;
    let [paid, credited, due] = own.cents;
    args![
        own.kind,
        own.nature,
        &record.reference,
        record.customer_reference.as_deref(),
        party,
        record.date.as_deref().unwrap_or_default(),
        own.due_day,
        own.status,
        own.closing,
        own.is_billed,
        totals.excl_tax_cents,
        totals.vat_cents,
        totals.local_taxes_cents + totals.stamp_cents,
        totals.incl_tax_cents,
        paid,
        credited,
        due,
        &record.currency,
        record.foreign.as_ref().map(|foreign| foreign.currency.as_str()),
        record.foreign.as_ref().map(|foreign| foreign.incl_tax_cents),
        coded(record.payment_term.as_ref()),
        coded(record.payment_method.as_ref()),
        own.corrects_row,
        note_public,
        note_public_html,
        STILL_THERE,
    ]
}

/// A quote.
pub(super) fn quote(record: &Quote, party: Option<Uuid>) -> Vec<Value> {
    let own = Own {
        kind: "quote",
        nature: "standard",
        due_day: record.valid_until.as_deref(),
        status: record.status.as_str(),
        closing: None,
        is_billed: false,
        cents: [0; 3],
        corrects_row: None,
    };
    document(&record.document, own, party)
}

/// An order.
pub(super) fn order(record: &Order, party: Option<Uuid>) -> Vec<Value> {
    let own = Own {
        kind: "order",
        nature: "standard",
        due_day: record.delivery.as_deref(),
        status: record.status.as_str(),
        closing: None,
        is_billed: record.is_billed,
        cents: [0; 3],
        corrects_row: None,
    };
    document(&record.document, own, party)
}

/// An invoice.
pub(super) fn invoice(record: &Invoice, party: Option<Uuid>) -> Vec<Value> {
    let own = Own {
        kind: "invoice",
        nature: record.kind.as_str(),
        due_day: record.due.as_deref(),
        status: record.status.as_str(),
        closing: record.closing.map(|reason| reason.as_str()),
        is_billed: false,
        cents: [record.paid_cents, record.credited_cents, record.due_cents],
        corrects_row: record.source_row,
    };
    document(&record.document, own, party)
}

/// The columns of the line shapes.
pub(super) fn line(record: &Line, document: Uuid, product: Option<Uuid>) -> Vec<Value> {
    let (description, description_html) = note(record.description.as_ref());
    args![
        document,
        record.position,
        record.kind.as_str(),
        product,
        record.label.as_deref(),
        description,
        description_html,
        record.discount.map(|origin| origin.as_str()),
        record.is_option,
        record.quantity.as_deref(),
        coded(record.unit.as_ref()),
        record.unit_price.as_deref(),
        record.discount_percent.as_deref(),
        record.vat_rate.as_deref(),
        record.totals.excl_tax_cents,
        record.totals.vat_cents,
        record.totals.incl_tax_cents,
    ]
}

/// The columns of `shape::FILE`.
pub(super) fn file(record: &File) -> Vec<Value> {
    let about = record.about.map(|about| (table_of(about.kind), about.row));
    args![&record.folder, &record.name, about.map(|(table, _)| table), about.map(|(_, row)| row)]
}

/// Dolibarr's own table of a kind of things.
const fn table_of(kind: ElementKind) -> &'static str {
    match kind {
        ElementKind::ThirdParty => "societe",
        ElementKind::Contact => "socpeople",
        ElementKind::User => "user",
        ElementKind::Product => "product",
        ElementKind::Quote => "propal",
        ElementKind::Order => "commande",
        ElementKind::Invoice => "facture",
        ElementKind::Payment => "paiement",
        ElementKind::Project => "projet",
        ElementKind::Task => "projet_task",
        ElementKind::Ticket => "ticket",
        ElementKind::Event => "actioncomm",
    }
}

/// The columns of `shape::PAYMENT`.
pub(super) fn payment(record: &Payment) -> Vec<Value> {
    args![record.reference.as_deref(), record.date.as_deref(), record.amount_cents, coded(record.method.as_ref()), record.number.as_deref()]
}

/// The columns of `shape::SHARE`.
pub(super) fn share(record: &PaymentShare, payment: Uuid, document: Uuid) -> Vec<Value> {
    args![payment, document, record.amount_cents]
}
