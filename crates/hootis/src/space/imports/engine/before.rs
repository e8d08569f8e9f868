//! What rows were before a run touched them, so that it can be undone.

use hootis_space::{Conn as _, Tx, args};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::{Error, Result};

/// What was done to the rows of an image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Act {
    /// They were not there: links and values. (Rows of Dolibarr are known by their origin.)
    Created,
    Changed,
    Removed,
    /// They were there, and only got an origin.
    Linked,
}

impl Act {
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Changed => "changed",
            Self::Removed => "removed",
            Self::Linked => "linked",
        }
    }

    pub(super) fn parse(code: &str) -> Option<Self> {
        [Self::Created, Self::Changed, Self::Removed, Self::Linked].into_iter().find(|act| act.code() == code)
    }
}

/// Images of one transaction, to be written at its end.
#[derive(Default)]
pub(super) struct Befores(Vec<(&'static str, Act, Vec<Json>)>);

impl Befores {
    /// Notes what was done to one row of a table.
    pub(super) fn note(&mut self, table: &'static str, act: Act, image: Json) {
        match self.0.iter_mut().find(|(t, a, _)| *t == table && *a == act) {
            Some((_, _, images)) => images.push(image),
            None => self.0.push((table, act, vec![image])),
        }
    }

    /// Writes one row for each table and act; `next` is the number of the last one written.
    pub(super) async fn write(self, tx: &Tx, now: Now, run: Uuid, next: &mut i64) -> Result<()> {
        let mut sets = Vec::new();
        for (table, act, images) in self.0 {
            *next += 1;
            sets.push(args![run, *next, table, act.code(), json!(images).to_string(), now]);
        }
        if !sets.is_empty() {
            let sql = "INSERT INTO import_before (run_id, num, table_name, row_key, before_image, created_at) VALUES ($1, $2, $3, $4, $5, $6)";
            tx.execute_many(sql, sets).await?;
        }
        Ok(())
    }
}

/// Takes everything out of the images that names a row which is erased: an undo has nothing of it to put back.
///
/// # Errors
/// When the database refuses.
pub async fn forget_images(tx: &Tx, row: Uuid) -> Result<()> {
    let name = row.to_string();
    let sql = "SELECT run_id, num, before_image FROM import_before WHERE before_image LIKE $1 ORDER BY run_id, num";
    let mut sets = Vec::new();
    for (run, num, image) in tx.list::<(Uuid, i64, String)>(sql, args![format!("%{name}%")]).await? {
        let images: Vec<Json> = serde_json::from_str(&image).map_err(Error::internal)?;
        let left: Vec<&Json> = images.iter().filter(|image| !image.to_string().contains(&name)).collect();
        sets.push(args![run, num, json!(left).to_string()]);
    }
    tx.execute_many("UPDATE import_before SET before_image = $3 WHERE run_id = $1 AND num = $2", sets).await?;
    Ok(())
}
