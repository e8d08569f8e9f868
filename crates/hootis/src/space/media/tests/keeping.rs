use std::time::Duration;

use hootis_media::Hands;
use hootis_space::{Conn as _, args};

use super::{OTHER, PHOTO, begin, bytes, count, files, form, holds, kept, newest, offset, photo_with_place, piece, send};
use crate::testing::{TestApp, form as fields};

const DAY: Duration = Duration::from_secs(24 * 3_600);
const BLOCK: usize = hootis_vault::BLOCK;

#[tokio::test]
async fn the_place_where_a_photo_was_taken_is_removed_unless_somebody_asks_to_keep_it() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200).says("La position GPS est retirée");
    let photo = photo_with_place();
    assert!(holds(&photo, b"GPS 43.6"));
    let path = kept(&space, &owner, "place.jpg", &photo).await;
    let stored = owner.get(&format!("{path}/fichier")).await.is(200).body;
    assert!(!holds(&stored, b"GPS") && stored.starts_with(b"\xff\xd8\xff"));
    send(&owner, "place.jpg", &photo, &[("position", "1")]).await.is(204);
    let path = format!("/admin/medias/{}", newest(&space).await);
    assert!(holds(&owner.get(&format!("{path}/fichier")).await.is(200).body, b"GPS 43.6"));
    // In a form without a script the same.
    form(&owner, &[("position", "1")], &[("encore.jpg", &photo)]).await.is(303);
    assert_eq!((count(&space, "media").await, count(&space, "media_blob").await), (3, 2));
}

#[tokio::test]
async fn what_is_not_kept_is_said_in_words_and_leaves_nothing() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let cut = &PHOTO[..PHOTO.len() / 2];
    // A header of twenty thousand pixels a side, and nothing behind it.
    let chunk = |named: &[u8]| [&u32::try_from(named.len() - 4).unwrap().to_be_bytes()[..], named, &crc32fast::hash(named).to_be_bytes()].concat();
    let header = [b"IHDR".as_slice(), &20_000_u32.to_be_bytes(), &20_000_u32.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let bomb = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(&header), chunk(b"IDAT\x78\x9c\x63\0\0\0\x01\0\x01"), chunk(b"IEND")].concat();
    for (name, content, words) in [
        ("IMG_4417.jpg", b"\0\0\0\x18ftypheic\0\0\0\0".as_slice(), "HEIC"),
        ("cassee.jpg", cut, "abîmé"),
        ("bombe.png", &bomb, "trop de pixels"),
        ("faux.png", b"<html><script>alert(1)</script>", "pas celui qu'annonce son nom"),
        ("logo.svg", b"<svg onload=alert(1)></svg>", "SVG"),
        ("nouveau.avif", b"x", "Ce format d'image"),
    ] {
        let begun = begin(&owner, name, content.len(), &[]).await;
        let answer = if begun.status == 201 { piece(&owner, &begun.location(), 0, content).await } else { begun };
        answer.is(422).says(words);
    }
    assert!(files(&app, &space).is_empty(), "{:?}", files(&app, &space));
    assert_eq!((count(&space, "media").await, count(&space, "media_blob").await, count(&space, "media_upload").await), (0, 0, 0));
}

#[tokio::test]
async fn what_hides_behind_a_picture_is_cut_off() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let polyglot = [PHOTO, b"<html><script>alert(1)</script></html>PK\x03\x04"].concat();
    let path = kept(&space, &owner, "double.jpg", &polyglot).await;
    let stored = owner.get(&format!("{path}/fichier")).await.body;
    assert!(!holds(&stored, b"script") && stored.ends_with(b"\xff\xd9"));
}

#[tokio::test]
async fn equal_files_are_kept_once_and_go_with_the_last_who_needs_them() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let one = kept(&space, &owner, "planches.jpg", PHOTO).await;
    let two = kept(&space, &owner, "encore-les-planches.jpg", PHOTO).await;
    let three = kept(&space, &owner, "etabli.jpg", OTHER).await;
    assert_eq!((count(&space, "media").await, count(&space, "media_blob").await, files(&app, &space).len()), (3, 2, 6));
    let used = |of: i64| crate::web::format::size_bytes(crate::web::i18n::Lang::Fr, of.unsigned_abs());
    let bytes: i64 = space.db.get("SELECT CAST(SUM(size_bytes) AS BIGINT) FROM media_blob", args![]).await.unwrap();
    owner.get("/admin/medias").await.says(&format!("3 fichiers. {} sur 50 Go", used(bytes)));
    for (path, left) in [(&one, 6), (&three, 3), (&two, 0)] {
        owner.post(&format!("{path}/suppression"), fields! {}).await.is(303);
        owner.get("/admin/medias/corbeille/vidage").await.is(200).says("Un fichier sera détruit");
        owner.post("/admin/medias/corbeille/vidage", fields! {}).await.is(303);
        owner.get(path).await.is(404);
        assert_eq!(files(&app, &space).len(), left, "{path}");
    }
    assert_eq!((count(&space, "media").await, count(&space, "media_blob").await), (0, 0));
}

#[tokio::test]
async fn an_upload_that_was_whole_when_the_machine_stopped_is_kept_when_it_is_asked_for() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let content = bytes(2 * BLOCK + 9);
    let upload = begin(&owner, "entier.bin", content.len(), &[]).await.is(201).location();
    piece(&owner, &upload, 0, &content[..BLOCK]).await.is(204);
    // As after the last byte was sealed and before anything was made of it.
    let file = std::fs::File::options().read(true).write(true).open(&files(&app, &space)[0]).unwrap();
    let key = app.app.keys_of(space.row.id).await.unwrap().files();
    let mut writer = hootis_vault::BlockWriter::resume(&key, file, content.len() as u64).unwrap().unwrap();
    writer.write(&content[BLOCK..]).unwrap();
    drop(writer.finish().unwrap());
    assert_eq!(count(&space, "media").await, 0);
    assert_eq!(offset(&owner, &upload).await, content.len());
    assert_eq!((count(&space, "media").await, offset(&owner, &upload).await), (1, content.len()));
    let path = format!("/admin/medias/{}", newest(&space).await);
    assert_eq!(owner.get(&format!("{path}/fichier")).await.body, content);
    assert!(files(&app, &space)[0].extension().is_some_and(|end| end == "age"));
}

/// A photo is read by the very program, started again with nothing to lose.
#[tokio::test]
async fn a_photo_is_read_in_a_process_of_its_own_and_a_bomb_kills_only_that() {
    let program = crate::testing::binary();
    let hands = Hands::Apart { program: program.clone(), argument: "read-photo" };
    let app = TestApp::with(|options| options.hands = hands.clone()).await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    owner.get(&format!("{path}/vignette")).await.is(200);
    send(&owner, "cassee.jpg", &PHOTO[..1_000], &[]).await.is(422).says("abîmé");
    // A bomb whose header says as many pixels as are taken, of eight bytes each: its decoder meets the limit of memory.
    let chunk = |named: &[u8]| [&u32::try_from(named.len() - 4).unwrap().to_be_bytes()[..], named, &crc32fast::hash(named).to_be_bytes()].concat();
    let header = [b"IHDR".as_slice(), &9_999_u32.to_be_bytes(), &10_000_u32.to_be_bytes(), &[16, 6, 0, 0, 0]].concat();
    let bomb = [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(&header), chunk(b"IDAT\x78\x9c\x63\0\0\0\x01\0\x01"), chunk(b"IEND")].concat();
    send(&owner, "bombe.png", &bomb, &[]).await.is(422).says("n'a pas pu être lue");
    // What cannot even begin is our fault, and said as such: the photo is not blamed.
    let place = async || Hands::place(7).await.unwrap().unwrap();
    for (program, argument) in [(program, "no-such-command"), ("/nowhere".into(), "x")] {
        let hands = Hands::Apart { program, argument };
        assert!(hands.picture(place().await, PHOTO.to_vec(), false).await.is_err());
    }
    owner.get(&path).await.is(200);
}

/// Asked of the kernel, while the step waits for its photo.
#[test]
fn whoever_reads_photos_has_given_up_what_it_does_not_need() {
    use std::process::{Command, Stdio};
    let mut step = Command::new(crate::testing::binary())
        .arg("read-photo")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let told = |file: &str| std::fs::read_to_string(format!("/proc/{}/{file}", step.id())).unwrap();
    let most = |name: &str| {
        let limits = told("limits");
        let line = limits.lines().find(|line| line.starts_with(name)).unwrap_or_else(|| panic!("{limits}"));
        line[name.len()..].split_whitespace().take(2).map(str::to_owned).collect::<Vec<_>>()
    };
    // The last one that is given up: whoever waits longer than this waits for nothing.
    let begun = std::time::Instant::now();
    while most("Max open files") != ["0", "0"] && begun.elapsed() < Duration::from_secs(20) {
        std::thread::yield_now();
    }
    for (name, wanted) in
        [("Max open files", "0"), ("Max file size", "0"), ("Max core file size", "0"), ("Max processes", "0"), ("Max cpu time", "15")]
    {
        assert_eq!(most(name), [wanted, wanted], "{name}");
    }
    assert_eq!(most("Max address space")[1], hootis_policy::limits::PHOTO_STEP_MEMORY.to_string());
    assert!(told("status").lines().any(|line| line.starts_with("NoNewPrivs") && line.ends_with('1')));
    drop(step.stdin.take());
    assert!(step.wait().unwrap().success(), "without a photo it says so and ends");
}

#[tokio::test]
async fn photos_of_a_space_stand_in_a_line_that_has_an_end() {
    let whose = uuid::Uuid::now_v7().as_u128();
    let first = Hands::place(whose).await.unwrap().unwrap();
    let mut line: Vec<_> = (1..hootis_media::LINE).map(|_| Box::pin(Hands::place(whose))).collect();
    for waits in &mut line {
        assert!(futures::poll!(waits).is_pending(), "one of a space at a time");
    }
    assert!(Hands::place(whose).await.unwrap().is_none(), "nobody waits behind so many");
    drop(first);
    let second = line.remove(0).await.unwrap().unwrap();
    drop((second, line));
    assert!(Hands::place(whose).await.unwrap().is_some());
}

#[tokio::test]
async fn the_key_of_a_space_is_changed_under_files_and_under_uploads_on_their_way() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    let before = owner.get(&format!("{path}/fichier")).await.body;
    let content = bytes(3 * BLOCK);
    let upload = begin(&owner, "en-route.bin", content.len(), &[]).await.location();
    piece(&owner, &upload, 0, &content[..BLOCK]).await.is(204);
    let changed = crate::platform::spaces::change_key(&app.app, space.row.id, crate::platform::spaces::PATIENCE).await.unwrap();
    let crate::platform::spaces::Change::Done(renewed) = changed else { panic!("{changed:?}") };
    assert_eq!((renewed.files, renewed.values), (4, 1), "three files of the photo, the upload; the key of the hashes");
    assert_eq!(owner.get(&format!("{path}/fichier")).await.is(200).body, before);
    owner.get(&format!("{path}/vignette")).await.is(200);
    piece(&owner, &upload, BLOCK, &content[BLOCK..]).await.is(204);
    // Equal contents are still known.
    kept(&space, &owner, "encore.jpg", PHOTO).await;
    assert_eq!(count(&space, "media_blob").await, 2);
    let only = app.app.keys_of(space.row.id).await.unwrap().files();
    for path in files(&app, &space) {
        assert_eq!(only.rewrap(&std::fs::File::options().read(true).write(true).open(&path).unwrap()).unwrap(), Some(false));
    }
}

#[tokio::test]
async fn what_a_crash_left_goes_at_the_next_sweep_and_nothing_else() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/medias").await.is(200);
    let path = kept(&space, &owner, "planches.jpg", PHOTO).await;
    let upload = begin(&owner, "abandonne.bin", 3 * BLOCK, &[]).await.location();
    piece(&owner, &upload, 0, &bytes(BLOCK)).await.is(204);
    let folder = files(&app, &space)[0].parent().unwrap().to_owned();
    let id = uuid::Uuid::now_v7();
    let then = std::time::UNIX_EPOCH + Duration::from_millis(u64::try_from(app.app.now().0).unwrap());
    for name in [
        format!("media-{id}.age"),
        format!("media-{id}-small.age"),
        format!("media-{id}.part"),
        format!("sending-{id}.part"),
        "upload-x.age".to_owned(),
    ] {
        let file = std::fs::File::create(folder.join(name)).unwrap();
        file.set_modified(then).unwrap();
    }
    let all = files(&app, &space).len();
    app.sweep().await;
    assert_eq!(files(&app, &space).len(), all, "a day is left to go on");
    app.advance(DAY + Duration::from_secs(60));
    // The file of the upload is dated by the machine's clock, which does not stand still: its row says when it goes.
    app.sweep().await;
    let left: Vec<String> = files(&app, &space).iter().map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    assert!(left.iter().filter(|name| name.starts_with("media-")).count() == 3 && !left.iter().any(|name| name.contains("sending")), "{left:?}");
    owner.call("HEAD", &upload, &[super::TUS], "").await;
    assert_eq!(count(&space, "media_upload").await, 0);
    let owner = space.owner().await;
    owner.get(&format!("{path}/fichier")).await.is(200);
}
