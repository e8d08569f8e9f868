//! What the life of spaces asks of the platform's database. Every step is one update that finds the row as it was read.

use hootis_policy::retention;
use hootis_policy::states::SpaceState;
use hootis_space::{Conn, DbError, FromRow, OnUnique as _, Row, args};
use uuid::Uuid;

use super::life::{DisabledBy, Life, Moment};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::i18n::Lang;

/// A space, its life, and who is written to about it.
#[derive(Clone, Debug)]
pub struct Tenure {
    pub id: Uuid,
    pub account_id: Uuid,
    pub slug: String,
    pub company: String,
    pub life: Life,
    pub owner_email: String,
    pub owner_name: String,
    pub lang: Lang,
}

impl Tenure {
    /// Its page in the console.
    #[must_use]
    pub fn page(&self) -> String {
        format!("/console/espaces/{}", self.id)
    }
}

const TENURE: &str =
    "SELECT s.id, s.account_id, s.slug, s.company, s.state, s.state_since, s.trial_ends_at, s.paid_until, s.is_yearly, s.disabled_by,
  s.destroy_at, s.elapsed_then, s.came_back_at, s.payment_failures, a.email, a.name, a.lang FROM space s JOIN account a ON a.id = s.account_id";

impl FromRow for Tenure {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            account_id: row.take()?,
            slug: row.take()?,
            company: row.take()?,
            life: Life {
                // An unknown state was written by a newer version: nothing happens to it here.
                state: SpaceState::parse(&row.take::<String>()?).unwrap_or(SpaceState::Pending),
                since: row.take()?,
                trial_ends_at: row.take()?,
                paid_until: row.take()?,
                is_yearly: row.take::<Option<bool>>()?.unwrap_or(false),
                disabled_by: row.take::<Option<String>>()?.and_then(|by| DisabledBy::parse(&by)),
                destroy_at: row.take()?,
                elapsed_then: row.take()?,
                came_back_at: row.take()?,
                failures: row.take::<Option<i64>>()?.unwrap_or(0),
            },
            owner_email: row.take()?,
            owner_name: row.take()?,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
        })
    }
}

/// A space and its life, or 404.
pub(super) async fn get(conn: &impl Conn, id: Uuid) -> Result<Tenure> {
    Ok(conn.get(&format!("{TENURE} WHERE s.id = $1"), args![id]).await?)
}

/// The spaces of an account that are not destroyed, oldest first.
pub(super) async fn list_of_account(conn: &impl Conn, account: Uuid) -> Result<Vec<Tenure>> {
    let sql = format!("{TENURE} WHERE s.account_id = $1 AND s.state NOT IN ('pending', 'destroyed') ORDER BY s.created_at, s.id");
    Ok(conn.list(&sql, args![account]).await?)
}

/// What the sweep looks for: those that somebody has to look at by now. A function, so that a test can ask for its plan.
pub(super) fn due_sql() -> String {
    format!("{TENURE} WHERE s.next_at <= $1 ORDER BY s.next_at LIMIT $2")
}

/// The spaces that have to be looked at by now, the longest due first.
pub(super) async fn list_due(conn: &impl Conn, now: Now, most: usize) -> Result<Vec<Tenure>> {
    Ok(conn.list(&due_sql(), args![now, i64::try_from(most).unwrap_or(i64::MAX)]).await?)
}

/// Writes the next life of a space, if it still is as it was read; whether it was.
pub(super) async fn update_life(conn: &impl Conn, now: Now, tenure: &Tenure, next: &Life, next_at: Option<i64>) -> Result<bool> {
    let was = &tenure.life;
    let touched = conn
        .execute(
            "UPDATE space SET state = $2, state_since = $3, trial_ends_at = $4, paid_until = $5, is_yearly = $6, disabled_by = $7, destroy_at = $8,
               elapsed_then = $9, came_back_at = $10, next_at = $11, updated_at = $12, payment_failures = $17
             WHERE id = $1 AND state = $13 AND state_since = $14 AND COALESCE(paid_until, 0) = $15 AND COALESCE(trial_ends_at, 0) = $16",
            args![
                tenure.id,
                next.state.as_str(),
                next.since,
                next.trial_ends_at,
                next.paid_until,
                next.is_yearly,
                next.disabled_by.map(DisabledBy::as_str),
                next.destroy_at,
                next.elapsed_then,
                next.came_back_at,
                next_at,
                now,
                was.state.as_str(),
                was.since,
                was.paid_until.unwrap_or(0),
                was.trial_ends_at.unwrap_or(0),
                next.failures
            ],
        )
        .await?;
    Ok(touched == 1)
}

/// Says when a space has to be looked at next, if it still is as it was read.
pub(super) async fn update_next(conn: &impl Conn, tenure: &Tenure, next_at: Option<i64>) -> Result<()> {
    let sql = "UPDATE space SET next_at = $2 WHERE id = $1 AND state = $3 AND state_since = $4";
    conn.execute(sql, args![tenure.id, next_at, tenure.life.state.as_str(), tenure.life.since]).await?;
    Ok(())
}

/// Holds a space as it was read until the transaction ends: whoever changes it waits, and finds what was written about it.
/// False when it is no longer so.
pub(super) async fn hold(conn: &impl Conn, tenure: &Tenure) -> Result<bool> {
    let sql = "UPDATE space SET state = state WHERE id = $1 AND state = $2 AND state_since = $3";
    Ok(conn.execute(sql, args![tenure.id, tenure.life.state.as_str(), tenure.life.since]).await? == 1)
}

/// Writes down that somebody was reminded; false when they had been already.
pub(in crate::platform) async fn insert_reminder(
    conn: &impl Conn,
    now: Now,
    subject: Uuid,
    kind: &str,
    about_at: i64,
    before_s: i64,
    mail: Uuid,
) -> Result<bool> {
    let touched = conn
        .execute(
            "INSERT INTO reminder (subject_id, kind, about_at, before_s, mail_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (subject_id, kind, about_at, before_s) DO NOTHING",
            args![subject, kind, about_at, before_s, mail, now],
        )
        .await?;
    Ok(touched == 1)
}

/// Takes back reminders of a subject that the relay does not have yet: they are no longer true. Should they become so
/// again, they are made anew. What the relay has, or is just getting, stays written down.
pub(super) async fn delete_unsent_reminders(conn: &impl Conn, now: Now, subject: Uuid) -> Result<()> {
    const HANDED_OVER: &str = "UPDATE reminder SET mail_id = NULL WHERE subject_id = $1 AND NOT EXISTS
        (SELECT 1 FROM mail m WHERE m.id = reminder.mail_id AND (m.leased_until IS NULL OR m.leased_until < $2))";
    conn.execute(HANDED_OVER, args![subject, now]).await?;
    conn.execute("DELETE FROM mail WHERE id IN (SELECT mail_id FROM reminder WHERE subject_id = $1)", args![subject]).await?;
    conn.execute("DELETE FROM reminder WHERE subject_id = $1 AND mail_id IS NOT NULL", args![subject]).await?;
    Ok(())
}

/// Forgets which reminders of a subject were made.
pub(super) async fn delete_reminders(conn: &impl Conn, subject: Uuid) -> Result<()> {
    conn.execute("DELETE FROM reminder WHERE subject_id = $1", args![subject]).await?;
    Ok(())
}

/// Takes back every mail of a space that the relay does not have yet.
pub(super) async fn delete_mails(conn: &impl Conn, space: Uuid) -> Result<u64> {
    Ok(conn.execute("DELETE FROM mail WHERE space_id = $1", args![space]).await?)
}

/// Spaces that are open at this moment here, and may not be.
pub(super) async fn is_closed(conn: &impl Conn, space: Uuid) -> Result<bool> {
    let state: Option<String> = conn.find("SELECT state FROM space WHERE id = $1", args![space]).await?;
    Ok(!state.and_then(|state| SpaceState::parse(&state)).is_some_and(SpaceState::members_sign_in))
}

/// When a disabled space may be destroyed: its date, or later when the steady clock is behind (`$2`: where the time would be if
/// that one had just done its thirty days from zero).
const MAY_GO: &str = "CASE WHEN destroy_at >= $2 + elapsed_then THEN destroy_at ELSE $2 + elapsed_then END";

fn may_go(at: Moment) -> Vec<hootis_space::Value> {
    args![at.now, at.now.after(retention::SPACE_DISABLED).0 - at.elapsed]
}

/// How many disabled spaces may go by now, and when the first of all may.
pub(super) async fn count_disabled(conn: &impl Conn, at: Moment) -> Result<(i64, Option<i64>)> {
    let sql = format!(
        "SELECT COALESCE(SUM(CASE WHEN may_go <= $1 THEN 1 ELSE 0 END), 0), MIN(may_go) FROM
           (SELECT {MAY_GO} AS may_go FROM space WHERE state = 'disabled' AND destroy_at IS NOT NULL AND elapsed_then IS NOT NULL) waiting"
    );
    Ok(conn.get(&sql, may_go(at)).await?)
}

/// A disabled space, and when it may be destroyed.
pub struct Upcoming {
    pub company: String,
    pub slug: String,
    pub at: i64,
}

impl FromRow for Upcoming {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { company: row.take()?, slug: row.take()?, at: row.take()? })
    }
}

/// The disabled spaces that will be destroyed first. Those whose time is over go now.
pub(super) async fn list_upcoming(conn: &impl Conn, at: Moment, most: u32) -> Result<Vec<Upcoming>> {
    let sql = format!(
        "SELECT company, slug, CASE WHEN may_go > $1 THEN may_go ELSE $1 END FROM
           (SELECT company, slug, {MAY_GO} AS may_go FROM space WHERE state = 'disabled' AND destroy_at IS NOT NULL AND elapsed_then IS NOT NULL) waiting
         ORDER BY may_go, slug LIMIT {most}"
    );
    Ok(conn.list(&sql, may_go(at)).await?)
}

/// Disabled spaces that may go by now, the longest due first.
pub(super) async fn list_to_destroy(conn: &impl Conn, at: Moment, most: u32) -> Result<Vec<Uuid>> {
    let sql = format!("SELECT id FROM space WHERE destroy_at <= $1 AND state = 'disabled' AND {MAY_GO} <= $1 ORDER BY destroy_at LIMIT {most}");
    Ok(conn.list(&sql, may_go(at)).await?)
}

/// A start of a machine: which, its ticks, and how much time had passed altogether then.
pub(super) type Start = (String, i64, i64);

/// Every start that is remembered.
pub(super) async fn list_starts(conn: &impl Conn) -> Result<Vec<Start>> {
    Ok(conn.list("SELECT boot, ticks, elapsed FROM steady_clock", args![]).await?)
}

/// Writes down where a start is, unless somebody has seen it further on.
pub(super) async fn put_start(conn: &impl Conn, now: Now, (boot, ticks, elapsed): Start) -> Result<()> {
    conn.execute(
        "INSERT INTO steady_clock (boot, ticks, elapsed, created_at, updated_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (boot) DO UPDATE SET ticks = excluded.ticks, elapsed = excluded.elapsed, updated_at = excluded.updated_at
         WHERE steady_clock.ticks <= excluded.ticks",
        args![boot, ticks, elapsed, now],
    )
    .await?;
    Ok(())
}

/// Forgets starts other than this one that nobody has heard of for long.
pub(super) async fn delete_old_starts(conn: &impl Conn, now: Now, boot: &str) -> Result<()> {
    conn.execute("DELETE FROM steady_clock WHERE updated_at < $1 AND boot <> $2", args![now.before(retention::STEADY_CLOCK), boot]).await?;
    Ok(())
}

/// A destruction that has begun.
pub(super) struct Begun {
    pub account_id: Uuid,
    pub slug: String,
    pub company: String,
    pub reason: String,
    pub disabled_at: i64,
    pub destroyed_at: i64,
    pub facts: Option<String>,
}

impl FromRow for Begun {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            account_id: row.take()?,
            slug: row.take()?,
            company: row.take()?,
            reason: row.take()?,
            disabled_at: row.take()?,
            destroyed_at: row.take()?,
            facts: row.take()?,
        })
    }
}

/// Writes down that a destruction has begun.
///
/// # Errors
/// [`Error::Busy`] when somebody else has begun it.
pub(super) async fn insert_destruction(conn: &impl Conn, now: Now, tenure: &Tenure, reason: &str) -> Result<()> {
    conn.execute(
        "INSERT INTO destruction (space_id, account_id, slug, company, reason, disabled_at, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![tenure.id, tenure.account_id, &tenure.slug, &tenure.company, reason, tenure.life.since, now],
    )
    .await
    .on_unique("destruction_space_id", || Error::Busy)?;
    Ok(())
}

/// The destruction of a space, if it has begun and is not done.
pub(super) async fn find_destruction(conn: &impl Conn, space: Uuid) -> Result<Option<Begun>> {
    let sql = "SELECT account_id, slug, company, reason, disabled_at, created_at, facts FROM destruction WHERE space_id = $1";
    Ok(conn.find(sql, args![space]).await?)
}

/// Writes down what is in a space that is about to go, unless somebody has.
pub(super) async fn update_facts(conn: &impl Conn, space: Uuid, facts: String) -> Result<()> {
    conn.execute("UPDATE destruction SET facts = $2 WHERE space_id = $1 AND facts IS NULL", args![space, facts]).await?;
    Ok(())
}

/// The destruction is done; false when somebody else has said so.
pub(super) async fn delete_destruction(conn: &impl Conn, space: Uuid) -> Result<bool> {
    Ok(conn.execute("DELETE FROM destruction WHERE space_id = $1", args![space]).await? == 1)
}

/// How many destructions have begun and are not done, and when the first of them began.
pub(super) async fn count_destructions(conn: &impl Conn) -> Result<(i64, Option<i64>)> {
    Ok(conn.get("SELECT COUNT(*), MIN(created_at) FROM destruction", args![]).await?)
}

/// The spaces whose destruction has begun and is not done, the oldest first.
pub(super) async fn list_destructions(conn: &impl Conn, most: u32) -> Result<Vec<Uuid>> {
    Ok(conn.list(&format!("SELECT space_id FROM destruction ORDER BY created_at LIMIT {most}"), args![]).await?)
}
