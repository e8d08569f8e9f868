//! The reference installations: real Dolibarr 16 and 22.

use std::collections::BTreeMap;

use crate::{
    Batch, DumpSource, ReadOptions, Record, Source, check,
    testing::{all, batches, reference},
};

fn kinds(records: &[Record]) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    for record in records {
        let kind = match record {
            Record::CustomField(_) => "custom_field",
            Record::Category(_) => "category",
            Record::User(_) => "user",
            Record::ThirdParty(_) => "third_party",
            Record::Contact(_) => "contact",
            Record::CategoryLink(_) => "category_link",
            Record::SalesRepresentative(_) => "sales_representative",
            Record::CustomValues(_) => "custom_values",
        };
        *counts.entry(kind).or_default() += 1;
    }
    counts
}

#[tokio::test]
async fn small_references_are_recognised_and_counted() {
    for (name, version, charset) in [("doli16-small.sql.gz", "16.0.3", "utf8mb3"), ("doli22-small.sql.gz", "22.0.4", "utf8mb4")] {
        let Some(path) = reference(name) else { return };
        let found = check(&Source::Dump(DumpSource::file(path)), None).await.unwrap();
        assert_eq!(found.version.as_deref(), Some(version));
        assert_eq!(found.prefix, "llx_");
        assert_eq!(found.charset.as_deref(), Some(charset));
        assert_eq!(found.entities.iter().map(|entity| entity.id).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(found.entities[0].name.as_deref(), Some("Ateliers Brûlœuvre & Associés"));
        println!("{found:#?}");
        assert_eq!(found.counts["third_parties"], 62);
        assert_eq!(found.counts["contacts"], 120);
        assert_eq!(found.counts["users"], 13);
        assert_eq!(found.counts["categories"], 6);
        assert_eq!(found.counts["custom_fields"], 6);
    }
}

#[tokio::test]
async fn small_references_are_read_whole() {
    for name in ["doli16-small.sql.gz", "doli22-small.sql.gz"] {
        let Some(path) = reference(name) else { return };
        let (records, warnings) = all(DumpSource::file(&path), ReadOptions::default()).await.unwrap();
        println!("{:?}", kinds(&records));
        for warning in &warnings {
            println!("{} {:?} {} {}", warning.table, warning.row, warning.what(), warning.done());
        }
        let kinds = kinds(&records);
        assert_eq!((kinds["third_party"], kinds["contact"], kinds["user"]), (60, 120, 13));
        let second = ReadOptions { entity: 2, ..ReadOptions::default() };
        let (records, _) = all(DumpSource::file(&path), second).await.unwrap();
        let names: Vec<_> = records
            .iter()
            .filter_map(|record| match record {
                Record::ThirdParty(third_party) => Some(third_party.name.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["Autre entité Bœuf SARL", "Filiale n°2 « test »"]);
    }
}

#[tokio::test]
async fn the_large_reference_is_read_whole_and_the_same_twice() {
    let Some(path) = reference("doli22-large.sql.gz") else { return };
    let started = std::time::Instant::now();
    let first: Vec<Batch> = batches(DumpSource::file(&path), ReadOptions::default()).await.unwrap();
    println!("read in {:?}", started.elapsed());
    let records: Vec<Record> = first.iter().flat_map(|batch| batch.records.clone()).collect();
    let kinds = kinds(&records);
    println!("{kinds:?}");
    assert_eq!((kinds["third_party"], kinds["contact"]), (50_060, 120_120));
    assert_eq!(first, batches(DumpSource::file(&path), ReadOptions::default()).await.unwrap());
}
