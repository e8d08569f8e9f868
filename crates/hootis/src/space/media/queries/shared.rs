//! Files that are shown in Station Clients: to a party, or to one contact alone.

use hootis_media::Kind;
use hootis_policy::permissions::Reach;
use hootis_space::{Conn, Value, args};
use uuid::Uuid;

use super::super::row::Media;
use super::places;
use super::read::{COLUMNS, open_to};
use crate::access::portal::PortalScope;
use crate::clock::Now;
use crate::error::Result;
use crate::space::Eyes;

/// The condition on `media m`: it is shown, and this contact sees what is shown so. Of what is shown to a colleague alone, nothing that
/// is private to a member. A member who looks as the contact does sees no more than they may see themselves.
fn seen(scope: &PortalScope, args: &mut Vec<Value>) -> String {
    let mine = scope.condition("m.party_id", "m.shared_with", args);
    let private = if scope.reach() == Reach::Everything {
        args.push(Value::Id(scope.contact()));
        format!(
            " AND (m.shared_with IS NULL OR m.shared_with = ${} OR EXISTS (SELECT 1 FROM contact o WHERE o.id = m.shared_with AND NOT o.is_private))",
            args.len()
        )
    } else {
        String::new()
    };
    let viewer = match scope.viewer() {
        Some(viewer) => format!(" AND {}", open_to(Eyes::from(viewer), args)),
        None => String::new(),
    };
    format!("(m.shared_at IS NOT NULL AND m.deleted_at IS NULL AND m.unsent_at IS NULL AND m.aside_id IS NULL AND {mine}{private}{viewer})")
}

/// The kinds of a page: what is looked at, or what is read and heard.
fn of_kinds(kinds: &[Kind], args: &mut Vec<Value>) -> String {
    let hole = |kind: &Kind| {
        args.push(kind.as_str().into());
        format!("${}", args.len())
    };
    kinds.iter().map(hole).collect::<Vec<_>>().join(", ")
}

/// Files that a contact is shown, the latest first, behind the last one of the page before.
pub(in super::super) async fn list(
    conn: &impl Conn,
    scope: &PortalScope,
    kinds: &[Kind],
    after: Option<(i64, Uuid)>,
    most: usize,
) -> Result<Vec<Media>> {
    let mut args = args![];
    let seen = seen(scope, &mut args);
    let kinds = of_kinds(kinds, &mut args);
    let behind = match after {
        Some((at, id)) => {
            args.extend(args![at, id]);
            format!(" AND (m.taken_at, m.id) < (${}, ${})", args.len() - 1, args.len())
        }
        None => String::new(),
    };
    let sql = format!("{COLUMNS} WHERE {seen} AND b.kind IN ({kinds}){behind} ORDER BY m.taken_at DESC, m.id DESC LIMIT {most}");
    Ok(conn.list(&sql, args).await?)
}

/// One that they are shown, or 404.
pub(in super::super) async fn get(conn: &impl Conn, scope: &PortalScope, id: Uuid) -> Result<Media> {
    let mut args = args![id];
    let seen = seen(scope, &mut args);
    Ok(conn.get(&format!("{COLUMNS} WHERE m.id = $1 AND {seen}"), args).await?)
}

/// Shows files that are about a party to it; those that were not shown to all of it before. What goes with an internal note, or is
/// about nobody, is not shown to anybody.
pub(in super::super) async fn share(conn: &impl Conn, now: Now, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![now];
    let holes = places(ids, &mut args);
    let sql = format!(
        "UPDATE media SET shared_at = $1, shared_with = NULL, updated_at = $1 WHERE id IN ({holes}) AND deleted_at IS NULL AND unsent_at IS NULL
         AND aside_id IS NULL AND party_id IS NOT NULL AND (shared_at IS NULL OR shared_with IS NOT NULL) RETURNING id"
    );
    Ok(conn.list(&sql, args).await?)
}

/// Shows a file to one contact alone; none when it goes with an internal note, or is gone.
pub(in super::super) async fn share_with(conn: &impl Conn, now: Now, id: Uuid, contact: Uuid) -> Result<bool> {
    let sql = "UPDATE media SET shared_at = $2, shared_with = $3, updated_at = $2
               WHERE id = $1 AND deleted_at IS NULL AND unsent_at IS NULL AND aside_id IS NULL";
    Ok(conn.execute(sql, args![id, now, contact]).await? == 1)
}

/// Shows files to nobody any more; those that were shown.
pub(in super::super) async fn hide(conn: &impl Conn, now: Now, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![now];
    let holes = places(ids, &mut args);
    let sql = format!(
        "UPDATE media SET shared_at = NULL, shared_with = NULL, updated_at = $1 WHERE id IN ({holes}) AND shared_at IS NOT NULL RETURNING id"
    );
    Ok(conn.list(&sql, args).await?)
}

/// Whom a file may be shown to alone: contacts of its party, or the one contact it came from. As these eyes see them.
pub(in super::super) async fn list_contacts(conn: &impl Conn, eyes: Eyes, media: &Media) -> Result<Vec<(Uuid, String)>> {
    let mut args = args![media.party.as_ref().map(|party| party.id), media.contact];
    let seen = eyes.condition(&mut args);
    let sql = format!(
        "SELECT c.id, c.first_name, c.last_name FROM contact c WHERE (c.party_id = $1 OR c.id = $2) AND c.archived_at IS NULL AND {seen}
         ORDER BY c.name_key, c.id LIMIT 200"
    );
    let found: Vec<(Uuid, Option<String>, String)> = conn.list(&sql, args).await?;
    Ok(found.into_iter().map(|(id, first, last)| (id, first.map_or_else(|| last.clone(), |first| format!("{first} {last}")))).collect())
}
