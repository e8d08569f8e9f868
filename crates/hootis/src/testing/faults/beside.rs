//! The command line beside a running server, on the same data.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::process::run;
use super::signups::Company;
use super::start::make_space;
use super::{Place, Running, said};

#[tokio::test]
async fn a_space_made_beside_the_server_is_seen_by_both() {
    let place = Place::new();
    let server = Running::start(&place).await;
    let stranger = server.browser();
    stranger.at("acme").get("/admin/connexion").await.is(404);
    let slug = make_space(&place, "Acme").await;
    assert_eq!(slug, "acme");
    stranger.at(&slug).get("/admin/connexion").await.is(200);
    let mut company = Company::new("Menuiserie Roc", server.browser());
    company.sign_up(&place.data()).await.expect("the server answers");
    let listed = said(&run(place.command(&["space", "list", "--json"])).await);
    assert!(listed.contains("\"acme\"") && listed.contains("\"menuiserie-roc\""), "{listed}");
    let shown = said(&run(place.command(&["space", "show", "menuiserie-roc", "--json"])).await);
    let shown: serde_json::Value = serde_json::from_str(&shown).expect("JSON");
    assert_eq!((shown["state"].as_str(), shown["counts"]["members"].as_i64()), (Some("trial"), Some(1)));
}

#[tokio::test]
async fn the_master_key_rotates_under_a_server_that_answers_and_no_request_fails() {
    let place = Place::new();
    let mut slugs = Vec::new();
    for n in 0..3 {
        slugs.push(make_space(&place, &format!("Atelier {n}")).await);
    }
    let before = std::fs::read_to_string(place.data().join("master.key")).expect("a key file");
    // One space open at a time: each request has to unwrap a key.
    let server = Running::start_with(&place, &["--open-spaces", "1"]).await;
    let stop = Arc::new(AtomicBool::new(false));
    let asking: Vec<_> = slugs
        .iter()
        .map(|slug| {
            let (office, stop) = (server.browser().at(slug), Arc::clone(&stop));
            tokio::spawn(async move {
                let mut asked = 0_u32;
                while !stop.load(Ordering::Relaxed) {
                    office.get("/admin/connexion").await.is(200);
                    asked += 1;
                }
                asked
            })
        })
        .collect();
    for _ in 0..2 {
        said(&run(place.command(&["keys", "rotate-master"])).await);
    }
    let mut company = Company::new("Menuiserie Roc", server.browser());
    company.sign_up(&place.data()).await.expect("the server answers");
    stop.store(true, Ordering::Relaxed);
    for asking in asking {
        assert!(asking.await.expect("no request failed") > 0);
    }
    let after = std::fs::read_to_string(place.data().join("master.key")).expect("a key file");
    assert!(before != after && after.lines().count() == 1, "the key was not replaced");
    slugs.push("menuiserie-roc".to_owned());
    for slug in &slugs {
        server.browser().at(slug).get("/admin/connexion").await.is(200);
        said(&run(place.command(&["space", "show", slug])).await);
    }
}
