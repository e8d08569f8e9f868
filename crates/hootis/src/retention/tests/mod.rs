//! The engine: each rule is applied, in time, not before, once, and says so.

mod bench;
mod declared;
mod histories;
mod spaces;

use std::time::Duration;

use hootis_policy::retention::{self as rules, Rule};
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::{Outcome, dry_run, history, pass, run, run_all, statuses};
use crate::clock::{Life as _, Now};
use crate::testing::{PASSWORD, TestApp, form};

/// Sessions of nobody, last used so long ago.
async fn plant_sessions(app: &TestApp, how_many: usize, ago: Duration) {
    let used = app.app.now().before(ago);
    let rows = (0..how_many).map(|_| args![hootis_vault::random_token().to_vec(), used]).collect();
    let sql = "INSERT INTO session (token_hash, agent, last_used_at, created_at) VALUES ($1, 'essai', $2, $2)";
    app.app.platform().execute_many(sql, rows).await.expect("sessions");
}

async fn count(app: &TestApp, sql: &str) -> i64 {
    app.app.platform().get(sql, args![]).await.expect("a count")
}

fn rows_of(ran: &[super::Ran], rule: &Rule) -> u64 {
    ran.iter().filter(|ran| ran.rule == rule).map(|ran| ran.rows).sum()
}

#[tokio::test]
async fn p_c1_a_sign_up_that_nobody_confirms_goes_after_seven_days_and_its_secrets_before() {
    let app = TestApp::new().await;
    let client = app.anyone();
    client.get("/inscription").await.is(200);
    client.post("/inscription", form! { company: "Acme", name: "Ada", email: "ada@acme.example", password: PASSWORD }).await.is(303);
    let secrets = async || {
        let sql = "SELECT link_hash, code_hash FROM signup";
        let found = app.app.platform().find::<(Option<Vec<u8>>, Option<Vec<u8>>)>(sql, args![]).await.expect("a row");
        found.map(|(link, code)| (link.is_some(), code.is_some()))
    };
    app.sweep().await;
    assert_eq!(secrets().await, Some((true, true)));
    app.advance(rules::CONFIRMATION_CODE.span());
    app.sweep().await;
    assert_eq!(secrets().await, Some((true, false)));
    // A code whose time has come is refused as before, and another mail brings another one.
    client.post("/inscription/code", form! { code: "123456" }).await.is(422);
    client.post("/inscription/envoi", form! {}).await.is(200);
    assert_eq!(secrets().await, Some((true, true)));
    app.advance(rules::CONFIRMATION_LINK.span());
    app.sweep().await;
    assert_eq!(secrets().await, Some((false, false)));
    app.advance(rules::SIGNUP.span() - rules::CONFIRMATION_LINK.span() - rules::CONFIRMATION_CODE.span() - Duration::from_secs(1));
    app.sweep().await;
    assert_eq!(secrets().await, Some((false, false)), "a second too early");
    app.advance(Duration::from_secs(1));
    app.sweep().await;
    assert_eq!(secrets().await, None);
}

#[tokio::test]
async fn p_k1_a_run_writes_its_history_and_one_line_of_journal_with_counts() {
    let app = TestApp::new().await;
    plant_sessions(&app, 7, rules::PUBLIC_SESSION_IDLE.span() + Duration::from_secs(5_400)).await;
    plant_sessions(&app, 2, Duration::ZERO).await;
    let counted = dry_run(&app.app, app.app.now(), Some("public_session_idle")).await.expect("a count");
    assert_eq!((counted.len(), counted[0].1.rows), (1, 7));
    assert_eq!(counted[0].1.late(app.app.now()), Duration::from_secs(5_400));
    assert_eq!(count(&app, "SELECT COUNT(*) FROM session").await, 9, "a dry run takes nothing out");
    let ran = run(&app.app, app.app.now(), "public_session_idle").await.expect("a run");
    assert_eq!((ran.len(), ran[0].rows, ran[0].late, ran[0].outcome), (1, 7, Duration::from_secs(5_400), Outcome::Done));
    assert_eq!(count(&app, "SELECT COUNT(*) FROM session").await, 2);
    let (runs, days) = history(&app.app, Now(0), 10).await.expect("a history");
    assert_eq!(runs.len(), 1);
    assert_eq!((runs[0].rule.as_str(), runs[0].amount, runs[0].late_ms, runs[0].outcome.as_str()), ("public_session_idle", 7, 5_400_000, "done"));
    assert_eq!(days.iter().map(|(_, amount, late)| (*amount, *late)).collect::<Vec<_>>(), [(7, 5_400_000)]);
    let lines = crate::platform::journal::list_last(app.app.journal(), 10).await.expect("the journal");
    let told: Vec<_> = lines.iter().map(|line| (line.kind.as_str(), line.detail.as_deref(), line.amount)).collect();
    assert_eq!(told, [("retention_run", Some("public_session_idle"), Some(7))]);
    // Again: nothing is due, and nothing is written.
    assert_eq!(rows_of(&app.sweep().await, &rules::PUBLIC_SESSION_IDLE), 0);
    assert_eq!(history(&app.app, Now(0), 10).await.expect("a history").0.len(), 1);
    app.advance(rules::RETENTION_RUN.span());
    app.sweep().await;
    let runs = history(&app.app, Now(0), 10).await.expect("a history").0;
    assert!(runs.iter().all(|run| run.started_at == app.app.now().0), "the history has a rule of its own");
}

#[tokio::test]
async fn p_k1_what_is_late_and_an_engine_that_stands_still_turn_red() {
    let app = TestApp::new().await;
    app.sweep().await;
    let late = async || {
        statuses(&app.app, app.app.now()).await.expect("statuses").into_iter().filter(|s| s.is_late()).map(|s| s.rule.name).collect::<Vec<_>>()
    };
    assert!(late().await.is_empty());
    app.advance(rules::EVERY.as_duration() + rules::LATE.as_duration() + Duration::from_secs(1));
    assert!(late().await.contains(&"public_session"), "nobody ran for more than an hour");
    app.sweep().await;
    assert!(late().await.is_empty());
    // One that nobody can take out.
    plant_sessions(&app, 1, rules::PUBLIC_SESSION_IDLE.span()).await;
    app.app.platform().execute("ALTER TABLE session RENAME COLUMN last_used_at TO hidden", args![]).await.expect("a broken table");
    let ran = app.sweep().await;
    let outcome = ran.iter().find(|ran| *ran.rule == rules::PUBLIC_SESSION_IDLE).map(|ran| ran.outcome);
    assert_eq!(outcome, Some(Outcome::Failed));
    assert!(ran.iter().any(|ran| ran.outcome == Outcome::Done), "the others go on");
    let (runs, _) = history(&app.app, Now(0), 1).await.expect("a history");
    assert_eq!((runs[0].rule.as_str(), runs[0].outcome.as_str()), ("public_session_idle", "failed"));
    let known = statuses(&app.app, app.app.now()).await.expect("statuses");
    let known = known.into_iter().find(|s| *s.rule == rules::PUBLIC_SESSION_IDLE).and_then(|s| s.known).expect("known");
    assert_eq!(known.outcome.as_deref(), Some("failed"));
}

#[tokio::test]
async fn p_k1_a_run_that_is_cut_off_is_taken_up_by_the_next_whoever_runs_it() {
    let app = TestApp::new().await;
    plant_sessions(&app, 4_500, rules::PUBLIC_SESSION.span()).await;
    let other = app.app.clone();
    let cut = tokio::spawn(async move { run_all(&other, other.now()).await });
    while count(&app, "SELECT COUNT(*) FROM retention_run WHERE amount > 0").await == 0 && !cut.is_finished() {
        tokio::task::yield_now().await;
    }
    cut.abort();
    let _cut_off = cut.await;
    let left = count(&app, "SELECT COUNT(*) FROM session").await;
    // The lease of whoever was cut off runs out.
    app.advance(crate::jobs::LEASE + Duration::from_secs(1));
    app.sweep().await;
    assert_eq!(count(&app, "SELECT COUNT(*) FROM session").await, 0, "{left} were left");
    assert_eq!(count(&app, "SELECT COUNT(*) FROM retention_run WHERE outcome = 'running'").await, 0);
}

#[tokio::test]
async fn p_k1_two_processes_take_each_row_out_once() {
    let mut schema = String::new();
    let first = TestApp::with(|options| schema.clone_from(&options.platform_schema)).await;
    let second = TestApp::with(|options| {
        options.data = first.data();
        options.master_key = first.data().join("master.key");
        options.platform_schema = schema;
    })
    .await;
    plant_sessions(&first, 3_200, rules::PUBLIC_SESSION_IDLE.span()).await;
    let (one, two) = futures::join!(first.sweep(), second.sweep());
    let gone = rows_of(&one, &rules::PUBLIC_SESSION_IDLE) + rows_of(&two, &rules::PUBLIC_SESSION_IDLE);
    assert_eq!((gone, count(&first, "SELECT COUNT(*) FROM session").await), (3_200, 0));
    let lines = crate::platform::journal::list_last(first.app.journal(), 10).await.expect("the journal");
    let told: i64 = lines.iter().filter(|line| line.detail.as_deref() == Some("public_session_idle")).filter_map(|line| line.amount).sum();
    assert_eq!(told, 3_200);
}

#[tokio::test]
async fn p_k1_a_pass_runs_what_is_due_and_no_more_often() {
    let app = TestApp::new().await;
    let names = async || pass(&app.app, app.app.now()).await.expect("a pass").iter().map(|ran| ran.rule.name).collect::<Vec<_>>();
    assert!(names().await.contains(&"public_session_idle"));
    assert!(names().await.is_empty(), "not again so soon");
    app.advance(rules::EVERY.as_duration());
    assert!(names().await.contains(&"public_session_idle"));
    // A clock that was a year ahead for one pass stops nothing for a year.
    pass(&app.app, app.app.now().after(hootis_policy::Span::years(1))).await.expect("a pass");
    assert!(names().await.contains(&"public_session_idle"));
}

/// Who is at work is left in peace; a lease of a clock that was ahead is nobody's.
#[tokio::test]
async fn p_k1_a_rule_that_somebody_else_runs_is_busy_and_no_lease_holds_for_ever() {
    let app = TestApp::new().await;
    app.sweep().await;
    let lease = async |until: Now| {
        let sql = "UPDATE retention_rule SET leased_until = $1 WHERE rule = 'public_session'";
        app.app.platform().execute(sql, args![until]).await.expect("a lease");
        let ran = run(&app.app, app.app.now(), "public_session").await.expect("a run");
        ran[0].outcome
    };
    assert_eq!(lease(app.app.now().after(Duration::from_secs(30))).await, Outcome::Busy);
    assert_eq!(lease(app.app.now().before(Duration::from_secs(1))).await, Outcome::Done);
    assert_eq!(lease(app.app.now().after(hootis_policy::Span::years(1))).await, Outcome::Done);
    assert!(run(&app.app, app.app.now(), "no_such_rule").await.is_err());
}

#[tokio::test]
async fn p_k1_a_job_that_failed_and_a_mail_that_nobody_takes_go_in_time() {
    let app = TestApp::new().await;
    let now = app.app.now();
    let mail = "INSERT INTO mail (id, recipient, subject, body_text, body_html, attempts, next_try_at, created_at) VALUES ($1, 'a@b.example', '', '', '', 9, $2, $3)";
    app.app.platform().execute(mail, args![Uuid::now_v7(), now.after(rules::ACCOUNT), now]).await.expect("a mail");
    let job = "INSERT INTO job (id, kind, payload, attempts, run_at, created_at) VALUES ($1, 'essai', '', 12, $2, $2)";
    app.app.platform().execute(job, args![Uuid::now_v7(), now]).await.expect("a job");
    for (rule, table) in [(rules::MAIL_UNSENT, "mail"), (rules::JOB_FAILED, "job")] {
        app.clock.advance(Duration::from_millis(u64::try_from(now.after(rule).0 - app.app.now().0 - 1).expect("to come")));
        app.sweep().await;
        assert_eq!(count(&app, &format!("SELECT COUNT(*) FROM {table}")).await, 1, "{table}, a moment before");
        app.advance(Duration::from_millis(1));
        app.sweep().await;
        assert_eq!(count(&app, &format!("SELECT COUNT(*) FROM {table}")).await, 0, "{table}");
    }
}

#[tokio::test]
async fn the_operator_sees_each_rule_its_last_run_and_what_is_due() {
    let app = TestApp::new().await;
    plant_sessions(&app, 3, rules::PUBLIC_SESSION_IDLE.span()).await;
    app.sweep().await;
    let operator = app.operator("ada").await;
    let mut page = operator.get("/operateur/conservation").await.is(200);
    for rule in rules::RULES {
        page = page.says(rule.name);
    }
    page.says("3 lignes").says("Conforme").says("2 heures après la dernière utilisation").says_not("Dû maintenant");
    plant_sessions(&app, 5, rules::PUBLIC_SESSION_IDLE.span()).await;
    let counted = operator.get("/operateur/conservation?blanc=oui").await.is(200);
    counted.says("Dû maintenant").says("5 lignes dues");
    assert_eq!(count(&app, "SELECT COUNT(*) FROM session WHERE operator_id IS NULL").await, 5, "looking takes nothing out");
    app.advance(rules::EVERY.as_duration() + rules::LATE.as_duration() + Duration::from_secs(1));
    operator.get("/operateur/conservation").await.is(200).says("En retard d'une heure");
}
