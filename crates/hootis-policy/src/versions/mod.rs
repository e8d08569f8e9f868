//! The versions of the published documents, each as it was.
//!
//! A version has a number, the day from which it is in force, what changed, and whom that touches. Its
//! text is a file of `docs/policy`, written by `cargo xtask register` and part of the program, so that
//! an old version can always be shown. A test fails while the newest version's file is not what the
//! declarations say: whoever changes a declaration regenerates the version that is not in force yet,
//! or adds a version.

use crate::documents::{Document, Kind};
use crate::retention::Whom;
use crate::text::{Lang, Text};

#[cfg(test)]
mod tests;

/// One version of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Version {
    /// From 1, without a gap.
    pub number: u32,
    /// The first day on which it is in force: `2026-11-23`. It is also the date that the document bears.
    pub effective: &'static str,
    /// What changed, for those who read the last one.
    pub summary: Text,
    /// Whom the change touches. Nobody for a first version.
    pub touches: &'static [Whom],
    /// The text, in Markdown.
    pub text: Text,
}

impl Version {
    /// The document as it was.
    #[must_use]
    pub fn document(&self, lang: Lang) -> Document {
        Document::read(self.text.to(lang))
    }

    /// Whether account holders are told of it: it touches them, or the people and data of the spaces
    /// that they answer for.
    #[must_use]
    pub fn tells_account_holders(&self) -> bool {
        self.touches.iter().any(|whom| matches!(whom, Whom::Account | Whom::Member | Whom::Company))
    }
}

/// The texts of a version, from the files that `cargo xtask register` writes.
macro_rules! text {
    ($name:literal) => {
        Text::new(
            include_str!(concat!("../../../../docs/policy/", $name, ".fr.md")),
            include_str!(concat!("../../../../docs/policy/", $name, ".en.md")),
        )
    };
}

const FIRST: Text = Text::new("Première publication.", "First publication.");

/// The day on which the documents were first published.
const FIRST_DAY: &str = "2026-11-23";

const PRIVACY: &[Version] = &[
    Version { number: 1, effective: FIRST_DAY, summary: FIRST, touches: &[], text: text!("privacy.1") },
    Version {
        number: 2,
        effective: "2026-11-27",
        summary: Text::new(
            "Entrent en service, chacun avec sa durée : traces de navigation, journal de sécurité, choix de cookies, demandes de contact et de \
             partenaire, envois acceptés, fermeture des espaces et des comptes, clés d’API, accès du support, essais en double.",
            "Put into service, each with its period: browsing records, security journal, choice of cookies, requests for contact and for a \
             partner, mails that were agreed to, closing of spaces and accounts, API keys, access of support, duplicate trials.",
        ),
        touches: &[Whom::Visitor, Whom::Account],
        text: text!("privacy.2"),
    },
];

const TERMS: &[Version] = &[
    Version { number: 1, effective: FIRST_DAY, summary: FIRST, touches: &[], text: text!("terms.1") },
    Version {
        number: 2,
        effective: "2026-11-27",
        summary: Text::new(
            "Ce que donne le retour dans un espace fermé, et combien de fois.",
            "What coming back to a closed space gives, and how often.",
        ),
        touches: &[Whom::Account],
        text: text!("terms.2"),
    },
];
const ACCEPTABLE_USE: &[Version] = &[Version { number: 1, effective: FIRST_DAY, summary: FIRST, touches: &[], text: text!("acceptable-use.1") }];
const LEGAL_NOTICE: &[Version] = &[Version { number: 1, effective: FIRST_DAY, summary: FIRST, touches: &[], text: text!("legal-notice.1") }];
const SECURITY: &[Version] = &[Version { number: 1, effective: FIRST_DAY, summary: FIRST, touches: &[], text: text!("security.1") }];
const DOWNLOADS: &[Version] = &[Version { number: 1, effective: FIRST_DAY, summary: FIRST, touches: &[], text: text!("downloads.1") }];

/// The versions of a document, the first one first. The list of cookies is a part of the privacy
/// policy, and has its versions.
#[must_use]
pub const fn of(kind: Kind) -> &'static [Version] {
    match kind {
        Kind::Privacy | Kind::Cookies => PRIVACY,
        Kind::Terms => TERMS,
        Kind::AcceptableUse => ACCEPTABLE_USE,
        Kind::LegalNotice => LEGAL_NOTICE,
        Kind::Security => SECURITY,
        Kind::Downloads => DOWNLOADS,
    }
}

/// The version in force on a day (`2026-11-23`): the last one whose day has come. Before the first one's
/// day it is the first one.
#[must_use]
pub fn in_force<'v>(versions: &'v [Version], day: &str) -> Option<&'v Version> {
    versions.iter().rfind(|version| version.effective <= day).or_else(|| versions.first())
}

/// The version of that number.
#[must_use]
pub fn find(versions: &[Version], number: u32) -> Option<&Version> {
    versions.iter().find(|version| version.number == number)
}

/// Documents that have versions of their own.
fn versioned() -> impl Iterator<Item = Kind> {
    Kind::ALL.into_iter().filter(|kind| *kind != Kind::Cookies)
}

/// The files of `docs/policy` that must say what the declarations say: the newest version of each
/// document, in both languages. Name and text.
#[must_use]
pub fn newest_files() -> Vec<(String, String)> {
    let newest = versioned().filter_map(|kind| Some((kind, of(kind).last()?)));
    newest.flat_map(|(kind, version)| Lang::ALL.map(|lang| (file_name(kind, version, lang), kind.document(lang).markdown()))).collect()
}

/// The name of the file that holds a version: `privacy.1.fr.md`.
#[must_use]
pub fn file_name(kind: Kind, version: &Version, lang: Lang) -> String {
    format!("{}.{}.{}.md", kind.name(), version.number, lang.tag())
}
