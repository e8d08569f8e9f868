//! Bars of a chart, drawn by the server: 640 wide, 210 high. The template writes the SVG.

use super::format;
use super::i18n::Lang;

/// Where the floor begins, at least.
const LEFT: i64 = 40;
/// Room for a digit of the axis.
const DIGIT: i64 = 8;
const RIGHT: i64 = 636;
const TOP: i64 = 16;
const FLOOR: i64 = 178;
/// Lines of the grid above the floor.
const LINES: i64 = 3;
/// Names on the axis, at most.
const NAMES: usize = 8;
/// The furthest right that a name's middle may be, so that all of it is seen.
const LAST_NAME: i64 = 616;

/// What one bar stands for.
pub struct Slot {
    /// On the axis.
    pub short: String,
    /// In the table.
    pub long: String,
    pub value: i64,
}

/// One bar.
pub struct Bar {
    pub x: i64,
    pub y: i64,
    pub width: i64,
    pub height: i64,
    /// The middle, where its name is written.
    pub middle: i64,
    /// Whether its name is on the axis: not every one has room.
    pub is_named: bool,
    pub short: String,
    pub long: String,
    pub value: i64,
}

/// A line of the grid, and what it stands for.
pub struct Grid {
    pub y: i64,
    pub label: String,
}

/// The drawing.
pub struct Bars {
    /// Where the bars begin: behind the longest number of the axis.
    pub left: i64,
    pub bars: Vec<Bar>,
    pub grid: Vec<Grid>,
}

impl Bars {
    /// Draws the slots from left to right; nothing when all of them are zero.
    pub fn draw(lang: Lang, slots: Vec<Slot>) -> Option<Self> {
        let most = slots.iter().map(|slot| slot.value).max().filter(|most| *most > 0)?;
        let step = round_step(most);
        let top = step * LINES;
        let count = i64::try_from(slots.len()).ok()?;
        let every = slots.len().div_ceil(NAMES);
        let last = slots.len() - 1;
        let digits = i64::try_from(format::number(lang, top).chars().count()).ok()?;
        let left = LEFT.max(16 + DIGIT * digits);
        let at = |i: i64| left + (RIGHT - left) * i / count;
        let bars = (0..).zip(slots).enumerate().map(|(n, (i, Slot { short, long, value }))| {
            let height = ((FLOOR - TOP) * value + top / 2) / top;
            // What is there is seen, however small.
            let height = if value > 0 { height.max(2) } else { 0 };
            let (start, slot) = (at(i), at(i + 1) - at(i));
            let is_named = (last - n).is_multiple_of(every);
            Bar {
                x: start + slot / 5,
                y: FLOOR - height,
                width: (slot * 3 / 5).max(2),
                height,
                middle: (start + slot / 2).min(LAST_NAME),
                is_named,
                short,
                long,
                value,
            }
        });
        let bars = bars.collect();
        let grid = (0..=LINES).map(|i| Grid { y: FLOOR - (FLOOR - TOP) * i / LINES, label: format::number(lang, step * i) }).collect();
        Some(Self { left, bars, grid })
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

#[cfg(test)]
mod tests {
    use super::{Bars, LINES, Slot, round_step};
    use crate::web::i18n::Lang;

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

    #[test]
    fn bars_stand_inside_the_drawing_and_do_not_touch() {
        for count in [1, 7, 12, 30, 90] {
            let slots = (0..count).map(|n| Slot { short: n.to_string(), long: n.to_string(), value: n + 1 }).collect();
            let drawn = Bars::draw(Lang::Fr, slots).expect("bars");
            assert!(drawn.bars.windows(2).all(|two| two[0].x + two[0].width < two[1].x), "{count}");
            assert!(drawn.bars.iter().all(|bar| bar.x >= 40 && bar.x + bar.width <= 640 && bar.y >= 16), "{count}");
            assert!(drawn.bars.iter().filter(|bar| bar.is_named).count() <= 8, "{count}");
            let last = drawn.bars.last().expect("one");
            assert!(last.is_named && last.middle <= 616, "{count}");
        }
        assert!(Bars::draw(Lang::Fr, vec![Slot { short: String::new(), long: String::new(), value: 0 }]).is_none());
    }
}
