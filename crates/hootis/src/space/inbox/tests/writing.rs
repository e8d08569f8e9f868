//! Beginning, answering, changing, deleting.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_policy::talk;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{answer, begin, contact, id_of, messages, party, read};
use crate::testing::{TestApp, form};

#[tokio::test]
async fn a_conversation_is_begun_from_a_card_answered_and_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let peyrot = party(&space, "Boulangerie Peyrot").await;
    let (sylvie, yannick) = (contact(&space, Some(peyrot), "Sylvie", "Peyrot").await, contact(&space, Some(peyrot), "Yannick", "Moreau").await);
    editor.get(&format!("/admin/clients/{peyrot}")).await.is(200).says("Aucune conversation pour le moment").says("/admin/messages/nouveau?client=");
    editor.get("/admin/messages").await.is(200).says("Personne n'attend de réponse");
    editor.get("/admin/messages/nouveau?q=peyro").await.is(200).says("Boulangerie Peyrot").says("Sylvie Peyrot").says_not("Yannick");
    let form = editor.get(&format!("/admin/messages/nouveau?client={peyrot}")).await.is(200).says("Sylvie Peyrot").says("Yannick Moreau");
    let id: Uuid = form.attribute("name=\"id\" value", "").parse().unwrap();
    let post = form! { id: id, client: peyrot, avec: sylvie, subject: " Le  comptoir ", body: "Bonjour Sylvie,\r\nle comptoir est en place." };
    for _ in 0..2 {
        let to = editor.post("/admin/messages", post.clone()).await.is(303).location();
        assert_eq!(to, format!("/admin/messages/{id}#fin"), "a double click begins one conversation");
    }
    assert_eq!(messages(&space, id).await.len(), 1);
    let page = editor.get(&format!("/admin/messages/{id}")).await.is(200);
    page.says("Le comptoir")
        .says("Sylvie Peyrot")
        .says("le comptoir est en place.")
        .says("Aujourd'hui")
        .says_not("Vu par")
        .says("Suivi par")
        .says_not("Yannick");
    app.advance(Duration::from_secs(60));
    read(&space, app.app.now(), id, sylvie).await;
    editor.get(&format!("/admin/messages/{id}")).await.is(200).says("Vu par Sylvie Peyrot").says("A lu le");
    answer(&app, &space, id, sylvie, "Sylvie Peyrot", "Magnifique, merci. Voir https://four.example/plan.").await;
    editor.get("/admin").await.is(200).says("à traiter");
    editor.get("/admin/messages").await.is(200).says("Boulangerie Peyrot").says("Magnifique").says("non lus");
    let page = editor.get(&format!("/admin/messages/{id}")).await.is(200).says("Station Clients");
    page.says("<a href=\"https://four.example/plan\" rel=\"noopener noreferrer nofollow\">").says_not("Vu par");
    editor.get("/admin/messages").await.is(200).says_not("non lus");
    editor.post(&format!("/admin/messages/{id}/messages"), form! { body: "Avec plaisir." }).await.is(303);
    editor.get("/admin/messages").await.is(200).says("Personne n'attend de réponse");
    editor.get("/admin/messages?vue=toutes").await.is(200).says("Avec plaisir.");
    editor.get("/admin/messages?vue=pour-moi").await.is(200).says("Avec plaisir.");
    editor.get(&format!("/admin/clients/{peyrot}")).await.is(200).says("Le comptoir").says("Avec plaisir.");
    editor.get(&format!("/admin/contacts/{sylvie}")).await.is(200).says("Le comptoir");
    editor.get(&format!("/admin/contacts/{yannick}")).await.is(200).says_not("Le comptoir");
    space.owner().await.get("/admin/journal").await.is(200).says("Conversation").says("Le comptoir");
}

#[tokio::test]
async fn what_is_refused_comes_back_with_what_was_typed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let (sylvie, stranger) = (contact(&space, None, "Sylvie", "Peyrot").await, contact(&space, None, "Zoé", "Autre").await);
    let nobody = form! { id: Uuid::now_v7(), contact: sylvie, avec: stranger, subject: "Objet", body: "Bonjour" };
    editor.post("/admin/messages", nobody).await.is(422).says("Choisissez au moins une personne").says("Objet").says("Bonjour");
    editor.post("/admin/messages", form! { contact: sylvie, avec: sylvie, body: " " }).await.is(422).says("Écrivez quelque chose");
    editor.post("/admin/messages", form! { contact: Uuid::now_v7(), body: "x" }).await.is(404);
    assert_eq!(editor.post("/admin/messages", form! { body: "x" }).await.is(303).location(), "/admin/messages/nouveau");
    let talk = begin(&editor, &[sylvie], "Bonjour").await;
    let long = "é".repeat(talk::MESSAGE_CHARS + 1);
    let page = editor.post(&format!("{talk}/messages"), form! { body: &long }).await.is(422).says("10 001 caractères");
    assert!(page.text().contains(&long), "nothing that was typed is lost");
    assert_eq!(messages(&space, id_of(&talk)).await.len(), 1);
    let id = Uuid::now_v7();
    for _ in 0..3 {
        editor.post(&format!("{talk}/messages"), form! { id: id, body: "Une fois" }).await.is(303);
    }
    assert_eq!(messages(&space, id_of(&talk)).await.len(), 2, "a double click writes one message");
}

#[tokio::test]
async fn too_many_messages_in_a_minute_are_refused() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let talk = begin(&editor, &[contact(&space, None, "Sylvie", "Peyrot").await], "Bonjour").await;
    for n in 1..talk::MESSAGES_PERSON.most {
        editor.post(&format!("{talk}/messages"), form! { body: n }).await.is(303);
    }
    editor.post(&format!("{talk}/messages"), form! { body: "encore" }).await.is(429).says("Trop de messages");
    app.advance(Duration::from_secs(61));
    editor.post(&format!("{talk}/messages"), form! { body: "encore" }).await.is(303);
}

#[tokio::test]
async fn a_message_is_changed_for_a_while_with_a_trace_and_deleted_with_one() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, other, admin) = (space.member(Role::Editor).await, space.member(Role::Editor).await, space.member(Role::Administrator).await);
    let talk = begin(&editor, &[contact(&space, None, "Sylvie", "Peyrot").await], "Rendez-vous mardi").await;
    let own = format!("{talk}/messages/{}", messages(&space, id_of(&talk)).await[0]);
    editor.get(&own).await.is(200).says("Rendez-vous mardi").says("10 minutes").says("1 an");
    other.get(&own).await.is(403);
    other.post(&own, form! { body: "Autre" }).await.is(403);
    other.post(&format!("{own}/suppression"), form! {}).await.is(403);
    admin.get(&own).await.is(200).says("Rendez-vous mardi").says_not("<textarea");
    admin.post(&own, form! { body: "Autre" }).await.is(403);
    app.advance(Duration::from_secs(5 * 60));
    editor.post(&own, form! { body: "  " }).await.is(422).says("Écrivez quelque chose");
    editor.post(&own, form! { body: "Rendez-vous jeudi" }).await.is(303);
    editor.get(&talk).await.is(200).says("Rendez-vous jeudi").says_not("mardi").says("Modifié à 09:05");
    editor.get("/admin/recherche?q=jeudi").await.is(200).says("Rendez-vous jeudi");
    editor.get("/admin/recherche?q=mardi").await.is(200).says_not("Rendez-vous");
    app.advance(talk::EDIT.as_duration());
    editor.post(&own, form! { body: "Rendez-vous lundi" }).await.is(422).says("ce délai est passé").says("Rendez-vous lundi");
    editor.get(&talk).await.is(200).says("Rendez-vous jeudi");
    admin.post(&format!("{own}/suppression"), form! {}).await.is(303);
    editor.get(&talk).await.is(200).says("Message supprimé").says_not("jeudi").says("Supprimé à 09:15");
    editor.get(&own).await.is(403);
    editor.get("/admin/recherche?q=jeudi").await.is(200).says_not("Rendez-vous");
    let left: Vec<String> = space.db.list("SELECT body FROM message", args![]).await.unwrap();
    assert_eq!(left, [""], "the words are gone");
    admin.get("/admin/journal?sujet=conversation").await.is(200).says("Message supprimé");
    // The trace goes too, one day.
    app.advance(hootis_policy::retention::MESSAGE_TRACE.keep.as_duration());
    app.sweep().await;
    assert_eq!(messages(&space, id_of(&talk)).await.len(), 0);
    space.owner().await.get(&talk).await.is(200);
}

#[tokio::test]
async fn a_draft_is_kept_until_its_message_is_sent_or_forgotten() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, other) = (space.member(Role::Editor).await, space.member(Role::Editor).await);
    let talk = begin(&editor, &[contact(&space, None, "Sylvie", "Peyrot").await], "Bonjour").await;
    let id = Uuid::now_v7();
    editor.post(&format!("{talk}/brouillon"), form! { id: id, body: "Je voulais dire", aside: "1" }).await.is(303);
    editor.get(&talk).await.is(200).says("Je voulais dire").says("Brouillon gardé à l'instant").says("value=\"1\" checked");
    other.get(&talk).await.is(200).says_not("Je voulais dire");
    editor.post(&format!("{talk}/messages"), form! { id: id, body: "Je voulais dire merci", aside: "1" }).await.is(303);
    // The last keystroke comes in after the message.
    editor.post(&format!("{talk}/brouillon"), form! { id: id, body: "Je voulais dire merc", aside: "1" }).await.is(303);
    editor.get(&talk).await.is(200).says("Je voulais dire merci").says_not("Brouillon gardé");
    editor.post(&format!("{talk}/brouillon"), form! { body: "Oublié" }).await.is(303);
    app.advance(hootis_policy::retention::MESSAGE_DRAFT.keep.as_duration());
    app.sweep().await;
    let kept: i64 = space.db.get("SELECT COUNT(*) FROM conversation_member WHERE draft IS NOT NULL", args![]).await.unwrap();
    assert_eq!(kept, 0);
}
