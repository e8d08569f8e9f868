//! Two-factor sign-in, the same at the three doors.

mod again;
mod attacks;
mod contacts;
mod lost;
pub(crate) mod passkeys;
mod telephone;

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, Db, args};

use super::totp::Secret;
use crate::clock::Now;
use crate::testing::{Answer, Client, PASSWORD, TestApp, TestSpace, form, link_in};

/// Somebody at one of the three doors.
pub(crate) struct Someone {
    pub(crate) client: Client,
    pub(crate) email: String,
    /// What the addresses of the door begin with.
    door: &'static str,
    home: &'static str,
}

impl Someone {
    pub(crate) async fn account(space: &TestSpace<'_>) -> Self {
        Self { client: space.account().await, email: space.owner_email(), door: "", home: "/console" }
    }

    pub(crate) async fn operator(app: &TestApp) -> Self {
        Self { client: app.new_operator("ada").await, email: app.operator_email("ada"), door: "/operateur", home: "/operateur" }
    }

    pub(crate) async fn member(space: &TestSpace<'_>) -> Self {
        Self::member_as(space, Role::Editor).await
    }

    pub(crate) async fn member_as(space: &TestSpace<'_>, role: Role) -> Self {
        let client = space.member(role).await;
        let email = space.db.get("SELECT email FROM member WHERE role = $1", args![role.as_str()]).await.expect("an address");
        Self { client, email, door: "/admin", home: "/admin" }
    }

    fn own(&self, rest: &str) -> String {
        format!("{}/securite{rest}", self.home)
    }

    /// Sets an application up; its secret and the recovery codes.
    async fn enrol(&self, now: Now) -> (Secret, Vec<String>) {
        let (text, codes) = self.protect(now).await;
        (Secret::of_text(&text), codes)
    }

    /// The same, with the secret as the page shows it.
    pub(crate) async fn protect(&self, now: Now) -> (String, Vec<String>) {
        self.client.get(&self.own("/application")).await.is(200).says("Votre mot de passe d'abord");
        let page = self.client.post(&self.own("/application"), form! { password: PASSWORD }).await.is(200).says("Associer votre application");
        let text = between(&page, "id=\"cle\">", "</span>");
        let (secret, wrapped) = (Secret::of_text(&text), page.attribute("name=\"secret\" value", ""));
        let page = self.client.post(&self.own("/application/code"), form! { secret: wrapped, code: secret.code_at(now) }).await.is(200);
        let codes = codes_in(&page.says("Codes de secours").says("Vos autres sessions ont été fermées"));
        assert_eq!(codes.len(), 10);
        (text, codes)
    }

    /// Gives the password in a browser, which must not be enough.
    pub(crate) async fn half(&self, browser: Client) -> Client {
        browser.get(&format!("{}/connexion", self.door)).await.is(200);
        let answer = browser.post(&format!("{}/connexion", self.door), form! { email: self.email, password: PASSWORD }).await.is(303);
        assert_eq!(answer.location(), format!("{}/connexion/code?suite=", self.door));
        browser.get(&format!("{}/connexion/code", self.door)).await.is(200).says("Double authentification");
        assert!(browser.get(self.home).await.is(303).location().contains("connexion?suite="), "half a sign-in opens nothing");
        browser
    }

    async fn code(&self, browser: &Client, code: &str) -> Answer {
        browser.post(&format!("{}/connexion/code", self.door), form! { code: code }).await
    }
}

fn between(page: &Answer, start: &str, end: &str) -> String {
    let text = page.text();
    let at = text.find(start).unwrap_or_else(|| panic!("no {start} in {text}")) + start.len();
    text[at..].split(end).next().unwrap_or_default().to_owned()
}

fn codes_in(page: &Answer) -> Vec<String> {
    let list = between(page, "<ol class=\"h-codes", "</ol>");
    list.split("<li>")
        .skip(1)
        .map(|code| code.split_whitespace().next().unwrap_or_default().split('<').next().unwrap_or_default().to_owned())
        .collect()
}

/// The next step of time: codes work once.
const STEP: Duration = Duration::from_secs(30);

#[tokio::test]
async fn at_each_door_the_password_alone_opens_nothing_once_an_application_is_there() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for someone in [Someone::account(&space).await, Someone::operator(&app).await, Someone::member(&space).await] {
        let fresh = || if someone.door == "/admin" { space.anyone() } else { app.anyone() };
        someone.client.get(&someone.own("/double-authentification")).await.is(200).says("Inactive");
        let (secret, codes) = someone.enrol(app.app.now()).await;
        someone.client.get(&someone.own("/double-authentification")).await.is(200).says("Active depuis le").says("10 restants");
        assert_eq!(app.mail_to(&someone.email).await.subject, "La double authentification est active");
        // The code that set it up has been used.
        let browser = someone.half(fresh()).await;
        someone.code(&browser, &secret.code_at(app.app.now())).await.is(422).says("il a déjà servi");
        app.advance(STEP);
        let code = secret.code_at(app.app.now());
        assert_eq!(someone.code(&browser, &format!("{} {}", &code[..3], &code[3..])).await.is(303).location(), someone.home);
        browser.get(someone.home).await.is(200);
        let second = someone.half(fresh()).await;
        someone.code(&second, &code).await.is(422).says("il a déjà servi");
        // A recovery code, without its dashes, once.
        let typed = codes[3].replace('-', "").to_lowercase();
        assert_eq!(someone.code(&second, &typed).await.is(303).location(), someone.home);
        assert!(app.mail_to(&someone.email).await.text.contains("Il en reste 9"));
        let third = someone.half(fresh()).await;
        someone.code(&third, &codes[3]).await.is(422);
        someone.client.get(&someone.own("/double-authentification")).await.is(200).says("9 restants");
        app.advance(STEP);
    }
}

#[tokio::test]
async fn clocks_may_be_a_step_apart_and_no_more() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, _) = someone.enrol(app.app.now()).await;
    app.advance(STEP * 10);
    let now = app.app.now();
    let at = |steps: i64| secret.code_at(Now(now.0 + steps * 30_000));
    let browser = someone.half(app.anyone()).await;
    for far in [-2, 2] {
        someone.code(&browser, &at(far)).await.is(422);
    }
    someone.code(&browser, &at(-1)).await.is(303);
    let browser = someone.half(app.anyone()).await;
    someone.code(&browser, &at(1)).await.is(303);
    // Whoever has used a later one uses no earlier one.
    let browser = someone.half(app.anyone()).await;
    someone.code(&browser, &at(0)).await.is(422);
}

#[tokio::test]
async fn a_new_password_does_not_go_past_the_second_factor() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, _) = someone.enrol(app.app.now()).await;
    let begun = someone.half(app.anyone()).await;
    let client = app.anyone();
    client.get("/mot-de-passe").await.is(200);
    client.post("/mot-de-passe", form! { email: someone.email }).await.is(200);
    let (_, path) = Client::split(&link_in(&app.mail_to(&someone.email).await, "http://"));
    let token = path.split("lien=").nth(1).expect("a token");
    client.get(&path).await.is(200);
    client.post("/mot-de-passe/nouveau", form! { lien: token, password: "nouvelle lune orange 77" }).await.is(200);
    app.advance(STEP);
    // What was begun with the old password ends with it.
    assert_eq!(someone.code(&begun, &secret.code_at(app.app.now())).await.is(303).location(), "/connexion");
    let answer = client.post("/connexion", form! { email: someone.email, password: "nouvelle lune orange 77" }).await.is(303);
    assert_eq!(answer.location(), "/connexion/code?suite=");
    client.get("/console").await.is(303);
    someone.code(&client, &secret.code_at(app.app.now())).await.is(303);
    client.get("/console").await.is(200);
}

#[tokio::test]
async fn half_a_sign_in_lives_ten_minutes_is_used_once_and_leads_where_one_was_going() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, _) = someone.enrol(app.app.now()).await;
    let browser = someone.half(app.anyone()).await;
    app.advance(Duration::from_secs(601));
    assert_eq!(browser.get("/connexion/code").await.is(303).location(), "/connexion");
    assert_eq!(someone.code(&browser, &secret.code_at(app.app.now())).await.is(303).location(), "/connexion");
    let answer = browser.post("/en/connexion", form! { email: someone.email, password: PASSWORD, suite: "/console/courrier" }).await.is(303);
    assert_eq!(answer.location(), "/en/connexion/code?suite=%2Fconsole%2Fcourrier");
    let half = browser.cookie("hootis_session").expect("half a sign-in");
    let page = browser.get("/en/connexion/code?suite=%2Fconsole%2Fcourrier").await.is(200).says("Two-factor sign-in");
    let form = form! { code: secret.code_at(app.app.now()), suite: page.attribute("name=\"suite\" value", "") };
    assert_eq!(browser.post("/connexion/code", form).await.is(303).location(), "/console/courrier");
    assert_ne!(browser.cookie("hootis_session").expect("a session"), half, "a session has a token of its own");
    app.advance(STEP);
    let thief = app.anyone();
    thief.put_cookie("hootis_session", &half);
    thief.get("/connexion").await.is(200);
    assert_eq!(someone.code(&thief, &secret.code_at(app.app.now())).await.is(303).location(), "/connexion");
    // A half of the public site is none in a space, nor beside it.
    let browser = someone.half(app.anyone()).await;
    assert_eq!(browser.get("/operateur/connexion/code").await.is(303).location(), "/operateur/connexion");
}

#[tokio::test]
async fn guessing_is_slowed_and_a_recovery_code_still_opens_from_elsewhere() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, codes) = someone.enrol(app.app.now()).await;
    app.advance(STEP);
    let browser = someone.half(app.anyone()).await;
    for _ in 0..hootis_policy::limits::SECOND_FACTOR_NETWORK.most {
        someone.code(&browser, "000000").await.is(422);
    }
    someone.code(&browser, &secret.code_at(app.app.now())).await.is(429).says("Trop de codes essayés");
    // From that network a recovery code waits too.
    someone.code(&browser, &codes[0]).await.is(429);
    // Many machines, until codes of the application are refused from everywhere.
    for n in 0..=hootis_policy::limits::SECOND_FACTOR.most {
        code_from(&someone, &browser, &format!("10.{n}.1.1"), "000000").await;
    }
    code_from(&someone, &browser, "198.51.100.9", &secret.code_at(app.app.now())).await.is(429);
    // A recovery code opens from elsewhere whatever was tried.
    code_from(&someone, &browser, "198.51.100.9", &codes[0]).await.is(303);
}

/// Gives a code from a network.
async fn code_from(someone: &Someone, browser: &Client, address: &str, code: &str) -> Answer {
    let token = browser.cookie("XSRF-TOKEN").expect("a token");
    let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs([("_csrf", token.as_str()), ("code", code)]).finish();
    let peer = axum::extract::ConnectInfo(std::net::SocketAddr::new(address.parse().expect("an address"), 1));
    let request = browser.request("POST", &format!("{}/connexion/code", someone.door)).header("content-type", "application/x-www-form-urlencoded");
    let request = request.header("sec-fetch-site", "same-origin").extension(peer);
    browser.send(request.body(axum::body::Body::from(body)).expect("a request")).await
}

#[tokio::test]
async fn it_is_turned_off_by_whoever_has_the_password_and_a_code() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::account(&space).await;
    let (secret, _) = someone.enrol(app.app.now()).await;
    app.advance(STEP);
    let (path, code) = (someone.own("/application/suppression"), secret.code_at(app.app.now()));
    someone.client.get(&path).await.is(200).says("Votre mot de passe suffira");
    someone.client.post(&path, form! { password: "not the password", code: code }).await.is(422).says("Ce n'est pas votre mot de passe");
    someone.client.post(&path, form! { password: PASSWORD, code: "123456" }).await.is(422).says("Ce code n'est pas bon");
    someone.client.post(&path, form! { password: PASSWORD, code: code }).await.is(303);
    assert_eq!(app.mail_to(&someone.email).await.subject, "La double authentification est désactivée");
    let browser = app.anyone();
    browser.get("/connexion").await.is(200);
    browser.post("/connexion", form! { email: someone.email, password: PASSWORD }).await.is(303);
    browser.get("/console").await.is(200);
    for table in ["factor", "recovery_code", "half_sign_in"] {
        let left: i64 = app.app.platform().get(&format!("SELECT COUNT(*) FROM {table}"), args![]).await.expect("a count");
        assert_eq!(left, 0, "{table}");
    }
}

#[tokio::test]
async fn setting_it_up_ends_other_sessions_and_asks_for_what_it_was_given() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (someone, other) = (Someone::account(&space).await, Someone::account(&rival).await);
    let elsewhere = space.account().await;
    someone
        .client
        .post("/console/securite/application", form! { password: "not the password" })
        .await
        .is(422)
        .says("Ce n'est pas votre mot de passe");
    let page = someone.client.post("/console/securite/application", form! { password: PASSWORD }).await.is(200);
    let (secret, wrapped) = (Secret::of_text(&between(&page, "id=\"cle\">", "</span>")), page.attribute("name=\"secret\" value", ""));
    let code = secret.code_at(app.app.now());
    // What was made for one is nothing to another.
    other.client.post("/console/securite/application/code", form! { secret: wrapped, code: code }).await.is(409);
    someone.client.post("/console/securite/application/code", form! { secret: wrapped, code: "000000" }).await.is(422).says("Ce code n'est pas bon");
    elsewhere.get("/console").await.is(200);
    someone.client.post("/console/securite/application/code", form! { secret: wrapped, code: code }).await.is(200);
    elsewhere.get("/console").await.is(303);
    someone.client.get("/console").await.is(200);
    someone.client.post("/console/securite/application/code", form! { secret: wrapped, code: code }).await.is(409);
    // A page that lay open too long gives nothing.
    let page = other.client.post("/console/securite/application", form! { password: PASSWORD }).await.is(200);
    let (secret, wrapped) = (Secret::of_text(&between(&page, "id=\"cle\">", "</span>")), page.attribute("name=\"secret\" value", ""));
    app.advance(Duration::from_secs(31 * 60));
    let form = form! { secret: wrapped, code: secret.code_at(app.app.now()) };
    other.client.post("/console/securite/application/code", form).await.is(409).says("restée ouverte trop longtemps");
}

#[tokio::test]
async fn codes_are_renewed_and_taken_along_as_a_file() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::member(&space).await;
    let (secret, old) = someone.enrol(app.app.now()).await;
    app.advance(STEP);
    let form = form! { password: PASSWORD, code: secret.code_at(app.app.now()) };
    let page = someone.client.post("/admin/securite/codes", form).await.is(200);
    let new = codes_in(&page);
    assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
    let wrapped = page.attribute("name=\"codes\" value", "");
    let file = someone.client.post("/admin/securite/codes/fichier", form! { codes: wrapped }).await.is(200);
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"hootis-codes.txt\"");
    assert!(new.iter().all(|code| file.text().contains(code)) && file.text().contains("Acme"));
    someone.client.post("/admin/securite/codes/fichier", form! { codes: "autre chose" }).await.is(409);
    let browser = someone.half(space.anyone()).await;
    someone.code(&browser, &old[0]).await.is(422);
    someone.code(&browser, &new[0]).await.is(303);
}

/// Everything in a table, as bytes.
async fn bytes_of(db: &Db, sql: &str) -> Vec<u8> {
    let rows: Vec<Vec<u8>> = db.list(sql, args![]).await.expect("rows");
    rows.concat()
}

#[tokio::test]
async fn no_secret_is_in_the_database_as_it_is_and_the_journal_tells_what_happened() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let someone = Someone::member(&space).await;
    let (secret, codes) = someone.enrol(app.app.now()).await;
    let sealed = bytes_of(&space.db, "SELECT sealed_secret FROM factor").await;
    assert_eq!(sealed.len(), 20 + 41);
    assert!(!secret.is_in(&sealed));
    let hashes: Vec<String> = space.db.list("SELECT code_hash FROM recovery_code", args![]).await.expect("hashes");
    assert!(hashes.len() == 10 && hashes.iter().all(|hash| hash.starts_with("$argon2id$")));
    let browser = someone.half(space.anyone()).await;
    someone.code(&browser, "000000").await.is(422);
    someone.code(&browser, &codes[9]).await.is(303);
    let acts: Vec<String> = app.app.journal().conn().list("SELECT kind FROM entry ORDER BY sequence", args![]).await.expect("acts");
    let last: Vec<&str> = acts.iter().map(String::as_str).rev().take(5).rev().collect();
    assert_eq!(last, ["second_factor_on", "second_factor_asked", "sign_in_refused", "recovery_code_used", "signed_in"]);
}
