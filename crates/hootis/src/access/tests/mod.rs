//! Attempts to break in, by whoever has stolen something or has many machines. `docs/break-in.md` tells of each.

mod passwords;
mod same;
mod sessions;
mod team;

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::ConnectInfo;
use hootis_space::{Conn as _, args};

use crate::testing::{Answer, Client, TestApp, link_in};

/// A browser of the one who is attacked, and one of the attacker's.
const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/// Where a request comes from.
#[derive(Clone, Copy)]
struct From<'a> {
    agent: &'a str,
    address: &'a str,
}

/// The owner at home, and at a customer's.
const HOME: From<'static> = From { agent: FIREFOX, address: "203.0.113.7" };
const AWAY: From<'static> = From { agent: CHROME, address: "198.51.100.9" };

/// Sends a form from somewhere.
async fn post_from(client: &Client, from: From<'_>, path: &str, form: &[(&str, &str)]) -> Answer {
    let token = client.token(path).expect("a token");
    let body = url::form_urlencoded::Serializer::new(String::new()).append_pair("_csrf", &token).extend_pairs(form).finish();
    let peer = ConnectInfo(SocketAddr::new(from.address.parse().expect("an address"), 1));
    let request = client.request("POST", path).header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
    client.send(request.header("user-agent", from.agent).extension(peer).body(Body::from(body)).expect("a request")).await
}

/// Types an address and a password at the public door.
async fn sign_in(client: &Client, from: From<'_>, email: &str, password: &str) -> Answer {
    client.get("/connexion").await;
    post_from(client, from, "/connexion", &[("email", email), ("password", password)]).await
}

/// The path and the token of the link in the last mail to somebody.
async fn mailed(app: &TestApp, to: &str) -> (String, String) {
    let (_, path) = Client::split(&link_in(&app.mail_to(to).await, "http://"));
    let token = path.split("lien=").nth(1).unwrap_or_default().to_owned();
    (path, token)
}

/// How many sessions there are of accounts.
async fn sessions(app: &TestApp) -> i64 {
    app.app.platform().get("SELECT COUNT(*) FROM session WHERE account_id IS NOT NULL", args![]).await.expect("a count")
}

/// What is written down of the attempts is what is tried.
#[test]
fn every_attempt_that_is_written_down_is_tried_by_a_test_that_exists() {
    let paper = include_str!("../../../../../docs/break-in.md");
    let sources: String = crate::web::tests::sources::sources(&[".rs"]).into_iter().map(|(_, text)| text).collect();
    let rows: Vec<&str> =
        paper.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| tried by") && !line.starts_with("| ---")).collect();
    assert!(rows.len() > 30);
    for row in rows {
        let tests = row.trim_end_matches([' ', '|']).rsplit(" | ").next().unwrap_or_default();
        let named: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test tries: {row}");
        for test in named {
            assert!(sources.contains(&format!("fn {test}()")), "no test is called {test}");
        }
    }
}
