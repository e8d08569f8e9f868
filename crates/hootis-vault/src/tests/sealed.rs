use crate::{SpaceKey, VaultError, random_below};

#[test]
fn a_sealed_secret_opens_in_its_context_only() {
    let sealer = SpaceKey::generate().secrets();
    let sealed = sealer.seal("mail.password:1", b"secret");
    assert_eq!(sealer.open("mail.password:1", &sealed).unwrap().as_slice(), b"secret");
    assert!(matches!(sealer.open("mail.password:2", &sealed), Err(VaultError::Tampered)));
    assert!(matches!(sealer.open("", &sealed), Err(VaultError::Tampered)));
    assert!(matches!(SpaceKey::generate().secrets().open("mail.password:1", &sealed), Err(VaultError::Tampered)));
}

#[test]
fn every_altered_bit_and_every_cut_of_a_sealed_secret_is_noticed() {
    let sealer = SpaceKey::generate().secrets();
    let sealed = sealer.seal("c", b"0123456789");
    for i in 0..sealed.len() {
        for bit in 0..8 {
            let mut altered = sealed.clone();
            altered[i] ^= 1 << bit;
            let error = sealer.open("c", &altered).unwrap_err();
            assert!(if i == 0 { matches!(error, VaultError::UnknownVersion(_)) } else { matches!(error, VaultError::Tampered) }, "byte {i}: {error}");
        }
        assert!(matches!(sealer.open("c", &sealed[..i]), Err(VaultError::Tampered)), "cut at {i}");
    }
}

#[test]
fn any_bytes_of_any_length_come_back_as_they_were() {
    let sealer = SpaceKey::generate().secrets();
    for length in [0, 1, 15, 16, 17, 63, 64, 65, 1_000, 100_000] {
        let plain: Vec<u8> = (0..length).map(|_| random_below(256).try_into().unwrap()).collect();
        let sealed = sealer.seal("c", &plain);
        assert_eq!(sealed.len(), plain.len() + 41);
        assert_eq!(*sealer.open("c", &sealed).unwrap(), plain);
        assert_ne!(sealer.seal("c", &plain), sealed);
    }
}

#[test]
fn random_garbage_is_refused() {
    let sealer = SpaceKey::generate().secrets();
    for _ in 0..2_000 {
        let mut garbage: Vec<u8> = (0..random_below(120)).map(|_| random_below(256).try_into().unwrap()).collect();
        assert!(sealer.open("c", &garbage).is_err());
        if let Some(first) = garbage.first_mut() {
            *first = 1;
        }
        assert!(matches!(sealer.open("c", &garbage), Err(VaultError::Tampered)));
    }
}
