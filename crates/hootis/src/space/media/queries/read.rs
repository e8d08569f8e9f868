//! What there is.

use hootis_media::Kind;
use hootis_space::{Conn, Value, args, search};
use uuid::Uuid;

use super::super::KIND;
use super::super::row::{Media, PartyRef};
use super::places;
use crate::clock::Now;
use crate::error::Result;
use crate::space::Eyes;

/// A file with its content and party; `m` is the file.
pub(in super::super) const COLUMNS: &str = "SELECT m.id, m.name, m.caption, m.alt, m.taken_at, m.added_name, m.deleted_at, m.version, m.created_at, m.conversation_id, m.message_id, m.aside_id, m.contact_id, m.shared_at, m.shared_with, p.id, p.name,
   b.id, b.kind, b.media_type, b.size_bytes, b.width, b.height, b.duration_ms, b.has_views
 FROM media m JOIN media_blob b ON b.id = m.blob_id LEFT JOIN party p ON p.id = m.party_id";

/// The condition on `media m`: it was sent, and these eyes see the conversation that it was sent in and the contact that it is shown to
/// alone. Its arguments are pushed on `args`.
pub(in super::super) fn open_to(eyes: Eyes, args: &mut Vec<Value>) -> String {
    let conversation = eyes.conversation("m.conversation_id", args);
    let contact = eyes.condition(args);
    format!(
        "(m.unsent_at IS NULL AND (m.conversation_id IS NULL OR {conversation})
          AND (m.shared_with IS NULL OR NOT EXISTS (SELECT 1 FROM contact c WHERE c.id = m.shared_with AND NOT COALESCE({contact}, FALSE))))"
    )
}

/// Which files are listed.
#[derive(Clone, Debug)]
pub(in super::super) struct Filter {
    /// Who looks.
    pub(in super::super) eyes: Eyes,
    pub(in super::super) kind: Option<Kind>,
    pub(in super::super) party: Option<Uuid>,
    /// Only those in the trash, or only those that are not.
    pub(in super::super) in_trash: bool,
    /// Where the last page ended: those behind it.
    pub(in super::super) after: Option<(i64, Uuid)>,
}

impl Filter {
    /// All that these eyes see and is not in the trash.
    pub(in super::super) fn of(eyes: Eyes) -> Self {
        Self { eyes, kind: None, party: None, in_trash: false, after: None }
    }

    /// The rules as SQL; their values are pushed on `args`.
    fn rules(&self, args: &mut Vec<Value>) -> String {
        let is_there = if self.in_trash { "m.deleted_at IS NOT NULL" } else { "m.deleted_at IS NULL" };
        let mut rules = vec![is_there.to_owned(), open_to(self.eyes, args)];
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
pub(in super::super) async fn get(conn: &impl Conn, eyes: Eyes, id: Uuid) -> Result<Media> {
    let mut args = args![id];
    let seen = open_to(eyes, &mut args);
    Ok(conn.get(&format!("{COLUMNS} WHERE m.id = $1 AND {seen}"), args).await?)
}

/// Those of `ids` that these eyes see.
pub(in super::super) async fn list_seen(conn: &impl Conn, eyes: Eyes, ids: &[Uuid]) -> Result<Vec<Uuid>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![];
    let holes = places(ids, &mut args);
    let seen = open_to(eyes, &mut args);
    Ok(conn.list(&format!("SELECT m.id FROM media m WHERE m.id IN ({holes}) AND {seen}"), args).await?)
}

/// What the conversation that a file was sent in is called: its subject, its party, or its contacts.
pub(in super::super) async fn conversation_title(conn: &impl Conn, id: Uuid) -> Result<String> {
    let sql = "SELECT COALESCE(v.subject, p.name, '') FROM conversation v LEFT JOIN party p ON p.id = v.party_id WHERE v.id = $1";
    let title: String = conn.get(sql, args![id]).await?;
    if !title.is_empty() {
        return Ok(title);
    }
    let sql = "SELECT c.first_name, c.last_name FROM conversation_contact x JOIN contact c ON c.id = x.contact_id WHERE x.conversation_id = $1 ORDER BY c.name_key, c.id LIMIT 3";
    let people: Vec<(Option<String>, String)> = conn.list(sql, args![id]).await?;
    Ok(people.into_iter().map(|(first, last)| first.map_or_else(|| last.clone(), |first| format!("{first} {last}"))).collect::<Vec<_>>().join(", "))
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
pub async fn latest_of(conn: &impl Conn, eyes: Eyes, party: Uuid, most: usize) -> Result<Vec<Media>> {
    list(conn, &Filter { party: Some(party), ..Filter::of(eyes) }, most).await
}

/// How many there are of a kind, not counting the trash.
pub(in super::super) async fn counts(conn: &impl Conn, eyes: Eyes, party: Option<Uuid>) -> Result<Vec<(Kind, i64)>> {
    let mut args = args![];
    let rules = Filter { party, ..Filter::of(eyes) }.rules(&mut args);
    let sql = format!("SELECT b.kind, COUNT(*) FROM media m JOIN media_blob b ON b.id = m.blob_id WHERE {rules} GROUP BY b.kind");
    let rows: Vec<(String, i64)> = conn.list(&sql, args).await?;
    Ok(rows.into_iter().filter_map(|(kind, count)| Some((Kind::parse(&kind)?, count))).collect())
}

/// How many are in the trash, as these eyes see it, and how many bytes their contents take that nobody else needs.
pub(in super::super) async fn trash(conn: &impl Conn, eyes: Eyes) -> Result<(i64, i64)> {
    let mut args = args![];
    let seen = open_to(eyes, &mut args);
    let sql = format!(
        "SELECT (SELECT COUNT(*) FROM media m WHERE m.deleted_at IS NOT NULL AND {seen}),
           (SELECT COALESCE(CAST(SUM(b.size_bytes) AS BIGINT), 0) FROM media_blob b
            WHERE EXISTS (SELECT 1 FROM media m WHERE m.blob_id = b.id AND {seen})
              AND NOT EXISTS (SELECT 1 FROM media k WHERE k.blob_id = b.id AND k.deleted_at IS NULL))"
    );
    Ok(conn.get(&sql, args).await?)
}

/// The files in the trash that these eyes see, put there up to an instant.
pub(in super::super) async fn in_trash_until(conn: &impl Conn, eyes: Eyes, until: Now, most: u32) -> Result<Vec<Uuid>> {
    let mut args = args![until, most];
    let seen = open_to(eyes, &mut args);
    let sql = format!("SELECT m.id FROM media m WHERE m.deleted_at <= $1 AND {seen} ORDER BY m.deleted_at, m.id LIMIT $2");
    Ok(conn.list(&sql, args).await?)
}

/// How many bytes all contents take: each counts once, those in the trash too.
pub(in super::super) async fn used_bytes(conn: &impl Conn) -> Result<u64> {
    let used: i64 = conn.get("SELECT COALESCE(CAST(SUM(size_bytes) AS BIGINT), 0) FROM media_blob", args![]).await?;
    Ok(used.unsigned_abs())
}

/// The parties that files are about, by name.
pub(in super::super) async fn parties(conn: &impl Conn, eyes: Eyes, most: usize) -> Result<Vec<(Uuid, String)>> {
    let mut args = args![];
    let seen = open_to(eyes, &mut args);
    let sql = format!(
        "SELECT p.id, p.name FROM party p WHERE p.id IN (SELECT m.party_id FROM media m WHERE m.deleted_at IS NULL AND {seen})
         ORDER BY p.name_key, p.id LIMIT {most}"
    );
    Ok(conn.list(&sql, args).await?)
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
pub async fn list_found(conn: &impl Conn, eyes: Eyes, question: &str, most: usize) -> Result<Vec<Media>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), KIND, question, &mut args) else { return Ok(Vec::new()) };
    let Some(parties) = search::matching(conn.engine(), "party", question, &mut args) else { return Ok(Vec::new()) };
    let rule = format!("(m.id IN (SELECT f.id FROM ({found}) f) OR m.party_id IN (SELECT f.id FROM ({parties}) f))");
    let seen = open_to(eyes, &mut args);
    let sql = format!("{COLUMNS} WHERE m.deleted_at IS NULL AND {seen} AND {rule} ORDER BY m.taken_at DESC, m.id DESC LIMIT {most}");
    Ok(conn.list(&sql, args).await?)
}

/// The names of those among `ids` that there are for these eyes.
///
/// # Errors
/// When the database refuses.
pub async fn list_names(conn: &impl Conn, eyes: Eyes, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![];
    let holes = places(ids, &mut args);
    let seen = open_to(eyes, &mut args);
    Ok(conn.list(&format!("SELECT m.id, m.name FROM media m WHERE m.id IN ({holes}) AND {seen}"), args).await?)
}
