//! Random rows, random clocks, some of which go back: nothing outlives its rule after a run, and nothing dies early.

use hootis_policy::retention as rules;
use hootis_space::{Conn, args};
use uuid::Uuid;

use crate::clock::{Life, Now};
use crate::platform::spaces::slug;
use crate::retention::run_all;
use crate::testing::{TestApp, TestSpace};

/// A row that was planted: how to look for it, and when it is due; never, when no rule is about it.
struct Planted {
    what: &'static str,
    look: &'static str,
    id: Vec<u8>,
    in_space: bool,
    due: Option<Now>,
}

/// The same numbers for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        i64::try_from(self.0 >> 33).unwrap_or(0) % bound.max(1)
    }

    /// An event around now: as likely due as not, some yet to come.
    fn event(&mut self, now: Now, keep: impl Life) -> Now {
        let keep = i64::try_from(keep.span().as_millis()).expect("milliseconds");
        Now(now.0 + keep / 4 - self.below(keep * 2))
    }
}

fn token() -> Vec<u8> {
    hootis_vault::random_token().to_vec()
}

async fn plant_on_platform(app: &TestApp, account: Uuid, chance: &mut Chance, now: Now) -> Planted {
    let db = app.app.platform();
    let id = token();
    let planted = |what, look, due| Planted { what, look, id: id.clone(), in_space: false, due };
    match chance.below(6) {
        0 => {
            let (made, used) = (chance.event(now, rules::PUBLIC_SESSION), chance.event(now, rules::PUBLIC_SESSION_IDLE));
            db.execute("INSERT INTO session (token_hash, agent, last_used_at, created_at) VALUES ($1, '', $2, $3)", args![id.clone(), used, made])
                .await
                .expect("a session");
            let due = used.after(rules::PUBLIC_SESSION_IDLE).min(made.after(rules::PUBLIC_SESSION));
            planted("session", "SELECT COUNT(*) FROM session WHERE token_hash = $1", Some(due))
        }
        1 => {
            let until = chance.event(now, rules::PASSWORD_LINK).after(rules::PASSWORD_LINK);
            let sql = "INSERT INTO password_link (token_hash, account_id, expires_at, created_at) VALUES ($1, $2, $3, 0)";
            db.execute(sql, args![id.clone(), account, until]).await.expect("a link");
            planted("password_link", "SELECT COUNT(*) FROM password_link WHERE token_hash = $1", Some(until))
        }
        2 => {
            let until = chance.event(now, rules::TRIES).after(rules::TRIES);
            db.execute("INSERT INTO throttle (bucket, hits, ends_at, created_at) VALUES ($1, 1, $2, 0)", args![id.clone(), until])
                .await
                .expect("tries");
            planted("throttle", "SELECT COUNT(*) FROM throttle WHERE bucket = $1", Some(until))
        }
        3 => {
            let until = chance.event(now, rules::SLUG_HOLD).after(rules::SLUG_HOLD);
            db.execute("INSERT INTO slug_hold (slug_hash, until, created_at) VALUES ($1, $2, 0)", args![id.clone(), until]).await.expect("a hold");
            planted("slug_hold", "SELECT COUNT(*) FROM slug_hold WHERE slug_hash = $1", Some(until))
        }
        kind => {
            let made = chance.event(now, rules::SIGNUP);
            let confirmed = (kind == 5).then_some(made);
            let sql = "INSERT INTO signup (id, email, email_key, name, company, slug, password_hash, lang, link_hash, code_hash, code_tries, sends, expires_at, confirmed_at, created_at, updated_at)
                       VALUES ($1, '', '', '', '', '', '', 'fr', $2, $2, 0, 0, $3, $4, $5, $5)";
            let signup = Uuid::now_v7();
            db.execute(sql, args![signup, id.clone(), made.after(rules::CONFIRMATION_LINK), confirmed.map(|at| at.0), made])
                .await
                .expect("a sign-up");
            // Looked for by a column that is never emptied.
            let due = confirmed.is_none().then(|| made.after(rules::SIGNUP));
            Planted { id: signup.as_bytes().to_vec(), ..planted("signup", "SELECT COUNT(*) FROM signup WHERE id = $1", due) }
        }
    }
}

async fn plant_in_space(space: &TestSpace<'_>, member: Uuid, chance: &mut Chance, now: Now) -> Planted {
    let db = &space.db;
    let id = token();
    let planted = |what, look, due| Planted { what, look, id: id.clone(), in_space: true, due };
    match chance.below(4) {
        0 => {
            let (made, used) = (chance.event(now, rules::OFFICE_SESSION), chance.event(now, rules::OFFICE_SESSION_IDLE));
            let sql = "INSERT INTO member_session (token_hash, member_id, agent, last_used_at, created_at) VALUES ($1, $2, '', $3, $4)";
            db.execute(sql, args![id.clone(), member, used, made]).await.expect("a session");
            let due = used.after(rules::OFFICE_SESSION_IDLE).min(made.after(rules::OFFICE_SESSION));
            planted("member_session", "SELECT COUNT(*) FROM member_session WHERE token_hash = $1", Some(due))
        }
        1 => {
            let kinds = [("invitation", rules::INVITATION_LINK), ("password", rules::PASSWORD_LINK), ("entry", rules::ENTRY_CODE)];
            let (kind, rule) = kinds[usize::try_from(chance.below(3)).expect("a place")];
            let until = chance.event(now, rule).after(rule);
            let sql = "INSERT INTO member_link (token_hash, member_id, kind, expires_at, created_at) VALUES ($1, $2, $3, $4, 0)";
            db.execute(sql, args![id.clone(), member, kind, until]).await.expect("a link");
            planted("member_link", "SELECT COUNT(*) FROM member_link WHERE token_hash = $1", Some(until))
        }
        before => {
            let run = Uuid::now_v7();
            let ended = if before == 2 { chance.event(now, rules::IMPORT_BEFORE) } else { chance.event(now, rules::IMPORT_RUN) };
            let busy = chance.below(4) == 0;
            let sql = "INSERT INTO import_run (id, kind, state, take, requested_name, ended_at, progress, cancel_asked, created_at)
                       VALUES ($1, 'import', $2, '{}', '', $3, '{}', FALSE, 0)";
            let state = if busy { "undoing" } else { "done" };
            db.execute(sql, args![run, state, ended]).await.expect("a run");
            let sql = "INSERT INTO import_before (run_id, num, table_name, row_key, created_at) VALUES ($1, 1, '', '', 0)";
            db.execute(sql, args![run]).await.expect("a before-image");
            let (what, look, rule) = if before == 2 {
                ("import_before", "SELECT COUNT(*) FROM import_before WHERE run_id = $1", rules::IMPORT_BEFORE)
            } else {
                ("import_run", "SELECT COUNT(*) FROM import_run WHERE id = $1", rules::IMPORT_RUN)
            };
            Planted { id: run.as_bytes().to_vec(), ..planted(what, look, (!busy).then(|| ended.after(rule))) }
        }
    }
}

async fn is_there(app: &TestApp, space: &TestSpace<'_>, planted: &Planted) -> bool {
    let found: i64 = if planted.in_space {
        space.db.get(planted.look, args![planted.id.clone()]).await
    } else {
        app.app.platform().get(planted.look, args![planted.id.clone()]).await
    }
    .expect("a count");
    found == 1
}

async fn live(seed: u64) {
    let app = TestApp::new().await;
    let space = app.space("Acme").await;
    let member: Uuid = space.db.get("SELECT id FROM member", args![]).await.expect("the owner");
    let mut chance = Chance(seed);
    let (mut now, mut furthest, mut all) = (app.app.now(), Now(0), Vec::new());
    for step in 0..12 {
        for _ in 0..8 {
            all.push(plant_on_platform(&app, space.row.account_id, &mut chance, now).await);
            all.push(plant_in_space(&space, member, &mut chance, now).await);
        }
        // Planted behind the back of whoever brings it forward.
        app.app.platform().execute("UPDATE space SET sweep_at = 0", args![]).await.expect("a space");
        run_all(&app.app, now).await.expect("a run");
        furthest = furthest.max(now);
        for planted in &all {
            let there = is_there(&app, &space, planted).await;
            let story = format!("seed {seed}, step {step}: a {} due {:?}, at {now:?}", planted.what, planted.due);
            match planted.due {
                Some(due) if due <= now => assert!(!there, "outlived its rule: {story}"),
                Some(due) if due > furthest => assert!(there, "died early: {story}"),
                None => assert!(there, "is under no rule: {story}"),
                Some(_) => {}
            }
        }
        // Mostly forward, by minutes or by months; now and then back.
        let far = [600_000, 7_200_000, 86_400_000, 2_592_000_000][usize::try_from(chance.below(4)).expect("a place")];
        now = Now(now.0 + if chance.below(4) == 0 { -chance.below(far) } else { chance.below(far) });
    }
}

#[tokio::test]
async fn p_k1_over_random_lives_nothing_outlives_its_rule_and_nothing_dies_early() {
    for seed in 1..=4 {
        live(seed).await;
    }
}

/// A slug that was held is free on the very day its hold ends.
#[tokio::test]
async fn p_k3_the_address_of_a_destroyed_space_is_free_again_after_its_hold() {
    let app = TestApp::new().await;
    let now = app.app.now();
    let key = app.app.platform_key();
    let propose = async |at: Now| slug::propose(app.app.platform(), key, at, "Acme").await.expect("a slug");
    assert_eq!(propose(now).await, "acme");
    slug::hold(app.app.platform(), key, now, "acme").await.expect("a hold");
    assert_ne!(propose(now).await, "acme");
    app.advance(rules::SLUG_HOLD.span());
    app.sweep().await;
    assert_eq!(propose(app.app.now()).await, "acme");
    let left: i64 = app.app.platform().get("SELECT COUNT(*) FROM slug_hold", args![]).await.expect("a count");
    assert_eq!(left, 0);
}
