use image::ImageFormat;

use super::{encoded, halves, photo};
use crate::kinds::{Kind, Refusal, ends_as_unreadable, see};
use crate::svg::can_act;

fn media_type(head: &[u8], name: &str) -> Result<&'static str, Refusal> {
    see(head, name).map(|seen| seen.media_type)
}

#[test]
fn a_file_is_what_its_first_bytes_say() {
    assert_eq!(media_type(&photo(8, 8, 1), "a.JPG"), Ok("image/jpeg"));
    assert_eq!(media_type(&encoded(&halves(8, 8), ImageFormat::Png), "b"), Ok("image/png"));
    assert_eq!(media_type(&encoded(&halves(8, 8), ImageFormat::WebP), "c.webp"), Ok("image/webp"));
    assert_eq!(media_type(b"\0\0\0\x18ftypmp42\0\0", "film.mp4"), Ok("video/mp4"));
    assert_eq!(media_type(b"\0\0\0\x18ftypqt  \0\0", "film.MOV"), Ok("video/quicktime"));
    assert_eq!(media_type(b"\x1a\x45\xdf\xa3....webm", "film.webm"), Ok("video/webm"));
    assert_eq!(media_type(b"%PDF-1.7", "devis.pdf"), Ok("application/pdf"));
    assert_eq!(media_type(b"PK\x03\x04..", "x.odt"), Ok("application/vnd.oasis.opendocument.text"));
    assert_eq!(media_type("Référence;Prix\n".as_bytes(), "prix.csv"), Ok("text/csv"));
    assert_eq!(media_type(b"\0\x01\x02", "x.bin"), Ok("application/octet-stream"));
    assert_eq!(see(b"ID3\x03", "voix.mp3").map(|seen| seen.kind), Ok(Kind::Audio));
}

#[test]
fn a_page_is_text_and_nothing_more() {
    assert_eq!(media_type(b"<!doctype html><script>alert(1)</script>", "page.html"), Ok("text/plain"));
}

#[test]
fn what_is_not_what_it_is_called_is_refused() {
    for (head, name) in [
        (b"<html><script>alert(1)</script>".as_slice(), "photo.jpg"),
        (b"PK\x03\x04", "photo.png"),
        (b"\xff\xd8\xff\xe0", "film.mp4"),
        (b"\xff\xd8\xff\xe0", "facture.pdf"),
        (b"MZ\x90\0", "photo.jpeg"),
    ] {
        assert_eq!(see(head, name), Err(Refusal::Disguised), "{name}");
    }
}

#[test]
fn what_nothing_here_reads_is_refused_by_its_name_for_it() {
    assert_eq!(see(b"\0\0\0\x18ftypheic", "IMG_1.HEIC"), Err(Refusal::Heic));
    assert_eq!(see(b"\0\0\0\x18ftypmif1", "IMG_1.jpg"), Err(Refusal::Heic));
    assert_eq!(see(b"\0\0\0\x18ftypavif", "x"), Err(Refusal::Format));
    assert_eq!(see(b"", "x"), Err(Refusal::Empty));
    assert_eq!((ends_as_unreadable("IMG.HEIC"), ends_as_unreadable("IMG.jpg")), (Some(Refusal::Heic), None));
}

#[test]
fn an_svg_that_can_act_is_known_by_every_way_it_has() {
    for svg in [
        "<svg><script>alert(1)</script></svg>",
        "<svg><ScRiPt\n>x</ScRiPt></svg>",
        "<svg onload=alert(1)>",
        "<svg><g\tonclick = 'x'/></svg>",
        "<svg><a href=\"java\nscript:alert(1)\"/></svg>",
        "<svg><a href=\"&#106;avascript:x\"/></svg>",
        "<svg><image href=\"https://other.example/x.png\"/></svg>",
        "<svg><style>@import 'x'</style></svg>",
        "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>",
        "<svg><foreignObject/></svg>",
        "<svg><set attributeName='href'/></svg>",
    ] {
        assert!(can_act(svg.as_bytes()), "{svg}");
    }
    for svg in [
        "<svg xmlns='http://www.w3.org/2000/svg'><path d='M0 0h1'/></svg>",
        "<svg><text>Ton bon (on = 1)</text></svg>",
        "<svg><use href='#a'/></svg>",
    ] {
        assert!(!can_act(svg.as_bytes()), "{svg}");
    }
}

#[test]
fn names_of_kinds_and_refusals_are_their_own() {
    assert!(Kind::ALL.iter().all(|kind| Kind::parse(kind.as_str()) == Some(*kind)));
    let names: std::collections::BTreeSet<String> = Refusal::ALL.iter().map(|refusal| refusal.as_str()).collect();
    assert_eq!(names.len(), Refusal::ALL.len());
}
