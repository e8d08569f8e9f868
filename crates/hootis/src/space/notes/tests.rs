//! Stories of notes.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::testing::{Client, TestApp, form};

async fn card(owner: &Client) -> String {
    owner.get("/admin/clients/nouveau").await.is(200);
    owner.post("/admin/clients", form! { name: "Peyrot", country: "FR" }).await.is(303).location()
}

#[tokio::test]
async fn a_note_is_written_once_changed_by_its_author_and_deleted() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = card(&owner).await;
    let id = Uuid::now_v7();
    for _ in 0..2 {
        owner.post(&format!("{card}/notes"), form! { id: id, body: "Livrer par la cour" }).await.is(303);
    }
    let notes: i64 = space.db.get("SELECT COUNT(*) FROM note", args![]).await.unwrap();
    assert_eq!(notes, 1, "a double click writes one note");
    owner.get(&card).await.is(200).says("Livrer par la cour").says("a écrit une note");
    let own = format!("{card}/notes/{id}");
    owner.get(&own).await.is(200).says("Livrer par la cour");
    owner.post(&own, form! { body: "  " }).await.is(422).says("Écrivez quelque chose");
    app.advance(std::time::Duration::from_secs(60));
    owner.post(&own, form! { body: "Livrer devant\r\navant 6 h" }).await.is(303);
    owner.get(&card).await.is(200).says("Livrer devant\navant 6 h").says("modifiée").says_not("par la cour");
    owner.post(&format!("{own}/suppression"), form! {}).await.is(303);
    owner.get(&card).await.is(200).says_not("Livrer devant").says("a supprimé une note");
    owner.post(&own, form! { body: "x" }).await.is(404);
}

#[tokio::test]
async fn nobody_changes_another_s_note_and_administrators_may_delete_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, paul, anna) = (space.owner().await, space.member(Role::Editor).await, space.member(Role::Administrator).await);
    let card = card(&owner).await;
    let id = Uuid::now_v7();
    owner.post(&format!("{card}/notes"), form! { id: id, body: "Livrer par la cour" }).await.is(303);
    let own = format!("{card}/notes/{id}");
    paul.get(&card).await.is(200).says("Livrer par la cour").says_not(&own);
    paul.get(&own).await.is(403);
    paul.post(&own, form! { body: "Autre" }).await.is(403);
    paul.post(&format!("{own}/suppression"), form! {}).await.is(403);
    anna.post(&own, form! { body: "Autre" }).await.is(403);
    anna.post(&format!("{own}/suppression"), form! {}).await.is(303);
    owner.get(&card).await.is(200).says_not("Livrer par la cour");
}

#[tokio::test]
async fn a_note_belongs_to_its_party() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let card = card(&owner).await;
    let id = Uuid::now_v7();
    owner.post(&format!("{card}/notes"), form! { id: id, body: "Livrer par la cour" }).await.is(303);
    owner.get(&format!("/admin/clients/{}/notes/{id}", Uuid::now_v7())).await.is(404);
    owner.post(&format!("/admin/clients/{}/notes", Uuid::now_v7()), form! { body: "x" }).await.is(404);
}
