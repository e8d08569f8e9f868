//! The rules themselves, and why each is as long as it is.

use super::account::{API_KEY, EMAIL_CHANGE, FORM_DEFAULT, SUPPORT_GRANT};
use super::consent::{CAMPAIGN_SEND, COOKIE_COUNT, MARKETING_CONTACT};
use super::endings::{ACCOUNT, ACCOUNT_ASKED, SLUG_HOLD, SPACE_DISABLED, SPACE_GONE};
use super::engine::RETENTION_RUN;
use super::evidence::EVIDENCE_DAY;
use super::factors::{FACTOR_RECOVERY, HALF_SIGN_IN, PASSKEY_CHALLENGE, TWO_FACTOR_PHONE};
use super::media::{MEDIA_TRASH, MEDIA_UPLOAD};
use super::operation::{AUDIENCE, BROWSING_RECORD, OPERATOR, REVEAL};
use super::portal::{CORRECTION, ERASURE_REQUEST, PORTAL_INVITATION, PORTAL_PREVIEW, PORTAL_SESSION, PORTAL_SESSION_IDLE, SIGN_IN_CODE};
use super::security::{KNOWN_DEVICE, SECURITY_JOURNAL, TRIAL_TRACE};
use super::talk::{MESSAGE_DRAFT, MESSAGE_TRACE};
use super::{Event, Ground, Rule, Then, Whom};
use crate::promises;
use crate::span::Span;

// ── Sign-up and account ───────────────────────────────────────────────────────────────────────

/// A sign-up that nobody confirmed: a typing mistake in the address must not stay.
pub const SIGNUP: Rule = Rule {
    name: "signup",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::days(7),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::C1,
};

/// The mailed link that confirms a sign-up: long enough for a mail that arrives overnight.
pub const CONFIRMATION_LINK: Rule = Rule {
    name: "confirmation_link",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::hours(24),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::C1,
};

/// The six digits in the same mail: a million values are few, so they live short and die after
/// [`crate::limits::CODE_TRIES`] tries.
pub const CONFIRMATION_CODE: Rule = Rule {
    name: "confirmation_code",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::minutes(15),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::C1,
};

/// A session of the public site that is not used. Its cookie lives as long.
pub const PUBLIC_SESSION_IDLE: Rule = Rule {
    name: "public_session_idle",
    whom: Whom::Account,
    from: Event::LastUsed,
    keep: Span::hours(2),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A session of the public site, however busy: the console decides about money and destruction, so
/// a day begins with a password.
pub const PUBLIC_SESSION: Rule = Rule {
    name: "public_session",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::hours(12),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A mailed link to choose a new password, of an account or of a member.
pub const PASSWORD_LINK: Rule = Rule {
    name: "password_link",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::hours(1),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// How often somebody tried something, under a keyed hash of who. Each row goes when its window
/// ends; no window is longer than this. As long as the cookie against duplicate trials.
pub const TRIES: Rule = Rule {
    name: "tries",
    whom: Whom::Visitor,
    from: Event::Made,
    keep: Span::days(7),
    then: Then::Delete,
    ground: Ground::LegitimateInterest,
    promise: &promises::S2,
};

// ── Mails and jobs ────────────────────────────────────────────────────────────────────────────

/// A mail that the relay has taken.
pub const MAIL_SENT: Rule = Rule {
    name: "mail_sent",
    whom: Whom::Account,
    from: Event::Done,
    keep: Span::AT_ONCE,
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A mail that nobody takes: tried again for as long as mail relays do, then given up.
pub const MAIL_UNSENT: Rule = Rule {
    name: "mail_unsent",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::days(5),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A job that is done.
pub const JOB_DONE: Rule = Rule {
    name: "job_done",
    whom: Whom::Account,
    from: Event::Done,
    keep: Span::AT_ONCE,
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

/// A job that failed: kept so that somebody can find out why.
pub const JOB_FAILED: Rule = Rule {
    name: "job_failed",
    whom: Whom::Account,
    from: Event::Made,
    keep: Span::days(30),
    then: Then::Delete,
    ground: Ground::Contract,
    promise: &promises::K1,
};

// ── Spaces ────────────────────────────────────────────────────────────────────────────────────

/// What a company put in its space: until the company deletes it, or the space goes with its key.
pub const SPACE_CONTENT: Rule = Rule {
    name: "space_content",
    whom: Whom::Company,
    from: Event::SpaceDestroyed,
    keep: Span::AT_ONCE,
    then: Then::DestroyKey,
    ground: Ground::Instructions,
    promise: &promises::K3,
};

/// What only describes something else goes with it.
pub const WITH_SUBJECT: Rule = Rule {
    name: "with_subject",
    whom: Whom::Company,
    from: Event::SubjectDeleted,
    keep: Span::AT_ONCE,
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::R3,
};

/// A session of the back office that is not used: a working day, so that lunch does not sign out.
pub const OFFICE_SESSION_IDLE: Rule = Rule {
    name: "office_session_idle",
    whom: Whom::Member,
    from: Event::LastUsed,
    keep: Span::hours(12),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A session of the back office, however busy. Its cookie goes with the browser, mostly sooner.
pub const OFFICE_SESSION: Rule = Rule {
    name: "office_session",
    whom: Whom::Member,
    from: Event::Made,
    keep: Span::days(30),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// A mailed invitation: a colleague may be on leave, but not for ever.
pub const INVITATION_LINK: Rule = Rule {
    name: "invitation_link",
    whom: Whom::Member,
    from: Event::Made,
    keep: Span::days(7),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// The one-use code with which an owner goes from the console to the back office: one redirection.
pub const ENTRY_CODE: Rule = Rule {
    name: "entry_code",
    whom: Whom::Member,
    from: Event::Made,
    keep: Span::seconds(60),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

// ── Imports ───────────────────────────────────────────────────────────────────────────────────

/// The credentials of a Dolibarr, sealed with the space's key.
pub const DOLIBARR_CREDENTIALS: Rule = Rule {
    name: "dolibarr_credentials",
    whom: Whom::Company,
    from: Event::Disconnected,
    keep: Span::AT_ONCE,
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::C5,
};

/// A dump that has been imported.
pub const UPLOAD_READ: Rule = Rule {
    name: "upload_read",
    whom: Whom::Company,
    from: Event::RunEnded,
    keep: Span::AT_ONCE,
    then: Then::DeleteFile,
    ground: Ground::Instructions,
    promise: &promises::C5,
};

/// A dump that nobody imported, or whose import hangs.
pub const UPLOAD: Rule = Rule {
    name: "upload",
    whom: Whom::Company,
    from: Event::Uploaded,
    keep: Span::hours(24),
    then: Then::DeleteFile,
    ground: Ground::Instructions,
    promise: &promises::C5,
};

/// What rows were before an import changed them: as long as the import can be undone.
pub const IMPORT_BEFORE: Rule = Rule {
    name: "import_before",
    whom: Whom::Company,
    from: Event::RunEnded,
    keep: Span::days(30),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::K1,
};

/// What an import did and warned of: a year of comparing one run with the next.
pub const IMPORT_RUN: Rule = Rule {
    name: "import_run",
    whom: Whom::Company,
    from: Event::RunEnded,
    keep: Span::years(1),
    then: Then::Delete,
    ground: Ground::Instructions,
    promise: &promises::U4,
};

/// Every rule under which something is kept.
pub const RULES: &[&Rule] = &[
    &SIGNUP,
    &CONFIRMATION_LINK,
    &CONFIRMATION_CODE,
    &EMAIL_CHANGE,
    &API_KEY,
    &FORM_DEFAULT,
    &SUPPORT_GRANT,
    &ACCOUNT,
    &ACCOUNT_ASKED,
    &PUBLIC_SESSION_IDLE,
    &PUBLIC_SESSION,
    &PASSWORD_LINK,
    &HALF_SIGN_IN,
    &FACTOR_RECOVERY,
    &PASSKEY_CHALLENGE,
    &TWO_FACTOR_PHONE,
    &TRIES,
    &TRIAL_TRACE,
    &KNOWN_DEVICE,
    &OPERATOR,
    &BROWSING_RECORD,
    &AUDIENCE,
    &REVEAL,
    &MAIL_SENT,
    &MAIL_UNSENT,
    &JOB_DONE,
    &JOB_FAILED,
    &MARKETING_CONTACT,
    &CAMPAIGN_SEND,
    &COOKIE_COUNT,
    &SPACE_DISABLED,
    &SPACE_GONE,
    &SLUG_HOLD,
    &EVIDENCE_DAY,
    &SPACE_CONTENT,
    &WITH_SUBJECT,
    &OFFICE_SESSION_IDLE,
    &OFFICE_SESSION,
    &INVITATION_LINK,
    &ENTRY_CODE,
    &PORTAL_SESSION_IDLE,
    &PORTAL_SESSION,
    &PORTAL_PREVIEW,
    &PORTAL_INVITATION,
    &SIGN_IN_CODE,
    &CORRECTION,
    &ERASURE_REQUEST,
    &DOLIBARR_CREDENTIALS,
    &UPLOAD_READ,
    &UPLOAD,
    &IMPORT_BEFORE,
    &IMPORT_RUN,
    &MESSAGE_TRACE,
    &MESSAGE_DRAFT,
    &MEDIA_TRASH,
    &MEDIA_UPLOAD,
    &SECURITY_JOURNAL,
    &RETENTION_RUN,
];

// ── Promised, and nothing is kept under them yet ──────────────────────────────────────────────

/// The longest life of any archive. One that outlives it is a fault (see [`crate::consistency`]).
pub const ARCHIVE: Rule = Rule {
    name: "archive",
    whom: Whom::Company,
    from: Event::Made,
    keep: Span::months(12),
    then: Then::DeleteFile,
    ground: Ground::Contract,
    promise: &promises::K4,
};

/// Invoices (Code de commerce, L123-22): at least so long, so the job that deletes them must count
/// by the calendar.
pub const INVOICE: Rule = Rule {
    name: "invoice",
    whom: Whom::Account,
    from: Event::YearClosed,
    keep: Span::years(10),
    then: Then::Delete,
    ground: Ground::LegalDuty,
    promise: &promises::K1,
};

/// Rules that wait for the table they are promised for. Whoever adds it moves the rule to [`RULES`].
pub const PROMISED: &[&Rule] = &[&ARCHIVE, &INVOICE];
