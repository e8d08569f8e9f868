//! What goes with a party or a contact.

use hootis_space::{Conn, args, search};
use uuid::Uuid;

use crate::error::Result;

/// Forgets what is about a party: its events, projects and tickets, and what was noted of its documents. To be called while
/// those are still here.
///
/// # Errors
/// When the database refuses.
pub async fn forget_of_party(conn: &impl Conn, party: Uuid) -> Result<()> {
    let own = "SELECT id FROM document WHERE party_id = $1 UNION SELECT id FROM project WHERE party_id = $1 UNION SELECT id FROM ticket WHERE party_id = $1";
    let events = format!("SELECT id FROM event WHERE party_id = $1 UNION SELECT id FROM event WHERE about_id IN ({own})");
    conn.execute(&format!("DELETE FROM record_link WHERE source_id IN ({own} UNION {events}) OR target_id IN ({own} UNION {events})"), args![party])
        .await?;
    delete(conn, "event", conn.list(&events, args![party]).await?).await?;
    for table in ["ticket", "project"] {
        delete(conn, table, conn.list(&format!("SELECT id FROM {table} WHERE party_id = $1"), args![party]).await?).await?;
    }
    Ok(())
}

/// Forgets what is about a contact: events with them, tickets that came from their address, messages that they wrote. What is
/// gone, so that nothing puts it back.
///
/// # Errors
/// When the database refuses.
pub async fn forget_of_contact(conn: &impl Conn, contact: Uuid) -> Result<Vec<Uuid>> {
    let email: Option<String> = conn.find("SELECT COALESCE(email, '') FROM contact WHERE id = $1", args![contact]).await?;
    let email = email.unwrap_or_default().trim().to_lowercase();
    let events: Vec<Uuid> = conn.list("SELECT id FROM event WHERE contact_id = $1", args![contact]).await?;
    let tickets = from_address(conn, "ticket", &email).await?;
    let mut messages = from_address(conn, "ticket_message", &email).await?;
    messages.extend(conn.list::<Uuid>("SELECT id FROM ticket_message WHERE contact_id = $1", args![contact]).await?);
    for ticket in &tickets {
        messages.extend(conn.list::<Uuid>("SELECT id FROM ticket_message WHERE ticket_id = $1", args![*ticket]).await?);
    }
    let mut gone: Vec<Uuid> = conn.list("SELECT id FROM event_attendee WHERE contact_id = $1", args![contact]).await?;
    gone.extend(events.iter().chain(&tickets).chain(&messages));
    let ids = |ids: &[Uuid]| ids.iter().map(|id| args![*id]).collect::<Vec<_>>();
    conn.execute_many("DELETE FROM ticket_message WHERE id = $1", ids(&messages)).await?;
    delete(conn, "event", events).await?;
    delete(conn, "ticket", tickets).await?;
    Ok(gone)
}

/// What came from an address, written alone or as `Yann <yann@client.example>`.
async fn from_address(conn: &impl Conn, table: &str, email: &str) -> Result<Vec<Uuid>> {
    if email.is_empty() {
        return Ok(Vec::new());
    }
    let escaped = email.replace('!', "!!").replace('%', "!%").replace('_', "!_");
    let sql = format!("SELECT id FROM {table} WHERE lower(from_address) = $1 OR lower(from_address) LIKE $2 ESCAPE '!'");
    Ok(conn.list(&sql, args![email, format!("%<{escaped}>%")]).await?)
}

/// Deletes rows that can be found.
async fn delete(conn: &impl Conn, table: &'static str, ids: Vec<Uuid>) -> Result<()> {
    search::remove(conn, table, &ids).await?;
    conn.execute_many(&format!("DELETE FROM {table} WHERE id = $1"), ids.into_iter().map(|id| args![id]).collect()).await?;
    Ok(())
}
