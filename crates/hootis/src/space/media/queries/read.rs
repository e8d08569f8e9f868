//! What there is.

use hootis_media::Kind;
use hootis_space::{Conn, Value, args, search};
use uuid::Uuid;

use super::super::KIND;
use super::super::row::{Media, PartyRef};
use super::places;
use crate::error::Result;

const COLUMNS: &str = "SELECT m.id, m.name, m.caption, m.alt, m.taken_at, m.added_name, m.deleted_at, m.version, m.created_at, p.id, p.name,
   b.id, b.kind, b.media_type, b.size_bytes, b.width, b.height, b.duration_ms, b.has_views
 FROM media m JOIN media_blob b ON b.id = m.blob_id LEFT JOIN party p ON p.id = m.party_id";

/// Which files are listed.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Filter {
    pub(in super::super) kind: Option<Kind>,
    pub(in super::super) party: Option<Uuid>,
    /// Only those in the trash, or only those that are not.
    pub(in super::super) in_trash: bool,
    /// Where the last page ended: those behind it.
    pub(in super::super) after: Option<(i64, Uuid)>,
}

impl Filter {
    /// The rules as SQL; their values are pushed on `args`.
    fn rules(&self, args: &mut Vec<Value>) -> String {
        let mut rules = vec![if self.in_trash { "m.deleted_at IS NOT NULL" } else { "m.deleted_at IS NULL" }.to_owned()];
        let mut holds = |value: Value| {
            args.push(value);
            format!("${}", args.len())
        };
        if let Some(kind) = self.kind {
            rules.push(format!("b.kind = {}", holds(kind.as_str().into())));
        }
        if let Some(party) = self.party {
            rules.push(format!("m.party_id = {}", holds(party.into())));
        }
        if let Some((at, id)) = self.after {
            rules.push(format!("(m.taken_at, m.id) < ({}, {})", holds(at.into()), holds(id.into())));
        }
        rules.join(" AND ")
    }
}

/// Files, the newest first.
pub(in super::super) async fn list(conn: &impl Conn, filter: &Filter, most: usize) -> Result<Vec<Media>> {
    let mut args = args![];
    let rules = filter.rules(&mut args);
    Ok(conn.list(&format!("{COLUMNS} WHERE {rules} ORDER BY m.taken_at DESC, m.id DESC LIMIT {most}"), args).await?)
}

/// One file, in the trash or not.
pub(in super::super) async fn get(conn: &impl Conn, id: Uuid) -> Result<Media> {
    Ok(conn.get(&format!("{COLUMNS} WHERE m.id = $1"), args![id]).await?)
}

/// The neighbour of a file in a list: the next newer one, or the next older one.
pub(in super::super) async fn neighbour(conn: &impl Conn, filter: &Filter, of: &Media, is_newer: bool) -> Result<Option<Uuid>> {
    let mut args = args![];
    let rules = Filter { after: None, ..filter.clone() }.rules(&mut args);
    args.extend(args![of.taken_at, of.id]);
    let (sign, order) = if is_newer { (">", "ASC") } else { ("<", "DESC") };
    let sql = format!(
        "SELECT m.id FROM media m JOIN media_blob b ON b.id = m.blob_id WHERE {rules} AND (m.taken_at, m.id) {sign} (${}, ${})
         ORDER BY m.taken_at {order}, m.id {order} LIMIT 1",
        args.len() - 1,
        args.len()
    );
    Ok(conn.find(&sql, args).await?)
}

/// The latest files of a party.
///
/// # Errors
/// When the database refuses.
pub async fn latest_of(conn: &impl Conn, party: Uuid, most: usize) -> Result<Vec<Media>> {
    list(conn, &Filter { party: Some(party), ..Filter::default() }, most).await
}

/// How many there are of a kind, not counting the trash.
pub(in super::super) async fn counts(conn: &impl Conn, party: Option<Uuid>) -> Result<Vec<(Kind, i64)>> {
    let mut args = args![];
    let rules = Filter { party, ..Filter::default() }.rules(&mut args);
    let sql = format!("SELECT b.kind, COUNT(*) FROM media m JOIN media_blob b ON b.id = m.blob_id WHERE {rules} GROUP BY b.kind");
    let rows: Vec<(String, i64)> = conn.list(&sql, args).await?;
    Ok(rows.into_iter().filter_map(|(kind, count)| Some((Kind::parse(&kind)?, count))).collect())
}

/// How many are in the trash, and how many bytes their contents take that nobody else needs.
pub(in super::super) async fn trash(conn: &impl Conn) -> Result<(i64, i64)> {
    let sql = "SELECT (SELECT COUNT(*) FROM media WHERE deleted_at IS NOT NULL),
       (SELECT COALESCE(CAST(SUM(b.size_bytes) AS BIGINT), 0) FROM media_blob b
        WHERE NOT EXISTS (SELECT 1 FROM media m WHERE m.blob_id = b.id AND m.deleted_at IS NULL))";
    Ok(conn.get(sql, args![]).await?)
}

/// How many bytes all contents take: each counts once, those in the trash too.
pub(in super::super) async fn used_bytes(conn: &impl Conn) -> Result<u64> {
    let used: i64 = conn.get("SELECT COALESCE(CAST(SUM(size_bytes) AS BIGINT), 0) FROM media_blob", args![]).await?;
    Ok(used.unsigned_abs())
}

/// The parties that files are about, by name.
pub(in super::super) async fn parties(conn: &impl Conn, most: usize) -> Result<Vec<(Uuid, String)>> {
    let sql = format!(
        "SELECT p.id, p.name FROM party p WHERE p.id IN (SELECT party_id FROM media WHERE deleted_at IS NULL)
         ORDER BY p.name_key, p.id LIMIT {most}"
    );
    Ok(conn.list(&sql, args![]).await?)
}

/// A party.
pub(in super::super) async fn find_party(conn: &impl Conn, id: Uuid) -> Result<Option<PartyRef>> {
    let found: Option<(Uuid, String)> = conn.find("SELECT id, name FROM party WHERE id = $1", args![id]).await?;
    Ok(found.map(|(id, name)| PartyRef { id, name }))
}

/// The first parties that a text finds.
pub(in super::super) async fn parties_named(conn: &impl Conn, text: &str, most: usize) -> Result<Vec<PartyRef>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), "party", text, &mut args) else { return Ok(Vec::new()) };
    let sql = format!("SELECT p.id, p.name FROM ({found}) f CROSS JOIN party p WHERE p.id = f.id ORDER BY p.name_key, p.id LIMIT {most}");
    let rows: Vec<(Uuid, String)> = conn.list(&sql, args).await?;
    Ok(rows.into_iter().map(|(id, name)| PartyRef { id, name }).collect())
}

/// The files that a question finds, by their own words or as those of a party that it finds; the newest first, none of the trash.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, most: usize) -> Result<Vec<Media>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), KIND, question, &mut args) else { return Ok(Vec::new()) };
    let Some(parties) = search::matching(conn.engine(), "party", question, &mut args) else { return Ok(Vec::new()) };
    let rule = format!("(m.id IN (SELECT f.id FROM ({found}) f) OR m.party_id IN (SELECT f.id FROM ({parties}) f))");
    let sql = format!("{COLUMNS} WHERE m.deleted_at IS NULL AND {rule} ORDER BY m.taken_at DESC, m.id DESC LIMIT {most}");
    Ok(conn.list(&sql, args).await?)
}

/// The names of those among `ids` that there are.
///
/// # Errors
/// When the database refuses.
pub async fn list_names(conn: &impl Conn, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![];
    let holes = places(ids, &mut args);
    Ok(conn.list(&format!("SELECT id, name FROM media WHERE id IN ({holes})"), args).await?)
}
