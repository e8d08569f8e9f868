//! Results age, turn, are kept a while, and are shown.

use hootis_policy::evidence::{self, Pace};
use hootis_policy::retention;
use hootis_space::{Conn as _, args};

use super::{last, queries, schedule};
use crate::clock::{Life as _, Now};
use crate::platform::evidence::board::{Board, State};
use crate::platform::evidence::table::TABLE;
use crate::platform::operators::{self, NewOperator};
use crate::signing;
use crate::testing::{TestApp, form};
use crate::web::i18n::Lang;
use crate::web::person::Email;

async fn board(app: &TestApp) -> Board {
    Board::read(&app.app, app.app.now()).await.expect("a board")
}

async fn spoil(app: &TestApp) {
    app.app.platform().execute("ALTER TABLE account ADD COLUMN shoe_size BIGINT NOT NULL DEFAULT 0", args![]).await.expect("a column");
}

async fn mend(app: &TestApp) {
    app.app.platform().execute("ALTER TABLE account DROP COLUMN shoe_size", args![]).await.expect("no column");
}

#[tokio::test]
async fn each_check_is_made_at_its_own_pace_and_by_one_process_only() {
    let app = TestApp::new().await;
    assert_eq!(schedule::run_due(&app.app).await.expect("checks"), TABLE.len());
    assert_eq!(schedule::run_due(&app.app).await.expect("checks"), 0, "none is due yet");
    app.advance(Pace::Often.every().as_duration());
    let often = TABLE.iter().filter(|check| check.pace == Pace::Often).count();
    // Two processes at once share the work.
    let (one, other) = tokio::join!(schedule::run_due(&app.app), schedule::run_due(&app.app));
    assert_eq!(one.expect("checks") + other.expect("checks"), often);
}

#[tokio::test]
async fn a_check_whose_process_died_is_made_by_another_after_its_lease() {
    let app = TestApp::new().await;
    let (db, now) = (app.app.platform(), app.app.now());
    queries::insert(db, now, "S1").await.expect("a row");
    assert!(queries::take(db, now, "S1", None).await.expect("an answer"));
    assert!(!queries::take(db, now, "S1", None).await.expect("an answer"), "somebody is at it");
    app.advance(evidence::LEASE.as_duration() * 2);
    assert!(queries::take(db, app.app.now(), "S1", None).await.expect("an answer"));
}

#[tokio::test]
async fn a_result_turns_red_then_green_again_and_the_day_keeps_the_worst() {
    let app = TestApp::new().await;
    schedule::run_due(&app.app).await.expect("checks");
    assert_eq!(board(&app).await.line("C6").expect("a line").state, State::Kept);
    spoil(&app).await;
    app.advance(Pace::Often.every().as_duration());
    schedule::run_due(&app.app).await.expect("checks");
    let line = board(&app).await;
    let line = line.line("C6").expect("a line");
    assert_eq!(line.state, State::Broken);
    assert!(line.words(Lang::Fr, app.app.now()).starts_with("échec à 09:10"), "{}", line.words(Lang::Fr, app.app.now()));
    assert!(last(&app, "C6").await.changed_at == Some(app.app.now().0));
    mend(&app).await;
    app.advance(Pace::Often.every().as_duration());
    schedule::run_due(&app.app).await.expect("checks");
    let board = board(&app).await;
    let line = board.line("C6").expect("a line");
    assert_eq!(line.state, State::Kept);
    let runs = line.runs(board.now);
    assert_eq!((runs.len(), runs[0].checks, runs[0].failures), (1, 3, 1));
    assert!(runs[0].found(Lang::Fr).contains("account.shoe_size"), "the worst of the day: {}", runs[0].found(Lang::Fr));
}

#[tokio::test]
async fn a_result_that_is_not_renewed_turns_amber_by_itself() {
    let app = TestApp::new().await;
    assert_eq!(board(&app).await.line("C6").expect("a line").state, State::Waiting);
    schedule::run_due(&app.app).await.expect("checks");
    app.advance(Pace::Often.late_after().as_duration());
    assert_eq!(board(&app).await.line("C6").expect("a line").state, State::Kept);
    app.advance(std::time::Duration::from_millis(1));
    let late = board(&app).await;
    let line = late.line("C6").expect("a line");
    assert_eq!((line.state, late.eye()), (State::Late, "warn"));
    assert!(line.words(Lang::Fr, late.now).replace('\u{a0}', " ").contains("contrôle en retard de 10 minutes"), "{}", line.words(Lang::Fr, late.now));
    assert!(line.words(Lang::En, late.now).contains("check late by 10 minutes"));
    assert_eq!(late.line("S1").expect("a line").state, State::Kept, "a daily check is not late yet");
}

#[tokio::test]
async fn the_history_has_a_line_for_each_spell_and_goes_after_90_days() {
    let app = TestApp::new().await;
    let (db, day) = (app.app.platform(), queries::DAY_MS);
    let today = queries::day_of(app.app.now());
    for back in [120, 89, 88, 80, 79, 78, 1, 0] {
        let sql = "INSERT INTO evidence_day (promise, day, checks, failures, figure, created_at) VALUES ('C6', $1, 144, $2, 'null', $1)";
        db.execute(sql, args![today - back * day, i64::from(back == 79)]).await.expect("a day");
    }
    let board = board(&app).await;
    let runs = board.line("C6").expect("a line").runs(board.now);
    let spells: Vec<_> = runs.iter().rev().map(|run| ((today - run.first) / day, (today - run.last) / day, run.eye())).collect();
    assert_eq!(spells, [(89, 88, ""), (87, 81, "warn"), (80, 80, ""), (79, 79, "bad"), (78, 78, ""), (77, 2, "warn"), (1, 0, "")]);
    let chart = board.line("C6").expect("a line").chart(Lang::Fr, board.now);
    assert_eq!((chart.bars.last().map(|bars| (bars.from, bars.to)), chart.bars[0].to), (Some((0, 7)), 359));
    assert_eq!(chart.conclusion.replace('\u{a0}', " "), "1 jour en échec, 6 conformes, 83 sans contrôle");
    app.sweep().await;
    let old = Now(today).before(retention::EVIDENCE_DAY.span());
    let left: i64 = db.get("SELECT COUNT(*) FROM evidence_day WHERE day < $1", args![old]).await.expect("a count");
    assert_eq!(left, 0);
}

#[tokio::test]
async fn visitors_may_check_anew_once_a_minute_all_together() {
    let app = TestApp::new().await;
    schedule::run_due(&app.app).await.expect("checks");
    let made = |app: &TestApp| {
        let app = app.app.clone();
        async move { schedule::run_asked(&app).await.expect("checks") }
    };
    assert_eq!(made(&app).await, 0);
    app.advance(evidence::ASKED_AGAIN.as_duration());
    assert_eq!(made(&app).await, TABLE.iter().filter(|check| check.pace.is_cheap()).count());
    assert_eq!(made(&app).await, 0);
    let answer = app.anyone().post("/confidentialite/controles", form! {}).await.is(303);
    assert_eq!(answer.location(), "/confidentialite#preuves");
    assert!(answer.headers.get("set-cookie").is_none(), "no cookie for a look");
    let strange = app.anyone();
    let request = strange.request("POST", "/confidentialite/controles").header("sec-fetch-site", "cross-site");
    strange.send(request.body(axum::body::Body::empty()).expect("a request")).await.is(403);
}

#[tokio::test]
async fn the_section_says_everything_in_words_and_programs_get_the_same() {
    let app = TestApp::new().await;
    spoil(&app).await;
    schedule::run_due(&app.app).await.expect("checks");
    let client = app.anyone();
    let request = client.request("POST", "/confidentialite/controles").header("sec-fetch-site", "same-origin").header("hx-request", "true");
    let part = client.send(request.body(axum::body::Body::empty()).expect("a request")).await.is(200);
    let part = part.says("id=\"controles\"").says("en échec").says("account.shoe_size").says("Pas encore tenues").says("id=\"preuve-c3\"");
    part.says_not("[evidence").says_not("[?]");
    let english = app.anyone().get("/en/confidentialite/controles.json").await.is(200).text();
    let found: serde_json::Value = serde_json::from_str(&english).expect("JSON");
    let of = |id: &str| found.as_array().expect("a list").iter().find(|line| line["promise"] == id).cloned().expect("a promise");
    assert_eq!((&of("C6")["ok"], &of("C4")["ok"], &of("C5")["ok"]), (&false.into(), &serde_json::Value::Null, &true.into()));
    assert!(of("C6")["figure"].as_str().is_some_and(|figure| figure.contains("compulsory")));
    assert_eq!(of("C6")["checked_at"], "2026-11-23T08:00:00Z");
}

#[tokio::test]
async fn the_results_can_be_taken_away_signed_and_a_changed_word_is_found() {
    let app = TestApp::new().await;
    spoil(&app).await;
    schedule::run_due(&app.app).await.expect("checks");
    app.anyone().get("/confidentialite").await.is(200).says("/confidentialite/preuves.json").says("hootis-preuves-2026-11-23.json");
    let answer = app.anyone().get("/en/confidentialite/preuves.json").await.is(200);
    assert!(answer.headers["content-disposition"].to_str().expect("a name").contains("hootis-preuves-2026-11-23.json"));
    assert!(answer.headers.get("set-cookie").is_none());
    let (text, key) = (answer.text(), app.app.signer().public_key());
    let good = signing::verify(&text, key).expect("it is good");
    assert_eq!(good.kind, super::super::signed::KIND);
    let promises = good.document["promises"].as_array().expect("a list");
    assert_eq!(promises.len(), hootis_policy::promises::ALL.len());
    let of = |id: &str| promises.iter().find(|line| line["promise"] == id).expect("a promise");
    assert_eq!((&of("C6")["ok"], &of("C4")["ok"], &of("C5")["ok"]), (&false.into(), &serde_json::Value::Null, &true.into()));
    assert_eq!((good.document["signed_at"].as_str(), good.document["policy_version"]["number"].as_i64()), (Some("2026-11-23T08:00:00Z"), Some(1)));
    assert!(text.contains("\"ok\": false"));
    let altered = signing::verify(&text.replacen("\"ok\": false", "\"ok\": true", 1), key).map(|_| ());
    assert_eq!(altered, Err(signing::Refusal::Altered));
}

#[tokio::test]
async fn the_operator_is_told_once_and_again_when_it_comes_back_another_day() {
    let app = TestApp::new().await;
    let new = NewOperator { email: Email::parse("ops@hootis.example").expect("an address"), name: "Odile".into(), lang: Lang::Fr };
    operators::create(app.app.platform(), app.app.now(), &new).await.expect("an operator");
    let told = async || {
        schedule::run_due(&app.app).await.expect("checks");
        app.mails().await.iter().filter(|letter| letter.subject.contains("C6")).count()
    };
    assert_eq!(told().await, 0);
    spoil(&app).await;
    app.advance(Pace::Often.every().as_duration());
    assert_eq!(told().await, 1);
    let letter = app.mail_to("ops@hootis.example").await;
    assert!(letter.text.contains("account.shoe_size") && letter.text.contains("/confidentialite#preuves"), "{}", letter.text);
    // It lasts: nothing more is said. It comes and goes within the day: neither.
    app.advance(evidence::TOLD_AGAIN.as_duration());
    assert_eq!(told().await, 1);
    mend(&app).await;
    app.advance(Pace::Often.every().as_duration());
    assert_eq!(told().await, 1);
    spoil(&app).await;
    app.advance(Pace::Often.every().as_duration());
    assert_eq!(told().await, 2);
    mend(&app).await;
    app.advance(Pace::Often.every().as_duration());
    told().await;
    spoil(&app).await;
    app.advance(Pace::Often.every().as_duration());
    assert_eq!(told().await, 2, "within a day");
}
