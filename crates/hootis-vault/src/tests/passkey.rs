//! Signatures of the three kinds that authenticators make.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _};

use super::unhex;
use crate::PasskeyKey;

const MESSAGE: &[u8] = b"the message";
const RSA_KEY: &str = "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyB6C5pODlnnMa5aYpt/c1YkJl0cKTuc5lVsWGm1fQ1nUzfED5+0vBkW4No5SmjD+KbBLqCMSAw/SABufcD/wwJfcsfkoJ7AcKgXaZlQTFgFqa52b7mqOg+tmtMZg2RAJPTOKYIXgXSOQ4KWYWpWdLmO5cgt8GBmnp7G1qQOH+GKMUXSHxUoduKU88cYjDcSbMF/4sHAZC55zbIUq7CPwK8Ri5UIQP6/0F6ZSaZ2osNNiiSfkw65rgMnGAe3cJrk7kQr1zZujHazdiZkwMMASU+DiqGfSJOQ7pTxDGKOcTY1b+ngOHbk8puR/ESuSbUWYN9lqcN1Nu7yyZsckheT2rQIDAQAB";
const RSA_SIGNATURE: &str = "WV15uO+x9ryR0kv76lCWzYGpfgacenNXLijDz8CPvYcBQuG1m3QwmJVIZaSO4Jj2u7NKm9OzVt3oKlrv4q80dPp6yrnoxNSqv8uyIgA1VlaDV37q0gWzvjzsWw/XZQE0KnbVqrWnDjTZ7o7WGO214Ry8uRMTcYJKnbHcrwXLc6aZCTs07sGpVKlo6G5RKpz/4puyRCcjlC/wyWjKL2ou36bTx7uefhCpVfrUfOwyK5oFKPuZ7iE/rA/VIMVFUJEwAY3Ai7nrmacLDJNGnm5dWXmypwpnyvyHIwLpL61P9vBRxvf0U52Ol+N1NBwXEXyEEmSY18hFohCv/xqrCVkH7g==";

/// Whether the key takes the signature of the message, and no other of either.
fn takes(key: &[u8], signature: &[u8]) -> bool {
    let key = PasskeyKey::parse(key).expect("a key");
    let (mut other, mut cut) = (signature.to_vec(), signature.to_vec());
    other[signature.len() / 2] ^= 1;
    cut.pop();
    assert!(!key.verifies(b"another message", signature) && !key.verifies(MESSAGE, &other) && !key.verifies(MESSAGE, &cut));
    key.verifies(MESSAGE, signature)
}

#[test]
fn each_kind_is_checked() {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_ASN1_SIGNING, document.as_ref(), &random).unwrap();
    let key = [&unhex("3059301306072a8648ce3d020106082a8648ce3d030107034200")[..], pair.public_key().as_ref()].concat();
    assert!(takes(&key, pair.sign(&random, MESSAGE).unwrap().as_ref()));
    let pair = Ed25519KeyPair::from_pkcs8(Ed25519KeyPair::generate_pkcs8(&random).unwrap().as_ref()).unwrap();
    let key = [&unhex("302a300506032b6570032100")[..], pair.public_key().as_ref()].concat();
    assert!(takes(&key, pair.sign(MESSAGE).as_ref()));
    assert!(takes(&STANDARD.decode(RSA_KEY).unwrap(), &STANDARD.decode(RSA_SIGNATURE).unwrap()));
}

#[test]
fn what_is_no_key_of_these_is_none() {
    let rsa = STANDARD.decode(RSA_KEY).unwrap();
    for wrong in [&[][..], &[0x30], &rsa[..rsa.len() - 1], &[&rsa[..], &[0]].concat(), &unhex("302a300506032b657003210000"), &[0x30; 500]] {
        assert!(PasskeyKey::parse(wrong).is_none());
    }
}
