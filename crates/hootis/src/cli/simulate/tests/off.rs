//! Each enforcement is switched off, and the simulation must see it: a check that cannot fail proves nothing.
//!
//! Those that do not touch each other share a life: each has a check of its own, which looks at nothing else.

use std::collections::BTreeSet;

use hootis_policy::Span;
use hootis_policy::retention::{self, RULES, Rule};
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::super::checks::{
    ACCOUNTS, Check, GONE, INNER, LEFT, NOTED, PAST, REMINDED, SEALED, SHUT, STATES, UNAGREED, UNASKED, UNDECLARED, VERIFIED,
};
use super::super::eyes::check_of;
use super::super::life::Happening;
use super::super::people::Plan;
use super::super::time::{DAY, ms};
use super::*;

/// An enforcement, and the checks that find it missing.
type Off = (&'static str, &'static [Check]);

macro_rules! rules {
    ($($rule:ident)*) => { [$((retention::$rule.name, const { &[check_of(&retention::$rule)] as &[Check] })),*] };
}

/// What is switched off in one life.
struct Lived {
    off: Vec<Off>,
    months: u32,
    size: Size,
    /// What happens besides, so long after the start.
    besides: &'static [(i64, Happening)],
    /// How long the relay refuses, in days, and from which day on.
    refused: Option<(i64, i64)>,
}

const fn of(plans: &'static [Plan]) -> Size {
    Size { companies: plans.len() as u32, visitors: 0, crashes: 0, between_looks: ms(Span::days(7)), plans }
}

/// What lives short.
fn short() -> Lived {
    let mut off = Vec::from(rules![
        CONFIRMATION_LINK CONFIRMATION_CODE PUBLIC_SESSION_IDLE PUBLIC_SESSION PASSWORD_LINK TRIES OFFICE_SESSION_IDLE OFFICE_SESSION
        INVITATION_LINK ENTRY_CODE MAIL_UNSENT BROWSING_RECORD HALF_SIGN_IN PASSKEY_CHALLENGE FACTOR_RECOVERY TWO_FACTOR_PHONE TRIAL_TRACE
        PORTAL_SESSION_IDLE PORTAL_SESSION PORTAL_PREVIEW PORTAL_INVITATION SIGN_IN_CODE MEDIA_UPLOAD
    ]);
    off.push((retention::SIGNUP.name, const { &[check_of(&retention::SIGNUP), GONE] }));
    off.push((retention::UPLOAD.name, const { &[check_of(&retention::UPLOAD), SEALED] }));
    let size = Size { visitors: 1, ..of(&[Plan::Ghost, Plan::Trial, Plan::Keeper]) };
    Lived { off, months: 3, size, besides: &[(40 * DAY, Happening::Planting)], refused: Some((29, 26)) }
}

/// What is kept for years. Looked at rarely: what is too old stays too old.
fn long() -> Lived {
    let mut off = Vec::from(rules![
        SPACE_GONE SLUG_HOLD MARKETING_CONTACT CAMPAIGN_SEND COOKIE_COUNT AUDIENCE EVIDENCE_DAY RETENTION_RUN SECURITY_JOURNAL OPERATOR REVEAL
        IMPORT_BEFORE IMPORT_RUN JOB_FAILED API_KEY SUPPORT_GRANT FORM_DEFAULT EMAIL_CHANGE KNOWN_DEVICE MESSAGE_TRACE MESSAGE_DRAFT
        CORRECTION ERASURE_REQUEST MEDIA_TRASH
    ]);
    off.push((retention::ACCOUNT.name, &[ACCOUNTS]));
    let size = Size { between_looks: ms(Span::days(150)), ..of(&[Plan::Hurried, Plan::Keeper]) };
    Lived {
        off,
        months: 63,
        size,
        besides: &[(25 * DAY, Happening::Operator), (26 * DAY, Happening::Mailing(0)), (40 * DAY, Happening::Planting)],
        refused: None,
    }
}

/// What stands at doors, what turns by itself; and sessions again: here those that end later anyway hide nothing.
fn doors() -> Lived {
    let off = vec![
        ("consent", &[UNAGREED] as &[Check]),
        ("journal", &[NOTED, VERIFIED]),
        ("space_lives", &[STATES, REMINDED]),
        (retention::PUBLIC_SESSION_IDLE.name, const { &[check_of(&retention::PUBLIC_SESSION_IDLE)] }),
        (retention::OFFICE_SESSION_IDLE.name, const { &[check_of(&retention::OFFICE_SESSION_IDLE)] }),
    ];
    Lived { off, months: 2, size: Size { visitors: 1, ..of(&[Plan::Trial]) }, besides: &[], refused: None }
}

/// What is asked at the gates: of spaces, of cookies, of those who want no more news, of machines that customers name.
fn gates() -> Lived {
    let off = vec![
        ("closed_doors", &[SHUT] as &[Check]),
        ("cookies", &[PAST, UNAGREED]),
        ("one_click", &[UNASKED]),
        ("outgoing", &[UNDECLARED]),
        ("sources", &[INNER]),
    ];
    Lived {
        off,
        months: 7,
        size: Size { visitors: 1, ..of(&[Plan::Subscriber, Plan::Trial, Plan::Keeper]) },
        besides: &[
            (9 * DAY, Happening::Stray),
            (30 * DAY, Happening::Mailing(0)),
            (55 * DAY, Happening::LookClosely),
            (200 * DAY, Happening::Mailing(1)),
        ],
        refused: None,
    }
}

/// What ends: one enforcement a life, since the same check finds them.
fn endings() -> [Lived; 3] {
    let alone = |off: Off, months: u32, size: Size| Lived { off: vec![off], months, size, besides: &[], refused: None };
    [
        alone((retention::SPACE_DISABLED.name, const { &[check_of(&retention::SPACE_DISABLED), STATES] }), 3, of(&[Plan::Trial])),
        alone((retention::ACCOUNT_ASKED.name, &[ACCOUNTS, LEFT]), 3, of(&[Plan::Leaver])),
        alone(("account_notices", &[ACCOUNTS]), 4, of(&[Plan::Trial])),
    ]
}

/// Every life with something switched off.
fn all() -> impl Iterator<Item = Lived> {
    [short(), long(), doors(), gates()].into_iter().chain(endings())
}

/// The checks that find something missing in one of these lives.
pub(super) fn found() -> impl Iterator<Item = Check> {
    all().flat_map(|lived| lived.off).flat_map(|(_, checks)| checks.iter().copied())
}

/// What goes in the transaction of its event, with what it belongs to; and what brings to its end what a crash cut off. There is
/// nothing to switch off in a life without crashes; lives with crashes look at what is left.
const BY_ITSELF: &[&Rule] = &[
    &retention::MAIL_SENT,
    &retention::JOB_DONE,
    &retention::WITH_SUBJECT,
    &retention::DOLIBARR_CREDENTIALS,
    &retention::UPLOAD_READ,
    &retention::SPACE_CONTENT,
];

/// Puts down what nobody of these lives leaves behind: a job of a kind that no version knows any more, sign-ins that were given
/// up half-way, what somebody has who is no company of this life.
async fn plant(life: &Life, off: &[&str]) {
    let (id, hash, now) = (Uuid::now_v7(), vec![7_u8; 32], life.now);
    let rows = [
        (
            "",
            "INSERT INTO account (id, email, email_key, name, password_hash, password_changed_at, lang, theme, created_at, updated_at)
              VALUES ($1, 'a@b.example', 'a@b.example', 'Ada', '', $2, 'fr', 'auto', $2, $2)",
            args![id, now],
        ),
        (
            "",
            "INSERT INTO space (id, account_id, slug, company, state, state_since, engine, created_at, updated_at)
              VALUES ($1, $1, 'roc', 'Roc', 'destroyed', $2, 'sqlcipher', $2, $2)",
            args![id, now],
        ),
        ("job_failed", "INSERT INTO job (id, kind, payload, attempts, run_at, created_at) VALUES ($1, 'of old', '', 0, $2, $2)", args![id, now]),
        (
            "half_sign_in",
            "INSERT INTO half_sign_in (token_hash, holder_id, expires_at, created_at) VALUES ($1, $2, $3, $3)",
            args![hash.clone(), id, now],
        ),
        (
            "factor_recovery",
            "INSERT INTO factor_recovery (holder_id, token_hash, due_at, created_at) VALUES ($1, $2, $3, $4)",
            args![id, hash.clone(), i64::MAX, now],
        ),
        ("passkey_challenge", "INSERT INTO passkey_challenge (challenge_hash, expires_at, created_at) VALUES ($1, $2, $2)", args![hash.clone(), now]),
        ("two_factor_phone", "INSERT INTO factor_phone (id, sealed_number, created_at) VALUES ($1, $2, $3)", args![id, hash.clone(), now]),
        ("form_default", "INSERT INTO form_default (token_hash, account_id, created_at) VALUES ($1, $2, $3)", args![hash.clone(), id, now]),
        (
            "support_grant",
            "INSERT INTO support_grant (id, account_id, space_id, access, reason, expires_at, created_at) VALUES ($1, $1, $1, 'read', '', $2, $2)",
            args![id, now],
        ),
        (
            "api_key",
            "INSERT INTO api_key (id, space_id, name, scopes, key_hash, hint, member_id, expires_at, created_at) VALUES ($1, $1, '', '', $2, '', $1, $3, $3)",
            args![id, hash.clone(), now],
        ),
        (
            "email_change",
            "INSERT INTO email_change (account_id, email, email_key, old_link_hash, new_link_hash, expires_at, created_at)
              VALUES ($1, 'c@d.example', 'c@d.example', $2, $2, $3, $3)",
            args![id, hash, now],
        ),
    ];
    for (rule, sql, args) in rows {
        if off.contains(&rule) || (rule.is_empty() && off.contains(&retention::API_KEY.name)) {
            life.eyes.platform.execute(sql, args).await.expect("a row");
        }
    }
}

async fn is_seen(lived: Lived) -> Result<(), String> {
    let somewhere = Somewhere::new();
    let off: Vec<&str> = lived.off.iter().map(|(name, _)| *name).collect();
    let mut life = somewhere.life(&off, 5, lived.months, lived.size).await;
    for (after, what) in lived.besides {
        let at = life.now + after;
        life.plan_at(at, what.clone());
    }
    if let Some((from, days)) = lived.refused {
        let at = life.now + from * DAY;
        life.plan_at(at, Happening::Refusal(days * DAY));
    }
    plant(&life, &off).await;
    let verdicts = live(life).await;
    let expected: BTreeSet<_> = lived.off.iter().flat_map(|(_, checks)| checks.iter()).map(Check::names).collect();
    let broken: BTreeSet<_> = verdicts.broken().into_iter().collect();
    let (unseen, more): (Vec<_>, Vec<_>) = (expected.difference(&broken).collect(), broken.difference(&expected).collect());
    if unseen.is_empty() && more.is_empty() && verdicts.faults.is_empty() {
        return Ok(());
    }
    Err(format!("without {off:?}:\nnot seen: {unseen:?}\nalso broken: {more:?}\n{}", verdicts.lines().join("\n")))
}

#[tokio::test(flavor = "multi_thread")]
async fn each_enforcement_that_is_switched_off_is_seen_to_be_missing() {
    let lives: Vec<_> = all().map(|lived| tokio::spawn(is_seen(lived))).collect();
    let mut wrong = Vec::new();
    for life in lives {
        wrong.extend(life.await.expect("a life ends").err());
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn each_rule_is_switched_off_in_some_life() {
    let off: BTreeSet<&str> = all().flat_map(|lived| lived.off.into_iter().map(|(name, _)| name)).collect();
    for rule in RULES {
        let is_off = off.contains(rule.name);
        assert!(is_off != BY_ITSELF.contains(rule), "{} is switched off: {is_off}", rule.name);
    }
}
