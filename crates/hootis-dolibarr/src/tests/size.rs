//! Dumps far larger than the memory that reading them takes.

use std::{
    io::{self, Read},
    sync::Arc,
};

use crate::{
    DumpSource, ReadOptions, Record, read,
    testing::{fixture::Style, invented},
};

const THIRD_PARTIES: u64 = 2_000_000;
const LINES: u64 = 8_000_000;

/// A dump of about 2 GB that exists nowhere: made while it is read.
struct Generated {
    tables: Vec<u8>,
    end: Vec<u8>,
    next: u64,
    ready: Vec<u8>,
    at: usize,
}

impl Generated {
    fn new() -> Self {
        let whole = String::from_utf8(invented::v22().dump(Style::PhpMyAdmin)).unwrap();
        let (tables, end) = whole.split_once("ALTER TABLE `llx_x`").unwrap();
        Self { tables: tables.into(), end: format!("SET x=1;{end}").into(), next: 0, ready: Vec::new(), at: 0 }
    }

    /// The next piece: the small tables, third parties, lines of invoices that nobody reads, the end.
    fn refill(&mut self) {
        self.ready.clear();
        self.at = 0;
        let row = self.next;
        self.next += 1;
        match row {
            0 => self.ready.append(&mut self.tables),
            row if row <= THIRD_PARTIES / 500 => self.rows(row * 500, 500, "societe", |row| {
                format!("({row},'Société numéro {row}','1 rue de l\\'Église','44000','Nantes',1,1,'{}')", "x".repeat(80))
            }),
            row if row <= (THIRD_PARTIES + LINES) / 500 => self.rows(row * 500, 500, "facturedet", |row| {
                format!("({row},'Ligne','{}','44000','Nantes',1,1,NULL)", "description ; l\\'été ".repeat(8))
            }),
            _ => self.ready.append(&mut self.end),
        }
    }

    fn rows(&mut self, first: u64, count: u64, table: &str, row: impl Fn(u64) -> String) {
        let start = format!("INSERT INTO `llx_{table}` (rowid, nom, address, zip, town, entity, client, note_public) VALUES\n");
        self.ready.extend_from_slice(start.as_bytes());
        for place in first..first + count {
            self.ready.extend_from_slice(row(place).as_bytes());
            self.ready.push(if place + 1 < first + count { b',' } else { b';' });
        }
    }
}

impl Read for Generated {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ready.len() {
            self.refill();
        }
        let count = (&self.ready[self.at..]).read(buffer)?;
        self.at += count;
        Ok(count)
    }
}

/// Memory of this process, in megabytes.
fn resident_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}

#[tokio::test]
#[ignore = "reads 2 GB: run alone, with --release"]
async fn a_dump_of_two_gigabytes_is_read_in_little_memory() {
    let size = io::copy(&mut Generated::new(), &mut io::sink()).unwrap();
    assert!(size > 2_000_000_000, "{size}");
    let before = resident_mb();
    let started = std::time::Instant::now();
    let source = DumpSource::reopen("generated.sql", Arc::new(|| Ok(Box::new(Generated::new()))));
    let mut receiver = read(source.into(), ReadOptions::default());
    let (mut third_parties, mut peak) = (0_u64, 0);
    while let Some(batch) = receiver.recv().await {
        let batch = batch.unwrap();
        third_parties += batch.records.iter().filter(|record| matches!(record, Record::ThirdParty(_))).count() as u64;
        peak = peak.max(resident_mb());
    }
    println!(
        "a large dump: {size} bytes with {third_parties} third parties read in {:.1} s, {before} MB before, {peak} MB at most",
        started.elapsed().as_secs_f64()
    );
    assert_eq!(third_parties, THIRD_PARTIES + 3);
    assert!(peak < before + 40, "{before} MB, then {peak} MB");
}
