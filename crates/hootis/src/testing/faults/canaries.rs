//! Secrets, looked for in what the running program writes: its log at the most verbose level, its refusals, its arguments.

use super::process::refused;
use super::signups::{Company, mails_to};
use super::{Place, Running};
use crate::testing::PASSWORD;

const CANARY: &str = "canary-of-a-password-3391";

#[tokio::test]
async fn no_secret_is_in_the_log_of_a_server_nor_in_its_arguments() {
    let place = Place::new();
    let server = Running::start_verbose(&place).await;
    let mut company = Company::new("Menuiserie Roc", server.browser());
    company.sign_up(&place.data()).await.expect("the server answers");
    let office = company.enter().await.expect("the server answers");
    let stranger = server.browser();
    stranger.get("/connexion").await.is(200);
    stranger.post("/connexion", &[("email", &company.email()), ("password", CANARY)]).await.is(422);
    // Mails break long lines, and write the equal sign otherwise.
    let mails = mails_to(&place.data(), &company.email()).concat().replace("=\r\n", "").replace("=\n", "").replace("=3D", "=");
    let link = mails.split("lien=").nth(1).expect("a link").split(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').next();
    let master = std::fs::read_to_string(place.data().join("master.key")).expect("the key file");
    let secrets = [
        Some(PASSWORD.to_owned()),
        Some(CANARY.to_owned()),
        link.map(str::to_owned),
        company.browser.cookie("hootis_session"),
        office.cookie("hootis-backend"),
        master.split_whitespace().nth(3).map(str::to_owned),
    ];
    let log = std::fs::read_to_string(place.path("serve.log")).expect("a log");
    assert!(log.matches("answered").count() >= 10, "the log is not whole: {log}");
    let arguments = String::from_utf8_lossy(&std::fs::read(format!("/proc/{}/cmdline", server.pid())).expect("arguments")).into_owned();
    assert!(arguments.contains("serve") && !arguments.contains("postgres"), "an address of a database has a password: {arguments}");
    for (at, secret) in secrets.into_iter().enumerate() {
        let secret = secret.unwrap_or_else(|| panic!("secret {at} is not known"));
        assert!(secret.len() > 15, "secret {at} is not whole: {secret}");
        let shown = log.lines().find(|line| line.contains(&secret));
        assert!(shown.is_none(), "secret {at} is in the log: {shown:?}");
        assert!(!arguments.contains(&secret), "secret {at} is an argument");
    }
}

#[tokio::test]
async fn what_is_refused_repeats_no_secret() {
    let database = format!("postgres://hootis:{CANARY}@127.0.0.1:1/hootis");
    let relay = format!("smtp://hootis:{CANARY}@127.0.0.1:1");
    let dolibarr = format!("mysql://lecture:{CANARY}@127.0.0.1:1/dolibarr");
    let (serve, list) = (vec!["serve", "--dev", "--listen", "127.0.0.1:0"], vec!["space", "list"]);
    let check = vec!["dolibarr", "check", "--url", &dolibarr, "--tls", "none"];
    for (name, value, arguments) in [
        ("HOOTIS_PLATFORM", database.as_str(), serve.clone()),
        ("HOOTIS_PLATFORM", &database, list.clone()),
        ("HOOTIS_SPACES", &database, list.clone()),
        ("HOOTIS_PLATFORM", CANARY, list.clone()),
        ("HOOTIS_SMTP", &relay, serve),
        ("HOOTIS_SMTP_PASSWORD", CANARY, [&list[..], &["--no-such-option"]].concat()),
        ("HOOTIS_SMS_SECRET", CANARY, vec!["serve", "--dev", "--sms", "twilio"]),
        ("HOOTIS_MAIL_FROM", "Hootis <bonjour@hootis.example>", check),
    ] {
        let place = Place::new();
        let mut command = place.command(&arguments);
        command.env(name, value).env("RUST_LOG", "trace");
        let why = refused(command).await;
        assert!(!why.is_empty() && !why.contains(CANARY), "{name}: {why}");
    }
}
