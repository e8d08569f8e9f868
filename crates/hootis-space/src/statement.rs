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
    let numbers = numbers(&statement);
    let mut touched = 0;
    for args in sets {
        bind_by(&mut statement, &numbers, args)?;
        touched += statement.raw_execute()? as u64;
    }
    Ok(touched)
}

fn bind(statement: &mut rusqlite::CachedStatement<'_>, args: &[Value]) -> Result<(), DbError> {
    let numbers = numbers(statement);
    bind_by(statement, &numbers, args)
}

/// Which argument goes into each place: SQLite numbers `$3` by first appearance, PostgreSQL by its name. 0 is a name that is no number.
fn numbers(statement: &rusqlite::CachedStatement<'_>) -> Vec<usize> {
    let number = |i| statement.parameter_name(i).and_then(|name| name.strip_prefix('$')?.parse().ok()).unwrap_or_default();
    (1..=statement.parameter_count()).map(number).collect()
}

fn bind_by(statement: &mut rusqlite::CachedStatement<'_>, numbers: &[usize], args: &[Value]) -> Result<(), DbError> {
    for (i, number) in numbers.iter().enumerate() {
        let value = number.checked_sub(1).and_then(|n| args.get(n)).ok_or(rusqlite::Error::InvalidParameterCount(args.len(), i + 1))?;
        statement.raw_bind_parameter(i + 1, value)?;
    }
    let wanted = numbers.iter().copied().max().unwrap_or_default();
    // PostgreSQL refuses arguments in excess; so that it is noticed on both, so does this.
    if wanted == args.len() { Ok(()) } else { Err(rusqlite::Error::InvalidParameterCount(args.len(), wanted).into()) }
}
