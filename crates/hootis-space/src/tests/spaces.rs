use std::sync::Arc;
use std::time::Duration;

use uuid::Uuid;

use super::{INSERT, Lab, MIGRATIONS, Ring, id, insert, key, keys, named, names};
use crate::{Conn, DbError, Engine, SpaceDb, Spaces, Statement, args};

async fn open(spaces: &Spaces, id: Uuid) -> SpaceDb {
    spaces.open(id).await.unwrap()
}

async fn made(lab: &Lab, spaces: &Spaces, n: usize) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for i in 0..n {
        let id = lab.id();
        spaces.create(id, key(), vec![named(&format!("of space {i}"))]).await.unwrap();
        ids.push(id);
    }
    ids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_space_is_made_with_its_first_rows_and_making_it_again_changes_nothing() {
    let lab = Lab::new().await;
    let (spaces, id) = (lab.spaces(2), lab.id());
    assert!(!spaces.exists(id).await.unwrap());
    spaces.create(id, key(), vec![named("first")]).await.unwrap();
    assert!(spaces.exists(id).await.unwrap());
    spaces.create(id, key(), vec![named("second")]).await.unwrap();
    assert_eq!(names(&open(&spaces, id).await).await, ["first"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_space_whose_first_rows_are_refused_is_not_made() {
    let lab = Lab::new().await;
    let (spaces, id) = (lab.spaces(2), lab.id());
    let seed = vec![named("same"), named("same")];
    assert!(matches!(spaces.create(id, key(), seed).await, Err(DbError::Unique { .. })));
    assert!(!spaces.exists(id).await.unwrap());
    assert!(matches!(spaces.open(id).await.map(|_| ()), Err(DbError::Missing)));
    // A crash may leave as much, or garbage.
    std::fs::write(lab.folder.path().join(format!("{id}.part")), b"garbage").unwrap();
    std::fs::write(lab.folder.path().join(format!("{id}.part-wal")), b"garbage").unwrap();
    spaces.create(id, key(), vec![named("whole")]).await.unwrap();
    assert_eq!(names(&open(&spaces, id).await).await, ["whole"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_space_made_by_many_at_once_is_made_once() {
    let lab = Lab::new().await;
    let id = lab.id();
    let makers = (0..6).map(|i| {
        let spaces = lab.spaces(2);
        tokio::spawn(async move { spaces.create(id, key(), vec![named(&format!("maker {i}")), named("all")]).await })
    });
    for maker in makers.collect::<Vec<_>>() {
        maker.await.unwrap().unwrap();
    }
    assert_eq!(names(&open(&lab.spaces(1), id).await).await.len(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_space_that_was_cancelled_while_made_is_whole_or_not_there() {
    let lab = Lab::new().await;
    for round in 0..12_u64 {
        let (spaces, id) = (lab.spaces(2), lab.id());
        let _cancelled = tokio::time::timeout(Duration::from_millis(round), spaces.create(id, key(), vec![named("a"), named("b")])).await;
        spaces.create(id, key(), vec![named("c")]).await.unwrap();
        let found = names(&open(&spaces, id).await).await;
        assert!(found == ["a", "b"] || found == ["c"], "{found:?}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_space_that_is_not_there_or_emptied_is_not_opened() {
    let lab = Lab::new().await;
    let (spaces, id) = (lab.spaces(2), lab.id());
    assert!(matches!(spaces.open(id).await.map(|_| ()), Err(DbError::Missing)));
    assert!(!spaces.exists(id).await.unwrap(), "opening made it");
    let without = Spaces::new(lab.store.clone(), MIGRATIONS, 2, Ring::of(&[]));
    let other = lab.id();
    spaces.create(other, key(), vec![]).await.unwrap();
    assert!(matches!(without.open(other).await.map(|_| ()), Err(DbError::NotFound)), "a space without a key");
    if lab.store.engine() == Engine::Cipher {
        std::fs::write(lab.folder.path().join(format!("{id}.db")), b"").unwrap();
        assert!(matches!(spaces.open(id).await.map(|_| ()), Err(DbError::WrongKey)));
        std::fs::write(lab.folder.path().join(format!("{id}.db")), vec![b'x'; 8192]).unwrap();
        assert!(matches!(spaces.open(id).await.map(|_| ()), Err(DbError::WrongKey)));
    }
    spaces.destroy(id).await.unwrap();
    spaces.create(id, key(), vec![]).await.unwrap();
    assert!(names(&open(&spaces, id).await).await.is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_wrong_key_opens_nothing_where_the_key_is_what_protects() {
    let lab = Lab::new().await;
    let ids = made(&lab, &lab.spaces(2), 1).await;
    let ring = Ring::of(&[8]);
    let spaces = Spaces::new(lab.store.clone(), MIGRATIONS, 1, ring.clone());
    let wrong = spaces.open(ids[0]).await;
    match lab.store.engine() {
        Engine::Cipher => assert!(matches!(wrong.map(|_| ()), Err(DbError::WrongKey))),
        Engine::Postgres => assert_eq!(names(&wrong.unwrap()).await, ["of space 0"]),
    }
    ring.set(&[7]);
    assert_eq!(names(&open(&spaces, ids[0]).await).await, ["of space 0"], "a refusal is not remembered");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_key_is_asked_once_while_a_space_stays_open() {
    let lab = Lab::new().await;
    let ring = keys();
    let ids = made(&lab, &lab.spaces(2), 3).await;
    let spaces = Spaces::new(lab.store.clone(), MIGRATIONS, 2, ring.clone());
    let (first, again, _other) = (open(&spaces, ids[0]).await, open(&spaces, ids[0]).await, open(&spaces, ids[1]).await);
    assert_eq!(ring.asked(), 2);
    drop((first, again));
    // Two fit: the idle one goes, the one in use stays.
    open(&spaces, ids[2]).await;
    open(&spaces, ids[1]).await;
    assert_eq!(ring.asked(), 3);
    open(&spaces, ids[0]).await;
    assert_eq!(ring.asked(), 4);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_longest_unused_space_is_the_one_that_is_closed() {
    let lab = Lab::new().await;
    let ids = made(&lab, &lab.spaces(2), 3).await;
    let ring = keys();
    let spaces = Spaces::new(lab.store.clone(), MIGRATIONS, 2, ring.clone());
    for i in [0, 1, 0, 2] {
        open(&spaces, ids[i]).await;
    }
    // Nobody has a key any more: what is open still is.
    ring.set(&[]);
    assert!(spaces.open(ids[0]).await.is_ok());
    assert!(spaces.open(ids[1]).await.is_err());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn when_all_are_in_use_the_next_waits_for_one_to_be_left() {
    let lab = Lab::new().await;
    let spaces = Arc::new(lab.spaces(1));
    let ids = made(&lab, &spaces, 2).await;
    let held = open(&spaces, ids[0]).await;
    let mut next = tokio::spawn({
        let (spaces, id) = (Arc::clone(&spaces), ids[1]);
        async move { names(&open(&spaces, id).await).await }
    });
    assert!(tokio::time::timeout(Duration::from_millis(100), &mut next).await.is_err(), "it did not wait");
    drop(held);
    let found = tokio::time::timeout(Duration::from_secs(10), next).await.expect("it waits for ever");
    assert_eq!(found.unwrap(), ["of space 1"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_crowd_that_shares_few_open_spaces_all_gets_through() {
    let lab = Lab::new().await;
    let spaces = Arc::new(lab.spaces(2));
    let ids = made(&lab, &spaces, 6).await;
    let crowd = (0..120).map(|i| {
        let (spaces, id) = (Arc::clone(&spaces), ids[i % 6]);
        tokio::spawn(async move {
            let space = open(&spaces, id).await;
            assert_eq!(names(&space).await, [format!("of space {}", i % 6)]);
        })
    });
    let all = futures::future::join_all(crowd.collect::<Vec<_>>());
    for one in tokio::time::timeout(Duration::from_secs(60), all).await.expect("somebody waits for ever") {
        one.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_destroyed_space_is_gone_at_once_and_for_good() {
    let lab = Lab::new().await;
    let spaces = lab.spaces(2);
    let ids = made(&lab, &spaces, 2).await;
    let kept = open(&spaces, ids[1]).await;
    drop(open(&spaces, ids[0]).await);
    assert!(spaces.size_bytes(ids[0]).await.unwrap() > 4_096);
    spaces.destroy(ids[0]).await.unwrap();
    spaces.destroy(ids[0]).await.unwrap();
    assert!(!spaces.exists(ids[0]).await.unwrap());
    assert_eq!(spaces.size_bytes(ids[0]).await.unwrap(), 0);
    assert!(matches!(spaces.open(ids[0]).await.map(|_| ()), Err(DbError::Missing)));
    assert_eq!(names(&kept).await, ["of space 1"]);
    let left: Vec<_> = std::fs::read_dir(lab.folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains(&ids[0].to_string())), "{left:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_space_grows_with_what_is_put_in_it() {
    let lab = Lab::new().await;
    let spaces = lab.spaces(2);
    let ids = made(&lab, &spaces, 1).await;
    let before = spaces.size_bytes(ids[0]).await.unwrap();
    let space = open(&spaces, ids[0]).await;
    space.execute_many(INSERT, (0..2_000).map(|i| args![id(), format!("{i:0200}")]).collect()).await.unwrap();
    let after = spaces.size_bytes(ids[0]).await.unwrap();
    assert!(after > before + 400_000, "{before} then {after}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn two_processes_may_use_one_store() {
    let lab = Lab::new().await;
    let (serve, command) = (lab.spaces(4), lab.spaces(4));
    let ids = made(&lab, &serve, 1).await;
    let (here, there) = (open(&serve, ids[0]).await, open(&command, ids[0]).await);
    let work = |space: SpaceDb, who: &'static str| {
        tokio::spawn(async move {
            for i in 0..50 {
                let tx = space.begin().await.unwrap();
                insert(&tx, &format!("{who}{i}")).await.unwrap();
                tx.commit().await.unwrap();
            }
        })
    };
    let (one, other) = (work(here.clone(), "serve"), work(there.clone(), "command"));
    one.await.unwrap();
    other.await.unwrap();
    assert_eq!(names(&here).await.len(), 101);
    assert_eq!(names(&here).await, names(&there).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn one_space_never_sees_the_rows_of_another() {
    let lab = Lab::new().await;
    let spaces = lab.spaces(8);
    let ids = made(&lab, &spaces, 4).await;
    for round in 0..3 {
        for (i, id) in ids.iter().enumerate() {
            let space = open(&spaces, *id).await;
            insert(&space, &format!("{i}-{round}")).await.unwrap();
            let found = names(&space).await;
            assert_eq!(found.len(), round + 2);
            assert!(found.iter().all(|name| name.starts_with(&format!("{i}-")) || *name == format!("of space {i}")), "{found:?}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_seed_may_be_any_statements() {
    let lab = Lab::new().await;
    let (spaces, me) = (lab.spaces(1), lab.id());
    let update = Statement { sql: "UPDATE thing SET quantity = $1 WHERE name = $2", args: args![5_i64, "one"] };
    spaces.create(me, key(), vec![named("one"), update]).await.unwrap();
    assert_eq!(open(&spaces, me).await.get::<i64>("SELECT quantity FROM thing", args![]).await.unwrap(), 5);
}
