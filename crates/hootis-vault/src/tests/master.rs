use std::os::unix::fs::{MetadataExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::PathBuf;

use uuid::Uuid;

use crate::{MasterKeys, SpaceKey, VaultError};

/// A key file that holds `text`, in a folder that goes with the first value.
pub(super) fn key_file(text: &str) -> (tempfile::TempDir, PathBuf) {
    use std::io::Write as _;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("master.key");
    let mut file = std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path).unwrap();
    file.write_all(text.as_bytes()).unwrap();
    (folder, path)
}

fn new_keys() -> (tempfile::TempDir, PathBuf, MasterKeys) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("master.key");
    let keys = MasterKeys::create(&path).unwrap();
    (folder, path, keys)
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

#[test]
fn a_new_key_file_is_for_its_owner_only_and_loads_again() {
    let (folder, path, keys) = new_keys();
    assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
    assert_eq!(MasterKeys::load(&path).unwrap().ids(), keys.ids());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing else is left in the folder");
}

#[test]
fn a_key_file_is_never_written_over() {
    let (folder, path, keys) = new_keys();
    let before = std::fs::read(&path).unwrap();
    assert!(matches!(MasterKeys::create(&path), Err(VaultError::Exists { .. })));
    assert_eq!(std::fs::read(&path).unwrap(), before);
    assert_eq!(MasterKeys::load(&path).unwrap().current_id(), keys.current_id());
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_key_file_that_others_may_read_or_write_is_refused() {
    let (_folder, path, _) = new_keys();
    for mode in [0o640, 0o604, 0o620, 0o601, 0o644] {
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
        let error = MasterKeys::load(&path).unwrap_err();
        assert!(matches!(error, VaultError::Exposed { mode: found, .. } if found == mode), "{error}");
        assert!(error.to_string().contains("chmod 600"), "{error}");
    }
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o400)).unwrap();
    assert!(MasterKeys::load(&path).is_ok());
}

#[test]
fn a_malformed_key_file_is_refused_with_its_line_and_not_its_content() {
    let good = "hootis-master-key v1 f35f353e6fdb2306 000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    let altered = good.replace("1e1f", "1e1e");
    for (text, line, what) in [
        (String::new(), 1, "no key"),
        ("\n".into(), 1, "four words"),
        (format!("{good}\n\n"), 2, "four words"),
        (format!("{good} again"), 1, "four words"),
        (good.replace("hootis-master-key", "other-key"), 1, "starts with"),
        (good.replace("v1", "v2"), 1, "version"),
        (good.replace("f35f", "g35f"), 1, "the id is not 16"),
        (good.replace("1e1f", "1e1"), 1, "not 64"),
        (good.replace("1e1f", "+e1f"), 1, "not 64"),
        (good.replace("1e1f", "é1e"), 1, "not 64"),
        (format!("{good}\n{altered}\n"), 2, "not that of the key"),
        (format!("{good}\n{good}\n"), 2, "twice"),
        ("x".repeat(70_000), 1, "too long"),
    ] {
        let (_folder, path) = key_file(&text);
        let error = MasterKeys::load(&path).unwrap_err();
        assert!(matches!(error, VaultError::Malformed { line: found, .. } if found == line), "{error} for {text:.60}");
        assert!(error.to_string().contains(what), "{error} for {text:.60}");
        assert!(!format!("{error}{error:?}").contains("0001020304"), "the key is shown: {error}");
    }
}

#[test]
fn a_key_file_that_is_not_text_or_not_there_is_refused() {
    let (_folder, path) = key_file("");
    std::fs::write(&path, [0xff, 0xfe, 0]).unwrap();
    assert!(matches!(MasterKeys::load(&path), Err(VaultError::Malformed { .. })));
    assert!(matches!(MasterKeys::load(&path.with_file_name("none")), Err(VaultError::Io { .. })));
    assert!(matches!(MasterKeys::create(&path.join("none/master.key")), Err(VaultError::Io { .. })));
}

#[test]
fn a_wrapped_key_opens_for_its_own_space_only() {
    let (_folder, _, keys) = new_keys();
    let key = SpaceKey::generate();
    let wrapped = keys.wrap(&key, id(1));
    assert_eq!(wrapped.len(), 81);
    assert_eq!(keys.unwrap(&wrapped, id(1)).unwrap().bytes(), key.bytes());
    assert!(matches!(keys.unwrap(&wrapped, id(2)), Err(VaultError::Tampered)));
    assert!(matches!(keys.unwrap(&wrapped, Uuid::nil()), Err(VaultError::Tampered)));
    assert_ne!(keys.wrap(&key, id(1)), wrapped, "a nonce is never used twice");
}

#[test]
fn every_altered_bit_and_every_cut_of_a_wrapped_key_is_noticed() {
    let (_folder, _, keys) = new_keys();
    let wrapped = keys.wrap(&SpaceKey::generate(), id(1));
    for i in 0..wrapped.len() {
        for bit in 0..8 {
            let mut altered = wrapped.clone();
            altered[i] ^= 1 << bit;
            let error = keys.unwrap(&altered, id(1)).unwrap_err();
            let as_expected = match i {
                0 => matches!(error, VaultError::UnknownVersion(_)),
                1..9 => matches!(error, VaultError::UnknownMasterKey { .. }),
                _ => matches!(error, VaultError::Tampered),
            };
            assert!(as_expected, "byte {i}: {error}");
        }
        assert!(keys.unwrap(&wrapped[..i], id(1)).is_err(), "cut at {i}");
    }
    assert!(keys.unwrap(&[wrapped.as_slice(), b"x"].concat(), id(1)).is_err());
}

#[test]
fn a_key_of_another_key_file_is_refused_with_the_ids() {
    let (_here, _, keys) = new_keys();
    let (_there, _, others) = new_keys();
    let wrapped = others.wrap(&SpaceKey::generate(), id(1));
    let error = keys.unwrap(&wrapped, id(1)).unwrap_err();
    assert!(matches!(&error, VaultError::UnknownMasterKey { wanted, have } if *wanted == others.current_id() && *have == keys.ids()));
    assert!(error.to_string().contains(&others.current_id().to_string()) && error.to_string().contains(&keys.current_id().to_string()));
    assert!(!keys.is_current(&wrapped));
}

#[test]
fn a_rotation_keeps_every_key_reachable_until_the_old_master_is_retired() {
    let (_folder, path, mut keys) = new_keys();
    let (key, old_id) = (SpaceKey::generate(), keys.current_id());
    let old = keys.wrap(&key, id(1));
    assert!(keys.is_current(&old));
    assert!(keys.rewrap(&old, id(1)).unwrap().is_none());

    let new_id = keys.add_new(&path).unwrap();
    assert_eq!(keys.ids(), [new_id, old_id]);
    assert!(!keys.is_current(&old));
    assert_eq!(keys.unwrap(&old, id(1)).unwrap().bytes(), key.bytes());
    let new = keys.rewrap(&old, id(1)).unwrap().unwrap();
    assert!(keys.is_current(&new));
    assert_eq!(MasterKeys::load(&path).unwrap().ids(), keys.ids());

    keys.retire_all_but_current(&path).unwrap();
    let loaded = MasterKeys::load(&path).unwrap();
    assert_eq!(loaded.ids(), [new_id]);
    assert_eq!(loaded.unwrap(&new, id(1)).unwrap().bytes(), key.bytes());
    assert!(matches!(loaded.unwrap(&old, id(1)), Err(VaultError::UnknownMasterKey { .. })));
    assert_eq!(std::fs::metadata(&path).unwrap().mode() & 0o777, 0o600);
}

#[test]
fn two_rotations_at_once_lose_no_key() {
    let (_folder, path, mut ours) = new_keys();
    let mut theirs = MasterKeys::load(&path).unwrap();
    let kept = theirs.add_new(&path).unwrap();
    assert!(matches!(ours.add_new(&path), Err(VaultError::Changed { .. })));
    assert!(matches!(ours.retire_all_but_current(&path), Err(VaultError::Changed { .. })));
    assert_eq!(ours.ids().len(), 1, "a refused rotation changes nothing in memory either");
    assert!(MasterKeys::load(&path).unwrap().ids().contains(&kept));
}

#[test]
fn many_rotations_from_many_threads_each_win_or_are_refused() {
    let (folder, path, _) = new_keys();
    let won = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| MasterKeys::load(&path).unwrap().add_new(&path).is_ok())).collect();
        threads.into_iter().map(|thread| usize::from(thread.join().unwrap())).sum::<usize>()
    });
    assert!(won >= 1);
    assert_eq!(MasterKeys::load(&path).unwrap().ids().len(), 1 + won);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}
