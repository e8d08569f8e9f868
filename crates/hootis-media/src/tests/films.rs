use std::io::Cursor;

use crate::Film;

fn boxed(name: &[u8], inside: &[u8]) -> Vec<u8> {
    [&u32::try_from(inside.len() + 8).unwrap().to_be_bytes()[..], name, inside].concat()
}

fn read(file: &[u8]) -> Film {
    Film::read(&mut Cursor::new(file), file.len() as u64).unwrap()
}

fn film() -> Vec<u8> {
    let mvhd = [&[0; 12][..], &600_u32.to_be_bytes(), &46_800_u32.to_be_bytes(), &[0; 80]].concat();
    let tkhd = [&[0; 76][..], &(1_280_u32 << 16).to_be_bytes(), &(720_u32 << 16).to_be_bytes()].concat();
    let moov = boxed(b"moov", &[boxed(b"mvhd", &mvhd), boxed(b"trak", &boxed(b"tkhd", &tkhd))].concat());
    [boxed(b"ftyp", b"mp42\0\0\0\0"), boxed(b"mdat", &[7; 5_000]), moov].concat()
}

#[test]
fn a_film_says_its_length_and_size_wherever_its_header_stands() {
    assert_eq!(read(&film()), Film { duration_ms: Some(78_000), size: Some((1_280, 720)) });
}

#[test]
fn a_film_that_says_nothing_sensible_says_nothing() {
    let whole = film();
    for cut in 0..whole.len() {
        // Cut, it may still know its length; it never knows another.
        assert!(matches!(read(&whole[..cut]).duration_ms, None | Some(78_000)), "{cut}");
    }
    for at in 0..whole.len().min(40) {
        let mut damaged = whole.clone();
        damaged[at] = 0xff;
        let _ended = read(&damaged);
    }
    assert_eq!(read(b""), Film::default());
}
