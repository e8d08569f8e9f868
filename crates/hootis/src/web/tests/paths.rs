//! Addresses that lead elsewhere, in all the ways that are known.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::app::Site;
use crate::web::paths::{local, stays};

/// What leads elsewhere, in all the ways that are known.
const HOSTILE: [&str; 39] = [
    "",
    " ",
    "evil.example",
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "/\\evil.example",
    "\\/evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/\r\nLocation: //evil.example",
    "\t//evil.example",
    " //evil.example",
    "/ /evil.example",
    "/\u{a0}/evil.example",
    "/\u{2028}//evil.example",
    "/\0/evil.example",
    "https://evil.example",
    "https:evil.example",
    "https:/evil.example",
    "http:evil.example",
    "HtTp://evil.example",
    "javascript:alert(1)",
    "java\tscript:alert(1)",
    "data:text/html,hello",
    "vbscript:x",
    "mailto:ada@evil.example",
    "@evil.example",
    ":80@evil.example",
    "?next=//evil.example",
    "#//evil.example",
    "/.//evil.example",
    "/..//evil.example",
    "/admin/..//evil.example",
    "/%2e%2e//evil.example",
    "／／evil.example",
    "/été",
];

#[test]
fn a_path_to_come_back_to_leads_to_this_host() {
    for path in HOSTILE {
        assert_eq!(local(path), "", "{path:?}");
    }
    assert_eq!(local(&format!("/{}", "a".repeat(500))), "");
    for path in
        ["/", "/admin/clients?q=a%20b&tri=nom#haut", "/admin//clients", "/%2f%2fevil.example", "/@evil.example", "/%C3%A9t%C3%A9", "/a/../b", "/:80"]
    {
        assert_eq!(local(path), path);
    }
}

#[test]
fn no_answer_leads_elsewhere() {
    let site = Site::parse("https://hootis.fr", false).expect("a site");
    let judged = |name: &'static str, to: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(name, HeaderValue::from_bytes(to.as_bytes()).expect("a value"));
        stays(&headers, &site).is_ok()
    };
    for path in HOSTILE.into_iter().filter(|path| HeaderValue::from_bytes(path.as_bytes()).is_ok()) {
        assert!(!judged(header::LOCATION.as_str(), path), "{path:?}");
        assert!(!judged("hx-redirect", path), "{path:?}");
    }
    for to in [
        "http://hootis.fr/",
        "https://hootis.fr:8443/",
        "https://hootis.fr.evil.example/",
        "https://evilhootis.fr/",
        "https://hootis.fr@evil.example/",
        "https://ada@hootis.fr/",
        "https://evil.example\\.hootis.fr/",
        "https://evil.example#.hootis.fr/",
        "https://a.b.hootis.fr/",
        "https://[2001:db8::1]/.hootis.fr/",
        "https://.hootis.fr/",
        "ftp://hootis.fr/",
    ] {
        assert!(!judged(header::LOCATION.as_str(), to), "{to}");
    }
    assert!(!judged("refresh", "0; url=https://evil.example"));
    for to in
        ["https://hootis.fr", "https://hootis.fr/console?a=b", "https://acme.hootis.fr/admin/entree?code=x", "/console", "/admin/clients?q=%20#a"]
    {
        assert!(judged(header::LOCATION.as_str(), to), "{to}");
    }
    assert!(stays(&HeaderMap::new(), &site).is_ok());
}
