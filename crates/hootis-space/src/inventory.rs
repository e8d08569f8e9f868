//! What is in a database, counted and hashed, for the certificate of its destruction.

use crate::{Conn, DbError, Engine, args, shape};

/// A table.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Inventory {
    /// Its name.
    pub name: String,
    /// How many rows it has.
    pub rows: i64,
    /// SHA-256 (hexadecimal) of the SHA-256 of its rows as text; only where the database is no file, which could be hashed as a
    /// whole. The rows' are sorted, those that begin with the same three digits are hashed together, and then these hashes:
    /// no text gets as long as the table.
    pub sha256: Option<String>,
}

/// Every table of a database.
///
/// # Errors
/// When the database cannot be asked.
pub async fn inventory(db: &impl Conn) -> Result<Vec<Inventory>, DbError> {
    let mut all = Vec::new();
    for table in shape(db).await? {
        let name = table.name;
        let (rows, sha256) = match db.engine() {
            Engine::Cipher => (db.get(&format!("SELECT COUNT(*) FROM {name}"), args![]).await?, None),
            Engine::Postgres => db
                .get::<(i64, String)>(
                    &format!(
                        "SELECT COALESCE(SUM(rows), 0)::bigint, \
                                encode(sha256(convert_to(COALESCE(string_agg(digest, '' ORDER BY start), ''), 'UTF8')), 'hex') \
                         FROM (SELECT left(digest, 3) AS start, COUNT(*) AS rows, \
                                      encode(sha256(convert_to(string_agg(digest, '' ORDER BY digest), 'UTF8')), 'hex') AS digest \
                               FROM (SELECT encode(sha256(convert_to(t::text, 'UTF8')), 'hex') AS digest FROM {name} t) rows \
                               GROUP BY 1) groups"
                    ),
                    args![],
                )
                .await
                .map(|(rows, sha256)| (rows, Some(sha256)))?,
        };
        all.push(Inventory { name, rows, sha256 });
    }
    Ok(all)
}
