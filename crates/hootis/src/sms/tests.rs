//! Numbers, words, and what services answer.

use hootis_policy::processors;

use super::{Number, Options, Unsent, authy, text, twilio};
use crate::web::i18n::Lang;

/// The basic table of GSM, as far as our words use it.
const GSM: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

#[test]
fn p_c3_a_number_is_a_mobile_that_a_message_may_go_to() {
    for typed in ["06 39 98 00 10", "+33 6 39 98 00 10", "0033639980010", "+33 (0)6.39.98.00.10", "06-39-98-00-10"] {
        assert_eq!(Number::parse(typed).expect(typed).expose(), "+33639980010", "{typed}");
    }
    assert_eq!(Number::parse("+32 470 12 34 56").expect("Belgian").expose(), "+32470123456");
    assert_eq!(Number::parse("+262 692 12 34 56").expect("of La Réunion").parts(), ("262", "692123456"));
    for mobile in
        ["+44 7700 900123", "+41 79 123 45 67", "+352 621 123 456", "+39 312 345 6789", "+590 690 12 34 56", "+594 694 12 34 56", "+596 696 12 34 56"]
    {
        assert!(Number::parse(mobile).is_some(), "{mobile}");
    }
    // Lines, and numbers that cost much, of countries whose mobiles get messages.
    for line in [
        "+44 20 7946 0000",
        "+44 9011 123456",
        "+44 7011 123456",
        "+32 2 123 45 67",
        "+32 903 12 34 56",
        "+41 900 123 456",
        "+352 901 234 567",
        "+262 262 12 34 56",
        "+590 590 12 34 56",
        "+594 594 12 34 56",
        "+596 596 12 34 56",
        "+39 06 1234 5678",
        "+49 900 1234567",
    ] {
        assert!(Number::parse(line).is_none(), "{line}");
    }
    // A line that no message reaches, too short, too long, no number, a dear one, another continent.
    for typed in
        ["", "05 36 49 00 10", "06 39 98 00", "06 39 98 00 10 10", "allo", "+882 13 300 655", "+1 500 555 0006", "08 99 00 00 00", "+33 6 39 98 00 1"]
    {
        assert!(Number::parse(typed).is_none(), "{typed}");
    }
    assert_eq!(format!("{:?}", Number::parse("06 39 98 00 10")), "Some(Number)", "it is never printed");
}

#[test]
fn p_t2_the_words_are_one_message_and_the_same_for_everybody() {
    for lang in [Lang::Fr, Lang::En] {
        let words = text(lang, "https://hootis.fr/2fa");
        assert!(words.chars().count() <= 160 && words.chars().all(|c| GSM.contains(c)), "{words}");
    }
}

#[test]
fn what_services_answer_is_understood() {
    assert_eq!(twilio::read(201, br#"{"sid":"SM1","status":"queued","error_code":null}"#), Ok(()));
    assert!(matches!(twilio::read(201, br#"{"status":"failed"}"#), Err(Unsent::Refused(_))));
    assert!(matches!(twilio::read(400, br#"{"code":21211}"#), Err(Unsent::Refused(_))));
    for (status, body) in [(201, &b"<html>"[..]), (401, b""), (429, b""), (503, b"")] {
        assert!(matches!(twilio::read(status, body), Err(Unsent::Later(_))), "{status}");
        assert!(authy::read(status, body).is_err());
    }
    assert_eq!(authy::read(200, br#"{"user":{"id":1337},"success":true}"#), Ok(1337));
    assert_eq!(authy::read(200, br#"{"user":{"id":1337},"success":"true"}"#), Ok(1337));
    assert!(matches!(authy::read(200, br#"{"user":{"id":1337},"success":"false"}"#), Err(Unsent::Refused(_))));
    assert!(matches!(authy::read(400, br#"{"success":false,"error_code":"60027"}"#), Err(Unsent::Refused(_))));
}

#[test]
fn an_operator_says_all_or_nothing() {
    assert!(Options::default().read().expect("nothing").is_none());
    let whole = Options {
        sms: Some("twilio".into()),
        sms_account: "AC1".into(),
        sms_key: "SK1".into(),
        sms_secret: Some("s".to_owned().into()),
        ..Options::default()
    };
    assert_eq!(whole.read().expect("whole").expect("a service").processor().id, processors::TWILIO.id);
    for broken in [
        Options { sms_secret: None, ..whole.clone() },
        Options { sms_account: String::new(), ..whole.clone() },
        Options { sms_key: String::new(), ..whole.clone() },
        Options { sms: Some("pigeon".into()), ..whole.clone() },
    ] {
        assert!(broken.read().is_err());
    }
    let authy = Options { sms: Some("authy".into()), ..whole };
    assert_eq!(authy.read().expect("whole").expect("a service").processor().id, processors::AUTHY.id);
}
