//! Reminders: each once, whatever happens; late ones only while they are true, and never two at once.

use super::*;

const ENDS: &str = "finit le";

#[tokio::test]
async fn p_k3_a_trial_s_end_is_told_seven_three_and_one_days_before_once_each() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let mut told = Vec::new();
    live(&app, SECOND).await;
    for _ in 0..29 {
        live(&app, days(1)).await;
        // The next look, a restart, another process: the same moment seen again.
        let again = futures::future::join(app.app.live(), app.app.live()).await;
        again.0.and(again.1).expect("both come to an end");
        told.push(mails_about(&app, &space, ENDS).await);
    }
    let first = |count| told.iter().position(|told| *told == count).map(|at| at + 1);
    assert_eq!((first(1), first(2), first(3), told.last()), (Some(23), Some(27), Some(29), Some(&3)));
}

#[tokio::test]
async fn p_k3_a_reminder_has_one_message_id_and_is_not_made_again_by_a_clock_that_goes_back() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    live(&app, days(24)).await;
    let sql = "SELECT r.mail_id, m.id FROM reminder r JOIN mail m ON m.id = r.mail_id";
    let (written, queued): (Uuid, Uuid) = app.app.platform().get(sql, args![]).await.expect("one reminder, with its mail");
    assert_eq!(written, queued);
    // Whatever makes somebody look again finds the row.
    for _ in 0..3 {
        app.app.platform().execute("UPDATE space SET next_at = 0", args![]).await.expect("a row");
        app.app.live().await.expect("nothing is due");
    }
    assert_eq!((number(&app, "SELECT COUNT(*) FROM reminder").await, mails_about(&app, &space, ENDS).await), (1, 1));
}

#[tokio::test]
async fn p_k3_after_a_time_without_server_one_reminder_is_sent_if_it_is_still_true() {
    let app = TestApp::new().await;
    let (space, gone) = (app.space("Acme").await, app.space("Rival").await);
    live(&app, days(10)).await;
    step(&app, gone.row.id, Action::Subscribe { until: None, is_yearly: true }).await;
    // Nobody looks for nineteen days: all three moments but none of their truth has passed.
    live(&app, days(19) + SECOND).await;
    assert_eq!((mails_about(&app, &space, ENDS).await, mails_about(&app, &gone, ENDS).await), (1, 0));
    live(&app, SECOND).await;
    assert_eq!(mails_about(&app, &space, ENDS).await, 1);
    live(&app, days(2)).await;
    assert_eq!((state(&app, space.row.id).await, mails_about(&app, &space, ENDS).await), (SpaceState::Disabled, 1));
}

#[tokio::test]
async fn p_k3_a_destruction_is_told_before_and_not_any_more_when_the_owner_is_back() {
    let app = TestApp::new().await;
    let space = closed(&app, "Acme").await;
    let told = "sera détruit le";
    live(&app, days(22)).await;
    assert_eq!(mails_about(&app, &space, told).await, 0);
    live(&app, days(1) + SECOND).await;
    // The relay is slow: the reminder still waits when the owner comes back, and is taken back.
    assert_eq!(number(&app, "SELECT COUNT(*) FROM reminder").await, 1);
    step(&app, space.row.id, Action::Reopen).await;
    assert_eq!(mails_about(&app, &space, told).await, 0);
    step(&app, space.row.id, Action::Close(DisabledBy::Owner)).await;
    for wait in [days(23) + SECOND, days(4), days(2)] {
        live(&app, wait).await;
        app.drain().await;
    }
    assert_eq!(mails_about(&app, &space, told).await, 3);
}

#[tokio::test]
async fn p_k3_the_end_of_a_period_is_told_when_notice_was_given_in_time() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let end = app.app.now().after(Span::days(5)).0;
    step(&app, space.row.id, Action::Subscribe { until: Some(end), is_yearly: false }).await;
    step(&app, space.row.id, Action::GiveNotice).await;
    for _ in 0..10 {
        live(&app, days(1) / 2).await;
        app.drain().await;
    }
    // Seven days before was before the notice; three and one are told.
    assert_eq!(mails_about(&app, &space, "ferme le").await, 2);
    assert_eq!(state(&app, space.row.id).await, SpaceState::Disabled);
}

#[tokio::test]
async fn mails_are_written_in_the_language_of_the_owner_with_the_way_to_the_console() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    app.app.platform().execute("UPDATE account SET lang = 'en'", args![]).await.expect("a row");
    live(&app, trial()).await;
    let mail = app.mail_to(&space.owner_email()).await;
    assert!(mail.subject.contains("is disabled") && mail.text.contains(&format!("/console/espaces/{}", space.row.id)), "{}", mail.text);
    assert!(mail.html.contains("lang=\"en\"") && !mail.text.contains("[life"), "{}", mail.text);
}
