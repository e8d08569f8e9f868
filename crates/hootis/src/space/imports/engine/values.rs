//! Values of custom fields: compared as a set for each thing that has some.

use std::collections::HashMap;

use hootis_dolibarr::record::{CustomValues, Record};
use hootis_space::{Conn as _, DbError, FromRow, Row, Tx, Value, args};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::super::map;
use super::super::run::source_table;
use super::super::shape::{CONTACT, FIELD, MEMBER, PARTY, holders};
use super::Sitting;
use super::before::Act;
use super::origins::{self, CHUNK, fill};
use crate::clock::Now;
use crate::error::Result;

/// A value as it is stored.
pub(super) struct Stored {
    pub field: Uuid,
    pub subject: Uuid,
    pub value: String,
    pub raw: String,
    pub source: Option<Uuid>,
    pub created_at: i64,
}

impl FromRow for Stored {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { field: row.take()?, subject: row.take()?, value: row.take()?, raw: row.take()?, source: row.take()?, created_at: row.take()? })
    }
}

impl Stored {
    /// What is kept for undoing; with what the run made of it, if it is still there.
    pub(super) fn image(&self, after: Option<(&str, &str)>) -> Json {
        json!({
            "field": self.field, "subject": self.subject, "value": self.value, "raw": self.raw,
            "source": self.source, "created_at": self.created_at, "after": after,
        })
    }
}

/// The columns of [`Stored`].
pub(super) const VALUE_COLUMNS: &str = "v.field_id, v.subject_id, v.value, v.raw, v.source_id, v.created_at";

pub(super) const INSERT_VALUE: &str = "INSERT INTO custom_value (field_id, subject_id, value, raw, source_id, created_at) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (field_id, subject_id) DO NOTHING";
pub(super) const UPDATE_VALUE: &str = "UPDATE custom_value SET value = $3, raw = $4 WHERE field_id = $1 AND subject_id = $2";
pub(super) const DELETE_VALUE: &str = "DELETE FROM custom_value WHERE field_id = $1 AND subject_id = $2";

/// What has to be written.
#[derive(Default)]
struct Writes {
    inserts: Vec<Vec<Value>>,
    updates: Vec<Vec<Value>>,
    deletes: Vec<Vec<Value>>,
}

impl Sitting<'_> {
    /// Applies the values of things of one kind.
    pub(super) async fn custom_values(&mut self, tx: &Tx, now: Now, records: Vec<Record>) -> Result<()> {
        let records: Vec<CustomValues> =
            records.into_iter().filter_map(|record| if let Record::CustomValues(values) = record { Some(values) } else { None }).collect();
        let Some(target) = records.first().map(|record| record.target) else { return Ok(()) };
        let shape = [&PARTY, &CONTACT, &MEMBER].into_iter().find(|shape| shape.source_table == source_table(target)).unwrap_or(&PARTY);
        let fields = fields(tx, self.source, map::subject(target)).await?;
        let subjects = origins::ids(tx, self.source, shape, records.iter().map(|record| record.row)).await?;
        let mut stored = existing(tx, subjects.values().copied()).await?;
        let mut writes = Writes::default();
        for record in records {
            let Some(subject) = subjects.get(&record.row).copied() else {
                let counts = self.progress.of("custom_values");
                if self.dry {
                    counts.created += 1
                } else {
                    counts.skipped += 1
                }
                continue;
            };
            self.seen.subjects.insert(subject);
            let had: HashMap<Uuid, Stored> = stored.remove(&subject).unwrap_or_default();
            self.compare(now, record, subject, had, &fields, &mut writes);
        }
        if !self.dry {
            tx.execute_many(INSERT_VALUE, writes.inserts).await?;
            tx.execute_many(UPDATE_VALUE, writes.updates).await?;
            tx.execute_many(DELETE_VALUE, writes.deletes).await?;
        }
        Ok(())
    }

    /// Compares the values of one thing with those that it has.
    fn compare(
        &mut self,
        now: Now,
        record: CustomValues,
        subject: Uuid,
        mut had: HashMap<Uuid, Stored>,
        fields: &HashMap<String, Uuid>,
        writes: &mut Writes,
    ) {
        // Values of other Dolibarrs, and what people wrote, are none of ours.
        let was_there = had.values().any(|stored| stored.source == Some(self.source));
        let mut changes = 0;
        for value in record.values {
            let Some(field) = fields.get(&value.field).copied() else {
                changes += u64::from(self.dry);
                continue;
            };
            match had.remove(&field) {
                None => {
                    self.befores.note("custom_value", Act::Created, json!([field, subject]));
                    writes.inserts.push(args![field, subject, value.display, value.raw, self.source, now]);
                }
                Some(stored) if stored.source != Some(self.source) || (stored.value == value.display && stored.raw == value.raw) => continue,
                Some(stored) => {
                    self.befores.note("custom_value", Act::Changed, stored.image(Some((&value.display, &value.raw))));
                    writes.updates.push(args![field, subject, value.display, value.raw]);
                }
            }
            changes += 1;
        }
        for gone in had.values().filter(|stored| stored.source == Some(self.source)) {
            self.befores.note("custom_value", Act::Removed, gone.image(None));
            writes.deletes.push(args![gone.field, subject]);
            changes += 1;
        }
        let counts = self.progress.of("custom_values");
        match (changes, was_there) {
            (0, _) => counts.unchanged += 1,
            (_, true) => counts.updated += 1,
            (_, false) => counts.created += 1,
        }
    }
}

/// The custom fields of this source by their names in Dolibarr.
async fn fields(tx: &Tx, source: Uuid, subject: &'static str) -> Result<HashMap<String, Uuid>> {
    let sql = "SELECT f.name, f.id FROM origin o JOIN custom_field f ON f.id = o.local_id WHERE o.source_id = $1 AND o.source_table = $2 AND f.subject = $3";
    let found: Vec<(String, Uuid)> = tx.list(sql, args![source, FIELD.source_table, subject]).await?;
    // `@2` was added where two fields had one name; no name in Dolibarr holds that sign.
    Ok(found.into_iter().map(|(name, id)| (name.split('@').next().unwrap_or_default().to_owned(), id)).collect())
}

/// The values that things have, by thing and field.
async fn existing(tx: &Tx, subjects: impl Iterator<Item = Uuid>) -> Result<HashMap<Uuid, HashMap<Uuid, Stored>>> {
    let sql = format!("SELECT {VALUE_COLUMNS} FROM custom_value v WHERE v.subject_id IN ({})", holders(1, CHUNK));
    let subjects: Vec<Uuid> = subjects.collect();
    let mut found: HashMap<Uuid, HashMap<Uuid, Stored>> = HashMap::new();
    for chunk in subjects.chunks(CHUNK) {
        let mut ids = Vec::new();
        fill(&mut ids, chunk.iter().map(|id| Value::Id(*id)));
        for stored in tx.list::<Stored>(&sql, ids).await? {
            found.entry(stored.subject).or_default().insert(stored.field, stored);
        }
    }
    Ok(found)
}
