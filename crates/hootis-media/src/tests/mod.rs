//! What pictures become, each a sentence.

mod films;
mod kinds;
mod pictures;

use std::io::Cursor;

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

/// A picture whose left half is red and whose right half is blue.
fn halves(width: u32, height: u32) -> DynamicImage {
    RgbImage::from_fn(width, height, |x, _| if x < width / 2 { Rgb([220, 20, 20]) } else { Rgb([20, 20, 220]) }).into()
}

fn encoded(image: &DynamicImage, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    image.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// EXIF with a way up, a camera, a place and a date.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0".to_vec();
    let entry =
        |tag: u16, kind: u16, count: u32, value: [u8; 4]| [&tag.to_le_bytes()[..], &kind.to_le_bytes(), &count.to_le_bytes(), &value].concat();
    // IFD0 at 8: four entries, 2 + 48 + 4 bytes; then the other two directories and their texts.
    let (more, place, date) = (62_u32, 80_u32, 98_u32);
    tiff.extend_from_slice(&4_u16.to_le_bytes());
    tiff.extend(entry(0x010f, 2, 4, *b"Cam\0"));
    tiff.extend(entry(0x0112, 3, 1, [orientation, 0, 0, 0]));
    tiff.extend(entry(0x8769, 4, 1, more.to_le_bytes()));
    tiff.extend(entry(0x8825, 4, 1, place.to_le_bytes()));
    tiff.extend_from_slice(&[0; 4]);
    tiff.extend_from_slice(&1_u16.to_le_bytes());
    tiff.extend(entry(0x9003, 2, 20, date.to_le_bytes()));
    tiff.extend_from_slice(&[0; 4]);
    tiff.extend_from_slice(&1_u16.to_le_bytes());
    tiff.extend(entry(0x0001, 2, 2, *b"N\0\0\0"));
    tiff.extend_from_slice(&[0; 4]);
    tiff.extend_from_slice(b"2026:08:14 16:20:05\0GPSGPSGPS");
    tiff
}

/// A JPEG with such EXIF, and words of XMP and a comment behind it.
fn photo(width: u32, height: u32, orientation: u8) -> Vec<u8> {
    let plain = encoded(&halves(width, height), ImageFormat::Jpeg);
    let segment = |marker: u8, body: &[u8]| [&[0xff, marker][..], &u16::try_from(body.len() + 2).unwrap().to_be_bytes(), body].concat();
    let exif = segment(0xe1, &[b"Exif\0\0".as_slice(), &exif(orientation)].concat());
    let xmp = segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<x exif:GPSLatitude='43'/>");
    [&plain[..2], &exif, &xmp, &segment(0xfe, b"GPS comment"), &plain[2..]].concat()
}
