//! The tokenizer, and what dumps are packed in.

use std::io::{Read, Write as _};

use super::{
    Limits,
    statement::{Statement, Statements},
    values::{Next, Plan},
};
use crate::{
    DolibarrError, ReadOptions, Record,
    row::Row,
    testing::{
        all, dripping, dump,
        fixture::{STYLES, Style},
        invented,
    },
};

type Rows = Vec<Vec<Option<Vec<u8>>>>;

/// Every row of every `INSERT`, with three columns.
fn rows(input: impl Read) -> Result<Rows, DolibarrError> {
    let mut statements = Statements::new(input);
    let plan = Plan { cells: 3, places: vec![Some(0), Some(1), Some(2)] };
    let (mut found, mut row) = (Vec::new(), Row::default());
    while let Some(statement) = statements.next()? {
        if let Statement::Insert { .. } = statement {
            while statements.next_row(&plan, &mut row)? != Next::End {
                found.push((0..3).map(|cell| row.bytes(cell).map(<[u8]>::to_vec)).collect());
            }
        }
    }
    Ok(found)
}

fn cells(cells: [Option<&[u8]>; 3]) -> Vec<Option<Vec<u8>>> {
    cells.into_iter().map(|cell| cell.map(<[u8]>::to_vec)).collect()
}

const EVERY_VALUE: &str = r#"
# a comment; with 'quotes
-- another; "one
/* and; 'another */
INSERT INTO `t` VALUES (1,'l\'été','a''b\\'),(-2.50,NULL,"dou""ble"),
 ( 3 , _binary 'x\0y' , 0x41C3a9 ),(X'4142',_utf8mb4'é',_latin1 0x41),
 (1e-5,b'01',ST_GeomFromText('POINT(1 2)',0)),('a\nb\tc\rd\Z','100\%','a\_b'),(true,false,now());
INSERT IGNORE INTO base.`t` (`a`, b, `c)`) VALUE ('(',');',',') ON DUPLICATE KEY UPDATE a = 'x;';
INSERT INTO t SELECT * FROM u WHERE a = ';';
REPLACE INTO t VALUES (7,8,9);
"#;

#[test]
fn every_kind_of_value_is_understood() {
    let found = rows(EVERY_VALUE.as_bytes()).unwrap();
    let expected = [
        cells([Some(b"1"), Some("l'été".as_bytes()), Some(b"a'b\\")]),
        cells([Some(b"-2.50"), None, Some(b"dou\"ble")]),
        cells([Some(b"3"), Some(b"x\0y"), Some("Aé".as_bytes())]),
        cells([Some(b"AB"), Some("é".as_bytes()), Some(b"A")]),
        cells([Some(b"1e-5"), None, None]),
        cells([Some(b"a\nb\tc\rd\x1a"), Some(b"100\\%"), Some(b"a\\_b")]),
        cells([Some(b"1"), Some(b"0"), None]),
        cells([Some(b"("), Some(b");"), Some(b",")]),
        cells([Some(b"7"), Some(b"8"), Some(b"9")]),
    ];
    assert_eq!(found, expected);
}

#[test]
fn where_the_stream_is_split_changes_nothing() {
    struct Split<'a>(&'a [u8], usize);
    impl Read for Split<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            let count = if self.1 == 0 { buffer.len() } else { self.1.min(buffer.len()) };
            self.1 = 0;
            self.0.read(&mut buffer[..count])
        }
    }
    let expected = rows(EVERY_VALUE.as_bytes()).unwrap();
    for at in 1..EVERY_VALUE.len() {
        assert_eq!(rows(Split(EVERY_VALUE.as_bytes(), at)).unwrap(), expected, "split at {at}");
    }
}

/// A generator of numbers that look random, the same at each run.
struct Chance(u64);

impl Chance {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % below
    }
}

#[test]
fn no_bytes_make_the_tokenizer_panic_or_spin() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let pieces: [&[u8]; 24] = [
        b"INSERT INTO t ",
        b"VALUES ",
        b"(",
        b")",
        b",",
        b";",
        b"'",
        b"\\",
        b"\"",
        b"`",
        b"/*",
        b"*/",
        b"/*!40101 ",
        b"--",
        b"\n",
        b"0x",
        b"NULL",
        b"_binary ",
        b"CREATE TABLE ",
        b"DELIMITER $$\n",
        b"$$",
        b"\0",
        b"\xff",
        b"1",
    ];
    for _ in 0..4_000 {
        let mut bytes = b"SET x;".to_vec();
        for _ in 0..chance.next(40) {
            bytes.extend_from_slice(pieces[chance.next(pieces.len())]);
        }
        let _ = rows(bytes.as_slice());
    }
}

#[test]
fn a_damaged_dump_never_makes_the_tokenizer_panic() {
    let mut chance = Chance(42);
    let whole = invented::v22().dump(Style::MariaDb);
    for _ in 0..300 {
        let mut bytes = whole.clone();
        for _ in 0..3 {
            let at = chance.next(bytes.len());
            bytes[at] = u8::try_from(chance.next(256)).unwrap();
        }
        let _ = rows(bytes.as_slice());
    }
}

async fn records(source: super::DumpSource) -> Result<Vec<Record>, DolibarrError> {
    all(source, ReadOptions::default()).await.map(|(records, _)| records)
}

#[tokio::test]
async fn every_tool_and_package_gives_the_same_records() {
    let fixture = invented::v22();
    let expected = records(dump(fixture.dump(Style::MariaDb))).await.unwrap();
    assert!(expected.len() > 20, "{expected:#?}");
    for style in STYLES {
        assert_eq!(records(dump(fixture.dump(style))).await.unwrap(), expected, "{style:?}");
    }
    let plain = fixture.dump(Style::MariaDb);
    let with_mark = [b"\xef\xbb\xbf".as_slice(), &plain].concat();
    let wide: Vec<u8> = String::from_utf8(with_mark.clone()).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    for packed in [gzip(&plain), zstd::encode_all(&*plain, 3).unwrap(), zip(&plain, true), zip(&plain, false), with_mark, wide] {
        assert_eq!(records(dump(packed.clone())).await.unwrap(), expected);
        assert_eq!(records(dripping(packed, 7)).await.unwrap(), expected);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A zip of a folder, a note and the dump, with the sizes before or after each content.
fn zip(bytes: &[u8], sized: bool) -> Vec<u8> {
    let mut out = Vec::new();
    let note = (b"read me".as_slice(), "LISEZMOI.txt", 0_u16, true);
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    let packed = encoder.finish().unwrap();
    for (content, name, method, sized) in [note, (packed.as_slice(), "sauvegarde/Base.SQL", 8, sized)] {
        let size = if sized { u32::try_from(content.len()).unwrap() } else { 0 };
        out.extend_from_slice(b"PK\x03\x04\x14\0");
        out.extend_from_slice(&(if sized { 0_u16 } else { 8 }).to_le_bytes());
        out.extend_from_slice(&method.to_le_bytes());
        out.extend_from_slice(&[0; 8]);
        out.extend_from_slice(&size.to_le_bytes());
        out.extend_from_slice(&size.to_le_bytes());
        out.extend_from_slice(&u16::try_from(name.len()).unwrap().to_le_bytes());
        out.extend_from_slice(&[0, 0]);
        out.extend_from_slice(name.as_bytes());
        out.extend_from_slice(content);
    }
    out.extend_from_slice(b"PK\x01\x02 and so on, to the end of the archive");
    out
}

#[tokio::test]
async fn a_dump_cut_anywhere_is_refused() {
    for style in STYLES {
        let whole = invented::v22().dump(style);
        let text = String::from_utf8(whole.clone()).unwrap();
        // Nothing is lost by a cut in what follows the last statement.
        let end = text.find("SET CHARACTER_SET_CLIENT=@OLD").unwrap();
        for at in (1..end).step_by(53).chain(end - 40..end) {
            match records(dump(&whole[..at])).await {
                Err(DolibarrError::TruncatedDump { offset, .. }) => assert_eq!(offset, at as u64),
                // A cut in the very first comment leaves nothing to recognise.
                Err(DolibarrError::NotADump { .. }) => assert!(at < 300, "{style:?} cut at {at}"),
                other => panic!("{style:?} cut at {at}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn a_cut_in_the_package_is_a_cut() {
    let plain = invented::v22().dump(Style::MariaDb);
    for packed in [gzip(&plain), zstd::encode_all(&*plain, 3).unwrap(), zip(&plain, false)] {
        let half = &packed[..packed.len() / 2];
        assert_eq!(records(dump(half)).await.unwrap_err().code(), "truncated-dump");
    }
    let mut damaged = gzip(&plain);
    let middle = damaged.len() / 2;
    damaged[middle..middle + 40].fill(0x55);
    let code = records(dump(damaged)).await.unwrap_err().code();
    assert!(matches!(code, "damaged-dump" | "truncated-dump" | "not-a-dump"), "{code}");
}

#[tokio::test]
async fn what_is_not_a_dump_is_refused_with_a_reason() {
    let cases: [(&[u8], &str); 9] = [
        (b"", "it is empty"),
        (b"%PDF-1.7 x", "it is a PDF"),
        (b"BZh91AY&SY", "it is compressed with bzip2: use gzip, Zstandard or zip"),
        (b"<!DOCTYPE html><p>Sign in", "it does not begin with SQL"),
        (b"nom;prenom\nMartin;L\xe9a\n", "it does not begin with SQL"),
        (b"-- only a comment\n", "it holds no statement"),
        (b"\0\0\0\0\0", "it is not text"),
        (b"COPY public.llx_societe (rowid) FROM stdin;\n1\n", "it is a PostgreSQL dump, which cannot be read here"),
        (b"PK\x03\x04\x14\0\x01\0\x08\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x05\0\0\0a.sqlxx", "the archive is protected by a password"),
    ];
    for (bytes, expected) in cases {
        match records(dump(bytes)).await {
            Err(DolibarrError::NotADump { why }) => assert_eq!(why, expected),
            other => panic!("{expected}: {other:?}"),
        }
    }
    let other_software = b"CREATE TABLE `wp_posts` (`ID` int);\nINSERT INTO `wp_posts` VALUES (1);\n";
    assert_eq!(records(dump(&other_software[..])).await.unwrap_err().code(), "not-a-dolibarr");
    let data_only = b"INSERT INTO llx_c_forme_juridique VALUES (1,54,'SARL');";
    assert_eq!(records(dump(&data_only[..])).await.unwrap_err().code(), "no-columns");
}

#[tokio::test]
async fn bombs_are_stopped() {
    // A comment of 300 MB, packed to 300 kB.
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(b"SET x = 1; /* ").unwrap();
    std::io::copy(&mut std::io::repeat(b' ').take(300 << 20), &mut encoder).unwrap();
    let bomb = encoder.finish().unwrap();
    assert_eq!(records(dump(bomb.clone())).await.unwrap_err().code(), "bomb");
    let by_size = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
    assert_eq!(records(dump(bomb).with_limits(by_size)).await.unwrap_err().code(), "bomb");
    let endless = std::io::repeat(b'x').take(70 << 20);
    let mut row = b"CREATE TABLE llx_societe (rowid int);INSERT INTO llx_societe VALUES ('".to_vec();
    row.reserve(71 << 20);
    endless.chain(&b"');"[..]).read_to_end(&mut row).unwrap();
    assert_eq!(rows(row.as_slice()).unwrap_err().code(), "too-big");
}
