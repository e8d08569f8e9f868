use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};

use crate::{BLOCK, BlockReader, BlockWriter, ContentHash, FileKey, HEAD, SpaceKey, SpaceKeys, VaultError, plain_length, sealed_length};

/// `length` bytes that do not repeat at any block's size.
fn pattern(length: usize) -> Vec<u8> {
    (0..length).map(|i| u8::try_from(i * 31 % 251).unwrap()).collect()
}

fn empty() -> (tempfile::NamedTempFile, File) {
    let file = tempfile::NamedTempFile::new().unwrap();
    let again = File::options().read(true).write(true).open(file.path()).unwrap();
    (file, again)
}

fn again(file: &tempfile::NamedTempFile) -> File {
    File::options().read(true).write(true).open(file.path()).unwrap()
}

fn write(key: &FileKey, plain: &[u8], piece: usize) -> tempfile::NamedTempFile {
    let (file, handle) = empty();
    let mut writer = BlockWriter::create(key, handle).unwrap();
    for bytes in plain.chunks(piece.max(1)) {
        writer.write(bytes).unwrap();
    }
    assert_eq!(writer.taken(), plain.len() as u64);
    writer.finish().unwrap();
    file
}

fn read(key: &FileKey, file: &tempfile::NamedTempFile) -> Result<Vec<u8>, VaultError> {
    let mut plain = Vec::new();
    BlockReader::open(key, again(file))?.read_to_end(&mut plain)?;
    Ok(plain)
}

const SIZES: [usize; 8] = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 2 * BLOCK, 2 * BLOCK + 1, 300_000];

#[test]
fn every_size_comes_back_and_the_standard_format_reads_it() {
    let key = SpaceKey::generate().files();
    for size in SIZES {
        for piece in [1_000, BLOCK, BLOCK + 7, 1 << 20] {
            let file = write(&key, &pattern(size), piece);
            let length = file.path().metadata().unwrap().len();
            assert_eq!((length, plain_length(length)), (sealed_length(size as u64), Some(size as u64)), "{size}");
            assert_eq!(read(&key, &file).unwrap(), pattern(size), "{size} by {piece}");
            let mut plain = Vec::new();
            key.open_reader(again(&file)).unwrap().read_to_end(&mut plain).unwrap();
            assert_eq!(plain, pattern(size), "{size} by {piece}, as any file in the age format");
        }
    }
}

#[test]
fn any_part_is_read_without_what_is_before_it() {
    let key = SpaceKey::generate().files();
    let plain = pattern(3 * BLOCK + 500);
    let file = write(&key, &plain, 4_096);
    // Everything before the part is destroyed: it is not looked at.
    let damaged = again(&file);
    std::os::unix::fs::FileExt::write_all_at(&damaged, &[0; 1_000], HEAD as u64 + 10).unwrap();
    let mut reader = BlockReader::open(&key, again(&file)).unwrap();
    assert_eq!(reader.length(), plain.len() as u64);
    for (from, count) in [(BLOCK, 10), (2 * BLOCK - 5, 10), (3 * BLOCK + 400, 100)] {
        reader.seek(SeekFrom::Start(from as u64)).unwrap();
        let mut part = vec![0; count];
        reader.read_exact(&mut part).unwrap();
        assert_eq!(part, plain[from..from + count], "{from}");
    }
    reader.seek(SeekFrom::Start(0)).unwrap();
    assert!(reader.read(&mut [0; 1]).is_err(), "the block that was altered comes out nowhere");
}

#[test]
fn a_file_that_was_cut_anywhere_is_gone_on_with() {
    let key = SpaceKey::generate().files();
    for size in [1, BLOCK, 2 * BLOCK, 2 * BLOCK + 77] {
        let plain = pattern(size);
        let whole = write(&key, &plain, 10_000);
        let length = usize::try_from(sealed_length(size as u64)).unwrap();
        for cut in (0..HEAD + 20).step_by(37).chain((HEAD..length).step_by(9_973)).chain([length - 1, length]) {
            let (file, handle) = empty();
            std::fs::copy(whole.path(), file.path()).unwrap();
            handle.set_len(cut as u64).unwrap();
            match BlockWriter::resume(&key, handle, size as u64).unwrap() {
                None => assert_eq!(cut, length, "{size}: only a whole file has its end"),
                Some(mut writer) => {
                    let from = usize::try_from(writer.written()).unwrap();
                    assert!(cut < length && from <= cut && from.is_multiple_of(BLOCK));
                    writer.write(&plain[from..]).unwrap();
                    writer.finish().unwrap();
                }
            }
            assert_eq!(read(&key, &file).unwrap(), plain, "{size} cut at {cut}");
        }
    }
}

#[test]
fn what_is_paused_keeps_whole_blocks_and_says_how_much() {
    let key = SpaceKey::generate().files();
    let plain = pattern(3 * BLOCK);
    let (file, handle) = empty();
    let mut writer = BlockWriter::create(&key, handle).unwrap();
    writer.write(&plain[..2 * BLOCK + 9]).unwrap();
    assert_eq!(writer.pause().unwrap(), 2 * BLOCK as u64);
    assert!(read(&key, &file).is_err(), "it has no end yet");
    let mut writer = BlockWriter::resume(&key, again(&file), plain.len() as u64).unwrap().unwrap();
    writer.write(&plain[2 * BLOCK..]).unwrap();
    writer.finish().unwrap();
    assert_eq!(read(&key, &file).unwrap(), plain);
}

#[test]
fn a_block_that_was_altered_is_written_again_and_never_read() {
    let key = SpaceKey::generate().files();
    let plain = pattern(3 * BLOCK);
    let (file, handle) = empty();
    let mut writer = BlockWriter::create(&key, handle).unwrap();
    writer.write(&plain[..2 * BLOCK]).unwrap();
    writer.pause().unwrap();
    std::os::unix::fs::FileExt::write_all_at(&again(&file), &[9; 4], (HEAD + BLOCK + 100) as u64).unwrap();
    let writer = BlockWriter::resume(&key, again(&file), plain.len() as u64).unwrap().unwrap();
    assert_eq!(writer.written(), BLOCK as u64);
}

#[test]
fn a_file_that_was_cut_or_is_another_space_s_is_refused() {
    let key = SpaceKey::generate().files();
    let file = write(&key, &pattern(2 * BLOCK), 1_000);
    assert!(matches!(read(&SpaceKey::generate().files(), &file), Err(VaultError::Tampered)));
    let other = BlockWriter::resume(&SpaceKey::generate().files(), again(&file), 2 * BLOCK as u64);
    assert!(matches!(other, Err(VaultError::Tampered)));
    // Cut at the end of a block: what is left is a file in shape, whose last block does not say that it is the last.
    again(&file).set_len(sealed_length(BLOCK as u64)).unwrap();
    assert!(read(&key, &file).is_err());
}

#[test]
fn a_file_of_an_old_key_is_wrapped_anew_in_place_even_while_it_is_written() {
    let bytes: Vec<u8> = (0x20..0x40).collect();
    let old = || SpaceKey::from_bytes(&bytes).unwrap();
    let plain = pattern(3 * BLOCK);
    let (file, handle) = empty();
    let mut writer = BlockWriter::create(&old().files(), handle).unwrap();
    writer.write(&plain[..BLOCK + 5]).unwrap();
    let (new, both) = (SpaceKey::generate(), |new: SpaceKey| SpaceKeys::new(new, Some(old())).files());
    let only_new = new.files();
    let keys = both(new);
    assert_eq!(keys.rewrap(&again(&file)).unwrap(), Some(true));
    assert_eq!(keys.rewrap(&again(&file)).unwrap(), Some(false), "once is enough");
    writer.write(&plain[BLOCK + 5..]).unwrap();
    writer.finish().unwrap();
    assert_eq!(read(&only_new, &file).unwrap(), plain);
    assert!(read(&old().files(), &file).is_err());
    assert!(matches!(SpaceKey::generate().files().rewrap(&again(&file)), Err(VaultError::Tampered)));
}

#[test]
fn a_file_of_another_shape_is_not_wrapped_anew_here() {
    let key = SpaceKey::generate().files();
    let (file, handle) = empty();
    std::io::Write::write_all(&mut &handle, b"short").unwrap();
    assert_eq!(key.rewrap(&again(&file)).unwrap(), None);
    let (file, handle) = empty();
    key.seal_writer(handle).unwrap().finish().unwrap();
    assert_eq!(key.rewrap(&again(&file)).unwrap(), None, "padded heads are of any length");
}

#[test]
fn a_content_has_one_hash_under_a_key_however_it_comes() {
    let hash = |key: &[u8], pieces: &[&[u8]]| {
        let mut hash = ContentHash::new(key);
        pieces.iter().for_each(|piece| hash.update(piece));
        hash.finish()
    };
    assert_eq!(hash(b"key", &[b"ab", b"c"]), hash(b"key", &[b"abc"]));
    assert_ne!(hash(b"key", &[b"abc"]), hash(b"another", &[b"abc"]));
    assert_ne!(hash(b"key", &[b"abc"]), hash(b"key", &[b"abd"]));
}
