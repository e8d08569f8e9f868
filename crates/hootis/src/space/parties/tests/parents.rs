//! What a party belongs to.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{fields_in, filled, form_of, made, with};
use crate::testing::TestApp;

#[tokio::test]
async fn a_parent_is_found_by_its_name_with_a_script_or_without_and_told() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let group = made(&owner, &[("name", "Groupe Lacaze"), ("town", "Moissac")]).await;
    made(&owner, &[("name", "Lacaze Transports")]).await;
    owner.get_part("/admin/clients/maison-mere?parent=laca").await.is(200).says("Groupe Lacaze").says("Lacaze Transports").says("Aucune");
    // The button that looks makes nothing, and keeps what was typed.
    let look = filled(&[("name", "Garage Lacaze"), ("parent", "lacaze"), ("look", "1"), ("email", "contact@lacaze.example")]);
    owner.post("/admin/clients", look).await.is(200).says("Groupe Lacaze").says("contact@lacaze.example");
    owner.post("/admin/clients", filled(&[("name", "Garage"), ("parent", "lacaze")])).await.is(422).says("Plusieurs fiches correspondent");
    owner.post("/admin/clients", filled(&[("name", "Garage"), ("parent", "personne")])).await.is(422).says("Aucune fiche ne porte ce nom");
    let child = made(&owner, &[("name", "Garage"), ("parent", "groupe lacaze")]).await;
    owner.get(&format!("/admin/clients/{child}")).await.is(200).says("Maison mère").says("Groupe Lacaze");
    owner.get(&format!("/admin/clients/{group}")).await.is(200).says("Filiales et établissements").says("Garage");
    // Taken away again.
    let form = with(form_of(&owner, child).await, &[("parent_id", ""), ("parent", "")]);
    owner.post(&format!("/admin/clients/{child}/modifier"), form).await.is(303);
    owner.get(&format!("/admin/clients/{child}")).await.is(200).says("Maison mère : <del>Groupe Lacaze</del>");
}

#[tokio::test]
async fn nobody_belongs_to_themselves_not_even_through_others() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let top = made(&owner, &[("name", "Holding")]).await;
    let middle = made(&owner, &[("name", "Groupe"), ("parent_id", &top.to_string())]).await;
    let bottom = made(&owner, &[("name", "Atelier"), ("parent_id", &middle.to_string())]).await;
    for parent in [top, middle, bottom] {
        let form = with(form_of(&owner, top).await, &[("parent_id", &parent.to_string())]);
        owner.post(&format!("/admin/clients/{top}/modifier"), form).await.is(422).says("dépend déjà de cette fiche");
    }
    let parent: Option<Uuid> = space.db.get("SELECT parent_id FROM party WHERE id = $1", args![top]).await.unwrap();
    assert_eq!(parent, None);
    // A circle that is there all the same (two saved in the same instant) is no endless walk.
    space.db.execute("UPDATE party SET parent_id = $1 WHERE id = $2", args![bottom, top]).await.unwrap();
    let other = made(&owner, &[("name", "Autre"), ("parent_id", &bottom.to_string())]).await;
    owner.get(&format!("/admin/clients/{other}")).await.is(200).says("Atelier");
}

#[tokio::test]
async fn two_people_who_choose_different_parents_see_both_names() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (one, two) = (made(&owner, &[("name", "Groupe Un")]).await, made(&owner, &[("name", "Groupe Deux")]).await);
    let id = made(&owner, &[("name", "Atelier")]).await;
    let edit = format!("/admin/clients/{id}/modifier");
    let form = form_of(&owner, id).await;
    owner.post(&edit, with(form.clone(), &[("parent_id", &one.to_string())])).await.is(303);
    let page = owner.post(&edit, with(form, &[("parent_id", &two.to_string())])).await.is(409);
    let page = page.says("<td class=\"h-lines\">Groupe Un</td><td class=\"h-lines\">Groupe Deux</td>");
    owner.post(&edit, with(fields_in(&page), &[("parent_id", &two.to_string())])).await.is(303);
    owner.get(&format!("/admin/clients/{id}")).await.is(200).says("Groupe Deux");
}

#[tokio::test]
async fn fax_capital_register_and_supplier_code_are_ours_to_write() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let more = [("fax", "05 36 49 12 99"), ("capital", "10 000 €"), ("register_place", "Montauban"), ("supplier_code", "FO-0042")];
    let id = made(&owner, &[&[("name", "Scierie")][..], &more].concat()).await;
    let page = owner.get(&format!("/admin/clients/{id}")).await.is(200);
    page.says("05 36 49 12 99").says("10 000 €").says("FO-0042").says("Montauban");
    owner.get("/admin/clients?q=fo-0042").await.is(200).says("Scierie");
    owner.post("/admin/clients", filled(&[("name", "Autre"), ("fax", "05 36")])).await.is(422).says("05 36");
    let form = with(form_of(&owner, id).await, &[("capital", "")]);
    owner.post(&format!("/admin/clients/{id}/modifier"), form).await.is(303);
    owner.get(&format!("/admin/clients/{id}")).await.is(200).says("<del>10 000 €</del>");
}
