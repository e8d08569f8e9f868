use crate::{PublicKey, SpaceKey};

use super::{fixed_key, unhex};

#[test]
fn what_was_signed_is_verified_and_nothing_else() {
    let signer = fixed_key().signer();
    let signature = signer.sign(b"the space is gone");
    let key = signer.public_key();
    assert!(key.verifies(b"the space is gone", &signature));
    assert!(!key.verifies(b"the space is gone!", &signature));
    for i in 0..signature.len() {
        let mut altered = signature;
        altered[i] ^= 1;
        assert!(!key.verifies(b"the space is gone", &altered), "bit {i}");
    }
    assert!(!key.verifies(b"the space is gone", &signature[..63]) && !key.verifies(b"the space is gone", b""));
    assert!(!SpaceKey::generate().signer().public_key().verifies(b"the space is gone", &signature));
}

#[test]
fn a_public_key_comes_back_from_its_text_and_signs_the_same_for_ever() {
    let signer = fixed_key().signer();
    let key = signer.public_key();
    assert_eq!(PublicKey::parse(&key.to_string()), Some(key));
    assert_eq!(key.to_string().len(), 43);
    assert_eq!(PublicKey::parse(&key.to_string()[1..]), None);
    assert_eq!(signer.sign(b"x"), fixed_key().signer().sign(b"x"));
    assert_eq!(format!("{signer:?}"), format!("Signer({})", key.id()));
}

/// RFC 8032, section 7.1, test 2: what others sign by the standard is verified here.
#[test]
fn the_algorithm_is_that_of_the_standard() {
    let key = unhex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    let key = PublicKey::parse(&crate::token_text(&key)).expect("a key");
    let signature =
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
    assert!(key.verifies(&[0x72], &unhex(signature)));
}
