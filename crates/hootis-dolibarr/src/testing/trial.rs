//! Bases on the server for trials.

use std::io::Read as _;

use mysql_async::{Conn, Opts, prelude::Queryable as _};

use super::{reference, test_server};
use crate::{Guard, Protection, ServerSource};

/// What a server takes at once, at most.
const PIECE: usize = 4 << 20;

/// A base on the server for trials, dropped in the end by whoever made it.
pub(crate) struct Trial {
    pub(crate) url: String,
    pub(crate) connection: Conn,
    name: String,
}

impl Trial {
    /// Makes a base and loads a dump into it, `None` where there is no server.
    pub(crate) async fn load(name: &str, dump: &[u8]) -> Option<Self> {
        let url = test_server()?;
        let name = format!("hootis_test_{name}_{}", std::process::id());
        #[expect(clippy::disallowed_methods, reason = "a test connects to a server of its own")]
        let mut connection = Conn::new(Opts::from_url(&url).unwrap()).await.unwrap();
        connection.query_drop(format!("DROP DATABASE IF EXISTS {name}")).await.unwrap();
        connection.query_drop(format!("CREATE DATABASE {name} CHARACTER SET utf8mb4")).await.unwrap();
        connection.query_drop(format!("USE {name}")).await.unwrap();
        for piece in pieces(std::str::from_utf8(dump).unwrap()) {
            connection.query_drop(piece).await.unwrap();
        }
        let url = format!("{}/{name}", url.trim_end_matches('/'));
        Some(Self { url, connection, name })
    }

    pub(crate) fn source(&self) -> ServerSource {
        ServerSource::parse(&self.url, None, Guard::Any).unwrap().protected(Protection::Offered)
    }

    /// The checksum of every table.
    pub(crate) async fn checksums(&mut self) -> Vec<(String, Option<u64>)> {
        let tables: Vec<String> = self.connection.query("SHOW TABLES").await.unwrap();
        let tables = tables.iter().map(|table| format!("`{table}`")).collect::<Vec<_>>().join(", ");
        self.connection.query(format!("CHECKSUM TABLE {tables} EXTENDED")).await.unwrap()
    }

    pub(crate) async fn drop(mut self) {
        self.connection.query_drop(format!("DROP DATABASE {}", self.name)).await.unwrap();
    }
}

/// The SQL of a reference installation, if this machine has it.
pub(crate) fn unpacked(name: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(reference(name)?).unwrap();
    flate2::read::GzDecoder::new(file).read_to_end(&mut bytes).unwrap();
    Some(bytes)
}

/// A dump in parts that end with a statement: the tools that write dumps end no line of a text with a semicolon.
fn pieces(mut sql: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    while sql.len() > PIECE {
        let start = (0..=PIECE).rev().find(|at| sql.is_char_boundary(*at)).unwrap();
        let end = sql[..start].rfind(";\n").or_else(|| sql.find(";\n")).unwrap() + 2;
        let (piece, rest) = sql.split_at(end);
        pieces.push(piece);
        sql = rest;
    }
    pieces.push(sql);
    pieces
}
