//! Every query of the list goes along an index: no sort of the whole table, no look at each row.

use hootis_space::{Conn as _, SpaceDb, Value, args};
use uuid::Uuid;

use super::super::queries::list::{Cursor, Filter, Key, Sort, Which, conditions, rows_sql};
use crate::testing::TestApp;

async fn plan(db: &SpaceDb, sql: &str, args: Vec<Value>) -> String {
    let rows = db.query(&format!("EXPLAIN QUERY PLAN {sql}"), args).await.unwrap();
    let details = rows.into_iter().map(|row| match row.rest().pop() {
        Some(Value::Text(detail)) => detail,
        _ => String::new(),
    });
    details.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn every_list_goes_along_an_index() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    if !space.db.engine().encrypts_whole_databases() {
        // PostgreSQL plans by what is in the tables: a plan of empty ones says nothing.
        return;
    }
    let after = |sort| {
        let parts = match sort {
            Sort::Name => "m",
            Sort::Town => "m\nm",
            Sort::Newest | Sort::Changed => "5",
        };
        let text = base64::Engine::encode(&base64::prelude::BASE64_URL_SAFE_NO_PAD, format!("{}\n{parts}", Uuid::now_v7().simple()));
        Key::parse(&text).expect("a key")
    };
    for (sort, which, index) in [
        (Sort::Name, Which::All, "party_name_key"),
        (Sort::Name, Which::Customers, "party_customer"),
        (Sort::Name, Which::Prospects, "party_prospect"),
        (Sort::Name, Which::Suppliers, "party_supplier"),
        (Sort::Name, Which::Archived, "party_archived"),
        (Sort::Town, Which::All, "party_town_sort"),
        (Sort::Newest, Which::All, "party_created_at"),
        (Sort::Changed, Which::All, "party_updated_at"),
    ] {
        for cursor in [None, Some(Cursor::After(after(sort))), Some(Cursor::Before(after(sort)))] {
            let moved = cursor.is_some();
            let filter = Filter { sort, which, cursor, ..Filter::default() };
            let rules = conditions(&space.db, &filter).await.unwrap();
            let (sql, args) = rows_sql(&filter, rules);
            let plan = plan(&space.db, &sql, args).await;
            let how = if moved { "SEARCH" } else { "SCAN" };
            assert!(plan.contains(&format!("{how} p USING INDEX {index}")), "{sort:?} {which:?}:\n{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "{sort:?} {which:?} sorts:\n{plan}");
        }
    }
}

#[tokio::test]
async fn a_search_looks_rows_up_by_id_and_never_walks_the_table() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    if !space.db.engine().encrypts_whole_databases() {
        return;
    }
    let tag = Some(Uuid::now_v7());
    for filter in [
        Filter { search: "peyrot".into(), ..Filter::default() },
        Filter { search: "peyrot".into(), which: Which::Customers, sort: Sort::Town, ..Filter::default() },
        Filter { search: "p".into(), ..Filter::default() },
        Filter { tag, ..Filter::default() },
        Filter { member: tag, which: Which::Prospects, ..Filter::default() },
    ] {
        let rules = conditions(&space.db, &filter).await.unwrap();
        let (sql, args) = rows_sql(&filter, rules);
        let plan = plan(&space.db, &sql, args).await;
        assert!(plan.contains("SEARCH p USING INDEX sqlite_autoindex_party_1 (id=?)"), "{filter:?}:\n{plan}");
        assert!(!plan.contains("SCAN p"), "{filter:?}:\n{plan}");
    }
}

#[tokio::test]
async fn what_hangs_on_a_card_is_found_along_an_index() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    if !space.db.engine().encrypts_whole_databases() {
        return;
    }
    for sql in [
        "SELECT id FROM contact WHERE party_id = $1 ORDER BY name_key LIMIT 20",
        "SELECT id FROM party_address WHERE party_id = $1",
        "SELECT tag_id FROM party_tag WHERE party_id = $1",
        "SELECT member_id FROM party_member WHERE party_id = $1",
        "SELECT id FROM note WHERE party_id = $1 ORDER BY created_at DESC LIMIT 50",
        "SELECT id FROM change_entry WHERE subject_id = $1 ORDER BY created_at DESC LIMIT 50",
        "SELECT value FROM custom_value WHERE subject_id = $1",
        "SELECT id FROM party WHERE parent_id = $1",
        "SELECT id FROM party WHERE REPLACE(siren, ' ', '') = $1 AND siren IS NOT NULL",
        "SELECT id FROM party WHERE REPLACE(siret, ' ', '') = $1 AND siret IS NOT NULL",
        "SELECT id FROM party WHERE LOWER(email) = $1 AND email IS NOT NULL",
        "SELECT local_id FROM origin WHERE local_id = $1",
    ] {
        let plan = plan(&space.db, sql, args!["x"]).await;
        assert!(plan.contains("SEARCH") && !plan.contains("SCAN"), "{sql}:\n{plan}");
    }
}

#[tokio::test]
async fn on_postgresql_a_page_looks_up_the_origins_of_its_rows_alone() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    if space.db.engine().encrypts_whole_databases() {
        return;
    }
    let source = Uuid::now_v7();
    // Its plans are made for what is in the tables.
    for sql in [
        format!(
            "INSERT INTO import_source (id, entity, label, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
             VALUES ('{source}', 1, 'a', '[]', 'v1', 'Léa', 1, 1, 1)"
        ),
        "INSERT INTO party (id, kind, is_prospect, is_customer, is_supplier, name, name_key, is_closed, version, created_at, updated_at)
         SELECT gen_random_uuid(), 'company', FALSE, TRUE, FALSE, 'n' || n, 'n' || n, FALSE, 1, n, n FROM generate_series(1, 5000) n"
            .to_owned(),
        format!(
            "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at)
                 SELECT '{source}', 'societe', ROW_NUMBER() OVER (), id, ''::bytea, '{source}', '{source}', 1 FROM party"
        ),
        "ANALYZE party, origin".to_owned(),
    ] {
        space.db.execute(&sql, args![]).await.unwrap();
    }
    let filter = Filter::default();
    let rules = conditions(&space.db, &filter).await.unwrap();
    let (sql, args) = rows_sql(&filter, rules);
    let rows = space.db.query(&format!("EXPLAIN {sql}"), args).await.unwrap();
    let plan: Vec<String> = rows.into_iter().map(|mut row| row.take().unwrap()).collect();
    let plan = plan.join("\n");
    // Tables of tags and members, which are empty here, are read whole: there is nothing in them.
    let walks = ["Seq Scan on origin", "Seq Scan on party p", "hashed"].into_iter().find(|walk| plan.contains(walk));
    assert!(plan.contains("origin_local_id") && walks.is_none(), "{plan}");
}
