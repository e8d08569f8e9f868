//! Files and links.

use serde::Serialize;

use super::{ElementRef, words::words};

words! {
    /// How a file came.
    FileOrigin {
        /// Somebody put it there.
        Uploaded = "uploaded",
        /// Dolibarr made it.
        Generated = "generated",
        /// Dolibarr does not say.
        Unknown = "unknown",
    }
}

/// A file of the index of documents. The file itself is in Dolibarr's folder, not in its base.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct File {
    /// `rowid`.
    pub row: i64,
    /// Its folder from the root of Dolibarr's documents, as `facture/FA2601-0001`: no part of it leads upwards.
    pub folder: String,
    /// Its name there.
    pub name: String,
    /// MD5 of its content when it was indexed, 32 hexadecimal digits.
    pub md5: Option<String>,
    /// What it belongs to.
    pub about: Option<ElementRef>,
    /// How it came.
    pub origin: FileOrigin,
    /// What it is.
    pub description: Option<String>,
    /// Keywords.
    pub keywords: Option<String>,
    /// Where it stands among the files of the same thing.
    pub position: i64,
    /// The user who put it there.
    pub author_row: Option<i64>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// One thing made of another: an order of a quote, an invoice of an order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Link {
    /// `rowid`.
    pub row: i64,
    /// What was there.
    pub source: ElementRef,
    /// What was made of it.
    pub target: ElementRef,
    /// What the link means, where Dolibarr says it.
    pub relation: Option<String>,
}
