//! The shape of a database as it really is, for whoever checks it against what was declared.

use std::collections::BTreeMap;

use crate::{Conn, DbError, Engine, args};

/// A table of a database. What the engines add for themselves (the search index's own tables, the
/// indexes of primary keys) is left out, and types have the names of [`crate::Migration`]s.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TableShape {
    /// Its name.
    pub name: String,
    /// Name and type of each column, in order. A type is followed by ` NOT NULL` where that is so.
    pub columns: Vec<(String, String)>,
    /// The columns of the primary key, in order.
    pub primary_key: Vec<String>,
    /// Each index in a line: `name (columns)`, `UNIQUE` before, `WHERE` behind where there is a condition.
    pub indexes: Vec<String>,
}

impl std::fmt::Display for TableShape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "{}", self.name)?;
        for (name, kind) in &self.columns {
            writeln!(f, "  {name} {kind}")?;
        }
        writeln!(f, "  PRIMARY KEY ({})", self.primary_key.join(", "))?;
        self.indexes.iter().try_for_each(|index| writeln!(f, "  {index}"))
    }
}

/// All tables of a database, by name.
///
/// # Errors
/// When the database cannot be asked.
pub async fn shape(db: &impl Conn) -> Result<Vec<TableShape>, DbError> {
    let mut tables: BTreeMap<String, TableShape> = BTreeMap::new();
    let cipher = db.engine() == Engine::Cipher;
    let columns = if cipher { CIPHER_COLUMNS } else { POSTGRES_COLUMNS };
    for mut row in db.query(columns, args![]).await? {
        let (table, column, kind): (String, String, String) = (row.take()?, row.take()?, row.take()?);
        let (required, key): (bool, i64) = (row.take()?, row.take()?);
        let new = || TableShape { name: table.clone(), columns: Vec::new(), primary_key: Vec::new(), indexes: Vec::new() };
        let entry = tables.entry(table.clone()).or_insert_with(new);
        let kind = normal_type(&kind);
        // A primary key is never null, even where SQLite forgets to say so.
        let kind = if required || key > 0 { format!("{kind} NOT NULL") } else { kind.to_owned() };
        entry.columns.push((column.clone(), kind));
        if let Ok(place) = usize::try_from(key)
            && place > 0
        {
            entry.primary_key.resize(entry.primary_key.len().max(place), String::new());
            column.clone_into(&mut entry.primary_key[place - 1]);
        }
    }
    for mut row in db.query(if cipher { CIPHER_INDEXES } else { POSTGRES_INDEXES }, args![]).await? {
        let (table, definition): (String, String) = (row.take()?, row.take()?);
        if let Some(table) = tables.get_mut(&table) {
            table.indexes.push(normal_index(&definition));
        }
    }
    Ok(tables.into_values().collect())
}

/// Virtual tables keep theirs beside: `search_index_data` and so on.
const CIPHER_COLUMNS: &str = "SELECT t.name, c.name, c.type, c.\"notnull\", c.pk FROM pragma_table_list t JOIN pragma_table_info(t.name) c \
     WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY t.name, c.cid";

const POSTGRES_COLUMNS: &str = "SELECT t.relname, c.attname, format_type(c.atttypid, c.atttypmod) || CASE WHEN o.collname = 'C' THEN ' COLLATE \"C\"' ELSE '' END, \
     c.attnotnull, COALESCE(array_position(k.conkey, c.attnum), 0)::BIGINT \
     FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped \
     LEFT JOIN pg_collation o ON o.oid = c.attcollation LEFT JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'p' \
     WHERE t.relnamespace = current_schema()::regnamespace AND t.relkind IN ('r', 'p') ORDER BY t.relname, c.attnum";

const CIPHER_INDEXES: &str = "SELECT tbl_name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL ORDER BY tbl_name, name";

const POSTGRES_INDEXES: &str = "SELECT t.relname, pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class t ON t.oid = i.indrelid \
     JOIN pg_class x ON x.oid = i.indexrelid WHERE t.relnamespace = current_schema()::regnamespace AND NOT i.indisprimary ORDER BY t.relname, x.relname";

/// The name that migrations use for a type of either engine.
fn normal_type(kind: &str) -> &str {
    match kind {
        "text COLLATE \"C\"" | "text" => "TEXT",
        "bigint" | "INTEGER" => "BIGINT",
        "boolean" => "BOOLEAN",
        "bytea" => "BYTEA",
        "uuid" => "UUID",
        "double precision" => "DOUBLE PRECISION",
        other => other,
    }
}

/// `CREATE UNIQUE INDEX x ON t (a) WHERE …` becomes `UNIQUE x (a) WHERE …`.
fn normal_index(definition: &str) -> String {
    let words = definition.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.replace(" USING btree", "");
    let unique = words.starts_with("CREATE UNIQUE");
    let rest = words.split_once("INDEX ").map_or(words.as_str(), |(_, rest)| rest);
    let (name, rest) = rest.split_once(" ON ").unwrap_or((rest, ""));
    // Of what follows the table's name, the first blank is the end.
    let rule = rest.split_once(' ').map_or("", |(_, rule)| rule);
    format!("{}{name} {rule}", if unique { "UNIQUE " } else { "" })
}
