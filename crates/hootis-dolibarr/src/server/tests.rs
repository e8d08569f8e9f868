//! Servers: refusals without one, equality with dumps when one is there.

use mysql_async::prelude::Queryable as _;
use secrecy::SecretString;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};

use super::{Protection, ServerSource};
use crate::{
    GrantNames, Guard, ReadOptions, Record, Source, Warning, WholeOptions, check, grants,
    testing::{
        all, dump,
        fixture::{Style, n, t},
        invented, parts,
        trial::{Trial, unpacked},
    },
};

const SECRET: &str = "mot-de-passe";

fn parse(url: &str) -> Result<ServerSource, crate::DolibarrError> {
    ServerSource::parse(url, None, Guard::PublicOnly { allowed: Vec::new() })
}

#[test]
fn addresses_are_understood_and_shown_without_secrets() {
    let found = parse("mysql://doli:mot-de-passe%21@DB.essai.example:3307/ma_base").unwrap();
    assert_eq!(found.label(), "db.essai.example/ma_base");
    assert_eq!((found.port, found.user.as_str()), (3307, "doli"));
    assert!(!format!("{found:?}").contains(SECRET));
    let other = ServerSource::parse("mariadb://a:b@[2a01::1]/c", Some(SecretString::from(SECRET)), Guard::Any).unwrap();
    assert_eq!((other.host.as_str(), other.port), ("2a01::1", 3306));
    assert!(!format!("{:?}", Source::Server(other)).contains(SECRET));
}

#[test]
fn addresses_that_cannot_be_are_refused_without_being_repeated() {
    for url in [
        "",
        "x",
        "http://a:mot-de-passe@b/c",
        "mysql://b/c",
        "mysql://a@b",
        "mysql://a@b/",
        "mysql://a@b/c/d",
        "mysql://a:mot-de-passe@b/c?socket=/run/x",
        "mysql://a@/c",
        "mysql://a:mot-de-passe@b:99999/c",
        "mysql://%ff:mot-de-passe@b/c",
    ] {
        let error = parse(url).unwrap_err();
        assert_eq!(error.code(), "bad-address", "{url}");
        assert!(!format!("{error} {error:?}").contains(SECRET), "{url}");
    }
}

#[tokio::test]
async fn private_and_unknown_hosts_are_refused_before_anything_is_sent() {
    for host in ["127.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "10.0.0.1", "169.254.169.254", "localhost"] {
        let source = parse(&format!("mysql://a:mot-de-passe@{host}:1/c")).unwrap();
        let error = check(&Source::Server(source), None).await.unwrap_err();
        assert_eq!(error.code(), "refused-address", "{host}");
    }
    let source = parse("mysql://a:b@nulle-part.invalid/c").unwrap();
    assert_eq!(check(&Source::Server(source), None).await.unwrap_err().code(), "unknown-host");
}

#[tokio::test]
async fn what_is_not_a_server_is_told_from_what_does_not_answer() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let answering = tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let _ = stream.write_all(b"SSH-2.0-OpenSSH_9.2p1 Debian\r\n and some more\r\n").await;
        }
    });
    let url = format!("mysql://a:mot-de-passe@127.0.0.1:{port}/c");
    let source = Source::Server(ServerSource::parse(&url, None, Guard::Any).unwrap());
    let error = check(&source, None).await.unwrap_err();
    assert!(matches!(error.code(), "not-a-server" | "unreachable"), "{error:?}");
    answering.abort();
    let _ = answering.await;
    assert_eq!(check(&source, None).await.unwrap_err().code(), "unreachable");
}

/// A packet as a server frames it.
fn packet(sequence: u8, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_le_bytes();
    [&length[..3], &[sequence], payload].concat()
}

/// What a server greets with that offers no encryption and asks for the password in the newer way.
pub(super) fn greeting(flags: u32) -> Vec<u8> {
    let flags = flags.to_le_bytes();
    let parts: [&[u8]; 11] = [
        &[10],
        b"8.0.36\0",
        &[1, 0, 0, 0],
        b"abcdefgh",
        &[0],
        &flags[..2],
        &[45, 2, 0],
        &flags[2..],
        &[21, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        b"ijklmnopqrst\0",
        b"caching_sha2_password\0",
    ];
    packet(0, &parts.concat())
}

/// Long passwords, transactions, protocol 4.1, secure connection, named plug-ins; SSL is `0x800`.
pub(super) const FLAGS: u32 = 0x0008_a20f & !0x800;

#[tokio::test]
async fn a_server_that_makes_the_driver_panic_is_no_server() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let hostile = tokio::spawn(async move {
        let mut asked_for_key = false;
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut sent = [0_u8; 4096];
            stream.write_all(&greeting(FLAGS)).await.unwrap();
            let _answer = stream.read(&mut sent).await.unwrap();
            stream.write_all(&packet(2, &[1, 4])).await.unwrap();
            asked_for_key |= stream.read(&mut sent).await.unwrap() == 5 && sent[4] == 2;
            // No key at all: the driver expects one.
            let _gone = stream.write_all(&packet(4, b"\x01x")).await;
            if asked_for_key {
                break;
            }
        }
        asked_for_key
    });
    let url = format!("mysql://a:mot-de-passe@127.0.0.1:{port}/c");
    let source = Source::Server(ServerSource::parse(&url, None, Guard::Any).unwrap().protected(Protection::None));
    assert_eq!(check(&source, None).await.unwrap_err().code(), "not-a-server");
    assert!(hostile.await.unwrap(), "the dialogue got as far as the key");
}

/// A server that breaks every handshake; what it was sent of a name or a password.
#[tokio::test]
async fn what_is_not_encrypted_as_asked_is_told_nothing() {
    for (flags, protection, code) in [
        (FLAGS | 0x800, Protection::Verified, "untrusted"),
        (FLAGS | 0x800, Protection::Unverified, "untrusted"),
        (FLAGS, Protection::Verified, "no-encryption"),
        (FLAGS, Protection::Unverified, "no-encryption"),
    ] {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let between = tokio::spawn(async move {
            let mut heard = Vec::new();
            while let Ok((mut stream, _)) = listener.accept().await {
                stream.write_all(&greeting(flags)).await.unwrap();
                let mut sent = [0_u8; 4096];
                // What asks for encryption, then the handshake: answered with an alert of failure.
                for _ in 0..2 {
                    let count = stream.read(&mut sent).await.unwrap_or(0);
                    heard.extend_from_slice(&sent[..count]);
                    if heard.windows(3).any(|part| part == [22, 3, 1]) {
                        let _gone = stream.write_all(&[21, 3, 3, 0, 2, 2, 40]).await;
                        break;
                    }
                }
                if tokio::time::timeout(std::time::Duration::from_millis(200), listener.accept()).await.is_err() {
                    break;
                }
                heard.extend_from_slice(b"came again");
            }
            heard
        });
        let url = format!("mysql://personne:mot-de-passe@127.0.0.1:{port}/c");
        let source = Source::Server(ServerSource::parse(&url, None, Guard::Any).unwrap().protected(protection));
        assert_eq!(check(&source, None).await.unwrap_err().code(), code, "{protection:?}");
        let heard = between.await.unwrap();
        for secret in ["personne", "mot-de-passe", "caching_sha2", "came again"] {
            assert!(!heard.windows(secret.len()).any(|part| part == secret.as_bytes()), "{protection:?}: it heard {secret}");
        }
    }
}

#[tokio::test]
async fn a_reading_that_panics_is_no_end_of_the_base() {
    let (to, mut from) = tokio::sync::mpsc::channel::<Result<crate::Batch, _>>(1);
    super::supply(async { panic!("a library of ours") }, to).await;
    assert_eq!(from.recv().await.unwrap().unwrap_err().code(), "interrupted");
    assert!(from.recv().await.is_none());
}

/// Warnings without what only a server has to say.
fn of_the_base(warnings: Vec<Warning>) -> Vec<Warning> {
    warnings.into_iter().filter(|warning| !matches!(warning.code, "no-tls" | "tls-unverified")).collect()
}

#[tokio::test]
async fn a_server_gives_the_records_of_its_dump_and_is_left_as_it_was() {
    for (name, file) in [("v16", "doli16-small.sql.gz"), ("v22", "doli22-small.sql.gz")] {
        let Some(sql) = unpacked(file) else { return };
        let Some(mut trial) = Trial::load(name, &sql).await else { return };
        let before = trial.checksums().await;
        assert!(before.len() > 200, "{}", before.len());
        let (records, warnings) = all(trial.source(), ReadOptions::default()).await.unwrap();
        let (expected, told) = all(dump(sql.clone()), ReadOptions::default()).await.unwrap();
        assert!(records == expected, "the records of {name} differ");
        assert!(warnings.iter().any(|warning| warning.code == "no-tls"), "the server for trials offers nothing, and it is said");
        assert_eq!(of_the_base(warnings), told);
        for entity in [None, Some(1), Some(2)] {
            let source = Source::Server(trial.source());
            let mut live = check(&source, entity).await.unwrap();
            assert_eq!(source.is_read_only(), Some(true), "the server says that the session cannot write");
            live.warnings = of_the_base(live.warnings);
            assert_eq!(live, check(&dump(sql.clone()).into(), entity).await.unwrap());
        }
        assert_eq!(trial.checksums().await, before);
        trial.drop().await;
    }
}

/// `SELECT` of the general log: its table and the columns that it names.
fn columns_of(query: &str) -> Option<(String, Vec<String>)> {
    let (columns, rest) = query.strip_prefix("SELECT `")?.split_once("` FROM `")?;
    let table = rest.split('`').next()?.to_owned();
    let ordered = rest.split_once(" ORDER BY `").map_or("", |(_, keys)| keys.trim_end_matches('`'));
    let named = columns.split("`, `").chain(ordered.split("`, `").filter(|key| !key.is_empty()));
    Some((table, named.map(str::to_owned).collect()))
}

#[tokio::test]
async fn a_user_made_by_the_guide_reads_everything_and_all_that_it_may() {
    let Some(sql) = unpacked("doli22-small.sql.gz") else { return };
    let Some(mut trial) = Trial::load("granted", &sql).await else { return };
    let base = trial.url.rsplit_once('/').unwrap().1.to_owned();
    let user = format!("reader_{}", std::process::id());
    let made = grants(GrantNames { base: &base, prefix: "llx_", user: &user, password: SECRET });
    trial.connection.query_drop("SET GLOBAL log_output = 'TABLE'").await.unwrap();
    for statement in made.split(";\n").flat_map(|line| line.split("; EXECUTE ").enumerate().map(|(at, part)| (at, part.to_owned()))) {
        let (at, text) = statement;
        if !text.is_empty() {
            trial.connection.query_drop(if at == 0 { text } else { format!("EXECUTE {text}") }).await.unwrap();
        }
    }
    let expected = parts(trial.source(), WholeOptions::default()).await.unwrap();
    let address = trial.url.split_once('@').unwrap().1.to_owned();
    let reader = ServerSource::parse(&format!("mysql://{user}@{address}"), Some(SecretString::from(SECRET)), Guard::Any).unwrap();
    trial.connection.query_drop("SET GLOBAL general_log = 1").await.unwrap();
    let found = parts(reader.protected(Protection::Offered), WholeOptions::default()).await;
    trial.connection.query_drop("SET GLOBAL general_log = 0").await.unwrap();
    assert!(found.unwrap() == expected, "what the user reads is not what root reads");
    let log = format!("SELECT CONVERT(argument USING utf8mb4) FROM mysql.general_log WHERE user_host LIKE '{user}[%'");
    let asked: Vec<String> = trial.connection.query(log).await.unwrap();
    let asked: std::collections::BTreeSet<(String, String)> = asked
        .iter()
        .filter_map(|query| columns_of(query))
        .flat_map(|(table, columns)| columns.into_iter().map(move |column| (table.clone(), column.to_ascii_lowercase())))
        .collect();
    let granted = format!("SELECT TABLE_NAME, LOWER(COLUMN_NAME) FROM information_schema.COLUMN_PRIVILEGES WHERE GRANTEE LIKE '\\'{user}\\'%'");
    let granted: Vec<(String, String)> = trial.connection.query(granted).await.unwrap();
    let passwords: Vec<String> = trial.connection.query("SELECT LOWER(name) FROM llx_extrafields WHERE type = 'password'").await.unwrap();
    assert!(granted.len() > 300, "{}", granted.len());
    let unread: Vec<_> = granted.iter().filter(|one| !asked.contains(*one) && !passwords.contains(&one.1)).collect();
    assert!(unread.is_empty(), "granted and never read: {unread:?}");
    for wider in ["TABLE_PRIVILEGES", "SCHEMA_PRIVILEGES"] {
        let count: i64 = trial
            .connection
            .query_first(format!("SELECT COUNT(*) FROM information_schema.{wider} WHERE GRANTEE LIKE '\\'{user}\\'%'"))
            .await
            .unwrap()
            .unwrap();
        assert_eq!(count, 0, "{wider}");
    }
    trial.connection.query_drop(format!("DROP USER '{user}'@'%'")).await.unwrap();
    trial.drop().await;
}

#[tokio::test]
async fn an_odd_base_is_the_same_on_a_server_and_in_its_dump() {
    let mut fixture = invented::v22();
    fixture.set("societe", "3", "parent", n("2")).set("societe", "1", "datec", t("0000-00-00 00:00:00"));
    fixture.set("socpeople", "2", "fk_soc", n("78")).set("societe", "1", "note_public", t("l'été <b>\\o/</b> 🙏\n\u{1a}"));
    let sql = fixture.dump(Style::PhpMyAdmin);
    // The server refuses what only makes the fixture hard to tokenise.
    let loaded = String::from_utf8(sql.clone()).unwrap();
    let loaded = loaded.replace("START TRANSACTION;", "").replace("COMMIT;", "");
    let (tables, _) = loaded.split_once("ALTER TABLE `llx_x`").unwrap();
    let Some(trial) = Trial::load("odd", tables.replace("PRIMARY KEY", "KEY pk").as_bytes()).await else { return };
    let expected = all(dump(sql), ReadOptions::default()).await.unwrap();
    let (mut records, mut warnings) = all(trial.source(), ReadOptions::default()).await.unwrap();
    warnings = of_the_base(warnings);
    // The fixture's columns are all text, so its server sorts them as text.
    let sorted = |records: &mut Vec<Record>| records.sort_by_key(|record| format!("{record:?}"));
    let mut of_dump = expected.0;
    sorted(&mut records);
    sorted(&mut of_dump);
    assert_eq!(records, of_dump);
    let codes = |warnings: &[Warning]| {
        let mut codes: Vec<_> = warnings.iter().map(|warning| (warning.code, warning.row)).collect();
        codes.sort_unstable();
        codes
    };
    assert_eq!(codes(&warnings), codes(&expected.1));
    trial.drop().await;
}

#[tokio::test]
async fn what_the_server_refuses_is_told_in_plain_words() {
    let Some(mut trial) = Trial::load("refusals", b"SELECT 1").await else { return };
    let error = check(&Source::Server(trial.source()), None).await.unwrap_err();
    assert_eq!(error.code(), "not-a-dolibarr");
    let address = trial.url.split_once('@').unwrap().1.to_owned();
    let source =
        |url: &str| Source::Server(ServerSource::parse(url, Some(SecretString::from(SECRET)), Guard::Any).unwrap().protected(Protection::None));
    let error = check(&source(&format!("mysql://root@{address}")), None).await.unwrap_err();
    assert_eq!(error.code(), "wrong-password");
    assert!(!format!("{error} {error:?}").contains(SECRET));
    let url = format!("{}_absent", trial.url);
    let source = Source::Server(ServerSource::parse(&url, None, Guard::Any).unwrap().protected(Protection::None));
    assert_eq!(check(&source, None).await.unwrap_err().code(), "unknown-database");
    trial.connection.query_drop("CREATE TABLE llx_c_forme_juridique (code int)").await.unwrap();
    trial.connection.query_drop("CREATE TABLE llx_societe (nom text)").await.unwrap();
    let error = check(&Source::Server(trial.source()), None).await.unwrap_err();
    assert_eq!(error.code(), "not-a-dolibarr");
    trial.drop().await;
}

#[tokio::test]
async fn a_server_that_dies_while_it_answers_is_told() {
    let sql = String::from_utf8(invented::many().dump(Style::PhpMyAdmin)).unwrap();
    let (sql, _) = sql.split_once("ALTER TABLE `llx_x`").unwrap();
    let sql = sql.replace("PRIMARY KEY", "KEY pk").replace("START TRANSACTION;", "");
    let Some(trial) = Trial::load("dying", sql.as_bytes()).await else { return };
    let address = trial.url.split_once('@').unwrap().1.to_owned();
    let (server, base) = address.split_once('/').unwrap();
    // What one reading takes from the server, then readings cut at parts of it.
    let whole = through(server, base, u64::MAX).await;
    assert!(whole.0.is_none() && whole.1 > 50_000, "{whole:?}");
    for part in 1..=8 {
        let (error, _) = through(server, base, whole.1 * part / 9).await;
        assert!(matches!(error, Some("connection-lost" | "not-a-server" | "unreachable")), "{part}/9: {error:?}");
    }
    trial.drop().await;
}

/// Reads through a relay that goes away after `limit` bytes of the server's: the error, the bytes.
async fn through(server: &str, base: &str, limit: u64) -> (Option<&'static str>, u64) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let server = server.to_owned();
    let (stop, mut stopped) = tokio::sync::oneshot::channel::<()>();
    let relay = tokio::spawn(async move {
        let mut bytes = 0;
        // Without encryption a reading knocks twice: the first time to ask for it.
        loop {
            let (near, _) = tokio::select! {
                accepted = listener.accept() => accepted.unwrap(),
                _ = &mut stopped => return bytes,
            };
            #[expect(clippy::disallowed_methods, reason = "a test connects to a server of its own")]
            let far = tokio::net::TcpStream::connect(&server).await.unwrap();
            let ((mut near_in, mut near_out), (mut far_in, mut far_out)) = (near.into_split(), far.into_split());
            let asking = tokio::spawn(async move { tokio::io::copy(&mut near_in, &mut far_out).await });
            let (mut piece, mut left) = (vec![0; 4096], usize::try_from(limit).unwrap());
            while let Ok(count @ 1..) = far_in.read(&mut piece).await {
                let count = count.min(left);
                left -= count;
                if near_out.write_all(&piece[..count]).await.is_err() || left == 0 {
                    break;
                }
                bytes += u64::try_from(count).unwrap();
            }
            asking.abort();
        }
    });
    let url = format!("mysql://root@127.0.0.1:{port}/{base}");
    let source = ServerSource::parse(&url, None, Guard::Any).unwrap().protected(Protection::None);
    let error = all(source, ReadOptions::default()).await.err().map(|error| error.code());
    let _ = stop.send(());
    (error, relay.await.unwrap())
}
