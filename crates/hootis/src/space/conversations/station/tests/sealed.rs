//! What a conversation keeps to itself, and does not lose.

use std::time::Duration;

use axum::body::Body;
use futures::StreamExt as _;
use hootis_policy::permissions::Role;
use hootis_policy::talk;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::super::super::{Author, NewMessage, Reader, delete, edit, insert, list_found_in, write};
use crate::testing::portal::TestContact;
use crate::testing::{Client, TestApp, TestSpace, form};

/// A conversation with these contacts, in which the first wrote.
async fn begin(space: &TestSpace<'_>, now: crate::clock::Now, party: Option<Uuid>, contacts: &[Uuid], body: &str) -> (Uuid, NewMessage) {
    let author = Author { who: Reader::Contact(contacts[0]), name: "Sylvie".to_owned() };
    let (id, first) = (Uuid::now_v7(), NewMessage { id: Uuid::now_v7(), author, body: body.to_owned() });
    let tx = space.db.begin().await.expect("a transaction");
    insert(&tx, now, id, party, Some("Devis"), contacts, &first).await.expect("a conversation");
    tx.commit().await.expect("a commit");
    (id, first)
}

async fn hello(by: &Client, path: &str) -> String {
    let mut stream = by.open(by.request("GET", path).body(Body::empty()).expect("a request")).await.into_data_stream();
    String::from_utf8(stream.next().await.expect("an event").expect("no failure").to_vec()).expect("text")
}

async fn read_position(space: &TestSpace<'_>, contact: &TestContact) -> i64 {
    space.db.get("SELECT read_position FROM conversation_contact WHERE contact_id = $1", args![contact.id]).await.expect("a position")
}

#[tokio::test]
async fn a_member_who_looks_as_a_contact_sees_no_conversation_that_is_kept_from_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let (sylvie, zoe) = (space.contact("Sylvie Peyrot", None, "own").await, space.stranger("Zoé Secrète", None).await);
    let (kept, _) = begin(&space, app.app.now(), None, &[sylvie.id, zoe], "Entre nous").await;
    let (open, _) = begin(&space, app.app.now(), None, &[sylvie.id], "Bonjour à tous").await;
    let sql = "UPDATE contact SET is_private = TRUE, private_to = (SELECT id FROM member WHERE role = 'owner' LIMIT 1) WHERE id = $1";
    space.db.execute(sql, args![zoe]).await.expect("a change");
    let path = editor.post(&format!("/admin/contacts/{}/apercu", sylvie.id), form! {}).await.is(303).location();
    editor.get(&path).await.is(303);
    editor.get(&format!("/messages/{kept}")).await.is(404);
    editor.get(&format!("/messages/{kept}/suite?apres=0&depuis=0")).await.is(404);
    editor.get(&format!("/messages/{open}")).await.is(200).says("Bonjour à tous");
    for page in ["/", "/messages"] {
        editor.get(page).await.is(200).says("Bonjour à tous").says_not("Entre nous");
        sylvie.client.get(page).await.is(200).says("Entre nous");
    }
    assert!(!hello(&editor, "/messages/flux?depuis=0").await.contains(&kept.to_string()));
    assert!(hello(&sylvie.client, "/messages/flux?depuis=0").await.contains(&kept.to_string()));
}

#[tokio::test]
async fn an_address_that_names_a_position_to_come_reads_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let (id, _) = begin(&space, app.app.now(), None, &[sylvie.id], "Bonjour").await;
    owner.post(&format!("/admin/messages/{id}/messages"), form! { body: "Voici le devis" }).await.is(303);
    let before = read_position(&space, &sylvie).await;
    for path in ["suite?apres=9223372036854775807&depuis=0", "suite?apres=9223372036854775806"] {
        sylvie.client.get(&format!("/messages/{id}/{path}")).await.is(200);
        owner.get(&format!("/admin/messages/{id}/{path}")).await.is(200);
    }
    sylvie.client.get(&format!("/messages/{id}?apres=9223372036854775806")).await.is(200);
    assert_eq!(read_position(&space, &sylvie).await, before);
    sylvie.client.get("/messages").await.is(200).says("non lus");
    // Nobody reads further than there is, whoever asks.
    let tx = space.db.begin().await.expect("a transaction");
    super::super::super::mark_read(&tx, app.app.now(), id, Reader::Contact(sylvie.id), i64::MAX).await.expect("an answer");
    tx.commit().await.expect("a commit");
    let clock: i64 = space.db.get("SELECT position FROM talk_clock", args![]).await.expect("the clock");
    assert!(read_position(&space, &sylvie).await <= clock);
}

#[tokio::test]
async fn no_position_that_a_contact_is_told_moves_with_what_colleagues_do() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, other) = (space.member(Role::Editor).await, space.member(Role::Editor).await);
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let (id, _) = begin(&space, app.app.now(), None, &[sylvie.id], "Bonjour").await;
    let (elsewhere, _) = begin(&space, app.app.now(), None, &[space.stranger("Marc Autre", None).await], "Ailleurs").await;
    for member in [&editor, &other] {
        member.get(&format!("/admin/messages/{id}")).await.is(200);
    }
    sylvie.client.get(&format!("/messages/{id}")).await.is(200);
    let pages = async || {
        let list = sylvie.client.get("/messages").await.is(200).attribute("data-h-since", "");
        let page = sylvie.client.get(&format!("/messages/{id}")).await.is(200).attribute("data-h-since", "");
        (list, page, hello(&sylvie.client, "/messages/flux").await)
    };
    let before = pages().await;
    app.advance(Duration::from_secs(5));
    editor.post(&format!("/admin/messages/{id}/messages"), form! { aside: "1", body: "Client difficile" }).await.is(303);
    for member in [&editor, &other] {
        member.get(&format!("/admin/messages/{id}")).await.is(200).says("difficile");
    }
    editor.post(&format!("/admin/messages/{elsewhere}/messages"), form! { body: "Réponse" }).await.is(303);
    assert_eq!(pages().await, before);
    editor.post(&format!("/admin/messages/{id}/messages"), form! { body: "Voici" }).await.is(303);
    assert_ne!(pages().await, before);
}

#[tokio::test]
async fn words_that_are_gone_do_not_come_back_with_an_edit_that_was_under_way() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let (id, first) = begin(&space, app.app.now(), None, &[sylvie.id], "Un secret").await;
    let (by, now) = (Reader::Contact(sylvie.id), app.app.now());
    let tx = space.db.begin().await.expect("a transaction");
    assert!(edit(&tx, now, id, first.id, Reader::Member(sylvie.id), "D'un autre").await.expect("an answer").is_none());
    assert!(edit(&tx, now, id, first.id, by, "Un autre secret").await.expect("an answer").is_some());
    let late = crate::clock::Now(now.after(talk::EDIT).0 + 1);
    assert!(edit(&tx, late, id, first.id, by, "Trop tard").await.expect("an answer").is_none());
    delete(&tx, now, id, first.id).await.expect("an answer").expect("a position");
    assert!(edit(&tx, now, id, first.id, by, "Un secret").await.expect("an answer").is_none());
    tx.commit().await.expect("a commit");
    let body: String = space.db.get("SELECT body FROM message WHERE id = $1", args![first.id]).await.expect("a message");
    assert_eq!(body, "");
    assert!(list_found_in(&space.db, id, "secret", 9).await.expect("an answer").is_empty());
}

#[tokio::test]
async fn other_words_under_an_id_that_is_taken_are_another_message() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let (id, first) = begin(&space, app.app.now(), None, &[sylvie.id], "Bonjour").await;
    let tx = space.db.begin().await.expect("a transaction");
    assert!(write(&tx, app.app.now(), id, &first).await.expect("an answer").is_none(), "sent twice, it is one");
    let other = NewMessage { body: "Et bonsoir".to_owned(), ..first };
    assert!(write(&tx, app.app.now(), id, &other).await.expect("an answer").is_some());
    tx.commit().await.expect("a commit");
    sylvie.client.get(&format!("/messages/{id}")).await.is(200).says("Bonjour").says("Et bonsoir");
    // The same of a note.
    let (owner, note) = (space.owner().await, Uuid::now_v7());
    for body in ["Une note", "Une note", "Une autre"] {
        owner.post(&format!("/admin/messages/{id}/messages"), form! { id: note, aside: "1", body: body }).await.is(303);
    }
    owner.get(&format!("/admin/messages/{id}")).await.is(200).says("Une note").says("Une autre");
}

#[tokio::test]
async fn p_r3_who_is_erased_is_named_by_no_change() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let (sylvie, marc) = (space.contact("Sylvie Peyrot", None, "own").await, space.stranger("Marc Autre", None).await);
    let (id, _) = begin(&space, app.app.now(), None, &[marc, sylvie.id], "Bonjour").await;
    sylvie.client.post(&format!("/messages/{id}/fin"), form! {}).await.is(303);
    let sql = "INSERT INTO change_entry (id, actor_kind, actor_name, subject_kind, subject_id, action, fields, created_at)
               VALUES ($1, 'operator', '', 'conversation', $2, 'updated', '[{\"field\":\"people\",\"before\":null,\"after\":\"Sylvie Peyrot\"}]', 1)";
    space.db.execute(sql, args![Uuid::now_v7(), id]).await.expect("a change");
    owner.post(&format!("/admin/contacts/{}/suppression", sylvie.id), form! {}).await.is(303);
    let left: i64 = space
        .db
        .get("SELECT COUNT(*) FROM change_entry WHERE actor_name LIKE '%Sylvie%' OR fields LIKE '%Sylvie%' OR actor_id = $1", args![sylvie.id])
        .await
        .expect("a count");
    assert_eq!(left, 0);
}

#[tokio::test]
async fn a_station_that_is_shut_sends_nobody_to_its_door() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let sylvie = space.contact("Sylvie Peyrot", None, "own").await;
    let (id, _) = begin(&space, app.app.now(), None, &[sylvie.id], "Bonjour").await;
    owner.post(&format!("/admin/messages/{id}/messages"), form! { body: "Voici" }).await.is(303);
    let look = crate::access::portal::Look { is_open: false, ..crate::access::portal::Look::get(&space.db).await.expect("a look") };
    look.put(&space.db, app.app.now()).await.expect("a change");
    app.advance(talk::NOTICE_WAITS.as_duration());
    assert!(!app.mails().await.iter().any(|mail| mail.to == sylvie.email));
}
