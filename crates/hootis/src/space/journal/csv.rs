//! The journal as a file for spreadsheets.

use csv::WriterBuilder;

use super::told::Told;
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::i18n::Lang;

/// Longest text of a cell: spreadsheets refuse more than some 32,000 characters.
const CELL: usize = 2_000;

/// A file that is being written.
pub(super) struct File(csv::Writer<Vec<u8>>);

impl File {
    /// Starts a file: the mark that tells spreadsheets it is UTF-8, and the heads of the columns.
    pub(super) fn new(lang: Lang) -> Result<Self> {
        // A French spreadsheet opens what is separated by semicolons, an English one what is by commas.
        let separator = if lang == Lang::Fr { b';' } else { b',' };
        let mut file = Self(WriterBuilder::new().delimiter(separator).terminator(csv::Terminator::CRLF).from_writer("\u{feff}".into()));
        let heads = ["journal-when", "journal-who", "journal-what", "journal-kind", "journal-subject", "journal-details"];
        file.0.write_record(heads.map(|key| lang.t(key))).map_err(Error::internal)?;
        Ok(file)
    }

    /// Adds lines.
    pub(super) fn add(&mut self, lines: &[Told]) -> Result<()> {
        for line in lines {
            let details = line.details.join(" · ");
            let cells = [&format::machine(line.at), &line.who, line.action, line.kind, &line.name, &details];
            self.0.write_record(cells.map(neutral)).map_err(Error::internal)?;
        }
        Ok(())
    }

    /// The whole file.
    pub(super) fn finish(self) -> Result<Vec<u8>> {
        self.0.into_inner().map_err(Error::internal)
    }
}

/// A text that no spreadsheet takes for a formula.
pub(super) fn neutral(text: &str) -> String {
    let cut: String = text.chars().take(CELL).collect();
    hootis_policy::harmless_cell(&cut)
}
