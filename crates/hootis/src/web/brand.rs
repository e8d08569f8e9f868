//! How the pages of a company's own customers look: its name, its logo, and its colour in shades that can be read.
//!
//! Whatever colour a company chooses, what is written in it or on it has a contrast of 4.5 to 1 at least, in both themes:
//! it is darkened for the light one, lightened for the dark one, no more than that takes.

use std::fmt;

/// The least contrast of a text with what it stands on (WCAG 2, AA).
pub const CONTRAST: f64 = 4.5;

/// What the page shells need of it.
#[derive(Clone, Debug)]
pub struct Brand {
    /// The company's name.
    pub name: String,
    /// One or two letters, where there is no logo.
    pub initials: String,
    /// The address of the logo; empty where there is none.
    pub logo: String,
    /// The address of the style sheet with its colour; empty where it has none of its own.
    pub sheet: String,
}

/// A colour.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Color(u8, u8, u8);

const WHITE: Color = Color(255, 255, 255);
const BLACK: Color = Color(0, 0, 0);
/// What texts of the brand stand on in the light theme: cards, the page, sunk places. As in `web/css/tokens.css`.
const LIGHT: [Color; 3] = [WHITE, Color(0xf8, 0xf6, 0xf2), Color(0xf2, 0xef, 0xe9)];
/// The same in the dark theme.
const DARK: [Color; 3] = [Color(0x18, 0x1b, 0x38), Color(0x10, 0x12, 0x2a), Color(0x20, 0x24, 0x4a)];
/// What is written on the brand's colour in the dark theme.
const INK: Color = Color(0x14, 0x17, 0x2e);

impl Color {
    /// Reads `#rrggbb`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix('#').filter(|digits| digits.len() == 6 && digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self(part(0)?, part(2)?, part(4)?))
    }

    /// How bright it is to the eye, from 0 to 1.
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let part = f64::from(part) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }

    /// The contrast of two colours, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour with so many hundredths of another.
    fn with(self, other: Self, hundredths: u32) -> Self {
        let mix = |one: u8, two: u8| {
            let mixed = (u32::from(one) * (100 - hundredths) + u32::from(two) * hundredths + 50) / 100;
            u8::try_from(mixed).unwrap_or(u8::MAX)
        };
        Self(mix(self.0, other.0), mix(self.1, other.1), mix(self.2, other.2))
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// The colours of one theme.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shade {
    /// The company's colour, as it is used.
    pub brand: Color,
    /// What is written on it.
    pub ink: Color,
    /// A faint ground of it, for texts in it.
    pub soft: Color,
    /// The same where a pointer is on it.
    pub strong: Color,
}

impl Shade {
    /// The least contrast of anything that is written in these colours on these grounds.
    fn least(&self, grounds: [Color; 3]) -> f64 {
        let on_grounds = grounds.into_iter().chain([self.soft, self.ink]).map(|ground| self.brand.contrast(ground));
        on_grounds.fold(f64::INFINITY, f64::min)
    }
}

/// The colours of both themes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Shades {
    pub light: Shade,
    pub dark: Shade,
}

impl Shades {
    /// The shades of a colour that can be read.
    #[must_use]
    pub fn of(color: Color) -> Self {
        let light = |brand: Color| Shade { brand, ink: WHITE, soft: WHITE.with(brand, 9), strong: brand.with(BLACK, 24) };
        let dark = |brand: Color| Shade { brand, ink: INK, soft: DARK[0].with(brand, 16), strong: brand.with(WHITE, 30) };
        Self { light: until(color, BLACK, light, LIGHT), dark: until(color, WHITE, dark, DARK) }
    }

    /// The style sheet. It stands after ours, and says nothing but colours.
    #[must_use]
    pub fn sheet(&self) -> String {
        let (light, dark) = (rules(&self.light), rules(&self.dark));
        format!(
            ":root,[data-bs-theme=light],[data-bs-theme=auto]{{{light}}}[data-bs-theme=dark]{{{dark}}}\
             @media (prefers-color-scheme:dark){{[data-bs-theme=auto]{{{dark}}}}}\n"
        )
    }
}

/// A colour moved towards another in small steps, until everything can be read.
fn until(color: Color, end: Color, shade: impl Fn(Color) -> Shade, grounds: [Color; 3]) -> Shade {
    (0..100).map(|step| shade(color.with(end, step))).find(|shade| shade.least(grounds) >= CONTRAST).unwrap_or_else(|| shade(end))
}

fn rules(shade: &Shade) -> String {
    let Shade { brand, ink, soft, strong } = shade;
    format!(
        "--h-brand:{brand};--h-brand-fg:{ink};--h-brand-soft:{soft};--h-indigo:{brand};--h-indigo-2:{strong};--h-indigo-soft:{soft};\
         --tblr-primary-darken:{strong};--tblr-link-hover-color:{strong}"
    )
}

#[cfg(test)]
mod tests {
    use super::{CONTRAST, Color, DARK, LIGHT, Shades};

    #[test]
    fn every_colour_can_be_read_in_both_themes() {
        for red in (0..=255).step_by(15) {
            for green in (0..=255).step_by(15) {
                for blue in (0..=255).step_by(15) {
                    let color = Color::parse(&format!("#{red:02x}{green:02x}{blue:02x}")).expect("a colour");
                    let shades = Shades::of(color);
                    for (shade, grounds) in [(shades.light, LIGHT), (shades.dark, DARK)] {
                        assert!(shade.least(grounds) >= CONTRAST, "{color} as {}: {}", shade.brand, shade.least(grounds));
                        for ground in grounds {
                            assert!(shade.strong.contrast(ground) >= CONTRAST, "{color}: {} on {ground}", shade.strong);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn a_colour_that_can_be_read_stays_as_it_is() {
        let brown = Color::parse("#7a2e1d").expect("a colour");
        assert_eq!(Shades::of(brown).light.brand, brown);
        assert_ne!(Shades::of(brown).dark.brand, brown);
        let white = Color::parse("#ffffff").expect("a colour");
        assert_ne!(Shades::of(white).light.brand, white);
        assert!((white.contrast(Color::parse("#000000").expect("a colour")) - 21.0).abs() < 0.01);
    }

    #[test]
    fn nothing_but_a_colour_is_one() {
        for text in ["", "7a2e1d", "#7a2e1", "#7a2e1d0", "#7a2e1g", "#é2e1d", "red", "#000;}"] {
            assert_eq!(Color::parse(text), None, "{text}");
        }
        assert_eq!(Color::parse(" #7A2E1D ").map(|color| color.to_string()).as_deref(), Some("#7a2e1d"));
    }

    #[test]
    fn a_sheet_says_nothing_but_colours() {
        let sheet = Shades::of(Color::parse("#7a2e1d").expect("a colour")).sheet();
        assert!(sheet.contains("--h-brand:#7a2e1d") && !sheet.contains("url(") && !sheet.contains("import"));
    }
}
