//! What the files of an archive may belong to: read once, then asked in memory.

use std::collections::HashMap;

use hootis_dolibarr::business::ElementKind;
use hootis_dolibarr::documents::{About, Place, file_named};
use hootis_space::Conn;
use uuid::Uuid;

use super::queries;
use crate::error::Result;

/// What a file belongs to here.
#[derive(Clone, Debug)]
pub(super) struct Subject {
    pub(super) kind: &'static str,
    pub(super) id: Uuid,
    pub(super) party: Option<Uuid>,
    /// How the file is called that is the printed document itself.
    print: Option<String>,
}

/// What became of the question.
pub(super) enum Found<'a> {
    Subject(Uuid, &'a Subject),
    /// A company of that Dolibarr of which nothing is here.
    OtherCompany(i64),
    Nothing,
}

#[derive(Default)]
pub(super) struct Index {
    sources: HashMap<i64, Uuid>,
    rows: HashMap<(Uuid, &'static str, i64), Subject>,
    references: HashMap<(Uuid, ElementKind, String), Subject>,
    paths: HashMap<(Uuid, String), (&'static str, i64)>,
}

/// Dolibarr's table of what files may be about.
const fn table(kind: ElementKind) -> Option<&'static str> {
    Some(match kind {
        ElementKind::ThirdParty => "societe",
        ElementKind::Contact => "socpeople",
        ElementKind::Product => "product",
        ElementKind::Quote => "propal",
        ElementKind::Order => "commande",
        ElementKind::Invoice => "facture",
        _ => return None,
    })
}

const KINDS: [ElementKind; 6] =
    [ElementKind::ThirdParty, ElementKind::Contact, ElementKind::Product, ElementKind::Quote, ElementKind::Order, ElementKind::Invoice];

/// The kind of a table, and the table's name for as long as the program runs.
fn kind(named: &str) -> Option<(ElementKind, &'static str)> {
    KINDS.into_iter().filter_map(|kind| Some((kind, table(kind)?))).find(|(_, name)| *name == named)
}

impl Index {
    /// Reads it.
    pub(super) async fn of(conn: &impl Conn) -> Result<Self> {
        let mut index = Self { sources: queries::list_sources(conn).await?.into_iter().collect(), ..Self::default() };
        let party = |id: Uuid| Subject { kind: "party", id, party: Some(id), print: None };
        for (source, row, id) in queries::list_parties(conn).await? {
            index.rows.insert((source, "societe", row), party(id));
        }
        for (source, row, id) in queries::list_contacts(conn).await? {
            index.rows.insert((source, "socpeople", row), party(id));
        }
        for (source, row, id, reference) in queries::list_products(conn).await? {
            index.add(source, ElementKind::Product, "product", row, &reference, Subject { kind: "product", id, party: None, print: None });
        }
        for ((source, named, row), (id, reference, party)) in queries::list_documents(conn).await? {
            let Some((kind, table)) = kind(&named) else { continue };
            let print = Some(file_named(&reference));
            index.add(source, kind, table, row, &reference, Subject { kind: "document", id, party, print });
        }
        for ((source, folder, name), (named, row)) in queries::list_indexed(conn).await? {
            if let Some((_, table)) = kind(&named) {
                index.paths.insert((source, format!("{folder}/{name}")), (table, row));
            }
        }
        Ok(index)
    }

    fn add(&mut self, source: Uuid, kind: ElementKind, table: &'static str, row: i64, reference: &str, subject: Subject) {
        self.references.insert((source, kind, file_named(reference)), subject.clone());
        self.rows.insert((source, table, row), subject);
    }

    /// What a file belongs to: as Dolibarr's index says, else by where it lies.
    pub(super) fn find(&self, place: &Place) -> Found<'_> {
        let Some(source) = self.sources.get(&place.entity).copied() else { return Found::OtherCompany(place.entity) };
        let subject = self.indexed(source, place).or_else(|| match place.about.as_ref()? {
            About::Row(kind, row) => self.rows.get(&(source, table(*kind)?, *row)),
            About::Reference(kind, reference) => self.references.get(&(source, *kind, reference.clone())),
        });
        subject.map_or(Found::Nothing, |subject| Found::Subject(source, subject))
    }

    fn indexed(&self, source: Uuid, place: &Place) -> Option<&Subject> {
        let path = format!("{}/{}", place.folder, place.name);
        let of_company = || self.paths.get(&(source, format!("{}/{path}", place.entity)));
        let (table, row) = *self.paths.get(&(source, path.clone())).or_else(of_company)?;
        self.rows.get(&(source, table, row))
    }
}

impl Subject {
    /// Whether a file is the printed document itself, signed or not: what its customer was sent.
    pub(super) fn is_print(&self, name: &str) -> bool {
        let Some(print) = &self.print else { return false };
        let Some(stem) = name.strip_suffix(".pdf").map(file_named) else { return false };
        stem == *print || stem.strip_prefix(print.as_str()).is_some_and(|rest| rest.starts_with("_signed"))
    }
}
