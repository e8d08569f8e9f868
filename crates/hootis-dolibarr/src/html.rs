//! Notes: plain text stays plain, HTML becomes safe HTML and its text.
//!
//! The safe HTML is written anew, tag by tag, from an allow-list without attributes (links
//! apart), so nothing of the source but its text reaches the output.

use std::fmt::Write as _;

use crate::{record::Note, text};

/// Tags that are written again.
const KEPT: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "div",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "li",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "sup",
    "u",
    "ul",
];
/// Tags that are HTML but not written again; their content is.
const UNWRAPPED: &[&str] = &[
    "abbr",
    "acronym",
    "address",
    "article",
    "aside",
    "base",
    "bdi",
    "bdo",
    "big",
    "body",
    "button",
    "caption",
    "center",
    "cite",
    "col",
    "colgroup",
    "dd",
    "del",
    "details",
    "dfn",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "header",
    "html",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "link",
    "main",
    "map",
    "mark",
    "meta",
    "nav",
    "picture",
    "q",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strike",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "var",
    "video",
    "audio",
    "wbr",
];
/// Tags dropped with all they hold.
const DROPPED: &[&str] = &[
    "applet",
    "canvas",
    "embed",
    "frame",
    "frameset",
    "head",
    "iframe",
    "math",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "option",
    "plaintext",
    "script",
    "select",
    "style",
    "svg",
    "template",
    "textarea",
    "title",
    "xmp",
];
/// Tags that end a line of the text.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "blockquote",
    "br",
    "div",
    "dd",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tr",
    "ul",
];
/// Open elements at most: deeper ones are unwrapped.
const DEPTH: usize = 24;

/// The note that `source` is, `None` when it says nothing.
pub(crate) fn note(source: &str) -> Option<Note> {
    if !is_html(source) {
        let text = text::lines(source);
        return (!text.trim().is_empty()).then_some(Note { text, html: None });
    }
    let mut writer = Writer::default();
    writer.read(source);
    let (html, text) = writer.finish();
    (!text.is_empty()).then_some(Note { text, html: Some(html) })
}

/// Whether `source` holds at least one real HTML tag; `a < b` and `<à rappeler>` do not.
pub(crate) fn is_html(source: &str) -> bool {
    source.match_indices('<').any(|(at, _)| matches!(tag(&source[at..]), Some(Tag { known: true, .. })))
}

struct Tag<'a> {
    name: String,
    closing: bool,
    known: bool,
    attributes: &'a str,
    /// Bytes from `<` to `>` included.
    length: usize,
}

/// The tag that `source` begins with, if it does.
fn tag(source: &str) -> Option<Tag<'_>> {
    let inside = source.strip_prefix('<')?;
    let (closing, body) = inside.strip_prefix('/').map_or((false, inside), |body| (true, body));
    let name_end = body.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(body.len());
    if !body.starts_with(|c: char| c.is_ascii_alphabetic()) || name_end > 12 {
        return None;
    }
    let after = &body[name_end..];
    if !after.starts_with(|c: char| c.is_ascii_whitespace() || c == '>' || c == '/') {
        return None;
    }
    let name = body[..name_end].to_ascii_lowercase();
    let known = [KEPT, UNWRAPPED, DROPPED].iter().any(|list| list.contains(&name.as_str()));
    let attributes_end = tag_end(after)?;
    let length = source.len() - after.len() + attributes_end + 1;
    Some(Tag { name, closing, known, attributes: &after[..attributes_end], length })
}

/// Where the `>` that ends a tag stands, quotes respected; at most 8 KiB further.
fn tag_end(attributes: &str) -> Option<usize> {
    let mut quote = None;
    let mut previous = b' ';
    for (at, byte) in attributes.bytes().enumerate().take(8192) {
        match (quote, byte) {
            (None, b'>') => return Some(at),
            // Without this, a text full of `<a` would be read over and over.
            (None, b'<') => return None,
            (None, b'"' | b'\'') if previous == b'=' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            previous = byte;
        }
    }
    // A quote that never closes: the first `>` is the end, as for a browser in a hurry.
    let end = attributes.as_bytes().iter().take(8192).position(|byte| matches!(byte, b'>' | b'<'))?;
    (attributes.as_bytes().get(end) == Some(&b'>')).then_some(end)
}

#[derive(Default)]
struct Writer {
    html: String,
    text: String,
    open: Vec<&'static str>,
    pending_space: bool,
}

impl Writer {
    fn read(&mut self, source: &str) {
        let mut rest = source;
        while let Some(at) = rest.find('<') {
            self.words(&rest[..at]);
            rest = &rest[at..];
            rest = self.markup(rest);
        }
        self.words(rest);
    }

    /// Reads what begins with `<` and gives what follows it.
    fn markup<'a>(&mut self, source: &'a str) -> &'a str {
        if let Some(comment) = source.strip_prefix("<!--") {
            return comment.find("-->").map_or("", |end| &comment[end + 3..]);
        }
        if source.starts_with("<!") || source.starts_with("<?") {
            return source.find('>').map_or("", |end| &source[end + 1..]);
        }
        match tag(source) {
            Some(found) if found.known => {
                let rest = &source[found.length..];
                if DROPPED.contains(&found.name.as_str()) {
                    return if found.closing { rest } else { after_closing(rest, &found.name) };
                }
                self.element(&found);
                rest
            }
            _ => {
                self.words("<");
                &source[1..]
            }
        }
    }

    fn element(&mut self, tag: &Tag<'_>) {
        match tag.name.as_str() {
            "td" | "th" => self.pending_space = true,
            "tr" | "dd" | "dt" | "address" | "section" | "article" if tag.closing => self.html.push_str("<br>"),
            _ => {}
        }
        if BLOCKS.contains(&tag.name.as_str()) {
            self.new_line(tag.closing && tag.name == "p");
        }
        if let Some(name) = KEPT.iter().copied().find(|name| *name == tag.name) {
            if tag.closing { self.close(name) } else { self.start(name, tag.attributes) }
        }
        if tag.name == "li" && !tag.closing {
            self.text.push_str("- ");
        }
    }

    fn start(&mut self, name: &'static str, attributes: &str) {
        if matches!(name, "br" | "hr") {
            let _ = write!(self.html, "<{name}>");
            return;
        }
        if self.open.len() >= DEPTH {
            return;
        }
        self.flush_space();
        if name == "a" {
            match safe_link(attributes) {
                Some(link) => {
                    let link = html_escape::encode_double_quoted_attribute(&link);
                    let _ = write!(self.html, "<a href=\"{link}\" rel=\"nofollow noopener noreferrer\">");
                }
                None => return,
            }
        } else {
            let _ = write!(self.html, "<{name}>");
        }
        self.open.push(name);
    }

    fn close(&mut self, name: &str) {
        let Some(depth) = self.open.iter().rposition(|open| *open == name) else { return };
        for open in self.open.drain(depth..).rev() {
            let _ = write!(self.html, "</{open}>");
        }
    }

    fn words(&mut self, source: &str) {
        let decoded = html_escape::decode_html_entities(source);
        for c in decoded.chars() {
            if c.is_whitespace() && c != '\u{a0}' {
                self.pending_space = true;
            } else if !c.is_control() {
                self.flush_space();
                self.text.push(c);
                html_escape::encode_text_to_string(c.encode_utf8(&mut [0; 4]), &mut self.html);
            }
        }
    }

    fn flush_space(&mut self) {
        if std::mem::take(&mut self.pending_space) {
            if !self.text.is_empty() && !self.text.ends_with([' ', '\n']) {
                self.text.push(' ');
            }
            if !self.html.is_empty() {
                self.html.push(' ');
            }
        }
    }

    fn new_line(&mut self, paragraph: bool) {
        self.pending_space = false;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        if paragraph && !self.text.ends_with("\n\n") && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn finish(mut self) -> (String, String) {
        for open in self.open.drain(..).rev() {
            let _ = write!(self.html, "</{open}>");
        }
        (self.html.trim().to_owned(), text::lines_as_they_are(&self.text))
    }
}

/// What follows the closing tag of `name`, or nothing.
fn after_closing<'a>(source: &'a str, name: &str) -> &'a str {
    let bytes = source.as_bytes();
    let mut from = 0;
    while let Some(at) = source.get(from..).and_then(|rest| rest.find("</")).map(|at| at + from) {
        let end = at + 2 + name.len();
        if bytes.get(at + 2..end).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes())) {
            return source[end..].find('>').map_or("", |close| &source[end + close + 1..]);
        }
        from = at + 2;
    }
    ""
}

/// The link of an `a` tag if it goes to the web, a mailbox or a telephone.
fn safe_link(attributes: &str) -> Option<String> {
    let lower = attributes.to_ascii_lowercase();
    let at = lower.match_indices("href").find(|(at, _)| lower[..*at].ends_with(|c: char| c.is_ascii_whitespace()))?.0;
    let value = attributes.get(at + 4..)?.trim_start().strip_prefix('=')?.trim_start();
    let value = match value.chars().next()? {
        quote @ ('"' | '\'') => value[1..].split(quote).next()?,
        _ => value.split_ascii_whitespace().next()?,
    };
    let link: String = html_escape::decode_html_entities(value).chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(2_000).collect();
    let scheme = link.to_ascii_lowercase();
    ["https://", "http://", "mailto:", "tel:"].iter().any(|allowed| scheme.starts_with(allowed)).then_some(link)
}
