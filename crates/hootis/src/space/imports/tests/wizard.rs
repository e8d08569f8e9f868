//! The wizard, as people use it.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};

use super::dump::Dolibarr;
use super::state::{assert_same, exactly};
use crate::testing::{Answer, Client, TestApp, TestSpace, form};

const BOUNDARY: &str = "----essai";

/// The body of a form with a file, as browsers write it.
fn body(client: &Client, acknowledged: bool, file: &str) -> String {
    let part = |head: &str, text: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {head}\r\n\r\n{text}\r\n");
    let mut body = part("name=\"_csrf\"", &client.cookie("_csrf-backend").unwrap_or_default());
    if acknowledged {
        body += &part("name=\"acknowledged\"", "1");
    }
    body += &part("name=\"dump\"; filename=\"C:\\\\base\\\\dolibarr.sql\"", file);
    format!("{body}--{BOUNDARY}--\r\n")
}

async fn upload(client: &Client, acknowledged: bool, file: &str) -> Answer {
    let kind = format!("multipart/form-data; boundary={BOUNDARY}");
    client.post_body("/admin/dolibarr/depot", &kind, body(client, acknowledged, file)).await
}

/// The files of uploads on the disk.
fn uploads(app: &TestApp, space: &TestSpace<'_>) -> Vec<std::path::PathBuf> {
    let files = std::fs::read_dir(super::folder(app, space)).unwrap().map(|file| file.unwrap().path());
    files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("upload-")).collect()
}

#[tokio::test]
async fn a_dump_is_uploaded_checked_counted_imported_and_undone() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    owner.get("/admin/dolibarr").await.is(200).says("Aucun Dolibarr");
    owner.get("/admin/dolibarr/connexion").await.is(200).says("2,1 Go");
    let mut dolibarr = Dolibarr::of(20);
    dolibarr.contact(2).birthday = "=2+3";
    let before = exactly(&space.db).await;
    let secret =
        "CREATE TABLE `llx_user_rib` (`rowid` int, `iban_prefix` text);\nINSERT INTO `llx_user_rib` VALUES (1,'(FR76)'),(2,NULL);\n-- Dump completed";
    let sql = dolibarr.sql().replacen("-- Dump completed", secret, 1);
    let check = upload(&owner, true, &sql).await.is(303).location();
    let sealed = uploads(&app, &space);
    assert_eq!(sealed.len(), 1);
    assert!(!String::from_utf8_lossy(&std::fs::read(&sealed[0]).unwrap()).contains("CREATE TABLE"));
    owner.get(&check).await.is(200).says("hx-trigger=\"every 1s\"").says("http-equiv=\"refresh\"");
    app.drain().await;
    owner.get(&check).await.is(200).says("Dolibarr 22.0.4 reconnu").says_not("every 1s").says_not("http-equiv=\"refresh\"");
    let left = owner.get("/admin/dolibarr/non-repris").await.is(200).says("D'après l'essai de dolibarr.sql").says("Colonnes non lues");
    left.says("Jamais lu").says("user_rib").says("2 lignes").says("code_iso");
    let all = form! { entity: "1", contacts: "1", users: "1", categories: "1", custom_fields: "1", notes: "1", sales_representatives: "1" };
    let dry = owner.post(&format!("{check}/comptage"), all).await.is(303).location();
    app.drain().await;
    owner.get(&dry).await.is(200).says("Rien n'a encore été écrit");
    assert_same(&before, &exactly(&space.db).await, "after the count");
    let import = owner.post(&format!("{dry}/import"), form! {}).await.is(303).location();
    owner.get_part(&format!("{import}/etat")).await.is(200).says("Import en cours");
    app.drain().await;
    owner.get(&import).await.is(200).says("L'import est terminé").says("n'est pas une date");
    assert!(uploads(&app, &space).is_empty(), "the dump goes when the import ends");
    let report = owner.get(&format!("{import}/avertissements")).await.is(200).text();
    assert!(report.contains("birthday") && !report.lines().any(|line| line.split(';').any(|cell| cell.starts_with('='))), "{report}");
    assert!(report.starts_with('\u{feff}') && report.lines().all(|line| line.matches(';').count() >= 3), "{report}");
    let parties: i64 = space.db.get("SELECT COUNT(*) FROM party", args![]).await.unwrap();
    assert_eq!(parties, 20);
    owner.get("/admin/dolibarr").await.is(200).says("dolibarr.sql").says("Terminé");
    owner.get(&format!("{import}/annulation")).await.is(200).says("seront supprimées");
    owner.post(&format!("{import}/annulation"), form! {}).await.is(303);
    app.drain().await;
    owner.get(&import).await.is(200).says("Cet import a été annulé");
    assert_same(&before, &exactly(&space.db).await, "after the undo");
}

#[tokio::test]
async fn nothing_is_taken_without_the_acknowledgement_or_from_elsewhere() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    owner.get("/admin/dolibarr/connexion").await.is(200);
    let sql = Dolibarr::of(2).sql();
    upload(&owner, false, &sql).await.is(422).says("Cochez la case");
    upload(&owner, true, "").await.is(422).says("Choisissez un fichier");
    let forged = body(&owner, true, &sql).replace(&owner.cookie("_csrf-backend").unwrap(), "autre");
    owner.post_body("/admin/dolibarr/depot", &format!("multipart/form-data; boundary={BOUNDARY}"), forged).await.is(403);
    assert!(uploads(&app, &space).is_empty());
    let runs: i64 = space.db.get("SELECT COUNT(*) FROM import_run", args![]).await.unwrap();
    assert_eq!(runs, 0);
    let editor = space.member(Role::Editor).await;
    editor.get("/admin/dolibarr").await.is(403);
}

#[tokio::test]
async fn an_upload_that_is_too_big_is_refused_before_it_is_read() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    let request = owner
        .request("POST", "/admin/dolibarr/depot")
        .header("content-type", format!("multipart/form-data; boundary={BOUNDARY}"))
        .header("content-length", (3_u64 << 30).to_string())
        .header("sec-fetch-site", "same-origin");
    owner.send(request.body(axum::body::Body::empty()).unwrap()).await.is(413).says("dépasse");
}

#[tokio::test]
async fn credentials_are_sealed_private_hosts_refused_and_unplugging_forgets_everything() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    let server = form! { host: "127.0.0.1", port: "3306", base: "dolibarr", user: "lecture", password: "un secret de base", acknowledged: "1" };
    let wrong = form! { host: "http://ailleurs/", port: "0", base: "a/b", user: "", password: "x" };
    owner
        .post("/admin/dolibarr/connexion", wrong)
        .await
        .is(422)
        .says("nom du serveur seul")
        .says("entre 1 et 65535")
        .says("sans barre oblique")
        .says("Cochez la case");
    let check = owner.post("/admin/dolibarr/connexion", server).await.is(303).location();
    app.drain().await;
    owner.get(&check).await.is(200).says("privée ou locale").says_not("un secret de base");
    let sealed: Vec<u8> = space.db.get("SELECT sealed_url FROM import_source", args![]).await.unwrap();
    let plain = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains("secret") || String::from_utf8_lossy(bytes).contains("lecture");
    assert!(!plain(&sealed));
    owner.get("/admin/dolibarr").await.is(200).says("Branché sur 127.0.0.1/dolibarr").says("Olive Atelier").says_not("lecture");
    owner.post("/admin/dolibarr/debranchement", form! {}).await.is(303);
    let left: i64 = space.db.get("SELECT COUNT(*) FROM import_source WHERE sealed_url IS NOT NULL", args![]).await.unwrap();
    assert_eq!(left, 0);
    owner.get("/admin/dolibarr").await.is(200).says("Dernière source");
}

#[tokio::test]
async fn an_upload_goes_after_a_day_and_a_run_that_waits_can_be_stopped() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    owner.get("/admin/dolibarr/connexion").await.is(200);
    let sql = Dolibarr::of(2).sql();
    let check = upload(&owner, true, &sql).await.is(303).location();
    // Another one has to wait for its end.
    upload(&owner, true, &sql).await.is(422).says("déjà en cours");
    owner.post(&format!("{check}/arret"), form! {}).await.is(303);
    owner.get(&check).await.is(200).says("Arrêté");
    let check = upload(&owner, true, &sql).await.is(303).location();
    app.drain().await;
    assert_eq!(uploads(&app, &space).len(), 2);
    app.advance(Duration::from_secs(86_400));
    let owner = space.owner().await;
    owner.get("/admin/dolibarr").await.is(200);
    assert!(uploads(&app, &space).is_empty());
    let late = form! { entity: "1" };
    let dry = owner.post(&format!("{check}/comptage"), late).await.is(303).location();
    app.drain().await;
    owner.get(&dry).await.is(200).says("n'est plus là");
}

#[tokio::test]
async fn the_files_of_old_uploads_are_swept_whatever_became_of_their_space() {
    let folder = tempfile::tempdir().unwrap();
    let space = folder.path().join("un-espace");
    std::fs::create_dir_all(&space).unwrap();
    for name in ["upload-1.age", "upload-2.part", "autre.age"] {
        std::fs::write(space.join(name), "x").unwrap();
    }
    let now = crate::clock::Clock::default().now();
    let (count, delete) = (super::super::retention::count_files, super::super::retention::delete_files);
    let (yesterday, soon) = (now.before(Duration::from_secs(86_400)), now.after(Duration::from_secs(60)));
    assert_eq!((count(folder.path(), yesterday).unwrap().0, delete(folder.path(), yesterday, 9).unwrap()), (0, 0));
    assert_eq!(count(folder.path(), soon).unwrap().0, 2);
    assert_eq!((delete(folder.path(), soon, 1).unwrap(), delete(folder.path(), soon, 9).unwrap()), (1, 1));
    assert!(space.join("autre.age").exists());
}
