//! Forms whose contents must arrive and be nowhere: a word that nobody else writes goes through them.
//!
//! They are the real forms, on the real databases and files; only the relay is one in memory.

use std::net::{IpAddr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use axum::http::HeaderMap;
use hootis_policy::data::{self, Database};
use hootis_space::shape;
use uuid::Uuid;

use super::{Eyes, Finding};
use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::mail::{Letter, Transport};
use crate::platform::contact::{self, ContactForm};
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;
use crate::platform::partners::{self, RequestForm};
use crate::web::form::Form;
use crate::web::i18n::Lang;
use crate::web::visit::{Arrival, Surface, Visit};

/// The first bytes of a file that are looked at: what the form takes is smaller.
const FILE_BYTES: u64 = 4 * 1024 * 1024;

/// C2: what is written in the contact form reaches its mailbox, and is recorded nowhere.
pub(in super::super) async fn c2(eyes: &Eyes) -> Result<Finding> {
    c2_with(eyes, &word()).await
}

/// The same with a word that is given.
pub(in super::super) async fn c2_with(eyes: &Eyes, word: &str) -> Result<Finding> {
    if let Some(table) = strange_tables(eyes).await?.first() {
        return Ok(Finding::bad(Figure::new("evidence-c2-table").name("place", table)));
    }
    let (visitor, sent) = trial(eyes, "/contact");
    let form = ContactForm {
        name: word.to_owned(),
        email: format!("{word}@example.org"),
        subject: word.to_owned(),
        message: word.to_owned(),
        ..ContactForm::default()
    };
    contact::create(visitor, Form(form)).await?;
    if count(&sent, |letter| letter.text.contains(word)) != 1 {
        return Ok(Finding::bad(Figure::new("evidence-c2-lost")));
    }
    let places = places_of(eyes, word).await?;
    Ok(match places.first() {
        Some(place) => Finding::bad(Figure::new("evidence-c2-recorded").name("place", place).len("n", places.len())),
        None => Finding::good(Figure::new("evidence-c2").len("tables", data::tables(Database::Platform).len())),
    })
}

/// U2: without the tick nothing leaves to a partner; with it one mail does, and nothing of it stays.
pub(in super::super) async fn u2(eyes: &Eyes) -> Result<Finding> {
    u2_with(eyes, &word()).await
}

/// The same with a word that is given.
pub(in super::super) async fn u2_with(eyes: &Eyes, word: &str) -> Result<Finding> {
    let Some(partner) = eyes.app.outreach().partners.first().cloned() else {
        return Ok(Finding::good(Figure::new("evidence-u2-none")));
    };
    let form = RequestForm {
        pays: partner.countries.first().cloned().unwrap_or_default(),
        region: partner.regions.first().cloned().unwrap_or_default(),
        partner: partner.name.clone(),
        name: word.to_owned(),
        email: format!("{word}@example.org"),
        ..RequestForm::default()
    };
    let (visitor, sent) = trial(eyes, "/partenaires");
    partners::create(visitor, Form(form.clone())).await?;
    if count(&sent, |_| true) != 0 {
        return Ok(Finding::bad(Figure::new("evidence-u2-unasked")));
    }
    let (visitor, sent) = trial(eyes, "/partenaires");
    partners::create(visitor, Form(RequestForm { agree: "1".to_owned(), ..form })).await?;
    if count(&sent, |letter| letter.to == partner.email && letter.text.contains(word)) != 1 || count(&sent, |_| true) != 1 {
        return Ok(Finding::bad(Figure::new("evidence-u2-lost")));
    }
    let places = places_of(eyes, word).await?;
    Ok(match places.first() {
        Some(place) => Finding::bad(Figure::new("evidence-u2-recorded").name("place", place).len("n", places.len())),
        None => Finding::good(Figure::new("evidence-u2").len("n", eyes.app.outreach().partners.len())),
    })
}

/// A word that nobody else writes.
fn word() -> String {
    format!("canari-{}", Uuid::now_v7().simple())
}

/// A visitor from an address of the documentation (RFC 3849), whose mails stay in memory.
fn trial(eyes: &Eyes, path: &str) -> (Visitor, Arc<Mutex<Vec<Letter>>>) {
    let sent = Arc::new(Mutex::new(Vec::new()));
    let app = eyes.app.on_trial(Transport::Memory(Arc::clone(&sent)));
    let [.., a, b] = Uuid::now_v7().into_bytes();
    let client = IpAddr::V6(Ipv6Addr::new(0x2001, 0xdb8, u16::from_be_bytes([a, b]), 0, 0, 0, 0, 1));
    let arrival = Arrival {
        surface: Surface::Public,
        slug: None,
        lang: Lang::Fr,
        lang_is_chosen: false,
        client,
        now: eyes.now,
        secure: app.site().scheme == "https",
    };
    let visit = Visit::new(arrival, path, &HeaderMap::new());
    (Visitor { app, visit, account: None, now: eyes.now }, sent)
}

fn count(sent: &Mutex<Vec<Letter>>, which: impl Fn(&Letter) -> bool) -> usize {
    sent.lock().map(|sent| sent.iter().filter(|letter| which(letter)).count()).unwrap_or_default()
}

/// Where a word is found: tables and files of the platform, by name.
async fn places_of(eyes: &Eyes, word: &str) -> Result<Vec<String>> {
    let mut places = Vec::new();
    for table in shape(eyes.app.platform()).await?.iter().filter(|table| !data::is_engine_internal(&table.name)) {
        let texts: Vec<&str> = table.columns.iter().filter(|(_, kind)| kind.starts_with("TEXT")).map(|(name, _)| name.as_str()).collect();
        if !texts.is_empty() && looked::rows_with_word(eyes.app.platform(), &table.name, &texts, word).await? > 0 {
            places.push(table.name.clone());
        }
    }
    let (folder, sought) = (eyes.app.data().to_owned(), word.as_bytes().to_vec());
    places.extend(tokio::task::spawn_blocking(move || files_with(&folder, &sought)).await.map_err(Error::internal)??);
    Ok(places)
}

/// Tables that nobody declared: something could be recorded there.
async fn strange_tables(eyes: &Eyes) -> Result<Vec<String>> {
    let shape = shape(eyes.app.platform()).await?;
    let is_strange = |name: &str| !data::is_engine_internal(name) && data::table(Database::Platform, name).is_none();
    Ok(shape.into_iter().map(|table| table.name).filter(|name| is_strange(name)).collect())
}

/// Files below a folder that hold some bytes. Databases and sealed files are encrypted: nobody finds anything there.
fn files_with(folder: &Path, bytes: &[u8]) -> Result<Vec<String>> {
    let (mut found, mut folders) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(folder) = folders.pop() {
        let entries = match std::fs::read_dir(&folder) {
            // It went while we looked.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            other => other?,
        };
        for entry in entries {
            let path: PathBuf = entry?.path();
            // It went while we looked.
            let Ok(meta) = path.symlink_metadata() else { continue };
            if meta.is_dir() {
                folders.push(path);
            } else if meta.is_file() && !is_encrypted(&path) && holds(&path, bytes)? {
                found.push(path.file_name().unwrap_or_default().to_string_lossy().into_owned());
            }
        }
    }
    Ok(found)
}

fn holds(path: &Path, bytes: &[u8]) -> Result<bool> {
    use std::io::Read as _;
    let mut text = Vec::new();
    std::fs::File::open(path)?.take(FILE_BYTES).read_to_end(&mut text)?;
    Ok(text.windows(bytes.len()).any(|window| window == bytes))
}

fn is_encrypted(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    [".db", ".db-wal", ".db-shm", ".age"].iter().any(|end| name.ends_with(end))
}
