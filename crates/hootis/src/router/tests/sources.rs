//! Where requests come from and where they are sent: other sites, other hosts, and no word about it.

use axum::body::Body;
use axum::http::{Method, Request, header};
use hootis_policy::permissions::Role;

use super::filled;
use crate::router::table;
use crate::testing::{Client, TestApp};
use crate::web::proxies::{CloudflareList, Proxies};
use crate::web::routes::Who;
use crate::web::visit::Surface;

/// A sibling host can plant the cookie of the token, and send the same token: where a request comes from stops it.
#[tokio::test]
async fn no_action_is_done_for_a_page_of_a_sibling() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let mut tried = 0;
    for route in table(true).iter().filter(|route| !matches!(route.method, Method::GET | Method::HEAD | Method::OPTIONS) && !route.from_anywhere) {
        let client = if route.surface == Surface::Public { app.anyone() } else { space.anyone() };
        client.put_cookie(route.surface.csrf_cookie().name, "planted");
        for (header, value) in [("sec-fetch-site", "same-site"), ("origin", "http://rival.hootis.localhost")] {
            let request = client
                .request(route.method.as_str(), &filled(route))
                .header(header, value)
                .header("content-type", "application/x-www-form-urlencoded");
            let answer = client.send(request.body("_csrf=planted".into()).expect("a request")).await;
            assert_eq!(answer.status.as_u16(), 403, "{} for a page with {header}: {value}", route.path);
            tried += 1;
        }
    }
    assert!(tried > 100, "{tried}");
}

/// Another site asks with whatever the browser makes it say; each is refused for its own reason.
#[tokio::test]
async fn what_another_site_asks_for_is_not_done_and_says_why() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let owner = space.owner().await;
    owner.get("/admin/reglages").await.is(200);
    let token = owner.cookie("_csrf-backend").expect("a token");
    let ask = async |headers: &[(&str, &str)]| {
        let mut request = owner.request("POST", "/admin/reglages/apparence").header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        owner.send(request.body(format!("_csrf={token}&theme=dark").into()).expect("a request")).await
    };
    let ours = format!("http://{}", space.host());
    for refused in [
        [("sec-fetch-site", "cross-site")].as_slice(),
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "Same-Origin")],
        &[("sec-fetch-site", "")],
        // What the browser says of the site outweighs what else there is.
        &[("sec-fetch-site", "cross-site"), ("origin", &ours)],
        &[("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
        &[("origin", "null")],
        &[("origin", "https://evil.example")],
        &[("origin", &format!("{ours}.evil.example"))],
        &[("origin", &format!("{ours}:8080"))],
        &[("origin", "http://hootis.localhost")],
        &[("origin", &ours), ("origin", "https://evil.example")],
        &[("referer", &format!("{ours}.evil.example/"))],
        &[("referer", "http://rival.hootis.localhost/admin")],
    ] {
        ask(refused).await.is(403).says("Cette demande vient d'un autre site");
    }
    for let_in in [
        [("sec-fetch-site", "same-origin")].as_slice(),
        &[("sec-fetch-site", "none")],
        &[("origin", &ours)],
        &[("referer", &format!("{ours}/admin/reglages"))],
        // An old browser says nothing: the token does.
        &[],
    ] {
        ask(let_in).await.is(303);
    }
}

/// Where nothing is said, only the token speaks: without it nothing is done, whoever is signed in.
#[tokio::test]
async fn without_a_word_and_without_a_token_nothing_is_done() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, account, operator) = (space.member(Role::Owner).await, space.account().await, app.operator("ada").await);
    let (visitor, stranger) = (app.anyone(), space.anyone());
    let contact = space.contact("Ada Lunel", None, "own").await.client;
    let mut tried = 0;
    for route in table(true).iter().filter(|route| !matches!(route.method, Method::GET | Method::HEAD | Method::OPTIONS) && !route.from_anywhere) {
        let client = match route.who {
            Who::Member(_) => &owner,
            Who::Contact(_) => &contact,
            Who::Operator => &operator,
            Who::Account => &account,
            _ if route.surface == Surface::Public => &visitor,
            _ => &stranger,
        };
        client.put_cookie(route.surface.csrf_cookie().name, "planted");
        let request = client.request(route.method.as_str(), &filled(route)).header("content-type", "application/x-www-form-urlencoded");
        let answer = client.send(request.body("_csrf=other".into()).expect("a request")).await;
        // A multipart form is told first that it is none, and before that, that what it is about is nowhere.
        let is_upload = route.length == crate::web::server::Length::Upload;
        let is_refused = answer.status == 403 || (is_upload && (answer.status == 400 || answer.status == 404));
        assert!(is_refused, "{} {} did something: {}", route.method, route.path, answer.status);
        tried += 1;
    }
    assert!(tried > 100, "{tried}");
}

#[tokio::test]
async fn a_host_that_is_none_of_ours_gets_nothing() {
    let app = TestApp::new().await;
    for host in ["evil.example", "hootis.localhost.evil.example", "a.b.hootis.localhost"] {
        app.anyone_at(host).get("/").await.is(421);
    }
    for path in ["/", "/admin", "/admin/connexion", "/nowhere"] {
        app.anyone_at("nobody.hootis.localhost")
            .get(path)
            .await
            .is(404)
            .says("Aucun espace à cette adresse")
            .says("href=\"http://hootis.localhost\"");
    }
    app.anyone().get("/nowhere").await.is(404).says("Cette page n'existe pas");
    app.anyone().get("/en/nowhere").await.is(404).says("href=\"/en\"");
}

/// Hosts that are written so that two readers disagree: the site answers to its own name and to no other.
#[tokio::test]
async fn a_host_is_ours_in_one_spelling() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    let ask = async |uri: &str, hosts: &[&str]| {
        let mut request = Request::builder().uri(uri);
        for host in hosts {
            request = request.header(header::HOST, *host);
        }
        app.anyone().send(request.body(Body::empty()).expect("a request")).await.status.as_u16()
    };
    assert_eq!(ask("/", &["HOOTIS.LocalHost"]).await, 200);
    assert_eq!(ask("http://hootis.localhost/tarifs", &["hootis.localhost"]).await, 200);
    assert_eq!(ask("/admin/connexion", &["ACME.hootis.localhost"]).await, 200);
    for host in [
        "hootis.localhost.",
        "hootis.localhost:80",
        "hootis.localhost:8080",
        "ada@hootis.localhost",
        "[::1]/.hootis.localhost",
        "acme.hootis.localhost.",
    ] {
        assert_eq!(ask("/", &[host]).await, 421, "{host}");
    }
    for (uri, hosts) in [
        ("/", [].as_slice()),
        ("/", &["hootis.localhost", "hootis.localhost"]),
        ("/", &["hootis.localhost", "evil.example"]),
        ("http://evil.example/", &["hootis.localhost"]),
        ("http://acme.hootis.localhost/admin", &["hootis.localhost"]),
        ("http://ada@hootis.localhost/", &["hootis.localhost"]),
    ] {
        assert_eq!(ask(uri, hosts).await, 400, "{uri} {hosts:?}");
    }
    assert_eq!(ask(&format!("/{}", "a".repeat(hootis_policy::limits::URL_BYTES)), &["hootis.localhost"]).await, 414);
    assert_eq!(ask(&format!("/?q={}", "a".repeat(hootis_policy::limits::URL_BYTES - 4)), &["hootis.localhost"]).await, 200);
}

/// A mail leads to the configured site, whatever the request said that caused it.
#[tokio::test]
async fn no_mail_leads_to_a_host_that_a_request_named() {
    // Even a machine in front that is believed says nothing of the host.
    let believed = Proxies::parse(&["127.0.0.1".to_owned()], &CloudflareList { date: String::new(), ranges: Vec::new() }).expect("a range");
    let app = TestApp::with(|options| options.proxies = believed).await;
    let space = app.space("Acme").await;
    let named = [
        ("x-forwarded-host", "evil.example"),
        ("x-forwarded-server", "evil.example"),
        ("x-original-host", "evil.example"),
        ("x-host", "evil.example"),
        ("forwarded", "host=evil.example;proto=https"),
        ("x-forwarded-prefix", "//evil.example"),
        ("x-original-url", "//evil.example/"),
        ("x-rewrite-url", "//evil.example/"),
    ];
    let send = async |client: &Client, host: &str, path: &str, fields: &[(&str, &str)]| {
        client.get(path).await.is(200);
        let cookie = if host == "hootis.localhost" { "XSRF-TOKEN" } else { "_csrf-backend" };
        let mut body = url::form_urlencoded::Serializer::new(String::new());
        body.append_pair("_csrf", &client.cookie(cookie).expect("a token")).extend_pairs(fields);
        let mut request =
            client.request("POST", path).header("content-type", "application/x-www-form-urlencoded").header("sec-fetch-site", "same-origin");
        for (name, value) in named {
            request = request.header(name, value);
        }
        let answer = client.send(request.body(body.finish().into()).expect("a request")).await;
        assert!(answer.status.is_success() || answer.status.is_redirection(), "{path}: {}", answer.status);
        assert!(!answer.text().contains("evil.example") && !format!("{:?}", answer.headers).contains("evil.example"), "{path}");
    };
    send(&app.anyone(), "hootis.localhost", "/mot-de-passe", &[("email", "owner@acme.example")]).await;
    send(&space.anyone(), &space.host(), "/admin/mot-de-passe", &[("email", "owner@acme.example")]).await;
    let typed = [
        ("name", "Ada"),
        ("email", "ada@neuf.example"),
        ("company", "Neuf"),
        ("slug", "neuf"),
        ("password", crate::testing::PASSWORD),
        ("terms", "yes"),
    ];
    send(&app.anyone(), "hootis.localhost", "/inscription", &typed).await;
    let mails = app.mails().await;
    let led =
        mails.iter().filter(|mail| mail.text.contains("http://hootis.localhost/") || mail.text.contains("http://acme.hootis.localhost/")).count();
    assert!(led >= 2, "{led} of {} mails hold a link", mails.len());
    for mail in &mails {
        assert!(!mail.text.contains("evil.example") && !mail.html.contains("evil.example"), "{}", mail.subject);
    }
}

/// Of a name that stands twice, one reader takes the first value and another the last: neither is taken here.
#[tokio::test]
async fn a_field_that_is_sent_twice_is_refused() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    let client = app.anyone();
    client.get("/connexion").await.is(200);
    let email = |address: &str| ("email".to_owned(), address.to_owned());
    let password = ("password".to_owned(), crate::testing::PASSWORD.to_owned());
    client.post("/connexion", [email("owner@acme.example"), email("ada@acme.example"), password.clone()]).await.is(400);
    client.get("/connexion?suite=/console&suite=//evil.example").await.is(400);
    // What the address bar says is no part of a form.
    client.post("/connexion?email=ada@acme.example", [email("owner@acme.example"), password]).await.is(303);
}
