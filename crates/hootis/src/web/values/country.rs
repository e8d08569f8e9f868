//! Countries by their ISO 3166 code, with their names in both languages.

use std::sync::LazyLock;

use hootis_space::search::fold;

use crate::web::i18n::Lang;

/// A country.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Country {
    /// Two capitals.
    pub code: &'static str,
    /// Its French name.
    pub fr: &'static str,
    /// Its English name.
    pub en: &'static str,
}

/// Every country, by code. Names as browsers show them (Unicode CLDR).
pub static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let rows = include_str!("countries.tsv").lines();
    rows.filter_map(|row| {
        let mut cells = row.split('\t');
        Some(Country { code: cells.next()?, fr: cells.next()?, en: cells.next()? })
    })
    .collect()
});

/// Both lists of choices, sorted by name, the neighbours of a French company first.
static CHOICES: LazyLock<[Vec<(&'static str, &'static str)>; 2]> = LazyLock::new(|| Lang::ALL.map(sorted));

/// Offered above the others.
const FIRST: [&str; 4] = ["FR", "BE", "CH", "LU"];

fn sorted(lang: Lang) -> Vec<(&'static str, &'static str)> {
    let mut choices: Vec<_> = COUNTRIES.iter().map(|country| (country.code, country.name(lang))).collect();
    choices.sort_by_cached_key(|(code, name)| (FIRST.iter().position(|first| first == code).unwrap_or(FIRST.len()), fold(name)));
    choices
}

impl Country {
    /// Its name.
    #[must_use]
    pub fn name(&self, lang: Lang) -> &'static str {
        match lang {
            Lang::Fr => self.fr,
            Lang::En => self.en,
        }
    }

    /// (code, name) of every country, for a list of choices.
    #[must_use]
    pub fn choices(lang: Lang) -> &'static [(&'static str, &'static str)] {
        match lang {
            Lang::Fr => &CHOICES[0],
            Lang::En => &CHOICES[1],
        }
    }
}

/// The country of a code.
#[must_use]
pub fn country(code: &str) -> Option<Country> {
    let code = code.trim();
    COUNTRIES.iter().find(|country| country.code.eq_ignore_ascii_case(code)).copied()
}

/// The name of a code; what is no code is shown as it is.
#[must_use]
pub fn country_name(code: &str, lang: Lang) -> String {
    country(code).map_or_else(|| code.to_owned(), |country| country.name(lang).to_owned())
}
