//! What is shown of the counters: never a group that is too small.

use std::borrow::Borrow;

use hootis_policy::limits::GROUP_MIN;

use super::memory::day_of;
use super::queries::Facet;
use crate::clock::Now;
use crate::web::bars::{Bars, Slot};
use crate::web::format;
use crate::web::i18n::Lang;

/// A number that may be shown, or the fact that it is too small.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Figure {
    Few,
    Exact(i64),
}

impl Figure {
    pub(super) fn of(n: i64) -> Self {
        if n > 0 && n < GROUP_MIN { Self::Few } else { Self::Exact(n) }
    }

    /// « 1 234 », « moins de 5 »
    pub(super) fn words(self, lang: impl Borrow<Lang>) -> String {
        let lang = *lang.borrow();
        match self {
            Self::Few => lang.t_args("audience-few", &[("n", GROUP_MIN.into())]),
            Self::Exact(n) => format::number(lang, n),
        }
    }

    fn height(self) -> i64 {
        match self {
            // Somebody was there: a bar that says no more than that.
            Self::Few => 1,
            Self::Exact(n) => n,
        }
    }
}

/// One line of a table of names.
pub(super) struct Name {
    pub label: String,
    pub figure: Figure,
    /// Out of a hundred of the largest.
    pub share: i64,
}

/// The names of a facet, small ones together under the last.
pub(super) fn names(lang: Lang, facet: Facet, counted: Vec<(String, i64)>, most: usize) -> Vec<Name> {
    let (mut shown, mut rest) = (Vec::new(), 0);
    for (label, hits) in counted {
        if hits >= GROUP_MIN && shown.len() < most {
            shown.push((said(lang, facet, label), hits));
        } else {
            rest += hits;
        }
    }
    if rest > 0 {
        shown.push((lang.t("audience-others").to_owned(), rest));
    }
    let largest = shown.iter().map(|(_, hits)| *hits).max().unwrap_or(1).max(1);
    shown.into_iter().map(|(label, hits)| Name { label, figure: Figure::of(hits), share: Figure::of(hits).height() * 100 / largest }).collect()
}

fn said(lang: Lang, facet: Facet, label: String) -> String {
    match (facet, label.as_str()) {
        (Facet::Source, "") => lang.t("audience-direct").to_owned(),
        (Facet::Browser, "other") => lang.t("audience-other-browser").to_owned(),
        _ => label,
    }
}

/// Visits by day over a period: the drawing, and the table beside it.
pub(super) struct Days {
    pub drawn: Option<Bars>,
    /// Day and visits, the latest first.
    pub table: Vec<(String, Figure)>,
}

/// Draws the days up to now; a day without a counter is one without a visit.
pub(super) fn days(lang: Lang, now: Now, days: u32, counted: &[(i64, i64)]) -> Days {
    let figure = |day: i64| Figure::of(counted.iter().find(|(other, _)| *other == day).map_or(0, |(_, hits)| *hits));
    let starts: Vec<i64> = (0..days).rev().map(|back| day_of(now.before(hootis_policy::Span::days(back)))).collect();
    let slots =
        starts.iter().map(|day| Slot { short: format::day_short(lang, *day), long: format::date_long(lang, *day), value: figure(*day).height() });
    let drawn = Bars::draw(lang, slots.collect());
    Days { drawn, table: starts.iter().rev().map(|day| (format::date_long(lang, *day), figure(*day))).collect() }
}
