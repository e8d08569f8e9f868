//! Statements on a SQLCipher connection.

use rusqlite::Connection;

use crate::{DbError, Row, Value};

/// Whether an answer means that the file has another key than its connection. What SQLite then takes for its first page may
/// also forbid to write: nothing else does, on a connection that was opened to write.
pub(crate) fn has_other_key(error: &DbError, write: bool) -> bool {
    match error {
        DbError::WrongKey => true,
        DbError::Sqlite(error) => write && error.sqlite_error_code() == Some(rusqlite::ErrorCode::ReadOnly),
        _ => false,
    }
}

/// All rows of an answer.
pub(crate) fn query(connection: &Connection, sql: &str, args: &[Value]) -> Result<Vec<Row>, DbError> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let columns = statement.column_count();
    let mut rows = statement.raw_query();
    let mut answer = Vec::new();
    while let Some(row) = rows.next()? {
        let mut values = Vec::with_capacity(columns);
        for i in 0..columns {
            values.push(Value::from(row.get_ref(i)?));
        }
        answer.push(Row::new(values));
    }
    Ok(answer)
}

/// Runs one statement for each set of arguments; how many rows it touched.
pub(crate) fn execute_many(connection: &Connection, sql: &str, sets: &[Vec<Value>]) -> Result<u64, DbError> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut touched = 0;
    for args in sets {
        bind(&mut statement, args)?;
        touched += statement.raw_execute()? as u64;
    }
    Ok(touched)
}

/// SQLite numbers `$3` by first appearance, PostgreSQL by its name: bind by name on both.
fn bind(statement: &mut rusqlite::CachedStatement<'_>, args: &[Value]) -> Result<(), DbError> {
    let mut wanted = 0;
    for i in 1..=statement.parameter_count() {
        let number = statement.parameter_name(i).and_then(|name| name.strip_prefix('$')?.parse::<usize>().ok());
        let value = number.and_then(|n| args.get(n - 1)).ok_or(rusqlite::Error::InvalidParameterCount(args.len(), i))?;
        statement.raw_bind_parameter(i, value)?;
        wanted = wanted.max(number.unwrap_or(0));
    }
    // PostgreSQL refuses arguments in excess; so that it is noticed on both, so does this.
    if wanted == args.len() { Ok(()) } else { Err(rusqlite::Error::InvalidParameterCount(args.len(), wanted).into()) }
}
