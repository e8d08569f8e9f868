//! Attempts to get past the second factor, or to make one's own that of another. `docs/break-in.md` tells of each.

use hootis_policy::limits;
use hootis_space::{Conn as _, args};
use serde_json::json;

use super::passkeys::{Authenticator, PRESENT, add, add_with, asked_in, come_in, sign_in_page, text};
use super::{STEP, Someone};
use crate::testing::{PASSWORD, TestApp, form};

async fn passkeys(app: &TestApp) -> i64 {
    app.app.platform().get("SELECT COUNT(*) FROM passkey", args![]).await.expect("a count")
}

#[tokio::test]
async fn a_stolen_session_adds_no_passkey_without_the_password() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let thief = Someone::account(&space).await;
    let authenticator = Authenticator::new("hootis.localhost");
    // A page that refuses gives no question that could be answered next.
    let made = authenticator.made_for(&json!({ "challenge": text(&[7; 56]) }));
    let page = thief.client.post("/console/securite/cles/nouvelle", made).await.is(422).says("n'a pas été acceptée");
    assert!(!page.text().contains("challenge"), "a challenge for whoever has a session and nothing else");
    // The question of the sign-in page is another one.
    let other = asked_in(&app.anyone().get("/connexion").await.is(200));
    thief.client.post("/console/securite/cles/nouvelle", authenticator.made_for(&other)).await.is(422);
    assert_eq!(passkeys(&app).await, 0);
}

#[tokio::test]
async fn a_stolen_session_and_the_password_change_no_factor_once_there_is_one() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let authenticator = Authenticator::new("hootis.localhost");
    add(&someone, &authenticator).await.is(200);
    let page = someone.client.get(&someone.own("/double-authentification")).await.is(200);
    let key = page.attribute("href", &someone.own("/cles/"));
    for path in [someone.own("/cles"), key.clone(), someone.own("/application"), someone.own("/codes"), someone.own("/application/suppression")] {
        for form in [form! { password: PASSWORD }, form! { password: PASSWORD, code: "000000" }] {
            someone.client.post(&path, form).await.is(422).says("Ce code n'est pas bon");
        }
    }
    assert_eq!(passkeys(&app).await, 1);
    // The passkey stands for both, if it makes sure who it is.
    let mut seen = Authenticator { flags: PRESENT, ..authenticator };
    let page = someone.client.get(&key).await.is(200).says("Confirmer avec une clé");
    someone.client.post(&key, seen.signed(&page)).await.is(422);
    seen.flags = 0x05;
    let page = someone.client.get(&key).await.is(200);
    // Somebody else's does not, nor an answer to the question of the sign-in page.
    let mut foreign = Authenticator::new("hootis.localhost");
    foreign.id.clone_from(&seen.id);
    someone.client.post(&key, foreign.signed(&page)).await.is(422);
    let door = app.anyone().get("/connexion").await.is(200);
    someone.client.post(&key, seen.signed(&door)).await.is(422);
    let page = someone.client.get(&key).await.is(200);
    someone.client.post(&key, seen.signed(&page)).await.is(303);
    assert_eq!(passkeys(&app).await, 0);
}

#[tokio::test]
async fn an_answer_to_another_question_opens_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let mut authenticator = Authenticator::new("hootis.localhost");
    add(&someone, &authenticator).await.is(200);
    let browser = app.anyone();
    // Made to make a key; of a sibling's name; in a frame of another site; asked at the operators' door.
    let asked = asked_in(&sign_in_page(&someone, &browser).await);
    come_in(&someone, &browser, authenticator.signed_as("webauthn.create", &asked)).await.is(422);
    authenticator.rp = "acme.hootis.localhost".to_owned();
    let page = sign_in_page(&someone, &browser).await;
    come_in(&someone, &browser, authenticator.signed(&page)).await.is(422);
    authenticator.rp = "hootis.localhost".to_owned();
    let operators = app.anyone().get("/operateur/connexion").await.is(200);
    come_in(&someone, &browser, authenticator.signed(&operators)).await.is(422);
    // The question that one's own pages ask opens no door.
    let key = someone.client.get(&someone.own("/double-authentification")).await.is(200).attribute("href", &someone.own("/cles/"));
    let again = someone.client.get(&key).await.is(200);
    come_in(&someone, &browser, authenticator.signed(&again)).await.is(422);
    // What makes no sense is refused, however long.
    for nonsense in ["", "AA", &"A".repeat(40_000)] {
        come_in(&someone, &browser, form! { id: text(&authenticator.id), client: nonsense, authenticator: nonsense, signature: nonsense })
            .await
            .is(422);
    }
    let page = sign_in_page(&someone, &browser).await;
    come_in(&someone, &browser, authenticator.signed(&page)).await.is(303);
}

#[tokio::test]
async fn a_passkey_of_somebody_who_was_let_go_opens_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let someone = Someone::member(&space).await;
    let authenticator = Authenticator::new(&space.host());
    add(&someone, &authenticator).await.is(200);
    let id: uuid::Uuid = space.db.get("SELECT id FROM member WHERE role = 'editor'", args![]).await.expect("an id");
    owner.post(&format!("/admin/equipe/{id}/acces/suppression"), form! {}).await.is(303);
    let browser = space.anyone();
    let page = sign_in_page(&someone, &browser).await;
    come_in(&someone, &browser, authenticator.signed(&page)).await.is(422);
    browser.get("/admin").await.is(303);
    // An operator's is gone with the access, and does not come back with it.
    let nadia = Someone::operator(&app).await;
    let authenticator = Authenticator::new("hootis.localhost");
    add(&nadia, &authenticator).await.is(200);
    app.deactivate_operator("ada").await;
    let browser = app.anyone();
    let page = sign_in_page(&nadia, &browser).await;
    come_in(&nadia, &browser, authenticator.signed(&page)).await.is(422);
    assert_eq!(passkeys(&app).await, 0);
}

#[tokio::test]
async fn a_code_opens_once_for_two_who_use_it_at_once() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, codes) = someone.enrol(app.app.now()).await;
    app.advance(STEP);
    for code in [secret.code_at(app.app.now()), codes[0].clone()] {
        let (one, other) = (someone.half(app.anyone()).await, someone.half(app.anyone()).await);
        let both = tokio::join!(someone.code(&one, &code), someone.code(&other, &code));
        let mut answers = [both.0.status.as_u16(), both.1.status.as_u16()];
        answers.sort_unstable();
        assert_eq!(answers, [303, 422], "{code}");
    }
}

#[tokio::test]
async fn strangers_who_know_the_password_do_not_shut_the_owner_s_application_out() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, _) = someone.enrol(app.app.now()).await;
    let thief = someone.half(app.anyone()).await;
    // From many networks: as many codes as anybody may try within the hour.
    for n in 0..=limits::SECOND_FACTOR.most {
        let token = thief.cookie("XSRF-TOKEN").expect("a token");
        let peer = axum::extract::ConnectInfo(std::net::SocketAddr::new(format!("10.{n}.0.1").parse().expect("an address"), 1));
        let request = thief.request("POST", "/connexion/code").header("content-type", "application/x-www-form-urlencoded");
        let request = request.header("sec-fetch-site", "same-origin").extension(peer);
        let answer = thief.send(request.body(format!("_csrf={token}&code=000000").into()).expect("a request")).await;
        answer.is(if n < limits::SECOND_FACTOR.most { 422 } else { 429 });
    }
    app.advance(STEP);
    let owner = someone.half(app.anyone()).await;
    someone.code(&owner, &secret.code_at(app.app.now())).await.is(303);
}

#[tokio::test]
async fn colleagues_behind_one_address_come_in_with_their_passkeys() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let authenticator = Authenticator::new("hootis.localhost");
    add(&someone, &authenticator).await.is(200);
    for _ in 0..limits::SIGN_IN_NETWORK.most + 5 {
        let browser = app.anyone();
        let page = sign_in_page(&someone, &browser).await;
        come_in(&someone, &browser, authenticator.signed(&page)).await.is(303);
    }
}

#[tokio::test]
async fn a_second_passkey_takes_a_recovery_code_where_there_is_no_application() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let page = add(&someone, &Authenticator::new("hootis.localhost")).await.is(200);
    let codes = super::codes_in(&page);
    add_with(&someone, &Authenticator::new("hootis.localhost"), &codes[0]).await.is(303);
    assert_eq!(passkeys(&app).await, 2);
}
