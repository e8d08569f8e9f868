//! Heads, bodies and answers: how large, and how slowly.

use hootis_policy::limits;

use super::{ELSEWHERE, HERE, LARGE, Limits, Pace, Server, ms, patient};

fn post(path: &str, length: usize) -> String {
    format!("POST {path} HTTP/1.1\r\nhost: here\r\ncontent-length: {length}\r\n\r\n")
}

#[tokio::test]
async fn a_head_that_does_not_come_is_not_waited_for() {
    let server = Server::start(Limits { head: ms(300), ..patient() }).await;
    let mut silent = server.connect(HERE).await;
    assert_eq!(silent.rest().await, "");
    let mut stops = server.connect(HERE).await;
    stops.say("GET / HTTP/1.1\r\nhost: he").await;
    assert_eq!(stops.rest().await, "");
    // A header now and then earns nothing: it is the whole head that has its time.
    let mut dribbles = server.connect(HERE).await;
    dribbles.say("GET / HTTP/1.1\r\nhost: here\r\n").await;
    dribbles.dribble("a: b\r\n", 40, ms(30)).await;
    assert_eq!(dribbles.rest().await, "");
    let mut idle = server.connect(HERE).await;
    idle.say("GET / HTTP/1.1\r\nhost: here\r\n\r\n").await;
    assert!(idle.rest().await.ends_with("here\n"), "an idle connection is hung up, after its answer");
}

#[tokio::test]
async fn a_head_has_a_size() {
    let server = Server::start(patient()).await;
    let ask = async |headers: &str| {
        let mut client = server.connect(HERE).await;
        client.say(&format!("GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n{headers}\r\n")).await;
        client.rest().await.split("\r\n").next().unwrap_or_default().to_owned()
    };
    let headers = |count: usize| (0..count).map(|n| format!("x-{n}: y\r\n")).collect::<String>();
    assert_eq!(ask(&headers(limits::HEADERS - 2)).await, "HTTP/1.1 200 OK");
    assert_eq!(ask(&headers(limits::HEADERS - 1)).await, "HTTP/1.1 431 Request Header Fields Too Large");
    assert_eq!(ask(&format!("cookie: {}\r\n", "a".repeat(limits::HEAD_BYTES / 2))).await, "HTTP/1.1 200 OK");
    assert_eq!(ask(&format!("cookie: {}\r\n", "a".repeat(limits::HEAD_BYTES))).await, "HTTP/1.1 431 Request Header Fields Too Large");
}

#[tokio::test]
async fn a_form_has_its_time_and_no_more() {
    let form = Pace { most: ms(400), rate: None };
    let server = Server::start(Limits { form, ..patient() }).await;
    for piece in ["", "x"] {
        let mut client = server.connect(HERE).await;
        client.say(&post("/form", 1_000)).await;
        client.dribble(piece, 30, ms(30)).await;
        let answer = client.rest().await;
        assert!(answer.starts_with("HTTP/1.1 408 "), "{piece:?}: {answer}");
    }
    let mut quick = server.connect(HERE).await;
    quick.say(&(post("/form", 4) + "abcd")).await;
    assert!(quick.until("4 bytes").await.starts_with("HTTP/1.1 200 OK"));
    // Somebody who sends nothing keeps nobody else waiting.
    let mut other = server.connect(ELSEWHERE).await;
    other.say("GET / HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await;
    assert!(other.rest().await.ends_with("here\n"));
}

#[tokio::test]
async fn an_upload_goes_on_as_long_as_bytes_come() {
    let upload = Pace { most: ms(1_000), rate: Some(1_000) };
    let short = Pace { most: ms(50), rate: None };
    let server = Server::start(Limits { upload, form: short, answer: ms(50), ..patient() }).await;
    let mut steady = server.connect(HERE).await;
    steady.say(&post("/upload", 40 * 200)).await;
    // Two seconds at four times the least rate: longer than anything else may take.
    steady.dribble(&"x".repeat(200), 40, ms(50)).await;
    let answer = steady.until(" bytes").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK") && answer.contains("8000 bytes"), "{answer}");
    let mut asleep = server.connect(HERE).await;
    asleep.say(&(post("/upload", 1_000_000) + &"x".repeat(100_000))).await;
    let answer = asleep.rest().await;
    assert!(answer.starts_with("HTTP/1.1 408 "), "{answer}");
}

#[tokio::test]
async fn an_answer_that_is_not_taken_is_given_up() {
    let reader = Pace { most: ms(400), rate: Some(1 << 20) };
    let server = Server::start(Limits { reader, ..patient() }).await;
    let mut asleep = server.connect(HERE).await;
    asleep.say("GET /large HTTP/1.1\r\nhost: here\r\nconnection: close\r\n\r\n").await;
    tokio::time::sleep(ms(1_500)).await;
    let taken = asleep.rest().await.len();
    assert!(taken > 0 && taken < LARGE, "{taken} bytes were left in the buffers");
    assert!(server.get("/large").await.len() > LARGE, "who takes it is given all of it");
}

#[tokio::test]
async fn a_page_that_does_not_come_is_given_up() {
    let server = Server::start(Limits { answer: ms(200), ..patient() }).await;
    assert!(server.get("/never").await.starts_with("HTTP/1.1 503 "));
    let mut events = server.connect(HERE).await;
    events.say("GET /events HTTP/1.1\r\nhost: here\r\n\r\n").await;
    events.until("first").await;
    tokio::time::sleep(ms(500)).await;
    events.0.try_read(&mut [0; 8]).expect_err("an answer without an end goes on");
}

/// Two readers that disagree where a message ends let one visitor speak in another's name: what is ambiguous is refused.
#[tokio::test]
async fn a_message_ends_in_one_place() {
    let server = Server::start(patient()).await;
    let ask = async |head: &str, body: &str| {
        let mut client = server.connect(HERE).await;
        client.say(&format!("POST /form HTTP/1.1\r\nhost: here\r\nconnection: close\r\n{head}\r\n{body}")).await;
        client.rest().await
    };
    for head in [
        "content-length: 4\r\ncontent-length: 5\r\n",
        "content-length: 4, 5\r\n",
        "content-length: +4\r\n",
        "content-length: -1\r\n",
        "content-length: 4x\r\n",
        "content-length : 4\r\n",
        "transfer-encoding: gzip\r\n",
        "transfer-encoding: chunked, gzip\r\n",
        "transfer-encoding : chunked\r\n",
    ] {
        let answer = ask(head, "abcd").await;
        assert!(answer.starts_with("HTTP/1.1 400 "), "{head:?}: {answer}");
        assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{head:?}: {answer}");
    }
    // Chunks go before a length, and nothing behind them is read as another request.
    let both = ask("content-length: 30\r\ntransfer-encoding: chunked\r\n", "2\r\nab\r\n0\r\n\r\nGET / HTTP/1.1\r\nhost: here\r\n\r\n").await;
    assert!(both.contains("2 bytes") && both.matches("HTTP/1.1").count() == 1, "{both}");
    assert!(ask("transfer-encoding: chunked\r\n", "zz\r\nab\r\n0\r\n\r\n").await.contains("cut off"), "a length that is no number");
}
