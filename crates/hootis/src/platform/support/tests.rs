//! Support is let in for a while, or not.

use std::time::Duration;

use hootis_policy::limits::{SUPPORT_LASTS, SUPPORT_WAITS};
use hootis_policy::retention;
use hootis_space::{Conn as _, args};

use crate::testing::{Client, TestApp, TestSpace, form};

/// Grants an access of an hour to a space.
async fn grant(owner: &Client, space: &TestSpace<'_>) {
    owner.post("/console/support", form! { space: space.row.id, access: "read", lasts: "1", reason: "Import bloqué" }).await.is(303);
}

#[tokio::test]
async fn p_u5_an_owner_lets_support_in_for_a_while_and_ends_it_at_once() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    grant(&owner, &space).await;
    let page = owner.get("/console/support").await.is(200).says("Le support peut lire l'espace de Acme").says("Import bloqué").says("10:00");
    assert_eq!(app.mail_to(&space.owner_email()).await.subject, "Le support peut entrer dans votre espace");
    let end = page.attribute("action", "/console/support/");
    for _ in 0..2 {
        owner.post(&end, form! {}).await.is(303);
    }
    owner.get("/console/support?fait=coupe").await.is(200).says_not("peut lire").says("Coupé");
    grant(&owner, &space).await;
    app.advance(SUPPORT_LASTS[0].as_duration());
    owner.get("/console/support").await.is(200).says_not("peut lire").says("Terminé");
    owner.get("/console/journal").await.is(200).says("Accès accordé au support").says("Accès du support coupé");
}

#[tokio::test]
async fn p_u5_support_asks_and_the_owner_answers() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (operator, owner) = (app.operator("nadia").await, space.account().await);
    operator.post("/operateur/support", form! { slug: "nobody", reason: "" }).await.is(422).says("Aucun espace ouvert").says("Donnez le motif");
    for _ in 0..2 {
        operator.post("/operateur/support", form! { slug: "acme", access: "write", reason: "Import bloqué" }).await.is(303);
    }
    let letters = app.mails().await.iter().filter(|mail| mail.subject.contains("demande à entrer")).count();
    assert_eq!(letters, 1, "asked twice, it is asked once");
    let page = owner.get("/console/support").await.is(200).says("nadia").says("Pour lire et modifier");
    let answer = page.attribute("action", "/console/support/");
    owner.post(&answer, form! { lasts: "1000" }).await.is(400);
    owner.post(&answer, form! { lasts: "4" }).await.is(303);
    operator.get("/operateur/support").await.is(200).says("En cours").says("13:00");
    owner.post(&answer, form! { lasts: "4" }).await.is(409).says("n'attend plus de réponse");
}

#[tokio::test]
async fn a_request_is_refused_or_runs_out() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (operator, owner) = (app.operator("nadia").await, space.account().await);
    operator.post("/operateur/support", form! { slug: "acme", reason: "Import bloqué" }).await.is(303);
    let refuse = owner.get("/console/support").await.is(200).text();
    let refuse = refuse.split("action=\"").find(|rest| rest.starts_with("/console/support/") && rest.contains("/suppression\"")).expect("a no");
    owner.post(refuse.split('"').next().expect("a path"), form! {}).await.is(303);
    owner.get("/console/support").await.is(200).says("Refusé").says_not("Accorder</button></form><form");
    operator.post("/operateur/support", form! { slug: "acme", reason: "Encore" }).await.is(303);
    app.advance(SUPPORT_WAITS.as_duration());
    let owner = space.account().await;
    owner.get("/console/support").await.is(200).says("Sans réponse");
}

#[tokio::test]
async fn nobody_grants_answers_or_ends_for_another() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (owner, thief) = (space.account().await, rival.account().await);
    thief.post("/console/support", form! { space: space.row.id, lasts: "1", reason: "x" }).await.is(422).says("Choisissez un de vos espaces");
    let kept = owner.post("/console/support", form! { space: space.row.id, lasts: "9", reason: "Import bloqué" }).await.is(422);
    assert!(kept.text().contains("value=\"Import bloqué\""));
    grant(&owner, &space).await;
    let end = owner.get("/console/support").await.attribute("action", "/console/support/");
    thief.post(&end, form! {}).await.is(404);
    thief.post(end.trim_end_matches("/suppression"), form! { lasts: "1" }).await.is(404);
    owner.get("/console/support").await.says("peut lire");
}

#[tokio::test]
async fn p_k1_what_was_granted_is_forgotten_in_time() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    grant(&space.account().await, &space).await;
    let left = async || app.app.platform().get::<i64>("SELECT COUNT(*) FROM support_grant", args![]).await.expect("a count");
    app.app.platform().execute("UPDATE space SET trial_ends_at = NULL, next_at = NULL", args![]).await.expect("a space that stays");
    app.advance(SUPPORT_LASTS[0].as_duration() + retention::SUPPORT_GRANT.keep.as_duration() - Duration::from_secs(1));
    app.sweep().await;
    assert_eq!(left().await, 1);
    app.advance(Duration::from_secs(1));
    app.sweep().await;
    assert_eq!(left().await, 0);
}
