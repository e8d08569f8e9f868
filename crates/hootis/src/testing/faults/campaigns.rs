//! A mailing that is killed on its way, again and again.

use std::process::Stdio;
use std::time::{Duration, Instant};

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::Place;
use super::process::{PATIENCE, run, said};
use crate::app::App;
use crate::platform::marketing::{self, Source};

/// People who want news: ten transactions of the mailing.
const READERS: usize = 1_000;

const FILE: &str = "---\nid: printemps-2027\nsubject-fr: Bonjour\nsubject-en: Hello\n---\n# fr\nLes photos arrivent.\n# en\nPhotos are coming.\n";

async fn make_readers(app: &App) {
    let now = app.now();
    let tx = app.platform().begin().await.expect("a transaction");
    for n in 0..READERS {
        let (id, email) = (Uuid::now_v7(), format!("ada{n}@atelier.example"));
        tx.execute(
            "INSERT INTO account (id, email, email_key, name, password_hash, password_changed_at, lang, theme, created_at, updated_at)
             VALUES ($1, $2, $2, 'Ada', 'none', $3, 'fr', 'auto', $3, $3)",
            args![id, email, now],
        )
        .await
        .expect("an account");
        marketing::grant(&tx, now, id, Source::Console).await.expect("a consent");
    }
    tx.commit().await.expect("a commit");
}

async fn count(app: &App, sql: &str) -> usize {
    let count: i64 = app.platform().get(sql, args![]).await.expect("a count");
    usize::try_from(count).expect("a count")
}

#[tokio::test]
async fn p_u1_a_mailing_that_is_killed_again_and_again_reaches_everybody_once() {
    let place = Place::new();
    let app = place.app().await;
    make_readers(&app).await;
    let file = place.path("campaign.md");
    std::fs::write(&file, FILE).expect("a file");
    let arguments = ["campaign", "send", file.to_str().expect("a path"), "--json"];
    let mut reached = 0;
    for _ in 0..3 {
        let before = reached;
        let mut child = place.command(&arguments).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program can be started");
        let until = Instant::now() + PATIENCE;
        // Killed as soon as it has got on: with a transaction open, most often.
        while reached == before && child.try_wait().expect("a child").is_none() {
            assert!(Instant::now() < until, "the mailing does not get on");
            tokio::time::sleep(Duration::from_millis(5)).await;
            reached = count(&app, "SELECT COUNT(*) FROM campaign_send").await;
        }
        child.kill().expect("the program can be killed");
        child.wait().expect("the program ends");
        // Asked at once: a server may still be carrying out what its dead client had asked for.
        let alone = "SELECT COUNT(*) FROM campaign_send s WHERE NOT EXISTS (SELECT 1 FROM mail m WHERE m.id = s.mail_id)";
        assert_eq!(count(&app, alone).await, 0, "a send without its mail");
        reached = count(&app, "SELECT COUNT(*) FROM campaign_send").await;
    }
    assert!(reached > 0, "the mailing was never begun");
    let told: serde_json::Value = serde_json::from_str(&said(&run(place.command(&arguments)).await)).expect("JSON");
    let (already, queued) = (told["already"].as_u64().unwrap_or_default(), told["queued"].as_u64().unwrap_or_default());
    assert_eq!(already + queued, READERS as u64);
    assert!(already >= reached as u64, "what was done before was forgotten");
    assert_eq!(count(&app, "SELECT COUNT(*) FROM mail").await, READERS);
    assert_eq!(count(&app, "SELECT COUNT(DISTINCT recipient) FROM mail").await, READERS);
}
