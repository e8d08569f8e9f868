//! Reads of everybody's changes.

use hootis_space::{Conn, Value, args};
use uuid::Uuid;

use crate::error::Result;
use crate::space::changes::{COLUMNS, Change};

/// What is looked for.
#[derive(Clone, Default)]
pub(super) struct Filter {
    pub actor: Option<Uuid>,
    pub kind: Option<&'static str>,
    /// From this instant on.
    pub from: Option<i64>,
    /// Before this instant.
    pub until: Option<i64>,
}

/// Where a page begins: the newest come first.
#[derive(Clone, Copy, Default)]
pub(super) enum Start {
    #[default]
    Newest,
    /// Older than `(created_at, id)`.
    Older(i64, Uuid),
    /// Newer than it.
    Newer(i64, Uuid),
}

/// A page of the journal, the newest first.
pub(super) async fn list(conn: &impl Conn, filter: &Filter, start: Start, most: i64) -> Result<Vec<Change>> {
    let mut args = args![];
    let mut rules = Vec::new();
    let mut hold = |rule: &str, value: Value| {
        args.push(value);
        rules.push(format!("{rule} ${}", args.len()));
    };
    if let Some(actor) = filter.actor {
        hold("actor_id =", Value::Id(actor));
    }
    if let Some(kind) = filter.kind {
        hold("subject_kind =", kind.into());
    }
    if let Some(from) = filter.from {
        hold("created_at >=", from.into());
    }
    if let Some(until) = filter.until {
        hold("created_at <", until.into());
    }
    let is_newer = matches!(start, Start::Newer(..));
    if let Start::Older(at, id) | Start::Newer(at, id) = start {
        args.extend(args![at, id]);
        rules.push(format!("(created_at, id) {} (${}, ${})", if is_newer { ">" } else { "<" }, args.len() - 1, args.len()));
    }
    let rules = if rules.is_empty() { String::new() } else { format!("WHERE {}", rules.join(" AND ")) };
    args.push(Value::Int(most));
    let order = if is_newer { "created_at, id" } else { "created_at DESC, id DESC" };
    let mut changes: Vec<Change> = conn.list(&format!("{COLUMNS} {rules} ORDER BY {order} LIMIT ${}", args.len()), args).await?;
    if is_newer {
        changes.reverse();
    }
    Ok(changes)
}

/// The names of the parties, members, tags and custom fields among `ids`.
pub(super) async fn list_names(conn: &impl Conn, ids: &[Uuid]) -> Result<Vec<(Uuid, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let args: Vec<Value> = ids.iter().map(|id| Value::Id(*id)).collect();
    let holes = (1..=ids.len()).map(|i| format!("${i}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT id, name FROM party WHERE id IN ({holes}) UNION ALL SELECT id, name FROM member WHERE id IN ({holes})
         UNION ALL SELECT id, name FROM tag WHERE id IN ({holes}) UNION ALL SELECT id, label FROM custom_field WHERE id IN ({holes})"
    );
    Ok(conn.list(&sql, args).await?)
}
