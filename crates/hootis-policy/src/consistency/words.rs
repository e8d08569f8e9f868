//! Words against declarations: a period in a text, and "encrypted" said of a hash.

use super::Declarations;
use crate::cookies::{self, Life};
use crate::data::Table;
use crate::deadlines;
use crate::documents::Kind;
use crate::plans;
use crate::promises::Promise;
use crate::retention;
use crate::span::{Span, Unit};
use crate::text::{Lang, Text};

/// Every period that is declared somewhere.
fn declared(all: &Declarations) -> Vec<Span> {
    let rules = all.rules.iter().chain(all.promised).map(|rule| rule.keep);
    let lives = all.cookies.iter().filter_map(|cookie| if let Life::For(span) = cookie.life { Some(span) } else { None });
    let others = [cookies::CHOICE_ASKED_AGAIN, plans::TRIAL, retention::ACCOUNT_NOTICE].into_iter().chain(plans::REMINDERS).chain(deadlines::ALL);
    rules.chain(lives).chain(others).collect()
}

/// Periods that a document says and nobody declares.
pub(super) fn of_documents(all: &Declarations, found: &mut Vec<String>) {
    for kind in Kind::ALL {
        for lang in Lang::ALL {
            for said in foreign(&kind.document(lang).markdown(), all) {
                found.push(format!("document {} ({}): says {}, which no declaration says", kind.name(), lang.tag(), said.words(lang)));
            }
        }
    }
}

/// The periods of a text that nobody declares.
pub(super) fn foreign(text: &str, all: &Declarations) -> Vec<Span> {
    let known = declared(all);
    periods(text).into_iter().filter(|said| !known.iter().any(|span| is_same(*said, *span))).collect()
}

/// Periods in the words of a promise, against its rules: the same thing said twice must be the same.
pub(super) fn of_promise(promise: &Promise, all: &Declarations, found: &mut Vec<String>) {
    let rules: Vec<Span> = all.rules.iter().chain(all.promised).filter(|rule| rule.promise.id == promise.id).map(|rule| rule.keep).collect();
    for lang in Lang::ALL {
        for said in periods(promise.title.to(lang)) {
            if !rules.iter().any(|span| is_same(said, *span)) {
                found.push(format!("promise {}: says {}, and no rule of it lasts so long", promise.id, said.words(lang)));
            }
        }
    }
}

/// A table whose words say "encrypted" and that holds hashes at most.
pub(super) fn of_table(table: &Table, found: &mut Vec<String>) {
    let hashed = table.columns.iter().any(|column| column.protection.is_hash());
    let encrypted = table.columns.iter().any(|column| column.protection.is_encryption());
    if says_encrypted(table.about) && hashed && !encrypted {
        found.push(format!("table {}: said to be encrypted, and only hashed", table.name));
    }
}

fn says_encrypted(text: Text) -> bool {
    text.fr.contains("chiffré") || text.en.contains("encrypted")
}

/// Whether a period in words is a declared one. Months are of 28 to 31 days in words.
fn is_same(said: Span, declared: Span) -> bool {
    let (count, unit) = said.parts();
    if unit == Unit::Month {
        let days = declared.as_seconds() / 86_400;
        return (u64::from(count) * 28..=u64::from(count) * 31).contains(&days);
    }
    said.as_seconds() == declared.as_seconds()
}

/// Every "30 jours", "12 months" of a text.
pub(super) fn periods(text: &str) -> Vec<Span> {
    let words: Vec<&str> = text.split(|c: char| c.is_whitespace() || "|()*.,;:".contains(c)).filter(|word| !word.is_empty()).collect();
    words.windows(2).filter_map(|pair| span(pair[0].parse().ok()?, pair[1])).collect()
}

fn span(count: u32, unit: &str) -> Option<Span> {
    Some(match unit {
        "seconde" | "secondes" | "second" | "seconds" => Span::seconds(count),
        "minute" | "minutes" => Span::minutes(count),
        "heure" | "heures" | "hour" | "hours" => Span::hours(count),
        "jour" | "jours" | "day" | "days" => Span::days(count),
        "mois" | "month" | "months" => Span::months(count),
        "an" | "ans" | "year" | "years" => Span::years(count),
        _ => return None,
    })
}
