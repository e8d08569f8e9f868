//! Operators sign in apart from everybody else.

use std::time::Duration;

use hootis_space::{Conn as _, args};

use super::{NewOperator, create};
use crate::access::credentials::write_operator_link;
use crate::testing::{Client, PASSWORD, TestApp, form, link_in};
use crate::web::i18n::Lang;
use crate::web::person::Email;

const REFUSED: &str = "L'e-mail ou le mot de passe n'est pas le bon";

async fn invite(app: &TestApp, name: &str, lang: Lang) -> String {
    let email = Email::parse(&app.operator_email(name)).expect("an address");
    let new = NewOperator { email, name: name.to_owned(), lang };
    let operator = create(app.app.platform(), app.app.now(), &new).await.expect("an operator");
    write_operator_link(&app.app, &operator).await.expect("a mail");
    Client::split(&link_in(&app.mail_to(&app.operator_email(name)).await, "http://")).1
}

#[tokio::test]
async fn an_operator_chooses_a_password_by_the_mailed_link_once() {
    let app = TestApp::new().await;
    let path = invite(&app, "ada", Lang::Fr).await;
    let client = app.anyone();
    let page = client.get(&path).await.is(200).says("Choisir un mot de passe");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    let token = path.split("lien=").nth(1).expect("a token");
    client.post("/operateur/connexion", form! { email: app.operator_email("ada"), password: PASSWORD }).await.is(422).says(REFUSED);
    client.post("/operateur/mot-de-passe/nouveau", form! { lien: token, password: "trop court" }).await.is(422).says("Trop court");
    client.post("/operateur/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(200).says("Mot de passe enregistré");
    client.get("/operateur").await.is(303);
    client.post("/operateur/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(422).says("plus valable");
    client.post("/operateur/connexion", form! { email: app.operator_email("ada"), password: PASSWORD }).await.is(303);
    let security = "/operateur/securite/double-authentification";
    assert_eq!(client.get("/operateur").await.is(303).location(), security);
    client.get(security).await.is(200).says("activez la double authentification pour continuer");
    assert_eq!(client.get("/operateur/connexion").await.is(303).location(), "/operateur");
}

#[tokio::test]
async fn the_link_dies_after_an_hour_and_another_can_be_asked_for() {
    let app = TestApp::new().await;
    let path = invite(&app, "ada", Lang::En).await;
    assert!(path.starts_with("/en/operateur/"));
    app.advance(Duration::from_secs(3_601));
    let client = app.anyone();
    client.get(&path).await.is(200).says("no longer valid");
    client.get("/operateur/mot-de-passe").await.is(200);
    client.post("/operateur/mot-de-passe", form! { email: app.operator_email("ada") }).await.is(200).says("un lien y arrive");
    let letter = app.mail_to(&app.operator_email("ada")).await;
    assert_eq!(app.mails().await.len(), 2);
    client.get(&Client::split(&link_in(&letter, "http://")).1).await.is(200).says("Choose a password");
}

#[tokio::test]
async fn a_wrong_password_an_unknown_address_and_an_account_are_told_the_same() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    app.operator("ada").await;
    let client = app.anyone();
    client.get("/operateur/connexion").await.is(200);
    for (email, password) in [
        (app.operator_email("ada"), "not the password"),
        (app.operator_email("nobody"), PASSWORD),
        (space.owner_email(), PASSWORD),
        (String::new(), PASSWORD),
    ] {
        client.post("/operateur/connexion", form! { email: email, password: password }).await.is(422).says(REFUSED);
    }
    // And an operator's password opens nothing on the public site.
    client.post("/connexion", form! { email: app.operator_email("ada"), password: PASSWORD }).await.is(422);
    client.post("/operateur/mot-de-passe", form! { email: space.owner_email() }).await.is(200).says("un lien y arrive");
    assert!(app.mails().await.is_empty());
}

#[tokio::test]
async fn an_operator_s_session_is_no_account_s_and_the_other_way_round() {
    let app = TestApp::new().await;
    let account = app.space("Acme").await.account().await;
    let operator = app.operator("ada").await;
    assert_eq!(operator.get("/console").await.is(303).location(), "/connexion?suite=%2Fconsole");
    assert_eq!(account.get("/operateur").await.is(303).location(), "/operateur/connexion?suite=%2Foperateur");
    account.get("/console").await.is(200);
    operator.get("/").await.is(200).says_not("ada@operation.example");
    operator.post("/operateur/deconnexion", form! {}).await.is(303);
    operator.get("/operateur").await.is(303);
}

#[tokio::test]
async fn signing_in_leads_to_pages_of_operators_only() {
    let app = TestApp::new().await;
    app.new_operator("ada").await;
    for (next, to) in [
        ("/operateur/espaces?q=a", "/operateur/espaces?q=a"),
        ("/console", "/operateur"),
        ("//evil.example", "/operateur"),
        ("https://evil.example/operateur/", "/operateur"),
        ("/operateurs", "/operateur"),
    ] {
        let client = app.anyone();
        client.get("/operateur/connexion").await.is(200);
        let form = form! { email: app.operator_email("ada"), password: PASSWORD, suite: next };
        assert_eq!(client.post("/operateur/connexion", form).await.is(303).location(), to);
    }
}

#[tokio::test]
async fn an_access_that_was_taken_away_is_gone_at_once_and_can_be_given_back() {
    let app = TestApp::new().await;
    let (ada, eve) = (app.operator("ada").await, app.operator("eve").await);
    app.deactivate_operator("eve").await;
    eve.get("/operateur").await.is(303);
    ada.get("/operateur").await.is(200);
    eve.post("/operateur/connexion", form! { email: app.operator_email("eve"), password: PASSWORD }).await.is(422).says(REFUSED);
    eve.post("/operateur/mot-de-passe", form! { email: app.operator_email("eve") }).await.is(200);
    assert!(app.mails().await.is_empty());
    let path = invite(&app, "eve", Lang::Fr).await;
    // The old password does not come back with the access.
    eve.post("/operateur/connexion", form! { email: app.operator_email("eve"), password: PASSWORD }).await.is(422);
    eve.get(&path).await.is(200).says("Choisir un mot de passe");
    let ada = NewOperator { email: Email::parse(&app.operator_email("ada")).expect("one"), name: "Ada".into(), lang: Lang::Fr };
    let again = create(app.app.platform(), app.app.now(), &ada);
    assert!(again.await.is_err(), "an operator is made twice");
}

#[tokio::test]
async fn an_operator_without_access_is_forgotten_a_year_later() {
    let app = TestApp::new().await;
    app.operator("ada").await;
    app.operator("eve").await;
    app.deactivate_operator("eve").await;
    let keep = hootis_policy::retention::OPERATOR.keep.as_duration();
    app.advance(keep - Duration::from_secs(1));
    app.sweep().await;
    let count = async || app.app.platform().get::<i64>("SELECT COUNT(*) FROM operator", args![]).await.expect("a count");
    assert_eq!(count().await, 2);
    app.advance(Duration::from_secs(2));
    app.sweep().await;
    assert_eq!(count().await, 1);
}

#[tokio::test]
async fn tries_are_slowed_and_those_of_an_account_with_the_same_address_count_apart() {
    let app = TestApp::new().await;
    app.operator("ada").await;
    let client = app.anyone();
    client.get("/operateur/connexion").await.is(200);
    let mut tries = 0;
    while client.post("/operateur/connexion", form! { email: app.operator_email("ada"), password: "wrong" }).await.status.as_u16() == 422 {
        tries += 1;
        assert!(tries < 60, "nobody slows an operator's tries");
    }
    client.post("/connexion", form! { email: app.operator_email("ada"), password: "wrong" }).await.is(422);
    app.advance(Duration::from_secs(3_600));
    client.post("/operateur/connexion", form! { email: app.operator_email("ada"), password: PASSWORD }).await.is(303);
}

#[tokio::test]
async fn an_operator_chooses_language_and_theme() {
    let app = TestApp::new().await;
    let operator = app.operator("ada").await;
    operator.get("/operateur/reglages").await.is(200).says("Apparence");
    let to = operator.post("/operateur/reglages", form! { lang: "en", theme: "dark" }).await.is(303).location();
    operator.get(&to).await.is(200).says("Settings saved").says("data-bs-theme=\"dark\"");
    assert_eq!(
        operator.post("/operateur/theme", form! { theme: "light", back: "/operateur/espaces" }).await.is(303).location(),
        "/operateur/espaces"
    );
    operator.get("/operateur/espaces").await.is(200).says("data-bs-theme=\"light\"").says("Spaces");
}

#[tokio::test]
async fn an_operator_sees_where_they_are_signed_in_and_ends_one_or_all_others() {
    let app = TestApp::new().await;
    let here = app.new_operator("ada").await;
    let elsewhere = async || {
        let client = app.anyone();
        client.get("/operateur/connexion").await.is(200);
        client.post("/operateur/connexion", form! { email: app.operator_email("ada"), password: PASSWORD }).await.is(303);
        client
    };
    let (there, third) = (elsewhere().await, elsewhere().await);
    let stranger = app.operator("eve").await;
    let planted = "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at)
                   SELECT id, id, $1, $1, 0, 'Clé', created_at FROM operator WHERE email = $2";
    app.app.platform().execute(planted, args![vec![7_u8; 32], app.operator_email("ada")]).await.expect("a passkey");
    let page = here.get("/operateur/sessions").await.is(200).says("Celle-ci").says("Fermer toutes les autres").text();
    let handles: Vec<&str> = page.split("name=\"session\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(handles.len(), 2);
    stranger.post("/operateur/sessions/suppression", form! { session: handles[0] }).await.is(303);
    for client in [&there, &third] {
        client.get("/operateur").await.is(200);
    }
    here.post("/operateur/sessions/suppression", form! { session: handles[0] }).await.is(303);
    let left = [there.get("/operateur").await.status.as_u16(), third.get("/operateur").await.status.as_u16()];
    assert_eq!(left.iter().filter(|status| **status == 200).count(), 1);
    assert_eq!(here.post("/operateur/sessions/suppression", form! {}).await.is(303).location(), "/operateur/sessions?fait=fermees");
    for (client, status) in [(&there, 303), (&third, 303), (&here, 200), (&stranger, 200)] {
        client.get("/operateur").await.is(status);
    }
    let ends: i64 = app.app.journal().conn().get("SELECT COUNT(*) FROM entry WHERE kind = 'sessions_ended'", args![]).await.expect("a count");
    assert_eq!(ends, 2);
}
