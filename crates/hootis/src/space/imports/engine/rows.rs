//! Rows that Dolibarr owns: third parties, contacts, users, categories, definitions of custom fields.

use std::collections::{HashMap, HashSet};

use hootis_dolibarr::Warning;
use hootis_dolibarr::record::Record;
use hootis_space::{Conn as _, Tx, Value, args, search};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::super::map::{self, Ids};
use super::super::run::table_of;
use super::super::shape::{CONTACT, FIELD, Kind, MEMBER, PARTY, Shape, TAG, holders, merged, plain, to_json};
use super::Sitting;
use super::before::Act;
use super::origins::{self, CHUNK, Origin, fill};
use crate::clock::Now;
use crate::error::Result;

/// What the journal keeps of a long text.
const JOURNAL_CHARS: usize = 500;

/// A row of Dolibarr that is about to be written.
pub(super) struct Incoming {
    pub(super) row: i64,
    pub(super) id: Uuid,
    pub(super) fingerprint: [u8; 32],
    pub(super) values: Vec<Value>,
}

/// A row of ours as it is now.
struct Current {
    version: i64,
    updated_at: i64,
    values: Vec<Value>,
}

fn shape_of(record: &Record) -> &'static Shape {
    match record {
        Record::ThirdParty(_) => &PARTY,
        Record::Contact(_) => &CONTACT,
        Record::User(_) => &MEMBER,
        Record::Category(_) => &TAG,
        _ => &FIELD,
    }
}

impl Sitting<'_> {
    /// Applies records of one kind.
    pub(super) async fn rows(&mut self, tx: &Tx, now: Now, records: Vec<Record>) -> Result<()> {
        let Some(first) = records.first() else { return Ok(()) };
        let (shape, table) = (shape_of(first), table_of(first));
        let known = origins::find(tx, self.source, shape, records.iter().map(Record::row)).await?;
        self.seen.rows.extend(records.iter().map(|record| (shape.source_table, record.row())));
        let refs = self.references(tx, &records).await?;
        let (mut new, mut changed) = self.sort(tx, now, table, records, &known, refs).await?;
        if shape.table == MEMBER.table {
            self.leave_people_alone(tx, now, &mut new, &mut changed, &known).await?;
        }
        if shape.table == FIELD.table {
            name_apart(tx, &mut new, &mut changed).await?;
        }
        self.progress.of(table).created += new.len() as u64;
        self.progress.of(table).updated += changed.len() as u64;
        if !self.dry {
            self.insert(tx, now, shape, new).await?;
            self.update(tx, now, shape, changed, &known).await?;
        }
        Ok(())
    }

    /// Our ids of the third parties and users that records refer to.
    async fn references(&self, tx: &Tx, records: &[Record]) -> Result<(Ids, Ids)> {
        let (mut own, mut other) = (Vec::new(), Vec::new());
        for record in records {
            match record {
                Record::ThirdParty(party) => own.extend(party.parent_row),
                Record::Category(category) => own.extend(category.parent_row),
                Record::Contact(contact) => {
                    own.extend(contact.third_party_row);
                    other.extend(contact.owner_row.filter(|_| contact.is_private));
                }
                _ => {}
            }
        }
        let shape = if matches!(records.first(), Some(Record::Category(_))) { &TAG } else { &PARTY };
        Ok((origins::ids(tx, self.source, shape, own.into_iter()).await?, origins::ids(tx, self.source, &MEMBER, other.into_iter()).await?))
    }

    /// Tells new rows from changed ones, and counts the others.
    async fn sort(
        &mut self,
        tx: &Tx,
        now: Now,
        table: &'static str,
        records: Vec<Record>,
        known: &HashMap<i64, Origin>,
        (mut own, other): (Ids, Ids),
    ) -> Result<(Vec<Incoming>, Vec<Incoming>)> {
        let (mut new, mut changed, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
        for record in records {
            let (row, fingerprint) = (record.row(), record.fingerprint());
            if let Record::User(user) = &record
                && user.third_party_row.is_some()
            {
                self.progress.of(table).skipped += 1;
                warnings.push(warning(MEMBER.source_table, row, "external-user"));
                continue;
            }
            let origin = known.get(&row);
            if origin.is_some_and(|origin| origin.is_gone) {
                self.progress.of(table).skipped += 1;
                warnings.push(warning(shape_of(&record).source_table, row, "deleted-here"));
                continue;
            }
            if origin.is_some_and(|origin| origin.fingerprint == fingerprint) {
                self.progress.of(table).unchanged += 1;
                continue;
            }
            let values = match &record {
                Record::ThirdParty(record) => map::party(record, &own),
                Record::Contact(record) => map::contact(record, &own, &other, now),
                Record::User(record) => map::member(record),
                Record::Category(record) => map::tag(record, &own),
                Record::CustomField(record) => map::field(record),
                _ => continue,
            };
            let id = origin.map_or_else(Uuid::now_v7, |origin| origin.local);
            // A parent comes before its children, maybe in this very batch.
            if matches!(record, Record::ThirdParty(_) | Record::Category(_)) {
                own.insert(row, id);
            }
            let list = if origin.is_some() { &mut changed } else { &mut new };
            list.push(Incoming { row, id, fingerprint, values });
        }
        self.warn(tx, now, &warnings).await?;
        Ok((new, changed))
    }

    /// Members who sign in are never touched: a user with the address of one is put together with them.
    async fn leave_people_alone(
        &mut self,
        tx: &Tx,
        now: Now,
        new: &mut Vec<Incoming>,
        changed: &mut Vec<Incoming>,
        known: &HashMap<i64, Origin>,
    ) -> Result<()> {
        let signing_in: Vec<(Uuid, Option<String>)> =
            tx.list("SELECT id, email_key FROM member WHERE state <> 'listed' ORDER BY id", args![]).await?;
        let taken: HashSet<Uuid> = tx.list::<Uuid>("SELECT local_id FROM origin WHERE source_table = 'user'", args![]).await?.into_iter().collect();
        let mut free: HashMap<String, Uuid> =
            signing_in.iter().filter(|(id, _)| !taken.contains(id)).filter_map(|(id, key)| Some((key.clone()?, *id))).collect();
        let (mut linked, mut warnings) = (Vec::new(), Vec::new());
        new.retain_mut(|incoming| {
            let key = match incoming.values.get(3) {
                Some(Value::Text(key)) => key.as_str(),
                _ => return true,
            };
            let Some(member) = free.remove(key) else { return true };
            incoming.id = member;
            warnings.push(warning(MEMBER.source_table, incoming.row, "member-known"));
            linked.push(self.origin_args(now, &MEMBER, incoming));
            self.befores.note(MEMBER.table, Act::Linked, json!([member, incoming.row]));
            false
        });
        let people: HashSet<Uuid> = signing_in.into_iter().map(|(id, _)| id).collect();
        let (untouched, rest): (Vec<_>, Vec<_>) = std::mem::take(changed).into_iter().partition(|incoming| people.contains(&incoming.id));
        *changed = rest;
        self.progress.of("users").unchanged += (linked.len() + untouched.len()) as u64;
        self.warn(tx, now, &warnings).await?;
        if !self.dry {
            tx.execute_many(INSERT_ORIGIN, linked).await?;
            for incoming in &untouched {
                if let Some(origin) = known.get(&incoming.row) {
                    let image = json!({ "row": incoming.row, "fingerprint": hootis_vault::hex(&origin.fingerprint), "run": origin.last_run });
                    self.befores.note("origin", Act::Changed, json!({ "table": MEMBER.source_table, "origin": image }));
                }
            }
            self.mark(tx, &MEMBER, &untouched).await?;
        }
        Ok(())
    }

    fn origin_args(&self, now: Now, shape: &Shape, incoming: &Incoming) -> Vec<Value> {
        args![self.source, shape.source_table, incoming.row, incoming.id, incoming.fingerprint.as_slice(), self.run, now]
    }

    /// Adds rows, with where they came from.
    pub(super) async fn insert(&mut self, tx: &Tx, now: Now, shape: &'static Shape, new: Vec<Incoming>) -> Result<()> {
        if new.is_empty() {
            return Ok(());
        }
        let origins = new.iter().map(|incoming| self.origin_args(now, shape, incoming)).collect();
        if !shape.found_by.is_empty() {
            let found = new.iter().map(|incoming| (incoming.id, shape.search_body(&incoming.values)));
            search::put(tx, shape.subject, found.filter(|(_, body)| !body.is_empty()).collect()).await?;
        }
        let rows = new.into_iter().map(|incoming| {
            let mut values = args![incoming.id];
            values.extend(incoming.values);
            values.extend(args![now]);
            values
        });
        tx.execute_many(&shape.insert_sql(), rows.collect()).await?;
        tx.execute_many(INSERT_ORIGIN, origins).await?;
        Ok(())
    }

    /// Writes changed rows anew.
    pub(super) async fn update(
        &mut self,
        tx: &Tx,
        now: Now,
        shape: &'static Shape,
        changed: Vec<Incoming>,
        known: &HashMap<i64, Origin>,
    ) -> Result<()> {
        if changed.is_empty() {
            return Ok(());
        }
        let current = current(tx, shape, &changed).await?;
        let (mut rows, mut entries, mut found) = (Vec::new(), Vec::new(), Vec::new());
        for incoming in &changed {
            let (Some(old), Some(origin)) = (current.get(&incoming.id), known.get(&incoming.row)) else { continue };
            let mut values: Vec<Value> = shape
                .columns
                .iter()
                .zip(&old.values)
                .zip(&incoming.values)
                .map(|(((_, kind), old), new)| merged(*kind, old, new, self.take.notes))
                .collect();
            come_back(shape, &old.values, &incoming.values, &mut values);
            let (fields, image) = difference(shape, old, &values);
            let origin = json!({ "row": incoming.row, "fingerprint": hootis_vault::hex(&origin.fingerprint), "run": origin.last_run });
            let image = json!({ "id": incoming.id, "version": old.version, "updated_at": old.updated_at, "columns": image, "origin": origin });
            self.befores.note(shape.key(), Act::Changed, image);
            found.push((incoming.id, shape.search_body(&values)));
            if shape.is_told() {
                entries.push(args![Uuid::now_v7(), self.run, &self.asked_by, shape.subject, incoming.id, Json::from(fields).to_string(), now]);
            }
            let mut set = args![incoming.id];
            set.extend(values);
            set.extend(args![old.version + 1, now]);
            rows.push(set);
        }
        tx.execute_many(&shape.update_sql(), rows).await?;
        tx.execute_many(INSERT_ENTRY, entries).await?;
        if !shape.found_by.is_empty() {
            found.retain(|(_, body)| !body.is_empty());
            search::put(tx, shape.subject, found).await?;
        }
        self.mark(tx, shape, &changed).await
    }

    /// Remembers what Dolibarr's rows hold now.
    async fn mark(&self, tx: &Tx, shape: &Shape, rows: &[Incoming]) -> Result<()> {
        let sql = "UPDATE origin SET fingerprint = $4, last_run = $5 WHERE source_id = $1 AND source_table = $2 AND source_row = $3";
        let sets = rows.iter().map(|incoming| args![self.source, shape.source_table, incoming.row, incoming.fingerprint.as_slice(), self.run]);
        tx.execute_many(sql, sets.collect()).await?;
        Ok(())
    }
}

const INSERT_ORIGIN: &str = "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)";

const INSERT_ENTRY: &str = "INSERT INTO change_entry (id, actor_kind, actor_id, actor_name, subject_kind, subject_id, action, fields, created_at) VALUES ($1, 'import', $2, $3, $4, $5, 'updated', $6, $7)";

fn warning(table: &str, row: i64, code: &'static str) -> Warning {
    Warning { table: table.to_owned(), row: Some(row), code, args: Vec::new() }
}

/// The rows as they are now.
async fn current(tx: &Tx, shape: &Shape, rows: &[Incoming]) -> Result<HashMap<Uuid, Current>> {
    let sql = format!("SELECT id, version, updated_at, {} FROM {} WHERE id IN ({})", shape.column_list(), shape.table, holders(1, CHUNK));
    let mut found = HashMap::new();
    for chunk in rows.chunks(CHUNK) {
        let mut ids = Vec::new();
        fill(&mut ids, chunk.iter().map(|incoming| Value::Id(incoming.id)));
        for mut row in tx.query(&sql, ids).await? {
            let (id, version, updated_at) = (row.take()?, row.take()?, row.take()?);
            let values = shape.columns.iter().zip(row.rest()).map(|((_, kind), value)| plain(*kind, value)).collect();
            found.insert(id, Current { version, updated_at, values });
        }
    }
    Ok(found)
}

/// What was archived because Dolibarr had it no more, and has it again, is archived no more.
fn come_back(shape: &Shape, old: &[Value], new: &[Value], values: &mut [Value]) {
    let at = |column: &str| shape.columns.iter().position(|(name, _)| *name == column);
    if let (Some(archived), Some(gone)) = (at("archived_at"), at("gone_at"))
        && old[gone] != Value::Null
        && old[gone] == old[archived]
    {
        values[archived] = new[archived].clone();
    }
}

/// What changes: for the journal, and both values of each column for undoing.
fn difference(shape: &Shape, old: &Current, new: &[Value]) -> (Vec<Json>, Json) {
    let (mut fields, mut image) = (Vec::new(), serde_json::Map::new());
    for (((name, kind), before), after) in shape.columns.iter().zip(&old.values).zip(new) {
        if before == after {
            continue;
        }
        if !name.ends_with("_key") && !name.ends_with("_html") && *name != "gone_at" {
            fields.push(json!({ "field": name, "before": told(*kind, before), "after": told(*kind, after) }));
        }
        image.insert((*name).to_owned(), json!([to_json(before), to_json(after)]));
    }
    (fields, Json::Object(image))
}

/// What a person would read in the journal; nothing for ids and instants, which nobody reads.
fn told(kind: Kind, value: &Value) -> Option<String> {
    match (kind, value) {
        (Kind::Sticky | Kind::Id, _) => None,
        (_, Value::Bool(value)) => Some(if *value { "✓" } else { "—" }.to_owned()),
        (_, Value::Int(value)) => Some(value.to_string()),
        (_, Value::Text(value)) => Some(value.chars().take(JOURNAL_CHARS).collect()),
        _ => None,
    }
}

/// Custom fields of one name on the same things get different names: `colour`, `colour@2`.
async fn name_apart(tx: &Tx, new: &mut [Incoming], changed: &mut [Incoming]) -> Result<()> {
    let fields: Vec<(Uuid, String, String)> = tx.list("SELECT id, subject, name FROM custom_field ORDER BY id", args![]).await?;
    let mut taken: HashMap<(String, String), Uuid> = fields.into_iter().map(|(id, subject, name)| ((subject, name), id)).collect();
    let name_at = FIELD.columns.iter().position(|(_, kind)| *kind == Kind::Name).unwrap_or(1);
    for incoming in changed.iter_mut().chain(new) {
        let (Some(Value::Text(subject)), Some(Value::Text(name))) = (incoming.values.first(), incoming.values.get(name_at)) else { continue };
        let (subject, name) = (subject.clone(), name.clone());
        let candidates = std::iter::once(name.clone()).chain((2..).map(|n| format!("{name}@{n}")));
        let free = candidates.take(1_000).find(|candidate| taken.get(&(subject.clone(), candidate.clone())).is_none_or(|id| *id == incoming.id));
        if let Some(free) = free {
            taken.insert((subject, free.clone()), incoming.id);
            incoming.values[name_at] = Value::Text(free);
        }
    }
    Ok(())
}
