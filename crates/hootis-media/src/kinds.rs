//! What a file is, by its first bytes.

/// So many of the first bytes say what a file is.
pub const HEAD: usize = 4_096;

/// What people call it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Kind {
    /// A picture that is shown.
    Photo,
    /// A film that is played.
    Video,
    /// A recording that is played.
    Audio,
    /// Anything else: it is kept and handed out, never shown.
    Document,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Photo, Self::Video, Self::Audio, Self::Document];

    /// Its name in the database and in programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Document => "document",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// Why a file is not kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash, thiserror::Error)]
pub enum Refusal {
    /// Nothing is in it.
    #[error("empty")]
    Empty,
    /// A picture in HEIC: what telephones write unless told otherwise.
    #[error("heic")]
    Heic,
    /// A picture in a format that nothing here reads.
    #[error("format")]
    Format,
    /// An SVG that can act.
    #[error("active")]
    Active,
    /// Its name says picture or film, and it is neither.
    #[error("disguised")]
    Disguised,
    /// It is cut or damaged.
    #[error("broken")]
    Broken,
    /// More pixels than are decoded.
    #[error("pixels")]
    Pixels,
    /// Heavier than a picture may be.
    #[error("heavy")]
    Heavy,
    /// Reading it took more memory or time than it was given.
    #[error("hard")]
    Hard,
}

impl Refusal {
    /// Every one.
    pub const ALL: [Self; 9] =
        [Self::Empty, Self::Heic, Self::Format, Self::Active, Self::Disguised, Self::Broken, Self::Pixels, Self::Heavy, Self::Hard];

    /// Its name in programs.
    #[must_use]
    pub fn as_str(self) -> String {
        self.to_string()
    }
}

/// What was seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Seen {
    pub kind: Kind,
    /// Its media type, as it is served.
    pub media_type: &'static str,
}

const fn seen(kind: Kind, media_type: &'static str) -> Seen {
    Seen { kind, media_type }
}

/// What a file is, by its first bytes (up to [`HEAD`]) and, where those say no more, by how its name ends.
///
/// # Errors
/// Why it is not kept.
pub fn see(head: &[u8], name: &str) -> Result<Seen, Refusal> {
    if head.is_empty() {
        return Err(Refusal::Empty);
    }
    let end = ending(name);
    let seen = by_bytes(head, &end)?;
    match promised(&end) {
        Some(kind) if kind != seen.kind => Err(Refusal::Disguised),
        _ => Ok(seen),
    }
}

/// Whether a name says already that nothing here reads it, so that it need not be sent at all.
#[must_use]
pub fn ends_as_unreadable(name: &str) -> Option<Refusal> {
    match ending(name).as_str() {
        "heic" | "heif" | "hif" => Some(Refusal::Heic),
        "avif" | "jxl" => Some(Refusal::Format),
        _ => None,
    }
}

fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, end)| end.to_ascii_lowercase()).unwrap_or_default()
}

/// What the ending of a name promises, where it must be kept.
fn promised(end: &str) -> Option<Kind> {
    match end {
        "jpg" | "jpeg" | "png" | "gif" | "webp" => Some(Kind::Photo),
        "mp4" | "m4v" | "mov" | "webm" => Some(Kind::Video),
        "pdf" => Some(Kind::Document),
        _ => None,
    }
}

fn by_bytes(head: &[u8], end: &str) -> Result<Seen, Refusal> {
    let at = |from: usize, bytes: &[u8]| head.get(from..from + bytes.len()) == Some(bytes);
    Ok(match () {
        () if at(0, b"\xff\xd8\xff") => seen(Kind::Photo, "image/jpeg"),
        () if at(0, b"\x89PNG\r\n\x1a\n") => seen(Kind::Photo, "image/png"),
        () if at(0, b"GIF87a") || at(0, b"GIF89a") => seen(Kind::Photo, "image/gif"),
        () if at(0, b"RIFF") && at(8, b"WEBP") => seen(Kind::Photo, "image/webp"),
        () if at(0, b"RIFF") && at(8, b"WAVE") => seen(Kind::Audio, "audio/wav"),
        () if at(4, b"ftyp") => return by_brand(head),
        () if at(0, b"\x1a\x45\xdf\xa3") && head[..head.len().min(64)].windows(4).any(|w| w == b"webm") => seen(Kind::Video, "video/webm"),
        () if at(0, b"ID3") || at(0, b"\xff\xfb") || at(0, b"\xff\xf3") => seen(Kind::Audio, "audio/mpeg"),
        () if at(0, b"OggS") => seen(Kind::Audio, "audio/ogg"),
        () if at(0, b"%PDF-") => seen(Kind::Document, "application/pdf"),
        () if at(0, b"PK\x03\x04") => seen(Kind::Document, archive(end)),
        () if at(0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => seen(Kind::Document, old_office(end)),
        () if is_text(head) => return by_text(head, end),
        () => seen(Kind::Document, "application/octet-stream"),
    })
}

/// What begins with a file type box: films, recordings, and pictures that nothing here reads.
fn by_brand(head: &[u8]) -> Result<Seen, Refusal> {
    match head.get(8..12).unwrap_or_default() {
        b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"mif1" | b"msf1" => Err(Refusal::Heic),
        b"avif" | b"avis" => Err(Refusal::Format),
        b"M4A " | b"M4B " => Ok(seen(Kind::Audio, "audio/mp4")),
        b"qt  " => Ok(seen(Kind::Video, "video/quicktime")),
        _ => Ok(seen(Kind::Video, "video/mp4")),
    }
}

fn archive(end: &str) -> &'static str {
    match end {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "odp" => "application/vnd.oasis.opendocument.presentation",
        _ => "application/zip",
    }
}

fn old_office(end: &str) -> &'static str {
    match end {
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "ppt" => "application/vnd.ms-powerpoint",
        _ => "application/octet-stream",
    }
}

/// Text that may end within a letter.
fn is_text(head: &[u8]) -> bool {
    let valid = match std::str::from_utf8(head) {
        Ok(_) => true,
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    };
    valid && !head.contains(&0)
}

/// Text is handed out as text, whatever language it is in: nothing of it acts.
fn by_text(head: &[u8], end: &str) -> Result<Seen, Refusal> {
    let text = String::from_utf8_lossy(head).to_ascii_lowercase();
    Ok(match () {
        () if text.contains("<svg") || end == "svg" => seen(Kind::Document, "image/svg+xml"),
        () if end == "csv" => seen(Kind::Document, "text/csv"),
        () => seen(Kind::Document, "text/plain"),
    })
}
