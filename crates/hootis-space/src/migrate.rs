//! Brings a database to the shape that this version of the code knows.
//!
//! Migrations are written once, in the SQL that both engines understand. The types are `UUID`,
//! `TEXT`, `BIGINT` (also instants and cents), `BOOLEAN`, `BYTEA`, `DOUBLE PRECISION` and
//! `SORTKEY`: text compared byte by byte, which pages by key rely on.

use crate::{Conn, Db, DbError, Engine, Tx, args, search};

/// One change of shape. Only ever added, never edited.
pub struct Migration {
    /// A sentence, unique: `a_party_has_tags`.
    pub name: &'static str,
    /// What to do, in order.
    pub steps: &'static [Step],
}

/// One step of a migration.
pub enum Step {
    /// Statements for both engines.
    Sql(&'static str),
    /// Makes the search index of a space (see [`search`]).
    SearchIndex,
}

/// Applies what is missing, all of it or nothing, and returns how many migrations the database has.
///
/// # Errors
/// [`DbError::FutureSchema`] when a newer version has been here.
pub(crate) async fn migrate(db: &Db, migrations: &[Migration]) -> Result<usize, DbError> {
    if applied(db).await.is_ok_and(|names| names.len() == migrations.len() && check(&names, migrations).is_ok()) {
        return Ok(migrations.len());
    }
    let tx = db.begin().await?;
    apply(&tx, migrations).await?;
    tx.commit().await?;
    Ok(migrations.len())
}

/// The same inside a transaction that is already open (a space being made).
pub(crate) async fn apply(tx: &Tx, migrations: &[Migration]) -> Result<(), DbError> {
    if tx.engine() == Engine::Postgres {
        // Two processes that start together: the second waits here, then finds the work done.
        tx.script("SELECT pg_advisory_xact_lock(hashtextextended('hootis migration of ' || current_schema(), 0))".to_owned()).await?;
    }
    tx.script("CREATE TABLE IF NOT EXISTS schema_migration (name TEXT PRIMARY KEY, position BIGINT NOT NULL, created_at BIGINT NOT NULL)".to_owned())
        .await?;
    let names = applied(tx).await?;
    check(&names, migrations)?;
    for (position, migration) in migrations.iter().enumerate().skip(names.len()) {
        for step in migration.steps {
            tx.script(script(step, tx.engine())).await?;
        }
        let now = std::time::UNIX_EPOCH.elapsed().map_or(0, |d| i64::try_from(d.as_millis()).unwrap_or(i64::MAX));
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        tx.execute("INSERT INTO schema_migration (name, position, created_at) VALUES ($1, $2, $3)", args![migration.name, position, now]).await?;
    }
    Ok(())
}

async fn applied(db: &impl Conn) -> Result<Vec<String>, DbError> {
    db.list("SELECT name FROM schema_migration ORDER BY position", args![]).await
}

/// What was applied must be the start of what we know.
fn check(names: &[String], migrations: &[Migration]) -> Result<(), DbError> {
    match names.iter().enumerate().find(|(i, name)| migrations.get(*i).is_none_or(|m| m.name != *name)) {
        Some((_, stranger)) => Err(DbError::FutureSchema(stranger.clone())),
        None => Ok(()),
    }
}

fn script(step: &Step, engine: Engine) -> String {
    match (step, engine) {
        (Step::Sql(sql), Engine::Cipher) => sql.replace("SORTKEY", "TEXT"),
        (Step::Sql(sql), Engine::Postgres) => sql.replace("SORTKEY", "TEXT COLLATE \"C\""),
        (Step::SearchIndex, engine) => search::schema(engine).to_owned(),
    }
}
