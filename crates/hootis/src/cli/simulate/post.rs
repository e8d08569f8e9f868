//! The relay of a simulated life: what it takes over SMTP it keeps in a folder, a file each time, so that a mail which
//! is handed over twice is there twice. It can be told to refuse.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::net::TcpListener;

use crate::cli::dev_services::smtp::{self, Desk};

/// A relay that takes mails as long as this program lives.
#[derive(Clone)]
pub(super) struct Post(Arc<Inner>);

struct Inner {
    address: SocketAddr,
    folder: PathBuf,
    is_open: AtomicBool,
    /// What it takes is lost.
    is_lossy: AtomicBool,
    taken: AtomicU64,
}

impl Post {
    /// Opens it on a port that is free.
    pub(super) async fn open(folder: PathBuf) -> io::Result<Self> {
        std::fs::create_dir_all(&folder)?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let inner = Inner {
            address: listener.local_addr()?,
            folder,
            is_open: AtomicBool::new(true),
            is_lossy: AtomicBool::new(false),
            taken: AtomicU64::new(0),
        };
        let post = Self(Arc::new(inner));
        tokio::spawn(smtp::serve(listener, post.clone()));
        Ok(post)
    }

    /// Its address, as the program is told it.
    pub(super) fn url(&self) -> String {
        format!("smtp://{}", self.0.address)
    }

    /// Where the mails are.
    pub(super) fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Takes mails from now on, or refuses them.
    pub(super) fn set_open(&self, is_open: bool) {
        self.0.is_open.store(is_open, Ordering::SeqCst);
    }

    /// Loses what it takes from now on, or keeps it: a fault that a test plants.
    #[cfg(test)]
    pub(super) fn set_lossy(&self, is_lossy: bool) {
        self.0.is_lossy.store(is_lossy, Ordering::SeqCst);
    }
}

impl Desk for Post {
    fn is_open(&self) -> bool {
        self.0.is_open.load(Ordering::SeqCst)
    }

    fn take(&self, mail: Vec<u8>) -> io::Result<()> {
        if self.0.is_lossy.load(Ordering::SeqCst) {
            return Ok(());
        }
        let number = self.0.taken.fetch_add(1, Ordering::SeqCst);
        let part = self.0.folder.join(format!("{number:010}.part"));
        std::fs::write(&part, mail)?;
        std::fs::rename(&part, part.with_extension("eml"))
    }
}
