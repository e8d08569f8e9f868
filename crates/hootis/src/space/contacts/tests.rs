//! Stories of contacts.

use hootis_policy::permissions::Role;
use hootis_space::search;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::testing::{Client, TestApp, TestSpace, form};
use crate::web::person::sort_key;

/// Adds a contact; the address of its card.
async fn add(by: &Client, fields: Vec<(String, String)>) -> String {
    let mut all = form! { id: Uuid::now_v7() };
    all.extend(fields);
    by.post("/admin/contacts/nouveau", all).await.is(303).location().split('?').next().unwrap().to_owned()
}

fn id_of(card: &str) -> Uuid {
    card.rsplit('/').next().unwrap().parse().unwrap()
}

async fn party(space: &TestSpace<'_>, name: &str) -> Uuid {
    let id = Uuid::now_v7();
    let sql = "INSERT INTO party (id, kind, is_prospect, is_customer, is_supplier, name, name_key, is_closed, version, created_at, updated_at)
               VALUES ($1, 'company', $2, $3, $2, $4, $5, $2, 1, 1, 1)";
    space.db.execute(sql, args![id, false, true, name, sort_key(name)]).await.unwrap();
    let tx = space.db.begin().await.unwrap();
    search::put(&tx, "party", vec![(id, search::body(&[Some(name)]))]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

/// Makes a row look as if an import had brought it.
async fn from_dolibarr(space: &TestSpace<'_>, id: Uuid) {
    let source = Uuid::now_v7();
    let sql = "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
               VALUES ($1, 1, 'dump', '{}', '', '', 1, 1, 1)";
    space.db.execute(sql, args![source]).await.unwrap();
    let sql = "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at) VALUES ($1, 'socpeople', 7, $2, $3, $1, $1, 1)";
    space.db.execute(sql, args![source, id, vec![0_u8]]).await.unwrap();
}

#[tokio::test]
async fn a_contact_is_added_found_changed_and_told() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    editor.get("/admin/contacts").await.is(200).says("Aucun contact pour l'instant");
    let card = add(
        &editor,
        form! { first_name: "Sylvie", last_name: "Peyrot", email: "sylvie@peyrot.example", mobile: "06.39.98.41.07", town: "Montauban" },
    )
    .await;
    editor.get(&card).await.is(200).says("Sylvie Peyrot").says("06 39 98 41 07").says("Fiche créée");
    for question in ["sylvie", "PEYROT", "0639984107", "montau", "sylvie@"] {
        editor.get(&format!("/admin/contacts?q={question}")).await.is(200).says("Sylvie Peyrot");
    }
    editor.get("/admin/contacts?q=moissac").await.is(200).says("Personne ne correspond");
    let form = form! { last_name: "Peyrot-Vidal", first_name: "Sylvie", version: "1", email: "sylvie@peyrot.example", town: "Moissac" };
    editor.post(&format!("{card}/modifier"), form).await.is(303);
    editor.get(&card).await.says("Peyrot-Vidal").says("Ville : Montauban → Moissac").says("Mobile : 06 39 98 41 07 → —");
    editor.get("/admin/contacts?q=moissac").await.says("Peyrot-Vidal");
    editor.get("/admin/contacts?q=montauban").await.says("Personne ne correspond");
}

#[tokio::test]
async fn what_is_wrong_is_said_and_what_was_typed_stays() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let form = form! { id: Uuid::now_v7(), last_name: " ", email: "sylvie", phone: "05 36", postal_code: "8200", birthday: "31/02/1980", note: "Passe à 6 h" };
    let answer = editor.post("/admin/contacts/nouveau", form).await.is(422);
    let answer = answer.says("Donnez au moins un nom").says("5 champs").says("Cette date n'existe pas").says("Passe à 6 h");
    assert!(answer.text().contains("value=\"05 36\""));
    let count: i64 = space.db.get("SELECT COUNT(*) FROM contact", args![]).await.unwrap();
    assert_eq!(count, 0);
    let card = add(&editor, form! { last_name: "Née", birthday: "12/07/1980" }).await;
    editor.get(&card).await.says("12 juillet 1980");
}

#[tokio::test]
async fn a_button_pressed_twice_makes_one_contact() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let form = form! { id: Uuid::now_v7(), last_name: "Peyrot" };
    let (one, two) = tokio::join!(editor.post("/admin/contacts/nouveau", form.clone()), editor.post("/admin/contacts/nouveau", form));
    assert_eq!(one.is(303).location(), two.is(303).location());
    let (contacts, changes): (i64, i64) =
        space.db.get("SELECT (SELECT COUNT(*) FROM contact), (SELECT COUNT(*) FROM change_entry)", args![]).await.unwrap();
    assert_eq!((contacts, changes), (1, 1));
}

#[tokio::test]
async fn somebody_alike_is_pointed_out_before_saving() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    add(&editor, form! { first_name: "Sylvie", last_name: "Peyrot", email: "sylvie@peyrot.example" }).await;
    for twin in [form! { first_name: "SYLVIE", last_name: "peyrot" }, form! { last_name: "Autre", email: "sylvie@peyrot.example" }] {
        let mut form = form! { id: Uuid::now_v7() };
        form.extend(twin);
        editor.post("/admin/contacts/nouveau", form.clone()).await.is(422).says("peut-être déjà là").says("Sylvie Peyrot");
        form.extend(form! { anyway: "1" });
        editor.post("/admin/contacts/nouveau", form).await.is(303);
    }
}

#[tokio::test]
async fn a_party_is_chosen_by_its_name_without_a_script() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let peyrot = party(&space, "Boulangerie Peyrot").await;
    party(&space, "Boulangerie Cazals").await;
    editor.get(&format!("/admin/contacts/nouveau?client={peyrot}")).await.is(200).says("Boulangerie Peyrot");
    editor.get_part("/admin/contacts/clients?party=boul").await.is(200).says("Boulangerie Peyrot").says("Boulangerie Cazals").says("Sans client");
    // The button that looks saves nothing.
    let look = form! { id: Uuid::now_v7(), last_name: "Moreau", party: "boulangerie", look: "1" };
    editor.post("/admin/contacts/nouveau", look).await.is(200).says("Boulangerie Cazals").says("Moreau");
    let which = form! { id: Uuid::now_v7(), last_name: "Moreau", party: "boulangerie" };
    editor.post("/admin/contacts/nouveau", which).await.is(422).says("choisissez dans la liste");
    let nobody = form! { id: Uuid::now_v7(), last_name: "Moreau", party: "Garage" };
    editor.post("/admin/contacts/nouveau", nobody).await.is(422).says("Aucun client ne porte ce nom");
    let card = add(&editor, form! { last_name: "Moreau", party: "boulangerie PEYROT" }).await;
    editor.get(&card).await.says("Boulangerie Peyrot");
    let list = format!("/admin/contacts?client={peyrot}");
    editor.get(&list).await.is(200).says("Moreau");
    editor.get(&format!("/admin/contacts?client={}", Uuid::now_v7())).await.is(404);
}

#[tokio::test]
async fn a_private_contact_is_there_for_one_member_only() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, editor, other) = (space.owner().await, space.member(Role::Editor).await, space.member(Role::Editor).await);
    let card = add(&editor, form! { last_name: "Secrète", email: "s@x.example", is_private: "1" }).await;
    editor.get(&card).await.is(200).says("Privé");
    editor.get("/admin/contacts").await.says("Secrète");
    for stranger in [&owner, &other] {
        stranger.get(&card).await.is(404);
        stranger.get("/admin/contacts").await.says_not("Secrète");
        stranger.get("/admin/contacts?q=secrete").await.says_not("Secrète");
        stranger.post(&format!("{card}/modifier"), form! { last_name: "X", version: "1" }).await.is(404);
        stranger.post(&format!("{card}/archive"), form! {}).await.is(404);
        stranger.post(&format!("{card}/etiquettes"), form! { tag: "x" }).await.is(404);
    }
    owner.post(&format!("{card}/suppression"), form! {}).await.is(404);
    // Somebody alike is not pointed out to those who may not know of them.
    add(&other, form! { last_name: "Autre", email: "s@x.example" }).await;
    // Private to nobody known: owners and administrators see to it.
    space.db.execute("UPDATE contact SET private_to = NULL WHERE id = $1", args![id_of(&card)]).await.unwrap();
    owner.get(&card).await.is(200);
    other.get(&card).await.is(404);
    editor.get(&card).await.is(404);
    // Changed by the owner, it is the owner's.
    owner.post(&format!("{card}/modifier"), form! { last_name: "Secrète", version: "1", is_private: "1" }).await.is(303);
    owner.get(&card).await.is(200);
    space.member(Role::Administrator).await.get(&card).await.is(404);
}

#[tokio::test]
async fn the_second_of_two_who_change_a_card_loses_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (one, two) = (space.member(Role::Editor).await, space.member(Role::Administrator).await);
    let card = add(&one, form! { last_name: "Peyrot", town: "Montauban" }).await;
    let edit = format!("{card}/modifier");
    let version = two.get(&edit).await.is(200).attribute("name=\"version\" value", "");
    assert_eq!(version, "1");
    one.post(&edit, form! { last_name: "Peyrot", town: "Moissac", version: "1" }).await.is(303);
    let mine = form! { last_name: "Peyrot", town: "Caussade", position: "Gérante", version: "1" };
    let conflict = two.post(&edit, mine).await.is(409);
    let conflict = conflict.says("Paul editor a modifié cette fiche").says("Moissac").says("Caussade").says("Gérante");
    assert!(conflict.text().contains("name=\"version\" value=\"2\""));
    two.post(&edit, form! { last_name: "Peyrot", town: "Caussade", position: "Gérante", version: "2" }).await.is(303);
    two.get(&card).await.says("Caussade").says("Gérante").says("Ville : Moissac → Caussade");
}

/// A form as the page shows it, with some fields typed over.
fn typed_over(page: &crate::testing::Answer, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let base = page.attribute("name=\"base\" value", "").replace("&#34;", "\"").replace("&quot;", "\"");
    let mut held: std::collections::BTreeMap<String, String> = serde_json::from_str(&base).expect("what the form held");
    held.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    // A box that is not ticked is not sent.
    held.retain(|name, value| name != "is_private" || !value.is_empty());
    let mut form = form! { version: page.attribute("name=\"version\" value", ""), base: base };
    form.extend(held);
    form
}

#[tokio::test]
async fn two_who_change_other_fields_of_a_card_both_win() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (one, two) = (space.member(Role::Editor).await, space.member(Role::Administrator).await);
    let card = add(&one, form! { last_name: "Peyrot", town: "Montauban", position: "Gérante" }).await;
    let edit = format!("{card}/modifier");
    let page = two.get(&edit).await.is(200);
    one.post(&edit, typed_over(&page, &[("town", "Moissac")])).await.is(303);
    let again = two.post(&edit, typed_over(&page, &[("position", "Directrice")])).await.is(409);
    let again = again.says("ne se croisent pas").says("value=\"Moissac\"").says("value=\"Directrice\"");
    two.post(&edit, typed_over(&again, &[("position", "Directrice")])).await.is(303);
    two.get(&card).await.says("Moissac").says("Fonction : Gérante → Directrice");
    // The same field: both values are told, and nothing else.
    let crossed = one.post(&edit, typed_over(&page, &[("town", "Caussade")])).await.is(409);
    crossed.says("<td>Caussade</td>").says("<td>Moissac</td>").says_not("<td>Directrice</td>");
}

#[tokio::test]
async fn somebody_alike_is_pointed_out_before_a_change_is_saved_and_only_for_what_was_typed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    add(&editor, form! { first_name: "Sylvie", last_name: "Peyrot", email: "sylvie@peyrot.example" }).await;
    let edit = format!("{}/modifier", add(&editor, form! { last_name: "Autre" }).await);
    let mut twin = typed_over(&editor.get(&edit).await.is(200), &[("email", "Sylvie@peyrot.example")]);
    editor.post(&edit, twin.clone()).await.is(422).says("peut-être déjà là").says("Sylvie Peyrot").says("Enregistrer quand même");
    twin.extend(form! { anyway: "1" });
    editor.post(&edit, twin).await.is(303);
    // The address is there now, and nobody changes it.
    editor.post(&edit, typed_over(&editor.get(&edit).await, &[("town", "Moissac")])).await.is(303);
    editor.post(&edit, typed_over(&editor.get(&edit).await, &[("last_name", "peyrot"), ("first_name", "Sylvie")])).await.is(422);
}

#[tokio::test]
async fn what_dolibarr_owns_is_read_only_and_tags_are_not() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = add(&owner, form! { last_name: "Peyrot" }).await;
    from_dolibarr(&space, id_of(&card)).await;
    owner.get(&card).await.is(200).says("se modifie dans Dolibarr").says_not(&format!("href=\"{card}/modifier\""));
    owner.get(&format!("{card}/modifier")).await.is(409);
    owner.post(&format!("{card}/modifier"), form! { last_name: "X", version: "1" }).await.is(409);
    owner.post(&format!("{card}/etiquettes"), form! { tag: "Chantier" }).await.is(303);
    owner.get("/admin/contacts").await.says("Chantier");
    // What the import put on stays.
    space.db.execute("UPDATE contact_tag SET source_id = $1", args![Uuid::now_v7()]).await.unwrap();
    let tag: Uuid = space.db.get("SELECT id FROM tag", args![]).await.unwrap();
    owner.post(&format!("{card}/etiquettes/{tag}/suppression"), form! {}).await.is(303);
    owner.get(&card).await.says("Chantier");
    space.db.execute("UPDATE contact_tag SET source_id = NULL", args![]).await.unwrap();
    owner.post(&format!("{card}/etiquettes/{tag}/suppression"), form! {}).await.is(303);
    owner.get_part("/admin/contacts").await.is(200).says_not("Chantier");
    // Deleted, it may come back with the next import.
    owner.get(&format!("{card}/suppression")).await.is(200).says("le prochain import ramènera");
    owner.post(&format!("{card}/suppression"), form! {}).await.is(303);
    let origins: i64 = space.db.get("SELECT COUNT(*) FROM origin", args![]).await.unwrap();
    assert_eq!(origins, 0);
}

#[tokio::test]
async fn archived_contacts_are_out_of_the_way_and_deleted_ones_are_gone() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let card = add(&owner, form! { last_name: "Peyrot", email: "s@peyrot.example" }).await;
    owner.post(&format!("{card}/archive"), form! {}).await.is(303);
    owner.get("/admin/contacts").await.says_not("Peyrot");
    owner.get("/admin/contacts?archives=1").await.says("Peyrot");
    owner.get(&format!("{card}?fait=archive")).await.says("Contact archivé");
    owner.post(&format!("{card}/archive/suppression"), form! {}).await.is(303);
    owner.get("/admin/contacts").await.says("Peyrot");
    owner.post(&format!("{card}/suppression"), form! {}).await.is(303);
    owner.get(&card).await.is(404);
    owner.get("/admin/contacts?q=peyrot").await.says_not("s@peyrot.example");
    let told: Vec<String> = space.db.list("SELECT fields FROM change_entry", args![]).await.unwrap();
    assert!(told.iter().all(|fields| !fields.contains("eyrot")), "the history forgot: {told:?}");
    owner.get("/admin/journal").await.is(200).says("Effacement");
}

#[tokio::test]
async fn readers_read() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let card = add(&space.owner().await, form! { last_name: "Peyrot" }).await;
    let reader = space.member(Role::Reader).await;
    reader.get(&card).await.is(200).says("Peyrot").says_not("Archiver").says_not("Modifier").says_not("Effacer");
    reader.get("/admin/contacts").await.is(200).says_not("Ajouter un contact");
    for (path, form) in [("/archive", form! {}), ("/modifier", form! { last_name: "X", version: "1" }), ("/etiquettes", form! { tag: "x" })] {
        reader.post(&format!("{card}{path}"), form).await.is(403);
    }
    space.member(Role::Editor).await.post(&format!("{card}/suppression"), form! {}).await.is(403);
}

#[tokio::test]
async fn the_list_pages_by_key_both_ways_without_losing_anybody() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let me: Uuid = space.db.get("SELECT id FROM member", args![]).await.unwrap();
    let sql =
        "INSERT INTO contact (id, last_name, name_key, is_private, private_to, version, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, 1, 1, 1)";
    // Twins in the sort: only the id tells them apart.
    let rows = (0..120).map(|n| args![Uuid::now_v7(), format!("Nom {n:03}"), format!("nom {:03}", n / 3), n % 7 == 0, me]).collect();
    space.db.execute_many(sql, rows).await.unwrap();
    let names = |text: &str| text.split(">Nom ").skip(1).map(|rest| rest[..3].to_owned()).collect::<Vec<_>>();
    let mut pages = vec![owner.get("/admin/contacts").await.is(200)];
    while pages.last().unwrap().text().contains("rel=\"next\"") {
        let next = pages.last().unwrap().attribute("rel=\"next\" href", "/admin/contacts?apres=");
        pages.push(owner.get(&next).await.is(200));
    }
    let forth: Vec<Vec<String>> = pages.iter().map(|page| names(&page.text())).collect();
    assert_eq!(forth.iter().map(Vec::len).collect::<Vec<_>>(), [50, 50, 20]);
    let mut all: Vec<String> = forth.concat();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), 120);
    let previous = pages[2].attribute("rel=\"prev\" href", "/admin/contacts?avant=");
    assert_eq!(names(&owner.get(&previous).await.is(200).text()), forth[1]);
}

#[tokio::test]
async fn lists_go_through_their_indexes() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    if !space.db.engine().encrypts_whole_databases() {
        return;
    }
    let plan = |sql: &'static str| {
        let db = &space.db;
        async move {
            let rows = db.query(&format!("EXPLAIN QUERY PLAN {sql}"), args![]).await.unwrap();
            rows.into_iter()
                .map(|row| match row.rest().last() {
                    Some(hootis_space::Value::Text(text)) => text.clone(),
                    _ => String::new(),
                })
                .collect::<Vec<_>>()
                .join("; ")
        }
    };
    let list = plan(
        "SELECT c.id FROM contact c LEFT JOIN party p ON p.id = c.party_id WHERE (NOT c.is_private OR c.private_to = x'00') AND c.archived_at IS NULL
                     AND (c.name_key, c.id) > ('a', x'00') ORDER BY c.name_key, c.id LIMIT 51",
    )
    .await;
    assert!(list.contains("contact_name_key") && !list.contains("TEMP B-TREE"), "{list}");
    let archived = plan("SELECT c.id FROM contact c WHERE c.archived_at IS NOT NULL ORDER BY c.name_key, c.id LIMIT 51").await;
    assert!(archived.contains("contact_archived") && !archived.contains("TEMP B-TREE"), "{archived}");
}

#[tokio::test]
async fn the_list_is_filtered_by_tag_and_ticked_contacts_are_tagged_and_archived_at_once() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, other) = (space.member(Role::Editor).await, space.member(Role::Editor).await);
    let mut ids = Vec::new();
    for name in ["Peyrot", "Cazals", "Moreau"] {
        ids.push(id_of(&add(&editor, form! { last_name: name }).await));
    }
    let hidden = id_of(&add(&other, form! { last_name: "Secret", is_private: "1" }).await);
    let ticked = |action: &str, etiquette: &str, ids: &[Uuid]| {
        let mut form = form! { action: action, etiquette: etiquette, retour: "/admin/contacts?q=" };
        form.extend(ids.iter().map(|id| ("ids".to_owned(), id.to_string())));
        form
    };
    let done = editor.post("/admin/contacts/lot", ticked("etiqueter", "Salon 2026", &[ids[0], ids[1], hidden])).await.is(303).location();
    editor.get(&done).await.is(200).says("2 contacts étiquetés").says("Salon 2026");
    let tag: Uuid = space.db.get("SELECT id FROM tag WHERE subject = 'contact'", args![]).await.unwrap();
    let list = format!("/admin/contacts?etiquette={tag}");
    editor.get(&list).await.is(200).says("Peyrot").says("Cazals").says_not("Moreau").says("2 contacts");
    other.get(&list).await.is(200).says_not("Secret");
    editor.get(&format!("{list}&q=caz")).await.is(200).says("Cazals").says_not("Peyrot");
    let done = editor.post("/admin/contacts/lot", ticked("retirer", "salon 2026", &[ids[0]])).await.is(303).location();
    editor.get(&done).await.is(200).says("Étiquette retirée d'un contact");
    let done = editor.post("/admin/contacts/lot", ticked("archiver", "", &[ids[1], ids[2], hidden])).await.is(303).location();
    editor.get(&done).await.is(200).says("2 contacts archivés").says_not("Moreau");
    other.get("/admin/contacts").await.is(200).says("Secret");
    editor.post("/admin/contacts/lot", ticked("desarchiver", "", &[ids[2]])).await.is(303);
    editor.get("/admin/contacts").await.is(200).says("Moreau").says_not("Cazals");
    editor.get(&format!("/admin/contacts/{}", ids[1])).await.is(200).says("Étiquette ajoutée").says("Fiche archivée");
    assert_eq!(editor.post("/admin/contacts/lot", ticked("archiver", "", &[])).await.is(303).location(), "/admin/contacts?q=&fait=archive-0");
    let evil = form! { action: "", retour: "https://evil.example/" };
    assert_eq!(editor.post("/admin/contacts/lot", evil).await.is(303).location(), "/admin/contacts?fait=");
    space.member(Role::Reader).await.post("/admin/contacts/lot", ticked("archiver", "", &ids)).await.is(403);
}
