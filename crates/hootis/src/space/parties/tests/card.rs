//! The card, and what hangs on it.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{filled, from_dolibarr, made};
use crate::testing::{TestApp, form};

#[tokio::test]
async fn a_customer_is_made_shown_and_found() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    owner.get("/admin/clients").await.is(200).says("Votre carnet est encore vide");
    owner.get("/admin/clients/nouveau").await.is(200).says("Nouveau client");
    let fields =
        [("name", "Boulangerie Peyrot"), ("siren", "913 402 111"), ("phone", "0536491280"), ("town", "Montauban"), ("postal_code", "82 000")];
    let id = made(&owner, &fields).await;
    let card = owner.get(&format!("/admin/clients/{id}")).await.is(200);
    card.says("Boulangerie Peyrot").says("913 402 111").says("05 36 49 12 80").says("82000 Montauban").says("a créé la fiche");
    owner.get("/admin/clients").await.is(200).says("Boulangerie Peyrot").says("Une fiche.");
    for question in ["peyrot", "PÉYROT", "montau", "913402111", "913 402", "05 36 49", "0536491280"] {
        let q = url::form_urlencoded::byte_serialize(question.as_bytes()).collect::<String>();
        owner.get_part(&format!("/admin/clients?q={q}")).await.is(200).says("Boulangerie Peyrot").says_not("<html");
    }
    owner.get("/admin/clients?q=menuiserie").await.is(200).says("Aucune fiche ne correspond");
}

#[tokio::test]
async fn a_double_click_makes_one_customer() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let id = owner.get("/admin/clients/nouveau").await.is(200).attribute("name=\"id\" value", "");
    let form = filled(&[("id", &id), ("name", "Peyrot")]);
    let first = owner.post("/admin/clients", form.clone()).await.is(303).location();
    // The double of the very same id is not a likely double: it is the same form.
    let second = owner.post("/admin/clients", form).await.is(303).location();
    assert_eq!((&first, &first), (&second, &format!("/admin/clients/{id}")));
    let count: i64 = space.db.get("SELECT COUNT(*) FROM party", args![]).await.unwrap();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn tags_are_put_on_and_taken_off_and_found() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let id = made(&owner, &[("name", "Peyrot")]).await;
    made(&owner, &[("name", "Delmas")]).await;
    let card = format!("/admin/clients/{id}");
    owner.post(&format!("{card}/etiquettes"), form! { name: "  Chantier   en cours " }).await.is(303);
    // The same in other words is the same tag.
    owner.post(&format!("{card}/etiquettes"), form! { name: "chantier EN cours" }).await.is(303);
    let page = owner.get(&card).await.is(200).says("Chantier en cours").says("a ajouté une étiquette");
    assert_eq!(page.text().matches("/retrait\"").count(), 1);
    owner.get("/admin/clients?q=chantier").await.is(200).says("Peyrot").says_not("Delmas");
    owner.get("/admin/clients?q=peyrot+chantier").await.is(200).says("Peyrot").says("Une fiche trouvée");
    let filter = page.attribute("href", "/admin/clients?etiquette=");
    owner.get(&filter).await.is(200).says("Peyrot").says_not("Delmas");
    let off = page.attribute("action", &format!("{card}/etiquettes/"));
    owner.post(&off, form! {}).await.is(303);
    owner.get(&filter).await.is(200).says("Aucune fiche ne correspond");
}

#[tokio::test]
async fn further_addresses_are_added_changed_and_deleted() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let card = format!("/admin/clients/{}", made(&owner, &[("name", "Peyrot")]).await);
    let id = owner.get(&format!("{card}/adresses/nouvelle")).await.is(200).attribute("name=\"id\" value", "");
    owner
        .post(&format!("{card}/adresses"), form! { id: id, label: "", town: "" })
        .await
        .is(422)
        .says("Donnez un nom")
        .says("au moins la rue ou la ville");
    for _ in 0..2 {
        let address = form! { id: id, label: "Livraison", address: "2, cour du Four", postal_code: "82000", town: "Montauban", country: "FR" };
        owner.post(&format!("{card}/adresses"), address).await.is(303);
    }
    let page = owner.get(&card).await.is(200).says("Livraison").says("cour du Four");
    assert_eq!(page.text().matches("cour du Four").count(), 1);
    let own = format!("{card}/adresses/{id}");
    owner.get(&own).await.is(200).says("cour du Four");
    owner.post(&own, form! { label: "Chantier", town: "Moissac", country: "BE" }).await.is(303);
    owner.get(&card).await.is(200).says("Chantier").says("Moissac").says("Belgique").says_not("cour du Four");
    owner.post(&format!("{own}/suppression"), form! {}).await.is(303);
    owner.get(&card).await.is(200).says("Aucune autre adresse");
    owner.post(&format!("{own}/suppression"), form! {}).await.is(404);
}

#[tokio::test]
async fn members_are_put_in_charge() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, _paul) = (space.owner().await, space.member(Role::Editor).await);
    let card = format!("/admin/clients/{}", made(&owner, &[("name", "Peyrot")]).await);
    let paul: Uuid = space.db.get("SELECT id FROM member WHERE name = 'Paul editor'", args![]).await.unwrap();
    owner.post(&format!("{card}/responsables"), form! { member: paul }).await.is(303);
    owner.get(&card).await.is(200).says("a confié la fiche");
    owner.get(&format!("/admin/clients?responsable={paul}")).await.is(200).says("Peyrot").says("Paul editor");
    owner.post(&format!("{card}/responsables/{paul}/retrait"), form! {}).await.is(303);
    owner.get(&format!("/admin/clients?responsable={paul}")).await.is(200).says("Aucune fiche ne correspond");
}

#[tokio::test]
async fn deleting_says_what_goes_and_then_it_is_gone() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let id = made(&owner, &[("name", "Peyrot"), ("email", "contact@peyrot.example")]).await;
    let card = format!("/admin/clients/{id}");
    owner.post(&format!("{card}/notes"), form! { body: "Livrer par la cour" }).await.is(303);
    let contact = "INSERT INTO contact (id, party_id, last_name, name_key, is_private, version, created_at, updated_at) VALUES ($1, $2, 'Peyrot', 'peyrot', $3, 1, 1, 1)";
    space.db.execute(contact, args![Uuid::now_v7(), id, false]).await.unwrap();
    owner.get(&format!("{card}/suppression")).await.is(200).says("définitive").says("une note interne").says("Un contact reste");
    owner.post(&format!("{card}/suppression"), form! {}).await.is(303);
    owner.get(&card).await.is(404);
    owner.get("/admin/clients?q=peyrot").await.is(200).says("Aucune fiche ne correspond");
    for left in ["party", "note", "search_entry", "party_address", "party_tag"] {
        let count: i64 = space.db.get(&format!("SELECT COUNT(*) FROM {left}"), args![]).await.unwrap();
        assert_eq!(count, 0, "{left}");
    }
    let trace: String = space.db.get("SELECT fields FROM change_entry WHERE subject_id = $1", args![id]).await.unwrap();
    assert_eq!(trace, "[]", "that it was deleted, not what it was");
    let alone: i64 = space.db.get("SELECT COUNT(*) FROM contact WHERE party_id IS NULL", args![]).await.unwrap();
    assert_eq!(alone, 1);
}

#[tokio::test]
async fn a_reader_sees_no_button_and_an_editor_may_not_delete() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let card = format!("/admin/clients/{}", made(&space.owner().await, &[("name", "Peyrot")]).await);
    let reader = space.member(Role::Reader).await;
    let page = reader.get(&card).await.is(200).says("Peyrot");
    for action in ["/modifier", "/archivage", "/suppression", "/etiquettes", "/notes\"", "/adresses/nouvelle", "/responsables"] {
        assert!(!page.text().contains(action), "a reader is shown {action}");
    }
    reader.get("/admin/clients").await.is(200).says_not("/admin/clients/nouveau").says_not("name=\"ids\"");
    for path in ["/modifier", "/archivage", "/suppression", "/etiquettes", "/notes", "/adresses"] {
        reader.post(&format!("{card}{path}"), form! { name: "X", body: "X" }).await.is(403);
    }
    let editor = space.member(Role::Editor).await;
    editor.get(&card).await.is(200).says("/modifier").says_not("/suppression\"");
    editor.post(&format!("{card}/suppression"), form! {}).await.is(403);
}

#[tokio::test]
async fn what_dolibarr_owns_is_read_only_and_says_so() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let id = made(&owner, &[("name", "Peyrot")]).await;
    from_dolibarr(&space.db, app.app.now(), id).await;
    let card = format!("/admin/clients/{id}");
    owner.get(&card).await.is(200).says("Lecture seule").says("erp.example, ligne 17").says_not("/modifier\"");
    owner.get(&format!("{card}/modifier")).await.is(200).says("vient de Dolibarr").says("disabled");
    owner.post(&format!("{card}/modifier"), filled(&[("name", "Autre"), ("version", "1")])).await.is(409).says("Rien n'a été changé");
    let name: String = space.db.get("SELECT name FROM party WHERE id = $1", args![id]).await.unwrap();
    assert_eq!(name, "Peyrot");
    // What is ours stays ours.
    owner.post(&format!("{card}/etiquettes"), form! { name: "Fidèle" }).await.is(303);
    owner.post(&format!("{card}/notes"), form! { body: "Livrer par la cour" }).await.is(303);
    owner.post(&format!("{card}/adresses"), form! { label: "Dépôt", town: "Moissac" }).await.is(303);
    owner.post(&format!("{card}/archivage"), form! {}).await.is(303);
    owner.get(&card).await.is(200).says("Fidèle").says("Livrer par la cour").says("Dépôt").says("archivé");
    owner.get("/admin/clients?origine=dolibarr&type=archive").await.is(200).says("Peyrot");
    owner.get("/admin/clients?origine=hootis&type=archive").await.is(200).says("Aucune fiche ne correspond");
}

#[tokio::test]
async fn a_tag_that_dolibarr_put_on_stays_on() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let id = made(&owner, &[("name", "Peyrot")]).await;
    let card = format!("/admin/clients/{id}");
    owner.post(&format!("{card}/etiquettes"), form! { name: "Fidèle" }).await.is(303);
    space.db.execute("UPDATE party_tag SET source_id = $1", args![Uuid::now_v7()]).await.unwrap();
    let tag: Uuid = space.db.get("SELECT id FROM tag", args![]).await.unwrap();
    owner.get(&card).await.is(200).says("Fidèle").says_not("/retrait");
    owner.post(&format!("{card}/etiquettes/{tag}/retrait"), form! {}).await.is(303);
    owner.get(&card).await.is(200).says("Fidèle");
}

#[tokio::test]
async fn private_contacts_are_shown_to_their_member_only() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, paul) = (space.owner().await, space.member(Role::Editor).await);
    let id = made(&owner, &[("name", "Peyrot")]).await;
    let own: Uuid = space.db.get("SELECT id FROM member WHERE name = 'Paul editor'", args![]).await.unwrap();
    for (name, private_to) in [("Public", None), ("Deux", Some(own)), ("Orphelin", None)] {
        let sql = "INSERT INTO contact (id, party_id, last_name, name_key, is_private, private_to, version, created_at, updated_at) VALUES ($1, $2, $3, $3, $4, $5, 1, 1, 1)";
        space.db.execute(sql, args![Uuid::now_v7(), id, name, name != "Public", private_to]).await.unwrap();
    }
    let card = format!("/admin/clients/{id}");
    owner.get(&card).await.is(200).says("Public").says("Orphelin").says_not("Deux");
    paul.get(&card).await.is(200).says("Public").says("Deux").says_not("Orphelin");
}
