use super::{PHOTO, begin, bytes, files, form, kept, newest};
use crate::testing::{TestApp, form as fields};

const BLOCK: usize = hootis_vault::BLOCK;

#[tokio::test]
async fn any_part_of_a_file_is_handed_out_with_the_headers_that_say_so() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let content = [b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".as_slice(), &bytes(3 * BLOCK)].concat();
    let path = format!("{}/fichier", kept(&space, &owner, "film.mp4", &content).await);
    let length = content.len();
    let whole = owner.get(&path).await.is(200);
    assert_eq!(whole.body, content);
    let header = |answer: &crate::testing::Answer, name: &str| answer.headers.get(name).map(|v| v.to_str().unwrap().to_owned()).unwrap_or_default();
    for (name, value) in [
        ("content-type", "video/mp4"),
        ("content-length", &length.to_string()),
        ("accept-ranges", "bytes"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "private, no-store"),
        ("content-disposition", "inline; filename=\"film.mp4\"; filename*=UTF-8''film.mp4"),
    ] {
        assert_eq!(header(&whole, name), value);
    }
    for (range, from, to) in [
        ("bytes=0-0", 0, 0),
        ("bytes=10-", 10, length - 1),
        (&format!("bytes={}-{}", BLOCK - 3, 2 * BLOCK + 3), BLOCK - 3, 2 * BLOCK + 3),
        ("bytes=-5", length - 5, length - 1),
    ] {
        let part = owner.call("GET", &path, &[("range", range)], "").await.is(206);
        assert_eq!(part.body, content[from..=to], "{range}");
        assert_eq!(header(&part, "content-range"), format!("bytes {from}-{to}/{length}"));
        assert_eq!(header(&part, "content-length"), (to - from + 1).to_string());
    }
    let beyond = owner.call("GET", &path, &[("range", &format!("bytes={length}-"))], "").await.is(416);
    assert_eq!(header(&beyond, "content-range"), format!("bytes */{length}"));
    let tag = header(&whole, "etag");
    owner.call("GET", &path, &[("if-none-match", &tag)], "").await.is(304);
    owner.call("GET", &path, &[("if-range", &tag), ("range", "bytes=0-4")], "").await.is(206);
    owner.call("GET", &path, &[("if-range", "\"another\""), ("range", "bytes=0-4")], "").await.is(200);
    let head = owner.call("HEAD", &path, &[], "").await.is(200);
    assert_eq!((header(&head, "content-length"), head.body.len()), (length.to_string(), 0));
}

#[tokio::test]
async fn a_document_is_saved_and_never_shown_under_the_name_it_had() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    for (name, content, media_type) in [
        ("Devis d’été « n° 4 ».pdf", b"%PDF-1.7 ...".as_slice(), "application/pdf"),
        ("page.html", b"<!doctype html><script>alert(document.cookie)</script>", "text/plain"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0'/></svg>", "image/svg+xml"),
        ("x", b"\x7fELF\0\x01", "application/octet-stream"),
    ] {
        let path = kept(&space, &owner, name, content).await;
        let answer = owner.get(&format!("{path}/fichier")).await.is(200);
        assert_eq!(answer.headers["content-type"], media_type, "{name}");
        let how = answer.headers["content-disposition"].to_str().unwrap().to_owned();
        assert!(how.starts_with("attachment; "), "{name}: {how}");
        assert_eq!(answer.headers["content-security-policy"], "default-src 'none'; sandbox");
        if name.starts_with("Devis") {
            assert!(how.ends_with("filename*=UTF-8''Devis%20d%E2%80%99%C3%A9t%C3%A9%20%C2%AB%20n%C2%B0%204%20%C2%BB.pdf"), "{how}");
        }
        owner.get(&format!("{path}/vignette")).await.is(404);
        owner.get(&path).await.is(200).says("Pas d'aperçu");
    }
}

#[tokio::test]
async fn a_photo_is_shown_and_its_views_are_webp() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    for (view, most) in [("vignette", 60_000), ("apercu", 300_000)] {
        let answer = owner.get(&format!("{path}/{view}")).await.is(200);
        assert!(answer.headers["content-type"] == "image/webp" && answer.body.starts_with(b"RIFF") && answer.body.len() < most, "{view}");
    }
    assert!(owner.get(&format!("{path}/fichier")).await.is(200).headers["content-disposition"].to_str().unwrap().starts_with("inline"));
    let saved = owner.get(&format!("{path}/fichier?telecharger=1")).await.is(200);
    assert!(saved.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    owner.get("/admin/medias").await.says(&format!("{path}/vignette"));
}

#[tokio::test]
async fn nobody_else_is_handed_anything_even_with_the_address() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (owner, spy) = (space.owner().await, rival.owner().await);
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    for view in ["", "/fichier", "/vignette", "/apercu"] {
        let asked = space.anyone().get(&format!("{path}{view}")).await.is(303);
        assert!(asked.location().starts_with("/admin/connexion"), "{view}");
        spy.get(&format!("{path}{view}")).await.is(404);
        app.anyone().get(&format!("{path}{view}")).await.is(404);
    }
}

/// What is on the disk tells nobody anything: neither a photo, nor its name, nor whether two spaces have the same one.
#[tokio::test]
async fn p_s2_files_are_sealed_as_they_come_and_stay_so() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    let (owner, other) = (space.owner().await, rival.owner().await);
    let secret = b"le prix est de 12 000 euros, gardez-le pour vous ".repeat(3_000);
    for (space, member) in [(&space, &owner), (&rival, &other)] {
        member.get("/admin/medias").await.is(200);
        kept(space, member, "secret.txt", &secret).await;
        // One that is still on its way is sealed as well.
        let upload = super::begin(member, "encore.txt", 2 * secret.len(), &[]).await.location();
        super::piece(member, &upload, 0, &secret).await.is(204);
    }
    let (mine, theirs) = (files(&app, &space), files(&app, &rival));
    assert_eq!((mine.len(), theirs.len()), (2, 2));
    for path in mine.iter().chain(&theirs) {
        let sealed = std::fs::read(path).unwrap();
        assert!(sealed.starts_with(b"age-encryption.org/v1\n") && !super::holds(&sealed, b"euros"), "{}", path.display());
        assert!(!path.to_string_lossy().contains("secret"));
    }
    let names =
        |files: &[std::path::PathBuf]| files.iter().map(|path| path.file_name().unwrap().to_owned()).collect::<std::collections::HashSet<_>>();
    assert!(names(&mine).is_disjoint(&names(&theirs)), "equal contents have nothing in common");
    let hash = "SELECT content_hash FROM media_blob";
    let mine: Vec<u8> = hootis_space::Conn::get(&*space.db, hash, hootis_space::args![]).await.unwrap();
    let theirs: Vec<u8> = hootis_space::Conn::get(&*rival.db, hash, hootis_space::args![]).await.unwrap();
    assert!(mine != theirs && mine != hootis_vault::digest(&secret));
}

#[tokio::test]
async fn a_space_that_is_read_only_hands_out_and_takes_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    let sql = "UPDATE space SET state = 'restricted' WHERE id = $1";
    hootis_space::Conn::execute(app.app.platform(), sql, hootis_space::args![space.row.id]).await.unwrap();
    owner.get(&format!("{path}/fichier")).await.is(200);
    owner.get("/admin/medias").await.is(200).says_not("Déposez");
    begin(&owner, "x.txt", 1, &[]).await.is(403);
    form(&owner, &[], &[("x.txt", b"x")]).await.is(403);
    owner.post(&format!("{path}/suppression"), fields! {}).await.is(403);
    assert_eq!(path, format!("/admin/medias/{}", newest(&space).await));
}
