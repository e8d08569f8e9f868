//! The vectors of RFC 4226, appendix D, and of RFC 6238, appendix B.

use crate::{base32, one_time_code, one_time_secret};

const KEY: &[u8] = b"12345678901234567890";

#[test]
fn codes_are_those_of_rfc_4226() {
    let codes = ["755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871", "520489"];
    for (counter, code) in (0..).zip(codes) {
        assert_eq!(one_time_code(KEY, counter, 6), code);
    }
}

#[test]
fn codes_by_time_are_those_of_rfc_6238() {
    let codes = [
        (59, "94287082"),
        (1_111_111_109, "07081804"),
        (1_111_111_111, "14050471"),
        (1_234_567_890, "89005924"),
        (2_000_000_000, "69279037"),
        (20_000_000_000, "65353130"),
    ];
    for (seconds, code) in codes {
        assert_eq!(one_time_code(KEY, seconds / 30, 8), code);
    }
}

#[test]
fn keys_are_written_in_base32_as_applications_read_it() {
    assert_eq!(base32(KEY), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assert_eq!(base32(&[0x48, 0x65, 0x6c, 0x6c, 0x6f, 0x21, 0xde, 0xad, 0xbe, 0xef]), "JBSWY3DPEHPK3PXP");
    assert_eq!(["", "f", "fo", "foo", "foob", "fooba"].map(|text| base32(text.as_bytes())), ["", "MY", "MZXQ", "MZXW6", "MZXW6YQ", "MZXW6YTB"]);
    assert_ne!(one_time_secret(), one_time_secret());
}
