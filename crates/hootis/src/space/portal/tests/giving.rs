//! Access is given, said how far it goes, suspended, withdrawn.

use hootis_policy::permissions::Role;
use hootis_policy::retention;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::testing::{Client, PASSWORD, TestApp, TestSpace, form, link_in};

async fn invite(owner: &Client, contact: Uuid, email: &str) {
    owner.get(&format!("/admin/contacts/{contact}/acces")).await.is(200).says("Inviter dans Station Clients");
    owner.post(&format!("/admin/contacts/{contact}/acces"), form! { email: email, lang: "fr", data: "own", messages: "company" }).await.is(303);
}

async fn link(app: &TestApp, space: &TestSpace<'_>, email: &str) -> String {
    let (host, path) = Client::split(&link_in(&app.mail_to(email).await, "http://"));
    assert_eq!(host, space.host());
    path
}

async fn state(space: &TestSpace<'_>, contact: Uuid) -> Option<String> {
    space.db.find("SELECT state FROM contact_access WHERE contact_id = $1", args![contact]).await.expect("asked")
}

#[tokio::test]
async fn an_invitation_is_accepted_with_a_password_by_a_button_and_once() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let contact = space.stranger("Sylvie Peyrot", Some(space.party("Fournil Peyrot").await)).await;
    owner.get(&format!("/admin/contacts/{contact}")).await.is(200).says("N'a pas d'accès");
    invite(&owner, contact, "sylvie@peyrot.example").await;
    owner.get(&format!("/admin/contacts/{contact}")).await.is(200).says("Invitation envoyée").says("Invitation à Station Clients envoyée");
    let path = link(&app, &space, "sylvie@peyrot.example").await;
    let browser = space.anyone();
    let page = browser.get(&path).await.is(200).says("Bienvenue chez Acme").says("Entrer sans mot de passe").says("data-h-passkey");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    // Looked at by a mailbox that opens every link, nothing has changed.
    assert_eq!(state(&space, contact).await.as_deref(), Some("invited"));
    let token = path.split("lien=").nth(1).and_then(|rest| rest.split('&').next()).expect("a token").to_owned();
    browser.post("/mot-de-passe/nouveau", form! { lien: token, invitation: "oui", password: "court" }).await.is(422);
    browser.post("/mot-de-passe/nouveau", form! { lien: token, invitation: "oui", password: PASSWORD }).await.is(200).says("Mot de passe enregistré");
    browser.post("/mot-de-passe/nouveau/sans", form! { lien: token }).await.is(422);
    browser.get("/mes-donnees").await.is(303);
    browser.post("/connexion", form! { email: "Sylvie@Peyrot.example", password: PASSWORD }).await.is(303);
    browser.get("/").await.is(200).says("Bonjour Sylvie").says("Fournil Peyrot");
    owner.get(&format!("/admin/contacts/{contact}/acces")).await.is(200).says("Accès ouvert");
}

#[tokio::test]
async fn an_invitation_is_accepted_without_a_password_and_dies_after_a_week() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let (contact, late) = (space.stranger("Sylvie Peyrot", None).await, space.stranger("Marc Peyrot", None).await);
    invite(&owner, contact, "sylvie@peyrot.example").await;
    let path = link(&app, &space, "sylvie@peyrot.example").await;
    let token = path.split("lien=").nth(1).and_then(|rest| rest.split('&').next()).expect("a token").to_owned();
    let browser = space.anyone();
    browser.get(&path).await.is(200);
    assert_eq!(browser.post("/mot-de-passe/nouveau/sans", form! { lien: token }).await.is(303).location(), "/");
    browser.get("/mon-acces").await.is(200).says("Vous entrez sans mot de passe");
    browser.get("/securite/double-authentification").await.is(200).says("Choisissez-en un d'abord");
    let other = space.anyone();
    other.get(&path).await.is(200).says("plus valable");
    other.post("/mot-de-passe/nouveau/sans", form! { lien: token }).await.is(422);
    invite(&owner, late, "marc@peyrot.example").await;
    let first = link(&app, &space, "marc@peyrot.example").await;
    owner.post(&format!("/admin/contacts/{late}/acces/invitation"), form! {}).await.is(303);
    let second = link(&app, &space, "marc@peyrot.example").await;
    other.get(&first).await.is(200).says("plus valable");
    other.get(&second).await.is(200).says("Bienvenue");
    app.advance(retention::PORTAL_INVITATION.keep.as_duration());
    other.get(&second).await.is(200).says("plus valable");
    app.sweep().await;
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_link", args![]).await.expect("a count"), 0);
}

#[tokio::test]
async fn one_address_opens_one_access_and_what_is_wrong_is_said_where_it_was_typed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let (one, two) = (space.stranger("Sylvie Peyrot", None).await, space.stranger("Marc Peyrot", None).await);
    invite(&owner, one, "sylvie@peyrot.example").await;
    let taken = form! { email: "SYLVIE@peyrot.example" };
    owner.post(&format!("/admin/contacts/{two}/acces"), taken).await.is(422).says("ouvre déjà l'accès").says("SYLVIE@peyrot.example");
    owner.post(&format!("/admin/contacts/{two}/acces"), form! { email: "no address" }).await.is(422).says("no address");
    owner.post(&format!("/admin/contacts/{one}/acces"), form! { email: "other@peyrot.example" }).await.is(409);
    owner.post(&format!("/admin/contacts/{two}/archive"), form! {}).await.is(303);
    owner.post(&format!("/admin/contacts/{two}/acces"), form! { email: "marc@peyrot.example" }).await.is(409);
}

#[tokio::test]
async fn withdrawing_leaves_nothing_that_opens_and_the_card_stays() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let fill = "INSERT INTO recovery_code (id, holder_id, code_hash, created_at) VALUES ($1, $2, 'x', 1)";
    space.db.execute(fill, args![Uuid::now_v7(), contact.id]).await.expect("a code");
    owner.post(&format!("/admin/contacts/{}/acces/suppression", contact.id), form! {}).await.is(303);
    contact.client.get("/mes-donnees").await.is(303);
    for table in ["contact_access", "contact_session", "contact_device", "contact_link", "contact_code"] {
        let left: i64 = space.db.get(&format!("SELECT COUNT(*) FROM {table}"), args![]).await.expect("a count");
        assert_eq!(left, 0, "{table}");
    }
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM recovery_code WHERE holder_id = $1", args![contact.id]).await.expect("a count"), 0);
    owner.get(&format!("/admin/contacts/{}", contact.id)).await.is(200).says("Accès à Station Clients retiré");
    // Removed for good, a contact leaves nothing of it either.
    let contact = space.contact("Marc Peyrot", None, "own").await;
    space.db.execute(fill, args![Uuid::now_v7(), contact.id]).await.expect("a code");
    owner.post(&format!("/admin/contacts/{}/suppression", contact.id), form! {}).await.is(303);
    contact.client.get("/mes-donnees").await.is(303);
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM recovery_code WHERE holder_id = $1", args![contact.id]).await.expect("a count"), 0);
}

#[tokio::test]
async fn rights_hold_from_the_next_click_on_and_are_in_the_journal() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let party = space.party("Fournil Peyrot").await;
    space.db.execute("UPDATE party SET siren = '552100554' WHERE id = $1", args![party]).await.expect("a number");
    let contact = space.contact("Sylvie Peyrot", Some(party), "own").await;
    contact.client.get("/mes-donnees").await.is(200).says_not("552 100 554");
    let form = form! { data: "company", messages: "everything", files: "nonsense" };
    owner.post(&format!("/admin/contacts/{}/acces/droits", contact.id), form).await.is(303);
    contact.client.get("/mes-donnees").await.is(200).says("552");
    let kept: (String, String, String) =
        space.db.get("SELECT reach_data, reach_messages, reach_files FROM contact_access", args![]).await.expect("an access");
    assert_eq!(kept, ("company".to_owned(), "everything".to_owned(), "own".to_owned()));
    owner.get("/admin/journal?sujet=contact").await.is(200).says("Ce qui concerne aussi son entreprise");
}

#[tokio::test]
async fn contacts_are_never_counted_as_people_of_the_plan() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.member(Role::Owner).await;
    let before = owner.get("/admin/equipe").await.text();
    for n in 0..5 {
        space.contact(&format!("Sylvie {n}"), None, "own").await;
    }
    let lead = |page: &str| page.split("<h1>").nth(1).and_then(|rest| rest.split("</p>").next()).map(str::to_owned);
    assert_eq!(lead(&owner.get("/admin/equipe").await.text()), lead(&before));
    owner.post("/admin/equipe/invitation", form! { name: "Inès", email: "ines@acme.example", role: "editor" }).await.is(303);
}

#[tokio::test]
async fn a_space_that_ends_shuts_its_station_clients() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let contact = space.contact("Sylvie Peyrot", None, "own").await;
    let sql = "UPDATE space SET state = 'disabled' WHERE id = $1";
    app.app.platform().execute(sql, args![space.row.id]).await.expect("a change");
    contact.client.get("/mes-donnees").await.is(404);
    space.anyone().get("/connexion").await.is(404);
    // One whose payments fail may be read, and says nothing of why.
    let sql = "UPDATE space SET state = 'restricted' WHERE id = $1";
    app.app.platform().execute(sql, args![space.row.id]).await.expect("a change");
    contact.client.get("/mes-donnees").await.is(200).says_not("paiement");
}
