//! The memory of the running program, searched for keys from outside: those of spaces that are not in use are not in it.

use std::collections::BTreeSet;
use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::time::{Duration, Instant};

use hootis_vault::hex;
use memchr::memmem::Finder;
use secrecy::ExposeSecret as _;
use uuid::Uuid;

use super::process::{PATIENCE, run};
use super::signups::Company;
use super::start::make_space;
use super::{Browser, Place, Running, said};
use crate::app::App;
use crate::platform::spaces;
use crate::testing::by_hand::{derived, master_key, unwrapped};

/// Something that may be in a memory, by what it is called.
struct Needle {
    name: String,
    bytes: Vec<u8>,
}

impl Needle {
    fn new(name: &str, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), bytes: bytes.to_vec() }
    }
}

/// Bytes that are read at once, and how far one piece reaches into the next: further than any needle is long.
const PIECE: usize = 4 << 20;
const OVERLAP: usize = 512;

/// Which needles are in the memory that a process can write.
fn found(pid: u32, needles: &[Needle]) -> BTreeSet<String> {
    let maps = std::fs::read_to_string(format!("/proc/{pid}/maps")).expect("the map of a memory");
    let memory = File::open(format!("/proc/{pid}/mem")).expect("a memory");
    let finders: Vec<_> = needles.iter().map(|needle| (Finder::new(&needle.bytes), &needle.name)).collect();
    let (mut names, mut piece) = (BTreeSet::new(), vec![0; PIECE + OVERLAP]);
    for line in maps.lines() {
        let Some((range, rest)) = line.split_once(' ') else { continue };
        let Some((from, to)) = range.split_once('-').filter(|_| rest.starts_with("rw")) else { continue };
        let address = |text| u64::from_str_radix(text, 16).expect("an address");
        let (mut at, end) = (address(from), address(to));
        while at < end {
            let room = usize::try_from(end - at).unwrap_or(usize::MAX).min(piece.len());
            // What cannot be read is no memory of its own: a device, or gone since.
            let Ok(read) = memory.read_at(&mut piece[..room], at) else { break };
            let here = finders.iter().filter(|(finder, _)| finder.find(&piece[..read]).is_some());
            names.extend(here.map(|(_, name)| (*name).clone()));
            at += PIECE as u64;
        }
    }
    names
}

/// The keys of a space in every form that they have: raw, in hexadecimal, as SQLCipher is given them, as age takes them.
async fn keys_of(app: &App, id: Uuid) -> Vec<Needle> {
    let (wrapped, _) = spaces::wrapped_keys(app.platform(), id).await.expect("a wrapped key");
    let key = unwrapped(&master_key(app.master_key_path()), &wrapped, id);
    let mut needles = vec![Needle::new("the key", &key), Needle::new("the key, in hexadecimal", hex(&key).as_bytes())];
    for label in ["database", "files", "secrets", "archives"] {
        let sub = derived(&key, &format!("hootis/v1/{label}"));
        needles.push(Needle::new(label, &sub));
        needles.push(Needle::new(&format!("{label}, in hexadecimal"), hex(&sub).as_bytes()));
        // Clamped, as it is multiplied with.
        needles.push(Needle::new(&format!("{label}, its middle"), &sub[1..31]));
    }
    let identity = app.keys_of(id).await.expect("keys").files().identity_text();
    needles.push(Needle::new("files, as age takes it", identity.expose_secret().as_bytes()));
    needles
}

/// Waits until no needle is left. The worker may be in the space: it looks at promises, and lets go.
async fn gone(server: &Running, needles: &[Needle], why: &str) {
    let until = Instant::now() + PATIENCE;
    loop {
        let left = found(server.pid(), needles);
        if left.is_empty() {
            return;
        }
        assert!(Instant::now() < until, "{why}, and in memory there are still: {left:?}");
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

/// Reads and writes in a space, seals a secret, and sends a file that is sealed and read again.
async fn use_all_keys(office: &Browser) {
    office.get("/admin/contacts/nouveau").await.is(200);
    let id = Uuid::now_v7().to_string();
    office.post("/admin/contacts/nouveau", &[("id", &id), ("last_name", "Martin"), ("anyway", "1")]).await.is(303);
    office.get("/admin/contacts").await.is(200).says("Martin");
    office.send_dump("/admin/dolibarr/depot", "-- MariaDB dump 10.19\n-- Dump completed on 2026-11-23  8:00:00\n").await.is(303);
    let server =
        [("host", "127.0.0.1"), ("port", "3306"), ("base", "dolibarr"), ("user", "lecture"), ("password", "chouette"), ("acknowledged", "1")];
    let until = Instant::now() + PATIENCE;
    // As long as the dump is looked at, nothing else is.
    while office.post("/admin/dolibarr/connexion", &server).await.status != 303 {
        assert!(Instant::now() < until, "the dump is looked at for ever");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_of_spaces_that_are_not_in_use_are_not_in_memory() {
    let place = Place::new();
    // Whoever opens another space closes this one.
    let server = Running::start_with(&place, &["--open-spaces", "1"]).await;
    let mut company = Company::new("Menuiserie Roc", server.browser());
    company.sign_up(&place.data()).await.expect("the server answers");
    let office = company.enter().await.expect("the server answers");
    let other = make_space(&place, "Rival").await;
    let app = place.app().await;
    let id = spaces::find_by_slug(app.platform(), &company.slug).await.expect("an answer").expect("a space").id;
    let keys = keys_of(&app, id).await;
    let is_file = app.spaces().engine().encrypts_whole_databases();
    let in_use = || {
        // The master key is there as long as the program runs: the search finds what is there, on either engine.
        assert_eq!(found(server.pid(), &[Needle::new("master", &master_key(app.master_key_path()))]).len(), 1, "the search does not work");
        is_file.then(|| assert!(found(server.pid(), &keys).contains("database"), "the space is open, and its key is not found"));
    };
    use_all_keys(&office).await;
    office.get("/admin/contacts").await.is(200);
    in_use();
    server.browser().at(&other).get("/admin/connexion").await.is(200);
    gone(&server, &keys, "another space has taken its place").await;
    office.get("/admin/contacts").await.is(200).says("Martin");
    in_use();
    said(&run(place.command(&["space", "close", &company.slug])).await);
    gone(&server, &keys, "the space was closed for its owner").await;
    server.browser().at(&other).get("/admin/connexion").await.is(200);
}

#[tokio::test]
async fn no_core_is_dumped_of_a_server() {
    let place = Place::new();
    let server = Running::start(&place).await;
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.pid())).expect("limits");
    let core: Vec<_> =
        limits.lines().filter(|line| line.starts_with("Max core file size")).flat_map(|line| line.split_whitespace().skip(4)).collect();
    assert_eq!(core[..2], ["0", "0"], "{limits}");
}
