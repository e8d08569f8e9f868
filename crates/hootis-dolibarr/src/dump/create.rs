//! Definitions of tables: which columns they have.

use std::io::Read;

use super::statement::{COLUMNS, Statement, Statements};
use crate::error::DolibarrError;

impl<R: Read> Statements<R> {
    /// What follows `CREATE`.
    pub(super) fn create(&mut self) -> Result<Statement, DolibarrError> {
        self.space()?;
        let mut word = self.word()?;
        if word == "temporary" {
            self.space()?;
            word = self.word()?;
        }
        if word != "table" {
            self.pass()?;
            return Ok(Statement::Other);
        }
        let table = loop {
            self.space()?;
            if matches!(self.scanner.peek()?, Some(b'`' | b'"')) {
                break self.name()?;
            }
            let word = self.name()?;
            if !matches!(word.as_str(), "if" | "not" | "exists") {
                break word;
            }
        };
        self.table = Some(table.clone());
        self.space()?;
        if !self.scanner.take(b'(')? {
            self.pass()?;
            return Ok(Statement::Other);
        }
        let columns = self.definitions()?;
        self.pass()?;
        Ok(Statement::Create { table, columns, charset: charset(&self.glance) })
    }

    /// The columns of a table's definition, up to its closing parenthesis.
    fn definitions(&mut self) -> Result<Vec<String>, DolibarrError> {
        let mut columns = Vec::new();
        loop {
            self.space()?;
            let quoted = matches!(self.scanner.peek()?, Some(b'`' | b'"'));
            let name = self.name()?.to_ascii_lowercase();
            if !name.is_empty() && (quoted || !is_constraint(&name)) && columns.len() < COLUMNS {
                columns.push(name);
            }
            if self.definition()? {
                return Ok(columns);
            }
        }
    }

    /// Passes over one definition; `true` if it was the last.
    fn definition(&mut self) -> Result<bool, DolibarrError> {
        let mut depth = 0_u32;
        loop {
            match self.scanner.peek()? {
                None => return Err(self.cut()),
                Some(quote @ (b'\'' | b'"' | b'`')) => {
                    self.scanner.next()?;
                    self.string(quote, None)?;
                    continue;
                }
                Some(b'-' | b'#' | b'/' | b'*') => {
                    self.space()?;
                    continue;
                }
                Some(b'(') => depth += 1,
                Some(b')') if depth == 0 => {
                    self.scanner.next()?;
                    return Ok(true);
                }
                Some(b')') => depth -= 1,
                Some(b',') if depth == 0 => {
                    self.scanner.next()?;
                    return Ok(false);
                }
                Some(_) => {}
            }
            self.scanner.next()?;
        }
    }
}

fn is_constraint(word: &str) -> bool {
    const WORDS: &[&str] = &["primary", "key", "unique", "index", "fulltext", "spatial", "constraint", "foreign", "check", "period"];
    WORDS.contains(&word)
}

/// The character set among a table's options.
fn charset(options: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(options).to_ascii_lowercase();
    let after = ["charset", "character set"].iter().find_map(|key| Some(&text[text.find(key)? + key.len()..]))?;
    let name = after.trim_start().trim_start_matches('=').trim_start();
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    (end > 0).then(|| name[..end].to_owned())
}
