use crate::{digest, hex, random_below, random_token, same, token_bytes, token_text};

#[test]
fn a_token_comes_back_from_its_text() {
    let token = random_token();
    assert_ne!(token, random_token());
    let text = token_text(&token);
    assert_eq!(text.len(), 43);
    assert!(text.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_'), "{text}");
    assert_eq!(token_bytes(&text), Some(token));
    assert_eq!(token_text(&[0xfb, 0xff]), "-_8");
}

#[test]
fn a_text_that_is_no_token_is_refused() {
    let text = token_text(&[7; 32]);
    for wrong in ["", "a", &text[1..], &format!("{text}="), &format!("{text}a"), &text.replace('B', "+"), &text.replace('B', " "), &"é".repeat(22)] {
        assert_eq!(token_bytes(wrong), None, "{wrong}");
    }
    // The last character holds two bits of no meaning: a second text of the same token is refused.
    assert_eq!(token_bytes(&format!("{}{}", &token_text(&[0; 32])[..42], 'B')), None);
}

#[test]
fn random_numbers_stay_under_their_bound_and_reach_all_of_it() {
    let mut seen = [0_u32; 10];
    for _ in 0..10_000 {
        seen[random_below(10) as usize] += 1;
    }
    // The odds of a fair draw to miss this are under one in a billion.
    assert!(seen.iter().all(|n| (800..1_200).contains(n)), "{seen:?}");
    assert_eq!(random_below(1), 0);
    assert!(random_below(u32::MAX) < u32::MAX);
}

#[test]
fn same_is_equality() {
    assert!(same(b"abc", b"abc") && same(b"", b""));
    assert!(!same(b"abc", b"abd") && !same(b"abc", b"ab") && !same(b"", b"a"));
}

#[test]
fn digest_is_sha_256() {
    assert_eq!(hex(&digest(b"abc")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
