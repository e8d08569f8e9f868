//! Statements of a dump: where rows begin, which columns tables have, all else passed over.

use std::io::Read;

use super::scanner::Scanner;
use crate::error::DolibarrError;

/// Longest name accepted, in bytes.
const NAME_BYTES: usize = 256;
/// Columns of a table at most.
pub(super) const COLUMNS: usize = 4_096;
/// Bytes of a statement that are looked at.
const GLANCE_BYTES: usize = 1_024;

/// A statement that matters, or not.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Statement {
    /// `CREATE TABLE`: name, columns in lower case, character set.
    Create { table: String, columns: Vec<String>, charset: Option<String> },
    /// `INSERT` or `REPLACE`: name, and columns in lower case if they are listed. Rows follow.
    Insert { table: String, columns: Option<Vec<String>> },
    /// `USE`.
    Use(String),
    /// Anything else.
    Other,
}

/// The statements of a dump, one after the other.
pub(super) struct Statements<R> {
    pub(super) scanner: Scanner<R>,
    delimiter: Vec<u8>,
    /// Statements read so far.
    pub(super) count: u64,
    /// The table of the statement that is read, for errors.
    pub(super) table: Option<String>,
    /// `START TRANSACTION` without its `COMMIT`.
    open_transaction: bool,
    /// Settings saved at the start that the end must restore.
    unrestored_charset: bool,
    /// The first bytes of the statement that was passed over last.
    pub(super) glance: Vec<u8>,
}

impl<R: Read> Statements<R> {
    pub(super) fn new(inner: R) -> Self {
        Self {
            scanner: Scanner::new(inner),
            delimiter: b";".to_vec(),
            count: 0,
            table: None,
            open_transaction: false,
            unrestored_charset: false,
            glance: Vec::new(),
        }
    }

    /// The next statement, `None` at the end.
    ///
    /// After [`Statement::Insert`] its rows must be read or passed over first.
    pub(super) fn next(&mut self) -> Result<Option<Statement>, DolibarrError> {
        self.statement().map_err(|error| self.placed(error))
    }

    fn statement(&mut self) -> Result<Option<Statement>, DolibarrError> {
        loop {
            self.space()?;
            let Some(byte) = self.scanner.peek()? else { return self.end().map(|()| None) };
            if byte == self.delimiter[0] || byte == b';' {
                self.scanner.next()?;
                continue;
            }
            self.table = None;
            let word = self.word()?;
            if word.is_empty() || (self.count == 0 && !is_verb(&word)) {
                if self.count == 0 {
                    return Err(DolibarrError::NotADump { why: "it does not begin with SQL" });
                }
                if word.is_empty() {
                    self.scanner.next()?;
                }
            }
            self.count += 1;
            return self.after(&word).map(Some);
        }
    }

    fn after(&mut self, word: &str) -> Result<Statement, DolibarrError> {
        match word {
            "insert" | "replace" => return self.insert(),
            "create" => return self.create(),
            "use" => {
                self.space()?;
                let name = self.name()?;
                self.pass()?;
                return Ok(Statement::Use(name));
            }
            "delimiter" => {
                let mut line = Vec::new();
                self.scanner.until(|bytes| memchr::memchr(b'\n', bytes), |run| glance(&mut line, run))?;
                let delimiter = line.trim_ascii();
                if !delimiter.is_empty() && delimiter.len() <= 16 {
                    self.delimiter = delimiter.to_vec();
                }
                return Ok(Statement::Other);
            }
            "set" => {
                self.pass()?;
                self.setting();
                return Ok(Statement::Other);
            }
            "copy" => return Err(DolibarrError::NotADump { why: "it is a PostgreSQL dump, which cannot be read here" }),
            "start" => self.open_transaction = true,
            "commit" => self.open_transaction = false,
            _ => {}
        }
        self.pass()?;
        Ok(Statement::Other)
    }

    /// `SET @OLD_CHARACTER_SET_CLIENT=@@…` at the start of a dump is undone at its very end: what
    /// was saved and not restored tells a dump that was cut between two statements.
    fn setting(&mut self) {
        let text = String::from_utf8_lossy(&self.glance).to_ascii_lowercase().replace(' ', "");
        if text.starts_with("@old_character_set_client=") {
            self.unrestored_charset = true;
        } else if text.starts_with("character_set_client=@old_character_set_client") {
            self.unrestored_charset = false;
        }
    }

    fn end(&mut self) -> Result<(), DolibarrError> {
        if self.count == 0 {
            return Err(DolibarrError::NotADump { why: "it holds no statement" });
        }
        if self.open_transaction || self.unrestored_charset {
            return Err(self.cut());
        }
        Ok(())
    }

    /// The error of a dump that ends here.
    pub(super) fn cut(&self) -> DolibarrError {
        DolibarrError::TruncatedDump { table: self.table.clone(), offset: self.scanner.offset() }
    }

    /// The error of a dump that is not SQL here.
    pub(super) fn damaged(&self) -> DolibarrError {
        DolibarrError::DamagedDump { offset: self.scanner.offset() }
    }

    /// Adds where the reading is to an error that does not know.
    pub(super) fn placed(&self, error: DolibarrError) -> DolibarrError {
        match error {
            DolibarrError::TruncatedDump { table: None, offset } => DolibarrError::TruncatedDump { table: self.table.clone(), offset },
            other => other,
        }
    }

    /// Takes spaces and comments; what `/*!40101 … */` holds is read as if it stood alone.
    pub(super) fn space(&mut self) -> Result<(), DolibarrError> {
        loop {
            match self.scanner.peek()? {
                Some(b' ' | b'\t' | b'\r' | b'\n') => {
                    self.scanner.next()?;
                }
                Some(b'#') => self.line()?,
                Some(b'-') => {
                    self.scanner.next()?;
                    if self.scanner.peek()? != Some(b'-') {
                        return Ok(());
                    }
                    self.line()?;
                }
                Some(b'/') => {
                    self.scanner.next()?;
                    if self.scanner.take(b'*')? {
                        self.comment()?;
                    }
                }
                // The end of a `/*!` comment.
                Some(b'*') => {
                    self.scanner.next()?;
                    self.scanner.take(b'/')?;
                }
                _ => return Ok(()),
            }
        }
    }

    fn line(&mut self) -> Result<(), DolibarrError> {
        self.scanner.until(|bytes| memchr::memchr(b'\n', bytes), |_| {})?;
        Ok(())
    }

    /// What follows `/*`: a comment up to its end, or only the opening of a conditional one.
    fn comment(&mut self) -> Result<(), DolibarrError> {
        self.scanner.take(b'M')?;
        if self.scanner.take(b'!')? {
            let mut version = 0_u32;
            while let Some(digit @ b'0'..=b'9') = self.scanner.peek()? {
                version = version.saturating_mul(10).saturating_add(u32::from(digit - b'0'));
                self.scanner.next()?;
            }
            // No server is that new: a comment for the client alone.
            if version < 999_999 {
                return Ok(());
            }
        }
        loop {
            if !self.scanner.until(|bytes| memchr::memchr(b'*', bytes), |_| {})? {
                return Err(self.cut());
            }
            self.scanner.next()?;
            if self.scanner.take(b'/')? {
                return Ok(());
            }
        }
    }

    /// A bare word in lower case, empty if there is none.
    pub(super) fn word(&mut self) -> Result<String, DolibarrError> {
        let mut word = String::new();
        while let Some(byte) = self.scanner.peek()? {
            if !(byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'$') || word.len() >= NAME_BYTES {
                break;
            }
            word.push(char::from(byte.to_ascii_lowercase()));
            self.scanner.next()?;
        }
        Ok(word)
    }

    /// A name, quoted or not; of `base.table` the last part.
    pub(super) fn name(&mut self) -> Result<String, DolibarrError> {
        loop {
            let name = match self.scanner.peek()? {
                Some(quote @ (b'`' | b'"')) => self.quoted(quote)?,
                _ => self.word()?,
            };
            if !self.scanner.take(b'.')? {
                return Ok(name);
            }
        }
    }

    fn quoted(&mut self, quote: u8) -> Result<String, DolibarrError> {
        self.scanner.next()?;
        let mut name = Vec::new();
        loop {
            if !self.scanner.until(|bytes| memchr::memchr(quote, bytes), |run| glance(&mut name, run))? {
                return Err(self.cut());
            }
            self.scanner.next()?;
            if !self.scanner.take(quote)? {
                return Ok(String::from_utf8_lossy(&name).into_owned());
            }
            glance(&mut name, &[quote]);
        }
    }

    /// Passes over the rest of a statement, strings and comments respected, and keeps its first bytes.
    pub(super) fn pass(&mut self) -> Result<(), DolibarrError> {
        self.glance.clear();
        loop {
            let first = self.delimiter[0];
            let special = move |byte: &u8| *byte == first || matches!(*byte, b'\'' | b'"' | b'`' | b'-' | b'#' | b'/' | b'*');
            let kept = &mut self.glance;
            if !self.scanner.until(|bytes| bytes.iter().position(special), |run| glance(kept, run))? {
                return Err(self.cut());
            }
            match self.scanner.peek()? {
                Some(byte) if byte == first && self.ends()? => return Ok(()),
                // `ends` took what only began like the delimiter.
                Some(byte) if byte == first => {}
                Some(quote @ (b'\'' | b'"' | b'`')) => {
                    self.scanner.next()?;
                    self.string(quote, None)?;
                    glance(&mut self.glance, b"''");
                }
                Some(b'-' | b'#' | b'/' | b'*') => self.space()?,
                _ => return Err(self.cut()),
            }
        }
    }

    /// Whether the delimiter stands here; takes it, or what of it is there.
    fn ends(&mut self) -> Result<bool, DolibarrError> {
        for place in 0..self.delimiter.len() {
            if !self.scanner.take(self.delimiter[place])? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn insert(&mut self) -> Result<Statement, DolibarrError> {
        let table = loop {
            self.space()?;
            if matches!(self.scanner.peek()?, Some(b'`' | b'"')) {
                break self.name()?;
            }
            let word = self.name()?;
            if word.is_empty() {
                return Err(self.unexpected()?);
            }
            if !matches!(word.as_str(), "low_priority" | "delayed" | "high_priority" | "ignore" | "into") {
                break word;
            }
        };
        self.table = Some(table.clone());
        let mut columns = None;
        loop {
            self.space()?;
            if self.scanner.take(b'(')? {
                columns = Some(self.column_names()?);
                continue;
            }
            match self.word()?.as_str() {
                "values" | "value" => return Ok(Statement::Insert { table, columns }),
                _ if self.scanner.peek()?.is_none() => return Err(self.cut()),
                // INSERT … SELECT and INSERT … SET are not what dumps hold.
                _ => {
                    self.pass()?;
                    return Ok(Statement::Other);
                }
            }
        }
    }

    fn column_names(&mut self) -> Result<Vec<String>, DolibarrError> {
        let mut names = Vec::new();
        loop {
            self.space()?;
            let name = self.name()?.to_ascii_lowercase();
            if !name.is_empty() {
                names.push(name);
            }
            self.space()?;
            match self.scanner.next()? {
                Some(b',') if names.len() < COLUMNS => {}
                Some(b')') => return Ok(names),
                Some(_) => return Err(self.damaged()),
                None => return Err(self.cut()),
            }
        }
    }

    fn unexpected(&mut self) -> Result<DolibarrError, DolibarrError> {
        Ok(if self.scanner.peek()?.is_none() { self.cut() } else { self.damaged() })
    }
}

/// Keeps the first bytes of what passes.
fn glance(kept: &mut Vec<u8>, run: &[u8]) {
    let room = GLANCE_BYTES.saturating_sub(kept.len());
    kept.extend_from_slice(&run[..run.len().min(room)]);
}

fn is_verb(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "alter",
        "analyze",
        "begin",
        "commit",
        "copy",
        "create",
        "delete",
        "delimiter",
        "drop",
        "flush",
        "grant",
        "insert",
        "lock",
        "replace",
        "reset",
        "select",
        "set",
        "start",
        "truncate",
        "unlock",
        "update",
        "use",
    ];
    VERBS.contains(&word)
}
