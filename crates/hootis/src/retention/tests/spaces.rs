//! Rules inside spaces: applied in time, and only where somebody may have left something.

use std::time::Duration;

use hootis_policy::permissions::Role;
use hootis_policy::retention as rules;
use hootis_policy::states::SpaceState;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use crate::clock::{Life as _, Now};
use crate::retention::{dry_run, pass};
use crate::testing::{TestApp, TestSpace};

async fn sessions(space: &TestSpace<'_>) -> i64 {
    space.db.get("SELECT COUNT(*) FROM member_session", args![]).await.expect("a count")
}

async fn sweep_at(app: &TestApp, space: &TestSpace<'_>) -> Option<i64> {
    app.app.platform().get("SELECT sweep_at FROM space WHERE id = $1", args![space.row.id]).await.expect("a space")
}

#[tokio::test]
async fn p_k1_what_members_leave_in_a_space_goes_within_the_hour_of_its_time() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    // In through the console with a code of a minute that nobody uses, and with another that is used.
    acme.account().await.post(&format!("/console/espaces/{}/entree", acme.row.id), crate::testing::form! {}).await.is(200);
    acme.member(Role::Editor).await;
    let links = async || acme.db.get::<i64>("SELECT COUNT(*) FROM member_link", args![]).await.expect("a count");
    assert_eq!((sessions(&acme).await, links().await), (1, 1));
    let start = app.app.now();
    let step = Duration::from_secs(60);
    let (mut link_gone, mut session_gone) = (None, None);
    for _ in 0..15 * 60 {
        app.advance(step);
        pass(&app.app, app.app.now()).await.expect("a pass");
        if link_gone.is_none() && links().await == 0 {
            link_gone = Some(app.app.now());
        }
        if session_gone.is_none() && sessions(&acme).await == 0 {
            session_gone = Some(app.app.now());
            break;
        }
    }
    for (gone, rule) in [(link_gone, rules::ENTRY_CODE), (session_gone, rules::OFFICE_SESSION_IDLE)] {
        let (gone, due) = (gone.expect("it went"), start.after(rule));
        assert!(gone >= due && gone <= due.after(rules::LATE), "{}: due {due:?}, gone {gone:?}", rule.name);
    }
    // That the browser is known is all that is left to come due.
    app.advance(rules::EVERY.as_duration());
    pass(&app.app, app.app.now()).await.expect("a pass");
    let known = start.after(rules::KNOWN_DEVICE);
    assert_eq!(sweep_at(&app, &acme).await, Some(known.0));
    app.advance(rules::KNOWN_DEVICE.keep.as_duration());
    pass(&app.app, app.app.now()).await.expect("a pass");
    // Nothing is left that ever comes due, so nobody looks any more.
    assert_eq!(sweep_at(&app, &acme).await, None);
}

#[tokio::test]
async fn p_k1_a_space_that_nobody_uses_is_not_opened_and_one_that_is_closed_stays_so() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    app.app.spaces().close(acme.row.id);
    app.sweep().await;
    assert!(!app.app.spaces().is_open(acme.row.id));
    acme.member(Role::Editor).await;
    assert!(sweep_at(&app, &acme).await.is_some_and(|at| at <= app.app.now().after(rules::SPACE_WITHIN).0));
    app.advance(rules::OFFICE_SESSION_IDLE.span());
    app.app.spaces().close(acme.row.id);
    app.sweep().await;
    assert_eq!(sessions(&acme).await, 0);
    assert!(!app.app.spaces().is_open(acme.row.id), "those in use keep their place");
}

#[tokio::test]
async fn p_k1_sweeping_many_spaces_closes_none_that_is_in_use() {
    let app = TestApp::with(|options| options.open_spaces = 3).await;
    let mut ids = Vec::new();
    for n in 0..8 {
        ids.push(app.space(&format!("Atelier {n}")).await.row.id);
    }
    let used = crate::platform::spaces::open(&app.app, ids[0]).await.expect("a space");
    drop(used);
    app.app.platform().execute("UPDATE space SET sweep_at = 0", args![]).await.expect("spaces");
    app.sweep().await;
    assert!(app.app.spaces().is_open(ids[0]));
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM space WHERE sweep_at IS NOT NULL", args![]).await.expect("a count");
    assert_eq!(left, 0, "each was looked into");
}

#[tokio::test]
async fn p_k1_a_space_whose_file_is_not_there_for_now_is_looked_for_again() {
    let app = TestApp::new().await;
    if !app.app.spaces().engine().encrypts_whole_databases() {
        return;
    }
    let acme = app.space("Acme").await;
    acme.member(Role::Editor).await;
    assert_eq!(sessions(&acme).await, 1);
    let (id, folder) = (acme.row.id, app.data().join("spaces"));
    app.advance(rules::OFFICE_SESSION_IDLE.span());
    app.app.spaces().close(id);
    let (file, away) = (folder.join(format!("{id}.db")), app.data().join("away.db"));
    std::fs::rename(&file, &away).expect("unmounted");
    let ran = app.sweep().await;
    assert!(ran.iter().any(|ran| ran.outcome == crate::retention::Outcome::Failed), "nobody saw that it is not there");
    assert_eq!(sweep_at(&app, &acme).await, Some(app.app.now().after(rules::EVERY).0));
    std::fs::rename(&away, &file).expect("mounted");
    app.advance(rules::EVERY.as_duration());
    app.sweep().await;
    assert_eq!(sessions(&acme).await, 0);
}

/// Nothing is processed in a disabled space any more; that a period ends is the one thing that still happens.
#[tokio::test]
async fn p_k1_periods_end_in_disabled_spaces_too() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    acme.member(Role::Editor).await;
    let sql = "UPDATE space SET state = $2 WHERE id = $1";
    app.app.platform().execute(sql, args![acme.row.id, SpaceState::Disabled.as_str()]).await.expect("a space");
    app.advance(rules::OFFICE_SESSION_IDLE.span());
    app.sweep().await;
    assert_eq!(sessions(&acme).await, 0);
}

#[tokio::test]
async fn p_k1_who_uses_a_space_while_it_is_swept_has_it_looked_at_again() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    app.app.platform().execute("UPDATE space SET sweep_at = 0", args![]).await.expect("a space");
    let (db, now) = (app.app.platform(), app.app.now());
    let claim = crate::platform::spaces::claim_sweep(db, now).await.expect("an answer").expect("a claim");
    assert_eq!(claim.id, acme.row.id);
    assert!(crate::platform::spaces::claim_sweep(db, now).await.expect("an answer").is_none(), "one looks at a time");
    acme.member(Role::Editor).await;
    crate::platform::spaces::release_sweep(db, &claim, None).await.expect("released");
    assert_eq!(sweep_at(&app, &acme).await, Some(now.after(rules::SPACE_WITHIN).0));
    // Whoever claimed it and died holds it for a minute only.
    let later = now.after(rules::SPACE_WITHIN);
    crate::platform::spaces::claim_sweep(db, later).await.expect("an answer").expect("a claim");
    assert!(crate::platform::spaces::claim_sweep(db, later).await.expect("an answer").is_none());
    let after_lease = later.after(crate::jobs::LEASE);
    assert!(crate::platform::spaces::claim_sweep(db, after_lease).await.expect("an answer").is_some());
}

#[tokio::test]
async fn p_k1_a_space_that_cannot_be_opened_holds_up_no_other_and_is_tried_again() {
    let app = TestApp::new().await;
    let (broken, acme) = (app.space("Broken").await, app.space("Acme").await);
    acme.member(Role::Editor).await;
    app.advance(rules::OFFICE_SESSION_IDLE.span());
    app.app.spaces().close(broken.row.id);
    let sql = "UPDATE space SET sweep_at = 0, wrapped_key = $2 WHERE id = $1";
    app.app.platform().execute(sql, args![broken.row.id, vec![1_u8; 81]]).await.expect("a space");
    let ran = app.sweep().await;
    assert!(ran.iter().any(|ran| ran.outcome == crate::retention::Outcome::Failed));
    assert_eq!(sessions(&acme).await, 0);
    assert_eq!(sweep_at(&app, &broken).await, Some(app.app.now().after(rules::EVERY).0));
}

/// An upload that nobody imports: its row and its sealed file.
#[tokio::test]
async fn p_c5_an_upload_that_nobody_imports_goes_after_a_day_with_its_file() {
    let app = TestApp::new().await;
    let acme = app.space("Acme").await;
    let folder = app.data().join("files").join(acme.row.id.to_string());
    std::fs::create_dir_all(&folder).expect("a folder");
    let plant = async |run_ended: Option<Now>| {
        let id = Uuid::now_v7();
        let sql = "INSERT INTO import_upload (id, name, size_bytes, created_at) VALUES ($1, 'dump.sql', 3, $2)";
        acme.db.execute(sql, args![id, app.app.now()]).await.expect("an upload");
        if let Some(ended) = run_ended {
            let sql = "INSERT INTO import_run (id, kind, state, upload_id, take, requested_name, ended_at, progress, cancel_asked, created_at)
                       VALUES ($1, 'import', 'done', $2, '{}', '', $3, '{}', FALSE, $3)";
            acme.db.execute(sql, args![Uuid::now_v7(), id, ended]).await.expect("a run");
        }
        let path = folder.join(format!("upload-{id}.age"));
        std::fs::write(&path, "x").expect("a file");
        crate::platform::spaces::expect_sweep(app.app.platform(), app.app.now(), acme.row.id).await.expect("a space");
        path
    };
    let (waits, read) = (plant(None).await, plant(Some(app.app.now())).await);
    let left = async || acme.db.get::<i64>("SELECT COUNT(*) FROM import_upload", args![]).await.expect("a count");
    app.advance(rules::SPACE_WITHIN.as_duration());
    let counted = dry_run(&app.app, app.app.now(), Some("upload_read")).await.expect("a count");
    assert_eq!(counted[0].1.rows, 1);
    app.sweep().await;
    assert_eq!((left().await, read.exists(), waits.exists()), (1, false, true), "the one that an import has read");
    app.advance(rules::UPLOAD.span() - rules::SPACE_WITHIN.as_duration() - Duration::from_secs(1));
    app.sweep().await;
    assert_eq!((left().await, waits.exists()), (1, true));
    app.advance(rules::EVERY.as_duration() + Duration::from_secs(1));
    app.sweep().await;
    assert_eq!((left().await, waits.exists()), (0, false));
}
