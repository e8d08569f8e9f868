//! The master key is rotated while the service runs.
//!
//! Whoever wraps a key for a row says in the same transaction that it is among those who write to the table of spaces, and
//! only then reads the key file. The old key leaves that file in a transaction that is alone with the table and has seen
//! that no row names it: whoever wrapped with it before has ended by then, however long that took, and whoever comes
//! after reads a file without it.

use std::time::Duration;

use hootis_policy::journal::Act;
use hootis_space::{DbError, Tx};
use hootis_vault::{KeyId, MasterKeys, SpaceKey};
use uuid::Uuid;

use super::queries;
use crate::app::{App, rewrap_platform_key};
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};

/// How long transactions that write to the table of spaces are waited for.
const PATIENCE: Duration = Duration::from_secs(300);

/// What a rotation came to.
#[derive(Clone, Copy, Debug)]
pub struct Rotated {
    /// What the new master key is called.
    pub id: KeyId,
    /// Keys of spaces that it wraps now.
    pub keys: usize,
}

/// Wraps the key of a space for a row that `tx` writes.
///
/// # Errors
/// When the key file cannot be read.
pub(super) async fn wrap(app: &App, tx: &Tx, key: &SpaceKey, id: Uuid) -> Result<Vec<u8>> {
    tx.among(queries::TABLE).await?;
    Ok(app.reload_keys()?.wrap(key, id))
}

/// Makes a new master key, wraps every key under it, and forgets the old ones. Cut off at any point, the file opens
/// everything, and it goes on when it is run again.
///
/// # Errors
/// When a key cannot be unwrapped, or somebody writes to the table of spaces and does not end: all keys are kept then.
pub async fn rotate(app: &App) -> Result<Rotated> {
    let _mine = app.claim_master_key().await?;
    let path = app.master_key_path();
    let mut keys = MasterKeys::load(path)?;
    let id = keys.add_new(path)?;
    // From here on all keys are in the file: whatever is wrapped under any can be read.
    app.reload_keys()?;
    rewrap_platform_key(app).await?;
    let mut rewrapped = 0;
    loop {
        rewrapped += rewrap(app).await?;
        let tx = tokio::time::timeout(PATIENCE, alone(app)).await.map_err(|_| busy())??;
        if has_another(&tx, &keys).await? {
            // Somebody had wrapped one, and has written it since.
            continue;
        }
        keys.retire_all_but_current(path)?;
        tx.commit().await?;
        break;
    }
    app.reload_keys()?;
    journal::note(app, Entry::new(Act::MasterKeyRotated).amount(rewrapped as u64)).await;
    Ok(Rotated { id, keys: rewrapped })
}

fn busy() -> Error {
    Error::Bad("somebody has been writing to the table of spaces for minutes: all keys are kept; run this again".into())
}

/// A transaction beside which nobody wraps a key.
async fn alone(app: &App) -> Result<Tx> {
    loop {
        match app.platform().begin().await {
            Ok(tx) => {
                tx.alone_with(queries::TABLE).await?;
                return Ok(tx);
            }
            Err(DbError::Busy) => {}
            Err(error) => return Err(error.into()),
        }
    }
}

/// Wraps every key anew that another than the newest master key wraps; how many were.
///
/// # Errors
/// When a key cannot be unwrapped: its row is left as it was.
pub async fn rewrap(app: &App) -> Result<usize> {
    let (keys, mut rewrapped) = (app.keys(), 0);
    for column in queries::WRAPPED {
        let mut after = Uuid::nil();
        loop {
            let rows = queries::list_wrapped(app.platform(), column, after).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            for (id, wrapped) in rows {
                if !keys.is_current(&wrapped)
                    && let Some(anew) = keys.rewrap(&wrapped, id)?
                {
                    rewrapped += queries::update_wrapped(app.platform(), column, id, anew, wrapped).await?;
                }
            }
        }
    }
    Ok(rewrapped)
}

/// Whether a row names another master key than the newest.
async fn has_another(tx: &Tx, keys: &MasterKeys) -> Result<bool> {
    for column in queries::WRAPPED {
        let mut after = Uuid::nil();
        loop {
            let rows = queries::list_wrapped(tx, column, after).await?;
            let Some((last, _)) = rows.last() else { break };
            after = *last;
            if rows.iter().any(|(_, wrapped)| !keys.is_current(wrapped)) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}
