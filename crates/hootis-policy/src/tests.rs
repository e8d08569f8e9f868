//! The declarations against the published policy, and the small functions around them.

use std::fmt::Write as _;

use crate::cookies::{self, Class};
use crate::data::{self, Database, Protection};
use crate::operator::Operator;
use crate::permissions::{Right, Role, may};
use crate::plans::{self, Application};
use crate::processors::{self, Carrier, Hosts, check_carriers};
use crate::retention::{self, Rule};
use crate::states::SpaceState;
use crate::{Lang, Span, limits, promises};

#[test]
fn every_promise_is_there() {
    let ids: Vec<&str> = promises::ALL.iter().map(|promise| promise.id).collect();
    let expected = "C1 C2 C3 C4 C5 C6 C7 C8 U1 U2 U3 U4 U5 R1 R2 R3 R4 R5 S1 S2 T1 T2 T3 T4 T5 T6 T7 K1 K2 K3 K4 K5 D1 D2 D3";
    assert_eq!(ids.join(" "), expected);
    assert!(promises::ALL.iter().all(|promise| !promise.title.fr.is_empty() && promise.title.fr != promise.title.en));
    assert_eq!(promises::find("C2").map(|promise| promise.test_prefix()), Some("p_c2_".to_owned()));
    assert_eq!(promises::find("Z9"), None);
}

#[test]
fn p_t6_each_third_party_of_the_policy_is_declared() {
    for id in ["T1", "T2", "T3", "T5", "T6", "T7"] {
        assert!(processors::ALL.iter().any(|processor| processor.promise.id == id), "{id}");
    }
    assert!(processors::ALL.iter().all(|processor| processor.promise.id != "T4"), "nothing leaves to a Dolibarr");
}

#[test]
fn p_k1_periods_are_those_of_the_policy() {
    let days = |rule: &Rule| rule.keep.as_seconds() as f64 / 86_400.0;
    assert_eq!(days(&retention::ACCOUNT), 30.0);
    assert_eq!(days(&retention::SIGNUP), 7.0);
    assert_eq!(days(&retention::UPLOAD), 1.0);
    assert_eq!((days(&retention::TRIES), days(&retention::TRIAL_TRACE)), (7.0, 7.0));
    assert_eq!(days(&retention::BROWSING_RECORD), 61.0);
    assert_eq!(days(&retention::SPACE_DISABLED), 30.0);
    assert_eq!(days(&retention::SLUG_HOLD), 365.0);
    assert_eq!(days(&retention::TWO_FACTOR_PHONE), 1.0);
    assert!(days(&retention::ARCHIVE) <= 366.0 && days(&retention::SECURITY_JOURNAL) <= 366.0);
    assert_eq!(retention::find("invoice").map(|rule| rule.keep), Some(Span::years(10)));
}

/// Name, seconds (none: with the browser), class, as the published table says.
#[test]
fn p_d2_cookies_are_those_of_the_policy() {
    let mut table = String::new();
    for cookie in cookies::ALL {
        let life = cookie.max_age_seconds().map_or_else(|| "session".to_owned(), |seconds| seconds.to_string());
        writeln!(table, "{} {life} {:?}", cookie.shown_name(), cookie.class).unwrap();
    }
    let expected = "\
XSRF-TOKEN 7200 Essential
hootis_session 7200 Essential
pbyvvsof8r 604800 Security
rgpd 31536000 Essential
portal-domain 31536000 Chosen
_csrf-backend session Essential
_csrf-frontend session Essential
hootis-backend session Essential
hootis-frontend session Essential
_identity-backend session Essential
_identity-frontend session Essential
default-values 31536000 Chosen
_ga 33696000 Consent
_ga_<id> 33696000 Consent
_gid 86400 Historical
_gat 60 Historical
AMP_TOKEN 31536000 Historical
_gac_<id> 7776000 Historical
__cf_bm 1800 Security
__cfduid 2592000 Historical
";
    assert_eq!(table, expected);
}

#[test]
fn a_cookie_is_found_by_its_name_or_its_start() {
    assert_eq!(cookies::find("_ga"), Some(&cookies::GA));
    assert_eq!(cookies::find("_ga_ABC123"), Some(&cookies::GA_ID));
    assert_eq!(cookies::find("_ga_"), None);
    assert_eq!(cookies::find("hootis"), None);
    assert!(Class::Chosen.is_exempt() && !Class::Consent.is_exempt() && !Class::Historical.is_exempt());
}

#[test]
fn p_d1_a_host_that_nobody_declares_has_no_owner() {
    let owner = |host: &str| processors::owner_of(host).map(|processor| processor.id);
    assert_eq!(owner("api.gocardless.com"), Some("gocardless"));
    assert_eq!(owner("API.GoCardless.com."), Some("gocardless"));
    assert_eq!(owner("region1.google-analytics.com"), Some("google-analytics"));
    for stranger in ["google-analytics.com", "evilgoogle-analytics.com", "api.gocardless.com.evil.example", "", "."] {
        assert_eq!(owner(stranger), None, "{stranger}");
    }
}

fn carrier(processor: &str, date: &str) -> Carrier {
    let text = |text: &str| text.to_owned();
    Carrier {
        processor: text(processor),
        name: text("Nuage SARL"),
        country: text("France"),
        contract: text("DPA-12"),
        date: text(date),
        hosts: vec![text("smtp.nuage.example")],
        address: text("1 rue du Ciel, 31000 Toulouse"),
        phone: text("05 36 49 00 01"),
    }
}

#[test]
fn p_t6_a_carrier_that_is_missing_or_incomplete_is_refused() {
    let host = carrier("host", "2026-11-23");
    let relay = carrier("mail-relay", "2024-02-29");
    assert_eq!(check_carriers(&[host.clone(), relay.clone()], Some("SMTP.nuage.example")), Ok(()));
    assert_eq!(check_carriers(std::slice::from_ref(&host), None), Ok(()));
    assert!(check_carriers(std::slice::from_ref(&host), Some("smtp.nuage.example")).is_err_and(|why| why.contains("mail-relay")));
    assert!(check_carriers(std::slice::from_ref(&relay), None).is_err_and(|why| why.contains("\"host\"")));
    assert!(check_carriers(&[carrier("gocardless", "2026-11-23")], None).is_err_and(|why| why.contains("is no carrier")));
    assert!(check_carriers(&[Carrier { country: " ".into(), ..host.clone() }], None).is_err_and(|why| why.contains("country")));
    assert!(check_carriers(&[Carrier { phone: " ".into(), ..host.clone() }], None).is_err_and(|why| why.contains("phone")));
    for date in ["", "2026-02-29", "2026-13-01", "2026-1-1", "23/11/2026", "2026-11-00", "2026-11-23-1"] {
        assert!(check_carriers(&[carrier("host", date)], None).is_err(), "{date}");
    }
    // A relay that nobody declared gets no mail, whatever else is declared.
    for stranger in ["smtp.evil.example", "nuage.example", "smtp.nuage.example.evil.example"] {
        assert!(check_carriers(&[host.clone(), relay.clone()], Some(stranger)).is_err_and(|why| why.contains(stranger)), "{stranger}");
    }
    assert!(processors::ALL.iter().filter(|p| p.promise.id == "T6").all(|p| p.hosts == Hosts::NamedByOperator));
}

#[test]
fn p_t6_an_operator_that_is_incomplete_is_refused() {
    let whole = Operator::fictional();
    assert_eq!(whole.check(), Ok(()));
    let wrong = |operator: Operator, word: &str| assert!(operator.check().is_err_and(|why| why.contains(word)), "{word}");
    wrong(Operator { legal_name: "  ".into(), ..whole.clone() }, "legal_name");
    wrong(Operator { publication_director: String::new(), ..whole.clone() }, "publication_director");
    wrong(Operator { phone: String::new(), ..whole.clone() }, "phone");
    wrong(Operator { address: "1 rue A\nParis".into(), ..whole.clone() }, "address");
    wrong(Operator { source_url: "http://source.example".into(), ..whole.clone() }, "source_url");
    for address in ["nobody", "a@b", "a b@c.example", "a@c.example?subject=x", "@c.example"] {
        wrong(Operator { security_email: address.into(), ..whole.clone() }, "security_email");
    }
}

#[test]
fn the_roles_are_as_published() {
    let mut matrix = String::new();
    for right in Right::ALL {
        let marks: String = Role::ALL.iter().map(|role| if may(*role, right) { 'x' } else { '.' }).collect();
        writeln!(matrix, "{marks} {right:?}").unwrap();
    }
    let expected = "\
xxxx PartiesRead
xxx. PartiesWrite
xx.. PartiesDelete
xxxx ContactsRead
xxx. ContactsWrite
xx.. ContactsDelete
xxxx MessagesRead
xxx. MessagesWrite
xx.. MessagesDelete
xxxx MediaRead
xxx. MediaWrite
xx.. MediaDelete
xxx. TagsWrite
xxxx MembersRead
xx.. MembersWrite
x... OwnersWrite
xx.. ImportsRead
xx.. ImportsRun
xx.. SettingsWrite
xx.. JournalRead
xx.. KeysRead
";
    assert_eq!(matrix, expected);
}

#[test]
fn nobody_raises_himself_above_his_role() {
    assert!(Role::Owner.may_manage(Role::Owner));
    assert!(Role::Administrator.may_manage(Role::Administrator));
    assert!(!Role::Administrator.may_manage(Role::Owner));
    assert!(Role::ALL.iter().all(|role| !Role::Editor.may_manage(*role) && !Role::Reader.may_manage(*role)));
    assert!(Role::ALL.iter().all(|role| Role::parse(role.as_str()) == Some(*role)));
    assert_eq!(Role::parse("root"), None);
}

#[test]
fn p_k3_a_space_is_destroyed_only_from_disabled_or_before_it_opened() {
    let before: Vec<SpaceState> = SpaceState::ALL.into_iter().filter(|state| state.may_become(SpaceState::Destroyed)).collect();
    assert_eq!(before, [SpaceState::Pending, SpaceState::Disabled]);
    assert!(SpaceState::ALL.iter().all(|next| !SpaceState::Destroyed.may_become(*next)));
    assert!(SpaceState::ALL.iter().all(|state| !state.may_become(*state) && SpaceState::parse(state.as_str()) == Some(*state)));
}

#[test]
fn p_u4_nothing_is_processed_and_nobody_enters_where_the_customer_has_left() {
    for state in [SpaceState::Pending, SpaceState::Disabled, SpaceState::Destroyed] {
        assert!(!state.members_sign_in() && !state.portal_is_open() && !state.treatments_run() && !state.accepts_writes(), "{state:?}");
    }
    let restricted = SpaceState::Restricted;
    assert!(restricted.members_sign_in() && restricted.owner_may_export() && !restricted.accepts_writes());
    assert!(SpaceState::Disabled.owner_may_export() && SpaceState::Disabled.has_key() && !SpaceState::Destroyed.has_key());
}

#[test]
fn a_larger_plan_has_all_of_a_smaller_one() {
    for pair in plans::ALL.windows(2) {
        let [small, large] = pair else { continue };
        assert!(small.members < large.members && small.storage_bytes < large.storage_bytes && small.month_cents < large.month_cents);
        assert!(small.applications.iter().all(|application| large.has(*application)));
    }
    assert!(plans::ALL.iter().all(|plan| plan.year_cents < 12 * plan.month_cents && plans::find(plan.name) == Some(*plan)));
    assert!(plans::TRIAL_PLAN.has(Application::Dolibarr), "a trial must be able to bring a Dolibarr in");
}

#[test]
fn reserved_words_could_be_slugs_and_stand_once_in_order() {
    let words = limits::RESERVED_SLUGS;
    assert!(words.windows(2).all(|pair| pair[0] < pair[1]), "not in alphabetical order, or twice");
    assert!(
        words.iter().all(|word| word.len() <= limits::SLUG_MAX && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'))
    );
    for word in ["www", "admin", "api", "mail", "smtp", "console", "operateur", "assets", "hootis", "support", "status"] {
        assert!(words.contains(&word), "{word}");
    }
}

#[test]
fn spans_are_counted_and_said() {
    assert_eq!(Span::months(13).as_seconds(), 33_696_000);
    assert_eq!(Span::days(30).as_duration().as_secs(), 30 * 24 * 3_600);
    let said = |span: Span| (span.words(Lang::Fr), span.words(Lang::En));
    assert_eq!(said(Span::years(1)), ("1 an".into(), "1 year".into()));
    assert_eq!(said(Span::months(12)), ("12 mois".into(), "12 months".into()));
    assert_eq!(said(Span::minutes(15)), ("15 minutes".into(), "15 minutes".into()));
    assert_eq!(said(Span::AT_ONCE), ("aussitôt".into(), "at once".into()));
}

#[test]
fn p_s1_an_account_has_its_name_and_address_in_clear_and_its_password_not() {
    let account = data::table(Database::Platform, "account").expect("declared");
    let held = |name: &str| account.column(name).map(|column| column.protection);
    assert_eq!(held("name"), Some(Protection::Clear));
    assert_eq!(held("email"), Some(Protection::Clear));
    assert_eq!(held("password_hash"), Some(Protection::PasswordHash));
}
