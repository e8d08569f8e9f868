//! Messages of visitors: they arrive, or their writer keeps them; and nothing of them stays.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use hootis_policy::data::{self, Database};
use hootis_policy::limits;
use hootis_space::{Conn, args};

use crate::mail::{Letter, NotHandedOver, Transport};
use crate::testing::{Answer, Client, Relay, TestApp, form};

/// A word that stands in no other text.
const WORD: &str = "zanzibarquartz";
/// A phone number that is nobody's.
const PHONE: &str = "06 39 98 77 31";

fn filled() -> Vec<(String, String)> {
    form! {
        name: format!("Ada {WORD}"), email: format!("{WORD}@atelier.example"), phone: PHONE, company: format!("{WORD} SARL"),
        subject: format!("Devis {WORD}"), message: format!("Bonjour,\nce mot : {WORD}.\n.\nÀ bientôt")
    }
}

async fn with_relay(address: &str) -> TestApp {
    let transport = Transport::smtp(&format!("smtp://{address}"), None, "Hootis <bonjour@hootis.example>").expect("a relay");
    TestApp::with(|options| {
        options.transport = transport;
        options.outreach.contact = crate::web::person::Email::parse("contact@operateur.example");
    })
    .await
}

async fn write(app: &TestApp, fields: Vec<(String, String)>) -> (Client, Answer) {
    let visitor = app.anyone();
    visitor.get("/contact").await.is(200);
    let answer = visitor.post("/contact", fields).await;
    (visitor, answer)
}

/// What the log says, whatever its level.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("nobody panicked").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn listen(&self) -> (tracing::Dispatch, tracing::subscriber::DefaultGuard) {
        // With one subscriber alone, `tracing` asks that of the thread which comes first what it wants to hear: here that
        // may be another test's, which wants nothing.
        let second = tracing::Dispatch::new(tracing::subscriber::NoSubscriber::default());
        let log = self.clone();
        let subscriber = tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(move || log.clone()).finish();
        (second, tracing::subscriber::set_default(subscriber))
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().expect("nobody panicked")).into_owned()
    }
}

/// Everything that a database holds, as text: every declared table, and a test compares those with the real ones.
async fn contents(conn: &impl Conn, database: Database) -> String {
    let mut all = String::new();
    for table in data::tables(database) {
        let rows = conn.query(&format!("SELECT * FROM {}", table.name), args![]).await.unwrap_or_else(|error| panic!("{}: {error}", table.name));
        for row in rows {
            for value in row.rest() {
                all.push_str(&match value {
                    hootis_space::Value::Bytes(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                    other => format!("{other:?}"),
                });
                all.push('\n');
            }
        }
    }
    all
}

fn files(folder: &std::path::Path) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).expect("a file")));
        }
    }
    found
}

/// Looks for the word wherever something could have stayed.
async fn assert_nothing_stayed(app: &TestApp, log: &Log) {
    let space = app.space("Acme").await;
    app.app.write_counts().await.expect("counts can be written");
    for (what, text) in [
        ("the platform", contents(app.app.platform(), Database::Platform).await),
        ("a space", contents(&space.db, Database::Space).await),
        ("the log", log.text()),
    ] {
        assert!(text.len() > 100, "{what} was not read");
        assert!(!text.contains(WORD) && !text.contains(PHONE) && !text.contains("0639987731"), "{what} holds what was typed");
    }
    let waiting: i64 = app.app.platform().get("SELECT COUNT(*) FROM mail", args![]).await.expect("a count");
    assert_eq!(waiting, 0, "it waits in the queue");
    for (name, bytes) in files(&app.data()) {
        assert!(!bytes.windows(WORD.len()).any(|w| w == WORD.as_bytes()), "{name} holds what was typed");
        assert!(!name.contains("outbox"), "{name}");
    }
}

#[tokio::test]
async fn p_c2_a_message_arrives_in_the_mailbox_and_is_recorded_nowhere() {
    let log = Log::default();
    let _listening = log.listen();
    let relay = Relay::start(&[]).await;
    let app = with_relay(&relay.address.to_string()).await;
    let (visitor, answer) = write(&app, filled()).await;
    assert_eq!(answer.is(303).location(), "/contact?fait=1");
    visitor.get("/contact?fait=1").await.is(200).says("Votre message est arrivé").says_not(WORD);
    let mail = relay.seen(|seen| seen.mails.clone());
    assert_eq!(mail.len(), 1);
    let mail = mail[0].replace("=\n", "");
    assert!(mail.contains("To: contact@operateur.example") && mail.contains(&format!("Reply-To: {WORD}@atelier.example")), "{mail}");
    assert!(mail.contains(PHONE) && mail.matches(WORD).count() >= 5, "{mail}");
    assert!(!mail.contains("Auto-Submitted"), "a person wrote it");
    assert_nothing_stayed(&app, &log).await;
}

#[tokio::test]
async fn p_c2_what_the_relay_refuses_comes_back_to_its_writer_and_is_recorded_nowhere() {
    let log = Log::default();
    let _listening = log.listen();
    for refusal in ["451 later", "550 nobody of that name"] {
        let relay = Relay::start(&[refusal]).await;
        let app = with_relay(&relay.address.to_string()).await;
        let (_, answer) = write(&app, filled()).await;
        let page = answer.is(503).says("le relais de messagerie ne l'a pas pris").says("mailto:contact@operateur.example");
        assert!(page.text().matches(WORD).count() >= 5, "the text is lost");
        assert_eq!(relay.seen(|seen| seen.mails.len()), 0);
        app.drain().await;
        assert_eq!(relay.seen(|seen| seen.asked), 1, "it was tried again");
        assert_nothing_stayed(&app, &log).await;
    }
    assert!(log.text().contains("a message was not taken by the relay"), "the log was listened to");
}

#[tokio::test]
async fn p_c2_where_there_is_no_relay_the_page_says_so_and_nothing_reaches_the_outbox() {
    let log = Log::default();
    let _listening = log.listen();
    let folder = tempfile::tempdir().expect("a folder");
    let transport = Transport::folder(folder.path().join("outbox"), "Hootis <bonjour@hootis.example>").expect("a folder");
    let app = TestApp::with(|options| options.transport = transport).await;
    let visitor = app.anyone();
    visitor
        .get("/contact")
        .await
        .is(200)
        .says("n'a pas de relais de messagerie")
        .says("mailto:bonjour@hootis.example")
        .says_not("Envoyer le message");
    // A page that lay open while the relay was taken away.
    let page = visitor.post("/contact", filled()).await.is(503).says("n'a pas de relais de messagerie").says("mailto:bonjour@hootis.example");
    assert!(page.text().matches(WORD).count() >= 5, "the text is lost");
    assert!(!folder.path().join("outbox").exists(), "it went into the outbox");
    assert_nothing_stayed(&app, &log).await;
}

#[tokio::test]
async fn p_c2_a_relay_that_says_nothing_is_waited_for_so_long_and_no_longer() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let app = with_relay(&address.to_string()).await;
    let letter = Letter { to: "contact@operateur.example".to_owned(), subject: WORD.to_owned(), text: WORD.to_owned(), ..Letter::default() };
    let handed = app.app.transport().hand_over(letter, Duration::from_millis(20)).await;
    assert_eq!(handed, Err(NotHandedOver::TooLate));
    // Shorter than the dispatcher's patience with any page: the visitor gets our words, not its.
    assert!(limits::HAND_OVER.as_duration() < Duration::from_secs(25));
}

#[tokio::test]
async fn a_form_that_is_not_right_comes_back_with_what_was_typed() {
    let app = TestApp::new().await;
    let (_, answer) = write(&app, form! { name: "", email: "nobody", phone: "mon numéro", subject: " ", message: "Bonjour Maëlle" }).await;
    let page = answer.is(422).says("4 champs sont à corriger");
    assert!(page.says("Bonjour Maëlle").text().contains("value=\"nobody\""));
    let long = form! { name: "Ada", email: "ada@atelier.example", subject: "Devis", message: "x".repeat(limits::MESSAGE_CHARS + 1) };
    write(&app, long).await.1.is(422).says("5 000 signes au plus");
    assert!(app.mails().await.is_empty());
}

#[tokio::test]
async fn what_people_type_cannot_become_a_header_of_the_mail() {
    let relay = Relay::start(&[]).await;
    let app = with_relay(&relay.address.to_string()).await;
    let fields = form! {
        name: "Ada\r\nBcc: evil@evil.example", email: "ada@atelier.example", subject: "Devis\r\nBcc: evil@evil.example", message: "Bonjour\r\n.\r\nBcc: evil@evil.example"
    };
    write(&app, fields).await.1.is(303);
    let mail = relay.seen(|seen| seen.mails[0].clone());
    let (head, _) = mail.split_once("\n\n").expect("a head");
    assert!(!head.lines().any(|line| line.starts_with("Bcc")), "{head}");
    assert_eq!(relay.seen(|seen| seen.asked), 1, "one recipient");
}

#[tokio::test]
async fn messages_in_series_are_slowed_and_their_text_is_kept() {
    let app = TestApp::new().await;
    for _ in 0..limits::CONTACT_NETWORK.most {
        write(&app, filled()).await.1.is(303);
    }
    let (_, answer) = write(&app, filled()).await;
    let page = answer.is(429).says("Trop de messages depuis votre connexion à Internet");
    assert!(page.text().contains(WORD));
    app.advance(limits::CONTACT_NETWORK.window.as_duration());
    write(&app, filled()).await.1.is(303);
}

#[tokio::test]
async fn an_account_holder_need_not_type_who_they_are() {
    let app = TestApp::new().await;
    let account = app.space("Acme").await.account().await;
    let page = account.get("/contact").await.is(200);
    assert!(page.text().contains("value=\"owner@acme.example\""));
}
