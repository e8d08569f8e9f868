//! Mails leave once each, and are given up for reasons of their own alone.

use std::os::unix::fs::PermissionsExt as _;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{Attachment, Letter, Transport, post, send_due};
use crate::clock::Clock;
use crate::testing::{Relay, TestApp};

fn letter(to: &str) -> Letter {
    Letter { to: to.to_owned(), subject: "Bonjour".to_owned(), text: "Bonjour.".to_owned(), ..Letter::default() }
}

fn news(to: &str) -> Letter {
    Letter { unsubscribe_url: Some("https://hootis.example/courrier/x/desabonnement".to_owned()), ..letter(to) }
}

fn relay(address: &str) -> Transport {
    Transport::smtp(&format!("smtp://ada@{address}"), Some("secret".to_owned().into()), "Hootis <bonjour@hootis.example>").expect("a relay")
}

async fn waiting(app: &TestApp) -> Vec<(String, i64, i64)> {
    app.app.platform().list("SELECT recipient, attempts, next_try_at FROM mail ORDER BY id", args![]).await.expect("the queue")
}

#[tokio::test]
async fn a_relay_that_refuses_us_loses_no_mail() {
    for (greeting, login) in [("220 relay.example", "535 5.7.8 wrong password"), ("554 not today", "235 fine"), ("220 relay.example", "550 you?")] {
        let relay_ = Relay::start_with(&[], greeting, login).await;
        let app = TestApp::with(|options| options.transport = relay(&relay_.address.to_string())).await;
        for to in ["ada@acme.example", "olive@acme.example"] {
            post(app.app.platform(), app.app.now(), letter(to)).await.expect("a mail");
        }
        app.drain().await;
        let waiting = waiting(&app).await;
        assert_eq!(waiting.len(), 2, "{greeting} {login}");
        assert!(waiting.iter().all(|(_, attempts, next)| *attempts == 1 && *next > app.app.now().0), "{waiting:?}");
    }
}

#[tokio::test]
async fn a_mail_that_is_refused_goes_but_not_a_whole_queue_nor_a_certificate() {
    let refusals = ["550 nobody of that name"; 6];
    let relay_ = Relay::start(&refusals).await;
    let app = TestApp::with(|options| options.transport = relay(&relay_.address.to_string())).await;
    let certificate = Attachment { name: "certificat.json".to_owned(), content: "{}".to_owned() };
    let with_file = Letter { attachment: Some(certificate), ..letter("owner@acme.example") };
    post(app.app.platform(), app.app.now(), with_file).await.expect("a mail");
    for n in 0..5 {
        post(app.app.platform(), app.app.now(), letter(&format!("ada{n}@acme.example"))).await.expect("a mail");
    }
    app.drain().await;
    let left: Vec<String> = waiting(&app).await.into_iter().map(|(to, ..)| to).collect();
    assert_eq!(left, ["owner@acme.example", "ada3@acme.example", "ada4@acme.example"], "a relay that takes nothing is believed three times");
    // What was given up is counted, for the evidence.
    let counted: (i64, i64) =
        app.app.platform().get("SELECT mails, certificates FROM mail_given_up WHERE day = '2026-11-23'", args![]).await.expect("a day");
    assert_eq!(counted, (3, 0));
    // It takes mails again: what waited leaves.
    app.advance(Duration::from_secs(60));
    app.drain().await;
    assert_eq!(waiting(&app).await, []);
    assert_eq!(relay_.seen(|seen| seen.mails.len()), 3);
}

/// A relay in memory that takes ten seconds for each mail.
fn slow() -> (Clock, Arc<Mutex<Vec<Letter>>>) {
    (Clock::fixed(crate::clock::Now(1_795_420_800_000)), Arc::default())
}

#[tokio::test]
async fn a_long_pass_sends_each_mail_once_beside_another_and_letters_overtake_mailings() {
    let (clock, taken) = slow();
    let app = TestApp::with(|options| {
        options.clock = clock.clone();
        options.transport = Transport::slow(Arc::clone(&taken), clock.clone(), Duration::from_secs(10));
    })
    .await;
    let db = app.app.platform();
    for n in 0..40 {
        post(db, app.app.now(), news(&format!("ada{n}@acme.example"))).await.expect("a mail");
    }
    let first = send_due(db, app.app.transport(), &clock);
    let second = async {
        while taken.lock().expect("nobody panicked").len() < 15 {
            tokio::task::yield_now().await;
        }
        // Somebody signs up in the middle of it.
        post(db, app.app.now(), letter("olive@acme.example")).await.expect("a mail");
        send_due(db, app.app.transport(), &clock).await
    };
    let (first, second) = tokio::join!(first, second);
    assert_eq!(first.expect("mails") + second.expect("mails"), 41);
    let taken: Vec<String> = taken.lock().expect("nobody panicked").iter().map(|letter| letter.to.clone()).collect();
    let mut once = taken.clone();
    once.sort();
    once.dedup();
    assert_eq!((taken.len(), once.len()), (41, 41), "{taken:?}");
    let place = taken.iter().position(|to| to == "olive@acme.example").expect("the letter");
    assert!(place < 20, "the letter waited for the mailing: {place}");
}

/// The relay took it, and the program was stopped before it could write that down.
#[tokio::test]
async fn p_u1_a_mailing_that_was_cut_off_is_never_sent_a_second_time_and_a_letter_is() {
    let app = TestApp::new().await;
    let (db, clock) = (app.app.platform(), Clock::fixed(app.app.now()));
    let taken: Arc<Mutex<Vec<Letter>>> = Arc::default();
    let transport = Transport::slow(Arc::clone(&taken), clock.clone(), Duration::ZERO);
    for mail in [news("ada@acme.example"), letter("olive@acme.example")] {
        post(db, app.app.now(), mail).await.expect("a mail");
    }
    while let Some(mail) = super::take(db, clock.now()).await.expect("the queue") {
        transport.send(&mail).await.expect("taken");
    }
    // The next start: nothing as long as the first hand-over may still be under way.
    assert_eq!(send_due(db, &transport, &clock).await.expect("mails"), 0);
    clock.advance(super::LEASE + Duration::from_secs(1));
    assert_eq!(send_due(db, &transport, &clock).await.expect("mails"), 1);
    assert_eq!(waiting(&app).await, []);
    let mut to: Vec<String> = taken.lock().expect("nobody panicked").iter().map(|letter| letter.to.clone()).collect();
    to.sort();
    assert_eq!(to, ["ada@acme.example", "olive@acme.example", "olive@acme.example"]);
    let given_up: i64 = db.get("SELECT CAST(SUM(mails) AS BIGINT) FROM mail_given_up", args![]).await.expect("a count");
    assert_eq!(given_up, 1, "it is counted");
    // One that the relay refused for now waits, and goes: nothing of it has left.
    post(db, clock.now(), news("eve@acme.example")).await.expect("a mail");
    db.execute("UPDATE mail SET attempts = 1", args![]).await.expect("an update");
    assert_eq!(send_due(db, &transport, &clock).await.expect("mails"), 1);
}

#[tokio::test]
async fn a_mail_in_a_folder_is_for_nobody_else_on_the_machine() {
    let folder = tempfile::tempdir().expect("a folder");
    let outbox = folder.path().join("outbox");
    let transport = Transport::folder(outbox.clone(), "Hootis <bonjour@hootis.example>").expect("a folder");
    let mail = super::Queued { id: Uuid::now_v7(), letter: letter("ada@acme.example"), attempts: 0 };
    transport.send(&mail).await.expect("kept");
    let mode = |path: &std::path::Path| std::fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&outbox), 0o700);
    assert_eq!(mode(&outbox.join(format!("{}.eml", mail.id))), 0o600);
}
