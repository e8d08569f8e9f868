//! Quotes, orders, invoices and their lines.

use serde::Serialize;

use super::words::words;
use crate::record::{Coded, Note};

words! {
    /// Which document something belongs to.
    DocumentKind {
        /// A quote (`propal`).
        Quote = "quote",
        /// An order of a customer (`commande`).
        Order = "order",
        /// An invoice to a customer (`facture`).
        Invoice = "invoice",
    }

    /// Where a quote is.
    QuoteStatus {
        /// Being written.
        Draft = "draft",
        /// Validated, waiting for the customer.
        Open = "open",
        /// Accepted by the customer.
        Signed = "signed",
        /// Refused by the customer.
        Refused = "refused",
        /// Accepted and billed.
        Billed = "billed",
        /// Given up.
        Cancelled = "cancelled",
        /// A number that Dolibarr does not define.
        Unknown = "unknown",
    }

    /// Where an order is.
    OrderStatus {
        /// Being written.
        Draft = "draft",
        /// Validated.
        Validated = "validated",
        /// Being shipped.
        InProcess = "in_process",
        /// Delivered, or closed.
        Delivered = "delivered",
        /// Given up.
        Cancelled = "cancelled",
        /// A number that Dolibarr does not define.
        Unknown = "unknown",
    }

    /// What an invoice is.
    InvoiceKind {
        /// A plain invoice.
        Standard = "standard",
        /// Replaces another, which is `source_row`.
        Replacement = "replacement",
        /// A credit note on `source_row`; its totals are negative.
        CreditNote = "credit_note",
        /// A deposit.
        Deposit = "deposit",
        /// Proforma.
        Proforma = "proforma",
        /// One of a cycle of situations: see [`Situation`].
        Situation = "situation",
        /// A number that Dolibarr does not define.
        Unknown = "unknown",
    }

    /// Where an invoice is, as Dolibarr's own pages say it from status, payments and credit notes.
    InvoiceStatus {
        /// Being written.
        Draft = "draft",
        /// Validated, nothing was paid.
        Unpaid = "unpaid",
        /// Validated, a part was paid.
        PartlyPaid = "partly_paid",
        /// Paid; of a credit note, paid back or turned into a discount; of a deposit, paid or turned into one.
        Paid = "paid",
        /// Closed with a rest that is not asked for any more: `closing` says why.
        ClosedPartlyPaid = "closed_partly_paid",
        /// Closed although nothing was paid.
        ClosedUnpaid = "closed_unpaid",
        /// Abandoned: nothing was paid, nothing is asked for.
        Abandoned = "abandoned",
        /// A number that Dolibarr does not define.
        Unknown = "unknown",
    }

    /// Why an invoice was closed without being wholly paid.
    ClosingReason {
        /// A discount for paying early (`discount_vat`).
        Discount = "discount",
        /// The customer does not pay (`badcustomer`).
        BadCustomer = "bad_customer",
        /// Kept by the bank (`bankcharge`).
        BankCharge = "bank_charge",
        /// Tax withheld by the customer (`withholdingtax`).
        WithholdingTax = "withholding_tax",
        /// Goods came back (`product_returned`).
        Returned = "returned",
        /// Given up (`abandon`).
        Abandoned = "abandoned",
        /// Replaced by another invoice (`replaced`).
        Replaced = "replaced",
        /// Another reason: the note says it (`other`, and codes that Dolibarr does not define).
        Other = "other",
    }

    /// What a line is.
    LineKind {
        /// A product, or a free line of goods.
        Product = "product",
        /// A service, or a free line of work.
        Service = "service",
        /// A title over the lines that follow.
        Title = "title",
        /// A sum under the lines before.
        Subtotal = "subtotal",
        /// Only text.
        Text = "text",
    }

    /// Where a discount comes from.
    DiscountOrigin {
        /// Granted by hand: the description says why.
        Granted = "granted",
        /// A credit note.
        CreditNote = "credit_note",
        /// A deposit.
        Deposit = "deposit",
        /// Something that was paid too much.
        ExcessReceived = "excess_received",
    }
}

/// The totals of a document or of a line, in cents, as Dolibarr computed them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Totals {
    /// Without tax.
    pub excl_tax_cents: i64,
    /// VAT.
    pub vat_cents: i64,
    /// The second and third taxes that some countries add.
    pub local_taxes_cents: i64,
    /// Revenue stamp.
    pub stamp_cents: i64,
    /// With taxes: what is to be paid.
    pub incl_tax_cents: i64,
}

/// The totals in the currency of the customer, where it is not the company's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Foreign {
    /// ISO 4217 code.
    pub currency: String,
    /// Without tax, in hundredths.
    pub excl_tax_cents: i64,
    /// VAT, in hundredths.
    pub vat_cents: i64,
    /// With taxes, in hundredths.
    pub incl_tax_cents: i64,
}

/// What quotes, orders and invoices have in common.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Document {
    /// `rowid`.
    pub row: i64,
    /// Reference, as `FA2601-0001`; `(PROV12)` while it is a draft.
    pub reference: String,
    /// The customer's own reference.
    pub customer_reference: Option<String>,
    /// The customer.
    pub third_party_row: Option<i64>,
    /// The project it belongs to.
    pub project_row: Option<i64>,
    /// Its date, `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Totals, in `currency`.
    pub totals: Totals,
    /// ISO 4217 code of the company's currency.
    pub currency: String,
    /// The same totals in the customer's currency.
    pub foreign: Option<Foreign>,
    /// Terms of payment (`RECEP`, `30D`…).
    pub payment_term: Option<Coded>,
    /// Means of payment (`VIR`, `CB`…).
    pub payment_method: Option<Coded>,
    /// Validated, a day or a moment in the local time of Dolibarr's PHP.
    pub validated: Option<String>,
    /// Closed, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub closed: Option<String>,
    /// Where its PDF is, from the root of Dolibarr's documents.
    pub pdf: Option<String>,
    /// The user who made it.
    pub author_row: Option<i64>,
    /// Note that the customer sees.
    pub note_public: Option<Note>,
    /// Note for the staff.
    pub note_private: Option<Note>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// A quote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Quote {
    /// What it has in common with orders and invoices.
    #[serde(flatten)]
    pub document: Document,
    /// Where it is.
    pub status: QuoteStatus,
    /// Last day of its validity, `YYYY-MM-DD`.
    pub valid_until: Option<String>,
    /// Signed, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub signed: Option<String>,
    /// Promised delivery, `YYYY-MM-DD`.
    pub delivery: Option<String>,
}

/// An order of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Order {
    /// What it has in common with quotes and invoices.
    #[serde(flatten)]
    pub document: Document,
    /// Where it is.
    pub status: OrderStatus,
    /// Was billed.
    pub is_billed: bool,
    /// Promised delivery, `YYYY-MM-DD`.
    pub delivery: Option<String>,
}

/// An invoice to a customer, credit notes and deposits included.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invoice {
    /// What it has in common with quotes and orders.
    #[serde(flatten)]
    pub document: Document,
    /// What it is.
    pub kind: InvoiceKind,
    /// Where it is.
    pub status: InvoiceStatus,
    /// Last day to pay, `YYYY-MM-DD`.
    pub due: Option<String>,
    /// Why it was closed without being wholly paid.
    pub closing: Option<ClosingReason>,
    /// What was noted then.
    pub closing_note: Option<String>,
    /// The invoice that a credit note corrects, or that a replacement replaces.
    pub source_row: Option<i64>,
    /// Its place in a cycle of situations.
    pub situation: Option<Situation>,
    /// What payments brought.
    pub paid_cents: i64,
    /// What credit notes, deposits and excesses brought.
    pub credited_cents: i64,
    /// What remains, as Dolibarr computes it (`getRemainToPay`): total less payments and credits, whatever the status;
    /// nothing where a discount for paying early closed it. Negative for a credit note that was not used.
    pub remaining_cents: i64,
    /// What is still asked for: what remains of an invoice that is validated and neither paid, closed nor abandoned.
    pub due_cents: i64,
}

/// The place of an invoice in a cycle of situations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Situation {
    /// The cycle.
    pub cycle: i64,
    /// The place in it, from 1.
    pub number: i64,
    /// Is the last.
    pub is_final: bool,
}

/// A line of a quote, an order or an invoice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What `row` and `document_row` are numbers of.
    pub document: DocumentKind,
    /// `rowid` among the lines of that kind of document.
    pub row: i64,
    /// The document.
    pub document_row: i64,
    /// Where it stands in the document.
    pub position: i64,
    /// The line it is under.
    pub parent_row: Option<i64>,
    /// The product; none for a free line.
    pub product_row: Option<i64>,
    /// What it is.
    pub kind: LineKind,
    /// A label of its own.
    pub label: Option<String>,
    /// What is sold.
    pub description: Option<Note>,
    /// It is no sale, but a discount that is used here.
    pub discount: Option<DiscountOrigin>,
    /// That discount.
    pub discount_row: Option<i64>,
    /// Offered as an option, and not counted.
    pub is_option: bool,
    /// Quantity, a decimal number as text.
    pub quantity: Option<String>,
    /// Unit of the quantity.
    pub unit: Option<Coded>,
    /// Price of one without tax, a decimal number as text.
    pub unit_price: Option<String>,
    /// Discount in percent, a decimal number as text; `None` when zero.
    pub discount_percent: Option<String>,
    /// VAT rate in percent, a decimal number as text.
    pub vat_rate: Option<String>,
    /// Code of the VAT rate, where Dolibarr has one.
    pub vat_code: Option<String>,
    /// Totals, in the company's currency. In a cycle of situations those of a line are of all the work done so far, and
    /// the document's are what is new.
    pub totals: Totals,
    /// Work done so far in a cycle of situations, in percent.
    pub situation_percent: Option<String>,
    /// Begins, `YYYY-MM-DD`.
    pub starts: Option<String>,
    /// Ends, `YYYY-MM-DD`.
    pub ends: Option<String>,
}
