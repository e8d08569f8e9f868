//! Everything that the platform holds about one account, as a document that its holder takes away (R1).
//!
//! It is made from the declarations: every table that says whose its rows are, every column that is declared as
//! exported. What is not handed out is named with the reason. What is inside spaces is not here: it is the company's.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

use hootis_policy::data::{self, Column, Database, Kind, OfAccount, Protection, Table};
use hootis_space::{Conn, Value as Cell};
use serde_json::{Map, Value, json};
use tokio::sync::mpsc::{Sender, channel};
use uuid::Uuid;

use crate::clock::Now;
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::i18n::Lang;

/// The name of the document's form, in the document.
pub const FORMAT: &str = "hootis-account-1";

/// Where a table's rows are read.
pub struct Sources<'a, P, J> {
    pub platform: &'a P,
    pub journal: &'a J,
}

/// The tables of the platform and of the journal whose rows say whose they are.
pub fn tables() -> impl Iterator<Item = (&'static Table, OfAccount)> {
    let all = data::tables(Database::Platform).iter().chain(data::tables(Database::Journal));
    all.filter_map(|table| Some((table, table.of_account()?)))
}

/// All that is held about an account, in memory: for accounts that have little.
///
/// # Errors
/// When a database refuses.
pub async fn held<P: Conn, J: Conn>(from: &Sources<'_, P, J>, now: Now, lang: Lang, account: Uuid) -> Result<Value> {
    let (to, mut parts) = channel::<String>(PARTS);
    let collect = async {
        let mut text = String::new();
        while let Some(part) = parts.recv().await {
            text += &part;
        }
        text
    };
    let (written, text) = futures::future::join(write(from, now, lang, account, to), collect).await;
    written?;
    serde_json::from_str(&text).map_err(Error::internal)
}

/// Parts of the document that wait to be taken, at most: a page of rows each.
pub const PARTS: usize = 2;

/// Writes all that is held about an account as JSON, a page of rows at a time; ends early when nobody takes it any more.
///
/// # Errors
/// When a database refuses.
pub async fn write<P: Conn, J: Conn>(from: &Sources<'_, P, J>, now: Now, lang: Lang, account: Uuid, to: Sender<String>) -> Result<()> {
    let (mut withheld, said) = (Vec::new(), lang.into());
    let head = json!({ "format": FORMAT, "made_at": format::machine(now.0), "account": account });
    let mut text = format!("{},\n\"held\": [", open(&head));
    let mut is_first = true;
    for (table, link) in tables() {
        let columns: Vec<&Column> = table.exported().collect();
        withheld.extend(
            table.columns.iter().filter(|column| is_withheld(column)).map(
                |column| json!({ "table": table.name, "column": column.name, "what": column.kind.title().to(said), "why": reason(lang, column) }),
            ),
        );
        if !columns.iter().any(|column| column.kind != Kind::Technical) {
            continue;
        }
        let about = json!({
            "table": table.name,
            "about": table.about.to(said),
            "purpose": table.purpose.title().to(said),
            "ground": table.ground().title().to(said),
            "kept": table.rules.iter().map(|rule| kept(lang, rule)).collect::<Vec<_>>(),
        });
        text += &format!("{}\n{},\n\"rows\": [", if is_first { "" } else { "," }, open(&about));
        is_first = false;
        let (mut after, mut is_first_row) = (i64::MIN, true);
        loop {
            let (rows, next) = match table.database {
                Database::Journal => queries::list(from.journal, table, link, account, after).await?,
                Database::Platform | Database::Space => queries::list(from.platform, table, link, account, after).await?,
            };
            for cells in rows {
                text += &format!("{}\n{}", if is_first_row { "" } else { "," }, row(&columns, cells));
                is_first_row = false;
            }
            if !text.is_empty() && to.send(std::mem::take(&mut text)).await.is_err() {
                return Ok(());
            }
            let Some(next) = next else { break };
            after = next;
        }
        text += "]}";
    }
    text += &format!("],\n\"withheld\": {}}}\n", Value::from(withheld));
    let _nobody_waits = to.send(text).await;
    Ok(())
}

/// An object that goes on.
fn open(object: &Value) -> String {
    let mut text = object.to_string();
    text.pop();
    text
}

/// Whether a column tells something and is not handed out.
fn is_withheld(column: &Column) -> bool {
    column.kind != Kind::Technical && !column.exported
}

/// Why a column is not handed out.
fn reason(lang: Lang, column: &Column) -> &'static str {
    match (column.kind, column.protection) {
        (Kind::Credential, _) => lang.t("holdings-secret"),
        (_, protection) if protection.is_hash() => lang.t("holdings-hash"),
        (_, Protection::Clear) => lang.t("holdings-derived"),
        _ => lang.t("holdings-sealed"),
    }
}

/// « 30 jours après la fin du dernier espace »
fn kept(lang: Lang, rule: &hootis_policy::retention::Rule) -> String {
    let said = lang.into();
    lang.t_args("holdings-kept", &[("time", rule.keep.words(said).into()), ("event", rule.from.title().to(said).into())])
}

fn row(columns: &[&Column], cells: Vec<Cell>) -> Value {
    let pairs = columns.iter().zip(cells).map(|(column, cell)| (column.name.to_owned(), value(column.name, cell)));
    Value::Object(pairs.collect::<Map<_, _>>())
}

/// A cell as people and programs read it elsewhere: instants by the calendar, ids as text.
fn value(name: &str, cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Int(at) if ["_at", "_since", "_until"].iter().any(|end| name.ends_with(end)) => format::machine(at).into(),
        Cell::Int(yes @ 0..=1) if name.starts_with("is_") => (yes == 1).into(),
        Cell::Int(n) => n.into(),
        Cell::Bool(yes) => yes.into(),
        Cell::Real(n) => n.into(),
        Cell::Text(text) => text.into(),
        Cell::Id(id) => id.to_string().into(),
        // One of the two engines keeps ids as their bytes; nothing else that is exported is bytes.
        Cell::Bytes(bytes) => Uuid::from_slice(&bytes).map_or(Value::Null, |id| id.to_string().into()),
    }
}
