//! What the company sells: products, documents, lines and payments. Dolibarr owns such rows wholly; people here only read.

use std::collections::HashMap;

use hootis_dolibarr::business::{DocumentKind, Phase, Record, Take};
use hootis_space::Tx;
use uuid::Uuid;

use super::super::map_sales as map;
use super::super::shape::{PARTY, Shape};
use super::super::shape_sales::{FILE, INVOICE, INVOICE_LINE, ORDER, ORDER_LINE, PAYMENT, PRODUCT, QUOTE, QUOTE_LINE, SHARE};
use super::Sitting;
use super::origins::{self, Origin};
use super::rows::Incoming;
use super::work;
use crate::clock::Now;
use crate::error::Result;

/// What is read of business; nothing where nothing of it is asked for.
pub(super) fn taken(take: hootis_dolibarr::Take) -> Option<Take> {
    let (sales, work) = (take.sales, take.work);
    let business = Take { products: sales, quotes: sales, orders: sales, invoices: sales, projects: work, tickets: work, events: work, files: sales };
    (sales || work).then_some(business)
}

/// The tables of business that are not taken.
pub(in super::super) fn untaken_tables() -> Vec<&'static str> {
    taken(hootis_dolibarr::Take::default()).map(Take::untaken_tables).unwrap_or_default()
}

/// The shape that a record is kept in, and the kind of rows that it is counted as; nothing for what is not kept.
pub(super) fn kept(record: &Record, phase: Phase) -> Option<(&'static Shape, &'static str)> {
    Some(match record {
        Record::Product(_) => (&PRODUCT, "products"),
        Record::Quote(_) => (&QUOTE, "quotes"),
        Record::Order(_) => (&ORDER, "orders"),
        Record::Invoice(_) => (&INVOICE, "invoices"),
        Record::Line(line) => (line_shape(line.document), "document_lines"),
        Record::Payment(_) => (&PAYMENT, "payments"),
        Record::PaymentShare(_) => (&SHARE, "payment_shares"),
        Record::File(_) => (&FILE, "files"),
        _ => return work::kept(record, phase),
    })
}

fn line_shape(kind: DocumentKind) -> &'static Shape {
    match kind {
        DocumentKind::Quote => &QUOTE_LINE,
        DocumentKind::Order => &ORDER_LINE,
        DocumentKind::Invoice => &INVOICE_LINE,
    }
}

fn document_shape(kind: DocumentKind) -> &'static Shape {
    match kind {
        DocumentKind::Quote => &QUOTE,
        DocumentKind::Order => &ORDER,
        DocumentKind::Invoice => &INVOICE,
    }
}

pub(super) type Known = HashMap<i64, Origin>;

/// Our rows that records refer to.
#[derive(Default)]
struct Refs {
    parties: Known,
    documents: Known,
    products: Known,
    payments: Known,
    others: work::Refs,
}

/// Our row of a number; nothing when it is not here.
pub(super) fn here(known: &Known, row: Option<i64>) -> Option<Uuid> {
    known.get(&row?).filter(|origin| !origin.is_gone).map(|origin| origin.local)
}

pub(super) fn was_deleted(known: &Known, row: i64) -> bool {
    known.get(&row).is_some_and(|origin| origin.is_gone)
}

impl Refs {
    async fn of(tx: &Tx, source: Uuid, records: &[Record]) -> Result<Self> {
        let (mut parties, mut documents, mut products, mut payments) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut of = &INVOICE;
        for record in records {
            match record {
                Record::Quote(quote) => parties.extend(quote.document.third_party_row),
                Record::Order(order) => parties.extend(order.document.third_party_row),
                Record::Invoice(invoice) => parties.extend(invoice.document.third_party_row),
                Record::Line(line) => {
                    of = document_shape(line.document);
                    documents.push(line.document_row);
                    products.extend(line.product_row);
                }
                Record::PaymentShare(share) => {
                    documents.push(share.invoice_row);
                    payments.push(share.payment_row);
                }
                _ => {}
            }
        }
        Ok(Self {
            parties: find(tx, source, &PARTY, parties).await?,
            documents: find(tx, source, of, documents).await?,
            products: find(tx, source, &PRODUCT, products).await?,
            payments: find(tx, source, &PAYMENT, payments).await?,
            others: work::Refs::of(tx, source, records).await?,
        })
    }

    /// Whether what a record hangs on was deleted here: then it stays away with it.
    fn is_unwanted(&self, record: &Record) -> bool {
        match record {
            Record::Quote(quote) => quote.document.third_party_row.is_some_and(|row| was_deleted(&self.parties, row)),
            Record::Order(order) => order.document.third_party_row.is_some_and(|row| was_deleted(&self.parties, row)),
            Record::Invoice(invoice) => invoice.document.third_party_row.is_some_and(|row| was_deleted(&self.parties, row)),
            Record::Line(line) => was_deleted(&self.documents, line.document_row),
            Record::PaymentShare(share) => was_deleted(&self.documents, share.invoice_row) || was_deleted(&self.payments, share.payment_row),
            _ => self.others.is_unwanted(record),
        }
    }

    /// The columns of a record; nothing when what it belongs to is not here.
    fn values(&self, record: &Record) -> Option<Vec<hootis_space::Value>> {
        Some(match record {
            Record::Product(product) => map::product(product),
            Record::Quote(quote) => map::quote(quote, here(&self.parties, quote.document.third_party_row)),
            Record::Order(order) => map::order(order, here(&self.parties, order.document.third_party_row)),
            Record::Invoice(invoice) => map::invoice(invoice, here(&self.parties, invoice.document.third_party_row)),
            Record::Line(line) => map::line(line, here(&self.documents, Some(line.document_row))?, here(&self.products, line.product_row)),
            Record::Payment(payment) => map::payment(payment),
            Record::File(file) => map::file(file),
            Record::PaymentShare(share) => {
                map::share(share, here(&self.payments, Some(share.payment_row))?, here(&self.documents, Some(share.invoice_row))?)
            }
            _ => return self.others.values(record),
        })
    }
}

pub(super) async fn find(tx: &Tx, source: Uuid, shape: &Shape, mut rows: Vec<i64>) -> Result<Known> {
    rows.sort_unstable();
    rows.dedup();
    origins::find(tx, source, shape, rows.into_iter()).await
}

/// Whether it is a part of something that a look counts beforehand, and not counted itself.
fn is_part(record: &Record) -> bool {
    use Record::{Attendee, Discount, Line, Link, PaymentShare, TimeSpent};
    matches!(record, Line(_) | PaymentShare(_) | TimeSpent(_) | Attendee(_) | Link(_) | Discount(_))
}

impl Sitting<'_> {
    /// Counts records as read; how many of them a look counts beforehand, which parts of documents are not.
    pub(super) fn count_read(&mut self, records: &[Record], phase: Phase) -> u64 {
        let mut rows = 0;
        for record in records {
            if let Some((_, table)) = kept(record, phase) {
                self.progress.of(table).read += 1;
                rows += u64::from(!is_part(record));
            }
        }
        rows
    }

    /// Applies the records of a batch: of one kind, but for messages of tickets, which come among events.
    pub(super) async fn business(&mut self, tx: &Tx, now: Now, phase: Phase, records: Vec<Record>) -> Result<()> {
        let (messages, others): (Vec<_>, Vec<_>) = records.into_iter().partition(|record| matches!(record, Record::TicketMessage(_)));
        self.sales(tx, now, phase, messages).await?;
        self.sales(tx, now, phase, others).await
    }

    /// Applies records of one kind.
    async fn sales(&mut self, tx: &Tx, now: Now, phase: Phase, records: Vec<Record>) -> Result<()> {
        let Some((shape, table)) = records.first().and_then(|record| kept(record, phase)) else { return Ok(()) };
        let known = origins::find(tx, self.source, shape, records.iter().map(Record::row)).await?;
        let mut refs = Refs::of(tx, self.source, &records).await?;
        let (mut new, mut changed) = (Vec::new(), Vec::new());
        for record in records {
            let (row, fingerprint) = (record.row(), record.fingerprint());
            self.seen.rows.insert((shape.source_table, row));
            let origin = known.get(&row);
            if origin.is_some_and(|origin| origin.is_gone) || refs.is_unwanted(&record) {
                self.progress.of(table).skipped += 1;
                continue;
            }
            if origin.is_some_and(|origin| origin.fingerprint == fingerprint) {
                self.progress.of(table).unchanged += 1;
                continue;
            }
            // Whoever only counts has written nothing that could be referred to.
            let values = if self.dry { Some(Vec::new()) } else { refs.values(&record) };
            let Some(values) = values else {
                self.progress.of(table).skipped += 1;
                continue;
            };
            let id = origin.map_or_else(Uuid::now_v7, |origin| origin.local);
            refs.others.made(&record, id);
            let list = if origin.is_some() { &mut changed } else { &mut new };
            list.push(Incoming { row, id, fingerprint, values });
        }
        self.progress.of(table).created += new.len() as u64;
        self.progress.of(table).updated += changed.len() as u64;
        if !self.dry {
            self.insert(tx, now, shape, new).await?;
            self.update(tx, now, shape, changed, &known).await?;
        }
        Ok(())
    }
}
