//! Lines of quotes, orders and invoices.

use super::{
    BusinessMapper,
    shared::{TotalCells, not_zero, origin, pointed, totals},
};
use crate::{
    business::{DocumentKind, ElementKind, Line, LineKind, Record},
    columns::{Table, invoice_line, order_line, quote_line},
    map::shared::by_id,
    row::Row,
    text::Fields,
};

/// The cells of a line.
struct Cells {
    row: usize,
    parent: usize,
    above: usize,
    product: usize,
    label: usize,
    description: usize,
    vat_code: usize,
    vat_rate: usize,
    quantity: usize,
    unit: usize,
    price: usize,
    discount: usize,
    used_discount: usize,
    totals: TotalCells,
    kind: usize,
    special: usize,
    rank: usize,
    starts: usize,
    ends: usize,
    situation: Option<usize>,
}

macro_rules! cells {
    ($module:ident, $situation:expr) => {
        Cells {
            row: $module::ROW,
            parent: $module::PARENT,
            above: $module::ABOVE,
            product: $module::PRODUCT,
            label: $module::LABEL,
            description: $module::DESCRIPTION,
            vat_code: $module::VAT_CODE,
            vat_rate: $module::VAT_RATE,
            quantity: $module::QUANTITY,
            unit: $module::UNIT,
            price: $module::PRICE,
            discount: $module::DISCOUNT,
            used_discount: $module::USED_DISCOUNT,
            totals: TotalCells {
                excl_tax: [$module::EXCL; 2],
                vat: [$module::VAT; 2],
                local_taxes: [$module::LOCAL1, $module::LOCAL2],
                stamp: None,
                incl_tax: [$module::INCL; 2],
            },
            kind: $module::KIND,
            special: $module::SPECIAL,
            rank: $module::RANK,
            starts: $module::STARTS,
            ends: $module::ENDS,
            situation: $situation,
        }
    };
}

const QUOTE: Cells = cells!(quote_line, None);
const ORDER: Cells = cells!(order_line, None);
const INVOICE: Cells = cells!(invoice_line, Some(invoice_line::SITUATION));

/// The module of titles and subtotals that many add to Dolibarr, and the one that came with it later.
const SUBTOTAL_MODULE: i64 = 104_777;
const OWN_SUBTOTALS: i64 = 81;
/// What marks a line that is only offered.
const OPTION: i64 = 3;

impl BusinessMapper {
    pub(super) fn line(&mut self, document: DocumentKind, table: Table, row: &Row) {
        let cells = match document {
            DocumentKind::Quote => &QUOTE,
            DocumentKind::Order => &ORDER,
            DocumentKind::Invoice => &INVOICE,
        };
        let Some(parent) = row.reference(cells.parent) else {
            self.out.book.note(table.name(), row.int(cells.row), "bad-row", &[]);
            return;
        };
        let base = std::sync::Arc::clone(&self.base);
        let rows = base.elements(document.element());
        if !rows.is_some_and(|rows| rows.taken.contains(parent)) {
            if !rows.is_some_and(|rows| rows.known.contains(parent)) {
                let args = [("column", table.columns()[cells.parent]), ("reference", &*parent.to_string())];
                self.out.book.note(table.name(), row.int(cells.row), "orphan-link", &args);
            }
            return;
        }
        let Some((mut fields, base)) = self.part(table, row, cells.row) else { return };
        let fields = &mut fields;
        let said = fields.raw(cells.description);
        let discount = said.as_deref().and_then(origin);
        let record = Line {
            document,
            row: fields.id,
            document_row: parent,
            position: row.int(cells.rank).unwrap_or_default(),
            parent_row: row.reference(cells.above),
            product_row: pointed(fields, &base, cells.product, ElementKind::Product),
            kind: kind(fields, cells),
            label: fields.line(cells.label),
            description: if discount.is_none() && said.is_some() { fields.long(cells.description) } else { None },
            discount,
            discount_row: row.reference(cells.used_discount),
            is_option: row.int(cells.special) == Some(OPTION),
            quantity: fields.decimal(cells.quantity),
            unit: by_id(fields, cells.unit, |id| base.dictionaries.unit(id).cloned()),
            unit_price: fields.decimal(cells.price),
            discount_percent: not_zero(fields, cells.discount),
            vat_rate: fields.decimal(cells.vat_rate),
            vat_code: fields.line(cells.vat_code),
            totals: totals(fields, &cells.totals),
            situation_percent: cells.situation.and_then(|cell| fields.decimal(cell)),
            starts: fields.day(cells.starts),
            ends: fields.day(cells.ends),
        };
        self.out.push(Record::Line(Box::new(record)), row.size() + size_of::<Line>());
    }
}

/// What a line is. Titles and sums are of a type of their own, and their quantity says which they are.
fn kind(fields: &Fields<'_>, cells: &Cells) -> LineKind {
    let quantity = fields.row.int(cells.quantity).unwrap_or_default();
    match (fields.row.int(cells.kind).unwrap_or_default(), fields.row.int(cells.special).unwrap_or_default()) {
        (9, SUBTOTAL_MODULE) if quantity >= 90 => LineKind::Subtotal,
        (9, SUBTOTAL_MODULE) if quantity >= 10 => LineKind::Text,
        (9, OWN_SUBTOTALS) if quantity < 0 => LineKind::Subtotal,
        (9, _) => LineKind::Title,
        (1, _) => LineKind::Service,
        _ => LineKind::Product,
    }
}
