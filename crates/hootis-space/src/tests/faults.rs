use std::path::Path;
use std::process::Command;

use super::{INSERT, Lab, MIGRATIONS, id, key, keys, named, names, setting};
use crate::{Conn, DbError, Durability, Engine, Spaces, Store, args};

/// Looks for `marker` in every file of a folder.
fn in_files(folder: &Path, marker: &[u8]) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let holding = files.filter(|path| std::fs::read(path).unwrap().windows(marker.len()).any(|window| window == marker));
    holding.map(|path| path.display().to_string()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_on_the_disk_is_in_clear() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let marker = "MARKER-of-a-secret-name";
    let sets = (0..3_000).map(|i| args![id(), format!("{marker} {i}")]).collect();
    space.execute_many(INSERT, sets).await.unwrap();
    crate::search::put(&space, "party", vec![(id(), "marker of a secret name".into())]).await.unwrap();
    match lab.store.engine() {
        Engine::Cipher => {
            let files = std::fs::read_dir(lab.folder.path()).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect::<Vec<_>>();
            assert!(files.iter().any(|name| name.ends_with(".db")) && files.iter().any(|name| name.ends_with(".db-wal")), "{files:?}");
            for text in [marker, "marker of a secret", "SQLite format 3", "CREATE TABLE"] {
                assert_eq!(in_files(lab.folder.path(), text.as_bytes()), Vec::<String>::new(), "{text}");
            }
        }
        // There, the cluster's disk is the operator's to encrypt: nothing of it may land in our folder.
        Engine::Postgres => assert_eq!(std::fs::read_dir(lab.folder.path()).unwrap().count(), 0),
    }
    assert_eq!(names(&space).await.len(), 3_000);
}

const CHILD_FOLDER: &str = "HOOTIS_TEST_CHILD_FOLDER";

/// The child: writes until there is no room, and says what it was told.
async fn fill(folder: &str) {
    let store = Store::Files { folder: folder.into(), durability: Durability::Full };
    let spaces = Spaces::new(store, MIGRATIONS, 1, keys());
    let (me, mut kept) = (id(), 0);
    spaces.create(me, key(), vec![named("seed")]).await.unwrap();
    let space = spaces.open(me).await.unwrap();
    let error = loop {
        assert!(kept < 100, "there is room without end");
        let sets = (0..100).map(|i| args![id(), format!("{kept:03}-{i:03}-{:0900}", 0)]).collect();
        match space.execute_many(INSERT, sets).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, DbError::NoRoom), "{error:?}");
    assert_eq!(names(&space).await.len(), 1 + kept * 100, "what was kept can still be read");
    println!("kept {me} {kept}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_full_disk_is_told_and_what_was_saved_stays() {
    if let Some(folder) = setting(CHILD_FOLDER) {
        return fill(&folder).await;
    }
    let lab = Lab::new().await;
    let Store::Files { .. } = lab.store else {
        // A server's disk cannot be filled from here; it can be made to say so.
        let space = lab.space().await;
        let tx = space.begin().await.unwrap();
        let full = tx.script("DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$".to_owned()).await;
        assert!(matches!(full, Err(DbError::NoRoom)), "{full:?}");
        return;
    };
    let test = "tests::faults::a_full_disk_is_told_and_what_was_saved_stays";
    // A process may write files of at most 1 MB (2,048 blocks), and is told so instead of killed.
    let shell = "trap '' XFSZ; ulimit -f 2048; exec \"$0\" --exact \"$1\" --show-output";
    let said = alone(test, shell, lab.folder.path());
    let words: Vec<&str> = said.lines().find_map(|line| line.strip_prefix("kept ")).unwrap_or_else(|| panic!("{said}")).split(' ').collect();
    let kept: usize = words[1].parse().unwrap();
    assert!(kept > 0, "{said}");
    let space = lab.spaces(1).open(words[0].parse().unwrap()).await.unwrap();
    assert_eq!(names(&space).await.len(), 1 + kept * 100);
    space.execute(INSERT, args![id(), "room again"]).await.unwrap();
}

/// Runs one test of this program in a process of its own, and gives what it printed.
fn alone(test: &str, shell: &str, folder: &Path) -> String {
    let child = Command::new("sh").args(["-c", shell]).arg(std::env::current_exe().unwrap()).arg(test).env(CHILD_FOLDER, folder).output();
    String::from_utf8(child.unwrap().stdout).unwrap()
}

/// Memory of this process that is in use, in bytes.
fn memory() -> u64 {
    let pages = std::fs::read_to_string("/proc/self/statm").unwrap();
    pages.split(' ').nth(1).unwrap().parse::<u64>().unwrap() * 4096
}

/// The child: opens 200 spaces of 1 MB, reads all of each, and says what that took.
async fn open_many(folder: &str) {
    let store = Store::Files { folder: folder.into(), durability: Durability::Relaxed };
    let spaces = Spaces::new(store, MIGRATIONS, 200, keys());
    let first = id();
    spaces.create(first, key(), (0..2_000).map(|i| named(&format!("{i:0400}"))).collect()).await.unwrap();
    let ids: Vec<_> = (0..200).map(|_| id()).collect();
    for id in &ids {
        std::fs::copy(format!("{folder}/{first}.db"), format!("{folder}/{id}.db")).unwrap();
    }
    let (before, mut open) = (memory(), Vec::new());
    for id in ids {
        open.push(spaces.open(id).await.unwrap());
    }
    for space in &open {
        assert_eq!(space.get::<i64>("SELECT SUM(length(name)) FROM thing", args![]).await.unwrap(), 800_000);
    }
    println!("took {} MB", memory().saturating_sub(before) / 1_000_000);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn two_hundred_open_spaces_share_a_bounded_memory() {
    if let Some(folder) = setting(CHILD_FOLDER) {
        return open_many(&folder).await;
    }
    let lab = Lab::new().await;
    let Store::Files { .. } = lab.store else {
        // There, an open space is a name: connections are the cluster's, and few.
        let (before, space) = (memory(), lab.space().await);
        let open: Vec<_> = (0..200).map(|_| space.clone()).collect();
        for space in &open {
            assert_eq!(names(space).await.len(), 0);
        }
        assert!(memory().saturating_sub(before) < 150_000_000);
        return;
    };
    let said = alone("tests::faults::two_hundred_open_spaces_share_a_bounded_memory", "exec \"$0\" --exact \"$1\" --show-output", lab.folder.path());
    let took = said.lines().find_map(|line| line.strip_prefix("took ")?.strip_suffix(" MB")?.parse::<u64>().ok());
    let took = took.unwrap_or_else(|| panic!("{said}"));
    assert!(took < 150, "{took} MB");
}
