//! Known answers, computed by other programs (Python's `hmac`, libsodium, the standard `age`): a change
//! of any format, which would lock out every space there is, fails here.

use std::io::Read as _;

use base64::Engine as _;
use secrecy::ExposeSecret as _;
use uuid::Uuid;

use super::{fixed_key, unhex};
use crate::{MasterKeys, Purpose, hex};

const MASTER_LINE: &str = "hootis-master-key v1 f35f353e6fdb2306 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n";
const SPACE: Uuid = Uuid::from_u128(0x0193_c0de_0000_7000_8000_0000_0000_0001);
const WRAPPED: &str = "01f35f353e6fdb2306606162636465666768696a6b6c6d6e6f7071727374757677297a8f92d2682c60c3bcea70a7e8841290af85084501005f67b5f1c1e3f267a3b168fab396ec6e7880e1fab5764c25aa";
const SEALED: &str = "01606162636465666768696a6b6c6d6e6f70717273747576778d95bf81be61b7d9dffbc14185cb44f8de541de887";
const AGE_FILE: &str = "YWdlLWVuY3J5cHRpb24ub3JnL3YxCi0+IFgyNTUxOSBYQWRPQ2NMUmtRZWMrZzdUcWxRczJodG5DVHpvemIyY08zR0F1QUN5VmdvCm9ZTDNtNGlSVVFzMkUwY01OdXpyVGxUbDJTOGNacTBvckxNMkNOZS9DencKLS0tIDE1VDlsSmVYS2Z0UU5hM2kzRVZ0WHdqVk5STlB3VksvSkNjK3YxUGNLcDAKFi1QzjpmAR7F9Kll0+B8vgQW/d603xVFKzC6PdLjiKCr9gwiMjbjRR3tNYMED+gA0w==";

#[test]
fn the_sub_keys_of_a_known_key_are_known() {
    let key = fixed_key();
    for (purpose, expected) in [
        (Purpose::Database, "27a6faf327d610897532e25c1a8c30c8a3efa24c26149912877d503994ca3a8f"),
        (Purpose::Files, "3dff704b84a75655851355499f257116bfa371a407a31fb72bb478b2e12db268"),
        (Purpose::Secrets, "2d1972508587a943e45898ed099bbcf60ee84f6c02973b296b8afef4cbd8d0ce"),
        (Purpose::Archives, "14d8482240aa42cf4d25bd039316c1d959276ed09fbe46f1f6f808fc402f2a6c"),
        (Purpose::Hashes, "e0e0a3d6c862e40da16d096bc2b57011d9cc7a96c39415135fff57b22bc0a22b"),
        (Purpose::Journal, "3a4b6fb716562c433d9f5a5bc609012af64f6be4d4d8e453ba474bf5a3cf69fd"),
    ] {
        assert_eq!(hex(key.sub(purpose).expose()), expected, "{purpose:?}");
    }
    assert_eq!(key.database().expose(), key.sub(Purpose::Database).expose());
}

#[test]
fn a_keyed_hash_of_a_known_key_is_known_and_depends_on_its_context() {
    let key = fixed_key();
    assert_eq!(hex(&key.keyed_hash("slug", b"acme")), "163b6fc15bbd0e29b62a65f0982d77b2f351a6c85adff0ae1e590b2979754a8a");
    assert_ne!(key.keyed_hash("slug", b"acme"), key.keyed_hash("sluga", b"cme"));
    assert_ne!(key.keyed_hash("slug", b"acme"), crate::SpaceKey::generate().keyed_hash("slug", b"acme"));
}

#[test]
fn a_key_wrapped_by_another_program_is_unwrapped() {
    let (_folder, path) = super::master::key_file(MASTER_LINE);
    let masters = MasterKeys::load(&path).unwrap();
    assert_eq!(masters.current_id().to_string(), "f35f353e6fdb2306");
    assert_eq!(masters.unwrap(&unhex(WRAPPED), SPACE).unwrap().bytes(), fixed_key().bytes());
}

#[test]
fn a_secret_sealed_by_another_program_is_opened() {
    assert_eq!(fixed_key().secrets().open("member.totp:7", &unhex(SEALED)).unwrap().as_slice(), "café".as_bytes());
}

#[test]
fn a_file_sealed_by_the_standard_age_program_is_opened() {
    let file = base64::engine::general_purpose::STANDARD.decode(AGE_FILE).unwrap();
    let mut text = String::new();
    fixed_key().files().open_reader(file.as_slice()).unwrap().read_to_string(&mut text).unwrap();
    assert_eq!(text, "Un devis signé.\n");
}

#[test]
fn the_identity_given_to_the_standard_age_program_is_known() {
    assert_eq!(fixed_key().files().identity_text().expose_secret(), "AGE-SECRET-KEY-18HLHQJUY5AT9TPGN24YE7FT3Z6L6XUDYQ733LDETK3UT9CFDKF5QQ457FS");
    assert_ne!(fixed_key().archives().identity_text().expose_secret(), fixed_key().files().identity_text().expose_secret());
}

#[test]
fn nothing_secret_is_shown_when_debugging() {
    let (_folder, path) = super::master::key_file(MASTER_LINE);
    let (masters, key) = (MasterKeys::load(&path).unwrap(), fixed_key());
    let shown = format!("{masters:?} {key:?} {:?} {:?} {:?}", key.secrets(), key.files(), key.sub(Purpose::Files));
    assert_eq!(shown, "[f35f353e6fdb2306] SpaceKey(…) Sealer(…) FileKey(…) SubKey(…)");
}
