//! The real shape of the databases, and the real bytes in their columns, against what is declared.

use hootis_policy::data::{self, Column, Database, Kind, Protection};
use hootis_space::{Conn, TableShape, shape};

use super::{Eyes, Finding};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// Who asks for an account or a space gives these, and need give no more: name, company, e-mail (and what
/// is made of them).
const ASKED: [&str; 6] = ["name", "company", "email", "email_key", "slug", "lang"];
/// Where they are kept.
const ACCOUNTS: [&str; 3] = ["account", "signup", "space"];

/// S1: every table and column is declared, and what is said to be hashed or sealed looks like it.
pub(in super::super) async fn s1(eyes: &Eyes) -> Result<Finding> {
    let mut seen = Seen::default();
    seen.look(Database::Platform, eyes.app.platform()).await?;
    seen.look(Database::Journal, eyes.app.journal().conn()).await?;
    let mut spaces = 0;
    for id in eyes.spaces().await? {
        let Some(space) = eyes.open(id).await? else { continue };
        seen.look(Database::Space, &space).await?;
        spaces += 1;
    }
    if let Some(place) = seen.strange.first() {
        return Ok(Finding::bad(Figure::new("evidence-s1-shape").name("place", place).len("n", seen.strange.len())));
    }
    if let Some(place) = seen.clear_in.first() {
        return Ok(Finding::bad(Figure::new("evidence-s1-clear").name("place", place).count("n", seen.clear)));
    }
    Ok(Finding::good(Figure::new("evidence-s1").count("n", seen.values).count("columns", seen.columns).count("spaces", spaces)))
}

/// What was seen of shapes and bytes.
#[derive(Default)]
struct Seen {
    columns: i64,
    values: i64,
    clear: i64,
    clear_in: Vec<String>,
    strange: Vec<String>,
}

impl Seen {
    async fn look(&mut self, database: Database, conn: &impl Conn) -> Result<()> {
        let shape = shape(conn).await?;
        self.columns += shape.iter().map(|table| i64::try_from(table.columns.len()).unwrap_or(0)).sum::<i64>();
        self.strange.extend(differences(database, &shape));
        for table in &shape {
            let Some(declared) = data::table(database, &table.name) else { continue };
            for (name, kind) in &table.columns {
                let Some(column) = declared.column(name).filter(|column| column.protection != Protection::Clear) else { continue };
                let (values, clear) = protected(conn, &table.name, column, kind.starts_with("BYTEA")).await?;
                self.values += values;
                self.clear += clear;
                if clear > 0 {
                    self.clear_in.push(format!("{}.{name}", table.name));
                }
            }
        }
        Ok(())
    }
}

/// How many values a protected column has, and how many do not look as they must.
async fn protected(conn: &impl Conn, table: &str, column: &Column, is_bytes: bool) -> Result<(i64, i64)> {
    let counted = match column.protection {
        Protection::Clear => return Ok((0, 0)),
        Protection::PasswordHash => looked::password_hashes(conn, table, column.name).await?,
        Protection::Digest | Protection::KeyedHash if is_bytes => looked::bytes_of_length(conn, table, column.name, 32).await?,
        Protection::Digest | Protection::KeyedHash => looked::texts_of_length(conn, table, column.name, 43).await?,
        Protection::Wrapped => looked::versioned_bytes(conn, table, column.name, 81, 81).await?,
        Protection::Sealed => looked::versioned_bytes(conn, table, column.name, 41, i64::from(i32::MAX)).await?,
    };
    let (values, mut wrong) = counted;
    if wrong == 0 && is_bytes {
        // A secret written as it is has the right length by chance; that all its bytes are letters is none.
        let readable = looked::some_bytes(conn, table, column.name).await?.iter().filter(|bytes| is_text(bytes)).count();
        wrong = i64::try_from(readable).unwrap_or(i64::MAX);
    }
    Ok((values, wrong))
}

fn is_text(bytes: &[u8]) -> bool {
    !bytes.is_empty() && bytes.iter().all(|byte| matches!(byte, b' '..=b'~'))
}

/// What is in the database and not declared, or declared and not in the database.
fn differences(database: Database, shape: &[TableShape]) -> Vec<String> {
    let mut found = Vec::new();
    for table in shape.iter().filter(|table| !data::is_engine_internal(&table.name)) {
        match data::table(database, &table.name) {
            None => found.push(table.name.clone()),
            Some(declared) => {
                let strangers = table.columns.iter().filter(|(name, _)| declared.column(name).is_none());
                found.extend(strangers.map(|(name, _)| format!("{}.{name}", table.name)));
            }
        }
    }
    for declared in data::tables(database) {
        let Some(table) = shape.iter().find(|table| table.name == declared.name) else {
            found.push(declared.name.to_owned());
            continue;
        };
        let is_there = |column: &Column| column.is_cipher_only || table.columns.iter().any(|(name, _)| name == column.name);
        found.extend(declared.columns.iter().filter(|column| !is_there(column)).map(|column| format!("{}.{}", declared.name, column.name)));
    }
    found
}

/// C6: what tells something of a person or a company, and is not name, company or e-mail, may be left empty.
pub(in super::super) async fn c6(eyes: &Eyes) -> Result<Finding> {
    let shape = shape(eyes.app.platform()).await?;
    let (mut demanded, mut optional) = (Vec::new(), 0);
    for table in shape.iter().filter(|table| ACCOUNTS.contains(&table.name.as_str())) {
        let declared = data::table(Database::Platform, &table.name);
        for (name, kind) in &table.columns {
            // A column that nobody declared may tell anything.
            let tells = declared
                .and_then(|table| table.column(name))
                .is_none_or(|column| matches!(column.kind, Kind::Identity | Kind::ContactDetails | Kind::Company));
            if !tells || ASKED.contains(&name.as_str()) {
                continue;
            }
            if kind.ends_with("NOT NULL") {
                demanded.push(format!("{}.{name}", table.name));
            } else {
                optional += 1;
            }
        }
    }
    match demanded.first() {
        Some(place) => Ok(Finding::bad(Figure::new("evidence-c6-demanded").name("place", place).len("n", demanded.len()))),
        None => Ok(Finding::good(Figure::new("evidence-c6").count("optional", optional))),
    }
}
