//! Reads and writes of contacts and of their tags.

use hootis_policy::permissions::Reach;
use hootis_space::search::{self, CAP};
use hootis_space::{Conn, Tx, Value, args};
use uuid::Uuid;

use super::contact::{COLUMNS, Contact, Eyes, LINE_COLUMNS, Line, PartyRef, Words};
use crate::access::factors;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::person::sort_key;

/// Where a page of a list begins.
#[derive(Clone, Debug, Default)]
pub(super) enum Start {
    #[default]
    Beginning,
    /// After `(name_key, id)`.
    After(String, Uuid),
    /// Before it.
    Before(String, Uuid),
}

/// What a list shows.
#[derive(Clone, Default)]
pub(super) struct Filter {
    pub question: String,
    pub archived: bool,
    pub party: Option<Uuid>,
    pub tag: Option<Uuid>,
}

/// What stands between `FROM` and `ORDER BY`: the rows of a filter that these eyes may see.
fn rows(conn: &impl Conn, filter: &Filter, eyes: Eyes, args: &mut Vec<Value>) -> (String, Vec<String>) {
    let found = search::matching(conn.engine(), super::KIND, &filter.question, args);
    let mut rules = vec![eyes.condition(args), format!("c.archived_at IS {}", if filter.archived { "NOT NULL" } else { "NULL" })];
    if let Some(party) = filter.party {
        args.push(Value::Id(party));
        rules.push(format!("c.party_id = ${}", args.len()));
    }
    if let Some(tag) = filter.tag {
        args.push(Value::Id(tag));
        rules.push(format!("EXISTS (SELECT 1 FROM contact_tag x WHERE x.contact_id = c.id AND x.tag_id = ${})", args.len()));
    }
    // The few that match come first, whatever an engine thinks of its indexes: `CROSS JOIN` says so to SQLite.
    let from = match found {
        Some(found) => {
            rules.push("c.id = f.id".to_owned());
            format!("({found}) f CROSS JOIN contact c")
        }
        None => "contact c".to_owned(),
    };
    (from, rules)
}

/// A page of contacts by name, at most `most` and in the order of names, wherever it begins.
pub(super) async fn list(conn: &impl Conn, filter: &Filter, eyes: Eyes, from: &Start, most: i64) -> Result<Vec<Line>> {
    let mut args = args![];
    let (source, mut rules) = rows(conn, filter, eyes, &mut args);
    let mut sorted = "c.name_key, c.id";
    if let Start::After(key, id) | Start::Before(key, id) = from {
        let is_before = matches!(from, Start::Before(..));
        args.extend(args![key, *id]);
        rules.push(format!("(c.name_key, c.id) {} (${}, ${})", if is_before { "<" } else { ">" }, args.len() - 1, args.len()));
        if is_before {
            sorted = "c.name_key DESC, c.id DESC";
        }
    }
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT {LINE_COLUMNS} FROM {source} LEFT JOIN party p ON p.id = c.party_id WHERE {} ORDER BY {sorted} LIMIT ${}",
        rules.join(" AND "),
        args.len()
    );
    let mut lines: Vec<Line> = conn.list(&sql, args).await?;
    if matches!(from, Start::Before(..)) {
        lines.reverse();
    }
    Ok(lines)
}

/// How many a filter shows, counted up to [`CAP`] and one more.
pub(super) async fn count(conn: &impl Conn, filter: &Filter, eyes: Eyes) -> Result<i64> {
    let most = i64::try_from(CAP + 1).unwrap_or(i64::MAX);
    // A thousand in use are counted in the index alone; whose they are does not matter when there are more.
    if filter.question.is_empty() && filter.party.is_none() && filter.tag.is_none() && !filter.archived && count_up_to(conn, most).await? == most {
        return Ok(most);
    }
    let mut args = args![];
    let (source, rules) = rows(conn, filter, eyes, &mut args);
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM {source} WHERE {} LIMIT {}) counted", rules.join(" AND "), CAP + 1);
    Ok(conn.get(&sql, args).await?)
}

/// How many contacts are in use, counted no further than `most`.
async fn count_up_to(conn: &impl Conn, most: i64) -> Result<i64> {
    Ok(conn.get("SELECT COUNT(*) FROM (SELECT 1 FROM contact WHERE archived_at IS NULL LIMIT $1) counted", args![most]).await?)
}

/// The first contacts that a question finds, archived ones too, by name.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, eyes: Eyes, most: i64) -> Result<Vec<Line>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), super::KIND, question, &mut args) else { return Ok(Vec::new()) };
    let seen = eyes.condition(&mut args);
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT {LINE_COLUMNS} FROM ({found}) f CROSS JOIN contact c LEFT JOIN party p ON p.id = c.party_id
         WHERE c.id = f.id AND {seen} ORDER BY c.name_key, c.id LIMIT ${}",
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// The names of those of `ids` that these eyes may see.
///
/// # Errors
/// When the database refuses.
pub async fn list_names(conn: &impl Conn, ids: &[Uuid], eyes: Eyes) -> Result<Vec<(Uuid, String)>> {
    let mut args = args![];
    let seen = eyes.condition(&mut args);
    let Some(holes) = holes(ids, &mut args) else { return Ok(Vec::new()) };
    let sql = format!("SELECT c.id, c.first_name, c.last_name FROM contact c WHERE {seen} AND c.id IN ({holes})");
    let found: Vec<(Uuid, Option<String>, String)> = conn.list(&sql, args).await?;
    Ok(found.into_iter().map(|(id, first, last)| (id, first.map_or_else(|| last.clone(), |first| format!("{first} {last}")))).collect())
}

/// `$2, $3, …` for a list of ids, which are pushed on `args`; none for an empty list.
fn holes(ids: &[Uuid], args: &mut Vec<Value>) -> Option<String> {
    let start = args.len();
    args.extend(ids.iter().map(|id| Value::Id(*id)));
    let holes: Vec<String> = (start..args.len()).map(|i| format!("${}", i + 1)).collect();
    (!holes.is_empty()).then(|| holes.join(", "))
}

/// The tags of the contacts of a page: name and colour.
pub(super) async fn list_tags_of(conn: &impl Conn, ids: &[Uuid]) -> Result<Vec<(Uuid, (String, Option<String>))>> {
    let mut args = args![];
    let Some(holes) = holes(ids, &mut args) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT x.contact_id, t.name, t.color FROM contact_tag x JOIN tag t ON t.id = x.tag_id WHERE x.contact_id IN ({holes}) ORDER BY t.name_key, t.id"
    );
    let found: Vec<(Uuid, String, Option<String>)> = conn.list(&sql, args).await?;
    Ok(found.into_iter().map(|(id, name, color)| (id, (name, color))).collect())
}

/// A contact that these eyes may see, or 404.
///
/// # Errors
/// When there is none.
pub async fn get(conn: &impl Conn, id: Uuid, eyes: Eyes) -> Result<Contact> {
    let mut args = args![id];
    let seen = eyes.condition(&mut args);
    let sql = format!("SELECT {COLUMNS} FROM contact c LEFT JOIN party p ON p.id = c.party_id WHERE c.id = $1 AND {seen}");
    Ok(conn.get(&sql, args).await?)
}

/// Others with the same address, or the same name in the same place, that these eyes may see. `typed` says which fields are
/// new: on a change, what was there already has been seen.
pub(super) async fn list_alike(
    conn: &impl Conn,
    own: Uuid,
    words: &Words,
    party: Option<Uuid>,
    typed: impl Fn(&str) -> bool,
    eyes: Eyes,
    most: i64,
) -> Result<Vec<Line>> {
    let (mut args, mut ways) = (args![own], Vec::new());
    // A way each, so that each goes through its own index.
    if ["first_name", "last_name", "party_id"].into_iter().any(&typed) {
        args.extend(args![sort_key(&words.sorted_as()), party]);
        ways.push(
            "SELECT c.id FROM contact c WHERE c.name_key = $2 AND c.archived_at IS NULL AND (c.party_id = $3 OR (c.party_id IS NULL AND $3 IS NULL))"
                .to_owned(),
        );
    }
    if let Some(email) = words.email.as_ref().filter(|_| typed("email")) {
        args.extend(args![email, email.to_lowercase()]);
        ways.push(format!("SELECT c.id FROM contact c WHERE c.email IN (${}, ${})", args.len() - 1, args.len()));
    }
    if ways.is_empty() {
        return Ok(Vec::new());
    }
    let seen = eyes.condition(&mut args);
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT {LINE_COLUMNS} FROM contact c LEFT JOIN party p ON p.id = c.party_id
         WHERE c.id IN ({}) AND c.id <> $1 AND {seen} ORDER BY c.name_key, c.id LIMIT ${}",
        ways.join(" UNION "),
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// A new contact.
pub(super) struct NewContact {
    pub id: Uuid,
    pub party: Option<Uuid>,
    pub words: Words,
    pub private_to: Option<Uuid>,
}

/// Adds a contact. False when it is there already: the button was pressed twice.
pub(super) async fn insert(tx: &Tx, now: Now, new: &NewContact) -> Result<bool> {
    let w = &new.words;
    let inserted = tx
        .execute(
            "INSERT INTO contact (id, party_id, civility, first_name, last_name, name_key, position, email, phone, mobile, phone_personal, fax,
                                  address, postal_code, town, country, birthday, note_private, is_private, private_to, version, created_at, updated_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, 1, $21, $21)
             ON CONFLICT (id) DO NOTHING",
            [args![new.id, new.party], written(w), args![new.private_to.is_some(), new.private_to, now]].concat(),
        )
        .await?;
    if inserted == 1 {
        put(tx, new.id, w).await?;
    }
    Ok(inserted == 1)
}

/// The words of a contact, in the order of the columns from `civility` to `note_private`.
fn written(w: &Words) -> Vec<Value> {
    args![
        w.civility.clone(),
        w.first_name.clone(),
        &w.last_name,
        sort_key(&w.sorted_as()),
        w.position.clone(),
        w.email.clone(),
        w.phone.clone(),
        w.mobile.clone(),
        w.phone_personal.clone(),
        w.fax.clone(),
        w.address.clone(),
        w.postal_code.clone(),
        w.town.clone(),
        w.country.clone(),
        w.birthday.clone(),
        w.note.clone(),
    ]
}

/// Changes a contact that is still at `version`. False when somebody else was faster.
pub(super) async fn update(tx: &Tx, now: Now, new: &NewContact, version: i64) -> Result<bool> {
    let touched = tx
        .execute(
            "UPDATE contact SET party_id = $2, civility = $3, first_name = $4, last_name = $5, name_key = $6, position = $7, email = $8, phone = $9,
                    mobile = $10, phone_personal = $11, fax = $12, address = $13, postal_code = $14, town = $15, country = $16, birthday = $17,
                    note_private = $18, is_private = $19, private_to = $20, updated_at = $21, version = version + 1
             WHERE id = $1 AND version = $22",
            [args![new.id, new.party], written(&new.words), args![new.private_to.is_some(), new.private_to, now, version]].concat(),
        )
        .await?;
    if touched == 1 {
        put(tx, new.id, &new.words).await?;
    }
    Ok(touched == 1)
}

/// Changes what a contact may correct of themselves, if the card is still at `version`. False when somebody was faster.
pub(super) async fn update_own(tx: &Tx, now: Now, id: Uuid, version: i64, w: &Words) -> Result<bool> {
    let sql = "UPDATE contact SET first_name = $3, last_name = $4, name_key = $5, position = $6, email = $7, phone = $8, mobile = $9, address = $10,
                      postal_code = $11, town = $12, country = $13, updated_at = $14, version = version + 1 WHERE id = $1 AND version = $2";
    let args = args![
        id,
        version,
        w.first_name.clone(),
        &w.last_name,
        sort_key(&w.sorted_as()),
        w.position.clone(),
        w.email.clone(),
        w.phone.clone(),
        w.mobile.clone(),
        w.address.clone(),
        w.postal_code.clone(),
        w.town.clone(),
        w.country.clone(),
        now
    ];
    let touched = tx.execute(sql, args).await?;
    if touched == 1 {
        put(tx, id, w).await?;
    }
    Ok(touched == 1)
}

/// Makes a contact findable by what it holds.
async fn put(tx: &Tx, id: Uuid, w: &Words) -> Result<()> {
    let parts = [w.first_name.as_deref(), Some(&w.last_name), w.position.as_deref(), w.email.as_deref(), w.phone.as_deref()];
    let more = [w.mobile.as_deref(), w.phone_personal.as_deref(), w.town.as_deref()];
    Ok(search::put(tx, super::KIND, vec![(id, search::body(&[&parts[..], &more[..]].concat()))]).await?)
}

/// Puts a contact away, or takes it out again. False when it was so already.
pub(super) async fn update_archived(tx: &Tx, now: Now, id: Uuid, archived: bool) -> Result<bool> {
    let sql = if archived {
        "UPDATE contact SET archived_at = $2, updated_at = $2, version = version + 1 WHERE id = $1 AND archived_at IS NULL"
    } else {
        "UPDATE contact SET archived_at = NULL, updated_at = $2, version = version + 1 WHERE id = $1 AND archived_at IS NOT NULL"
    };
    Ok(tx.execute(sql, args![id, now]).await? == 1)
}

/// Forgets that a contact came from Dolibarr.
pub(super) async fn forget_origin(tx: &Tx, id: Uuid) -> Result<()> {
    tx.execute("DELETE FROM origin WHERE local_id = $1", args![id]).await?;
    Ok(())
}

/// Removes a contact for good, and what was written down about it.
pub(super) async fn delete(tx: &Tx, id: Uuid) -> Result<()> {
    search::remove(tx, super::KIND, &[id]).await?;
    tx.execute("DELETE FROM custom_value WHERE subject_id = $1", args![id]).await?;
    factors::delete_all(tx, id).await?;
    // That something was done stays in the journal; what it said of the person does not.
    tx.execute("UPDATE change_entry SET fields = '[]' WHERE subject_id = $1", args![id]).await?;
    tx.execute("UPDATE change_entry SET actor_name = '—', actor_id = NULL WHERE actor_kind = 'contact' AND actor_id = $1", args![id]).await?;
    tx.execute("DELETE FROM contact WHERE id = $1", args![id]).await?;
    Ok(())
}

/// Has a contact see their own only, in every application: what they saw more of, and how far.
pub(super) async fn shorten_reaches(tx: &Tx, now: Now, id: Uuid) -> Result<Vec<(&'static str, String)>> {
    let sql = "SELECT reach_data, reach_messages, reach_files FROM contact_access WHERE contact_id = $1";
    let Some((data, messages, files)) = tx.find::<(String, String, String)>(sql, args![id]).await? else { return Ok(Vec::new()) };
    let sql = "UPDATE contact_access SET reach_data = $2, reach_messages = $2, reach_files = $2, updated_at = $3 WHERE contact_id = $1";
    tx.execute(sql, args![id, Reach::Own.as_str(), now]).await?;
    let before = [("reach_data", data), ("reach_messages", messages), ("reach_files", files)];
    Ok(before.into_iter().filter(|(_, reach)| reach != Reach::Own.as_str()).collect())
}

/// Ends what opens Station Clients to a contact who is put away: sessions, links, codes, halves.
pub(super) async fn end_sessions(tx: &Tx, id: Uuid) -> Result<()> {
    for table in ["contact_session", "contact_link", "contact_code"] {
        tx.execute(&format!("DELETE FROM {table} WHERE contact_id = $1"), args![id]).await?;
    }
    factors::forget_halves(tx, id).await
}

/// Those of `ids` that these eyes may see.
pub(super) async fn list_seen(conn: &impl Conn, ids: &[Uuid], eyes: Eyes) -> Result<Vec<Uuid>> {
    let mut args = args![];
    let seen = eyes.condition(&mut args);
    let Some(holes) = holes(ids, &mut args) else { return Ok(Vec::new()) };
    Ok(conn.list(&format!("SELECT c.id FROM contact c WHERE {seen} AND c.id IN ({holes})"), args).await?)
}

/// Puts contacts away, or takes them out again. Those that changed.
pub(super) async fn update_all_archived(tx: &Tx, now: Now, ids: &[Uuid], archived: bool) -> Result<Vec<Uuid>> {
    let mut args = args![if archived { Value::from(now) } else { Value::Null }, now];
    let Some(holes) = holes(ids, &mut args) else { return Ok(Vec::new()) };
    let other = if archived { "IS NULL" } else { "IS NOT NULL" };
    let sql = format!(
        "UPDATE contact SET archived_at = $1, updated_at = $2, version = version + 1 WHERE id IN ({holes}) AND archived_at {other} RETURNING id"
    );
    Ok(tx.list(&sql, args).await?)
}

/// Notes that something that hangs on a contact was changed, if it is still at `version`. False when it is not.
pub(super) async fn touch(tx: &Tx, now: Now, id: Uuid, version: i64) -> Result<bool> {
    let sql = "UPDATE contact SET updated_at = $3, version = version + 1 WHERE id = $1 AND version = $2";
    Ok(tx.execute(sql, args![id, version, now]).await? == 1)
}

/// The party of an id that a contact may be put with.
pub(super) async fn find_party(conn: &impl Conn, id: Uuid) -> Result<Option<PartyRef>> {
    Ok(conn.find("SELECT id, name, town FROM party WHERE id = $1", args![id]).await?)
}

/// Parties in use that a question finds, by name.
pub(super) async fn list_parties(conn: &impl Conn, question: &str, most: i64) -> Result<Vec<PartyRef>> {
    let mut args = args![];
    let Some(found) = search::matching(conn.engine(), "party", question, &mut args) else { return Ok(Vec::new()) };
    args.push(Value::Int(most));
    let sql = format!(
        "SELECT p.id, p.name, p.town FROM ({found}) f CROSS JOIN party p WHERE p.id = f.id AND p.archived_at IS NULL ORDER BY p.name_key, p.id LIMIT ${}",
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}

/// Whether the contact comes in to Station Clients: the state of their access, if they have one.
pub(super) async fn find_access(conn: &impl Conn, id: Uuid) -> Result<Option<String>> {
    Ok(conn.find("SELECT state FROM contact_access WHERE contact_id = $1", args![id]).await?)
}

/// Refuses to change what Dolibarr owns.
pub(super) fn ours(contact: &Contact) -> Result<()> {
    if contact.is_from_dolibarr { Err(Error::Conflict("contacts-dolibarr-owned")) } else { Ok(()) }
}
