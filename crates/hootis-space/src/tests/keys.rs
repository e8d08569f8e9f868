//! The key of a file is changed while it is in use.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Lab, MIGRATIONS, Ring, insert, key, named, names};
use crate::connect::{Access, connect};
use crate::{Conn, DbError, DbKey, Durability, Engine, Spaces, Tx, args};

/// Two processes on one store, whose keys are those of the ring.
fn two(lab: &Lab, ring: &Arc<Ring>) -> (Arc<Spaces>, Arc<Spaces>) {
    let one = || Arc::new(Spaces::new(lab.store.clone(), MIGRATIONS, 2, ring.clone()));
    (one(), one())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn who_has_a_space_open_in_another_process_notices_nothing() {
    let lab = Lab::new().await;
    let (ring, id) = (Ring::of(&[7]), lab.id());
    let (ours, theirs) = two(&lab, &ring);
    ours.create(id, key(), vec![named("one")]).await.unwrap();
    let open = theirs.open(id).await.unwrap();
    assert_eq!(names(&open).await, ["one"]);
    let snapshot = open.snapshot().await.unwrap();
    ring.set(&[8, 7]);
    let refused = ours.change_key(id).await;
    if lab.store.engine() == Engine::Cipher {
        assert!(matches!(refused, Err(DbError::InUse)), "what was there before is still read: {refused:?}");
    }
    assert_eq!(names(&snapshot).await, ["one"], "who reads goes on reading");
    drop(snapshot);
    ours.change_key(id).await.unwrap();
    insert(&open, "written with the new key").await.unwrap();
    let tx = open.begin().await.unwrap();
    insert(&tx, "in a transaction").await.unwrap();
    tx.commit().await.unwrap();
    let read = open.read(async |at: &Tx| Ok::<_, DbError>(names(at).await)).await.unwrap();
    assert_eq!(read, ["in a transaction", "one", "written with the new key"]);
    // The old key is forgotten everywhere: nobody needs it.
    ring.set(&[8]);
    assert_eq!(names(&two(&lab, &ring).0.open(id).await.unwrap()).await.len(), 3);
    if lab.store.engine() == Engine::Cipher {
        ring.set(&[7]);
        assert!(matches!(two(&lab, &ring).0.open(id).await.map(|_| ()), Err(DbError::WrongKey)));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_change_is_begun_again_and_done_twice_without_harm() {
    let lab = Lab::new().await;
    let (ring, id) = (Ring::of(&[7]), lab.id());
    let (ours, _) = two(&lab, &ring);
    ours.create(id, key(), vec![named("one")]).await.unwrap();
    // The new key was noted, and the process killed before it changed anything.
    ring.set(&[8, 7]);
    for _ in 0..2 {
        let (after, _) = two(&lab, &ring);
        assert_eq!(names(&after.open(id).await.unwrap()).await, ["one"]);
        after.change_key(id).await.unwrap();
    }
    ring.set(&[8]);
    assert_eq!(names(&two(&lab, &ring).0.open(id).await.unwrap()).await, ["one"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_and_writers_of_two_processes_lose_nothing_while_the_key_changes() {
    let lab = Lab::new().await;
    let (ring, id) = (Ring::of(&[7]), lab.id());
    let (ours, theirs) = two(&lab, &ring);
    ours.create(id, key(), vec![]).await.unwrap();
    let stop = Arc::new(AtomicBool::new(false));
    let workers = [&ours, &theirs, &theirs].map(|spaces| {
        let (spaces, stop, me) = (Arc::clone(spaces), Arc::clone(&stop), super::id());
        tokio::spawn(async move {
            let mut written = 0;
            while !stop.load(Ordering::SeqCst) {
                let open = spaces.open(id).await.unwrap();
                insert(&open, &format!("{me} {written}")).await.unwrap();
                written += 1;
                let seen: i64 = open.get("SELECT COUNT(*) FROM thing", args![]).await.unwrap();
                assert!(seen >= written, "{seen} of {written}");
            }
            written
        })
    });
    for new in 8..12_u8 {
        ring.set(&[new, new - 1]);
        while let Err(error) = ours.change_key(id).await {
            assert!(matches!(error, DbError::InUse | DbError::Busy), "{error}");
        }
        ring.set(&[new]);
    }
    stop.store(true, Ordering::SeqCst);
    let mut written = 0;
    for worker in workers {
        written += worker.await.unwrap();
    }
    let open = two(&lab, &ring).0.open(id).await.unwrap();
    assert_eq!(open.get::<i64>("SELECT COUNT(*) FROM thing", args![]).await.unwrap(), written);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_on_the_disk_opens_with_the_old_key() {
    let lab = Lab::new().await;
    if lab.store.engine() != Engine::Cipher {
        // There no page is encrypted by us.
        return;
    }
    let (ring, id) = (Ring::of(&[7]), lab.id());
    let (ours, _) = two(&lab, &ring);
    let many = (0..2_000).map(|i| named(&format!("{i:0300}"))).collect();
    ours.create(id, key(), many).await.unwrap();
    let before = std::fs::read(lab.folder.path().join(format!("{id}.db"))).unwrap();
    ring.set(&[8, 7]);
    ours.change_key(id).await.unwrap();
    let after = std::fs::read(lab.folder.path().join(format!("{id}.db"))).unwrap();
    let log = std::fs::metadata(lab.folder.path().join(format!("{id}.db-wal"))).map_or(0, |meta| meta.len());
    assert_eq!(log, 0, "the log still holds pages");
    let kept = before.chunks(4096).zip(after.chunks(4096)).skip(1).filter(|(one, other)| one == other).count();
    assert!(before.len() > 500_000 && kept == 0, "{kept} pages were left as they were");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_that_waits_in_vain_for_a_writer_is_told_and_spoils_nothing() {
    let lab = Lab::new().await;
    if lab.store.engine() != Engine::Cipher {
        return;
    }
    let (ring, id) = (Ring::of(&[7]), lab.id());
    let (ours, theirs) = two(&lab, &ring);
    ours.create(id, key(), vec![named("one")]).await.unwrap();
    let (open, other) = (ours.open(id).await.unwrap(), theirs.open(id).await.unwrap());
    let held = other.begin().await.unwrap();
    insert(&held, "of a transaction held open").await.unwrap();
    ring.set(&[8, 7]);
    assert!(matches!(ours.change_key(id).await, Err(DbError::Busy)));
    // Whoever writes meanwhile is told so too, in words of its own.
    assert!(matches!(insert(&open, "too early").await, Err(DbError::Busy)));
    held.commit().await.unwrap();
    insert(&open, "written with the old key").await.unwrap();
    drop((open, other));
    for spaces in [&ours, &theirs] {
        spaces.close(id);
        assert_eq!(names(&spaces.open(id).await.unwrap()).await.len(), 3, "a page was written with a key that the file has not");
    }
    ours.change_key(id).await.unwrap();
    ring.set(&[8]);
    assert_eq!(names(&two(&lab, &ring).0.open(id).await.unwrap()).await.len(), 3);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_wants_to_be_alone_with_a_table_waits_for_those_who_said_that_they_write_to_it() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let among = space.begin().await.unwrap();
    among.among("thing").await.unwrap();
    let alone = tokio::spawn({
        let space = space.clone();
        async move {
            let tx = space.begin().await.unwrap();
            tx.alone_with("thing").await.unwrap();
            let seen = names(&tx).await;
            tx.commit().await.unwrap();
            seen
        }
    });
    insert(&among, "written late").await.unwrap();
    among.commit().await.unwrap();
    assert_eq!(alone.await.unwrap(), ["written late"]);
}

#[test]
fn a_file_that_went_in_this_moment_is_not_made_anew() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("a.db");
    let key = DbKey::new(&[7; 32]);
    for access in [Access::Write, Access::Read] {
        assert!(matches!(connect(&path, &key, Durability::Relaxed, access), Err(DbError::Missing)));
        assert!(!path.exists());
    }
    connect(&path, &key, Durability::Relaxed, Access::Create).expect("it may be made");
    assert!(path.exists());
}
