//! Each rule of the policy, held against the oldest thing that is under it, by statements of our own.

use hootis_policy::Span;
use hootis_policy::data::Database;
use hootis_policy::retention::{self, Rule};
use hootis_space::{Conn, args};

use super::super::checks::Check;
use super::super::time::{DAY, ms};
use super::super::verdicts::Verdicts;
use super::Eyes;
use crate::error::Result;

/// How the oldest thing under a rule is found: the instant from which its time counts.
struct Look {
    rule: &'static Rule,
    database: Database,
    oldest: &'static str,
    /// When the statement gives the end of the time instead of its beginning.
    from_end: bool,
}

const fn look(rule: &'static Rule, database: Database, oldest: &'static str) -> Look {
    Look { rule, database, oldest, from_end: false }
}

const fn ends(rule: &'static Rule, database: Database, oldest: &'static str) -> Look {
    Look { rule, database, oldest, from_end: true }
}

use Database::{Journal, Platform, Space};

const LOOKS: &[Look] = &[
    look(&retention::SIGNUP, Platform, "SELECT MIN(created_at) FROM signup WHERE confirmed_at IS NULL"),
    look(&retention::CONFIRMATION_LINK, Platform, "SELECT MIN(updated_at) FROM signup WHERE confirmed_at IS NULL AND link_hash IS NOT NULL"),
    look(&retention::CONFIRMATION_CODE, Platform, "SELECT MIN(updated_at) FROM signup WHERE confirmed_at IS NULL AND code_hash IS NOT NULL"),
    look(&retention::HALF_SIGN_IN, Platform, "SELECT MIN(created_at) FROM half_sign_in"),
    look(&retention::HALF_SIGN_IN, Space, "SELECT MIN(created_at) FROM half_sign_in"),
    look(&retention::TWO_FACTOR_PHONE, Platform, "SELECT MIN(created_at) FROM factor_phone"),
    look(&retention::FACTOR_RECOVERY, Platform, "SELECT MIN(created_at) FROM factor_recovery"),
    look(&retention::FACTOR_RECOVERY, Space, "SELECT MIN(created_at) FROM factor_recovery"),
    ends(&retention::PASSKEY_CHALLENGE, Platform, "SELECT MIN(expires_at) FROM passkey_challenge"),
    ends(&retention::PASSKEY_CHALLENGE, Space, "SELECT MIN(expires_at) FROM passkey_challenge"),
    look(&retention::TRIAL_TRACE, Platform, "SELECT MIN(created_at) FROM trial_trace"),
    look(&retention::SUPPORT_GRANT, Platform, "SELECT MIN(expires_at) FROM support_grant"),
    look(&retention::KNOWN_DEVICE, Platform, "SELECT MIN(last_used_at) FROM known_device"),
    look(&retention::KNOWN_DEVICE, Space, "SELECT MIN(last_used_at) FROM member_device"),
    look(&retention::FORM_DEFAULT, Platform, "SELECT MIN(created_at) FROM form_default"),
    look(&retention::API_KEY, Platform, "SELECT MIN(expires_at) FROM api_key"),
    look(&retention::EMAIL_CHANGE, Platform, "SELECT MIN(created_at) FROM email_change"),
    look(&retention::OPERATOR, Platform, "SELECT MIN(deactivated_at) FROM operator"),
    look(&retention::REVEAL, Platform, "SELECT MIN(created_at) FROM reveal"),
    look(&retention::MARKETING_CONTACT, Platform, "SELECT MIN(last_contact_at) FROM marketing_consent"),
    look(&retention::CAMPAIGN_SEND, Platform, "SELECT MIN(created_at) FROM campaign_send"),
    look(&retention::COOKIE_COUNT, Platform, "SELECT MIN(created_at) FROM cookie_count"),
    look(&retention::AUDIENCE, Platform, "SELECT MIN(day) FROM audience"),
    look(&retention::EVIDENCE_DAY, Platform, "SELECT MIN(created_at) FROM evidence_day"),
    look(&retention::RETENTION_RUN, Platform, "SELECT MIN(started_at) FROM retention_run"),
    look(&retention::SPACE_GONE, Platform, "SELECT MIN(state_since) FROM space WHERE state = 'destroyed'"),
    look(&retention::PUBLIC_SESSION_IDLE, Platform, "SELECT MIN(last_used_at) FROM session"),
    look(&retention::PUBLIC_SESSION, Platform, "SELECT MIN(created_at) FROM session"),
    look(&retention::PASSWORD_LINK, Platform, "SELECT MIN(created_at) FROM password_link"),
    ends(&retention::TRIES, Platform, "SELECT MIN(ends_at) FROM throttle"),
    look(&retention::MAIL_UNSENT, Platform, "SELECT MIN(created_at) FROM mail"),
    look(&retention::JOB_FAILED, Platform, "SELECT MIN(created_at) FROM job"),
    look(&retention::BROWSING_RECORD, Platform, "SELECT MIN(visited_at) FROM visit"),
    look(&retention::SPACE_DISABLED, Platform, "SELECT MIN(state_since) FROM space WHERE state = 'disabled'"),
    ends(&retention::SLUG_HOLD, Platform, "SELECT MIN(until) FROM slug_hold"),
    look(&retention::OFFICE_SESSION_IDLE, Space, "SELECT MIN(last_used_at) FROM member_session"),
    look(&retention::OFFICE_SESSION, Space, "SELECT MIN(created_at) FROM member_session"),
    look(&retention::INVITATION_LINK, Space, "SELECT MIN(created_at) FROM member_link WHERE kind = 'invitation'"),
    look(&retention::PASSWORD_LINK, Space, "SELECT MIN(created_at) FROM member_link WHERE kind = 'password'"),
    look(&retention::ENTRY_CODE, Space, "SELECT MIN(created_at) FROM member_link WHERE kind = 'entry'"),
    look(&retention::PASSWORD_LINK, Space, "SELECT MIN(created_at) FROM contact_link WHERE kind = 'password'"),
    look(&retention::ENTRY_CODE, Space, "SELECT MIN(created_at) FROM contact_link WHERE kind = 'preview'"),
    look(&retention::KNOWN_DEVICE, Space, "SELECT MIN(last_used_at) FROM contact_device"),
    look(&retention::PORTAL_SESSION_IDLE, Space, "SELECT MIN(last_used_at) FROM contact_session"),
    look(&retention::PORTAL_SESSION, Space, "SELECT MIN(created_at) FROM contact_session WHERE kind = 'own'"),
    look(&retention::PORTAL_PREVIEW, Space, "SELECT MIN(created_at) FROM contact_session WHERE kind = 'preview'"),
    look(&retention::PORTAL_INVITATION, Space, "SELECT MIN(created_at) FROM contact_link WHERE kind = 'invitation'"),
    look(&retention::CORRECTION, Space, "SELECT MIN(answered_at) FROM contact_correction"),
    look(&retention::ERASURE_REQUEST, Space, "SELECT MIN(answered_at) FROM contact_erasure"),
    look(&retention::SIGN_IN_CODE, Space, "SELECT MIN(created_at) FROM contact_code"),
    look(&retention::MESSAGE_TRACE, Space, "SELECT MIN(deleted_at) FROM message"),
    look(&retention::MESSAGE_TRACE, Space, "SELECT MIN(deleted_at) FROM aside"),
    look(&retention::MESSAGE_DRAFT, Space, "SELECT MIN(draft_at) FROM conversation_contact WHERE draft IS NOT NULL"),
    look(&retention::MESSAGE_DRAFT, Space, "SELECT MIN(draft_at) FROM conversation_member WHERE draft IS NOT NULL"),
    look(&retention::MEDIA_TRASH, Space, "SELECT MIN(deleted_at) FROM media"),
    look(&retention::MEDIA_UPLOAD, Space, "SELECT MIN(updated_at) FROM media_upload"),
    look(&retention::MEDIA_UPLOAD, Space, "SELECT MIN(unsent_at) FROM media"),
    look(&retention::UPLOAD, Space, "SELECT MIN(created_at) FROM import_upload"),
    look(
        &retention::IMPORT_BEFORE,
        Space,
        "SELECT MIN(r.ended_at) FROM import_run r WHERE EXISTS (SELECT 1 FROM import_before b WHERE b.run_id = r.id)",
    ),
    look(&retention::IMPORT_RUN, Space, "SELECT MIN(ended_at) FROM import_run"),
    look(&retention::SECURITY_JOURNAL, Journal, "SELECT MIN(created_at) FROM entry"),
];

/// Rules whose time is none, or is counted from something that no row says: they are held against what was
/// lived, by the looks at fates, graves and words.
#[cfg(test)]
const ELSEWHERE: &[&Rule] = &[
    &retention::ACCOUNT,
    &retention::ACCOUNT_ASKED,
    &retention::MAIL_SENT,
    &retention::JOB_DONE,
    &retention::SPACE_CONTENT,
    &retention::WITH_SUBJECT,
    &retention::DOLIBARR_CREDENTIALS,
    &retention::UPLOAD_READ,
];

/// Whether a rule is held against anything.
#[cfg(test)]
pub(in super::super) fn is_looked_at(rule: &Rule) -> bool {
    LOOKS.iter().any(|look| look.rule == rule) || ELSEWHERE.contains(&rule)
}

/// The checks of all rules that are looked at.
#[cfg(test)]
pub(in super::super) fn checks_of_rules() -> impl Iterator<Item = Check> {
    LOOKS.iter().map(|look| check_of(look.rule))
}

/// The check of a rule.
pub(in super::super) const fn check_of(rule: &'static Rule) -> Check {
    Check::of_rule(rule)
}

/// When it is, and what is forgiven.
#[derive(Clone, Copy)]
pub(in super::super) struct Hour {
    pub now: i64,
    /// How late what is due may be. A space that somebody used is looked into half an hour later.
    pub late: i64,
    /// How far the clock was ever set back: an entry of the journal waits for those before it, which may be dated later.
    pub set_back: i64,
}

/// Which databases are looked at.
pub(in super::super) enum Looked<'a, C> {
    Platform(&'a C),
    Journal(&'a C),
    Space(&'a C, &'a str),
}

impl Eyes {
    /// Looks at the rules of a database.
    pub(in super::super) async fn rules<C: Conn>(&self, looked: Looked<'_, C>, at: Hour, verdicts: &mut Verdicts) -> Result<()> {
        let (db, database, name) = match looked {
            Looked::Platform(db) => (db, Platform, "the platform"),
            Looked::Journal(db) => (db, Journal, "the journal"),
            Looked::Space(db, slug) => (db, Space, slug),
        };
        for look in LOOKS.iter().filter(|look| look.database == database) {
            let Some(oldest) = db.get::<Option<i64>>(look.oldest, args![]).await? else {
                verdicts.expect(check_of(look.rule));
                continue;
            };
            let keep = if look.from_end { ms(Span::AT_ONCE) } else { ms(look.rule.keep) };
            // Entries of the journal go by whole days, counted from the end of theirs.
            let keep = if database == Journal { keep + DAY + at.set_back } else { keep };
            let late = if database == Space { at.late + ms(retention::SPACE_WITHIN) } else { at.late };
            verdicts.age(check_of(look.rule), (at.now - oldest).max(0), keep, late, || format!("in {name}"));
        }
        Ok(())
    }
}
