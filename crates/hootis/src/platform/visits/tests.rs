//! A visit leaves five facts, for sixty-one days, and nothing else anywhere.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use axum::body::Body;
use axum::extract::ConnectInfo;
use hootis_policy::data::{self, Database};
use hootis_policy::{limits, retention};
use hootis_space::{Conn, Value, args, shape};

use super::{Record, count_due, due_at, oldest, purge};
use crate::clock::Now;
use crate::testing::{Answer, Client, TestApp};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";
const HOME: &str = "203.0.113.7";

/// Looks at a page from an address, with a browser.
async fn look(client: &Client, path: &str, from: &str, headers: &[(&str, &str)]) -> Answer {
    let from: IpAddr = from.parse().expect("an address");
    let request = headers.iter().fold(client.request("GET", path), |request, (name, value)| request.header(*name, *value));
    client.send(request.extension(ConnectInfo(SocketAddr::new(from, 4_000))).body(Body::empty()).expect("a request")).await
}

async fn records(app: &TestApp) -> Vec<Record> {
    app.app.write_visits().await.expect("visits are written");
    let sql = "SELECT address, visited_at, browser, platform, referrer FROM visit ORDER BY visited_at, id";
    app.app.platform().list(sql, args![]).await.expect("records")
}

#[tokio::test]
async fn p_c7_a_visit_leaves_five_facts() {
    let app = TestApp::new().await;
    let headers = [("user-agent", FIREFOX), ("referer", "https://recherche.example/annuaire/logiciels?q=secret#secret")];
    look(&app.anyone(), "/connexion?suite=%2Fconsole", HOME, &headers).await.is(200);
    let expected = Record {
        address: HOME.to_owned(),
        visited_at: app.app.now().0,
        browser: "Firefox 145".to_owned(),
        platform: "Linux".to_owned(),
        referrer: Some("https://recherche.example/annuaire/logiciels".to_owned()),
    };
    assert_eq!(records(&app).await, [expected]);
}

#[tokio::test]
async fn p_c7_the_table_has_room_for_the_five_facts_and_no_other() {
    let app = TestApp::new().await;
    let expected = ["address", "browser", "id", "platform", "referrer", "visited_at"];
    let tables = shape(app.app.platform()).await.expect("the schema");
    let columns = tables.into_iter().find(|table| table.name == "visit").expect("the table").columns;
    let mut columns: Vec<String> = columns.into_iter().map(|(name, _)| name).collect();
    columns.sort();
    assert_eq!(columns, expected);
    let mut declared: Vec<_> = data::table(Database::Platform, "visit").expect("declared").columns.iter().map(|column| column.name).collect();
    declared.sort_unstable();
    assert_eq!(declared, expected);
}

/// Every value of every declared table of a database, as bytes.
async fn everything_in(conn: &impl Conn, database: Database) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    for table in data::tables(database) {
        for column in table.columns.iter().filter(|column| !column.is_cipher_only) {
            let rows = conn.query(&format!("SELECT {} FROM {}", column.name, table.name), args![]).await.expect("declared columns are there");
            for value in rows.into_iter().flat_map(hootis_space::Row::rest) {
                match value {
                    Value::Text(text) => found.push((format!("{}.{}", table.name, column.name), text.into_bytes())),
                    Value::Bytes(bytes) => found.push((format!("{}.{}", table.name, column.name), bytes)),
                    _ => {}
                }
            }
        }
    }
    found
}

fn files_in(folder: &std::path::Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_in(&path, found);
        } else {
            found.push((path.display().to_string(), std::fs::read(&path).expect("a file")));
        }
    }
}

#[tokio::test]
async fn p_c7_secrets_in_an_address_leave_no_trace_anywhere() {
    const CANARY: &str = "canari7d1f";
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let strange = format!("Mozilla/5.0 (X11; Linux {CANARY}) Firefox/145.0 {CANARY}/1");
    for (client, path) in [
        (app.anyone(), format!("/connexion?suite=/{CANARY}&jeton={CANARY}")),
        (app.anyone(), format!("/{CANARY}?x={CANARY}")),
        (app.anyone(), format!("/mot-de-passe/nouveau?lien={CANARY}")),
        (space.anyone(), format!("/admin/connexion?suite=/{CANARY}")),
        (space.anyone(), format!("/admin/clients/{CANARY}")),
    ] {
        client.put_cookie("default-values", CANARY);
        let referer = format!("https://user:{CANARY}@ailleurs.example/page?{CANARY}#{CANARY}");
        look(&client, &path, HOME, &[("user-agent", &strange), ("referer", &referer)]).await;
        // A page of ours led here: it is none of those that are named.
        let referer = format!("http://acme.hootis.localhost/admin/clients/{CANARY}");
        look(&client, &path, "203.0.113.8", &[("user-agent", FIREFOX), ("referer", &referer)]).await;
    }
    assert_eq!(records(&app).await.len(), 2, "the pages were looked at by two visitors");
    let mut everything = everything_in(app.app.platform(), Database::Platform).await;
    everything.extend(everything_in(&space.db, Database::Space).await);
    files_in(&app.data(), &mut everything);
    assert!(everything.iter().any(|(place, value)| place == "visit.referrer" && value == b"https://ailleurs.example/page"));
    for (place, value) in everything {
        assert!(!value.windows(CANARY.len()).any(|part| part == CANARY.as_bytes()), "{place} holds what stood in an address");
    }
}

#[tokio::test]
async fn p_c7_a_page_of_ours_is_no_referring_page() {
    let app = TestApp::new().await;
    for (n, (referer, kept)) in [
        ("http://hootis.localhost/inscription", None),
        ("https://acme.hootis.localhost/admin", None),
        ("https://nothootis.localhost/a", Some("https://nothootis.localhost/a")),
        ("https://reseau.example/@ada?x=1", Some("https://reseau.example")),
        ("https://reseau.example/u/ada%40acme.example", Some("https://reseau.example")),
        ("https://nom:secret@reseau.example:8443/a/b", Some("https://reseau.example:8443/a/b")),
        ("android-app://com.example", None),
        ("nonsense", None),
    ]
    .into_iter()
    .enumerate()
    {
        look(&app.anyone(), "/", &format!("203.0.113.{n}"), &[("user-agent", FIREFOX), ("referer", referer)]).await.is(200);
        let last = records(&app).await.into_iter().find(|record| record.address == format!("203.0.113.{n}")).expect("a record");
        assert_eq!(last.referrer.as_deref(), kept, "{referer}");
    }
}

#[tokio::test]
async fn a_visit_goes_on_until_half_an_hour_has_passed_without_a_page() {
    let app = TestApp::new().await;
    let client = app.anyone();
    let pause = retention::VISIT_PAUSE.as_duration();
    for _ in 0..4 {
        look(&client, "/", HOME, &[("user-agent", FIREFOX)]).await.is(200);
        app.advance(pause);
    }
    assert_eq!(records(&app).await.len(), 1);
    app.advance(Duration::from_secs(1));
    look(&client, "/", HOME, &[("user-agent", FIREFOX)]).await.is(200);
    assert_eq!(records(&app).await.len(), 2);
    // Another browser, and another address, are other visits; so is the same one on a space's host not.
    look(&client, "/", HOME, &[("user-agent", CHROME)]).await.is(200);
    look(&client, "/", "2001:db8::7", &[("user-agent", FIREFOX)]).await.is(200);
    let space = app.space("Acme").await;
    look(&space.anyone(), "/admin/connexion", HOME, &[("user-agent", FIREFOX)]).await.is(200);
    assert_eq!(records(&app).await.len(), 4);
}

#[tokio::test]
async fn only_pages_that_were_shown_begin_a_visit() {
    let app = TestApp::new().await;
    let client = app.anyone();
    let firefox = ("user-agent", FIREFOX);
    look(&client, "/nulle-part", HOME, &[firefox]).await.is(404);
    look(&client, "/console", HOME, &[firefox]).await.is(303);
    look(&client, "/healthz", HOME, &[firefox]).await.is(200);
    look(&client, "/inscription/domaine?slug=acme", HOME, &[firefox, ("hx-request", "true")]).await;
    look(&client, "/", HOME, &[firefox, ("sec-purpose", "prefetch;prerender")]).await.is(200);
    look(&client, crate::web::assets::asset("hootis.css"), HOME, &[firefox]).await.is(200);
    assert_eq!(records(&app).await, []);
    look(&client, "/", HOME, &[firefox]).await.is(200);
    assert_eq!(records(&app).await.len(), 1);
}

#[tokio::test]
async fn nobody_fills_the_disk_by_calling_itself_ever_differently() {
    let app = TestApp::new().await;
    let client = app.anyone();
    let most = usize::try_from(limits::VISITS_OF_ADDRESS).expect("a number");
    for n in 0..most + 5 {
        look(&client, "/", HOME, &[("user-agent", &format!("Firefox/{n}"))]).await.is(200);
    }
    assert_eq!(records(&app).await.len(), most);
    look(&client, "/", "203.0.113.9", &[("user-agent", FIREFOX)]).await.is(200);
    assert_eq!(records(&app).await.len(), most + 1);
}

#[tokio::test]
async fn one_network_of_version_six_fills_no_disk_with_its_many_addresses() {
    let app = TestApp::new().await;
    let most = usize::try_from(limits::VISITS_OF_ADDRESS).expect("a number");
    for n in 0..most + 5 {
        look(&app.anyone(), "/", &format!("2001:db8:1:2::{n:x}"), &[("user-agent", FIREFOX)]).await.is(200);
    }
    assert_eq!(records(&app).await.len(), most);
    look(&app.anyone(), "/", "2001:db8:1:3::1", &[("user-agent", FIREFOX)]).await.is(200);
    assert_eq!(records(&app).await.len(), most + 1);
}

#[tokio::test]
async fn records_that_cannot_be_written_wait() {
    let app = TestApp::new().await;
    let db = app.app.platform();
    look(&app.anyone(), "/", HOME, &[("user-agent", FIREFOX)]).await.is(200);
    db.execute("ALTER TABLE visit RENAME TO elsewhere", args![]).await.expect("a fault");
    app.app.write_visits().await.expect_err("the table is gone");
    look(&app.anyone(), "/", HOME, &[("user-agent", CHROME)]).await.is(200);
    db.execute("ALTER TABLE elsewhere RENAME TO visit", args![]).await.expect("mended");
    let browsers: Vec<_> = records(&app).await.into_iter().map(|record| record.browser).collect();
    assert_eq!(browsers, ["Firefox 145", "Chrome 142"]);
}

#[tokio::test]
async fn p_k2_records_go_by_whole_days_at_the_end_of_the_sixty_first() {
    let app = TestApp::new().await;
    let db = app.app.platform();
    let (start, day) = (app.app.now(), Duration::from_secs(86_400));
    for n in 0..3_u8 {
        look(&app.anyone(), "/", &format!("203.0.113.{n}"), &[("user-agent", FIREFOX)]).await.is(200);
        app.app.write_visits().await.expect("written");
        app.advance(Duration::from_secs(5 * 3_600));
    }
    look(&app.anyone(), "/", "203.0.113.99", &[("user-agent", FIREFOX)]).await.is(200);
    app.app.write_visits().await.expect("written");
    app.advance(day);
    look(&app.anyone(), "/", "203.0.113.100", &[("user-agent", FIREFOX)]).await.is(200);
    assert_eq!(records(&app).await.len(), 5);
    // 08:00, 13:00, 18:00 and 23:00 of one day go together when the 61st ends; the next day's stay.
    let due = due_at(start.0);
    assert_eq!(due.0 - start.0, i64::try_from(retention::BROWSING_RECORD.keep.as_duration().as_millis()).expect("fits") - 8 * 3_600_000);
    let before = Now(due.0 - 1);
    assert_eq!(count_due(db, before).await.expect("a count"), (0, None));
    assert_eq!(purge(db, before).await.expect("nothing"), 0);
    assert_eq!(count_due(db, due).await.expect("a count"), (4, Some(due.0)));
    assert_eq!(purge(db, due).await.expect("a day"), 4);
    assert_eq!(purge(db, due).await.expect("nothing"), 0);
    assert_eq!(records(&app).await.len(), 1);
    // None is ever older than the rule says, and none goes a day early.
    let left = oldest(db).await.expect("an answer").expect("a record");
    assert_eq!(purge(db, Now(due_at(left).0 - 1)).await.expect("nothing"), 0);
    assert_eq!(purge(db, due_at(left)).await.expect("a day"), 1);
}
