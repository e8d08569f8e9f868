//! Products, payments, discounts.

use super::{
    BusinessMapper,
    shared::{notes, origin, pointed},
};
use crate::{
    business::{Discount, DiscountOrigin, Duration, ElementKind, Payment, PaymentShare, Product, Record, TimeUnit},
    columns::{Table, discount, payment, payment_share, product},
    map::shared::by_id,
    row::Row,
};

impl BusinessMapper {
    pub(super) fn product(&mut self, row: &Row) {
        let asks_notes = self.options.take.notes;
        let Some((mut fields, base)) = self.fields(Table::Product, row, [product::ROW, product::ENTITY]) else { return };
        let fields = &mut fields;
        let (note_public, note_private) = notes(fields, asks_notes, [product::NOTE_PUBLIC, product::NOTE_PRIVATE]);
        let record = Product {
            row: fields.id,
            reference: fields.line(product::REF).unwrap_or_else(|| format!("#{}", fields.id)),
            label: fields.line(product::LABEL),
            description: fields.long(product::DESCRIPTION),
            is_service: row.int(product::KIND) == Some(1),
            is_on_sale: row.int(product::ON_SALE) != Some(0),
            is_on_purchase: row.int(product::ON_PURCHASE) != Some(0),
            price_excl_tax: fields.decimal(product::PRICE),
            price_excl_tax_cents: fields.cents(product::PRICE),
            price_incl_tax: fields.decimal(product::PRICE_INCL),
            price_incl_tax_cents: fields.cents(product::PRICE_INCL),
            is_price_incl_tax: fields.line(product::BASE).as_deref() == Some("TTC"),
            currency: base.business.currency.clone(),
            vat_rate: fields.decimal(product::VAT_RATE),
            unit: by_id(fields, product::UNIT, |id| base.dictionaries.unit(id).cloned()),
            duration: fields.line(product::DURATION).and_then(|text| duration(&text)),
            barcode: fields.line(product::BARCODE),
            stock: fields.decimal(product::STOCK),
            note_public,
            note_private,
            created: fields.moment(product::CREATED),
            changed: fields.moment(product::CHANGED),
        };
        self.out.push(Record::Product(Box::new(record)), row.size() + size_of::<Product>());
    }

    pub(super) fn payment(&mut self, row: &Row) {
        let Some((mut fields, base)) = self.fields(Table::Payment, row, [payment::ROW, payment::ENTITY]) else { return };
        let fields = &mut fields;
        let record = Payment {
            row: fields.id,
            reference: fields.line(payment::REF),
            date: fields.day(payment::DATE),
            amount_cents: fields.cents(payment::AMOUNT),
            method: by_id(fields, payment::METHOD, |id| base.dictionaries.payment_method(id).cloned()),
            number: fields.line(payment::NUMBER),
            note: fields.long(payment::NOTE),
            created: fields.moment(payment::CREATED),
            changed: fields.moment(payment::CHANGED),
        };
        self.out.push(Record::Payment(Box::new(record)), row.size() + size_of::<Payment>());
    }

    pub(super) fn payment_share(&mut self, row: &Row) {
        let table = Table::PaymentShare;
        let (Some(payment_row), Some(invoice_row)) = (row.reference(payment_share::PAYMENT), row.reference(payment_share::INVOICE)) else {
            self.out.book.note(table.name(), row.int(payment_share::ROW), "bad-row", &[]);
            return;
        };
        let ends = [(payment_share::PAYMENT, payment_row, ElementKind::Payment), (payment_share::INVOICE, invoice_row, ElementKind::Invoice)];
        if !self.both_are_read(table, row.int(payment_share::ROW), ends) {
            return;
        }
        let Some((mut fields, _)) = self.part(table, row, payment_share::ROW) else { return };
        let record = PaymentShare { row: fields.id, payment_row, invoice_row, amount_cents: fields.cents(payment_share::AMOUNT) };
        self.out.push(Record::PaymentShare(record), row.size() + size_of::<PaymentShare>());
    }

    pub(super) fn discount(&mut self, row: &Row) {
        // Those of suppliers are something else.
        if row.int(discount::SUPPLIER).unwrap_or_default() != 0 {
            return;
        }
        let Some((mut fields, base)) = self.fields(Table::Discount, row, [discount::ROW, discount::ENTITY]) else { return };
        let fields = &mut fields;
        let description = fields.line(discount::DESCRIPTION);
        let origin = description.as_deref().and_then(origin);
        let record = Discount {
            row: fields.id,
            third_party_row: pointed(fields, &base, discount::THIRD_PARTY, ElementKind::ThirdParty),
            origin: origin.unwrap_or(DiscountOrigin::Granted),
            source_row: pointed(fields, &base, discount::SOURCE, ElementKind::Invoice),
            used_on_row: pointed(fields, &base, discount::USED_ON, ElementKind::Invoice),
            used_as_line_row: row.reference(discount::USED_LINE),
            excl_tax_cents: fields.cents(discount::EXCL),
            vat_cents: fields.cents(discount::VAT),
            incl_tax_cents: fields.cents(discount::INCL),
            vat_rate: fields.decimal(discount::VAT_RATE),
            description: description.filter(|_| origin.is_none()),
            created: fields.moment(discount::CREATED),
        };
        self.out.push(Record::Discount(Box::new(record)), row.size() + size_of::<Discount>());
    }

    /// Whether both ends of a link are read; an end that does not exist at all is told.
    fn both_are_read(&mut self, table: Table, row: Option<i64>, ends: [(usize, i64, ElementKind); 2]) -> bool {
        let base = std::sync::Arc::clone(&self.base);
        for (cell, reference, kind) in ends {
            if !base.elements(kind).is_some_and(|rows| rows.known.contains(reference)) {
                let args = [("column", table.columns()[cell]), ("reference", &*reference.to_string())];
                self.out.book.note(table.name(), row, "orphan-link", &args);
                return false;
            }
        }
        ends.iter().all(|(_, reference, kind)| base.elements(*kind).is_some_and(|rows| rows.taken.contains(*reference)))
    }
}

/// `1h`, `3d`, `1y`: how long a service lasts.
fn duration(text: &str) -> Option<Duration> {
    let at = text.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = text.split_at(at);
    let unit = match unit.trim() {
        "s" => TimeUnit::Second,
        "i" => TimeUnit::Minute,
        "h" => TimeUnit::Hour,
        "d" => TimeUnit::Day,
        "w" => TimeUnit::Week,
        "m" => TimeUnit::Month,
        "y" => TimeUnit::Year,
        _ => return None,
    };
    Some(Duration { count: count.parse().ok().filter(|count| *count > 0)?, unit })
}
