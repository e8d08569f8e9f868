//! New parties by month, drawn as bars.

use super::queries::Figures;
use crate::web::bars::{Bars, Slot};
use crate::web::format;
use crate::web::i18n::Lang;

/// The drawing.
pub(super) struct Chart {
    pub drawn: Bars,
    /// What it shows, in a sentence.
    pub conclusion: String,
}

impl Chart {
    /// Draws new parties by month; nothing when there are none.
    pub(super) fn draw(lang: Lang, figures: &Figures) -> Option<Self> {
        let slot = |(start, value): &(i64, i64)| Slot {
            short: format::month_short(lang, *start).to_owned(),
            long: format::month_long(lang, *start),
            value: *value,
        };
        let drawn = Bars::draw(lang, figures.months.iter().map(slot).collect())?;
        Some(Self { drawn, conclusion: conclusion(lang, &figures.months) })
    }
}

/// « 63 nouveaux clients en 12 mois, en hausse »: the last half year against the one before.
fn conclusion(lang: Lang, months: &[(i64, i64)]) -> String {
    let sum = |part: &[(i64, i64)]| part.iter().map(|(_, n)| n).sum::<i64>();
    let (early, late) = months.split_at(months.len() / 2);
    let (before, after) = (sum(early), sum(late));
    let args = [("n", (before + after).into())];
    match after.cmp(&before) {
        std::cmp::Ordering::Greater => lang.t_args("dashboard-chart-up", &args),
        std::cmp::Ordering::Less => lang.t_args("dashboard-chart-down", &args),
        std::cmp::Ordering::Equal => lang.t_args("dashboard-chart-even", &args),
    }
}
