//! Destructions cut off by `kill -9`, and certificates checked by the program.

use std::time::Duration;

use hootis_policy::states::SpaceState;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::process::{refused, run};
use super::start::make_space;
use super::{Place, Running, said};
use crate::app::App;
use crate::platform::lifecycle::{Action, DisabledBy, take};
use crate::platform::spaces;
use crate::signing;

const SPACES: usize = 8;
const KILLS: u64 = 4;

/// Spaces whose destruction was asked for and not begun.
async fn condemned(place: &Place) -> Vec<Uuid> {
    let mut ids = Vec::new();
    for n in 0..SPACES {
        let slug = make_space(place, &format!("Atelier {n}")).await;
        let app = place.app().await;
        let space = spaces::find_by_slug(app.platform(), &slug).await.expect("an answer").expect("a space");
        take(&app, space.id, Action::Close(DisabledBy::Owner)).await.expect("closed");
        take(&app, space.id, Action::Destroy).await.expect("condemned");
        ids.push(space.id);
    }
    ids
}

#[tokio::test]
async fn p_k3_destructions_cut_off_by_kills_are_done_to_the_end_with_one_certificate_each() {
    let place = Place::new();
    let ids = condemned(&place).await;
    for round in 0..KILLS {
        let server = Running::start(&place).await;
        tokio::time::sleep(Duration::from_millis(u64::from(hootis_vault::random_below(60)) + 20 * round)).await;
        server.kill();
    }
    // The leases of those who died run out with time: here it has passed.
    let app = place.app().await;
    crate::retention::run_all(&app, app.now().after(2 * crate::jobs::LEASE)).await.expect("what is left is done");
    for id in &ids {
        is_gone(&app, *id).await;
    }
    crate::mail::send_due(app.platform(), app.transport(), &crate::clock::Clock::fixed(crate::clock::Now(i64::MAX - 1_000_000_000)))
        .await
        .expect("mails go out");
    let mails = std::fs::read_dir(place.data().join("outbox")).expect("an outbox").filter_map(Result::ok);
    let texts = mails.map(|entry| std::fs::read_to_string(entry.path()).expect("a mail"));
    let certificates = texts.filter(|text| text.contains("application/json") && text.contains("hootis-")).count();
    assert_eq!(certificates, SPACES, "one certificate a space");
}

async fn is_gone(app: &App, id: Uuid) {
    assert_eq!(spaces::get(app.platform(), id).await.expect("a row").state, SpaceState::Destroyed);
    assert!(!app.spaces().exists(id).await.expect("an answer"), "a database is left");
    assert!(!app.data().join("files").join(id.to_string()).exists(), "files are left");
    let key: Option<Vec<u8>> = app.platform().get("SELECT wrapped_key FROM space WHERE id = $1", args![id]).await.expect("a row");
    assert!(key.is_none(), "the key is left");
    let begun: i64 = app.platform().get("SELECT COUNT(*) FROM destruction", args![]).await.expect("a count");
    assert_eq!(begun, 0, "a destruction is not done");
}

#[tokio::test]
async fn p_k3_a_certificate_is_checked_by_the_program_with_a_database_or_with_the_key_alone() {
    let (place, elsewhere) = (Place::new(), Place::new());
    make_space(&place, "Acme").await;
    make_space(&elsewhere, "Rival").await;
    let app = place.app().await;
    let document = serde_json::json!({ "space": { "company": "Acme" }, "rows": 12 });
    let signed = signing::sign(app.signer(), "hootis-space-destruction/1", document).expect("a signature");
    let key = app.signer().public_key().to_string();
    drop(app);
    let (good, bad) = (place.path("good.json"), place.path("bad.json"));
    std::fs::write(&good, serde_json::to_string_pretty(&signed).expect("JSON")).expect("a file");
    std::fs::write(&bad, serde_json::to_string_pretty(&signed).expect("JSON").replace("\"rows\": 12", "\"rows\": 13")).expect("a file");
    let (good, bad) = (good.to_str().expect("a path"), bad.to_str().expect("a path"));
    let said_good = said(&run(place.command(&["certificate", "verify", good, "--json"])).await);
    let answer: serde_json::Value = serde_json::from_str(&said_good).expect("JSON");
    assert_eq!((answer["ok"].as_bool(), answer["document"]["rows"].as_i64()), (Some(true), Some(12)));
    assert!(refused(place.command(&["certificate", "verify", bad])).await.contains("altered"));
    let wrong = run(place.command(&["certificate", "verify", bad, "--json"])).await;
    assert_eq!((wrong.status.code(), wrong.stdout.starts_with(b"{")), (Some(1), true));
    // Another Hootis trusts another key; told which one, it needs nothing of ours.
    assert!(refused(elsewhere.command(&["certificate", "verify", good])).await.contains("another key"));
    let alone = Place::new();
    said(&run(alone.command(&["certificate", "verify", good, "--public-key", &key])).await);
    assert!(refused(alone.command(&["certificate", "verify", bad, "--public-key", &key])).await.contains("altered"));
    assert!(refused(alone.command(&["certificate", "verify", good])).await.contains("--public-key"));
    assert!(!alone.data().exists(), "checking a file made a Hootis");
}

#[tokio::test]
async fn p_k3_the_operator_takes_a_space_through_its_life_on_the_command_line() {
    let place = Place::new();
    let slug = make_space(&place, "Acme").await;
    let state = async |arguments: &[&str]| {
        if !arguments.is_empty() {
            said(&run(place.command(arguments)).await);
        }
        let answer = said(&run(place.command(&["space", "state", &slug, "--json"])).await);
        serde_json::from_str::<serde_json::Value>(&answer).expect("JSON")
    };
    assert_eq!(state(&[]).await["state"], "trial");
    let active = state(&["space", "subscribe", &slug, "--until", "2099-01-31", "--yearly"]).await;
    assert_eq!(
        (active["state"].as_str(), active["paid_until"].as_str(), active["yearly"].as_bool()),
        (Some("active"), Some("2099-01-31T23:00:00Z"), Some(true))
    );
    assert_eq!(state(&["space", "payment-failed", &slug]).await["state"], "grace");
    assert_eq!(state(&["space", "payment-failed", &slug]).await["state"], "restricted");
    assert!(refused(place.command(&["space", "payment-failed", &slug])).await.contains("cannot be done now"));
    assert_eq!(state(&["space", "subscribe", &slug, "--until", "2099-01-31"]).await["state"], "active");
    assert_eq!(state(&["space", "cancel", &slug]).await["state"], "ending");
    assert_eq!(state(&["space", "reopen", &slug]).await["state"], "active");
    assert_eq!(state(&["space", "close", &slug]).await["disabled_by"], "owner");
    assert!(refused(place.command(&["dolibarr", "import", &slug, "--dump", "/dev/null"])).await.contains("nothing is processed"));
    assert_eq!(state(&["space", "reopen", &slug]).await["state"], "active");
    assert!(refused(place.command(&["space", "subscribe", &slug, "--until", "1999-01-31"])).await.contains("cannot be done now"));
    assert!(refused(place.command(&["space", "subscribe", &slug, "--until", "soon"])).await.contains("2027-01-31"));
}
