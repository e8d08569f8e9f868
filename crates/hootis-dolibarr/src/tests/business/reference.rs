//! Business of the reference installations.

use std::collections::BTreeMap;

use crate::{
    DumpSource, Part, WholeOptions,
    business::Record,
    check_whole, read_whole,
    testing::{
        dump, reference,
        trial::{Trial, unpacked},
        whole,
    },
};

fn kinds(records: &[Record]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for record in records {
        *counts.entry(record.kind().as_str()).or_default() += 1;
    }
    counts
}

#[tokio::test]
async fn small_references_are_read_whole() {
    for name in ["doli16-small.sql.gz", "doli22-small.sql.gz"] {
        let Some(path) = reference(name) else { return };
        let (_, records, warnings) = whole(DumpSource::file(&path), WholeOptions::default()).await.unwrap();
        let kinds = kinds(&records);
        println!("{name} {kinds:?}");
        let expected = [
            ("product", 40),
            ("quote", 50),
            ("order", 25),
            ("invoice", 80),
            ("payment", 37),
            ("project", 15),
            ("ticket", 30),
            ("ticket_message", 43),
        ];
        for (kind, count) in expected {
            assert_eq!(kinds[kind], count, "{name} {kind}");
        }
        let by_hand = records.iter().filter(|record| matches!(record, Record::Event(event) if !event.is_automatic)).count();
        assert_eq!(by_hand, 200, "{name}");
        let found = check_whole(&DumpSource::file(&path).into(), Some(1)).await.unwrap();
        for (kind, counted) in [("product", "products"), ("invoice", "invoices"), ("ticket_message", "ticket_messages"), ("event", "events")] {
            assert_eq!(u64::try_from(kinds[kind]).unwrap(), found.counts[counted], "{name} {kind}");
        }
        assert!(warnings.iter().all(|warning| !matches!(warning.code, "bad-row" | "unknown-status" | "bad-number")), "{name}");
    }
}

#[tokio::test]
async fn a_server_gives_the_business_of_its_dump() {
    for (name, file) in [("whole16", "doli16-small.sql.gz"), ("whole22", "doli22-small.sql.gz")] {
        let Some(sql) = unpacked(file) else { return };
        let Some(trial) = Trial::load(name, &sql).await else { return };
        let live = whole(trial.source(), WholeOptions::default()).await.unwrap();
        let dumped = whole(dump(sql), WholeOptions::default()).await.unwrap();
        assert!(live.0 == dumped.0 && live.1 == dumped.1, "the records of {name} differ");
        trial.drop().await;
    }
}

#[tokio::test]
async fn the_large_reference_is_read_whole() {
    let Some(path) = reference("doli22-large.sql.gz") else { return };
    let started = std::time::Instant::now();
    let mut parts = read_whole(DumpSource::file(&path).into(), WholeOptions::default());
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    while let Some(part) = parts.recv().await {
        if let Part::Business(batch) = part.unwrap() {
            for record in &batch.records {
                *counts.entry(record.kind().as_str()).or_default() += 1;
            }
        }
    }
    println!("{counts:?} in {:?}", started.elapsed());
    assert_eq!(counts["invoice"], 60_080);
    assert!(counts["line"] > 180_000 && counts["event"] + counts["ticket_message"] > 100_000);
}
