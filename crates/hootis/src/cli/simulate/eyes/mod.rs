//! What is seen from outside: databases, files and mails, read with statements of our own. Nothing here asks
//! the code that is on trial.

mod canaries;
mod mails;
mod rules;
mod sockets;

pub(super) use canaries::{Canary, Found, in_database, in_file};
pub(super) use mails::{Letter, Outbox, quoted_printable};
pub(super) use rules::{Hour, Looked};
#[cfg(test)]
pub(super) use rules::{check_of, checks_of_rules, is_looked_at};
pub(super) use sockets::Lookout;

use std::path::PathBuf;

use hootis_space::{Cluster, Conn as _, DbKey, Durability, JournalDb, PlatformDb, SpaceDb, Spaces, Store, args};
use hootis_vault::{MasterKeys, Purpose};
use uuid::Uuid;

use super::world::Place;
use crate::error::{Error, Result};
use crate::migrations;

/// Everything that can be read of a simulated Hootis.
pub(super) struct Eyes {
    place: Place,
    pub platform: PlatformDb,
    pub journal: JournalDb,
    spaces: Spaces,
}

/// Where a sample of a database is taken: in a page that is not written again at every turn.
const SAMPLE_AT: usize = 5 * 4096 + 100;
const SAMPLE_BYTES: usize = 48;

/// A space, as its row says.
#[derive(Clone, Debug)]
pub(super) struct SpaceRow {
    pub id: Uuid,
    pub slug: String,
    pub state: String,
    /// Since when it is in this state.
    pub since: i64,
    pub wrapped_key: Option<Vec<u8>>,
}

impl Eyes {
    /// Opens the databases of a Hootis that has started once.
    pub(super) async fn open(place: Place) -> Result<Self> {
        let keys = MasterKeys::load(&place.data.join("master.key"))?;
        let platform_key = keys.unwrap(&std::fs::read(place.data.join("platform.key"))?, Uuid::nil())?;
        let cluster = match &place.server {
            Some(url) => Some(Cluster::connect(url, 4).await.map_err(Error::internal)?),
            None => None,
        };
        let store = |folder: PathBuf| match &cluster {
            Some(cluster) => Store::Cluster(cluster.clone()),
            None => Store::Files { folder, durability: Durability::Relaxed },
        };
        let platform =
            store(place.data.clone()).open_platform(&place.schema, DbKey::new(platform_key.database().expose()), migrations::PLATFORM).await;
        let journal_key = DbKey::new(platform_key.sub(Purpose::Journal).expose());
        let journal = store(place.data.clone()).open_journal(&crate::app::journal_schema(&place.schema), journal_key, migrations::JOURNAL).await;
        let platform = platform.map_err(Error::internal)?;
        let keys = crate::app::keys_of_spaces(platform.clone(), place.data.join("master.key"), keys);
        let spaces = Spaces::new(store(place.data.join("spaces")), migrations::SPACE, 8, keys);
        Ok(Self { platform, journal: journal.map_err(Error::internal)?, spaces, place })
    }

    /// Where the life takes place.
    #[cfg(test)]
    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    /// All spaces, as the platform has them.
    pub(super) async fn spaces(&self) -> Result<Vec<SpaceRow>> {
        let rows = self.platform.query("SELECT id, slug, state, state_since, wrapped_key FROM space ORDER BY id", args![]).await?;
        let rows = rows
            .into_iter()
            .map(|mut row| Ok(SpaceRow { id: row.take()?, slug: row.take()?, state: row.take()?, since: row.take()?, wrapped_key: row.take()? }));
        rows.collect()
    }

    /// The database of a space that has its key.
    pub(super) async fn space(&self, row: &SpaceRow) -> Result<Option<SpaceDb>> {
        if row.wrapped_key.is_none() || !self.spaces.exists(row.id).await? {
            return Ok(None);
        }
        Ok(Some(self.spaces.open(row.id).await?))
    }

    /// Some bytes of the database of a space, as they lie on the disk.
    pub(super) fn sample(&self, id: Uuid) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.place.data.join("spaces").join(format!("{id}.db"))).ok()?;
        bytes.get(SAMPLE_AT..SAMPLE_AT + SAMPLE_BYTES).map(<[u8]>::to_vec)
    }

    /// Forgets what is open: a space may go meanwhile.
    pub(super) fn close(&self, id: Uuid) {
        self.spaces.close(id);
    }

    /// Whether anything of a space's database is left.
    pub(super) async fn has_database(&self, id: Uuid) -> Result<bool> {
        Ok(self.spaces.exists(id).await?)
    }

    /// The names of the files of uploads that a space has, whole or cut off.
    pub(super) fn uploads(&self, id: Uuid) -> std::io::Result<Vec<String>> {
        let entries = match std::fs::read_dir(self.files_of(id)) {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(error),
        };
        let names: std::io::Result<Vec<String>> = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned())).collect();
        Ok(names?.into_iter().filter(|name| name.starts_with("upload-")).collect())
    }

    /// Where the files of a space are.
    pub(super) fn files_of(&self, id: Uuid) -> PathBuf {
        self.place.data.join("files").join(id.to_string())
    }

    /// Every file of the data folder, and the log.
    pub(super) fn files(&self) -> std::io::Result<Vec<PathBuf>> {
        let (mut folders, mut files) = (vec![self.place.data.clone()], vec![self.place.log()]);
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder)? {
                let path = entry?.path();
                if path.is_dir() { folders.push(path) } else { files.push(path) }
            }
        }
        files.retain(|path| path.is_file());
        Ok(files)
    }
}
