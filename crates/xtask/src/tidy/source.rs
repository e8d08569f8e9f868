//! Just enough of Rust's grammar to tell code from comments and strings.

/// A source text twice, of the same length and lines as the original.
pub(crate) struct Masked {
    /// Comments and the insides of strings are blanks.
    pub(crate) code: String,
    /// Only the insides of strings are kept.
    pub(crate) strings: String,
}

/// What the reader is in the middle of.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Code,
    Comment,
    Text,
}

/// Tells code, comments and strings apart.
pub(crate) fn mask(text: &str) -> Masked {
    let bytes = text.as_bytes();
    let mut code = Vec::with_capacity(bytes.len());
    let mut strings = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let (kind, end) = token(bytes, at);
        for &byte in &bytes[at..end] {
            let blank = if byte == b'\n' { b'\n' } else { b' ' };
            code.push(if kind == Kind::Code { byte } else { blank });
            strings.push(if kind == Kind::Text { byte } else { blank });
        }
        at = end;
    }
    Masked { code: lossy(code), strings: lossy(strings) }
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The kind of what starts at `at`, and where it ends.
fn token(bytes: &[u8], at: usize) -> (Kind, usize) {
    let rest = &bytes[at..];
    if rest.starts_with(b"//") {
        return (Kind::Comment, at + rest.iter().position(|b| *b == b'\n').unwrap_or(rest.len()));
    }
    if rest.starts_with(b"/*") {
        return (Kind::Comment, at + block_comment(rest));
    }
    if rest[0] == b'"' {
        return (Kind::Text, at + quoted(rest));
    }
    if rest[0] == b'r'
        && !part_of_a_name(bytes, at)
        && let Some(length) = raw_string(rest)
    {
        return (Kind::Text, at + length);
    }
    if rest[0] == b'\''
        && let Some(length) = character(rest)
    {
        return (Kind::Text, at + length);
    }
    (Kind::Code, at + 1)
}

/// Whether the `r` at `at` ends a name, rather than starting a raw string (`r""`, `br""`, `cr""`).
fn part_of_a_name(bytes: &[u8], at: usize) -> bool {
    let in_name = |i: usize| bytes[i].is_ascii_alphanumeric() || bytes[i] == b'_';
    match at {
        0 => false,
        1 => in_name(0) && !matches!(bytes[0], b'b' | b'c'),
        _ if matches!(bytes[at - 1], b'b' | b'c') => in_name(at - 2),
        _ => in_name(at - 1),
    }
}

fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with(b"/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with(b"*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += 1;
        }
    }
    rest.len()
}

fn quoted(rest: &[u8]) -> usize {
    let mut at = 1;
    while at < rest.len() {
        match rest[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    rest.len()
}

fn raw_string(rest: &[u8]) -> Option<usize> {
    let hashes = rest[1..].iter().take_while(|b| **b == b'#').count();
    if rest.get(1 + hashes) != Some(&b'"') {
        return None;
    }
    let mut end = vec![b'#'; hashes + 1];
    end[0] = b'"';
    let start = 2 + hashes;
    let length = rest[start..].windows(end.len()).position(|w| w == end);
    Some(length.map_or(rest.len(), |l| start + l + end.len()))
}

/// The length of a character literal, or `None` for a lifetime.
fn character(rest: &[u8]) -> Option<usize> {
    if rest.get(1) == Some(&b'\\') {
        let close = rest.iter().skip(3).position(|b| *b == b'\'')?;
        return Some(close + 4);
    }
    let first = std::str::from_utf8(&rest[1..rest.len().min(5)])
        .map_or_else(|e| std::str::from_utf8(&rest[1..1 + e.valid_up_to()]).ok().and_then(|s| s.chars().next()), |s| s.chars().next())?;
    let close = 1 + first.len_utf8();
    (rest.get(close) == Some(&b'\'')).then_some(close + 1)
}

/// The lines of a text with their numbers, from 1.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(i, line)| (i + 1, line))
}

/// Where `word` stands alone in `line`: not inside a longer name.
pub(crate) fn has_word(line: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(word).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        let after = line[at + word.len()..].chars().next();
        !(before.is_some_and(part) && word.starts_with(part) || after.is_some_and(part) && word.ends_with(part))
    })
}
