//! The headers that protect whoever reads an answer, declared once and put on every one of them.

use std::sync::LazyLock;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use hootis_policy::processors::{GOOGLE_ANALYTICS, GOOGLE_TAG, Hosts};

/// What a page may load and where its forms may go: everything from this host, nothing inline. `data:` is for the arrows
/// and ticks of form controls.
pub const PAGE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; \
                        media-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; manifest-src 'self'";
/// What a piece of a page (a style sheet, a script, a picture) may do when it is opened by itself: nothing.
const PIECE: &str = "default-src 'none'; frame-ancestors 'none'";
/// The same for data: what somebody put into a file must not become a page of ours.
const DATA: &str = "default-src 'none'; sandbox; frame-ancestors 'none'";

/// On every answer, whatever it is.
const ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "geolocation=(), camera=(), microphone=(), payment=(), usb=(), publickey-credentials-get=(self), publickey-credentials-create=(self)",
    ),
];

/// Over https alone, for two years: the site and all its spaces.
const ENCRYPTED: &str = "max-age=63072000; includeSubDomains";

/// What an answer is to a browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// It becomes what the address bar names, or leads there.
    Page,
    /// Pages are made of it.
    Piece,
    /// A file, a text or a word to a program.
    Data,
}

impl Kind {
    fn of(response: &Response) -> Self {
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let begins = |starts: &[&str]| starts.iter().any(|start| kind.starts_with(start));
        let is_file = response.headers().contains_key(header::CONTENT_DISPOSITION);
        if begins(&["text/html"]) || response.headers().contains_key(header::LOCATION) {
            Self::Page
        } else if !is_file && begins(&["text/css", "text/javascript", "application/javascript", "application/manifest+json", "font/", "image/"]) {
            Self::Piece
        } else {
            Self::Data
        }
    }

    const fn content_policy(self) -> &'static str {
        match self {
            Self::Page => PAGE,
            Self::Piece => PIECE,
            Self::Data => DATA,
        }
    }

    /// Pages tell other sites which of our hosts a link was on, never the path; what is no page has no links.
    const fn referrer_policy(self) -> &'static str {
        match self {
            Self::Page => "strict-origin-when-cross-origin",
            Self::Piece | Self::Data => "no-referrer",
        }
    }
}

/// On an answer that goes out unencrypted, and must not speak of encryption (RFC 6797, 7.2).
#[derive(Clone, Copy)]
pub struct InTheOpen;

/// Around everything that answers. `encrypted`: browsers are told never to come otherwise.
pub async fn protect(State(encrypted): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    put(&mut response, encrypted);
    response
}

/// Puts on an answer what it does not say itself.
pub fn put(response: &mut Response, encrypted: bool) {
    let kind = Kind::of(response);
    let encrypted = encrypted && response.extensions().get::<InTheOpen>().is_none();
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        default(headers, name, value);
    }
    default(headers, header::CONTENT_SECURITY_POLICY, kind.content_policy());
    default(headers, header::REFERRER_POLICY, kind.referrer_policy());
    default(headers, header::CACHE_CONTROL, super::shared::PRIVATE);
    if encrypted {
        default(headers, header::STRICT_TRANSPORT_SECURITY, ENCRYPTED);
    }
}

fn default(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.entry(name).or_insert(HeaderValue::from_static(value));
}

/// The policy of a page that holds the tag of a measurement, which its reader agreed to: open to the hosts that the
/// processor declares, and to a script from one of them.
static MEASURED: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hosts = match GOOGLE_ANALYTICS.hosts {
        Hosts::Named(hosts) => hosts.iter().map(|host| format!(" https://{host}")).collect::<String>(),
        Hosts::NamedByOperator | Hosts::NamedByCustomer => String::new(),
    };
    let open = PAGE
        .replace("script-src 'self'", &format!("script-src 'self' https://{GOOGLE_TAG}"))
        .replace("img-src 'self' data:", &format!("img-src 'self' data:{hosts}"))
        .replace("connect-src 'self'", &format!("connect-src 'self'{hosts}"));
    HeaderValue::from_str(&open).unwrap_or(HeaderValue::from_static(PAGE))
});

/// Opens the policy of a page that holds the tag of a measurement.
pub fn measure(response: &mut Response) {
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, MEASURED.clone());
}

/// An answer of few words to a request that is none of ours.
#[must_use]
pub fn bare(status: StatusCode) -> Response {
    let mut response = Response::new(axum::body::Body::from(format!("{status}\n")));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/plain; charset=utf-8"));
    response
}
