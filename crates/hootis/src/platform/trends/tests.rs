//! Totals by month: of spaces that said so, never of few, never by opening one for it.

use std::time::Duration;

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::close;
use crate::testing::{TestApp, TestSpace, form};

async fn totals(app: &TestApp) -> Vec<(i64, String, Option<i64>)> {
    app.app.platform().list("SELECT month, measure, total FROM trend WHERE total IS NOT NULL ORDER BY month, measure", args![]).await.expect("trends")
}

async fn add_party(space: &TestSpace<'_>, name: &str) {
    let owner = space.owner().await;
    owner.post("/admin/clients", form! { name: name, is_customer: "1" }).await.is(303);
}

async fn say(space: &TestSpace<'_>, word: &str) {
    space.owner().await.post("/admin/reglages/tendances", form! { tendances: word }).await.is(303);
}

/// Writes to the contact of the space.
async fn say_hello(space: &TestSpace<'_>, body: &str) {
    let contact: Uuid = space.db.get("SELECT id FROM contact", args![]).await.expect("a contact");
    let form = form! { id: Uuid::now_v7(), contact: contact, avec: contact, body: body };
    space.owner().await.post("/admin/messages", form).await.is(303);
}

#[tokio::test]
async fn p_u1_a_total_of_fewer_spaces_than_a_group_is_not_kept() {
    let app = TestApp::new().await;
    let mut spaces = Vec::new();
    for n in 0..5 {
        let space = app.space(&format!("Acme {n}")).await;
        add_party(&space, "Roc").await;
        spaces.push(space);
    }
    for space in &spaces[..4] {
        say(space, "oui").await;
    }
    app.advance(Duration::from_secs(31 * 86_400));
    assert_eq!(close(&app.app, app.app.now()).await.expect("closed"), 1);
    let first = totals(&app).await;
    assert_eq!(first.iter().map(|(_, measure, total)| (measure.as_str(), *total)).collect::<Vec<_>>(), [("spaces", Some(5))]);
    say(&spaces[4], "oui").await;
    app.advance(Duration::from_secs(31 * 86_400));
    close(&app.app, app.app.now()).await.expect("closed");
    let second: Vec<_> =
        totals(&app).await.into_iter().filter(|(month, ..)| *month != first[0].0).map(|(_, measure, total)| (measure, total)).collect();
    assert_eq!(second, [("parties".to_owned(), Some(5)), ("spaces".to_owned(), Some(5))]);
    let operator = app.operator("ada").await;
    operator.get("/operateur/audience").await.is(200).says("Tendances du service").says("trop peu d'espaces").says("décembre 2026");
}

#[tokio::test]
async fn a_month_is_closed_once() {
    let app = TestApp::new().await;
    let now = app.app.now();
    assert_eq!(close(&app.app, now).await.expect("closed"), 1);
    assert_eq!(close(&app.app, now).await.expect("nothing"), 0);
    app.app.close_trends().await.expect("a month");
    assert_eq!(app.app.platform().get::<i64>("SELECT COUNT(*) FROM trend", args![]).await.expect("a count"), 4);
}

#[tokio::test]
async fn p_u4_a_space_takes_part_only_while_its_setting_says_so_with_who_and_when() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    add_party(&space, "Roc").await;
    let contact = form! { id: Uuid::now_v7(), last_name: "Roc", first_name: "Ada", email: "ada@roc.example", anyway: "1" };
    space.owner().await.post("/admin/contacts/nouveau", contact).await.is(303);
    let rows =
        async || app.app.platform().list::<(i64, i64, i64)>("SELECT parties, messages, imports FROM space_total", args![]).await.expect("totals");
    assert_eq!(rows().await, []);
    say(&space, "oui").await;
    assert_eq!(rows().await, [(1, 0, 0)]);
    say_hello(&space, "m1").await;
    assert_eq!(rows().await, [(1, 1, 0)], "a message counts as it is written");
    say_hello(&space, "m2").await;
    say(&space, "oui").await;
    assert_eq!(rows().await, [(1, 2, 0)], "counted anew it is the same");
    let owner = space.owner().await;
    owner.get("/admin/reglages").await.is(200).says("Demandé par Olive Acme le 23 novembre 2026").says("Ne plus participer");
    owner.get("/admin/journal").await.is(200).says("Olive Acme");
    say(&space, "non").await;
    say_hello(&space, "m3").await;
    assert_eq!(rows().await, []);
    owner.get("/admin/reglages").await.is(200).says("Participer aux tendances");
}

#[tokio::test]
async fn a_disabled_space_counts_no_more_and_a_destroyed_one_is_forgotten() {
    let app = TestApp::new().await;
    let mut spaces = Vec::new();
    for n in 0..6 {
        let space = app.space(&format!("Acme {n}")).await;
        add_party(&space, "Roc").await;
        say(&space, "oui").await;
        spaces.push(space);
    }
    let set = async |n: usize, state: &str| {
        app.app.platform().execute("UPDATE space SET state = $2 WHERE id = $1", args![spaces[n].row.id, state]).await.expect("a state");
    };
    set(0, "disabled").await;
    app.advance(Duration::from_secs(31 * 86_400));
    close(&app.app, app.app.now()).await.expect("closed");
    assert!(totals(&app).await.contains(&(super::month_of(crate::clock::Now(app.app.now().0 - 31 * 86_400_000)), "parties".to_owned(), Some(5))));
    set(0, "destroyed").await;
    app.advance(Duration::from_secs(31 * 86_400));
    close(&app.app, app.app.now()).await.expect("closed");
    assert_eq!(app.app.platform().get::<i64>("SELECT COUNT(*) FROM space_total", args![]).await.expect("a count"), 5);
}
