//! A life in which every secret comes up that the policy declares hashed or encrypted.

use std::time::Duration;

use hootis_dolibarr::{DumpSource, Source, Take};
use hootis_policy::data::Database;
use hootis_space::{Conn as _, args};
use serde_json::Value;
use uuid::Uuid;

use super::{Told, token};
use crate::access::JobContext;
use crate::access::factors::tests::Someone;
use crate::access::factors::tests::passkeys::{Authenticator, add_with, asked_in, come_in, sign_in_page};
use crate::platform::spaces::{self, slug};
use crate::platform::{api_keys, journal};
use crate::space::imports;
use crate::testing::by_hand::{master_key, unwrapped};
use crate::testing::{Client, PASSWORD, TestApp, TestSpace, form, link_in};

/// What opens the customer's Dolibarr.
pub(crate) const DOLIBARR_PASSWORD: &str = "mot-de-passe-de-dolibarr-8417";
/// A number that an SMS goes to.
pub(crate) const PHONE: &str = "06 39 98 00 10";
/// A company whose name comes out of a Dolibarr.
const IMPORTED: &str = "Ferronnerie Dupuis-Lachaise";
/// What is in a file that somebody adds.
const FILE: &str = "Le devis de la verrière, gardez-le pour vous";
/// Where everybody in a test comes from.
const NETWORK: &str = "127.0.0.1";

/// An application in which all of it can come up, and what came up.
pub(crate) async fn live(app: &TestApp) -> Told {
    let mut told = Told::default();
    purged_journal(app, &mut told).await;
    signups(app, &mut told).await;
    let space = app.space("Acme").await;
    back_office(app, &space, &mut told).await;
    let account = Someone::account(&space).await;
    told.platform("account.password_hash", PASSWORD);
    // First: once there is a second factor, another address takes it.
    account_settings(app, &space, &account, &mut told).await;
    factors(app, &account, app.anyone(), app.anyone(), &mut told, Database::Platform).await;
    let member = Someone::member(&space).await;
    told.space("member.password_hash", PASSWORD);
    factors(app, &member, space.anyone(), space.anyone(), &mut told, Database::Space).await;
    told.space("member_session.token_hash", token(&member.client.cookie("hootis-backend").expect("a session")));
    told.put(Database::Space, "member_device.device_hash", NETWORK, false);
    told.space("member_link.token_hash", forgotten(app, &space.anyone(), "/admin", &member.email).await);
    contacts(app, &space, &mut told).await;
    operators(app, &mut told).await;
    two_keys(app, &space, &mut told).await;
    // The last: the carrier does not answer, and the number waits.
    account.client.post("/console/securite/telephone", form! { phone: PHONE }).await.is(303);
    told.platform("factor_phone.sealed_number", "+33639980010");
    told.platform("session.token_hash", token(&account.client.cookie("hootis_session").expect("a session")));
    told
}

/// A journal that has forgotten its beginning: it has an anchor.
async fn purged_journal(app: &TestApp, told: &mut Told) {
    app.operator("ada").await;
    app.advance(Duration::from_secs(400 * 86_400));
    journal::purge(&app.app, app.app.now(), u32::MAX).await.expect("the oldest entries go");
    for place in ["chain.hash", "chain.anchor_hash", "chain.anchor_seal", "entry.hash", "entry.previous_hash"] {
        told.put(Database::Journal, place, "signed_in", false);
    }
    told.put(Database::Journal, "entry.network_hash", NETWORK, false);
    told.put(Database::Platform, "journal_head.seal", "signed_in", false);
}

/// The token of the last link that was mailed to an address.
async fn mailed(app: &TestApp, to: &str, start: &str) -> String {
    let (_, path) = Client::split(&link_in(&app.mail_to(to).await, start));
    path.split("lien=").nth(1).expect("a token").to_owned()
}

/// One who has not confirmed yet, and one who has.
async fn signups(app: &TestApp, told: &mut Told) {
    for (email, is_confirmed) in [("lea@atelier.example", true), ("paul@fonderie.example", false)] {
        let client = app.anyone();
        client.get("/inscription").await.is(200);
        let company = email.split(['@', '.']).nth(1).expect("a name");
        client.post("/inscription", form! { company: company, name: "Léa Roc", email: email, password: PASSWORD }).await.is(303);
        let letter = app.mail_to(email).await;
        let link = mailed(app, email, "http://").await;
        if is_confirmed {
            client.post("/inscription/confirmation", form! { lien: link }).await.is(200);
            told.platform("trial_trace.browser_hash", client.cookie("pbyvvsof8r").expect("a mark"));
        } else {
            let code = letter.text.split_whitespace().find(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit()));
            told.platform("signup.password_hash", PASSWORD);
            told.platform("signup.link_hash", token(&link));
            // Six digits may stand anywhere by chance.
            told.put(Database::Platform, "signup.code_hash", code.expect("a code"), false);
            told.put(Database::Platform, "throttle.bucket", email, false);
        }
    }
    slug::hold(app.app.platform(), app.app.platform_key(), app.app.now(), "ferronnerie").await.expect("an address that is kept from others");
    told.put(Database::Platform, "slug_hold.slug_hash", "ferronnerie", false);
}

/// A key of a program, a Dolibarr, and what came out of one.
async fn back_office(app: &TestApp, space: &TestSpace<'_>, told: &mut Told) {
    let owner = space.owner().await;
    told.platform("api_key.key_hash", api_keys::tests::key(&owner, "Caisse", "clients:read").await);
    let folder = app.data().join("files").join(space.row.id.to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    let sql: std::sync::Arc<[u8]> = dump().into_bytes().into();
    let again = move || Ok(Box::new(std::io::Cursor::new(std::sync::Arc::clone(&sql))) as Box<dyn std::io::Read + Send>);
    let source = Source::Dump(DumpSource::reopen("dump.sql", std::sync::Arc::new(again)));
    let request = imports::Request { source, identity: "dump".into(), entity: 1, take: Take::default(), dry: false };
    imports::import(&space.db, &app.clock, &folder, request).await.expect("an import");
    told.put(Database::Space, "origin.fingerprint", IMPORTED, false);
    // Before a server is named, which is looked at first.
    kept_file(app, space, &owner, told).await;
    let server = form! { host: NETWORK, port: "3306", base: "dolibarr", user: "lecture", password: DOLIBARR_PASSWORD, acknowledged: "1" };
    owner.post("/admin/dolibarr/connexion", server).await.is(303);
    told.space("import_source.sealed_url", DOLIBARR_PASSWORD);
}

/// A file, known by a hash under a key that is itself sealed.
async fn kept_file(app: &TestApp, space: &TestSpace<'_>, owner: &Client, told: &mut Told) {
    owner.get("/admin/medias").await.is(200);
    let tus = ("tus-resumable", "1.0.0");
    let length = FILE.len().to_string();
    let upload = owner.call("POST", "/admin/medias/envois", &[tus, ("upload-length", &length)], "").await.is(201).location();
    owner.call("PATCH", &upload, &[tus, ("content-type", "application/offset+octet-stream"), ("upload-offset", "0")], FILE).await.is(204);
    told.put(Database::Space, "media_blob.content_hash", FILE, false);
    let (id, sealed): (Uuid, Vec<u8>) = space.db.get("SELECT id, sealed_key FROM media_key", args![]).await.expect("a key");
    let place = hootis_policy::data::place("media_key", "sealed_key", &id.to_string());
    let key = app.app.keys_of(space.row.id).await.expect("keys").secrets().open(&place, &sealed).expect("it opens");
    let mut hash = hootis_vault::ContentHash::new(&key);
    hash.update(FILE.as_bytes());
    let kept: Vec<u8> = space.db.get("SELECT content_hash FROM media_blob", args![]).await.expect("a content");
    assert_eq!(kept, hash.finish(), "it is the key of the hashes");
    told.space("media_key.sealed_key", &key[..]);
    // The same comes in an archive of Dolibarr's files.
    let folder = tempfile::tempdir().expect("a folder");
    let archive = folder.path().join("documents.tar");
    std::fs::write(&archive, imports::archive::testing::tar(&[("societe/1/plan.txt", FILE)])).expect("an archive");
    let context = JobContext::open(&app.app, space.row.id).await.expect("the space");
    let sorted = imports::archive::documents(&space.db, &context.desk, &app.clock, &archive).await.expect("it is read");
    assert_eq!(sorted.matched, 1);
    told.put(Database::Space, "dolibarr_file.sent_hash", FILE, false);
}

/// The least that is a Dolibarr.
fn dump() -> String {
    let table = |name: &str, columns: &str, row: &str| {
        format!("CREATE TABLE `llx_{name}` (\n  {}\n) ENGINE=InnoDB;\nINSERT INTO `llx_{name}` VALUES ({row});\n", columns.replace(',', ",\n  "))
    };
    let mut sql = String::from("-- MariaDB dump 10.19\nSET NAMES utf8mb4;\n");
    let columns = "`rowid` int(11) NOT NULL,`name` varchar(180),`entity` int(11),`value` text";
    sql += &table("const", columns, "1,'MAIN_VERSION_LAST_INSTALL',0,'22.0.4'),(2,'MAIN_INFO_SOCIETE_NOM',1,'Ateliers'");
    sql += &table("c_forme_juridique", "`rowid` int(11) NOT NULL,`code` int(11),`libelle` varchar(255)", "1,54,'SARL'");
    let columns = "`rowid` int(11) NOT NULL,`nom` varchar(128),`entity` int(11),`client` tinyint(4),`tms` timestamp";
    sql += &table("societe", columns, &format!("1,'{IMPORTED}',1,1,'2024-02-03 04:05:06'"));
    sql + "-- Dump completed on 2026-11-23  8:00:00\n"
}

/// An application, recovery codes, a passkey, half a sign-in, and a recovery that waits.
async fn factors(app: &TestApp, someone: &Someone, first: Client, second: Client, told: &mut Told, database: Database) {
    let (seed, codes) = someone.protect(app.app.now()).await;
    told.put(database, "factor.sealed_secret", seed_bytes(&seed), true);
    for code in codes {
        told.put(database, "recovery_code.code_hash", code, true);
    }
    let host = if database == Database::Space { "acme.hootis.localhost" } else { "hootis.localhost" };
    let authenticator = Authenticator::new(host);
    // Codes are good once: the one of the next half minute.
    app.advance(Duration::from_secs(30));
    let step = u64::try_from(app.app.now().0 / 30_000).expect("after 1970");
    add_with(someone, &authenticator, &hootis_vault::one_time_code(&seed_bytes(&seed), step, 6)).await.is(303);
    let page = sign_in_page(someone, &first).await;
    let challenge = match &asked_in(&page)["challenge"] {
        Value::String(text) => token(text),
        other => panic!("{other} is no challenge"),
    };
    come_in(someone, &first, authenticator.signed(&page)).await.is(303);
    told.put(database, "passkey_challenge.challenge_hash", challenge, true);
    let half = someone.half(second).await;
    let cookie = if database == Database::Space { "hootis-backend" } else { "hootis_session" };
    told.put(database, "half_sign_in.token_hash", token(&half.cookie(cookie).expect("half a sign-in")), true);
    let door = if database == Database::Space { "/admin" } else { "" };
    half.post(&format!("{door}/connexion/recuperation"), form! {}).await.is(303);
    told.put(database, "factor_recovery.token_hash", token(&mailed(app, &someone.email, "http://").await), true);
}

/// The bytes of a secret that a page shows in base32.
fn seed_bytes(text: &str) -> Vec<u8> {
    let digits = text.chars().filter_map(|c| "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".find(c));
    let bits: Vec<u8> = digits.flat_map(|digit| (0..5).rev().map(move |bit| u8::from(digit >> bit & 1 == 1))).collect();
    bits.chunks_exact(8).map(|byte| byte.iter().fold(0, |all, bit| all << 1 | bit)).collect()
}

/// What a forgotten password brings.
async fn forgotten(app: &TestApp, client: &Client, door: &str, email: &str) -> Vec<u8> {
    client.get(&format!("{door}/mot-de-passe")).await.is(200);
    client.post(&format!("{door}/mot-de-passe"), form! { email: email }).await.is(200);
    token(&mailed(app, email, "http://").await)
}

async fn account_settings(app: &TestApp, space: &TestSpace<'_>, account: &Someone, told: &mut Told) {
    told.platform("password_link.token_hash", forgotten(app, &app.anyone(), "", &account.email).await);
    account.client.post("/console/profil/adresse", form! { email: "olive@ailleurs.example", password: PASSWORD }).await.is(303);
    let start = "http://hootis.localhost/adresse";
    told.platform("email_change.old_link_hash", token(&mailed(app, &space.owner_email(), start).await));
    told.platform("email_change.new_link_hash", token(&mailed(app, "olive@ailleurs.example", start).await));
    account.client.post("/console/profil/formulaires", form! {}).await.is(303);
    told.platform("form_default.token_hash", token(&account.client.cookie("default-values").expect("a reference")));
    told.put(Database::Platform, "known_device.device_hash", NETWORK, false);
}

/// A contact who comes in to Station Clients, with a password and with a mailed code.
async fn contacts(app: &TestApp, space: &TestSpace<'_>, told: &mut Told) {
    let contact = space.contact("Lise Peyrot", None, "own").await;
    told.space("contact_access.password_hash", PASSWORD);
    told.space("contact_session.token_hash", token(&contact.client.cookie("hootis-frontend").expect("a session")));
    told.put(Database::Space, "contact_device.device_hash", NETWORK, false);
    told.space("contact_link.token_hash", forgotten(app, &space.anyone(), "", &contact.email).await);
    let browser = space.anyone();
    browser.get("/connexion/e-mail").await.is(200);
    browser.post("/connexion/e-mail", form! { email: contact.email }).await.is(303);
    told.space("contact_code.token_hash", token(&browser.cookie("hootis-frontend").expect("a browser that waits")));
    let letter = app.mail_to(&contact.email).await;
    let code: String = letter.text.split_whitespace().filter(|word| word.len() == 6 && word.bytes().all(|b| b.is_ascii_digit())).take(1).collect();
    assert_eq!(code.len(), 6, "{}", letter.text);
    told.put(Database::Space, "contact_code.code_hash", code, false);
}

async fn operators(app: &TestApp, told: &mut Told) {
    app.operator("eve").await;
    told.platform("operator.password_hash", PASSWORD);
    told.platform("operator_link.token_hash", forgotten(app, &app.anyone(), "/operateur", &app.operator_email("eve")).await);
}

/// A space whose key is being changed, while somebody seals with the old one.
async fn two_keys(app: &TestApp, space: &TestSpace<'_>, told: &mut Told) {
    let id: Uuid = space.row.id;
    let _slow = app.app.hold_keys_of(id).await.expect("keys");
    assert_eq!(spaces::change_key(&app.app, id, 0).await.expect("an answer"), spaces::Change::Waits);
    let (current, previous) = spaces::wrapped_keys(app.app.platform(), id).await.expect("keys");
    let master = master_key(app.app.master_key_path());
    told.platform("space.wrapped_key", unwrapped(&master, &current, id));
    told.platform("space.previous_key", unwrapped(&master, &previous.expect("two keys"), id));
    let noted: i64 = app.app.platform().get("SELECT COUNT(*) FROM space WHERE previous_key IS NOT NULL", args![]).await.expect("a count");
    assert_eq!(noted, 1);
}
