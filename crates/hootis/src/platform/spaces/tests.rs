//! Spaces come into being whole, keep their addresses to themselves, and outlive a change of master key.

use hootis_space::{Conn, args};
use hootis_vault::MasterKeys;

use super::slug;
use crate::app::rewrap_platform_key;
use crate::platform::signup;
use crate::platform::spaces;
use crate::testing::{TestApp, form};

#[test]
fn a_slug_is_made_of_what_a_company_is_called() {
    for (company, slug) in [
        ("SARL L'Atelier d'Été", "l-atelier-d-ete"),
        ("Menuiserie Roc SAS", "menuiserie-roc"),
        ("S.A.R.L. Dupont & Fils", "dupont-et-fils"),
        ("SAS", "sas"),
        ("Studio Sci Fi", "studio-sci-fi"),
        ("SCI Les Pins SARL", "les-pins"),
        ("Œuvre Boulangère", "oeuvre-boulangere"),
        ("  ---  ", ""),
        ("株式会社", ""),
    ] {
        let made = slug::of_company(company);
        if company.starts_with("S.A.R.L.") {
            assert!(made.ends_with("dupont-et-fils"), "{made}");
        } else {
            assert_eq!(made, slug, "{company}");
        }
    }
    let long = slug::of_company("Compagnie générale des établissements réunis de la vallée supérieure de la Loire");
    assert!(long.len() <= 40 && slug::parse(&long).is_ok(), "{long}");
}

#[test]
fn a_slug_that_would_mislead_is_refused() {
    for wrong in ["", "-a", "a-", "a--b", "xn--caf-dma", "a_b", "café", "a.b", &"a".repeat(41), "www", "admin"] {
        assert!(slug::parse(wrong).is_err(), "{wrong}");
    }
}

#[tokio::test]
async fn the_slug_of_a_destroyed_space_stays_taken_for_a_year() {
    let app = TestApp::new().await;
    let (db, key) = (app.app.platform(), app.app.platform_key());
    slug::hold(db, key, app.app.now(), "dupont").await.expect("a hold");
    assert!(!slug::is_free(db, key, app.app.now(), "dupont").await.expect("an answer"));
    let held: Vec<Vec<u8>> = db.list("SELECT slug_hash FROM slug_hold", args![]).await.expect("rows");
    assert!(held.iter().all(|hash| !hash.windows(6).any(|w| w == b"dupont")));
    app.advance(std::time::Duration::from_secs(366 * 86_400));
    assert!(slug::is_free(db, key, app.app.now(), "dupont").await.expect("an answer"));
}

#[tokio::test]
async fn a_crash_between_the_confirmation_and_the_space_is_made_good() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    client.post("/inscription", form! { company: "Acme", name: "Ada", email: "ada@acme.example", password: crate::testing::PASSWORD }).await.is(303);
    // The process dies right after the address was confirmed: the row says so, nothing else is there.
    let (id, slug): (uuid::Uuid, String) = app.app.platform().get("SELECT id, slug FROM signup", args![]).await.expect("a sign-up");
    let (account, space) = (uuid::Uuid::now_v7(), uuid::Uuid::now_v7());
    let sql = "UPDATE signup SET confirmed_at = $2, account_id = $3, space_id = $4 WHERE id = $1";
    app.app.platform().execute(sql, args![id, app.app.now(), account, space]).await.expect("an update");
    assert!(spaces::find_by_slug(app.app.platform(), &slug).await.expect("an answer").is_none());
    for id in signup::unfinished(app.app.platform()).await.expect("rows") {
        signup::finish(&app.app, id).await.expect("the space is made");
    }
    let made = spaces::find_by_slug(app.app.platform(), &slug).await.expect("an answer").expect("a space");
    assert_eq!((made.id, made.account_id), (space, account));
    assert!(signup::unfinished(app.app.platform()).await.expect("rows").is_empty());
}

#[tokio::test]
async fn the_master_key_is_rotated_while_spaces_are_open() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let path = app.app.master_key_path().to_owned();
    let mut keys = MasterKeys::load(&path).expect("keys");
    let before = keys.current_id();
    let after = keys.add_new(&path).expect("a new key");
    assert_ne!(before, after);
    app.app.reload_keys().expect("keys");
    rewrap_platform_key(&app.app).await.expect("the platform's key");
    assert_eq!(spaces::rewrap_keys(&app.app).await.expect("keys of spaces"), 1);
    assert_eq!(spaces::rewrap_keys(&app.app).await.expect("nothing is left"), 0);
    keys.retire_all_but_current(&path).expect("the old key goes");
    app.app.reload_keys().expect("keys");
    app.app.keys_of(space.row.id).await.expect("the space's key under the new master key");
    let text = std::fs::read_to_string(&path).expect("the key file");
    assert!(!text.contains(&before.to_string()) && text.contains(&after.to_string()));
}

#[tokio::test]
async fn what_has_outlived_its_rule_is_taken_out() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    client.post("/inscription", form! { company: "Acme", name: "Ada", email: "ada@acme.example", password: crate::testing::PASSWORD }).await.is(303);
    let count = async |table: &str| app.app.platform().get::<i64>(&format!("SELECT COUNT(*) FROM {table}"), args![]).await.expect("a count");
    assert_eq!((count("signup").await, count("session").await), (1, 1));
    let sweep = async || crate::retention::run_all(&app.app, app.app.now()).await.expect("a sweep");
    sweep().await;
    assert_eq!(count("signup").await, 1);
    app.advance(std::time::Duration::from_secs(7 * 86_400 + 1));
    sweep().await;
    assert_eq!((count("signup").await, count("session").await, count("throttle").await), (0, 0, 0));
}

/// A space with a sealed secret and a sealed file, as an import leaves them.
async fn with_sealed(app: &TestApp) -> (crate::testing::TestSpace<'_>, std::path::PathBuf) {
    let space = app.space("Acme").await;
    let (keys, source) = (app.app.keys_of(space.row.id).await.expect("keys"), uuid::Uuid::now_v7());
    let sealed = keys.secrets().seal(&hootis_policy::data::place("import_source", "sealed_url", &source.to_string()), b"mysql://secret");
    let sql = "INSERT INTO import_source (id, entity, label, sealed_url, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
               VALUES ($1, 1, 'base', $2, '[]', 'v1', 'Ada', 1, 1, 1)";
    space.db.execute(sql, args![source, sealed]).await.expect("a source");
    let member = uuid::Uuid::now_v7();
    let sealed = keys.secrets().seal(&hootis_policy::data::place("factor", "sealed_secret", &member.to_string()), b"seed");
    let sql = "INSERT INTO factor (holder_id, sealed_secret, last_step, created_at, updated_at) VALUES ($1, $2, 0, 1, 1)";
    space.db.execute(sql, args![member, sealed]).await.expect("a factor");
    let folder = app.app.data().join("files").join(space.row.id.to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join("upload-1.age");
    let mut writer = keys.files().seal_writer(std::fs::File::create(&path).expect("a file")).expect("a writer");
    std::io::Write::write_all(&mut writer, &vec![b'x'; 200_000]).expect("written");
    let file = writer.finish().expect("its end");
    file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000)).expect("dated");
    (space, path)
}

/// The secret and the file, opened with the keys as they are now.
async fn opened(app: &TestApp, space: &crate::testing::TestSpace<'_>, path: &std::path::Path) -> (Vec<u8>, usize) {
    let keys = app.app.keys_of(space.row.id).await.expect("keys");
    let (source, sealed): (uuid::Uuid, Vec<u8>) = space.db.get("SELECT id, sealed_url FROM import_source", args![]).await.expect("a source");
    let place = hootis_policy::data::place("import_source", "sealed_url", &source.to_string());
    let secret = keys.secrets().open(&place, &sealed).expect("it opens").to_vec();
    let (member, sealed): (uuid::Uuid, Vec<u8>) = space.db.get("SELECT holder_id, sealed_secret FROM factor", args![]).await.expect("a factor");
    let place = hootis_policy::data::place("factor", "sealed_secret", &member.to_string());
    assert_eq!(*keys.secrets().open(&place, &sealed).expect("it opens"), b"seed");
    let mut plain = Vec::new();
    let mut reader = keys.files().open_reader(std::fs::File::open(path).expect("a file")).expect("it opens");
    std::io::Read::read_to_end(&mut reader, &mut plain).expect("all of it");
    (secret, plain.len())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_space_gets_another_key_while_it_is_in_use_and_nothing_stays_under_the_old_one() {
    let app = TestApp::new().await;
    let (space, path) = with_sealed(&app).await;
    let (before, id) = (app.app.keys_of(space.row.id).await.expect("keys"), space.row.id);
    let old_file = std::fs::read(&path).expect("a file");
    let owner = space.owner().await;
    // What an upload left that was cut off: nobody can bring it to its end.
    std::fs::write(path.with_extension("part"), &old_file[..1_000]).expect("half a file");
    let changed = spaces::change_key(&app.app, id, spaces::PATIENCE).await.expect("another key");
    assert_eq!(changed, spaces::Change::Done(spaces::Renewed { values: 2, files: 1 }));
    owner.get("/admin").await.is(200);
    assert_eq!(opened(&app, &space, &path).await, (b"mysql://secret".to_vec(), 200_000));
    let after = app.app.keys_of(id).await.expect("keys");
    assert_ne!(before.current().id(), after.current().id());
    assert_eq!(after.databases().len(), 1, "the old key is forgotten");
    assert!(after.files().is_previous(&*old_file).is_err(), "what was copied before does not open with the new key");
    let dated = std::fs::metadata(&path).expect("a file").modified().expect("a date");
    assert_eq!(dated, std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000), "its time goes on");
    let names: Vec<_> = std::fs::read_dir(path.parent().expect("a folder")).expect("a folder").map(|e| e.expect("an entry").file_name()).collect();
    assert_eq!(names, ["upload-1.age"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_change_of_key_that_was_cut_off_anywhere_opens_and_goes_on() {
    let app = TestApp::new().await;
    let (space, path) = with_sealed(&app).await;
    let id = space.row.id;
    // Cut off right after the new key was noted.
    let new = app.app.keys().wrap(&hootis_vault::SpaceKey::generate(), id);
    let sql = "UPDATE space SET previous_key = wrapped_key, wrapped_key = $2 WHERE id = $1";
    app.app.platform().execute(sql, args![id, new]).await.expect("an update");
    spaces::let_go(&app.app, id);
    assert_eq!(opened(&app, &space, &path).await, (b"mysql://secret".to_vec(), 200_000));
    space.owner().await.get("/admin").await.is(200);
    assert_eq!(spaces::list_half_changed(app.app.platform()).await.expect("ids"), [id]);
    // Cut off after the database.
    app.app.spaces().change_key(id).await.expect("a database under the new key");
    assert_eq!(opened(&app, &space, &path).await, (b"mysql://secret".to_vec(), 200_000));
    // The master key may be rotated meanwhile.
    let mut keys = MasterKeys::load(app.app.master_key_path()).expect("keys");
    keys.add_new(app.app.master_key_path()).expect("a new key");
    app.app.reload_keys().expect("keys");
    assert_eq!(spaces::rewrap_keys(&app.app).await.expect("both keys"), 2);
    let expected = app.app.keys_of(id).await.expect("keys").current().id();
    assert_eq!(spaces::go_on(&app.app).await.expect("it goes on by itself"), 1);
    let after = app.app.keys_of(id).await.expect("keys");
    assert_eq!((after.current().id(), after.databases().len()), (expected, 1), "it went on with the key that was noted");
    assert_eq!(opened(&app, &space, &path).await, (b"mysql://secret".to_vec(), 200_000));
    assert!(spaces::list_half_changed(app.app.platform()).await.expect("ids").is_empty());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn values_of_many_pages_are_sealed_anew_and_one_written_meanwhile_is_kept() {
    let app = TestApp::new().await;
    let (space, path) = with_sealed(&app).await;
    let (id, keys) = (space.row.id, app.app.keys_of(space.row.id).await.expect("keys"));
    let rows = (0..1_200).map(|n| {
        let member = uuid::Uuid::now_v7();
        let place = hootis_policy::data::place("factor", "sealed_secret", &member.to_string());
        args![member, keys.secrets().seal(&place, format!("seed {n}").as_bytes())]
    });
    let sql = "INSERT INTO factor (holder_id, sealed_secret, last_step, created_at, updated_at) VALUES ($1, $2, 1, 1, 1)";
    space.db.execute_many(sql, rows.collect()).await.expect("factors");
    let changed = spaces::change_key(&app.app, id, spaces::PATIENCE).await.expect("another key");
    assert_eq!(changed, spaces::Change::Done(spaces::Renewed { values: 1_202, files: 1 }));
    let keys = app.app.keys_of(id).await.expect("keys");
    let all: Vec<(uuid::Uuid, Vec<u8>)> =
        space.db.list("SELECT holder_id, sealed_secret FROM factor WHERE last_step = 1", args![]).await.expect("rows");
    assert_eq!(all.len(), 1_200);
    for (member, sealed) in all {
        let place = hootis_policy::data::place("factor", "sealed_secret", &member.to_string());
        assert!(keys.secrets().open(&place, &sealed).expect("it opens").starts_with(b"seed "));
    }
    assert!(path.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_old_key_is_kept_as_long_as_somebody_may_still_seal_with_it() {
    let app = TestApp::new().await;
    let (space, path) = with_sealed(&app).await;
    let id = space.row.id;
    // Somebody has read the key, and is slow.
    let held = app.app.hold_keys_of(id).await.expect("keys");
    assert_eq!(spaces::change_key(&app.app, id, 0).await.expect("an answer"), spaces::Change::Waits);
    assert_eq!(spaces::go_on(&app.app).await.expect("an answer"), 0);
    let source = uuid::Uuid::now_v7();
    let sealed = held.map(|keys| keys.secrets().seal(&hootis_policy::data::place("import_source", "sealed_url", &source.to_string()), b"late"));
    let sql = "INSERT INTO import_source (id, entity, label, sealed_url, take, acknowledged_text, acknowledged_name, acknowledged_at, created_at, updated_at)
               VALUES ($1, 2, 'late', $2, '[]', 'v1', 'Ada', 1, 1, 1)";
    space.db.execute(sql, args![source, sealed.to_vec()]).await.expect("a source");
    drop(sealed);
    assert_eq!(spaces::go_on(&app.app).await.expect("it goes on"), 1);
    let keys = app.app.keys_of(id).await.expect("keys");
    assert_eq!(keys.databases().len(), 1, "the old key is forgotten");
    let sealed: Vec<u8> = space.db.get("SELECT sealed_url FROM import_source WHERE id = $1", args![source]).await.expect("a source");
    let place = hootis_policy::data::place("import_source", "sealed_url", &source.to_string());
    assert_eq!(*keys.secrets().open(&place, &sealed).expect("what was sealed late opens"), b"late");
    assert!(path.exists());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_key_is_changed_by_one_at_a_time() {
    let app = TestApp::new().await;
    let (space, _) = with_sealed(&app).await;
    let mine = app.app.claim_key_change(space.row.id).await.expect("an answer").expect("nobody else");
    assert_eq!(spaces::change_key(&app.app, space.row.id, 0).await.expect("an answer"), spaces::Change::Elsewhere);
    drop(mine);
    assert!(matches!(spaces::change_key(&app.app, space.row.id, 0).await, Ok(spaces::Change::Done(_))));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_a_slow_transaction_has_wrapped_outlives_a_rotation_of_the_master_key() {
    let app = TestApp::new().await;
    let first = app.space("Acme").await;
    let path = app.app.master_key_path().to_owned();
    let keys_in_file = || std::fs::read_to_string(&path).expect("the key file").lines().count();
    let id = uuid::Uuid::now_v7();
    let new = spaces::NewSpace { id, account_id: first.row.account_id, slug: "slow".to_owned(), company: "Slow".to_owned(), activity: None };
    let tx = app.app.platform().begin().await.expect("a transaction");
    spaces::insert(&app.app, &tx, app.app.now(), &new).await.expect("a space, its key under the old master key");
    let rotation = tokio::spawn({
        let app = app.app.clone();
        async move { spaces::rotate_master(&app).await.expect("the master key is rotated") }
    });
    while keys_in_file() < 2 {
        tokio::task::yield_now().await;
    }
    // Whatever it does next, it cannot end before the slow one has.
    for _ in 0..20 {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        assert!(keys_in_file() == 2 && !rotation.is_finished(), "the old key went while somebody had wrapped with it");
    }
    tx.commit().await.expect("a commit");
    let rotated = rotation.await.expect("no panic");
    assert_eq!((rotated.keys, keys_in_file()), (2, 1));
    app.app.keys_of(id).await.expect("the key of the slow space opens");
    app.app.keys_of(first.row.id).await.expect("and the other one");
    assert!(app.app.claim_master_key().await.is_ok(), "the next rotation may begin");
}
