//! Whether one cookie may leave.

use hootis_policy::cookies::{self, Class, Cookie, SetBy};

use super::Way;
use crate::web::visit::Surface;

/// What is kept of a name for the log, in characters.
const NAME_CHARS: usize = 64;

/// Why a cookie must not leave.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Refusal {
    /// It is no cookie, or nobody can read it.
    Unreadable,
    /// No declaration names it.
    Undeclared,
    /// It is declared for another surface.
    Surface,
    /// Somebody else sets it, never we.
    Foreign,
    /// It needs consent, and there is none.
    Consent,
    /// Nobody sets it any more.
    Historical,
    /// It would live longer, or shorter, than declared.
    Life,
    /// Its attributes are not those declared.
    Attributes,
}

impl Refusal {
    /// In logs and counts.
    #[must_use]
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Undeclared => "undeclared",
            Self::Surface => "surface",
            Self::Foreign => "foreign",
            Self::Consent => "consent",
            Self::Historical => "historical",
            Self::Life => "life",
            Self::Attributes => "attributes",
        }
    }
}

/// The attributes of a `Set-Cookie`.
#[derive(Default)]
struct Attributes<'a> {
    max_age: Option<&'a str>,
    domain: bool,
    expires: bool,
    path: &'a str,
    same_site: &'a str,
    http_only: bool,
    secure: bool,
}

impl<'a> Attributes<'a> {
    fn read(text: &'a str) -> Self {
        let mut read = Self::default();
        for part in text.split(';').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) = part.split_once('=').unwrap_or((part, ""));
            match name.to_ascii_lowercase().as_str() {
                "max-age" => read.max_age = Some(value),
                "domain" => read.domain = true,
                "expires" => read.expires = true,
                "path" => read.path = value,
                "samesite" => read.same_site = value,
                "httponly" => read.http_only = true,
                "secure" => read.secure = true,
                _ => {}
            }
        }
        read
    }

    fn fit(&self, cookie: &Cookie, secure: bool) -> bool {
        self.path == "/" && self.same_site == "Lax" && self.http_only == cookie.http_only && self.secure == secure && !self.expires
    }
}

/// The declaration that a `Set-Cookie` obeys, or its name and why it must not leave.
pub(super) fn judge(line: &str, way: &Way<'_>) -> Result<&'static Cookie, (String, Refusal)> {
    let (pair, rest) = line.split_once(';').unwrap_or((line, ""));
    let (name, value) = pair.split_once('=').map(|(name, value)| (name.trim(), value.trim())).unwrap_or(("", ""));
    let refuse = |why| Err((shown(name), why));
    if name.is_empty() {
        return refuse(Refusal::Unreadable);
    }
    let Some(cookie) = cookies::find(name) else { return refuse(Refusal::Undeclared) };
    let attributes = Attributes::read(rest);
    if !attributes.fit(cookie, way.site.scheme == "https") {
        return refuse(Refusal::Attributes);
    }
    // Whatever is declared may be removed, wherever it is seen.
    if value.is_empty() && attributes.max_age == Some("0") {
        return Ok(cookie);
    }
    let needs_consent = cookie.class == Class::Consent && !way.agreed;
    match cookie.class {
        Class::Historical => return refuse(Refusal::Historical),
        _ if needs_consent => return refuse(Refusal::Consent),
        _ if !cookie.surfaces.contains(&declared(way.visit.surface())) => return refuse(Refusal::Surface),
        _ if cookie.set_by != SetBy::Hootis => return refuse(Refusal::Foreign),
        _ if attributes.domain => return refuse(Refusal::Attributes),
        _ => {}
    }
    let lives = attributes.max_age.map(|seconds| seconds.parse::<u64>().unwrap_or(u64::MAX));
    if lives == cookie.max_age_seconds() { Ok(cookie) } else { refuse(Refusal::Life) }
}

/// A name fit for a log: a cookie of a stranger's making may be called anything.
fn shown(name: &str) -> String {
    name.chars().take(NAME_CHARS).map(|c| if c.is_ascii_graphic() { c } else { '?' }).collect()
}

fn declared(surface: Surface) -> cookies::Surface {
    match surface {
        Surface::Public => cookies::Surface::Public,
        Surface::BackOffice => cookies::Surface::BackOffice,
        Surface::Portal => cookies::Surface::Portal,
    }
}
