//! Coming back with nothing left of a trial or of a period paid: a few days to choose a plan, once a year.

use super::super::life::{Life, Moment};
use super::*;
use crate::clock::Now;
use crate::testing::{PASSWORD, form};

const YEAR: Span = plans::COME_BACK_AGAIN;

fn week() -> std::time::Duration {
    plans::COME_BACK.as_duration()
}

async fn life(app: &TestApp, id: Uuid) -> Life {
    super::super::get(&app.app, id).await.expect("a space").life
}

/// The text of the newest mail to the owner.
async fn newest_mail(app: &TestApp, space: &TestSpace<'_>) -> String {
    let mails = app.mails().await;
    let mail = mails.iter().rfind(|mail| mail.to == space.owner_email()).expect("a mail");
    mail.text.replace(['\u{a0}', '\u{202f}', '\n'], " ")
}

#[tokio::test]
async fn a_space_comes_back_once_a_year_for_the_days_to_choose_a_plan_and_a_subscription_ends_the_wait() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (id, page) = (space.row.id, format!("/console/espaces/{}", space.row.id));
    let reopen = format!("{page}/fermeture/suppression");
    live(&app, trial()).await;
    let owner = space.account().await;
    owner.get(&page).await.is(200).says("7 jours pour choisir une formule").says("Rouvrir l'espace");
    owner.post(&reopen, form! {}).await.is(303);
    assert!(newest_mail(&app, &space).await.contains("une fois par an"));
    for place in [page.as_str(), "/console"] {
        owner.get(place).await.is(200).says("le temps de choisir une formule").says_not("Jour ");
    }
    live(&app, week()).await;
    assert_eq!(state(&app, id).await, SpaceState::Disabled);
    let text = newest_mail(&app, &space).await;
    assert!(text.contains("il faut un abonnement") && !text.contains("Un clic"), "{text}");
    let owner = space.account().await;
    owner.get(&page).await.is(200).says("Nous écrire").says("href=\"/contact\"").says_not("Rouvrir l'espace");
    owner.post(&reopen, form! {}).await.is(409).says("il faut un abonnement");
    assert_eq!(state(&app, id).await, SpaceState::Disabled);
    // What it takes: after it, the days may be had again.
    step(&app, id, Action::Subscribe { until: None, is_yearly: false }).await;
    step(&app, id, Action::GiveNotice).await;
    live(&app, days(32)).await;
    assert_eq!(state(&app, id).await, SpaceState::Disabled);
    space.account().await.post(&reopen, form! {}).await.is(303);
    assert_eq!(state(&app, id).await, SpaceState::Trial);
}

#[tokio::test]
async fn what_is_left_of_those_days_comes_back_and_the_pages_say_until_when() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (id, page) = (space.row.id, format!("/console/espaces/{}", space.row.id));
    live(&app, trial()).await;
    step(&app, id, Action::Reopen).await;
    let end = life(&app, id).await.trial_ends_at;
    live(&app, days(2)).await;
    let owner = space.account().await;
    owner.get(&format!("{page}/fermeture")).await.is(200).says("Ensuite, il faut un abonnement");
    owner.post(&format!("{page}/fermeture"), form! { password: PASSWORD }).await.is(303);
    assert_eq!(life(&app, id).await.reopens_until(app.app.now()), end);
    owner.post(&format!("{page}/fermeture/suppression"), form! {}).await.is(303);
    let back = life(&app, id).await;
    assert_eq!((back.state, back.trial_ends_at), (SpaceState::Trial, end));
}

#[test]
fn after_a_year_the_days_may_be_had_again_and_not_before() {
    let millis = |span: Span| i64::try_from(span.as_duration().as_millis()).expect("a short span");
    let at = |ms: i64| Moment { now: Now(ms), elapsed: ms };
    let came = millis(Span::days(400));
    let closed = Life {
        state: SpaceState::Disabled,
        since: came,
        trial_ends_at: Some(came),
        paid_until: None,
        is_yearly: false,
        disabled_by: Some(DisabledBy::Trial),
        destroy_at: Some(i64::MAX),
        elapsed_then: Some(came),
        came_back_at: Some(came),
        failures: 0,
    };
    let again = came + millis(YEAR);
    assert_eq!((closed.after(Action::Reopen, at(again - 1)), closed.reopens_until(Now(again - 1))), (None, None));
    let back = closed.after(Action::Reopen, at(again)).expect("open again");
    assert!(back.is_choosing());
    assert_eq!((back.came_back_at, back.trial_ends_at), (Some(again), Some(again + millis(plans::COME_BACK))));
    assert_eq!(closed.reopens_until(Now(again)), closed.destroy_at);
}
