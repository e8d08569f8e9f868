//! The shape of the databases as it really is, against the one that was reviewed: `shape/`, a file a
//! database and engine. `make shape` writes them anew.

use std::path::{Path, PathBuf};

use hootis_space::{Conn, shape};

use crate::testing::TestApp;

/// The file of one database on one engine.
fn file(database: &str, engine: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("src/migrations/shape/{database}.{engine}.txt"))
}

/// All tables of a database, as they are reviewed.
async fn told(db: &impl Conn) -> String {
    let tables = shape(db).await.expect("the database answers");
    tables.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_shape_of_the_databases_is_the_one_that_was_reviewed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let engine = space.db.engine().name();
    for (database, is) in [("platform", told(app.app.platform()).await), ("space", told(&space.db).await)] {
        let path = file(database, engine);
        if is_asked_to_write() {
            std::fs::write(&path, &is).expect("the file can be written");
        }
        let reviewed = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(is, reviewed, "{} is no longer what the migrations make: look at the difference, then run `make shape`", path.display());
    }
}

/// Whether this run writes the files rather than comparing them.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests says that the new shape is meant")]
fn is_asked_to_write() -> bool {
    std::env::var_os("HOOTIS_WRITE_SHAPE").is_some()
}
