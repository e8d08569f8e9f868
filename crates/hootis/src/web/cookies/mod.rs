//! The one way out for cookies: whatever an answer sets is compared with its declaration.
//!
//! A cookie that is not declared, on another surface than declared, for longer, with other attributes or
//! before the consent that it needs, does not leave: in development and in tests the answer fails, in
//! production the cookie is dropped and its name written to the log. This holds for cookies that a handler
//! puts on its answer by hand too. What should no longer be in the browser is removed when it is seen there.

mod choice;
mod counts;
mod judge;
#[cfg(test)]
mod tests;

use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use hootis_policy::cookies::{self, Class, Cookie};

pub use choice::{Choice, Said};
pub use counts::{Count, Counts, Outcome};
use judge::judge;

use crate::app::Site;
use crate::error::Error;
use crate::web::visit::Visit;

/// Cookies removed from one browser in one answer, at most: nobody makes our headers long.
const REMOVED: usize = 20;

/// What the layer has to know of an answer besides the answer itself.
pub struct Way<'a> {
    pub visit: &'a Visit,
    pub site: &'a Site,
    /// The visitor agreed to what needs agreement.
    pub agreed: bool,
    /// A simulation has switched this layer off.
    pub is_off: bool,
    pub counts: &'a Counts,
}

/// Lets the cookies of an answer out, those of the visit and those that a handler wrote itself.
///
/// # Errors
/// In development, when one of them must not leave.
pub fn put(mut response: Response, way: &Way<'_>) -> Result<Response, Error> {
    let headers = response.headers_mut();
    let by_hand: Vec<HeaderValue> = headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    headers.remove(header::SET_COOKIE);
    let ours = way.visit.set_cookie_headers();
    let stale = if is_shared(headers) || way.is_off { Vec::new() } else { stale(way) };
    let ours = ours.into_iter().chain(stale).filter_map(|line| HeaderValue::from_str(&line).ok());
    for line in by_hand.into_iter().chain(ours) {
        match judge(line.to_str().unwrap_or_default(), way) {
            Ok(cookie) => {
                way.counts.add(Outcome::Set, cookie.name);
                headers.append(header::SET_COOKIE, line);
            }
            Err(_) if way.is_off => {
                headers.append(header::SET_COOKIE, line);
            }
            Err((name, why)) => {
                way.counts.add(Outcome::Dropped, why.code());
                tracing::warn!(cookie.name = name, why = why.code(), "a cookie was dropped");
                if way.site.dev {
                    return Err(Error::internal(format!("an answer sets the cookie {name}, which must not leave: {}", why.code())));
                }
            }
        }
    }
    Ok(response)
}

/// Whether caches on the way may keep the answer and hand it to others.
fn is_shared(headers: &HeaderMap) -> bool {
    headers.get(header::CACHE_CONTROL).and_then(|v| v.to_str().ok()).is_some_and(|v| v.contains("public"))
}

/// Removes what should no longer be in the browser: what nobody sets any more, and what the visitor has not
/// agreed to, or no longer. On this host and on the domain, for scripts may have set it on either.
fn stale(way: &Way<'_>) -> Vec<String> {
    let is_stale = |cookie: &Cookie| cookie.class == Class::Historical || (cookie.class == Class::Consent && !way.agreed);
    let seen = way.visit.sent_cookies().filter_map(|name| cookies::find(name).filter(|cookie| is_stale(cookie)).map(|cookie| (name, cookie)));
    let domain = way.site.host.split(':').next().unwrap_or_default();
    seen.take(REMOVED)
        .flat_map(|(name, cookie)| {
            let here = removal(name, cookie, way.site);
            let everywhere = format!("{here}; Domain={domain}");
            [here, everywhere]
        })
        .collect()
}

fn removal(name: &str, cookie: &Cookie, site: &Site) -> String {
    line(name, cookie, None, site.scheme == "https")
}

/// One `Set-Cookie`, as the declaration says. `None` removes the cookie.
pub(super) fn line(name: &str, cookie: &Cookie, value: Option<&str>, secure: bool) -> String {
    let mut text = format!("{name}={}; Path=/; SameSite=Lax", value.unwrap_or_default());
    match (value, cookie.max_age_seconds()) {
        (None, _) => text.push_str("; Max-Age=0"),
        (Some(_), Some(seconds)) => text.push_str(&format!("; Max-Age={seconds}")),
        (Some(_), None) => {}
    }
    if cookie.http_only {
        text.push_str("; HttpOnly");
    }
    if secure {
        text.push_str("; Secure");
    }
    text
}
