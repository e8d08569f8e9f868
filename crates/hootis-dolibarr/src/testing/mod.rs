//! What the tests share: readings made short, and an invented Dolibarr written as dumps.

pub(crate) mod fixture;
pub(crate) mod invented;
pub(crate) mod invented_business;
pub(crate) mod trial;

use std::{
    io::{self, Cursor, Read},
    path::PathBuf,
    sync::Arc,
};

use crate::{Batch, DolibarrError, DumpSource, Part, ReadOptions, Record, Source, Warning, WholeOptions, business, read, read_whole};

/// A dump held in memory.
pub(crate) fn dump(bytes: impl Into<Vec<u8>>) -> DumpSource {
    let bytes: Arc<[u8]> = bytes.into().into();
    DumpSource::reopen("test.sql", Arc::new(move || Ok(Box::new(Cursor::new(Arc::clone(&bytes))))))
}

/// A dump whose reader gives at most `step` bytes at a time.
pub(crate) fn dripping(bytes: impl Into<Vec<u8>>, step: usize) -> DumpSource {
    let bytes: Arc<[u8]> = bytes.into().into();
    DumpSource::reopen("test.sql", Arc::new(move || Ok(Box::new(Drip { inner: Cursor::new(Arc::clone(&bytes)), step }))))
}

struct Drip<R> {
    inner: R,
    step: usize,
}

impl<R: Read> Read for Drip<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(self.step);
        self.inner.read(&mut buffer[..count])
    }
}

/// Every batch of a reading.
pub(crate) async fn batches(source: impl Into<Source>, options: ReadOptions) -> Result<Vec<Batch>, DolibarrError> {
    let mut receiver = read(source.into(), options);
    let mut batches = Vec::new();
    while let Some(batch) = receiver.recv().await {
        batches.push(batch?);
    }
    Ok(batches)
}

/// Every record and warning of a reading.
pub(crate) async fn all(source: impl Into<Source>, options: ReadOptions) -> Result<(Vec<Record>, Vec<Warning>), DolibarrError> {
    let (mut records, mut warnings) = (Vec::new(), Vec::new());
    for mut batch in batches(source, options).await? {
        assert!(batch.records.len() <= 500, "a batch is small");
        records.append(&mut batch.records);
        warnings.append(&mut batch.warnings);
    }
    Ok((records, warnings))
}

/// Every part of a reading of everything.
pub(crate) async fn parts(source: impl Into<Source>, options: WholeOptions) -> Result<Vec<Part>, DolibarrError> {
    let mut receiver = read_whole(source.into(), options);
    let mut parts = Vec::new();
    while let Some(part) = receiver.recv().await {
        parts.push(part?);
    }
    Ok(parts)
}

/// Every record of parties, every record of business and every warning of a reading of everything.
pub(crate) async fn whole(
    source: impl Into<Source>,
    options: WholeOptions,
) -> Result<(Vec<Record>, Vec<business::Record>, Vec<Warning>), DolibarrError> {
    let (mut parties, mut records, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts(source, options).await? {
        match part {
            Part::Parties(mut batch) => {
                parties.append(&mut batch.records);
                warnings.append(&mut batch.warnings);
            }
            Part::Business(mut batch) => {
                assert!(batch.records.len() <= 500, "a batch is small");
                records.append(&mut batch.records);
                warnings.append(&mut batch.warnings);
            }
        }
    }
    Ok((parties, records, warnings))
}

impl From<DumpSource> for Source {
    fn from(dump: DumpSource) -> Self {
        Source::Dump(dump)
    }
}

impl From<crate::ServerSource> for Source {
    fn from(server: crate::ServerSource) -> Self {
        Source::Server(server)
    }
}

/// A file of the reference data, if this machine has them.
pub(crate) fn reference(name: &str) -> Option<PathBuf> {
    let path = setting("HOOTIS_REFERENCE_DATA").map(|folder| PathBuf::from(folder).join("data/dolibarr").join(name));
    let found = path.filter(|path| path.exists());
    if found.is_none() {
        skipped("no reference data", name);
    }
    found
}

/// The server for trials, if there is one.
pub(crate) fn test_server() -> Option<String> {
    let found = setting("HOOTIS_TEST_MYSQL");
    if found.is_none() {
        skipped("no MySQL", "tests against a server");
    }
    found
}

/// What the tests take from the environment: where the data and servers of this machine are.
#[expect(clippy::disallowed_methods, reason = "tests have no configuration of their own")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn skipped(why: &str, what: &str) {
    println!("SKIPPED ({why}): {what}");
}
