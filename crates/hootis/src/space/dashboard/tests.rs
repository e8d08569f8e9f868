//! Stories of the first page.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, Value, args};
use uuid::Uuid;

use crate::testing::{TestApp, TestSpace};

async fn parties(space: &TestSpace<'_>, at: i64, count: usize) {
    let sql = "INSERT INTO party (id, kind, is_prospect, is_customer, is_supplier, name, name_key, town, is_closed, version, created_at, updated_at)
               VALUES ($1, 'company', $2, $3, $2, $4, $5, 'Moissac', $2, 1, $6, $6)";
    let rows = (0..count).map(|n| args![Uuid::now_v7(), false, true, format!("Maison {n:05}"), format!("maison {n:05}"), at]).collect();
    space.db.execute_many(sql, rows).await.unwrap();
}

#[tokio::test]
async fn an_empty_space_shows_three_first_steps_to_those_who_may_take_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await.get("/admin").await.is(200);
    owner.says("Bonjour Olive").says("Ajouter un premier client").says("Faire venir votre Dolibarr").says("Inviter quelqu'un de l'équipe");
    let reader = space.member(Role::Reader).await;
    reader.get("/admin").await.is(200).says_not("Ajouter un client").says_not("Faire venir").says_not("/admin/dolibarr");
}

#[tokio::test]
async fn the_first_page_counts_and_draws_what_there_is() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let now = app.app.now().0;
    parties(&space, now - 360_000, 3).await;
    parties(&space, now - 40 * 86_400_000, 2).await;
    let page = space.owner().await.get("/admin").await.is(200).says("Maison 00002").says("Moissac").says("il y a 6 min");
    let page = page.says("5 nouveaux clients en 12 mois, en hausse").says("novembre 2026").says_not("Votre espace est prêt");
    assert_eq!(page.text().matches("<rect class=\"is-bar\"").count(), 2, "two months have a bar");
    assert!(page.text().contains("role=\"img\""));
}

#[tokio::test]
async fn a_large_space_is_counted_anew_after_a_minute() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    parties(&space, 1, 1_200).await;
    owner.get("/admin").await.is(200).says("1 200");
    parties(&space, 1, 34).await;
    owner.get("/admin").await.is(200).says("1 200");
    app.advance(Duration::from_secs(61));
    owner.get("/admin").await.is(200).says("1 234");
}

#[tokio::test]
async fn the_last_import_and_its_warnings_are_told() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, run) = (space.owner().await, Uuid::now_v7());
    owner.get("/admin").await.says("Pas encore relié");
    let sql = "INSERT INTO import_run (id, kind, state, take, requested_name, started_at, ended_at, progress, cancel_asked, created_at)
               VALUES ($1, 'import', 'done', '{}', 'Olive', $2, $2, '{}', $3, $2)";
    space.db.execute(sql, args![run, app.app.now().0 - 360_000, false]).await.unwrap();
    owner.get("/admin").await.says("Importé").says("il y a 6 min");
    let sql = "INSERT INTO import_warning (run_id, num, source_table, code, args, created_at) VALUES ($1, $2, 'societe', 'x', '[]', 1)";
    space.db.execute_many(sql, (0..3).map(|n| args![run, Value::Int(n)]).collect()).await.unwrap();
    owner.get("/admin").await.says("3 avertissements d'import");
    space.db.execute("UPDATE import_run SET state = 'failed'", args![]).await.unwrap();
    owner.get("/admin").await.says("Le dernier import a échoué");
}
