//! Marks under a key that is nowhere.

use crate::MemoryKey;

#[test]
fn the_same_parts_have_the_same_mark_under_one_key_only() {
    let (key, other) = (MemoryKey::generate(), MemoryKey::generate());
    assert_eq!(key.mark(&[b"203.0.113.7", b"Firefox"]), key.mark(&[b"203.0.113.7", b"Firefox"]));
    assert_ne!(key.mark(&[b"203.0.113.7", b"Firefox"]), other.mark(&[b"203.0.113.7", b"Firefox"]));
    assert_ne!(key.mark(&[b"ab", b"c"]), key.mark(&[b"a", b"bc"]));
    assert_eq!(format!("{key:?}"), "MemoryKey(…)");
}
