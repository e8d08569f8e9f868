//! From an upload that is whole to a file that people see.

use std::fs::File;
use std::io::{Read as _, Seek as _};

use hootis_media::{Film, Hands, Kind, Picture, Refusal, SVG_BYTES, Seen, can_act, see};
use hootis_policy::{limits, plans};
use hootis_space::SpaceDb;
use hootis_vault::{BlockReader, ContentHash};
use uuid::Uuid;

use super::KIND;
use super::queries::brought::{self, Origin};
use super::queries::write::{self, NewBlob, NewMedia};
use super::queries::{read, uploads};
use super::sender::Sender;
use super::store::{Store, View, remove_blobs, remove_upload};
use crate::access::desk::Desk;
use crate::clock::Now;
use crate::error::{Error, OrLog as _, Result};
use crate::space::changes::{self, Actor};
use crate::web::format;

/// What is being kept: whose, what it is called, where it goes.
pub(super) struct Sent {
    /// The upload whose file it is.
    pub(super) id: Uuid,
    pub(super) name: String,
    pub(super) party: Option<Uuid>,
    pub(super) keeps_place: bool,
    /// It goes with a message that is not sent yet, and is called by the id of its upload.
    pub(super) attaches: bool,
    pub(super) by: Sender,
    /// Where it came from, when that was no browser: then no member sent it.
    pub(super) origin: Option<Origin>,
}

/// What was found out about a content.
struct Content {
    seen: Seen,
    hash: [u8; 32],
    size: u64,
    /// A photo, rewritten, and its smaller pictures.
    picture: Option<Picture>,
    film: Film,
}

/// Times that keeping begins anew because an equal content came or went in that moment.
const TRIES: usize = 5;

/// Keeps an upload that is whole; the file that came of it, or why it is not kept. Its lock is held by `locked` until then.
///
/// # Errors
/// `Conflict("media-full")` when the plan has no room for it. Else when it could not be done: then the upload is as it was, and this
/// can be tried again.
pub(super) async fn keep(space: &SpaceDb, desk: &Desk, store: &Store, sent: &Sent, locked: File) -> Result<Result<Uuid, Refusal>> {
    // Somebody else may have kept it while this waited for the lock.
    if let Some(media) = uploads::media_of(space, sent.id).await? {
        return Ok(Ok(media));
    }
    let key = content_key(space, desk).await?;
    let content = match look(space, desk, store, sent, key).await? {
        Ok(content) => content,
        Err(refusal) => {
            forget(space, desk, sent.id).await?;
            return Ok(Err(refusal));
        }
    };
    let content = std::sync::Arc::new(content);
    for _ in 0..TRIES {
        match write_down(space, desk, store, sent, &content).await {
            Err(Error::Conflict("media-again")) => {}
            other => {
                let media = other?;
                let (folder, id) = (desk.folder().await?, sent.id);
                tokio::task::spawn_blocking(move || remove_upload(&folder, id)).await?.or_log("an upload that was kept was not removed");
                drop(locked);
                return Ok(Ok(media));
            }
        }
    }
    Err(Error::Busy)
}

/// Forgets an upload: its file, then its row.
pub(super) async fn forget(space: &SpaceDb, desk: &Desk, id: Uuid) -> Result<()> {
    let folder = desk.folder().await?;
    tokio::task::spawn_blocking(move || remove_upload(&folder, id)).await??;
    uploads::delete(space, id).await
}

/// The key by which equal contents are known, made when the first file comes.
pub(super) async fn content_key(space: &SpaceDb, desk: &Desk) -> Result<zeroize::Zeroizing<Vec<u8>>> {
    let place = |id: Uuid| hootis_policy::data::place("media_key", "sealed_key", &id.to_string());
    if write::find_key(space).await?.is_none() {
        let id = Uuid::now_v7();
        let sealed = desk.sealer().await?.seal(&place(id), &hootis_vault::random_token());
        write::insert_key(space, desk.now(), id, sealed).await?;
    }
    let (id, sealed) = write::find_key(space).await?.ok_or(Error::NotFound)?;
    Ok(desk.sealer().await?.open(&place(id), &sealed)?)
}

/// Finds out what a content is. Who waits for their photo to be read holds nothing of it in memory meanwhile.
///
/// # Errors
/// `Busy` when too many of the space's photos wait already.
async fn look(space: &SpaceDb, desk: &Desk, store: &Store, sent: &Sent, key: zeroize::Zeroizing<Vec<u8>>) -> Result<Result<Content, Refusal>> {
    let (of, id, name) = (store.clone(), sent.id, sent.name.clone());
    let mut looked = match tokio::task::spawn_blocking(move || first_look(&of, id, &name, &key)).await?? {
        Ok(looked) => looked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    if looked.seen.kind == Kind::Photo {
        let Some(place) = Hands::place(space.id().as_u128()).await? else { return Err(Error::Busy) };
        let of = store.clone();
        let bytes = tokio::task::spawn_blocking(move || whole(&of, id)).await??;
        let picture = match desk.hands().picture(place, bytes, sent.keeps_place).await? {
            Ok(picture) => picture,
            Err(refusal) => return Ok(Err(refusal)),
        };
        looked.hash.update(&picture.content);
        looked.size = picture.content.len() as u64;
        looked.picture = Some(picture);
    }
    let Looked { seen, size, hash, film, picture } = looked;
    Ok(Ok(Content { seen, hash: hash.finish(), size, picture, film }))
}

/// All of an upload that is a photo, and so of a size that was looked at.
fn whole(store: &Store, id: Uuid) -> Result<Vec<u8>> {
    let mut reader = BlockReader::open(store.key(), File::open(store.upload(id))?)?;
    let mut bytes = Vec::with_capacity(usize::try_from(reader.length()).unwrap_or(0));
    reader.read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A content that is looked at.
struct Looked {
    seen: Seen,
    size: u64,
    hash: ContentHash,
    film: Film,
    picture: Option<Picture>,
}

/// Reads what needs no decoder: which kind it is, a film's header, the hash of all but photos, which are rewritten first.
fn first_look(store: &Store, id: Uuid, name: &str, key: &[u8]) -> Result<Result<Looked, Refusal>> {
    let mut reader = BlockReader::open(store.key(), File::open(store.upload(id))?)?;
    let size = reader.length();
    let seen = match see(&super::store::head(&mut reader)?, name) {
        Ok(seen) => seen,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let mut looked = Looked { seen, size, hash: ContentHash::new(key), film: Film::default(), picture: None };
    match seen.kind {
        Kind::Photo if size > limits::PHOTO_BYTES => return Ok(Err(Refusal::Heavy)),
        Kind::Photo => return Ok(Ok(looked)),
        Kind::Video => looked.film = Film::read(&mut reader, size)?,
        Kind::Document if seen.media_type == "image/svg+xml" => {
            let mut bytes = Vec::new();
            if size <= SVG_BYTES {
                reader.read_to_end(&mut bytes)?;
            }
            if size > SVG_BYTES || can_act(&bytes) {
                return Ok(Err(Refusal::Active));
            }
        }
        Kind::Document | Kind::Audio => {}
    }
    reader.rewind()?;
    let mut piece = vec![0; hootis_vault::BLOCK];
    loop {
        match reader.read(&mut piece)? {
            0 => return Ok(Ok(looked)),
            count => looked.hash.update(&piece[..count]),
        }
    }
}

/// Writes files and rows; the file that people see.
async fn write_down(space: &SpaceDb, desk: &Desk, store: &Store, sent: &Sent, content: &std::sync::Arc<Content>) -> Result<Uuid> {
    let now = desk.now();
    let media = if sent.attaches { sent.id } else { Uuid::now_v7() };
    let known = write::find_blob(space, content.hash).await?;
    let blob = known.unwrap_or_else(Uuid::now_v7);
    if known.is_none() {
        let (store, content, upload) = (store.clone(), std::sync::Arc::clone(content), sent.id);
        let made = tokio::task::spawn_blocking(move || write_files(&store, upload, blob, &content, now)).await?;
        if made.is_err() {
            remove_new(desk, blob).await?;
        }
        made?;
    }
    let written = write_rows(space, now, sent, content, media, blob, known.is_none()).await;
    // Only what certainly has no row: of a transaction that was cut off at its end nobody knows whether it counts.
    if known.is_none() && matches!(written, Err(Error::Conflict(_))) {
        remove_new(desk, blob).await?;
    }
    written?;
    desk.expect_sweep().await?;
    Ok(media)
}

/// Removes the files of a content that is not kept.
async fn remove_new(desk: &Desk, blob: Uuid) -> Result<()> {
    let folder = desk.folder().await?;
    tokio::task::spawn_blocking(move || remove_blobs(&folder, &[blob]))
        .await?
        .or_log("files of a content that was not kept stay until the next sweep");
    Ok(())
}

/// A photo is sealed as it was rewritten; everything else is the upload itself under another name.
fn write_files(store: &Store, upload: Uuid, blob: Uuid, content: &Content, now: Now) -> Result<()> {
    match &content.picture {
        Some(picture) => {
            store.put(blob, View::Whole, &picture.content, now)?;
            store.put(blob, View::Small, &picture.small, now)?;
            store.put(blob, View::Large, &picture.large, now)?;
        }
        None => store.adopt(upload, blob, now)?,
    }
    store.sync()
}

async fn write_rows(space: &SpaceDb, now: Now, sent: &Sent, content: &Content, media: Uuid, blob: Uuid, is_new: bool) -> Result<()> {
    let tx = space.begin().await?;
    if is_new {
        write::in_turn(&tx).await?;
        let taken = read::used_bytes(&tx).await? + uploads::pending_but(&tx, sent.id).await?;
        if taken.saturating_add(content.size) > plans::TRIAL_PLAN.storage_bytes {
            return Err(Error::Conflict("media-full"));
        }
        let new = NewBlob {
            id: blob,
            hash: content.hash,
            kind: content.seen.kind,
            media_type: content.seen.media_type,
            size_bytes: content.size,
            size: content.picture.as_ref().map(|picture| (picture.width, picture.height)).or(content.film.size),
            duration_ms: content.film.duration_ms,
            has_views: content.picture.is_some(),
        };
        write::insert_blob(&tx, now, &new).await?;
    }
    let taken = content.picture.as_ref().and_then(|picture| picture.taken.as_deref()).and_then(format::camera_time);
    let new = NewMedia {
        id: media,
        blob,
        party: sent.party,
        name: sent.name.clone(),
        // A camera whose clock is ahead does not know the day.
        taken_at: taken.filter(|taken| *taken <= now.0).unwrap_or(now.0),
        by: sent.by.clone(),
        is_unsent: sent.attaches,
    };
    write::insert(&tx, now, &new).await?;
    write::index(&tx, &[media]).await?;
    uploads::end(&tx, now, sent.id, media).await?;
    if let Some(origin) = &sent.origin {
        // The run tells of it, once for all.
        brought::put(&tx, now, origin, media).await?;
    } else if !sent.attaches {
        // What goes with a message is told by the message.
        changes::record(&tx, now, &Actor::member(sent.by.id, &sent.by.name), KIND, media, "created", &[]).await?;
    }
    tx.commit().await?;
    Ok(())
}
