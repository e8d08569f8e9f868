//! Likely doubles are pointed out before anything is kept.

use super::{filled, form_of, made, with};
use crate::testing::TestApp;

#[tokio::test]
async fn a_likely_double_is_pointed_out_and_can_be_made_all_the_same() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let id =
        made(&owner, &[("name", "Café des Platanes"), ("siren", "913402111"), ("email", "Contact@Platanes.example"), ("postal_code", "82200")]).await;
    for (typed, why) in [
        (vec![("name", "Autre nom"), ("siren", "913402111")], "même SIREN"),
        (vec![("name", "Autre nom"), ("email", "contact@platanes.example")], "même adresse e-mail"),
        (vec![("name", "CAFE DES PLATANES"), ("postal_code", "82200")], "même nom"),
        (vec![("name", "Café-des-Platanes")], "même nom"),
    ] {
        owner
            .post("/admin/clients", filled(&typed))
            .await
            .is(422)
            .says("existe peut-être déjà")
            .says(why)
            .says(&id.to_string())
            .says("Créer quand même");
    }
    // The same name in another town is another café.
    made(&owner, &[("name", "Café des Platanes"), ("postal_code", "31000")]).await;
    made(&owner, &[("name", "Café des Platanes"), ("postal_code", "82200"), ("confirmed", "1")]).await;
}

#[tokio::test]
async fn what_was_there_before_a_change_is_not_pointed_out_again() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    made(&owner, &[("name", "Peyrot")]).await;
    let id = made(&owner, &[("name", "Peyrot"), ("confirmed", "1")]).await;
    let edit = format!("/admin/clients/{id}/modifier");
    owner.post(&edit, with(form_of(&owner, id).await, &[("town", "Moissac")])).await.is(303);
    made(&owner, &[("name", "Delmas"), ("email", "contact@delmas.example")]).await;
    owner.post(&edit, with(form_of(&owner, id).await, &[("email", "contact@delmas.example")])).await.is(422).says("même adresse e-mail");
}

#[tokio::test]
async fn an_archived_double_is_pointed_out_too() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    let id = made(&owner, &[("name", "Peyrot")]).await;
    owner.post(&format!("/admin/clients/{id}/archivage"), vec![]).await.is(303);
    owner.post("/admin/clients", filled(&[("name", "PEYROT")])).await.is(422).says("archivé");
}
