//! Every secret of the story, looked for in all that the program writes, says and shows.
//!
//! The story runs in a process of its own, so that everything that it logs, on whatever thread and at the most verbose
//! level, comes out of its two streams, and so does what panics say. What it showed, mailed and noted it looks at itself.

use std::path::Path;
use std::process::Command;

use clap::Parser;
use hootis_space::{Cluster, Conn as _, args};
use secrecy::SecretString;

use super::story::{DOLIBARR_PASSWORD, live};
use super::{Known, Told, bytes};
use crate::jobs;
use crate::testing::by_hand::master_key;
use crate::testing::{PASSWORD, SHOWN, TestApp, form};

/// Says to the process that it is the one with the story, and where it notes what must not be found.
const CHILD: &str = "HOOTIS_TEST_CANARIES";
/// Tells that process to give one away.
const TRAITOR: &str = "HOOTIS_TEST_TRAITOR";

/// What stands in places of its own: passwords of databases and relays, a carrier's secret, what a job is about.
const DATABASE: &str = "canary-of-a-database-5120";
const RELAY: &str = "canary-of-a-relay-7733";
const CARRIER: &str = "canary-of-a-carrier-2218";
const PAYLOAD: &str = "canary-of-a-job-9046";
const MISTYPED: &str = "canary-mistyped-6612";

#[expect(clippy::disallowed_methods, reason = "the test runs itself in a process of its own, which it tells so")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// Runs the story in a process of its own: all that it said, and what must not be in it.
fn said(traitor: bool) -> (Vec<u8>, Vec<(String, Vec<u8>)>) {
    let folder = tempfile::tempdir().expect("a folder");
    let noted = folder.path().join("canaries");
    let mut child = Command::new(std::env::current_exe().expect("this program"));
    child.args(["--exact", "testing::secrets::canaries::the_story_itself", "--nocapture"]).env(CHILD, &noted);
    if traitor {
        child.env(TRAITOR, "1");
    }
    let output = child.output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stdout));
    let canaries = std::fs::read_to_string(noted).expect("what must not be found");
    let canary = |line: &str| {
        let (name, digits) = line.split_once(' ').expect("two words");
        let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).expect("digits"), 16).expect("a byte");
        (name.to_owned(), digits.as_bytes().chunks(2).map(byte).collect())
    };
    ([output.stdout, output.stderr].concat(), canaries.lines().map(canary).collect())
}

fn found(said: &[u8], canaries: &[(String, Vec<u8>)]) -> Vec<String> {
    let found = canaries.iter().filter(|(_, canary)| memchr::memmem::find(said, canary).is_some());
    found.map(|(name, _)| name.clone()).collect()
}

#[test]
fn no_secret_is_in_what_is_logged_or_said_at_the_most_verbose_level() {
    let (said, canaries) = said(false);
    assert!(canaries.len() > 60, "{} things were looked for", canaries.len());
    let verbose =
        ["the story begins", "answered", "a job that panics", "a job failed"].map(|word| memchr::memmem::find(&said, word.as_bytes()).is_some());
    assert_eq!(verbose, [true; 4], "the log is not whole: {} bytes", said.len());
    let found = found(&said, &canaries);
    assert!(found.is_empty(), "it gives away: {found:?}");
}

#[test]
fn a_secret_that_is_logged_is_found() {
    let (said, canaries) = said(true);
    assert_eq!(found(&said, &canaries), ["the-password"]);
}

/// The process with the story. Called as a test among others, it does nothing.
#[test]
fn the_story_itself() {
    let Some(noted) = setting(CHILD) else { return };
    tracing_subscriber::fmt().with_env_filter("trace").with_writer(std::io::stderr).init();
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(tell(Path::new(&noted)));
}

async fn tell(noted: &Path) {
    *SHOWN.lock().expect("nobody panicked") = Some(Vec::new());
    tracing::trace!("the story begins");
    let app = bytes::app().await;
    let told = live(&app).await;
    refused_forms(&app).await;
    broken_things(&app).await;
    printed(&app).await;
    if setting(TRAITOR).is_some() {
        tracing::trace!(password = PASSWORD, "somebody was careless");
    }
    let canaries = canaries(&app, &told);
    std::fs::write(
        noted,
        canaries.iter().map(|(name, bytes)| format!("{} {}\n", name.replace(' ', "-"), hootis_vault::hex(bytes))).collect::<String>(),
    )
    .expect("noted");
    pages_show_none(&told);
    mails_carry_none(&app, &told).await;
    jobs_hold_none(&app, &told).await;
}

/// What must be nowhere: every secret of the story in every form that it may have, and those that are no column's.
fn canaries(app: &TestApp, told: &Told) -> Vec<(String, Vec<u8>)> {
    let mut canaries: Vec<(String, Vec<u8>)> = vec![("the password".into(), PASSWORD.into())];
    for known in told.known.iter().filter(|known| known.is_secret && known.plain != PASSWORD.as_bytes()) {
        canaries.extend(known.forms().into_iter().map(|form| (known.place.to_owned(), form)));
    }
    let master = master_key(app.app.master_key_path());
    canaries.push(("the master key, in hexadecimal".into(), hootis_vault::hex(&master).into()));
    canaries.push(("the master key".into(), master));
    for word in [DATABASE, RELAY, CARRIER, PAYLOAD, MISTYPED] {
        canaries.push((word.to_owned(), word.into()));
    }
    canaries
}

/// Forms that are refused, with secrets in them.
async fn refused_forms(app: &TestApp) {
    let client = app.anyone();
    for (path, form) in [
        ("/connexion", form! { email: "owner@acme.example", password: MISTYPED }),
        ("/connexion", form! { email: "no address", password: MISTYPED }),
        ("/operateur/connexion", form! { email: "eve@operation.example", password: MISTYPED }),
        ("/inscription", form! { company: "", name: "", email: "no address", password: MISTYPED }),
        ("/mot-de-passe/nouveau", form! { lien: MISTYPED, password: MISTYPED }),
        ("/inscription/code", form! { code: MISTYPED }),
        ("/adresse", form! { lien: MISTYPED, reponse: "oui" }),
        ("/connexion/code", form! { code: MISTYPED }),
        ("/connexion/cle", form! { id: MISTYPED, client: MISTYPED, authenticator: MISTYPED, signature: MISTYPED }),
    ] {
        client.get(path).await;
        assert!(client.post(path, form).await.status.as_u16() < 500, "{path}");
    }
    let member = app.anyone_at("acme.hootis.localhost");
    member.get("/admin/connexion").await.is(200);
    member.post("/admin/connexion", form! { email: "owner@acme.example", password: MISTYPED }).await.is(422);
    for address in [format!("/mot-de-passe/nouveau?lien={MISTYPED}"), format!("/adresse?lien={MISTYPED}"), format!("/nowhere/{MISTYPED}")] {
        client.get(&address).await;
    }
    let request = member.request("GET", "/api/v1/me").header("authorization", format!("Bearer hootis_{MISTYPED}"));
    member.send(request.body(axum::body::Body::empty()).expect("a request")).await.is(401);
}

/// Databases and relays that do not answer, and a job that panics.
async fn broken_things(app: &TestApp) {
    for url in [format!("postgres://hootis:{DATABASE}@127.0.0.1:1/hootis"), format!("postgres://hootis:{DATABASE}@[/x"), format!("{DATABASE}://")] {
        let error = Cluster::connect(&SecretString::from(url), 1).await.err().expect("nobody is there");
        tracing::error!(%error, debug = ?error, "as it would be logged");
    }
    for relay in [format!("smtp://hootis:{RELAY}@127.0.0.1:1"), format!("smtps://{RELAY}")] {
        if let Err(error) = crate::mail::Transport::smtp(&relay, Some(RELAY.to_owned().into()), "Hootis <bonjour@hootis.example>") {
            tracing::error!(%error, debug = ?error, "as it would be logged");
        }
    }
    let platform = app.app.platform();
    jobs::ask(platform, app.app.now(), crate::app::PANICS, None, PAYLOAD.to_owned(), None).await.expect("a job");
    while crate::worker::step(&app.app).await.expect("jobs can be looked for") {}
    platform.execute("DELETE FROM job WHERE payload = $1", args![PAYLOAD]).await.expect("what a job is about is not looked for in its own row");
}

/// The options of the command line, with every secret that they take, and what is made of keys: as `Debug` shows them.
async fn printed(app: &TestApp) {
    #[derive(Parser, Debug)]
    struct All {
        #[command(flatten)]
        storage: crate::config::Storage,
        #[command(flatten)]
        mail: crate::config::Mail,
        #[command(flatten)]
        serve: crate::config::Serve,
    }
    let (database, carrier) = (format!("postgres://hootis:{DATABASE}@127.0.0.1/hootis"), format!("--sms-secret={CARRIER}"));
    let options = ["hootis", "--platform", &database, "--spaces", &database, "--smtp-password", RELAY, "--sms", "twilio", &carrier];
    let options = [&options[..], &["--sms-account", "AC1", "--sms-key", "SK1"]].concat();
    let all = All::try_parse_from(&options).expect("options");
    tracing::info!("{all:?} {:?}", all.serve.outreach.read().expect("an outreach"));
    let wrong = [&options[..], &["--open-spaces", "many"]].concat();
    tracing::info!("{}", All::try_parse_from(wrong).expect_err("a number was expected"));
    let id = app.app.platform().get("SELECT id FROM space WHERE slug = 'acme'", args![]).await.expect("the space");
    let keys = app.app.keys_of(id).await.expect("keys");
    let (key, master) = (app.app.platform_key(), app.app.keys());
    tracing::info!("{keys:?} {:?} {:?} {key:?} {master:?} {:?} {:?}", keys.secrets(), keys.files(), keys.databases(), app.app.signer());
    let password = SecretString::from(DOLIBARR_PASSWORD);
    let guard = hootis_dolibarr::Guard::PublicOnly { allowed: Vec::new() };
    let server = hootis_dolibarr::ServerSource::parse("mysql://lecture@127.0.0.1:1/dolibarr", Some(password), guard);
    tracing::info!("{:?}", server.map(|_| ()).map_err(|error| error.to_string()));
}

/// Whether a secret is shown there on purpose: once, to whoever it is made for.
fn is_shown_on_purpose(known: &Known, asked: &str) -> bool {
    let ends = |paths: &[&str]| asked.starts_with("POST") && paths.iter().any(|path| asked.ends_with(path));
    match known.place {
        "factor.sealed_secret" => ends(&["/securite/application"]),
        "recovery_code.code_hash" => ends(&["/securite/application/code", "/securite/cles/nouvelle"]),
        "api_key.key_hash" => ends(&["/admin/reglages/cles"]),
        // The browser signs it.
        "passkey_challenge.challenge_hash" => asked.starts_with("GET") && asked.contains("/connexion"),
        // The page behind a link sends it back.
        "operator_link.token_hash" | "password_link.token_hash" | "member_link.token_hash" => asked.contains("?lien="),
        _ => false,
    }
}

fn pages_show_none(told: &Told) {
    let shown = SHOWN.lock().expect("nobody panicked").take().expect("pages");
    assert!(shown.len() > 60, "{} answers", shown.len());
    for (asked, page) in &shown {
        for known in told.known.iter().filter(|known| known.is_secret && !is_shown_on_purpose(known, asked)) {
            assert!(!known.is_in(page), "{asked} shows the secret of {}", known.place);
        }
        for word in [MISTYPED, DATABASE, RELAY, CARRIER] {
            // What was asked for is repeated by pages that can be tried again, to whoever asked.
            assert!(asked.contains(word) || memchr::memmem::find(page, word.as_bytes()).is_none(), "{asked} shows {word}");
        }
    }
    // That it would be seen: the password page of somebody careless.
    let careless = format!("<input type=\"password\" value=\"{PASSWORD}\">");
    assert!(told.known.iter().any(|known| known.is_secret && known.is_in(careless.as_bytes())));
}

async fn mails_carry_none(app: &TestApp, told: &Told) {
    let mails = app.mails().await;
    assert!(mails.len() > 8, "{} mails", mails.len());
    for mail in mails {
        let text = format!("{}\n{}\n{}\n{:?}", mail.subject, mail.text, mail.html, mail.attachment.map(|file| file.content));
        for known in told.known.iter().filter(|known| known.is_secret) {
            // Links are mailed, each to whoever it is for.
            let is_link = known.place.contains("link") || known.place == "factor_recovery.token_hash";
            assert!(is_link || !known.is_in(text.as_bytes()), "« {} » carries the secret of {}", mail.subject, known.place);
        }
    }
}

async fn jobs_hold_none(app: &TestApp, told: &Told) {
    let rows: Vec<(String, String, Option<String>)> =
        app.app.platform().list("SELECT kind, payload, last_error FROM job", args![]).await.expect("jobs");
    assert!(!rows.is_empty(), "the SMS waits for its carrier");
    for (kind, payload, error) in rows {
        let text = format!("{payload}\n{}", error.unwrap_or_default());
        for known in told.known.iter().filter(|known| known.is_secret) {
            assert!(!known.is_in(text.as_bytes()), "a job {kind} holds the secret of {}", known.place);
        }
    }
}
