//! Contacts come in: with a password, a mailed code, a link of one use.

use std::time::Duration;

use hootis_policy::{limits, portal, retention};
use hootis_space::{Conn as _, args};

use crate::testing::portal::sign_in;
use crate::testing::{Client, PASSWORD, TestApp, form};

/// The six digits of a mail.
fn code_in(text: &str) -> String {
    text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())).expect("six digits").to_owned()
}

async fn ask_for_code(client: &Client, email: &str) {
    client.get("/connexion/e-mail").await.is(200);
    let answer = client.post("/connexion/e-mail", form! { email: email, suite: "/mes-donnees" }).await.is(303);
    assert_eq!(answer.location(), "/connexion/e-mail/code?suite=%2Fmes-donnees");
    client.get("/connexion/e-mail/code").await.is(200);
}

#[tokio::test]
async fn a_mailed_code_lets_in_once_and_only_the_browser_that_asked() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let browser = space.anyone();
    ask_for_code(&browser, &contact.email).await;
    let code = code_in(&app.mail_to(&contact.email).await.text);
    // Somebody elsewhere who read the mail has no use of it.
    let thief = space.anyone();
    ask_for_code(&thief, "nobody@acme.example").await;
    thief.post("/connexion/e-mail/code", form! { code: code }).await.is(422).says("n'est pas le bon");
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    assert_eq!(browser.post("/connexion/e-mail/code", form! { code: spaced, suite: "/mes-donnees" }).await.is(303).location(), "/mes-donnees");
    browser.get("/mes-donnees").await.is(200).says("Sylvie");
    let token = browser.cookie("hootis-frontend").expect("a session");
    browser.post("/deconnexion", form! {}).await.is(303);
    browser.put_cookie("hootis-frontend", &token);
    browser.get("/mes-donnees").await.is(303);
    // It was used up.
    browser.post("/connexion/e-mail/code", form! { code: code }).await.is(422);
}

#[tokio::test]
async fn a_mailed_code_dies_after_a_quarter_of_an_hour_and_after_five_tries() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let browser = space.anyone();
    ask_for_code(&browser, &contact.email).await;
    let code = code_in(&app.mail_to(&contact.email).await.text);
    app.advance(retention::SIGN_IN_CODE.keep.as_duration() + Duration::from_secs(1));
    browser.post("/connexion/e-mail/code", form! { code: code }).await.is(422);
    ask_for_code(&browser, &contact.email).await;
    let code = code_in(&app.mail_to(&contact.email).await.text);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..limits::CODE_TRIES {
        browser.post("/connexion/e-mail/code", form! { code: wrong }).await.is(422);
    }
    browser.post("/connexion/e-mail/code", form! { code: code }).await.is(422);
    // A space that was used is looked into half an hour later.
    app.advance(retention::SPACE_WITHIN.as_duration());
    app.sweep().await;
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_code", args![]).await.expect("a count"), 0);
}

#[tokio::test]
async fn who_is_no_contact_is_told_the_same_and_gets_no_mail() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let stranger = space.stranger("Marc Peyrot", None).await;
    let before = app.mails().await.len();
    for email in ["nobody@acme.example", "marc.peyrot@acme.example", &space.owner_email()] {
        let browser = space.anyone();
        ask_for_code(&browser, email).await;
        browser.post("/connexion/e-mail/code", form! { code: "123456" }).await.is(422).says("n'est pas le bon");
        browser.post("/connexion", form! { email: email, password: PASSWORD }).await.is(422).says("L'e-mail ou le mot de passe n'est pas le bon");
        browser.post("/mot-de-passe", form! { email: email }).await.is(200).says("un lien y arrive");
    }
    assert_eq!(app.mails().await.len(), before);
    // The pages that answer are the same, to the letter but for tokens.
    let same = async |email: &str| {
        let browser = space.anyone();
        ask_for_code(&browser, email).await;
        let page = browser.get("/connexion/e-mail/code").await;
        page.text().replace(&browser.cookie("_csrf-frontend").expect("a token"), "")
    };
    assert_eq!(same(&contact.email).await, same("nobody@acme.example").await);
    assert!(space.db.find::<String>("SELECT state FROM contact_access WHERE contact_id = $1", args![stranger]).await.expect("asked").is_none());
}

#[tokio::test]
async fn mails_with_codes_are_slowed_and_guessing_is() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let browser = space.anyone();
    for _ in 0..portal::MAILED_CODE_ADDRESS.most {
        ask_for_code(&browser, &contact.email).await;
    }
    browser.post("/connexion/e-mail", form! { email: contact.email }).await.is(429);
    let mut slowed = false;
    for _ in 0..=limits::CODE_NETWORK.most {
        slowed |= browser.post("/connexion/e-mail/code", form! { code: "123456" }).await.status.as_u16() == 429;
    }
    assert!(slowed);
    // With the password it goes on: nobody was locked out.
    sign_in(&space.anyone(), &contact.email).await;
}

#[tokio::test]
async fn sessions_live_as_long_as_declared() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let (idle, most) = (retention::PORTAL_SESSION_IDLE.keep.as_duration(), retention::PORTAL_SESSION.keep.as_duration());
    let mut lived = Duration::ZERO;
    while lived + idle < most {
        app.advance(idle - Duration::from_secs(60));
        lived += idle - Duration::from_secs(60);
        contact.client.get("/mes-donnees").await.is(200);
    }
    app.advance(idle - Duration::from_secs(60));
    contact.client.get("/mes-donnees").await.is(303);
    let client = space.anyone();
    sign_in(&client, &contact.email).await;
    app.advance(idle + Duration::from_secs(1));
    client.get("/mes-donnees").await.is(303);
    app.sweep().await;
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_session", args![]).await.expect("a count"), 0);
}

#[tokio::test]
async fn a_contact_sees_their_own_sessions_and_ends_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (here, other) = (space.contact("Sylvie Peyrot", None, "own").await, space.contact("Marc Peyrot", None, "own").await);
    let elsewhere = space.anyone();
    sign_in(&elsewhere, &here.email).await;
    let page = here.client.get("/mon-acces").await.is(200).says("Celle-ci");
    assert_eq!(page.text().matches("name=\"session\"").count(), 1);
    let handle = page.attribute("name=\"session\" value", "");
    other.client.post("/mon-acces/sessions/suppression", form! { session: handle }).await.is(303);
    other.client.post("/mon-acces/sessions/suppression", form! {}).await.is(303);
    elsewhere.get("/mes-donnees").await.is(200);
    here.client.post("/mon-acces/sessions/suppression", form! {}).await.is(303);
    elsewhere.get("/mes-donnees").await.is(303);
    here.client.get("/mes-donnees").await.is(200);
    here.client.post("/apparence", form! { lang: "en" }).await.is(303);
    here.client.get("/").await.is(200).says("Hello Sylvie");
}

#[tokio::test]
async fn nobody_is_sent_to_the_back_office_or_elsewhere_after_signing_in() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    for (next, to) in [("/admin", "/"), ("/admin/clients", "/"), ("//evil.example", "/"), ("/api/v1/me", "/"), ("/mes-donnees", "/mes-donnees")] {
        let client = space.anyone();
        client.get("/connexion").await.is(200);
        let form = form! { email: contact.email, password: PASSWORD, suite: next };
        assert_eq!(client.post("/connexion", form).await.is(303).location(), to);
    }
}
