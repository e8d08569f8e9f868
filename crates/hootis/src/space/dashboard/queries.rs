//! What the first page counts. Small spaces are counted anew each time; large ones once a minute.

use std::collections::HashMap;
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::space::documents::{self, Due};
use crate::web::format;

/// Rows that cost next to nothing to count. Beyond, nobody sees a difference of a minute.
const CHEAP: i64 = 1_000;
/// How long the figures of a large space are good.
const GOOD_FOR: Duration = Duration::from_secs(60);
/// Spaces whose figures are kept.
const KEPT: usize = 500;
/// Months of the chart.
const MONTHS: u8 = 12;

/// Figures of a space.
#[derive(Clone, Default, Debug)]
pub(super) struct Figures {
    pub parties: i64,
    pub contacts: i64,
    /// When a month began, and how many parties were added in it; the oldest first.
    pub months: Vec<(i64, i64)>,
    /// What is to be paid; none where nothing is.
    pub due: Option<Due>,
}

static FIGURES: LazyLock<Mutex<HashMap<Uuid, (Now, Figures)>>> = LazyLock::new(Mutex::default);

/// The figures of a space, exact or, when it is large, at most a minute old.
pub(super) async fn figures(conn: &impl Conn, space: Uuid, now: Now) -> Result<Figures> {
    let (parties, contacts, documents): (i64, i64, i64) = conn
        .get(
            "SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM party LIMIT $1) a), (SELECT COUNT(*) FROM (SELECT 1 FROM contact LIMIT $1) b),
                    (SELECT COUNT(*) FROM (SELECT 1 FROM document LIMIT $1) c)",
            args![CHEAP + 1],
        )
        .await?;
    if parties.max(contacts).max(documents) <= CHEAP {
        return count(conn, now).await;
    }
    if let Some(kept) = kept(space, now) {
        return Ok(kept);
    }
    let figures = count(conn, now).await?;
    let mut all = FIGURES.lock().unwrap_or_else(PoisonError::into_inner);
    if all.len() >= KEPT {
        all.retain(|_, (at, _)| *at > now.before(GOOD_FOR));
    }
    if all.len() < KEPT {
        all.insert(space, (now, figures.clone()));
    }
    Ok(figures)
}

/// What was counted, while it is good. Whoever comes first after that is to count; those who come meanwhile have what there was.
fn kept(space: Uuid, now: Now) -> Option<Figures> {
    let mut all = FIGURES.lock().unwrap_or_else(PoisonError::into_inner);
    let (at, figures) = all.get_mut(&space)?;
    if *at > now.before(GOOD_FOR) && *at <= now {
        return Some(figures.clone());
    }
    *at = now;
    None
}

/// Counts everything, through indexes alone.
async fn count(conn: &impl Conn, now: Now) -> Result<Figures> {
    let starts = format::month_starts(now.0, MONTHS);
    let mut parts = vec![
        "(SELECT COUNT(*) FROM party WHERE archived_at IS NULL)".to_owned(),
        "(SELECT COUNT(*) FROM contact WHERE archived_at IS NULL)".to_owned(),
    ];
    let mut args: Vec<Value> = starts.iter().map(|start| Value::Int(*start)).collect();
    args.push(Value::Int(i64::MAX));
    parts.extend((1..=starts.len()).map(|i| format!("(SELECT COUNT(*) FROM party WHERE created_at >= ${i} AND created_at < ${})", i + 1)));
    let Numbers(numbers) = conn.get(&format!("SELECT {}", parts.join(", ")), args).await?;
    let mut numbers = numbers.into_iter();
    let (parties, contacts) = (numbers.next().unwrap_or_default(), numbers.next().unwrap_or_default());
    let due = documents::due(conn, now).await?;
    Ok(Figures { parties, contacts, months: starts.into_iter().zip(numbers).collect(), due })
}

/// A row of two counts and one a month.
struct Numbers(Vec<i64>);

impl FromRow for Numbers {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        (0..2 + MONTHS).map(|_| row.take()).collect::<Result<_, _>>().map(Self)
    }
}

/// A party that was added lately.
pub(super) struct Newest {
    pub id: Uuid,
    pub name: String,
    pub town: Option<String>,
    pub is_customer: bool,
    pub is_supplier: bool,
    pub created_at: i64,
}

impl FromRow for Newest {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            name: row.take()?,
            town: row.take()?,
            is_customer: row.take()?,
            is_supplier: row.take()?,
            created_at: row.take()?,
        })
    }
}

/// The parties that were added last.
pub(super) async fn list_newest(conn: &impl Conn, most: i64) -> Result<Vec<Newest>> {
    let sql =
        "SELECT id, name, town, is_customer, is_supplier, created_at FROM party WHERE archived_at IS NULL ORDER BY created_at DESC, id DESC LIMIT $1";
    Ok(conn.list(sql, args![most]).await?)
}

/// The last import from Dolibarr.
pub(super) struct Run {
    pub state: String,
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub created_at: i64,
    /// Counted up to a thousand.
    pub warnings: i64,
}

impl FromRow for Run {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { state: row.take()?, started_at: row.take()?, ended_at: row.take()?, created_at: row.take()?, warnings: row.take()? })
    }
}

/// How the synchronisation goes.
pub(super) struct Sync {
    pub state: String,
    pub next_at: Option<i64>,
    pub last_ok_at: Option<i64>,
    pub failing_since: Option<i64>,
}

impl FromRow for Sync {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { state: row.take()?, next_at: row.take()?, last_ok_at: row.take()?, failing_since: row.take()? })
    }
}

impl Sync {
    pub(super) fn is_on(&self) -> bool {
        self.state == "on"
    }

    pub(super) fn is_stopped(&self) -> bool {
        self.state == "stopped"
    }

    pub(super) fn is_failing(&self) -> bool {
        self.is_on() && self.failing_since.is_some()
    }

    /// Whether when it was, or will be, says something.
    pub(super) fn is_told(&self) -> bool {
        self.last_ok_at.is_some() || self.next_at.is_some()
    }
}

/// The synchronisation that was set last, if any was.
pub(super) async fn find_sync(conn: &impl Conn) -> Result<Option<Sync>> {
    Ok(conn.find("SELECT state, next_at, last_ok_at, failing_since FROM import_sync ORDER BY set_at DESC LIMIT 1", args![]).await?)
}

/// The last run that was to import, if there ever was one.
pub(super) async fn find_run(conn: &impl Conn) -> Result<Option<Run>> {
    let sql = "SELECT r.state, r.started_at, r.ended_at, r.created_at,
                      (SELECT COUNT(*) FROM (SELECT 1 FROM import_warning w WHERE w.run_id = r.id LIMIT 1000) counted)
               FROM import_run r WHERE r.kind = 'import' ORDER BY r.created_at DESC LIMIT 1";
    Ok(conn.find(sql, args![]).await?)
}
