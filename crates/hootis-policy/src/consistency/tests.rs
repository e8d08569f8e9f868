use super::{Declarations, faults, lint, outlives};
use crate::cookies::{self, Class, Cookie, Life, SetBy};
use crate::data::{Column, Erasure, Kind, Protection, Purpose, Table};
use crate::limits::{self, Rate};
use crate::processors::{self, Hosts, Processor};
use crate::retention::{self, Rule};
use crate::{Span, Text, promises};

const ABOUT: Text = Text::new("essai", "trial");

/// Our declarations with one more platform table of one column, and of whose rows they are.
pub(super) fn with(column: Column) -> Vec<String> {
    with_table(Table::platform("planted", Purpose::Account, &[&retention::ACCOUNT], ABOUT, leak(vec![Column::plain("account_id"), column])))
}

pub(super) fn with_table(table: Table) -> Vec<String> {
    let tables = Declarations::OURS.platform.iter().copied().chain([table]).collect();
    faults(&Declarations { platform: leak(tables), ..Declarations::OURS })
}

/// A test's declarations live as long as the test process.
pub(super) fn leak<T>(items: Vec<T>) -> &'static [T] {
    items.leak()
}

pub(super) fn with_cookie(cookie: Cookie) -> Vec<String> {
    let cookies = vec![&*Box::leak(Box::new(cookie))];
    faults(&Declarations { cookies: leak(cookies), ..Declarations::OURS })
}

#[test]
fn our_declarations_agree() {
    assert_eq!(lint(), Vec::<String>::new());
}

#[test]
fn p_d1_a_processor_that_is_used_but_not_declared_is_found() {
    let processors: Vec<&Processor> = processors::ALL.iter().copied().filter(|p| p.id != "cloudflare").collect();
    let found = faults(&Declarations { processors: leak(processors), ..Declarations::OURS });
    assert_eq!(found, ["cookie __cf_bm: set by a processor that is not declared", "cookie __cfduid: set by a processor that is not declared"]);
}

#[test]
fn p_k1_a_rule_that_no_table_uses_is_found() {
    let rules = retention::RULES.iter().copied().chain([&retention::INVOICE]).collect();
    let promised = retention::PROMISED.iter().copied().filter(|rule| rule.name != "invoice").collect();
    let found = faults(&Declarations { rules: leak(rules), promised: leak(promised), ..Declarations::OURS });
    assert_eq!(found, ["rule invoice: no table uses it"]);
}

#[test]
fn a_promised_rule_that_a_table_uses_is_found() {
    let found = with_table(Table::platform("planted", Purpose::Account, &[&retention::INVOICE], ABOUT, &[]));
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(found[1], "rule invoice: a table uses it, so it is more than promised");
}

#[test]
fn p_k1_a_table_about_people_without_a_rule_is_found() {
    let found =
        with_table(Table::platform("planted", Purpose::Account, &[], ABOUT, leak(vec![Column::personal("name", Kind::Identity).not_exported()])));
    assert_eq!(found, ["table planted: tells something about people and has no retention rule"]);
}

#[test]
fn p_r1_a_table_that_hands_something_out_and_says_not_whose_it_is_is_found() {
    let columns = leak(vec![Column::personal("name", Kind::Identity)]);
    let found = with_table(Table::platform("planted", Purpose::Account, &[&retention::ACCOUNT], ABOUT, columns));
    assert_eq!(found, ["table planted: exports hand something out, and no column says whose it is"]);
    for named in ["account_id", "holder_id", "space_id"] {
        let columns = leak(vec![Column::plain(named), Column::personal("name", Kind::Identity)]);
        assert_eq!(with_table(Table::platform("planted", Purpose::Account, &[&retention::ACCOUNT], ABOUT, columns)), Vec::<String>::new(), "{named}");
    }
}

#[test]
fn a_period_declared_twice_is_found() {
    const AGAIN: Rule = Rule { keep: Span::hours(3), ..retention::PUBLIC_SESSION };
    let rules = retention::RULES.iter().copied().chain([&AGAIN]).collect();
    let found = faults(&Declarations { rules: leak(rules), ..Declarations::OURS });
    assert_eq!(found[0], "rule public_session: declared twice");
    let found = with_table(Table::platform("planted", Purpose::Account, &[&retention::SIGNUP, &retention::PASSWORD_LINK], ABOUT, &[]));
    assert_eq!(found, ["table planted: two periods from the same event, the second being password_link"]);
}

#[test]
fn a_column_declared_twice_is_found() {
    let columns = leak(vec![Column::plain("id"), Column::plain("id")]);
    let found = with_table(Table::platform("planted", Purpose::Account, &[&retention::ACCOUNT], ABOUT, columns));
    assert_eq!(found, ["table planted, column id: declared twice"]);
}

#[test]
fn p_s1_a_secret_in_clear_is_found() {
    assert_eq!(with(Column::credential("password", Protection::Clear)), ["column planted.password: a secret in clear"]);
    assert_eq!(with(Column::plain("reset_token")).len(), 2);
    assert_eq!(with(Column::credential("sealed_url", Protection::Clear)).len(), 2);
}

#[test]
fn p_s1_a_password_under_a_fast_hash_is_found() {
    assert_eq!(with(Column::credential("password_hash", Protection::Digest)), ["column planted.password_hash: what people choose needs a slow hash"]);
}

#[test]
fn p_s2_a_hash_said_to_be_encrypted_is_found() {
    assert_eq!(with(Column::credential("code_hash", Protection::Sealed)), ["column planted.code_hash: called a hash and declared as something else"]);
    let shown = [Protection::PasswordHash, Protection::Digest, Protection::KeyedHash].map(Protection::title);
    assert!(shown.iter().all(|words| !words.fr.contains("chiffr") && !words.en.contains("encrypt")));
}

#[test]
fn p_s2_an_ip_address_without_its_own_period_is_found() {
    assert_eq!(with(Column::personal("client", Kind::NetworkAddress)), ["column planted.client: an IP address without a period of its own"]);
}

#[test]
fn an_exported_credential_is_found() {
    let column = Column { exported: true, ..Column::credential("token_hash", Protection::Digest) };
    assert_eq!(with(column), ["column planted.token_hash: a credential is exported"]);
}

#[test]
fn a_key_that_is_not_wrapped_is_found() {
    assert_eq!(with(Column::plain("shape").erased_with_key()), ["column planted.shape: erased as a key and not a wrapped key"]);
    assert_eq!(with(Column::plain("shape").erased_as("—")).len(), 1);
}

#[test]
fn p_d2_a_cookie_of_the_wrong_class_is_found() {
    assert_eq!(with_cookie(Cookie { class: Class::Essential, ..cookies::GA }), ["cookie _ga: its processor needs consent and it does not"]);
    assert_eq!(with_cookie(Cookie { class: Class::Consent, ..cookies::RGPD }), ["cookie rgpd: ours, and not needed for what the page does"]);
    assert_eq!(with_cookie(Cookie { http_only: false, ..cookies::RGPD }), ["cookie rgpd: ours, and scripts can read it"]);
    assert_eq!(with_cookie(Cookie { surfaces: &[], ..cookies::RGPD }), ["cookie rgpd: set nowhere"]);
    assert_eq!(with_cookie(Cookie { life: Life::For(Span::months(14)), ..cookies::GA }), ["cookie _ga: measures audience for more than 13 months"]);
}

#[test]
fn p_d1_a_processor_of_half_the_internet_is_found() {
    const WIDE: Processor = Processor { id: "wide", hosts: Hosts::Named(&["*.com"]), ..processors::TWILIO };
    const URL: Processor = Processor { id: "url", hosts: Hosts::Named(&["host.example:443"]), ..processors::TWILIO };
    let processors = processors::ALL.iter().copied().chain([&WIDE, &URL]).collect();
    let found = faults(&Declarations { processors: leak(processors), ..Declarations::OURS });
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn a_rate_that_counts_for_too_long_is_found() {
    const LONG: Rate = Rate { name: "long", window: Span::days(8), ..limits::SIGN_UP_NETWORK };
    let found = faults(&Declarations { rates: &[&LONG], ..Declarations::OURS });
    assert_eq!(found, ["rate long: counted for longer than tries are kept"]);
}

#[test]
fn p_k4_an_archive_that_outlives_its_rule_is_found() {
    assert!(outlives(Span::days(366), &retention::ARCHIVE));
    assert!(!outlives(Span::months(12), &retention::ARCHIVE));
    assert!(retention::ARCHIVE.keep.as_seconds() <= Span::years(1).as_seconds());
}

#[test]
fn every_cookie_of_ours_is_named_by_whom_it_is_set() {
    let ours = cookies::ALL.iter().filter(|cookie| cookie.set_by == SetBy::Hootis).count();
    assert_eq!((ours, cookies::ALL.len()), (12, 20));
}

#[test]
fn p_s2_the_key_of_a_space_is_wrapped_and_its_destruction_is_the_erasure() {
    let space = crate::data::table(crate::data::Database::Platform, "space").expect("declared");
    let key = space.column("wrapped_key").expect("declared");
    assert_eq!((key.protection, key.erasure), (Protection::Wrapped, Erasure::KeyDestroyed));
    assert_eq!(space.rules, [&retention::SPACE_DISABLED, &retention::SPACE_GONE]);
    assert_eq!(retention::SPACE_DISABLED.promise, &promises::K3);
}
