//! The evidence: a check for each promise that is kept, results that age and turn, and what people see of them.

mod account;
mod board;
mod elsewhere;
mod endings;
mod sources;
mod spoiled;
mod visitors;

use super::queries::{self, Last};
use super::schedule::{self, Outcome};
use crate::testing::TestApp;

/// What every check finds now.
pub(super) async fn found(app: &TestApp) -> Vec<Outcome> {
    schedule::run_all(&app.app).await
}

/// What the check of a promise finds now: whether it is kept, and in which words.
pub(super) async fn check(app: &TestApp, id: &str) -> (Option<bool>, String) {
    let outcome = found(app).await.into_iter().find(|outcome| outcome.promise.id == id).expect("a promise");
    (outcome.ok, outcome.figure.say(crate::web::i18n::Lang::Fr).replace(['\u{a0}', '\u{202f}'], " "))
}

/// Sees a promise kept.
pub(super) async fn is_kept(app: &TestApp, id: &str) {
    let (ok, words) = check(app, id).await;
    assert_eq!(ok, Some(true), "{id}: {words}");
}

/// Sees it broken, for a reason.
pub(super) async fn is_broken(app: &TestApp, id: &str, why: &str) {
    let (ok, words) = check(app, id).await;
    assert_eq!(ok, Some(false), "{id}: {words}");
    assert!(words.contains(why), "{id} says {words:?}, not {why:?}");
}

/// The last result that was written down.
pub(super) async fn last(app: &TestApp, id: &str) -> Last {
    queries::get_last(app.app.platform(), id).await.expect("a row")
}
