//! Stories of mails that tell of messages.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_policy::talk;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::super::{Author, NewMessage, Reader, insert, mark_read, write};
use crate::mail::Letter;
use crate::testing::{Client, TestApp, TestSpace, form, link_in};

/// A conversation with a contact, given to the member who signed in last.
struct Talk {
    id: Uuid,
    contact: Uuid,
    member: Uuid,
}

async fn talk(app: &TestApp, space: &TestSpace<'_>) -> Talk {
    let (id, contact) = (Uuid::now_v7(), Uuid::now_v7());
    let member: Uuid = space.db.get("SELECT id FROM member WHERE role = 'editor' ORDER BY created_at DESC, id DESC LIMIT 1", args![]).await.unwrap();
    let sql = "INSERT INTO contact (id, first_name, last_name, name_key, is_private, version, created_at, updated_at) VALUES ($1, 'Sylvie', 'Peyrot', 'peyrot', $2, 1, 1, 1)";
    space.db.execute(sql, args![contact, false]).await.unwrap();
    let tx = space.db.begin().await.unwrap();
    let first =
        NewMessage { id: Uuid::now_v7(), author: Author { who: Reader::Member(member), name: "Paul".to_owned() }, body: "Bonjour".to_owned() };
    insert(&tx, app.app.now(), id, None, None, &[contact], &first).await.unwrap();
    tx.commit().await.unwrap();
    Talk { id, contact, member }
}

/// The contact writes, and notices are asked for as Station Clients asks for them.
async fn says(app: &TestApp, space: &TestSpace<'_>, talk: &Talk, body: &str) {
    let desk = crate::access::JobContext::open(&app.app, space.row.id).await.unwrap().desk;
    let who = Reader::Contact(talk.contact);
    super::ask_all(&space.db, &desk, app.app.now(), talk.id, who).await.unwrap();
    let tx = space.db.begin().await.unwrap();
    let new = NewMessage { id: Uuid::now_v7(), author: Author { who, name: "Sylvie Peyrot".to_owned() }, body: body.to_owned() };
    write(&tx, app.app.now(), talk.id, &new).await.unwrap();
    tx.commit().await.unwrap();
}

async fn notices(app: &TestApp) -> Vec<Letter> {
    app.mails().await.into_iter().filter(|mail| mail.text.contains("/avis/")).collect()
}

#[tokio::test]
async fn several_messages_make_one_mail_that_does_not_say_what_they_say() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let editor = space.member(Role::Editor).await;
    let talk = talk(&app, &space).await;
    for body in ["Peut-on décaler la pose ?", "Le four arrive mercredi", "Merci"] {
        says(&app, &space, &talk, body).await;
        assert_eq!(notices(&app).await.len(), 0, "a notice waits");
        app.advance(Duration::from_secs(20));
    }
    app.advance(talk::NOTICE_WAITS.as_duration());
    let mails = notices(&app).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("3 messages de Sylvie Peyrot"), "{}", mails[0].subject);
    for word in ["décaler", "mercredi", "Merci"] {
        assert!(!mails[0].text.contains(word) && !mails[0].html.contains(word));
    }
    let (_, path) = Client::split(&link_in(&mails[0], "http://acme.hootis.localhost/admin/messages/"));
    editor.get(path.split('#').next().unwrap()).await.is(200).says("Le four arrive");
    // Nothing new, nothing told; told once, not told again.
    app.advance(talk::NOTICE_WAITS.as_duration() * 3);
    assert_eq!(notices(&app).await.len(), 1);
    says(&app, &space, &talk, "Encore").await;
    app.advance(talk::NOTICE_WAITS.as_duration());
    let mails = notices(&app).await;
    assert!(mails.len() == 2 && mails[1].subject.contains("Un message de"), "{}", mails[1].subject);
}

#[tokio::test]
async fn who_has_read_meanwhile_gets_no_mail_and_neither_does_who_lost_the_right() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let _editor = space.member(Role::Editor).await;
    let talk = talk(&app, &space).await;
    says(&app, &space, &talk, "Bonjour ?").await;
    let tx = space.db.begin().await.unwrap();
    mark_read(&tx, app.app.now(), talk.id, Reader::Member(talk.member), i64::MAX).await.unwrap();
    tx.commit().await.unwrap();
    app.advance(talk::NOTICE_WAITS.as_duration() * 2);
    assert_eq!(notices(&app).await.len(), 0);
    space.db.execute("UPDATE conversation_member SET read_position = 0", args![]).await.unwrap();
    says(&app, &space, &talk, "Toujours là ?").await;
    space.db.execute("UPDATE member SET state = 'deactivated' WHERE id = $1", args![talk.member]).await.unwrap();
    app.advance(talk::NOTICE_WAITS.as_duration() * 2);
    assert_eq!(notices(&app).await.len(), 0);
}

#[tokio::test]
async fn one_click_ends_the_mails_of_a_conversation_and_looking_changes_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let _editor = space.member(Role::Editor).await;
    let talk = talk(&app, &space).await;
    says(&app, &space, &talk, "Un").await;
    app.advance(talk::NOTICE_WAITS.as_duration());
    let mail = notices(&app).await.remove(0);
    let (_, click) = Client::split(&mail.unsubscribe_url.clone().expect("a way out"));
    let page = click.strip_suffix("/desabonnement").expect("the page behind it");
    let anyone = space.anyone();
    anyone.get(page).await.is(200).says("Acme").says("Ne plus recevoir").says_not("Peyrot");
    anyone.get(page).await.is(200).says("Ne plus recevoir");
    anyone.get(&click).await.is(404);
    let send = async |path: &str, body: &str| {
        let request = anyone.request("POST", path).header("content-type", "application/x-www-form-urlencoded");
        anyone.send(request.body(body.to_owned().into()).expect("a request")).await
    };
    send(&click, "nonsense=1").await.is(400);
    send(&click, "List-Unsubscribe=One-Click").await.is(200);
    anyone.get(page).await.is(200).says("Vous ne recevez plus");
    says(&app, &space, &talk, "Deux").await;
    app.advance(talk::NOTICE_WAITS.as_duration() * 2);
    assert_eq!(notices(&app).await.len(), 1);
    anyone.post(page, form! { avis: "oui" }).await.is(303);
    anyone.get(page).await.is(200).says("Ne plus recevoir");
    // A link of another space, or one that somebody changed, leads nowhere.
    let rival = app.space("Rival").await;
    rival.anyone().get(page).await.is(404);
    let broken = format!("{}A", &page[..page.len() - 1]);
    for path in [broken.as_str(), "/avis/x", "/avis/AAAA"] {
        if path != page {
            anyone.get(path).await.is(404);
        }
    }
}

#[tokio::test]
async fn mails_say_what_was_written_where_the_company_chose_so() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, editor) = (space.owner().await, space.member(Role::Editor).await);
    let talk = talk(&app, &space).await;
    editor.get("/admin/messages/avis").await.is(403);
    owner.get("/admin/messages/avis").await.is(200).says("jamais dans l'e-mail").says("5 minutes");
    owner.post("/admin/messages/avis", form! { contenu: "oui" }).await.is(303);
    owner.get("/admin/messages/avis?fait=1").await.is(200).says("Olive Acme");
    owner.get("/admin/journal").await.is(200).says("Texte des messages dans les e-mails");
    says(&app, &space, &talk, "Le four arrive mercredi").await;
    app.advance(talk::NOTICE_WAITS.as_duration());
    assert!(notices(&app).await[0].text.contains("Le four arrive mercredi"));
}

#[tokio::test]
async fn a_colleague_who_is_called_is_told() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let editor = space.member(Role::Editor).await;
    let talk = talk(&app, &space).await;
    editor.get(&format!("/admin/messages/{}", talk.id)).await.is(200);
    owner.post(&format!("/admin/messages/{}/messages", talk.id), form! { aside: "1", body: "@Paul editor, la cire ?" }).await.is(303);
    app.advance(talk::NOTICE_WAITS.as_duration());
    let mails = notices(&app).await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].subject.contains("On vous appelle") && !mails[0].text.contains("cire"), "{}", mails[0].text);
}

/// The job is done twice at the same time, as after a lease that ran out: one mail.
#[tokio::test]
async fn a_notice_is_queued_once_whoever_does_its_job() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let _editor = space.member(Role::Editor).await;
    let talk = talk(&app, &space).await;
    says(&app, &space, &talk, "Un").await;
    app.advance(talk::NOTICE_WAITS.as_duration());
    let (id, payload): (Uuid, String) = app.app.platform().get("SELECT id, payload FROM job WHERE kind = $1", args![super::JOB]).await.unwrap();
    let job = crate::access::JobContext::open(&app.app, space.row.id).await.unwrap();
    super::run(&job, id, &payload).await.unwrap();
    super::run(&job, id, &payload).await.unwrap();
    assert_eq!(notices(&app).await.len(), 1);
}
