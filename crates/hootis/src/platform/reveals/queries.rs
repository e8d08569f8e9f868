//! Rows of the table `reveal`: that it was done, on which ground; not whose records they were.

use hootis_policy::reveals::RevealGround;
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::Result;
use crate::web::format;

/// How many reveals there were in a year, on one ground.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Count {
    pub year: i16,
    pub ground: RevealGround,
    pub reveals: u64,
}

pub(super) async fn insert(conn: &impl Conn, now: Now, id: Uuid, ground: RevealGround, reference: &str) -> Result<()> {
    let sql = "INSERT INTO reveal (id, ground, reference, created_at) VALUES ($1, $2, $3, $4)";
    conn.execute(sql, args![id, ground.as_str(), reference, now]).await?;
    Ok(())
}

/// The transparency figures: how often browsing records were linked to people, by year and ground, the latest
/// year first. Years go back as far as [`REVEAL`](hootis_policy::retention::REVEAL) keeps them.
///
/// # Errors
/// When the database refuses.
pub async fn counts(conn: &impl Conn) -> Result<Vec<Count>> {
    let rows: Vec<(String, i64)> = conn.list("SELECT ground, created_at FROM reveal ORDER BY created_at DESC", args![]).await?;
    let mut counts: Vec<Count> = Vec::new();
    for (ground, at) in rows {
        let Some(ground) = RevealGround::parse(&ground) else { continue };
        let year = format::year(at);
        match counts.iter_mut().find(|count| (count.year, count.ground) == (year, ground)) {
            Some(count) => count.reveals += 1,
            None => counts.push(Count { year, ground, reveals: 1 }),
        }
    }
    Ok(counts)
}
