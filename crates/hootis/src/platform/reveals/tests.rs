//! Records are linked to people on a legal ground only, and never without a trace.

use std::net::{IpAddr, SocketAddr};

use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::header;
use hootis_policy::journal::Act;
use hootis_policy::reveals::RevealGround;
use hootis_space::{Conn as _, args};

use super::{Count, Request, counts, reveal};
use crate::platform::journal;
use crate::testing::{PASSWORD, TestApp};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
const HOME: [u8; 4] = [203, 0, 113, 7];

fn request(app: &TestApp, address: [u8; 4]) -> Request {
    let now = app.app.now().0;
    Request {
        address: IpAddr::from(address),
        from: now - 3_600_000,
        to: now + 3_600_000,
        ground: RevealGround::Requisition,
        reference: "PV 2026/118".to_owned(),
    }
}

/// The owner of a space looks at the sign-in page from an address, and signs in there.
async fn sign_in_from(app: &TestApp, email: &str, address: [u8; 4]) {
    let client = app.anyone();
    let from = ConnectInfo(SocketAddr::from((address, 4_000)));
    let page = client.request("GET", "/connexion").header(header::USER_AGENT, FIREFOX).extension(from);
    client.send(page.body(Body::empty()).expect("a request")).await.is(200);
    let token = client.cookie("XSRF-TOKEN").expect("a token");
    let form = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("_csrf", &token)
        .append_pair("email", email)
        .append_pair("password", PASSWORD)
        .finish();
    let request = client.request("POST", "/connexion").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let request = request.header("sec-fetch-site", "same-origin").extension(from);
    client.send(request.body(Body::from(form)).expect("a request")).await.is(303);
    app.app.write_visits().await.expect("written");
}

#[tokio::test]
async fn p_u3_a_reveal_lays_records_and_sign_ins_of_one_network_side_by_side() {
    let app = TestApp::new().await;
    let (space, rival) = (app.space("Acme").await, app.space("Rival").await);
    sign_in_from(&app, &space.owner_email(), HOME).await;
    sign_in_from(&app, &rival.owner_email(), [198, 51, 100, 9]).await;
    let shown = reveal(&app.app, &request(&app, HOME)).await.expect("shown");
    assert_eq!(shown["records"].as_array().expect("records").len(), 1);
    assert_eq!(shown["records"][0]["browser"], "Firefox 145");
    let events = shown["events"].as_array().expect("events");
    assert!(events.iter().any(|event| event["act"] == "signed_in" && event["account"]["email"] == space.owner_email().as_str()), "{shown}");
    assert!(!shown.to_string().contains(&rival.owner_email()), "{shown}");
    // Another address, another time: nothing.
    let other = reveal(&app.app, &request(&app, [203, 0, 113, 8])).await.expect("shown");
    assert_eq!((other["records"].clone(), other["events"].clone()), (serde_json::json!([]), serde_json::json!([])));
    let mut later = request(&app, HOME);
    (later.from, later.to) = (later.to, later.to + 1);
    assert_eq!(reveal(&app.app, &later).await.expect("shown")["records"], serde_json::json!([]));
}

#[tokio::test]
async fn p_u3_a_reveal_is_noted_and_counted_and_what_cannot_be_noted_is_not_shown() {
    let app = TestApp::new().await;
    let db = app.app.platform();
    assert_eq!(counts(db).await.expect("counts"), []);
    app.anyone().get("/confidentialite").await.is(200).says("Aucune visite n'a été reliée à quelqu'un");
    reveal(&app.app, &request(&app, HOME)).await.expect("shown");
    let mut abuse = request(&app, HOME);
    abuse.ground = RevealGround::Abuse;
    reveal(&app.app, &abuse).await.expect("shown");
    reveal(&app.app, &abuse).await.expect("shown");
    let count = |ground, reveals| Count { year: 2026, ground, reveals };
    let found = counts(db).await.expect("counts");
    assert!(found.len() == 2 && found.contains(&count(RevealGround::Requisition, 1)) && found.contains(&count(RevealGround::Abuse, 2)), "{found:?}");
    let lines = journal::list_last(app.app.journal(), 10).await.expect("lines");
    let noted: Vec<_> = lines.iter().filter(|line| line.kind == Act::RecordsRevealed.as_str()).map(|line| line.detail.as_deref()).collect();
    assert_eq!(noted, [Some("abuse"), Some("abuse"), Some("requisition")]);
    app.anyone().get("/confidentialite").await.is(200).says("Visites reliées à une personne").says(RevealGround::Abuse.title().fr).says(">2</td>");
    // Neither the journal nor the count says whose records they were.
    let kept: Vec<(String, String)> = db.list("SELECT ground, reference FROM reveal", args![]).await.expect("rows");
    assert!(kept.iter().all(|(_, reference)| reference == "PV 2026/118"));
    // Nobody can append when the head cannot be asked for.
    db.execute("ALTER TABLE journal_head RENAME TO elsewhere", args![]).await.expect("a fault");
    assert!(reveal(&app.app, &abuse).await.is_err(), "a reveal that is not in the journal was shown");
    let abuses: i64 = db.get("SELECT COUNT(*) FROM reveal WHERE ground = 'abuse'", args![]).await.expect("a count");
    assert_eq!(abuses, 2, "what was not shown was counted");
}

#[tokio::test]
async fn p_u3_browsing_records_hold_nothing_that_names_anybody() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    sign_in_from(&app, &space.owner_email(), HOME).await;
    let account = space.row.account_id.to_string();
    let rows = app.app.platform().query("SELECT address, browser, platform, referrer FROM visit", args![]).await.expect("records");
    for value in rows.into_iter().flat_map(hootis_space::Row::rest) {
        if let hootis_space::Value::Text(text) = value {
            assert!(!text.contains("acme") && !text.contains(&account) && !text.contains('@'), "{text}");
        }
    }
}
