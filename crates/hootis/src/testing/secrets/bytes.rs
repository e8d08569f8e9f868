//! What the policy calls hashed or encrypted, looked for in the bytes of the databases (S1, S2).

use std::collections::BTreeSet;
use std::path::Path;

use hootis_policy::data::{self, Column, Database, Protection};
use hootis_space::{Conn, Value, args, shape};
use uuid::Uuid;

use super::story::live;
use super::{Known, Told};
use crate::testing::TestApp;
use crate::testing::by_hand::{master_key, unwrapped};

/// A Hootis that may send messages, through a carrier that does not answer.
pub(super) async fn app() -> TestApp {
    let sms = crate::sms::Options {
        sms: Some("twilio".into()),
        sms_account: "ACstory".into(),
        sms_key: "SKstory".into(),
        sms_secret: Some("a carrier's secret 5521".to_owned().into()),
        sms_from: "Hootis".into(),
        sms_url: Some("http://127.0.0.1:9".into()),
    };
    TestApp::with(|options| options.outreach.sms = sms.read().expect("a carrier")).await
}

/// A value as the bytes that are kept of it.
fn bytes(value: Value) -> Vec<u8> {
    match value {
        Value::Bytes(bytes) => bytes,
        Value::Text(text) => text.into_bytes(),
        Value::Id(id) => id.as_bytes().to_vec(),
        Value::Int(number) => number.to_string().into_bytes(),
        Value::Real(number) => number.to_string().into_bytes(),
        Value::Bool(_) | Value::Null => Vec::new(),
    }
}

/// Every declared column of a database that is not kept as it is.
fn protected(database: Database) -> impl Iterator<Item = (&'static str, &'static Column)> {
    let columns = data::tables(database).iter().flat_map(|table| table.columns.iter().map(|column| (table.name, column)));
    columns.filter(|(_, column)| column.protection != Protection::Clear)
}

/// The databases in which the story took place: direct SQL on PostgreSQL, through the key on SQLCipher.
struct Looked<'a> {
    app: &'a TestApp,
    told: &'a Told,
    checked: BTreeSet<String>,
}

impl Looked<'_> {
    async fn look(&mut self, database: Database, conn: &impl Conn) {
        for (table, column) in protected(database) {
            let place = format!("{table}.{}", column.name);
            let key = data::table(database, table).and_then(|table| table.columns.first()).map_or("id", |column| column.name);
            let sql = format!("SELECT {key}, {} FROM {table} WHERE {} IS NOT NULL", column.name, column.name);
            let rows: Vec<(Vec<u8>, Vec<u8>)> = conn
                .query(&sql, args![])
                .await
                .expect("rows")
                .into_iter()
                .map(|row| {
                    let mut values = row.rest().into_iter().map(bytes);
                    (values.next().unwrap_or_default(), values.next().unwrap_or_default())
                })
                .collect();
            let known: Vec<&Known> = self.told.known.iter().filter(|known| known.database == database && known.place == place).collect();
            assert!(!known.is_empty(), "{place} is declared {:?}, and the story puts nothing known into it", column.protection);
            assert!(!rows.is_empty(), "{place} is empty after the story");
            for known in &known {
                let shown = rows.iter().find(|(_, kept)| known.is_in(kept));
                assert!(shown.is_none(), "{place} shows what was typed");
                self.is_made_of(known, column, &rows).await;
            }
            self.checked.insert(format!("{database:?} {place}"));
        }
    }

    /// That what is kept was made of what is known, in the way that is declared.
    async fn is_made_of(&self, known: &Known, column: &Column, rows: &[(Vec<u8>, Vec<u8>)]) {
        let (place, plain) = (known.place, &known.plain);
        match column.protection {
            Protection::Clear => unreachable!("only others are looked at"),
            Protection::PasswordHash => {
                let typed = String::from_utf8(plain.clone()).expect("text");
                let mut is_right = false;
                for (_, hash) in rows {
                    let hash = String::from_utf8(hash.clone()).expect("text");
                    assert!(hash.starts_with("$argon2id$"), "{place} is no Argon2id hash");
                    // Codes are typed with their dashes or without.
                    for typed in [typed.clone(), typed.replace('-', ""), typed.replace('-', "").to_uppercase()] {
                        is_right |= self.app.app.passwords().check(typed.into(), Some(hash.clone())).await.expect("an answer");
                    }
                }
                assert!(is_right, "no hash in {place} is of what was typed");
            }
            // What comes out of a Dolibarr is hashed with what it was read as.
            Protection::Digest if known.is_secret => {
                let digest = hootis_vault::digest(plain);
                assert!(rows.iter().any(|(_, kept)| *kept == digest), "{place} has no hash of what was given");
            }
            Protection::Digest => assert!(rows.iter().all(|(_, kept)| kept.len() == 32), "{place} is no SHA-256"),
            Protection::KeyedHash => {
                let guessed = hootis_vault::digest(plain);
                for (_, kept) in rows {
                    assert!(kept.len() == 32, "{place} is no keyed hash");
                    assert!(*kept != guessed, "{place} can be tried without the key");
                }
            }
            Protection::Sealed => assert!(self.opened(known, column, rows).await, "nothing in {place} opens to what was typed"),
            Protection::Wrapped => {
                let master = master_key(self.app.app.master_key_path());
                let space = |id: &[u8]| Uuid::from_slice(id).expect("an id");
                let is_there = rows.iter().any(|(id, kept)| unwrapped(&master, kept, space(id)) == *plain);
                assert!(is_there && rows.iter().all(|(_, kept)| kept.len() == 81), "nothing in {place} is the key");
            }
        }
    }

    /// Whether a sealed value opens, with the key of its database and at its own place alone, to what is known.
    async fn opened(&self, known: &Known, column: &Column, rows: &[(Vec<u8>, Vec<u8>)]) -> bool {
        let (table, _) = known.place.split_once('.').expect("table.column");
        let sealer = match known.database {
            Database::Space => {
                let id = self.app.app.platform().get("SELECT id FROM space WHERE slug = 'acme'", args![]).await.expect("the space");
                self.app.app.keys_of(id).await.expect("keys").secrets()
            }
            Database::Platform | Database::Journal => self.app.app.platform_key().secrets(),
        };
        let place = |row: &[u8]| data::place(table, column.name, &Uuid::from_slice(row).expect("an id").to_string());
        let opens = |(row, sealed): &(Vec<u8>, Vec<u8>)| {
            assert!(sealer.open(&place(Uuid::nil().as_bytes()), sealed).is_err(), "{} opens in another row", known.place);
            sealer.open(&place(row), sealed).is_ok_and(|plain| memchr::memmem::find(&plain, &known.plain).is_some())
        };
        rows.iter().any(opens)
    }

    /// No secret stands in any other column of a database either.
    async fn look_everywhere(&self, database: Database, conn: &impl Conn) {
        for table in shape(conn).await.expect("its shape") {
            let columns: Vec<&str> = table.columns.iter().map(|(name, _)| name.as_str()).collect();
            if data::is_engine_internal(&table.name) || columns.is_empty() {
                continue;
            }
            let sql = format!("SELECT {} FROM {}", columns.join(", "), table.name);
            for row in conn.query(&sql, args![]).await.expect("rows") {
                for (column, value) in columns.iter().zip(row.rest()) {
                    let kept = bytes(value);
                    let shown = self.told.known.iter().filter(|known| known.is_secret).find(|known| known.is_in(&kept));
                    assert!(shown.is_none(), "{database:?} {}.{column} shows the secret of {}", table.name, shown.map_or("", |known| known.place));
                }
            }
        }
    }
}

/// Every file below a folder.
fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files(&path, found);
        } else {
            found.push(path);
        }
    }
}

/// The files of the data folder show nothing of it: not even what columns keep as it is.
fn files_show_nothing(app: &TestApp, told: &Told, is_file: bool) {
    let mut paths = Vec::new();
    files(&app.data(), &mut paths);
    let mut databases = 0;
    for path in paths {
        let kept = std::fs::read(&path).expect("a file");
        databases += usize::from(path.extension().is_some_and(|end| end == "db"));
        assert!(memchr::memmem::find(&kept, b"SQLite format 3").is_none(), "{} is in clear", path.display());
        for known in told.known.iter().filter(|known| known.plain.len() > 8) {
            assert!(!known.is_in(&kept), "{} shows what {} is made of", path.display(), known.place);
        }
    }
    assert!(!is_file || databases >= 4, "{databases} databases were looked at");
}

async fn looked<'a>(app: &'a TestApp, told: &'a Told) -> BTreeSet<String> {
    let mut looked = Looked { app, told, checked: BTreeSet::new() };
    let (platform, journal) = (app.app.platform(), app.app.journal().conn());
    let id = platform.get("SELECT id FROM space WHERE slug = 'acme'", args![]).await.expect("the space");
    let space = crate::platform::spaces::open(&app.app, id).await.expect("the space opens");
    looked.look(Database::Platform, platform).await;
    looked.look(Database::Journal, journal).await;
    looked.look(Database::Space, &space).await;
    looked.look_everywhere(Database::Platform, platform).await;
    looked.look_everywhere(Database::Journal, journal).await;
    looked.look_everywhere(Database::Space, &space).await;
    looked.checked
}

#[tokio::test]
async fn p_s1_p_s2_everything_declared_hashed_or_encrypted_is_so_in_the_bytes() {
    let app = app().await;
    let told = live(&app).await;
    let checked = looked(&app, &told).await;
    let declared: BTreeSet<String> = [Database::Platform, Database::Journal, Database::Space]
        .into_iter()
        .flat_map(|database| protected(database).map(move |(table, column)| format!("{database:?} {table}.{}", column.name)))
        .collect();
    assert_eq!(checked, declared);
    // And nothing of the story is about a column that nobody declares any more.
    for known in &told.known {
        let is_declared = protected(known.database).any(|(table, column)| known.place == format!("{table}.{}", column.name));
        assert!(is_declared, "{} is not declared hashed or encrypted", known.place);
    }
    files_show_nothing(&app, &told, app.app.platform().engine().encrypts_whole_databases());
}

/// Somebody writes what was typed into a column that is declared hashed, and it is seen.
#[tokio::test]
#[should_panic(expected = "account.password_hash shows what was typed")]
async fn p_s1_a_password_in_clear_is_found_in_the_bytes() {
    let app = app().await;
    let told = live(&app).await;
    let sql = "UPDATE account SET password_hash = $1";
    app.app.platform().execute(sql, args![crate::testing::PASSWORD]).await.expect("an update");
    looked(&app, &told).await;
}

/// Somebody notes a secret in a column that is declared to be as it is, and it is seen.
#[tokio::test]
#[should_panic(expected = "Space party.name shows the secret of import_source.sealed_url")]
async fn p_s2_a_secret_in_any_other_column_is_found_in_the_bytes() {
    let app = app().await;
    let told = live(&app).await;
    let id = app.app.platform().get("SELECT id FROM space WHERE slug = 'acme'", args![]).await.expect("the space");
    let space = crate::platform::spaces::open(&app.app, id).await.expect("the space opens");
    space.execute("UPDATE party SET name = $1", args![format!("« {} »", super::story::DOLIBARR_PASSWORD)]).await.expect("an update");
    looked(&app, &told).await;
}
