//! `kill -9` while the master key is changed beside a server: everything opens, and in the end no old master key opens anything.

use std::collections::BTreeMap;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use hootis_space::{Conn as _, args};
use hootis_vault::MasterKeys;
use uuid::Uuid;

use super::process::{PATIENCE, run};
use super::start::make_space;
use super::{Place, Running, said};

/// Changes that have to be cut off in their middle, and rounds in which that may be tried.
const CUT_OFF: usize = 4;
const ROUNDS: usize = 40;
/// Wrapped keys beside those of real spaces, so that a change has a middle.
const KEYS: usize = 400;

/// How many keys the file holds, and its text.
fn key_file(place: &Place) -> (usize, String) {
    let text = std::fs::read_to_string(place.data().join("master.key")).expect("a key file");
    (text.lines().count(), text)
}

/// Keys of spaces that nobody opens: copies of a space's row under other names.
async fn furnish(place: &Place, slug: &str) {
    let app = place.app().await;
    let id = crate::platform::spaces::find_by_slug(app.platform(), slug).await.expect("an answer").expect("a space").id;
    let rows = (0..KEYS).map(|_| {
        let other = Uuid::now_v7();
        let key = hootis_vault::SpaceKey::generate();
        args![other, format!("x{}", other.simple()), app.keys().wrap(&key, other), id]
    });
    let columns: Vec<&str> =
        hootis_policy::data::table(hootis_policy::data::Database::Platform, "space").expect("declared").columns.iter().map(|c| c.name).collect();
    let others: Vec<&str> = columns.iter().copied().filter(|name| !["id", "slug", "wrapped_key"].contains(name)).collect();
    let others = others.join(", ");
    let sql = format!("INSERT INTO space (id, slug, wrapped_key, {others}) SELECT $1, $2, $3, {others} FROM space WHERE id = $4");
    app.platform().execute_many(&sql, rows.collect()).await.expect("rows");
}

/// Waits until the file holds two keys; none when the change ended before.
async fn is_in_its_middle(place: &Place, change: &mut std::process::Child) -> bool {
    let until = Instant::now() + PATIENCE;
    while Instant::now() < until {
        if key_file(place).0 > 1 {
            return true;
        }
        if change.try_wait().expect("a child").is_some() {
            return false;
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    panic!("a change neither began nor ended")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_the_master_key_that_is_killed_again_and_again_loses_nothing_and_ends() {
    let place = Place::new();
    let slug = make_space(&place, "Acme").await;
    furnish(&place, &slug).await;
    // One space open at a time: a request has to unwrap a key.
    let mut server = Running::start_with(&place, &["--open-spaces", "1"]).await;
    let mut seen = BTreeMap::new();
    let (mut cut_off, mut round) = (0, 0);
    while cut_off < CUT_OFF {
        assert!(round < ROUNDS, "{cut_off} of {ROUNDS} kills came in time");
        let mut change = place.command(&["keys", "rotate-master"]);
        let mut change = change.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        let before = key_file(&place);
        seen.insert(before.1, ());
        if before.0 > 1 || is_in_its_middle(&place, &mut change).await {
            tokio::time::sleep(Duration::from_millis(u64::from(hootis_vault::random_below(60)))).await;
        }
        let _ended_already = change.kill();
        change.wait().expect("it ends");
        let (keys, text) = key_file(&place);
        seen.insert(text, ());
        cut_off += usize::from(keys > 1);
        round += 1;
        server.browser().at(&slug).get("/admin/connexion").await.is(200);
        said(&run(place.command(&["space", "show", &slug])).await);
        if keys > 1 && cut_off == 1 {
            // Who starts it is told.
            server.kill();
            server = Running::start_with(&place, &["--open-spaces", "1"]).await;
            let log = std::fs::read_to_string(place.path("serve.log")).expect("a log");
            assert!(log.contains("a change was cut off") && log.contains("rotate-master"), "{log}");
        }
    }
    said(&run(place.command(&["keys", "rotate-master"])).await);
    let (keys, current) = key_file(&place);
    assert_eq!(keys, 1);
    server.browser().at(&slug).get("/admin/connexion").await.is(200);
    server.terminate().await;
    let app = place.app().await;
    let wrapped: Vec<(Uuid, Vec<u8>)> = app.platform().list("SELECT id, wrapped_key FROM space", args![]).await.expect("keys");
    assert_eq!(wrapped.len(), KEYS + 1);
    let platform = std::fs::read(place.data().join("platform.key")).expect("the platform's key");
    for old in seen.into_keys().flat_map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>()).filter(|line| !current.contains(line)) {
        let old = load(&place.path("old.key"), &old);
        assert!(old.unwrap(&platform, Uuid::nil()).is_err(), "an old master key opens the platform");
        assert!(wrapped.iter().all(|(id, wrapped)| old.unwrap(wrapped, *id).is_err()), "an old master key opens a space");
    }
    let now = load(&place.path("now.key"), current.trim_end());
    assert!(now.unwrap(&platform, Uuid::nil()).is_ok());
    for (id, wrapped) in &wrapped {
        assert!(now.unwrap(wrapped, *id).is_ok(), "a key was lost");
    }
}

/// The key of one line.
fn load(path: &Path, line: &str) -> MasterKeys {
    std::fs::write(path, format!("{line}\n")).expect("a file");
    std::fs::set_permissions(path, Permissions::from_mode(0o600)).expect("its mode");
    MasterKeys::load(path).expect("a key")
}
