use super::{Lab, MIGRATIONS, insert, key, keys, names};
use crate::{Conn, DbError, Migration, PlatformDb, Spaces, Step, args};

static LONGER: &[Migration] = &[
    Migration { name: "things_have_parts", steps: &[Step::Sql("SELECT 1")] },
    Migration { name: "things_are_found", steps: &[] },
    Migration {
        name: "things_have_colours",
        steps: &[Step::Sql("ALTER TABLE thing ADD COLUMN colour TEXT"), Step::Sql("CREATE INDEX thing_colour ON thing (colour)")],
    },
];
static RENAMED: &[Migration] = &[Migration { name: "something_else", steps: &[] }, Migration { name: "things_are_found", steps: &[] }];
static BROKEN: &[Migration] = &[
    Migration { name: "things_have_parts", steps: &[] },
    Migration { name: "things_are_found", steps: &[] },
    Migration {
        name: "things_have_sizes",
        steps: &[Step::Sql("ALTER TABLE thing ADD COLUMN size BIGINT"), Step::Sql("CREATE TABLE thing (id UUID)")],
    },
];

async fn applied(db: &impl Conn) -> Vec<String> {
    db.list("SELECT name FROM schema_migration ORDER BY position", args![]).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn migrations_are_applied_once_in_order_and_the_new_ones_when_a_space_is_opened() {
    let lab = Lab::new().await;
    let id = lab.id();
    lab.spaces(1).create(id, key(), vec![]).await.unwrap();
    let space = lab.spaces(1).open(id).await.unwrap();
    assert_eq!(applied(&space).await, ["things_have_parts", "things_are_found"]);
    insert(&space, "kept").await.unwrap();
    drop(space);

    let newer = Spaces::new(lab.store.clone(), LONGER, 1, keys());
    assert_eq!(newer.schema_version(), 3);
    for _ in 0..2 {
        let space = newer.open(id).await.unwrap();
        assert_eq!(applied(&space).await, ["things_have_parts", "things_are_found", "things_have_colours"]);
        space.execute("UPDATE thing SET colour = 'red'", args![]).await.unwrap();
        assert_eq!(names(&space).await, ["kept"]);
        newer.close(id);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_database_of_a_newer_version_is_refused_and_named() {
    let lab = Lab::new().await;
    let id = lab.id();
    Spaces::new(lab.store.clone(), &LONGER[..0], 1, keys()).create(id, key(), vec![]).await.unwrap();
    let lab_newer = lab.spaces(1);
    lab_newer.open(id).await.unwrap();
    let older = Spaces::new(lab.store.clone(), &MIGRATIONS[..1], 1, keys());
    let refused = older.open(id).await.map(|_| ());
    assert!(matches!(&refused, Err(DbError::FutureSchema(name)) if name == "things_are_found"), "{refused:?}");
    let renamed = Spaces::new(lab.store.clone(), RENAMED, 1, keys());
    let refused = renamed.open(id).await.map(|_| ());
    assert!(matches!(&refused, Err(DbError::FutureSchema(name)) if name == "things_have_parts"), "{refused:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_migration_that_fails_leaves_the_database_as_it_was() {
    let lab = Lab::new().await;
    let id = lab.id();
    lab.spaces(1).create(id, key(), vec![super::named("kept")]).await.unwrap();
    let broken = Spaces::new(lab.store.clone(), BROKEN, 1, keys());
    assert!(broken.open(id).await.is_err());
    let space = lab.spaces(1).open(id).await.unwrap();
    assert_eq!(names(&space).await, ["kept"]);
    assert!(space.query("SELECT size FROM thing", args![]).await.is_err(), "the first step stayed");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn processes_that_start_together_migrate_once() {
    let lab = Lab::new().await;
    let name = lab.platform();
    let starts = (0..6).map(|_| {
        let (store, name) = (lab.store.clone(), name.clone());
        tokio::spawn(async move { store.open_platform(&name, key(), MIGRATIONS).await })
    });
    let mut open: Vec<PlatformDb> = Vec::new();
    for start in starts.collect::<Vec<_>>() {
        open.push(start.await.unwrap().unwrap());
    }
    for (i, db) in open.iter().enumerate() {
        insert(db, &i.to_string()).await.unwrap();
    }
    assert_eq!(applied(&open[0]).await.len(), 2);
    assert_eq!(names(&open[5]).await.len(), 6);
}
