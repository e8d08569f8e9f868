//! Which machines may say, in front of us, who a request comes from.
//!
//! A header is what anybody wrote. It is believed as far as a machine that the operator named put it there: the nearest
//! address that is none of those is where the request comes from, and from any other peer no header says anything.
//! Cloudflare's machines are known by a list that comes with the program, or by a newer one in the data folder.

mod list;
#[cfg(test)]
mod tests;

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use hootis_dolibarr::IpRange;

use crate::error::{Error, Result};

pub use list::{CloudflareList, FILE};

/// The word that stands for Cloudflare's machines.
pub const CLOUDFLARE: &str = "cloudflare";

/// The machines that are believed.
#[derive(Clone, Default, Debug)]
pub struct Proxies {
    own: Vec<IpRange>,
    cloudflare: Vec<IpRange>,
}

/// Where a request comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Origin {
    /// The visitor's address.
    pub client: IpAddr,
    /// The visitor asked over plain http, as a machine that is believed says.
    pub is_plain: bool,
}

impl Proxies {
    /// Reads ranges of addresses, and the word `cloudflare` for those of a list.
    ///
    /// # Errors
    /// When one is neither.
    pub fn parse(words: &[String], cloudflare: &CloudflareList) -> Result<Self> {
        let mut proxies = Self::default();
        for word in words.iter().map(|word| word.trim()) {
            if word.eq_ignore_ascii_case(CLOUDFLARE) {
                proxies.cloudflare.extend_from_slice(&cloudflare.ranges);
            } else {
                let range = word.parse().map_err(|why| Error::Bad(format!("--trusted-proxy {word}: {why}, or the word {CLOUDFLARE}").into()))?;
                proxies.own.push(range);
            }
        }
        Ok(proxies)
    }

    /// Whether a peer is taken for what it writes of itself into the headers that proxies use.
    #[must_use]
    pub fn takes_at_its_word(&self, peer: IpAddr) -> bool {
        // An address that documentation alone uses.
        let claimed = HeaderValue::from_static("233.252.0.7");
        let claims = ["x-forwarded-for", "cf-connecting-ip"].map(|name| (HeaderName::from_static(name), claimed.clone()));
        self.origin(peer, &HeaderMap::from_iter(claims)).client != peer
    }

    /// Whether nobody is believed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.own.is_empty() && self.cloudflare.is_empty()
    }

    /// Whether a machine is one that speaks for visitors.
    #[must_use]
    pub fn believes(&self, peer: IpAddr) -> bool {
        let peer = peer.to_canonical();
        holds(&self.own, peer) || holds(&self.cloudflare, peer)
    }

    /// Where a request comes from whose connection is that of `peer`.
    #[must_use]
    pub fn origin(&self, peer: IpAddr, headers: &HeaderMap) -> Origin {
        let peer = peer.to_canonical();
        let is_ours = holds(&self.own, peer);
        if !is_ours && !holds(&self.cloudflare, peer) {
            return Origin { client: peer, is_plain: false };
        }
        let client = if is_ours { self.nearest_stranger(peer, headers) } else { visitor_of_cloudflare(peer, headers) };
        // The last word is the one of the machine that is believed.
        let scheme = all(headers, "x-forwarded-proto").next_back().unwrap_or_default();
        Origin { client, is_plain: scheme.eq_ignore_ascii_case("http") }
    }

    /// Each proxy writes at the right who it was asked by: what stands left of the first stranger may be anybody's word.
    fn nearest_stranger(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut last = peer;
        for hop in all(headers, "x-forwarded-for").rev() {
            let Some(hop) = address(hop) else { return last };
            last = hop;
            if !holds(&self.own, hop) && !holds(&self.cloudflare, hop) {
                break;
            }
        }
        last
    }
}

/// Cloudflare writes one address. None, two or something else is no word of its: the request then counts as its own.
fn visitor_of_cloudflare(peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let mut said = all(headers, "cf-connecting-ip");
    match (said.next().and_then(address), said.next()) {
        (Some(client), None) => client,
        _ => {
            tracing::warn!("a request of Cloudflare's does not say which visitor it is for");
            peer
        }
    }
}

fn holds(ranges: &[IpRange], address: IpAddr) -> bool {
    ranges.iter().any(|range| range.contains(address))
}

/// The words of a header that holds a list, or that was sent several times, from left to right. One that is no text
/// is a word that nobody understands, and stands where it stood.
fn all<'a>(headers: &'a HeaderMap, name: &'static str) -> impl DoubleEndedIterator<Item = &'a str> {
    headers.get_all(name).iter().flat_map(|value| value.to_str().unwrap_or_default().split(',')).map(str::trim)
}

/// An address, with a port or without.
fn address(text: &str) -> Option<IpAddr> {
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|socket| socket.ip())).map(|address: IpAddr| address.to_canonical())
}
