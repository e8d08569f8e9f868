//! The SQL that makes a user who may read what is read here, and nothing else.
//!
//! It is made from the very list that questions are made from, so that the two cannot differ. Versions of Dolibarr
//! differ in their tables and columns: the statements ask the base which of them it has.

use crate::columns::Table;

/// Names that stand in the statements. They are put in as they are: no quotes in them.
#[derive(Debug, Clone, Copy)]
pub struct GrantNames<'a> {
    /// The base of Dolibarr.
    pub base: &'a str,
    /// How its tables begin.
    pub prefix: &'a str,
    /// The user that is made.
    pub user: &'a str,
    /// Its password, or what stands in its place.
    pub password: &'a str,
}

/// Columns of every table of custom fields that are Dolibarr's own; the others are the company's, and are read.
const OWN_OF_FIELDS: [&str; 3] = ["rowid", "tms", "import_key"];

/// The columns that are asked of a table, and those that order its rows.
fn columns(table: Table) -> Vec<&'static str> {
    let mut columns = table.columns().to_vec();
    columns.extend(table.keys().iter().filter(|key| !table.columns().contains(key)));
    columns
}

/// Which columns of a table, as a condition on their names.
fn condition(table: Table, column: &str) -> String {
    let list = |names: &[&str]| names.iter().map(|name| format!("'{name}'")).collect::<Vec<_>>().join(", ");
    if table.name().ends_with("_extrafields") {
        format!("{column} NOT IN ({})", list(&OWN_OF_FIELDS))
    } else {
        format!("{column} IN ({})", list(&columns(table)))
    }
}

/// The statements that make the user on `MariaDB` or `MySQL`, for an administrator of the server to paste.
#[must_use]
pub fn grants(GrantNames { base, prefix, user, password }: GrantNames<'_>) -> String {
    let mut sql = format!(
        "CREATE USER '{user}'@'%' IDENTIFIED BY '{password}';\nSET SESSION group_concat_max_len = 65536;\nSET @base = '{base}';\nSET @prefix = '{prefix}';\n"
    );
    for table in Table::ALL {
        let name = table.name();
        sql.push_str(&format!(
            "SET @grant = COALESCE((SELECT CONCAT('GRANT SELECT (', GROUP_CONCAT('`', COLUMN_NAME, '`'), ') ON `', @base, '`.`', @prefix, '{name}` TO ''{user}''@''%''') \
             FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = @base AND TABLE_NAME = CONCAT(@prefix, '{name}') AND {} GROUP BY TABLE_NAME), 'DO 0');\n\
             PREPARE hootis FROM @grant; EXECUTE hootis;\n",
            condition(*table, "COLUMN_NAME")
        ));
    }
    sql
}

#[cfg(test)]
mod tests {
    use super::{GrantNames, grants};
    use crate::columns::Table;

    #[test]
    fn every_table_that_is_read_is_there_and_secrets_are_not() {
        let sql = grants(GrantNames { base: "dolibarr", prefix: "llx_", user: "hootis", password: "…" });
        for table in Table::ALL {
            assert!(sql.contains(&format!("CONCAT(@prefix, '{}')", table.name())), "{}", table.name());
        }
        for secret in ["pass_crypted", "'pass'", "api_key", "iban_prefix", "track_id", "oauth_token", "'share'"] {
            assert!(!sql.contains(secret), "{secret} is granted");
        }
    }
}
