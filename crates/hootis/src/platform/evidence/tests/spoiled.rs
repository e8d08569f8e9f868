//! Somebody spoils what is really there, and the check sees it: green before, red after.

use hootis_policy::journal::Act;
use hootis_policy::retention::{self, SECURITY_JOURNAL};
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{check, is_broken, is_kept};
use crate::clock::Life as _;
use crate::mail::Letter;
use crate::platform::journal::{self, Entry};
use crate::testing::{TestApp, TestSpace};

/// A source of Dolibarr in a space, with something in the place of its sealed address.
async fn source(space: &TestSpace<'_>, app: &TestApp, url: Option<Vec<u8>>, acknowledged: &str) {
    let sql = "INSERT INTO import_source (id, entity, label, sealed_url, take, acknowledged_text, acknowledged_by, acknowledged_name,
                 acknowledged_at, created_at, updated_at) VALUES ($1, 1, 'erp.acme.example/dolibarr', $2, '{}', $3, $1, 'Olive', $4, $4, $4)";
    space.db.execute(sql, args![Uuid::now_v7(), url, acknowledged, app.app.now()]).await.expect("a source");
}

fn sealed() -> Vec<u8> {
    let noise = (0..80_u8).map(|i| i.wrapping_mul(151) ^ 0xa5);
    std::iter::once(1).chain(noise).collect()
}

#[tokio::test]
async fn p_c5_credentials_in_clear_are_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    is_kept(&app, "C5").await;
    source(&space, &app, Some(sealed()), "v1").await;
    is_kept(&app, "C5").await;
    let plain = b"mysql://dolibarr:hunter2@erp.acme.example/dolibarr_production".to_vec();
    space.db.execute("UPDATE import_source SET sealed_url = $1", args![plain]).await.expect("an update");
    is_broken(&app, "C5", "1 accès à Dolibarr n’est pas chiffré").await;
}

#[tokio::test]
async fn p_c5_credentials_that_nobody_agreed_to_are_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    source(&space, &app, Some(sealed()), "").await;
    is_broken(&app, "C5", "sans accord").await;
}

#[tokio::test]
async fn p_c5_a_setting_that_outlives_its_connection_is_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    source(&space, &app, Some(sealed()), "v1").await;
    let sql = "INSERT INTO import_sync (source_id, every_minutes, state, set_name, set_at, failures, refusals, created_at, updated_at)
               SELECT id, 60, 'on', 'Olive', 1, 0, 0, 1, 1 FROM import_source";
    space.db.execute(sql, args![]).await.expect("a setting");
    is_kept(&app, "C5").await;
    space.db.execute("UPDATE import_source SET sealed_url = NULL", args![]).await.expect("an update");
    is_broken(&app, "C5", "Une synchronisation reste réglée").await;
}

#[tokio::test]
async fn p_c5_a_dump_past_its_time_is_seen_as_a_row_and_as_a_file() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let sql = "INSERT INTO import_upload (id, name, size_bytes, created_at) VALUES ($1, 'dump.sql', 1, $2)";
    space.db.execute(sql, args![Uuid::now_v7(), app.app.now()]).await.expect("an upload");
    is_kept(&app, "C5").await;
    app.advance(retention::UPLOAD.span() * 2);
    is_broken(&app, "C5", "1 sauvegarde").await;
    space.db.execute("DELETE FROM import_upload", args![]).await.expect("a deletion");
    is_kept(&app, "C5").await;
    let folder = app.data().join("files").join(space.row.id.to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    let file = std::fs::File::create(folder.join("upload-1.age")).expect("a file");
    file.set_modified(std::time::UNIX_EPOCH).expect("an old file");
    is_broken(&app, "C5", "1 sauvegarde").await;
}

#[tokio::test]
async fn p_c6_a_field_that_becomes_compulsory_is_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "C6").await;
    app.app.platform().execute("ALTER TABLE account ADD COLUMN phone TEXT", args![]).await.expect("a column");
    is_kept(&app, "C6").await;
    app.app.platform().execute("ALTER TABLE signup ADD COLUMN phone TEXT NOT NULL DEFAULT ''", args![]).await.expect("a column");
    is_broken(&app, "C6", "signup.phone").await;
}

#[tokio::test]
async fn p_s1_a_column_that_nobody_declared_is_seen_in_the_platform_and_in_a_space() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    is_kept(&app, "S1").await;
    space.db.execute("ALTER TABLE contact ADD COLUMN religion TEXT", args![]).await.expect("a column");
    is_broken(&app, "S1", "contact.religion").await;
    space.db.execute("ALTER TABLE contact DROP COLUMN religion", args![]).await.expect("no column");
    is_kept(&app, "S1").await;
    app.app.platform().execute("CREATE TABLE shadow (id BIGINT PRIMARY KEY, name TEXT)", args![]).await.expect("a table");
    is_broken(&app, "S1", "shadow").await;
}

#[tokio::test]
async fn p_s1_a_password_in_clear_is_seen_in_the_platform_and_in_a_space() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    is_kept(&app, "S1").await;
    space.db.execute("UPDATE member SET password_hash = 'correct horse battery'", args![]).await.expect("an update");
    is_broken(&app, "S1", "member.password_hash").await;
    space.db.execute("UPDATE member SET password_hash = NULL", args![]).await.expect("an update");
    app.app.platform().execute("UPDATE account SET password_hash = 'correct horse battery'", args![]).await.expect("an update");
    is_broken(&app, "S1", "account.password_hash").await;
}

#[tokio::test]
async fn p_s1_a_token_or_a_key_that_is_no_hash_is_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let _signed_in = space.account().await;
    is_kept(&app, "S1").await;
    // As long as a hash, and yet the token itself.
    let token = b"0123456789abcdef0123456789abcdef".to_vec();
    app.app.platform().execute("UPDATE session SET token_hash = $1", args![token]).await.expect("an update");
    is_broken(&app, "S1", "session.token_hash").await;
    app.app.platform().execute("DELETE FROM session", args![]).await.expect("a deletion");
    is_kept(&app, "S1").await;
    app.app.platform().execute("UPDATE space SET wrapped_key = $1", args![vec![7_u8; 32]]).await.expect("an update");
    is_broken(&app, "S1", "space.wrapped_key").await;
}

/// A run of an import that read a server.
pub(super) async fn run(space: &TestSpace<'_>, app: &TestApp, asked_by: &str, progress: &str) {
    let sql = "INSERT INTO import_run (id, kind, state, take, requested_name, progress, cancel_asked, created_at)
               VALUES ($1, 'import', 'done', '{}', $2, $3, $4, $5)";
    space.db.execute(sql, args![Uuid::now_v7(), asked_by, progress, false, app.app.now()]).await.expect("a run");
}

#[tokio::test]
async fn p_u4_a_treatment_that_nobody_asked_for_is_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    run(&space, &app, "Olive Acme", "{}").await;
    is_kept(&app, "U4").await;
    run(&space, &app, "", "{}").await;
    is_broken(&app, "U4", "1 traitement sur 2").await;
}

#[tokio::test]
async fn p_u4_a_treatment_of_a_source_that_nobody_agreed_to_is_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    source(&space, &app, None, "v1").await;
    run(&space, &app, "Olive Acme", "{}").await;
    space.db.execute("UPDATE import_run SET source_id = (SELECT id FROM import_source)", args![]).await.expect("an update");
    is_kept(&app, "U4").await;
    space.db.execute("UPDATE import_source SET acknowledged_text = ''", args![]).await.expect("an update");
    is_broken(&app, "U4", "1 traitement sur 1").await;
}

#[tokio::test]
async fn p_t4_a_session_that_could_have_written_is_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    run(&space, &app, "Olive Acme", "{}").await;
    run(&space, &app, "Olive Acme", r#"{"read_only":true}"#).await;
    is_kept(&app, "T4").await;
    run(&space, &app, "Olive Acme", r#"{"read_only":false}"#).await;
    is_broken(&app, "T4", "1 session sur 2").await;
}

/// A visit, so many days ago.
async fn visit(app: &TestApp, days: u32, referrer: Option<&str>) {
    let at = app.app.now().before(hootis_policy::Span::days(days));
    let sql = "INSERT INTO visit (id, address, visited_at, browser, platform, referrer) VALUES ($1, '203.0.113.7', $2, 'Firefox 145', 'Linux', $3)";
    app.app.platform().execute(sql, args![Uuid::now_v7(), at, referrer]).await.expect("a visit");
}

#[tokio::test]
async fn p_k2_a_visit_past_its_61_days_is_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "K2").await;
    visit(&app, 41, None).await;
    is_kept(&app, "K2").await;
    assert!(check(&app, "K2").await.1.contains("41 jours sur 61"));
    visit(&app, 62, None).await;
    is_broken(&app, "K2", "62 jours, pour 61 promis").await;
}

#[tokio::test]
async fn p_c7_a_visit_that_says_more_and_a_sixth_fact_are_seen() {
    let app = TestApp::new().await;
    visit(&app, 1, Some("https://annuaire.example/menuisiers")).await;
    is_kept(&app, "C7").await;
    visit(&app, 1, Some("https://annuaire.example/?q=secret")).await;
    is_broken(&app, "C7", "1 visite en dit plus").await;
    app.app.platform().execute("DELETE FROM visit", args![]).await.expect("a deletion");
    is_kept(&app, "C7").await;
    app.app.platform().execute("ALTER TABLE visit ADD COLUMN page TEXT", args![]).await.expect("a column");
    is_broken(&app, "C7", "visit.page").await;
}

#[tokio::test]
async fn p_u3_a_visit_that_names_an_account_is_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "U3").await;
    app.app.platform().execute("ALTER TABLE visit ADD COLUMN account_id UUID", args![]).await.expect("a column");
    is_broken(&app, "U3", "visit.account_id").await;
}

async fn noted(app: &TestApp, times: usize) {
    for _ in 0..times {
        journal::note(&app.app, Entry::new(Act::SignedIn).account(Uuid::now_v7())).await;
    }
}

#[tokio::test]
async fn p_k5_an_entry_that_was_changed_or_cut_off_is_seen() {
    let app = TestApp::new().await;
    noted(&app, 5).await;
    is_kept(&app, "K5").await;
    let journal = app.app.journal().conn();
    journal.execute("UPDATE entry SET kind = 'password_changed' WHERE sequence = 3", args![]).await.expect("an update");
    is_broken(&app, "K5", "rompue à l’entrée 3").await;
    journal.execute("UPDATE entry SET kind = 'signed_in' WHERE sequence = 3", args![]).await.expect("an update");
    is_kept(&app, "K5").await;
    journal.execute("DELETE FROM entry WHERE sequence = 5", args![]).await.expect("a deletion");
    is_broken(&app, "K5", "rompue").await;
}

#[tokio::test]
async fn p_k5_an_entry_past_its_twelve_months_is_seen() {
    let app = TestApp::new().await;
    noted(&app, 1).await;
    app.advance(SECURITY_JOURNAL.span() + std::time::Duration::from_secs(86_400 + 2 * 3_600));
    is_broken(&app, "K5", "jours").await;
}

#[tokio::test]
async fn p_u3_a_reveal_without_a_ground_is_seen() {
    let app = TestApp::new().await;
    journal::note(&app.app, Entry::new(Act::RecordsRevealed).detail("abuse")).await;
    is_kept(&app, "U3").await;
    journal::note(&app.app, Entry::new(Act::RecordsRevealed)).await;
    is_broken(&app, "U3", "1 rapprochement sans motif").await;
}

#[tokio::test]
async fn p_k1_a_mail_that_should_be_gone_is_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "K1").await;
    let letter = Letter { to: "a@b.example".to_owned(), subject: "x".to_owned(), text: "x".to_owned(), html: "x".to_owned(), ..Letter::default() };
    crate::mail::post(app.app.platform(), app.app.now(), letter).await.expect("a mail");
    is_kept(&app, "K1").await;
    app.advance(retention::MAIL_UNSENT.span() + std::time::Duration::from_secs(2 * 3_600));
    is_broken(&app, "K1", "mail_unsent").await;
}
