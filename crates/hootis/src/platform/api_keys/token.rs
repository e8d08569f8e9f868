//! What a key looks like: `hootis_`, thirty random characters, six of a checksum.
//!
//! Whoever looks for secrets that leaked knows one by its beginning and, by its checksum, from a word that only looks
//! like one, without asking us.

use hootis_policy::api::{KEY_CHARS, KEY_PREFIX};
use secrecy::SecretString;

/// The characters of a key, in the order of their value.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/// Characters of the checksum: 62⁶ is more than 2³².
const CHECK_CHARS: usize = 6;
/// Characters that are kept to know a key again.
const HINT_CHARS: usize = 4;

/// A new key.
pub(super) fn generate() -> SecretString {
    let mut key = String::with_capacity(KEY_PREFIX.len() + KEY_CHARS + CHECK_CHARS);
    key.push_str(KEY_PREFIX);
    for _ in 0..KEY_CHARS {
        key.push(char::from(BASE62[hootis_vault::random_below(62) as usize]));
    }
    let check = checksum(&key);
    key.push_str(&check);
    SecretString::from(key)
}

/// Whether a text can be a key: nobody has to be asked to know that it is none.
pub(super) fn is_well_formed(text: &str) -> bool {
    let Some(random) = text.strip_prefix(KEY_PREFIX) else { return false };
    if random.len() != KEY_CHARS + CHECK_CHARS || !random.bytes().all(|c| BASE62.contains(&c)) {
        return false;
    }
    let (key, check) = text.split_at(text.len() - CHECK_CHARS);
    checksum(key) == check
}

/// The last characters, by which a person knows a key again.
pub(super) fn hint(key: &str) -> &str {
    key.get(key.len().saturating_sub(HINT_CHARS)..).unwrap_or_default()
}

/// CRC-32 in base 62, with zeros in front.
fn checksum(text: &str) -> String {
    let mut left = crc32fast::hash(text.as_bytes());
    let mut digits = [b'0'; CHECK_CHARS];
    for digit in digits.iter_mut().rev() {
        *digit = BASE62[(left % 62) as usize];
        left /= 62;
    }
    digits.iter().map(|digit| char::from(*digit)).collect()
}

#[cfg(test)]
mod tests {
    use secrecy::ExposeSecret as _;

    use super::{checksum, generate, hint, is_well_formed};

    #[test]
    fn a_key_is_known_by_its_looks_and_a_typing_mistake_too() {
        let key = generate();
        let key = key.expose_secret();
        assert!(key.starts_with("hootis_") && key.len() == 43 && is_well_formed(key), "{key}");
        assert_ne!(generate().expose_secret(), key);
        assert!(key.ends_with(hint(key)) && hint(key).len() == 4);
        for at in 0..key.len() {
            let mut other = key.as_bytes().to_vec();
            other[at] = if other[at] == b'a' { b'b' } else { b'a' };
            assert!(!is_well_formed(&String::from_utf8(other).expect("ASCII")), "a mistake at {at} is not seen");
        }
        for none in ["", "hootis_", "hootis_é", &key[1..], &format!("{key}a"), &key.to_uppercase()] {
            assert!(!is_well_formed(none), "{none}");
        }
    }

    /// The CRC-32 of « 123456789 » is the one that every implementation is checked with.
    #[test]
    fn the_checksum_is_the_one_that_scanners_compute() {
        assert_eq!(crc32fast::hash(b"123456789"), 0xCBF4_3926);
        assert_eq!(checksum("123456789"), "3jZRME");
        assert_eq!(checksum(""), "000000");
    }
}
