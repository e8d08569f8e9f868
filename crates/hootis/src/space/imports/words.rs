//! What warnings and errors say, in both languages.

use std::collections::BTreeMap;

use super::run::{RunKind, RunState};

use crate::web::i18n::{Lang, Value};

/// What stands for the acknowledgement where the operator imports on the command line.
pub(super) const COMMAND_LINE: &str = "command-line";

/// What was found and what was done about it. A code of another version is shown as it is.
pub(super) fn warning(lang: Lang, code: &str, args: &BTreeMap<String, String>) -> (String, String) {
    if code == "file-refused" {
        return refused_file(lang, args);
    }
    let args: Vec<(&str, Value<'_>)> = args.iter().map(|(name, value)| (name.as_str(), Value::from(value.as_str()))).collect();
    let what = what_key(code).map_or_else(|| code.to_owned(), |key| lang.t_args(key, &args));
    (what, lang.t(done_key(code)).to_owned())
}

/// A file that is not kept, and why.
fn refused_file(lang: Lang, args: &BTreeMap<String, String>) -> (String, String) {
    let of = |name: &str| args.get(name).map(String::as_str).unwrap_or_default();
    let why = hootis_media::Refusal::ALL.into_iter().find(|refusal| refusal.as_str() == of("why"));
    let why = why.map_or_else(|| of("why").to_owned(), |refusal| crate::space::media::refusal_text(lang, refusal).to_owned());
    (why, lang.t("imports-done-file").to_owned())
}

fn what_key(code: &str) -> Option<&'static str> {
    Some(match code {
        "version-unknown" => "imports-what-version-unknown",
        "version-untested" => "imports-what-version-untested",
        "missing-table" => "imports-what-missing-table",
        "missing-column" => "imports-what-missing-column",
        "several-installations" => "imports-what-several-installations",
        "no-tls" => "imports-what-no-tls",
        "tls-unverified" => "imports-what-tls-unverified",
        "charset-guessed" => "imports-what-charset-guessed",
        "bad-date" => "imports-what-bad-date",
        "bad-number" => "imports-what-bad-number",
        "text-cut" => "imports-what-text-cut",
        "encrypted-value" => "imports-what-encrypted-value",
        "password-field" => "imports-what-password-field",
        "unsupported-field" => "imports-what-unsupported-field",
        "missing-field-column" => "imports-what-missing-field-column",
        "unreadable-options" => "imports-what-unreadable-options",
        "unknown-option" => "imports-what-unknown-option",
        "linked-field" => "imports-what-linked-field",
        "unknown-code" => "imports-what-unknown-code",
        "unknown-reference" => "imports-what-unknown-reference",
        "bad-social-networks" => "imports-what-bad-social-networks",
        "orphan-third-party" => "imports-what-orphan-third-party",
        "orphan-parent" => "imports-what-orphan-parent",
        "orphan-user" => "imports-what-orphan-user",
        "orphan-link" => "imports-what-orphan-link",
        "orphan-reference" => "imports-what-orphan-reference",
        "elsewhere" => "imports-what-elsewhere",
        "unread-element" | "unread-link" => "imports-what-unread",
        "unknown-status" => "imports-what-unknown-status",
        "bad-path" => "imports-what-bad-path",
        "loop" => "imports-what-loop",
        "bad-row" => "imports-what-bad-row",
        "duplicate-row" => "imports-what-duplicate-row",
        "more-of-the-same" => "imports-what-more-of-the-same",
        "external-user" => "imports-what-external-user",
        "deleted-here" => "imports-what-deleted-here",
        "member-known" => "imports-what-member-known",
        "file-unmatched" => "imports-what-file-unmatched",
        "file-elsewhere" => "imports-what-file-elsewhere",
        "file-too-big" => "imports-what-file-too-big",
        "file-deleted" => "imports-what-file-deleted",
        _ => return None,
    })
}

fn done_key(code: &str) -> &'static str {
    match code {
        "version-unknown" | "version-untested" => "imports-done-looked",
        "missing-table" | "missing-column" | "bad-date" | "bad-number" | "unknown-reference" | "bad-social-networks" => "imports-done-empty",
        "several-installations" => "imports-done-first",
        "no-tls" => "imports-done-clear",
        "tls-unverified" => "imports-done-unverified",
        "charset-guessed" => "imports-done-guessed",
        "text-cut" => "imports-done-cut",
        "encrypted-value" => "imports-done-hidden",
        "password-field" | "unsupported-field" => "imports-done-unread",
        "missing-field-column" => "imports-done-field",
        "unreadable-options" | "unknown-option" => "imports-done-kept",
        "linked-field" => "imports-done-numbers",
        "unknown-code" => "imports-done-code",
        "orphan-third-party" | "orphan-parent" | "orphan-user" | "orphan-reference" | "elsewhere" | "unread-element" | "loop" => {
            "imports-done-without"
        }
        "unknown-status" => "imports-done-unknown-status",
        "orphan-link" | "unread-link" | "bad-path" | "bad-row" | "duplicate-row" => "imports-done-skipped",
        "external-user" => "imports-done-outside",
        "deleted-here" => "imports-done-gone",
        "member-known" => "imports-done-linked",
        "file-unmatched" | "file-elsewhere" | "file-too-big" | "file-refused" => "imports-done-file",
        "file-deleted" => "imports-done-gone",
        _ => "imports-done-same",
    }
}

/// What went wrong, for people. `stored` is a key, maybe with the sentence of the reader behind it.
pub(super) fn error(lang: Lang, stored: &str) -> &'static str {
    let code = stored.lines().next().unwrap_or_default();
    lang.t(match code {
        "bad-address" => "imports-error-bad-address",
        "unknown-host" => "imports-error-unknown-host",
        "refused-address" => "imports-error-refused-address",
        "unreachable" => "imports-error-unreachable",
        "not-a-server" => "imports-error-not-a-server",
        "no-encryption" => "imports-error-no-encryption",
        "untrusted" => "imports-error-untrusted",
        "wrong-password" => "imports-error-wrong-password",
        "unknown-database" => "imports-error-unknown-database",
        "not-allowed" => "imports-error-not-allowed",
        "connection-lost" => "imports-error-connection-lost",
        "timed-out" => "imports-error-timed-out",
        "server-fault" => "imports-error-server-fault",
        "not-a-dolibarr" => "imports-error-not-a-dolibarr",
        "not-a-dump" => "imports-error-not-a-dump",
        "truncated-dump" => "imports-error-truncated-dump",
        "damaged-dump" => "imports-error-damaged-dump",
        "no-columns" => "imports-error-no-columns",
        "bomb" => "imports-error-bomb",
        "too-big" => "imports-error-too-big",
        "unreadable" => "imports-error-unreadable",
        "gone" => "imports-error-gone",
        "no-room" => "imports-error-no-room",
        "archive-foreign" => "imports-error-archive-foreign",
        "archive-cut" => "imports-error-archive-cut",
        "archive-damaged" => "imports-error-archive-damaged",
        "archive-locked" => "imports-error-archive-locked",
        "archive-packed" => "imports-error-archive-packed",
        "archive-too-many" => "imports-error-archive-too-many",
        "archive-bomb" => "imports-error-archive-bomb",
        "archive-slow" => "imports-error-archive-slow",
        "media-full" => "imports-error-media-full",
        _ => "imports-error-interrupted",
    })
}

/// A kind of rows, for people.
pub(super) fn table(lang: Lang, table: &str) -> &'static str {
    lang.t(match table {
        "third_parties" => "imports-table-third-parties",
        "contacts" => "imports-table-contacts",
        "users" => "imports-table-users",
        "categories" => "imports-table-categories",
        "custom_fields" => "imports-table-custom-fields",
        "category_links" => "imports-table-category-links",
        "sales_representatives" => "imports-table-sales-representatives",
        "products" => "imports-table-products",
        "quotes" => "imports-table-quotes",
        "orders" => "imports-table-orders",
        "invoices" => "imports-table-invoices",
        "document_lines" => "imports-table-document-lines",
        "payments" => "imports-table-payments",
        "payment_shares" => "imports-table-payment-shares",
        "discounts" => "imports-table-discounts",
        "projects" => "imports-table-projects",
        "tasks" => "imports-table-tasks",
        "time_spent" => "imports-table-time-spent",
        "tickets" => "imports-table-tickets",
        "ticket_messages" => "imports-table-ticket-messages",
        "events" => "imports-table-events",
        "attendees" => "imports-table-attendees",
        "links" => "imports-table-links",
        "files" => "imports-table-files",
        _ => "imports-table-custom-values",
    })
}

/// What a run does, for people.
pub(super) fn kind(lang: Lang, kind: RunKind) -> &'static str {
    lang.t(match kind {
        RunKind::Check => "imports-kind-check",
        RunKind::Dry => "imports-kind-dry",
        RunKind::Import => "imports-kind-import",
        RunKind::Documents => "imports-kind-documents",
    })
}

/// Where a run stands, for people.
pub(super) fn state(lang: Lang, state: RunState) -> &'static str {
    lang.t(match state {
        RunState::Queued => "imports-state-queued",
        RunState::Running => "imports-state-running",
        RunState::Done => "imports-state-done",
        RunState::Failed => "imports-state-failed",
        RunState::Cancelled => "imports-state-cancelled",
        RunState::Undoing => "imports-state-undoing",
        RunState::Undone => "imports-state-undone",
    })
}
