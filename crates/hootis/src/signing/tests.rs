//! What Hootis signed is good for ever, in any spelling of the same JSON; what was changed is not.

use hootis_vault::SpaceKey;
use serde_json::{Value, json};

use super::{Refusal, published, sign, verify};
use crate::testing::TestApp;

fn document() -> Value {
    json!({ "b": [1, -2, true, null], "a": { "é": "l’été\n\u{1}", "z": "" } })
}

#[test]
fn a_document_is_good_however_it_was_indented_and_sorted_on_its_way() {
    let signer = SpaceKey::generate().signer();
    let signed = sign(&signer, "receipt/1", document()).expect("a signature");
    let indented = serde_json::to_string_pretty(&signed).expect("JSON");
    let sorted = format!(
        r#"{{"signature":{},"kind":"receipt/1","document":{{"a":{{"z":"","é":"l’été\n\u0001"}},"b":[ 1,-2,true,null]}}}}"#,
        signed["signature"]
    );
    for text in [signed.to_string(), indented, sorted] {
        let good = verify(&text, signer.public_key()).expect("it is good");
        assert_eq!((good.kind.as_str(), good.document), ("receipt/1", document()));
    }
}

#[test]
fn a_document_of_which_one_value_changed_is_refused() {
    let signer = SpaceKey::generate().signer();
    let signed = sign(&signer, "receipt/1", document()).expect("a signature").to_string();
    for (from, to) in [("-2", "-3"), ("true", "false"), ("receipt/1", "receipt/2"), ("\"z\":\"\"", "\"z\":\"x\""), ("\"a\"", "\"c\"")] {
        assert!(signed.contains(from));
        assert_eq!(verify(&signed.replacen(from, to, 1), signer.public_key()).map(|_| ()), Err(Refusal::Altered), "{from}");
    }
    assert_eq!(verify("{}", signer.public_key()).map(|_| ()), Err(Refusal::Malformed));
    assert_eq!(verify("not JSON", signer.public_key()).map(|_| ()), Err(Refusal::Malformed));
    assert!(sign(&signer, "receipt/1", json!(1.5)).is_err());
}

#[test]
fn what_stands_there_twice_or_beside_what_was_signed_is_refused() {
    let signer = SpaceKey::generate().signer();
    let signed = sign(&signer, "receipt/1", document()).expect("a signature").to_string();
    let other_id = signed.replacen(&signer.public_key().id().to_string(), "0000000000000000", 1);
    assert_eq!(verify(&other_id, signer.public_key()).map(|_| ()), Err(Refusal::Altered));
    for (from, to) in [
        ("\"z\":\"\"", "\"z\":\"x\",\"z\":\"\""),
        ("\"kind\":", "\"kind\":\"receipt/0\",\"kind\":"),
        ("\"kind\":", "\"company\":\"X\",\"kind\":"),
        ("\"algorithm\":", "\"by\":\"X\",\"algorithm\":"),
    ] {
        let other = signed.replacen(from, to, 1);
        assert_ne!(other, signed, "{from}");
        assert_eq!(verify(&other, signer.public_key()).map(|_| ()), Err(Refusal::Malformed), "{to}");
    }
    assert_eq!(verify(&format!("{signed} {{}}"), signer.public_key()).map(|_| ()), Err(Refusal::Malformed));
}

#[test]
fn a_document_that_somebody_else_signed_is_refused_even_if_it_names_our_key() {
    let (ours, theirs) = (SpaceKey::generate().signer(), SpaceKey::generate().signer());
    let mut signed = sign(&theirs, "receipt/1", document()).expect("a signature");
    assert_eq!(verify(&signed.to_string(), ours.public_key()).map(|_| ()), Err(Refusal::OtherKey));
    signed["signature"]["public_key"] = ours.public_key().to_string().into();
    assert_eq!(verify(&signed.to_string(), ours.public_key()).map(|_| ()), Err(Refusal::Altered));
}

#[tokio::test]
async fn the_public_key_is_published_and_is_the_one_that_signs() {
    let app = TestApp::new().await;
    let answer = app.anyone().get(super::KEY_PATH).await.is(200);
    let key: Value = serde_json::from_str(&answer.text()).expect("JSON");
    assert_eq!(key, published(app.app.signer().public_key()));
    let key = hootis_vault::PublicKey::parse(key["public_key"].as_str().expect("a text")).expect("a key");
    let signed = sign(app.app.signer(), "receipt/1", document()).expect("a signature").to_string();
    assert!(verify(&signed, key).is_ok());
}
