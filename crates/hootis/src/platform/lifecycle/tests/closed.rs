//! A closed space: nobody enters by any door, nothing is processed, nothing goes out, and strangers learn nothing.

use super::*;
use crate::access::JobContext;
use crate::error::Error;
use crate::router::table;
use crate::testing::{PASSWORD, form, link_in};
use crate::web::visit::Surface;

fn filled(path: &str) -> String {
    path.split('/').map(|part| if part.starts_with('{') { Uuid::now_v7().to_string() } else { part.to_owned() }).collect::<Vec<_>>().join("/")
}

#[tokio::test]
async fn p_k3_no_door_of_a_closed_space_opens_to_anybody() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, stranger) = (space.owner().await, space.anyone());
    owner.get("/admin").await.is(200);
    step(&app, space.row.id, Action::Close(DisabledBy::Owner)).await;
    for route in table(true).into_iter().filter(|route| route.surface != Surface::Public) {
        for who in [&owner, &stranger] {
            let path = filled(route.path);
            let answer = if route.method == axum::http::Method::GET { who.get(&path).await } else { who.post(&path, form! {}).await };
            assert_eq!(answer.status.as_u16(), 404, "{} {}", route.method, route.path);
        }
    }
    // What comes later (API, portal) is behind the same door: any path answers so.
    stranger.get("/api/v1/parties").await.is(404);
    // Back again, the session is still good.
    step(&app, space.row.id, Action::Reopen).await;
    owner.get("/admin").await.is(200);
}

#[tokio::test]
async fn p_k3_a_stranger_cannot_tell_a_closed_space_from_one_that_never_was() {
    let app = TestApp::new().await;
    let space = closed(&app, "Acme").await;
    for path in ["/", "/admin", "/admin/connexion", "/nowhere"] {
        let closed = space.anyone().get(path).await.is(404).says("Aucun espace à cette adresse").says("il est peut-être fermé");
        let unknown = app.anyone_at("nobody.hootis.localhost").get(path).await.is(404);
        assert_eq!(closed.text(), unknown.text(), "{path}");
        let names = |answer: &crate::testing::Answer| answer.headers.keys().map(|name| name.as_str().to_owned()).collect::<Vec<_>>();
        assert_eq!(names(&closed), names(&unknown), "{path}");
    }
}

#[tokio::test]
async fn p_k3_links_and_codes_into_a_closed_space_lead_nowhere() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.post("/admin/equipe/invitation", form! { name: "Paul", email: "paul@acme.example", role: "editor" }).await.is(303);
    let link = link_in(&app.mail_to("paul@acme.example").await, "http://");
    let console = space.account().await;
    let entry = console.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(200).attribute("href", "http://");
    step(&app, space.row.id, Action::Close(DisabledBy::Owner)).await;
    for address in [link, entry] {
        let (host, path) = crate::testing::Client::split(&address);
        app.anyone_at(&host).get(&path).await.is(404);
    }
    console.post(&format!("/console/espaces/{}/entree", space.row.id), form! {}).await.is(404);
}

#[tokio::test]
async fn p_u4_nothing_is_processed_and_no_mail_leaves_while_a_space_is_closed() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    let before = app.mails().await.len();
    // An invitation and a forgotten password wait for the worker when the space is closed.
    owner.post("/admin/equipe/invitation", form! { name: "Paul", email: "paul@acme.example", role: "editor" }).await.is(303);
    let member = space.anyone();
    member.get("/admin/mot-de-passe").await.is(200);
    member.post("/admin/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    step(&app, space.row.id, Action::Close(DisabledBy::Owner)).await;
    let told: Vec<String> = app.mails().await[before..].iter().map(|mail| mail.subject.clone()).collect();
    assert_eq!(told.len(), 1, "only that it is closed is told: {told:?}");
    let waits = number(&app, "SELECT COUNT(*) FROM job").await;
    assert_eq!(waits, 1, "the job waits");
    assert!(matches!(JobContext::open(&app.app, space.row.id).await.err(), Some(Error::Asleep)));
    live(&app, days(2)).await;
    app.drain().await;
    assert_eq!(number(&app, "SELECT COUNT(*) FROM job").await, waits);
    step(&app, space.row.id, Action::Reopen).await;
    let mail = app.mail_to(&space.owner_email()).await;
    assert!(mail.text.contains("/admin/mot-de-passe/nouveau?lien="), "the job did not go on: {}", mail.subject);
    assert_eq!(number(&app, "SELECT COUNT(*) FROM job").await, 0);
}

#[tokio::test]
async fn p_u4_a_job_that_waited_goes_with_its_space() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    crate::jobs::ask(app.app.platform(), app.app.now(), "import", Some(space.row.id), Uuid::now_v7().to_string(), None).await.expect("a job");
    step(&app, space.row.id, Action::Close(DisabledBy::Owner)).await;
    app.drain().await;
    step(&app, space.row.id, Action::Destroy).await;
    app.drain().await;
    assert_eq!(number(&app, "SELECT COUNT(*) FROM job").await, 0);
    assert_eq!(state(&app, space.row.id).await, SpaceState::Destroyed);
}

#[tokio::test]
async fn a_handle_that_another_process_left_open_is_let_go() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    assert!(app.app.spaces().open_ids().contains(&space.row.id));
    // Another process closes the space: only the row changes.
    let sql = "UPDATE space SET state = 'disabled', destroy_at = $2, elapsed_then = 0, next_at = $2 WHERE id = $1";
    app.app.platform().execute(sql, args![space.row.id, app.app.now().after(retention::SPACE_DISABLED)]).await.expect("a row");
    live(&app, SECOND).await;
    assert!(!app.app.spaces().open_ids().contains(&space.row.id));
}

#[tokio::test]
async fn a_space_opened_for_an_account_that_was_leaving_keeps_the_account() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.account().await;
    owner.post("/console/compte/suppression", form! { password: PASSWORD }).await.is(303);
    assert_eq!(number(&app, "SELECT COUNT(*) FROM account WHERE deletion_asked_at IS NOT NULL").await, 1);
    owner.post(&format!("/console/espaces/{}/fermeture/suppression", space.row.id), form! {}).await.is(303);
    assert_eq!(number(&app, "SELECT COUNT(*) FROM account WHERE deletion_asked_at IS NOT NULL").await, 0);
}
