//! A space gets another key while it is in use.
//!
//! The new key is noted first, beside the old one: from then on everything new is sealed with it, and what is under
//! either opens. Then the database is encrypted anew at one stroke. Once nobody holds keys any more that they read before
//! ([`crate::app::Held`]), nothing more can come under the old one: sealed values and files are sealed anew one by one,
//! and the old key is forgotten. Cut off at any point, all of it opens, and the worker goes on with it.

use std::time::Duration;

use hootis_policy::data::{self, Database, Protection};
use hootis_policy::journal::Act;
use hootis_space::DbError;
use hootis_vault::{SpaceKey, SpaceKeys};
use uuid::Uuid;

use super::{master, queries, sealed_files};
use crate::app::App;
use crate::error::{OrLog as _, Result};
use crate::platform::journal::{self, Entry};

/// How often it is asked whether those who are in the way have gone.
const STEP: Duration = Duration::from_millis(100);

/// The steps for which SQLite itself has waited before it says that somebody is in the way.
const WAITED: u32 = 50;

/// The steps for which whoever changes a key on the command line waits: five minutes. An upload may take as long.
pub const PATIENCE: u32 = 3_000;

/// What was sealed anew, beside the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Renewed {
    /// Small secrets in columns.
    pub values: u64,
    pub files: u64,
}

/// How a change of key went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Nothing is left under the old key, which is forgotten.
    Done(Renewed),
    /// Somebody reads, writes or sends a file, and did not end in time. Both keys are kept; the worker goes on.
    Waits,
    /// Somebody else is at it in this moment.
    Elsewhere,
}

/// Gives a space another key, or goes on with the change that was cut off. Who is in the way is waited for, so many steps.
///
/// # Errors
/// 404 when there is no space with a key.
pub async fn change_key(app: &App, id: Uuid, patience: u32) -> Result<Change> {
    let Some(_mine) = app.claim_key_change(id).await? else { return Ok(Change::Elsewhere) };
    begin(app, id).await?;
    let keys = app.keys_of(id).await?;
    let (mut is_encrypted_anew, mut waited) = (false, 0);
    loop {
        if !is_encrypted_anew {
            is_encrypted_anew = encrypt_anew(app, id).await?;
        }
        if is_encrypted_anew && app.has_nobody_holding(id).await? {
            break;
        }
        waited += if is_encrypted_anew { 1 } else { WAITED };
        if waited > patience {
            return Ok(Change::Waits);
        }
        tokio::time::sleep(STEP).await;
    }
    let renewed = Renewed { values: renew_values(app, id, &keys).await?, files: sealed_files::renew(app, id, keys.files()).await? };
    queries::delete_previous_key(app.platform(), id).await?;
    journal::note(app, Entry::new(Act::SpaceKeyChanged).space(id).amount(renewed.values + renewed.files)).await;
    Ok(Change::Done(renewed))
}

/// Goes on with every change of key that was cut off; how many came to their end. What fails keeps no other from its turn.
///
/// # Errors
/// When the platform's database refuses.
pub async fn go_on(app: &App) -> Result<usize> {
    let mut ended = 0;
    for id in queries::list_half_changed(app.platform()).await? {
        app.signs().beat("keys");
        let change = change_key(app, id, 0).await.or_log("a change of key that was cut off could not go on");
        ended += usize::from(matches!(change, Some(Change::Done(_))));
    }
    Ok(ended)
}

/// Encrypts the database anew; whether it was done, and nobody reads it as it was before.
async fn encrypt_anew(app: &App, id: Uuid) -> Result<bool> {
    match app.spaces().change_key(id).await {
        Ok(()) => Ok(true),
        Err(DbError::Busy | DbError::InUse) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Notes the new key beside the old one, unless one is noted already.
async fn begin(app: &App, id: Uuid) -> Result<()> {
    let tx = app.platform().begin().await?;
    let wrapped = master::wrap(app, &tx, &SpaceKey::generate(), id).await?;
    queries::update_key(&tx, id, wrapped).await?;
    Ok(tx.commit().await?)
}

/// Seals the values anew that are under the old key; how many were.
async fn renew_values(app: &App, id: Uuid, keys: &SpaceKeys) -> Result<u64> {
    let (space, sealer) = (super::open(app, id).await?, keys.secrets());
    let mut renewed = 0;
    for place in sealed_columns() {
        let mut after = Uuid::nil();
        loop {
            let rows = queries::list_sealed(&space, &place, after).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            let mut old = Vec::new();
            for (row, sealed) in rows {
                let context = data::place(place.table, place.column, &row.to_string());
                if let Some(anew) = sealer.renew(&context, &sealed)? {
                    old.push((row, anew, sealed));
                }
            }
            renewed += queries::update_sealed(&space, &place, old).await?;
        }
    }
    Ok(renewed)
}

/// A column that is sealed with a space's key, in rows that `key` tells apart: what they are bound to.
pub(super) struct Sealed {
    pub(super) table: &'static str,
    pub(super) key: &'static str,
    pub(super) column: &'static str,
}

/// All of them. The first column of their tables is the key.
fn sealed_columns() -> impl Iterator<Item = Sealed> {
    data::tables(Database::Space).iter().flat_map(|table| {
        let key = table.columns.first().map_or("id", |column| column.name);
        let sealed = table.columns.iter().filter(|column| column.protection == Protection::Sealed);
        sealed.map(move |column| Sealed { table: table.name, key, column: column.name })
    })
}
