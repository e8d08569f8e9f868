//! Third parties that were merged into another in Dolibarr: the row goes, what belonged to it goes over.

use std::collections::{BTreeSet, HashMap};

use hootis_space::{Conn as _, args};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::super::shape::PARTY;
use super::Sitting;
use super::before::Act;
use super::undo::id;
use crate::error::Result;

/// A party that is gone since this run.
type Gone = (Uuid, i64, i64, i64);

impl Sitting<'_> {
    /// Says of a party that went in this run where its contacts and documents went, if all of them went to one.
    pub(super) async fn follow_merges(&mut self) -> Result<()> {
        if self.dry {
            return Ok(());
        }
        let now = self.now();
        let tx = self.space.begin().await?;
        let sql = "SELECT p.id, p.version, p.updated_at, o.source_row FROM origin o JOIN party p ON p.id = o.local_id
                   WHERE o.source_id = $1 AND o.source_table = 'societe' AND o.last_run = $2 AND p.gone_at IS NOT NULL AND p.merged_into IS NULL";
        let gone: Vec<Gone> = tx.list(sql, args![self.source, self.run]).await?;
        if gone.is_empty() {
            return Ok(());
        }
        let sql = "SELECT before_image FROM import_before WHERE run_id = $1 AND row_key = 'changed' AND table_name IN ('contact', 'propal', 'commande', 'facture')";
        let moved = moves(&tx.list::<String>(sql, args![self.run]).await?);
        let mut sets = Vec::new();
        for (party, version, updated_at, row) in gone {
            let Some(into) = moved.get(&party).filter(|into| into.len() == 1).and_then(BTreeSet::first) else { continue };
            sets.push(args![party, *into, version + 1]);
            let origin = json!({ "row": row, "fingerprint": "", "run": self.run });
            let image = json!({ "id": party, "version": version, "updated_at": updated_at, "columns": { "merged_into": [Json::Null, into] }, "origin": origin });
            self.befores.note(PARTY.key(), Act::Changed, image);
        }
        tx.execute_many("UPDATE party SET merged_into = $2, version = $3 WHERE id = $1", sets).await?;
        self.flush(&tx, now).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// To which parties something went from each, as before-images tell.
fn moves(images: &[String]) -> HashMap<Uuid, BTreeSet<Uuid>> {
    let mut moves: HashMap<Uuid, BTreeSet<Uuid>> = HashMap::new();
    for image in images.iter().flat_map(|images| serde_json::from_str::<Vec<Json>>(images).unwrap_or_default()) {
        let both = &image["columns"]["party_id"];
        if let (Some(from), Some(to)) = (id(&both[0]), id(&both[1])) {
            moves.entry(from).or_default().insert(to);
        }
    }
    moves
}
