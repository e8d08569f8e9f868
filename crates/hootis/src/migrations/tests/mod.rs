//! The migrations as they are written, against the declarations of `hootis-policy`: no database is
//! needed, so a column that nobody declared is found before any is made.

mod snapshot;

use std::collections::BTreeMap;

use hootis_policy::data::{self, Database, Erasure};
use hootis_space::{Migration, Step};

/// The tables that migrations make: name, then columns with the rest of their line.
type Shape = BTreeMap<String, Vec<(String, String)>>;

fn shape(database: Database) -> Shape {
    let migrations = match database {
        Database::Platform => super::PLATFORM,
        Database::Space => super::SPACE,
        Database::Journal => super::JOURNAL,
    };
    let mut shape = Shape::new();
    // Made by `hootis-space` itself, which counts migrations and indexes words.
    let internal = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), "BIGINT".to_owned())).collect();
    shape.insert("schema_migration".into(), internal(&["name", "position", "created_at"]));
    for step in migrations.iter().flat_map(|migration: &Migration| migration.steps) {
        match step {
            Step::Sql(sql) => sql_into(sql, &mut shape),
            Step::SearchIndex => drop(shape.insert("search_entry".into(), internal(&["num", "kind", "id", "body"]))),
        }
    }
    shape
}

fn sql_into(sql: &str, shape: &mut Shape) {
    let plain: Vec<&str> = sql.lines().map(|line| line.split("--").next().unwrap_or_default()).collect();
    for statement in plain.join(" ").split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        statement_into(statement, shape);
    }
}

/// Knows the few statements that migrations are written in, and stops at any other.
fn statement_into(statement: &str, shape: &mut Shape) {
    let words: Vec<&str> = statement.split_whitespace().collect();
    match words.as_slice() {
        ["CREATE", "TABLE", name, ..] => {
            let (_, body) = statement.split_once('(').expect("columns in parentheses");
            let body = body.trim().strip_suffix(')').expect("columns in parentheses");
            let lines = top_level(body).into_iter().filter(|line| !is_constraint(line));
            assert!(shape.insert((*name).to_owned(), lines.map(column).collect()).is_none(), "{name} is made twice");
        }
        ["ALTER", "TABLE", name, "ADD", "COLUMN", ..] => {
            let (_, line) = statement.split_once("ADD COLUMN").expect("matched");
            shape.get_mut(*name).expect("the table is there").push(column(line.trim().to_owned()));
        }
        ["ALTER", "TABLE", name, "DROP", "COLUMN", gone] => shape.get_mut(*name).expect("the table is there").retain(|(column, _)| column != gone),
        ["ALTER", "TABLE", name, "RENAME", "COLUMN", before, "TO", after] => {
            let columns = shape.get_mut(*name).expect("the table is there");
            let (column, _) = columns.iter_mut().find(|(column, _)| column == before).expect("the column is there");
            (*after).clone_into(column);
        }
        ["DROP", "TABLE", name] => drop(shape.remove(*name).expect("the table is there")),
        ["CREATE" | "DROP", "INDEX", ..] | ["CREATE", "UNIQUE", "INDEX", ..] | ["UPDATE" | "INSERT" | "DELETE", ..] => {}
        _ => panic!("no test knows this statement: {statement}"),
    }
}

/// Splits at commas that are in no parentheses.
fn top_level(body: &str) -> Vec<String> {
    let (mut depth, mut parts) = (0_i32, vec![String::new()]);
    for c in body.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        match parts.last_mut() {
            Some(part) if c != ',' || depth > 0 => part.push(c),
            _ => parts.push(String::new()),
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).collect()
}

fn is_constraint(line: &str) -> bool {
    ["PRIMARY KEY", "UNIQUE", "FOREIGN KEY", "CHECK", "CONSTRAINT"].iter().any(|word| line.starts_with(word))
}

fn column(line: String) -> (String, String) {
    let (name, rest) = line.split_once(' ').expect("a name and a type");
    (name.to_owned(), rest.to_owned())
}

/// What is in one and not in the other.
fn differences(database: Database, shape: &Shape) -> Vec<String> {
    let mut found = Vec::new();
    for (table, columns) in shape {
        match data::table(database, table) {
            None => found.push(format!("table {table} is not declared in hootis_policy::data")),
            Some(declared) => {
                let undeclared = columns.iter().filter(|(name, _)| declared.column(name).is_none());
                found.extend(undeclared.map(|(name, _)| format!("column {table}.{name} is not declared in hootis_policy::data")));
            }
        }
    }
    for declared in data::tables(database) {
        match shape.get(declared.name) {
            None => found.push(format!("table {} is declared, and no migration makes it", declared.name)),
            Some(columns) => {
                let missing = declared.columns.iter().filter(|column| columns.iter().all(|(name, _)| name != column.name));
                found.extend(missing.map(|column| format!("column {}.{} is declared, and no migration makes it", declared.name, column.name)));
            }
        }
    }
    found
}

#[test]
fn p_s1_every_table_and_column_is_declared_and_every_declared_one_is_made() {
    for database in Database::ALL {
        assert_eq!(differences(database, &shape(database)), Vec::<String>::new(), "{database:?}");
    }
}

#[test]
fn a_column_that_is_not_declared_is_found_and_one_that_is_not_made_too() {
    let mut shape = shape(Database::Platform);
    sql_into("CREATE TABLE stranger (id UUID PRIMARY KEY); ALTER TABLE account ADD COLUMN shoe_size BIGINT; -- x\n DROP TABLE mail;", &mut shape);
    shape.get_mut("space").expect("there").retain(|(name, _)| name != "slug");
    let mut found = differences(Database::Platform, &shape);
    found.sort();
    let expected = [
        "column account.shoe_size is not declared in hootis_policy::data",
        "column space.slug is declared, and no migration makes it",
        "table mail is declared, and no migration makes it",
        "table stranger is not declared in hootis_policy::data",
    ];
    assert_eq!(found, expected);
}

/// An erasure that the database would refuse is no erasure.
#[test]
fn p_r3_what_is_erased_to_nothing_may_be_null_and_what_is_replaced_is_text() {
    for database in Database::ALL {
        let shape = shape(database);
        for table in data::tables(database) {
            for column in table.columns {
                let Some((_, sql)) = shape[table.name].iter().find(|(name, _)| name == column.name) else { continue };
                match column.erasure {
                    Erasure::Null | Erasure::KeyDestroyed => assert!(!sql.contains("NOT NULL"), "{}.{}", table.name, column.name),
                    Erasure::Placeholder(_) => assert!(sql.starts_with("TEXT"), "{}.{}", table.name, column.name),
                    Erasure::WithRow => {}
                }
            }
        }
    }
}

#[test]
fn every_table_says_when_a_row_was_made_and_what_becomes_of_a_broken_reference() {
    // A browsing record has five facts, one of which is when it was made.
    let exempt = ["search_entry", "visit"];
    for (table, columns) in Database::ALL.into_iter().flat_map(shape).filter(|(table, _)| !exempt.contains(&table.as_str())) {
        assert!(columns.iter().any(|(name, _)| name == "created_at"), "{table} has no created_at");
        for (name, sql) in columns.iter().filter(|(_, sql)| sql.contains("REFERENCES")) {
            assert!(sql.contains("ON DELETE"), "{table}.{name} does not say what happens on delete");
        }
    }
}

/// `member_link.kind`: each value has a life of its own, and no other value is written.
#[test]
fn p_k1_a_table_with_rules_by_kind_has_that_column() {
    for database in Database::ALL {
        for table in data::tables(database).iter().filter(|table| !table.kinds.is_empty()) {
            assert!(shape(database)[table.name].iter().any(|(name, _)| name == "kind"), "{}", table.name);
        }
    }
}
