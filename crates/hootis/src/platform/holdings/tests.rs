//! What a holder takes away: everything that is declared, of nobody else, with no secret.

use std::collections::BTreeMap;

use hootis_policy::data::{Kind, Table};
use hootis_space::{Conn, Value as Cell, args, shape};
use serde_json::Value;
use uuid::Uuid;

use super::{FORMAT, tables};
use crate::testing::{Client, TestApp, TestSpace};

async fn taken(space: &TestSpace<'_>) -> Value {
    taken_by(&space.account().await).await
}

async fn taken_by(holder: &Client) -> Value {
    let answer = holder.get("/console/profil/donnees.json").await.is(200);
    assert_eq!(answer.headers["content-type"], "application/json");
    assert_eq!(answer.headers["content-disposition"], "attachment; filename=\"hootis-mes-donnees.json\"");
    serde_json::from_slice(&answer.body).expect("JSON")
}

/// The rows of a table in the document.
fn rows<'a>(document: &'a Value, table: &str) -> &'a Vec<Value> {
    let held = document["held"].as_array().expect("tables");
    let found = held.iter().find(|one| one["table"] == table).unwrap_or_else(|| panic!("{table} is not in the document"));
    found["rows"].as_array().expect("rows")
}

#[tokio::test]
async fn p_r1_a_holder_takes_away_what_the_platform_holds_of_them_and_of_nobody_else() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    rival.account().await;
    let document = taken(&space).await;
    assert_eq!((document["format"].as_str(), document["account"].as_str()), (Some(FORMAT), Some(space.row.account_id.to_string().as_str())));
    let account = &rows(&document, "account")[0];
    assert_eq!((account["email"].as_str(), account["name"].as_str()), (Some("owner@acme.example"), Some("Olive Acme")));
    assert_eq!(account["created_at"], "2026-11-23T08:00:00Z");
    assert_eq!(rows(&document, "space")[0]["company"], "Acme");
    assert_eq!(rows(&document, "space")[0]["id"], space.row.id.to_string());
    assert_eq!(rows(&document, "session").len(), 1);
    let acts: Vec<&str> = rows(&document, "entry").iter().filter_map(|entry| entry["kind"].as_str()).collect();
    assert_eq!(acts, ["space_opened", "signed_in", "data_exported"], "what happened to the account, this download included");
    let text = document.to_string();
    assert!(!text.contains("rival") && !text.contains("Rival"), "somebody else is in it");
    assert!(!text.contains("$argon2id") && text.contains("password_hash"), "a secret is named, and not handed out");
    assert!(document["held"].as_array().expect("tables").iter().all(|table| table["about"].is_string() && table["ground"].is_string()));
}

#[tokio::test]
async fn p_r1_what_is_held_by_thousands_of_rows_is_handed_out_whole_and_once() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let holder = space.account().await;
    // Seven sessions in each instant, over some pages of them.
    let planted = (0..1_750_i64).map(|n| args![Uuid::now_v7().as_bytes().repeat(2), space.row.account_id, format!("Firefox {n}"), 1_000 + n / 7]);
    let sql = "INSERT INTO session (token_hash, account_id, agent, last_used_at, created_at) VALUES ($1, $2, $3, $4, $4)";
    app.app.platform().execute_many(sql, planted.collect()).await.expect("sessions");
    let document = taken_by(&holder).await;
    let agents: std::collections::BTreeSet<&str> = rows(&document, "session").iter().filter_map(|row| row["agent"].as_str()).collect();
    assert_eq!((rows(&document, "session").len(), agents.len()), (1_751, 1_751));
}

#[tokio::test]
async fn p_r1_nobody_takes_away_what_is_held_of_another() {
    let app = TestApp::new().await;
    app.anyone().get("/console/profil/donnees.json").await.is(303);
}

/// A table that is added tomorrow is in the document, for the document is made from the declarations: each of them gets a row
/// here whose every column can be told from all others.
#[tokio::test]
async fn p_r1_every_column_that_is_declared_as_exported_is_handed_out() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    // Signed in before a second factor is planted that nobody has.
    let holder = space.account().await;
    let mut planted: BTreeMap<(&str, &str), String> = BTreeMap::new();
    let sql = "INSERT INTO campaign (id, digest, queued, created_at, updated_at) VALUES ($1, $2, 0, 1, 1)";
    app.app.platform().execute(sql, args!["envoi", vec![0_u8; 32]]).await.expect("a mailing that was sent");
    for (table, _) in tables().filter(|(table, _)| table.name != "account" && table.name != "space" && table.name != "entry") {
        planted.extend(plant(app.app.platform(), table, &space).await);
    }
    assert!(planted.len() > 10, "{} columns were planted", planted.len());
    let document = taken_by(&holder).await;
    let mut missing = Vec::new();
    for ((table, column), words) in &planted {
        if !rows(&document, table).iter().any(|row| row[*column].to_string().contains(words)) {
            missing.push(format!("{table}.{column}"));
        }
    }
    assert_eq!(missing, Vec::<String>::new());
}

/// Writes one row into a table, every column filled; the words by which each exported one is known.
async fn plant<'a>(conn: &impl Conn, table: &'a Table, space: &TestSpace<'_>) -> BTreeMap<(&'a str, &'a str), String> {
    let shapes = shape(conn).await.expect("tables");
    let columns = &shapes.iter().find(|shape| shape.name == table.name).unwrap_or_else(|| panic!("{} is made", table.name)).columns;
    let (mut names, mut values, mut words) = (Vec::new(), Vec::new(), BTreeMap::new());
    for (at, (name, kind)) in columns.iter().enumerate() {
        let declared = table.column(name).expect("declared");
        let (value, word) = filling(name, kind, at, space);
        if declared.exported
            && table.exported().any(|column| column.kind != Kind::Technical)
            && let Some(word) = word
        {
            words.insert((table.name, declared.name), word);
        }
        names.push(name.as_str());
        values.push(value);
    }
    let places: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), places.join(", "));
    conn.execute(&sql, values).await.unwrap_or_else(|error| panic!("{}: {error}", table.name));
    words
}

/// A value for a column, and how it is seen again.
fn filling(name: &str, kind: &str, at: usize, space: &TestSpace<'_>) -> (Cell, Option<String>) {
    match name {
        "account_id" | "holder_id" => return (space.row.account_id.into(), Some(space.row.account_id.to_string())),
        // The mailing that was sent, under an id that is known.
        "campaign" => return ("envoi".into(), Some("envoi".to_owned())),
        "space_id" => return (space.row.id.into(), Some(space.row.id.to_string())),
        // What else a session may be of.
        "signup_id" | "operator_id" => return (Cell::Null, None),
        _ => {}
    }
    let number = 1_700_000_000_000 + i64::try_from(at).expect("small") * 1_000;
    match kind.split(' ').next().unwrap_or_default() {
        "TEXT" => (format!("canary-{at}-{name}").into(), Some(format!("canary-{at}-{name}"))),
        "BIGINT" if ["_at", "_since", "_until"].iter().any(|end| name.ends_with(end)) => (number.into(), Some(crate::web::format::machine(number))),
        "BIGINT" => (number.into(), Some(number.to_string())),
        "BOOLEAN" => (true.into(), Some("true".to_owned())),
        "UUID" => {
            let id = Uuid::now_v7();
            (id.into(), Some(id.to_string()))
        }
        _ => (vec![u8::try_from(at).expect("small"); 32].into(), None),
    }
}
