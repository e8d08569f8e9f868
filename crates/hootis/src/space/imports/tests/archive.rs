//! Archives of documents: sent, filed, sent again, hostile.

use hootis_policy::permissions::Role;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::sales::Sales;
use super::take_in;
use crate::access::JobContext;
use crate::space::imports::archive::documents;
use crate::space::imports::archive::testing::tar;
use crate::testing::{Answer, Client, TestApp, TestSpace, form};

const BOUNDARY: &str = "----essai";
const PDF: &str = "%PDF-1.4 texte";

async fn send(client: &Client, archive: &[u8]) -> Answer {
    let head = |name: &str| format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {name}\r\n\r\n");
    let mut body = format!(
        "{}{}\r\n{}",
        head("name=\"_csrf\""),
        client.cookie("_csrf-backend").unwrap_or_default(),
        head("name=\"archive\"; filename=\"documents.tar\"")
    )
    .into_bytes();
    body.extend(archive);
    body.extend(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
    client.post_body("/admin/dolibarr/fichiers", &format!("multipart/form-data; boundary={BOUNDARY}"), body).await
}

/// Files of a company: some of each kind.
fn files() -> Vec<(&'static str, &'static str)> {
    vec![
        ("docs/facture/FA0001/FA0001.pdf", PDF),
        ("docs/facture/FA0001/marge.txt", "Marge de 40 %"),
        ("docs/facture/FA0001/FA0001_preview.png", "x"),
        ("docs/societe/1/contrat.pdf", "%PDF-1.4 contrat"),
        ("docs/societe/1/thumbs/contrat_mini.png", "x"),
        ("docs/produit/CHENE/notice.pdf", "%PDF-1.4 notice"),
        ("docs/ecm/vieux.pdf", "%PDF-1.4 index"),
        ("docs/facture/FA9999/FA9999.pdf", PDF),
        ("docs/2/facture/FA0001/FA0001.pdf", PDF),
        ("docs/societe/1/faux.jpg", "pas une image"),
        ("../../etc/passwd", "root"),
        ("docs/societe/1/vers.lien", ""),
    ]
}

/// An invented Dolibarr whose index of files says what one of them is about that lies elsewhere.
fn dump() -> String {
    let index = "CREATE TABLE `llx_ecm_files` (`rowid` int, `entity` int, `filepath` varchar(255), `filename` varchar(255), `src_object_type` varchar(64), `src_object_id` int);
INSERT INTO `llx_ecm_files` VALUES (1,1,'ecm','vieux.pdf','propal',2),(2,1,'facture/FA0001','FA0001.pdf','facture',1);\n";
    Sales::of(3).sql().replace("-- Dump completed", &format!("{index}-- Dump completed"))
}

async fn of(space: &TestSpace<'_>, sql: &str) -> Vec<Uuid> {
    space.db.list(sql, args![]).await.unwrap()
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// What is here of files, to the byte.
async fn state(space: &TestSpace<'_>) -> Vec<String> {
    let mut all = Vec::new();
    for sql in [
        "SELECT path || ' ' || updated_at FROM dolibarr_file",
        "SELECT name || ' ' || updated_at FROM media",
        "SELECT media_type || created_at FROM media_blob",
    ] {
        all.extend(space.db.list::<String>(&format!("{sql} ORDER BY 1"), args![]).await.unwrap());
    }
    all
}

#[tokio::test]
async fn an_archive_is_filed_with_what_it_belongs_to_and_changes_nothing_twice() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    owner.get("/admin/dolibarr").await.is(200).says_not("Fichiers de Dolibarr");
    take_in(&app, &space, &dump()).await;
    owner.get("/admin/dolibarr").await.is(200).says("Fichiers de Dolibarr");
    let run = send(&owner, &tar(&files())).await.is(303).location();
    owner.get(&run).await.is(200).says("Lecture des fichiers").says("every 1s");
    app.drain().await;
    let page = owner
        .get(&run)
        .await
        .is(200)
        .says("Les fichiers sont rangés")
        .says("facture/FA9999/FA9999.pdf")
        .says("n'est à rien de ce qui est ici")
        .says_not("marge.txt");
    page.says("est de la société 2").says("societe/1/faux.jpg").says_not("passwd");
    owner.get("/admin/dolibarr").await.is(200).says("5 fichiers rangés, 2 qui");

    let invoice = of(&space, "SELECT id FROM document WHERE reference = 'FA0001'").await[0];
    let at = format!("/admin/documents/{invoice}");
    owner.get(&at).await.is(200).says("FA0001.pdf").says("marge.txt").says("Ouvrir");
    let print = of(&space, "SELECT media_id FROM dolibarr_file WHERE is_print").await;
    assert_eq!(print.len(), 1);
    let shown = owner.get(&format!("{at}/fichiers/{}?ouvrir=1", print[0])).await.is(200);
    assert_eq!(
        (shown.text().as_str(), header(&shown, "content-type"), header(&shown, "content-disposition").starts_with("inline")),
        (PDF, "application/pdf", true)
    );
    let saved = owner.get(&format!("{at}/fichiers/{}", print[0])).await.is(200);
    assert!(header(&saved, "content-disposition").starts_with("attachment"));
    let quote = of(&space, "SELECT id FROM document WHERE reference = 'PR0002'").await[0];
    owner.get(&format!("/admin/documents/{quote}")).await.is(200).says("vieux.pdf");
    owner.get(&format!("/admin/documents/{quote}/fichiers/{}", print[0])).await.is(404);
    owner.get("/admin/medias").await.is(200).says("contrat.pdf");

    let before = state(&space).await;
    app.advance(std::time::Duration::from_secs(300));
    let again = send(&owner, &tar(&files())).await.is(303).location();
    app.drain().await;
    owner.get(&again).await.is(200).says("Les fichiers sont rangés");
    assert_eq!(before, state(&space).await, "the same archive changes nothing");

    let mut changed = files();
    changed[0].1 = "%PDF-1.4 refait";
    send(&owner, &tar(&changed)).await.is(303);
    app.drain().await;
    let shown = of(&space, "SELECT media_id FROM dolibarr_file WHERE is_print").await;
    assert_ne!(shown, print, "what changed takes its place");
    owner.get(&format!("/admin/medias/{}", print[0])).await.is(200).says("corbeille");

    // What people deleted here stays away.
    owner.post(&format!("/admin/medias/{}/suppression", shown[0]), form! {}).await.is(303);
    owner.post("/admin/medias/corbeille/vidage", form! {}).await.is(303);
    send(&owner, &tar(&changed)).await.is(303);
    app.drain().await;
    owner.get(&at).await.is(200).says("marge.txt").says_not("FA0001.pdf");
    let left = std::fs::read_dir(super::folder(&app, &space)).unwrap().map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    let left: Vec<String> = left.filter(|name| name.starts_with("upload-") || name.starts_with("sending-")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn a_contact_downloads_the_printed_document_and_nothing_that_is_filed_beside_it() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    take_in(&app, &space, &dump()).await;
    owner.get("/admin/dolibarr").await.is(200);
    send(&owner, &tar(&files())).await.is(303);
    app.drain().await;
    let invoice = of(&space, "SELECT id FROM document WHERE reference = 'FA0001'").await[0];
    let party = of(&space, "SELECT party_id FROM document WHERE reference = 'FA0001'").await[0];
    let other = of(&space, "SELECT party_id FROM document WHERE reference = 'FA0002'").await[0];
    let print = of(&space, "SELECT media_id FROM dolibarr_file WHERE is_print").await[0];
    let beside = of(&space, "SELECT media_id FROM dolibarr_file WHERE path LIKE '%marge.txt'").await[0];
    let contract = of(&space, "SELECT media_id FROM dolibarr_file WHERE path LIKE '%contrat.pdf'").await[0];
    let sylvie = space.contact("Sylvie Royer", Some(party), "company").await.client;
    let at = format!("/devis-et-factures/{invoice}");
    sylvie.get(&at).await.is(200).says("FA0001.pdf").says_not("marge.txt").says_not("contrat");
    assert_eq!(sylvie.get(&format!("{at}/fichiers/{print}?telecharger=1")).await.is(200).text(), PDF);
    for hidden in [beside, contract, invoice] {
        sylvie.get(&format!("{at}/fichiers/{hidden}")).await.is(404);
    }
    for (name, party, reach) in [("Yann Moreau", Some(other), "company"), ("Ines Roche", Some(party), "own")] {
        let stranger = space.contact(name, party, reach).await.client;
        stranger.get(&format!("{at}/fichiers/{print}")).await.is(404);
    }
    // What is about a party goes with it.
    owner.post(&format!("/admin/clients/{party}/suppression"), form! {}).await.is(303);
    let left = of(&space, "SELECT m.id FROM media m").await;
    assert!(!left.contains(&print) && !left.contains(&contract), "{left:?}");
    assert_eq!(of(&space, "SELECT id FROM file_index").await.len(), 1);
}

#[tokio::test]
async fn an_archive_that_harms_or_is_none_ends_with_a_reason_and_other_members_send_none() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let owner = space.owner().await;
    take_in(&app, &space, &dump()).await;
    owner.get("/admin/dolibarr").await.is(200);
    let whole = tar(&files());
    for (bytes, why) in
        [(b"%PDF-1.4".to_vec(), "ni un .tar.gz ni un .zip"), (whole[..600].to_vec(), "est coupée"), (vec![b'u'; 3_000], "ni un .tar.gz")]
    {
        let run = send(&owner, &bytes).await.is(303).location();
        app.drain().await;
        owner.get(&run).await.is(200).says(why).says("Échoué");
    }
    send(&owner, b"").await.is(422).says("Choisissez un fichier");
    let editor = space.member(Role::Editor).await;
    editor.get("/admin").await.is(200);
    send(&editor, &whole).await.is(403);

    // On the command line, and cut off in the middle: it goes on where it was.
    let context = JobContext::open(&app.app, space.row.id).await.unwrap();
    let path = app.data().join("documents.tar");
    std::fs::write(&path, &whole).unwrap();
    let sorted = documents(&space.db, &context.desk, &app.clock, &path).await.unwrap();
    assert_eq!((sorted.matched, sorted.unmatched, sorted.skipped), (5, 2, 5));
    space.db.execute("UPDATE import_run SET state = 'running' WHERE kind = 'documents' AND state = 'done'", args![]).await.unwrap();
    let resumed = documents(&space.db, &context.desk, &app.clock, &path).await.unwrap();
    assert_eq!(resumed, sorted, "what was seen to is not counted twice");
}
