//! The demo is lively, and what it invents is sound.

use hootis_space::{Conn, args};

use super::{dolibarr, existing, make};
use crate::platform::spaces;
use crate::testing::TestApp;

#[tokio::test]
async fn the_demo_is_made_once_and_holds_an_invented_company() {
    let app = TestApp::new().await;
    let space = make(&app.app).await.expect("the demo is made");
    assert_eq!(existing(&app.app).await.expect("an answer").map(|found| found.id), Some(space.id));
    let db = spaces::open(&app.app, space.id).await.expect("the space opens");
    for (table, rows) in [
        ("party", 60),
        ("contact", 110),
        ("member", 5),
        ("tag", 5),
        ("custom_field", 2),
        ("import_warning", 0),
        ("conversation", 8),
        ("message", 27),
        ("aside", 4),
    ] {
        assert_eq!(db.get::<i64>(&format!("SELECT COUNT(*) FROM {table}"), args![]).await.expect("a count"), rows, "{table}");
    }
    assert!(app.mails().await.is_empty(), "the demo writes to nobody");
}

#[test]
fn the_invented_dolibarr_is_always_the_same() {
    let now = crate::clock::Now(1_795_420_800_000);
    assert_eq!(dolibarr::dump(now), dolibarr::dump(now));
    assert!(!dolibarr::dump(now).contains("@hootis"));
}
