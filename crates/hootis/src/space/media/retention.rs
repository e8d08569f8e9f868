//! How long what is in the trash stays, and what never came to its end: for the retention engine, which asks a space.

use std::path::Path;

use hootis_space::{Conn as _, SpaceDb, args};
use uuid::Uuid;

use super::queries::{attached, uploads, write};
use super::store::{Lying, Owner, lying, remove_blobs, remove_unless_held, upload_path};
use crate::clock::Now;
use crate::error::Result;

/// How many, and when the event of the earliest of all was.
pub type Counted = (i64, Option<i64>);

/// Files that were put in the trash before an instant.
///
/// # Errors
/// When the space cannot be read.
pub async fn count_trashed(space: &SpaceDb, before: Now) -> Result<Counted> {
    let sql = "SELECT (SELECT COUNT(*) FROM media WHERE deleted_at <= $1), (SELECT MIN(deleted_at) FROM media WHERE deleted_at IS NOT NULL)";
    Ok(space.get(sql, args![before]).await?)
}

/// Deletes them for good: rows first, so that none promises what is not there, then files.
///
/// # Errors
/// When one could not be.
pub async fn delete_trashed(space: &SpaceDb, folder: &Path, before: Now, most: u32) -> Result<u64> {
    let ids = write::in_trash_until(space, before, most).await?;
    delete(space, folder, &ids).await?;
    Ok(ids.len() as u64)
}

/// Deletes files that are in the trash, or go with nothing, for good.
pub(super) async fn delete(space: &SpaceDb, folder: &Path, ids: &[Uuid]) -> Result<()> {
    let tx = space.begin().await?;
    let blobs = write::delete(&tx, ids).await?;
    tx.commit().await?;
    let folder = folder.to_owned();
    tokio::task::spawn_blocking(move || remove_blobs(&folder, &blobs)).await??;
    Ok(())
}

/// Uploads that nothing came for since an instant, files whose message was never sent, and what a crash left behind before it.
///
/// # Errors
/// When the space or its folder cannot be read.
pub async fn count_left(space: &SpaceDb, folder: &Path, before: Now) -> Result<Counted> {
    let (rows, first) = uploads::count_old(space, before).await?;
    let (unsent, unsent_first) = attached::count_unsent(space, before).await?;
    let left = orphans(space, folder).await?;
    let due = left.iter().filter(|file| file.written <= before.0).count();
    let earliest = left.iter().map(|file| file.written).chain(first).chain(unsent_first).min();
    Ok((rows + unsent + i64::try_from(due).unwrap_or(i64::MAX), earliest))
}

/// Deletes them: the file of an upload before its row. One that is being sent in this moment is left alone.
///
/// # Errors
/// When one could not be.
pub async fn delete_left(space: &SpaceDb, folder: &Path, before: Now, most: u32) -> Result<u64> {
    let unsent = attached::list_unsent_until(space, before, most).await?;
    delete(space, folder, &unsent).await?;
    let mut gone = unsent.len() as u64;
    for id in uploads::list_old(space, before, most).await? {
        let path = upload_path(folder, id);
        if tokio::task::spawn_blocking(move || remove_unless_held(&path)).await?? {
            uploads::delete(space, id).await?;
            gone += 1;
        }
    }
    let left: Vec<Lying> = orphans(space, folder).await?.into_iter().filter(|file| file.written <= before.0).take(most as usize).collect();
    gone += tokio::task::spawn_blocking(move || {
        left.iter().try_fold(0, |gone, file| Ok::<_, std::io::Error>(gone + u64::from(remove_unless_held(&file.path)?)))
    })
    .await??;
    Ok(gone)
}

/// Files that no row names.
async fn orphans(space: &SpaceDb, folder: &Path) -> Result<Vec<Lying>> {
    let folder = folder.to_owned();
    // The folder before the rows: what is written down meanwhile is in both.
    let mut all = tokio::task::spawn_blocking(move || lying(&folder)).await??;
    if all.is_empty() {
        return Ok(all);
    }
    let blobs: std::collections::HashSet<Uuid> = space.list("SELECT id FROM media_blob", args![]).await?.into_iter().collect();
    let sending: std::collections::HashSet<Uuid> =
        space.list("SELECT id FROM media_upload WHERE media_id IS NULL", args![]).await?.into_iter().collect();
    all.retain(|file| match file.owner {
        Owner::Blob(id) => !blobs.contains(&id),
        Owner::Upload(id) => !sending.contains(&id),
        Owner::Nobody => true,
    });
    Ok(all)
}
