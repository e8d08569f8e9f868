//! Who a request comes from.

use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use hootis_policy::limits;
use hootis_space::{Conn as _, args};

use super::{CloudflareList, FILE, Proxies};
use crate::testing::{Answer, Client, TestApp, form};

fn ip(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn proxies(words: &[&str]) -> Proxies {
    let folder = tempfile::tempdir().expect("a folder");
    let list = CloudflareList::of(folder.path()).expect("the list that comes along");
    Proxies::parse(&words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>(), &list).expect("ranges")
}

fn headers(lines: &[(&'static str, &'static str)]) -> HeaderMap {
    lines.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
}

#[test]
fn p_t3_the_nearest_stranger_is_the_client_and_only_a_named_machine_may_name_one() {
    let ours = proxies(&["127.0.0.1", "::1", "10.0.0.0/8"]);
    let both = proxies(&["10.0.0.0/8", "cloudflare"]);
    let nobody = Proxies::default();
    for (proxies, peer, lines, client) in [
        // No machine is named: no header says anything.
        (&nobody, "127.0.0.1", [("x-forwarded-for", "203.0.113.9")].as_slice(), "127.0.0.1"),
        // From any other peer neither.
        (&ours, "198.51.100.1", &[("x-forwarded-for", "203.0.113.9"), ("cf-connecting-ip", "203.0.113.8")], "198.51.100.1"),
        // What the visitor wrote stands at the left.
        (&ours, "127.0.0.1", &[("x-forwarded-for", "198.51.100.7, 203.0.113.9")], "203.0.113.9"),
        (&ours, "::ffff:127.0.0.1", &[("x-forwarded-for", "198.51.100.7"), ("x-forwarded-for", "203.0.113.9, 10.1.2.3")], "203.0.113.9"),
        (&ours, "::1", &[("x-forwarded-for", "2001:db8::7")], "2001:db8::7"),
        (&ours, "::1", &[("x-forwarded-for", "[2001:db8::7]:4000")], "2001:db8::7"),
        (&ours, "::1", &[("x-forwarded-for", "::ffff:203.0.113.9")], "203.0.113.9"),
        // A word that is none: the last machine that is believed stands for whom it let in.
        (&ours, "127.0.0.1", &[("x-forwarded-for", "203.0.113.9, unknown, 10.1.2.3")], "10.1.2.3"),
        (&ours, "127.0.0.1", &[("x-forwarded-for", "203.0.113.9, ")], "127.0.0.1"),
        (&ours, "127.0.0.1", &[], "127.0.0.1"),
        (&ours, "127.0.0.1", &[("x-forwarded-for", "10.0.0.4, 10.0.0.5")], "10.0.0.4"),
        // Cloudflare's word counts when Cloudflare connects, and no other header of such a request.
        (&both, "172.68.1.1", &[("cf-connecting-ip", "203.0.113.9"), ("x-forwarded-for", "198.51.100.7")], "203.0.113.9"),
        (&both, "2606:4700::1", &[("cf-connecting-ip", "2001:db8::7")], "2001:db8::7"),
        (&both, "172.68.1.1", &[("x-forwarded-for", "198.51.100.7")], "172.68.1.1"),
        (&both, "172.68.1.1", &[("cf-connecting-ip", "203.0.113.9"), ("cf-connecting-ip", "203.0.113.8")], "172.68.1.1"),
        (&both, "172.68.1.1", &[("cf-connecting-ip", "203.0.113.9, 203.0.113.8")], "172.68.1.1"),
        // A machine of ours behind Cloudflare.
        (&both, "10.0.0.1", &[("x-forwarded-for", "6.6.6.6, 203.0.113.9, 172.68.1.1"), ("cf-connecting-ip", "6.6.6.6")], "203.0.113.9"),
        (&both, "10.0.0.1", &[("x-forwarded-for", "198.51.100.7"), ("cf-connecting-ip", "203.0.113.9")], "198.51.100.7"),
    ] {
        assert_eq!(proxies.origin(ip(peer), &headers(lines)).client, ip(client), "{peer} {lines:?}");
    }
}

#[test]
fn a_named_machine_says_whether_the_visitor_came_in_the_open() {
    let ours = proxies(&["127.0.0.1"]);
    for (peer, words, is_plain) in [
        ("127.0.0.1", "http", true),
        ("127.0.0.1", "https", false),
        ("127.0.0.1", "https, http", true),
        ("127.0.0.1", "http, https", false),
        ("198.51.100.1", "http", false),
    ] {
        assert_eq!(ours.origin(ip(peer), &headers(&[("x-forwarded-proto", words)])).is_plain, is_plain, "{peer} {words}");
    }
    assert!(!ours.origin(ip("127.0.0.1"), &HeaderMap::new()).is_plain);
}

#[test]
fn what_is_no_range_is_refused_and_a_newer_list_is_believed() {
    let folder = tempfile::tempdir().expect("a folder");
    let shipped = CloudflareList::of(folder.path()).expect("the list that comes along");
    assert_eq!(shipped.ranges.len(), 22);
    assert!(Proxies::parse(&["nginx".to_owned()], &shipped).is_err());
    let answer = r#"{"success": true, "errors": [], "result": {"ipv4_cidrs": ["192.0.2.0/24"], "ipv6_cidrs": ["2001:db8::/32"], "etag": "x"}}"#;
    let (list, text) = CloudflareList::from_answer(answer.as_bytes(), "2027-01-01".to_owned()).expect("a list");
    assert_eq!(list.ranges.len(), 2);
    std::fs::write(folder.path().join(FILE), text).expect("a file");
    let newer = CloudflareList::of(folder.path()).expect("the newer list");
    assert_eq!((newer.date.as_str(), newer.ranges.len()), ("2027-01-01", 2));
    for answer in [
        r#"{"success": true, "result": {"ipv4_cidrs": [], "ipv6_cidrs": ["2001:db8::/32"]}}"#,
        r#"{"success": true, "result": {"ipv4_cidrs": ["0.0.0.0/0"], "ipv6_cidrs": ["2001:db8::/32"]}}"#,
        r#"{"success": true, "result": {"ipv4_cidrs": ["2001:db8::/32"], "ipv6_cidrs": ["2001:db8::/32"]}}"#,
        r#"{"success": false, "result": {"ipv4_cidrs": ["192.0.2.0/24"], "ipv6_cidrs": ["2001:db8::/32"]}}"#,
        "<html>",
    ] {
        assert!(CloudflareList::from_answer(answer.as_bytes(), String::new()).is_err(), "{answer}");
    }
    std::fs::write(folder.path().join(FILE), "{}").expect("a file");
    assert!(CloudflareList::of(folder.path()).is_err(), "a spoiled list is no reason to take another one");
}

/// Behind a proxy on this machine, as it passes a visitor's request on.
async fn behind(client: &Client, method: &str, path: &str, visitor: &str, peer: &str, form: Vec<(String, String)>) -> Answer {
    let body = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .append_pair("_csrf", &client.cookie("XSRF-TOKEN").unwrap_or_default())
        .finish();
    let request = client
        .request(method, path)
        .header("user-agent", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .header("x-forwarded-for", format!("198.51.100.7, {visitor}"))
        .extension(ConnectInfo(SocketAddr::new(ip(peer), 4_000)));
    client.send(request.body(if method == "GET" { Body::empty() } else { Body::from(body) }).expect("a request")).await
}

#[tokio::test]
async fn p_t3_visitors_behind_the_proxy_are_told_apart_and_do_not_slow_each_other() {
    let app = TestApp::with(|options| options.proxies = proxies(&["127.0.0.1"])).await;
    let client = app.anyone();
    for visitor in ["203.0.113.9", "203.0.113.10"] {
        behind(&client, "GET", "/connexion", visitor, "127.0.0.1", Vec::new()).await.is(200);
    }
    behind(&client, "GET", "/connexion", "203.0.113.11", "198.51.100.200", Vec::new()).await.is(200);
    app.app.write_visits().await.expect("visits are written");
    let seen: Vec<String> = app.app.platform().list("SELECT address FROM visit ORDER BY id", args![]).await.expect("records");
    assert_eq!(seen, ["203.0.113.9", "203.0.113.10", "198.51.100.200"]);
    let ask = async |visitor: &'static str, peer: &'static str, n: u32| {
        behind(&client, "POST", "/mot-de-passe", visitor, peer, form! { email: format!("ada{n}@acme.example") }).await.status.as_u16()
    };
    let most = limits::RESET_NETWORK.most;
    for n in 0..most {
        assert_ne!(ask("203.0.113.9", "127.0.0.1", n).await, 429);
    }
    assert_eq!(ask("203.0.113.9", "127.0.0.1", most).await, 429);
    assert_ne!(ask("203.0.113.10", "127.0.0.1", most + 1).await, 429);
    // The header of somebody who is no proxy gets nobody out of what they have used up.
    for n in 0..most {
        assert_ne!(ask("203.0.113.12", "198.51.100.200", 100 + n).await, 429);
    }
    assert_eq!(ask("203.0.113.13", "198.51.100.200", 200).await, 429);
}

#[tokio::test]
async fn who_came_in_the_open_is_sent_to_the_encrypted_site() {
    let app = TestApp::with(|options| {
        options.site = crate::app::Site::parse("https://hootis.example", false).expect("an address");
        options.proxies = proxies(&["127.0.0.1"]);
    })
    .await;
    let client = app.anyone_at("acme.hootis.example");
    let request = |method: &str, scheme: &str| client.request(method, "/admin/connexion?suite=/admin").header("x-forwarded-proto", scheme);
    let answer = client.send(request("GET", "http").body(Body::empty()).expect("a request")).await.is(308);
    assert_eq!(answer.location(), "https://acme.hootis.example/admin/connexion?suite=/admin");
    client.send(request("POST", "http").body(Body::empty()).expect("a request")).await.is(400);
    // A program that comes so has shown its key to everybody: it is told, not led on.
    let program = client.request("GET", "/api/v1/me").header("x-forwarded-proto", "http").body(Body::empty()).expect("a request");
    client.send(program).await.is(400);
    let answer = client.send(request("GET", "https").body(Body::empty()).expect("a request")).await;
    assert_ne!(answer.status.as_u16(), 308);
}
