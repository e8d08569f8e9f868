//! A space gets another key while it is in use.
//!
//! The new key is noted first, beside the old one: from then on everything new is sealed with it, and what is under
//! either opens. Then the database is encrypted anew at one stroke, and sealed values and files one by one. When nothing is
//! left under the old key, it is forgotten. Cut off at any point, all of it opens, and running it again goes on.

use std::path::{Path, PathBuf};
use std::time::Duration;

use hootis_policy::data::{self, Database, Protection};
use hootis_policy::journal::Act;
use hootis_space::{Conn as _, Value, args};
use hootis_vault::{FileKey, SpaceKey, SpaceKeys, VaultError};
use uuid::Uuid;

use super::{remains, wrapped_keys};
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};

/// How long somebody who had read an old key just before it was replaced may still be sealing or wrapping with it.
pub const LAST_LOOK: Duration = Duration::from_secs(2);

/// How often a file that is still being written under the old key is waited for.
const PATIENCE: u32 = 150;

/// What was sealed anew, beside the database.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Renewed {
    /// Small secrets in columns.
    pub values: u64,
    pub files: u64,
}

/// The spaces whose change of key was cut off, and have two.
///
/// # Errors
/// When the database refuses.
pub async fn list_half_changed(app: &App) -> Result<Vec<Uuid>> {
    Ok(app.platform().list("SELECT id FROM space WHERE previous_key IS NOT NULL ORDER BY id", args![]).await?)
}

/// Gives a space another key, or goes on with the change that was cut off.
///
/// # Errors
/// 404 when there is no space with a key; a conflict when an upload does not end: its key is kept until it does.
pub async fn change_key(app: &App, id: Uuid) -> Result<Renewed> {
    begin(app, id).await?;
    let mine = app.keys_of(id).await?;
    app.spaces().change_key(id).await?;
    let mut renewed = Renewed::default();
    for look in 0.. {
        renewed.values += renew_values(app, id, &mine).await?;
        let (files, busy) = renew_files(app, id, mine.files()).await?;
        renewed.files += files;
        if look > 0 && !busy {
            break;
        }
        if look > PATIENCE {
            return Err(Error::Conflict("keys-busy"));
        }
        tokio::time::sleep(LAST_LOOK).await;
    }
    end(app, id, &mine).await?;
    journal::note(app, Entry::new(Act::SpaceKeyChanged).space(id).amount(renewed.values + renewed.files)).await;
    Ok(renewed)
}

/// Notes the new key beside the old one, unless one is noted already.
async fn begin(app: &App, id: Uuid) -> Result<()> {
    let anew = app.reload_keys()?.wrap(&SpaceKey::generate(), id);
    let sql = "UPDATE space SET previous_key = wrapped_key, wrapped_key = $2
               WHERE id = $1 AND previous_key IS NULL AND wrapped_key IS NOT NULL AND state NOT IN ('pending', 'destroyed')";
    app.platform().execute(sql, args![id, anew]).await?;
    Ok(())
}

/// Forgets the old key; not when somebody else has begun another change meanwhile.
async fn end(app: &App, id: Uuid, mine: &SpaceKeys) -> Result<()> {
    let (_, previous) = wrapped_keys(app.platform(), id).await?;
    if app.keys_of(id).await?.current().id() == mine.current().id() {
        let sql = "UPDATE space SET previous_key = NULL WHERE id = $1 AND previous_key = $2";
        app.platform().execute(sql, args![id, Value::from(previous)]).await?;
    }
    Ok(())
}

/// Seals the values anew that are under the old key; how many were.
async fn renew_values(app: &App, id: Uuid, keys: &SpaceKeys) -> Result<u64> {
    let (space, sealer) = (super::open(app, id).await?, keys.secrets());
    let mut renewed = 0;
    for Sealed { table, key, column } in sealed_columns() {
        let rows: Vec<(Uuid, Vec<u8>)> = space.list(&format!("SELECT {key}, {column} FROM {table} WHERE {column} IS NOT NULL"), args![]).await?;
        for (row, sealed) in rows {
            if let Some(anew) = sealer.renew(&data::place(table, column, &row.to_string()), &sealed)? {
                // Only if nobody has written another meanwhile: that one is under the new key.
                let sql = format!("UPDATE {table} SET {column} = $2 WHERE {key} = $1 AND {column} = $3");
                renewed += space.execute(&sql, args![row, anew, sealed]).await?;
            }
        }
    }
    Ok(renewed)
}

/// A column that is sealed with a space's key, in rows that `key` tells apart: what they are bound to.
struct Sealed {
    table: &'static str,
    key: &'static str,
    column: &'static str,
}

/// All of them. The first column of their tables is the key.
fn sealed_columns() -> impl Iterator<Item = Sealed> {
    data::tables(Database::Space).iter().flat_map(|table| {
        let key = table.columns.first().map_or("id", |column| column.name);
        let sealed = table.columns.iter().filter(|column| column.protection == Protection::Sealed);
        sealed.map(move |column| Sealed { table: table.name, key, column: column.name })
    })
}

/// Seals the files anew that are under the old key; how many were, and whether one is still being written.
async fn renew_files(app: &App, id: Uuid, key: FileKey) -> Result<(u64, bool)> {
    let folder = remains::files(app, id);
    tokio::task::spawn_blocking(move || {
        let (mut renewed, mut busy) = (0, false);
        for path in files_in(&folder)? {
            match renew_file(&path, &key) {
                Ok(true) => renewed += 1,
                Ok(false) => {}
                // It went while it was looked at.
                Err(VaultError::Stream(error)) if error.kind() == std::io::ErrorKind::NotFound => {}
                // Its end is not there yet.
                Err(VaultError::Tampered) if is_unfinished(&path) => busy = true,
                Err(error) => return Err(Error::internal(format!("{}: {error}", path.display()))),
            }
        }
        Ok((renewed, busy))
    })
    .await?
}

fn files_in(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<std::io::Result<Vec<_>>>()?;
    Ok(paths.into_iter().filter(|path| path.extension().is_none_or(|end| end != RENEWED)).collect())
}

/// How the names of files end that are being sealed anew.
const RENEWED: &str = "renewed";

/// Uploads have that name until their end was written.
fn is_unfinished(path: &Path) -> bool {
    path.extension().is_some_and(|end| end == "part")
}

/// Seals one file anew if it is under the old key. It keeps its date: its time goes on.
fn renew_file(path: &Path, key: &FileKey) -> Result<bool, VaultError> {
    let file = std::fs::File::open(path)?;
    if !key.is_previous(&file)? {
        return Ok(false);
    }
    if is_unfinished(path) {
        return Err(VaultError::Tampered);
    }
    let dated = file.metadata()?.modified()?;
    let part = path.with_extension(RENEWED);
    let mut plain = key.open_reader(std::fs::File::open(path)?)?;
    let mut sealed = key.seal_writer(std::io::BufWriter::new(std::fs::File::create(&part)?))?;
    std::io::copy(&mut plain, &mut sealed)?;
    let written = sealed.finish()?.into_inner().map_err(std::io::IntoInnerError::into_error)?;
    written.set_modified(dated)?;
    written.sync_all()?;
    std::fs::rename(&part, path)?;
    Ok(true)
}
