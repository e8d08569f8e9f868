//! Accounts that end, because somebody asked or because nothing is left to keep them for.

use std::time::Duration;

use hootis_policy::{Span, retention};
use hootis_space::{Conn as _, args};

use crate::mail::Transport;
use crate::platform::lifecycle::{Action, DisabledBy, Outcome, take};
use crate::signing;
use crate::testing::{Client, PASSWORD, Relay, TestApp, TestSpace, form};

const SECOND: Duration = Duration::from_secs(1);

fn days(count: u32) -> Duration {
    Span::days(count).as_duration()
}

async fn live(app: &TestApp, by: Duration) {
    app.advance(by);
    app.app.live().await.expect("what is due is done");
    crate::retention::run_all(&app.app, app.app.now()).await.expect("what is due is gone");
}

async fn accounts(app: &TestApp) -> i64 {
    app.app.platform().get("SELECT COUNT(*) FROM account", args![]).await.expect("a count")
}

async fn told(app: &TestApp, space: &TestSpace<'_>, words: &str) -> usize {
    app.mails().await.iter().filter(|mail| mail.to == space.owner_email() && mail.subject.contains(words)).count()
}

/// Every column of the platform that holds an address or a name of somebody.
async fn is_nowhere(app: &TestApp, words: &str) {
    for table in hootis_space::shape(&**app.app.platform()).await.expect("tables") {
        for (column, _) in table.columns.iter().filter(|(_, kind)| kind.starts_with("TEXT")) {
            let sql = format!("SELECT COUNT(*) FROM {} WHERE {column} LIKE $1", table.name);
            let found: i64 = app.app.platform().get(&sql, args![format!("%{words}%")]).await.expect("a count");
            assert_eq!(found, 0, "{}.{column} still holds {words}", table.name);
        }
    }
}

async fn cannot_sign_in(app: &TestApp, space: &TestSpace<'_>) {
    let client: Client = app.anyone();
    client.get("/connexion").await.is(200);
    client.post("/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(422);
}

#[tokio::test]
async fn p_r2_an_account_goes_with_its_spaces_thirty_days_after_it_was_asked_for() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    owner.get("/console/compte/suppression").await.is(200).says("Acme").says("L123-22").says("Il n'en existe aucune à votre nom");
    owner.post("/console/compte/suppression", form! { password: "pas le bon" }).await.is(422).says("Ce n'est pas votre mot de passe");
    for _ in 0..2 {
        owner.post("/console/compte/suppression", form! { password: PASSWORD }).await.is(303);
    }
    owner.get("/console/compte/suppression").await.is(200).says("Votre compte sera supprimé le 23 décembre 2026 à 09:00");
    owner.get("/console").await.is(200).says("Votre compte sera supprimé le");
    space.anyone().get("/admin").await.is(404);
    assert_eq!(told(&app, &space, "La suppression de votre compte est enregistrée").await, 1);
    live(&app, days(30) - SECOND).await;
    assert_eq!(accounts(&app).await, 1);
    live(&app, SECOND).await;
    assert_eq!(accounts(&app).await, 0, "the space goes, then the account");
    let mails = app.mails().await;
    let file = mails.iter().rev().find_map(|mail| mail.attachment.clone()).expect("a certificate");
    let signed = signing::verify(&file.content, app.app.signer().public_key()).expect("it is good");
    assert_eq!((signed.kind.as_str(), signed.document["reason"].as_str()), (crate::platform::certificates::ACCOUNT, Some("asked")));
    assert_eq!((signed.document["deleted"]["account"].as_i64(), signed.document["deleted"]["space"].as_i64()), (Some(1), Some(1)));
    assert_eq!(signed.document["kept"].as_array().map(Vec::len), Some(0));
    cannot_sign_in(&app, &space).await;
    is_nowhere(&app, "owner@acme.example").await;
    is_nowhere(&app, "Olive").await;
}

#[tokio::test]
async fn p_r2_whoever_changes_their_mind_keeps_the_account() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    owner.post("/console/compte/suppression", form! { password: PASSWORD }).await.is(303);
    for _ in 0..2 {
        owner.post("/console/compte/suppression/retrait", form! {}).await.is(303);
    }
    assert_eq!(told(&app, &space, "Votre compte est gardé").await, 1);
    owner.post(&format!("/console/espaces/{}/fermeture/suppression", space.row.id), form! {}).await.is(303);
    live(&app, days(29)).await;
    assert_eq!(accounts(&app).await, 1);
    space.account().await.get("/console").await.is(200).says_not("Votre compte sera supprimé");
}

#[tokio::test]
async fn p_c1_an_account_goes_thirty_days_after_its_last_space_and_is_told_seven_before() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    take(&app.app, space.row.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    take(&app.app, space.row.id, Action::Destroy).await.expect("destroyed");
    app.drain().await;
    // An hour ahead: whatever a relay takes, the seven days are whole.
    live(&app, days(23) - retention::ACCOUNT_NOTICE_AHEAD.as_duration() - SECOND).await;
    assert_eq!(told(&app, &space, "sera supprimé le").await, 0);
    live(&app, SECOND).await;
    assert_eq!(told(&app, &space, "sera supprimé le").await, 1);
    live(&app, days(7) + retention::ACCOUNT_NOTICE_AHEAD.as_duration() - SECOND).await;
    assert_eq!(accounts(&app).await, 1);
    live(&app, SECOND).await;
    assert_eq!((accounts(&app).await, told(&app, &space, "sera supprimé le").await), (0, 1));
    cannot_sign_in(&app, &space).await;
    is_nowhere(&app, "owner@acme.example").await;
}

#[tokio::test]
async fn p_k1_an_account_that_never_had_a_space_counts_from_its_creation_and_one_space_saves_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let since: Option<i64> = app.app.platform().get("SELECT spaceless_since FROM account", args![]).await.expect("a row");
    assert_eq!(since, None, "its space is open");
    // As `hootis space create` leaves it when it is cut off before the space is made.
    app.app.platform().execute("UPDATE space SET state = 'pending'", args![]).await.expect("a row");
    app.app.platform().execute("UPDATE account SET spaceless_since = created_at", args![]).await.expect("a row");
    live(&app, SECOND).await;
    for _ in 0..23 {
        live(&app, days(1)).await;
    }
    assert_eq!(told(&app, &space, "sera supprimé le").await, 1);
    let owner = space.account().await;
    owner.get("/console").await.is(200).says("Votre compte sera supprimé le");
    owner.post("/console/espaces", form! { company: "Roc" }).await.is(303);
    for _ in 0..10 {
        live(&app, days(1)).await;
    }
    assert_eq!(accounts(&app).await, 1);
}

#[tokio::test]
async fn p_c1_nobody_goes_without_having_been_told_in_time() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    take(&app.app, space.row.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    take(&app.app, space.row.id, Action::Destroy).await.expect("destroyed");
    app.drain().await;
    // No server for forty days: the notice comes late, and the end seven days after it.
    live(&app, days(40)).await;
    assert_eq!((accounts(&app).await, told(&app, &space, "sera supprimé le").await), (1, 1));
    live(&app, retention::ACCOUNT_NOTICE.as_duration() - SECOND).await;
    assert_eq!(accounts(&app).await, 1);
    live(&app, SECOND).await;
    assert_eq!(accounts(&app).await, 0);
}

#[tokio::test]
async fn p_r2_who_asks_after_weeks_without_a_space_has_thirty_days_on_both_clocks() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    take(&app.app, space.row.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    take(&app.app, space.row.id, Action::Destroy).await.expect("destroyed");
    app.drain().await;
    for _ in 0..20 {
        live(&app, days(1)).await;
    }
    let owner = space.account().await;
    owner.post("/console/compte/suppression", form! { password: PASSWORD }).await.is(303);
    // Somebody sets the machine's clock forward: the steady one has not moved.
    app.advance(days(31));
    app.app.platform().execute("UPDATE steady_clock SET ticks = $1", args![app.app.now()]).await.expect("a jump");
    for _ in 0..29 {
        live(&app, days(1)).await;
        assert_eq!(accounts(&app).await, 1);
    }
    live(&app, days(1)).await;
    assert_eq!(accounts(&app).await, 0);
}

#[tokio::test]
async fn p_r2_nobody_pays_an_account_into_staying() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    space.account().await.post("/console/compte/suppression", form! { password: PASSWORD }).await.is(303);
    let refused = take(&app.app, space.row.id, Action::Subscribe { until: None, is_yearly: false }).await.expect("an answer");
    assert!(matches!(refused, Outcome::Refused(_)), "{refused:?}");
    let asked: i64 = app.app.platform().get("SELECT COUNT(*) FROM account WHERE deletion_asked_at IS NOT NULL", args![]).await.expect("a count");
    assert_eq!(asked, 1, "the request was dropped");
}

#[tokio::test]
async fn an_account_whose_space_is_being_made_at_this_moment_stays() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    take(&app.app, space.row.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    take(&app.app, space.row.id, Action::Destroy).await.expect("destroyed");
    app.drain().await;
    live(&app, days(23)).await;
    app.drain().await;
    live(&app, days(8)).await;
    assert_eq!(accounts(&app).await, 0, "without one it goes");
    let other = app.space("Roc").await;
    let db = app.app.platform();
    db.execute("UPDATE space SET state = 'pending', created_at = $1 WHERE id = $2", args![app.app.now(), other.row.id]).await.expect("a space");
    let long_ago = app.app.now().before(days(60));
    let sql = "UPDATE account SET deletion_asked_at = $1, elapsed_then = 0 WHERE id = $2";
    db.execute(sql, args![long_ago, other.row.account_id]).await.expect("an account");
    live(&app, SECOND).await;
    assert_eq!(accounts(&app).await, 1);
    live(&app, std::time::Duration::from_secs(3_700)).await;
    assert_eq!(accounts(&app).await, 0, "a making that was given up keeps nobody");
}

#[tokio::test]
async fn p_c1_the_days_of_notice_count_from_when_the_relay_has_the_mail() {
    let relay = Relay::start(&["451 Later, please"; 3]).await;
    let transport = Transport::smtp(&format!("smtp://{}", relay.address), None, "Hootis <bonjour@hootis.example>").expect("a relay");
    let app = TestApp::with(|options| options.transport = transport).await;
    let space = app.space("Acme").await;
    app.app.platform().execute("DELETE FROM mail", args![]).await.expect("nothing waits");
    app.app.platform().execute("UPDATE space SET state = 'pending'", args![]).await.expect("a row");
    app.app.platform().execute("UPDATE account SET spaceless_since = created_at", args![]).await.expect("a row");
    live(&app, SECOND).await;
    live(&app, days(23)).await;
    // Refused at once, and a day later, and two.
    for _ in 0..3 {
        app.drain().await;
        app.advance(days(1));
    }
    assert_eq!((relay.seen(|seen| seen.mails.len()), accounts(&app).await), (0, 1));
    app.drain().await;
    assert_eq!(relay.seen(|seen| seen.mails.len()), 1, "the relay has it");
    // Thirty days after the last space: three days of notice are left.
    live(&app, days(5)).await;
    assert_eq!(accounts(&app).await, 1);
    assert_eq!(super::count_due(&app.app, false).await.expect("a count").0, 0);
    live(&app, days(2) - SECOND).await;
    assert_eq!(accounts(&app).await, 1);
    app.advance(SECOND);
    let (due, since) = super::count_due(&app.app, false).await.expect("a count");
    assert_eq!((due, since), (1, Some(app.app.now().0)), "it is late since now, and not since the thirtieth day");
    live(&app, Duration::ZERO).await;
    assert_eq!(accounts(&app).await, 0, "{}", space.owner_email());
}

#[tokio::test]
async fn p_c1_a_notice_that_no_relay_ever_takes_keeps_no_account_for_ever() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    app.drain().await;
    take(&app.app, space.row.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
    take(&app.app, space.row.id, Action::Destroy).await.expect("destroyed");
    app.drain().await;
    live(&app, days(23)).await;
    let waiting = "SELECT COUNT(*) FROM mail m JOIN reminder r ON r.mail_id = m.id WHERE r.kind = 'account'";
    assert_eq!(app.app.platform().get::<i64>(waiting, args![]).await.expect("a count"), 1);
    // Nobody hands anything over: the rule of unsent mails ends it.
    live(&app, retention::MAIL_UNSENT.keep.as_duration()).await;
    assert_eq!((app.app.platform().get::<i64>(waiting, args![]).await.expect("a count"), accounts(&app).await), (0, 1));
    live(&app, SECOND).await;
    live(&app, days(7) - SECOND).await;
    assert_eq!(accounts(&app).await, 1, "noted as given up a moment ago");
    live(&app, SECOND).await;
    assert_eq!(accounts(&app).await, 0);
}
