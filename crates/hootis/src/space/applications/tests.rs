//! Stories of applications that are switched off.

use hootis_policy::applications::{Group, Off};
use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use crate::router;
use crate::testing::{TestApp, form};
use crate::web::routes::Who;
use crate::web::visit::Surface;

const PATH: &str = "/admin/reglages/applications";

#[test]
fn what_is_off_is_kept_in_words_and_read_back() {
    let off = Off::default().with(Group::Media, true).with(Group::Messages, true);
    assert_eq!(off.words(), "messages media");
    assert_eq!(Off::parse(&off.words()), off);
    assert_eq!(off.with(Group::Media, false).with(Group::Messages, false), Off::default());
    // Of a newer version: what is not known cannot be off.
    assert_eq!(Off::parse("telepathy  media"), Off::default().with(Group::Media, true));
}

#[tokio::test]
async fn an_owner_switches_applications_off_and_everything_is_there_again_after() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, reader) = (space.owner().await, space.member(Role::Reader).await);
    owner.get(PATH).await.is(200).says("Toujours là");
    // What is no form of ours switches nothing.
    owner.post(PATH, form! {}).await.is(400);
    reader.get("/admin/messages").await.is(200);
    space.member(Role::Administrator).await.get(PATH).await.is(403);
    reader.get("/admin").await.is(200).says("/admin/messages").says("/admin/medias");
    owner.post(PATH, form! { shown: "1", media: "1", dolibarr: "1" }).await.is(303);
    reader.get("/admin").await.is(200).says_not("/admin/messages").says("/admin/medias");
    reader.get("/admin/messages").await.is(404);
    reader.get("/admin/medias").await.is(200);
    owner.post(PATH, form! { shown: "1", messages: "1" }).await.is(303);
    reader.get("/admin").await.is(200).says("/admin/messages").says_not("/admin/medias").says_not("/admin/dolibarr");
    owner.get("/admin/dolibarr").await.is(404);
    owner.get("/admin/clients").await.is(200).says_not("/admin/dolibarr");
    owner.get("/admin/journal?sujet=setting").await.is(200).says("Photos et documents");
    owner.post(PATH, form! { shown: "1", messages: "1", media: "1", dolibarr: "1" }).await.is(303);
    reader.get("/admin").await.is(200).says("/admin/messages").says("/admin/medias");
}

#[tokio::test]
async fn every_route_of_an_application_that_is_off_is_absent_for_members_and_contacts() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let contact = space.contact("Chloé Vasseur", None, "own").await.client;
    contact.get("/").await.is(200).says("/messages");
    owner.post(PATH, form! { shown: "1" }).await.is(303);
    contact.get("/").await.is(200).says_not("\"/messages");
    let mut tried = 0;
    for route in router::table(false) {
        let (group, who) = match (route.surface, route.who) {
            (Surface::BackOffice, Who::Member(right)) => (right.group(), &owner),
            (Surface::Portal, Who::Contact(right)) => (right.group(), &contact),
            _ => continue,
        };
        if group.is_some() && route.method == axum::http::Method::GET {
            who.get(&route.path.replace(['{', '}'], "")).await.is(404);
            tried += 1;
        }
    }
    assert!(tried > 20, "{tried} routes");
}

#[tokio::test]
async fn dolibarr_is_not_switched_off_under_an_import() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let sql = "INSERT INTO import_run (id, kind, state, take, requested_name, progress, cancel_asked, created_at)
               VALUES ($1, 'import', 'running', 'all', 'Olive', '{}', FALSE, $2)";
    space.db.execute(sql, args![uuid::Uuid::now_v7(), app.clock.now()]).await.unwrap();
    owner.post(PATH, form! { shown: "1", messages: "1", media: "1" }).await.is(422).says("Un import est en cours");
    owner.get("/admin/dolibarr").await.is(200);
}
