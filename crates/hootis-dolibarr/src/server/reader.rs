//! Asking a server: named columns of known tables, row by row.

use std::{collections::HashMap, sync::Arc, time::Duration};

use mysql_async::{Conn, QueryResult, TextProtocol, Value, prelude::Queryable as _};
use tokio::sync::mpsc::Sender;

use super::{ServerSource, connect::failed};
use crate::{
    base::{Base, Survey},
    columns::{SETTINGS, Table},
    error::DolibarrError,
    map::Desk,
    row::{Row, Wanted},
    warning::Warning,
    whole::{Look, Part, WholeOptions, Wished},
};

/// How long a server may be silent: it sorts before it answers.
const SILENCE: Duration = Duration::from_secs(120);
/// Tables of a base looked at.
const TABLES: usize = 100_000;

/// What makes the session unable to write, and its answers the same at all times.
const SESSION: [&str; 5] = [
    "SET NAMES utf8mb4",
    "SET time_zone = '+00:00'",
    "SET SESSION TRANSACTION READ ONLY",
    "SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ",
    "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY",
];

/// An open, read-only snapshot of a base.
pub(super) struct Reader {
    connection: Conn,
    warning: Option<Warning>,
    prefix: String,
    schema: HashMap<Table, Vec<String>>,
    charset: Option<String>,
    others: Vec<String>,
}

/// Waits for the server, but not for ever.
async fn patiently<T>(answer: impl Future<Output = Result<T, mysql_async::Error>>, table: &str) -> Result<T, DolibarrError> {
    match tokio::time::timeout(SILENCE, answer).await {
        Ok(answer) => answer.map_err(|error| failed(error, table)),
        Err(_) => Err(DolibarrError::TimedOut),
    }
}

impl Reader {
    pub(super) async fn open(source: &ServerSource) -> Result<Self, DolibarrError> {
        let (mut connection, warning) = source.connect().await?;
        for statement in SESSION {
            patiently(connection.query_drop(statement), "").await?;
        }
        let mut reader = Self { connection, warning, prefix: String::new(), schema: HashMap::new(), charset: None, others: Vec::new() };
        source.confirm(reader.cannot_write().await?);
        reader.recognise().await?;
        Ok(reader)
    }

    /// Asks the server whether this session can write. `MySQL` and `MariaDB` call it differently.
    async fn cannot_write(&mut self) -> Result<bool, DolibarrError> {
        let query = "SHOW SESSION VARIABLES WHERE Variable_name IN ('tx_read_only', 'transaction_read_only')";
        let said = self.texts(query, 2).await?;
        Ok(!said.is_empty() && said.iter().all(|row| row.get(1).is_some_and(|value| value.as_deref() == Some("ON"))))
    }

    /// Ends the snapshot politely; a server that is gone does not matter any more.
    pub(super) async fn close(self) {
        let _ = tokio::time::timeout(Duration::from_secs(5), self.connection.disconnect()).await;
    }

    /// Finds the prefix and the columns of our tables.
    async fn recognise(&mut self) -> Result<(), DolibarrError> {
        let query = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1";
        let names = self.texts(query, 1).await?;
        let names: Vec<String> = names.into_iter().filter_map(|mut row| row.pop().flatten()).collect();
        let marked = |mark: &'static str| names.iter().filter_map(move |name| name.strip_suffix(mark));
        // The first in the alphabet of those that have third parties, as in a dump.
        let prefixes: Vec<&str> = marked("c_forme_juridique").chain(marked("societe_extrafields")).collect();
        let whole = |prefix: &&&str| names.iter().any(|name| name.strip_prefix(**prefix) == Some("societe"));
        let prefix = prefixes.iter().find(whole).ok_or(DolibarrError::NotADolibarr)?;
        self.prefix = (*prefix).to_owned();
        if !is_plain(&self.prefix) {
            return Err(DolibarrError::NotADolibarr);
        }
        self.others = prefixes.iter().filter(|other| **other != self.prefix).map(|other| (*other).to_owned()).collect();
        self.others.dedup();
        let ours = Table::ALL.iter().map(|table| format!("'{}{}'", self.prefix, table.name()));
        let query = format!(
            "SELECT TABLE_NAME, COLUMN_NAME, CHARACTER_SET_NAME FROM information_schema.COLUMNS \
             WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME IN ({}) ORDER BY TABLE_NAME, ORDINAL_POSITION",
            ours.collect::<Vec<_>>().join(",")
        );
        for row in self.texts(&query, 3).await? {
            let [Some(table), Some(column), charset] = row.as_slice() else { continue };
            let Some(table) = table.strip_prefix(self.prefix.as_str()).and_then(Table::named) else { continue };
            if table == Table::ThirdParty && column == "nom" {
                self.charset.clone_from(charset);
            }
            self.schema.entry(table).or_default().push(column.to_ascii_lowercase());
        }
        Ok(())
    }

    /// About how many rows the tables have that this account sees, as the server guesses.
    async fn count_all(&mut self, survey: &mut Survey) -> Result<(), DolibarrError> {
        let query = "SELECT TABLE_NAME, CAST(TABLE_ROWS AS CHAR) FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY 1";
        for row in self.texts(query, 2).await? {
            let [Some(table), Some(rows)] = row.as_slice() else { continue };
            if let (Some(name), Ok(rows)) = (table.strip_prefix(self.prefix.as_str()), rows.parse()) {
                survey.seen(name, rows);
            }
        }
        Ok(())
    }

    /// The rows of a small question, as texts.
    async fn texts(&mut self, query: &str, columns: usize) -> Result<Vec<Vec<Option<String>>>, DolibarrError> {
        let mut result = patiently(self.connection.query_iter(query), "information_schema").await?;
        let mut rows = Vec::new();
        while let Some(mut row) = patiently(result.next(), "information_schema").await? {
            if rows.len() >= TABLES {
                break;
            }
            let text = |value| match value {
                Some(Value::Bytes(bytes)) => String::from_utf8(bytes).ok(),
                _ => None,
            };
            rows.push((0..columns).map(|column| text(row.take::<Value, _>(column))).collect());
        }
        Ok(rows)
    }

    /// Looks at the base.
    pub(super) async fn survey(&mut self, look: Look) -> Result<Base, DolibarrError> {
        let mut survey = Survey::new(self.prefix.clone(), look);
        if let Some(warning) = self.warning.clone() {
            survey.odd(warning);
        }
        for other in &self.others {
            let args = [("used", self.prefix.as_str()), ("other", other)];
            survey.odd(Warning::new("", None, "several-installations", &args));
        }
        if let Some(charset) = &self.charset {
            survey.charset(charset);
        }
        for (table, columns) in &self.schema {
            survey.columns(*table, columns.clone());
        }
        self.count_all(&mut survey).await?;
        let mut row = Row::default();
        for table in Table::ALL.iter().copied().filter(|table| survey.reads(*table)).collect::<Vec<_>>() {
            let Some(mut rows) = self.rows(table, &Survey::wanted(table)).await? else { continue };
            while rows.next(&mut row).await? {
                survey.row(table, &row)?;
            }
        }
        survey.finish()
    }

    /// Reads the records and hands over their batches, until nobody takes them.
    pub(super) async fn read<T: Wished>(&mut self, options: WholeOptions, to: &Sender<Result<T, DolibarrError>>) -> Result<(), DolibarrError> {
        let base = Arc::new(self.survey(options.into()).await?);
        let mut desk = Desk::new(&base, options);
        for part in desk.small() {
            deliver(to, part).await?;
        }
        let mut row = Row::default();
        for (step, table) in options.steps() {
            let Some(mut rows) = self.rows(table, &base.wanted(table)).await? else { continue };
            desk.begin(step);
            while rows.next(&mut row).await? {
                desk.row(table, &row);
                if let Some(part) = desk.full() {
                    deliver(to, part).await?;
                }
            }
            while let Some(part) = desk.end() {
                deliver(to, part).await?;
            }
        }
        Ok(())
    }

    /// Asks for the wanted columns of a table, in the order of its keys; `None` if it has none.
    async fn rows(&mut self, table: Table, wanted: &Wanted) -> Result<Option<Rows<'_>>, DolibarrError> {
        let Some(columns) = self.schema.get(&table) else { return Ok(None) };
        let exists = |name: &str| columns.iter().any(|column| column == name) && is_plain(name);
        let found: Vec<&(String, usize)> = wanted.columns.iter().filter(|(name, _)| exists(name)).collect();
        if found.is_empty() {
            return Ok(None);
        }
        let asked = quoted(found.iter().map(|(name, _)| name.as_str()));
        let mut query = format!("SELECT {asked} FROM `{}{}`", self.prefix, table.name());
        if table == Table::Setting {
            let names = SETTINGS.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
            query.push_str(&format!(" WHERE `name` IN ({names})"));
        }
        let keys = quoted(table.keys().iter().copied().filter(|name| exists(name)));
        if !keys.is_empty() {
            query.push_str(&format!(" ORDER BY {keys}"));
        }
        let cells = found.iter().map(|(_, cell)| *cell).collect();
        let result = patiently(self.connection.query_iter(query), table.name()).await?;
        Ok(Some(Rows { result, table, width: wanted.cells, cells }))
    }
}

/// The rows of a table as they arrive.
struct Rows<'a> {
    result: QueryResult<'a, 'static, TextProtocol>,
    table: Table,
    width: usize,
    /// The cell of each column asked for.
    cells: Vec<usize>,
}

impl Rows<'_> {
    /// Fills `row` with the next one; `false` after the last.
    async fn next(&mut self, row: &mut Row) -> Result<bool, DolibarrError> {
        let Some(mut found) = patiently(self.result.next(), self.table.name()).await? else { return Ok(false) };
        row.clear(self.width);
        for (column, cell) in self.cells.iter().enumerate() {
            if let Some(Value::Bytes(bytes)) = found.take(column) {
                row.set(*cell, &bytes);
            }
        }
        Ok(true)
    }
}

async fn deliver<T: Wished>(to: &Sender<Result<T, DolibarrError>>, part: Part) -> Result<(), DolibarrError> {
    let Some(wished) = T::of(part) else { return Ok(()) };
    to.send(Ok(wished)).await.map_err(|_| DolibarrError::Interrupted)
}

fn quoted<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Whether a name from the base may stand between backticks.
fn is_plain(name: &str) -> bool {
    name.len() <= 64 && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
