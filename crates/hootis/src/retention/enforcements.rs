//! Which rule is applied how: the table that a rule has exactly one line in.

use std::path::Path;

use futures::future::BoxFuture;
use hootis_policy::retention::{self, Rule};
use hootis_space::SpaceDb;

use super::rows::Rows;
use super::{Due, own};
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;

/// What a feature does for a rule itself.
#[derive(Clone, Copy)]
pub struct Own {
    /// How much is due.
    pub count: for<'a> fn(&'a App, Now) -> BoxFuture<'a, Result<Due>>,
    /// Takes out at most so many; how many went. None: nothing is left.
    pub clear: for<'a> fn(&'a App, Now, u32) -> BoxFuture<'a, Result<u64>>,
}

/// What a feature of spaces does for a rule itself. The folder is that of the space's sealed files.
#[derive(Clone, Copy)]
pub struct OwnInSpace {
    /// How much is due.
    pub count: for<'a> fn(&'a SpaceDb, &'a Path, Now) -> BoxFuture<'a, Result<Due>>,
    /// Takes out at most so many; how many went.
    pub clear: for<'a> fn(&'a SpaceDb, &'a Path, Now, u32) -> BoxFuture<'a, Result<u64>>,
}

/// How a rule is applied.
pub struct Enforcement {
    /// The rule.
    pub rule: &'static Rule,
    /// Rows of the platform's database.
    pub platform: &'static [Rows],
    /// Rows of each space's.
    pub spaces: &'static [Rows],
    /// A feature's own functions.
    pub own: Option<Own>,
    /// A feature's own functions, in each space.
    pub own_in_space: Option<OwnInSpace>,
    /// Tables whose rows go in the same transaction as the event, with the row they belong to, or by the feature's own
    /// functions.
    pub also: &'static [&'static str],
}

impl Enforcement {
    const fn of(rule: &'static Rule) -> Self {
        Self { rule, platform: &[], spaces: &[], own: None, own_in_space: None, also: &[] }
    }

    const fn platform(self, platform: &'static [Rows]) -> Self {
        Self { platform, ..self }
    }

    const fn spaces(self, spaces: &'static [Rows]) -> Self {
        Self { spaces, ..self }
    }

    const fn own(self, own: Own) -> Self {
        Self { own: Some(own), ..self }
    }

    const fn own_in_space(self, own: OwnInSpace) -> Self {
        Self { own_in_space: Some(own), ..self }
    }

    const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Whether anything of it is in the platform's hands: rows or files that no space has to be opened for.
    #[must_use]
    pub fn is_of_platform(&self) -> bool {
        !self.platform.is_empty() || self.own.is_some()
    }

    /// Whether anything of it is inside spaces.
    #[must_use]
    pub fn is_of_spaces(&self) -> bool {
        !self.spaces.is_empty() || self.own_in_space.is_some()
    }

    /// Whether it reaches the rows of a table.
    #[must_use]
    pub fn covers(&self, table: &str) -> bool {
        self.platform.iter().chain(self.spaces).any(|rows| rows.table == table) || self.also.contains(&table)
    }
}

/// How a rule is applied.
#[must_use]
pub fn of(rule: &str) -> Option<&'static Enforcement> {
    ENFORCEMENTS.iter().find(|enforcement| enforcement.rule.name == rule)
}

/// Every rule, with how it is applied. What an event ends by itself, in its own transaction, has only `also`.
pub static ENFORCEMENTS: &[Enforcement] = &[
    Enforcement::of(&retention::SIGNUP).platform(&[Rows::after("signup", "id", "created_at").only("confirmed_at IS NULL")]),
    // A sign-up that was confirmed needs its link until its space is made: a matter of seconds, or of the next start.
    Enforcement::of(&retention::CONFIRMATION_LINK)
        .platform(&[Rows::at("signup", "id", "expires_at").only("confirmed_at IS NULL").empty("link_hash")]),
    Enforcement::of(&retention::CONFIRMATION_CODE)
        .platform(&[Rows::after("signup", "id", "updated_at").only("confirmed_at IS NULL").empty("code_hash")]),
    Enforcement::of(&retention::TRIAL_TRACE).platform(&[Rows::after("trial_trace", "id", "created_at")]),
    Enforcement::of(&retention::SUPPORT_GRANT).platform(&[Rows::after("support_grant", "id", "expires_at")]),
    Enforcement::of(&retention::KNOWN_DEVICE).platform(&[Rows::after("known_device", "holder_id, device_hash", "last_used_at")]).spaces(&[
        Rows::after("member_device", "member_id, device_hash", "last_used_at"),
        Rows::after("contact_device", "contact_id, device_hash", "last_used_at"),
    ]),
    Enforcement::of(&retention::FORM_DEFAULT).platform(&[Rows::after("form_default", "token_hash", "created_at")]),
    Enforcement::of(&retention::API_KEY).platform(&[Rows::after("api_key", "id", "expires_at")]),
    Enforcement::of(&retention::EMAIL_CHANGE).platform(&[Rows::at("email_change", "account_id", "expires_at")]),
    Enforcement::of(&retention::PUBLIC_SESSION_IDLE).platform(&[Rows::after("session", "token_hash", "last_used_at")]),
    Enforcement::of(&retention::PUBLIC_SESSION).platform(&[Rows::after("session", "token_hash", "created_at")]),
    Enforcement::of(&retention::PASSWORD_LINK)
        .platform(&[Rows::at("password_link", "token_hash", "expires_at"), Rows::at("operator_link", "token_hash", "expires_at")])
        .spaces(&[
            Rows::at("member_link", "token_hash", "expires_at").only("kind = 'password'"),
            Rows::at("contact_link", "token_hash", "expires_at").only("kind = 'password'"),
        ]),
    Enforcement::of(&retention::HALF_SIGN_IN).platform(&[Rows::at("half_sign_in", "token_hash", "expires_at")]).spaces(&[Rows::at(
        "half_sign_in",
        "token_hash",
        "expires_at",
    )]),
    Enforcement::of(&retention::PASSKEY_CHALLENGE).platform(&[Rows::at("passkey_challenge", "challenge_hash", "expires_at")]).spaces(&[Rows::at(
        "passkey_challenge",
        "challenge_hash",
        "expires_at",
    )]),
    Enforcement::of(&retention::TWO_FACTOR_PHONE).platform(&[Rows::after("factor_phone", "id", "created_at")]),
    Enforcement::of(&retention::FACTOR_RECOVERY).platform(&[Rows::after("factor_recovery", "holder_id", "created_at")]).spaces(&[Rows::after(
        "factor_recovery",
        "holder_id",
        "created_at",
    )]),
    // The second factor went when the access was taken away.
    Enforcement::of(&retention::OPERATOR).platform(&[Rows::after("operator", "id", "deactivated_at")]).also(&["factor", "recovery_code", "passkey"]),
    Enforcement::of(&retention::BROWSING_RECORD).own(own::VISITS).also(&["visit"]),
    Enforcement::of(&retention::REVEAL).platform(&[Rows::after("reveal", "id", "created_at")]),
    Enforcement::of(&retention::AUDIENCE).platform(&[Rows::after("audience", "day, facet, label", "day")]),
    Enforcement::of(&retention::TRIES).platform(&[Rows::at("throttle", "bucket", "ends_at")]),
    // Deleted by the hand-over itself.
    Enforcement::of(&retention::MAIL_SENT).also(&["mail"]),
    Enforcement::of(&retention::MAIL_UNSENT).platform(&[Rows::after("mail", "id", "created_at")]),
    // Deleted by whoever did it.
    Enforcement::of(&retention::JOB_DONE).also(&["job"]),
    Enforcement::of(&retention::JOB_FAILED).platform(&[Rows::after("job", "id", "created_at")]),
    Enforcement::of(&retention::EVIDENCE_DAY)
        .platform(&[Rows::after("evidence_day", "promise, day", "created_at"), Rows::after("mail_given_up", "day", "created_at")]),
    Enforcement::of(&retention::MARKETING_CONTACT).platform(&[Rows::after("marketing_consent", "account_id", "last_contact_at")]),
    Enforcement::of(&retention::CAMPAIGN_SEND).platform(&[Rows::after("campaign_send", "campaign, account_id", "created_at")]),
    Enforcement::of(&retention::COOKIE_COUNT).platform(&[Rows::after("cookie_count", "hour, outcome, name", "created_at")]),
    Enforcement::of(&retention::SPACE_DISABLED).own(own::SPACE_DISABLED).also(&["space"]),
    Enforcement::of(&retention::SPACE_GONE)
        .platform(&[Rows::after("space", "id", "state_since").only("state = 'destroyed' AND wrapped_key IS NULL")]),
    Enforcement::of(&retention::SLUG_HOLD).platform(&[Rows::at("slug_hold", "slug_hash", "until")]),
    // The database of a destroyed space goes whole, and its key with it: what was begun is brought to its end.
    Enforcement::of(&retention::SPACE_CONTENT).own(own::DESTRUCTION).also(own::SPACE_CONTENT),
    // After the spaces: an account goes when its last one is gone.
    Enforcement::of(&retention::ACCOUNT).own(own::ACCOUNT).also(&["account", "policy_notice", "factor", "recovery_code", "passkey"]),
    Enforcement::of(&retention::ACCOUNT_ASKED).own(own::ACCOUNT_ASKED).also(&["account"]),
    // Foreign keys cascade, and what has none is deleted in the same transaction.
    Enforcement::of(&retention::WITH_SUBJECT).also(own::WITH_SUBJECT),
    Enforcement::of(&retention::OFFICE_SESSION_IDLE).spaces(&[Rows::after("member_session", "token_hash", "last_used_at")]),
    Enforcement::of(&retention::OFFICE_SESSION).spaces(&[Rows::after("member_session", "token_hash", "created_at")]),
    Enforcement::of(&retention::INVITATION_LINK).spaces(&[Rows::at("member_link", "token_hash", "expires_at").only("kind = 'invitation'")]),
    Enforcement::of(&retention::ENTRY_CODE).spaces(&[
        Rows::at("member_link", "token_hash", "expires_at").only("kind = 'entry'"),
        Rows::at("contact_link", "token_hash", "expires_at").only("kind = 'preview'"),
    ]),
    Enforcement::of(&retention::PORTAL_SESSION_IDLE).spaces(&[Rows::after("contact_session", "token_hash", "last_used_at")]),
    Enforcement::of(&retention::PORTAL_SESSION).spaces(&[Rows::after("contact_session", "token_hash", "created_at").only("kind = 'own'")]),
    Enforcement::of(&retention::PORTAL_PREVIEW).spaces(&[Rows::after("contact_session", "token_hash", "created_at").only("kind = 'preview'")]),
    Enforcement::of(&retention::PORTAL_INVITATION).spaces(&[Rows::at("contact_link", "token_hash", "expires_at").only("kind = 'invitation'")]),
    Enforcement::of(&retention::CORRECTION).spaces(&[Rows::after("contact_correction", "id", "answered_at")]),
    Enforcement::of(&retention::ERASURE_REQUEST).spaces(&[Rows::after("contact_erasure", "id", "answered_at")]),
    Enforcement::of(&retention::SIGN_IN_CODE).spaces(&[Rows::at("contact_code", "token_hash", "expires_at")]),
    // Emptied by the disconnection itself.
    Enforcement::of(&retention::DOLIBARR_CREDENTIALS).also(&["import_source", "import_sync"]),
    Enforcement::of(&retention::UPLOAD_READ).own_in_space(own::READ_UPLOADS).also(&["import_upload"]),
    Enforcement::of(&retention::UPLOAD).own(own::UPLOADED_FILES).own_in_space(own::OLD_UPLOADS).also(&["import_upload"]),
    Enforcement::of(&retention::IMPORT_BEFORE).spaces(&[Rows::after_other(
        "import_before",
        "run_id, num",
        "run_id",
        "import_run",
        "ended_at",
        "state <> 'undoing'",
    )]),
    // Its warnings go with a run.
    Enforcement::of(&retention::IMPORT_RUN)
        .spaces(&[Rows::after("import_run", "id", "ended_at").only("state NOT IN ('queued', 'running', 'undoing')")])
        .also(&["import_warning"]),
    Enforcement::of(&retention::MESSAGE_TRACE).spaces(&[Rows::after("message", "id", "deleted_at"), Rows::after("aside", "id", "deleted_at")]),
    Enforcement::of(&retention::MESSAGE_DRAFT).spaces(&[
        Rows::after("conversation_contact", "conversation_id, contact_id", "draft_at").empty("draft"),
        Rows::after("conversation_member", "conversation_id, member_id", "draft_at").empty("draft"),
    ]),
    // A content goes with the last file that needs it.
    Enforcement::of(&retention::MEDIA_TRASH).own_in_space(own::TRASHED_MEDIA).also(&["media"]),
    Enforcement::of(&retention::MEDIA_UPLOAD).own_in_space(own::LEFT_MEDIA).also(&["media_upload", "media"]),
    Enforcement::of(&retention::SECURITY_JOURNAL).own(own::JOURNAL).also(&["entry"]),
    Enforcement::of(&retention::RETENTION_RUN).platform(&[Rows::after("retention_run", "id", "started_at")]),
];
