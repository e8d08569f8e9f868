//! Numbers as people type them.

use super::*;

fn key<T: std::fmt::Debug>(result: Result<T, Refused>) -> (&'static str, Option<usize>) {
    let refused = result.unwrap_err();
    (refused.key, refused.n)
}

#[test]
fn a_siren_is_taken_with_its_blanks_and_refused_with_a_reason() {
    assert_eq!(Siren::parse(" 913 402\u{a0}111 ").unwrap().as_str(), "913402111");
    assert_eq!(Siren::parse("732-829-320").unwrap().as_str(), "732829320");
    assert_eq!(key(Siren::parse("91340211")), ("value-siren-short", Some(1)));
    assert_eq!(key(Siren::parse("9134021111")), ("value-siren-long", Some(1)));
    assert_eq!(key(Siren::parse("91340211A")), ("value-siren-digits", None));
    assert_eq!(key(Siren::parse("913402118")), ("value-siren-key", None));
    assert_eq!(Refused::counted("value-siren-short", 1).say(Lang::Fr), "Il manque un chiffre\u{a0}: un SIREN en a 9.");
    assert_eq!(Refused::counted("value-siren-short", 3).say(Lang::En), "3 digits are missing: a SIREN has 9.");
}

#[test]
fn one_wrong_digit_or_two_swapped_never_pass_as_a_siren() {
    let right = "732829320";
    for i in 0..9 {
        for digit in b'0'..=b'9' {
            let mut bytes = right.as_bytes().to_vec();
            bytes[i] = digit;
            let typed = String::from_utf8(bytes).unwrap();
            assert_eq!(Siren::parse(&typed).is_ok(), typed == right, "{typed}");
        }
    }
}

#[test]
fn a_siret_belongs_to_its_siren() {
    assert_eq!(Siret::parse("732 829 320 00074").unwrap().siren().as_str(), "732829320");
    let other = Siren::parse("913402111").unwrap();
    assert_eq!(key(Siret::parse_of("73282932000074", Some(&other))), ("value-siret-siren", None));
    assert_eq!(key(Siret::parse("7328293200007")), ("value-siret-short", Some(1)));
    assert_eq!(key(Siret::parse("73282932000075")), ("value-siret-key", None));
}

#[test]
fn la_poste_has_a_rule_of_its_own() {
    // Head office: both rules; a post office: the sum of the digits is a multiple of five.
    assert!(Siret::parse("35600000000048").is_ok());
    assert!(Siret::parse("35600000049837").is_ok());
    assert!(Siret::parse("35600000049838").is_err());
}

#[test]
fn the_key_of_a_french_vat_number_is_computed() {
    let siren = Siren::parse("913402111").unwrap();
    assert_eq!(vat_of_siren(&siren), "FR92913402111");
    assert_eq!(vat("fr 92 913 402 111", Some(&siren)).unwrap(), "FR92913402111");
    assert_eq!(key(vat("FR93913402111", None)).0, "value-vat-key");
    assert!(vat("FR93913402111", None).unwrap_err().say(Lang::Fr).contains("FR 92 913402111"));
    assert_eq!(key(vat("FR92913402111", Some(&Siren::parse("732829320").unwrap()))).0, "value-vat-other-siren");
    assert_eq!(key(vat("FR929134021", None)).0, "value-vat-shape");
}

#[test]
fn other_vat_numbers_have_their_country_s_shape() {
    for number in ["BE0123456749", "DE123456789", "ESB12345678", "ATU12345678", "NL123456789B01", "IE1234567FA", "CHE123456789", "GB123456789"] {
        assert_eq!(vat(number, None).as_deref(), Ok(number));
    }
    for number in ["DE12345678", "BE9123456789", "NL123456789001", "123456789", "É1234", "X"] {
        assert!(vat(number, None).is_err(), "{number}");
    }
}

#[test]
fn telephones_are_kept_in_one_way() {
    for (typed, kept) in [
        ("0536491280", "05 36 49 12 80"),
        ("05.36.49.12.80", "05 36 49 12 80"),
        ("+33 (0)5 36 49 12 80", "05 36 49 12 80"),
        ("0033 536491280", "05 36 49 12 80"),
        ("+32 2 123 45 67", "+3221234567"),
        ("3631", "3631"),
        ("118712", "118 712"),
    ] {
        assert_eq!(phone(typed, "").as_deref(), Ok(kept), "{typed}");
        assert_eq!(phone(kept, "FR").as_deref(), Ok(kept), "what is kept can be typed again");
    }
    assert_eq!(phone("021 123 45 67", "CH").as_deref(), Ok("0211234567"));
    assert_eq!(key(phone("053649128", "FR")), ("value-phone-short", Some(1)));
    assert_eq!(key(phone("05364912801", "FR")), ("value-phone-long", Some(1)));
    assert_eq!(key(phone("9536491280", "FR")), ("value-phone-zero", None));
    assert_eq!(key(phone("au bureau", "FR")), ("value-phone-signs", None));
    assert_eq!(key(phone("+12", "FR")), ("value-phone-international", None));
    assert_eq!(phone_link("05 36 49 12 80"), "tel:+33536491280");
    assert_eq!(phone_link("+3221234567"), "tel:+3221234567");
}

#[test]
fn a_french_postal_code_has_five_digits() {
    assert_eq!(postal_code("82 000", "FR").as_deref(), Ok("82000"));
    assert_eq!(key(postal_code("8200", "")), ("value-postal-short", Some(1)));
    assert_eq!(key(postal_code("820000", "FR")), ("value-postal-long", Some(1)));
    assert_eq!(key(postal_code("B-1000", "FR")), ("value-postal-digits", None));
    assert_eq!(postal_code("ec1a 1bb", "GB").as_deref(), Ok("EC1A 1BB"));
}

#[test]
fn a_website_leads_to_the_web() {
    assert_eq!(website("peyrot.example").as_deref(), Ok("https://peyrot.example"));
    assert_eq!(website("http://www.peyrot.example/pain?x=1").as_deref(), Ok("http://www.peyrot.example/pain?x=1"));
    for wrong in ["javascript:alert(1)", "ftp://peyrot.example", "peyrot", "https://a:b@peyrot.example", "deux mots.example"] {
        assert!(website(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn countries_have_two_names_and_the_neighbours_come_first() {
    assert_eq!(COUNTRIES.len(), 250);
    assert_eq!(country_name("de", Lang::Fr), "Allemagne");
    assert_eq!(country_name("DE", Lang::En), "Germany");
    assert_eq!(country_name("Atlantide", Lang::Fr), "Atlantide");
    let names: Vec<_> = Country::choices(Lang::Fr).iter().take(6).map(|(_, name)| *name).collect();
    assert_eq!(names, ["France", "Belgique", "Suisse", "Luxembourg", "Afghanistan", "Afrique du Sud"]);
}
