//! What lives cost: measured by `make bench`, not by the tests.

use std::time::Instant;

use super::*;

/// So many spaces that are rows only, all of one account; each looked at next at `next_at`.
async fn plant(app: &TestApp, space: &TestSpace<'_>, trial_ends_at: i64, next_at: i64) {
    let sql = "INSERT INTO space (id, account_id, slug, company, state, state_since, trial_ends_at, engine, created_at, updated_at, next_at)
               VALUES ($1, $2, $3, 'Acme', 'trial', $4, $5, '', $4, $4, $6)";
    let row = |n| args![Uuid::now_v7(), space.row.account_id, format!("espace-{n}"), app.app.now(), trial_ends_at, next_at];
    app.app.platform().execute_many(sql, (0..10_000).map(row).collect()).await.expect("spaces");
}

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn ten_thousand_spaces_are_looked_at() {
    let app = TestApp::with(|options| options.durability = hootis_space::Durability::Full).await;
    let space = app.space("Acme").await;
    let end = app.app.now().after(plans::TRIAL).0;
    app.app.live().await.expect("nothing is due");
    plant(&app, &space, end, end).await;
    let started = Instant::now();
    app.app.live().await.expect("nothing is due");
    println!("lives: a look at 10 000 spaces of which none is due took {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    app.advance(trial());
    let started = Instant::now();
    app.app.live().await.expect("all are due");
    println!("lives: 10 000 trials that end in the same moment, each with its mail, {:.1} s", started.elapsed().as_secs_f64());
    assert_eq!(number(&app, "SELECT COUNT(*) FROM space WHERE state = 'disabled'").await, 10_001);
}

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn one_space_is_destroyed() {
    let app = TestApp::with(|options| options.durability = hootis_space::Durability::Full).await;
    let space = app.space("Acme").await;
    let rows = (0..20_000).map(|n| args![Uuid::now_v7(), format!("Client {n}"), app.app.now()]).collect();
    let sql = "INSERT INTO tag (id, subject, name, name_key, version, created_at, updated_at) VALUES ($1, 'party', $2, $2, 1, $3, $3)";
    let planted = space.db.execute_many(sql, rows).await.expect("rows");
    step(&app, space.row.id, Action::Close(DisabledBy::Owner)).await;
    step(&app, space.row.id, Action::Destroy).await;
    let started = Instant::now();
    super::super::destruction::finish(&app.app, space.row.id).await.expect("it is gone");
    println!("lives: a space of {planted} rows destroyed, with its certificate, in {:.0} ms", started.elapsed().as_secs_f64() * 1e3);
}
