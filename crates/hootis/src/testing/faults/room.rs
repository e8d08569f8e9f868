//! A full disk: told in words, nothing is broken, reading goes on, and all is well once there is room.

use hootis_space::{Conn, args};

use super::signups::Company;
use super::{Browser, Place, Running};
use crate::app::App;
use crate::testing::PASSWORD;

/// Room that is left when the disk is nearly full, in blocks of 512 bytes.
const LEFT: u64 = 256;

#[tokio::test]
async fn a_full_disk_is_told_breaks_nothing_lets_people_read_and_is_forgotten_once_there_is_room() {
    let place = Place::with_platform_in_file();
    let server = Running::start(&place).await;
    let mut company = Company::new("Acme", server.browser());
    company.sign_up(&place.data()).await.expect("there is room");
    company.add_contacts(3).await.expect("there is room");
    server.terminate().await;

    let server = Running::start_without_room(&place, u32::try_from(largest(&place) / 512 + LEFT).expect("a small file")).await;
    let company = Company { browser: company.browser.moved(server.address), ..company };
    let office = company.enter().await.expect("it still works");
    let (mut taken, mut refused) = (Vec::new(), None);
    for n in 0..500 {
        let (browser, name) = (server.browser(), format!("Atelier {n}"));
        browser.get("/inscription").await.is(200);
        let email = format!("olive@atelier-{n}.example");
        let form = [("company", name.as_str()), ("name", "Olive"), ("email", &email), ("password", PASSWORD), ("slug", "")];
        let answer = browser.post("/inscription", &form).await;
        if answer.status != 303 {
            refused = Some(answer);
            break;
        }
        taken.push(email);
    }
    refused.expect("the disk fills up").is(507).says("plus de place");
    // Who was there goes on reading.
    server.browser().get("/inscription").await.is(200);
    office.get("/admin/contacts").await.is(200).says("Martin2");
    server.browser().get("/readyz").await.is(200);
    server.terminate().await;

    let app = place.app().await;
    let words: String = app.platform().get("PRAGMA integrity_check", args![]).await.expect("an answer");
    assert_eq!(words, "ok");
    for email in &taken {
        let found: i64 = app.platform().get("SELECT COUNT(*) FROM signup WHERE email = $1", args![email]).await.expect("a count");
        assert_eq!(found, 1, "the sign-up of {email} was acknowledged");
    }
    let all: i64 = app.platform().get("SELECT COUNT(*) FROM signup", args![]).await.expect("a count");
    assert_eq!(usize::try_from(all), Ok(taken.len()), "what was refused is there all the same");
    drop(app);

    let server = Running::start(&place).await;
    Company::new("Encore", server.browser()).sign_up(&place.data()).await.expect("there is room again");
}

/// The largest file of the data folder, in bytes.
fn largest(place: &Place) -> u64 {
    let folders = [place.data(), place.data().join("spaces")];
    let entries = folders.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().filter_map(Result::ok);
    entries.filter_map(|entry| entry.metadata().ok()).filter(std::fs::Metadata::is_file).map(|meta| meta.len()).max().expect("files")
}

/// Sessions of each surface: their last uses take more room than what a refused write may have left.
const SESSIONS: usize = 30;

/// How long ago they are made to have been used, in milliseconds: the next page would write that down.
const AGO: i64 = 120_000;

#[tokio::test]
async fn a_session_that_cannot_be_touched_on_a_full_disk_shows_its_page_all_the_same() {
    let place = Place::with_platform_in_file();
    let server = Running::start(&place).await;
    let mut company = Company::new("Acme", server.browser());
    company.sign_up(&place.data()).await.expect("there is room");
    let (mut consoles, mut offices) = (Vec::new(), Vec::new());
    for _ in 0..SESSIONS {
        company.browser = server.browser();
        offices.push(company.enter().await.expect("there is room"));
        consoles.push(std::mem::replace(&mut company.browser, server.browser()));
    }
    server.terminate().await;
    let app = place.app().await;
    let space = only_space(&app).await;
    app.platform().execute("UPDATE session SET last_used_at = last_used_at - $1", args![AGO]).await.expect("it is written");
    space.execute("UPDATE member_session SET last_used_at = last_used_at - $1", args![AGO]).await.expect("it is written");
    let (before, office_before) = (last_uses(app.platform(), "session").await, last_uses(&space, "member_session").await);
    let is_file = space.engine().encrypts_whole_databases();
    drop((space, app));

    let server = Running::start_without_room(&place, u32::try_from(largest(&place) / 512 + LEFT).expect("a small file")).await;
    let moved = |browsers: Vec<Browser>| browsers.into_iter().map(|browser| browser.moved(server.address)).collect::<Vec<_>>();
    let (consoles, offices) = (moved(consoles), moved(offices));
    fill_platform(&server).await;
    if is_file {
        fill_space(&offices[0]).await;
    }
    for browser in &consoles {
        browser.get("/console").await.is(200).says("Acme");
    }
    for browser in &offices {
        browser.get("/admin/contacts").await.is(200);
    }
    server.terminate().await;

    let app = place.app().await;
    let space = only_space(&app).await;
    let untouched = last_uses(app.platform(), "session").await.into_iter().filter(|use_| before.contains(use_)).count();
    assert!(untouched > 0, "every last use was written: the disk was not full");
    let untouched = last_uses(&space, "member_session").await.into_iter().filter(|use_| office_before.contains(use_)).count();
    assert_eq!(untouched > 0, is_file, "the disk of the space's file was not full");
}

async fn only_space(app: &App) -> hootis_space::SpaceDb {
    let id = app.platform().get("SELECT id FROM space", args![]).await.expect("one space");
    crate::platform::spaces::open(app, id).await.expect("it opens")
}

/// Which session was used when.
async fn last_uses(db: &impl Conn, table: &str) -> Vec<(Vec<u8>, i64)> {
    db.list(&format!("SELECT token_hash, last_used_at FROM {table}"), args![]).await.expect("the sessions")
}

/// Signs companies up until nothing more can be written.
async fn fill_platform(server: &Running) {
    for n in 0..500 {
        let (browser, name, email) = (server.browser(), format!("Atelier {n}"), format!("olive@atelier-{n}.example"));
        browser.get("/inscription").await.is(200);
        let form = [("company", name.as_str()), ("name", "Olive"), ("email", &email), ("password", PASSWORD), ("slug", "")];
        if browser.post("/inscription", &form).await.status == 507 {
            return;
        }
    }
    panic!("the disk does not fill up");
}

/// Adds contacts until nothing more can be written.
async fn fill_space(office: &Browser) {
    let note = "Un chêne de trois mètres. ".repeat(700);
    for n in 0..500 {
        office.get("/admin/contacts/nouveau").await.is(200);
        let (id, name) = (uuid::Uuid::now_v7().to_string(), format!("Durand{n}"));
        let form = [("id", id.as_str()), ("last_name", &name), ("note", &note), ("anyway", "1")];
        if office.post("/admin/contacts/nouveau", &form).await.status == 507 {
            return;
        }
    }
    panic!("the disk of the space does not fill up");
}
