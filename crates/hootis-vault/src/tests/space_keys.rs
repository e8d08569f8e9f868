use std::io::{Read as _, Write as _};

use crate::{FileKey, SpaceKey, SpaceKeys, VaultError};

/// The keys of a space before its key is changed, while it is, and after.
fn changing() -> [SpaceKeys; 3] {
    let (old, new) = (SpaceKey::generate(), SpaceKey::generate());
    let copy = |key: &SpaceKey| SpaceKey::from_bytes(key.bytes()).unwrap();
    [SpaceKeys::new(copy(&old), None), SpaceKeys::new(copy(&new), Some(old)), SpaceKeys::new(new, None)]
}

fn sealed_file(key: &FileKey) -> Vec<u8> {
    let mut writer = key.seal_writer(Vec::new()).unwrap();
    writer.write_all(b"plain").unwrap();
    writer.finish().unwrap()
}

fn plain_of(key: &FileKey, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    let mut plain = Vec::new();
    key.open_reader(sealed)?.read_to_end(&mut plain)?;
    Ok(plain)
}

#[test]
fn while_a_key_is_changed_both_open_and_the_new_one_seals() {
    let [before, meanwhile, after] = changing();
    let old = before.secrets().seal("a", b"plain");
    assert_eq!(*meanwhile.secrets().open("a", &old).unwrap(), b"plain");
    assert!(after.secrets().open("a", &old).is_err());
    assert!(meanwhile.secrets().open("b", &old).is_err(), "of another place");
    let new = meanwhile.secrets().seal("a", b"plain");
    assert_eq!(*after.secrets().open("a", &new).unwrap(), b"plain");
    assert!(before.secrets().open("a", &new).is_err());
}

#[test]
fn what_is_under_the_key_before_is_renewed_and_the_rest_is_left() {
    let [before, meanwhile, after] = changing();
    let old = before.secrets().seal("a", b"plain");
    let renewed = meanwhile.secrets().renew("a", &old).unwrap().expect("it was under the key before");
    assert_eq!(*after.secrets().open("a", &renewed).unwrap(), b"plain");
    assert_eq!(meanwhile.secrets().renew("a", &renewed).unwrap(), None);
    assert!(meanwhile.secrets().renew("b", &old).is_err(), "of another place");
    assert!(after.secrets().renew("a", &old).is_err(), "nobody can any more");
}

#[test]
fn files_of_both_keys_are_told_apart_by_their_header() {
    let [before, meanwhile, after] = changing();
    let (old, new) = (sealed_file(&before.files()), sealed_file(&meanwhile.files()));
    assert_eq!((plain_of(&meanwhile.files(), &old).unwrap(), plain_of(&meanwhile.files(), &new).unwrap()), (b"plain".to_vec(), b"plain".to_vec()));
    assert_eq!(plain_of(&after.files(), &new).unwrap(), b"plain");
    assert!(plain_of(&after.files(), &old).is_err());
    assert!(meanwhile.files().is_previous(&*old).unwrap());
    assert!(!meanwhile.files().is_previous(&*new).unwrap());
    assert!(matches!(after.files().is_previous(&*old), Err(VaultError::Tampered)));
    assert!(meanwhile.files().is_previous(&old[..40]).is_err(), "cut");
}

#[test]
fn databases_are_tried_with_the_new_key_first() {
    let [before, meanwhile, after] = changing();
    let keys = |keys: &SpaceKeys| keys.databases().iter().map(|key| *key.expose()).collect::<Vec<_>>();
    assert_eq!(keys(&meanwhile), [keys(&after), keys(&before)].concat());
}
