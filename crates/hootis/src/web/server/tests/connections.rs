//! How many there may be, and how they end.

use std::net::Ipv4Addr;

use super::{ELSEWHERE, HERE, Limits, Server, ms, patient, routes};
use crate::testing::TestApp;
use crate::web::proxies::{CloudflareList, Proxies};

const PAGE: &str = "GET / HTTP/1.1\r\nhost: here\r\n\r\n";

#[tokio::test]
async fn one_network_does_not_take_all_connections() {
    let server = Server::start(Limits { network_connections: 2, ..patient() }).await;
    let (mut first, mut second) = (server.connect(HERE).await, server.connect(HERE).await);
    for client in [&mut first, &mut second] {
        client.say(PAGE).await;
        client.until("here\n").await;
    }
    let mut third = server.connect(HERE).await;
    assert!(third.rest().await.starts_with("HTTP/1.1 429 "));
    let mut neighbour = server.connect(ELSEWHERE).await;
    neighbour.say(PAGE).await;
    neighbour.until("here\n").await;
    drop(second);
    // The server notices within moments that one has left.
    let again = async { while !server.connect(HERE).await.is_answered(PAGE).await {} };
    tokio::time::timeout(super::PATIENCE, again).await.expect("there is room again");
}

#[tokio::test]
async fn a_machine_in_front_brings_everybody() {
    let proxies = Proxies::parse(&["127.0.0.1".to_owned()], &CloudflareList { date: String::new(), ranges: Vec::new() }).expect("a range");
    let server = Server::start_with(Limits { network_connections: 1, ..patient() }, routes(), proxies).await;
    let mut there = Vec::new();
    for _ in 0..5 {
        let mut client = server.connect(HERE).await;
        client.say(PAGE).await;
        client.until("here\n").await;
        there.push(client);
    }
}

#[tokio::test]
async fn who_comes_when_all_places_are_taken_waits_for_one() {
    let server = Server::start(Limits { connections: 1, ..patient() }).await;
    let mut first = server.connect(HERE).await;
    first.say(PAGE).await;
    first.until("here\n").await;
    let mut second = server.connect(ELSEWHERE).await;
    second.say(PAGE).await;
    tokio::time::sleep(ms(200)).await;
    second.0.try_read(&mut [0; 8]).expect_err("nobody has taken it yet");
    drop(first);
    second.until("here\n").await;
}

#[tokio::test]
async fn what_was_begun_is_brought_to_its_end_when_the_server_stops() {
    let server = Server::start(patient()).await;
    let mut events = server.connect(HERE).await;
    events.say("GET /events HTTP/1.1\r\nhost: here\r\n\r\n").await;
    events.until("first").await;
    let mut idle = server.connect(HERE).await;
    idle.say(PAGE).await;
    idle.until("here\n").await;
    let mut form = server.connect(HERE).await;
    form.say("POST /form HTTP/1.1\r\nhost: here\r\ncontent-length: 4\r\n\r\nab").await;
    tokio::time::sleep(ms(200)).await;
    server.stop.send(true).expect("it is heard");
    assert!(events.rest().await.ends_with("0\r\n\r\n"), "events end as if they were all: their reader comes back");
    assert_eq!(idle.rest().await, "");
    form.say("cd").await;
    assert!(form.rest().await.contains("4 bytes"));
    tokio::time::timeout(super::PATIENCE, server.served).await.expect("it ends").expect("no panic").expect("no error");
}

#[tokio::test]
async fn nobody_keeps_a_server_from_stopping() {
    let server = Server::start(Limits { shutdown: ms(300), ..patient() }).await;
    let mut stuck = server.connect(HERE).await;
    stuck.say("GET /never HTTP/1.1\r\nhost: here\r\n\r\n").await;
    tokio::time::sleep(ms(200)).await;
    server.stop.send(true).expect("it is heard");
    tokio::time::timeout(super::PATIENCE, server.served).await.expect("it ends").expect("no panic").expect("no error");
    assert_eq!(stuck.rest().await, "");
}

#[tokio::test]
async fn one_network_does_not_keep_all_busy() {
    let app = TestApp::new().await;
    let router = crate::router::service(app.app.clone());
    let server = Server::start_with(Limits { network_requests: 3, ..patient() }, router, Proxies::default()).await;
    let half = "POST /cookies HTTP/1.1\r\nhost: hootis.localhost\r\nsec-fetch-site: same-origin\r\ncontent-length: 90\r\n\r\naudience=";
    let mut begun = Vec::new();
    for _ in 0..3 {
        let mut client = server.connect(HERE).await;
        client.say(half).await;
        begun.push(client);
    }
    let ask = async |from: Ipv4Addr| {
        let mut client = server.connect(from).await;
        client.say("GET /tarifs HTTP/1.1\r\nhost: hootis.localhost\r\nconnection: close\r\n\r\n").await;
        client.rest().await
    };
    // Until the three are noticed.
    let full = async { while !ask(HERE).await.starts_with("HTTP/1.1 429 ") {} };
    tokio::time::timeout(super::PATIENCE, full).await.expect("a fourth is one too many");
    let told = ask(HERE).await;
    assert!(told.contains("retry-after: 10\r\n") && told.contains("Trop de demandes"), "{told}");
    assert!(ask(ELSEWHERE).await.starts_with("HTTP/1.1 200 "));
    drop(begun);
    let free = async { while !ask(HERE).await.starts_with("HTTP/1.1 200 ") {} };
    tokio::time::timeout(super::PATIENCE, free).await.expect("there is room again");
}
