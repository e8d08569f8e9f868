//! The file of master keys: read with suspicion, written whole or not at all.

use std::fs::{File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use secrecy::{ExposeSecret as _, ExposeSecretMut as _, SecretBox};
use zeroize::{Zeroize, Zeroizing};

use crate::VaultError;
use crate::master::MasterKey;

const HEAD: &str = "hootis-master-key";
const VERSION: &str = "v1";
/// No key file is longer: beyond it, this is some other file.
const MAX_BYTES: u64 = 64 * 1024;
/// `hootis-master-key v1 <16> <64>` and its line end.
const LINE_BYTES: usize = HEAD.len() + VERSION.len() + 16 + 64 + 4;

fn io(path: &Path) -> impl FnOnce(std::io::Error) -> VaultError {
    let path = path.to_owned();
    move |source| VaultError::Io { path, source }
}

/// Reads the keys, newest first.
pub(crate) fn read(path: &Path) -> Result<Vec<MasterKey>, VaultError> {
    let file = File::open(path).map_err(io(path))?;
    let mode = file.metadata().map_err(io(path))?.permissions().mode() & 0o777;
    if mode & 0o077 != 0 {
        return Err(VaultError::Exposed { path: path.to_owned(), mode });
    }
    // Room for all of it at once: a growing buffer would leave copies of keys behind in memory.
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_BYTES as usize + 64));
    file.take(MAX_BYTES + 1).read_to_end(&mut text).map_err(io(path))?;
    let refuse = |line, what| VaultError::Malformed { path: path.to_owned(), line, what };
    if text.len() as u64 > MAX_BYTES {
        return Err(refuse(1, "the file is too long to be a key file"));
    }
    let text = std::str::from_utf8(&text).map_err(|_| refuse(1, "the file is not text"))?;
    let mut keys: Vec<MasterKey> = Vec::new();
    for (i, line) in text.lines().enumerate() {
        let key = parse(line).map_err(|what| refuse(i + 1, what))?;
        if keys.iter().any(|other| other.id() == key.id()) {
            return Err(refuse(i + 1, "this key is there twice"));
        }
        keys.push(key);
    }
    if keys.is_empty() {
        return Err(refuse(1, "the file holds no key"));
    }
    Ok(keys)
}

fn parse(line: &str) -> Result<MasterKey, &'static str> {
    let words: Vec<&str> = line.split(' ').collect();
    let [head, version, id, key] = words.as_slice() else { return Err("expected four words: hootis-master-key v1 <id> <key>") };
    if *head != HEAD {
        return Err("a line starts with hootis-master-key");
    }
    if *version != VERSION {
        return Err("only version v1 of keys is known here");
    }
    let id = from_hex::<8>(id).ok_or("the id is not 16 hexadecimal digits")?;
    let key = MasterKey::new(from_hex::<32>(key).ok_or("the key is not 64 hexadecimal digits")?);
    if key.id().0 != *id.expose_secret() {
        return Err("the id is not that of the key: one of them was altered");
    }
    Ok(key)
}

fn from_hex<const N: usize>(text: &str) -> Option<SecretBox<[u8; N]>>
where
    [u8; N]: Default + Zeroize,
{
    let digits = text.as_bytes();
    if digits.len() != 2 * N {
        return None;
    }
    let mut bytes = SecretBox::<[u8; N]>::default();
    for (byte, pair) in bytes.expose_secret_mut().iter_mut().zip(digits.chunks_exact(2)) {
        let digit = |c: u8| char::from(c).to_digit(16);
        *byte = u8::try_from(digit(pair[0])? * 16 + digit(pair[1])?).ok()?;
    }
    Some(bytes)
}

fn push_hex(text: &mut String, bytes: &[u8]) {
    for byte in bytes {
        for digit in [byte >> 4, byte & 15] {
            text.extend(char::from_digit(u32::from(digit), 16));
        }
    }
}

fn text_of(keys: &[MasterKey]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(keys.len() * LINE_BYTES));
    for key in keys {
        text.push_str(HEAD);
        text.push(' ');
        text.push_str(VERSION);
        text.push(' ');
        push_hex(&mut text, &key.id().0);
        text.push(' ');
        push_hex(&mut text, key.bytes());
        text.push('\n');
    }
    text
}

/// Writes a first key file; refuses when there is one.
pub(crate) fn create(path: &Path, keys: &[MasterKey]) -> Result<(), VaultError> {
    let part = write_part(path, keys)?;
    // A hard link, unlike a rename, fails when the name is taken.
    let linked = std::fs::hard_link(&part, path);
    std::fs::remove_file(&part).map_err(io(path))?;
    match linked {
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Err(VaultError::Exists { path: path.to_owned() }),
        Err(error) => Err(io(path)(error)),
        Ok(()) => sync_folder(path),
    }
}

/// Writes `new` in place of `old`, unless the file holds something else than `old` by now.
pub(crate) fn replace(path: &Path, old: &[MasterKey], new: &[MasterKey]) -> Result<(), VaultError> {
    // Whoever else rotates waits here on the same file, then finds that it was changed.
    let lock = File::open(path).map_err(io(path))?;
    lock.lock().map_err(io(path))?;
    let there = read(path)?;
    if there.len() != old.len() || there.iter().zip(old).any(|(a, b)| a.id() != b.id()) {
        return Err(VaultError::Changed { path: path.to_owned() });
    }
    let part = write_part(path, new)?;
    std::fs::rename(&part, path).map_err(io(path))?;
    sync_folder(path)
}

/// The keys in a file of their own beside `path`, safely on the disk.
fn write_part(path: &Path, keys: &[MasterKey]) -> Result<PathBuf, VaultError> {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".{}.part", crate::token_text(&crate::random::<8>())));
    let part = path.with_file_name(name);
    let written = (|| {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&part)?;
        file.write_all(text_of(keys).as_bytes())?;
        file.sync_all()
    })();
    if let Err(error) = written {
        // What was half written is of no use; that it may not be there at all is no second error.
        let _gone = std::fs::remove_file(&part);
        return Err(io(path)(error));
    }
    Ok(part)
}

fn sync_folder(path: &Path) -> Result<(), VaultError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(io(path))
}
