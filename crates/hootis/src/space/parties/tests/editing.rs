//! Changing a party: what is wrong is said, and two people lose nothing.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use super::{fields_in, filled, form_of, made, with};
use crate::testing::TestApp;

#[tokio::test]
async fn a_refused_form_says_what_is_missing_and_keeps_what_was_typed() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let typed = [("name", "Peyrot"), ("siren", "91340211"), ("email", "contact@"), ("phone", "05364912"), ("postal_code", "8200")];
    let page = owner.post("/admin/clients", filled(&typed)).await.is(422);
    page.says("Il manque un chiffre : un SIREN en a 9")
        .says("Il manque 2 chiffres")
        .says("un code postal français en a 5")
        .says("contact@")
        .says("4 champs");
    owner.post("/admin/clients", filled(&[("name", " ")])).await.is(422).says("Donnez un nom");
    owner
        .post("/admin/clients", filled(&[("name", "Peyrot"), ("siren", "913402111"), ("siret", "73282932000074")]))
        .await
        .is(422)
        .says("doit commencer par le SIREN");
    owner.post("/admin/clients", filled(&[("name", "Peyrot"), ("vat_number", "FR93913402111")])).await.is(422).says("FR 92 913402111");
    owner.get("/admin/clients").await.is(200).says("Votre carnet est encore vide");
}

#[tokio::test]
async fn a_siret_brings_its_siren_and_every_change_is_on_the_timeline() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let id = made(&owner, &[("name", "Peyrot"), ("siret", "732 829 320 00074")]).await;
    let card = format!("/admin/clients/{id}");
    owner.get(&card).await.is(200).says("732 829 320");
    let form = with(form_of(&owner, id).await, &[("name", "Boulangerie Peyrot"), ("town", "Moissac")]);
    owner.post(&format!("{card}/modifier"), form).await.is(303);
    owner.get(&card).await.is(200).says("a modifié la fiche").says("<del>Peyrot</del> → Boulangerie Peyrot").says("Moissac");
    owner.get("/admin/clients?q=moissac").await.is(200).says("Boulangerie Peyrot");
    owner.get("/admin/clients?q=montauban").await.is(200).says("Aucune fiche ne correspond");
}

#[tokio::test]
async fn saving_without_a_change_changes_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let id = made(&owner, &[("name", "Peyrot"), ("address", "14, rue de la Résistance\r\nBâtiment B"), ("is_supplier", "1")]).await;
    let form = form_of(&owner, id).await;
    owner.post(&format!("/admin/clients/{id}/modifier"), form).await.is(303);
    let version: i64 = space.db.get("SELECT version FROM party WHERE id = $1", args![id]).await.unwrap();
    assert_eq!(version, 1);
}

#[tokio::test]
async fn the_second_of_two_people_is_told_and_loses_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, paul) = (space.owner().await, space.member(Role::Editor).await);
    let id = made(&owner, &[("name", "Peyrot"), ("town", "Montauban"), ("phone", "0536491280")]).await;
    let (card, edit) = (format!("/admin/clients/{id}"), format!("/admin/clients/{id}/modifier"));
    let (olives, pauls) = (form_of(&owner, id).await, form_of(&paul, id).await);
    app.advance(Duration::from_secs(60));
    paul.post(&edit, with(pauls, &[("town", "Moissac"), ("phone", "0536491281")])).await.is(303);
    let page = owner.post(&edit, with(olives, &[("town", "Caussade"), ("email", "contact@peyrot.example")])).await.is(409);
    // Who, both values side by side, and what was typed.
    let page = page.says("Paul editor a enregistré cette fiche").says("<td class=\"h-lines\">Moissac</td><td class=\"h-lines\">Caussade</td>");
    let again = fields_in(&page);
    let value = |name: &str| again.iter().find(|(field, _)| field == name).map(|(_, value)| value.as_str());
    assert_eq!(value("town"), Some("Caussade"), "what was typed stays");
    assert_eq!(value("email"), Some("contact@peyrot.example"));
    assert_eq!(value("phone"), Some("05 36 49 12 81"), "what was not typed is up to date");
    owner.post(&edit, again).await.is(303);
    owner.get(&card).await.is(200).says("Caussade").says("05 36 49 12 81").says("contact@peyrot.example");
}

#[tokio::test]
async fn changes_to_other_fields_do_not_clash() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, paul) = (space.owner().await, space.member(Role::Editor).await);
    let id = made(&owner, &[("name", "Peyrot")]).await;
    let edit = format!("/admin/clients/{id}/modifier");
    let (olives, pauls) = (form_of(&owner, id).await, form_of(&paul, id).await);
    app.advance(Duration::from_secs(60));
    paul.post(&edit, with(pauls, &[("town", "Moissac")])).await.is(303);
    let page = owner.post(&edit, with(olives, &[("alias", "Le Fournil")])).await.is(409).says("ne se croisent pas");
    owner.post(&edit, fields_in(&page)).await.is(303);
    owner.get(&format!("/admin/clients/{id}")).await.is(200).says("Le Fournil").says("Moissac");
}
