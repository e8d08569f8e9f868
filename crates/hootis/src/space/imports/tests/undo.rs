//! Undoing the last import.

use std::time::Duration;

use hootis_space::{Conn as _, args};

use super::dump::Dolibarr;
use super::state::{assert_same, exactly};
use super::{folder, take_in};
use crate::space::imports::command::{Refusal, undo_last};
use crate::testing::TestApp;

const DAY: Duration = Duration::from_secs(86_400);

#[tokio::test]
async fn an_undo_puts_every_table_back_to_the_byte() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(620);
    dolibarr.users[0].4 = "owner@atelier.example";
    let empty = exactly(&space.db).await;
    take_in(&app, &space, &dolibarr.sql()).await;
    let first = exactly(&space.db).await;
    app.advance(DAY);
    dolibarr.party(7).name = "Nouveau nom".to_owned();
    dolibarr.party(600).parent = 7;
    dolibarr.users[0].2 = "Adèle";
    dolibarr.users[1].3 = "Autre";
    dolibarr.categories[0].1 = "Très fidèle";
    dolibarr.contact(3).phone = "01 99 00 99 99";
    dolibarr.contact(9).party = 0;
    dolibarr.tags.retain(|(_, party)| *party != 4);
    dolibarr.tags.push((3, 5));
    dolibarr.representatives.retain(|(party, _)| *party > 2);
    dolibarr.woods.retain(|(party, _)| *party != 6);
    dolibarr.woods[0].1 = "chene";
    let mut party = dolibarr.party(1).clone();
    party.row = 900;
    dolibarr.parties.push(party);
    dolibarr.tags.push((1, 900));
    dolibarr.woods.push((900, "noyer"));
    take_in(&app, &space, &dolibarr.sql()).await;
    app.advance(DAY);
    let undone = undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_eq!(undone.progress.kept, 0);
    assert_same(&first, &exactly(&space.db).await, "after the second run was undone");
    undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_same(&empty, &exactly(&space.db).await, "after the first run was undone");
    assert!(matches!(undo_last(&space.db, &app.clock, &folder(&app, &space)).await, Err(Refusal::NothingToUndo)));
}

#[tokio::test]
async fn what_somebody_changed_since_is_kept_by_an_undo() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(5);
    take_in(&app, &space, &dolibarr.sql()).await;
    dolibarr.party(2).name = "De Dolibarr".to_owned();
    dolibarr.party(2).town = "Brest";
    take_in(&app, &space, &dolibarr.sql()).await;
    space.db.execute("UPDATE party SET name = 'De nous', version = version + 1 WHERE name = 'De Dolibarr'", args![]).await.unwrap();
    let undone = undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_eq!(undone.progress.kept, 1);
    let (name, town): (String, String) = space.db.get("SELECT name, town FROM party WHERE name = 'De nous'", args![]).await.unwrap();
    assert_eq!((name.as_str(), town.as_str()), ("De nous", "Nantes"));
}

#[tokio::test]
async fn a_person_who_signs_in_since_is_not_deleted_by_an_undo() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    take_in(&app, &space, &Dolibarr::of(2).sql()).await;
    space.db.execute("UPDATE member SET state = 'active' WHERE email = 'ada@atelier.example'", args![]).await.unwrap();
    let undone = undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_eq!(undone.progress.kept, 1);
    let state: String = space.db.get("SELECT state FROM member WHERE email = 'ada@atelier.example'", args![]).await.unwrap();
    assert_eq!(state, "active");
}

#[tokio::test]
async fn a_contact_who_comes_in_since_is_not_deleted_by_an_undo() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    take_in(&app, &space, &Dolibarr::of(2).sql()).await;
    let id: uuid::Uuid = space.db.get("SELECT id FROM contact ORDER BY id LIMIT 1", args![]).await.unwrap();
    let sql = "INSERT INTO contact_access (contact_id, email, email_key, state, reach_data, reach_messages, reach_files, lang, theme, invited_at, created_at, updated_at)
               VALUES ($1, 'a@b.example', 'a@b.example', 'active', 'own', 'own', 'own', 'fr', 'auto', 1, 1, 1)";
    space.db.execute(sql, args![id]).await.unwrap();
    let undone = undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
    assert_eq!(undone.progress.kept, 1);
    assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact_access a JOIN contact c ON c.id = a.contact_id", args![]).await.unwrap(), 1);
}

#[tokio::test]
async fn after_thirty_days_nothing_can_be_undone() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    take_in(&app, &space, &Dolibarr::of(2).sql()).await;
    app.advance(30 * DAY + Duration::from_secs(1));
    assert!(matches!(undo_last(&space.db, &app.clock, &folder(&app, &space)).await, Err(Refusal::NothingToUndo)));
}

#[tokio::test]
async fn who_was_erased_is_in_no_image_and_comes_back_by_no_undo_and_no_import() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(6);
    dolibarr.contact(2).name = "Kervadec".to_owned();
    take_in(&app, &space, &dolibarr.sql()).await;
    for row in [2, 3] {
        dolibarr.contact(row).name = format!("Autrement {row}");
    }
    take_in(&app, &space, &dolibarr.sql()).await;
    let images = async || space.db.get::<String>("SELECT before_image FROM import_before WHERE table_name = 'contact'", args![]).await.unwrap();
    assert!(images().await.contains("Kervadec") && images().await.contains("Le Goff 3"));
    let sql = "SELECT local_id FROM origin WHERE source_table = 'socpeople' AND source_row = 2";
    let id: uuid::Uuid = space.db.get(sql, args![]).await.unwrap();
    let tx = space.db.begin().await.unwrap();
    crate::space::contacts::erase(&tx, app.app.now(), id).await.unwrap();
    tx.commit().await.unwrap();
    assert!(!images().await.contains("Kervadec") && images().await.contains("Le Goff 3"));
    let known = async || space.db.get::<i64>("SELECT COUNT(*) FROM contact WHERE last_name IN ('Kervadec', 'Autrement 2')", args![]).await.unwrap();
    // Neither do both undos, which take everything else away, nor another import.
    for left in [5, 0] {
        undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
        assert_eq!(space.db.get::<i64>("SELECT COUNT(*) FROM contact", args![]).await.unwrap(), left);
    }
    take_in(&app, &space, &dolibarr.sql()).await;
    assert_eq!((known().await, space.db.get::<i64>("SELECT COUNT(*) FROM contact", args![]).await.unwrap()), (0, 5));
}
