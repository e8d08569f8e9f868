//! Where a person may be sent: the one place that judges addresses that came from outside.
//!
//! What a page is told to come back to is read by [`local`]. And whatever a handler answers, [`stays`] has the last
//! word: a redirect that leads to none of our hosts does not leave.

use axum::http::{HeaderMap, header};
use url::Url;

use crate::app::Site;
use crate::error::Error;
use crate::web::host;

/// Longest address that is come back to.
const LONGEST: usize = 500;

/// `path` if it leads to a page of this very host, else nothing: a link of a stranger must not make
/// our sign-in send people elsewhere.
#[must_use]
pub fn local(path: &str) -> String {
    if path.len() <= LONGEST && is_local(path) { path.to_owned() } else { String::new() }
}

/// Whether every browser stays on the host it is on, as the URL standard reads the path. A path that is another host's
/// address once its `..` are taken out is none either: somebody may put it together with something else.
fn is_local(path: &str) -> bool {
    let is_plain = path.starts_with('/') && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let read = || Url::parse("http://here.invalid").ok()?.join(path).ok();
    is_plain
        && read().is_some_and(|url| {
            url.origin().ascii_serialization() == "http://here.invalid" && url.username().is_empty() && !url.path().starts_with("//")
        })
}

/// Lets an answer go that leads to a page of ours, or nowhere.
///
/// # Errors
/// When it leads elsewhere: whoever made the answer was led to it by somebody outside.
pub fn stays(headers: &HeaderMap, site: &Site) -> Result<(), Error> {
    let ways = [header::LOCATION.as_str(), "hx-redirect", "hx-location", "refresh"];
    for (name, value) in ways.into_iter().flat_map(|name| headers.get_all(name).iter().map(move |value| (name, value))) {
        if !value.to_str().is_ok_and(|to| is_local(to) || is_ours(to, site)) {
            return Err(Error::internal(format!("the header {name} of an answer leads to none of our hosts")));
        }
    }
    Ok(())
}

/// Whether an address is one of the site, or of a space.
fn is_ours(address: &str, site: &Site) -> bool {
    let read = |address: &str| {
        let url = Url::parse(address).ok()?;
        let host = url.port().map_or_else(|| url.host_str().map(str::to_owned), |port| Some(format!("{}:{port}", url.host_str()?)))?;
        (url.scheme() == site.scheme && url.username().is_empty() && url.password().is_none()).then_some(host)
    };
    // Browsers read a backslash as a slash, and so does this parser: what it says is what they do.
    address.chars().all(|c| c.is_ascii_graphic()) && read(address).is_some_and(|host| host::place(&host, site).is_some())
}
