//! Files and archives, as a stream in the age format.
//!
//! Hootis is not needed to open them: the standard `age` program does it with
//! [`FileKey::identity_text`].

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read, Write};
use std::str::FromStr as _;

use age::stream::{StreamReader, StreamWriter};
use age::x25519::Identity;
use age::{DecryptError, Decryptor, Encryptor};
use secrecy::SecretString;
use zeroize::Zeroizing;

use crate::scrub::scrubbed;
use crate::{SubKey, VaultError};

/// What a stream begins with, after the header.
const NONCE: u64 = 16;

/// Our headers take about 500 bytes. A stranger's may not make us read on for ever.
const MAX_HEADER: usize = 16 * 1024;

/// Seals and opens the files of one space.
pub struct FileKey {
    pub(crate) identity: Box<Identity>,
    /// Opens what was sealed before the key was changed.
    pub(crate) previous: Option<Box<Identity>>,
}

impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey(…)")
    }
}

impl FileKey {
    pub(crate) fn new(key: &SubKey, previous: Option<&SubKey>) -> Self {
        scrubbed(|| Self { identity: identity(key), previous: previous.map(identity) })
    }

    /// The age identity (`AGE-SECRET-KEY-1…`) that opens these files with the standard program.
    #[must_use]
    pub fn identity_text(&self) -> SecretString {
        self.identity.to_string()
    }

    /// Writes a sealed file to `w`. Without [`SealWriter::finish`] the file stays cut and is refused when read.
    ///
    /// # Errors
    /// When `w` fails.
    pub fn seal_writer<W: Write>(&self, w: W) -> Result<SealWriter<W>, VaultError> {
        let recipient = scrubbed(|| self.identity.to_public());
        let encryptor = Encryptor::with_recipients(std::iter::once(&recipient as _)).map_err(|_| VaultError::Tampered)?;
        Ok(SealWriter(encryptor.wrap_output(w)?))
    }

    /// Reads a sealed file from `r`. What comes out was written by the holder of the key, but only
    /// the end of the stream says that nothing is missing: act on a whole file, not on its start.
    ///
    /// # Errors
    /// [`VaultError::Tampered`] when it is no such file, or another space's; then as [`Read`] errors.
    pub fn open_reader<R: Read>(&self, r: R) -> Result<OpenReader<R>, VaultError> {
        let keys = std::iter::once(&self.identity).chain(&self.previous);
        open(r, keys.map(|key| &**key))
    }

    /// Whether a sealed file must be [sealed](Self::seal_writer) anew: it still opens with the key before alone.
    ///
    /// # Errors
    /// [`VaultError::Tampered`] when neither opens it.
    pub fn is_previous<R: Read>(&self, r: R) -> Result<bool, VaultError> {
        // The header says it; age wants the stream's nonce behind it.
        let mut r = BufReader::with_capacity(MAX_HEADER, r);
        let mut header = read_header(&mut r)?;
        if r.take(NONCE).read_to_end(&mut header)? as u64 != NONCE {
            return Err(VaultError::Tampered);
        }
        let opens = |key: &Identity| {
            let decryptor = Decryptor::new_buffered(Cursor::new(&header));
            decryptor.is_ok_and(|decryptor| scrubbed(|| decryptor.decrypt(std::iter::once(key as _)).is_ok()))
        };
        match (opens(&self.identity), &self.previous) {
            (true, _) => Ok(false),
            (false, Some(previous)) if opens(previous) => Ok(true),
            _ => Err(VaultError::Tampered),
        }
    }
}

/// In a box: it holds the key, and would leave a copy wherever it is moved from.
fn identity(key: &SubKey) -> Box<Identity> {
    let prefix = bech32::Hrp::parse_unchecked("age-secret-key-");
    // age takes an identity as text only. With room for all of it: a text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(128));
    bech32::encode_upper_to_fmt::<bech32::Bech32, _>(&mut *text, prefix, key.expose()).expect("32 bytes fit in bech32");
    Box::new(Identity::from_str(&text).expect("any 32 bytes are an X25519 identity"))
}

fn open<'a, R: Read>(r: R, keys: impl Iterator<Item = &'a Identity>) -> Result<OpenReader<R>, VaultError> {
    let mut r = BufReader::with_capacity(64 * 1024, r);
    let header = read_header(&mut r)?;
    let decryptor = Decryptor::new_buffered(Cursor::new(header).chain(r)).map_err(refused)?;
    Ok(OpenReader(scrubbed(|| decryptor.decrypt(keys.map(|key| key as _))).map_err(refused)?))
}

/// The bytes of the header, up to the line that starts with `---`.
fn read_header(r: &mut impl BufRead) -> Result<Vec<u8>, VaultError> {
    let mut header = Vec::new();
    loop {
        let start = header.len();
        let mut limited = r.by_ref().take((MAX_HEADER - start) as u64);
        if limited.read_until(b'\n', &mut header)? == 0 {
            return Err(VaultError::Tampered);
        }
        if header[start..].starts_with(b"--- ") {
            return Ok(header);
        }
    }
}

fn refused(error: DecryptError) -> VaultError {
    match error {
        DecryptError::Io(error) if error.kind() != io::ErrorKind::UnexpectedEof => VaultError::Stream(error),
        _ => VaultError::Tampered,
    }
}

/// Where the plain bytes of a sealed file go in.
pub struct SealWriter<W: Write>(StreamWriter<W>);

impl<W: Write> SealWriter<W> {
    /// Writes the end of the file, without which it is refused, and gives the writer back.
    ///
    /// # Errors
    /// When the writer below fails.
    pub fn finish(self) -> io::Result<W> {
        self.0.finish()
    }
}

impl<W: Write> Write for SealWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Where the plain bytes of a sealed file come out, checked piece by piece (64 KiB).
pub struct OpenReader<R: Read>(StreamReader<Chain<Cursor<Vec<u8>>, BufReader<R>>>);

impl<R: Read> Read for OpenReader<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}
