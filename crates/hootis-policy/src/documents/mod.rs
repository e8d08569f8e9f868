//! The published documents, written from the declarations: the privacy policy first of all.
//!
//! A [`Document`] is text without a form: sections of paragraphs, lists and tables, whose words may
//! hold `[links](/path)`, `` `code` `` and `**strong**` words. The application shows it as a page,
//! [`Document::markdown`] writes it to the file that keeps a version, [`Document::read`] reads that
//! file again. Durations, hosts, cookies and prices in it come from their declarations.

use crate::promises::Promise;
use crate::text::{Lang, Text};

mod acceptable_use;
mod cookie_list;
mod downloads;
mod legal_notice;
mod markdown;
pub mod privacy;
mod security;
mod terms;

#[cfg(test)]
mod tests;

/// One of the published documents.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// The privacy policy.
    Privacy,
    /// The list of cookies: a part of the privacy policy, on a page of its own.
    Cookies,
    /// The terms of service, with the agreement that article 28 of the GDPR demands.
    Terms,
    /// What may not be done with a space.
    AcceptableUse,
    /// Who publishes and hosts.
    LegalNotice,
    /// What is protected, and how to report a weakness.
    Security,
    /// What can be had to take away.
    Downloads,
}

impl Kind {
    /// Every document, in the order of the footer.
    pub const ALL: [Self; 7] = [Self::Privacy, Self::Cookies, Self::Terms, Self::AcceptableUse, Self::LegalNotice, Self::Security, Self::Downloads];

    /// Its name in files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Privacy => "privacy",
            Self::Cookies => "cookies",
            Self::Terms => "terms",
            Self::AcceptableUse => "acceptable-use",
            Self::LegalNotice => "legal-notice",
            Self::Security => "security",
            Self::Downloads => "downloads",
        }
    }

    /// Its address on the public site, in French.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::Privacy => "/confidentialite",
            Self::Cookies => "/cookies",
            Self::Terms => "/conditions",
            Self::AcceptableUse => "/utilisation-acceptable",
            Self::LegalNotice => "/mentions-legales",
            Self::Security => "/securite",
            Self::Downloads => "/telechargements",
        }
    }

    /// Its title.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Privacy => Text::new("Politique de confidentialité", "Privacy policy"),
            Self::Cookies => Text::new("Cookies", "Cookies"),
            Self::Terms => Text::new("Conditions générales", "Terms of service"),
            Self::AcceptableUse => Text::new("Utilisation acceptable", "Acceptable use"),
            Self::LegalNotice => Text::new("Mentions légales", "Legal notice"),
            Self::Security => Text::new("Sécurité", "Security"),
            Self::Downloads => Text::new("Téléchargements", "Downloads"),
        }
    }

    /// As the declarations of this program make it.
    #[must_use]
    pub fn document(self, lang: Lang) -> Document {
        match self {
            Self::Privacy => privacy::document(lang),
            Self::Cookies => cookie_list::document(lang),
            Self::Terms => terms::document(lang),
            Self::AcceptableUse => acceptable_use::document(lang),
            Self::LegalNotice => legal_notice::document(lang),
            Self::Security => security::document(lang),
            Self::Downloads => downloads::document(lang),
        }
    }
}

/// A document in one language.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What it is, in a sentence or two.
    pub lead: String,
    /// Its sections, in the order of the table of contents.
    pub sections: Vec<Section>,
}

/// A section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Its anchor.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece of a section.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A paragraph.
    Paragraph(String),
    /// A promise of the policy, with its id.
    Promise {
        /// `C1`.
        id: String,
        /// What is promised.
        text: String,
    },
    /// A list.
    List(Vec<String>),
    /// Something to be seen before the rest.
    Note(String),
    /// A heading inside the section.
    Heading(String),
    /// A table.
    Table(Table),
    /// A place for what the running system knows: its operator, its carriers, its evidence.
    Slot(String),
}

/// A table.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Table {
    /// The names of its columns.
    pub head: Vec<String>,
    /// Its rows: as many cells each.
    pub rows: Vec<Vec<String>>,
}

/// The places that a page fills with what it knows.
pub mod slots {
    /// Who runs this Hootis.
    pub const OPERATOR: &str = "operator";
    /// Who carries mails and files, and hosts the machines.
    pub const CARRIERS: &str = "carriers";
    /// Whom to write to about personal data.
    pub const PRIVACY_CONTACT: &str = "privacy-contact";
    /// Whom to write to about a weakness.
    pub const SECURITY_CONTACT: &str = "security-contact";
    /// The evidence for each promise.
    pub const EVIDENCE: &str = "evidence";
    /// The visitor's choice of cookies.
    pub const COOKIE_CHOICE: &str = "cookie-choice";
    /// The versions of the policy.
    pub const VERSIONS: &str = "versions";
    /// The files that can be downloaded.
    pub const FILES: &str = "files";

    /// Every place.
    pub const ALL: [&str; 8] = [OPERATOR, CARRIERS, PRIVACY_CONTACT, SECURITY_CONTACT, EVIDENCE, COOKIE_CHOICE, VERSIONS, FILES];
}

/// The same sentence in both languages, with values put in: `say!(page, "gardé {n}", "kept {n}")`.
macro_rules! say {
    ($lang:expr, $fr:literal, $en:literal $(,)?) => {
        match $lang {
            $crate::text::Lang::Fr => format!($fr),
            $crate::text::Lang::En => format!($en),
        }
    };
}
use say;

/// Writes a document from top to bottom.
struct Writer {
    lang: Lang,
    document: Document,
}

impl Writer {
    fn new(lang: Lang, title: Text, lead: Text) -> Self {
        let document = Document { title: title.to(lang).to_owned(), lead: lead.to(lang).to_owned(), sections: Vec::new() };
        Self { lang, document }
    }

    fn section(&mut self, id: &str, title: Text) {
        let title = title.to(self.lang).to_owned();
        self.document.sections.push(Section { id: id.to_owned(), title, blocks: Vec::new() });
    }

    fn add(&mut self, block: Block) {
        if let Some(section) = self.document.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    fn text(&mut self, text: Text) {
        self.paragraph(text.to(self.lang).to_owned());
    }

    fn paragraph(&mut self, text: String) {
        self.add(Block::Paragraph(text));
    }

    fn note(&mut self, text: Text) {
        self.add(Block::Note(text.to(self.lang).to_owned()));
    }

    fn heading(&mut self, text: Text) {
        self.add(Block::Heading(text.to(self.lang).to_owned()));
    }

    fn promise(&mut self, promise: &Promise, text: String) {
        self.add(Block::Promise { id: promise.id.to_owned(), text });
    }

    fn list(&mut self, items: &[Text]) {
        self.add(Block::List(items.iter().map(|item| item.to(self.lang).to_owned()).collect()));
    }

    fn items(&mut self, items: Vec<String>) {
        self.add(Block::List(items));
    }

    fn table(&mut self, head: &[Text], rows: Vec<Vec<String>>) {
        let head = head.iter().map(|name| name.to(self.lang).to_owned()).collect();
        self.add(Block::Table(Table { head, rows }));
    }

    fn slot(&mut self, slot: &str) {
        self.add(Block::Slot(slot.to_owned()));
    }
}
