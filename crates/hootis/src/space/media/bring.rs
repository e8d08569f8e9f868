//! Files that come from elsewhere than a browser: sealed as they are read, then kept like any other.

use std::fs::File;
use std::io::Read;

use hootis_media::Refusal;
use hootis_space::SpaceDb;
use hootis_vault::{BLOCK, BlockWriter, ContentHash};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::intake;
use super::keep::{self, Sent};
use super::queries::brought::Origin;
use super::sender::Sender;
use super::store::{Store, remove_upload};
use crate::access::desk::Desk;
use crate::error::{Error, Result};

/// Times that a file is offered while the photos of the space are read.
const OFFERS: u32 = 100;

/// Takes files and keeps them. As long as it is there the key of the space is not changed.
#[derive(Clone)]
pub struct Bringer {
    store: Store,
    key: Zeroizing<Vec<u8>>,
}

/// A file that was read to its end and lies sealed in the folder.
pub struct Brought {
    id: Uuid,
    /// Held until it is kept: nobody sweeps it meanwhile.
    file: Option<File>,
    pub hash: [u8; 32],
    pub size: u64,
}

/// What came of reading a file.
pub enum Taken {
    All(Brought),
    TooMuch,
}

/// What a file is called, whom it is about, who brought it and where it came from.
pub struct About {
    pub name: String,
    pub party: Option<Uuid>,
    pub by: String,
    pub origin: Origin,
}

/// What becomes of it.
pub enum Kept {
    Media(Uuid),
    Refused(Refusal),
}

impl Bringer {
    /// That of the space of a desk.
    ///
    /// # Errors
    /// When the space's key or database refuse.
    pub async fn of(space: &SpaceDb, desk: &Desk) -> Result<Self> {
        Ok(Self { key: keep::content_key(space, desk).await?, store: Store::of(desk).await? })
    }

    /// Reads a file to its end; the disk is waited for.
    ///
    /// # Errors
    /// What the reader says, as an [`std::io::Error`], or the disk: nothing of it stays then.
    pub fn take(&self, from: &mut impl Read, most: u64) -> std::io::Result<Taken> {
        let id = Uuid::now_v7();
        let taken = self.seal(id, from, most);
        if !matches!(taken, Ok(Some(_))) {
            remove_upload(self.store.folder(), id)?;
        }
        Ok(taken?.map_or(Taken::TooMuch, Taken::All))
    }

    fn seal(&self, id: Uuid, from: &mut impl Read, most: u64) -> std::io::Result<Option<Brought>> {
        let file = intake::locked(&self.store, id).map_err(std::io::Error::other)?.ok_or(std::io::ErrorKind::ResourceBusy)?;
        let mut writer = BlockWriter::create(self.store.key(), file).map_err(std::io::Error::other)?;
        let (mut hash, mut piece) = (ContentHash::new(&self.key), vec![0; BLOCK]);
        loop {
            match from.read(&mut piece)? {
                0 => break,
                count if writer.taken() + count as u64 > most => return Ok(None),
                count => {
                    hash.update(&piece[..count]);
                    writer.write(&piece[..count])?;
                }
            }
        }
        let size = writer.taken();
        Ok(Some(Brought { id, file: Some(writer.finish()?), hash: hash.finish(), size }))
    }

    /// Keeps a file and attaches it.
    ///
    /// # Errors
    /// `Conflict("media-full")` when the plan has no room for it; when it could not be done. It is forgotten then.
    pub async fn keep(&self, space: &SpaceDb, desk: &Desk, mut brought: Brought, about: About) -> Result<Kept> {
        let About { name, party, by, origin } = about;
        // No member sent it.
        let by = Sender { id: Uuid::nil(), name: by, is_contact: false };
        let sent = Sent { id: brought.id, name, party, keeps_place: false, attaches: false, by, origin: Some(origin) };
        for offer in 0.. {
            let locked = match brought.file.take() {
                Some(file) => file,
                None => {
                    let (store, id) = (self.store.clone(), brought.id);
                    tokio::task::spawn_blocking(move || intake::locked(&store, id)).await??.ok_or(Error::Busy)?
                }
            };
            match keep::keep(space, desk, &self.store, &sent, locked).await {
                Ok(kept) => return Ok(kept.map_or_else(Kept::Refused, Kept::Media)),
                // Members send photos in this moment, who wait for an answer: this can.
                Err(Error::Busy) if offer < OFFERS => tokio::time::sleep(std::time::Duration::from_millis(200)).await,
                Err(error) => {
                    self.forget(brought).await?;
                    return Err(error);
                }
            }
        }
        Err(Error::Busy)
    }

    /// Forgets a file at once; the disk is waited for.
    ///
    /// # Errors
    /// When it refuses.
    pub fn drop_now(&self, brought: Brought) -> std::io::Result<()> {
        remove_upload(self.store.folder(), brought.id)
    }

    /// Forgets a file that is not kept.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn forget(&self, brought: Brought) -> Result<()> {
        let (folder, id) = (self.store.folder().to_owned(), brought.id);
        Ok(tokio::task::spawn_blocking(move || remove_upload(&folder, id)).await??)
    }
}
