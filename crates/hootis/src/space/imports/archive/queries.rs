//! Reads of what files may belong to.

use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::error::Result;

/// The sources there are, by entity.
pub(super) async fn list_sources(conn: &impl Conn) -> Result<Vec<(i64, Uuid)>> {
    Ok(conn.list("SELECT entity, id FROM import_source", args![]).await?)
}

/// Parties: source, row there, id here.
pub(super) async fn list_parties(conn: &impl Conn) -> Result<Vec<(Uuid, i64, Uuid)>> {
    let sql = "SELECT o.source_id, o.source_row, p.id FROM origin o JOIN party p ON p.id = o.local_id WHERE o.source_table = 'societe'";
    Ok(conn.list(sql, args![]).await?)
}

/// Contacts that a party has: source, row there, the party.
pub(super) async fn list_contacts(conn: &impl Conn) -> Result<Vec<(Uuid, i64, Uuid)>> {
    let sql = "SELECT o.source_id, o.source_row, c.party_id FROM origin o JOIN contact c ON c.id = o.local_id
               WHERE o.source_table = 'socpeople' AND c.party_id IS NOT NULL";
    Ok(conn.list(sql, args![]).await?)
}

/// Documents: source, table and row there, id, reference, party.
pub(super) async fn list_documents(conn: &impl Conn) -> Result<Vec<((Uuid, String, i64), (Uuid, String, Option<Uuid>))>> {
    let sql = "SELECT o.source_id, o.source_table, o.source_row, d.id, d.reference, d.party_id FROM origin o JOIN document d ON d.id = o.local_id
               WHERE o.source_table IN ('propal', 'commande', 'facture')";
    Ok(conn.list(sql, args![]).await?)
}

/// Products: source, row there, id, reference.
pub(super) async fn list_products(conn: &impl Conn) -> Result<Vec<(Uuid, i64, Uuid, String)>> {
    let sql =
        "SELECT o.source_id, o.source_row, p.id, p.reference FROM origin o JOIN product p ON p.id = o.local_id WHERE o.source_table = 'product'";
    Ok(conn.list(sql, args![]).await?)
}

/// What Dolibarr's index says: source, folder, name, table and row that a file is about.
pub(super) async fn list_indexed(conn: &impl Conn) -> Result<Vec<((Uuid, String, String), (String, i64))>> {
    let sql = "SELECT o.source_id, f.folder, f.name, f.about_table, f.about_row FROM file_index f JOIN origin o ON o.local_id = f.id
               WHERE f.about_table IS NOT NULL AND f.about_row IS NOT NULL";
    Ok(conn.list(sql, args![]).await?)
}
