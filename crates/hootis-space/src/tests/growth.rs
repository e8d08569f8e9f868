use super::{INSERT, Lab, id};
use crate::growth::grown_by;
use crate::{Conn as _, Engine, SpaceDb, args};

/// Adds things, as many at once as an import does.
async fn add(space: &SpaceDb, from: usize, things: usize) {
    for chunk in (from..from + things).collect::<Vec<_>>().chunks(500) {
        let tx = space.begin().await.unwrap();
        tx.execute_many(INSERT, chunk.iter().map(|n| args![id(), format!("thing {n}")]).collect()).await.unwrap();
        tx.commit().await.unwrap();
    }
}

/// What the planner believes a table to hold; nothing where it counts nothing.
async fn believed(space: &SpaceDb, table: &str) -> i64 {
    match space.engine() {
        Engine::Postgres => space.get("SELECT reltuples::BIGINT FROM pg_class WHERE oid = $1::TEXT::regclass", args![table]).await.unwrap(),
        Engine::Cipher => {
            let made: i64 = space.get("SELECT COUNT(*) FROM sqlite_schema WHERE name LIKE 'sqlite_stat%'", args![]).await.unwrap();
            assert_eq!(made, 0, "SQLite counts by itself: its plans depend on what the tables held");
            -1
        }
    }
}

/// The server of the tests counts nothing by itself.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_planner_that_counts_is_told_of_tables_as_they_double() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let counts = |rows: i64| if space.engine() == Engine::Postgres { rows } else { -1 };
    add(&space, 0, 500).await;
    assert_eq!(believed(&space, "thing").await, counts(-1), "a few rows are not worth it");
    add(&space, 500, 500).await;
    assert_eq!(believed(&space, "thing").await, counts(1_000));
    add(&space, 1_000, 500).await;
    assert_eq!(believed(&space, "thing").await, counts(1_000), "it was counted again before it had doubled");
    add(&space, 1_500, 500).await;
    assert_eq!(believed(&space, "thing").await, counts(2_000));
    assert_eq!(believed(&space, "pair").await, counts(-1), "a table that nobody touched was counted");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn rows_that_were_undone_are_not_counted() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let tx = space.begin().await.unwrap();
    tx.execute_many(INSERT, (0..1_500).map(|n| args![id(), format!("thing {n}")]).collect()).await.unwrap();
    drop(tx);
    add(&space, 0, 500).await;
    assert_eq!(believed(&space, "thing").await, -1);
}

#[test]
fn the_table_that_a_statement_adds_to_is_found() {
    assert_eq!(grown_by("INSERT INTO thing (id) VALUES ($1)"), Some("thing"));
    assert_eq!(grown_by("\n insert  into\n party_tag(a, b) VALUES ($1, $2)"), Some("party_tag"));
    for other in ["UPDATE thing SET name = $1", "DELETE FROM thing", "INSERT INTO \"Thing\" VALUES ($1)", "INSERT INTO", ""] {
        assert_eq!(grown_by(other), None, "{other}");
    }
}
