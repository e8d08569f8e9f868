//! A full disk: told in words, nothing is broken, reading goes on, and all is well once there is room.

use hootis_space::{Conn as _, args};

use super::signups::Company;
use super::{Place, Running};
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
