//! The two keys that the application is opened with: the master key's file, and the platform's own under it.

use std::path::Path;

use hootis_vault::{MasterKeys, SpaceKey};
use uuid::Uuid;

use super::App;
use crate::error::{Error, Result};

/// The master keys; made on the first run of an empty data folder, never in place of lost ones.
pub(super) fn master_keys(path: &Path, data: &Path) -> Result<MasterKeys> {
    if path.exists() {
        return MasterKeys::load(path).map_err(Error::internal);
    }
    if data.join(PLATFORM_KEY).exists() {
        return Err(Error::internal(format!("{} is missing, and the data of this folder cannot be read without it: put it back", path.display())));
    }
    MasterKeys::create(path).map_err(Error::internal)
}

/// The file that holds the platform's key under the master key.
const PLATFORM_KEY: &str = "platform.key";

pub(super) async fn platform_key(keys: &MasterKeys, data: &Path) -> Result<SpaceKey> {
    let path = data.join(PLATFORM_KEY);
    match tokio::fs::read(&path).await {
        Ok(wrapped) => keys.unwrap(&wrapped, Uuid::nil()).map_err(|error| Error::internal(format!("{}: {error}", path.display()))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            let key = SpaceKey::generate();
            write_platform_key(&path, &keys.wrap(&key, Uuid::nil())).await?;
            Ok(key)
        }
        Err(error) => Err(error.into()),
    }
}

/// Writes the platform's wrapped key, whole or not at all.
async fn write_platform_key(path: &Path, wrapped: &[u8]) -> Result<()> {
    let part = path.with_extension("part");
    tokio::fs::write(&part, wrapped).await?;
    tokio::fs::File::open(&part).await?.sync_all().await?;
    tokio::fs::rename(part, path).await?;
    Ok(())
}

/// Wraps the platform's key anew under the current master key.
///
/// # Errors
/// When the file cannot be written; the old one is whole then.
pub async fn rewrap_platform_key(app: &App) -> Result<()> {
    write_platform_key(&app.data().join(PLATFORM_KEY), &app.keys().wrap(app.platform_key(), Uuid::nil())).await
}
