//! The life of a space, as values, as stories, and with everything that goes wrong.

mod again;
mod bench;
mod closed;
mod ending;
mod life;
mod read_only;
mod reminders;

use hootis_policy::states::SpaceState;
use hootis_policy::{Span, plans, retention};
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::life::{Action, DisabledBy};
use super::steps::{Outcome, take};
use crate::testing::{TestApp, TestSpace};

/// A second: what a moment is missed by.
const SECOND: std::time::Duration = std::time::Duration::from_secs(1);

fn days(count: u32) -> std::time::Duration {
    Span::days(count).as_duration()
}

async fn state(app: &TestApp, id: Uuid) -> SpaceState {
    crate::platform::spaces::get(app.app.platform(), id).await.expect("a space").state
}

/// Lets time pass and does what is due.
async fn live(app: &TestApp, by: std::time::Duration) {
    app.advance(by);
    app.app.live().await.expect("what is due is done");
    crate::retention::run_all(&app.app, app.app.now()).await.expect("what is due is gone");
}

async fn step(app: &TestApp, id: Uuid, action: Action) {
    let outcome = take(&app.app, id, action).await.expect("an answer");
    assert!(matches!(outcome, Outcome::Taken(_)), "{action:?} was refused: {outcome:?}");
}

/// A space that was closed by its owner just now.
async fn closed<'a>(app: &'a TestApp, company: &str) -> TestSpace<'a> {
    let space = app.space(company).await;
    step(app, space.row.id, Action::Close(DisabledBy::Owner)).await;
    space
}

/// How many mails went to the owner whose subject holds some words.
async fn mails_about(app: &TestApp, space: &TestSpace<'_>, words: &str) -> usize {
    let subject = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    app.mails().await.iter().filter(|mail| mail.to == space.owner_email() && subject(&mail.subject).contains(words)).count()
}

async fn number(app: &TestApp, sql: &str) -> i64 {
    app.app.platform().get(sql, args![]).await.expect("a number")
}

fn grace() -> std::time::Duration {
    retention::SPACE_DISABLED.keep.as_duration()
}

fn trial() -> std::time::Duration {
    plans::TRIAL.as_duration()
}
