use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use super::{OTHER, PHOTO, count, files, kept};
use crate::testing::{TestApp, form};

const DAY: Duration = Duration::from_secs(24 * 3_600);

#[tokio::test]
async fn p_k1_what_is_thrown_away_can_be_restored_for_thirty_days_and_is_destroyed_then() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    let other = kept(&space, &owner, "etabli.jpg", OTHER).await;
    let done = owner.post(&format!("{path}/suppression"), form! {}).await.is(303).location();
    owner.get(&done).await.is(200).says("Un fichier mis à la corbeille").says_not("planches.jpg");
    owner.get("/admin/medias/corbeille").await.is(200).says("planches.jpg").says("30 jours").says("Détruit le 23 décembre 2026");
    owner.get(&path).await.is(200).says("Il sera détruit le 23 décembre 2026").says_not("Texte de remplacement");
    owner.post(&path, form! { name: "autre", version: 1 }).await.is(404);
    owner.post(&format!("{path}/restauration"), form! {}).await.is(303);
    owner.get("/admin/medias").await.says("planches.jpg");
    owner.post(&format!("{path}/suppression"), form! {}).await.is(303);
    app.advance(29 * DAY);
    app.sweep().await;
    assert_eq!(count(&space, "media").await, 2);
    app.advance(2 * DAY);
    app.sweep().await;
    assert_eq!((count(&space, "media").await, count(&space, "media_blob").await, files(&app, &space).len()), (1, 1, 3));
    let owner = space.owner().await;
    owner.get(&path).await.is(404);
    owner.get(&format!("{other}/fichier")).await.is(200);
    owner.get("/admin/medias/corbeille").await.is(200).says("La corbeille est vide");
}

#[tokio::test]
async fn only_who_runs_the_space_empties_the_trash() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, paul) = (space.owner().await, space.member(Role::Editor).await);
    paul.get("/admin/medias").await.is(200);
    let path = kept(&space, &paul, "planches.jpg", PHOTO).await;
    paul.post(&format!("{path}/suppression"), form! {}).await.is(303);
    paul.get("/admin/medias/corbeille").await.is(200).says_not("Vider la corbeille").says("Restaurer");
    paul.get("/admin/medias/corbeille/vidage").await.is(403);
    paul.post("/admin/medias/corbeille/vidage", form! {}).await.is(403);
    owner.get("/admin/medias/corbeille").await.is(200).says("Vider la corbeille");
    let done = owner.post("/admin/medias/corbeille/vidage", form! {}).await.is(303).location();
    owner.get(&done).await.is(200).says("Un fichier détruit");
    owner.get("/admin/journal").await.is(200).says("Mise à la corbeille").says("Effacement");
    assert!(files(&app, &space).is_empty());
}

#[tokio::test]
async fn p_k3_the_files_of_a_space_are_counted_and_go_with_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    kept(&space, &owner, "planches.jpg", PHOTO).await;
    let remains = crate::platform::spaces::remains(&app.app, space.row.id).await.unwrap();
    assert_eq!(remains.files.count, 3);
    crate::platform::spaces::erase_files(&app.app, space.row.id).await.unwrap();
    assert!(files(&app, &space).is_empty());
}

#[tokio::test]
async fn what_was_said_of_a_file_goes_with_it_and_the_name_of_its_customer_is_nowhere_else() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/clients/nouveau").await.is(200);
    owner.post("/admin/clients", form! { name: "Gîte Le Pigeonnier", country: "FR" }).await.is(303);
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    let words = form! { version: 1, name: "planches.jpg", caption: "Chez Sylvie, malade", alt: "Sylvie au lit", party: "Gîte Le Pigeonnier" };
    owner.post(&path, words).await.is(303);
    owner.get("/admin/recherche?q=pigeonnier").await.is(200).says(&path);
    let entries: i64 = space.db.get("SELECT COUNT(*) FROM search_entry WHERE kind = 'media' AND body LIKE '%pigeonnier%'", args![]).await.unwrap();
    assert_eq!(entries, 0, "the entry of the customer finds its files");
    owner.post(&format!("{path}/suppression"), form! {}).await.is(303);
    owner.post("/admin/medias/corbeille/vidage", form! {}).await.is(303);
    let told: Vec<(String, String)> =
        space.db.list("SELECT action, fields FROM change_entry WHERE subject_kind = 'media' ORDER BY created_at, id", args![]).await.unwrap();
    assert!(told.len() == 4 && told.iter().all(|(_, fields)| fields == "[]"), "{told:?}");
}
