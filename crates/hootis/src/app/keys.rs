//! The two keys that the application is opened with: the master key's file, and the platform's own under it.

use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};

use futures::future::BoxFuture;
use hootis_space::{DbError, DbKey};
use hootis_vault::{MasterKeys, SpaceKey, SpaceKeys, VaultError};
use uuid::Uuid;

use super::App;
use crate::error::{Error, Result};
use crate::platform::{PlatformDb, spaces};

/// The keys of the spaces, which the platform keeps wrapped under the master key. Held by nobody: unwrapped when
/// asked for.
pub(super) struct Ring {
    platform: PlatformDb,
    path: PathBuf,
    master: RwLock<Arc<MasterKeys>>,
}

impl Ring {
    fn new(platform: PlatformDb, path: PathBuf, master: MasterKeys) -> Self {
        Self { platform, path, master: RwLock::new(Arc::new(master)) }
    }

    /// The master key's file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn master(&self) -> Arc<MasterKeys> {
        Arc::clone(&self.master.read().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn replace(&self, keys: MasterKeys) {
        *self.master.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(keys);
    }

    pub(super) fn reload(&self) -> Result<Arc<MasterKeys>, VaultError> {
        self.replace(MasterKeys::load(&self.path)?);
        Ok(self.master())
    }

    /// The keys of a space; [`DbError::NotFound`] when it was destroyed, [`DbError::WrongKey`] when they were altered.
    pub(super) async fn of_space(&self, id: Uuid) -> Result<SpaceKeys, DbError> {
        let (current, previous) = spaces::wrapped_keys(&self.platform, id).await?;
        let unwrap = |wrapped: &[u8]| match self.master().unwrap(wrapped, id) {
            // Another process has rotated the master key since we read it.
            Err(VaultError::UnknownMasterKey { .. }) => self.reload()?.unwrap(wrapped, id),
            other => other,
        };
        let keys = unwrap(&current).and_then(|current| Ok(SpaceKeys::new(current, previous.as_deref().map(unwrap).transpose()?)));
        keys.map_err(|error| match error {
            VaultError::Tampered => DbError::WrongKey,
            other => DbError::Key(other.to_string()),
        })
    }
}

/// How the store of the spaces asks for keys.
struct Asked(Arc<Ring>);

/// The same for who opens the store without an application.
pub(crate) fn keys_of_spaces(platform: PlatformDb, path: PathBuf, master: MasterKeys) -> Arc<dyn hootis_space::Keys> {
    ring(platform, path, master).1
}

/// The keys, and how the store asks for them.
pub(super) fn ring(platform: PlatformDb, path: PathBuf, master: MasterKeys) -> (Arc<Ring>, Arc<dyn hootis_space::Keys>) {
    let ring = Arc::new(Ring::new(platform, path, master));
    (Arc::clone(&ring), Arc::new(Asked(ring)))
}

impl hootis_space::Keys for Asked {
    fn of(&self, space: Uuid) -> BoxFuture<'static, Result<Vec<DbKey>, DbError>> {
        let ring = Arc::clone(&self.0);
        Box::pin(async move { Ok(ring.of_space(space).await?.databases().iter().map(|key| DbKey::new(key.expose())).collect()) })
    }
}

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
    // The name too, before the master key that opens what had it is forgotten.
    if let Some(folder) = path.parent() {
        tokio::fs::File::open(folder).await?.sync_all().await?;
    }
    Ok(())
}

/// Wraps the platform's key anew under the current master key.
///
/// # Errors
/// When the file cannot be written; the old one is whole then.
pub async fn rewrap_platform_key(app: &App) -> Result<()> {
    write_platform_key(&app.data().join(PLATFORM_KEY), &app.keys().wrap(app.platform_key(), Uuid::nil())).await
}
