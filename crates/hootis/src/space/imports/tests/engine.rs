//! Coming in, coming in again, changing.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::dump::Dolibarr;
use super::state::{assert_same, exactly, in_words};
use super::{ask, counts, request, source, take_in, touched};
use crate::space::imports::run::Counts;
use crate::testing::TestApp;

#[tokio::test]
async fn a_dolibarr_comes_in_whole_and_the_second_time_nothing_is_written() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let dolibarr = Dolibarr::of(1_201);
    let report = take_in(&app, &space, &dolibarr.sql()).await;
    let new = |read, created, skipped| Counts { read, created, skipped, ..Counts::default() };
    for (table, expected) in [
        ("third_parties", new(1_201, 1_201, 0)),
        ("contacts", new(1_201, 1_201, 0)),
        ("users", new(3, 2, 1)),
        ("categories", new(3, 3, 0)),
        ("custom_fields", new(1, 1, 0)),
        ("category_links", new(1_201, 1_201, 0)),
        ("sales_representatives", new(1_201, 1_201, 0)),
        ("custom_values", new(1_201, 1_201, 0)),
    ] {
        assert_eq!(counts(&report, table), expected, "{table}");
    }
    assert!(report.warnings.iter().any(|warning| warning.table == "user" && warning.row == Some(3)), "{:?}", report.warnings);
    let parents: i64 = space.db.get("SELECT COUNT(*) FROM party p JOIN party q ON q.id = p.parent_id", args![]).await.unwrap();
    assert_eq!(parents, 240);
    let name: String = space
        .db
        .get("SELECT p.name FROM party p JOIN origin o ON o.local_id = p.id WHERE o.source_row = 7 AND o.source_table = 'societe'", args![])
        .await
        .unwrap();
    assert_eq!(name, "Société n° 7 d'Œuvre");
    let before = exactly(&space.db).await;
    let again = take_in(&app, &space, &dolibarr.sql()).await;
    assert_eq!(touched(&again), (0, 0, 0), "{:?}", again.progress.tables);
    assert_eq!(again.progress.sum().unchanged, report.progress.sum().created);
    assert_same(&before, &exactly(&space.db).await, "the second time");
}

#[tokio::test]
async fn a_changed_source_changes_exactly_those_rows() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(60);
    take_in(&app, &space, &dolibarr.sql()).await;
    dolibarr.party(7).name = "Nouveau nom".to_owned();
    dolibarr.party(9).note = "Fragile";
    dolibarr.contact(3).phone = "01 99 00 99 99";
    dolibarr.tags.retain(|(_, party)| *party != 4);
    dolibarr.tags.push((3, 5));
    dolibarr.representatives.retain(|(party, _)| *party > 2);
    dolibarr.woods.retain(|(party, _)| *party != 6);
    dolibarr.woods[0].1 = "chene";
    let mut party = dolibarr.party(1).clone();
    party.row = 61;
    dolibarr.parties.push(party);
    let report = take_in(&app, &space, &dolibarr.sql()).await;
    let of = |table| {
        let Counts { created, updated, removed, .. } = counts(&report, table);
        (created, updated, removed)
    };
    assert_eq!(of("third_parties"), (1, 2, 0));
    assert_eq!(of("contacts"), (0, 1, 0));
    assert_eq!(of("category_links"), (1, 0, 1));
    assert_eq!(of("sales_representatives"), (0, 0, 2));
    assert_eq!(of("custom_values"), (0, 1, 1));
    assert_eq!(touched(&report), (2, 4, 4));
    let told: Vec<(String, String)> =
        space.db.list("SELECT subject_kind, fields FROM change_entry WHERE actor_kind = 'import' ORDER BY id", args![]).await.unwrap();
    assert_eq!(told.len(), 3);
    assert!(told.iter().any(|(kind, fields)| kind == "party" && fields.contains("Nouveau nom") && fields.contains("Société n° 7")), "{told:?}");
    // What is found is what is there now.
    let mut asked = args![];
    let sql = hootis_space::search::matching(space.db.engine(), "party", "nouveau nom", &mut asked).unwrap();
    assert_eq!(space.db.list::<Uuid>(&sql, asked).await.unwrap().len(), 1);
}

#[tokio::test]
async fn a_dry_run_counts_the_same_and_writes_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(40);
    let before = exactly(&space.db).await;
    let dry = ask(&app, &space, request(source(&dolibarr.sql()), 1, true)).await.unwrap();
    assert_same(&before, &exactly(&space.db).await, "after a dry run");
    let real = take_in(&app, &space, &dolibarr.sql()).await;
    assert_eq!(dry.progress.tables, real.progress.tables);
    dolibarr.party(7).town = "Brest";
    dolibarr.tags.remove(0);
    let before = exactly(&space.db).await;
    let dry = ask(&app, &space, request(source(&dolibarr.sql()), 1, true)).await.unwrap();
    assert_same(&before, &exactly(&space.db).await, "after another dry run");
    assert_eq!(dry.progress.tables, take_in(&app, &space, &dolibarr.sql()).await.progress.tables);
    assert_eq!(touched(&dry), (0, 1, 1));
}

#[tokio::test]
async fn what_people_added_stays_and_what_they_deleted_does_not_come_back() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(10);
    take_in(&app, &space, &dolibarr.sql()).await;
    let of = async |row: i64| -> Uuid {
        space.db.get("SELECT local_id FROM origin WHERE source_table = 'societe' AND source_row = $1", args![row]).await.unwrap()
    };
    let (kept, deleted, now) = (of(2).await, of(3).await, app.app.now());
    let tag = Uuid::now_v7();
    let sql = "INSERT INTO tag (id, subject, name, name_key, version, created_at, updated_at) VALUES ($1, 'party', 'À moi', 'a moi', 1, $2, $2)";
    space.db.execute(sql, args![tag, now]).await.unwrap();
    space.db.execute("INSERT INTO party_tag (party_id, tag_id, created_at) VALUES ($1, $2, $3)", args![kept, tag, now]).await.unwrap();
    let sql = "INSERT INTO note (id, party_id, author_name, body, created_at, updated_at) VALUES ($1, $2, 'Ada', 'À rappeler', $3, $3)";
    space.db.execute(sql, args![Uuid::now_v7(), kept, now]).await.unwrap();
    space.db.execute("DELETE FROM party WHERE id = $1", args![deleted]).await.unwrap();
    dolibarr.party(2).town = "Brest";
    dolibarr.party(3).town = "Brest";
    let report = take_in(&app, &space, &dolibarr.sql()).await;
    assert_eq!(counts(&report, "third_parties"), Counts { read: 10, updated: 1, unchanged: 8, skipped: 1, ..Counts::default() });
    let (town, notes): (String, i64) =
        space.db.get("SELECT town, (SELECT COUNT(*) FROM note n WHERE n.party_id = p.id) FROM party p WHERE id = $1", args![kept]).await.unwrap();
    assert_eq!((town.as_str(), notes), ("Brest", 1));
    let tags: i64 = space.db.get("SELECT COUNT(*) FROM party_tag WHERE party_id = $1", args![kept]).await.unwrap();
    assert_eq!(tags, 2);
    let back: i64 = space.db.get("SELECT COUNT(*) FROM party WHERE id = $1", args![deleted]).await.unwrap();
    assert_eq!(back, 0);
}

#[tokio::test]
async fn a_member_who_signs_in_is_put_together_with_their_user_and_never_changed() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(4);
    dolibarr.users[0].4 = "OWNER@atelier.example";
    assert_eq!(space.owner_email(), "owner@atelier.example");
    let owner: Vec<String> = exactly(&space.db).await["member"].clone();
    let report = take_in(&app, &space, &dolibarr.sql()).await;
    assert_eq!(counts(&report, "users"), Counts { read: 3, created: 1, unchanged: 1, skipped: 1, ..Counts::default() });
    let members = exactly(&space.db).await["member"].clone();
    assert_eq!(members.len(), 2);
    assert!(members.contains(&owner[0]));
    // Their customers are theirs all the same.
    let theirs: i64 =
        space.db.get("SELECT COUNT(*) FROM party_member pm JOIN member m ON m.id = pm.member_id WHERE m.state = 'active'", args![]).await.unwrap();
    assert_eq!(theirs, 2);
    dolibarr.users[0].3 = "Autrement";
    assert_eq!(touched(&take_in(&app, &space, &dolibarr.sql()).await), (0, 0, 0));
    assert!(exactly(&space.db).await["member"].contains(&owner[0]));
}

#[tokio::test]
async fn two_entities_live_side_by_side() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let mut dolibarr = Dolibarr::of(10);
    for row in 8..=10 {
        dolibarr.party(row).entity = 2;
    }
    let first = take_in(&app, &space, &dolibarr.sql()).await;
    assert_eq!(counts(&first, "third_parties").created, 7);
    let one = in_words(&space.db).await;
    let second = ask(&app, &space, request(source(&dolibarr.sql()), 2, false)).await.unwrap();
    assert_eq!(counts(&second, "third_parties"), Counts { read: 3, created: 3, ..Counts::default() });
    assert_eq!(touched(&take_in(&app, &space, &dolibarr.sql()).await), (0, 0, 0));
    let parties: i64 = space.db.get("SELECT COUNT(*) FROM party", args![]).await.unwrap();
    assert_eq!((one["party"].len(), parties), (7, 10));
}

#[tokio::test]
async fn what_dolibarr_has_no_more_is_archived_and_comes_back_with_it() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let whole = Dolibarr::of(10);
    take_in(&app, &space, &whole.sql()).await;
    let before = in_words(&space.db).await;
    let mut less = whole.clone();
    less.parties.retain(|party| party.row != 4);
    less.contacts.retain(|contact| contact.row != 4 && contact.row != 7);
    less.tags.retain(|(_, party)| *party != 4);
    less.representatives.retain(|(party, _)| *party != 4);
    less.woods.retain(|(party, _)| *party != 4);
    let report = take_in(&app, &space, &less.sql()).await;
    assert_eq!((counts(&report, "third_parties").removed, counts(&report, "contacts").removed), (1, 2));
    let gone = async |table: &str| -> i64 {
        let sql = format!("SELECT COUNT(*) FROM {table} WHERE gone_at IS NOT NULL AND archived_at = gone_at");
        space.db.get(&sql, args![]).await.unwrap()
    };
    assert_eq!((gone("party").await, gone("contact").await), (1, 2));
    // It is told, and it is done once.
    let party: Uuid = space.db.get("SELECT id FROM party WHERE gone_at IS NOT NULL", args![]).await.unwrap();
    let owner = space.owner().await;
    owner.get(&format!("/admin/clients/{party}")).await.is(200).says("Plus dans Dolibarr").says("archivé");
    assert_eq!(touched(&take_in(&app, &space, &less.sql()).await), (0, 0, 0));
    take_in(&app, &space, &whole.sql()).await;
    assert_eq!((gone("party").await, gone("contact").await), (0, 0));
    let archived: i64 = space.db.get("SELECT COUNT(*) FROM party WHERE archived_at IS NOT NULL", args![]).await.unwrap();
    assert_eq!((archived, in_words(&space.db).await["party"].len()), (0, before["party"].len()));
}
