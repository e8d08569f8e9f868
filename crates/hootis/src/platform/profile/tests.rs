//! What holders say of themselves, and how their address changes.

use hootis_space::{Conn as _, args};

use crate::testing::{Client, PASSWORD, TestApp, TestSpace, form, link_in};

const NEW: &str = "olive@ailleurs.example";

/// The path and token of the link in the last mail to an address.
async fn link(app: &TestApp, to: &str) -> (String, String) {
    let (_, path) = Client::split(&link_in(&app.mail_to(to).await, "http://hootis.localhost/adresse"));
    let token = path.split("lien=").nth(1).expect("a token").to_owned();
    (path, token)
}

async fn ask(client: &Client, to: &str) {
    client.post("/console/profil/adresse", form! { email: to, password: PASSWORD }).await.is(303);
}

async fn signs_in(app: &TestApp, email: &str) -> bool {
    let client = app.anyone();
    client.get("/connexion").await.is(200);
    client.post("/connexion", form! { email: email, password: PASSWORD }).await.status.as_u16() == 303
}

#[tokio::test]
async fn p_r1_a_holder_reads_and_changes_their_profile_at_any_time() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.account().await;
    owner.get("/console/profil").await.is(200).says("Olive Acme").says("owner@acme.example");
    owner.post("/console/profil", form! { name: "  ", lang: "fr" }).await.is(422).says("Donnez votre nom");
    owner.post("/console/profil", form! { name: "Olive  Lunel", lang: "en", theme: "dark" }).await.is(303);
    let page = owner.get("/console/profil?fait=profil").await.is(200).says("Olive Lunel").says("Profile saved").says("Your profile");
    assert!(page.text().contains("data-bs-theme=\"dark\""));
}

#[tokio::test]
async fn p_r1_an_address_changes_once_both_mailboxes_have_agreed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    ask(&owner, NEW).await;
    owner.get("/console/profil").await.is(200).says(NEW).says("pas encore confirmée").says("24 novembre 2026 à 09:00");
    let ((old_path, old), (_, new)) = (link(&app, &space.owner_email()).await, link(&app, NEW).await);
    let stranger = app.anyone();
    // Looking at a link changes nothing, and says where it is from nobody.
    let page = stranger.get(&old_path).await.is(200).says("Est-ce bien vous");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert!(!signs_in(&app, NEW).await);
    stranger.post("/adresse", form! { lien: old, reponse: "oui" }).await.is(200).says("Confirmé ici");
    stranger.post("/adresse", form! { lien: old, reponse: "oui" }).await.is(200).says("Confirmé ici");
    assert!(!signs_in(&app, NEW).await && signs_in(&app, &space.owner_email()).await, "one mailbox is not both");
    stranger.post("/adresse", form! { lien: new, reponse: "oui" }).await.is(200).says("Adresse changée");
    assert!(signs_in(&app, NEW).await && !signs_in(&app, &space.owner_email()).await);
    for to in [space.owner_email(), NEW.to_owned()] {
        assert_eq!(app.mail_to(&to).await.subject, "Votre adresse a changé");
    }
    stranger.post("/adresse", form! { lien: new, reponse: "oui" }).await.is(422).says("n'est plus valable");
    owner.get("/console").await.is(200).says(NEW);
}

#[tokio::test]
async fn the_old_mailbox_opens_nothing_in_the_spaces_either() {
    let app = TestApp::new().await;
    let (space, shared) = (app.space("Acme").await, app.space("Rival").await);
    let owner = space.account().await;
    // A link to choose a password at the space's door waits in the old mailbox.
    let door = space.anyone();
    door.get("/admin/mot-de-passe").await.is(200);
    door.post("/admin/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    let (_, path) = Client::split(&link_in(&app.mail_to(&space.owner_email()).await, "http://"));
    let waiting = path.split("lien=").nth(1).expect("a token").to_owned();
    ask(&owner, NEW).await;
    for mailbox in [space.owner_email(), NEW.to_owned()] {
        let (_, token) = link(&app, &mailbox).await;
        app.anyone().post("/adresse", form! { lien: token, reponse: "oui" }).await.is(200);
    }
    app.drain().await;
    door.post("/admin/mot-de-passe/nouveau", form! { lien: waiting, password: PASSWORD }).await.is(422);
    let before = app.mails().await.len();
    door.post("/admin/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    assert_eq!(app.mails().await.len(), before, "the old mailbox is written to");
    door.post("/admin/mot-de-passe", form! { email: NEW }).await.is(200);
    let mail = app.mail_to(NEW).await;
    let (_, path) = Client::split(&link_in(&mail, "http://"));
    let token = path.split("lien=").nth(1).expect("a token").to_owned();
    door.post("/admin/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(200);
    door.get("/admin/connexion").await.is(200);
    door.post("/admin/connexion", form! { email: NEW, password: PASSWORD }).await.is(303);
    // Nobody else's address moved.
    let theirs: String = shared.db.get("SELECT email FROM member WHERE role = 'owner'", args![]).await.expect("an address");
    assert_eq!(theirs, shared.owner_email());
}

#[tokio::test]
async fn an_owner_whose_new_address_a_colleague_has_comes_by_the_console_alone() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let colleague = "UPDATE member SET email = $1, email_key = $1 WHERE role = 'editor'";
    let owner = space.account().await;
    drop(space.member(hootis_policy::permissions::Role::Editor).await);
    space.db.execute(colleague, args![NEW]).await.expect("a colleague");
    ask(&owner, NEW).await;
    for mailbox in [space.owner_email(), NEW.to_owned()] {
        let (_, token) = link(&app, &mailbox).await;
        app.anyone().post("/adresse", form! { lien: token, reponse: "oui" }).await.is(200);
    }
    app.drain().await;
    let addresses: Vec<(String, Option<String>)> =
        space.db.list("SELECT role, email FROM member WHERE role IN ('owner', 'editor') ORDER BY role", args![]).await.expect("addresses");
    assert_eq!(addresses, [("editor".to_owned(), Some(NEW.to_owned())), ("owner".to_owned(), None)]);
    owner.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200);
}

#[tokio::test]
async fn either_mailbox_or_the_console_stops_a_change() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    for side in [space.owner_email(), NEW.to_owned()] {
        ask(&owner, NEW).await;
        let (_, token) = link(&app, &side).await;
        let stranger = app.anyone();
        stranger.get("/adresse").await.is(200).says("n'est plus valable");
        stranger.post("/adresse", form! { lien: token, reponse: "non" }).await.is(200).says("Rien n'a changé");
        assert_eq!(app.mail_to(&space.owner_email()).await.subject, "Le changement d’adresse est arrêté");
        stranger.post("/adresse", form! { lien: token, reponse: "oui" }).await.is(422);
    }
    ask(&owner, NEW).await;
    let (_, token) = link(&app, NEW).await;
    owner.post("/console/profil/adresse/suppression", form! {}).await.is(303);
    app.anyone().post("/adresse", form! { lien: token, reponse: "oui" }).await.is(422);
    assert!(signs_in(&app, &space.owner_email()).await);
}

#[tokio::test]
async fn an_address_is_not_asked_for_without_the_password_nor_for_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    for (email, password, words) in [
        ("pas une adresse", PASSWORD, "pas une adresse"),
        ("Owner@Acme.example", PASSWORD, "C'est déjà votre adresse"),
        (NEW, "not the password", "Ce n'est pas votre mot de passe"),
    ] {
        let page = owner.post("/console/profil/adresse", form! { email: email, password: password }).await.is(422).says(words);
        assert!(
            page.text().contains(&format!("value=\"{email}\"")) && !page.text().contains(PASSWORD),
            "what was typed is kept, the password is not"
        );
    }
    assert!(app.mails().await.iter().all(|mail| mail.to != NEW));
    let most = hootis_policy::limits::ADDRESS_CHANGE.most;
    for n in 0..most {
        ask(&owner, &format!("olive{n}@ailleurs.example")).await;
    }
    owner.post("/console/profil/adresse", form! { email: NEW, password: PASSWORD }).await.is(429).says("Trop de changements");
}

#[tokio::test]
async fn an_address_that_has_an_account_is_not_given_away() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let owner = space.account().await;
    ask(&owner, &rival.owner_email()).await;
    owner.get("/console/profil").await.is(200).says("pas encore confirmée");
    let letter = app.mail_to(&rival.owner_email()).await;
    assert_eq!(letter.subject, "Cette adresse a déjà un compte Hootis");
    assert!(!letter.text.contains("lien=") && !letter.text.contains("acme"), "no link, and not whose account it was");
    let (_, old) = link(&app, &space.owner_email()).await;
    app.anyone().post("/adresse", form! { lien: old, reponse: "oui" }).await.is(200).says("Confirmé ici");
    assert!(signs_in(&app, &rival.owner_email()).await);
}

/// Both links are clicked although the address got an account in between.
#[tokio::test]
async fn an_address_that_was_taken_in_between_changes_nothing() {
    let app = TestApp::new().await;
    let space: TestSpace<'_> = app.space("Acme").await;
    ask(&space.account().await, "owner@rival.example").await;
    let ((_, old), (_, new)) = (link(&app, &space.owner_email()).await, link(&app, "owner@rival.example").await);
    app.space("Rival").await;
    let stranger = app.anyone();
    stranger.post("/adresse", form! { lien: old, reponse: "oui" }).await.is(200);
    stranger.post("/adresse", form! { lien: new, reponse: "oui" }).await.is(200).says("ne peut pas être utilisée");
    assert!(signs_in(&app, &space.owner_email()).await);
}

#[tokio::test]
async fn p_k1_a_change_that_waits_is_over_after_its_day_and_swept() {
    use hootis_space::{Conn as _, args};
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    ask(&space.account().await, NEW).await;
    let (path, token) = link(&app, NEW).await;
    app.advance(hootis_policy::retention::EMAIL_CHANGE.keep.as_duration());
    app.anyone().get(&path).await.is(200).says("n'est plus valable");
    app.anyone().post("/adresse", form! { lien: token, reponse: "oui" }).await.is(422);
    app.sweep().await;
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM email_change", args![]).await.expect("a count");
    assert_eq!(left, 0);
}

/// Two changes in one instant: the link of the one never proves the mailbox of the other.
#[tokio::test]
async fn the_link_of_a_change_that_was_replaced_proves_nothing_of_the_next() {
    use super::queries::{self, Side};
    use crate::web::person::Email;
    use hootis_space::{Conn as _, args};
    let app = TestApp::new().await;
    app.space("Acme").await;
    let (db, now) = (app.app.platform(), app.app.now());
    let account = db.get("SELECT id FROM account", args![]).await.expect("an account");
    let email = |text| Email::parse(text).expect("an address");
    let (old, mine) = ([1_u8; 32], [2_u8; 32]);
    queries::insert(db, now, account, &email("voleur@ailleurs.example"), &old, &mine).await.expect("a change");
    let (change, side) = queries::find_by_link(db, now, &mine).await.expect("an answer").expect("the change");
    assert_eq!((change.email.as_str(), side), ("voleur@ailleurs.example", Side::New));
    // The address is replaced between the look at the link and the answer to it.
    queries::insert(db, now, account, &email("victime@ailleurs.example"), &[3; 32], &[4; 32]).await.expect("a change");
    for (token, side) in [(mine, Side::New), (old, Side::Old)] {
        assert!(queries::confirm(db, now, &token, side).await.expect("an answer").is_none());
    }
    let change = queries::confirm(db, now, &[4; 32], Side::New).await.expect("an answer").expect("its own link");
    assert!(change.new_confirmed_at.is_some() && change.old_confirmed_at.is_none());
}
