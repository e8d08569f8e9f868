//! Imports that are cut off: by kills, by cut files, by servers that die.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use hootis_space::{Conn as _, SpaceDb, args};
use tokio::net::{TcpListener, TcpStream};

use super::process::{finished, refused, run};
use super::signups::Company;
use super::start::make_space;
use super::{Place, Running, said};
use crate::platform::spaces;

/// Third parties of the invented Dolibarr; there are as many contacts.
const PARTIES: usize = 6_000;

/// What is compared of a space after an import: everything that it brings, ids and times excepted.
const COMPARED: [(&str, &str); 5] = [
    ("party", "SELECT name || '|' || COALESCE(town, '') || '|' || COALESCE(email, '') || '|' || CAST(version AS TEXT) FROM party ORDER BY name"),
    (
        "contact",
        "SELECT c.last_name || '|' || COALESCE(p.name, '') || '|' || CAST(c.version AS TEXT) FROM contact c LEFT JOIN party p ON p.id = c.party_id ORDER BY c.last_name",
    ),
    (
        "party_tag",
        "SELECT t.name || '|' || p.name FROM party_tag pt JOIN tag t ON t.id = pt.tag_id JOIN party p ON p.id = pt.party_id ORDER BY p.name, t.name",
    ),
    ("member", "SELECT name || '|' || state FROM member WHERE role <> 'owner' ORDER BY name"),
    (
        "change_entry",
        "SELECT subject_kind || '|' || action || '|' || CAST(COUNT(*) AS TEXT) FROM change_entry GROUP BY subject_kind, action ORDER BY subject_kind, action",
    ),
];

/// An invented Dolibarr as a dump, as mariadb-dump writes it.
fn dump() -> String {
    let mut sql = String::from("-- MariaDB dump 10.19\nSET NAMES utf8mb4;\n");
    let mut table = |name: &str, columns: &str, rows: &[String]| {
        let _infallible = writeln!(sql, "CREATE TABLE `llx_{name}` (\n  {}\n) ENGINE=InnoDB;", columns.replace(',', ",\n  "));
        for chunk in rows.chunks(200) {
            let _infallible = writeln!(sql, "INSERT INTO `llx_{name}` VALUES {};", chunk.join(","));
        }
    };
    let number = |n: usize| format!("{n:06}");
    let rows = vec!["(1,'MAIN_VERSION_LAST_INSTALL',0,'22.0.4')".to_owned(), "(2,'MAIN_INFO_SOCIETE_NOM',1,'Ateliers')".to_owned()];
    table("const", "`rowid` int(11) NOT NULL,`name` varchar(180),`entity` int(11),`value` text", &rows);
    table("c_forme_juridique", "`rowid` int(11) NOT NULL,`code` int(11),`libelle` varchar(255)", &["(1,54,'SARL')".to_owned()]);
    table("c_country", "`rowid` int(11) NOT NULL,`code` varchar(2),`label` varchar(128)", &["(1,'FR','France')".to_owned()]);
    let rows: Vec<String> = (1..=PARTIES)
        .map(|n| format!("({n},'Société {}',1,1,'Saint-Éloi {}','m{n}@societe.example',1,'2024-02-03 04:05:06')", number(n), n % 50))
        .collect();
    let columns = "`rowid` int(11) NOT NULL,`nom` varchar(128),`entity` int(11),`client` tinyint(4),`town` varchar(50),`email` varchar(128),`fk_pays` int(11),`tms` timestamp";
    table("societe", columns, &rows);
    let rows: Vec<String> = (1..=PARTIES).map(|n| format!("({n},{n},1,'Martin {}','Léa',1)", number(n))).collect();
    let columns = "`rowid` int(11) NOT NULL,`fk_soc` int(11),`entity` int(11),`lastname` varchar(50),`firstname` varchar(50),`statut` tinyint(4)";
    table("socpeople", columns, &rows);
    table(
        "user",
        "`rowid` int(11) NOT NULL,`entity` int(11),`login` varchar(50),`lastname` varchar(50),`statut` int(11)",
        &["(1,1,'lea','Roc',1)".to_owned()],
    );
    table(
        "categorie",
        "`rowid` int(11) NOT NULL,`entity` int(11),`fk_parent` int(11),`label` varchar(180),`type` tinyint(4)",
        &["(1,1,0,'Fidèle',2)".to_owned()],
    );
    let rows: Vec<String> = (1..=PARTIES).step_by(3).map(|n| format!("(1,{n})")).collect();
    table("categorie_societe", "`fk_categorie` int(11) NOT NULL,`fk_soc` int(11) NOT NULL", &rows);
    sql.push_str("-- Dump completed on 2026-11-23  8:00:00\n");
    sql
}

fn written(place: &Place, name: &str, text: &str) -> PathBuf {
    let path = place.path(name);
    std::fs::write(&path, text).expect("a file");
    path
}

fn import(place: &Place, slug: &str, dump: &Path) -> Command {
    place.command(&["dolibarr", "import", slug, "--dump", dump.to_str().expect("a path"), "--json"])
}

async fn database(place: &Place, slug: &str) -> SpaceDb {
    let app = place.app().await;
    let space = spaces::find_by_slug(app.platform(), slug).await.expect("an answer").expect("a space");
    spaces::open(&app, space.id).await.expect("it opens")
}

/// What a space holds, by table.
async fn content(place: &Place, slug: &str) -> BTreeMap<&'static str, Vec<String>> {
    let (db, mut content) = (database(place, slug).await, BTreeMap::new());
    for (table, sql) in COMPARED {
        content.insert(table, db.list::<String>(sql, args![]).await.expect("rows"));
    }
    content
}

#[track_caller]
fn same(cut_off: &BTreeMap<&'static str, Vec<String>>, whole: &BTreeMap<&'static str, Vec<String>>) {
    for (table, rows) in whole {
        let other = &cut_off[table];
        let apart = rows.iter().zip(other).find(|(a, b)| a != b);
        assert!(rows == other, "{table}: {} rows, and {} where it was cut off; first apart: {apart:?}", rows.len(), other.len());
    }
    assert_eq!(whole["party"].len(), PARTIES);
    assert_eq!(whole["party_tag"].len(), PARTIES / 3);
}

/// Created and changed rows of all tables, as the program reports them.
fn touched(report: &str) -> u64 {
    let report: serde_json::Value = serde_json::from_str(report).expect("JSON");
    let tables = report["tables"].as_object().expect("tables");
    tables.values().map(|table| table["created"].as_u64().unwrap_or(0) + table["updated"].as_u64().unwrap_or(0)).sum()
}

#[tokio::test]
async fn an_import_killed_again_and_again_ends_as_one_that_was_left_alone() {
    let place = Place::new();
    let (alone, killed) = (make_space(&place, "Alone").await, make_space(&place, "Killed").await);
    let dump = written(&place, "dump.sql", &dump());
    let started = std::time::Instant::now();
    said(&run(import(&place, &alone, &dump)).await);
    let length = u32::try_from(started.elapsed().as_millis()).expect("not that long");
    let (mut kills, mut last) = (0, 0);
    // Kills come anywhere within the time that an import takes, start included; then it is let end.
    for _ in 0..6 {
        let mut child = import(&place, &killed, &dump).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
        tokio::time::sleep(Duration::from_millis(u64::from(hootis_vault::random_below(length.max(1))))).await;
        if child.try_wait().expect("a child").is_none() {
            kills += 1;
        }
        let _ended_already = child.kill();
        child.wait().expect("it ends");
        let there = content(&place, &killed).await["party"].len();
        assert!(there >= last, "what was imported is gone: {there} of {last}");
        last = there;
    }
    println!("{kills} kills within {length} ms, {last} of {PARTIES} parties there after the last");
    assert!(kills > 0, "no kill came in time");
    said(&run(import(&place, &killed, &dump)).await);
    same(&content(&place, &killed).await, &content(&place, &alone).await);
    assert_eq!(touched(&said(&run(import(&place, &killed, &dump)).await)), 0, "unchanged, yet something was written");
}

#[tokio::test]
async fn of_two_imports_at_once_one_is_told_to_wait_and_nothing_comes_twice() {
    let place = Place::new();
    let slug = make_space(&place, "Acme").await;
    let dump = written(&place, "dump.sql", &dump());
    let mut first = import(&place, &slug, &dump).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("it starts");
    let db = database(&place, &slug).await;
    while db.get::<i64>("SELECT COUNT(*) FROM import_run WHERE state = 'running'", args![]).await.expect("a count") == 0 {
        assert!(first.try_wait().expect("a child").is_none(), "the first ended before it was seen");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let why = refused(import(&place, &slug, &dump)).await;
    assert!(why.contains("already running"), "{why}");
    assert!(finished(&mut first).await.success(), "the first was disturbed");
    assert_eq!(content(&place, &slug).await["party"].len(), PARTIES);
}

#[tokio::test]
async fn a_dump_cut_in_the_middle_is_told_and_the_whole_one_ends_as_if_it_had_come_first() {
    let place = Place::new();
    let (alone, cut) = (make_space(&place, "Alone").await, make_space(&place, "Cut").await);
    let text = dump();
    let middle = text.char_indices().map(|(at, _)| at).find(|at| *at > text.len() * 2 / 3).expect("a middle");
    let why = refused(import(&place, &cut, &written(&place, "cut.sql", &text[..middle]))).await;
    assert!(why.contains("the dump is cut"), "{why}");
    let whole = written(&place, "dump.sql", &text);
    for slug in [&alone, &cut] {
        said(&run(import(&place, slug, &whole)).await);
    }
    same(&content(&place, &cut).await, &content(&place, &alone).await);
}

#[tokio::test]
async fn a_gzip_bomb_and_a_file_that_is_no_dump_are_refused_and_leave_nothing() {
    let place = Place::new();
    let slug = make_space(&place, "Acme").await;
    let bomb = place.path("bomb.sql.gz");
    let made = Command::new("sh").args(["-c", "head -c 1500000000 /dev/zero | gzip -1 > \"$0\""]).arg(&bomb).status();
    assert!(made.expect("a shell").success());
    // Memory stays bounded: past a gigabyte of addresses the process would die without words.
    let mut command = Command::new("sh");
    let inner = import(&place, &slug, &bomb);
    command.args(["-c", "ulimit -v 3000000; exec \"$@\"", "sh"]).arg(inner.get_program()).args(inner.get_args()).env_clear();
    command.envs(inner.get_envs().filter_map(|(name, value)| Some((name, value?))));
    let why = refused(command).await;
    assert!(why.contains("not an SQL dump") || why.contains("unpacks to more") || why.contains("beyond what is accepted"), "{why}");
    let why = refused(import(&place, &slug, &written(&place, "photo.sql", "\u{89}PNG\r\nnot a dump at all"))).await;
    assert!(why.contains("not an SQL dump") || why.contains("no Dolibarr was found"), "{why}");
    assert!(content(&place, &slug).await["party"].is_empty());
}

#[tokio::test]
async fn an_upload_of_more_than_two_gigabytes_is_refused_before_a_byte_of_it_is_sent() {
    let place = Place::new();
    let server = Running::start(&place).await;
    let mut company = Company::new("Acme", server.browser());
    company.sign_up(&place.data()).await.expect("the server lives");
    let office = company.enter().await.expect("the server lives");
    let kind = "multipart/form-data; boundary=frontier";
    office.promise("/admin/dolibarr/depot", kind, 3 << 30).await.is(413).says("dépasse");
    // What is small enough is asked for, and only a form that cannot be read is refused.
    let head = office.promise("/admin/dolibarr/depot", "text/plain", 1 << 30).await;
    assert_eq!(head.status, 400, "{}", head.head);
}

/// The server for trials, if there is one.
#[expect(clippy::disallowed_methods, reason = "tests are told by the environment where the server is")]
fn mysql(test: &str) -> Option<url::Url> {
    let found = std::env::var("HOOTIS_TEST_MYSQL").ok().and_then(|address| address.parse().ok());
    if found.is_none() {
        println!("SKIPPED (no MySQL): {test}");
    }
    found
}

/// A server's address through a wire that is cut after so many bytes, if there are any.
async fn wire(to: &url::Url, cut_after: Option<u64>) -> u16 {
    let target = (to.host_str().expect("a host").to_owned(), to.port().unwrap_or(3306));
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            #[expect(clippy::disallowed_methods, reason = "a test connects to a server of its own")]
            let far = TcpStream::connect(&target).await.expect("the server");
            tokio::spawn(async move {
                let ((mut near_read, mut near_write), (far_read, mut far_write)) = (near.into_split(), far.into_split());
                let up = async { tokio::io::copy(&mut near_read, &mut far_write).await };
                let mut far_read = tokio::io::AsyncReadExt::take(far_read, cut_after.unwrap_or(u64::MAX));
                let down = async { tokio::io::copy(&mut far_read, &mut near_write).await };
                // Both halves are dropped as soon as one has ended: the connection is gone.
                tokio::select! { _ = up => {}, _ = down => {} }
            });
        }
    });
    port
}

#[tokio::test]
async fn a_server_that_dies_in_the_middle_is_told_and_the_next_import_ends_as_if_it_had_not() {
    let Some(server) = mysql("a_server_that_dies_in_the_middle_is_told_and_the_next_import_ends_as_if_it_had_not") else { return };
    let place = Place::new();
    let (alone, cut) = (make_space(&place, "Alone").await, make_space(&place, "Cut").await);
    let name = format!("fault_{}", uuid::Uuid::now_v7().simple());
    let file = written(&place, "dump.sql", &format!("CREATE DATABASE {name} CHARACTER SET utf8mb4; USE {name};\n{}", dump()));
    let client = |input: Stdio, sql: &[&str]| {
        let (host, port) = (server.host_str().expect("a host"), server.port().unwrap_or(3306).to_string());
        let mut command = Command::new("mariadb");
        command.args(["--no-defaults", "-h", host, "-P", &port, "-u", server.username(), "--default-character-set=utf8mb4"]).args(sql);
        assert!(command.stdin(input).status().expect("the client starts").success(), "the server refused");
    };
    client(std::fs::File::open(file).expect("a file").into(), &[]);
    let address = async |cut| format!("mysql://{}@127.0.0.1:{}/{name}", server.username(), wire(&server, cut).await);
    let through = |slug: &str, address: &str| place.command(&["dolibarr", "import", slug, "--url", address, "--tls", "none", "--json"]);
    for bytes in [2_000, 150_000, 400_000] {
        let why = refused(through(&cut, &address(Some(bytes)).await)).await;
        assert!(why.contains("server") && !why.contains("panicked"), "{why}");
    }
    let whole = address(None).await;
    for slug in [&alone, &cut] {
        said(&run(through(slug, &whole)).await);
    }
    client(Stdio::null(), &["-e", &format!("DROP DATABASE {name}")]);
    same(&content(&place, &cut).await, &content(&place, &alone).await);
}
