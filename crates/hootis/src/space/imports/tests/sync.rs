//! A setting asks for one import after the other, and knows when to stop.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::testing::{Client, TestApp, TestSpace, form};

const MINUTE: Duration = Duration::from_secs(60);

/// A space that is connected to a server which may not be reached, after an import of it.
async fn connected(space: &TestSpace<'_>, app: &TestApp) -> Client {
    let owner = space.owner().await;
    let server = form! { host: "127.0.0.1", port: "3306", base: "dolibarr", user: "lecture", password: "un secret de base", acknowledged: "1" };
    owner.post("/admin/dolibarr/connexion", server).await.is(303);
    app.drain().await;
    let sql = "INSERT INTO import_run (id, source_id, kind, state, entity, take, requested_name, ended_at, progress, cancel_asked, created_at)
               SELECT $1, id, 'import', 'done', 1, '{}', 'Olive', $2, '{}', $3, $2 FROM import_source";
    space.db.execute(sql, args![Uuid::now_v7(), app.app.now(), false]).await.unwrap();
    owner
}

async fn number(space: &TestSpace<'_>, sql: &str) -> i64 {
    space.db.get(sql, args![]).await.unwrap()
}

const RUNS: &str = "SELECT COUNT(*) FROM import_run WHERE sync_set_at IS NOT NULL";

#[tokio::test]
async fn p_u4_every_run_of_the_schedule_names_the_setting_that_asked_for_it() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = connected(&space, &app).await;
    owner.get("/admin/dolibarr").await.is(200).says("Pas réglée");
    owner.get("/admin/dolibarr/synchronisation").await.is(200).says("value=\"60\" selected");
    owner.post("/admin/dolibarr/synchronisation", form! { every: "1" }).await.is(422).says("fréquence de la liste");
    owner.post("/admin/dolibarr/synchronisation", form! { every: "60" }).await.is(303);
    let set_at = app.app.now().0;
    owner.get("/admin/dolibarr").await.is(200).says("Toutes les heures. Réglé par Olive Atelier");
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 0);
    app.advance(MINUTE * 60);
    app.drain().await;
    let asked: Vec<(i64, String)> =
        space.db.list("SELECT sync_set_at, requested_name FROM import_run WHERE sync_set_at IS NOT NULL", args![]).await.unwrap();
    assert_eq!(asked, [(set_at, "Olive Atelier".to_owned())]);
    let run: Uuid = space.db.get("SELECT id FROM import_run WHERE sync_set_at IS NOT NULL", args![]).await.unwrap();
    let owner = space.owner().await;
    owner.get(&format!("/admin/dolibarr/passages/{run}")).await.is(200).says("synchronisation que Olive Atelier a réglée");
}

#[tokio::test]
async fn who_is_refused_again_and_again_asks_no_more_and_the_owner_is_told_once() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = connected(&space, &app).await;
    owner.post("/admin/dolibarr/synchronisation", form! { every: "60" }).await.is(303);
    // After an hour, then after pauses of 5 and 10 minutes.
    for (wait, runs) in [(60, 1), (4, 1), (1, 2), (9, 2), (1, 3)] {
        app.advance(MINUTE * wait);
        app.drain().await;
        assert_eq!(number(&space, RUNS).await, runs, "after {wait} minutes more");
    }
    let told = |mails: &[crate::mail::Letter]| mails.iter().filter(|mail| mail.subject.contains("plus à jour")).count();
    assert_eq!(told(&app.mails().await), 1);
    app.advance(MINUTE * 60 * 48);
    assert_eq!((told(&app.mails().await), number(&space, RUNS).await), (1, 3));
    let owner = space.owner().await;
    owner.get("/admin/dolibarr").await.is(200).says("Arrêtée").says("ne demande plus rien").says("privée ou locale");
    owner.get("/admin").await.is(200).says("La synchronisation est arrêtée");
    // Whoever sets it again begins anew.
    owner.post("/admin/dolibarr/synchronisation", form! { every: "5" }).await.is(303);
    owner.get("/admin/dolibarr").await.is(200).says_not("Arrêtée");
    app.advance(MINUTE * 5);
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 4);
}

#[tokio::test]
async fn nobody_is_bothered_for_a_night_and_the_owner_is_told_after_a_day() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = connected(&space, &app).await;
    owner.post("/admin/dolibarr/synchronisation", form! { every: "1440" }).await.is(303);
    // It is down, not refused: what it says now is another thing each time.
    for _ in 0..12 {
        app.advance(MINUTE * 60 * 6);
        app.drain().await;
        space.db.execute("UPDATE import_sync SET refusals = 0", args![]).await.unwrap();
    }
    let mails = app.mails().await;
    assert_eq!(mails.iter().filter(|mail| mail.subject.contains("plus à jour")).count(), 1);
    assert!(mails.iter().any(|mail| mail.text.contains("continue")));
    assert!(number(&space, "SELECT failures FROM import_sync").await > 3);
    let owner = space.owner().await;
    owner.get("/admin").await.is(200).says("La synchronisation échoue");
}

#[tokio::test]
async fn a_pause_lasts_and_a_double_click_begins_one_run() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = connected(&space, &app).await;
    owner.post("/admin/dolibarr/synchronisation", form! { every: "5" }).await.is(303);
    owner.post("/admin/dolibarr/synchronisation/pause", form! {}).await.is(303);
    owner.get("/admin/dolibarr").await.is(200).says("En pause");
    app.advance(MINUTE * 60);
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 0);
    let first = owner.post("/admin/dolibarr/synchronisation/passage", form! {}).await.is(303).location();
    let second = owner.post("/admin/dolibarr/synchronisation/passage", form! {}).await.is(303).location();
    assert_eq!(first, second);
    app.drain().await;
    let reader = space.member(Role::Editor).await;
    reader.get("/admin/dolibarr/synchronisation").await.is(403);
}

#[tokio::test]
async fn a_space_that_is_closed_is_not_read_for_and_goes_on_when_it_comes_back() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = connected(&space, &app).await;
    owner.post("/admin/dolibarr/synchronisation", form! { every: "5" }).await.is(303);
    let state = async |state: &str| {
        app.app.platform().execute("UPDATE space SET state = $2 WHERE id = $1", args![space.row.id, state]).await.unwrap();
    };
    state("disabled").await;
    app.advance(MINUTE * 30);
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 0);
    state("trial").await;
    crate::jobs::wake_up(app.app.platform(), app.app.now(), space.row.id).await.unwrap();
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 1);
}

#[tokio::test]
async fn p_u4_nothing_is_read_while_the_application_is_off_and_the_setting_is_there_again_with_it() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = connected(&space, &app).await;
    owner.post("/admin/dolibarr/synchronisation", form! { every: "60" }).await.is(303);
    owner.post("/admin/reglages/applications", form! { shown: "1", messages: "1", media: "1" }).await.is(303);
    app.advance(MINUTE * 90);
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 0);
    let owner = space.owner().await;
    owner.post("/admin/reglages/applications", form! { shown: "1", messages: "1", media: "1", dolibarr: "1" }).await.is(303);
    app.advance(MINUTE * 60);
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 1);
}

#[tokio::test]
async fn p_c5_unplugging_erases_the_credentials_and_the_setting() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = connected(&space, &app).await;
    owner.post("/admin/dolibarr/synchronisation", form! { every: "5" }).await.is(303);
    owner.post("/admin/dolibarr/debranchement", form! {}).await.is(303);
    assert_eq!(number(&space, "SELECT COUNT(*) FROM import_source WHERE sealed_url IS NOT NULL").await, 0);
    assert_eq!(number(&space, "SELECT COUNT(*) FROM import_sync").await, 0);
    owner.get("/admin/dolibarr/synchronisation").await.is(404);
    app.advance(MINUTE * 60);
    app.drain().await;
    assert_eq!(number(&space, RUNS).await, 0);
}
