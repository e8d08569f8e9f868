//! Reads and writes of fields and of their values.

use std::collections::HashMap;

use hootis_space::{Conn, Value, args};
use uuid::Uuid;

use super::field::{COLUMNS, Field, Kept, Subject};
use super::form::NewField;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::person::sort_key;

/// Where the positions of our own fields begin: behind those of Dolibarr.
const OWN: i64 = 1_000_000;

/// The fields of a subject in their order, retired ones too.
pub(super) async fn list(conn: &impl Conn, subject: Subject) -> Result<Vec<Field>> {
    let sql = format!("SELECT {COLUMNS} FROM custom_field f WHERE f.subject = $1 ORDER BY f.position, f.label, f.id");
    Ok(conn.list(&sql, args![subject.code()]).await?)
}

/// One field, or 404.
pub(super) async fn get(conn: &impl Conn, id: Uuid) -> Result<Field> {
    Ok(conn.get(&format!("SELECT {COLUMNS} FROM custom_field f WHERE f.id = $1 AND f.subject IN ('party', 'contact')"), args![id]).await?)
}

/// How many rows each field holds something for.
pub(super) async fn counts(conn: &impl Conn, subject: Subject) -> Result<HashMap<Uuid, i64>> {
    let sql = "SELECT f.id, (SELECT COUNT(*) FROM custom_value v WHERE v.field_id = f.id) FROM custom_field f WHERE f.subject = $1";
    Ok(conn.list::<(Uuid, i64)>(sql, args![subject.code()]).await?.into_iter().collect())
}

/// The values of a row by field, and whether each is Dolibarr's.
pub(super) async fn values(conn: &impl Conn, row: Uuid) -> Result<HashMap<Uuid, (Kept, bool)>> {
    let sql = "SELECT field_id, value, raw, source_id IS NOT NULL FROM custom_value WHERE subject_id = $1";
    let found: Vec<(Uuid, String, String, bool)> = conn.list(sql, args![row]).await?;
    Ok(found.into_iter().map(|(field, value, raw, is_imported)| (field, (Kept { value, raw }, is_imported))).collect())
}

/// Keeps a value of a row, or takes it away. Dolibarr's own stay as they are.
pub(super) async fn put(conn: &impl Conn, now: Now, field: Uuid, row: Uuid, kept: Option<&Kept>) -> Result<()> {
    match kept {
        Some(kept) => {
            let sql = "INSERT INTO custom_value (field_id, subject_id, value, raw, created_at) VALUES ($1, $2, $3, $4, $5)
                       ON CONFLICT (field_id, subject_id) DO UPDATE SET value = excluded.value, raw = excluded.raw WHERE custom_value.source_id IS NULL";
            conn.execute(sql, args![field, row, &kept.value, &kept.raw, now]).await?;
        }
        None => {
            let sql = "DELETE FROM custom_value WHERE field_id = $1 AND subject_id = $2 AND source_id IS NULL";
            conn.execute(sql, args![field, row]).await?;
        }
    }
    Ok(())
}

/// Adds a field behind the others.
pub(super) async fn insert(conn: &impl Conn, now: Now, id: Uuid, new: &NewField) -> Result<bool> {
    let there: Vec<(String, i64)> = conn.list("SELECT name, position FROM custom_field WHERE subject = $1", args![new.subject.code()]).await?;
    let position = there.iter().map(|(_, position)| *position).max().unwrap_or(0).max(OWN) + 1;
    let taken: Vec<String> = there.into_iter().map(|(name, _)| name).collect();
    let sql = "INSERT INTO custom_field (id, subject, name, label, type, options, position, version, created_at, updated_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8) ON CONFLICT (id) DO NOTHING";
    let args = args![id, new.subject.code(), name(&new.label, &taken), &new.label, new.kind.code(), json(&new.options), position, now];
    Ok(conn.execute(sql, args).await? == 1)
}

/// The key of a field in exports, from its label. Names of Dolibarr hold no dash.
fn name(label: &str, taken: &[String]) -> String {
    let base = sort_key(label).replace(' ', "-");
    let candidates = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base}-{n}")));
    candidates.take(taken.len() + 2).find(|name| !taken.contains(name)).unwrap_or(base)
}

fn json(options: &[(String, String)]) -> Option<String> {
    (!options.is_empty()).then(|| serde_json::json!(options).to_string())
}

/// Labels a field anew that is still at `version`, and says its choices anew. `false` when it is not.
pub(super) async fn update(conn: &impl Conn, now: Now, id: Uuid, version: i64, label: &str, options: &[(String, String)]) -> Result<bool> {
    let sql = "UPDATE custom_field SET label = $3, options = $4, updated_at = $5, version = version + 1 WHERE id = $1 AND version = $2";
    if conn.execute(sql, args![id, version, label, json(options), now]).await? == 0 {
        return Ok(false);
    }
    let said: Vec<Vec<Value>> = options.iter().map(|(key, label)| args![id, key, label]).collect();
    conn.execute_many("UPDATE custom_value SET value = $3 WHERE field_id = $1 AND raw = $2 AND source_id IS NULL", said).await?;
    Ok(true)
}

/// Puts one of our fields in the place of the next one of ours, before or behind.
pub(super) async fn swap(conn: &impl Conn, field: &Field, is_up: bool) -> Result<()> {
    let ours = list(conn, field.subject).await?.into_iter().filter(|other| !other.is_imported && other.retired_at.is_none());
    let ours: Vec<Field> = ours.collect();
    let at = ours.iter().position(|other| other.id == field.id).ok_or(Error::NotFound)?;
    let other = if is_up { at.checked_sub(1) } else { Some(at + 1) };
    let Some(other) = other.and_then(|at| ours.get(at)) else { return Ok(()) };
    let sql = "UPDATE custom_field SET position = $2 WHERE id = $1";
    conn.execute_many(sql, vec![args![field.id, other.position], args![other.id, field.position]]).await?;
    Ok(())
}

/// Retires a field, or brings it back. `false` when it was so already.
pub(super) async fn set_retired(conn: &impl Conn, now: Now, id: Uuid, retired: bool) -> Result<bool> {
    let sql = if retired {
        "UPDATE custom_field SET retired_at = $2, updated_at = $2, version = version + 1 WHERE id = $1 AND retired_at IS NULL"
    } else {
        "UPDATE custom_field SET retired_at = NULL, updated_at = $2, version = version + 1 WHERE id = $1 AND retired_at IS NOT NULL"
    };
    Ok(conn.execute(sql, args![id, now]).await? == 1)
}

/// Deletes a field with everything that it holds.
pub(super) async fn delete(conn: &impl Conn, id: Uuid) -> Result<()> {
    conn.execute("DELETE FROM custom_field WHERE id = $1", args![id]).await?;
    Ok(())
}
