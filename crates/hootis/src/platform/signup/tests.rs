//! A company signs up.

use std::time::Duration;

use hootis_space::Conn as _;

use crate::testing::{Client, PASSWORD, TestApp, form, link_in};

fn filled() -> Vec<(String, String)> {
    form! { company: "SARL L'Atelier d'Été", name: "Maëlle Lunel", email: "maelle@atelier.example", password: PASSWORD }
}

async fn signed_up(app: &TestApp) -> Client {
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    assert_eq!(client.post("/inscription", filled()).await.is(303).location(), "/inscription/confirmation");
    client
}

/// Six digits in a mail.
fn code_in(text: &str) -> String {
    text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())).expect("a code").to_owned()
}

#[tokio::test]
async fn the_six_digits_open_a_space_and_its_owner_walks_in() {
    let app = TestApp::new().await;
    let client = signed_up(&app).await;
    let code = code_in(&app.mail_to("maelle@atelier.example").await.text);
    let ready = client.post("/inscription/code", form! { code: code }).await.is(200).says("Votre espace est prêt");
    let (host, path) = Client::split(&ready.attribute("href", "http://"));
    assert_eq!(host, "l-atelier-d-ete.hootis.localhost");
    let office = client.at(&host);
    office.get("/admin").await.is(303);
    assert_eq!(office.get(&path).await.is(303).location(), "/admin");
    office.get("/admin").await.is(200).says("SARL L'Atelier d'Été");
}

#[tokio::test]
async fn opening_the_mailed_link_changes_nothing_its_button_does() {
    let app = TestApp::new().await;
    signed_up(&app).await;
    let link = link_in(&app.mail_to("maelle@atelier.example").await, "http://");
    let (_, path) = Client::split(&link);
    let other_device = app.anyone();
    for _ in 0..3 {
        other_device.get(&path).await.is(200).says("Plus qu'un clic");
    }
    let token = path.split("lien=").nth(1).expect("a token").to_owned();
    // Whoever reads the mail elsewhere says the password that was chosen: nobody makes a stranger's account by a click.
    let page = other_device.post("/inscription/confirmation", form! { lien: &token }).await.is(422).says("Ce n'est pas le mot de passe");
    assert_eq!(page.attribute("name=\"lien\" value", ""), token);
    other_device.post("/inscription/confirmation", form! { lien: &token, password: "not the password" }).await.is(422);
    other_device.post("/inscription/confirmation", form! { lien: &token, password: PASSWORD }).await.is(200).says("Votre espace est prêt");
    // The second click of a double click finds the sign-up gone, and nothing is made twice.
    other_device.post("/inscription/confirmation", form! { lien: &token }).await.is(422).says("Ce lien n'est plus valable");
    let spaces = crate::platform::spaces::list(app.app.platform(), None, 10).await.expect("a list");
    assert_eq!(spaces.len(), 1);
}

#[tokio::test]
async fn a_wrong_code_is_refused_and_the_fifth_kills_it() {
    let app = TestApp::new().await;
    let client = signed_up(&app).await;
    let code = code_in(&app.mail_to("maelle@atelier.example").await.text);
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        client.post("/inscription/code", form! { code: wrong }).await.is(422).says("Ce code n'est pas le bon");
    }
    client.post("/inscription/code", form! { code: &code }).await.is(422).says("Ce code n'est plus valable");
    // A new mail brings a new code.
    client.post("/inscription/envoi", form! {}).await.is(200).says("C'est parti");
    let code = code_in(&app.mail_to("maelle@atelier.example").await.text);
    client.post("/inscription/code", form! { code: &code }).await.is(200);
}

#[tokio::test]
async fn a_code_lives_a_quarter_of_an_hour_and_a_link_a_day() {
    let app = TestApp::new().await;
    let client = signed_up(&app).await;
    let letter = app.mail_to("maelle@atelier.example").await;
    let (_, path) = Client::split(&link_in(&letter, "http://"));
    app.advance(Duration::from_secs(16 * 60));
    client.post("/inscription/code", form! { code: code_in(&letter.text) }).await.is(422).says("plus valable");
    app.anyone().get(&path).await.is(200).says("Plus qu'un clic");
    app.advance(Duration::from_secs(24 * 3600));
    app.anyone().get(&path).await.is(200).says("Ce lien n'est plus valable");
}

#[tokio::test]
async fn a_mistyped_address_can_be_corrected_and_the_first_mail_is_dead() {
    let app = TestApp::new().await;
    let client = signed_up(&app).await;
    let old = code_in(&app.mail_to("maelle@atelier.example").await.text);
    client.post("/inscription/adresse", form! { email: "maelle@autre.example" }).await.is(200);
    let new = code_in(&app.mail_to("maelle@autre.example").await.text);
    if old != new {
        client.post("/inscription/code", form! { code: &old }).await.is(422);
    }
    client.post("/inscription/code", form! { code: &new }).await.is(200);
}

#[tokio::test]
async fn a_refused_form_comes_back_with_what_was_typed_and_what_is_wrong() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    let form = form! { company: "Menuiserie Roc", name: "Paul", email: "paul@", password: "azertyuiop12" };
    client.post("/inscription", form).await.is(422).says("Menuiserie Roc").says("incomplète").says("Trop facile à deviner").says_not("azertyuiop12");
    assert!(app.mails().await.is_empty());
}

#[tokio::test]
async fn an_address_that_has_an_account_gets_the_same_answer_and_another_mail() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sign_up = async |email: String| {
        let client = app.anyone();
        client.get("/inscription").await.is(200);
        let answer = client.post("/inscription", form! { company: "Autre", name: "Olive", email: email, password: PASSWORD }).await;
        let page = client.get("/inscription/confirmation").await.is(200).text();
        (answer.status, answer.location(), page.len())
    };
    let known = sign_up(space.owner_email()).await;
    let unknown = sign_up("owner@abcd.example".to_owned()).await;
    assert_eq!((known.0, &known.1), (unknown.0, &unknown.1));
    assert!(app.mail_to(&space.owner_email()).await.text.contains("déjà un compte"));
    assert!(app.mail_to("owner@abcd.example").await.text.contains("Votre code"));
}

#[tokio::test]
async fn two_companies_of_one_name_get_two_addresses() {
    let app = TestApp::new().await;
    let first = app.space("Dupont SARL").await;
    let second = app.space("Dupont & Fils").await;
    let third = app.space("DUPONT").await;
    assert_eq!((first.row.slug.as_str(), second.row.slug.as_str(), third.row.slug.as_str()), ("dupont", "dupont-et-fils", "dupont-2"));
}

#[tokio::test]
async fn a_form_from_elsewhere_is_refused() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    for site in ["cross-site", "same-site"] {
        let request =
            client.request("POST", "/inscription").header("sec-fetch-site", site).header("content-type", "application/x-www-form-urlencoded");
        client.send(request.body("company=x".into()).expect("a request")).await.is(403);
    }
    let request = client
        .request("POST", "/inscription")
        .header("origin", "http://hootis.localhost")
        .header("content-type", "application/x-www-form-urlencoded");
    client.send(request.body("company=x&_csrf=forged".into()).expect("a request")).await.is(403);
}

#[tokio::test]
async fn an_address_that_the_person_typed_is_not_proposed_over() {
    let app = TestApp::new().await;
    let client = app.anyone();
    let proposed = "/inscription/domaine?champ=company&company=SARL%20L%27Atelier%20d%27%C3%89t%C3%A9";
    client.get_part(proposed).await.is(200).says("value=\"l-atelier-d-ete\"").says_not("name=\"own\"");
    client.get_part("/inscription/domaine?champ=slug&slug=le-mien").await.is(200).says("Libre").says("name=\"own\"");
    client.get_part(&format!("{proposed}&slug=le-mien&own=1")).await.is(204);
    // Emptied again, it is proposed again.
    client.get_part("/inscription/domaine?champ=slug&slug=").await.is(200).says_not("name=\"own\"");
    client.get_part(&format!("{proposed}&slug=&own=1")).await.is(200).says("l-atelier-d-ete");
    app.space("Acme").await;
    client.get_part("/inscription/domaine?champ=slug&slug=acme").await.is(200).says("déjà prise");
}

#[tokio::test]
async fn a_password_is_judged_while_it_is_typed_and_never_sent_back() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    let judged = async |password: &str| client.post("/inscription/solidite", form! { password: password, name: "Maëlle Fontanel" }).await.is(200);
    judged("chouette").await.says("Encore 4 caractères").says("value=\"1\"").says_not("chouette");
    judged("hootishootis").await.says("Facile à deviner");
    judged("azertyuiop12").await.says("Facile à deviner");
    judged("MaëlleFontanel").await.says("Facile à deviner");
    judged("chouette lune rabot tordu").await.says("Excellent").says("value=\"4\"");
    assert_eq!(judged("").await.text(), "");
}

#[tokio::test]
async fn somebody_who_asks_for_estimates_in_series_gets_none() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    for _ in 0..hootis_policy::limits::STRENGTH_NETWORK.most {
        client.post("/inscription/solidite", form! { password: "" }).await.is(200);
    }
    client.post("/inscription/solidite", form! { password: "chouette" }).await.is(204);
}

#[tokio::test]
async fn without_a_script_the_first_free_address_is_taken() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    let form = form! { company: "Acme SAS", name: "Olive", email: "olive@acme.example", password: PASSWORD };
    client.post("/inscription", form).await.is(303);
    client.get("/inscription/confirmation").await.is(200).says("acme-2");
}

#[tokio::test]
async fn an_english_visitor_stays_in_english() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/en/inscription").await.is(200).says("/en/inscription/domaine");
    let form = form! { company: "Acme", name: "Olive", email: "olive@acme.example", password: PASSWORD };
    assert_eq!(client.post("/en/inscription", form).await.is(303).location(), "/en/inscription/confirmation");
    assert!(link_in(&app.mail_to("olive@acme.example").await, "http://").starts_with("http://hootis.localhost/en/inscription/confirmation?lien="));
}

#[tokio::test]
async fn a_proof_is_good_for_the_address_that_the_secret_was_mailed_to() {
    use super::{queries, row::Secrets};
    let app = TestApp::new().await;
    let (db, key, now) = (app.app.platform(), app.app.platform_key(), app.app.now());
    let victim = crate::web::person::Email::parse("victime@atelier.example").expect("an address");
    for by_link in [false, true] {
        signed_up(&app).await;
        let letter = app.mail_to("maelle@atelier.example").await;
        let id = db.get::<uuid::Uuid>("SELECT id FROM signup ORDER BY id DESC LIMIT 1", hootis_space::args![]).await.expect("the sign-up");
        let proof = if by_link {
            let token = link_in(&letter, "http://").split("lien=").nth(1).expect("a token").to_owned();
            queries::proof_by_link(&base64::Engine::decode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, token).expect("a token"))
        } else {
            queries::try_code(db, key, now, id, &code_in(&letter.text)).await.expect("a try").expect("the right code")
        };
        // Between the proof and the account, the address becomes somebody else's.
        assert!(queries::renew(db, key, now, id, &victim, &Secrets::generate()).await.expect("renewed"));
        let refused = queries::confirm(db, now, id, &proof).await.expect_err("the proof was of another address");
        assert!(matches!(refused, crate::error::Error::Conflict("signup-code-spent")), "{refused}");
        assert!(super::finish(&app.app, id).await.is_err(), "nobody proved that address");
        let accounts: i64 = db.get("SELECT COUNT(*) FROM account", hootis_space::args![]).await.expect("a count");
        assert_eq!(accounts, 0);
    }
}

#[tokio::test]
async fn a_code_and_another_address_at_once_never_open_an_account_under_that_address() {
    let app = TestApp::new().await;
    for turn in 0..8 {
        let (own, victim) = (format!("maelle{turn}@atelier.example"), format!("victime{turn}@atelier.example"));
        let client = app.anyone();
        client.get("/inscription").await.is(200);
        client.post("/inscription", form! { company: "Atelier", name: "Maëlle", email: &own, password: PASSWORD }).await.is(303);
        let code = code_in(&app.mail_to(&own).await.text);
        let (opened, _) =
            tokio::join!(client.post("/inscription/code", form! { code: code }), client.post("/inscription/adresse", form! { email: &victim }));
        assert!(matches!(opened.status.as_u16(), 200 | 422), "{}", opened.status);
        app.advance(Duration::from_secs(3600));
    }
    let stolen: i64 =
        app.app.platform().get("SELECT COUNT(*) FROM account WHERE email LIKE 'victime%'", hootis_space::args![]).await.expect("a count");
    assert_eq!(stolen, 0);
}
