//! Starting and stopping: what is refused, and in which words.

use hootis_space::{Conn as _, args};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::process::{refused, run};
use super::{Place, Running, said};
use crate::platform::spaces;

/// Makes a space on the command line; its slug.
pub(super) async fn make_space(place: &Place, company: &str) -> String {
    let email = format!("owner@{}.example", company.to_lowercase().replace(' ', "-"));
    let arguments = ["space", "create", "--company", company, "--owner-email", &email, "--owner-name", "Olive Lunel", "--json"];
    let made: serde_json::Value = serde_json::from_str(&said(&run(place.command(&arguments)).await)).expect("JSON");
    made["slug"].as_str().expect("a slug").to_owned()
}

#[tokio::test]
async fn a_master_key_of_another_hootis_is_refused_by_name_and_the_right_one_opens() {
    let (ours, theirs) = (Place::new(), Place::new());
    let slug = make_space(&ours, "Acme").await;
    make_space(&theirs, "Rival").await;
    let (file, kept) = (ours.data().join("master.key"), ours.path("kept.key"));
    std::fs::copy(&file, &kept).expect("a copy");
    std::fs::copy(theirs.data().join("master.key"), &file).expect("a copy");
    let text = std::fs::read_to_string(&kept).expect("a key file");
    let wanted = text.split(' ').nth(2).expect("the key's name").to_owned();
    for command in [vec!["serve", "--dev", "--listen", "127.0.0.1:0"], vec!["space", "list"]] {
        let why = refused(ours.command(&command)).await;
        assert!(why.contains("platform.key") && why.contains(&wanted), "{why}");
        assert!(!why.contains(text.split_whitespace().nth(3).expect("the key")), "the key itself is shown");
    }
    std::fs::copy(&kept, &file).expect("a copy");
    said(&run(ours.command(&["space", "show", &slug])).await);
}

#[tokio::test]
async fn a_master_key_that_is_lost_is_never_replaced_by_a_new_one() {
    let place = Place::new();
    make_space(&place, "Acme").await;
    let file = place.data().join("master.key");
    std::fs::remove_file(&file).expect("it was there");
    let why = refused(place.command(&["serve", "--dev", "--listen", "127.0.0.1:0"])).await;
    assert!(why.contains("master.key is missing"), "{why}");
    assert!(!file.exists(), "a new key was made in place of the lost one");
}

#[tokio::test]
async fn a_platform_written_by_a_newer_version_is_refused_by_name() {
    let place = Place::new();
    make_space(&place, "Acme").await;
    let app = place.app().await;
    let sql = "INSERT INTO schema_migration (name, position, created_at) VALUES ($1, 9000, 0)";
    app.platform().execute(sql, args!["a_thing_of_tomorrow"]).await.expect("a row");
    drop(app);
    let why = refused(place.command(&["serve", "--dev", "--listen", "127.0.0.1:0"])).await;
    assert!(why.contains("a_thing_of_tomorrow") && why.contains("newer version"), "{why}");
}

#[tokio::test]
async fn a_space_written_by_a_newer_version_is_refused_and_the_others_work() {
    let place = Place::new();
    let (newer, fine) = (make_space(&place, "Newer").await, make_space(&place, "Fine").await);
    let app = place.app().await;
    let row = spaces::find_by_slug(app.platform(), &newer).await.expect("an answer").expect("a space");
    let db = spaces::open(&app, row.id).await.expect("it opens");
    let sql = "INSERT INTO schema_migration (name, position, created_at) VALUES ($1, 9000, 0)";
    db.execute(sql, args!["a_thing_of_tomorrow"]).await.expect("a row");
    drop((db, app));
    let why = refused(place.command(&["space", "show", &newer])).await;
    assert!(why.contains("a_thing_of_tomorrow"), "{why}");
    let server = Running::start(&place).await;
    let stranger = server.browser();
    assert!(stranger.at(&newer).get("/admin/connexion").await.status >= 500);
    stranger.at(&fine).get("/admin/connexion").await.is(200);
    stranger.get("/").await.is(200);
}

const OPERATOR: &str = r#"{"legal_name": "Hibou SARL", "address": "1 rue du Bois, 31000 Toulouse", "country": "France",
    "email": "bonjour@hibou.example", "phone": "05 36 49 00 02", "publication_director": "Olive Lunel",
    "privacy_email": "donnees@hibou.example", "security_email": "securite@hibou.example"}"#;

const CARRIERS: &str = r#"[
    {"processor": "host", "name": "Nuage SARL", "country": "France", "contract": "DPA-12", "date": "2026-11-23",
     "address": "1 rue du Ciel, 31000 Toulouse", "phone": "05 36 49 00 01"},
    {"processor": "mail-relay", "name": "Courrier SAS", "country": "France", "contract": "DPA-7", "date": "2026-11-23",
     "hosts": ["smtp.courrier.example"]}]"#;

#[tokio::test]
async fn outside_development_http_and_undeclared_carriers_are_refused() {
    let place = Place::new();
    let why = refused(place.command(&["serve", "--site", "http://hootis.example"])).await;
    assert!(why.contains("must be https"), "{why}");
    let why = refused(place.command(&["serve", "--site", "https://hootis.example"])).await;
    assert!(why.contains("--operator-file"), "{why}");
    let operator = place.path("operator.json");
    let operator = operator.to_str().expect("a path");
    std::fs::write(operator, r#"{"legal_name": ""}"#).expect("a file");
    let why = refused(place.command(&["serve", "--site", "https://hootis.example", "--operator-file", operator, "--carriers-file", operator])).await;
    assert!(why.contains("operator.json") && why.contains("address"), "{why}");
    std::fs::write(operator, OPERATOR).expect("a file");
    let why = refused(place.command(&["serve", "--site", "https://hootis.example", "--operator-file", operator])).await;
    assert!(why.contains("--carriers-file"), "{why}");
    let carriers = place.path("carriers.json");
    std::fs::write(&carriers, "[]").expect("a file");
    let path = carriers.to_str().expect("a path");
    let why = refused(place.command(&["serve", "--site", "https://hootis.example", "--operator-file", operator, "--carriers-file", path])).await;
    assert!(why.contains("say who hosts the machines"), "{why}");
    // Mails may go through a relay that a carrier owns, and through no other (D1).
    std::fs::write(&carriers, CARRIERS).expect("a file");
    let start = ["serve", "--site", "https://hootis.example", "--operator-file", operator, "--carriers-file", path, "--smtp"];
    let why = refused(place.command(&[start.as_slice(), &["smtp://mail.elsewhere.example:587"]].concat())).await;
    assert!(why.contains("mail.elsewhere.example") && why.contains("mail-relay"), "{why}");
    let why = refused(place.command(&start[..start.len() - 1])).await;
    assert!(why.contains("--smtp"), "{why}");
    assert!(!place.data().exists(), "something was made all the same");
}

#[tokio::test]
async fn a_port_that_is_taken_is_told() {
    let (first, second) = (Place::new(), Place::new());
    let server = Running::start(&first).await;
    let listen = server.address.to_string();
    let why = refused(second.command(&["serve", "--dev", "--listen", &listen])).await;
    assert!(why.contains(&format!("cannot listen on {listen}")), "{why}");
}

#[tokio::test]
async fn probes_answer_and_a_request_under_way_is_finished_before_the_server_ends() {
    let place = Place::new();
    let server = Running::start(&place).await;
    let browser = server.browser();
    browser.get("/healthz").await.is(200);
    browser.get("/readyz").await.is(200).says("\"ready\":true");
    #[expect(clippy::disallowed_methods, reason = "a test connects to a server of its own")]
    let mut stream = tokio::net::TcpStream::connect(server.address).await.expect("a connection");
    let (port, form) = (server.address.port(), "email=olive%40acme.example&password=not-the-password");
    let (start, rest) = form.split_at(20);
    let head = format!(
        "POST /connexion HTTP/1.1\r\nHost: hootis.localhost:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n\
         Cookie: XSRF-TOKEN=x\r\nSec-Fetch-Site: same-origin\r\nContent-Length: {}\r\n\r\n{start}",
        form.len()
    );
    stream.write_all(head.as_bytes()).await.expect("half a request");
    // The server has taken the connection once it answers somebody who came after.
    browser.get("/healthz").await.is(200);
    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    let end = tokio::spawn(server.terminate());
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    stream.write_all(rest.as_bytes()).await.expect("the other half");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.expect("an answer");
    assert!(answer.starts_with("HTTP/1.1 4"), "{answer}");
    assert!(end.await.expect("the end").success());
}
