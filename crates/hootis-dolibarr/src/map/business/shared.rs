//! What kinds of business have in common.

use super::super::shared::by_id;
use crate::{
    amount::Amount,
    base::{Base, is_currency},
    business::{DiscountOrigin, Document, ElementKind, ElementRef, Foreign, Totals},
    record::Note,
    text::Fields,
};

/// The row that a cell points at, if it is read.
pub(super) fn pointed(fields: &mut Fields<'_>, base: &Base, cell: usize, kind: ElementKind) -> Option<i64> {
    let row = fields.row.reference(cell)?;
    is_there(fields, base, cell, ElementRef { kind, row }).then_some(row)
}

/// Whether what `cell` points at is read; told when it does not exist, or belongs to another company.
fn is_there(fields: &mut Fields<'_>, base: &Base, cell: usize, element: ElementRef) -> bool {
    if !base.business.asks(element.kind) {
        return false;
    }
    let rows = base.elements(element.kind);
    // Users are known to all companies, as the owners of contacts are.
    let taken = rows.is_some_and(|rows| if element.kind == ElementKind::User { &rows.known } else { &rows.taken }.contains(element.row));
    if !taken {
        let known = rows.is_some_and(|rows| rows.known.contains(element.row));
        let (column, reference) = (fields.table.columns()[cell], element.row.to_string());
        match element.kind {
            // A message of a ticket is known among the events, but is none.
            ElementKind::Event if known => {}
            _ if known => fields.note("elsewhere", &[("column", column), ("reference", &reference)]),
            ElementKind::ThirdParty => fields.note("orphan-third-party", &[("reference", &reference)]),
            ElementKind::User => fields.note("orphan-user", &[("reference", &reference)]),
            _ => fields.note("orphan-reference", &[("column", column), ("reference", &reference)]),
        }
    }
    taken
}

/// What a pair of cells, a kind and a row, points at, if it is read. `unread` is told of kinds that are not.
pub(super) fn element(fields: &mut Fields<'_>, base: &Base, [kind, row]: [usize; 2], unread: &'static str) -> Option<ElementRef> {
    let number = fields.row.reference(row)?;
    let name = fields.line(kind)?.to_ascii_lowercase();
    let Some(found) = ElementKind::named(&name) else {
        let column = fields.table.columns()[kind];
        // A name of Dolibarr's, as `contrat`, or nothing that may be repeated.
        let plain = name.len() <= 40 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@'));
        fields.note(unread, &[("column", column), ("value", if plain { &name } else { "…" })]);
        return None;
    };
    let element = ElementRef { kind: found, row: number };
    is_there(fields, base, row, element).then_some(element)
}

/// The status in a cell, from Dolibarr's numbers; another number is told.
pub(super) fn status<T: Copy>(fields: &mut Fields<'_>, cell: usize, known: &[(i64, T)], unknown: T) -> T {
    let number = fields.row.int(cell).unwrap_or_default();
    if let Some((_, status)) = known.iter().find(|(known, _)| *known == number) {
        return *status;
    }
    let column = fields.table.columns()[cell];
    fields.note("unknown-status", &[("column", column), ("value", &number.to_string())]);
    unknown
}

/// A percentage between 0 and 100.
pub(super) fn percent(fields: &Fields<'_>, cell: usize) -> Option<u8> {
    fields.row.int(cell).and_then(|percent| u8::try_from(percent).ok()).filter(|percent| *percent <= 100)
}

/// A number of seconds, which Dolibarr keeps as `double`.
pub(super) fn seconds(fields: &mut Fields<'_>, cell: usize) -> Option<i64> {
    let cents = fields.amount(cell)?.cents()?;
    Some(cents / 100)
}

/// A decimal number that says something: not zero.
pub(super) fn not_zero(fields: &mut Fields<'_>, cell: usize) -> Option<String> {
    fields.decimal(cell).filter(|number| number != "0" && number != "-0")
}

/// The first of two cells that holds something: the name of today, then the old one.
pub(super) fn either(fields: &Fields<'_>, [new, old]: [usize; 2]) -> usize {
    if fields.row.bytes(new).is_none() && fields.row.bytes(old).is_some() { old } else { new }
}

/// The notes, if they are asked for: public, private.
pub(super) fn notes(fields: &mut Fields<'_>, asked: bool, [public, private]: [usize; 2]) -> (Option<Note>, Option<Note>) {
    if asked { (fields.long(public), fields.long(private)) } else { (None, None) }
}

/// Where a discount comes from: Dolibarr writes that in its description.
pub(super) fn origin(description: &str) -> Option<DiscountOrigin> {
    Some(match description.trim() {
        "(CREDIT_NOTE)" => DiscountOrigin::CreditNote,
        "(DEPOSIT)" => DiscountOrigin::Deposit,
        "(EXCESS RECEIVED)" | "(EXCESS PAID)" => DiscountOrigin::ExcessReceived,
        _ => return None,
    })
}

/// The cells of what quotes, orders and invoices have in common; of pairs, the second is the old name.
pub(super) struct DocumentCells {
    pub(super) reference: [usize; 2],
    pub(super) customer_reference: usize,
    pub(super) third_party: usize,
    pub(super) project: usize,
    pub(super) date: usize,
    pub(super) totals: TotalCells,
    pub(super) term: usize,
    pub(super) method: usize,
    /// Currency, and the totals in it.
    pub(super) foreign: [usize; 4],
    pub(super) validated: usize,
    pub(super) closed: usize,
    pub(super) pdf: usize,
    pub(super) author: usize,
    pub(super) notes: [usize; 2],
    pub(super) created: usize,
    pub(super) changed: usize,
}

/// The cells of totals.
pub(super) struct TotalCells {
    pub(super) excl_tax: [usize; 2],
    pub(super) vat: [usize; 2],
    pub(super) local_taxes: [usize; 2],
    pub(super) stamp: Option<usize>,
    pub(super) incl_tax: [usize; 2],
}

pub(super) fn totals(fields: &mut Fields<'_>, cells: &TotalCells) -> Totals {
    let [first, second] = cells.local_taxes.map(|cell| fields.amount(cell).unwrap_or_default());
    Totals {
        excl_tax_cents: fields.cents(either(fields, cells.excl_tax)),
        vat_cents: fields.cents(either(fields, cells.vat)),
        local_taxes_cents: (first + second).cents().unwrap_or_default(),
        stamp_cents: cells.stamp.map_or(0, |cell| fields.cents(cell)),
        incl_tax_cents: fields.cents(either(fields, cells.incl_tax)),
    }
}

pub(super) fn document(fields: &mut Fields<'_>, base: &Base, asks_notes: bool, cells: &DocumentCells) -> Document {
    let dictionaries = &base.dictionaries;
    let (note_public, note_private) = notes(fields, asks_notes, cells.notes);
    Document {
        row: fields.id,
        reference: fields.line(either(fields, cells.reference)).unwrap_or_else(|| format!("#{}", fields.id)),
        customer_reference: fields.line(cells.customer_reference),
        third_party_row: pointed(fields, base, cells.third_party, ElementKind::ThirdParty),
        project_row: pointed(fields, base, cells.project, ElementKind::Project),
        date: fields.day(cells.date),
        totals: totals(fields, &cells.totals),
        currency: base.business.currency.clone(),
        foreign: foreign(fields, base, cells.foreign),
        payment_term: by_id(fields, cells.term, |id| dictionaries.payment_term(id).cloned()),
        payment_method: by_id(fields, cells.method, |id| dictionaries.payment_method(id).cloned()),
        validated: fields.moment(cells.validated),
        closed: fields.moment(cells.closed),
        pdf: pdf(fields, cells.pdf),
        author_row: pointed(fields, base, cells.author, ElementKind::User),
        note_public,
        note_private,
        created: fields.moment(cells.created),
        changed: fields.moment(cells.changed),
    }
}

/// The totals in another currency than the company's.
fn foreign(fields: &mut Fields<'_>, base: &Base, [currency, excl, vat, incl]: [usize; 4]) -> Option<Foreign> {
    let currency = fields.line(currency)?.to_ascii_uppercase();
    if currency == base.business.currency || !is_currency(&currency) {
        return None;
    }
    Some(Foreign { currency, excl_tax_cents: fields.cents(excl), vat_cents: fields.cents(vat), incl_tax_cents: fields.cents(incl) })
}

/// Where a PDF is, if that is inside the documents.
fn pdf(fields: &mut Fields<'_>, cell: usize) -> Option<String> {
    let path = fields.line(cell)?;
    let inside = path.ends_with(".pdf").then(|| inside(&path))?;
    if inside.is_none() {
        let column = fields.table.columns()[cell];
        fields.note("bad-path", &[("column", column)]);
    }
    inside
}

/// A path under the root of the documents: no part of it leads upwards, and it is not absolute.
pub(super) fn inside(path: &str) -> Option<String> {
    let path = path.trim().trim_end_matches('/');
    let fine = |part: &str| !part.is_empty() && part != "." && part != "..";
    let whole = path.split('/').all(fine) && !path.contains(['\\', '\0', ':']);
    whole.then(|| path.to_owned())
}

/// What remains of a total.
pub(super) fn remains(total: Amount, settled: Amount) -> i64 {
    (total - settled).cents().unwrap_or_default()
}
