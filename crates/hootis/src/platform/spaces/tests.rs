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
    spaces::key(&app.app, space.row.id).await.expect("the space's key under the new master key");
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
