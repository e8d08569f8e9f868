//! What may leave, and what does not.

use hootis_policy::operator::Declared;
use hootis_policy::processors::{self, Carrier, Hosts, Processor};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use url::Url;

use super::{Day, Outgoing, Refused, Rules, is_this_machine, list_days};
use crate::testing::TestApp;

fn relay(host: &str) -> Carrier {
    Carrier { processor: processors::MAIL_RELAY.id.to_owned(), hosts: vec![host.to_owned()], ..Declared::fictional().carriers[0].clone() }
}

const OUTSIDE: bool = false;

#[test]
fn p_d1_only_a_host_that_its_processor_declares_may_be_called() {
    let rules = Rules::new(&[relay("smtp.nuage.example")], OUTSIDE);
    assert!(rules.judge(&processors::GOCARDLESS, "api.gocardless.com").is_ok());
    assert!(rules.judge(&processors::MAIL_RELAY, "SMTP.nuage.example").is_ok());
    for (processor, host) in [
        (&processors::GOCARDLESS, "api.gocardless.com.evil.example"),
        (&processors::GOCARDLESS, "verify.twilio.com"),
        (&processors::MAIL_RELAY, "smtp.elsewhere.example"),
        // The relay's host is no host for files.
        (&processors::OBJECT_STORE, "smtp.nuage.example"),
    ] {
        assert!(matches!(rules.judge(processor, host), Err(Refused::Undeclared(id)) if id == processor.id), "{host}");
    }
}

#[test]
fn p_d1_a_processor_that_the_list_does_not_have_may_not_be_called() {
    static STRANGER: Processor = Processor { id: "stranger", hosts: Hosts::Named(&["api.stranger.example"]), ..processors::TWILIO };
    for dev in [true, false] {
        assert!(Rules::new(&[], dev).judge(&STRANGER, "api.stranger.example").is_err());
    }
}

#[test]
fn p_d1_a_database_is_on_this_machine_or_with_the_declared_host() {
    let host = Carrier { hosts: vec!["*.db.nuage.example".to_owned()], ..Declared::fictional().carriers[0].clone() };
    let rules = Rules::new(&[host], OUTSIDE);
    for near in ["localhost", "127.0.0.1", "::1", "/run/postgresql", "eu.db.nuage.example"] {
        assert!(rules.judge_database(near).is_ok(), "{near}");
    }
    for far in ["db.nuage.example", "10.0.0.4", "db.elsewhere.example"] {
        assert!(rules.judge_database(far).is_err(), "{far}");
    }
}

#[test]
fn this_very_machine_is_known_by_its_names_only() {
    for near in ["localhost", "LOCALHOST", "127.0.0.1", "127.1.2.3", "::1", "[::1]", "::ffff:127.0.0.1", "/run/postgresql"] {
        assert!(is_this_machine(near), "{near}");
    }
    for far in ["localhost.evil.example", "127.0.0.1.evil.example", "10.0.0.4", "[fe80::1]", "0.0.0.0", "smtp.nuage.example", ""] {
        assert!(!is_this_machine(far), "{far}");
    }
}

#[tokio::test]
async fn p_d1_calls_are_counted_by_processor_and_day_and_refusals_with_them() {
    let app = TestApp::new().await;
    let door = Outgoing::new(Rules::new(&[relay("smtp.nuage.example")], OUTSIDE), app.app.platform().clone(), app.clock.clone());
    for _ in 0..3 {
        door.pass(&processors::MAIL_RELAY, "smtp.nuage.example").await.expect("declared");
    }
    app.advance(std::time::Duration::from_secs(86_400));
    door.pass(&processors::MAIL_RELAY, "smtp.nuage.example").await.expect("declared");
    assert!(door.pass(&processors::MAIL_RELAY, "smtp.evil.example").await.is_err());
    let mail = |day: &str, calls, refused, last_at| Day { processor: "mail-relay".into(), day: day.into(), calls, refused, last_at };
    let today = app.app.now().0;
    let days = list_days(app.app.platform(), "2026-11-01").await.expect("days");
    assert_eq!(days, [mail("2026-11-23", 3, 0, today - 86_400_000), mail("2026-11-24", 1, 1, today)]);
    assert_eq!(list_days(app.app.platform(), "2026-11-24").await.expect("days").len(), 1);
}

async fn answered(with: String) -> (crate::error::Result<Vec<u8>>, String) {
    let (ours, mut theirs) = tokio::io::duplex(64 * 1024);
    let server = tokio::spawn(async move {
        let mut asked = vec![0; 4096];
        let count = theirs.read(&mut asked).await.expect("a request");
        let _gone = theirs.write_all(with.as_bytes()).await;
        String::from_utf8_lossy(&asked[..count]).into_owned()
    });
    let url = Url::parse("https://api.cloudflare.com/client/v4/ips").expect("an address");
    let question = super::http::question(&url).expect("a question");
    let answer = super::http::document(&url, super::http::exchange(ours, question).await);
    (answer, server.await.expect("the server"))
}

#[tokio::test]
async fn an_answer_is_read_to_its_end_and_no_other_is_believed() {
    let (answer, asked) = answered("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".to_owned()).await;
    assert_eq!(answer.expect("an answer"), b"{}");
    assert!(asked.starts_with("GET /client/v4/ips HTTP/1.1\r\n") && asked.to_lowercase().contains("host: api.cloudflare.com"), "{asked}");
    let (chunked, _) = answered("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n".to_owned()).await;
    assert_eq!(chunked.expect("an answer"), b"{}");
    for bad in [
        "HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\n{}".to_owned(),
        "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/\r\nContent-Length: 0\r\n\r\n".to_owned(),
        "HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n{}".to_owned(),
        format!("HTTP/1.1 200 OK\r\nContent-Length: 2000000\r\n\r\n{}", " ".repeat(2_000_000)),
        "SSH-2.0\r\n".to_owned(),
    ] {
        assert!(answered(bad.clone()).await.0.is_err(), "{}", &bad[..30.min(bad.len())]);
    }
}

#[tokio::test]
async fn p_d1_a_host_that_the_processor_does_not_own_is_not_asked() {
    let app = TestApp::new().await;
    for url in ["https://api.cloudflare.com.evil.example/client/v4/ips", "http://api.cloudflare.com/client/v4/ips"] {
        let url = Url::parse(url).expect("an address");
        assert!(app.app.outgoing().get(&processors::CLOUDFLARE, &url).await.is_err(), "{url}");
    }
}
