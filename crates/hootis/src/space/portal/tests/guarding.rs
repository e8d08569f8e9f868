//! What an access withstands: codes that are guessed, colleagues who would take it over, what ends with a password or a card.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use hootis_policy::permissions::Role;
use hootis_policy::portal;
use hootis_space::{Conn as _, args};

use crate::testing::{Answer, Client, TestApp, form};

/// Sends a form from some network.
async fn post_from(client: &Client, network: u32, path: &str, form: &[(&str, &str)]) -> Answer {
    let token = client.cookie("_csrf-frontend").expect("a token");
    let body = url::form_urlencoded::Serializer::new(String::new()).append_pair("_csrf", &token).extend_pairs(form).finish();
    let peer = ConnectInfo(SocketAddr::from(([10, u8::try_from(network).expect("a byte"), 0, 1], 1)));
    let request = client.request("POST", path).header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
    client.send(request.extension(peer).body(Body::from(body)).expect("a request")).await
}

/// The six digits of a mail.
fn code_in(text: &str) -> String {
    text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())).expect("six digits").to_owned()
}

#[tokio::test]
async fn codes_are_slowed_over_all_networks_and_a_known_browser_goes_on() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let ask = async |email: &str, network: u32| {
        let client = space.anyone();
        client.get("/connexion/e-mail").await.is(200);
        post_from(&client, network, "/connexion/e-mail", &[("email", email)]).await.status.as_u16()
    };
    for email in [sylvie.email.as_str(), "nobody@acme.example"] {
        for n in 0..portal::MAILED_CODE_EVERYWHERE.most {
            assert_eq!(ask(email, n).await, 303, "{email} {n}");
        }
        assert_eq!(ask(email, 99).await, 429, "{email}");
    }
    // Where she signed in before.
    let home = space.anyone();
    home.get("/connexion/e-mail").await.is(200);
    home.post("/connexion/e-mail", form! { email: sylvie.email }).await.is(303);
}

#[tokio::test]
async fn a_new_code_kills_the_earlier_ones_and_tries_are_counted_with_all_of_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let ask = async |network: u32| {
        let client = space.anyone();
        client.get("/connexion/e-mail").await.is(200);
        post_from(&client, network, "/connexion/e-mail", &[("email", &sylvie.email)]).await.is(303);
        client.get("/connexion/e-mail/code").await.is(200);
        (client, code_in(&app.mail_to(&sylvie.email).await.text))
    };
    let (first, code) = ask(1).await;
    let (second, newer) = ask(2).await;
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_code", args![]).await.expect("a count"), 1);
    post_from(&first, 1, "/connexion/e-mail/code", &[("code", &code)]).await.is(422);
    post_from(&second, 2, "/connexion/e-mail/code", &[("code", &newer)]).await.is(303);
    // Four guesses with each code, from a network of its own.
    for n in 0..portal::MAILED_CODE_TRIES.most / 4 {
        let (client, code) = ask(10 + n).await;
        let wrong = if code == "000000" { "000001" } else { "000000" };
        for _ in 0..4 {
            post_from(&client, 10 + n, "/connexion/e-mail/code", &[("code", wrong)]).await.is(422);
        }
    }
    let (late, code) = ask(50).await;
    post_from(&late, 50, "/connexion/e-mail/code", &[("code", &code)]).await.is(422);
    let home = space.anyone();
    home.get("/connexion/e-mail").await.is(200);
    home.post("/connexion/e-mail", form! { email: sylvie.email }).await.is(303);
    let code = code_in(&app.mail_to(&sylvie.email).await.text);
    home.post("/connexion/e-mail/code", form! { code: code }).await.is(303);
}

#[tokio::test]
async fn an_access_that_was_used_is_withdrawn_by_who_may_delete_and_its_address_is_told() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, owner) = (space.member(Role::Editor).await, space.member(Role::Owner).await);
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let card = format!("/admin/contacts/{}/acces", sylvie.id);
    editor.get(&card).await.is(200).says_not("Retirer l'accès");
    editor.post(&format!("{card}/suppression"), form! {}).await.is(403);
    sylvie.client.get("/mes-donnees").await.is(200);
    owner.get(&card).await.is(200).says("Retirer l'accès");
    owner.post(&format!("{card}/suppression"), form! {}).await.is(303);
    let mail = app.mail_to(&sylvie.email).await;
    assert!(mail.subject.contains("retiré") && mail.text.contains("Acme"), "{}", mail.text);
    // One that nobody used is an editor's to take back, and where it went is written down.
    editor.post(&card, form! { email: "autre@peyrot.example", lang: "fr" }).await.is(303);
    let fields: String = space.db.get("SELECT fields FROM change_entry WHERE action = 'invited'", args![]).await.expect("a change");
    assert!(fields.contains("autre@peyrot.example"), "{fields}");
    editor.post(&format!("{card}/suppression"), form! {}).await.is(303);
}

#[tokio::test]
async fn putting_a_card_away_ends_what_it_opened() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let (sylvie, marc) = (space.contact("Sylvie Peyrot", None, "own").await, space.contact("Marc Peyrot", None, "own").await);
    owner.post(&format!("/admin/contacts/{}/archive", sylvie.id), form! {}).await.is(303);
    let left: Vec<uuid::Uuid> = space.db.list("SELECT contact_id FROM contact_session", args![]).await.expect("sessions");
    assert_eq!(left, [marc.id]);
}

#[tokio::test]
async fn a_look_ends_when_the_contact_becomes_private_to_somebody_else() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let member = space.member(Role::Editor).await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let path = member.post(&format!("/admin/contacts/{}/apercu", sylvie.id), form! {}).await.is(303).location();
    member.get(&path).await.is(303);
    member.get("/mes-donnees").await.is(200);
    let sql = "UPDATE contact SET is_private = TRUE, private_to = (SELECT id FROM member WHERE role = 'owner' LIMIT 1) WHERE id = $1";
    space.db.execute(sql, args![sylvie.id]).await.expect("a change");
    member.get("/mes-donnees").await.is(303);
    sylvie.client.get("/mes-donnees").await.is(200);
}

#[tokio::test]
async fn who_changes_company_sees_their_own_only() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let (peyrot, vial) = (space.party("Fournil Peyrot").await, space.party("Garage Vial").await);
    let sylvie = space.contact("Sylvie Peyrot", Some(peyrot), "everything").await;
    let change = form! { party_id: vial, last_name: "Peyrot", first_name: "Sylvie", version: "1" };
    owner.get(&format!("/admin/contacts/{}/modifier", sylvie.id)).await.is(200);
    owner.post(&format!("/admin/contacts/{}/modifier", sylvie.id), change).await.is(303);
    let kept: (String, String, String) =
        space.db.get("SELECT reach_data, reach_messages, reach_files FROM contact_access", args![]).await.expect("an access");
    assert_eq!(kept, ("own".to_owned(), "own".to_owned(), "own".to_owned()));
    let fields: String = space.db.get("SELECT fields FROM change_entry WHERE action = 'updated'", args![]).await.expect("a change");
    assert!(fields.contains("reach_messages"), "{fields}");
}
