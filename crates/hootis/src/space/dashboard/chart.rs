//! The bars of the first page, drawn by the server.

use super::queries::Figures;
use crate::web::format;
use crate::web::i18n::Lang;

/// Where bars stand, in the units of the drawing: 640 wide, 210 high.
const LEFT: i64 = 40;
const RIGHT: i64 = 636;
const TOP: i64 = 16;
const FLOOR: i64 = 178;
/// Lines of the grid above the floor.
const LINES: i64 = 3;

/// One month.
pub(super) struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    /// The middle, where its name is written.
    pub middle: i64,
    /// Every other month has its name on the axis.
    pub is_named: bool,
    pub short: &'static str,
    /// For the table.
    pub long: String,
    pub value: i64,
}

/// A line of the grid, and what it stands for.
pub(super) struct Grid {
    pub y: i64,
    pub label: String,
}

/// The drawing.
pub(super) struct Chart {
    pub bars: Vec<Bar>,
    pub grid: Vec<Grid>,
    /// What it shows, in a sentence.
    pub conclusion: String,
}

impl Chart {
    /// Draws new parties by month; nothing when there are none.
    pub(super) fn draw(lang: Lang, figures: &Figures) -> Option<Self> {
        let months = &figures.months;
        let most = months.iter().map(|(_, n)| *n).max().filter(|most| *most > 0)?;
        let step = round_step(most);
        let top = step * LINES;
        let count = i64::try_from(months.len()).ok()?;
        let slot = (RIGHT - LEFT) / count;
        let bars = (0..).zip(months).map(|(i, (start, value))| {
            let height = ((FLOOR - TOP) * value + top / 2) / top;
            // What is there is seen, however small.
            let height = if *value > 0 { height.max(2) } else { 0 };
            let x = LEFT + slot * i + slot / 5;
            Bar {
                x,
                y: FLOOR - height,
                width: slot * 3 / 5,
                height,
                middle: x + slot * 3 / 10,
                is_named: (count - 1 - i) % 2 == 0,
                short: format::month_short(lang, *start),
                long: format::month_long(lang, *start),
                value: *value,
            }
        });
        let bars = bars.collect();
        let grid = (0..=LINES).map(|i| Grid { y: FLOOR - (FLOOR - TOP) * i / LINES, label: format::number(lang, step * i) }).collect();
        Some(Self { bars, grid, conclusion: conclusion(lang, months) })
    }
}

/// A step of 1, 2 or 5 times a power of ten, so that [`LINES`] of them reach over `most`.
fn round_step(most: i64) -> i64 {
    let mut power = 1;
    loop {
        for step in [power, 2 * power, 5 * power] {
            if step * LINES >= most {
                return step;
            }
        }
        power *= 10;
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

#[cfg(test)]
mod tests {
    use super::{LINES, round_step};

    #[test]
    fn the_axis_is_round_and_high_enough() {
        for most in 1..5_000 {
            let step = round_step(most);
            assert!(step * LINES >= most, "{most}");
            let smaller = if step.to_string().starts_with('5') { step / 5 * 2 } else { step / 2 };
            assert!(smaller * LINES < most, "{most} would do with {smaller}");
        }
        assert_eq!([1, 3, 4, 7, 16, 45_000].map(round_step), [1, 1, 2, 5, 10, 20_000]);
    }
}
