//! Where two declarations disagree.
//!
//! The compiler finds a rule that does not exist; these find one that nobody uses, a secret declared
//! in clear, a cookie that outlives its session. [`faults`] takes the declarations as an argument, so
//! that tests plant each fault and see it found; [`Declarations::OURS`] must have none.

mod asked;
mod words;

use crate::cookies::{self, Class, Cookie, Life, SetBy};
use crate::data::{self, Column, Database, Erasure, Kind, Protection, Table};
use crate::forms::{self, Form};
use crate::limits::{self, Rate};
use crate::plans::{self, Plan};
use crate::processors::{self, Hosts, Processor};
use crate::promises::{self, Promise};
use crate::retention::{self, Archive, Ground, Rule, Whom};
use crate::span::Span;

#[cfg(test)]
mod classic;
#[cfg(test)]
mod tests;

/// All that is declared, or what a test puts in its place.
#[derive(Clone, Copy)]
pub struct Declarations {
    /// Tables of the platform.
    pub platform: &'static [Table],
    /// Tables of a space.
    pub space: &'static [Table],
    /// Tables of the security journal.
    pub journal: &'static [Table],
    /// Rules under which something is kept.
    pub rules: &'static [&'static Rule],
    /// Rules that wait for their table.
    pub promised: &'static [&'static Rule],
    /// Cookies.
    pub cookies: &'static [&'static Cookie],
    /// Processors.
    pub processors: &'static [&'static Processor],
    /// Rates.
    pub rates: &'static [&'static Rate],
    /// Forms.
    pub forms: &'static [&'static Form],
    /// What keeps copies.
    pub archives: &'static [&'static Archive],
    /// Plans.
    pub plans: &'static [&'static Plan],
    /// Promises.
    pub promises: &'static [&'static Promise],
}

impl Declarations {
    /// Those of Hootis.
    pub const OURS: Self = Self {
        platform: data::tables(Database::Platform),
        space: data::tables(Database::Space),
        journal: data::tables(Database::Journal),
        rules: retention::RULES,
        promised: retention::PROMISED,
        cookies: cookies::ALL,
        processors: processors::ALL,
        rates: limits::RATES,
        forms: forms::ALL,
        archives: retention::ARCHIVES,
        plans: &plans::ALL,
        promises: promises::ALL,
    };

    fn tables(&self) -> impl Iterator<Item = &'static Table> {
        self.platform.iter().chain(self.space).chain(self.journal)
    }
}

/// Every disagreement, as a sentence that names what disagrees. None is as it must be.
#[must_use]
pub fn faults(all: &Declarations) -> Vec<String> {
    let mut found = Vec::new();
    of_names(all, &mut found);
    for table in all.tables() {
        of_table(table, all, &mut found);
    }
    of_rules(all, &mut found);
    for cookie in all.cookies {
        of_cookie(cookie, all, &mut found);
    }
    for processor in all.processors {
        of_processor(processor, &mut found);
    }
    for form in all.forms {
        asked::of_form(form, all, &mut found);
    }
    asked::of_needs(all, &mut found);
    for promise in all.promises {
        words::of_promise(promise, all, &mut found);
    }
    for archive in all.archives.iter().filter(|archive| outlives(archive.keep, &retention::ARCHIVE)) {
        found.push(format!("archive {}: kept for longer than any archive may be", archive.name));
    }
    for rate in all.rates {
        if rate.window.as_seconds() > retention::TRIES.keep.as_seconds() {
            found.push(format!("rate {}: counted for longer than tries are kept", rate.name));
        }
    }
    found
}

/// Every fault of our declarations, and of the documents that are written from them.
#[must_use]
pub fn lint() -> Vec<String> {
    let mut found = faults(&Declarations::OURS);
    words::of_documents(&Declarations::OURS, &mut found);
    found
}

/// The periods that a text says and no declaration does.
#[must_use]
pub fn foreign_periods(text: &str) -> Vec<Span> {
    words::foreign(text, &Declarations::OURS)
}

/// Whether something kept so long outlives a rule (an archive, [`retention::ARCHIVE`]).
#[must_use]
pub fn outlives(kept: Span, rule: &Rule) -> bool {
    kept.as_seconds() > rule.keep.as_seconds()
}

fn of_names(all: &Declarations, found: &mut Vec<String>) {
    let rules = || all.rules.iter().chain(all.promised).map(|rule| rule.name);
    twice("table of the platform", all.platform.iter().map(|table| table.name), found);
    twice("table of a space", all.space.iter().map(|table| table.name), found);
    twice("table of the journal", all.journal.iter().map(|table| table.name), found);
    twice("rule", rules(), found);
    twice("cookie", all.cookies.iter().map(|cookie| cookie.name), found);
    twice("processor", all.processors.iter().map(|processor| processor.id), found);
    twice("rate", all.rates.iter().map(|rate| rate.name), found);
    twice("form", all.forms.iter().map(|form| form.name), found);
    twice("archive", all.archives.iter().map(|archive| archive.name), found);
}

fn twice(what: &str, names: impl Iterator<Item = &'static str>, found: &mut Vec<String>) {
    let mut seen = Vec::new();
    for name in names {
        if seen.contains(&name) {
            found.push(format!("{what} {name}: declared twice"));
        }
        seen.push(name);
    }
}

fn of_table(table: &Table, all: &Declarations, found: &mut Vec<String>) {
    let name = table.name;
    if table.is_personal() && table.rules.is_empty() && table.kinds.is_empty() {
        found.push(format!("table {name}: tells something about people and has no retention rule"));
    }
    let hands_out = table.exported().any(|column| column.kind != Kind::Technical);
    let is_of_operators = table.rules.iter().any(|rule| rule.whom == Whom::Operator);
    if table.database != Database::Space && hands_out && table.of_account().is_none() && !is_of_operators {
        found.push(format!("table {name}: exports hand something out, and no column says whose it is"));
    }
    if !table.kinds.is_empty() && table.column("kind").is_none() {
        found.push(format!("table {name}: rules by kind and no column of that name"));
    }
    for rule in table.all_rules().filter(|rule| !all.rules.contains(rule)) {
        found.push(format!("table {name}: rule {} is not among the rules in force", rule.name));
    }
    twice(&format!("table {name}, column"), table.columns.iter().map(|column| column.name), found);
    for (i, rule) in table.rules.iter().enumerate() {
        if table.rules[..i].iter().any(|other| other.from == rule.from) {
            found.push(format!("table {name}: two periods from the same event, the second being {}", rule.name));
        }
    }
    for (kind, rule) in table.kinds {
        if table.rules.iter().any(|other| other.from == rule.from && **other != **rule) {
            found.push(format!("table {name}: two periods for the rows of kind {kind}, from the same event"));
        }
    }
    words::of_table(table, found);
    for column in table.columns {
        of_column(table, column, found);
    }
}

fn of_column(table: &Table, column: &Column, found: &mut Vec<String>) {
    let mut fault = |what: &str| found.push(format!("column {}.{}: {what}", table.name, column.name));
    let is_hash = column.name.ends_with("_hash") || column.name == "fingerprint" || column.name == "bucket";
    let is_sealed = column.name.starts_with("sealed_") || column.name.starts_with("wrapped_");
    let is_secret = !column.name.ends_with("_at") && ["password", "token", "secret", "api_key"].iter().any(|word| column.name.contains(word));
    if (is_secret || is_sealed || column.kind == Kind::Credential) && column.protection == Protection::Clear {
        fault("a secret in clear");
    }
    if is_secret && column.kind != Kind::Credential {
        fault("a secret that is not declared as a credential");
    }
    if is_hash && !column.protection.is_hash() {
        fault("called a hash and declared as something else");
    }
    if is_sealed && !column.protection.is_encryption() {
        fault("called encrypted and declared as something else");
    }
    if column.name.contains("password") && column.protection.is_hash() && column.protection != Protection::PasswordHash {
        fault("what people choose needs a slow hash");
    }
    if column.kind == Kind::Credential && column.exported {
        fault("a credential is exported");
    }
    if let Some(own) = column.rule
        && table.rules.iter().any(|rule| rule.from == own.from && rule.keep.as_seconds() < own.keep.as_seconds())
    {
        fault("a period of its own that is longer than its row's");
    }
    if column.kind == Kind::NetworkAddress && column.rule.is_none() {
        fault("an IP address without a period of its own");
    }
    if column.erasure == Erasure::KeyDestroyed && column.protection != Protection::Wrapped {
        fault("erased as a key and not a wrapped key");
    }
    if column.kind == Kind::Technical && matches!(column.erasure, Erasure::Placeholder(_)) {
        fault("replaced on erasure, yet said to tell nothing");
    }
}

fn of_rules(all: &Declarations, found: &mut Vec<String>) {
    let is_used = |rule: &Rule| all.tables().any(|table| table.all_rules().any(|used| used == rule));
    for rule in all.rules.iter().filter(|rule| !is_used(rule)) {
        found.push(format!("rule {}: no table uses it", rule.name));
    }
    for rule in all.promised.iter().filter(|rule| is_used(rule)) {
        found.push(format!("rule {}: a table uses it, so it is more than promised", rule.name));
    }
    for rule in all.rules.iter().chain(all.promised) {
        if promises::find(rule.promise.id).is_none() {
            found.push(format!("rule {}: promise {} does not exist", rule.name, rule.promise.id));
        }
    }
}

fn of_cookie(cookie: &Cookie, all: &Declarations, found: &mut Vec<String>) {
    let mut fault = |what: &str| found.push(format!("cookie {}: {what}", cookie.name));
    if cookie.surfaces.is_empty() {
        fault("set nowhere");
    }
    match cookie.set_by {
        _ if cookie.class != Class::Historical && is_withdrawn(cookie.name) => fault("withdrawn by its maker, and still announced"),
        SetBy::Hootis if !cookie.http_only => fault("ours, and scripts can read it"),
        SetBy::Hootis if matches!(cookie.class, Class::Consent | Class::Historical) => fault("ours, and not needed for what the page does"),
        SetBy::Processor(by) if !all.processors.contains(&by) => fault("set by a processor that is not declared"),
        SetBy::Processor(by) if by.ground == Ground::Consent && cookie.class.is_exempt() => fault("its processor needs consent and it does not"),
        SetBy::Hootis | SetBy::Processor(_) => {}
    }
    if let Life::For(span) = cookie.life {
        if span.as_seconds() == 0 {
            fault("lives no time at all");
        }
        if cookie.class == Class::Consent && span.as_seconds() > Span::months(13).as_seconds() {
            fault("measures audience for more than 13 months");
        }
    }
}

/// Cookies that their makers have withdrawn: Universal Analytics ended in 2023, `__cfduid` in 2021.
fn is_withdrawn(name: &str) -> bool {
    matches!(name, "__cfduid" | "_gid" | "_gat" | "AMP_TOKEN" | "_gac_" | "__utma" | "__utmb" | "__utmc" | "__utmz")
}

fn of_processor(processor: &Processor, found: &mut Vec<String>) {
    let mut fault = |what: &str| found.push(format!("processor {}: {what}", processor.id));
    if promises::find(processor.promise.id).is_none() {
        fault("its promise does not exist");
    }
    if let Hosts::Named(hosts) = processor.hosts {
        if hosts.is_empty() {
            fault("no host");
        }
        // `*.com` would be no limit at all.
        if hosts.iter().any(|host| host.trim_start_matches("*.").split('.').count() < 2 || host.contains([':', '/'])) {
            fault("a host that is none, or that is half of the internet");
        }
    }
}
