//! A message of the outbox, read back: only what our own mails are made of.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// A mail as a person reads it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Message {
    pub to: String,
    pub subject: String,
    pub date: String,
    /// The text part, decoded.
    pub text: String,
    /// The file that came with it, if there is one.
    pub attached: Option<Attached>,
}

/// A file that came with a mail, decoded.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Attached {
    pub name: String,
    pub content: String,
}

/// A piece of a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Piece {
    Words(String),
    /// An address that can be clicked.
    Link(String),
}

impl Message {
    /// Reads a message. What is missing is empty.
    pub(super) fn read(source: &[u8]) -> Self {
        // Header lines that were folded are one line again.
        let source = String::from_utf8_lossy(source).replace("\r\n", "\n");
        let (head, body) = source.split_once("\n\n").unwrap_or((&source, ""));
        let head = head.replace("\n ", " ").replace("\n\t", " ");
        let header = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)).map(str::trim).unwrap_or_default();
        let (to, date) = (header("To:").to_owned(), header("Date:").to_owned());
        Self { to, subject: words(header("Subject:")), date, text: text_part(&head, body), attached: attached(body) }
    }
}

/// Cuts a line into words and links.
pub(super) fn pieces(line: &str) -> Vec<Piece> {
    line.split_inclusive(' ')
        .map(|word| match word.starts_with("http://") || word.starts_with("https://") {
            true => Piece::Link(word.trim_end().to_owned()),
            false => Piece::Words(word.to_owned()),
        })
        .collect()
}

/// Undoes the encoded words of a header: `=?utf-8?b?…?=`. Blanks between two of them are not part of the text.
fn words(header: &str) -> String {
    let mut text = String::new();
    let mut after_encoded = false;
    for word in header.split(' ') {
        let coded = word.strip_prefix("=?utf-8?b?").and_then(|rest| rest.strip_suffix("?="));
        let decoded = coded.and_then(|coded| BASE64_STANDARD.decode(coded).ok());
        let glued = after_encoded && decoded.is_some();
        if !text.is_empty() && !glued {
            text.push(' ');
        }
        after_encoded = decoded.is_some();
        match decoded {
            Some(bytes) => text.push_str(&String::from_utf8_lossy(&bytes)),
            None => text.push_str(word),
        }
    }
    text
}

/// The text of a message: its text part, or the whole of it when it has no parts.
fn text_part(head: &str, body: &str) -> String {
    let Some((before, part)) = body.split_once("Content-Type: text/plain") else { return decoded(head, body) };
    // To the line that the part began with: two dashes alone are how a text begins its last lines.
    let boundary = before.lines().rfind(|line| line.starts_with("--")).unwrap_or("--");
    let (head, rest) = part.split_once("\n\n").unwrap_or((part, ""));
    decoded(head, rest.split(&format!("\n{boundary}")).next().unwrap_or_default())
}

/// The file of a message.
fn attached(body: &str) -> Option<Attached> {
    let part = body.split("\n--").find(|part| part.contains("\nContent-Disposition: attachment"))?;
    let (head, content) = part.split_once("\n\n")?;
    // A long name comes in pieces: `filename*0="…"; filename*1="…"`.
    let name: String = head.split("filename").skip(1).filter_map(|piece| piece.split('"').nth(1)).collect();
    (!name.is_empty()).then(|| Attached { name, content: decoded(head, content) })
}

/// Undoes what made a text fit for its way, as the lines above it say.
fn decoded(head: &str, content: &str) -> String {
    if head.contains("Content-Transfer-Encoding: base64") {
        let packed: String = content.split_whitespace().collect();
        return BASE64_STANDARD.decode(packed).map_or_else(|_| content.to_owned(), |bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"));
    }
    if head.contains("Content-Transfer-Encoding: quoted-printable") { unquoted(content) } else { content.to_owned() }
}

/// Undoes quoted-printable.
fn unquoted(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        match (byte, tail) {
            (b'=', [b'\n', after @ ..]) => rest = after,
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let pair = [*high, *low];
                bytes.extend(std::str::from_utf8(&pair).ok().and_then(|pair| u8::from_str_radix(pair, 16).ok()));
                rest = after;
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
