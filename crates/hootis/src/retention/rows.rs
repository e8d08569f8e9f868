//! Rows of a table that are due by a date in them: how to count and how to take them out, a batch at a time.

use hootis_policy::retention::Rule;
use hootis_space::{Conn, args};

use super::Due;
use crate::clock::Now;
use crate::error::Result;

/// Which rows of a table a rule is about.
#[derive(Clone, Copy, Debug)]
pub struct Rows {
    /// The table.
    pub table: &'static str,
    /// Its primary key.
    key: &'static str,
    when: When,
    /// Which of its rows; empty: all.
    only: &'static str,
    /// The column that is emptied; none: the row goes.
    column: Option<&'static str>,
}

/// What says when a row is due.
#[derive(Clone, Copy, Debug)]
enum When {
    /// A column with the event: so long after it as the rule says.
    After(&'static str),
    /// A column with the very instant.
    At(&'static str),
    /// A column of another table with the event: `on` names the row there.
    AfterOther { on: &'static str, table: &'static str, event: &'static str, only: &'static str },
}

impl Rows {
    /// The rows of a table, due so long after the event in a column as the rule says.
    #[must_use]
    pub const fn after(table: &'static str, key: &'static str, event: &'static str) -> Self {
        Self { table, key, when: When::After(event), only: "", column: None }
    }

    /// The rows of a table, due at the instant in a column.
    #[must_use]
    pub const fn at(table: &'static str, key: &'static str, due: &'static str) -> Self {
        Self { table, key, when: When::At(due), only: "", column: None }
    }

    /// The rows of a table, due so long after an event of the row of another table that `on` names.
    #[must_use]
    pub const fn after_other(
        table: &'static str,
        key: &'static str,
        on: &'static str,
        other: &'static str,
        event: &'static str,
        only: &'static str,
    ) -> Self {
        Self { table, key, when: When::AfterOther { on, table: other, event, only }, only: "", column: None }
    }

    /// Only those of which this is true, in SQL.
    #[must_use]
    pub const fn only(self, only: &'static str) -> Self {
        Self { only, ..self }
    }

    /// A column is emptied and the row stays.
    #[must_use]
    pub const fn empty(self, column: &'static str) -> Self {
        Self { column: Some(column), ..self }
    }

    /// What an event must be before, or a date that says it itself, for a row to be due.
    fn before(&self, rule: &Rule, now: Now) -> Now {
        match self.when {
            When::At(_) => now,
            When::After(_) | When::AfterOther { .. } => now.before(*rule),
        }
    }

    /// When a row with that date is due.
    fn due_at(&self, rule: &Rule, date: i64) -> Now {
        match self.when {
            When::At(_) => Now(date),
            When::After(_) | When::AfterOther { .. } => Now(date).after(*rule),
        }
    }

    /// The rows that it is about, due or not.
    fn all(&self) -> String {
        let only = if self.only.is_empty() { "1 = 1" } else { self.only };
        self.column.map_or_else(|| format!("({only})"), |column| format!("({only}) AND {column} IS NOT NULL"))
    }

    /// Those that are due: `$1` is [`Self::before`].
    fn due(&self) -> String {
        let all = self.all();
        match self.when {
            When::After(date) | When::At(date) => format!("{all} AND {date} <= $1"),
            When::AfterOther { on, table, event, only } => format!("{all} AND {on} IN (SELECT id FROM {table} WHERE ({only}) AND {event} <= $1)"),
        }
    }

    fn count_sql(&self) -> String {
        let Self { table, .. } = self;
        let oldest = match self.when {
            When::After(date) | When::At(date) => format!("SELECT MIN({date}) FROM {table} WHERE {}", self.all()),
            When::AfterOther { on, table: other, event, only } => {
                format!("SELECT MIN(o.{event}) FROM {other} o WHERE ({only}) AND EXISTS (SELECT 1 FROM {table} t WHERE t.{on} = o.id)")
            }
        };
        format!("SELECT (SELECT COUNT(*) FROM {table} WHERE {}), ({oldest})", self.due())
    }

    fn clear_sql(&self) -> String {
        let (Self { table, key, .. }, due) = (self, self.due());
        let order = match self.when {
            When::After(date) | When::At(date) => date,
            When::AfterOther { .. } => key,
        };
        let what = self.column.map_or_else(|| format!("DELETE FROM {table}"), |column| format!("UPDATE {table} SET {column} = NULL"));
        // Said twice on purpose: PostgreSQL looks at the outer one again when a row changed under it, so that a session
        // that is just being used stays.
        format!("{what} WHERE {due} AND ({key}) IN (SELECT {key} FROM {table} WHERE {due} ORDER BY {order} LIMIT $2)")
    }

    /// How many are due.
    pub(super) async fn count(&self, conn: &impl Conn, rule: &Rule, now: Now) -> Result<Due> {
        let (rows, date): (i64, Option<i64>) = conn.get(&self.count_sql(), args![self.before(rule, now)]).await?;
        Ok(Due { rows: rows.unsigned_abs(), oldest: date.map(|date| self.due_at(rule, date)) })
    }

    /// Takes out the first `most` of them, in one transaction; how many went.
    pub(super) async fn clear(&self, conn: &impl Conn, rule: &Rule, now: Now, most: u32) -> Result<u64> {
        Ok(conn.execute(&self.clear_sql(), args![self.before(rule, now), most]).await?)
    }
}
