//! Signing in and out, and forgetting one's password.

use std::time::Duration;

use crate::testing::{Client, PASSWORD, TestApp, form, link_in};

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_are_told_the_same() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let client = app.anyone();
    client.get("/connexion").await.is(200);
    let refused = "L'e-mail ou le mot de passe n'est pas le bon";
    client.post("/connexion", form! { email: space.owner_email(), password: "not the password" }).await.is(422).says(refused);
    client.post("/connexion", form! { email: "nobody@acme.example", password: "not the password" }).await.is(422).says(refused);
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let app = TestApp::new().await;
    let client = app.space("Acme").await.account().await;
    client.get("/console").await.is(200);
    let stolen = client.cookie("hootis_session").expect("a session");
    client.post("/deconnexion", form! {}).await.is(303);
    let thief = app.anyone();
    thief.put_cookie("hootis_session", &stolen);
    thief.get("/console").await.is(303);
}

#[tokio::test]
async fn a_session_dies_after_two_idle_hours_and_after_its_absolute_life() {
    let app = TestApp::new().await;
    let client = app.space("Acme").await.account().await;
    for _ in 0..3 {
        app.advance(Duration::from_secs(119 * 60));
        client.get("/console").await.is(200);
    }
    app.advance(Duration::from_secs(121 * 60));
    client.get("/console").await.is(303);
    let client = app.space("Busy").await.account().await;
    let absolute = hootis_policy::retention::PUBLIC_SESSION.keep.as_duration();
    let mut lived = Duration::ZERO;
    while lived + Duration::from_secs(3600) < absolute {
        app.advance(Duration::from_secs(3600));
        lived += Duration::from_secs(3600);
        client.get("/console").await.is(200);
    }
    app.advance(Duration::from_secs(3601));
    client.get("/console").await.is(303);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_ends_all_sessions_and_does_not_sign_in() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let elsewhere = space.account().await;
    let client = app.anyone();
    client.get("/mot-de-passe").await.is(200);
    client.post("/mot-de-passe", form! { email: space.owner_email() }).await.is(200).says("un lien y arrive");
    let (_, path) = Client::split(&link_in(&app.mail_to(&space.owner_email()).await, "http://"));
    let page = client.get(&path).await.is(200).says("Choisir un mot de passe");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    let token = path.split("lien=").nth(1).expect("a token");
    client.post("/mot-de-passe/nouveau", form! { lien: token, password: "trop court" }).await.is(422).says("Trop court");
    client.post("/mot-de-passe/nouveau", form! { lien: token, password: "nouvelle lune orange 77" }).await.is(200).says("Mot de passe enregistré");
    client.get("/console").await.is(303);
    elsewhere.get("/console").await.is(303);
    client.post("/mot-de-passe/nouveau", form! { lien: token, password: "encore une autre lune 78" }).await.is(422).says("plus valable");
    client.post("/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(422);
    client.post("/connexion", form! { email: space.owner_email(), password: "nouvelle lune orange 77" }).await.is(303);
}

#[tokio::test]
async fn an_unknown_address_gets_the_same_answer_and_no_mail() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/mot-de-passe").await.is(200);
    client.post("/mot-de-passe", form! { email: "nobody@acme.example" }).await.is(200).says("un lien y arrive");
    assert!(app.mails().await.is_empty());
}

#[tokio::test]
async fn too_many_tries_are_slowed_in_words_and_the_owner_elsewhere_is_not_locked_out() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let client = app.anyone();
    client.get("/connexion").await.is(200);
    let mut slowed = false;
    for _ in 0..60 {
        let answer = client.post("/connexion", form! { email: space.owner_email(), password: "not the password" }).await;
        if answer.status.as_u16() == 429 {
            answer.says("Trop de mots de passe essayés pour cette adresse. Réessayez dans 15 minutes.");
            slowed = true;
            break;
        }
    }
    assert!(slowed);
    client
        .post("/en/connexion", form! { email: space.owner_email(), password: PASSWORD })
        .await
        .is(429)
        .says("Too many passwords were tried for this address. Try again in 15 minutes.");
    app.advance(Duration::from_secs(3600));
    client.post("/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(303);
}

#[tokio::test]
async fn nobody_is_sent_elsewhere_after_signing_in() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for (next, to) in
        [("//evil.example", "/console"), ("https://evil.example", "/console"), ("/\\evil.example", "/console"), ("/console?x=1", "/console?x=1")]
    {
        let client = app.anyone();
        client.get("/connexion").await.is(200);
        assert_eq!(client.post("/connexion", form! { email: space.owner_email(), password: PASSWORD, suite: next }).await.is(303).location(), to);
    }
}

#[tokio::test]
async fn the_way_in_from_the_console_works_once_and_for_a_minute() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let console = space.account().await;
    let link = async || {
        Client::split(&console.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200).attribute("href", "http://")).1
    };
    let path = link().await;
    assert_eq!(space.anyone().get(&path).await.is(303).location(), "/admin");
    assert_eq!(space.anyone().get(&path).await.is(303).location(), "/admin/connexion?code=perdu");
    let path = link().await;
    app.advance(Duration::from_secs(61));
    assert_eq!(space.anyone().get(&path).await.is(303).location(), "/admin/connexion?code=perdu");
}

#[tokio::test]
async fn another_account_cannot_enter_a_space_from_its_console() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    rival.account().await.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(404);
}

#[tokio::test]
async fn a_new_password_of_an_account_ends_what_was_opened_in_its_spaces_from_the_console() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (office, colleague) = (space.owner().await, space.member(hootis_policy::permissions::Role::Editor).await);
    let console = space.account().await;
    let page = console.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200);
    let (_, unused) = Client::split(&page.attribute("href", "http://"));
    office.get("/admin").await.is(200);
    let client = app.anyone();
    client.get("/mot-de-passe").await.is(200);
    client.post("/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    let (_, path) = Client::split(&link_in(&app.mail_to(&space.owner_email()).await, "http://"));
    let token = path.split("lien=").nth(1).expect("a token");
    client.post("/mot-de-passe/nouveau", form! { lien: token, password: "nouvelle lune orange 77" }).await.is(200);
    app.drain().await;
    office.get("/admin").await.is(303);
    let thief = space.anyone();
    assert_ne!(thief.get(&unused).await.location(), "/admin", "a way in that nobody had used");
    colleague.get("/admin").await.is(200);
}

#[tokio::test]
async fn an_office_that_signs_in_together_is_not_slowed_down() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for _ in 0..hootis_policy::limits::SIGN_IN_NETWORK.most + 5 {
        space.account().await;
    }
}
