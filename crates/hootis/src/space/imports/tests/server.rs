//! A real Dolibarr on a real server, which changes between two readings.

use std::process::{Command, Stdio};

use hootis_dolibarr::{Guard, Protection, ServerSource, Source};
use hootis_space::{Conn as _, SpaceDb, args};

use super::{ask, counts, request, touched};
use crate::access::JobContext;
use crate::space::imports::sync::command::{keep, once};
use crate::testing::{TestApp, TestSpace, reference_data};

/// What two spaces are compared by: what Dolibarr has now, in words.
const COMPARED: [&str; 8] = [
    "SELECT name || '|' || COALESCE(code, '') || '|' || COALESCE(town, '') FROM party WHERE gone_at IS NULL ORDER BY 1",
    "SELECT c.last_name || '|' || COALESCE(c.phone, '') || '|' || COALESCE(p.name, '') FROM contact c LEFT JOIN party p ON p.id = c.party_id WHERE c.gone_at IS NULL ORDER BY 1",
    "SELECT t.name || '|' || p.name FROM party_tag x JOIN tag t ON t.id = x.tag_id JOIN party p ON p.id = x.party_id WHERE p.gone_at IS NULL ORDER BY 1",
    "SELECT m.name || '|' || p.name FROM party_member x JOIN member m ON m.id = x.member_id JOIN party p ON p.id = x.party_id WHERE p.gone_at IS NULL ORDER BY 1",
    "SELECT f.name || '|' || v.value FROM custom_value v JOIN custom_field f ON f.id = v.field_id ORDER BY 1",
    "SELECT d.kind || '|' || d.reference || '|' || d.status || '|' || COALESCE(p.name, '') || '|' || CAST(d.incl_cents AS TEXT) || '|' || CAST(d.due_cents AS TEXT) FROM document d LEFT JOIN party p ON p.id = d.party_id WHERE d.gone_at IS NULL ORDER BY 1",
    "SELECT d.reference || '|' || COALESCE(l.label, '') || '|' || COALESCE(l.description, '') || '|' || CAST(l.incl_cents AS TEXT) FROM document_line l JOIN document d ON d.id = l.document_id WHERE d.gone_at IS NULL ORDER BY 1",
    "SELECT d.reference || '|' || CAST(s.amount_cents AS TEXT) FROM payment_share s JOIN document d ON d.id = s.document_id WHERE d.gone_at IS NULL ORDER BY 1",
];

/// A hundred rows: changed, added, deleted, a third party merged into another; some where `tms` does not tell.
const CHANGES: &str = "SET FOREIGN_KEY_CHECKS = 0;
UPDATE llx_societe SET town = 'Brest' WHERE rowid BETWEEN 10 AND 34;
UPDATE llx_socpeople SET phone = '0199001234' WHERE rowid BETWEEN 30 AND 49;
UPDATE llx_facturedet SET description = 'Relu' WHERE rowid BETWEEN 1 AND 10;
INSERT INTO llx_societe (nom, entity, client, datec) SELECT CONCAT('Nouvelle ', rowid), 1, 1, NOW() FROM llx_socpeople WHERE rowid BETWEEN 1 AND 15;
DELETE FROM llx_socpeople WHERE rowid BETWEEN 60 AND 69;
DELETE FROM llx_paiement_facture WHERE rowid BETWEEN 1 AND 3;
DELETE FROM llx_categorie_societe WHERE fk_soc BETWEEN 20 AND 25;
UPDATE llx_socpeople SET fk_soc = 2 WHERE fk_soc = 1;
UPDATE llx_propal SET fk_soc = 2 WHERE fk_soc = 1;
UPDATE llx_commande SET fk_soc = 2 WHERE fk_soc = 1;
UPDATE llx_facture SET fk_soc = 2 WHERE fk_soc = 1;
DELETE FROM llx_societe_extrafields WHERE fk_object = 1;
DELETE FROM llx_societe_commerciaux WHERE fk_soc = 1;
DELETE FROM llx_categorie_societe WHERE fk_soc = 1;
DELETE FROM llx_societe WHERE rowid = 1;";

/// The server for trials, if there is one.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment where the server is")]
fn mysql(test: &str) -> Option<url::Url> {
    let found = std::env::var("HOOTIS_TEST_MYSQL").ok().and_then(|address| address.parse().ok());
    if found.is_none() {
        println!("SKIPPED (no MySQL): {test}");
    }
    found
}

async fn in_words(db: &SpaceDb) -> Vec<Vec<String>> {
    let mut all = Vec::new();
    for sql in COMPARED {
        all.push(db.list::<String>(sql, args![]).await.unwrap());
    }
    all
}

async fn context(app: &TestApp, space: &TestSpace<'_>) -> JobContext {
    JobContext::open(&app.app, space.row.id).await.unwrap()
}

#[tokio::test]
async fn a_synchronisation_after_a_hundred_changes_is_as_a_fresh_import_and_then_nothing_changes() {
    let name = "a_synchronisation_after_a_hundred_changes_is_as_a_fresh_import_and_then_nothing_changes";
    let (Some(data), Some(server)) = (reference_data(name), mysql(name)) else { return };
    let base = format!("kept_{}", uuid::Uuid::now_v7().simple());
    let run = |input: Stdio, base: &str, sql: &[&str]| {
        let (host, port) = (server.host_str().unwrap(), server.port().unwrap_or(3306).to_string());
        let mut command = Command::new("mariadb");
        command.args(["--no-defaults", "-h", host, "-P", &port, "-u", server.username(), "--default-character-set=utf8mb4"]);
        command.args((!base.is_empty()).then_some(base)).args(sql);
        assert!(command.stdin(input).status().unwrap().success(), "the server refused");
    };
    run(Stdio::null(), "", &["-e", &format!("CREATE DATABASE {base} CHARACTER SET utf8mb4")]);
    let mut unpacked = Command::new("gzip").arg("-dc").arg(data.join("data/dolibarr/doli22-small.sql.gz")).stdout(Stdio::piped()).spawn().unwrap();
    run(unpacked.stdout.take().unwrap().into(), &base, &[]);
    assert!(unpacked.wait().unwrap().success(), "the dump could not be unpacked");
    let app = TestApp::new().await;
    let (kept, fresh) = (app.space("Atelier").await, app.space("Atelier neuf").await);
    let source = || ServerSource::parse(&format!("{}{base}", server.as_str()), None, Guard::Any).unwrap().protected(Protection::Offered);
    ask(&app, &kept, request(Source::Server(source()), 1, false)).await.unwrap();
    let job = context(&app, &kept).await;
    assert!(once(&job, &app.clock).await.is_err(), "nothing is connected");
    keep(&job, 1, &source()).await.unwrap();
    let (entity, quiet) = once(&job, &app.clock).await.unwrap();
    assert_eq!((entity, touched(&quiet)), (1, (0, 0, 0)), "unchanged, yet something was written");
    run(Stdio::null(), &base, &["-e", CHANGES]);
    let (_, report) = once(&job, &app.clock).await.unwrap();
    let parties = counts(&report, "third_parties");
    assert_eq!((parties.created, parties.removed), (15, 1));
    assert_eq!(counts(&report, "contacts").removed, 10);
    let archived: (i64, i64) = kept
        .db
        .get(
            "SELECT (SELECT COUNT(*) FROM party WHERE gone_at IS NOT NULL AND archived_at = gone_at),
                    (SELECT COUNT(*) FROM contact WHERE gone_at IS NOT NULL AND archived_at IS NOT NULL)",
            args![],
        )
        .await
        .unwrap();
    assert_eq!(archived, (1, 10), "what Dolibarr has no more is shown as archived");
    let merged: i64 = kept
        .db
        .get("SELECT o.source_row FROM party p JOIN origin o ON o.local_id = p.merged_into WHERE p.gone_at IS NOT NULL", args![])
        .await
        .unwrap();
    assert_eq!(merged, 2, "where it went is followed");
    ask(&app, &fresh, request(Source::Server(source()), 1, false)).await.unwrap();
    for (kept, fresh) in in_words(&kept.db).await.iter().zip(&in_words(&fresh.db).await) {
        let apart: Vec<_> = kept.iter().zip(fresh).find(|(kept, fresh)| kept != fresh).into_iter().collect();
        assert!(kept == fresh, "{} rows and {} in a fresh import; first apart: {apart:?}", kept.len(), fresh.len());
    }
    assert_eq!(touched(&once(&job, &app.clock).await.unwrap().1), (0, 0, 0));
    run(Stdio::null(), "", &["-e", &format!("DROP DATABASE {base}")]);
}
