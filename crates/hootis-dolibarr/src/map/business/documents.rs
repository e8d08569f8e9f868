//! Quotes, orders, invoices.

use super::{
    BusinessMapper,
    shared::{DocumentCells, TotalCells, document, either, pointed, remains, status},
};
use crate::{
    base::{Base, Settled},
    business::{
        ClosingReason, DocumentKind, ElementKind, Invoice, InvoiceKind, InvoiceStatus, Order, OrderStatus, Quote, QuoteStatus, Record, Situation,
    },
    columns::{Table, invoice, order, quote},
    row::Row,
    text::Fields,
};

const QUOTE: DocumentCells = DocumentCells {
    reference: [quote::REF; 2],
    customer_reference: quote::CUSTOMER_REF,
    third_party: quote::THIRD_PARTY,
    project: quote::PROJECT,
    date: quote::DATE,
    totals: TotalCells {
        excl_tax: [quote::EXCL; 2],
        vat: [quote::VAT, quote::OLD_VAT],
        local_taxes: [quote::LOCAL1, quote::LOCAL2],
        stamp: None,
        incl_tax: [quote::INCL, quote::OLD_INCL],
    },
    term: quote::TERM,
    method: quote::METHOD,
    foreign: [quote::CURRENCY, quote::FOREIGN_EXCL, quote::FOREIGN_VAT, quote::FOREIGN_INCL],
    validated: quote::VALIDATED,
    closed: quote::CLOSED,
    pdf: quote::PDF,
    author: quote::AUTHOR,
    notes: [quote::NOTE_PUBLIC, quote::NOTE_PRIVATE],
    created: quote::CREATED,
    changed: quote::CHANGED,
};

const ORDER: DocumentCells = DocumentCells {
    reference: [order::REF; 2],
    customer_reference: order::CUSTOMER_REF,
    third_party: order::THIRD_PARTY,
    project: order::PROJECT,
    date: order::DATE,
    totals: TotalCells {
        excl_tax: [order::EXCL; 2],
        vat: [order::VAT, order::OLD_VAT],
        local_taxes: [order::LOCAL1, order::LOCAL2],
        stamp: Some(order::STAMP),
        incl_tax: [order::INCL; 2],
    },
    term: order::TERM,
    method: order::METHOD,
    foreign: [order::CURRENCY, order::FOREIGN_EXCL, order::FOREIGN_VAT, order::FOREIGN_INCL],
    validated: order::VALIDATED,
    closed: order::CLOSED,
    pdf: order::PDF,
    author: order::AUTHOR,
    notes: [order::NOTE_PUBLIC, order::NOTE_PRIVATE],
    created: order::CREATED,
    changed: order::CHANGED,
};

const INVOICE: DocumentCells = DocumentCells {
    reference: [invoice::REF, invoice::OLD_REF],
    customer_reference: invoice::CUSTOMER_REF,
    third_party: invoice::THIRD_PARTY,
    project: invoice::PROJECT,
    date: invoice::DATE,
    totals: TotalCells {
        excl_tax: [invoice::EXCL, invoice::OLD_EXCL],
        vat: [invoice::VAT, invoice::OLD_VAT],
        local_taxes: [invoice::LOCAL1, invoice::LOCAL2],
        stamp: Some(invoice::STAMP),
        incl_tax: [invoice::INCL; 2],
    },
    term: invoice::TERM,
    method: invoice::METHOD,
    foreign: [invoice::CURRENCY, invoice::FOREIGN_EXCL, invoice::FOREIGN_VAT, invoice::FOREIGN_INCL],
    validated: invoice::VALIDATED,
    closed: invoice::CLOSED,
    pdf: invoice::PDF,
    author: invoice::AUTHOR,
    notes: [invoice::NOTE_PUBLIC, invoice::NOTE_PRIVATE],
    created: invoice::CREATED,
    changed: invoice::CHANGED,
};

const QUOTE_STATUSES: [(i64, QuoteStatus); 6] = [
    (-1, QuoteStatus::Cancelled),
    (0, QuoteStatus::Draft),
    (1, QuoteStatus::Open),
    (2, QuoteStatus::Signed),
    (3, QuoteStatus::Refused),
    (4, QuoteStatus::Billed),
];

const ORDER_STATUSES: [(i64, OrderStatus); 5] =
    [(-1, OrderStatus::Cancelled), (0, OrderStatus::Draft), (1, OrderStatus::Validated), (2, OrderStatus::InProcess), (3, OrderStatus::Delivered)];

const INVOICE_KINDS: [(i64, InvoiceKind); 6] = [
    (0, InvoiceKind::Standard),
    (1, InvoiceKind::Replacement),
    (2, InvoiceKind::CreditNote),
    (3, InvoiceKind::Deposit),
    (4, InvoiceKind::Proforma),
    (5, InvoiceKind::Situation),
];

impl DocumentKind {
    /// Where the documents of this kind are.
    pub(super) fn element(self) -> ElementKind {
        self.into()
    }
}

impl BusinessMapper {
    pub(super) fn quote(&mut self, row: &Row) {
        let asks_notes = self.options.take.notes;
        let Some((mut fields, base)) = self.fields(Table::Quote, row, [quote::ROW, quote::ENTITY]) else { return };
        let record = Quote {
            document: document(&mut fields, &base, asks_notes, &QUOTE),
            status: status(&mut fields, quote::STATUS, &QUOTE_STATUSES, QuoteStatus::Unknown),
            valid_until: fields.day(quote::VALID_UNTIL),
            signed: fields.moment(quote::SIGNED),
            delivery: fields.day(quote::DELIVERY),
        };
        self.out.push(Record::Quote(Box::new(record)), row.size() + size_of::<Quote>());
    }

    pub(super) fn order(&mut self, row: &Row) {
        let asks_notes = self.options.take.notes;
        let Some((mut fields, base)) = self.fields(Table::Order, row, [order::ROW, order::ENTITY]) else { return };
        let record = Order {
            document: document(&mut fields, &base, asks_notes, &ORDER),
            status: status(&mut fields, order::STATUS, &ORDER_STATUSES, OrderStatus::Unknown),
            is_billed: fields.flag(order::BILLED),
            delivery: fields.day(order::DELIVERY),
        };
        self.out.push(Record::Order(Box::new(record)), row.size() + size_of::<Order>());
    }

    pub(super) fn invoice(&mut self, row: &Row) {
        let asks_notes = self.options.take.notes;
        let Some((mut fields, base)) = self.fields(Table::Invoice, row, [invoice::ROW, invoice::ENTITY]) else { return };
        let record = invoice_record(&mut fields, &base, asks_notes);
        self.out.push(Record::Invoice(Box::new(record)), row.size() + size_of::<Invoice>());
    }
}

fn invoice_record(fields: &mut Fields<'_>, base: &Base, asks_notes: bool) -> Invoice {
    let document = document(fields, base, asks_notes, &INVOICE);
    let settled = base.business.settled(document.row);
    let kind = status(fields, invoice::KIND, &INVOICE_KINDS, InvoiceKind::Unknown);
    let status = invoice_status(fields, settled);
    let code = fields.line(invoice::CLOSE_CODE);
    let total = fields.amount(either(fields, INVOICE.totals.incl_tax)).unwrap_or_default();
    let is_discounted = row_is_closed(fields.row) && code.as_deref() == Some("discount_vat");
    let remaining_cents = if is_discounted { 0 } else { remains(total, settled.paid + settled.credited) };
    let is_asked_for = matches!(status, InvoiceStatus::Unpaid | InvoiceStatus::PartlyPaid);
    let cycle = fields.row.reference(invoice::CYCLE);
    Invoice {
        kind,
        status,
        due: fields.day(invoice::DUE),
        closing: code.as_deref().map(closing),
        closing_note: fields.line(invoice::CLOSE_NOTE),
        source_row: pointed(fields, base, invoice::SOURCE, ElementKind::Invoice),
        situation: cycle.map(|cycle| Situation {
            cycle,
            number: fields.row.int(invoice::COUNTER).unwrap_or_default(),
            is_final: fields.flag(invoice::FINAL),
        }),
        paid_cents: settled.paid.cents().unwrap_or_default(),
        credited_cents: settled.credited.cents().unwrap_or_default(),
        remaining_cents,
        due_cents: if is_asked_for { remaining_cents } else { 0 },
        document,
    }
}

fn row_is_closed(row: &Row) -> bool {
    row.int(invoice::STATUS) == Some(2)
}

/// As Dolibarr's `LibStatut` says it.
fn invoice_status(fields: &mut Fields<'_>, settled: Settled) -> InvoiceStatus {
    let was_paid = (settled.paid + settled.credited).is_positive();
    let any = settled.paid != crate::amount::Amount::default() || settled.credited != crate::amount::Amount::default();
    if fields.flag(invoice::PAID) {
        return InvoiceStatus::Paid;
    }
    let known = [
        (0, InvoiceStatus::Draft),
        (1, if any { InvoiceStatus::PartlyPaid } else { InvoiceStatus::Unpaid }),
        (2, if was_paid { InvoiceStatus::ClosedPartlyPaid } else { InvoiceStatus::ClosedUnpaid }),
        (3, if was_paid { InvoiceStatus::ClosedPartlyPaid } else { InvoiceStatus::Abandoned }),
    ];
    status(fields, invoice::STATUS, &known, InvoiceStatus::Unknown)
}

fn closing(code: &str) -> ClosingReason {
    match code {
        "discount_vat" => ClosingReason::Discount,
        "badcustomer" => ClosingReason::BadCustomer,
        "bankcharge" => ClosingReason::BankCharge,
        "withholdingtax" => ClosingReason::WithholdingTax,
        "product_returned" => ClosingReason::Returned,
        "abandon" => ClosingReason::Abandoned,
        "replaced" => ClosingReason::Replaced,
        _ => ClosingReason::Other,
    }
}
