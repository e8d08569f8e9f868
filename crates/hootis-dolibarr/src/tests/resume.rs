//! Going on after an interruption.

use crate::{
    Batch, Position, ReadOptions, Record, read,
    testing::{batches, dump, fixture::Style, invented::many},
};

fn flat(batches: &[Batch]) -> Vec<Record> {
    batches.iter().flat_map(|batch| batch.records.clone()).collect()
}

#[tokio::test]
async fn a_reading_goes_on_exactly_where_it_stopped() {
    let source = dump(many().dump(Style::MariaDb));
    let whole = batches(source.clone(), ReadOptions::default()).await.unwrap();
    assert!(whole.iter().filter(|batch| matches!(batch.records.first(), Some(Record::ThirdParty(_)))).count() >= 4);
    for (place, batch) in whole.iter().enumerate() {
        let options = ReadOptions { skip_to: Some(batch.position), ..ReadOptions::default() };
        let rest = batches(source.clone(), options).await.unwrap();
        assert_eq!(flat(&rest), flat(&whole[place + 1..]), "after {:?}", batch.position);
    }
    let inside = whole.iter().find(|batch| batch.records.len() == 500).unwrap().position;
    let position = Position { index: inside.index - 17, ..inside };
    let rest = batches(source, ReadOptions { skip_to: Some(position), ..ReadOptions::default() }).await.unwrap();
    let all = flat(&whole);
    assert_eq!(flat(&rest), all[all.len() - flat(&rest).len()..]);
}

#[tokio::test]
async fn parents_are_first_however_far_they_are() {
    let source = dump(many().dump(Style::MariaDb));
    let mut seen = std::collections::HashSet::new();
    for record in flat(&batches(source, ReadOptions::default()).await.unwrap()) {
        if let Record::ThirdParty(found) = record {
            assert!(found.parent_row.is_none_or(|parent| seen.contains(&parent)), "row {}", found.row);
            assert!(seen.insert(found.row));
        }
    }
    assert_eq!(seen.len(), 1_803);
}

#[tokio::test]
async fn a_reading_that_nobody_wants_any_more_stops() {
    let calls = std::sync::Arc::new(std::sync::atomic::AtomicU64::new(0));
    let bytes = many().dump(Style::MariaDb);
    let counter = std::sync::Arc::clone(&calls);
    let source = crate::DumpSource::reopen(
        "x.sql",
        std::sync::Arc::new(move || {
            counter.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            Ok(Box::new(std::io::Cursor::new(bytes.clone())))
        }),
    );
    let mut receiver = read(source.into(), ReadOptions::default());
    assert!(receiver.recv().await.unwrap().is_ok());
    drop(receiver);
    // The runtime waits for the reading's thread when the test ends: were it not to stop, neither would we.
    assert!(calls.load(std::sync::atomic::Ordering::SeqCst) >= 2);
}
