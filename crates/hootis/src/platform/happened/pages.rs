//! The list, the newest first.

use std::collections::HashMap;

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::journal::{self as acts, Act};
use hootis_policy::retention;
use hootis_policy::states::SpaceState;
use serde::Deserialize;
use uuid::Uuid;

use crate::access::AccountUser;
use crate::error::Result;
use crate::platform::journal::{self, Line};
use crate::platform::spaces;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// Entries on a page.
const PAGE: usize = 50;

#[derive(Template)]
#[template(path = "platform/happened/list.html")]
struct List {
    page: Page,
    lines: Vec<Told>,
    /// Where the older ones are; empty when there are none.
    next: String,
    kept: String,
}

/// An entry in words.
struct Told {
    what: &'static str,
    glyph: &'static str,
    /// The space that it was about, or a word more.
    more: String,
    at: i64,
}

/// Where a page begins.
#[derive(Deserialize)]
pub struct From {
    avant: Option<i64>,
}

/// What happened to the account.
pub async fn list(user: AccountUser, Query(from): Query<From>) -> Result<Response> {
    let most = u32::try_from(PAGE + 1).unwrap_or(u32::MAX);
    let mut entries = journal::list_of_account(user.app.journal(), user.account.id, from.avant.unwrap_or(i64::MAX), most).await?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let next = entries.last().filter(|_| more).map_or_else(String::new, |last| format!("/console/journal?avant={}", last.sequence));
    let owned = spaces::list_of_account(user.platform(), user.account.id).await?;
    let names: HashMap<Uuid, String> = owned.into_iter().map(|space| (space.id, space.company)).collect();
    let lang = user.account.lang;
    let lines = entries.iter().map(|entry| told(lang, &names, entry)).collect();
    html(&List { page: user.console_page("happened-title"), lines, next, kept: retention::SECURITY_JOURNAL.keep.words(lang.into()) })
}

fn told(lang: Lang, names: &HashMap<Uuid, String>, entry: &Line) -> Told {
    let act = acts::find(&entry.kind);
    let company = entry.space.and_then(|id| names.get(&id)).cloned();
    // A word of a closed list: of states, people know the names.
    let state = entry.detail.as_deref().filter(|_| act == Some(Act::SpaceStateChanged)).and_then(SpaceState::parse);
    let more = company.into_iter().chain(state.map(|state| state.title().to(lang.into()).to_owned())).collect::<Vec<_>>().join(" · ");
    Told { what: act.map_or("", |act| act.title().to(lang.into())), glyph: glyph(act), more, at: entry.created_at }
}

fn glyph(act: Option<Act>) -> &'static str {
    use crate::web::page::icon;
    match act {
        Some(Act::SignInRefused | Act::ApiKeyRefused | Act::TrialRefused) => icon("alert-triangle"),
        Some(Act::SignedIn) => icon("user"),
        Some(Act::PasswordChanged | Act::PasswordReset) => icon("lock"),
        Some(Act::SpaceOpened | Act::SpaceStateChanged | Act::SpaceDestroyed) => icon("building-store"),
        _ => icon("history"),
    }
}
