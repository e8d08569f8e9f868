//! What outlives a session takes the second factor, and not the password alone.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use super::passkeys::{Authenticator, add};
use super::{STEP, Someone};
use crate::testing::{PASSWORD, TestApp, form};

const NEW: &str = "hibou grand-duc 1907";

type Fields = Vec<(String, String)>;

/// The same with another field.
fn with(mut form: Fields, name: &str, value: &str) -> Fields {
    form.push((name.to_owned(), value.to_owned()));
    form
}

#[tokio::test]
async fn an_account_with_a_second_factor_gives_it_before_what_outlives_the_session() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (_, codes) = someone.enrol(app.app.now()).await;
    let (client, place) = (&someone.client, format!("/console/espaces/{}", space.row.id));
    let asks: [(&str, String, String, Fields); 5] = [
        ("/console/profil", "/console/profil/adresse".into(), "password".into(), form! { email: "autre@acme.example" }),
        ("/console/sessions", "/console/mot-de-passe".into(), "current".into(), form! { password: NEW }),
        (&format!("{place}/fermeture"), format!("{place}/fermeture"), "password".into(), form! {}),
        (&format!("{place}/destruction"), format!("{place}/destruction"), "password".into(), form! { slug: "acme", sur: "1" }),
        ("/console/compte/suppression", "/console/compte/suppression".into(), "password".into(), form! {}),
    ];
    for (n, ((page, path, who, fields), code)) in asks.into_iter().zip(codes).enumerate() {
        client.get(page).await.is(200).says("Code de l'application");
        // From the third on, the new password has taken the place of the old.
        let alone = with(fields, &who, if n < 2 { PASSWORD } else { NEW });
        client.post(&path, alone.clone()).await.is(422).says("Ce code n'est pas bon");
        client.post(&path, with(alone.clone(), "code", "000000")).await.is(422).says("Ce code n'est pas bon");
        client.post(&path, with(alone, "code", &code)).await.is(303);
    }
    assert!(
        app.app
            .platform()
            .get::<Option<i64>>("SELECT deletion_asked_at FROM account WHERE id = $1", args![space.row.account_id])
            .await
            .unwrap()
            .is_some()
    );
}

#[tokio::test]
async fn a_member_with_a_second_factor_gives_it_for_a_key_and_for_another_password() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::member_as(&space, Role::Administrator).await;
    let (secret, _) = someone.enrol(app.app.now()).await;
    let client = &someone.client;
    let key = form! { name: "Site", scopes: "clients:read", life: "30", password: PASSWORD };
    let keys = async || app.app.platform().get::<i64>("SELECT COUNT(*) FROM api_key", args![]).await.unwrap();
    client.get("/admin/reglages/cles").await.is(200).says("Code de l'application");
    client.post("/admin/reglages/cles", key.clone()).await.is(422).says("Ce code n'est pas bon").says("value=\"Site\"");
    assert_eq!(keys().await, 0);
    app.advance(STEP);
    client.post("/admin/reglages/cles", with(key.clone(), "code", &secret.code_at(app.app.now()))).await.is(200);
    assert_eq!(keys().await, 1);
    // A code works once.
    client.post("/admin/reglages/cles", with(key, "code", &secret.code_at(app.app.now()))).await.is(422);
    app.advance(STEP);
    let code = secret.code_at(app.app.now());
    let other = form! { current: PASSWORD, password: NEW };
    client.post("/admin/reglages/mot-de-passe", other.clone()).await.is(422).says("Ce code n'est pas bon");
    // What is too weak is said before a code is used up.
    client.post("/admin/reglages/mot-de-passe", form! { current: PASSWORD, password: "court", code: &code }).await.is(422);
    client.post("/admin/reglages/mot-de-passe", with(other, "code", &code)).await.is(303);
}

#[tokio::test]
async fn a_passkey_stands_for_password_and_code_in_the_middle_of_a_form() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let mut authenticator = Authenticator::new("hootis.localhost");
    add(&someone, &authenticator).await.is(200);
    let (path, client) = ("/console/profil/adresse", &someone.client);
    let page = client.get("/console/profil").await.is(200).says("data-h-passkey");
    authenticator.origin = "http://evil.example".to_owned();
    let forged = with(authenticator.signed(&page), "email", "autre@acme.example");
    client.post(path, forged).await.is(422).says("n'a pas été acceptée").says("value=\"autre@acme.example\"");
    let page = client.get("/console/profil").await.is(200);
    authenticator.origin = "http://hootis.localhost".to_owned();
    let again = with(authenticator.signed(&page), "email", "autre@acme.example");
    client.post(path, again.clone()).await.is(303);
    // What was said once is said once.
    client.post(path, again).await.is(422);
}

#[tokio::test]
async fn the_console_s_first_page_says_how_safe_the_account_is() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    someone.client.get("/console").await.is(200).says("Votre mot de passe suffit pour entrer").says_not("10 restants").says("Aucun accord en cours");
    let (_, codes) = someone.enrol(app.app.now()).await;
    let authenticator = Authenticator::new("hootis.localhost");
    super::passkeys::add_with(&someone, &authenticator, &codes[0]).await.is(303);
    let grant = form! { space: space.row.id, access: "read", lasts: "1", reason: "Import bloqué" };
    let administrator = space.member(Role::Administrator).await;
    administrator.get("/admin/reglages/cles").await;
    administrator.post("/admin/reglages/cles", form! { name: "Site", scopes: "clients:read", life: "30", password: PASSWORD }).await.is(200);
    someone.client.post("/console/support", grant).await.is(303);
    let page = someone.client.get("/console").await.is(200);
    let page = page.says("Application d'authentification, depuis le").says("Téléphone").says("9 restants").says("« Site »").says("jamais utilisée");
    let end = page.says("Support : Acme").attribute("action", "/console/support/");
    someone.client.post(&end, form! {}).await.is(303);
    someone.client.get("/console").await.is(200).says("Aucun accord en cours");
}
