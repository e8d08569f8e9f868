//! The documents as they are today.

use axum::extract::Query;
use axum::response::Response;
use hootis_policy::documents::{Document, Kind};
use hootis_policy::versions::{self, Version};

use super::view::{CarrierLine, Dated, Show};
use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::platform::consent::{self, Done};
use crate::platform::{evidence, reveals};
use crate::web::format;
use crate::web::reply::html;

/// The privacy policy.
pub async fn privacy(visitor: Visitor) -> Result<Response> {
    let mut page = show(&visitor, Kind::Privacy, in_force(&visitor, Kind::Privacy)?);
    page.evidence = Some(evidence::section(&visitor.app, &page.page, visitor.now).await?);
    page.reveals = Some(reveals::pages::section(&visitor.app, &page.page).await?);
    html(&page)
}

/// The list of cookies, and the visitor's choice.
pub async fn cookies(visitor: Visitor, Query(done): Query<Done>) -> Result<Response> {
    let mut page = show(&visitor, Kind::Cookies, in_force(&visitor, Kind::Cookies)?);
    done.tell(&mut page.page);
    page.choice = Some(consent::section(&visitor, &page.page)?);
    html(&page)
}

/// The terms of service.
pub async fn terms(visitor: Visitor) -> Result<Response> {
    today(&visitor, Kind::Terms)
}

/// What may not be done with a space.
pub async fn acceptable_use(visitor: Visitor) -> Result<Response> {
    today(&visitor, Kind::AcceptableUse)
}

/// Who publishes and hosts.
pub async fn legal_notice(visitor: Visitor) -> Result<Response> {
    today(&visitor, Kind::LegalNotice)
}

/// What is protected, and how to report a weakness.
pub async fn security(visitor: Visitor) -> Result<Response> {
    today(&visitor, Kind::Security)
}

/// What can be had to take away.
pub async fn downloads(visitor: Visitor) -> Result<Response> {
    today(&visitor, Kind::Downloads)
}

/// A document in the version that is in force.
fn today(visitor: &Visitor, kind: Kind) -> Result<Response> {
    html(&show(visitor, kind, in_force(visitor, kind)?))
}

/// The version of a document that is in force.
fn in_force(visitor: &Visitor, kind: Kind) -> Result<&'static Version> {
    versions::in_force(versions::of(kind), &format::day(visitor.now.0)).ok_or(Error::NotFound)
}

/// A page for one version of a document.
pub(super) fn show(visitor: &Visitor, kind: Kind, version: &'static Version) -> Show {
    let lang = visitor.lang();
    let day = format::day(visitor.visit.now().0);
    let all = versions::of(kind);
    let current = versions::in_force(all, &day);
    let dated = |version: &Version| Dated::new(version, current, &day, lang);
    let document = text(kind, version, all, lang.into());
    let mut page = visitor.page_titled(kind.title().to(lang.into()));
    page.description = document.lead.clone().into();
    Show {
        kind,
        version: dated(version),
        coming: all.last().filter(|last| last.effective > day.as_str() && last.number != version.number).map(dated),
        is_alone: false,
        evidence: None,
        reveals: None,
        choice: None,
        versions: all.iter().rev().map(dated).collect(),
        operator: visitor.app.declared().operator.clone(),
        carriers: visitor.app.declared().carriers.iter().map(|carrier| CarrierLine::new(carrier, lang)).collect(),
        document,
        page,
    }
}

/// The text of a version: the newest is what the declarations say now, an older one what was kept of it.
fn text(kind: Kind, version: &Version, all: &[Version], lang: hootis_policy::Lang) -> Document {
    // The list of cookies has no file of its own: it is what the program obeys.
    let is_newest = all.last().is_some_and(|last| last.number == version.number);
    if is_newest || kind == Kind::Cookies { kind.document(lang) } else { version.document(lang) }
}
