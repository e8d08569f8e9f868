//! Mails through a relay that refuses, and servers that die meanwhile.

use std::time::{Duration, Instant};

use hootis_space::{Conn as _, args};

use super::process::PATIENCE;
use super::smtp::Relay;
use super::{Place, Running};
use crate::app::App;
use crate::testing::PASSWORD;

async fn sign_up(server: &Running) {
    let browser = server.browser();
    browser.get("/inscription").await.is(200);
    let form = [("company", "Acme"), ("name", "Olive Lunel"), ("email", "olive@acme.example"), ("password", PASSWORD), ("slug", "acme")];
    browser.post("/inscription", &form).await.is(303);
}

/// Mails in the queue: their ids, and how often the relay has refused them for now.
async fn queue(app: &App) -> Vec<(uuid::Uuid, i64)> {
    let sql = "SELECT id, CASE WHEN last_error IS NULL OR leased_until IS NOT NULL THEN 0 ELSE attempts END FROM mail";
    app.platform().list(sql, args![]).await.expect("a list")
}

async fn until<T>(what: &str, mut look: impl AsyncFnMut() -> Option<T>) -> T {
    let end = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look().await {
            return found;
        }
        assert!(Instant::now() < end, "{what} did not come");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_mail_refused_for_now_survives_a_kill_and_is_delivered_once_under_the_same_id() {
    let (place, relay) = (Place::new(), Relay::start(&["451 later", "451 later"]).await);
    let smtp = format!("smtp://{}", relay.address);
    let server = Running::start_with(&place, &["--smtp", &smtp]).await;
    sign_up(&server).await;
    let app = place.app().await;
    let id = until("the first refusal", async || queue(&app).await.into_iter().find(|(_, refused)| *refused == 1).map(|(id, _)| id)).await;
    server.kill();
    let _server = Running::start_with(&place, &["--smtp", &smtp]).await;
    until("the delivery", async || relay.seen(|seen| (!seen.mails.is_empty()).then_some(()))).await;
    until("the end of the queue", async || queue(&app).await.is_empty().then_some(())).await;
    assert_eq!(relay.seen(|seen| (seen.asked, seen.mails.len())), (3, 1));
    let mail = relay.seen(|seen| seen.mails[0].clone());
    assert!(mail.contains(&format!("Message-ID: <{id}@")), "the id changed on the way:\n{mail}");
}

#[tokio::test]
async fn a_mail_refused_for_good_is_given_up_after_one_try() {
    let (place, relay) = (Place::new(), Relay::start(&["550 nobody of that name"]).await);
    let server = Running::start_with(&place, &["--smtp", &format!("smtp://{}", relay.address)]).await;
    sign_up(&server).await;
    let app = place.app().await;
    until("the refusal", async || relay.seen(|seen| (seen.asked > 0).then_some(()))).await;
    until("the end of the queue", async || queue(&app).await.is_empty().then_some(())).await;
    assert_eq!(relay.seen(|seen| (seen.asked, seen.mails.len())), (1, 0));
}
