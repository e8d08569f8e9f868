use super::{INSERT, Lab, id, insert, names};
use crate::{Conn, DbError, Engine, OnUnique as _, args};

fn rule(result: Result<impl Sized, DbError>) -> String {
    match result.map(|_| ()) {
        Err(DbError::Unique { rule }) => rule,
        other => panic!("{other:?} instead of a broken unique rule"),
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_broken_unique_rule_has_the_same_name_on_both_engines() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let me = insert(&space, "one").await.unwrap();
    assert_eq!(rule(insert(&space, "one").await), "thing_name");
    assert_eq!(rule(space.execute(INSERT, args![me, "two"]).await), "thing_id");
    let pair = "INSERT INTO pair (a, b, word) VALUES ($1, $2, $3)";
    space.execute(pair, args!["a", "b", "Word"]).await.unwrap();
    assert_eq!(rule(space.execute(pair, args!["a", "b", "other"]).await), "pair_a_b");
    assert_eq!(rule(space.execute(pair, args!["c", "d", "WORD"]).await), "pair_folded_word");
    space.execute(pair, args!["a, b)=(x", "d: e", "'"]).await.unwrap();
    assert_eq!(rule(space.execute(pair, args!["a, b)=(x", "d: e", "\""]).await), "pair_a_b", "values do not deceive");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn the_caller_turns_one_rule_into_its_own_error_and_no_other() {
    #[derive(Debug)]
    enum Mine {
        Taken,
        Other(DbError),
    }
    impl From<DbError> for Mine {
        fn from(error: DbError) -> Self {
            Self::Other(error)
        }
    }
    let lab = Lab::new().await;
    let space = lab.space().await;
    insert(&space, "one").await.unwrap();
    assert!(matches!(insert(&space, "one").await.on_unique("thing_name", || Mine::Taken), Err(Mine::Taken)));
    let other = insert(&space, "one").await.on_unique("thing_na", || Mine::Taken);
    assert!(matches!(other, Err(Mine::Other(DbError::Unique { .. }))), "a part of a rule's name is another rule");
    assert!(insert(&space, "two").await.on_unique("thing_name", || Mine::Taken).is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_broken_reference_is_told() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let child = "INSERT INTO thing (id, name, parent_id) VALUES ($1, $2, $3)";
    assert!(matches!(space.execute(child, args![id(), "child", id()]).await, Err(DbError::Reference)));
    let parent = insert(&space, "parent").await.unwrap();
    space.execute(child, args![id(), "child", parent]).await.unwrap();
    assert!(matches!(space.execute("DELETE FROM thing WHERE id = $1", args![parent]).await, Err(DbError::Reference)));
    assert_eq!(names(&space).await, ["child", "parent"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn nothing_found_is_told_from_a_failure_to_ask() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    assert!(matches!(space.get::<String>("SELECT name FROM thing", args![]).await, Err(DbError::NotFound)));
    assert_eq!(space.find::<String>("SELECT name FROM thing", args![]).await.unwrap(), None);
    let failure = space.get::<String>("SELECT name FROM nothing_of_the_kind", args![]).await;
    assert!(matches!(failure, Err(DbError::Sqlite(_) | DbError::Postgres(_))), "{failure:?}");
}

/// Errors end up in logs, where nobody's data may be.
#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn no_error_shows_what_a_row_holds() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    insert(&space, "jeanne@secret.example").await.unwrap();
    for error in [
        insert(&space, "jeanne@secret.example").await.unwrap_err(),
        space.execute("INSERT INTO thing (id, name, quantity) VALUES ($1, NULL, 424242)", args![id()]).await.unwrap_err(),
        space.execute("UPDATE thing SET name = NULL WHERE name = $1", args!["jeanne@secret.example"]).await.unwrap_err(),
        space
            .query("SELECT abs(-9223372036854775807 - 1) FROM thing WHERE name = $1", args!["jeanne@secret.example"])
            .await
            .err()
            .unwrap_or(DbError::NotFound),
        space
            .execute("INSERT INTO thing (id, name, quantity) VALUES ($1, $2, CAST($2 AS BIGINT) / 0 + CAST(name AS BIGINT))", args![id(), "secret"])
            .await
            .unwrap_err(),
    ] {
        let shown = format!("{error} {error:?} {error:#?}");
        assert!(!shown.contains("secret") && !shown.contains("424242"), "{shown}");
    }
    if lab.store.engine() == Engine::Postgres {
        let error = space.query("SELECT CAST(name AS BIGINT) FROM thing", args![]).await.map(|_| ()).unwrap_err();
        assert_eq!(format!("{error:?}"), "PostgreSQL: a value was refused (22P02)");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_failed_call_dooms_its_transaction() {
    let lab = Lab::new().await;
    let space = lab.space().await;
    let tx = space.begin().await.unwrap();
    insert(&tx, "one").await.unwrap();
    assert_eq!(rule(insert(&tx, "one").await), "thing_name");
    assert!(matches!(insert(&tx, "two").await, Err(DbError::Abandoned)));
    assert!(matches!(tx.commit().await, Err(DbError::Abandoned)));
    assert!(names(&space).await.is_empty());

    let tx = space.begin().await.unwrap();
    insert(&tx, "one").await.unwrap();
    assert!(insert(&tx, "one").await.is_err());
    assert!(tx.commit().await.is_err(), "a transaction in which something failed is never told to be saved");
    assert!(names(&space).await.is_empty());
}
