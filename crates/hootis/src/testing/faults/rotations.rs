//! `kill -9` while the key of a space is changed and the space is used: then everything opens, and no old key opens anything.

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::future::BoxFuture;
use hootis_policy::data;
use hootis_space::{Conn as _, DbError, DbKey, Durability, Keys, Spaces, Store, args};
use hootis_vault::{SpaceKey, SpaceKeys};
use uuid::Uuid;

use super::process::{PATIENCE, run};
use super::signups::Company;
use super::{Browser, Place, Running, said};
use crate::app::App;
use crate::migrations;
use crate::platform::spaces;

/// Changes of key that have to be cut off in their middle, and rounds in which that may be tried.
const CUT_OFF: usize = 4;
const ROUNDS: usize = 40;

const VALUES: usize = 1_500;
const FILES: usize = 10;
const FILE_BYTES: usize = 300_000;

/// Fills a space with sealed values and files.
async fn furnish(app: &App, id: Uuid) {
    let (space, keys) = (spaces::open(app, id).await.expect("it opens"), app.keys_of(id).await.expect("keys"));
    let rows = (0..VALUES).map(|n| {
        let holder = Uuid::now_v7();
        args![holder, keys.secrets().seal(&place_of(holder), format!("seed {n}").as_bytes())]
    });
    let sql = "INSERT INTO factor (holder_id, sealed_secret, last_step, created_at, updated_at) VALUES ($1, $2, 7, 1, 1)";
    space.execute_many(sql, rows.collect()).await.expect("sealed values");
    let folder = app.data().join("files").join(id.to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    for _ in 0..FILES {
        let file = std::fs::File::create(folder.join(format!("upload-{}.age", Uuid::now_v7()))).expect("a file");
        let mut sealed = keys.files().seal_writer(file).expect("a writer");
        std::io::Write::write_all(&mut sealed, &vec![b'x'; FILE_BYTES]).expect("written");
        sealed.finish().expect("its end");
    }
}

fn place_of(holder: Uuid) -> String {
    data::place("factor", "sealed_secret", &holder.to_string())
}

/// Notes the keys that a space has now; whether there are two.
async fn remember(app: &App, id: Uuid, seen: &mut BTreeMap<String, Arc<SpaceKey>>) -> bool {
    let (current, previous) = spaces::wrapped_keys(app.platform(), id).await.expect("keys");
    let is_half_changed = previous.is_some();
    for wrapped in [Some(current), previous].into_iter().flatten() {
        let key = app.keys().unwrap(&wrapped, id).expect("it opens");
        seen.insert(key.id().to_string(), Arc::new(key));
    }
    is_half_changed
}

/// Adds contacts for as long as the server answers, and notes those that it acknowledged. Whoever is in the way of a change
/// of key may be told so; nothing fails.
async fn work(office: &Browser, saved: &mut Vec<String>) -> std::io::Result<()> {
    loop {
        let form = office.try_get("/admin/contacts/nouveau").await?;
        assert!([200, 503].contains(&form.status), "{}\n{}", form.head, form.body);
        let (id, name) = (Uuid::now_v7().to_string(), format!("Martin{}", saved.len()));
        let answer = office.try_post("/admin/contacts/nouveau", &[("id", &id), ("last_name", &name), ("anyway", "1")]).await?;
        assert!([303, 503].contains(&answer.status), "{}\n{}", answer.head, answer.body);
        if answer.status == 303 {
            saved.push(name);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_key_that_is_killed_again_and_again_ends_by_itself_and_no_old_key_opens_anything() {
    let place = Place::new();
    let mut server = Running::start(&place).await;
    let mut company = Company::new("Menuiserie Roc", server.browser());
    company.sign_up(&place.data()).await.expect("the server answers");
    let mut office = company.enter().await.expect("the server answers");
    let app = place.app().await;
    let id = spaces::find_by_slug(app.platform(), &company.slug).await.expect("an answer").expect("a space").id;
    furnish(&app, id).await;
    let (mut seen, mut saved) = (BTreeMap::new(), Vec::new());
    remember(&app, id, &mut seen).await;
    let started = Instant::now();
    said(&run(place.command(&["keys", "rotate-space", &company.slug])).await);
    let length = u32::try_from(started.elapsed().as_millis()).expect("not that long");
    let (mut cut_off, mut round) = (0, 0);
    while cut_off < CUT_OFF {
        assert!(round < ROUNDS, "{cut_off} of {ROUNDS} kills came in time");
        let mut change = place.command(&["keys", "rotate-space", &company.slug]);
        let mut change = change.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let moment = Duration::from_millis(u64::from(length / 3 + hootis_vault::random_below(length)));
        tokio::select! { _ = work(&office, &mut saved) => panic!("the server went"), () = tokio::time::sleep(moment) => {} }
        // The server too, now and then: it may be at work on a change that was cut off before.
        if round % 3 == 2 {
            server.kill();
            server = Running::start(&place).await;
            office = office.moved(server.address);
        }
        let _ended_already = change.kill();
        change.wait().expect("it ends");
        cut_off += usize::from(remember(&app, id, &mut seen).await);
        round += 1;
    }
    println!("{cut_off} changes of {round} were cut off within {length} ms; {} keys, {} contacts", seen.len(), saved.len());
    let until = Instant::now() + PATIENCE;
    while remember(&app, id, &mut seen).await {
        assert!(Instant::now() < until, "nobody went on with a change that was cut off");
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let keys = app.keys_of(id).await.expect("keys");
    let current = keys.current().id().to_string();
    everything_opens(&app, id, &keys).await;
    let space = spaces::open(&app, id).await.expect("it opens");
    let names: Vec<String> = space.list("SELECT last_name FROM contact", args![]).await.expect("contacts");
    for name in &saved {
        assert!(names.contains(name), "{name} was acknowledged");
    }
    // A change that goes on has the key that was noted when it began: there may be fewer than kills.
    assert!(!saved.is_empty() && seen.len() > 2);
    // What is on the disk now, as somebody would steal it.
    server.terminate().await;
    drop(space);
    for (name, key) in seen.into_iter().filter(|(name, _)| *name != current) {
        opens_nothing(&app, id, &name, key).await;
    }
}

/// All that was sealed, with the keys as they are now.
async fn everything_opens(app: &App, id: Uuid, keys: &SpaceKeys) {
    let space = spaces::open(app, id).await.expect("it opens");
    let values = sealed_values(&space).await;
    assert_eq!(values.len(), VALUES);
    for (holder, sealed) in values {
        assert!(keys.secrets().open(&place_of(holder), &sealed).expect("it opens").starts_with(b"seed "));
    }
    let files = sealed_files(app.data(), id);
    assert_eq!(files.len(), FILES);
    for file in files {
        let mut plain = Vec::new();
        keys.files().open_reader(&*file).expect("it opens").read_to_end(&mut plain).expect("all of it");
        assert_eq!(plain.len(), FILE_BYTES);
    }
    assert_eq!(keys.databases().len(), 1, "a key before is left");
}

async fn opens_nothing(app: &App, id: Uuid, name: &str, key: Arc<SpaceKey>) {
    let space = spaces::open(app, id).await.expect("it opens");
    for (holder, sealed) in sealed_values(&space).await {
        assert!(key.secrets().open(&place_of(holder), &sealed).is_err(), "the old key {name} opens a value");
    }
    for file in sealed_files(app.data(), id) {
        assert!(key.files().open_reader(&*file).is_err(), "the old key {name} opens a file");
    }
    if !space.engine().encrypts_whole_databases() {
        return;
    }
    drop(space);
    let copy = tempfile::tempdir().expect("a folder");
    for path in app.spaces().files(id).into_iter().filter(|path| path.exists()) {
        std::fs::copy(&path, copy.path().join(path.file_name().expect("a name"))).expect("a copy");
    }
    let store = Store::Files { folder: copy.path().to_owned(), durability: Durability::Relaxed };
    let opened = Spaces::new(store, migrations::SPACE, 1, Arc::new(Only(key))).open(id).await.map(drop);
    assert!(matches!(opened, Err(DbError::WrongKey)), "the old key {name} opens the database: {opened:?}");
}

async fn sealed_values(space: &impl hootis_space::Conn) -> Vec<(Uuid, Vec<u8>)> {
    space.list("SELECT holder_id, sealed_secret FROM factor WHERE last_step = 7", args![]).await.expect("values")
}

fn sealed_files(data: &Path, id: Uuid) -> Vec<Vec<u8>> {
    let entries = std::fs::read_dir(data.join("files").join(id.to_string())).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.filter(|path| path.extension().is_some_and(|end| end == "age")).map(|path| std::fs::read(path).expect("a file")).collect()
}

/// One key, whatever the space.
struct Only(Arc<SpaceKey>);

impl Keys for Only {
    fn of(&self, _: Uuid) -> BoxFuture<'static, Result<Vec<DbKey>, DbError>> {
        let key = DbKey::new(self.0.database().expose());
        Box::pin(async { Ok(vec![key]) })
    }
}
