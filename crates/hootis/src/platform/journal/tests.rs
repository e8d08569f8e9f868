//! What is noted, that it cannot be changed unnoticed, and that it goes in time.

use std::time::Duration;

use hootis_policy::journal::{self as declared, Act};
use hootis_policy::permissions::Role;
use hootis_policy::retention::SECURITY_JOURNAL;
use hootis_space::{Conn as _, JournalDb, args};
use uuid::Uuid;

use super::{Entry, Fault, count_due, list_last, note, purge, verify};
use crate::testing::{Client, TestApp, form, link_in};

fn db(app: &TestApp) -> &JournalDb {
    &app.app.journal().db
}

async fn note_some(app: &TestApp, how_many: usize) {
    for _ in 0..how_many {
        note(&app.app, Entry::new(Act::SignedIn).account(Uuid::now_v7())).await;
    }
}

/// The acts noted so far, in their order.
async fn acts(app: &TestApp) -> Vec<String> {
    let lines = list_last(app.app.journal(), 1_000).await.expect("the journal");
    lines.into_iter().rev().map(|line| line.kind).collect()
}

async fn broken(app: &TestApp) -> Option<(i64, Fault)> {
    verify(&app.app).await.expect("the journal is read").broken
}

#[tokio::test]
async fn p_k5_sign_ins_and_failures_are_noted_for_accounts_and_members_known_or_not() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    acme.account().await;
    let client = app.anyone();
    client.get("/connexion").await.is(200);
    client.post("/connexion", form! { email: acme.owner_email(), password: "not the password" }).await.is(422);
    client.post("/connexion", form! { email: "nobody@acme.example", password: "not the password" }).await.is(422);
    acme.member(Role::Editor).await;
    let office = acme.anyone();
    office.get("/admin/connexion").await.is(200);
    office.post("/admin/connexion", form! { email: "nobody@acme.example", password: "not the password" }).await.is(422);
    assert_eq!(acts(&app).await, ["space_opened", "signed_in", "sign_in_refused", "sign_in_refused", "signed_in", "sign_in_refused"]);
    let lines = list_last(app.app.journal(), 10).await.expect("the journal");
    let who: Vec<(bool, bool, bool)> = lines.iter().rev().map(|l| (l.account.is_some(), l.member.is_some(), l.space.is_some())).collect();
    let (account, member, nobody) = ((true, false, false), (false, true, true), (false, false, false));
    assert_eq!(who, [(true, false, true), account, account, nobody, member, (false, false, true)]);
    assert_eq!(broken(&app).await, None);
}

#[tokio::test]
async fn p_k5_passwords_invitations_and_rights_are_noted() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    let owner = acme.owner().await;
    owner.post("/admin/equipe/invitation", form! { name: "Paul", email: "paul@acme.example", role: "reader" }).await.is(303);
    let letter = app.mail_to("paul@acme.example").await;
    let (_, path) = Client::split(&link_in(&letter, "http://acme.hootis.localhost"));
    let token = path.split("lien=").nth(1).and_then(|rest| rest.split('&').next()).expect("a token").to_owned();
    let paul = acme.anyone();
    paul.get(&path).await.is(200);
    let chosen = form! { lien: token, invitation: "oui", password: "nouvelle lune orange 77" };
    paul.post("/admin/mot-de-passe/nouveau", chosen).await.is(200);
    let member: Uuid = acme.db.get("SELECT id FROM member WHERE email_key = 'paul@acme.example'", args![]).await.expect("Paul");
    owner.post(&format!("/admin/equipe/{member}/role"), form! { role: "editor" }).await.is(303);
    owner.post(&format!("/admin/equipe/{member}/acces/suppression"), form! {}).await.is(303);
    owner.post(&format!("/admin/equipe/{member}/acces"), form! {}).await.is(303);
    let anyone = app.anyone();
    anyone.get("/mot-de-passe").await.is(200);
    anyone.post("/mot-de-passe", form! { email: acme.owner_email() }).await.is(200);
    let (_, path) = Client::split(&link_in(&app.mail_to(&acme.owner_email()).await, "http://"));
    let token = path.split("lien=").nth(1).expect("a token");
    anyone.post("/mot-de-passe/nouveau", form! { lien: token, password: "nouvelle lune orange 78" }).await.is(200);
    let expected = [
        "space_opened",
        "signed_in",
        "signed_in",
        "member_invited",
        "invitation_accepted",
        "role_changed",
        "access_removed",
        "access_restored",
        "password_reset",
    ];
    assert_eq!(acts(&app).await, expected);
    let lines = list_last(app.app.journal(), 20).await.expect("the journal");
    let role = lines.iter().find(|line| line.kind == "role_changed").expect("noted");
    assert_eq!((role.subject, role.detail.as_deref(), role.space), (Some(member), Some("editor"), Some(acme.row.id)));
}

#[tokio::test]
async fn p_k5_the_journal_holds_no_name_no_address_and_no_word_that_somebody_typed() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/connexion").await.is(200);
    for canary in ["canary-7f3a@acme.example", "canary-7f3a"] {
        client.post("/connexion", form! { email: canary, password: "canary-7f3a" }).await.is(422);
    }
    for table in hootis_policy::data::tables(hootis_policy::data::Database::Journal) {
        let columns: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        let sql = format!("SELECT {} FROM {}", columns.join(", "), table.name);
        for row in db(&app).query(&sql, args![]).await.expect("rows") {
            for value in row.rest() {
                let bytes = match value {
                    hootis_space::Value::Text(text) => text.into_bytes(),
                    hootis_space::Value::Bytes(bytes) => bytes,
                    _ => continue,
                };
                assert!(!String::from_utf8_lossy(&bytes).contains("canary"), "{}", table.name);
                assert!(!String::from_utf8_lossy(&bytes).contains("127.0.0.1"), "{}", table.name);
            }
        }
    }
    assert!(acts(&app).await.iter().all(|kind| declared::find(kind).is_some()));
}

#[tokio::test]
async fn p_k5_an_entry_that_was_altered_is_found() {
    for change in [
        "UPDATE entry SET account_id = NULL WHERE sequence = 3",
        "UPDATE entry SET created_at = created_at - 1 WHERE sequence = 3",
        "UPDATE entry SET kind = 'sign_in_refused' WHERE sequence = 3",
        "UPDATE entry SET detail = '' WHERE sequence = 3",
        "UPDATE entry SET amount = 0 WHERE sequence = 3",
        "UPDATE entry SET hash = previous_hash WHERE sequence = 3",
        "UPDATE entry SET previous_hash = hash WHERE sequence = 3",
    ] {
        let app = TestApp::new().await;
        note_some(&app, 5).await;
        assert_eq!(broken(&app).await, None);
        db(&app).execute(change, args![]).await.expect("a change");
        assert_eq!(broken(&app).await, Some((3, Fault::Altered)), "{change}");
    }
}

/// Somebody with the databases, and without the key, hashes as best they can.
#[tokio::test]
async fn p_k5_who_has_the_database_but_not_the_key_cannot_build_the_chain_anew() {
    let app = TestApp::new().await;
    note_some(&app, 5).await;
    db(&app).execute("DELETE FROM entry WHERE sequence = 3", args![]).await.expect("a deletion");
    db(&app).execute("UPDATE entry SET sequence = sequence - 1 WHERE sequence = 4", args![]).await.expect("a change");
    let hash: Vec<u8> = db(&app).get("SELECT hash FROM entry WHERE sequence = 2", args![]).await.expect("a hash");
    db(&app).execute("UPDATE entry SET previous_hash = $1 WHERE sequence = 3", args![hash]).await.expect("a change");
    assert_eq!(broken(&app).await, Some((3, Fault::Altered)));
    db(&app).execute("DELETE FROM entry WHERE sequence <= 3", args![]).await.expect("a deletion");
    db(&app).execute("UPDATE chain SET anchor_sequence = 4, anchor_hash = hash, anchor_seal = hash", args![]).await.expect("a change");
    assert_eq!(broken(&app).await, Some((4, Fault::Altered)), "an anchor is sealed");
}

#[tokio::test]
async fn p_k5_a_gap_in_the_middle_and_at_the_start_is_found() {
    for (gone, first) in [(1, 1), (3, 3)] {
        let app = TestApp::new().await;
        note_some(&app, 5).await;
        db(&app).execute("DELETE FROM entry WHERE sequence = $1", args![i64::from(gone)]).await.expect("a deletion");
        assert_eq!(broken(&app).await, Some((first, Fault::Missing)));
    }
}

#[tokio::test]
async fn p_k5_an_end_that_was_cut_off_is_found_for_ever() {
    let app = TestApp::new().await;
    note_some(&app, 6).await;
    db(&app).execute("DELETE FROM entry WHERE sequence > 4", args![]).await.expect("a deletion");
    assert_eq!(broken(&app).await, Some((5, Fault::Truncated)));
    // Whoever cuts with care makes the journal's own rows fit: the head in the platform's database does not.
    let hash: Vec<u8> = db(&app).get("SELECT hash FROM entry WHERE sequence = 4", args![]).await.expect("a hash");
    db(&app).execute("UPDATE chain SET sequence = 4, hash = $1", args![hash]).await.expect("a change");
    assert_eq!(broken(&app).await, Some((5, Fault::Truncated)));
    note_some(&app, 3).await;
    assert_eq!(broken(&app).await, Some((5, Fault::Missing)), "what follows does not close the gap");
}

/// Cuts the journal after an entry, with as much care as one can without the key.
async fn cut_after(app: &TestApp, last: i64) {
    db(app).execute("DELETE FROM entry WHERE sequence > $1", args![last]).await.expect("a deletion");
    let hash: Option<Vec<u8>> = db(app).find("SELECT hash FROM entry WHERE sequence = $1", args![last]).await.expect("a hash");
    db(app).execute("UPDATE chain SET sequence = $1, hash = $2", args![last, hash]).await.expect("a change");
}

#[tokio::test]
async fn p_k5_a_head_that_was_taken_away_changed_or_put_back_is_missed() {
    for (change, last, with_file) in [
        ("DELETE FROM journal_head", 4, true),
        ("DELETE FROM journal_head", 4, false),
        ("DELETE FROM journal_head", 0, true),
        ("UPDATE journal_head SET sequence = 0", 4, true),
        ("UPDATE journal_head SET sequence = 0", 4, false),
        ("UPDATE journal_head SET sequence = 4", 4, false),
        ("UPDATE journal_head SET sequence = 0", 0, true),
    ] {
        let app = TestApp::new().await;
        note_some(&app, 6).await;
        cut_after(&app, last).await;
        app.app.platform().execute(change, args![]).await.expect("a change");
        if !with_file {
            std::fs::remove_file(app.data().join("journal.head")).expect("the file");
        }
        assert_eq!(broken(&app).await, Some((last + 1, Fault::Truncated)), "{change}, {last} left");
        note_some(&app, 3).await;
        assert_eq!(broken(&app).await, Some((last + 1, Fault::Missing)), "{change}, {last} left: what follows closes no gap");
    }
    // Everything thrown away: a platform that has spaces has noted that they were opened.
    let app = TestApp::new().await;
    app.space("Acme").await;
    cut_after(&app, 0).await;
    app.app.platform().execute("DELETE FROM journal_head", args![]).await.expect("a change");
    std::fs::remove_file(app.data().join("journal.head")).expect("the file");
    assert_eq!(broken(&app).await, Some((1, Fault::Truncated)));
    // One that somebody kept from an earlier day is sealed well: the file in the data folder knows better.
    let app = TestApp::new().await;
    note_some(&app, 4).await;
    let kept: (i64, Vec<u8>) = app.app.platform().get("SELECT sequence, seal FROM journal_head", args![]).await.expect("the head");
    note_some(&app, 2).await;
    cut_after(&app, 4).await;
    app.app.platform().execute("UPDATE journal_head SET sequence = $1, seal = $2", args![kept.0, kept.1]).await.expect("a change");
    assert_eq!(broken(&app).await, Some((5, Fault::Truncated)));
    note_some(&app, 1).await;
    assert_eq!(broken(&app).await, Some((5, Fault::Missing)));
}

#[tokio::test]
async fn p_k5_who_writes_the_file_of_the_head_without_the_key_is_found() {
    let app = TestApp::new().await;
    note_some(&app, 3).await;
    let path = app.data().join("journal.head");
    let mut bytes = std::fs::read(&path).expect("the file");
    assert_eq!(bytes.len(), 40);
    bytes[7] = 1;
    std::fs::write(&path, bytes).expect("a change");
    assert_eq!(broken(&app).await, Some((4, Fault::Truncated)));
    note_some(&app, 1).await;
    assert_eq!(broken(&app).await, Some((4, Fault::Missing)));
}

#[tokio::test]
async fn p_k5_a_crash_between_journal_and_head_breaks_nothing() {
    let app = TestApp::new().await;
    note_some(&app, 3).await;
    let kept: (i64, Vec<u8>) = app.app.platform().get("SELECT sequence, seal FROM journal_head", args![]).await.expect("the head");
    let witness = std::fs::read(app.data().join("journal.head")).expect("the file");
    note_some(&app, 1).await;
    app.app.platform().execute("UPDATE journal_head SET sequence = $1, seal = $2", args![kept.0, kept.1]).await.expect("a change");
    std::fs::write(app.data().join("journal.head"), witness).expect("a change");
    assert_eq!(broken(&app).await, None);
    note_some(&app, 2).await;
    assert_eq!(broken(&app).await, None);
}

#[tokio::test]
async fn p_k5_entries_that_were_backdated_are_not_purged_into_a_good_anchor() {
    let app = TestApp::new().await;
    note_some(&app, 5).await;
    db(&app).execute("UPDATE entry SET created_at = 0 WHERE sequence <= 3", args![]).await.expect("a change");
    purge(&app.app, app.app.now(), 1_000).await.expect_err("what is forged is not sealed");
    assert_eq!(verify(&app.app).await.expect("the journal is read").broken, Some((1, Fault::Altered)));
    let left: i64 = db(&app).get("SELECT COUNT(*) FROM entry", args![]).await.expect("a count");
    assert_eq!(left, 5);
}

#[tokio::test]
async fn p_k5_a_journal_that_was_thrown_away_is_missed() {
    let app = TestApp::new().await;
    note_some(&app, 4).await;
    db(&app).execute("DELETE FROM entry", args![]).await.expect("a deletion");
    db(&app).execute("UPDATE chain SET sequence = 0, hash = NULL", args![]).await.expect("a change");
    assert_eq!(broken(&app).await, Some((1, Fault::Truncated)));
    note_some(&app, 9).await;
    assert_eq!(broken(&app).await, Some((1, Fault::Missing)));
}

#[tokio::test]
async fn p_k5_entries_go_after_twelve_months_by_whole_days_and_the_rest_is_still_verified() {
    let app = TestApp::new().await;
    let day = hootis_policy::Span::days(1).as_duration();
    note_some(&app, 3).await;
    app.advance(day);
    note_some(&app, 2).await;
    app.advance(SECURITY_JOURNAL.keep.as_duration() - day);
    assert_eq!(count_due(&app.app, app.app.now()).await.expect("a count").0, 0, "the first day has not ended twelve months ago");
    assert_eq!(purge(&app.app, app.app.now(), 1_000).await.expect("a purge"), 0);
    app.advance(day);
    assert_eq!(count_due(&app.app, app.app.now()).await.expect("a count").0, 3);
    // In small batches, as an engine that is cut off would.
    assert_eq!(purge(&app.app, app.app.now(), 2).await.expect("a purge"), 2);
    assert_eq!(broken(&app).await, None);
    assert_eq!(purge(&app.app, app.app.now(), 2).await.expect("a purge"), 1);
    assert_eq!(purge(&app.app, app.app.now(), 2).await.expect("a purge"), 0);
    note_some(&app, 1).await;
    let report = verify(&app.app).await.expect("the journal is read");
    assert_eq!((report.entries, report.broken), (3, None));
    app.advance(SECURITY_JOURNAL.keep.as_duration() + day);
    purge(&app.app, app.app.now(), 1_000).await.expect("a purge");
    note_some(&app, 3).await;
    assert_eq!(verify(&app.app).await.expect("the journal is read").entries, 3);
    db(&app).execute("DELETE FROM entry WHERE sequence = 8", args![]).await.expect("a deletion");
    assert_eq!(broken(&app).await, Some((8, Fault::Missing)));
    app.advance(SECURITY_JOURNAL.keep.as_duration() + day);
    assert_eq!(purge(&app.app, app.app.now(), 1_000).await.expect("a purge"), 1, "what is whole goes");
    purge(&app.app, app.app.now(), 1_000).await.expect_err("a purge hides no other deletion");
    assert_eq!(broken(&app).await, Some((8, Fault::Missing)));
}

#[tokio::test]
async fn p_k5_a_clock_that_went_back_or_far_ahead_deletes_nothing_early() {
    let app = TestApp::new().await;
    note_some(&app, 2).await;
    let before = crate::clock::Now(app.app.now().0 - 1);
    assert_eq!(purge(&app.app, before, 1_000).await.expect("a purge"), 0);
    // One entry of a clock that was two years ahead: it and what comes after it stay.
    db(&app).execute("UPDATE entry SET created_at = created_at + $1 WHERE sequence = 1", args![63_072_000_000_i64]).await.expect("a change");
    app.advance(SECURITY_JOURNAL.keep.as_duration() + Duration::from_secs(2 * 24 * 3600));
    assert_eq!(purge(&app.app, app.app.now(), 1_000).await.expect("a purge"), 0);
}

#[tokio::test]
async fn p_k5_two_processes_and_many_at_once_make_one_chain() {
    let mut schema = String::new();
    let first = TestApp::with(|options| schema.clone_from(&options.platform_schema)).await;
    let second = TestApp::with(|options| {
        options.data = first.data();
        options.master_key = first.data().join("master.key");
        options.platform_schema = schema;
    })
    .await;
    let both = [&first, &second].map(|app| async { futures::future::join_all((0..20).map(|_| note_some(app, 1))).await });
    futures::future::join_all(both).await;
    let report = verify(&first.app).await.expect("the journal is read");
    assert_eq!((report.entries, report.broken), (40, None));
}
