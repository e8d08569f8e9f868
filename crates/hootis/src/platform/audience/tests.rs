//! Counters without anybody in them.

use std::net::SocketAddr;
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use hootis_policy::{limits, retention};
use hootis_space::{Conn as _, args};

use super::{count_due, purge};
use crate::testing::TestApp;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/// Somebody looks at a page.
async fn look(app: &TestApp, host: &str, path: &str, person: u8, agent: &str, referer: &str) {
    let client = app.anyone_at(host);
    let request = client.request("GET", path).header("user-agent", agent).header("referer", referer);
    client
        .send(request.extension(ConnectInfo(SocketAddr::from(([203, 0, 113, person], 4_000)))).body(Body::empty()).expect("a request"))
        .await
        .is(200);
}

/// A counter, over all days.
async fn hits(app: &TestApp, facet: &str, label: &str) -> i64 {
    app.app.write_visits().await.expect("written");
    let sql = "SELECT CAST(COALESCE(SUM(hits), 0) AS BIGINT) FROM audience WHERE facet = $1 AND label = $2";
    app.app.platform().get(sql, args![facet, label]).await.expect("a counter")
}

const PUBLIC: &str = "hootis.localhost";

#[tokio::test]
async fn pages_are_counted_by_the_template_of_their_route_and_visits_by_where_from() {
    let app = TestApp::new().await;
    for path in ["/", "/en", "/mot-de-passe/nouveau?lien=secret", "/connexion"] {
        look(&app, PUBLIC, path, 1, FIREFOX, "https://annuaire.example/page/secret?q=secret").await;
    }
    look(&app, PUBLIC, "/", 2, CHROME, "").await;
    assert_eq!(hits(&app, "page", "/").await, 3);
    assert_eq!(hits(&app, "page", "/mot-de-passe/nouveau").await, 1);
    assert_eq!(hits(&app, "visit", "").await, 2);
    assert_eq!(hits(&app, "source", "https://annuaire.example").await, 1);
    assert_eq!(hits(&app, "source", "").await, 1);
    assert_eq!(hits(&app, "browser", "Firefox").await, 1);
    let labels: Vec<String> = app.app.platform().list("SELECT DISTINCT label FROM audience", args![]).await.expect("labels");
    assert!(labels.iter().all(|label| !label.contains("secret") && !label.contains("203")), "{labels:?}");
}

#[tokio::test]
async fn spaces_operators_and_robots_are_not_in_it() {
    let app = TestApp::new().await;
    app.space("Acme").await;
    look(&app, "acme.hootis.localhost", "/admin/connexion", 1, FIREFOX, "").await;
    look(&app, PUBLIC, "/operateur/connexion", 2, FIREFOX, "").await;
    look(&app, PUBLIC, "/", 3, "Mozilla/5.0 (compatible; Examplebot/1.0)", "").await;
    look(&app, PUBLIC, "/", 3, "Mozilla/5.0 (compatible; Examplebot/1.0)", "").await;
    app.app.write_visits().await.expect("written");
    assert_eq!(app.app.platform().get::<i64>("SELECT COUNT(*) FROM audience", args![]).await.expect("a count"), 0);
    // They are visits nevertheless: the records are there for security.
    assert_eq!(app.app.platform().get::<i64>("SELECT COUNT(*) FROM visit", args![]).await.expect("a count"), 3);
}

#[tokio::test]
async fn a_visitor_counts_once_a_day_and_the_day_s_key_dies_at_midnight() {
    let app = TestApp::new().await;
    for _ in 0..3 {
        look(&app, PUBLIC, "/", 1, FIREFOX, "").await;
        app.advance(Duration::from_secs(3_600));
    }
    look(&app, PUBLIC, "/", 1, CHROME, "").await;
    assert_eq!((hits(&app, "visit", "").await, hits(&app, "visitor", "").await), (4, 2));
    assert_eq!(app.app.audience().marks(), 2);
    app.advance(Duration::from_secs(86_400));
    // Nobody comes any more: writing alone lets the day go.
    app.app.write_visits().await.expect("written");
    assert_eq!(app.app.audience().marks(), 0);
    look(&app, PUBLIC, "/", 1, FIREFOX, "").await;
    assert_eq!(hits(&app, "visitor", "").await, 3);
}

#[tokio::test]
async fn strangers_cannot_name_ever_more_sites() {
    let app = TestApp::new().await;
    for n in 0..limits::AUDIENCE_NAMES + 20 {
        let visitor = super::Visitor { client: std::net::Ipv4Addr::LOCALHOST.into(), agent: FIREFOX };
        app.app.audience().page(app.app.now(), "/", &visitor, Some(("Firefox", Some(format!("https://site{n}.example")))));
        if n % 100 == 0 {
            app.app.write_visits().await.expect("written");
        }
    }
    app.app.write_visits().await.expect("written");
    let names: i64 = app.app.platform().get("SELECT COUNT(*) FROM audience WHERE facet = 'source' AND label <> ''", args![]).await.expect("a count");
    assert_eq!(usize::try_from(names).expect("a count"), limits::AUDIENCE_NAMES);
    assert_eq!(hits(&app, "source", "").await, 20);
}

#[tokio::test]
async fn p_u1_a_group_that_is_too_small_is_not_shown_by_itself() {
    let app = TestApp::new().await;
    for person in 0..7 {
        let referer = if person < 4 { "https://petit.example/" } else { "https://autre.example/" };
        look(&app, PUBLIC, "/connexion", person, FIREFOX, referer).await;
    }
    look(&app, PUBLIC, "/inscription", 0, FIREFOX, "").await;
    let operator = app.operator("ada").await;
    let page = operator.get("/operateur/audience").await.is(200).says("/connexion").says("Firefox").says("Autres, réunis");
    let page = page.says_not("petit.example").says_not("autre.example").says_not("/inscription").says("moins de 5");
    page.says("Visites en 30 jours : 7");
    for person in 10..12 {
        look(&app, PUBLIC, "/connexion", person, FIREFOX, "https://petit.example/").await;
    }
    operator.get("/operateur/audience?jours=7").await.is(200).says("https://petit.example").says_not("autre.example");
    operator.get("/operateur/audience?jours=5000").await.is(200).says("Visites en 30 jours");
}

#[tokio::test]
async fn an_empty_audience_says_so() {
    let app = TestApp::new().await;
    app.operator("ada").await.get("/operateur/audience?jours=90").await.is(200).says("Rien n'a été compté");
}

#[tokio::test]
async fn counters_are_kept_for_as_long_as_their_rule_says() {
    let app = TestApp::new().await;
    look(&app, PUBLIC, "/", 1, FIREFOX, "").await;
    app.app.write_visits().await.expect("written");
    let db = app.app.platform();
    app.advance(retention::AUDIENCE.keep.as_duration() - Duration::from_secs(8 * 3_600));
    assert_eq!(count_due(db, app.app.now()).await.expect("a count").0, 0);
    assert_eq!(purge(db, app.app.now()).await.expect("nothing"), 0);
    app.advance(Duration::from_secs(1));
    let (due, since) = count_due(db, app.app.now()).await.expect("a count");
    assert!(due > 0 && since == Some(app.app.now().0 - 1_000), "{due} {since:?}");
    assert_eq!(i64::try_from(purge(db, app.app.now()).await.expect("all")).expect("a count"), due);
}
