//! Trials in series are refused, explained, and forgotten.

use hootis_policy::{limits, retention};
use hootis_space::{Conn as _, args};

use crate::testing::{Answer, Client, TestApp, form, link_in};

const COOKIE: &str = "pbyvvsof8r";

/// Signs a company up and follows the mailed link, as far as it is let.
async fn sign_up(app: &TestApp, client: &Client, n: u32) -> Answer {
    let email = format!("olive{n}@acme.example");
    client.get("/inscription").await.is(200);
    let form = form! { company: format!("Acme {n}"), name: "Olive Lunel", email: email, password: crate::testing::PASSWORD };
    client.post("/inscription", form).await.is(303);
    let (_, path) = Client::split(&link_in(&app.mail_to(&email).await, "http://"));
    let token = path.split("lien=").nth(1).expect("a token").to_owned();
    client.post("/inscription/confirmation", form! { lien: token }).await
}

#[tokio::test]
async fn p_s2_trials_in_series_from_one_browser_are_refused_explained_and_can_be_appealed() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    assert!(client.cookie(COOKIE).is_none(), "a mere visit leaves no mark");
    for n in 0..limits::TRIALS_BROWSER_HOUR.most {
        sign_up(&app, &client, n).await.is(200);
    }
    let mark = client.cookie(COOKIE).expect("a mark");
    let answer = sign_up(&app, &client, 90).await.is(429);
    let email = &app.app.declared().operator.email;
    let answer = answer.says("Trop d'espaces d'essai ouverts depuis ce navigateur").says("du 23 novembre 2026 à 10:00").says("une personne regarde");
    let mail = answer.attribute("href", "mailto:");
    assert!(mail.starts_with(&format!("mailto:{email}?subject=")) && answer.headers["retry-after"] == "3600", "{mail}");
    assert_eq!(client.cookie(COOKIE), Some(mark), "who is refused keeps the mark they had");
    app.advance(limits::TRIALS_BROWSER_HOUR.window.as_duration());
    sign_up(&app, &client, 91).await.is(200);
}

#[tokio::test]
async fn p_s2_a_new_browser_on_the_same_network_has_the_quota_of_the_network() {
    let app = TestApp::new().await;
    for n in 0..limits::TRIALS_NETWORK_HOUR.most {
        app.app.platform().execute("DELETE FROM throttle", args![]).await.expect("no other limit is tried here");
        sign_up(&app, &app.anyone(), n).await.is(200);
    }
    app.app.platform().execute("DELETE FROM throttle", args![]).await.expect("no other limit is tried here");
    sign_up(&app, &app.anyone(), 90).await.is(429).says("depuis votre connexion à Internet");
    let noted: Vec<String> = app.app.journal().conn().list("SELECT detail FROM entry WHERE kind = 'trial_refused'", args![]).await.expect("entries");
    assert_eq!(noted, ["network"]);
}

#[tokio::test]
async fn p_s2_a_hundred_at_once_find_no_more_room_than_one_after_another() {
    let app = TestApp::new().await;
    let mut waiting: Vec<(Client, String)> = Vec::new();
    for n in 0..limits::TRIALS_NETWORK_HOUR.most + 4 {
        let (client, email) = (app.anyone(), format!("olive{n}@acme.example"));
        client.get("/inscription").await.is(200);
        app.app.platform().execute("DELETE FROM throttle", args![]).await.expect("no other limit is tried here");
        let form = form! { company: format!("Acme {n}"), name: "Olive Lunel", email: email, password: crate::testing::PASSWORD };
        client.post("/inscription", form).await.is(303);
        let (_, path) = Client::split(&link_in(&app.mail_to(&email).await, "http://"));
        waiting.push((client, path.split("lien=").nth(1).expect("a token").to_owned()));
    }
    app.app.platform().execute("DELETE FROM throttle", args![]).await.expect("no other limit is tried here");
    let at_once = waiting.iter().map(|(client, token)| client.post("/inscription/confirmation", form! { lien: token }));
    let answers = futures::future::join_all(at_once).await;
    let let_in = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(let_in, usize::try_from(limits::TRIALS_NETWORK_HOUR.most).expect("a few"));
}

#[tokio::test]
async fn p_s2_the_address_is_kept_seven_days_and_names_nobody() {
    let app = TestApp::new().await;
    sign_up(&app, &app.anyone(), 1).await.is(200);
    let kept: Vec<(String, Vec<u8>)> = app.app.platform().list("SELECT address, browser_hash FROM trial_trace", args![]).await.expect("rows");
    assert_eq!((kept.len(), kept[0].0.as_str(), kept[0].1.len()), (1, "127.0.0.1", 32));
    app.advance(retention::TRIAL_TRACE.keep.as_duration() - std::time::Duration::from_secs(1));
    app.sweep().await;
    let count = async || app.app.platform().get::<i64>("SELECT COUNT(*) FROM trial_trace", args![]).await.expect("a count");
    assert_eq!(count().await, 1);
    app.advance(std::time::Duration::from_secs(1));
    app.sweep().await;
    assert_eq!(count().await, 0);
}

/// A mark that somebody planted or made up is worth no more than none.
#[tokio::test]
async fn a_mark_that_is_none_is_replaced() {
    let app = TestApp::new().await;
    let client = app.anyone();
    for planted in ["", "x", "../../etc", &"a".repeat(5_000)] {
        client.put_cookie(COOKIE, planted);
        client.get("/inscription").await.is(200);
        let form = form! { company: "Acme", name: "Olive", email: "olive@acme.example", password: crate::testing::PASSWORD };
        client.post("/inscription", form).await;
        assert_ne!(client.cookie(COOKIE).as_deref(), Some(planted));
        app.app.platform().execute("DELETE FROM throttle", args![]).await.expect("no other limit is tried here");
    }
}
