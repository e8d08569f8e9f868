//! Runs that are cut off, sources that break, two at once.

use std::io::{self, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hootis_dolibarr::{DumpSource, Source};
use hootis_space::{Conn as _, args};

use super::dump::Dolibarr;
use super::state::{assert_same, exactly, in_words};
use super::{ask, folder, request, source, take_in, touched};
use crate::space::imports::command::{Refusal, begin};
use crate::space::imports::engine::Sitting;
use crate::space::imports::lock::try_lock;
use crate::space::imports::queries;
use crate::space::imports::run::RunState;
use crate::testing::{TestApp, TestSpace};

/// A second state of the same Dolibarr, so that a run creates, changes and removes.
fn later(dolibarr: &Dolibarr) -> Dolibarr {
    let mut later = dolibarr.clone();
    for row in [2, 700, 1_100] {
        later.party(row).town = "Brest";
        later.contact(row).phone = "01 99 00 99 99";
    }
    later.tags.retain(|(_, party)| party % 7 != 0);
    later.representatives.retain(|(party, _)| party % 11 != 0);
    later.woods.retain(|(party, _)| party % 13 != 0);
    later.parties.truncate(1_150);
    for row in 3_000..3_010 {
        let mut party = later.party(1).clone();
        party.row = row;
        later.parties.push(party);
        later.tags.push((3, row));
    }
    later
}

/// Imports `sql`, cut off after so many batches; whether it came to its end before.
pub(super) async fn cut_off_after(app: &TestApp, space: &TestSpace<'_>, sql: &str, batches: u64) -> bool {
    let lock = try_lock(&folder(app, space)).unwrap().expect("nobody else imports");
    let run = begin(&space.db, app.clock.now(), &request(source(sql), 1, false)).await.unwrap();
    let now = || app.clock.now();
    let mut sitting = Sitting::new(&space.db, &now, run);
    sitting.fuse = Some(batches);
    let ended = sitting.run(source(sql)).await.is_ok();
    drop(lock);
    ended
}

#[tokio::test]
async fn a_run_cut_off_after_any_batch_ends_like_one_that_was_not() {
    let dolibarr = Dolibarr::of(1_201);
    let later = later(&dolibarr).sql();
    let app = TestApp::new().await;
    let whole = app.space("Entier").await;
    take_in(&app, &whole, &dolibarr.sql()).await;
    let expected = take_in(&app, &whole, &later).await;
    let state = in_words(&whole.db).await;
    let mut batches = 1;
    loop {
        let space = app.space("Coupé").await;
        take_in(&app, &space, &dolibarr.sql()).await;
        let ended = cut_off_after(&app, &space, &later, batches).await;
        if ended {
            break;
        }
        let report = take_in(&app, &space, &later).await;
        assert_eq!(report.progress.tables, expected.progress.tables, "after {batches} batches");
        assert_eq!(report.progress.warnings, expected.progress.warnings, "after {batches} batches");
        assert_same(&state, &in_words(&space.db).await, &format!("after {batches} batches"));
        batches += 1;
    }
    assert!(batches > 12, "only {batches} batches");
}

#[tokio::test]
async fn a_dump_that_is_cut_leaves_nothing_and_says_so() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let before = exactly(&space.db).await;
    let sql = Dolibarr::of(30).sql();
    let half = &sql[..sql.find("INSERT INTO `llx_socpeople`").unwrap() + 200];
    let refusal = ask(&app, &space, request(source(half), 1, false)).await.unwrap_err();
    assert!(refusal.to_string().contains("cut"), "{refusal}");
    assert_same(&before, &exactly(&space.db).await, "after a dump that is cut");
    let run = queries::list_runs(&space.db, 1).await.unwrap().remove(0);
    assert_eq!(run.state, RunState::Failed);
    assert!(run.error.unwrap().starts_with("truncated-dump"));
}

/// A dump that is whole when it is looked at, and breaks while it is read.
fn breaking(sql: &str, at: usize) -> Source {
    let (bytes, openings): (Arc<[u8]>, _) = (sql.as_bytes().into(), AtomicUsize::new(0));
    let reopen = move || -> io::Result<Box<dyn Read + Send>> {
        let whole = Cursor::new(Arc::clone(&bytes));
        Ok(if openings.fetch_add(1, Ordering::Relaxed) < 2 { Box::new(whole) } else { Box::new(whole.take(at as u64)) })
    };
    Source::Dump(DumpSource::reopen("essai.sql", Arc::new(reopen)))
}

#[tokio::test]
async fn a_source_that_breaks_midway_keeps_what_came_and_the_next_run_brings_the_rest() {
    let app = TestApp::new().await;
    let (space, whole) = (app.space("Atelier").await, app.space("Entier").await);
    let sql = Dolibarr::of(1_201).sql();
    let at = sql.rfind("INSERT INTO `llx_societe`").unwrap();
    let refusal = ask(&app, &space, request(breaking(&sql, at), 1, false)).await.unwrap_err();
    assert!(matches!(refusal, Refusal::Source(_)), "{refusal}");
    let came: i64 = space.db.get("SELECT COUNT(*) FROM party", args![]).await.unwrap();
    assert!((500..1_201).contains(&came), "{came} parties came");
    let orphans: i64 =
        space.db.get("SELECT COUNT(*) FROM party p WHERE NOT EXISTS (SELECT 1 FROM origin o WHERE o.local_id = p.id)", args![]).await.unwrap();
    assert_eq!(orphans, 0);
    let rest = take_in(&app, &space, &sql).await;
    assert_eq!(super::counts(&rest, "third_parties").created, 1_201 - came.unsigned_abs());
    take_in(&app, &whole, &sql).await;
    assert_same(&in_words(&whole.db).await, &in_words(&space.db).await, "after the rest");
}

#[tokio::test]
async fn a_second_run_is_told_that_one_is_going_on() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    let held = try_lock(&folder(&app, &space)).unwrap().expect("nobody else imports");
    let sql = Dolibarr::of(3).sql();
    assert!(matches!(ask(&app, &space, request(source(&sql), 1, false)).await, Err(Refusal::Busy)));
    drop(held);
    assert_eq!(touched(&ask(&app, &space, request(source(&sql), 1, false)).await.unwrap()).1, 0);
}

#[tokio::test]
async fn what_is_no_dump_is_refused_in_plain_words() {
    let app = TestApp::new().await;
    let space = app.space("Atelier").await;
    for (sql, words) in [("%PDF-1.7 …", "PDF"), ("hello", "SQL"), ("", "empty")] {
        let refusal = ask(&app, &space, request(source(sql), 1, false)).await.unwrap_err().to_string();
        assert!(refusal.contains(words), "{sql}: {refusal}");
    }
}
