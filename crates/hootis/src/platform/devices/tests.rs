//! Sessions that are listed and ended, and passwords that end them.

use crate::testing::{Answer, Client, PASSWORD, TestApp, TestSpace, form};

const NEW: &str = "hibou grand-duc 1907";
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";

/// The account holder, signed in with a browser that says its name.
async fn with(space: &TestSpace<'_>, agent: &str) -> Client {
    let client = space.account().await;
    client.post("/deconnexion", form! {}).await.is(303);
    client.get("/connexion").await.is(200);
    let body =
        format!("_csrf={}&email={}&password={}", client.cookie("XSRF-TOKEN").expect("a token"), space.owner_email(), PASSWORD.replace(' ', "+"));
    let request = client.request("POST", "/connexion").header("content-type", "application/x-www-form-urlencoded");
    let request = request.header("sec-fetch-site", "same-origin").header("user-agent", agent);
    client.send(request.body(axum::body::Body::from(body)).expect("a request")).await.is(303);
    client
}

/// The handle in the first form of the page that ends a single session.
fn handle(page: &Answer) -> String {
    page.text().split("name=\"session\" value=\"").nth(1).and_then(|rest| rest.split('"').next()).expect("a handle").to_owned()
}

#[tokio::test]
async fn a_holder_sees_where_they_are_signed_in_and_ends_one_session() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (here, there) = (space.account().await, with(&space, FIREFOX).await);
    let page = here.get("/console/sessions").await.is(200).says("Firefox 145, Linux").says("Navigateur inconnu").says("Celle-ci");
    assert!(!page.text().contains("Gecko"), "no more of the browser is kept than is shown");
    assert_eq!(page.text().matches("name=\"session\"").count(), 1, "this one is not ended from here");
    here.post("/console/sessions/suppression", form! { session: handle(&page) }).await.is(303);
    there.get("/console").await.is(303);
    here.get("/console/sessions?fait=fermee").await.is(200).says("Session fermée").says_not("Firefox");
}

#[tokio::test]
async fn all_others_end_at_once_and_nobody_else_s() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (here, there, stranger) = (space.account().await, space.account().await, rival.account().await);
    let theirs = handle(&{
        rival.account().await;
        stranger.get("/console/sessions").await.is(200)
    });
    here.post("/console/sessions/suppression", form! { session: theirs }).await.is(303);
    here.post("/console/sessions/suppression", form! {}).await.is(303);
    there.get("/console").await.is(303);
    here.get("/console").await.is(200);
    stranger.get("/console/sessions").await.is(200).says("Fermer toutes les autres");
}

#[tokio::test]
async fn a_holder_changes_their_password_and_is_told_and_other_sessions_end() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (here, there) = (space.account().await, space.account().await);
    here.post("/console/mot-de-passe", form! { current: "not the password", password: NEW }).await.is(422).says("Ce n'est pas votre mot de passe");
    here.post("/console/mot-de-passe", form! { current: PASSWORD, password: "court" }).await.is(422).says("Trop court");
    there.get("/console").await.is(200);
    here.post("/console/mot-de-passe", form! { current: PASSWORD, password: NEW }).await.is(303);
    there.get("/console").await.is(303);
    here.get("/console").await.is(200);
    assert_eq!(app.mail_to(&space.owner_email()).await.subject, "Votre mot de passe a été changé");
    there.post("/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(422);
    there.post("/connexion", form! { email: space.owner_email(), password: NEW }).await.is(303);
}

#[tokio::test]
async fn guessing_the_present_password_is_slowed() {
    let app = TestApp::new().await;
    let thief = app.space("Acme").await.account().await;
    for _ in 0..hootis_policy::limits::PASSWORD_AGAIN.most {
        thief.post("/console/mot-de-passe", form! { current: "wrong wrong wrong", password: NEW }).await.is(422);
    }
    thief.post("/console/mot-de-passe", form! { current: PASSWORD, password: NEW }).await.is(429);
}
