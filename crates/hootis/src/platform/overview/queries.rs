//! Counts of the platform's tables.

use hootis_policy::states::SpaceState;
use hootis_space::search::fold;
use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use crate::error::Result;
use crate::jobs;

/// A space in a list: no more than how it is called, how it is, and since when.
pub(super) struct SpaceLine {
    pub id: Uuid,
    pub slug: String,
    pub company: String,
    pub state: SpaceState,
    pub state_since: i64,
    pub engine: String,
    pub created_at: i64,
}

impl FromRow for SpaceLine {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            slug: row.take()?,
            company: row.take()?,
            state: SpaceState::parse(&row.take::<String>()?).unwrap_or(SpaceState::Disabled),
            state_since: row.take()?,
            engine: row.take()?,
            created_at: row.take()?,
        })
    }
}

/// The newest spaces before `before`, whose address holds `wanted`.
pub(super) async fn list_spaces(conn: &impl Conn, wanted: &str, before: Option<Uuid>, most: i64) -> Result<Vec<SpaceLine>> {
    // As addresses are made from names: an asterisk or a percent sign is in none.
    let wanted: String = fold(wanted).split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    let before = before.unwrap_or(Uuid::max());
    let sql = "SELECT id, slug, company, state, state_since, engine, created_at FROM space
               WHERE id < $1 AND slug LIKE $2 ORDER BY id DESC LIMIT $3";
    Ok(conn.list(sql, args![before, format!("%{wanted}%"), most]).await?)
}

/// How many spaces are in each state.
pub(super) async fn count_states(conn: &impl Conn) -> Result<Vec<(SpaceState, i64)>> {
    let rows: Vec<(String, i64)> = conn.list("SELECT state, COUNT(*) FROM space GROUP BY state", args![]).await?;
    let count = |state: SpaceState| rows.iter().filter(|(name, _)| name == state.as_str()).map(|(_, n)| n).sum();
    Ok(SpaceState::ALL.into_iter().map(|state| (state, count(state))).collect())
}

/// How many spaces were made since.
pub(super) async fn count_new(conn: &impl Conn, since: i64) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM space WHERE created_at >= $1 AND state <> 'pending'", args![since]).await?)
}

/// How many accounts there are.
pub(super) async fn count_accounts(conn: &impl Conn) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM account", args![]).await?)
}

/// What waits in the two queues.
pub(super) struct Queues {
    pub mails: i64,
    /// Since when the oldest mail waits.
    pub oldest_mail: Option<i64>,
    /// Mails that the relay has already refused or not answered.
    pub mails_delayed: i64,
    pub jobs: i64,
    /// Jobs that were given up.
    pub jobs_failed: i64,
}

/// Counts the queues.
pub(super) async fn count_queues(conn: &impl Conn) -> Result<Queues> {
    let delayed = "SELECT COUNT(*), MIN(created_at), (SELECT COUNT(*) FROM mail WHERE last_error IS NOT NULL) FROM mail";
    let (mails, oldest_mail, mails_delayed): (i64, Option<i64>, i64) = conn.get(delayed, args![]).await?;
    let sql = "SELECT COUNT(*), (SELECT COUNT(*) FROM job WHERE attempts >= $1) FROM job WHERE attempts < $1";
    let (jobs, jobs_failed): (i64, i64) = conn.get(sql, args![jobs::MAX_ATTEMPTS]).await?;
    Ok(Queues { mails, oldest_mail, mails_delayed, jobs, jobs_failed })
}
