//! Which of our hosts a request is for: the site, or one of its spaces, and nothing else.
//!
//! A host is what somebody wrote. It chooses the surface and is compared with the configured one; no address that we
//! give away (in a mail, in a redirect, on a page) is made from it.

use axum::http::{HeaderMap, StatusCode, Uri, header};

use crate::app::Site;

/// One of our hosts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// The public site.
    Site,
    /// The space of this name, whether there is one or not.
    Space(String),
}

/// Which host a request asks for.
///
/// # Errors
/// 400 when it does not say, or says two things; 421 when the host is none of ours.
pub fn asked(headers: &HeaderMap, uri: &Uri, site: &Site) -> Result<Place, StatusCode> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok()).ok_or(StatusCode::BAD_REQUEST)?;
    // Two Host headers, or another host in the request line: somebody tries to make two readers disagree.
    let is_one = hosts.next().is_none() && uri.authority().is_none_or(|line| line.as_str().eq_ignore_ascii_case(host));
    // `CONNECT host:80` and `OPTIONS *` name no page.
    if !is_one || !uri.path().starts_with('/') {
        return Err(StatusCode::BAD_REQUEST);
    }
    place(host, site).ok_or(StatusCode::MISDIRECTED_REQUEST)
}

/// The place that a host is, in its one spelling (case aside): with the port of the site, without a dot at its end.
#[must_use]
pub fn place(host: &str, site: &Site) -> Option<Place> {
    let host = host.to_ascii_lowercase();
    if host == site.host {
        return Some(Place::Site);
    }
    let label = host.strip_suffix(site.host.as_str())?.strip_suffix('.')?;
    is_label(label).then(|| Place::Space(label.to_owned()))
}

/// Whether a text is one part of a name of the DNS: whatever else stands before our name is no sub-domain of ours.
fn is_label(text: &str) -> bool {
    let is_plain = text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    is_plain && (1..=63).contains(&text.len()) && !text.starts_with('-') && !text.ends_with('-')
}
