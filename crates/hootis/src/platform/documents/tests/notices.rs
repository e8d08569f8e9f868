//! Telling account holders of a change.

use hootis_policy::Text;
use hootis_policy::retention::Whom;
use hootis_policy::versions::Version;
use hootis_space::{Conn as _, args};

use crate::platform::documents::notices::{tell, unread};
use crate::platform::documents::queries;
use crate::testing::{TestApp, form};
use crate::web::i18n::Lang;

const NOTHING: Text = Text::new("", "");

fn versions(touches: &'static [Whom]) -> [Version; 2] {
    let first = Version { number: 1, effective: "2026-11-23", summary: NOTHING, touches: &[], text: NOTHING };
    let summary = Text::new("Les sauvegardes durent moins longtemps.", "Backups last less long.");
    [first, Version { number: 2, effective: "2027-03-01", summary, touches, text: NOTHING }]
}

async fn told(app: &TestApp, touches: &'static [Whom]) -> u64 {
    tell(app.app.platform(), app.app.site(), app.app.now(), &versions(touches)).await.expect("mails can be queued")
}

#[tokio::test]
async fn p_d3_account_holders_are_told_of_a_change_that_touches_them_once_each() {
    let app = TestApp::new().await;
    for company in ["Acme", "Rival", "Third"] {
        app.space(company).await;
    }
    let before = app.mails().await.len();
    assert_eq!(told(&app, &[Whom::Visitor]).await, 0, "a change that touches visitors only");
    let both = tokio::join!(told(&app, &[Whom::Account]), told(&app, &[Whom::Account]));
    assert_eq!(both.0 + both.1, 3, "two processes at once");
    app.advance(std::time::Duration::from_secs(40 * 86_400));
    assert_eq!(told(&app, &[Whom::Account]).await, 0, "asked again later");
    let mails = app.mails().await.split_off(before);
    let mut to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["owner@acme.example", "owner@rival.example", "owner@third.example"]);
    assert!(mails[0].text.contains("Les sauvegardes durent moins longtemps.") && mails[0].text.contains("/confidentialite/versions/2/differences"));
    assert!(mails[0].text.contains("1er\u{a0}mars 2027"), "{}", mails[0].text);
}

#[tokio::test]
async fn p_d3_who_was_cut_off_is_told_after_all_and_who_signs_up_later_is_not() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    app.space("Rival").await;
    let before = app.mails().await.len();
    // A crash between the row and its mail: the transaction is undone, and the account is told the next time.
    let db = app.app.platform();
    let acme: uuid::Uuid = db.get("SELECT id FROM account WHERE email = $1", args!["owner@acme.example"]).await.expect("an account");
    let tx = db.begin().await.expect("a transaction");
    assert!(queries::insert(&tx, app.app.now(), acme, 2).await.expect("a row"));
    drop(tx);
    assert_eq!(told(&app, &[Whom::Company]).await, 2);
    assert!(!queries::insert(db, app.app.now(), acme, 2).await.expect("a row"), "told twice");
    app.advance(std::time::Duration::from_secs(120 * 86_400));
    app.space("Late").await;
    assert_eq!(told(&app, &[Whom::Company]).await, 0, "who signs up under the new version has read it");
    let told: Vec<String> = app.mails().await.split_off(before).into_iter().map(|mail| mail.to).filter(|to| to.starts_with("owner@late")).collect();
    assert!(told.iter().all(|to| to == "owner@late.example"));
}

#[tokio::test]
async fn p_d3_the_console_says_it_until_it_is_put_away_and_never_again() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    let db = app.app.platform();
    let account: uuid::Uuid = db.get("SELECT id FROM account", args![]).await.expect("an account");
    owner.get("/console").await.is(200).says_not("politique de confidentialité a changé");
    // Version 1 exists in every Hootis: it stands for one that was told.
    assert!(queries::insert(db, app.app.now(), account, 1).await.expect("a row"));
    for _ in 0..2 {
        owner.get("/console").await.is(200).says("politique de confidentialité a changé").says("/confidentialite/versions/1/differences");
    }
    app.anyone().post("/console/politique", form! {}).await.is(303);
    assert!(unread(db, account, Lang::Fr).await.expect("an answer").is_some(), "a stranger put it away");
    owner.post("/console/politique", form! {}).await.is(303);
    owner.get("/console").await.is(200).says_not("politique de confidentialité a changé");
    assert!(unread(db, account, Lang::Fr).await.expect("an answer").is_none());
}
