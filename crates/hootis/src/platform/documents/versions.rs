//! The versions of the privacy policy: each as it was, and what changed from one to another.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, Query};
use axum::response::Response;
use hootis_policy::documents::Kind;
use hootis_policy::versions::{self, Version};
use serde::Deserialize;

use super::differences::{Line, compare, readable};
use super::pages;
use super::view::Dated;
use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::html;

/// One version, as it was.
pub async fn show(visitor: Visitor, Path(number): Path<String>) -> Result<Response> {
    let version = find(&number)?;
    let mut page = pages::show(&visitor, Kind::Privacy, version);
    page.is_alone = true;
    page.coming = None;
    html(&page)
}

/// What a version is compared with.
#[derive(Deserialize)]
pub struct With {
    avec: Option<u32>,
}

#[derive(Template)]
#[template(path = "platform/documents/differences.html")]
struct Differences {
    page: Page,
    old: Dated,
    new: Dated,
    lines: Vec<Line>,
    /// Every version, the newest first, to choose from.
    versions: Vec<Dated>,
}

impl Differences {
    /// Marks what changed inside a line.
    fn marked(&self, tag: &str, words: &[(bool, String)]) -> Safe<String> {
        let mut out = format!("<{tag}>");
        for (changed, text) in words {
            let text = html_escape::encode_text(text);
            if *changed {
                out.push_str(&format!("<strong>{text}</strong>"));
            } else {
                out.push_str(&text);
            }
        }
        out.push_str(&format!("</{tag}>"));
        Safe(out)
    }

    /// A word of the catalogue with a number of lines.
    fn hidden(&self, lines: &usize) -> String {
        self.page.t_args("documents-same-lines", &[("n", (*lines as i64).into())])
    }
}

/// What changed between a version and another: the one before it, unless another is named.
pub async fn differences(visitor: Visitor, Path(number): Path<String>, Query(with): Query<With>) -> Result<Response> {
    let all = versions::of(Kind::Privacy);
    let (lang, day) = (visitor.lang(), format::day(visitor.visit.now().0));
    let one = find(&number)?;
    // The first version has none before it: it is compared with itself, and the page says that nothing changed.
    let other = with.avec.unwrap_or(one.number.saturating_sub(1).max(1));
    let other = versions::find(all, other).ok_or(Error::NotFound)?;
    let (old, new) = if other.number <= one.number { (other, one) } else { (one, other) };
    let dated = |version: &Version| Dated::new(version, versions::in_force(all, &day), &day, lang);
    let mut page = visitor.page_titled(lang.t("documents-differences"));
    page.title = page.t_args("documents-differences-of", &[("old", old.number.into()), ("new", new.number.into())]).into();
    let text = |version: &Version| readable(version.text.to(lang.into()));
    let lines = compare(&text(old), &text(new));
    html(&Differences { old: dated(old), new: dated(new), lines, versions: all.iter().rev().map(dated).collect(), page })
}

fn find(number: &str) -> Result<&'static Version> {
    let number = number.parse().map_err(|_| Error::NotFound)?;
    versions::find(versions::of(Kind::Privacy), number).ok_or(Error::NotFound)
}
