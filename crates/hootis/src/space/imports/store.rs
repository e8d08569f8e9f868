//! What is confided: the credentials of a server, sealed in their row, and uploaded dumps, sealed in files.

use std::fs::File;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use hootis_dolibarr::{DumpSource, Guard, IpRange, Protection, ServerSource, Source};
use hootis_space::{Conn as _, SpaceDb, args};
use hootis_vault::FileKey;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use tokio::sync::mpsc::Receiver;
use uuid::Uuid;

use super::queries;
use super::run::Run;
use crate::access::desk::Desk;
use crate::app::Held;
use crate::clock::Now;
use crate::error::{Error, Result};

/// Where a server is and how to enter it. The password is in no other place than this and its sealed row.
pub(super) struct Credentials {
    /// `mysql://user@host:port/base`, without the password.
    pub url: String,
    pub password: SecretString,
    /// As whoever confided them chose.
    pub protection: Protection,
}

fn context(source: Uuid) -> String {
    hootis_policy::data::place("import_source", "sealed_url", &source.to_string())
}

impl Credentials {
    /// Seals them for the row of a source. To be held until that is written.
    pub(super) async fn seal(&self, desk: &Desk, source: Uuid) -> Result<Held<Vec<u8>>> {
        let plain = SecretString::from(
            json!({ "url": self.url, "password": self.password.expose_secret(), "protection": self.protection.as_str() }).to_string(),
        );
        Ok(desk.sealer().await?.map(|sealer| sealer.seal(&context(source), plain.expose_secret().as_bytes())))
    }

    /// Opens what was sealed.
    pub(super) async fn open(desk: &Desk, source: Uuid, sealed: &[u8]) -> Result<Self> {
        let plain = desk.sealer().await?.open(&context(source), sealed)?;
        let parts: serde_json::Value = serde_json::from_slice(&plain).map_err(Error::internal)?;
        let part = |name: &str| parts[name].as_str().unwrap_or_default().to_owned();
        let protection = Protection::parse(&part("protection")).unwrap_or_default();
        Ok(Self { url: part("url"), password: part("password").into(), protection })
    }

    /// The server, which a stranger named: public addresses only, and what the operator allows.
    pub(super) fn server(&self, desk: &Desk) -> Result<ServerSource, hootis_dolibarr::DolibarrError> {
        let allowed: Vec<IpRange> = desk.allow_source().iter().filter_map(|range| range.parse().ok()).collect();
        let guard = if desk.allows_any_source() { Guard::Any } else { Guard::PublicOnly { allowed } };
        Ok(ServerSource::parse(&self.url, Some(self.password.clone()), guard)?.protected(self.protection))
    }
}

/// What a run reads; `None` when it is there no more.
pub(super) async fn source_of(desk: &Desk, space: &SpaceDb, run: &Run) -> Result<Option<Source>> {
    if let Some(upload) = run.upload_id {
        let Some(name) = space.find::<String>("SELECT name FROM import_upload WHERE id = $1", args![upload]).await? else { return Ok(None) };
        return dump(desk, upload, name).await;
    }
    let Some(source) = run.source_id else { return Ok(None) };
    let source = queries::get_source(space, source).await?;
    let Some(sealed) = source.sealed_url else { return Ok(None) };
    let credentials = Credentials::open(desk, source.id, &sealed).await?;
    let Ok(server) = credentials.server(desk) else { return Ok(None) };
    desk.call_customer_host(server.host()).await?;
    Ok(Some(Source::Server(server)))
}

/// An uploaded dump, opened as it is read: nothing of it ever lies on the disk in clear.
async fn dump(desk: &Desk, upload: Uuid, name: String) -> Result<Option<Source>> {
    let path = upload_path(&desk.folder().await?, upload);
    if !tokio::fs::try_exists(&path).await? {
        return Ok(None);
    }
    let key = Arc::new(desk.file_key().await?);
    let reopen = move || -> io::Result<Box<dyn io::Read + Send>> {
        let sealed = io::BufReader::new(File::open(&path)?);
        Ok(Box::new(key.open_reader(sealed).map_err(io::Error::other)?))
    };
    Ok(Some(Source::Dump(DumpSource::reopen(name, Arc::new(reopen)))))
}

/// An upload, opened as it is read, and how many bytes were sent about; `None` when it is there no more.
pub(super) async fn open_upload(desk: &Desk, upload: Uuid) -> Result<Option<(Box<dyn io::Read + Send>, u64)>> {
    let (path, key) = (upload_path(&desk.folder().await?, upload), desk.file_key().await?);
    if !tokio::fs::try_exists(&path).await? {
        return Ok(None);
    }
    let file = File::open(&path)?;
    let length = file.metadata()?.len();
    Ok(Some((Box::new(key.open_reader(io::BufReader::new(file)).map_err(io::Error::other)?), length)))
}

/// The sealed file of an upload.
pub(super) fn upload_path(folder: &Path, upload: Uuid) -> PathBuf {
    folder.join(format!("{UPLOAD_START}{upload}.age"))
}

/// How the names of uploads' files begin.
pub(super) const UPLOAD_START: &str = "upload-";

/// Writes what comes from `chunks` into a sealed file; its size. Without an end, nothing stays. The file
/// is dated `now`: that is when its time begins.
///
/// # Errors
/// When the disk refuses, or more came than `most`.
pub(super) fn write_upload(path: &Path, key: &FileKey, mut chunks: Receiver<Bytes>, most: u64, now: Now) -> Result<u64> {
    let part = path.with_extension("part");
    let written = (|| {
        let mut sealed = key.seal_writer(io::BufWriter::new(File::create(&part)?))?;
        let mut size: u64 = 0;
        while let Some(chunk) = chunks.blocking_recv() {
            size += chunk.len() as u64;
            if size > most {
                return Err(Error::TooBig);
            }
            sealed.write_all(&chunk)?;
        }
        let file = sealed.finish()?.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.set_modified(std::time::UNIX_EPOCH + Duration::from_millis(u64::try_from(now.0).unwrap_or(0)))?;
        file.sync_all()?;
        std::fs::rename(&part, path)?;
        Ok(size)
    })();
    if written.is_err() {
        // The reason is told; that the rest is gone as well would add nothing.
        let _gone = std::fs::remove_file(&part);
    }
    written
}

/// Deletes an upload: its file first, so that a row never promises what is not there.
pub(super) async fn delete_upload(desk: &Desk, space: &SpaceDb, upload: Uuid) -> Result<()> {
    remove_file(&upload_path(&desk.folder().await?, upload)).await?;
    space.execute("DELETE FROM import_upload WHERE id = $1", args![upload]).await?;
    Ok(())
}

/// Deletes every upload of a space that was made before an instant.
pub(super) async fn delete_uploads_before(desk: &Desk, space: &SpaceDb, before: Now) -> Result<()> {
    let due: Vec<Uuid> = space.list("SELECT id FROM import_upload WHERE created_at <= $1 ORDER BY id", args![before]).await?;
    for upload in due {
        delete_upload(desk, space, upload).await?;
    }
    Ok(())
}

pub(super) async fn remove_file(path: &Path) -> Result<()> {
    match tokio::fs::remove_file(path).await {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
        _ => Ok(()),
    }
}
