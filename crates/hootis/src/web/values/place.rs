//! Where somebody is, on paper and on the web.

use super::{Refused, compact};

/// A postal code. French ones have five digits, without blanks; others are left as they were typed.
/// An empty country means France.
///
/// # Errors
/// Says what is missing or too much.
pub fn postal_code(text: &str, country: &str) -> Result<String, Refused> {
    if !(country.is_empty() || country.eq_ignore_ascii_case("FR")) {
        let code = text.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
        let right = code.len() <= 12 && code.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'));
        return if right { Ok(code) } else { Err(Refused::new("value-postal-code")) };
    }
    let code = compact(text);
    if !code.chars().all(|c| c.is_ascii_digit()) {
        return Err(Refused::new("value-postal-digits"));
    }
    match code.len() {
        found if found < 5 => Err(Refused::counted("value-postal-short", 5 - found)),
        found if found > 5 => Err(Refused::counted("value-postal-long", found - 5)),
        _ if code.starts_with("00") => Err(Refused::new("value-postal-unknown")),
        _ => Ok(code),
    }
}

/// A web address with its scheme: `peyrot.example` becomes `https://peyrot.example`.
///
/// # Errors
/// When it leads nowhere, or elsewhere than to the web.
pub fn website(text: &str) -> Result<String, Refused> {
    let refused = || Refused::new("value-website");
    let text = text.trim();
    let full = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let url = url::Url::parse(&full).map_err(|_| refused())?;
    let right = matches!(url.scheme(), "http" | "https")
        && url.host_str().is_some_and(|host| host.contains('.'))
        && url.username().is_empty()
        && url.password().is_none()
        && full.len() <= 300
        && !full.contains(char::is_whitespace);
    // Kept as typed: `Url` would add a slash and turn accents into punycode.
    if right { Ok(full) } else { Err(refused()) }
}
