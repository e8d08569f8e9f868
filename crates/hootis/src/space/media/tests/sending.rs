use axum::body::{Body, Bytes};
use hootis_policy::limits;
use hootis_policy::permissions::Role;

use super::{PHOTO, PIECES, TUS, begin, bytes, count, files, form, kept, offset, piece, send};
use crate::testing::{TestApp, form as fields};

const BLOCK: usize = hootis_vault::BLOCK;

#[tokio::test]
async fn a_file_is_sent_in_pieces_as_the_protocol_says() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200).says("Aucun fichier pour le moment");
    let can = owner.call("OPTIONS", "/admin/medias/envois", &[], "").await.is(204);
    assert_eq!((&can.headers["tus-version"], &can.headers["tus-extension"]), (&"1.0.0".parse().unwrap(), &"creation,termination".parse().unwrap()));
    assert_eq!(can.headers["tus-max-size"].to_str().unwrap(), limits::MEDIA_BYTES.to_string());

    let content = bytes(3 * BLOCK + 700);
    let begun = begin(&owner, "plan.bin", content.len(), &[]).await.is(201);
    assert_eq!(begun.headers["tus-resumable"], "1.0.0");
    let upload = begun.location();
    assert_eq!(offset(&owner, &upload).await, 0);
    let first = piece(&owner, &upload, 0, &content[..BLOCK + 10]).await.is(204);
    assert_eq!(first.headers["upload-offset"].to_str().unwrap(), BLOCK.to_string(), "what was told is on the disk, in whole blocks");
    assert_eq!(offset(&owner, &upload).await, BLOCK);
    piece(&owner, &upload, BLOCK + 10, &content[BLOCK + 10..]).await.is(409);
    owner.get("/admin/medias").await.says("plan.bin").says("Choisissez à nouveau ce fichier");
    let last = piece(&owner, &upload, BLOCK, &content[BLOCK..]).await.is(204);
    assert_eq!(last.headers["upload-offset"].to_str().unwrap(), content.len().to_string());
    assert_eq!(offset(&owner, &upload).await, content.len());
    piece(&owner, &upload, content.len(), b"").await.is(204);
    assert_eq!((count(&space, "media").await, files(&app, &space).len()), (1, 1), "asked again, nothing is kept twice");
    let page = owner.get("/admin/medias").await.is(200).says("plan.bin").says_not("Choisissez à nouveau");
    let path = page.attribute("href", "/admin/medias/0");
    assert_eq!(owner.get(&format!("{path}/fichier")).await.is(200).body, content);
}

#[tokio::test]
async fn what_the_protocol_does_not_allow_is_refused_in_its_own_words() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let missing = owner.call("POST", "/admin/medias/envois", &[("upload-length", "5")], "").await.is(412);
    assert_eq!(missing.headers["tus-version"], "1.0.0");
    owner.call("POST", "/admin/medias/envois", &[("tus-resumable", "0.2.2"), ("upload-length", "5")], "").await.is(412);
    for length in [&[TUS][..], &[TUS, ("upload-length", "-1")], &[TUS, ("upload-length", "many")]] {
        owner.call("POST", "/admin/medias/envois", length, "").await.is(400);
    }
    let upload = begin(&owner, "a.bin", 10, &[]).await.is(201).location();
    owner.call("PATCH", &upload, &[TUS, ("content-type", "text/plain"), ("upload-offset", "0")], "x").await.is(415);
    owner.call("PATCH", &upload, &[TUS, PIECES], "x").await.is(400);
    owner.call("PATCH", &upload, &[PIECES, ("upload-offset", "0")], "x").await.is(412);
    owner.call("HEAD", &upload, &[], "").await.is(412);
    piece(&owner, &upload, 3, b"x").await.is(409);
    piece(&owner, &upload, 0, b"more than ten bytes").await.is(400);
    assert_eq!(offset(&owner, &upload).await, 0);
    owner.call("DELETE", &upload, &[], "").await.is(412);
    owner.call("DELETE", &upload, &[TUS], "").await.is(204);
    owner.call("HEAD", &upload, &[TUS], "").await.is(404);
    piece(&owner, &upload, 0, b"0123456789").await.is(404);
    assert!(files(&app, &space).is_empty());
}

#[tokio::test]
async fn nothing_is_taken_without_the_token_of_our_pages_nor_into_another_s_upload() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, paul, reader) = (space.owner().await, space.member(Role::Editor).await, space.member(Role::Reader).await);
    owner.get("/admin/medias").await.is(200);
    let upload = begin(&owner, "a.bin", 10, &[]).await.is(201).location();
    for (method, path) in [("POST", "/admin/medias/envois"), ("PATCH", upload.as_str()), ("DELETE", upload.as_str())] {
        let request = owner.request(method, path).header("sec-fetch-site", "same-origin").header("tus-resumable", "1.0.0");
        let request =
            request.header("upload-length", "5").header("upload-offset", "0").header("content-type", PIECES.1).header("x-csrf-token", "made up");
        owner.send(request.body(Body::from("x")).unwrap()).await.is(403);
    }
    paul.get("/admin/medias").await.is(200).says_not("a.bin");
    paul.call("HEAD", &upload, &[TUS], "").await.is(404);
    piece(&paul, &upload, 0, b"0123456789").await.is(404);
    paul.call("DELETE", &upload, &[TUS], "").await.is(404);
    paul.post(&format!("{upload}/suppression"), fields! {}).await.is(404);
    reader.get("/admin/medias").await.is(200).says_not("Déposez");
    begin(&reader, "a.bin", 10, &[]).await.is(403);
    assert_eq!(offset(&owner, &upload).await, 0);
    owner.post(&format!("{upload}/suppression"), fields! {}).await.is(303);
    owner.call("HEAD", &upload, &[TUS], "").await.is(404);
}

#[tokio::test]
async fn limits_are_told_before_a_byte_is_sent() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200).says("2 Go chacun au plus").says("0 octet sur 50 Go");
    let too_big = usize::try_from(limits::MEDIA_BYTES + 1).unwrap();
    begin(&owner, "film.mp4", too_big, &[]).await.is(413).says("trop lourd : 2 Go au plus");
    begin(&owner, "IMG_1.HEIC", 100, &[]).await.is(422).says("HEIC");
    begin(&owner, "rien.jpg", 0, &[]).await.is(422).says("vide");
    // Twenty-five uploads of the largest size fill the plan, though not one byte of them has come.
    for n in 0..25 {
        begin(&owner, &format!("{n}.bin"), too_big - 1, &[]).await.is(201);
    }
    begin(&owner, "un-de-trop.bin", 1, &[]).await.is(413).says("La place de votre formule est épuisée");
    assert!(files(&app, &space).is_empty());
}

#[tokio::test]
async fn an_upload_whose_connection_was_cut_goes_on_where_it_was() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let content = bytes(5 * BLOCK + 1);
    let upload = begin(&owner, "long.bin", content.len(), &[]).await.is(201).location();
    let mut sent = 0;
    for cut in [2 * BLOCK + 5, BLOCK - 1, 100, 2 * BLOCK] {
        let bytes = Bytes::copy_from_slice(&content[sent..sent + cut]);
        let broken = futures::stream::iter([Ok(bytes), Err(std::io::Error::from(std::io::ErrorKind::ConnectionReset))]);
        let headers = [TUS, PIECES, ("upload-offset", &sent.to_string())];
        owner.call("PATCH", &upload, &headers, Body::from_stream(broken)).await;
        let there = offset(&owner, &upload).await;
        assert!(there >= sent && there <= sent + cut && there + BLOCK > sent + cut, "{sent} + {cut} became {there}");
        sent = there;
    }
    piece(&owner, &upload, sent, &content[sent..]).await.is(204);
    let path = owner.get("/admin/medias").await.attribute("href", "/admin/medias/0");
    assert_eq!(owner.get(&format!("{path}/fichier")).await.is(200).body, content);
}

#[tokio::test]
async fn two_tabs_that_send_into_one_upload_do_not_mix() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let content = bytes(2 * BLOCK);
    let upload = begin(&owner, "deux.bin", content.len(), &[]).await.is(201).location();
    let (one, two) = tokio::join!(piece(&owner, &upload, 0, &content), piece(&owner, &upload, 0, &content));
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert!(statuses[0] == 204 && [204, 409, 423].contains(&statuses[1]), "{statuses:?}");
    assert_eq!(count(&space, "media").await, 1);
    let path = owner.get("/admin/medias").await.attribute("href", "/admin/medias/0");
    assert_eq!(owner.get(&format!("{path}/fichier")).await.body, content);
}

#[tokio::test]
async fn without_a_script_several_files_come_in_one_form() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let done = form(&owner, &[], &[("planches.jpg", PHOTO), ("C:\\photos\\notes.txt", b"Devis")]).await.is(303).location();
    owner.get(&done).await.is(200).says("2 fichiers ajoutés").says("planches.jpg").says("notes.txt").says_not("C:");
    // What can be kept is; what cannot is named, with its reason.
    let mixed = form(&owner, &[], &[("IMG.HEIC", b"x"), ("faux.jpg", b"<script>"), ("vide.txt", b""), ("bon.txt", b"Bon")]).await.is(422);
    mixed
        .says("IMG.HEIC")
        .says("faux.jpg : Le contenu de ce fichier")
        .says("vide.txt : Ce fichier est vide")
        .says("Un fichier ajouté")
        .says("bon.txt");
    form(&owner, &[], &[]).await.is(422).says("Choisissez au moins un fichier");
    form(&owner, &[], &[("", b"")]).await.is(422).says("Choisissez au moins un fichier");
    assert_eq!(count(&space, "media").await, 3);
    let forged = "--b\r\nContent-Disposition: form-data; name=\"fichiers\"; filename=\"x.txt\"\r\n\r\nx\r\n--b--\r\n";
    owner.post_body("/admin/medias", "multipart/form-data; boundary=b", forged).await.is(403);
    assert!(files(&app, &space).iter().all(|path| path.extension().is_some_and(|end| end == "age")), "nothing half sent stays");
}

#[tokio::test]
async fn a_name_is_shown_as_it_is_and_never_acts() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "../../<script>alert(1)</script>\u{202e}.txt", b"texte").await;
    let page = owner.get(&path).await.is(200);
    assert!(!page.text().contains("<script>alert"), "{}", page.text());
    send(&owner, "", b"texte sans nom", &[]).await.is(204);
    owner.get("/admin/medias").await.is(200).says("Fichier sans nom");
}
