//! The operator's local partners, as its configuration names them (promise U2).
//!
//! A partner is no processor: it receives a request because a visitor ticked so, once, and answers for it
//! itself from then on.

use serde::Deserialize;

use super::carriers::is_day;

/// A local partner.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Its legal name, shown before anything is sent.
    pub name: String,
    /// The mailbox that requests go to.
    pub email: String,
    /// Countries it answers for: `FR`.
    pub countries: Vec<String>,
    /// Regions of those countries, as visitors choose them. None: the whole of each country.
    #[serde(default)]
    pub regions: Vec<String>,
    /// Reference of the contract between the operator and the partner.
    pub contract: String,
    /// Day of that contract: `2026-11-23`.
    pub date: String,
}

impl Partner {
    /// Whether it answers for a region of a country.
    #[must_use]
    pub fn is_for(&self, country: &str, region: &str) -> bool {
        self.countries.iter().any(|c| c.eq_ignore_ascii_case(country)) && (self.regions.is_empty() || self.regions.iter().any(|r| r == region))
    }
}

/// Whether every partner is declared whole.
///
/// # Errors
/// What is missing or wrong, in words for the operator.
pub fn check_partners(partners: &[Partner]) -> Result<(), String> {
    partners.iter().try_for_each(check)
}

fn check(partner: &Partner) -> Result<(), String> {
    let name = partner.name.trim();
    if name.is_empty() {
        return Err("a partner has no name".to_owned());
    }
    let fields = [("e-mail", &partner.email), ("contract", &partner.contract)];
    if let Some((field, _)) = fields.into_iter().find(|(_, value)| value.trim().is_empty()) {
        return Err(format!("the partner \"{name}\" has no {field}"));
    }
    let is_code = |code: &String| code.len() == 2 && code.bytes().all(|b| b.is_ascii_uppercase());
    if partner.countries.is_empty() || !partner.countries.iter().all(is_code) {
        return Err(format!("the partner \"{name}\" has no countries like FR"));
    }
    if partner.regions.iter().any(|region| region.trim() != region || region.is_empty()) {
        return Err(format!("the partner \"{name}\" has a region without a name"));
    }
    if !is_day(&partner.date) {
        return Err(format!("the partner \"{name}\" has no date of contract like 2026-11-23"));
    }
    Ok(())
}
