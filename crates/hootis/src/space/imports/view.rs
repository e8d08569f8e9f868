//! A run as its page shows it.

use hootis_dolibarr::Take;

use super::queries::StoredWarning;
use super::run::{Counts, Found, Run, RunKind, RunState, TABLES};
use super::words;
use crate::web::format;
use crate::web::i18n::Lang;

/// A warning, in the person's language.
pub(super) struct WarningLine {
    pub table: String,
    pub row: String,
    pub what: String,
    pub done: String,
}

/// One line of counts.
pub(super) struct CountLine {
    pub name: &'static str,
    pub counts: Counts,
}

/// A run, ready to be shown.
pub(super) struct RunView {
    pub run: Run,
    pub kind: &'static str,
    pub state: &'static str,
    pub error: &'static str,
    pub tables: Vec<CountLine>,
    pub sum: Counts,
    pub warnings: Vec<WarningLine>,
    pub may_run: bool,
    pub can_undo: bool,
    lang: Lang,
}

impl RunView {
    pub(super) fn new(run: Run, lang: Lang) -> Self {
        let line =
            |table: &&'static str| run.progress.tables.get(*table).map(|counts| CountLine { name: words::table(lang, table), counts: *counts });
        Self {
            kind: words::kind(lang, run.kind),
            state: words::state(lang, run.state),
            error: run.error.as_deref().map_or("", |error| words::error(lang, error)),
            tables: TABLES.iter().filter_map(line).collect(),
            sum: run.progress.sum(),
            warnings: Vec::new(),
            may_run: false,
            can_undo: false,
            lang,
            run,
        }
    }

    pub(super) fn show_warnings(&mut self, warnings: Vec<StoredWarning>, lang: Lang) {
        let line = |warning: StoredWarning| {
            let (what, done) = words::warning(lang, &warning.code, &warning.args);
            // A file is told by its path.
            let table = warning.args.get("path").cloned().unwrap_or(warning.table);
            WarningLine { table, row: warning.row.map_or_else(String::new, |row| row.to_string()), what, done }
        };
        self.warnings = warnings.into_iter().map(line).collect();
    }

    pub(super) fn is_busy(&self) -> bool {
        self.run.state.is_busy()
    }

    pub(super) fn is_check(&self) -> bool {
        self.run.kind == RunKind::Check
    }

    pub(super) fn is_dry(&self) -> bool {
        self.run.kind == RunKind::Dry
    }

    pub(super) fn is_import(&self) -> bool {
        self.run.kind == RunKind::Import
    }

    pub(super) fn is_documents(&self) -> bool {
        self.run.kind == RunKind::Documents
    }

    /// How much of an archive was read, in a hundred.
    pub(super) fn percent(&self) -> u64 {
        let progress = &self.run.progress;
        (progress.rows.saturating_mul(100) / progress.total.max(1)).min(100)
    }

    pub(super) fn is_done(&self) -> bool {
        self.run.state == RunState::Done
    }

    pub(super) fn is_failed(&self) -> bool {
        self.run.state == RunState::Failed
    }

    pub(super) fn is_undone(&self) -> bool {
        self.run.state == RunState::Undone
    }

    pub(super) fn is_undoing(&self) -> bool {
        self.run.state == RunState::Undoing
    }

    /// The look of its state: see `ui::chip`.
    pub(super) fn look(&self) -> &'static str {
        match self.run.state {
            RunState::Done => "ok",
            RunState::Failed => "bad",
            RunState::Queued | RunState::Running | RunState::Undoing => "info",
            RunState::Cancelled | RunState::Undone => "line",
        }
    }

    pub(super) fn path(&self) -> String {
        super::pages::run_path(self.run.id)
    }

    pub(super) fn undo_path(&self) -> String {
        format!("{}/annulation", self.path())
    }

    /// Steps that are behind: connection, check, choice and count, import.
    pub(super) fn step(&self) -> u8 {
        match (self.run.kind, self.is_busy()) {
            // A check that failed was not passed: nothing is chosen before it has been.
            (RunKind::Check, true) => 1,
            (RunKind::Check, false) if !self.is_done() => 1,
            (RunKind::Check, false) => 2,
            (RunKind::Dry, true) => 3,
            (RunKind::Dry | RunKind::Import | RunKind::Documents, _) => 4,
        }
    }

    /// A number of rows, as a template takes it.
    pub(super) fn signed(&self, count: impl std::borrow::Borrow<u64>) -> i64 {
        i64::try_from(*count.borrow()).unwrap_or(i64::MAX)
    }

    pub(super) fn entities(&self) -> &[(i64, Option<String>)] {
        self.run.progress.found.as_ref().map_or(&[], |found| &found.entities)
    }

    /// How many of something a check found.
    pub(super) fn found(&self, name: &str) -> i64 {
        let counts = self.run.progress.found.as_ref().map(|found| &found.counts);
        let count = |name: &str| counts.and_then(|counts| counts.get(name)).copied().unwrap_or_default();
        let names: &[&str] = match name {
            "sales" => &["products", "quotes", "orders", "invoices", "payments"],
            "work" => &["events", "projects", "tasks", "tickets", "ticket_messages"],
            _ => &[name],
        };
        self.signed(names.iter().map(|name| count(name)).sum::<u64>())
    }

    /// Rows a second, once that can be said.
    fn per_second(&self) -> Option<u64> {
        let progress = &self.run.progress;
        (progress.elapsed_ms >= 500 && progress.rows > 0).then(|| progress.rows.saturating_mul(1000) / progress.elapsed_ms.max(1))
    }

    /// « 412 par seconde, encore 2 s ».
    pub(super) fn pace(&self) -> String {
        let Some(rate) = self.per_second().filter(|rate| *rate > 0) else { return String::new() };
        let progress = &self.run.progress;
        let number = format::number(self.lang, self.signed(rate));
        let left = progress.total.saturating_sub(progress.rows);
        if left == 0 {
            return self.lang.t_args("imports-rate", &[("rate", number.into())]);
        }
        let left = format::duration(left.saturating_mul(1000) / rate / 1000 * 1000);
        self.lang.t_args("imports-rate-left", &[("rate", number.into()), ("left", left.into())])
    }

    /// What it does: an import that a setting asked for is a synchronisation.
    pub(super) fn what(&self) -> &'static str {
        if self.run.sync_set_at.is_some() { self.lang.t("imports-kind-sync") } else { self.kind }
    }

    pub(super) fn took(&self) -> String {
        format::duration(self.run.progress.elapsed_ms)
    }

    pub(super) fn began(&self) -> String {
        self.run.started_at.map_or_else(String::new, format::time)
    }

    /// The last day on which it can be undone.
    pub(super) fn undo_until(&self) -> i64 {
        let ended = self.run.ended_at.unwrap_or(self.run.created_at);
        crate::clock::Now(ended).after(hootis_policy::retention::IMPORT_BEFORE).0
    }
}

/// About how many rows will be read, from what a check found.
pub(super) fn expected(found: &Found, take: Take) -> u64 {
    let kinds = [
        ("third_parties", true),
        ("contacts", take.contacts),
        ("users", take.users),
        ("categories", take.categories),
        ("category_links", take.categories),
        ("custom_fields", take.custom_fields),
        ("custom_values", take.custom_fields),
        ("sales_representatives", take.users && take.sales_representatives),
        ("products", take.sales),
        ("quotes", take.sales),
        ("orders", take.sales),
        ("invoices", take.sales),
        ("payments", take.sales),
        ("projects", take.work),
        ("tasks", take.work),
        ("tickets", take.work),
        ("ticket_messages", take.work),
        ("events", take.work),
        ("files", take.sales),
    ];
    kinds.iter().filter(|(_, taken)| *taken).filter_map(|(name, _)| found.counts.get(*name)).sum()
}
