//! Everything that a party's card shows.

use hootis_space::{Conn, DbError, FromRow, Row, args};
use uuid::Uuid;

use super::super::row::{Address, ContactLine, DETAILS, MORE, Party};
use crate::error::Result;

/// Contacts shown on a card, and subsidiaries.
pub(in super::super) const SHOWN: usize = 20;

/// A member in charge of a party.
#[derive(Clone, Debug)]
pub(in super::super) struct InCharge {
    pub(in super::super) id: Uuid,
    pub(in super::super) name: String,
    /// Dolibarr put them there.
    pub(in super::super) is_imported: bool,
}

impl FromRow for InCharge {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, name: row.take()?, is_imported: row.take()? })
    }
}

/// The party itself.
///
/// # Errors
/// 404 when there is none.
pub(in super::super) async fn get(conn: &impl Conn, id: Uuid) -> Result<Party> {
    let own = |columns: &str| columns.split(", ").map(|column| format!("p.{}", column.trim())).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT p.id, {}, {}, p.is_closed, p.archived_at, p.version, p.created_at, p.updated_at, up.id, up.name, s.label, o.source_row, p.gone_at, own.id, own.name
         FROM party p LEFT JOIN party up ON up.id = p.parent_id LEFT JOIN party own ON own.id = p.merged_into
         LEFT JOIN origin o ON o.local_id = p.id LEFT JOIN import_source s ON s.id = o.source_id WHERE p.id = $1",
        own(DETAILS),
        own(MORE)
    );
    Ok(conn.get(&sql, args![id]).await?)
}

/// Its contacts that this member may see, one more than shown.
pub(in super::super) async fn contacts(conn: &impl Conn, party: Uuid, member: Uuid, sees_orphans: bool) -> Result<Vec<ContactLine>> {
    // A private contact is its member's own; without a known member, owners and administrators see it.
    let private = if sees_orphans { "(private_to = $2 OR private_to IS NULL)" } else { "private_to = $2" };
    let sql = format!(
        "SELECT id, first_name, last_name, position, COALESCE(mobile, phone), email,
           (SELECT a.state FROM contact_access a WHERE a.contact_id = contact.id)
         FROM contact
         WHERE party_id = $1 AND archived_at IS NULL AND (NOT is_private OR {private}) ORDER BY name_key, id LIMIT {}",
        SHOWN + 1
    );
    Ok(conn.list(&sql, args![party, member]).await?)
}

/// Its further addresses.
pub(in super::super) async fn addresses(conn: &impl Conn, party: Uuid) -> Result<Vec<Address>> {
    let sql = "SELECT id, label, address, postal_code, town, country FROM party_address WHERE party_id = $1 ORDER BY created_at, id LIMIT 100";
    Ok(conn.list(sql, args![party]).await?)
}

/// The members in charge of it.
pub(in super::super) async fn in_charge(conn: &impl Conn, party: Uuid) -> Result<Vec<InCharge>> {
    let sql = "SELECT m.id, m.name, l.source_id IS NOT NULL FROM party_member l JOIN member m ON m.id = l.member_id
               WHERE l.party_id = $1 ORDER BY m.name_key, m.id LIMIT 50";
    Ok(conn.list(sql, args![party]).await?)
}

/// Members who can be put in charge.
pub(in super::super) async fn members(conn: &impl Conn) -> Result<Vec<(Uuid, String)>> {
    Ok(conn.list("SELECT id, name FROM member WHERE state <> 'deactivated' ORDER BY name_key, id LIMIT 300", args![]).await?)
}

/// The parties that belong to it, one more than shown.
pub(in super::super) async fn subsidiaries(conn: &impl Conn, party: Uuid) -> Result<Vec<(Uuid, String)>> {
    let sql = format!("SELECT id, name FROM party WHERE parent_id = $1 ORDER BY name_key, id LIMIT {}", SHOWN + 1);
    Ok(conn.list(&sql, args![party]).await?)
}

/// What goes with a party when it is deleted: contacts that stay alone, further addresses, notes, subsidiaries that stay alone,
/// documents.
pub(in super::super) async fn what_goes(conn: &impl Conn, party: Uuid) -> Result<[i64; 5]> {
    let sql = "SELECT (SELECT COUNT(*) FROM contact WHERE party_id = $1), (SELECT COUNT(*) FROM party_address WHERE party_id = $1),
                      (SELECT COUNT(*) FROM note WHERE party_id = $1), (SELECT COUNT(*) FROM party WHERE parent_id = $1),
                      (SELECT COUNT(*) FROM document WHERE party_id = $1)";
    let mut rows = conn.query(sql, args![party]).await?;
    let mut counts = [0; 5];
    if let Some(row) = rows.first_mut() {
        for count in &mut counts {
            *count = row.take()?;
        }
    }
    Ok(counts)
}
