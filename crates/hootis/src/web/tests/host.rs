//! Hosts as they are asked for: only ours are.

use axum::http::{HeaderMap, HeaderValue, Uri, header};

use crate::app::Site;
use crate::web::host::{Place, asked};

fn status(site: &str, hosts: &[&str], uri: &str) -> Result<Place, u16> {
    let site = Site::parse(site, true).expect("a site");
    let mut headers = HeaderMap::new();
    for host in hosts {
        headers.append(header::HOST, HeaderValue::from_bytes(host.as_bytes()).expect("a value"));
    }
    asked(&headers, &uri.parse::<Uri>().expect("an address"), &site).map_err(|status| status.as_u16())
}

#[test]
fn only_the_site_and_its_spaces_are_ours() {
    let ask = |host: &str| status("https://hootis.fr", &[host], "/");
    assert_eq!(ask("hootis.fr"), Ok(Place::Site));
    assert_eq!(ask("HOOTIS.fr"), Ok(Place::Site));
    for host in ["acme.hootis.fr", "ACME.Hootis.FR"] {
        assert_eq!(ask(host), Ok(Place::Space("acme".into())), "{host}");
    }
    for host in [
        "evil.example",
        "hootis.fr.evil.example",
        "evilhootis.fr",
        "a.b.hootis.fr",
        ".hootis.fr",
        "..hootis.fr",
        "hootis.fr.",
        "hootis.fr..",
        "acme.hootis.fr.",
        "hootis.fr:80",
        "hootis.fr:443",
        "hootis.fr:",
        "hootis.fr:evil.example",
        "acme.hootis.fr:8080",
        "ada@hootis.fr",
        "evil.example@hootis.fr",
        "hootis.fr@evil.example",
        "evil.example/.hootis.fr",
        "[2001:db8::1]/.hootis.fr",
        "evil#.hootis.fr",
        "evil?.hootis.fr",
        "evil\\.hootis.fr",
        "a b.hootis.fr",
        "-a.hootis.fr",
        "a-.hootis.fr",
        "xn_.hootis.fr",
        "127.0.0.1",
        "localhost",
        "hootis.fr, evil.example",
        "hootis.fr evil.example",
    ] {
        assert_eq!(ask(host), Err(421), "{host}");
    }
    assert_eq!(ask(&format!("{}.hootis.fr", "a".repeat(64))), Err(421));
    assert_eq!(status("http://hootis.localhost:8080", &["acme.hootis.localhost:8080"], "/"), Ok(Place::Space("acme".into())));
    assert_eq!(status("http://hootis.localhost:8080", &["hootis.localhost"], "/"), Err(421));
}

#[test]
fn who_says_two_things_is_not_answered() {
    let ask = |hosts: &[&str], uri: &str| status("https://hootis.fr", hosts, uri);
    assert_eq!(ask(&[], "/"), Err(400));
    assert_eq!(ask(&["hootis.fr", "hootis.fr"], "/"), Err(400));
    assert_eq!(ask(&["hootis.fr", "evil.example"], "/"), Err(400));
    assert_eq!(ask(&["h\u{f6}\u{f6}tis.fr"], "/"), Err(400));
    assert_eq!(ask(&["hootis.fr"], "https://hootis.fr/tarifs"), Ok(Place::Site));
    for uri in ["https://evil.example/", "https://acme.hootis.fr/", "https://hootis.fr:443/", "https://ada@hootis.fr/", "hootis.fr:443", "*"] {
        assert_eq!(ask(&["hootis.fr"], uri), Err(400), "{uri}");
    }
    assert_eq!(ask(&["evil.example"], "https://evil.example/"), Err(421));
}
