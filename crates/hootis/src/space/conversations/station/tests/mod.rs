//! Stories of conversations, as contacts live them.

mod files;
mod sealed;

use std::time::Duration;

use axum::body::Body;
use futures::StreamExt as _;
use hootis_policy::permissions::Role;
use hootis_policy::talk;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::super::notices;
use crate::testing::portal::TestContact;
use crate::testing::{Client, TestApp, form};

/// A contact begins a conversation; its address in Station Clients.
async fn begin(contact: &TestContact, subject: &str, body: &str) -> String {
    contact.client.get("/messages/nouveau").await.is(200);
    let to = contact.client.post("/messages", form! { id: Uuid::now_v7(), subject: subject, body: body }).await.is(303).location();
    to.split('#').next().unwrap().to_owned()
}

async fn open(by: &Client, path: &str) -> axum::body::BodyDataStream {
    by.open(by.request("GET", path).body(Body::empty()).expect("a request")).await.into_data_stream()
}

async fn next(stream: &mut axum::body::BodyDataStream) -> Option<String> {
    Some(String::from_utf8(stream.next().await?.expect("no failure").to_vec()).expect("text"))
}

#[tokio::test]
async fn a_contact_and_a_member_converse_and_each_sees_the_other_at_once() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let peyrot = space.party("Fournil Peyrot").await;
    let sylvie = space.contact("Sylvie Peyrot", Some(peyrot), "own").await;
    sylvie.client.get("/messages").await.is(200).says("Aucune conversation");
    let mut office = open(&editor, "/admin/messages/flux").await;
    next(&mut office).await.unwrap();
    let talk = begin(&sylvie, "Pose des étagères", "Peut-on décaler à jeudi ?").await;
    let id = talk.rsplit('/').next().unwrap().to_owned();
    let event = next(&mut office).await.unwrap();
    assert!(event.contains(&id) && event.contains("\"n\":1"), "{event}");
    editor.get("/admin/messages").await.is(200).says("Fournil Peyrot").says("Peut-on décaler");
    let mut portal = open(&sylvie.client, "/messages/flux").await;
    next(&mut portal).await.unwrap();
    editor.get(&format!("/admin{talk}")).await.is(200).says("Pose des étagères");
    assert!(next(&mut portal).await.unwrap().contains(&id), "it was seen");
    sylvie.client.get(&talk).await.is(200).says("Vu par Acme").says_not("Vu par Paul");
    editor.post(&format!("/admin{talk}/messages"), form! { body: "Jeudi convient." }).await.is(303);
    let event = next(&mut portal).await.unwrap();
    assert!(event.contains("event: talk") && event.contains("\"n\":1"), "{event}");
    sylvie.client.get("/messages").await.is(200).says("Jeudi convient.").says("non lus");
    sylvie.client.get(&talk).await.is(200).says("Jeudi convient.");
    sylvie.client.get("/messages").await.is(200).says_not("non lus");
    editor.get(&format!("/admin{talk}")).await.is(200).says("Vu par Sylvie Peyrot");
    sylvie.client.post(&format!("{talk}/fin"), form! {}).await.is(303);
    editor.get(&format!("/admin{talk}")).await.is(200).says("Rouvrir");
    space.owner().await.get("/admin/journal").await.is(200).says("Conversation terminée").says("Sylvie Peyrot");
}

/// A page without what is another at each time that it is asked for.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for mark in ["value=\"", "data-h-since=\""] {
        let mut parts = text.split(mark).map(str::to_owned).collect::<Vec<_>>().into_iter();
        let first = parts.next().unwrap_or_default();
        text = parts.fold(first, |all, rest| all + rest.split_once('"').map_or("", |(_, rest)| rest));
    }
    text
}

/// What colleagues say aside is in no page, part, event or count of Station Clients.
#[tokio::test]
async fn nothing_of_an_internal_note_reaches_a_contact() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let sylvie = space.contact("Sylvie Peyrot", None, "everything").await;
    let talk = begin(&sylvie, "Devis", "Bonjour").await;
    sylvie.client.get(&talk).await.is(200);
    editor.get(&format!("/admin{talk}")).await.is(200);
    let before = sylvie.client.get(&talk).await.is(200);
    let (page, news) = (before.text(), before.attribute("hx-get", &format!("{talk}/suite")));
    let mut portal = open(&sylvie.client, "/messages/flux").await;
    next(&mut portal).await.unwrap();
    editor.post(&format!("/admin{talk}/messages"), form! { aside: "1", body: "Client difficile @Paul" }).await.is(303);
    editor.post(&format!("/admin{talk}/suivi"), form! { membre: "" }).await.is(303);
    let part = sylvie.client.get_part(&news).await.is(200);
    part.says_not("difficile").says_not("Note");
    assert_eq!(plain(&sylvie.client.get(&talk).await.is(200).text()), plain(&page), "not a letter of the page has changed");
    sylvie.client.get("/messages").await.is(200).says_not("difficile").says_not("non lus");
    // The next event is the next message, and no other came before it.
    editor.post(&format!("/admin{talk}/messages"), form! { body: "Voici le devis." }).await.is(303);
    let event = next(&mut portal).await.unwrap();
    assert!(event.contains("event: talk") && event.contains("\"n\":1"), "{event}");
}

#[tokio::test]
async fn each_reach_sees_its_conversations_and_no_others() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (peyrot, vial) = (space.party("Fournil Peyrot").await, space.party("Garage Vial").await);
    let sylvie = space.contact("Sylvie Peyrot", Some(peyrot), "own").await;
    let boss = space.contact("Marc Peyrot", Some(peyrot), "everything").await;
    let strangers = [
        space.contact("Nadia Peyrot", Some(peyrot), "own").await,
        space.contact("Ines Peyrot", Some(peyrot), "company").await,
        space.contact("Aline Vial", Some(vial), "everything").await,
        space.contact("Hugo Seul", None, "everything").await,
    ];
    let talk = begin(&sylvie, "Confidence", "Entre nous").await;
    let message: Uuid = space.db.get("SELECT id FROM message", args![]).await.unwrap();
    boss.client.get("/messages").await.is(200).says("Confidence");
    boss.client.get(&talk).await.is(200).says("Entre nous");
    boss.client.get(&format!("{talk}/messages/{message}")).await.is(404);
    boss.client.post(&format!("{talk}/fin"), form! {}).await.is(404);
    for stranger in &strangers {
        let mut stream = open(&stranger.client, "/messages/flux?depuis=0").await;
        assert!(!next(&mut stream).await.unwrap().contains(talk.rsplit('/').next().unwrap()), "{}", stranger.email);
        stranger.client.get("/messages").await.is(200).says_not("Confidence");
        stranger.client.get(&talk).await.is(404);
        stranger.client.get(&format!("{talk}/suite?apres=0&depuis=0")).await.is(404);
        stranger.client.post(&format!("{talk}/messages"), form! { body: "x" }).await.is(404);
        stranger.client.post(&format!("{talk}/brouillon"), form! { body: "x" }).await.is(404);
    }
    // Who answers in a colleague's conversation is in it.
    boss.client.post(&format!("{talk}/messages"), form! { body: "Je réponds aussi" }).await.is(303);
    boss.client.post(&format!("{talk}/avis"), form! { avis: "non" }).await.is(303);
    sylvie.client.get(&talk).await.is(200).says("Je réponds aussi").says("Marc Peyrot");
}

#[tokio::test]
async fn a_contact_changes_and_deletes_their_own_message_and_keeps_a_draft() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (sylvie, editor) = (space.contact("Sylvie Peyrot", None, "own").await, space.member(Role::Editor).await);
    let talk = begin(&sylvie, "", "Rendez-vous mardi").await;
    let id: Uuid = space.db.get("SELECT id FROM message", args![]).await.unwrap();
    let own = format!("{talk}/messages/{id}");
    sylvie.client.get(&own).await.is(200).says("Rendez-vous mardi");
    app.advance(Duration::from_secs(60));
    sylvie.client.post(&own, form! { body: "Rendez-vous jeudi" }).await.is(303);
    editor.get(&format!("/admin{talk}")).await.is(200).says("Rendez-vous jeudi").says("Modifié à");
    sylvie.client.post(&own, form! { body: " " }).await.is(422).says("Écrivez quelque chose");
    app.advance(talk::EDIT.as_duration());
    sylvie.client.post(&own, form! { body: "Rendez-vous lundi" }).await.is(422).says("ce délai est passé");
    sylvie.client.post(&format!("{own}/suppression"), form! {}).await.is(303);
    editor.get(&format!("/admin{talk}")).await.is(200).says("Message supprimé").says_not("jeudi");
    sylvie.client.get(&own).await.is(404);
    sylvie.client.post(&format!("{talk}/brouillon"), form! { body: "À moitié" }).await.is(303);
    sylvie.client.get(&talk).await.is(200).says("À moitié").says("Brouillon gardé");
    editor.get(&format!("/admin{talk}")).await.is(200).says_not("À moitié");
    sylvie.client.post(&format!("{talk}/messages"), form! { body: "" }).await.is(422).says("Écrivez quelque chose");
    // A message of the company is not theirs to touch.
    editor.post(&format!("/admin{talk}/messages"), form! { body: "Bonjour" }).await.is(303);
    let theirs: Uuid = space.db.get("SELECT id FROM message WHERE member_id IS NOT NULL", args![]).await.unwrap();
    sylvie.client.get(&format!("{talk}/messages/{theirs}")).await.is(404);
    sylvie.client.post(&format!("{talk}/messages/{theirs}/suppression"), form! {}).await.is(404);
}

#[tokio::test]
async fn a_stream_ends_when_the_access_is_taken_away() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let talk = begin(&sylvie, "", "Bonjour").await;
    let mut stream = open(&sylvie.client, "/messages/flux").await;
    next(&mut stream).await.unwrap();
    space.db.execute("UPDATE contact_access SET state = 'suspended'", args![]).await.unwrap();
    space.owner().await.post(&format!("/admin{talk}/messages"), form! { body: "Un" }).await.is(303);
    assert_eq!(next(&mut stream).await, None);
}

#[tokio::test]
async fn a_contact_is_told_by_mail_once_with_a_way_out_and_who_has_no_access_is_not() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let stranger = space.stranger("Zoé Autre", None).await;
    for (contact, body) in [(sylvie.id, "Un secret"), (stranger, "Personne")] {
        editor.post("/admin/messages", form! { contact: contact, avec: contact, body: body }).await.is(303);
    }
    app.advance(talk::NOTICE_WAITS.as_duration());
    let mails: Vec<_> = app.mails().await.into_iter().filter(|mail| mail.text.contains("/avis/")).collect();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to, sylvie.email);
    assert!(mails[0].subject.contains("Un message de Acme") && !mails[0].text.contains("secret"), "{}", mails[0].text);
    let (_, path) = Client::split(&crate::testing::link_in(&mails[0], "http://acme.hootis.localhost/messages/"));
    sylvie.client.get(path.split('#').next().unwrap()).await.is(200).says("Un secret");
    let (_, out) = Client::split(&mails[0].unsubscribe_url.clone().expect("a way out"));
    let request = space.anyone().request("POST", &out).header("content-type", "application/x-www-form-urlencoded");
    assert_eq!(space.anyone().send(request.body("List-Unsubscribe=One-Click".into()).expect("a request")).await.status, 200);
    let muted: i64 = space.db.get("SELECT COUNT(*) FROM conversation_contact WHERE muted_at IS NOT NULL", args![]).await.unwrap();
    assert_eq!(muted, 1);
    assert_eq!(notices::JOB, "conversation_notice");
}
