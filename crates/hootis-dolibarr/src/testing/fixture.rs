//! An invented Dolibarr, as rows, that can be written as any of the tools write dumps.

use std::fmt::Write as _;

/// A value of a row.
#[derive(Debug, Clone)]
pub(crate) enum Cell {
    Null,
    Number(&'static str),
    Text(String),
}

/// Text.
pub(crate) fn t(text: &str) -> Cell {
    Cell::Text(text.to_owned())
}

/// A number.
pub(crate) fn n(number: &'static str) -> Cell {
    Cell::Number(number)
}

/// NULL.
pub(crate) const NULL: Cell = Cell::Null;

/// A table with its rows.
#[derive(Debug, Clone)]
pub(crate) struct Filled {
    pub(crate) name: &'static str,
    pub(crate) columns: Vec<&'static str>,
    pub(crate) rows: Vec<Vec<Cell>>,
}

/// How a dump is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    /// mariadb-dump: definitions, one `INSERT` of many rows without column list.
    MariaDb,
    /// mysqldump with `--complete-insert --skip-extended-insert --replace`: a `REPLACE` for each row.
    MySqlRowByRow,
    /// phpMyAdmin: column lists, a transaction, definitions without keys, `ALTER TABLE` at the end.
    PhpMyAdmin,
    /// mysqldump `--compatible=ansi`: names between double quotes.
    Ansi,
}

pub(crate) const STYLES: [Style; 4] = [Style::MariaDb, Style::MySqlRowByRow, Style::PhpMyAdmin, Style::Ansi];

/// An invented Dolibarr.
#[derive(Debug, Clone)]
pub(crate) struct Fixture {
    pub(crate) prefix: &'static str,
    pub(crate) tables: Vec<Filled>,
}

impl Fixture {
    /// The table of this name.
    pub(crate) fn table(&mut self, name: &str) -> &mut Filled {
        self.tables.iter_mut().find(|table| table.name == name).unwrap()
    }

    /// Sets a cell of the row whose first cell is `row`.
    pub(crate) fn set(&mut self, table: &str, row: &str, column: &str, cell: Cell) -> &mut Self {
        let table = self.table(table);
        let place = table.columns.iter().position(|name| *name == column).unwrap();
        let found = table.rows.iter_mut().find(|cells| matches!(&cells[0], Cell::Number(id) if *id == row));
        found.unwrap()[place] = cell;
        self
    }

    /// Adds a row that has only these cells.
    pub(crate) fn add(&mut self, table: &str, cells: &[(&str, Cell)]) -> &mut Self {
        let table = self.table(table);
        let value = |column: &&'static str| cells.iter().find(|(name, _)| name == column).map_or(Cell::Null, |(_, cell)| cell.clone());
        let row = table.columns.iter().map(value).collect();
        assert!(cells.iter().all(|(name, _)| table.columns.contains(name)), "a column of {} is unknown", table.name);
        table.rows.push(row);
        self
    }

    /// The dump, as bytes of UTF-8.
    pub(crate) fn dump(&self, style: Style) -> Vec<u8> {
        let mut out = String::from(match style {
            Style::PhpMyAdmin => {
                "-- phpMyAdmin SQL Dump\n-- version 5.2.1\n\nSET SQL_MODE = \"NO_AUTO_VALUE_ON_ZERO\";\n\
                 START TRANSACTION;\nSET time_zone = \"+00:00\";\n\n\
                 /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES utf8mb4 */;\n"
            }
            _ => {
                "/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19  Distrib 10.11\n--\n\
                 /*!40101 SET @OLD_CHARACTER_SET_CLIENT=@@CHARACTER_SET_CLIENT */;\n/*!40101 SET NAMES utf8mb4 */;\n\
                 /*!40103 SET TIME_ZONE='+00:00' */;\n"
            }
        });
        for table in &self.tables {
            self.write(&mut out, table, style);
        }
        out.push_str(match style {
            Style::PhpMyAdmin => {
                "ALTER TABLE `llx_x`\n  ADD PRIMARY KEY (`rowid`);\nCOMMIT;\n\n\
                 /*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n"
            }
            _ => {
                "DELIMITER ;;\n/*!50003 CREATE*/ /*!50017 DEFINER=`root`@`localhost`*/ /*!50003 TRIGGER t BEFORE INSERT \
                 ON x FOR EACH ROW BEGIN INSERT INTO llx_societe VALUES (1,'it''s; a trap'); END */;;\nDELIMITER ;\n\
                 /*!40101 SET CHARACTER_SET_CLIENT=@OLD_CHARACTER_SET_CLIENT */;\n-- Dump completed\n"
            }
        });
        out.into_bytes()
    }

    fn write(&self, out: &mut String, table: &Filled, style: Style) {
        let quote = if style == Style::Ansi { '"' } else { '`' };
        let quoted = |name: &str| format!("{quote}{name}{quote}");
        let name = quoted(&format!("{}{}", self.prefix, table.name));
        let _ = write!(out, "DROP TABLE IF EXISTS {name};\nCREATE TABLE {name} (\n");
        for column in &table.columns {
            let _ = writeln!(out, "  {} varchar(255) DEFAULT 'a,b)' COMMENT 'it''s (a) \\'test\\';',", quoted(column));
        }
        let first = quoted(table.columns[0]);
        let _ = writeln!(out, "  PRIMARY KEY ({first}),\n  KEY idx ({first}(10))");
        out.push_str(") ENGINE=InnoDB AUTO_INCREMENT=63 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci;\n");
        let columns = table.columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ");
        let rows: Vec<String> = table.rows.iter().map(|row| values(row)).collect();
        match style {
            _ if rows.is_empty() => {}
            Style::MySqlRowByRow => {
                for row in rows {
                    let _ = writeln!(out, "REPLACE INTO {name} ({columns}) VALUES {row};");
                }
            }
            Style::PhpMyAdmin => {
                let _ = writeln!(out, "INSERT INTO {name} ({columns}) VALUES\n{};", rows.join(",\n"));
            }
            Style::MariaDb | Style::Ansi => {
                let _ = writeln!(out, "LOCK TABLES {name} WRITE;\n/*!40000 ALTER TABLE {name} DISABLE KEYS */;");
                let _ = writeln!(out, "INSERT INTO {name} VALUES\n{};\nUNLOCK TABLES;", rows.join(",\n"));
            }
        }
    }
}

fn values(row: &[Cell]) -> String {
    let cell = |cell: &Cell| match cell {
        Cell::Null => "NULL".to_owned(),
        Cell::Number(number) => (*number).to_owned(),
        Cell::Text(text) => {
            let escaped = text.replace('\\', "\\\\").replace('\'', "\\'").replace('"', "\\\"").replace('\n', "\\n");
            format!("'{}'", escaped.replace('\0', "\\0").replace('\u{1a}', "\\Z"))
        }
    };
    format!("({})", row.iter().map(cell).collect::<Vec<_>>().join(","))
}
