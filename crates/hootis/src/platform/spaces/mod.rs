//! Which spaces there are, whose they are, and their way from asked-for to open.
//!
//! The only feature of the platform that makes, opens and closes databases of spaces.

mod master;
mod openings;
mod queries;
mod remains;
mod rotation;
mod sealed_files;
pub mod slug;
mod sweeping;
#[cfg(test)]
mod tests;

use hootis_policy::journal::Act;
use hootis_policy::retention;
use hootis_policy::states::SpaceState;
use hootis_space::{Conn, DbError, FromRow, OnUnique as _, Row, SpaceDb, Statement, Tx, args};
use hootis_vault::SpaceKey;
use uuid::Uuid;

pub use sweeping::{Claim, claim_sweep, enter, expect_sweep, list_sweepable, next_sweep, release_sweep};

use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::accounts;
use crate::platform::journal::{self, Entry};

pub use master::{Rotated, rewrap as rewrap_keys, rotate as rotate_master};
pub use openings::Openings;
pub use queries::{list_half_changed, wrapped_keys};
pub use remains::{Remains, destroy_key, erase_database, erase_files, forget, remains};
pub use rotation::{Change, PATIENCE, Renewed, change_key, go_on};

/// A space, as the platform knows it.
#[derive(Clone, Debug)]
pub struct Space {
    pub id: Uuid,
    pub account_id: Uuid,
    pub slug: String,
    pub company: String,
    pub activity: Option<String>,
    pub state: SpaceState,
    pub state_since: i64,
    pub trial_ends_at: Option<i64>,
    /// The end of the period paid.
    pub paid_until: Option<i64>,
    /// When it will be destroyed, while it is disabled.
    pub destroy_at: Option<i64>,
    /// When it came back for its owner to choose a plan: see `lifecycle`.
    pub came_back_at: Option<i64>,
    pub engine: String,
    pub created_at: i64,
    /// When somebody has to look for what is due in it: see `retention`.
    sweep_at: Option<i64>,
}

const COLUMNS: &str = "id, account_id, slug, company, activity, state, state_since, trial_ends_at, paid_until, destroy_at, came_back_at, engine,
  created_at, sweep_at";

impl FromRow for Space {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            account_id: row.take()?,
            slug: row.take()?,
            company: row.take()?,
            activity: row.take()?,
            // An unknown state was written by a newer version: nothing is allowed in it.
            state: SpaceState::parse(&row.take::<String>()?).unwrap_or(SpaceState::Disabled),
            state_since: row.take()?,
            trial_ends_at: row.take()?,
            paid_until: row.take()?,
            destroy_at: row.take()?,
            came_back_at: row.take()?,
            engine: row.take()?,
            created_at: row.take()?,
            sweep_at: row.take()?,
        })
    }
}

/// The space of a sub-domain, if it has been opened.
///
/// # Errors
/// When the database refuses.
pub async fn find_by_slug(conn: &impl Conn, slug: &str) -> Result<Option<Space>> {
    let space: Option<Space> = conn.find(&format!("SELECT {COLUMNS} FROM space WHERE slug = $1"), args![slug]).await?;
    Ok(space.filter(|space| space.state != SpaceState::Pending))
}

/// The same, with when the second factor of its account goes, for it was said to be lost: the back office tells its owner.
///
/// # Errors
/// When the database refuses.
pub async fn find_to_enter(conn: &impl Conn, now: Now, slug: &str) -> Result<Option<(Space, Option<i64>)>> {
    let recovery = "SELECT r.due_at FROM factor_recovery r WHERE r.holder_id = space.account_id AND r.created_at > $2";
    let sql = format!("SELECT {COLUMNS}, ({recovery}) FROM space WHERE slug = $1");
    let found: Option<(Space, Option<i64>)> = conn.find(&sql, args![slug, now.before(retention::FACTOR_RECOVERY)]).await?;
    Ok(found.filter(|(space, _)| space.state != SpaceState::Pending))
}

/// The space of an id, or 404.
///
/// # Errors
/// When there is none.
pub async fn get(conn: &impl Conn, id: Uuid) -> Result<Space> {
    Ok(conn.get(&format!("SELECT {COLUMNS} FROM space WHERE id = $1"), args![id]).await?)
}

/// The spaces of an account, oldest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_of_account(conn: &impl Conn, account: Uuid) -> Result<Vec<Space>> {
    Ok(conn.list(&format!("SELECT {COLUMNS} FROM space WHERE account_id = $1 ORDER BY created_at, id"), args![account]).await?)
}

/// All spaces, oldest first, a page at a time: those after `after`.
///
/// # Errors
/// When the database refuses.
pub async fn list(conn: &impl Conn, after: Option<Uuid>, most: i64) -> Result<Vec<Space>> {
    let after = after.unwrap_or(Uuid::nil());
    Ok(conn.list(&format!("SELECT {COLUMNS} FROM space WHERE id > $1 ORDER BY id LIMIT $2"), args![after, most]).await?)
}

/// Gives the company of a space another name. Its address stays.
///
/// # Errors
/// When the database refuses.
pub async fn update_company(conn: &impl Conn, now: Now, id: Uuid, company: &str) -> Result<()> {
    conn.execute("UPDATE space SET company = $2, updated_at = $3 WHERE id = $1", args![id, company, now]).await?;
    Ok(())
}

/// Says what the company of a space does.
///
/// # Errors
/// When the database refuses.
pub async fn update_activity(conn: &impl Conn, now: Now, id: Uuid, activity: Option<&str>) -> Result<()> {
    conn.execute("UPDATE space SET activity = $2, updated_at = $3 WHERE id = $1", args![id, activity, now]).await?;
    Ok(())
}

/// What a new space is made of.
pub struct NewSpace {
    pub id: Uuid,
    pub account_id: Uuid,
    pub slug: String,
    pub company: String,
    pub activity: Option<String>,
}

/// Writes the row of a space that is asked for, with its key, wrapped. Its database is made by [`make`].
///
/// # Errors
/// When the slug has just been taken.
pub async fn insert(app: &App, tx: &Tx, now: Now, new: &NewSpace) -> Result<()> {
    let wrapped = master::wrap(app, tx, &SpaceKey::generate(), new.id).await?;
    tx.execute(
        "INSERT INTO space (id, account_id, slug, company, activity, state, state_since, engine, wrapped_key, created_at, updated_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7, $7)",
        args![
            new.id,
            new.account_id,
            &new.slug,
            &new.company,
            new.activity.clone(),
            SpaceState::Pending.as_str(),
            now,
            app.spaces().engine().name(),
            wrapped
        ],
    )
    .await
    .on_unique("space_slug", || Error::Conflict("slug-taken"))?;
    Ok(())
}

/// Makes the database of a space that is pending and opens it to its owner. Safe to run again after a
/// crash at any point: what is there is kept, what is missing is made.
///
/// # Errors
/// When the space stays pending.
pub async fn make(app: &App, id: Uuid, seed: Vec<Statement>) -> Result<Space> {
    let space = get(app.platform(), id).await?;
    if space.state != SpaceState::Pending {
        return Ok(space);
    }
    let key = hootis_space::DbKey::new(app.keys_of(id).await?.current().database().expose());
    app.spaces().create(id, key, seed).await?;
    let now = app.now();
    let tx = app.platform().begin().await?;
    let opened = tx
        .execute(
            "UPDATE space SET state = $2, state_since = $3, trial_ends_at = $4, next_at = $3, updated_at = $3 WHERE id = $1 AND state = $5",
            args![id, SpaceState::Trial.as_str(), now, now.after(hootis_policy::plans::TRIAL), SpaceState::Pending.as_str()],
        )
        .await?;
    if opened == 1 {
        accounts::keep(&tx, now, space.account_id).await?;
    }
    tx.commit().await?;
    if opened == 1 {
        journal::note(app, Entry::new(Act::SpaceOpened).account(space.account_id).space(id)).await;
    }
    get(app.platform(), id).await
}

/// Opens the database of a space. Only `access` and the making of spaces may ask.
///
/// # Errors
/// 404 when there is no such database.
pub async fn open(app: &App, id: Uuid) -> Result<SpaceDb> {
    Ok(app.spaces().open(id).await?)
}

/// Forgets an open database. Whoever works in it keeps it until they are done.
pub fn let_go(app: &App, id: Uuid) {
    app.spaces().close(id);
}

/// The spaces whose databases are open in this process.
#[must_use]
pub fn open_here(app: &App) -> Vec<Uuid> {
    app.spaces().open_ids()
}

/// How much room the database of a space takes.
///
/// # Errors
/// When the database cannot be asked.
pub async fn size_bytes(app: &App, id: Uuid) -> Result<u64> {
    Ok(app.spaces().size_bytes(id).await?)
}
