//! The headers of every kind of answer.

use axum::body::Body;
use axum::http::{HeaderMap, Request, header};

use super::{ask, table};
use crate::app::Site;
use crate::testing::{Answer, TestApp, form};
use crate::web::visit::Surface;

fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// What must be on it whatever it is.
#[track_caller]
fn is_protected(answer: &Answer) {
    let headers = &answer.headers;
    for (name, wanted) in [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(value(headers, name), wanted, "{}: {name}", answer.asked);
        assert_eq!(headers.get_all(name).iter().count(), 1, "{}: {name}", answer.asked);
    }
    let policy = value(headers, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{}: {policy}", answer.asked);
    assert!(["unsafe", "nonce", "*", "http:", "strict-dynamic"].iter().all(|word| !policy.contains(word)), "{}: {policy}", answer.asked);
    let permissions = value(headers, "permissions-policy");
    assert!(["geolocation", "camera", "microphone", "payment", "usb"].iter().all(|one| permissions.contains(&format!("{one}=()"))), "{permissions}");
    assert!(["no-referrer", "strict-origin-when-cross-origin"].contains(&value(headers, "referrer-policy")), "{}", answer.asked);
    assert!(!value(headers, "cache-control").is_empty(), "{}", answer.asked);
    for telling in ["server", "x-powered-by"] {
        assert!(!headers.contains_key(telling), "{}: {telling}", answer.asked);
    }
}

/// What a page may do.
#[track_caller]
fn is_page(answer: &Answer) {
    is_protected(answer);
    let policy = value(&answer.headers, "content-security-policy");
    for part in ["script-src 'self'", "style-src 'self'", "form-action 'self'", "base-uri 'none'", "object-src 'none'"] {
        assert!(policy.contains(part), "{}: {policy}", answer.asked);
    }
}

#[tokio::test]
async fn every_route_answers_with_the_headers_that_protect() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for route in table(true) {
        let client = if route.surface == Surface::Public { app.anyone() } else { space.anyone() };
        is_protected(&ask(&client, &route).await);
    }
}

#[tokio::test]
async fn every_kind_of_answer_carries_what_it_needs() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (anyone, owner) = (app.anyone(), space.owner().await);
    is_page(&anyone.get("/").await.is(200));
    is_page(&owner.get("/admin/clients").await.is(200));
    is_page(&anyone.get("/nowhere").await.is(404));
    is_page(&app.anyone_at("nobody.hootis.localhost").get("/").await.is(404));
    is_page(&anyone.get("/console").await.is(303));
    is_page(&anyone.post("/connexion", form! { email: "ada@acme.example", password: "wrong" }).await.is(422));
    is_page(&owner.get_part("/admin/recherche?q=a").await.is(200));
    // What was not asked for by our pages.
    let request = anyone.request("POST", "/connexion").header("sec-fetch-site", "cross-site").body(Body::empty()).expect("a request");
    is_page(&anyone.send(request).await.is(403));
    // A form that is too big.
    is_page(&owner.post("/admin/clients", form! { name: "a".repeat(hootis_policy::limits::FORM_BYTES) }).await.is(413));
    for (path, status) in [
        ("/telechargements/columns.csv", 200),
        ("/confidentialite/preuves.json", 200),
        ("/.well-known/security.txt", 200),
        (crate::signing::KEY_PATH, 200),
        ("/healthz", 200),
        ("/readyz", 200),
        ("/assets/unknown", 404),
    ] {
        is_data(&anyone.get(path).await.is(status));
    }
    is_data(&owner.get("/admin/registre.csv").await.is(200));
    is_data(&space.anyone().get("/api/v1/me").await.is(401));
    let request = Request::builder().uri("/").header(header::HOST, "evil.example").body(Body::empty()).expect("a request");
    is_data(&anyone.send(request).await.is(421));
    // What mail programs post to, from anywhere.
    is_protected(&anyone.send(anyone.request("POST", "/courrier/x/desabonnement").body(Body::empty()).expect("a request")).await);
    let script = crate::web::assets::asset("hootis.js");
    for piece in [script, crate::web::assets::asset("hootis.css"), crate::web::assets::asset("icons.svg")] {
        let answer = anyone.get(piece).await.is(200);
        is_protected(&answer);
        assert_eq!(value(&answer.headers, "content-security-policy"), "default-src 'none'; frame-ancestors 'none'");
        assert_eq!(value(&answer.headers, "cache-control"), "public, max-age=31536000, immutable");
    }
}

/// A file must not become a page of ours, whatever somebody wrote into it.
#[track_caller]
fn is_data(answer: &Answer) {
    is_protected(answer);
    assert_eq!(value(&answer.headers, "content-security-policy"), "default-src 'none'; sandbox; frame-ancestors 'none'", "{}", answer.asked);
    assert_eq!(value(&answer.headers, "referrer-policy"), "no-referrer", "{}", answer.asked);
}

#[tokio::test]
async fn browsers_are_told_to_come_encrypted_over_https_alone() {
    let of = async |site: &'static str, dev: bool, headers: &[(&'static str, &'static str)]| {
        let ranges = crate::web::proxies::CloudflareList { date: String::new(), ranges: Vec::new() };
        let proxies = crate::web::proxies::Proxies::parse(&["127.0.0.1".to_owned()], &ranges).expect("a range");
        let app = TestApp::with(|options| (options.site, options.proxies) = (Site::parse(site, dev).expect("a site"), proxies)).await;
        let client = app.anyone();
        let mut told = Vec::new();
        for path in ["/", "/nowhere", "/assets/unknown", "/healthz"] {
            let mut request = client.request("GET", path);
            for (name, value) in headers {
                request = request.header(*name, *value);
            }
            told.push(value(&client.send(request.body(Body::empty()).expect("a request")).await.headers, "strict-transport-security").to_owned());
        }
        told
    };
    let encrypted = of("https://hootis.localhost", false, &[]).await;
    assert!(encrypted.iter().all(|told| told == "max-age=63072000; includeSubDomains"), "{encrypted:?}");
    for (site, dev) in [("http://hootis.localhost", true), ("https://hootis.localhost", true)] {
        assert!(of(site, dev, &[]).await.iter().all(String::is_empty), "{site}");
    }
    let plain = of("https://hootis.localhost", false, &[("x-forwarded-proto", "http")]).await;
    assert_eq!(plain[..2], ["", ""], "in the open nothing is said of it, for anybody could");
}

#[tokio::test]
async fn who_signs_out_leaves_nothing_in_the_browser() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    for (client, path) in
        [(space.account().await, "/deconnexion"), (space.owner().await, "/admin/deconnexion"), (app.operator("ada").await, "/operateur/deconnexion")]
    {
        let answer = client.post(path, form! {}).await.is(303);
        assert_eq!(value(&answer.headers, "clear-site-data"), "\"cache\", \"storage\"");
    }
}

#[tokio::test]
async fn what_nobody_asks_a_site_for_is_not_answered() {
    let app = TestApp::new().await;
    let client = app.anyone();
    for method in ["TRACE", "CONNECT", "PUT", "DELETE", "PATCH", "PROPFIND"] {
        let answer = client.send(client.request(method, "/tarifs").header("sec-fetch-site", "none").body(Body::empty()).expect("a request")).await;
        assert_eq!(answer.status.as_u16(), 404, "{method}");
        assert!(!answer.headers.contains_key("allow") && !answer.headers.contains_key("access-control-allow-origin"), "{method}");
        is_protected(&answer);
    }
    // No other site may read an answer, whatever it asks with.
    let request = client.request("OPTIONS", "/tarifs").header("origin", "https://evil.example").header("access-control-request-method", "POST");
    let answer = client.send(request.body(Body::empty()).expect("a request")).await;
    assert!(answer.headers.keys().all(|name| !name.as_str().starts_with("access-control-")), "{:?}", answer.headers);
    for path in ["/.git/config", "/.env", "/assets/", "/server-status", "/debug", "/dev/../.git/config", "/Cargo.toml"] {
        client.get(path).await.is(404);
    }
}

#[tokio::test]
async fn every_answer_says_what_it_is() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, account, operator) = (space.owner().await, space.account().await, app.operator("ada").await);
    for route in table(true) {
        let client = match route.who {
            crate::web::routes::Who::Operator => &operator,
            _ if route.surface == Surface::Public => &account,
            _ => &owner,
        };
        let answer = ask(client, &route).await;
        let kind = value(&answer.headers, "content-type");
        assert!(answer.body.is_empty() || kind.contains('/'), "{}: {kind}", answer.asked);
        assert!(!kind.starts_with("text/") || kind.ends_with("; charset=utf-8"), "{}: {kind}", answer.asked);
    }
}

#[tokio::test]
async fn probes_say_whether_it_is_ready_and_no_more() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    assert_eq!(app.anyone().get("/readyz").await.is(200).text(), "{\"ready\":true}");
    assert_eq!(app.anyone_at("10.0.0.1").get("/healthz").await.is(200).text(), "ok\n");
}
