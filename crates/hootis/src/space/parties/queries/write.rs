//! Writing parties, and keeping them findable.

use hootis_space::{Conn, DbError, args, search};
use uuid::Uuid;

use super::super::form::NewAddress;
use super::super::row::{Address, Details};
use crate::clock::Now;
use crate::error::{Error, Result};
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
    ])
}

/// Keeps a new party. `false` when the id is taken: the form was sent twice.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn insert(conn: &impl Conn, now: Now, id: Uuid, details: &Details) -> Result<bool> {
    let d = details;
    let sql =
        "INSERT INTO party (id, kind, is_prospect, is_customer, is_supplier, name, name_key, alias, code, siren, siret, vat_number, activity_code,
                 legal_form, email, phone, mobile, website, address, postal_code, town, town_key, country, is_closed, version, created_at, updated_at)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, 1, $25, $25)
               ON CONFLICT (id) DO NOTHING";
    let touched = conn
        .execute(
            sql,
            args![
                id,
                d.kind.code(),
                d.is_prospect,
                d.is_customer,
                d.is_supplier,
                &d.name,
                sort_key(&d.name),
                d.alias.clone(),
                d.code.clone(),
                d.siren.clone(),
                d.siret.clone(),
                d.vat_number.clone(),
                d.activity_code.clone(),
                d.legal_form.clone(),
                d.email.clone(),
                d.phone.clone(),
                d.mobile.clone(),
                d.website.clone(),
                d.address.clone(),
                d.postal_code.clone(),
                d.town.clone(),
                town_key(d),
                d.country.clone(),
                false,
                now
            ],
        )
        .await?;
    if touched > 0 {
        search::put(conn, "party", vec![(id, search_body(d))]).await?;
    }
    Ok(touched > 0)
}

fn town_key(details: &Details) -> Option<String> {
    details.town.as_deref().map(sort_key).filter(|key| !key.is_empty())
}

/// Changes a party that is still at `version`. `false` when it is not.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn update(conn: &impl Conn, now: Now, id: Uuid, version: i64, details: &Details) -> Result<bool> {
    let d = details;
    let sql = "UPDATE party SET kind = $3, is_prospect = $4, is_customer = $5, is_supplier = $6, name = $7, name_key = $8, alias = $9, code = $10,
                 siren = $11, siret = $12, vat_number = $13, activity_code = $14, legal_form = $15, email = $16, phone = $17, mobile = $18,
                 website = $19, address = $20, postal_code = $21, town = $22, town_key = $23, country = $24, updated_at = $25, version = version + 1
               WHERE id = $1 AND version = $2";
    let touched = conn
        .execute(
            sql,
            args![
                id,
                version,
                d.kind.code(),
                d.is_prospect,
                d.is_customer,
                d.is_supplier,
                &d.name,
                sort_key(&d.name),
                d.alias.clone(),
                d.code.clone(),
                d.siren.clone(),
                d.siret.clone(),
                d.vat_number.clone(),
                d.activity_code.clone(),
                d.legal_form.clone(),
                d.email.clone(),
                d.phone.clone(),
                d.mobile.clone(),
                d.website.clone(),
                d.address.clone(),
                d.postal_code.clone(),
                d.town.clone(),
                town_key(d),
                d.country.clone(),
                now
            ],
        )
        .await?;
    if touched > 0 {
        search::put(conn, "party", vec![(id, search_body(d))]).await?;
    }
    Ok(touched > 0)
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
