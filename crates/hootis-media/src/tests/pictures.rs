use image::{DynamicImage, GenericImageView as _, ImageFormat};

use super::{encoded, exif, halves, photo};
use crate::kinds::Refusal;
use crate::picture::{Picture, read};
use crate::wire;

fn holds(bytes: &[u8], words: &[u8]) -> bool {
    bytes.windows(words.len()).any(|w| w == words)
}

fn is_red(image: &DynamicImage, x: u32, y: u32) -> bool {
    let [red, _, blue, _] = image.get_pixel(x, y).0;
    red > 150 && blue < 100
}

fn decoded(bytes: &[u8]) -> DynamicImage {
    image::load_from_memory(bytes).unwrap()
}

#[test]
fn a_photo_loses_its_place_its_camera_and_its_comments_and_keeps_its_pixels() {
    let photo = photo(300, 200, 1);
    assert!(holds(&photo, b"GPS") && holds(&photo, b"Cam"));
    let picture = read(&photo, false).unwrap();
    assert!(!holds(&picture.content, b"GPS") && !holds(&picture.content, b"Cam") && !holds(&picture.content, b"Exif"));
    assert_eq!(decoded(&picture.content), decoded(&photo), "not one pixel is another");
    assert_eq!((picture.width, picture.height, picture.taken.as_deref()), (300, 200, Some("2026:08:14 16:20:05")));
}

#[test]
fn whoever_asks_keeps_what_the_photo_says_of_itself() {
    let picture = read(&photo(300, 200, 6), true).unwrap();
    assert!(holds(&picture.content, b"GPSGPSGPS") && holds(&picture.content, b"Cam") && holds(&picture.content, b"GPSLatitude"));
    assert!(!holds(&picture.content, b"GPS comment"), "comments are no part of it");
}

#[test]
fn a_photo_that_was_held_upright_is_shown_upright() {
    for (orientation, lies, red_at) in [(1, false, (0.1, 0.5)), (3, false, (0.9, 0.5)), (6, true, (0.5, 0.1)), (8, true, (0.5, 0.9))] {
        let picture = read(&photo(1_000, 600, orientation), false).unwrap();
        let size = if lies { (600, 1_000) } else { (1_000, 600) };
        assert_eq!((picture.width, picture.height), size, "{orientation}");
        for (view, longest) in [(&picture.large, 1_000), (&picture.small, 480)] {
            let view = decoded(view);
            assert_eq!(view.width().max(view.height()), longest, "{orientation}");
            let at = |part: f64, whole: u32| (part * f64::from(whole)) as u32;
            assert!(is_red(&view, at(red_at.0, view.width()), at(red_at.1, view.height())), "{orientation}");
        }
        // The photo itself goes on saying which way up it is, and nothing else.
        let again = read(&picture.content, false).unwrap();
        assert_eq!((again.width, again.height), size, "{orientation}");
        assert_eq!(holds(&picture.content, b"Exif"), orientation != 1);
    }
}

#[test]
fn large_photos_are_made_smaller_and_small_ones_are_not_made_larger() {
    let picture = read(&encoded(&halves(4_000, 3_000), ImageFormat::Jpeg), false).unwrap();
    assert_eq!((decoded(&picture.large).dimensions(), decoded(&picture.small).dimensions()), ((1_600, 1_200), (480, 360)));
    assert!(picture.large.len() < 60_000, "{}", picture.large.len());
    let picture = read(&encoded(&halves(40, 30), ImageFormat::Png), false).unwrap();
    assert_eq!((decoded(&picture.large).dimensions(), decoded(&picture.small).dimensions()), ((40, 30), (40, 30)));
    assert!(picture.small.starts_with(b"RIFF") && &picture.small[8..12] == b"WEBP");
}

#[test]
fn what_stands_behind_the_end_of_a_picture_is_cut_off_whatever_is_asked() {
    let hidden = b"<html><script>alert(1)</script>PK\x03\x04";
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let plain = encoded(&halves(64, 48), format);
        for keeps_place in [false, true] {
            let picture = read(&[plain.as_slice(), hidden].concat(), keeps_place).unwrap_or_else(|refusal| panic!("{format:?}: {refusal}"));
            assert!(!holds(&picture.content, b"script"), "{format:?}");
            assert_eq!(decoded(&picture.content), decoded(&plain), "{format:?}");
        }
    }
}

#[test]
fn other_formats_lose_their_place_too() {
    let png = encoded(&halves(64, 48), ImageFormat::Png);
    let chunk = |name: &[u8], body: &[u8]| {
        let named = [name, body].concat();
        [&u32::try_from(body.len()).unwrap().to_be_bytes()[..], &named, &crc32fast::hash(&named).to_be_bytes()].concat()
    };
    // Behind the first chunk, which is 25 bytes long.
    let with = [&png[..33], &chunk(b"eXIf", &exif(6)), &chunk(b"tEXt", b"Comment\0GPS"), &png[33..]].concat();
    let picture = read(&with, false).unwrap();
    assert!(!holds(&picture.content, b"GPS"));
    assert_eq!((picture.width, picture.height), (48, 64));
    assert_eq!(read(&picture.content, false).unwrap().width, 48, "it still says which way up it is");
    assert!(holds(&read(&with, true).unwrap().content, b"GPSGPSGPS"));

    let webp = encoded(&halves(64, 48), ImageFormat::WebP);
    let chunk = |name: &[u8], body: &[u8]| {
        let odd: &[u8] = if body.len() % 2 == 1 { &[0] } else { &[] };
        [name, &u32::try_from(body.len()).unwrap().to_le_bytes(), body, odd].concat()
    };
    let inside = [b"WEBP".to_vec(), chunk(b"VP8X", &[0x08, 0, 0, 0, 63, 0, 0, 47, 0, 0]), webp[12..].to_vec(), chunk(b"EXIF", &exif(8))].concat();
    let with = [b"RIFF", &u32::try_from(inside.len()).unwrap().to_le_bytes()[..], &inside].concat();
    let picture = read(&with, false).unwrap();
    assert!(!holds(&picture.content, b"GPS"));
    assert_eq!((picture.width, picture.height), (48, 64));
    assert_eq!(read(&picture.content, false).unwrap().width, 48);
}

/// A header that says a size, and nothing behind it.
fn bomb(width: u32, height: u32) -> Vec<u8> {
    let body = [b"IHDR", &width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let idat = b"IDAT\x78\x9c\x63\0\0\0\x01\0\x01";
    let chunk = |named: &[u8]| [&u32::try_from(named.len() - 4).unwrap().to_be_bytes()[..], named, &crc32fast::hash(named).to_be_bytes()].concat();
    [b"\x89PNG\r\n\x1a\n".to_vec(), chunk(&body), chunk(idat), chunk(b"IEND")].concat()
}

#[test]
fn a_bomb_is_known_by_its_header() {
    for (width, height) in [(20_000, 20_000), (20_000, 1), (1, 20_000), (15_000, 15_000), (u32::MAX >> 1, 1)] {
        let refused = read(&bomb(width, height), false).unwrap_err();
        assert!(matches!(refused, Refusal::Pixels | Refusal::Broken), "{width} × {height}: {refused}");
    }
    assert_eq!(read(&bomb(20_000, 20_000), false), Err(Refusal::Pixels));
    assert_eq!(read(&bomb(300, 200), false), Err(Refusal::Broken), "a header alone is no picture");
}

#[test]
fn no_damage_does_more_than_refuse() {
    for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::Gif, ImageFormat::WebP] {
        let whole = if format == ImageFormat::Jpeg { photo(16, 12, 6) } else { encoded(&halves(16, 12), format) };
        for cut in 0..whole.len() {
            assert!(read(&whole[..cut], false).is_err(), "{format:?} cut at {cut}");
        }
        for at in 0..whole.len() {
            for value in [0, 0xff, whole[at] ^ 0x10] {
                let mut damaged = whole.clone();
                damaged[at] = value;
                // Refused or read: what counts is that it comes to an end.
                let _ended = read(&damaged, at % 2 == 0);
            }
        }
    }
}

#[test]
fn what_goes_over_the_pipe_arrives_and_nothing_else_is_believed() {
    let told = |result: &Result<Picture, Refusal>| {
        let mut bytes = Vec::new();
        wire::write(&mut bytes, result).unwrap();
        bytes
    };
    let picture = read(&photo(300, 200, 6), false);
    let bytes = told(&picture);
    assert_eq!(wire::read(&bytes), Some(picture));
    for cut in 0..bytes.len() {
        assert_eq!(wire::read(&bytes[..cut]), None, "cut at {cut}");
    }
    for refusal in Refusal::ALL {
        assert_eq!(wire::read(&told(&Err(refusal))), Some(Err(refusal)));
    }
    assert_eq!(wire::read(&[200]), None);
    assert_eq!(wire::read(&[0, 1, 0, 0, 0, 1, 0, 0, 0, 255, 255, 255, 255]), None);
}
