//! Business of the reference installations.

use std::collections::BTreeMap;

use crate::{
    DumpSource, Part, WholeOptions,
    business::Record,
    read_whole,
    testing::{reference, whole},
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
        println!("{name} {:?}", kinds(&records));
        for warning in &warnings {
            println!("{} {:?} {} {}", warning.table, warning.row, warning.what(), warning.done());
        }
    }
}

#[tokio::test]
async fn the_large_reference_is_read_whole() {
    let Some(path) = reference("doli22-large.sql.gz") else { return };
    let started = std::time::Instant::now();
    let mut parts = read_whole(DumpSource::file(&path).into(), WholeOptions::default());
    let mut counts: BTreeMap<&'static str, usize> = BTreeMap::new();
    while let Some(part) = parts.recv().await {
        match part.unwrap() {
            Part::Parties(batch) => *counts.entry("parties").or_default() += batch.records.len(),
            Part::Business(batch) => {
                for record in &batch.records {
                    *counts.entry(record.kind().as_str()).or_default() += 1;
                }
                for warning in &batch.warnings { println!("{} {:?} {}", warning.table, warning.row, warning.what()); }
            }
        }
    }
    println!("{counts:?} in {:?}", started.elapsed());
}
