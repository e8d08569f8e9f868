//! The contradictions that privacy policies commonly carry: each is planted, and found.

use super::tests::{leak, with, with_cookie, with_table};
use super::{Declarations, faults, words};
use crate::cookies::{self, Class, Cookie};
use crate::data::{self, Column, Kind, Protection, Purpose, Table};
use crate::forms::{self, Asked, Field, Form, Recorded, Use};
use crate::processors::{self, Processor};
use crate::promises::Promise;
use crate::retention::{self, Archive, Rule};
use crate::{Span, Text, promises};

const ABOUT: Text = Text::new("essai", "trial");

fn without(id: &str) -> &'static [&'static Processor] {
    leak(processors::ALL.iter().copied().filter(|processor| processor.id != id).collect())
}

fn with_form(form: Form) -> Vec<String> {
    let forms = forms::ALL.iter().copied().chain([&*Box::leak(Box::new(form))]).collect();
    faults(&Declarations { forms: leak(forms), ..Declarations::OURS })
}

/// A table of the platform without one of its columns.
fn without_column(table: &str, column: &str) -> &'static [Table] {
    let tables = data::tables(data::Database::Platform).iter().chain(data::tables(data::Database::Space));
    let less = |one: &Table| Table { columns: leak(one.columns.iter().copied().filter(|c| c.name != column).collect()), ..*one };
    leak(tables.map(|one| if one.name == table { less(one) } else { *one }).collect())
}

fn field(name: &'static str, asked: Asked, required: bool, column: Option<&'static str>) -> Field {
    Field { name, asked, required, column }
}

#[test]
fn p_t5_a_payment_provider_that_is_missing_from_the_processors_is_found() {
    let found = faults(&Declarations { processors: without("gocardless"), ..Declarations::OURS });
    assert_eq!(found.len(), 3, "{found:?}");
    assert_eq!(found[0], "plan solo: costs money, and no processor that collects it is declared");
}

#[test]
fn p_t6_a_relay_or_a_host_that_is_missing_from_the_processors_is_found() {
    let found = faults(&Declarations { processors: without("mail-relay"), ..Declarations::OURS });
    assert!(found.iter().any(|fault| fault == "table mail: holds mails, and no processor that delivers them is declared"), "{found:?}");
    assert!(found.iter().any(|fault| fault == "form sign-up: handed to mail-relay, which is not declared"), "{found:?}");
    let found = faults(&Declarations { processors: without("host"), ..Declarations::OURS });
    assert_eq!(found, ["the databases are somewhere, and no processor that hosts them is declared"]);
}

#[test]
fn p_d2_a_withdrawn_cookie_that_is_still_announced_is_found() {
    for (cookie, class) in [("__cfduid", Class::Security), ("_gid", Class::Consent)] {
        let declared = cookies::find(cookie).expect("declared");
        assert_eq!(with_cookie(Cookie { class, ..*declared }), [format!("cookie {cookie}: withdrawn by its maker, and still announced")]);
    }
}

#[test]
fn p_c2_a_contact_form_that_records_nothing_and_is_used_for_marketing_is_found() {
    let honest = Form {
        name: "planted",
        action: "/contact",
        page: None,
        fields: &[],
        recorded: Recorded::Nowhere,
        used_for: &[Use::Answer],
        handed_to: &[&processors::MAIL_RELAY],
    };
    assert_eq!(with_form(honest), Vec::<String>::new());
    let both = Form { used_for: &[Use::Answer, Use::Marketing], ..honest };
    assert_eq!(with_form(both), ["form planted: said to record nothing, and used for marketing"]);
    let held = Form { fields: leak(vec![field("phone", Asked::Phone, false, Some("phone"))]), ..honest };
    assert_eq!(with_form(held), ["form planted: said to record nothing, and phone has a column"]);
    assert_eq!(with_form(Form { handed_to: &[], ..honest }), ["form planted: said to record nothing, and handed to nobody who could answer"]);
}

#[test]
fn p_c6_a_phone_number_that_is_missing_from_the_columns_is_found() {
    let fields = |column| leak([forms::SIGN_UP.fields, &[field("phone", Asked::Phone, false, column)]].concat());
    let planted = |column| with_form(Form { name: "planted", fields: fields(column), ..forms::SIGN_UP });
    assert_eq!(planted(None), ["form planted: phone is asked for and no column of signup is named for it"]);
    assert_eq!(planted(Some("phone")), ["form planted: phone is asked for and signup.phone is not declared"]);
    assert_eq!(planted(Some("name")), ["form planted: phone is Phone, and signup.name is declared as Identity"]);
}

#[test]
fn p_c6_a_field_that_must_be_optional_and_is_required_is_found() {
    let fields = leak(vec![field("activity", Asked::Activity, true, Some("activity"))]);
    assert_eq!(with_form(Form { name: "planted", fields, ..forms::SIGN_UP }), ["form planted: activity is required, and must be optional"]);
}

#[test]
fn p_c5_database_credentials_that_are_missing_from_the_columns_are_found() {
    let all = Declarations { platform: &[], space: without_column("import_source", "sealed_url"), ..Declarations::OURS };
    let found = faults(&all);
    assert!(found.contains(&"form dolibarr-server: password is asked for and import_source.sealed_url is not declared".to_owned()), "{found:?}");
    let clear = Form {
        name: "planted",
        fields: leak(vec![field("url", Asked::DatabaseAccess, true, Some("password_hash"))]),
        recorded: Recorded::In(data::Database::Platform, "signup"),
        ..forms::DOLIBARR_SERVER
    };
    assert_eq!(with_form(clear), ["form planted: url opens a customer's database, and signup.password_hash is not sealed"]);
}

#[test]
fn p_s2_encrypted_said_of_a_hash_is_found() {
    const SAID: Text = Text::new("Les jetons chiffrés", "The encrypted tokens");
    let columns = leak(vec![Column::credential("token_hash", Protection::Digest)]);
    let found = with_table(Table::platform("planted", Purpose::Account, &[&retention::ACCOUNT], SAID, columns));
    assert_eq!(found, ["table planted: said to be encrypted, and only hashed"]);
    assert_eq!(
        with(Column::credential("token_hash", Protection::Sealed)),
        ["column planted.token_hash: called a hash and declared as something else"]
    );
}

#[test]
fn p_s2_an_ip_without_its_own_period_or_with_one_that_its_row_does_not_allow_is_found() {
    assert_eq!(with(Column::personal("ip", Kind::NetworkAddress)), ["column planted.ip: an IP address without a period of its own"]);
    let columns = leak(vec![Column::personal("ip", Kind::NetworkAddress).under(&retention::TRIES).not_exported()]);
    let found = with_table(Table::platform("planted", Purpose::Security, &[&retention::CONFIRMATION_LINK], ABOUT, columns));
    assert_eq!(found, ["column planted.ip: a period of its own that is longer than its row's"]);
}

#[test]
fn p_k1_two_periods_for_one_row_are_found() {
    let found = with_table(Table::platform("planted", Purpose::Account, &[&retention::SIGNUP, &retention::TRIES], ABOUT, &[]));
    assert_eq!(found, ["table planted: two periods from the same event, the second being tries"]);
    let columns = leak(vec![Column::plain("kind")]);
    let kinds = Table::platform("planted", Purpose::Account, &[&retention::SIGNUP], ABOUT, columns).by_kind(&[("a", &retention::PASSWORD_LINK)]);
    assert_eq!(with_table(kinds), ["table planted: two periods for the rows of kind a, from the same event"]);
}

#[test]
fn p_k1_a_period_that_a_promise_states_otherwise_than_its_rule_is_found() {
    const K3: Promise = Promise { title: Text::new("Gardé 31 jours.", "Kept 30 days."), ..promises::K3 };
    let found = faults(&Declarations { promises: &[&K3], ..Declarations::OURS });
    assert_eq!(found, ["promise K3: says 31 jours, and no rule of it lasts so long"]);
    const SHORT: Rule = Rule { keep: Span::days(20), ..retention::SPACE_DISABLED };
    let rules: Vec<&Rule> = retention::RULES.iter().map(|rule| if rule.name == SHORT.name { &SHORT } else { *rule }).collect();
    let found = faults(&Declarations { rules: leak(rules), ..Declarations::OURS });
    assert!(found.contains(&"promise K3: says 30 days, and no rule of it lasts so long".to_owned()), "{found:?}");
}

#[test]
fn p_k1_a_period_that_a_document_says_and_nobody_declares_is_found() {
    let mut found = Vec::new();
    words::of_documents(&Declarations { rules: &[], promised: &[], ..Declarations::OURS }, &mut found);
    assert!(found.iter().any(|fault| fault.starts_with("document privacy (en): says 61 days")), "{found:?}");
    assert_eq!(words::periods("| 30 jours |, 12 mois; (1 hour) 5 jeux 99"), [Span::days(30), Span::months(12), Span::hours(1)]);
}

#[test]
fn p_k4_a_backup_that_outlives_its_rule_is_found() {
    const LONG: Archive = Archive { name: "planted", keep: Span::days(366) };
    let found = faults(&Declarations { archives: &[&LONG], ..Declarations::OURS });
    assert_eq!(found, ["archive planted: kept for longer than any archive may be"]);
}
