use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use super::{OTHER, PHOTO, form as files_form, kept, newest, send};
use crate::testing::{Client, TestApp, form};

async fn party(by: &Client, name: &str) -> String {
    by.get("/admin/clients/nouveau").await.is(200);
    by.post("/admin/clients", form! { name: name, country: "FR" }).await.is(303).location()
}

#[tokio::test]
async fn the_gallery_is_by_date_filters_and_pages() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = party(&owner, "Boulangerie Peyrot").await;
    let client = card.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    owner.get(&card).await.is(200).says("Aucun fichier pour ce client").says(&format!("/admin/medias?client={client}"));
    owner.get("/admin/medias").await.is(200);
    kept(&space, &owner, "planches.jpg", PHOTO).await;
    send(&owner, "etabli.jpg", OTHER, &[("client", &client)]).await.is(204);
    send(&owner, "devis.pdf", b"%PDF-1.7", &[("client", "not an id")]).await.is(204);
    app.advance(Duration::from_secs(10 * 24 * 3_600));
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    kept(&space, &owner, "notes.txt", b"texte").await;
    let all = owner.get("/admin/medias").await.is(200).says("Cette semaine").says("Novembre 2026").says("Photos 2").says("Documents 2");
    let text = all.text();
    assert!(text.find("notes.txt").unwrap() < text.find("planches.jpg").unwrap(), "the newest first");
    owner.get("/admin/medias?nature=photo").await.says("planches.jpg").says_not("devis.pdf");
    owner
        .get(&format!("/admin/medias?client={client}"))
        .await
        .says("etabli.jpg")
        .says_not("planches.jpg")
        .says("seront rangés chez Boulangerie Peyrot");
    owner.get("/admin/medias?nature=video").await.is(200).says("Aucun fichier ici");
    owner.get("/admin/medias?nature=x&client=y&apres=z&fait=w-1").await.is(200).says("planches.jpg");
    owner.get(&card).await.is(200).says("etabli.jpg").says_not("planches.jpg");
    let part = owner.get_part("/admin/medias").await.is(200).says("planches.jpg");
    assert!(!part.text().contains("<html"));
    for n in 0..60 {
        space
            .db
            .execute(
                "INSERT INTO media (id, blob_id, name, taken_at, added_name, version, created_at, updated_at)
                 SELECT $1, id, $2, $3, 'x', 1, $3, $3 FROM media_blob LIMIT 1",
                args![uuid::Uuid::now_v7(), format!("vieille-{n:02}"), 1_700_000_000_000_i64 + n],
            )
            .await
            .unwrap();
    }
    let first = owner.get("/admin/medias").await.is(200).says("Novembre 2023").says_not("vieille-00");
    let next = first.attribute("rel=\"next\" href", "/admin/medias?apres=");
    owner.get(&next).await.is(200).says("vieille-00").says_not("planches.jpg").says("rel=\"prev\"");
}

#[tokio::test]
async fn a_file_is_described_found_and_leads_to_its_neighbours() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    party(&owner, "Gîte Le Pigeonnier").await;
    owner.get("/admin/medias").await.is(200);
    let old = kept(&space, &owner, "ancien.txt", b"1").await;
    app.advance(Duration::from_secs(60));
    let path = kept(&space, &owner, "IMG_4417.jpg", PHOTO).await;
    app.advance(Duration::from_secs(60));
    let new = kept(&space, &owner, "recent.txt", b"2").await;
    let page = owner.get(&path).await.is(200).says("rel=\"prev\"").says("640 × 480 pixels");
    assert_eq!((page.attribute("ArrowLeft\" href", "/"), page.attribute("ArrowRight\" href", "/")), (new.clone(), old.clone()));
    owner.get(&format!("{path}?nature=photo")).await.is(200).says_not("ArrowRight").says("/admin/medias?nature=photo");
    owner.post(&path, form! { version: 1, name: "  ", party: "Inconnu" }).await.is(422).says("Donnez un nom").says("Aucun client de ce nom");
    let words = form! { version: 1, name: "planches.jpg", caption: "Lot de chêne huilé\r\nséché un an", alt: "Six planches claires", party: "gite le pigeonnier" };
    let done = owner.post(&path, words).await.is(303).location();
    owner
        .get(&done)
        .await
        .is(200)
        .says("Modifications enregistrées")
        .says("Lot de chêne huilé")
        .says("alt=\"Six planches claires\"")
        .says("Gîte Le Pigeonnier");
    owner.post(&path, form! { version: 1, name: "x", caption: "Ma version" }).await.is(409).says("entre-temps").says("Ma version");
    owner.get("/admin/recherche?q=chene+huile").await.is(200).says("Lot de chêne huilé");
    owner.get("/admin/recherche?q=pigeonnier").await.is(200).says(&format!("{path}/vignette"));
    owner.get("/admin/journal").await.is(200).says("Lot de chêne huilé").says("planches.jpg");
    owner.post(&format!("{path}/suppression"), form! {}).await.is(303);
    owner.get("/admin/recherche?q=chene+huile").await.is(200).says_not(&path);
}

#[tokio::test]
async fn many_are_moved_and_thrown_away_at_once() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, reader) = (space.owner().await, space.member(Role::Reader).await);
    party(&owner, "École Sainte-Foy").await;
    for name in ["Menuiserie Roux", "Menuiserie Rousseau"] {
        party(&owner, name).await;
    }
    owner.get("/admin/medias").await.is(200);
    let mut ids = Vec::new();
    for n in 0..3 {
        kept(&space, &owner, &format!("{n}.txt"), &[b'a' + n]).await;
        ids.push(("ids".to_owned(), newest(&space).await.to_string()));
    }
    let with = |more: Vec<(String, String)>| ids.iter().cloned().chain(more).collect::<Vec<_>>();
    let done = owner.post("/admin/medias/lot", with(form! { action: "deplacer", party: "sainte foy" })).await.is(303).location();
    owner.get(&done).await.is(200).says("3 fichiers déplacés").says("École Sainte-Foy");
    let which = owner.post("/admin/medias/lot", with(form! { action: "deplacer", party: "menuiserie" })).await.is(303).location();
    owner.get(&which).await.says("Plusieurs clients portent ce nom");
    let nobody = owner.post("/admin/medias/lot", with(form! { action: "deplacer", party: "personne" })).await.is(303).location();
    owner.get(&nobody).await.says("Aucun client de ce nom");
    let moved: i64 = space.db.get("SELECT COUNT(*) FROM media WHERE party_id IS NOT NULL", args![]).await.unwrap();
    assert_eq!(moved, 3, "a mistake moves nothing");
    reader.post("/admin/medias/lot", with(form! { action: "supprimer" })).await.is(403);
    let away = owner.post("/admin/medias/lot", with(form! { action: "supprimer", retour: "https://elsewhere.example/" })).await.is(303).location();
    assert_eq!(away, "/admin/medias?fait=corbeille-3");
    let back = owner.post("/admin/medias/lot", with(form! { action: "restaurer", retour: "/admin/medias/corbeille" })).await.is(303).location();
    owner.get(&back).await.is(200).says("3 fichiers restaurés");
    // A party that goes takes no file with it.
    space.db.execute("DELETE FROM party", args![]).await.unwrap();
    owner.get("/admin/medias").await.is(200).says("0.txt").says_not("École Sainte-Foy");
}

#[tokio::test]
async fn a_form_files_under_the_party_whose_gallery_it_was() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = party(&owner, "Boulangerie Peyrot").await;
    let client = card.rsplit('/').next().unwrap().split('?').next().unwrap().to_owned();
    owner.get("/admin/medias").await.is(200);
    let done = files_form(&owner, &[("client", &client)], &[("planches.jpg", PHOTO)]).await.is(303).location();
    assert!(done.ends_with(&format!("client={client}")), "{done}");
    owner.get(&card).await.says("planches.jpg");
}
