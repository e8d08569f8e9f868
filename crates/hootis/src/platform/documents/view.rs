//! What the template of a document is given.

use askama::Template;
use askama::filters::Safe;
use hootis_policy::documents::{Block, Document, Kind, slots};
use hootis_policy::operator::Operator;
use hootis_policy::processors::{self, Carrier};
use hootis_policy::promises;
use hootis_policy::versions::Version;

use super::{files, inline};
use crate::platform::evidence::Shown;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;

/// A version as a page speaks of it.
pub(super) struct Dated {
    pub(super) number: u32,
    /// The day from which it is in force, in words.
    pub(super) day: String,
    pub(super) summary: &'static str,
    /// In force today.
    pub(super) is_current: bool,
    /// Not in force yet.
    pub(super) is_coming: bool,
    pub(super) is_first: bool,
}

impl Dated {
    /// `today` and days of versions are as `2026-11-23`.
    pub(super) fn new(version: &Version, current: Option<&Version>, today: &str, lang: Lang) -> Self {
        Self {
            number: version.number,
            day: format::plain_date(lang, version.effective),
            summary: version.summary.to(lang.into()),
            is_current: current.is_some_and(|current| current.number == version.number),
            is_coming: version.effective > today,
            is_first: version.number == 1,
        }
    }
}

/// A carrier, in words.
pub(super) struct CarrierLine {
    pub(super) task: &'static str,
    pub(super) name: String,
    pub(super) country: String,
    pub(super) address: String,
    pub(super) contract: String,
}

impl CarrierLine {
    pub(super) fn new(carrier: &Carrier, lang: Lang) -> Self {
        let task = processors::find(&carrier.processor).map_or("", |processor| processor.purpose.to(lang.into()));
        let address = [&carrier.address, &carrier.phone].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ");
        let contract = format::plain_date(lang, &carrier.date);
        Self { task, name: carrier.name.clone(), country: carrier.country.clone(), address, contract }
    }
}

/// A document as a page.
#[derive(Template)]
#[template(path = "platform/documents/show.html")]
pub(super) struct Show {
    pub(super) page: Page,
    pub(super) kind: Kind,
    pub(super) document: Document,
    /// The version shown.
    pub(super) version: Dated,
    /// Announced and not in force yet.
    pub(super) coming: Option<Dated>,
    /// An old version, or one to come, is looked at for itself.
    pub(super) is_alone: bool,
    /// Every version, the newest first.
    pub(super) versions: Vec<Dated>,
    /// The evidence for each promise, on the page of the policy that is in force.
    pub(super) evidence: Option<Shown>,
    /// How often visits were linked to people, on the same page.
    pub(super) reveals: Option<Safe<String>>,
    /// The visitor's choice, on the page about cookies.
    pub(super) choice: Option<Safe<String>>,
    pub(super) operator: Operator,
    pub(super) carriers: Vec<CarrierLine>,
}

impl Show {
    /// Words of the document, as HTML.
    fn words(&self, text: &str) -> Safe<String> {
        inline::html(self.page.lang, self.page.prefix, text)
    }

    /// The anchor of a promise: `c1`.
    fn anchor(&self, id: &str) -> String {
        id.to_ascii_lowercase()
    }

    /// Whether the feature of a promise exists today.
    fn is_kept(&self, id: &str) -> bool {
        promises::find(id).is_some_and(|promise| promise.kept)
    }

    /// The files that can be downloaded.
    fn files(&self) -> Vec<files::File> {
        files::list(self.page.lang)
    }

    /// What the operator is, line by line: a key of the catalogue, and the words.
    fn facts(&self) -> Vec<(&'static str, &str)> {
        let o = &self.operator;
        let address = [
            ("documents-legal-form", o.legal_form.as_str()),
            ("documents-registration", o.registration.as_str()),
            ("documents-vat", o.vat_number.as_str()),
            ("documents-director", o.publication_director.as_str()),
            ("documents-dpo", o.data_protection_officer.as_str()),
            ("documents-phone", o.phone.as_str()),
        ];
        address.into_iter().filter(|(_, value)| !value.is_empty()).collect()
    }
}
