//! What is taken, in which order, and how a reading goes on.

use super::{invoices, read};
use crate::{
    Part, ReadOptions, Take, WholeOptions,
    business::{self, Record},
    check, column_list,
    testing::{all, dump, fixture::STYLES, fixture::Style, fixture::t, invented_business as fixtures, parts, whole},
};

fn only(change: impl FnOnce(&mut business::Take)) -> WholeOptions {
    let mut take = business::Take {
        products: false,
        quotes: false,
        orders: false,
        invoices: false,
        projects: false,
        tickets: false,
        events: false,
        files: false,
    };
    change(&mut take);
    WholeOptions { business: Some(take), ..WholeOptions::default() }
}

#[tokio::test]
async fn every_way_to_write_a_dump_gives_the_same_business() {
    let fixture = fixtures::v22();
    let expected = whole(dump(fixture.dump(STYLES[0])), WholeOptions::default()).await.unwrap();
    for style in STYLES {
        assert_eq!(whole(dump(fixture.dump(style)), WholeOptions::default()).await.unwrap(), expected, "{style:?}");
    }
}

#[tokio::test]
async fn parties_are_read_as_they_were_before_there_was_business() {
    let source = dump(fixtures::v22().dump(Style::MariaDb));
    let (expected, _) = all(source.clone(), ReadOptions::default()).await.unwrap();
    let (parties, _, _) = whole(source.clone(), WholeOptions::default()).await.unwrap();
    assert_eq!(parties, expected);
    let (parties, business, _) = whole(source, ReadOptions::default().into()).await.unwrap();
    assert_eq!((parties, business), (expected, Vec::new()));
}

#[tokio::test]
async fn what_is_not_taken_is_not_read_and_nothing_points_at_it() {
    let fixture = fixtures::v22();
    let (records, _) = read(&fixture, only(|take| take.invoices = true)).await;
    assert!(!invoices(&records).is_empty());
    for record in &records {
        match record {
            Record::Invoice(invoice) => assert_eq!(invoice.document.project_row, None),
            Record::Line(line) => assert_eq!((line.document, line.product_row), (business::DocumentKind::Invoice, None)),
            Record::Payment(_) | Record::PaymentShare(_) | Record::Discount(_) => {}
            other => panic!("{other:?} was not asked for"),
        }
    }
    let (records, warnings) = read(&fixture, only(|take| take.tickets = true)).await;
    assert!(records.iter().all(|record| matches!(record, Record::Ticket(_) | Record::TicketMessage(_))));
    assert_eq!(records.len(), 3, "{warnings:?}");
    let none = WholeOptions { business: None, ..WholeOptions::default() };
    assert!(read(&fixture, none).await.0.is_empty());
    let without_contacts = WholeOptions { take: Take { contacts: false, ..Take::default() }, ..only(|take| take.events = true) };
    for record in read(&fixture, without_contacts).await.0 {
        assert!(!matches!(record, Record::Event(event) if event.contact_row.is_some()));
    }
}

#[tokio::test]
async fn a_reading_of_everything_goes_on_exactly_where_it_stopped() {
    let source = dump(fixtures::v22().dump(Style::MariaDb));
    let records = |parts: &[Part]| -> Vec<String> {
        let each = |part: &Part| match part {
            Part::Parties(batch) => batch.records.iter().map(|record| format!("{record:?}")).collect::<Vec<_>>(),
            Part::Business(batch) => batch.records.iter().map(|record| format!("{record:?}")).collect(),
        };
        parts.iter().flat_map(each).collect()
    };
    let all = parts(source.clone(), WholeOptions::default()).await.unwrap();
    assert!(all.iter().filter(|part| matches!(part, Part::Business(_))).count() > 10);
    assert!(all.iter().map(Part::position).is_sorted());
    for (place, part) in all.iter().enumerate() {
        let options = WholeOptions { skip_to: Some(part.position()), ..WholeOptions::default() };
        let rest = parts(source.clone(), options).await.unwrap();
        assert_eq!(records(&rest), records(&all[place + 1..]), "after {:?}", part.position());
    }
}

#[tokio::test]
async fn a_fingerprint_tells_a_change_and_no_more() {
    let mut fixture = fixtures::v22();
    let prints = |records: &[Record]| records.iter().map(Record::fingerprint).collect::<Vec<_>>();
    let (before, _) = read(&fixture, WholeOptions::default()).await;
    fixture.set("product", "1", "tms", t("2026-09-09 09:09:09"));
    let (touched, _) = read(&fixture, WholeOptions::default()).await;
    assert_ne!(before, touched);
    assert_eq!(prints(&before), prints(&touched), "only the moment of the last change is another");
    fixture.set("paiement_facture", "1", "amount", t("51"));
    let (after, _) = read(&fixture, WholeOptions::default()).await;
    let changed: Vec<_> =
        before.iter().zip(&after).filter(|(one, other)| one.fingerprint() != other.fingerprint()).map(|(one, _)| (one.kind(), one.row())).collect();
    assert_eq!(changed, [(business::RecordKind::Invoice, 2), (business::RecordKind::PaymentShare, 1)]);
}

#[tokio::test]
async fn a_look_counts_business_only_when_it_is_asked_for() {
    let source = dump(fixtures::v22().dump(Style::MariaDb)).into();
    let found = crate::check_whole(&source, Some(1)).await.unwrap();
    let expected =
        [("products", 2), ("quotes", 3), ("orders", 2), ("invoices", 12), ("payments", 3), ("events", 4), ("ticket_messages", 3), ("files", 3)];
    for (what, count) in expected {
        assert_eq!(found.counts[what], count, "{what}");
    }
    assert!(!check(&source, Some(1)).await.unwrap().counts.contains_key("products"));
}

#[test]
fn secrets_of_business_are_in_no_list_of_columns() {
    for table in column_list() {
        let is_secret = |column: &&str| matches!(*column, "share" | "track_id" | "iban_prefix" | "thm" | "online_sign_ip" | "fk_bank");
        assert!(!table.columns.iter().any(is_secret), "{}", table.name);
    }
}
