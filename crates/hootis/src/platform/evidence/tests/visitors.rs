//! What visitors typed, agreed to and were given: spoiled, and seen.

use hootis_policy::processors::Partner;
use hootis_space::{Conn as _, args};

use super::{is_broken, is_kept};
use crate::mail::Letter;
use crate::platform::evidence::looks::{Eyes, contact};
use crate::testing::TestApp;
use crate::web::i18n::Lang;

async fn cookie(app: &TestApp, outcome: &str, name: &str) {
    let sql = "INSERT INTO cookie_count (hour, outcome, name, hits, created_at) VALUES ($1, $2, $3, 7, $1)";
    app.app.platform().execute(sql, args![app.app.now(), outcome, name]).await.expect("a count");
}

#[tokio::test]
async fn p_d2_a_cookie_that_is_not_on_the_list_is_seen() {
    let app = TestApp::new().await;
    cookie(&app, "set", hootis_policy::cookies::XSRF_TOKEN.name).await;
    is_kept(&app, "D2").await;
    cookie(&app, "set", "tracker").await;
    is_broken(&app, "D2", "tracker").await;
    // What is older than a day is another day's finding.
    app.advance(std::time::Duration::from_secs(25 * 3_600));
    is_kept(&app, "D2").await;
}

#[tokio::test]
async fn p_t1_a_page_that_was_measured_without_consent_is_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "T1").await;
    cookie(&app, "measured", "agreed").await;
    is_kept(&app, "T1").await;
    cookie(&app, "measured", "unasked").await;
    is_broken(&app, "T1", "7 pages mesurées sans accord").await;
}

fn eyes(app: &TestApp) -> Eyes {
    Eyes { app: app.app.clone(), now: app.app.now(), everywhere: true }
}

#[tokio::test]
async fn p_c2_a_message_that_is_found_again_and_a_table_for_it_are_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "C2").await;
    // Somebody keeps it: as a row, as a file, in a table made for it.
    let letter = Letter { to: "a@b.example".to_owned(), subject: "x".to_owned(), text: "… canari-1 …".to_owned(), ..Letter::default() };
    crate::mail::post(app.app.platform(), app.app.now(), letter).await.expect("a mail");
    let found = contact::c2_with(&eyes(&app), "canari-1").await.expect("a look");
    assert!(!found.ok && found.figure.say(Lang::Fr).contains("mail"), "{found:?}");
    assert!(contact::c2_with(&eyes(&app), "canari-2").await.expect("a look").ok);
    std::fs::create_dir_all(app.data().join("trace")).expect("a folder");
    std::fs::write(app.data().join("trace/contact.log"), "a message: canari-2").expect("a file");
    let found = contact::c2_with(&eyes(&app), "canari-2").await.expect("a look");
    assert!(!found.ok && found.figure.say(Lang::Fr).contains("contact.log"), "{found:?}");
    app.app.platform().execute("CREATE TABLE contact_message (id BIGINT PRIMARY KEY, body TEXT)", args![]).await.expect("a table");
    is_broken(&app, "C2", "contact_message").await;
}

#[tokio::test]
async fn p_u2_a_request_that_is_found_again_is_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "U2").await;
    let partner = Partner {
        name: "Nord Conseil".into(),
        email: "demandes@nord.example".into(),
        countries: vec!["FR".into()],
        regions: Vec::new(),
        contract: "P-1".into(),
        date: "2026-11-23".into(),
    };
    let app = TestApp::with(|options| options.outreach.partners = vec![partner]).await;
    is_kept(&app, "U2").await;
    std::fs::write(app.data().join("partners.csv"), "canari-3;canari-3@example.org").expect("a file");
    let found = contact::u2_with(&eyes(&app), "canari-3").await.expect("a look");
    assert!(!found.ok && found.figure.say(Lang::Fr).contains("partners.csv"), "{found:?}");
}

#[tokio::test]
async fn p_u1_a_total_of_few_spaces_that_was_kept_is_seen() {
    let app = TestApp::new().await;
    let (platform, now) = (app.app.platform(), app.app.now());
    let total = async |month: i64, spaces: Option<i64>, total: Option<i64>| {
        let sql = "INSERT INTO trend (month, measure, total, spaces, created_at) VALUES ($1, 'parties', $2, $3, $4)";
        platform.execute(sql, args![month, total, spaces, now]).await.expect("a total");
    };
    // Too few, and therefore not kept; enough, and kept.
    total(1, None, None).await;
    total(2, Some(hootis_policy::limits::GROUP_MIN), Some(900)).await;
    is_kept(&app, "U1").await;
    total(3, Some(hootis_policy::limits::GROUP_MIN - 1), Some(7)).await;
    is_broken(&app, "U1", "1 total porte sur moins de 5 espaces").await;
    platform.execute("UPDATE trend SET spaces = NULL WHERE month = 3", args![]).await.expect("an update");
    is_broken(&app, "U1", "1 total").await;
    platform.execute("DELETE FROM trend WHERE month = 3", args![]).await.expect("a deletion");
    is_kept(&app, "U1").await;
}

#[tokio::test]
async fn p_u1_a_marketing_mail_without_a_way_out_or_without_consent_is_seen() {
    let app = TestApp::new().await;
    let _space = app.space("Acme").await;
    let (platform, now) = (app.app.platform(), app.app.now());
    let letter = |url: Option<&str>| Letter {
        to: "a@b.example".into(),
        subject: "x".into(),
        text: "x".into(),
        unsubscribe_url: url.map(str::to_owned),
        ..Letter::default()
    };
    let mail = crate::mail::post(platform, now, letter(Some("http://hootis.localhost/x"))).await.expect("a mail");
    platform
        .execute("INSERT INTO campaign (id, digest, queued, created_at, updated_at) VALUES ('news', $1, 1, $2, $2)", args![vec![7_u8; 32], now])
        .await
        .expect("x");
    platform
        .execute("INSERT INTO campaign_send (campaign, account_id, mail_id, created_at) SELECT 'news', id, $1, $2 FROM account", args![mail, now])
        .await
        .expect("a mailing");
    is_broken(&app, "U1", "1 message a été écrit sans accord").await;
    platform
        .execute(
            "INSERT INTO marketing_consent (account_id, state, source, words_version, granted_at, last_contact_at, created_at, updated_at)
             SELECT id, 'granted', 'console', 1, $1, $1, $1, $1 FROM account",
            args![now],
        )
        .await
        .expect("a consent");
    is_kept(&app, "U1").await;
    platform.execute("UPDATE mail SET unsubscribe_url = NULL", args![]).await.expect("an update");
    is_broken(&app, "U1", "sans moyen d’en sortir").await;
}
