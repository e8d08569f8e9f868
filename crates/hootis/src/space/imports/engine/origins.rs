//! Which of our rows came from which of Dolibarr's, looked up a batch at a time.

use std::collections::HashMap;

use hootis_space::{Conn as _, DbError, FromRow, Row, Tx, Value, args};
use uuid::Uuid;

use super::super::map::Ids;
use super::super::shape::{Shape, holders};
use crate::error::Result;

/// Most rows looked up by one statement; lists are filled up to it so that the statement stays the same.
pub(super) const CHUNK: usize = 500;

/// Where a row of ours came from.
pub(super) struct Origin {
    pub local: Uuid,
    pub fingerprint: Vec<u8>,
    /// Somebody deleted our row since.
    pub is_gone: bool,
    pub last_run: Uuid,
}

struct Found(i64, Origin);

impl FromRow for Found {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let (number, local, fingerprint, last_run) = (row.take()?, row.take()?, row.take()?, row.take()?);
        Ok(Self(number, Origin { local, fingerprint, last_run, is_gone: row.take::<Option<Uuid>>()?.is_none() }))
    }
}

/// The origins of rows of Dolibarr.
pub(super) async fn find(tx: &Tx, source: Uuid, shape: &Shape, rows: impl Iterator<Item = i64>) -> Result<HashMap<i64, Origin>> {
    let sql = format!(
        "SELECT o.source_row, o.local_id, o.fingerprint, o.last_run, t.id FROM origin o LEFT JOIN {} t ON t.id = o.local_id
         WHERE o.source_id = $1 AND o.source_table = $2 AND o.source_row IN ({})",
        shape.table,
        holders(3, CHUNK)
    );
    let rows: Vec<i64> = rows.collect();
    let mut found = HashMap::new();
    for chunk in rows.chunks(CHUNK) {
        let mut values = args![source, shape.source_table];
        fill(&mut values, chunk.iter().map(|row| Value::Int(*row)));
        found.extend(tx.list::<Found>(&sql, values).await?.into_iter().map(|Found(row, origin)| (row, origin)));
    }
    Ok(found)
}

/// Our ids of rows of Dolibarr: of those that are still here.
pub(super) async fn ids(tx: &Tx, source: Uuid, shape: &Shape, rows: impl Iterator<Item = i64>) -> Result<Ids> {
    let mut rows: Vec<i64> = rows.collect();
    rows.sort_unstable();
    rows.dedup();
    let found = find(tx, source, shape, rows.into_iter()).await?;
    Ok(found.into_iter().filter(|(_, origin)| !origin.is_gone).map(|(row, origin)| (row, origin.local)).collect())
}

/// Pushes a chunk on arguments, and its last value again until it is a whole one.
pub(super) fn fill(values: &mut Vec<Value>, chunk: impl Iterator<Item = Value>) {
    let whole = values.len() + CHUNK;
    values.extend(chunk);
    if let Some(last) = values.last().cloned() {
        values.resize(whole, last);
    }
}
