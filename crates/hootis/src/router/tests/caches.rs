//! Who may keep an answer: nobody, or everybody when it is the same for all.

use axum::body::Body;
use axum::http::{Method, header};
use hootis_policy::permissions::Role;

use super::{ask, filled};
use crate::router::table;
use crate::testing::{Answer, TestApp};
use crate::web::routes::{Route, Who};
use crate::web::shared::{PRIVATE, Shared};
use crate::web::visit::Surface;

fn value<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// A path that leads somewhere: documents and files are asked for by a name.
fn found(route: &Route) -> String {
    match route.path {
        "/telechargements/{file}" => "/telechargements/columns.csv".to_owned(),
        path if path.contains("{n}") => path.replace("{n}", "2"),
        _ => filled(route),
    }
}

/// Whoever asks, signed in or not: what is not the same for all is kept by nobody, and no cookie is in what is kept.
#[tokio::test]
async fn what_is_private_is_kept_by_nobody_and_what_is_shared_sets_no_cookie() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let (owner, account, operator) = (space.member(Role::Owner).await, space.account().await, app.operator("ada").await);
    let contact = space.contact("Ada Lunel", None, "own").await.client;
    let mut shared = 0;
    for route in table(true) {
        let strangers = if route.surface == Surface::Public { app.anyone() } else { space.anyone() };
        let members = match route.who {
            Who::Member(_) => &owner,
            Who::Contact(_) => &contact,
            Who::Operator => &operator,
            _ if route.surface == Surface::Public => &account,
            _ => &owner,
        };
        let Some(kind) = route.shared else {
            for client in [&strangers, members] {
                let answer = ask(client, &route).await;
                assert_eq!(value(&answer, "cache-control"), PRIVATE, "{} {}", route.method, route.path);
                assert!(!answer.headers.contains_key(header::ETAG), "{}", route.path);
            }
            continue;
        };
        let answer = strangers.get(&found(&route)).await.is(200);
        let life = value(&answer, "cache-control");
        assert!(life.starts_with("public, max-age=") && !life.contains("private"), "{}: {life}", route.path);
        assert_eq!(life.contains("s-maxage=300"), kind == Shared::Page, "{}: {life}", route.path);
        assert_eq!(value(&answer, "vary").contains("cookie"), kind == Shared::Page, "{}", route.path);
        assert!(!answer.headers.contains_key(header::SET_COOKIE), "{} sets a cookie", route.path);
        let tag = value(&answer, "etag").to_owned();
        for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
            let request = strangers.request("GET", &found(&route)).header(header::IF_NONE_MATCH, known);
            let again = strangers.send(request.body(Body::empty()).expect("a request")).await.is(304);
            assert!(again.body.is_empty() && value(&again, "etag") == tag && value(&again, "cache-control") == life, "{}", route.path);
        }
        // The page of somebody who is signed in is theirs, even where strangers' is shared.
        let theirs = members.get(&found(&route)).await.is(200);
        assert_eq!(value(&theirs, "cache-control") == PRIVATE, kind == Shared::Page, "{}", route.path);
        // Asked for what is not there, nothing is kept.
        if route.path.contains('{') {
            let nothing = ask(&strangers, &route).await;
            assert!(nothing.status.is_client_error() && value(&nothing, "cache-control") == PRIVATE, "{}", route.path);
        }
        shared += 1;
    }
    assert!(shared > 10, "{shared}");
}

#[tokio::test]
async fn what_a_browser_says_of_its_owner_makes_a_page_theirs() {
    let app = TestApp::new().await;
    let ask = async |method: Method, name: &'static str, value: &'static str| {
        let client = app.anyone();
        client.send(client.request(method.as_str(), "/tarifs").header(name, value).body(Body::empty()).expect("a request")).await.is(200)
    };
    for name in ["cookie", "hx-request"] {
        assert_eq!(value(&ask(Method::GET, name, "a=b").await, "cache-control"), PRIVATE, "{name}");
    }
    let head = ask(Method::HEAD, "accept", "text/html").await;
    assert!(value(&head, "cache-control").starts_with("public") && head.body.is_empty() && !head.headers.contains_key(header::ETAG));
    // A cookie that is removed is set too: nobody else must be given that answer.
    let stale = ask(Method::GET, "cookie", "_gid=1").await;
    assert!(stale.headers.contains_key(header::SET_COOKIE) && value(&stale, "cache-control") == PRIVATE);
}
