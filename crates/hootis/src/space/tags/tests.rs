//! Stories of tags on their own page.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::testing::{Client, TestApp, TestSpace, form};

/// Makes a party with tags; its id.
async fn tagged(client: &Client, name: &str, tags: &[&str]) -> Uuid {
    let card = client.post("/admin/clients", form! { name: name, kind: "company", confirmed: "1" }).await.is(303).location();
    for tag in tags {
        client.post(&format!("{card}/etiquettes"), form! { name: tag }).await.is(303);
    }
    card.rsplit('/').next().unwrap().parse().unwrap()
}

async fn tag_named(space: &TestSpace<'_>, name: &str) -> Uuid {
    space.db.get("SELECT id FROM tag WHERE name = $1", args![name]).await.unwrap()
}

async fn tags_of(space: &TestSpace<'_>, party: Uuid) -> Vec<String> {
    let sql = "SELECT t.name FROM party_tag l JOIN tag t ON t.id = l.tag_id WHERE l.party_id = $1 ORDER BY t.name_key";
    space.db.list(sql, args![party]).await.unwrap()
}

/// Makes a tag look as if an import had brought it.
async fn from_dolibarr(space: &TestSpace<'_>, tag: Uuid) {
    let source = Uuid::now_v7();
    let sql = "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
               VALUES ($1, 1, 'dump', '{}', '', '', 1, 1, 1)";
    space.db.execute(sql, args![source]).await.unwrap();
    let sql = "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at) VALUES ($1, 'categorie', 7, $2, $3, $1, $1, 1)";
    space.db.execute(sql, args![source, tag, vec![0_u8]]).await.unwrap();
}

#[tokio::test]
async fn tags_are_listed_with_how_often_each_is_used_and_lead_to_what_has_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    editor.get("/admin/etiquettes").await.is(200).says("Aucune étiquette pour l'instant");
    tagged(&editor, "Peyrot", &["Métiers de bouche", "Fidèle"]).await;
    tagged(&editor, "Cazals", &["Fidèle"]).await;
    let page = editor.get("/admin/etiquettes").await.is(200).says("2 clients").says("Un client").says("Métiers de bouche");
    let list = page.attribute("href", "/admin/clients?etiquette=");
    editor.get(&list).await.is(200).says("Peyrot");
    editor.get("/admin/etiquettes?sorte=contact").await.is(200).says("Aucune étiquette pour l'instant");
    space.member(Role::Reader).await.get("/admin/etiquettes").await.is(403);
}

#[tokio::test]
async fn a_tag_is_made_named_and_coloured_and_found_by_its_new_name() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    editor.post("/admin/etiquettes", form! { sorte: "party", name: " ", color: "" }).await.is(422).says("Donnez un nom à cette étiquette");
    editor.post("/admin/etiquettes", form! { sorte: "party", name: "Fidèle", color: "#1b8a5a" }).await.is(303);
    editor.post("/admin/etiquettes", form! { sorte: "party", name: "FIDELE", color: "" }).await.is(422).says("porte déjà ce nom");
    // The same word may sort contacts too.
    editor.post("/admin/etiquettes", form! { sorte: "contact", name: "Fidèle", color: "#123456" }).await.is(303);
    let colors: Vec<Option<String>> = space.db.list("SELECT color FROM tag ORDER BY subject", args![]).await.unwrap();
    assert_eq!(colors, [None, Some("#1b8a5a".to_owned())], "a colour that is none of ours is not kept");
    let party = tagged(&editor, "Peyrot", &["fidele"]).await;
    let tag: Uuid = space.db.get("SELECT id FROM tag WHERE subject = 'party'", args![]).await.unwrap();
    let page = editor.get(&format!("/admin/etiquettes/{tag}")).await.is(200);
    assert!(page.text().contains("value=\"#1b8a5a\" checked"));
    editor.post(&format!("/admin/etiquettes/{tag}"), form! { name: "Client d'or", color: "#c58a00", version: "1" }).await.is(303);
    editor.get(&format!("/admin/clients/{party}")).await.is(200).says("Client d'or").says("fill=\"#c58a00\"");
    editor.get("/admin/clients?q=or").await.is(200).says("Peyrot");
    // Who was slower is told, and keeps what was typed.
    let page = editor.post(&format!("/admin/etiquettes/{tag}"), form! { name: "Client d'argent", color: "", version: "1" }).await.is(409);
    let page = page.says("vient de modifier cette étiquette");
    assert!(page.text().contains("value=\"Client d&#39;argent\"") && page.text().contains("name=\"version\" value=\"2\""));
    space.owner().await.get("/admin/journal?sujet=tag").await.is(200).says("Fidèle → Client d'or");
}

#[tokio::test]
async fn two_tags_become_one_and_no_row_has_it_twice() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let both = tagged(&editor, "Peyrot", &["Bio", "Biologique"]).await;
    let one = tagged(&editor, "Cazals", &["Biologique"]).await;
    let (bio, biologique) = (tag_named(&space, "Bio").await, tag_named(&space, "Biologique").await);
    let page = format!("/admin/etiquettes/{biologique}");
    editor.post(&page, form! { name: "Bio", color: "", version: "1" }).await.is(422).says("Réunir les deux sous « Bio »");
    editor.post(&format!("{page}/fusion"), form! { avec: "" }).await.is(422).says("Choisissez l'étiquette qui reste");
    editor.post(&format!("{page}/fusion"), form! { avec: biologique }).await.is(422);
    editor.post(&format!("{page}/fusion"), form! { avec: bio }).await.is(303);
    assert_eq!((tags_of(&space, both).await, tags_of(&space, one).await), (vec!["Bio".to_owned()], vec!["Bio".to_owned()]));
    editor.get(&page).await.is(404);
    space.owner().await.get("/admin/journal?sujet=tag").await.is(200).says("Fusion").says("Biologique → Bio");
}

#[tokio::test]
async fn a_tag_is_deleted_after_it_was_said_what_goes_and_the_cards_stay() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let party = tagged(&editor, "Peyrot", &["Essai"]).await;
    let page = format!("/admin/etiquettes/{}/suppression", tag_named(&space, "Essai").await);
    editor.get(&page).await.is(200).says("Supprimer l'étiquette « Essai » ?").says("Un client").says("Les fiches restent");
    editor.post(&page, form! {}).await.is(303);
    assert_eq!(tags_of(&space, party).await, Vec::<String>::new());
    editor.get(&format!("/admin/clients/{party}")).await.is(200).says("Peyrot");
}

#[tokio::test]
async fn a_tag_of_dolibarr_is_read_only_and_says_so_and_others_can_join_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let party = tagged(&editor, "Peyrot", &["Grossiste", "Grossistes"]).await;
    let (theirs, ours) = (tag_named(&space, "Grossiste").await, tag_named(&space, "Grossistes").await);
    from_dolibarr(&space, theirs).await;
    let page = format!("/admin/etiquettes/{theirs}");
    editor.get("/admin/etiquettes").await.is(200).says("viennent de ses catégories");
    let shown = editor.get(&page).await.is(200).says("viennent de ses catégories").text();
    assert!(!shown.contains("name=\"color\""), "a form for what Dolibarr owns");
    editor.post(&page, form! { name: "Autre", color: "", version: "1" }).await.is(409).says("Dolibarr");
    editor.post(&format!("{page}/fusion"), form! { avec: ours }).await.is(409);
    editor.post(&format!("{page}/suppression"), form! {}).await.is(409);
    editor.get(&format!("{page}/suppression")).await.is(409);
    editor.post(&format!("/admin/etiquettes/{ours}/fusion"), form! { avec: theirs }).await.is(303);
    assert_eq!(tags_of(&space, party).await, ["Grossiste"]);
}
