//! The same at the contacts' door, and what is only there.

use std::time::Duration;

use hootis_policy::limits;
use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::passkeys::{Authenticator, add, come_in, sign_in_page};
use super::{STEP, Someone, codes_in};
use crate::testing::{Client, PASSWORD, TestApp, TestSpace, form, link_in};

impl Someone {
    async fn contact(space: &TestSpace<'_>) -> (Self, Uuid) {
        let contact = space.contact("Sylvie Peyrot", None, "own").await;
        (Self { client: contact.client, email: contact.email, door: "", home: "/" }, contact.id)
    }
}

/// The addresses of their own pages have nothing before them.
fn own(path: &str) -> String {
    format!("/securite{path}")
}

#[tokio::test]
async fn a_contact_has_an_application_recovery_codes_and_passkeys_like_everybody() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (mut someone, _) = Someone::contact(&space).await;
    // `own` puts the home before its paths: for contacts there is nothing to put.
    someone.home = "";
    let (secret, codes) = someone.enrol(app.app.now()).await;
    someone.home = "/";
    assert_eq!(app.mail_to(&someone.email).await.subject, "La double authentification est active");
    app.advance(STEP);
    let browser = someone.half(space.anyone()).await;
    assert_eq!(someone.code(&browser, &secret.code_at(app.app.now())).await.is(303).location(), "/");
    browser.get("/mes-donnees").await.is(200);
    let browser = someone.half(space.anyone()).await;
    someone.code(&browser, &codes[0]).await.is(303);
    // A mailed code is the first half only.
    let browser = space.anyone();
    browser.get("/connexion/e-mail").await.is(200);
    browser.post("/connexion/e-mail", form! { email: someone.email }).await.is(303);
    let text = app.mail_to(&someone.email).await.text;
    let code = text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())).expect("six digits").to_owned();
    assert!(browser.post("/connexion/e-mail/code", form! { code: code }).await.is(303).location().starts_with("/connexion/code?"));
    browser.get("/mes-donnees").await.is(303);
    // Nor is a new password more than that.
    browser.post("/mot-de-passe", form! { email: someone.email }).await.is(200);
    let (_, path) = Client::split(&link_in(&app.mail_to(&someone.email).await, "http://"));
    let token = path.split("lien=").nth(1).expect("a token").to_owned();
    browser.post("/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(200);
    someone.half(space.anyone()).await;
}

#[tokio::test]
async fn a_contact_comes_in_with_a_passkey_that_opens_no_other_door() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (mut someone, _) = Someone::contact(&space).await;
    let mut authenticator = Authenticator::new(&space.host());
    someone.home = "";
    assert_eq!(codes_in(&add(&someone, &authenticator).await.is(200)).len(), 10);
    someone.home = "/";
    let browser = space.anyone();
    let signed = authenticator.signed(&sign_in_page(&someone, &browser).await);
    assert_eq!(come_in(&someone, &browser, signed).await.is(303).location(), "/");
    browser.get("/mes-donnees").await.is(200);
    // Not the back office of the same space, with what was asked there.
    let office = space.anyone();
    let page = office.get("/admin/connexion").await.is(200);
    office.post("/admin/connexion/cle", authenticator.signed(&page)).await.is(422);
    // Nor Station Clients of another space.
    authenticator.origin = format!("http://{}", rival.host());
    let there = rival.anyone();
    let page = there.get("/connexion").await.is(200);
    there.post("/connexion/cle", authenticator.signed(&page)).await.is(422);
}

#[tokio::test]
async fn an_invitation_is_accepted_with_a_passkey() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let contact = space.stranger("Sylvie Peyrot", None).await;
    owner.get(&format!("/admin/contacts/{contact}/acces")).await.is(200);
    owner.post(&format!("/admin/contacts/{contact}/acces"), form! { email: "sylvie@peyrot.example" }).await.is(303);
    let (_, path) = Client::split(&link_in(&app.mail_to("sylvie@peyrot.example").await, "http://"));
    let token = path.split("lien=").nth(1).and_then(|rest| rest.split('&').next()).expect("a token").to_owned();
    let browser = space.anyone();
    let page = browser.get(&path).await.is(200);
    let authenticator = Authenticator::new(&space.host());
    let with_link = |mut made: Vec<(String, String)>| {
        made.push(("lien".to_owned(), token.clone()));
        made
    };
    // An authenticator of another site is refused, and the invitation is still good.
    let foreign = Authenticator::new("evil.example");
    browser.post("/mot-de-passe/nouveau/cle", with_link(foreign.made(&page))).await.is(422).says("n'a pas été acceptée");
    let page = browser.get(&path).await.is(200);
    let codes = codes_in(&browser.post("/mot-de-passe/nouveau/cle", with_link(authenticator.made(&page))).await.is(200));
    assert_eq!(codes.len(), 10, "the first factor brings recovery codes");
    assert_eq!(app.mail_to("sylvie@peyrot.example").await.subject, "La double authentification est active");
    browser.get("/mon-acces").await.is(200).says("Double authentification");
    let someone = Someone { client: browser, email: "sylvie@peyrot.example".to_owned(), door: "", home: "/" };
    let other = space.anyone();
    let signed = authenticator.signed(&sign_in_page(&someone, &other).await);
    come_in(&someone, &other, signed).await.is(303);
}

#[tokio::test]
async fn a_contact_who_lost_everything_waits_three_days_or_asks_an_administrator() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (mut someone, id) = Someone::contact(&space).await;
    someone.home = "";
    someone.enrol(app.app.now()).await;
    someone.home = "/";
    let browser = someone.half(space.anyone()).await;
    browser.get("/connexion/recuperation").await.is(200);
    browser.post("/connexion/recuperation", form! {}).await.is(303);
    assert!(app.mail_to(&someone.email).await.text.contains("/connexion/recuperation/annulation?lien="));
    someone.client.get("/").await.is(200).says("Ce n'était pas moi");
    someone.client.post(&own("/recuperation/suppression"), form! {}).await.is(303);
    let browser = someone.half(space.anyone()).await;
    browser.post("/connexion/recuperation", form! {}).await.is(303);
    app.advance(limits::FACTOR_RECOVERY_WAIT.as_duration() + Duration::from_secs(1));
    let browser = space.anyone();
    browser.get("/connexion").await.is(200);
    assert_eq!(browser.post("/connexion", form! { email: someone.email, password: PASSWORD }).await.is(303).location(), "/");
    assert_eq!(app.mail_to(&someone.email).await.subject, "La double authentification est désactivée");
    // Or somebody who knows them takes it away, and they are told.
    someone.client = browser;
    someone.home = "";
    someone.enrol(app.app.now()).await;
    let path = format!("/admin/contacts/{id}/acces/second-facteur/suppression");
    space.member(Role::Editor).await.post(&path, form! {}).await.is(403);
    let administrator = space.member(Role::Administrator).await;
    administrator.post(&path, form! {}).await.is(303);
    assert_eq!(app.mail_to(&someone.email).await.subject, "Votre double authentification a été retirée");
    someone.client.get("/mes-donnees").await.is(303);
    let left: i64 = space.db.get("SELECT COUNT(*) FROM factor", args![]).await.expect("a count");
    assert_eq!(left, 0);
    administrator.post(&path, form! {}).await.is(409);
}
