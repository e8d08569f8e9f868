//! Archives as they are made, and as they are made to harm.

use std::io::{Cursor, Read as _, Write as _};
use std::time::Duration;

use flate2::{Compression, write::GzEncoder};

use super::{About, Archive, ArchiveError, ArchiveLimits, Met, file_named, met};
use crate::business::ElementKind;

const LIMITS: ArchiveLimits = ArchiveLimits { entries: 20, bytes: 1 << 20, time: Duration::from_secs(60) };

/// A header of a tar, and its bytes.
fn tar(kind: u8, path: &str, bytes: &[u8]) -> Vec<u8> {
    let mut block = [0_u8; 512];
    block[..path.len().min(100)].copy_from_slice(&path.as_bytes()[..path.len().min(100)]);
    block[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
    block[156] = kind;
    block[257..263].copy_from_slice(b"ustar\0");
    block[148..156].fill(b' ');
    let sum: u32 = block.iter().map(|byte| u32::from(*byte)).sum();
    block[148..155].copy_from_slice(format!("{sum:06o}\0").as_bytes());
    let mut all = block.to_vec();
    all.extend(bytes);
    all.resize(all.len().next_multiple_of(512), 0);
    all
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

/// An entry of a zip. `streamed`: sizes behind it.
fn zip(path: &str, bytes: &[u8], streamed: bool) -> Vec<u8> {
    let mut packed = flate2::write::DeflateEncoder::new(Vec::new(), Compression::fast());
    packed.write_all(bytes).unwrap();
    let packed = packed.finish().unwrap();
    let mut all = b"PK\x03\x04\x14\0".to_vec();
    all.extend(if streamed { 8_u16 } else { 0 }.to_le_bytes());
    all.extend(8_u16.to_le_bytes());
    all.extend([0; 8]);
    let sizes = |n: usize| u32::try_from(if streamed { 0 } else { n }).unwrap().to_le_bytes();
    all.extend(sizes(packed.len()));
    all.extend(sizes(bytes.len()));
    all.extend(u16::try_from(path.len()).unwrap().to_le_bytes());
    all.extend([0; 2]);
    all.extend(path.as_bytes());
    all.extend(&packed);
    if streamed {
        all.extend(b"PK\x07\x08");
        all.extend([0; 12]);
    }
    all
}

/// Every file of an archive with its bytes, each read if `reads` says so.
fn all(bytes: Vec<u8>, limits: ArchiveLimits, reads: bool) -> Result<Vec<(String, usize)>, ArchiveError> {
    let mut archive = Archive::open(Cursor::new(bytes), limits)?;
    let mut found = Vec::new();
    while let Some(entry) = archive.next_entry()? {
        if !entry.is_file {
            continue;
        }
        let mut content = Vec::new();
        if reads {
            archive.read_to_end(&mut content).map_err(Archive::refusal)?;
        }
        found.push((String::from_utf8_lossy(&entry.path).into_owned(), content.len()));
    }
    Ok(found)
}

#[test]
fn both_formats_are_read_entry_by_entry_whether_or_not_their_bytes_are_wanted() {
    let long = format!("societe/1/{}.pdf", "long".repeat(40));
    let record = |key: &str, value: &str| {
        let rest = format!(" {key}={value}\n");
        let mut n = rest.len() + 2;
        n = rest.len() + n.to_string().len();
        format!("{n}{rest}")
    };
    let tars = [
        tar(b'5', "docs/societe/", b""),
        tar(b'0', "docs/societe/1/a.pdf", &[7; 700]),
        tar(b'L', "././@LongLink", long.as_bytes()),
        tar(b'0', "cut", b"xy"),
        tar(b'x', "pax", record("path", "propale/PR1/PR1.pdf").as_bytes()),
        tar(b'0', "other", b"z"),
        tar(b'2', "societe/1/link", b""),
        vec![0; 1024],
    ]
    .concat();
    let expected = [("docs/societe/1/a.pdf", 700), (long.as_str(), 2), ("propale/PR1/PR1.pdf", 1)];
    for bytes in [tars.clone(), gz(&tars)] {
        let found = all(bytes.clone(), LIMITS, true).unwrap();
        assert_eq!(found.iter().map(|(path, n)| (path.as_str(), *n)).collect::<Vec<_>>(), expected);
        assert_eq!(all(bytes, LIMITS, false).unwrap().len(), 3, "what is not read is passed over");
    }
    let zips = [zip("docs\\facture\\FA1\\FA1.pdf", &[1; 900], false), zip("b.pdf", &[2; 5], true), zip("c.pdf", b"c", false), b"PK\x01\x02".to_vec()]
        .concat();
    for reads in [true, false] {
        let found = all(zips.clone(), LIMITS, reads).unwrap();
        assert_eq!(found.iter().map(|(path, _)| path.as_str()).collect::<Vec<_>>(), ["docs/facture/FA1/FA1.pdf", "b.pdf", "c.pdf"]);
    }
}

#[test]
fn bombs_cuts_and_nonsense_end_with_a_reason() {
    let code = |bytes: Vec<u8>, reads| all(bytes, LIMITS, reads).err().map(|error| error.code());
    let big = gz(&tar(b'0', "a", &vec![0; 3 << 20]));
    assert!(big.len() < 100_000, "it is small, and unfolds");
    assert_eq!(code(big.clone(), true), Some("archive-bomb"));
    assert_eq!(code(big, false), Some("archive-bomb"), "passing over it unfolds it too");
    assert_eq!(code(zip("a", &vec![0; 3 << 20], true), true), Some("archive-bomb"));
    assert_eq!(code(tar(b'0', "a", b"").repeat(30), false), Some("archive-too-many"));
    assert_eq!(code(tar(b'L', "a", &vec![b'a'; 70_000]), false), Some("archive-damaged"), "a name is no place for megabytes");
    assert_eq!(code(tar(b'0', "a", &[1; 600])[..700].to_vec(), true), Some("archive-cut"));
    assert_eq!(code(zip("a", &[1; 600], false)[..36].to_vec(), true), Some("archive-cut"));
    let mut odd = tar(b'0', "a", b"");
    odd[3] = b'!';
    assert_eq!(code(odd, false), Some("archive-damaged"), "the sum is wrong");
    assert_eq!(code(b"%PDF-1.7".to_vec(), false), Some("archive-foreign"));
    assert_eq!(code(Vec::new(), false), Some("archive-foreign"));
    let mut locked = zip("a", b"a", false);
    locked[6] = 1;
    assert_eq!(code(locked, false), Some("archive-locked"));
    let slow = ArchiveLimits { time: Duration::ZERO, ..LIMITS };
    assert_eq!(all(tar(b'0', "a", b"a"), slow, false).err().map(|error| error.code()), Some("archive-slow"));
}

#[test]
fn a_path_says_what_a_file_belongs_to_and_never_leads_outside() {
    let place = |path: &str| match met(path.as_bytes()) {
        Met::File(place) => place,
        other => panic!("{path}: {other:?}"),
    };
    let about = |path: &str| place(path).about;
    assert_eq!(about("docs16/societe/3/photo facade.jpg"), Some(About::Row(ElementKind::ThirdParty, 3)));
    assert_eq!(about("societe/3/logos/logo.png"), Some(About::Row(ElementKind::ThirdParty, 3)));
    assert_eq!(about("societe/contact/8/photos/a.jpg"), Some(About::Row(ElementKind::Contact, 8)));
    assert_eq!(about("var/www/documents/facture/FA2601-0001/FA2601-0001.pdf"), Some(About::Reference(ElementKind::Invoice, "FA2601-0001".into())));
    assert_eq!(about("./produit/Vélo_X/notice.pdf"), Some(About::Reference(ElementKind::Product, "Velo_X".into())));
    assert_eq!(about("medias/fond.jpg"), None);
    let other = place("documents/2/propale/PR1/PR1.pdf");
    assert_eq!((other.entity, other.folder.as_str(), other.name.as_str()), (2, "propale/PR1", "PR1.pdf"));
    for outside in ["../etc/passwd", "/etc/passwd", "societe/../../x", "C:/x", "a\\b", "a\0b", "societe/1/\u{1b}[2J", &"a/".repeat(600), ""] {
        assert_eq!(met(outside.as_bytes()), Met::Outside, "{outside:?}");
    }
    for technical in [
        "societe/3/thumbs/a_mini.jpg",
        "facture/FA1/FA1_preview.png",
        "facture/FA1/FA1.pdf_preview-0.png",
        "x/install.lock",
        "x/.htaccess",
        "facture/temp/a.pdf",
        "dolibarr.log",
    ] {
        assert_eq!(met(technical.as_bytes()), Met::Technical, "{technical}");
    }
    assert_eq!(file_named("(PROV12)"), "(PROV12)");
    assert_eq!(file_named("Réf 12/A: --x"), "Ref 12_A_ _x");
}
