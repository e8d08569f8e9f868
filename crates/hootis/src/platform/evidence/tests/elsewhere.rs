//! What left, and what the operator says: spoiled, and seen.

use std::path::Path;

use hootis_policy::journal::Act;
use hootis_policy::processors;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::spoiled::run;
use super::{check, is_broken, is_kept};
use crate::mail::Transport;
use crate::platform::journal::{self, Entry};
use crate::testing::TestApp;
use crate::web::proxies::{CloudflareList, Proxies};

async fn call(app: &TestApp, processor: &str) {
    let sql = "INSERT INTO processor_call (processor, day, calls, refused, last_at, created_at) VALUES ($1, '2026-11-23', 3, 1, $2, $2)";
    app.app.platform().execute(sql, args![processor, app.app.now()]).await.expect("a count");
}

#[tokio::test]
async fn p_d1_a_call_to_somebody_who_is_not_declared_is_seen() {
    let app = TestApp::new().await;
    call(&app, "mail-relay").await;
    is_kept(&app, "D1").await;
    assert!(check(&app, "D1").await.1.contains("Relais de messagerie"), "the last call to each");
    // A server of ours does not speak to what only browsers may reach.
    call(&app, "google-analytics").await;
    is_broken(&app, "D1", "google-analytics").await;
    app.app.platform().execute("DELETE FROM processor_call WHERE processor = 'google-analytics'", args![]).await.expect("a deletion");
    call(&app, "data-broker").await;
    is_broken(&app, "D1", "data-broker").await;
}

#[tokio::test]
async fn p_t2_messages_that_nobody_asked_for_are_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "T2").await;
    call(&app, processors::TWILIO.id).await;
    is_broken(&app, "T2", "3 appels aux transporteurs de SMS en 90 jours, pour 0 demandes seulement").await;
    journal::note(&app.app, Entry::new(Act::FactorSmsAsked).account(Uuid::now_v7())).await;
    is_kept(&app, "T2").await;
    // One request is no reason for as many as somebody likes.
    app.app.platform().execute("UPDATE processor_call SET calls = $1", args![crate::jobs::MAX_ATTEMPTS + 1]).await.expect("an update");
    is_broken(&app, "T2", "13 appels").await;
    // Authy is told to forget each number: that is a call too.
    app.app.platform().execute("UPDATE processor_call SET processor = $1", args![processors::AUTHY.id]).await.expect("an update");
    is_kept(&app, "T2").await;
}

#[tokio::test]
async fn p_t3_a_configuration_that_believes_anybody_is_seen() {
    let believing = async |words: &[&str]| {
        let list = CloudflareList::of(Path::new("")).expect("the list that comes along");
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let proxies = Proxies::parse(&words, &list).expect("ranges");
        TestApp::with(|options| options.proxies = proxies).await
    };
    is_kept(&TestApp::new().await, "T3").await;
    is_kept(&believing(&["127.0.0.1", "10.0.0.0/8", "cloudflare"]).await, "T3").await;
    is_broken(&believing(&["0.0.0.0/0"]).await, "T3", "192.0.2.7").await;
    is_broken(&believing(&["127.0.0.1", "::/0"]).await, "T3", "2001:db8::7").await;
}

#[tokio::test]
async fn p_t7_a_server_that_was_read_though_nobody_asked_is_seen() {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    run(&space, &app, "Olive Acme", r#"{"read_only":true}"#).await;
    is_kept(&app, "T7").await;
    run(&space, &app, "", r#"{"read_only":true}"#).await;
    is_broken(&app, "T7", "1 lecture sur 2").await;
}

#[tokio::test]
async fn p_t6_a_configuration_without_its_host_is_seen() {
    let app = TestApp::new().await;
    is_kept(&app, "T6").await;
    let app = TestApp::with(|options| options.declared.carriers.clear()).await;
    is_broken(&app, "T6", "Il manque un transporteur").await;
}

#[tokio::test]
async fn p_t6_a_relay_of_development_on_this_machine_carries_nothing_and_one_elsewhere_must_be_named() {
    for (address, is_here) in [("smtp://localhost:1025", true), ("smtp://[::1]:1025", true), ("smtp://relay.elsewhere.example:1025", false)] {
        let relay = Transport::smtp(address, None, "Hootis <bonjour@hootis.localhost>").expect("a relay");
        let app = TestApp::with(|options| options.transport = relay).await;
        assert_eq!(check(&app, "T6").await.0, Some(is_here), "{address}");
    }
}

#[tokio::test]
async fn p_d3_an_account_holder_who_was_forgotten_is_seen() {
    let app = TestApp::new().await;
    let _space = app.space("Acme").await;
    is_kept(&app, "D3").await;
    let all = hootis_policy::versions::of(hootis_policy::documents::Kind::Privacy);
    let Some(version) = all.iter().skip(1).rfind(|version| version.tells_account_holders()) else {
        // No version touches anybody yet.
        return;
    };
    let day = crate::web::format::day_start(version.effective).expect("a day");
    let until = u64::try_from(day - app.app.now().0).unwrap_or(0) + 26 * 3_600_000;
    app.advance(std::time::Duration::from_millis(until));
    is_broken(&app, "D3", "1 titulaire n’a pas été prévenu").await;
    app.app.tell_policy_changes().await.expect("they are told");
    is_kept(&app, "D3").await;
    app.app.platform().execute("DELETE FROM policy_notice", args![]).await.expect("a deletion");
    is_broken(&app, "D3", "1 titulaire").await;
}
