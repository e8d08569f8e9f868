//! Rows as they come back, read column after column.

use uuid::Uuid;

use crate::{DbError, Value};

/// One row of an answer. [`Row::take`] reads its columns in the order of the `SELECT`.
pub struct Row {
    values: std::vec::IntoIter<Value>,
    column: usize,
}

impl Row {
    pub(crate) fn new(values: Vec<Value>) -> Self {
        Self { values: values.into_iter(), column: 0 }
    }

    /// The next column.
    ///
    /// # Errors
    /// When the column holds another type, or there is none left.
    pub fn take<T: FromValue>(&mut self) -> Result<T, DbError> {
        let column = self.column;
        self.column += 1;
        let value = self.values.next().ok_or(DbError::Type { column, found: "nothing", wanted: T::WANTED })?;
        T::from_value(value).map_err(|found| DbError::Type { column, found, wanted: T::WANTED })
    }

    /// All columns that are left, as they are.
    #[must_use]
    pub fn rest(self) -> Vec<Value> {
        self.values.collect()
    }
}

/// A type that one column can be read as.
pub trait FromValue: Sized {
    /// Its name in errors.
    const WANTED: &'static str;
    /// Reads it.
    ///
    /// # Errors
    /// The kind that was found instead.
    fn from_value(value: Value) -> Result<Self, &'static str>;
}

/// A type that a row can be read as.
pub trait FromRow: Sized {
    /// Reads it, column after column.
    ///
    /// # Errors
    /// When a column holds another type.
    fn from_row(row: &mut Row) -> Result<Self, DbError>;
}

macro_rules! from_value {
    ($($t:ty, $name:literal, $($p:pat => $e:expr),+;)*) => { $(
        impl FromValue for $t {
            const WANTED: &'static str = $name;
            fn from_value(value: Value) -> Result<Self, &'static str> {
                match value { $($p => Ok($e),)+ other => Err(other.kind()) }
            }
        }
        impl FromRow for $t {
            fn from_row(row: &mut Row) -> Result<Self, DbError> { row.take() }
        }
    )* };
}
from_value! {
    bool, "bool", Value::Bool(v) => v, Value::Int(v @ 0..=1) => v == 1;
    i64, "int", Value::Int(v) => v;
    f64, "real", Value::Real(v) => v, Value::Int(v) => { #[expect(clippy::cast_precision_loss, reason = "a real column that SQLite stored as an integer")] let r = v as f64; r };
    String, "text", Value::Text(v) => v;
    Vec<u8>, "bytes", Value::Bytes(v) => v;
}

impl FromValue for Uuid {
    const WANTED: &'static str = "id";
    fn from_value(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Id(v) => Ok(v),
            Value::Bytes(v) => Self::from_slice(&v).map_err(|_| "bytes"),
            other => Err(other.kind()),
        }
    }
}

impl FromRow for Uuid {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        row.take()
    }
}

impl<T: FromValue> FromValue for Option<T> {
    const WANTED: &'static str = T::WANTED;
    fn from_value(value: Value) -> Result<Self, &'static str> {
        match value {
            Value::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}

impl<T: FromValue> FromRow for Option<T> {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        row.take()
    }
}

impl<A: FromRow, B: FromRow> FromRow for (A, B) {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok((A::from_row(row)?, B::from_row(row)?))
    }
}

impl<A: FromRow, B: FromRow, C: FromRow> FromRow for (A, B, C) {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok((A::from_row(row)?, B::from_row(row)?, C::from_row(row)?))
    }
}

impl<A: FromRow, B: FromRow, C: FromRow, D: FromRow> FromRow for (A, B, C, D) {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok((A::from_row(row)?, B::from_row(row)?, C::from_row(row)?, D::from_row(row)?))
    }
}
