//! News as they happen.

use axum::body::Body;
use futures::StreamExt as _;
use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{answer, begin, contact, id_of};
use crate::testing::{Client, TestApp, form};

/// A stream that a browser opened.
pub(super) struct Stream(axum::body::BodyDataStream);

impl Stream {
    pub(super) async fn open(by: &Client, path: &str) -> Self {
        Self(by.open(by.request("GET", path).body(Body::empty()).expect("a request")).await.into_data_stream())
    }

    /// The next event; none at the end.
    pub(super) async fn next(&mut self) -> Option<String> {
        let event = self.0.next().await?.expect("no failure");
        Some(String::from_utf8(event.to_vec()).expect("text"))
    }
}

#[tokio::test]
async fn what_a_contact_writes_reaches_the_browser_of_a_member_without_a_reload() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let sylvie = contact(&space, None, "Sylvie", "Peyrot").await;
    let talk = begin(&editor, &[sylvie], "Bonjour").await;
    let news = editor.get(&talk).await.is(200).attribute("hx-get", &format!("{talk}/suite"));
    let mut stream = Stream::open(&editor, "/admin/messages/flux").await;
    assert!(stream.next().await.unwrap().contains("event: hello\ndata: {\"c\":[],\"all\":false,\"n\":0}"));
    answer(&app, &space, id_of(&talk), sylvie, "Sylvie Peyrot", "Magnifique").await;
    let event = stream.next().await.unwrap();
    assert!(event.contains("event: talk") && event.contains(&id_of(&talk).to_string()) && event.contains("\"n\":1"), "{event}");
    assert!(!event.contains("Magnifique"), "an event says what changed, never what it says");
    let part = editor.get_part(&news).await.is(200).says("Magnifique").says_not("Bonjour");
    assert!(!part.text().contains("<html"));
    let more = part.attribute("hx-get", &format!("{talk}/suite"));
    // It was looked at: it is read.
    assert!(stream.next().await.unwrap().contains(&id_of(&talk).to_string()));
    editor.get("/admin/messages").await.is(200).says_not("non lus");
    editor.get_part(&more).await.is(200).says_not("Magnifique");
    // A change comes in the place of what it changes.
    let first: Uuid = space.db.get("SELECT id FROM message ORDER BY position LIMIT 1", args![]).await.unwrap();
    editor.post(&format!("{talk}/messages/{first}"), form! { body: "Bonsoir" }).await.is(303);
    let part = editor.get_part(&more).await.is(200).says("Bonsoir").says("hx-swap-oob");
    part.says(&format!("id=\"m-{first}\"")).says_not("Magnifique");
}

#[tokio::test]
async fn a_browser_that_comes_back_hears_what_it_missed_and_one_without_news_hears_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let (sylvie, zoe) = (contact(&space, None, "Sylvie", "Peyrot").await, contact(&space, None, "Zoé", "Autre").await);
    let (one, two) = (begin(&editor, &[sylvie], "Un").await, begin(&editor, &[zoe], "Deux").await);
    let mut stream = Stream::open(&editor, "/admin/messages/flux").await;
    let hello = stream.next().await.unwrap();
    let at: i64 = hello.split("id: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
    drop(stream);
    answer(&app, &space, id_of(&one), sylvie, "Sylvie Peyrot", "Encore").await;
    let missed = Stream::open(&editor, &format!("/admin/messages/flux?depuis={at}")).await.next().await.unwrap();
    assert!(missed.contains(&id_of(&one).to_string()) && !missed.contains(&id_of(&two).to_string()), "{missed}");
    let fresh = Stream::open(&editor, "/admin/messages/flux").await.next().await.unwrap();
    assert!(fresh.contains("\"c\":[]"), "{fresh}");
}

#[tokio::test]
async fn a_stream_ends_with_the_session_and_with_the_right() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (editor, leaver) = (space.member(Role::Editor).await, space.member(Role::Editor).await);
    let sylvie = contact(&space, None, "Sylvie", "Peyrot").await;
    let talk = begin(&editor, &[sylvie], "Bonjour").await;
    let mut theirs = Stream::open(&leaver, "/admin/messages/flux").await;
    let mut mine = Stream::open(&editor, "/admin/messages/flux").await;
    assert!(theirs.next().await.is_some() && mine.next().await.is_some());
    leaver.post("/admin/deconnexion", form! {}).await.is(303);
    answer(&app, &space, id_of(&talk), sylvie, "Sylvie Peyrot", "Un").await;
    assert_eq!(theirs.next().await, None, "signed out: not even that something was said");
    assert!(mine.next().await.is_some());
    space.db.execute("UPDATE member SET state = 'deactivated'", args![]).await.unwrap();
    answer(&app, &space, id_of(&talk), sylvie, "Sylvie Peyrot", "Deux").await;
    assert_eq!(mine.next().await, None);
    drop((mine, theirs));
    assert_eq!(app.app.hub().seats(), 0);
}

#[tokio::test]
async fn a_stream_holds_no_space_open_and_hears_what_another_process_writes() {
    let app = TestApp::with(|options| options.open_spaces = 1).await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let sylvie = contact(&space, None, "Sylvie", "Peyrot").await;
    let talk = begin(&editor, &[sylvie], "Bonjour").await;
    let mut stream = Stream::open(&editor, "/admin/messages/flux").await;
    assert!(stream.next().await.is_some());
    let (id, host, db) = (space.row.id, space.host(), space.db.clone());
    // Written beside this process: nobody tells the hub.
    let tx = db.begin().await.unwrap();
    let author = crate::space::conversations::Author { who: crate::space::conversations::Reader::Contact(sylvie), name: "Sylvie".to_owned() };
    let new = crate::space::conversations::NewMessage { id: Uuid::now_v7(), author, body: "D'ailleurs".to_owned() };
    crate::space::conversations::write(&tx, app.app.now(), id_of(&talk), &new).await.unwrap();
    tx.commit().await.unwrap();
    app.app.listen().await.unwrap();
    assert!(stream.next().await.unwrap().contains(&id_of(&talk).to_string()));
    assert_eq!(app.app.hub().spaces(), [id]);
    drop((db, space));
    // Only one space fits: another one is opened while the stream waits.
    let rival = app.space("Rival").await;
    rival.anyone().get("/admin/connexion").await.is(200);
    assert!(!host.is_empty());
}

#[tokio::test]
async fn a_stream_of_nobody_is_told_to_end() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for path in ["/admin/messages/flux", "/messages/flux"] {
        space.anyone().call("GET", path, &[("accept", "text/event-stream")], "").await.is(204);
        space.anyone().get(path).await.is(303);
    }
}
