//! Real Dolibarrs, where this machine has them.

use hootis_dolibarr::{DumpSource, Source};
use hootis_space::{Conn as _, args};

use super::state::{assert_same, exactly};
use super::{ask, counts, folder, request, touched};
use crate::access::JobContext;
use crate::space::imports::archive::{Sorted, documents};
use crate::space::imports::command::undo_last;
use crate::testing::{TestApp, TestSpace, reference_data};

#[tokio::test]
async fn small_references_come_in_twice_and_are_undone() {
    let Some(data) = reference_data("small_references_come_in_twice_and_are_undone") else { return };
    for name in ["doli16-small.sql.gz", "doli22-small.sql.gz"] {
        let app = TestApp::new().await;
        let space = app.space("Atelier").await;
        let empty = exactly(&space.db).await;
        let file = || Source::Dump(DumpSource::file(data.join("data/dolibarr").join(name)));
        let report = ask(&app, &space, request(file(), 1, false)).await.unwrap();
        let created: Vec<u64> =
            ["third_parties", "contacts", "users", "categories", "custom_fields"].map(|table| counts(&report, table).created).into();
        assert_eq!(created, [60, 120, 12, 6, 6], "{name}");
        let sold: Vec<u64> = ["products", "quotes", "orders", "invoices", "payments"].map(|table| counts(&report, table).created).into();
        assert_eq!(sold, [40, 50, 25, 80, 37], "{name}");
        let found = hootis_dolibarr::check_whole(&file(), Some(1)).await.unwrap();
        for table in ["projects", "tasks", "tickets", "ticket_messages", "events"] {
            assert!(found.counts[table] > 0, "{name}: {table}");
            assert_eq!(counts(&report, table).created, found.counts[table], "{name}: {table}");
        }
        assert_eq!(touched(&ask(&app, &space, request(file(), 1, false)).await.unwrap()), (0, 0, 0), "{name}");
        if name.starts_with("doli16") {
            // In a space of its own: undoing an import leaves files.
            let filed = app.space("Fichiers").await;
            ask(&app, &filed, request(file(), 1, false)).await.unwrap();
            files_are_filed(&app, &filed, &data).await;
        }
        let other = ask(&app, &space, request(file(), 2, false)).await.unwrap();
        assert_eq!(counts(&other, "third_parties").created, 2, "{name}");
        let secrets: i64 =
            space.db.get("SELECT COUNT(*) FROM custom_value WHERE raw LIKE 'dolcrypt:%' OR value LIKE 'dolcrypt:%'", args![]).await.unwrap();
        assert_eq!(secrets, 0, "{name}");
        for _ in 0..3 {
            undo_last(&space.db, &app.clock, &folder(&app, &space)).await.unwrap();
        }
        assert_same(&empty, &exactly(&space.db).await, name);
    }
}

/// The documents of the same Dolibarr, twice.
async fn files_are_filed(app: &TestApp, space: &TestSpace<'_>, data: &std::path::Path) {
    let context = JobContext::open(&app.app, space.row.id).await.unwrap();
    let archive = data.join("data/dolibarr/doli16-small-documents.tar.gz");
    let first = documents(&space.db, &context.desk, &app.clock, &archive).await.unwrap();
    // Four backgrounds and a README of the site are nobody's.
    assert_eq!((first.matched, first.unmatched, first.added), (103, 5, 103));
    let again = documents(&space.db, &context.desk, &app.clock, &archive).await.unwrap();
    assert_eq!(again, Sorted { added: 0, ..first });
    let prints: i64 = space.db.get("SELECT COUNT(*) FROM dolibarr_file WHERE is_print AND media_id IS NOT NULL", args![]).await.unwrap();
    assert_eq!(prints, 72);
}
