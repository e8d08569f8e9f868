//! The shapes of what is sold: products, documents, their lines, payments.

use super::shape::Kind::{Bool, Id, Int, Note, Text};
use super::shape::{Column, Shape};

/// Products and services.
pub(super) const PRODUCT: Shape = Shape {
    source_table: "product",
    table: "product",
    subject: "product",
    columns: &[
        ("reference", Text),
        ("label", Text),
        ("description", Text),
        ("description_html", Text),
        ("is_service", Bool),
        ("is_on_sale", Bool),
        ("price_excl_cents", Int),
        ("price_incl_cents", Int),
        ("vat_rate", Text),
        ("unit", Text),
        ("currency", Text),
        ("barcode", Text),
        ("stock", Text),
        ("gone_at", Int),
    ],
    fresh: &[],
    found_by: &["reference", "label", "barcode"],
};

const DOCUMENT: &[Column] = &[
    ("kind", Text),
    ("nature", Text),
    ("reference", Text),
    ("customer_reference", Text),
    ("party_id", Id),
    ("day", Text),
    ("due_day", Text),
    ("status", Text),
    ("closing", Text),
    ("is_billed", Bool),
    ("excl_cents", Int),
    ("vat_cents", Int),
    ("taxes_cents", Int),
    ("incl_cents", Int),
    ("paid_cents", Int),
    ("credited_cents", Int),
    ("due_cents", Int),
    ("currency", Text),
    ("foreign_currency", Text),
    ("foreign_incl_cents", Int),
    ("payment_term", Text),
    ("payment_method", Text),
    ("corrects_row", Int),
    ("note_public", Note),
    ("note_public_html", Note),
    ("gone_at", Int),
];

const LINE: &[Column] = &[
    ("document_id", Id),
    ("position", Int),
    ("kind", Text),
    ("product_id", Id),
    ("label", Text),
    ("description", Text),
    ("description_html", Text),
    ("discount", Text),
    ("is_option", Bool),
    ("quantity", Text),
    ("unit", Text),
    ("unit_price", Text),
    ("discount_percent", Text),
    ("vat_rate", Text),
    ("excl_cents", Int),
    ("vat_cents", Int),
    ("incl_cents", Int),
];

const fn document(source_table: &'static str) -> Shape {
    Shape { source_table, table: "document", subject: "document", columns: DOCUMENT, fresh: &[], found_by: &["reference", "customer_reference"] }
}

const fn line(source_table: &'static str) -> Shape {
    Shape { source_table, table: "document_line", subject: "document_line", columns: LINE, fresh: &[], found_by: &[] }
}

/// Quotes.
pub(super) const QUOTE: Shape = document("propal");
/// Orders.
pub(super) const ORDER: Shape = document("commande");
/// Invoices.
pub(super) const INVOICE: Shape = document("facture");
/// Lines of quotes.
pub(super) const QUOTE_LINE: Shape = line("propaldet");
/// Lines of orders.
pub(super) const ORDER_LINE: Shape = line("commandedet");
/// Lines of invoices.
pub(super) const INVOICE_LINE: Shape = line("facturedet");

/// Payments.
pub(super) const PAYMENT: Shape = Shape {
    source_table: "paiement",
    table: "payment",
    subject: "payment",
    columns: &[("reference", Text), ("day", Text), ("amount_cents", Int), ("method", Text), ("number", Text)],
    fresh: &[],
    found_by: &[],
};

/// What payments bring to invoices.
pub(super) const SHARE: Shape = Shape {
    source_table: "paiement_facture",
    table: "payment_share",
    subject: "payment_share",
    columns: &[("payment_id", Id), ("document_id", Id), ("amount_cents", Int)],
    fresh: &[],
    found_by: &[],
};

/// Dolibarr's index of files.
pub(super) const FILE: Shape = Shape {
    source_table: "ecm_files",
    table: "file_index",
    subject: "file_index",
    columns: &[("folder", Text), ("name", Text), ("about_table", Text), ("about_row", Int)],
    fresh: &[],
    found_by: &[],
};

/// In the order of undoing: what refers to others comes first.
pub(super) const ALL: [&Shape; 10] = [&FILE, &SHARE, &PAYMENT, &QUOTE_LINE, &ORDER_LINE, &INVOICE_LINE, &QUOTE, &ORDER, &INVOICE, &PRODUCT];
