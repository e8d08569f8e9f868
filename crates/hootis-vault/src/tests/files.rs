use std::cell::Cell;
use std::io::{self, Read, Write};
use std::rc::Rc;

use crate::{FileKey, SpaceKey, VaultError};

fn seal(key: &FileKey, plain: &[u8]) -> Vec<u8> {
    let mut writer = key.seal_writer(Vec::new()).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

fn open(key: &FileKey, sealed: &[u8]) -> Result<Vec<u8>, VaultError> {
    let mut plain = Vec::new();
    key.open_reader(sealed)?.read_to_end(&mut plain)?;
    Ok(plain)
}

/// `length` bytes that do not repeat at any block's size.
fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from(i * 31 % 251).unwrap()).collect()
}

#[test]
fn files_of_every_size_around_a_block_come_back_as_they_were() {
    let key = SpaceKey::generate().files();
    for length in [0, 1, 65_535, 65_536, 65_537, 131_072, 200_000] {
        let sealed = seal(&key, &pattern(length));
        assert!(sealed.starts_with(b"age-encryption.org/v1\n"));
        assert_eq!(open(&key, &sealed).unwrap(), pattern(length), "{length}");
    }
}

#[test]
fn a_file_of_another_space_or_purpose_is_refused() {
    let space = SpaceKey::generate();
    let sealed = seal(&space.files(), b"plain");
    assert!(matches!(open(&SpaceKey::generate().files(), &sealed), Err(VaultError::Tampered)));
    assert!(matches!(open(&space.archives(), &sealed), Err(VaultError::Tampered)));
}

#[test]
fn a_cut_file_is_refused_wherever_it_was_cut() {
    let key = SpaceKey::generate().files();
    let sealed = seal(&key, &pattern(70_000));
    for cut in (0..1_000).chain((1_000..sealed.len()).step_by(997)).chain(sealed.len() - 40..sealed.len()) {
        assert!(open(&key, &sealed[..cut]).is_err(), "cut at {cut} of {}", sealed.len());
    }
}

#[test]
fn a_file_whose_writer_was_dropped_before_the_end_is_refused() {
    let key = SpaceKey::generate().files();
    let mut sealed = Vec::new();
    let mut writer = key.seal_writer(&mut sealed).unwrap();
    writer.write_all(&pattern(200_000)).unwrap();
    drop(writer);
    assert!(open(&key, &sealed).is_err());
}

#[test]
fn every_altered_byte_of_a_file_is_noticed() {
    let key = SpaceKey::generate().files();
    let sealed = seal(&key, b"A contract of 2026.");
    for i in 0..sealed.len() {
        let mut altered = sealed.clone();
        altered[i] ^= 1;
        assert!(open(&key, &altered).is_err(), "byte {i}");
    }
    assert!(open(&key, &[sealed.as_slice(), b"x"].concat()).is_err(), "something was added");
}

#[test]
fn a_header_without_end_is_refused_early() {
    let key = SpaceKey::generate().files();
    let pulled = Rc::new(Cell::new(0));
    let endless = Counted { inner: io::repeat(b'a'), count: Rc::clone(&pulled) };
    assert!(matches!(key.open_reader(endless), Err(VaultError::Tampered)));
    assert!(pulled.get() <= 128 * 1024, "{} bytes were read", pulled.get());
    let lines = b"age-encryption.org/v1\n-> X25519 abc\n".iter().copied().cycle().take(1 << 20).collect::<Vec<_>>();
    assert!(matches!(key.open_reader(lines.as_slice()), Err(VaultError::Tampered)));
}

#[test]
fn a_failing_disk_is_told_from_a_tampered_file() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("disk"))
        }
    }
    assert!(matches!(SpaceKey::generate().files().open_reader(Failing), Err(VaultError::Stream(_))));
}

/// Counts what passes.
struct Counted<T> {
    inner: T,
    count: Rc<Cell<usize>>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(bytes)?;
        self.count.set(self.count.get() + n);
        Ok(n)
    }
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let n = self.inner.write(bytes)?;
        self.count.set(self.count.get() + n);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}

/// What is held back between the two ends is what memory it takes: two blocks at most, at every moment.
#[test]
fn fifty_megabytes_pass_in_the_memory_of_a_few_blocks() {
    const PIECE: usize = 100_000;
    const HELD: usize = 3 * 65_536;
    let key = SpaceKey::generate().files();
    let piece = pattern(PIECE);
    let written = Rc::new(Cell::new(0));
    let mut writer = key.seal_writer(Counted { inner: tempfile::tempfile().unwrap(), count: Rc::clone(&written) }).unwrap();
    for i in 1..=500 {
        writer.write_all(&piece).unwrap();
        assert!(written.get() + HELD > i * PIECE, "{} bytes are held back", i * PIECE - written.get());
    }
    let mut file = writer.finish().unwrap().inner;
    io::Seek::rewind(&mut file).unwrap();

    let read = Rc::new(Cell::new(0));
    let mut reader = key.open_reader(Counted { inner: file, count: Rc::clone(&read) }).unwrap();
    let mut back = vec![0; PIECE];
    for i in 1..=500 {
        reader.read_exact(&mut back).unwrap();
        assert!(back == piece, "piece {i}");
        assert!(read.get() < i * PIECE + i * PIECE / 1_000 + HELD, "{} bytes are held", read.get() - i * PIECE);
    }
    assert_eq!(reader.read(&mut back).unwrap(), 0);
}
