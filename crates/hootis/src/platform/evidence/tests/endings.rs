//! What should have ended and did not: spoiled, and seen.

use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{is_broken, is_kept};
use crate::clock::Now;
use crate::testing::TestApp;

#[tokio::test]
async fn p_c1_a_sign_up_and_an_account_past_their_time_are_seen() {
    let app = TestApp::new().await;
    let _space = app.space("Acme").await;
    is_kept(&app, "C1").await;
    let long_ago = app.app.now().before(hootis_policy::Span::days(31)).before(hootis_policy::Span::hours(2));
    let sql = "UPDATE account SET spaceless_since = $1, elapsed_then = $2";
    app.app.platform().execute(sql, args![long_ago, Now(0).before(hootis_policy::Span::days(400))]).await.expect("an update");
    is_broken(&app, "C1", "1 compte sans espace").await;
    app.app.platform().execute("UPDATE account SET spaceless_since = NULL", args![]).await.expect("an update");
    is_kept(&app, "C1").await;
    let sql = "INSERT INTO signup (id, email, email_key, name, company, slug, password_hash, lang, link_hash, code_hash, code_tries, sends, expires_at,
                 created_at, updated_at) VALUES ($1, 'a@b.example', 'a@b.example', 'A', 'B', 'b', '$argon2id$v=19$x', 'fr', $2, $2, 0, 1, $3, $3, $3)";
    app.app.platform().execute(sql, args![Uuid::now_v7(), vec![7_u8; 32], long_ago]).await.expect("a sign-up");
    is_broken(&app, "C1", "en retard").await;
}

#[tokio::test]
async fn p_k3_a_space_that_should_be_destroyed_and_one_that_left_something_are_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    is_kept(&app, "K3").await;
    let platform = app.app.platform();
    let due = app.app.now().after(hootis_policy::Span::days(30));
    platform
        .execute("UPDATE space SET state = 'disabled', state_since = $1, destroy_at = $2, elapsed_then = 0", args![app.app.now(), due])
        .await
        .expect("x");
    is_kept(&app, "K3").await;
    app.advance(hootis_policy::Span::days(30).as_duration() + std::time::Duration::from_secs(2 * 3_600));
    is_broken(&app, "K3", "1 espace aurait dû être détruit").await;
    // Said to be destroyed, and its key and database are still there.
    platform.execute("UPDATE space SET state = 'destroyed'", args![]).await.expect("an update");
    is_broken(&app, "K3", "Il reste quelque chose de 1 espace").await;
    platform.execute("UPDATE space SET wrapped_key = NULL", args![]).await.expect("an update");
    is_broken(&app, "K3", "Il reste quelque chose").await;
    let id = space.row.id;
    drop(space);
    app.app.spaces().destroy(id).await.expect("it goes");
    is_kept(&app, "K3").await;
}

#[tokio::test]
async fn p_r5_a_disabled_space_without_an_end_is_seen() {
    let app = TestApp::new().await;
    let _space = app.space("Acme").await;
    is_kept(&app, "R5").await;
    app.app.platform().execute("UPDATE space SET state = 'disabled', destroy_at = NULL", args![]).await.expect("an update");
    is_broken(&app, "R5", "pas de date de destruction").await;
}

#[tokio::test]
async fn p_r2_an_account_past_its_day_is_seen() {
    let app = TestApp::new().await;
    let _space = app.space("Acme").await;
    is_kept(&app, "R2").await;
    let platform = app.app.platform();
    let asked = app.app.now().before(hootis_policy::Span::days(31));
    platform.execute("UPDATE space SET state = 'destroyed'", args![]).await.expect("an update");
    platform
        .execute("UPDATE account SET deletion_asked_at = $1, elapsed_then = $2", args![asked, Now(0).before(hootis_policy::Span::days(400))])
        .await
        .expect("x");
    is_broken(&app, "R2", "1 compte aurait dû être supprimé").await;
    // The trial of a deletion leaves nothing behind.
    let accounts: i64 = platform.get("SELECT COUNT(*) FROM account", args![]).await.expect("a count");
    assert_eq!(accounts, 1);
}

#[tokio::test]
async fn p_c3_a_telephone_number_past_its_time_is_seen() {
    let app = TestApp::new().await;
    let sql = "INSERT INTO factor_phone (id, sealed_number, created_at) VALUES ($1, $2, $3)";
    app.app.platform().execute(sql, args![Uuid::now_v7(), vec![7_u8; 40], app.app.now()]).await.expect("a number");
    is_kept(&app, "C3").await;
    let long_ago = app.app.now().before(hootis_policy::retention::TWO_FACTOR_PHONE).before(hootis_policy::Span::hours(2));
    app.app.platform().execute("UPDATE factor_phone SET created_at = $1", args![long_ago]).await.expect("an update");
    is_broken(&app, "C3", "two_factor_phone").await;
    app.app.platform().execute("DELETE FROM factor_phone", args![]).await.expect("gone");
    is_kept(&app, "C3").await;
}

#[tokio::test]
async fn p_k3_mails_that_were_given_up_are_in_the_evidence() {
    let app = TestApp::new().await;
    let count = "INSERT INTO mail_given_up (day, mails, certificates, last_at, created_at) VALUES ($1, 3, 1, $2, $2)";
    for (day, days) in [("2026-11-22", 1), ("2026-07-01", 145)] {
        let at = app.app.now().before(hootis_policy::Span::days(days));
        app.app.platform().execute(count, args![day, at]).await.expect("a day");
    }
    let (ok, words) = super::check(&app, "K3").await;
    assert!(ok == Some(true) && words.contains("3 e-mails n’ont pu être remis en 90 jours, dont 1 avec un certificat"), "{words}");
    app.sweep().await;
    let days: Vec<String> = app.app.platform().list("SELECT day FROM mail_given_up", args![]).await.expect("days");
    assert_eq!(days, ["2026-11-22"], "what is older than the evidence goes with it");
}

#[tokio::test]
async fn p_k1_a_loop_of_the_worker_that_hangs_is_seen_by_the_others() {
    let app = TestApp::new().await;
    is_kept(&app, "K1").await;
    for task in ["mails", "jobs", "rules"] {
        app.app.signs().beat(task);
    }
    is_kept(&app, "K1").await;
    app.app.signs().fall_silent("rules", hootis_policy::evidence::SILENT.as_duration() + std::time::Duration::from_secs(60));
    is_broken(&app, "K1", "« rules » ne donne plus signe de vie depuis 181 minutes").await;
    app.app.signs().beat("rules");
    is_kept(&app, "K1").await;
}
