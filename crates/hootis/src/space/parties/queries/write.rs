//! Writing parties, and keeping them findable.

use hootis_space::{Conn, DbError, Value, args, search};
use uuid::Uuid;

use super::super::form::NewAddress;
use super::super::row::{Address, Details};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::{documents, media, planning};
use crate::web::person::sort_key;

/// What a party is found by. The names of its tags are looked up beside it.
#[must_use]
pub fn search_body(details: &Details) -> String {
    let d = details;
    search::body(&[
        Some(&d.name),
        d.alias.as_deref(),
        d.code.as_deref(),
        d.town.as_deref(),
        d.postal_code.as_deref(),
        d.siren.as_deref(),
        d.siret.as_deref(),
        d.vat_number.as_deref(),
        d.email.as_deref(),
        d.phone.as_deref(),
        d.mobile.as_deref(),
        d.supplier_code.as_deref(),
    ])
}

/// What is written of a party, by column.
fn written(d: &Details) -> Vec<(&'static str, Value)> {
    let mut all: Vec<(&'static str, Value)> = vec![
        ("kind", d.kind.code().into()),
        ("is_prospect", d.is_prospect.into()),
        ("is_customer", d.is_customer.into()),
        ("is_supplier", d.is_supplier.into()),
        ("name_key", sort_key(&d.name).into()),
        ("town_key", d.town.as_deref().map(sort_key).filter(|key| !key.is_empty()).into()),
        ("parent_id", d.parent.into()),
    ];
    let texts = d.fields().into_iter().filter(|(field, _)| *field != "kind" && !field.starts_with("is_"));
    all.extend(texts.map(|(field, value)| (field, value.map(str::to_owned).into())));
    all
}

/// Keeps a new party. `false` when the id is taken: the form was sent twice.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn insert(conn: &impl Conn, now: Now, id: Uuid, details: &Details) -> Result<bool> {
    let (names, values): (Vec<_>, Vec<_>) = written(details).into_iter().unzip();
    let holders: Vec<String> = (4..names.len() + 4).map(|n| format!("${n}")).collect();
    let sql = format!(
        "INSERT INTO party (id, is_closed, version, created_at, updated_at, {}) VALUES ($1, $2, 1, $3, $3, {}) ON CONFLICT (id) DO NOTHING",
        names.join(", "),
        holders.join(", ")
    );
    let touched = conn.execute(&sql, [args![id, false, now], values].concat()).await?;
    if touched > 0 {
        search::put(conn, "party", vec![(id, search_body(details))]).await?;
    }
    Ok(touched > 0)
}

/// Changes a party that is still at `version`. `false` when it is not.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn update(conn: &impl Conn, now: Now, id: Uuid, version: i64, details: &Details) -> Result<bool> {
    let (names, values): (Vec<_>, Vec<_>) = written(details).into_iter().unzip();
    let sets: Vec<String> = names.iter().enumerate().map(|(n, name)| format!("{name} = ${}", n + 4)).collect();
    let sql = format!("UPDATE party SET updated_at = $3, version = version + 1, {} WHERE id = $1 AND version = $2", sets.join(", "));
    let touched = conn.execute(&sql, [args![id, version, now], values].concat()).await?;
    if touched > 0 {
        search::put(conn, "party", vec![(id, search_body(details))]).await?;
    }
    Ok(touched > 0)
}

/// Notes that something that hangs on a party was changed, if it is still at `version`. `false` when it is not.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn touch(conn: &impl Conn, now: Now, id: Uuid, version: i64) -> Result<bool> {
    let sql = "UPDATE party SET updated_at = $3, version = version + 1 WHERE id = $1 AND version = $2";
    Ok(conn.execute(sql, args![id, version, now]).await? > 0)
}

/// Deletes a party with everything that is only about it: its timeline too, which holds what it was. Its contacts and
/// subsidiaries stay, alone. Its origin stays too: an import then knows that people deleted it here.
///
/// # Errors
/// 404 when there is none.
pub(in super::super) async fn delete(conn: &impl Conn, id: Uuid) -> Result<()> {
    for sql in ["DELETE FROM custom_value WHERE subject_id = $1", "DELETE FROM change_entry WHERE subject_id = $1"] {
        conn.execute(sql, args![id]).await?;
    }
    search::remove(conn, "party", &[id]).await?;
    planning::forget_of_party(conn, id).await?;
    media::forget_brought(conn, id).await?;
    documents::forget_of_party(conn, id).await?;
    match conn.execute("DELETE FROM party WHERE id = $1", args![id]).await? {
        0 => Err(Error::NotFound),
        _ => Ok(()),
    }
}

/// Keeps a further address; the same id twice is one address. Whether it is new.
///
/// # Errors
/// 404 when there is no such party.
pub(in super::super) async fn insert_address(conn: &impl Conn, now: Now, id: Uuid, party: Uuid, new: &NewAddress) -> Result<bool> {
    let sql =
        "INSERT INTO party_address (id, party_id, label, address, postal_code, town, country, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
               ON CONFLICT (id) DO NOTHING";
    let args = args![id, party, &new.label, new.address.clone(), new.postal_code.clone(), new.town.clone(), new.country.clone(), now];
    match conn.execute(sql, args).await {
        Ok(n) => Ok(n > 0),
        Err(DbError::Reference) => Err(Error::NotFound),
        Err(other) => Err(other.into()),
    }
}

/// One further address.
///
/// # Errors
/// 404 when there is none.
pub(in super::super) async fn get_address(conn: &impl Conn, party: Uuid, id: Uuid) -> Result<Address> {
    let sql = "SELECT id, label, address, postal_code, town, country FROM party_address WHERE party_id = $1 AND id = $2";
    Ok(conn.get(sql, args![party, id]).await?)
}

/// Changes a further address.
///
/// # Errors
/// 404 when there is none.
pub(in super::super) async fn update_address(conn: &impl Conn, party: Uuid, id: Uuid, new: &NewAddress) -> Result<()> {
    let sql = "UPDATE party_address SET label = $3, address = $4, postal_code = $5, town = $6, country = $7 WHERE party_id = $1 AND id = $2";
    let args = args![party, id, &new.label, new.address.clone(), new.postal_code.clone(), new.town.clone(), new.country.clone()];
    if conn.execute(sql, args).await? == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Deletes a further address.
///
/// # Errors
/// 404 when there is none.
pub(in super::super) async fn delete_address(conn: &impl Conn, party: Uuid, id: Uuid) -> Result<()> {
    let touched = conn.execute("DELETE FROM party_address WHERE party_id = $1 AND id = $2", args![party, id]).await?;
    if touched == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Puts a member in charge. The member's name, or `None` when they were already.
///
/// # Errors
/// 404 when there is no such party or member.
pub(in super::super) async fn put_in_charge(conn: &impl Conn, now: Now, party: Uuid, member: Uuid) -> Result<Option<String>> {
    let name: String = conn.get("SELECT name FROM member WHERE id = $1", args![member]).await?;
    let sql = "INSERT INTO party_member (party_id, member_id, created_at) VALUES ($1, $2, $3) ON CONFLICT (party_id, member_id) DO NOTHING";
    Ok((conn.execute(sql, args![party, member, now]).await? > 0).then_some(name))
}

/// Takes a member out of charge, unless Dolibarr put them there. The member's name, or `None` when nothing was done.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn take_off_charge(conn: &impl Conn, party: Uuid, member: Uuid) -> Result<Option<String>> {
    let sql = "DELETE FROM party_member WHERE party_id = $1 AND member_id = $2 AND source_id IS NULL";
    if conn.execute(sql, args![party, member]).await? == 0 {
        return Ok(None);
    }
    Ok(conn.find("SELECT name FROM member WHERE id = $1", args![member]).await?)
}
