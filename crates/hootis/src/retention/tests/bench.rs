//! What the engine costs: measured by `make bench`, not by the tests.

use std::time::Instant;

use hootis_policy::retention as rules;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::plant_sessions;
use crate::clock::Life as _;
use crate::retention::pass;
use crate::testing::TestApp;

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn a_hundred_thousand_rows_that_are_due() {
    let app = TestApp::with(|options| options.durability = hootis_space::Durability::Full).await;
    plant_sessions(&app, 100_000, rules::PUBLIC_SESSION.span()).await;
    let started = Instant::now();
    let rows: u64 = app.sweep().await.iter().map(|ran| ran.rows).sum();
    println!("retention: {rows} rows that were due taken out in {:.2} s", started.elapsed().as_secs_f64());
    assert_eq!(rows, 100_000);
}

#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn ten_thousand_spaces_with_nothing_due() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    let sql = "INSERT INTO space (id, account_id, slug, company, state, state_since, engine, created_at, updated_at, sweep_at) VALUES ($1, $2, $3, '', 'trial', 0, '', 0, 0, $4)";
    let later = app.app.now().after(rules::IMPORT_RUN);
    let rows = (0..10_000).map(|n| args![Uuid::now_v7(), acme.row.account_id, format!("espace-{n}"), later]).collect();
    app.app.platform().execute_many(sql, rows).await.expect("spaces");
    let started = Instant::now();
    pass(&app.app, app.app.now()).await.expect("a pass");
    println!("retention: a pass over 10 000 spaces with nothing due took {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
    let started = Instant::now();
    pass(&app.app, app.app.now()).await.expect("a pass");
    println!("retention: the next, with no rule whose turn has come, {:.1} ms", started.elapsed().as_secs_f64() * 1e3);
}

/// What a sweep of a space that is closed costs: the worst case, when all of them have something due.
#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn three_hundred_closed_spaces_with_something_due_each() {
    let app = TestApp::new().await;
    for n in 0..300 {
        let space = app.space(&format!("Atelier {n}")).await;
        let member: Uuid = space.db.get("SELECT id FROM member", args![]).await.expect("the owner");
        let sql = "INSERT INTO member_session (token_hash, member_id, agent, last_used_at, created_at) VALUES ($1, $2, '', 0, 0)";
        space.db.execute(sql, args![hootis_vault::random_token().to_vec(), member]).await.expect("a session");
        let id = space.row.id;
        drop(space);
        app.app.spaces().close(id);
    }
    app.app.platform().execute("UPDATE space SET sweep_at = 0", args![]).await.expect("spaces");
    let started = Instant::now();
    let rows: u64 = app.sweep().await.iter().map(|ran| ran.rows).sum();
    let each = started.elapsed().as_secs_f64() * 1e3 / 300.0;
    println!("retention: {rows} sessions in 300 closed spaces, {each:.2} ms a space");
    assert_eq!(rows, 300);
}

/// What an entry of the security journal adds to a page.
#[tokio::test]
#[ignore = "a measurement: make bench"]
async fn an_entry_of_the_security_journal() {
    use crate::platform::journal::{Entry, note};
    let app = TestApp::with(|options| options.durability = hootis_space::Durability::Full).await;
    let mut times = Vec::new();
    for _ in 0..500 {
        let started = Instant::now();
        note(&app.app, Entry::new(hootis_policy::journal::Act::SignInRefused)).await;
        times.push(started.elapsed());
    }
    times.sort_unstable();
    println!("journal: an entry takes {:.2} ms, the slowest of a hundred {:.2} ms", times[250].as_secs_f64() * 1e3, times[495].as_secs_f64() * 1e3);
}
