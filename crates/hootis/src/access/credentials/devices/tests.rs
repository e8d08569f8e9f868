//! A browser that was not seen before is told of.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use hootis_policy::permissions::Role;
use hootis_policy::retention::KNOWN_DEVICE;
use hootis_space::{Conn as _, args};

use crate::testing::{Client, PASSWORD, TestApp};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const NEWER: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:146.0) Gecko/20100101 Firefox/146.0";
const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15";

/// Signs in with a browser, from an address.
async fn sign_in(client: &Client, page: &str, email: &str, agent: &str, from: &str) {
    client.get(page).await.is(200);
    let token = client.token(page).expect("a token");
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("_csrf", token.as_str()), ("email", email), ("password", PASSWORD)])
        .finish();
    let peer = ConnectInfo(SocketAddr::new(from.parse().expect("an address"), 1));
    let request = client.request("POST", page).header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
    client.send(request.header("user-agent", agent).extension(peer).body(Body::from(body)).expect("a request")).await.is(303);
}

async fn told(app: &TestApp, email: &str) -> usize {
    app.mails().await.iter().filter(|mail| mail.to == email && mail.subject == "Connexion depuis un nouvel appareil").count()
}

#[tokio::test]
async fn a_holder_is_told_of_a_browser_or_a_network_that_was_not_seen_before() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let email = space.owner_email();
    for (agent, from, mails) in [
        (FIREFOX, "203.0.113.7", 0),
        (FIREFOX, "203.0.113.7", 0),
        (NEWER, "203.0.200.1", 0),
        (SAFARI, "203.0.113.7", 1),
        (FIREFOX, "198.51.100.2", 2),
        (FIREFOX, "2001:db8:1::1", 3),
        (FIREFOX, "2001:db8:2::2", 3),
        (SAFARI, "203.0.113.9", 3),
    ] {
        sign_in(&app.anyone(), "/connexion", &email, agent, from).await;
        assert_eq!(told(&app, &email).await, mails, "{agent} from {from}");
    }
    let letter = app.mail_to(&email).await;
    assert!(
        letter.text.contains("Firefox 145, Linux") && letter.text.contains("/console/sessions") && !letter.text.contains("2001:db8"),
        "{}",
        letter.text
    );
}

#[tokio::test]
async fn a_contact_is_told_too() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    sign_in(&space.anyone(), "/connexion", &contact.email, SAFARI, "203.0.113.7").await;
    assert_eq!(told(&app, &contact.email).await, 1);
    let letter = app.mail_to(&contact.email).await;
    assert!(letter.text.contains("Safari 26, macOS") && letter.text.contains("/mon-acces") && letter.text.contains("Acme"), "{}", letter.text);
    sign_in(&space.anyone(), "/connexion", &contact.email, SAFARI, "203.0.113.7").await;
    assert_eq!(told(&app, &contact.email).await, 1);
}

#[tokio::test]
async fn a_member_and_an_operator_are_told_too() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    space.member(Role::Reader).await;
    let email: String = space.db.get("SELECT email FROM member WHERE role = 'reader'", args![]).await.expect("a member");
    sign_in(&space.anyone(), "/admin/connexion", &email, SAFARI, "203.0.113.7").await;
    let letter = app.mail_to(&email).await;
    assert!(letter.text.contains("l’espace de Acme") && letter.text.contains("Safari 26, macOS"), "{}", letter.text);
    app.new_operator("ada").await;
    let email = app.operator_email("ada");
    sign_in(&app.anyone(), "/operateur/connexion", &email, SAFARI, "203.0.113.7").await;
    assert_eq!(told(&app, &email).await, 1);
}

#[tokio::test]
async fn p_k1_what_is_known_of_browsers_tells_nothing_and_goes_in_time() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    sign_in(&app.anyone(), "/connexion", &space.owner_email(), FIREFOX, "203.0.113.7").await;
    let hash: Vec<u8> = app.app.platform().get("SELECT device_hash FROM known_device", args![]).await.expect("a row");
    let plain = format!("{}\nFirefox\nLinux\n203.0", space.row.account_id);
    assert!(hash.len() == 32 && hash != hootis_vault::digest(plain.as_bytes()), "nobody without the key can try values");
    app.advance(KNOWN_DEVICE.keep.as_duration());
    app.sweep().await;
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM known_device", args![]).await.expect("a count");
    assert_eq!(left, 0);
}
