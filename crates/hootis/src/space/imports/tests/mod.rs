//! Stories of imports, with an invented Dolibarr (and the reference ones where they are).

mod archive;
mod dump;
mod engine;
mod faults;
mod reference;
mod sales;
mod server;
mod state;
mod sync;
mod undo;
mod wizard;
mod work;

use hootis_dolibarr::{DumpSource, Source, Take};

use super::command::{Refusal, Report, Request, import};
use super::run::Counts;
use crate::testing::{TestApp, TestSpace};

/// The source of a dump held in memory.
fn source(sql: &str) -> Source {
    let bytes: std::sync::Arc<[u8]> = sql.as_bytes().into();
    Source::Dump(DumpSource::reopen("essai.sql", std::sync::Arc::new(move || Ok(Box::new(std::io::Cursor::new(std::sync::Arc::clone(&bytes)))))))
}

/// What is asked on the command line.
fn request(source: Source, entity: i64, dry: bool) -> Request {
    Request { source, identity: "essai".to_owned(), entity, take: Take::default(), dry }
}

/// The folder of a space's files.
fn folder(app: &TestApp, space: &TestSpace<'_>) -> std::path::PathBuf {
    let folder = app.data().join("files").join(space.row.id.to_string());
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

async fn ask(app: &TestApp, space: &TestSpace<'_>, request: Request) -> Result<Report, Refusal> {
    import(&space.db, &app.clock, &folder(app, space), request).await
}

/// Imports a dump of entity 1.
async fn take_in(app: &TestApp, space: &TestSpace<'_>, sql: &str) -> Report {
    ask(app, space, request(source(sql), 1, false)).await.unwrap()
}

fn counts(report: &Report, table: &str) -> Counts {
    report.progress.tables.get(table).copied().unwrap_or_default()
}

/// All that was created, changed and removed.
fn touched(report: &Report) -> (u64, u64, u64) {
    let sum = report.progress.sum();
    (sum.created, sum.updated, sum.removed)
}
