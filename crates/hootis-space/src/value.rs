//! The six kinds of value that both engines store alike.

use bytes::BytesMut;
use rusqlite::types::{ToSqlOutput, Value as SqliteValue, ValueRef};
use tokio_postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use uuid::Uuid;

/// A value on its way to or from a database.
///
/// Instants are milliseconds since 1970 UTC in an `Int`, money is cents in an `Int`, JSON is `Text`.
#[derive(Clone, PartialEq)]
pub enum Value {
    Null,
    Bool(bool),
    Int(i64),
    Real(f64),
    Text(String),
    Bytes(Vec<u8>),
    Id(Uuid),
}

/// Never shows what it holds: values are personal more often than not.
impl std::fmt::Debug for Value {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.kind())
    }
}

impl Value {
    /// The kind's name, for errors.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "bool",
            Self::Int(_) => "int",
            Self::Real(_) => "real",
            Self::Text(_) => "text",
            Self::Bytes(_) => "bytes",
            Self::Id(_) => "id",
        }
    }
}

macro_rules! from {
    ($($t:ty => $v:ident($e:expr)),* $(,)?) => { $(
        impl From<$t> for Value { fn from(value: $t) -> Self { let convert: fn($t) -> _ = $e; Self::$v(convert(value)) } }
    )* };
}
from! {
    bool => Bool(|v| v),
    i64 => Int(|v| v),
    i32 => Int(|v: i32| i64::from(v)),
    u32 => Int(|v: u32| i64::from(v)),
    f64 => Real(|v| v),
    String => Text(|v| v),
    &str => Text(|v: &str| v.to_owned()),
    &String => Text(|v: &String| v.clone()),
    Vec<u8> => Bytes(|v| v),
    &[u8] => Bytes(|v: &[u8]| v.to_vec()),
    Uuid => Id(|v| v),
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}

/// The arguments of a statement, in the order of `$1, $2, …`.
#[macro_export]
macro_rules! args {
    () => { ::std::vec::Vec::<$crate::Value>::new() };
    ($($v:expr),+ $(,)?) => { ::std::vec![$($crate::Value::from($v)),+] };
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(SqliteValue::Null),
            Self::Bool(v) => ToSqlOutput::Owned(SqliteValue::Integer(i64::from(*v))),
            Self::Int(v) => ToSqlOutput::Owned(SqliteValue::Integer(*v)),
            Self::Real(v) => ToSqlOutput::Owned(SqliteValue::Real(*v)),
            Self::Text(v) if v.contains('\0') => ToSqlOutput::Owned(SqliteValue::Text(v.replace('\0', ""))),
            Self::Text(v) => ToSqlOutput::Borrowed(ValueRef::Text(v.as_bytes())),
            Self::Bytes(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v)),
            Self::Id(v) => ToSqlOutput::Borrowed(ValueRef::Blob(v.as_bytes())),
        })
    }
}

impl From<ValueRef<'_>> for Value {
    fn from(value: ValueRef<'_>) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(v) => Self::Int(v),
            ValueRef::Real(v) => Self::Real(v),
            ValueRef::Text(v) => Self::Text(String::from_utf8_lossy(v).into_owned()),
            ValueRef::Blob(v) => Self::Bytes(v.to_vec()),
        }
    }
}

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Self::Null => Ok(IsNull::Yes),
            Self::Bool(v) => checked(v, ty, out),
            Self::Int(v) => match *ty {
                Type::INT4 => i32::try_from(*v)?.to_sql(ty, out),
                Type::INT2 => i16::try_from(*v)?.to_sql(ty, out),
                Type::FLOAT8 => real(*v).to_sql(ty, out),
                // What SQLite gives for a boolean.
                Type::BOOL if matches!(v, 0..=1) => (*v == 1).to_sql(ty, out),
                _ => checked(v, ty, out),
            },
            Self::Real(v) => checked(v, ty, out),
            // PostgreSQL refuses the zero character in text, SQLite stops at it. It is of no use.
            Self::Text(v) if v.contains('\0') => checked(&v.replace('\0', ""), ty, out),
            Self::Text(v) => checked(v, ty, out),
            // What SQLite gives for an id.
            Self::Bytes(v) if *ty == Type::UUID => Uuid::from_slice(v)?.to_sql(ty, out),
            Self::Bytes(v) => checked(v, ty, out),
            Self::Id(v) => checked(v, ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// Writes a value as `ty`, if that is what it can be: PostgreSQL would read the bytes as something else.
fn checked<T: ToSql>(value: &T, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
    if T::accepts(ty) { value.to_sql(ty, out) } else { Err(format!("a column of type {ty} cannot hold such a value").into()) }
}

/// An integer as a real number, the nearest one.
#[expect(clippy::cast_precision_loss, reason = "money and counts stay far below 2^53")]
fn real(value: i64) -> f64 {
    value as f64
}

/// A `NUMERIC` as PostgreSQL sends it: what sums and averages of integers are.
struct Numeric(Value);

impl<'a> FromSql<'a> for Numeric {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn std::error::Error + Sync + Send>> {
        let word = |i: usize| raw.get(2 * i..2 * i + 2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).ok_or("a short NUMERIC");
        let (groups, weight, sign) = (word(0)?, word(1)?.cast_signed(), word(2)?);
        let (mut whole, mut parts, mut scale) = (Some(0_i64), 0.0, 1.0);
        for i in 0..usize::from(groups) {
            let digits = word(4 + i)?;
            if i64::try_from(i)? <= i64::from(weight) {
                whole = whole.and_then(|whole| whole.checked_mul(10_000)?.checked_add(i64::from(digits)));
            } else {
                scale /= 10_000.0;
                parts += f64::from(digits) * scale;
            }
        }
        // Trailing groups of zeros are not sent.
        for _ in i64::from(groups)..=i64::from(weight) {
            whole = whole.and_then(|whole| whole.checked_mul(10_000));
        }
        let whole = whole.ok_or("a NUMERIC beyond 64 bits")?;
        match (sign, parts == 0.0) {
            (0, true) => Ok(Self(Value::Int(whole))),
            (0x4000, true) => Ok(Self(Value::Int(-whole))),
            (0, false) => Ok(Self(Value::Real(real(whole) + parts))),
            (0x4000, false) => Ok(Self(Value::Real(-real(whole) - parts))),
            _ => Err("a NUMERIC that is not a number".into()),
        }
    }

    fn accepts(ty: &Type) -> bool {
        *ty == Type::NUMERIC
    }
}

impl Value {
    /// Reads column `i` of a PostgreSQL row.
    pub(crate) fn of_pg(row: &tokio_postgres::Row, i: usize) -> Result<Self, tokio_postgres::Error> {
        fn some<T>(value: Option<T>) -> Value
        where
            Value: From<T>,
        {
            value.map_or(Value::Null, Value::from)
        }
        Ok(match *row.columns()[i].type_() {
            Type::BOOL => some(row.try_get::<_, Option<bool>>(i)?),
            Type::INT8 => some(row.try_get::<_, Option<i64>>(i)?),
            Type::INT4 => some(row.try_get::<_, Option<i32>>(i)?),
            Type::INT2 => some(row.try_get::<_, Option<i16>>(i)?.map(i32::from)),
            Type::FLOAT8 => some(row.try_get::<_, Option<f64>>(i)?),
            Type::UUID => some(row.try_get::<_, Option<Uuid>>(i)?),
            Type::BYTEA => some(row.try_get::<_, Option<Vec<u8>>>(i)?),
            Type::NUMERIC => row.try_get::<_, Option<Numeric>>(i)?.map_or(Self::Null, |Numeric(value)| value),
            _ => some(row.try_get::<_, Option<String>>(i)?),
        })
    }
}
