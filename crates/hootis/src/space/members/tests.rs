//! Stories of the team.

use hootis_policy::permissions::Role;
use hootis_policy::plans::TRIAL_PLAN;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::testing::{Client, PASSWORD, TestApp, TestSpace, form, link_in};

/// Invites somebody; their card.
async fn invite(by: &Client, name: &str, email: &str, role: &str) -> String {
    let card = by.post("/admin/equipe/invitation", form! { name: name, email: email, role: role }).await.is(303).location();
    card.split('?').next().unwrap().to_owned()
}

/// Follows the mailed link and chooses a password; the person, signed in.
async fn accept(app: &TestApp, space: &TestSpace<'_>, email: &str) -> Client {
    let link = link_in(&app.mail_to(email).await, "http://");
    let (host, path) = Client::split(&link);
    assert_eq!(host, space.host());
    let person = space.anyone();
    person.get(&path).await.is(200).says("Bienvenue");
    let token = path.split("lien=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    person.post("/admin/mot-de-passe/nouveau", form! { lien: token, invitation: "oui", password: PASSWORD }).await.is(200);
    sign_in(&person, email).await.is(303);
    person
}

async fn sign_in(person: &Client, email: &str) -> crate::testing::Answer {
    person.get("/admin/connexion").await;
    person.post("/admin/connexion", form! { email: email, password: PASSWORD }).await
}

/// Somebody whom an import brought.
async fn listed(space: &TestSpace<'_>, name: &str, email: Option<&str>) -> Uuid {
    let (id, source) = (Uuid::now_v7(), Uuid::now_v7());
    let sql = "INSERT INTO member (id, name, name_key, email, email_key, role, state, lang, theme, version, created_at, updated_at)
               VALUES ($1, $2, $3, $4, $4, 'reader', 'listed', 'fr', 'auto', 1, 1, 1)";
    space.db.execute(sql, args![id, name, name.to_lowercase(), email]).await.unwrap();
    let sql = "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
               VALUES ($1, 1, 'dump', '{}', '', '', 1, 1, 1) ON CONFLICT (entity) DO NOTHING";
    space.db.execute(sql, args![source]).await.unwrap();
    let source: Uuid = space.db.get("SELECT id FROM import_source", args![]).await.unwrap();
    let row: i64 = space.db.get("SELECT COUNT(*) FROM origin", args![]).await.unwrap();
    let sql = "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at) VALUES ($1, 'user', $2, $3, $4, $1, $1, 1)";
    space.db.execute(sql, args![source, row, id, vec![0_u8]]).await.unwrap();
    id
}

async fn state(space: &TestSpace<'_>, card: &str) -> Option<String> {
    let id: Uuid = card.rsplit('/').next().unwrap().parse().unwrap();
    space.db.find("SELECT state FROM member WHERE id = $1", args![id]).await.unwrap()
}

#[tokio::test]
async fn somebody_invited_chooses_a_password_and_works_here() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/equipe").await.is(200).says("Olive Acme").says("1 personne sur 8".trim_start_matches("1 personne "));
    let card = invite(&owner, "Théo Castagné", "Theo@Acme.example", "editor").await;
    owner.get(&card).await.is(200).says("Invitation envoyée").says("Collaborateur");
    // Not before the password is chosen.
    assert_eq!(sign_in(&space.anyone(), "theo@acme.example").await.status.as_u16(), 422);
    let theo = accept(&app, &space, "Theo@Acme.example").await;
    theo.get("/admin/contacts").await.is(200);
    theo.get("/admin/equipe/invitation").await.is(403);
    assert_eq!(state(&space, &card).await.as_deref(), Some("active"));
    owner.get("/admin/journal").await.is(200).says("Invitation").says("Théo Castagné");
}

#[tokio::test]
async fn a_refused_invitation_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let answer = owner.post("/admin/equipe/invitation", form! { name: "Inès <b>", email: "ines", role: "reader" }).await.is(422);
    assert!(answer.attribute("value", "Inès").contains("&#60;b&#62;") || answer.attribute("value", "Inès").contains("&lt;b&gt;"));
    invite(&owner, "Inès", "ines@acme.example", "reader").await;
    owner.post("/admin/equipe/invitation", form! { name: "Inès", email: "INES@acme.example", role: "reader" }).await.is(422).says("déjà celle");
}

#[tokio::test]
async fn an_invitation_is_sent_again_or_withdrawn() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = invite(&owner, "Inès", "ines@acme.example", "reader").await;
    let first = link_in(&app.mail_to("ines@acme.example").await, "http://");
    owner.post(&format!("{card}/invitation"), form! {}).await.is(303);
    let second = link_in(&app.mail_to("ines@acme.example").await, "http://");
    assert_ne!(first, second);
    space.anyone().get(&Client::split(&first).1).await.is(200).says("a déjà servi");
    owner.post(&format!("{card}/invitation/suppression"), form! {}).await.is(303);
    assert_eq!(state(&space, &card).await, None);
    space.anyone().get(&Client::split(&second).1).await.is(200).says("a déjà servi");
    // The address is free again.
    invite(&owner, "Inès", "ines@acme.example", "reader").await;
}

#[tokio::test]
async fn somebody_of_dolibarr_is_invited_as_the_same_person_and_listed_again_when_it_is_withdrawn() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let id = listed(&space, "Bérengère Vasseur", Some("berengere@acme.example")).await;
    owner.get("/admin/equipe").await.is(200).says("Personnes connues de Dolibarr").says("Bérengère Vasseur");
    owner.get(&format!("/admin/equipe/invitation?personne={id}")).await.is(200).says("Bérengère Vasseur").says("berengere@acme.example");
    // Typed by hand, it is still the same person.
    let card = invite(&owner, "B. Vasseur", "berengere@acme.example", "editor").await;
    assert_eq!(card, format!("/admin/equipe/{id}"));
    owner.get(&card).await.says("Bérengère Vasseur").says("se modifient dans Dolibarr");
    owner.post(&format!("{card}/invitation/suppression"), form! {}).await.is(303);
    assert_eq!(state(&space, &card).await.as_deref(), Some("listed"));
    let (role, links): (String, i64) =
        space.db.get("SELECT role, (SELECT COUNT(*) FROM member_link WHERE member_id = $1) FROM member WHERE id = $1", args![id]).await.unwrap();
    assert_eq!((role.as_str(), links), ("reader", 0));
}

#[tokio::test]
async fn whoever_is_deactivated_is_out_at_once_and_comes_back_with_the_same_password() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = invite(&owner, "Jérôme", "jerome@acme.example", "administrator").await;
    let jerome = accept(&app, &space, "jerome@acme.example").await;
    owner.post(&format!("{card}/acces/suppression"), form! {}).await.is(303);
    assert!(jerome.get("/admin").await.is(303).location().contains("connexion"));
    assert_eq!(sign_in(&jerome, "jerome@acme.example").await.status.as_u16(), 422);
    jerome.post("/admin/mot-de-passe", form! { email: "jerome@acme.example" }).await.is(200);
    let mails = app.mails().await.iter().filter(|mail| mail.to == "jerome@acme.example").count();
    assert_eq!(mails, 1, "only the invitation: no link to a new password");
    owner.post(&format!("{card}/acces"), form! {}).await.is(303);
    sign_in(&jerome, "jerome@acme.example").await.is(303);
    jerome.get("/admin/equipe").await.is(200);
}

#[tokio::test]
async fn an_administrator_neither_makes_owners_nor_touches_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner_id: Uuid = space.db.get("SELECT id FROM member WHERE role = 'owner'", args![]).await.unwrap();
    let admin = space.member(Role::Administrator).await;
    admin.post("/admin/equipe/invitation", form! { name: "X", email: "x@acme.example", role: "owner" }).await.is(403);
    for act in ["role", "acces/suppression"] {
        admin.post(&format!("/admin/equipe/{owner_id}/{act}"), form! { role: "reader" }).await.is(403);
    }
    let own: Uuid = space.db.get("SELECT id FROM member WHERE role = 'administrator'", args![]).await.unwrap();
    admin.post(&format!("/admin/equipe/{own}/role"), form! { role: "owner" }).await.is(403);
    admin.get(&format!("/admin/equipe/{owner_id}")).await.is(200).says_not("Désactiver l'accès");
}

#[tokio::test]
async fn the_last_owner_stays_one() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let own: Uuid = space.db.get("SELECT id FROM member WHERE role = 'owner'", args![]).await.unwrap();
    owner.post(&format!("/admin/equipe/{own}/role"), form! { role: "reader" }).await.is(409).says("dernière personne propriétaire");
    owner.post(&format!("/admin/equipe/{own}/acces/suppression"), form! {}).await.is(409).says("son propre accès");
    // With another owner who can sign in, one may step back.
    let other = space.member(Role::Owner).await;
    owner.post(&format!("/admin/equipe/{own}/role"), form! { role: "reader" }).await.is(303);
    owner.get("/admin/equipe/invitation").await.is(403);
    other.get("/admin/equipe/invitation").await.is(200);
}

#[tokio::test]
async fn two_owners_who_depose_each_other_in_the_same_instant_leave_one() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (one, two) = (space.member(Role::Owner).await, space.member(Role::Owner).await);
    let first: Uuid = space.db.get("SELECT id FROM member WHERE account_id IS NOT NULL", args![]).await.unwrap();
    space.db.execute("UPDATE member SET state = 'deactivated' WHERE id = $1", args![first]).await.unwrap();
    let ids: Vec<Uuid> = space.db.list("SELECT id FROM member WHERE state = 'active' ORDER BY id", args![]).await.unwrap();
    let depose = |id: Uuid| (format!("/admin/equipe/{id}/role"), form! { role: "reader" });
    let ((a, form_a), (b, form_b)) = (depose(ids[1]), depose(ids[0]));
    let (a, b) = tokio::join!(one.post(&a, form_a), two.post(&b, form_b));
    assert!([a.status.as_u16(), b.status.as_u16()].contains(&303));
    let owners: i64 = space.db.get("SELECT COUNT(*) FROM member WHERE role = 'owner' AND state = 'active'", args![]).await.unwrap();
    assert_eq!(owners, 1);
}

#[tokio::test]
async fn the_plan_says_how_many_sign_in() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let mut last = String::new();
    for n in 1..TRIAL_PLAN.members {
        last = invite(&owner, &format!("Membre {n}"), &format!("m{n}@acme.example"), "reader").await;
    }
    let full = owner.post("/admin/equipe/invitation", form! { name: "Trop", email: "trop@acme.example", role: "reader" }).await.is(422);
    full.says("Équilibre").says("Désactivez quelqu'un");
    owner.post(&format!("{last}/invitation/suppression"), form! {}).await.is(303);
    let card = invite(&owner, "Place", "place@acme.example", "reader").await;
    // Whoever is deactivated makes room, and finds none coming back.
    accept(&app, &space, "place@acme.example").await;
    owner.post(&format!("{card}/acces/suppression"), form! {}).await.is(303);
    invite(&owner, "Autre", "autre@acme.example", "reader").await;
    owner.post(&format!("{card}/acces"), form! {}).await.is(409).says("ne comprend pas une personne de plus");
}

#[tokio::test]
async fn people_of_dolibarr_page_by_key() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for n in 0..60 {
        listed(&space, &format!("Personne {n:02}"), None).await;
    }
    let owner = space.owner().await;
    let first = owner.get("/admin/equipe").await.is(200).says("Personne 00").says("Personne 49").says_not("Personne 50");
    let next = first.attribute("href", "/admin/equipe?apres=");
    owner.get(&next).await.is(200).says("Personne 50").says("Personne 59").says_not("Personne 49").says_not("Olive Acme, ");
}

#[tokio::test]
async fn a_member_who_forgot_the_password_gets_a_link_that_works_once_and_does_not_sign_in() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    invite(&owner, "Inès", "ines@acme.example", "editor").await;
    let ines = accept(&app, &space, "ines@acme.example").await;
    ines.get("/admin").await.is(200);
    let elsewhere = space.anyone();
    elsewhere.get("/admin/mot-de-passe").await.is(200);
    let known = elsewhere.post("/admin/mot-de-passe", form! { email: "ines@acme.example" }).await.is(200).text();
    let unknown = elsewhere.post("/admin/mot-de-passe", form! { email: "nobody@acme.example" }).await.is(200).text();
    assert_eq!(known.replace("ines@", "nobody@"), unknown, "who is a member shows");
    let (_, path) = Client::split(&link_in(&app.mail_to("ines@acme.example").await, "http://"));
    assert!(app.mails().await.iter().all(|letter| letter.to != "nobody@acme.example"));
    // Opening the link changes nothing.
    elsewhere.get(&path).await.is(200);
    ines.get("/admin").await.is(200);
    let token = path.split("lien=").nth(1).unwrap().to_owned();
    let new = "hibou grand-duc 1907";
    elsewhere.post("/admin/mot-de-passe/nouveau", form! { lien: token, password: "court" }).await.is(422);
    elsewhere.post("/admin/mot-de-passe/nouveau", form! { lien: token, password: new }).await.is(200);
    assert!(elsewhere.get("/admin").await.is(303).location().contains("connexion"), "it does not sign in");
    assert!(ines.get("/admin").await.is(303).location().contains("connexion"), "other sessions end");
    elsewhere.post("/admin/mot-de-passe/nouveau", form! { lien: token, password: PASSWORD }).await.is(422);
    assert_eq!(sign_in(&ines, "ines@acme.example").await.status.as_u16(), 422, "the old password is dead");
    elsewhere.post("/admin/connexion", form! { email: "ines@acme.example", password: new }).await.is(303);
}

#[tokio::test]
async fn what_is_personal_of_an_employee_is_seen_by_who_manages_the_team_and_by_themselves() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, editor, reader) = (space.owner().await, space.member(Role::Editor).await, space.member(Role::Reader).await);
    let sql = "SELECT id FROM member WHERE role = 'editor'";
    let id: Uuid = space.db.get(sql, args![]).await.unwrap();
    space.db.execute("UPDATE member SET mobile = '06 39 98 77 01' WHERE id = $1", args![id]).await.unwrap();
    let (card, form) = (format!("/admin/equipe/{id}"), format!("/admin/equipe/{id}/embauche"));
    owner.post(&form, form! { embauche: "31/02/2024" }).await.is(422).says("31/02/2024").says("Ce n’est pas un jour");
    owner.post(&form, form! { embauche: "23/11/2024" }).await.is(303);
    owner.get(&card).await.is(200).says("2024-11-23").says("06 39 98 77 01");
    editor.get(&card).await.is(200).says("23 novembre 2024").says("06 39 98 77 01").says_not("embauche\" type");
    reader.get(&card).await.is(200).says_not("2024").says_not("06 39 98 77 01");
    editor.post(&form, form! { embauche: "2020-01-01" }).await.is(403);
    owner.post(&form, form! { embauche: "" }).await.is(303);
    editor.get(&card).await.is(200).says_not("novembre 2024");
}

/// A picture of one colour.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(width, height).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    bytes.into_inner()
}

async fn send_photo(client: &Client, picture: &[u8]) -> crate::testing::Answer {
    let mut body =
        format!("--x\r\nContent-Disposition: form-data; name=\"_csrf\"\r\n\r\n{}\r\n", client.cookie("_csrf-backend").expect("a token")).into_bytes();
    body.extend_from_slice(b"--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"moi.png\"\r\nContent-Type: image/png\r\n\r\n");
    body.extend_from_slice(picture);
    body.extend_from_slice(b"\r\n--x--\r\n");
    client.post_body("/admin/reglages/photo", "multipart/form-data; boundary=x", body).await
}

#[tokio::test]
async fn a_photo_is_drawn_anew_shown_to_colleagues_and_removed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (member, colleague) = (space.member(Role::Reader).await, space.member(Role::Editor).await);
    let id: Uuid = space.db.get("SELECT id FROM member WHERE role = 'reader'", args![]).await.unwrap();
    let address = format!("/admin/equipe/{id}/photo");
    colleague.get(&address).await.is(404);
    member.get("/admin/reglages").await.is(200);
    send_photo(&member, b"no picture").await.is(422).says("n'est pas une image");
    send_photo(&member, &png(640, 480)).await.is(303);
    let shown = colleague.get(&address).await.is(200);
    let drawn = image::load_from_memory(&shown.body).expect("a picture");
    assert_eq!((drawn.width(), drawn.height()), (320, 240));
    colleague.get("/admin/equipe").await.is(200).says(&address);
    space.contact("Chloé Vasseur", None, "own").await.client.get(&address).await.is(303);
    member.post("/admin/reglages/photo/suppression", form! {}).await.is(303);
    colleague.get(&address).await.is(404);
    colleague.get("/admin/equipe").await.is(200).says_not(&address);
}
