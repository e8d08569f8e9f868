//! Likely doubles: parties that are probably the one that is being typed.

use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use uuid::Uuid;

use super::super::row::Details;
use crate::error::Result;
use crate::web::person::sort_key;

/// Doubles shown.
const SHOWN: usize = 5;

/// Why a party is likely the same.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in super::super) enum Because {
    Siret,
    Siren,
    Email,
    Name,
}

/// A party that is likely the same.
#[derive(Clone, Debug)]
pub(in super::super) struct Double {
    pub(in super::super) id: Uuid,
    pub(in super::super) name: String,
    pub(in super::super) town: Option<String>,
    pub(in super::super) is_archived: bool,
    pub(in super::super) because: Because,
}

impl FromRow for Double {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let because = match row.take::<i64>()? {
            1 => Because::Siret,
            2 => Because::Siren,
            3 => Because::Email,
            _ => Because::Name,
        };
        Ok(Self { because, id: row.take()?, name: row.take()?, town: row.take()?, is_archived: row.take()? })
    }
}

/// The parties that are likely the same as `details`, the surest first. `typed` says which fields are new: on a
/// change, what was there already has been seen.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn list(conn: &impl Conn, own: Uuid, details: &Details, typed: impl Fn(&str) -> bool) -> Result<Vec<Double>> {
    let mut args = args![own];
    let mut ways = Vec::new();
    let mut way = |rank: u8, rule: &str, values: Vec<Value>| {
        let mut rule = rule.to_owned();
        for value in values {
            args.push(value);
            rule = rule.replacen('?', &format!("${}", args.len()), 1);
        }
        let name = ways.len();
        ways.push(format!(
            "SELECT * FROM (SELECT {rank} AS rank, id, name, town, archived_at IS NOT NULL FROM party WHERE {rule} AND id <> $1 LIMIT 5) w{name}"
        ));
    };
    if let Some(siret) = details.siret.as_deref().filter(|_| typed("siret")) {
        way(1, "REPLACE(siret, ' ', '') = ? AND siret IS NOT NULL", args![siret]);
    }
    if let Some(siren) = details.siren.as_deref().filter(|_| typed("siren") || typed("siret")) {
        way(2, "REPLACE(siren, ' ', '') = ? AND siren IS NOT NULL", args![siren]);
    }
    if let Some(email) = details.email.as_deref().filter(|_| typed("email")) {
        way(3, "LOWER(email) = ? AND email IS NOT NULL", args![email.to_lowercase()]);
    }
    if typed("name") || typed("postal_code") {
        // The same name elsewhere is another shop of the same name.
        let (nearby, mut values) = match &details.postal_code {
            Some(code) => (" AND (postal_code IS NULL OR postal_code = ?)", args![code]),
            None => ("", Vec::new()),
        };
        values.insert(0, sort_key(&details.name).into());
        way(4, &format!("archived_at IS NULL AND name_key = ?{nearby}"), values.clone());
        way(4, &format!("archived_at IS NOT NULL AND name_key = ?{nearby}"), values);
    }
    if ways.is_empty() {
        return Ok(Vec::new());
    }
    let mut found: Vec<Double> = conn.list(&format!("{} ORDER BY rank", ways.join(" UNION ALL ")), args).await?;
    let mut seen = std::collections::HashSet::new();
    found.retain(|double| seen.insert(double.id));
    found.truncate(SHOWN);
    Ok(found)
}
