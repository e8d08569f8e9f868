//! The operator's own carriers, as its configuration names them (promise T6).

use serde::Deserialize;

use super::{HOST, Hosts, MAIL_RELAY};

/// One carrier of the operator's: who really stands behind a processor [named by the
/// operator](Hosts::NamedByOperator).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Carrier {
    /// Which processor it is: `mail-relay`, `object-store` or `host`.
    pub processor: String,
    /// Its legal name.
    pub name: String,
    /// The country where the data are.
    pub country: String,
    /// Reference of the contract that article 28 of the GDPR demands.
    pub contract: String,
    /// Day of that contract: `2026-11-23`.
    pub date: String,
    /// The hosts that it is reached by. None for the host of the machines, which nobody connects to.
    #[serde(default)]
    pub hosts: Vec<String>,
    /// Its postal address. The legal notice needs that of whoever hosts the machines.
    #[serde(default)]
    pub address: String,
    /// Its telephone number, as well.
    #[serde(default)]
    pub phone: String,
}

impl Carrier {
    /// Whether the configuration says that it is reached by this host. `*.example.com` stands for every
    /// host below it, and not for itself; case does not matter, ports are not part of it.
    #[must_use]
    pub fn owns(&self, host: &str) -> bool {
        self.hosts.iter().any(|pattern| super::matches(pattern, host))
    }
}

/// Whether the carriers in use are all declared: the host of the machines always; the mail relay when
/// there is one, by the very host that mails are handed to.
///
/// # Errors
/// What is missing or wrong, in words for the operator.
pub fn check_carriers(carriers: &[Carrier], mail_relay: Option<&str>) -> Result<(), String> {
    for carrier in carriers {
        check(carrier)?;
    }
    let named = |id: &str| carriers.iter().any(|carrier| carrier.processor == id);
    if !named(HOST.id) {
        return Err(format!("no carrier is declared as \"{}\": say who hosts the machines", HOST.id));
    }
    if let Some(carrier) = carriers.iter().find(|carrier| carrier.processor == HOST.id && (is_blank(&carrier.address) || is_blank(&carrier.phone))) {
        return Err(format!("the host \"{}\" has no address or no phone: the legal notice must name them", carrier.name));
    }
    let Some(relay) = mail_relay else { return Ok(()) };
    if !named(MAIL_RELAY.id) {
        return Err(format!("no carrier is declared as \"{}\", and mails go through one", MAIL_RELAY.id));
    }
    if !carriers.iter().any(|carrier| carrier.processor == MAIL_RELAY.id && carrier.owns(relay)) {
        return Err(format!("mails go through {relay}, and no carrier \"{}\" has that host", MAIL_RELAY.id));
    }
    Ok(())
}

fn is_blank(text: &str) -> bool {
    text.trim().is_empty()
}

fn check(carrier: &Carrier) -> Result<(), String> {
    let known = super::find(&carrier.processor).is_some_and(|processor| processor.hosts == Hosts::NamedByOperator);
    if !known {
        return Err(format!("\"{}\" is no carrier: mail-relay, object-store or host", carrier.processor));
    }
    let fields = [("name", &carrier.name), ("country", &carrier.country), ("contract", &carrier.contract)];
    if let Some((field, _)) = fields.into_iter().find(|(_, value)| value.trim().is_empty()) {
        return Err(format!("the carrier \"{}\" has no {field}", carrier.processor));
    }
    if !is_day(&carrier.date) {
        return Err(format!("the carrier \"{}\" has no date of contract like 2026-11-23", carrier.processor));
    }
    Ok(())
}

/// Whether a text is a day as in `2026-11-23`.
pub(super) fn is_day(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, len: usize| if part.len() == len && part.bytes().all(|b| b.is_ascii_digit()) { part.parse::<u32>().ok() } else { None };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => 0,
    };
    (1..=days).contains(&day)
}
