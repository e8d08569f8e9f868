//! Quotes, orders, invoices, their lines, and what was paid.

use super::{invented, invoices, told};
use crate::business::{
    ClosingReason, DiscountOrigin, DocumentKind, InvoiceKind, InvoiceStatus as Is, Line, LineKind, OrderStatus, Product, Quote, QuoteStatus, Record,
    TimeUnit,
};

fn quotes(records: &[Record]) -> Vec<&Quote> {
    records.iter().filter_map(|record| if let Record::Quote(quote) = record { Some(&**quote) } else { None }).collect()
}

fn lines(records: &[Record], of: DocumentKind) -> Vec<&Line> {
    records
        .iter()
        .filter_map(|record| if let Record::Line(line) = record { Some(&**line) } else { None })
        .filter(|line| line.document == of)
        .collect()
}

#[tokio::test]
async fn where_an_invoice_is_and_what_remains_is_as_dolibarr_says_it() {
    let (records, warnings) = invented().await;
    let found: Vec<_> = invoices(&records)
        .iter()
        .map(|one| (one.document.row, one.status, one.paid_cents, one.credited_cents, one.remaining_cents, one.due_cents))
        .collect();
    let expected = [
        (1, Is::Unpaid, 0, 0, 12_000, 12_000),
        (2, Is::PartlyPaid, 5_000, 3_000, 4_000, 4_000),
        (3, Is::Paid, 10_000, 2_000, 0, 0),
        (4, Is::Paid, 0, 0, -2_000, 0),
        (5, Is::ClosedPartlyPaid, 11_000, 0, 0, 0),
        (6, Is::Abandoned, 0, 0, 12_000, 0),
        (7, Is::Unpaid, 0, 0, 6_000, 6_000),
        (8, Is::Draft, 0, 0, 120, 0),
        (10, Is::Paid, 3_000, 0, 0, 0),
        (11, Is::Unpaid, 0, 0, 12_000, 12_000),
        (12, Is::ClosedUnpaid, 0, 0, 12_000, 0),
        (13, Is::Unknown, 0, 0, 12_000, 0),
    ];
    assert_eq!(found, expected);
    assert_eq!(told(&warnings, "facture", "unknown-status"), [13, 13], "its status, and its kind");
    assert_eq!(told(&warnings, "facture", "orphan-third-party"), [13]);
    let all = invoices(&records);
    let by = |row: i64| *all.iter().find(|one| one.document.row == row).unwrap();
    assert_eq!((by(4).kind, by(4).source_row, by(4).document.totals.incl_tax_cents), (InvoiceKind::CreditNote, Some(3), -2_000));
    assert_eq!((by(4).document.totals.excl_tax_cents, by(4).document.totals.vat_cents), (-1_667, -333));
    assert_eq!((by(11).kind, by(11).source_row), (InvoiceKind::Replacement, Some(6)));
    assert_eq!(
        (by(5).closing, by(6).closing, by(12).closing),
        (Some(ClosingReason::Discount), Some(ClosingReason::BadCustomer), Some(ClosingReason::Other))
    );
    let situation = by(7).situation.unwrap();
    assert_eq!((situation.cycle, situation.number, situation.is_final), (12, 2, true));
    assert_eq!(by(1).due.as_deref(), Some("2026-01-31"));
    assert_eq!(by(1).document.payment_method.as_ref().unwrap().label.as_deref(), Some("Virement"));
    assert_eq!((by(13).kind, by(13).document.currency.as_str()), (InvoiceKind::Unknown, "EUR"));
}

#[tokio::test]
async fn quotes_and_orders_say_where_they_are() {
    let (records, warnings) = invented().await;
    let quotes = quotes(&records);
    let statuses: Vec<_> = quotes.iter().map(|quote| (quote.document.reference.as_str(), quote.status)).collect();
    assert_eq!(statuses, [("(PROV1)", QuoteStatus::Draft), ("PR2603-0002", QuoteStatus::Signed), ("PR2603-0003", QuoteStatus::Unknown)]);
    let signed = &quotes[1].document;
    assert_eq!((signed.third_party_row, signed.totals.incl_tax_cents), (Some(1), 12_000));
    assert_eq!(signed.pdf.as_deref(), Some("propale/PR2603-0002/PR2603-0002.pdf"));
    let foreign = signed.foreign.as_ref().unwrap();
    assert_eq!((foreign.currency.as_str(), foreign.excl_tax_cents, foreign.vat_cents, foreign.incl_tax_cents), ("CHF", 9_450, 1_890, 11_340));
    assert_eq!((quotes[2].document.foreign.as_ref(), quotes[2].document.pdf.as_ref()), (None, None));
    assert_eq!(told(&warnings, "propal", "unknown-status"), [3]);
    assert_eq!(told(&warnings, "propal", "bad-path"), [3]);
    assert_eq!(told(&warnings, "propal", "unknown-reference"), [3]);
    let orders: Vec<_> = records.iter().filter_map(|record| if let Record::Order(order) = record { Some(&**order) } else { None }).collect();
    assert_eq!(orders.len(), 2);
    assert_eq!((orders[0].status, orders[0].is_billed, orders[1].status), (OrderStatus::Delivered, true, OrderStatus::Cancelled));
    let totals = orders[0].document.totals;
    assert_eq!((totals.local_taxes_cents, totals.stamp_cents, totals.incl_tax_cents), (101, 60, 12_161));
}

#[tokio::test]
async fn lines_say_what_they_are_and_belong_to_documents_that_are_read() {
    let (records, warnings) = invented().await;
    let found = lines(&records, DocumentKind::Quote);
    let kinds: Vec<_> = found.iter().map(|line| (line.row, line.kind)).collect();
    assert_eq!(kinds, [(1, LineKind::Product), (2, LineKind::Title), (3, LineKind::Subtotal), (4, LineKind::Service), (5, LineKind::Service)]);
    let first = found[0];
    assert_eq!((first.quantity.as_deref(), first.unit_price.as_deref(), first.discount_percent.as_deref()), (Some("2.5"), Some("40"), Some("10")));
    assert_eq!((first.product_row, first.totals.incl_tax_cents), (Some(1), 10_800));
    assert!(found[3].is_option && !first.is_option);
    assert_eq!(found[4].product_row, None, "that product belongs to another company");
    assert_eq!(told(&warnings, "propaldet", "elsewhere"), [5]);
    assert_eq!(told(&warnings, "propaldet", "orphan-link"), [6], "not the line of another company's quote");
    let billed = lines(&records, DocumentKind::Invoice);
    assert_eq!(billed.iter().map(|line| (line.row, line.discount)).collect::<Vec<_>>(), [(1, None), (2, Some(DiscountOrigin::Deposit))]);
    assert!(billed[1].description.is_none() && billed[0].description.is_some());
}

#[tokio::test]
async fn payments_are_shared_and_discounts_have_an_origin() {
    let (records, warnings) = invented().await;
    let shares: Vec<_> = records
        .iter()
        .filter_map(
            |record| if let Record::PaymentShare(share) = record { Some((share.payment_row, share.invoice_row, share.amount_cents)) } else { None },
        )
        .collect();
    assert_eq!(shares, [(1, 2, 5_000), (1, 3, 10_000), (2, 5, 11_000), (3, 10, 3_000)]);
    assert_eq!(told(&warnings, "paiement_facture", "orphan-link"), [5]);
    let payments: Vec<_> = records.iter().filter_map(|record| if let Record::Payment(payment) = record { Some(&**payment) } else { None }).collect();
    assert_eq!(payments.iter().map(|payment| payment.amount_cents).collect::<Vec<_>>(), [15_000, 11_000, 3_000]);
    assert_eq!((payments[0].date.as_deref(), payments[1].method.as_ref()), (Some("2026-02-01"), None));
    let discounts: Vec<_> = records
        .iter()
        .filter_map(|record| {
            if let Record::Discount(discount) = record {
                Some((discount.row, discount.origin, discount.source_row, discount.used_on_row))
            } else {
                None
            }
        })
        .collect();
    let expected = [
        (1, DiscountOrigin::CreditNote, Some(4), Some(3)),
        (2, DiscountOrigin::Deposit, Some(10), Some(2)),
        (3, DiscountOrigin::CreditNote, None, Some(1)),
        (5, DiscountOrigin::Granted, None, None),
    ];
    assert_eq!(discounts, expected);
}

#[tokio::test]
async fn products_keep_their_prices_exactly() {
    let (records, _) = invented().await;
    let products: Vec<&Product> =
        records.iter().filter_map(|record| if let Record::Product(product) = record { Some(&**product) } else { None }).collect();
    assert_eq!(products.len(), 2);
    assert_eq!(
        (products[0].price_excl_tax.as_deref(), products[0].price_excl_tax_cents, products[0].price_incl_tax_cents),
        (Some("10.005"), 1_001, 1_056)
    );
    assert!(!products[0].is_service && products[0].is_on_sale && !products[0].is_on_purchase);
    let duration = products[1].duration.unwrap();
    assert_eq!((products[1].is_service, duration.count, duration.unit), (true, 2, TimeUnit::Hour));
    assert_eq!(products[1].unit.as_ref().unwrap().code, "H");
}
