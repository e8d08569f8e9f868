//! Undoing a run: before-images put back, newest first; then what it created goes.
//!
//! Each step is one transaction that also forgets what it has put back, so an undo that is cut off
//! goes on where it was.

use hootis_space::{Conn as _, SpaceDb, Tx, Value, args, search};
use serde_json::Value as Json;
use uuid::Uuid;

use super::super::queries;
use super::super::run::{Progress, Run, RunState};
use super::super::shape::{MEMBER, Shape, all, from_json, holders, plain, to_json};
use super::before::Act;
use super::gone::put_back_parts;
use super::links::LinkTable;
use super::origins::{CHUNK, fill};
use super::values::{DELETE_VALUE, INSERT_VALUE, UPDATE_VALUE};
use crate::clock::Now;
use crate::error::Result;

/// Undoes a run. What members changed since is kept and counted.
///
/// # Errors
/// When the space's database refuses: the undo can go on later.
pub(in super::super) async fn undo(space: &SpaceDb, clock: &(dyn Fn() -> Now + Send + Sync), run: Run) -> Result<Progress> {
    let mut progress = run.progress;
    space.execute("UPDATE import_run SET state = $2 WHERE id = $1", args![run.id, RunState::Undoing.code()]).await?;
    let source = run.source_id.unwrap_or(Uuid::nil());
    while step_back(space, clock(), run.id, source, &mut progress).await? {}
    for shape in all() {
        while remove_created(space, run.id, shape, &mut progress).await? {}
    }
    queries::end_run(space, run.ended_at.map_or_else(clock, Now), run.id, RunState::Undone, &progress, None).await?;
    Ok(progress)
}

/// Puts back the newest image that is left.
async fn step_back(space: &SpaceDb, now: Now, run: Uuid, source: Uuid, progress: &mut Progress) -> Result<bool> {
    let tx = space.begin().await?;
    let sql = "SELECT num, table_name, row_key, before_image FROM import_before WHERE run_id = $1 ORDER BY num DESC LIMIT 1";
    let Some((num, table, act, image)) = tx.find::<(i64, String, String, String)>(sql, args![run]).await? else { return Ok(false) };
    let images: Vec<Json> = serde_json::from_str(&image).unwrap_or_default();
    if let Some(act) = Act::parse(&act) {
        progress.kept += put_back(&tx, now, source, &table, act, images).await?;
    }
    tx.execute("DELETE FROM import_before WHERE run_id = $1 AND num = $2", args![run, num]).await?;
    queries::update_progress(&tx, run, progress).await?;
    tx.commit().await?;
    Ok(true)
}

/// Puts back the images of one table; how many fields were left as members had changed them.
async fn put_back(tx: &Tx, now: Now, source: Uuid, table: &str, act: Act, images: Vec<Json>) -> Result<u64> {
    if let Some(link) = LinkTable::named(table) {
        let ids = |image: &Json| args![id(&image[0]), id(&image[1])];
        let (sql, sets) = match act {
            Act::Created => (link.delete_sql(), images.iter().map(ids).collect()),
            _ => (link.insert_sql(), images.iter().map(|image| args![id(&image[0]), id(&image[1]), id(&image[2]), image[3].as_i64()]).collect()),
        };
        tx.execute_many(&sql, sets).await?;
        return Ok(0);
    }
    match (table, act) {
        ("custom_value", act) => put_back_values(tx, act, images).await,
        ("member", Act::Linked) => {
            let sql = "DELETE FROM origin WHERE local_id = $1 AND source_table = $2 AND source_row = $3";
            let sets = images.iter().map(|image| args![id(&image[0]), MEMBER.source_table, image[1].as_i64()]);
            tx.execute_many(sql, sets.collect()).await?;
            Ok(0)
        }
        ("origin", _) => {
            for image in &images {
                put_back_origin(tx, source, image["table"].as_str().unwrap_or_default(), &image["origin"]).await?;
            }
            Ok(0)
        }
        (table, act) => match Shape::of_key(table) {
            Some(shape) if act == Act::Removed => put_back_parts(tx, source, shape, images).await,
            Some(shape) => put_back_rows(tx, now, source, shape, images).await,
            None => Ok(0),
        },
    }
}

async fn put_back_values(tx: &Tx, act: Act, images: Vec<Json>) -> Result<u64> {
    let text = |json: &Json| json.as_str().unwrap_or_default().to_owned();
    match act {
        Act::Created => {
            tx.execute_many(DELETE_VALUE, images.iter().map(|image| args![id(&image[0]), id(&image[1])]).collect()).await?;
            Ok(0)
        }
        Act::Changed => {
            let sql = format!("{UPDATE_VALUE} AND value = $5 AND raw = $6");
            let sets = images.iter().map(|image| {
                let after = &image["after"];
                args![id(&image["field"]), id(&image["subject"]), text(&image["value"]), text(&image["raw"]), text(&after[0]), text(&after[1])]
            });
            let touched = tx.execute_many(&sql, sets.collect()).await?;
            Ok((images.len() as u64).saturating_sub(touched))
        }
        _ => {
            let sets = images.iter().map(|image| {
                args![
                    id(&image["field"]),
                    id(&image["subject"]),
                    text(&image["value"]),
                    text(&image["raw"]),
                    id(&image["source"]),
                    image["created_at"].as_i64()
                ]
            });
            tx.execute_many(INSERT_VALUE, sets.collect()).await?;
            Ok(0)
        }
    }
}

async fn put_back_origin(tx: &Tx, source: Uuid, source_table: &str, origin: &Json) -> Result<()> {
    let sql = "UPDATE origin SET fingerprint = $4, last_run = $5 WHERE source_id = $1 AND source_table = $2 AND source_row = $3";
    let fingerprint = unhex(origin["fingerprint"].as_str().unwrap_or_default());
    tx.execute(sql, args![source, source_table, origin["row"].as_i64(), fingerprint, id(&origin["run"])]).await?;
    Ok(())
}

async fn put_back_rows(tx: &Tx, now: Now, source: Uuid, shape: &'static Shape, images: Vec<Json>) -> Result<u64> {
    let select = format!("SELECT version, {} FROM {} WHERE id = $1", shape.column_list(), shape.table);
    let (mut kept, mut rows, mut found) = (0, Vec::new(), Vec::new());
    for image in &images {
        put_back_origin(tx, source, shape.source_table, &image["origin"]).await?;
        let Some(row_id) = id(&image["id"]) else { continue };
        let Some(mut row) = tx.query(&select, args![row_id]).await?.pop() else { continue };
        let version: i64 = row.take()?;
        let mut values: Vec<Value> = shape.columns.iter().zip(row.rest()).map(|((_, kind), value)| plain(*kind, value)).collect();
        for ((name, kind), value) in shape.columns.iter().zip(&mut values) {
            let both = &image["columns"][*name];
            if both.is_null() {
                continue;
            }
            if to_json(value) == both[1] {
                *value = from_json(*kind, &both[0]);
            } else {
                kept += 1;
            }
        }
        let before = image["version"].as_i64().unwrap_or(version);
        // Nobody touched the row since: it is as if nothing had been.
        let (version, at) = if version == before + 1 { (before, image["updated_at"].as_i64().unwrap_or(now.0)) } else { (version + 1, now.0) };
        found.push((row_id, shape.search_body(&values)));
        let mut set = args![row_id];
        set.extend(values);
        set.extend(args![version, at]);
        rows.push(set);
    }
    tx.execute_many(&shape.update_sql(), rows).await?;
    if !shape.found_by.is_empty() {
        found.retain(|(_, body)| !body.is_empty());
        search::put(tx, shape.subject, found).await?;
    }
    Ok(kept)
}

/// Removes some of the rows that the run created.
async fn remove_created(space: &SpaceDb, run: Uuid, shape: &'static Shape, progress: &mut Progress) -> Result<bool> {
    let tx = space.begin().await?;
    // Where the row is gone, somebody deleted it since: its origin keeps the next import from bringing it back.
    let sql = format!(
        "SELECT o.local_id FROM origin o WHERE o.first_run = $1 AND o.source_table = $2
         AND EXISTS (SELECT 1 FROM {} t WHERE t.id = o.local_id) ORDER BY o.source_row LIMIT $3",
        shape.table
    );
    let ids: Vec<Uuid> = tx.list(&sql, args![run, shape.source_table, i64::try_from(CHUNK).unwrap_or(500)]).await?;
    if ids.is_empty() {
        return Ok(false);
    }
    let mut chunk = Vec::new();
    fill(&mut chunk, ids.iter().map(|id| Value::Id(*id)));
    let list = holders(1, CHUNK);
    tx.execute(&format!("DELETE FROM origin WHERE local_id IN ({list})"), chunk.clone()).await?;
    // A person who signs in since is a person of the company, and somebody who was written to or comes in since is known here: they stay.
    let only = match shape.table {
        "member" => " AND state = 'listed'",
        "contact" => {
            " AND NOT EXISTS (SELECT 1 FROM conversation_contact x WHERE x.contact_id = contact.id)
              AND NOT EXISTS (SELECT 1 FROM contact_access a WHERE a.contact_id = contact.id)"
        }
        _ => "",
    };
    let gone: Vec<Uuid> = tx.list(&format!("DELETE FROM {} WHERE id IN ({list}){only} RETURNING id", shape.table), chunk.clone()).await?;
    if ids.len() > gone.len() && !only.is_empty() {
        progress.kept += (ids.len() - gone.len()) as u64;
    }
    if !gone.is_empty() {
        let mut gone_ids = Vec::new();
        fill(&mut gone_ids, gone.iter().map(|id| Value::Id(*id)));
        tx.execute(&format!("DELETE FROM custom_value WHERE subject_id IN ({list})"), gone_ids).await?;
    }
    if !shape.found_by.is_empty() {
        search::remove(&tx, shape.subject, &gone).await?;
    }
    queries::update_progress(&tx, run, progress).await?;
    tx.commit().await?;
    Ok(true)
}

pub(super) fn id(json: &Json) -> Option<Uuid> {
    json.as_str().and_then(|text| Uuid::parse_str(text).ok())
}

pub(super) fn unhex(text: &str) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()).unwrap_or(0);
    text.as_bytes().chunks_exact(2).map(|pair| digit(pair[0]) << 4 | digit(pair[1])).collect()
}
