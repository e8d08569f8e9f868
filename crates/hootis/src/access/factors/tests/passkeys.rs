//! Passkeys, with an authenticator in software.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_space::{Conn as _, args};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair as _};
use serde_json::{Value, json};

use super::{STEP, Someone, between, codes_in};
use crate::testing::{Answer, Client, PASSWORD, TestApp, form};

/// What comes before the point of a P-256 key in what browsers hand over.
const P256: [u8; 26] = [
    0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03,
    0x42, 0x00,
];
/// Somebody was there; and the authenticator made sure who it was.
pub(crate) const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x05;

/// An authenticator, and the browser before it.
pub(crate) struct Authenticator {
    pub(crate) key: EcdsaKeyPair,
    pub(crate) id: Vec<u8>,
    pub(crate) origin: String,
    /// The name that its keys are bound to.
    pub(crate) rp: String,
    pub(crate) flags: u8,
    pub(crate) count: u32,
}

impl Authenticator {
    pub(crate) fn new(host: &str) -> Self {
        let random = SystemRandom::new();
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).expect("a key");
        let key = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).expect("a key");
        Self {
            key,
            id: hootis_vault::random_token().to_vec(),
            origin: format!("http://{host}"),
            rp: "hootis.localhost".to_owned(),
            flags: VERIFIED,
            count: 0,
        }
    }

    pub(crate) fn client(&self, kind: &str, asked: &Value) -> Vec<u8> {
        json!({ "type": kind, "challenge": asked["challenge"], "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    pub(crate) fn data(&self, flags: u8) -> Vec<u8> {
        [&hootis_vault::digest(self.rp.as_bytes())[..], &[flags], &self.count.to_be_bytes()].concat()
    }

    /// What the form of another passkey holds.
    pub(crate) fn made(&self, page: &Answer) -> Vec<(String, String)> {
        self.made_for(&asked_in(page))
    }

    /// The same for a question that was asked elsewhere.
    pub(crate) fn made_for(&self, asked: &Value) -> Vec<(String, String)> {
        let length = u16::try_from(self.id.len()).expect("short").to_be_bytes();
        let data = [&self.data(self.flags | 0x40)[..], &[0; 16], &length, &self.id, &[0xa0]].concat();
        let key = [&P256[..], self.key.public_key().as_ref()].concat();
        form! { label: "Téléphone", client: text(&self.client("webauthn.create", asked)), authenticator: text(&data), key: text(&key) }
    }

    /// What the form to come in holds.
    pub(crate) fn signed(&self, page: &Answer) -> Vec<(String, String)> {
        self.signed_as("webauthn.get", &asked_in(page))
    }

    /// The same as an answer to something else.
    pub(crate) fn signed_as(&self, kind: &str, asked: &Value) -> Vec<(String, String)> {
        let (client, data) = (self.client(kind, asked), self.data(self.flags));
        let message = [&data[..], &hootis_vault::digest(&client)].concat();
        let signature = self.key.sign(&SystemRandom::new(), &message).expect("a signature");
        form! { id: text(&self.id), client: text(&client), authenticator: text(&data), signature: text(signature.as_ref()) }
    }
}

pub(crate) fn text(bytes: &[u8]) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

pub(crate) fn asked_in(page: &Answer) -> Value {
    serde_json::from_str(&between(page, "data-h-passkey=\"", "\"").replace("&#34;", "\"").replace("&quot;", "\"")).expect("JSON")
}

/// Adds a passkey; the page that comes of it.
pub(crate) async fn add(someone: &Someone, authenticator: &Authenticator) -> Answer {
    add_with(someone, authenticator, "").await
}

/// The same for whoever has a second factor.
pub(crate) async fn add_with(someone: &Someone, authenticator: &Authenticator, code: &str) -> Answer {
    someone.client.get(&someone.own("/cles")).await.is(200);
    someone.client.post(&someone.own("/cles"), form! { password: "not the password", code: code }).await.is(422);
    let page = someone.client.post(&someone.own("/cles"), form! { password: PASSWORD, code: code }).await.is(200);
    someone.client.post(&someone.own("/cles/nouvelle"), authenticator.made(&page)).await
}

pub(crate) async fn sign_in_page(someone: &Someone, browser: &Client) -> Answer {
    browser.get(&format!("{}/connexion", someone.door)).await.is(200)
}

pub(crate) async fn come_in(someone: &Someone, browser: &Client, form: Vec<(String, String)>) -> Answer {
    browser.post(&format!("{}/connexion/cle", someone.door), form).await
}

#[tokio::test]
async fn at_each_door_a_passkey_opens_without_a_password_and_stands_for_the_code() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for someone in [Someone::account(&space).await, Someone::operator(&app).await, Someone::member(&space).await] {
        let inside = someone.door == "/admin";
        let fresh = || if inside { space.anyone() } else { app.anyone() };
        let host = if inside { space.host() } else { "hootis.localhost".to_owned() };
        let mut authenticator = Authenticator::new(&host);
        let page = add(&someone, &authenticator).await.is(200);
        assert_eq!(codes_in(&page).len(), 10, "the first factor brings recovery codes");
        someone.client.get(&someone.own("/double-authentification")).await.is(200).says("Téléphone").says("ajoutée le");
        // Alone.
        let browser = fresh();
        let signed = authenticator.signed(&sign_in_page(&someone, &browser).await);
        assert_eq!(come_in(&someone, &browser, signed.clone()).await.is(303).location(), someone.home);
        browser.get(someone.home).await.is(200);
        // The same answer opens nothing a second time.
        let thief = fresh();
        sign_in_page(&someone, &thief).await;
        come_in(&someone, &thief, signed).await.is(422).says("n'a pas été acceptée");
        // After the password, where the authenticator need not make sure who it is.
        let browser = someone.half(fresh()).await;
        authenticator.flags = PRESENT;
        let page = browser.get(&format!("{}/connexion/code", someone.door)).await.is(200).says("Confirmez avec votre clé d'accès");
        come_in(&someone, &browser, authenticator.signed(&page)).await.is(303);
        browser.get(someone.home).await.is(200);
        // Alone it must.
        let browser = fresh();
        let signed = authenticator.signed(&sign_in_page(&someone, &browser).await);
        come_in(&someone, &browser, signed).await.is(422);
        browser.get(someone.home).await.is(303);
    }
}

#[tokio::test]
async fn what_is_not_of_this_door_this_key_or_this_moment_is_refused() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (someone, other) = (Someone::account(&space).await, Someone::account(&rival).await);
    let mut authenticator = Authenticator::new("hootis.localhost");
    let mut foreign = Authenticator::new("hootis.localhost");
    add(&someone, &authenticator).await.is(200);
    add(&other, &foreign).await.is(200);
    let browser = app.anyone();
    // Another origin: a sibling's page, or a stranger's.
    for origin in ["http://acme.hootis.localhost", "https://hootis.localhost", "http://evil.example"] {
        authenticator.origin = origin.to_owned();
        let signed = authenticator.signed(&sign_in_page(&someone, &browser).await);
        come_in(&someone, &browser, signed).await.is(422);
    }
    authenticator.origin = "http://hootis.localhost".to_owned();
    // Another key under this id.
    let own = std::mem::replace(&mut foreign.id, authenticator.id.clone());
    let signed = foreign.signed(&sign_in_page(&someone, &browser).await);
    come_in(&someone, &browser, signed).await.is(422);
    foreign.id = own;
    // Somebody else's, after the password of this one.
    let half = someone.half(app.anyone()).await;
    let page = half.get("/connexion/code").await.is(200);
    come_in(&someone, &half, foreign.signed(&page)).await.is(422);
    half.get("/console").await.is(303);
    // Who stopped halfway may begin again at the first page: there the key alone is enough, and it opens its own holder's.
    let signed = authenticator.signed(&sign_in_page(&someone, &app.anyone()).await);
    come_in(&someone, &half, signed).await.is(303);
    // One that nobody gave, and one that is too old.
    let page = sign_in_page(&someone, &browser).await;
    let forged = json!({ "challenge": text(&[7; 56]) });
    let client = authenticator.client("webauthn.get", &forged);
    let data = authenticator.data(VERIFIED);
    let signature = authenticator.key.sign(&SystemRandom::new(), &[&data[..], &hootis_vault::digest(&client)].concat()).expect("a signature");
    let form = form! { id: text(&authenticator.id), client: text(&client), authenticator: text(&data), signature: text(signature.as_ref()) };
    come_in(&someone, &browser, form).await.is(422);
    let signed = authenticator.signed(&page);
    app.advance(std::time::Duration::from_secs(601));
    come_in(&someone, &browser, signed).await.is(422);
    // What counts must count on: a copy has counted less.
    authenticator.count = 7;
    let signed = authenticator.signed(&sign_in_page(&someone, &browser).await);
    come_in(&someone, &browser, signed).await.is(303);
    let browser = app.anyone();
    let signed = authenticator.signed(&sign_in_page(&someone, &browser).await);
    come_in(&someone, &browser, signed).await.is(422);
    app.advance(std::time::Duration::from_secs(601));
    app.sweep().await;
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM passkey_challenge", args![]).await.expect("a count");
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_passkey_goes_with_the_password_and_the_last_factor_takes_the_codes_with_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::member(&space).await;
    let (secret, codes) = someone.enrol(app.app.now()).await;
    let authenticator = Authenticator::new(&space.host());
    assert!(add_with(&someone, &authenticator, &codes[0]).await.is(303).location().ends_with("fait=cle"), "there are codes already");
    assert_eq!(app.mail_to(&someone.email).await.subject, "Une clé d’accès a été ajoutée");
    add_with(&someone, &authenticator, &codes[1]).await.is(409).says("déjà connue");
    app.advance(STEP);
    let form = form! { password: PASSWORD, code: secret.code_at(app.app.now()) };
    someone.client.post(&someone.own("/application/suppression"), form).await.is(303);
    let page = someone.client.get(&someone.own("/double-authentification")).await.is(200).says("8 restants");
    let path = page.attribute("href", &someone.own("/cles/"));
    someone.client.get(&path).await.is(200).says("Téléphone").says("Code de secours");
    someone.client.post(&path, form! { password: "not the password" }).await.is(422);
    someone.client.post(&path, form! { password: PASSWORD }).await.is(422).says("Ce code n'est pas bon");
    someone.client.post(&path, form! { password: PASSWORD, code: &codes[2] }).await.is(303);
    someone.client.post(&path, form! { password: PASSWORD }).await.is(404);
    let left: i64 = space.db.get("SELECT (SELECT COUNT(*) FROM passkey) + (SELECT COUNT(*) FROM recovery_code)", args![]).await.expect("a count");
    assert_eq!(left, 0);
    assert_eq!(app.mail_to(&someone.email).await.subject, "La double authentification est désactivée");
}
