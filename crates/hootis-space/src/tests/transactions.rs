use std::time::Duration;

use super::{INSERT, Lab, id, insert, key, names};
use crate::{Conn, DbError, Tx, Value, args};

fn many(prefix: &str, n: usize) -> Vec<Vec<Value>> {
    (0..n).map(|i| args![id(), format!("{prefix}{i:06}")]).collect()
}

async fn count(conn: &impl Conn) -> i64 {
    conn.get("SELECT COUNT(*) FROM thing", args![]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_transaction_is_kept_by_commit_and_undone_without() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let tx = space.begin().await.unwrap();
    insert(&tx, "lost").await.unwrap();
    assert_eq!(names(&tx).await, ["lost"], "it sees its own writes");
    drop(tx);
    let tx = space.begin().await.unwrap();
    insert(&tx, "kept").await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(names(&space).await, ["kept"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_call_that_is_cancelled_undoes_its_transaction() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let tx = space.begin().await.unwrap();
    insert(&tx, "before").await.unwrap();
    assert!(tokio::time::timeout(Duration::ZERO, tx.execute_many(INSERT, many("n", 5_000))).await.is_err(), "it was not cancelled");
    drop(tx);
    insert(&space, "after").await.unwrap();
    assert_eq!(names(&space).await, ["after"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_commit_that_is_cancelled_is_whole_or_nothing() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    for round in 0..20_usize {
        let before = count(&space).await;
        let tx = space.begin().await.unwrap();
        tx.execute_many(INSERT, many(&format!("r{round}-"), 10)).await.unwrap();
        let _cancelled = tokio::time::timeout(Duration::from_micros(50 * round as u64), tx.commit()).await;
        // A writer waits for whatever is still going on.
        space.execute("UPDATE thing SET quantity = 1", args![]).await.unwrap();
        let grown = count(&space).await - before;
        assert!(grown == 0 || grown == 10, "{grown} of 10 rows");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn statements_that_are_cancelled_leave_their_connections_clean() {
    let lab = Lab::new().await;
    let (spaces, ours, theirs) = (lab.spaces(8), lab.id(), lab.id());
    for id in [ours, theirs] {
        spaces.create(id, key(), vec![]).await.unwrap();
    }
    let (ours, theirs) = (spaces.open(ours).await.unwrap(), spaces.open(theirs).await.unwrap());
    for round in 0..100_u64 {
        let patience = Duration::from_micros(10 * round);
        let _cancelled = tokio::time::timeout(patience, insert(&ours, &format!("ours{round}"))).await;
        let _cancelled = tokio::time::timeout(patience, ours.query("SELECT name FROM thing", args![])).await;
        insert(&theirs, &format!("theirs{round:03}")).await.unwrap();
    }
    let found = names(&theirs).await;
    assert_eq!(found.len(), 100);
    assert!(found.iter().all(|name| name.starts_with("theirs")), "one space's rows are in another");
    assert!(names(&ours).await.iter().all(|name| name.starts_with("ours")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn others_see_nothing_before_the_commit_and_everything_after() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let tx = space.begin().await.unwrap();
    tx.execute_many(INSERT, many("n", 700)).await.unwrap();
    assert_eq!(count(&space).await, 0);
    tx.commit().await.unwrap();
    assert_eq!(count(&space).await, 700);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_snapshot_stays_as_of_one_instant_and_cannot_write() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    insert(&space, "one").await.unwrap();
    let snapshot = space.snapshot().await.unwrap();
    assert_eq!(names(&snapshot).await, ["one"]);
    insert(&space, "two").await.unwrap();
    assert_eq!(names(&snapshot).await, ["one"]);
    assert_eq!(names(&space).await, ["one", "two"]);
    assert!(insert(&snapshot, "three").await.is_err());
    drop(snapshot);
    assert_eq!(names(&space).await, ["one", "two"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_is_read_together_is_of_one_instant_and_cannot_write() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    insert(&space, "one").await.unwrap();
    let other = space.clone();
    let read = async move |at: &Tx| {
        let before = names(at).await;
        insert(&other, "two").await?;
        Ok::<_, DbError>((before, names(at).await, insert(at, "three").await.is_err()))
    };
    let (before, after, refused) = space.read(read).await.unwrap();
    assert_eq!((before, after, refused), (vec!["one".to_owned()], vec!["one".to_owned()], true));
    assert_eq!(names(&space).await, ["one", "two"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn reading_that_fails_or_panics_gives_its_connection_back() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    // More often than there are connections.
    for _ in 0..12 {
        let missing = space.read(async |at: &Tx| at.get::<i64>("SELECT quantity FROM thing WHERE name = 'none'", args![]).await).await;
        assert!(matches!(missing, Err(DbError::NotFound)), "{missing:?}");
        let wrong: Result<(), DbError> = space.read(async |at: &Tx| at.query("SELECT nothing FROM nowhere", args![]).await.map(drop)).await;
        assert!(wrong.is_err());
        let lost: Result<(), DbError> = space.read(async |_: &Tx| panic!("as a reader may")).await;
        assert!(matches!(lost, Err(DbError::Abandoned)), "{lost:?}");
    }
    insert(&space, "one").await.unwrap();
    assert_eq!(space.read(async |at: &Tx| Ok::<_, DbError>(names(at).await)).await.unwrap(), ["one"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn two_writers_of_one_row_wait_for_each_other() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    insert(&space, "counter").await.unwrap();
    space.execute("UPDATE thing SET quantity = 0", args![]).await.unwrap();
    const ADD: &str = "UPDATE thing SET quantity = quantity + 1";
    let first = space.begin().await.unwrap();
    first.execute(ADD, args![]).await.unwrap();
    let other = space.clone();
    let mut second = tokio::spawn(async move {
        let tx = other.begin().await?;
        tx.execute(ADD, args![]).await?;
        tx.commit().await
    });
    assert!(tokio::time::timeout(Duration::from_millis(100), &mut second).await.is_err(), "the second did not wait");
    first.commit().await.unwrap();
    second.await.unwrap().unwrap();
    assert_eq!(space.get::<i64>("SELECT quantity FROM thing", args![]).await.unwrap(), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_batch_outside_a_transaction_is_all_or_nothing() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let mut sets = many("n", 1_200);
    assert_eq!(space.execute_many(INSERT, sets.clone()).await.unwrap(), 1_200);
    space.execute("DELETE FROM thing", args![]).await.unwrap();
    sets[1_100][1] = sets[0][1].clone();
    assert!(space.execute_many(INSERT, sets).await.is_err());
    assert_eq!(count(&space).await, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_statement_that_writes_and_answers_does_both() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let name: String = space.get("INSERT INTO thing (id, name) VALUES ($1, $2) RETURNING name", args![id(), "one"]).await.unwrap();
    assert_eq!(name, "one");
    let sql = "WITH source AS (SELECT name FROM thing) UPDATE thing SET sort_name = (SELECT name FROM source) RETURNING sort_name";
    assert_eq!(space.get::<String>(sql, args![]).await.unwrap(), "one");
    assert_eq!(space.get::<String>("WITH t AS (SELECT sort_name FROM thing) SELECT sort_name FROM t", args![]).await.unwrap(), "one");
    assert_eq!(space.execute("UPDATE thing SET quantity = 1 WHERE name = $1", args!["none"]).await.unwrap(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn text_sorts_byte_by_byte_where_pages_rely_on_it() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    for name in ["b", "B", "a", "é", "Z", "_", "a b", "ab"] {
        space.execute("INSERT INTO thing (id, name, sort_name) VALUES ($1, $2, $2)", args![id(), name]).await.unwrap();
    }
    let sorted: Vec<String> = space.list("SELECT sort_name FROM thing ORDER BY sort_name", args![]).await.unwrap();
    assert_eq!(sorted, ["B", "Z", "_", "a", "a b", "ab", "b", "é"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn more_callers_than_connections_all_get_their_turn() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let callers = (0..40).map(|i| {
        let space = space.clone();
        tokio::spawn(async move {
            if i % 4 == 0 {
                insert(&space, &format!("n{i}")).await.unwrap();
            } else {
                let snapshot = space.snapshot().await.unwrap();
                assert!(count(&snapshot).await <= 10);
            }
        })
    });
    for caller in callers.collect::<Vec<_>>() {
        caller.await.unwrap();
    }
    assert_eq!(count(&space).await, 10);
}
