//! The audience of the public site, without identifiers: counters by day, in which there is no visitor.
//!
//! Counted are pages by the template of their route, visits by the site that led here and by the family of the
//! browser, and about how many different visitors came. Nothing is put on anybody's device and nothing is read
//! from it, so nobody has to be asked; who sends `Sec-GPC` or `DNT` refuses to be followed, and nobody is.
//!
//! Different visitors are told apart by a mark under a key of the day, which lives in memory only and is wiped at
//! midnight (UTC): the next day nobody can be recognised. The marks are never written, only how many there were.
//! A restart makes a new key, so the number is an estimate that errs upwards.
//!
//! What counts fewer than [`limits::GROUP_MIN`](hootis_policy::limits::GROUP_MIN) is shown together, or not at all.

mod chart;
mod memory;
pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

pub use memory::{Counters, Visitor};
pub use queries::{count_due, purge};

use chart::Figure;
use hootis_policy::Span;
use queries::Facet;

use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::web::i18n::Lang;

/// Days of a week.
const WEEK: u32 = 7;

/// « 1 234 visites en 7 jours », for who looks at something else.
///
/// # Errors
/// When the database refuses.
pub async fn week(app: &App, now: Now, lang: Lang) -> Result<String> {
    let from = memory::day_of(now.before(Span::days(WEEK - 1)));
    let visits = queries::list_days(app.platform(), Facet::Visit, from).await?.into_iter().map(|(_, hits)| hits).sum();
    Ok(lang.t_args("audience-conclusion", &[("visits", Figure::of(visits).words(lang).into()), ("days", WEEK.into())]))
}

/// Adds what was counted since the last time to the database; how many counters.
///
/// # Errors
/// When the database refuses: what was counted is kept and added the next time.
pub async fn write(app: &App) -> Result<usize> {
    let counts = app.audience().take(app.now());
    if counts.is_empty() {
        return Ok(0);
    }
    let changed = counts.len();
    match queries::add(app.platform(), app.now(), &counts).await {
        Ok(()) => Ok(changed),
        Err(error) => {
            app.audience().put_back(counts);
            Err(error)
        }
    }
}
