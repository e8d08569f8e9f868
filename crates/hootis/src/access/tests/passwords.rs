//! Guessing, and coming in while the locks are changed.

use std::time::Duration;

use hootis_policy::limits;
use hootis_space::{Conn as _, args};

use super::{AWAY, CHROME, From, HOME, mailed, post_from, sessions, sign_in};
use crate::access::credentials::{People, Side};
use crate::testing::{PASSWORD, TestApp, form};

const NEW: &str = "nouvelle lune orange 77";

/// Wrong passwords for an address, each from a machine of its own.
async fn many_machines(app: &TestApp, email: &str) {
    for n in 0..=limits::SIGN_IN_EVERYWHERE.most {
        let address = format!("10.{}.{}.1", n / 250, n % 250);
        sign_in(&app.anyone(), From { agent: CHROME, address: &address }, email, "not the password").await;
    }
}

#[tokio::test]
async fn many_machines_that_guess_together_are_slowed_and_the_owner_is_never_locked_out() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let email = space.owner_email();
    sign_in(&app.anyone(), HOME, &email, PASSWORD).await.is(303);
    many_machines(&app, &email).await;
    // A machine that has never tried, with the right password and with a wrong one: the answer is the same.
    for password in [PASSWORD, "not the password"] {
        sign_in(&app.anyone(), AWAY, &email, password).await.is(429).says("de plusieurs endroits à la fois");
    }
    // The owner at home.
    sign_in(&app.anyone(), HOME, &email, "not the password").await.is(429);
    sign_in(&app.anyone(), HOME, &email, PASSWORD).await.is(303);
    // The owner away, with a browser that nobody knows: whoever has the mailbox chooses a password, and comes in at once.
    let away = app.anyone();
    away.get("/mot-de-passe").await.is(200);
    post_from(&away, AWAY, "/mot-de-passe", &[("email", &email)]).await.is(200);
    let (_, token) = mailed(&app, &email).await;
    post_from(&away, AWAY, "/mot-de-passe/nouveau", &[("lien", &token), ("password", NEW)]).await.is(200);
    sign_in(&away, AWAY, &email, NEW).await.is(303);
    app.advance(limits::SIGN_IN_EVERYWHERE.window.as_duration());
    sign_in(&app.anyone(), From { agent: CHROME, address: "192.0.2.1" }, &email, NEW).await.is(303);
}

#[tokio::test]
async fn whether_an_address_has_an_account_is_not_told_by_the_slowing_either() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let mut answers = Vec::new();
    for email in [space.owner_email(), "nobody@acme.example".to_owned()] {
        many_machines(&app, &email).await;
        let answer = sign_in(&app.anyone(), AWAY, &email, "not the password").await.is(429);
        answers.push(answer.text().replace(&email, "x"));
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn whoever_has_the_address_is_told_once_a_day_that_many_passwords_are_tried() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let email = space.owner_email();
    let told = async || app.mails().await.into_iter().filter(|letter| letter.subject.starts_with("Beaucoup de mots de passe")).count();
    for address in [email.as_str(), "nobody@acme.example"] {
        many_machines(&app, address).await;
    }
    assert_eq!(told().await, 1);
    assert!(app.mail_to(&email).await.text.contains("http://hootis.localhost/mot-de-passe"));
    sign_in(&app.anyone(), AWAY, &email, "not the password").await.is(429);
    app.advance(limits::SIGN_IN_EVERYWHERE.window.as_duration());
    many_machines(&app, &email).await;
    assert_eq!(told().await, 1, "once a day");
    app.advance(limits::SIGN_IN_NOTICE.window.as_duration());
    many_machines(&app, &email).await;
    assert_eq!(told().await, 2);
}

#[tokio::test]
async fn right_passwords_do_not_count_against_the_address() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for n in 0..limits::SIGN_IN_EVERYWHERE.most + 5 {
        let address = format!("10.9.{n}.1");
        sign_in(&app.anyone(), From { agent: CHROME, address: &address }, &space.owner_email(), PASSWORD).await.is(303);
    }
}

#[tokio::test]
async fn whoever_comes_in_with_the_old_password_while_it_is_changed_is_out() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let people = People::of_platform(&app.app, Side::Account);
    let id = app.app.platform().get("SELECT id FROM account", args![]).await.expect("an account");
    // The password was right when it was looked at …
    let read = people.find_active(id).await.expect("an answer").expect("the account");
    let client = app.anyone();
    client.get("/mot-de-passe").await.is(200);
    client.post("/mot-de-passe", form! { email: space.owner_email() }).await.is(200);
    let (_, token) = mailed(&app, &space.owner_email()).await;
    client.post("/mot-de-passe/nouveau", form! { lien: token, password: NEW }).await.is(200);
    // … and is another before the session begins.
    let tx = people.begin().await.expect("a transaction");
    assert!(people.expect_still(&tx, &read).await.is_err());
    let read = people.find_active(id).await.expect("an answer").expect("the account");
    assert!(people.expect_still(&tx, &read).await.is_ok());
}

#[tokio::test]
async fn sign_ins_and_a_new_password_at_the_same_time_leave_no_session_of_the_old_one() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (email, client) = (space.owner_email(), app.anyone());
    client.get("/mot-de-passe").await.is(200);
    client.post("/mot-de-passe", form! { email: email }).await.is(200);
    let (_, token) = mailed(&app, &email).await;
    let thieves: Vec<_> = (0..8).map(|_| app.anyone()).collect();
    let tries = futures::future::join_all(thieves.iter().map(|thief| sign_in(thief, AWAY, &email, PASSWORD)));
    let (_, changed) = tokio::join!(tries, client.post("/mot-de-passe/nouveau", form! { lien: token, password: NEW }));
    changed.is(200);
    for thief in &thieves {
        thief.get("/console").await.is(303);
    }
    assert_eq!(sessions(&app).await, 0);
}

#[tokio::test]
async fn a_link_to_choose_a_password_is_always_within_reach_of_its_owner_whatever_strangers_ask() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let email = space.owner_email();
    let stranger = app.anyone();
    stranger.get("/mot-de-passe").await.is(200);
    for n in 0..limits::RESET_ADDRESS.most {
        let address = format!("10.1.{n}.1");
        post_from(&stranger, From { agent: CHROME, address: &address }, "/mot-de-passe", &[("email", &email)]).await.is(200);
    }
    post_from(&stranger, AWAY, "/mot-de-passe", &[("email", &email)]).await.is(429);
    app.drain().await;
    // The newest link lives as long as nobody can ask for another.
    app.advance(limits::RESET_ADDRESS.window.as_duration() - Duration::from_secs(1));
    let (path, _) = mailed(&app, &email).await;
    app.anyone().get(&path).await.is(200).says("Nouveau mot de passe");
}
