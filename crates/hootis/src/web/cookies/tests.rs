//! What may leave as a cookie, and what may not.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, header};
use axum::response::Response;
use axum::routing::{any, get};
use hootis_policy::consent;
use hootis_policy::cookies::{self, Class, SetBy};
use hootis_vault::SpaceKey;
use tower::ServiceExt as _;

use super::judge::{Refusal, judge};
use super::{Choice, Counts, Outcome, Said, Way, line, put};
use crate::app::Site;
use crate::clock::{Clock, Now};
use crate::testing::TestApp;
use crate::web::dispatch::{Dispatch, dispatch};
use crate::web::server::Crowd;
use crate::web::visit::{Arrival, Surface, Visit};

const NOW: Now = Now(1_795_420_800_000);

fn visit(surface: Surface, headers: &[(&'static str, &str)]) -> Visit {
    let arrival = Arrival {
        surface,
        slug: None,
        lang: crate::web::i18n::Lang::Fr,
        lang_is_chosen: false,
        client: std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
        now: NOW,
        secure: true,
    };
    let mut map = HeaderMap::new();
    for (name, value) in headers {
        map.insert(*name, HeaderValue::from_str(value).expect("a value"));
    }
    Visit::new(arrival, "/", &map)
}

fn production() -> Site {
    Site::parse("https://hootis.example:8443", false).expect("an address")
}

/// Why a line must not leave a surface in production; `None` when it may.
fn why(surface: Surface, agreed: bool, line: &str) -> Option<Refusal> {
    let (visit, site, counts) = (visit(surface, &[]), production(), Counts::new(Clock::fixed(NOW)));
    judge(line, &Way { visit: &visit, site: &site, agreed, is_off: false, counts: &counts }).err().map(|(_, why)| why)
}

fn set_cookies(response: &Response) -> Vec<String> {
    response.headers().get_all(header::SET_COOKIE).iter().map(|value| value.to_str().expect("text").to_owned()).collect()
}

#[test]
fn p_d2_every_cookie_of_ours_leaves_as_declared_and_on_its_surfaces_only() {
    for cookie in cookies::ALL.iter().filter(|cookie| cookie.set_by == SetBy::Hootis) {
        for (surface, declared) in [
            (Surface::Public, cookies::Surface::Public),
            (Surface::BackOffice, cookies::Surface::BackOffice),
            (Surface::Portal, cookies::Surface::Portal),
        ] {
            let expected = if cookie.surfaces.contains(&declared) { None } else { Some(Refusal::Surface) };
            assert_eq!(why(surface, true, &line(cookie.name, cookie, Some("x"), true)), expected, "{} on {surface:?}", cookie.name);
            // Whatever is declared may be removed where it is seen.
            assert_eq!(why(surface, false, &line(cookie.name, cookie, None, true)), None);
        }
    }
}

#[test]
fn p_d2_a_cookie_that_is_not_as_declared_does_not_leave() {
    let session = "hootis_session=x; Path=/; SameSite=Lax; Max-Age=7200; HttpOnly; Secure";
    assert_eq!(why(Surface::Public, false, session), None);
    let cases = [
        ("", Refusal::Unreadable),
        ("=x; Path=/", Refusal::Unreadable),
        ("tracker=1; Path=/; SameSite=Lax; HttpOnly; Secure", Refusal::Undeclared),
        ("hootis_session2=x; Path=/; SameSite=Lax; Max-Age=7200; HttpOnly; Secure", Refusal::Undeclared),
        ("hootis_session=x; Path=/; SameSite=Lax; Max-Age=7201; HttpOnly; Secure", Refusal::Life),
        ("hootis_session=x; Path=/; SameSite=Lax; HttpOnly; Secure", Refusal::Life),
        ("hootis_session=x; Path=/; SameSite=Lax; Max-Age=never; HttpOnly; Secure", Refusal::Life),
        ("hootis_session=x; Path=/; SameSite=Lax; Max-Age=7200; Secure", Refusal::Attributes),
        ("hootis_session=x; Path=/; SameSite=Lax; Max-Age=7200; HttpOnly", Refusal::Attributes),
        ("hootis_session=x; Path=/; SameSite=None; Max-Age=7200; HttpOnly; Secure", Refusal::Attributes),
        ("hootis_session=x; Path=/admin; SameSite=Lax; Max-Age=7200; HttpOnly; Secure", Refusal::Attributes),
        ("hootis_session=x; Path=/; SameSite=Lax; Max-Age=7200; HttpOnly; Secure; Domain=hootis.example", Refusal::Attributes),
        ("hootis_session=x; Path=/; SameSite=Lax; Max-Age=7200; HttpOnly; Secure; Expires=Tue, 19 Jan 2038 03:14:07 GMT", Refusal::Attributes),
        ("hootis-backend=x; Path=/; SameSite=Lax; HttpOnly; Secure", Refusal::Surface),
        ("_gid=x; Path=/; SameSite=Lax; Max-Age=86400; Secure", Refusal::Historical),
        ("__cf_bm=x; Path=/; SameSite=Lax; Max-Age=1800; HttpOnly; Secure", Refusal::Foreign),
        ("_ga=x; Path=/; SameSite=Lax; Max-Age=33696000; Secure", Refusal::Consent),
        ("_ga_AB12=x; Path=/; SameSite=Lax; Max-Age=33696000; Secure", Refusal::Consent),
    ];
    for (line, refusal) in cases {
        assert_eq!(why(Surface::Public, false, line), Some(refusal), "{line}");
    }
    // With consent it is still its processor that sets it, not we.
    assert_eq!(why(Surface::Public, true, "_ga=x; Path=/; SameSite=Lax; Max-Age=33696000; Secure"), Some(Refusal::Foreign));
}

/// A handler that writes its own header, behind the very dispatcher.
async fn by_hand(dev: bool) -> (Response, Arc<TestApp>) {
    let site = if dev { Site::parse("http://hootis.localhost", true) } else { Site::parse("https://hootis.localhost", false) };
    let test = Arc::new(TestApp::with(|options| options.site = site.expect("an address")).await);
    let secure = if dev { "" } else { "; Secure" };
    let lines = [format!("tracker=1; Path=/; SameSite=Lax{secure}"), format!("rgpd=x; Path=/; SameSite=Lax; Max-Age=31536000; HttpOnly{secure}")];
    let handler = async move || {
        let mut response = Response::new(Body::from("hello"));
        for line in &lines {
            response.headers_mut().append(header::SET_COOKIE, HeaderValue::from_str(line).expect("a value"));
        }
        response
    };
    let sites = Dispatch { app: test.app.clone(), public: Router::new().route("/", get(handler)), space: Router::new(), crowd: Crowd::default() };
    let service = Router::new().fallback(any(dispatch).with_state(sites));
    let request = Request::builder().uri("/").header(header::HOST, "hootis.localhost").body(Body::empty()).expect("a request");
    (service.oneshot(request).await.expect("an answer"), test)
}

#[tokio::test]
async fn p_d2_a_cookie_that_a_handler_writes_by_hand_is_dropped_in_production_and_the_page_is_shown() {
    let (response, test) = by_hand(false).await;
    assert_eq!(response.status().as_u16(), 200);
    assert_eq!(set_cookies(&response), ["rgpd=x; Path=/; SameSite=Lax; Max-Age=31536000; HttpOnly; Secure"]);
    let counted: Vec<_> = test.app.cookies().take().into_iter().map(|count| (count.outcome, count.name, count.hits)).collect();
    assert_eq!(counted, [(Outcome::Set, "rgpd", 1), (Outcome::Dropped, "undeclared", 1)]);
}

#[tokio::test]
async fn p_d2_a_cookie_that_a_handler_writes_by_hand_fails_the_answer_in_development_and_in_tests() {
    let (response, _test) = by_hand(true).await;
    assert_eq!(response.status().as_u16(), 500);
    assert_eq!(set_cookies(&response), Vec::<String>::new());
}

#[test]
fn p_d2_what_nobody_sets_any_more_is_removed_when_it_is_seen_on_the_host_and_on_the_domain() {
    let seen = visit(Surface::Public, &[("cookie", "_gid=1; AMP_TOKEN=2; _gac_UA-1=3; hootis_session=4; stranger=5")]);
    let (site, counts) = (production(), Counts::new(Clock::fixed(NOW)));
    let way = Way { visit: &seen, site: &site, agreed: true, is_off: false, counts: &counts };
    let removed = set_cookies(&put(Response::new(Body::empty()), &way).expect("an answer"));
    assert_eq!(removed.len(), 6, "{removed:?}");
    for name in ["_gid", "AMP_TOKEN", "_gac_UA-1"] {
        assert!(removed.contains(&format!("{name}=; Path=/; SameSite=Lax; Max-Age=0; Secure")), "{removed:?}");
        assert!(removed.contains(&format!("{name}=; Path=/; SameSite=Lax; Max-Age=0; Secure; Domain=hootis.example")), "{removed:?}");
    }
    // A file that caches hand on to others carries no cookie.
    let mut file = Response::new(Body::empty());
    file.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"));
    assert_eq!(set_cookies(&put(file, &way).expect("an answer")), Vec::<String>::new());
}

#[test]
fn p_t1_cookies_of_the_measurement_are_removed_where_there_is_no_agreement_and_stay_where_there_is() {
    let seen = visit(Surface::Public, &[("cookie", "_ga=GA1.1.2; _ga_AB12=GS1")]);
    let (site, counts) = (production(), Counts::new(Clock::fixed(NOW)));
    let removed = |agreed| {
        set_cookies(
            &put(Response::new(Body::empty()), &Way { visit: &seen, site: &site, agreed, is_off: false, counts: &counts }).expect("an answer"),
        )
    };
    assert_eq!(removed(true), Vec::<String>::new());
    assert_eq!(removed(false).iter().filter(|line| line.contains("Max-Age=0")).count(), 4);
}

#[test]
fn a_choice_is_read_as_it_was_written_and_nothing_else_is() {
    let (key, other) = (SpaceKey::generate(), SpaceKey::generate());
    let said = |cookie: &str, key: &SpaceKey| Said::of(&visit(Surface::Public, &[("cookie", &format!("rgpd={cookie}"))]), key);
    let choice = Choice::new(NOW, true);
    let cookie = choice.cookie(&key);
    assert_eq!(said(&cookie, &key), Said::Chosen(choice));
    assert!(said(&cookie, &key).agreed());
    assert_eq!(said(&cookie.replace("audience=yes", "audience=no"), &key), Said::Nothing, "altered");
    assert_eq!(said(&cookie, &other), Said::Nothing, "planted by a stranger");
    for broken in ["", "x", "&proof=", "purposes=1&proof=AAAA"] {
        assert_eq!(said(broken, &key), Said::Nothing, "{broken}");
    }
    assert!(!Said::Chosen(Choice::new(NOW, false)).agreed() && !Said::Nothing.agreed() && !Said::Signal.agreed());
}

#[test]
fn p_d2_a_choice_is_asked_again_after_six_months_and_when_its_purposes_change() {
    let key = SpaceKey::generate();
    let said = |choice: Choice| Said::of(&visit(Surface::Public, &[("cookie", &format!("rgpd={}", choice.cookie(&key)))]), &key);
    let just = Choice { at: NOW.before(cookies::CHOICE_ASKED_AGAIN), ..Choice::new(NOW, true) };
    assert_eq!(said(just), Said::Nothing, "six months old");
    assert!(said(Choice { at: Now(just.at.0 + 1), ..just }).agreed(), "a moment younger");
    assert_eq!(said(Choice { version: consent::VERSION + 1, ..Choice::new(NOW, true) }), Said::Nothing, "other purposes");
}

#[test]
fn p_d2_a_signal_of_the_browser_is_a_refusal_whatever_was_chosen() {
    let key = SpaceKey::generate();
    let cookie = format!("rgpd={}", Choice::new(NOW, true).cookie(&key));
    for (name, value, signal) in [("sec-gpc", "1", true), ("dnt", "1", true), ("sec-gpc", "0", false), ("dnt", "0", false), ("dnt", "null", false)] {
        let said = Said::of(&visit(Surface::Public, &[("cookie", &cookie), (name, value)]), &key);
        assert_eq!(said == Said::Signal, signal, "{name}: {value}");
    }
}

/// The words that visitors agree to, by their fingerprint. It changed? Then count `consent::VERSION` up, so that every
/// visitor is asked again, and write the new one here.
#[test]
fn p_d2_the_purposes_have_not_changed_without_a_new_version() {
    let fingerprint: String = hootis_vault::digest(consent::asked().as_bytes())[..4].iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!((consent::VERSION, fingerprint.as_str()), (1, "ddda5a42"));
    for purpose in consent::PURPOSES {
        assert!(purpose.cookies().count() > 0, "{} sets nothing", purpose.id);
    }
    let asked: usize = consent::PURPOSES.iter().map(|purpose| purpose.cookies().count()).sum();
    assert_eq!(asked, cookies::ALL.iter().filter(|cookie| cookie.class == Class::Consent).count(), "a cookie that nobody asks about");
}
