//! Who was let go, who owns a space, and who has an owner's mailbox.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::mailed;
use crate::testing::{Answer, Client, PASSWORD, TestApp, TestSpace, form};

async fn make_key(client: &Client, name: &str) -> Answer {
    client.post("/admin/reglages/cles", form! { name: name, scopes: "clients:read", life: "30", password: PASSWORD }).await
}

async fn id_of(space: &TestSpace<'_>, role: &str) -> Uuid {
    space.db.get("SELECT id FROM member WHERE role = $1", args![role]).await.expect("a member")
}

async fn keys(app: &TestApp) -> Vec<String> {
    app.app.platform().list("SELECT name FROM api_key ORDER BY name", args![]).await.expect("names")
}

#[tokio::test]
async fn an_owner_s_mailbox_does_not_go_past_their_second_factor_by_the_space_s_own_door() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let account = space.account().await;
    let plant = "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at)
                 SELECT id, id, $1, $1, 0, 'Clé', created_at FROM account";
    // The thief asks for a password at the space's door, and reads the mail.
    let thief = space.anyone();
    thief.get("/admin/mot-de-passe").await.is(200);
    thief.post("/admin/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    let (_, token) = mailed(&app, &space.owner_email()).await;
    thief.post("/admin/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(200);
    app.app.platform().execute(plant, args![vec![7_u8; 32]]).await.expect("a passkey");
    thief.get("/admin/connexion").await.is(200);
    let answer = thief.post("/admin/connexion", form! { email: space.owner_email(), password: PASSWORD }).await;
    answer.is(422).says("Votre compte a une double authentification");
    thief.get("/admin").await.is(303);
    // By the console, where the second factor was given, the owner comes in as ever.
    let page = account.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200);
    let (host, path) = Client::split(&page.attribute("href", "http://"));
    let office = account.at(&host);
    office.get(&path).await.is(303);
    office.get("/admin").await.is(200);
    // A second factor that the thief turned on in the space is none of the account's.
    let own = "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at)
               SELECT id, id, $1, $1, 0, 'Clé', created_at FROM member WHERE role = 'owner'";
    space.db.execute(own, args![vec![9_u8; 32]]).await.expect("a passkey");
    thief.post("/admin/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(422);
    // Without one, the mailbox opens the account as well: the space's door is no weaker.
    space.db.execute("DELETE FROM passkey", args![]).await.expect("none left");
    app.app.platform().execute("DELETE FROM passkey", args![]).await.expect("none left");
    thief.post("/admin/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(303);
}

#[tokio::test]
async fn a_new_password_of_the_account_takes_away_what_was_planted_at_the_space_s_own_door() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let account = space.account().await;
    // Five minutes with the owner's mailbox: a password at the space's door, and a second factor behind it.
    let thief = space.anyone();
    thief.get("/admin/mot-de-passe").await.is(200);
    thief.post("/admin/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    let (_, token) = mailed(&app, &space.owner_email()).await;
    thief.post("/admin/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(200);
    assert_eq!(app.mail_to(&space.owner_email()).await.subject, "Votre mot de passe a été changé", "the owner hears of a first password");
    thief.get("/admin/connexion").await.is(200);
    thief.post("/admin/connexion", form! { email: space.owner_email(), password: PASSWORD }).await.is(303);
    thief.get("/admin").await.is(200);
    let own = "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at)
               SELECT id, id, $1, $1, 0, 'Clé', created_at FROM member WHERE role = 'owner'";
    space.db.execute(own, args![vec![9_u8; 32]]).await.expect("a passkey");
    account.post("/console/mot-de-passe", form! { current: PASSWORD, password: "hibou soleil copeau 77" }).await.is(303);
    app.drain().await;
    thief.get("/admin").await.is(303);
    thief.get("/admin/connexion").await.is(200);
    thief
        .post("/admin/connexion", form! { email: space.owner_email(), password: PASSWORD })
        .await
        .is(422)
        .says("ou le mot de passe n'est pas le bon");
    let left: i64 = space.db.get("SELECT COUNT(*) FROM passkey", args![]).await.expect("a count");
    assert_eq!(left, 0, "the thief's second factor stayed");
}

#[tokio::test]
async fn whoever_gives_a_password_while_a_second_factor_is_turned_on_is_asked_for_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let people = crate::access::credentials::People::of_platform(&app.app, crate::access::credentials::Side::Account);
    // The password was right, and nothing more was asked; the factor comes before the session does.
    let email = crate::web::person::Email::parse(&space.owner_email()).expect("an address");
    let person = people.find(&email).await.expect("an answer").expect("the owner");
    assert!(!people.asks_more(&person).await.expect("an answer"));
    let plant = "INSERT INTO passkey (id, holder_id, credential_id, public_key, sign_count, label, created_at)
                 SELECT id, id, $1, $1, 0, 'Clé', created_at FROM account";
    app.app.platform().execute(plant, args![vec![7_u8; 32]]).await.expect("a passkey");
    let tx = people.begin().await.expect("a transaction");
    people.expect_no_more(&tx, &person, false).await.expect_err("a password alone is not enough any more");
}

#[tokio::test]
async fn the_keys_of_an_administrator_who_was_let_go_open_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, administrator) = (space.owner().await, space.member(Role::Administrator).await);
    make_key(&owner, "Caisse").await.is(200);
    let page = make_key(&administrator, "Porte de derrière").await.is(200).text();
    let at = page.find(hootis_policy::api::KEY_PREFIX).expect("a key");
    let key = page[at..].split('<').next().expect("a key").trim().to_owned();
    let ask = async || {
        let program = space.anyone();
        let request = program.request("GET", "/api/v1/me").header("authorization", format!("Bearer {key}"));
        program.send(request.body(axum::body::Body::empty()).expect("a request")).await
    };
    ask().await.is(200);
    let id = id_of(&space, "administrator").await;
    owner.get(&format!("/admin/equipe/{id}")).await.is(200).says("les clés d'API que cette personne a créées sont révoquées");
    owner.post(&format!("/admin/equipe/{id}/acces/suppression"), form! {}).await.is(303);
    ask().await.is(401);
    administrator.get("/admin").await.is(303);
    assert_eq!(keys(&app).await, ["Caisse"]);
    owner.get("/admin/journal").await.is(200).says("Porte de derrière");
}

#[tokio::test]
async fn whoever_may_make_no_keys_any_more_has_none_left() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, administrator) = (space.owner().await, space.member(Role::Administrator).await);
    make_key(&administrator, "Site").await.is(200);
    let id = id_of(&space, "administrator").await;
    owner.post(&format!("/admin/equipe/{id}/role"), form! { role: "editor" }).await.is(303);
    assert!(keys(&app).await.is_empty());
}

#[tokio::test]
async fn a_stolen_session_makes_no_key_and_the_owner_is_told_of_each() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let thief = space.member(Role::Administrator).await;
    let form = form! { name: "Vol", scopes: "clients:read", life: "30" };
    thief.post("/admin/reglages/cles", form.clone()).await.is(422).says("Ce n'est pas votre mot de passe").says("value=\"Vol\"");
    for _ in 1..hootis_policy::limits::PASSWORD_AGAIN.most {
        thief.post("/admin/reglages/cles", form.clone()).await.is(422);
    }
    make_key(&thief, "Vol").await.is(429);
    assert!(keys(&app).await.is_empty());
    make_key(&space.member(Role::Administrator).await, "Site").await.is(200);
    let letter = app.mail_to(&space.owner_email()).await;
    assert_eq!(letter.subject, "Une clé d’API a été créée");
    assert!(letter.text.contains("Site") && letter.text.contains("/console/cles"), "{}", letter.text);
}

#[tokio::test]
async fn an_invitation_and_a_key_do_not_go_past_a_compulsory_second_factor() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.post("/admin/reglages/double-authentification", form! { exigee: "oui" }).await.is(303);
    owner.post("/admin/equipe/invitation", form! { name: "Ines", email: "ines@acme.example", role: "administrator" }).await.is(303);
    let (_, link) = mailed(&app, "ines@acme.example").await;
    let token = link.split('&').next().expect("a token");
    app.advance(std::time::Duration::from_secs(1));
    let ines = space.anyone();
    ines.get("/admin/connexion").await.is(200);
    ines.post("/admin/mot-de-passe/nouveau", form! { lien: token, invitation: "oui", password: PASSWORD }).await.is(200);
    ines.post("/admin/connexion", form! { email: "ines@acme.example", password: PASSWORD }).await.is(303);
    for page in ["/admin", "/admin/reglages", "/admin/reglages/cles", "/admin/equipe", "/admin/securite/../clients", "/admin/securite"] {
        let answer = ines.get(page).await;
        assert!(answer.status != 200, "{page} opens");
    }
    assert_eq!(make_key(&ines, "Porte").await.is(303).location(), "/admin/securite/double-authentification");
    assert!(keys(&app).await.is_empty());
}

#[tokio::test]
async fn a_member_is_told_of_a_new_password_and_what_was_begun_with_the_old_one_ends() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let member = space.member(Role::Editor).await;
    let (id, email): (Uuid, String) = space.db.get("SELECT id, email FROM member WHERE role = 'editor'", args![]).await.expect("a member");
    let half = "INSERT INTO half_sign_in (token_hash, holder_id, expires_at, created_at) VALUES ($1, $2, $3, $3)";
    space.db.execute(half, args![vec![7_u8; 32], id, i64::MAX / 2]).await.expect("half a sign-in");
    member.post("/admin/reglages/mot-de-passe", form! { current: PASSWORD, password: "nouvelle lune orange 77" }).await.is(303);
    let letter = app.mail_to(&email).await;
    assert_eq!(letter.subject, "Votre mot de passe a été changé");
    assert!(letter.text.contains("depuis vos réglages") && letter.text.contains("/admin/mot-de-passe"), "{}", letter.text);
    let halves: i64 = space.db.get("SELECT COUNT(*) FROM half_sign_in", args![]).await.expect("a count");
    assert_eq!(halves, 0);
}
