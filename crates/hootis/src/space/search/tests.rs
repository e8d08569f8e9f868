//! Stories of the search.

use hootis_policy::permissions::Role;
use uuid::Uuid;

use crate::testing::{Client, TestApp, form};

async fn contact(by: &Client, first: &str, last: &str, private: bool) {
    let mut form = form! { id: Uuid::now_v7(), first_name: first, last_name: last };
    if private {
        form.extend(form! { is_private: "1" });
    }
    by.post("/admin/contacts/nouveau", form).await.is(303);
}

#[tokio::test]
async fn one_question_finds_contacts_and_members_whatever_the_accents() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    contact(&owner, "Élodie", "Garrigues", false).await;
    owner.get("/admin/recherche?q=ELODIE+garri").await.is(200).says("Élodie Garrigues");
    owner.get("/admin/recherche?q=olive").await.is(200).says("Olive Acme");
    owner.get("/admin/recherche?q=introuvable").await.is(200).says("Rien de ce nom");
    owner.get("/admin/recherche").await.is(200).says("quelques lettres");
    let part = owner.get_part("/admin/recherche?q=elodie").await.is(200).says("Élodie");
    assert!(!part.text().contains("<html"));
}

#[tokio::test]
async fn a_private_contact_is_found_by_nobody_else() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, editor) = (space.owner().await, space.member(Role::Editor).await);
    contact(&editor, "Zoé", "Secrète", true).await;
    editor.get("/admin/recherche?q=zoe").await.says("Zoé Secrète");
    owner.get("/admin/recherche?q=zoe").await.says_not("Secrète");
}

#[tokio::test]
async fn a_party_is_found_by_its_tag_as_in_the_list() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    for name in ["Peyrot", "Delmas"] {
        owner.post("/admin/clients", form! { id: Uuid::now_v7(), kind: "company", name: name, is_customer: "1", country: "FR" }).await.is(303);
    }
    let list = owner.get("/admin/clients?q=peyrot").await.is(200);
    let card = list.attribute("href", "/admin/clients/0");
    owner.post(&format!("{card}/etiquettes"), form! { name: "Chantier en cours" }).await.is(303);
    for question in ["chantier", "peyrot+chantier"] {
        owner.get(&format!("/admin/recherche?q={question}")).await.is(200).says("Peyrot").says_not("Delmas");
        owner.get(&format!("/admin/clients?q={question}")).await.is(200).says("Peyrot").says_not("Delmas");
    }
    owner.get("/admin/recherche?q=delmas+chantier").await.is(200).says_not("Peyrot");
}

#[tokio::test]
async fn nothing_that_is_typed_breaks_the_search() {
    let app = TestApp::new().await;
    let owner = app.space("Acme").await.owner().await;
    for question in ["%", "\"", "'", "a\"b OR c", "NEAR(", "*", "é", "%00", "&#60;script&#62;", &"x".repeat(5_000)] {
        let query: String = url::form_urlencoded::byte_serialize(question.as_bytes()).collect();
        owner.get(&format!("/admin/recherche?q={query}")).await.is(200);
        owner.get(&format!("/admin/contacts?q={query}")).await.is(200);
    }
}
