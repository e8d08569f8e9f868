//! The sub-domain of a space: proposed from the company's name, checked, and kept from others for a
//! year after the space is gone.

use hootis_policy::{limits, retention};
use hootis_space::search::fold;
use hootis_space::{Conn, args};
use hootis_vault::SpaceKey;

use crate::clock::Now;
use crate::error::Result;

/// Words at the end or the start of a company's name that say its legal form and nothing else.
const LEGAL_FORMS: &[&str] = &[
    "sarl",
    "sas",
    "sasu",
    "sa",
    "eurl",
    "ei",
    "eirl",
    "sci",
    "scop",
    "scic",
    "scp",
    "snc",
    "scm",
    "selarl",
    "selas",
    "gie",
    "gaec",
    "earl",
    "asso",
    "association",
    "ste",
    "societe",
    "ets",
    "etablissements",
    "ltd",
    "gmbh",
    "srl",
    "inc",
    "llc",
];

/// Why a slug cannot be had, as a key of the catalogue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Refusal {
    Empty,
    TooLong,
    BadCharacter,
    Reserved,
    Taken,
}

impl Refusal {
    /// The key of the sentence that says so.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Empty => "slug-empty",
            Self::TooLong => "slug-too-long",
            Self::BadCharacter => "slug-bad-character",
            Self::Reserved => "slug-reserved",
            Self::Taken => "slug-taken",
        }
    }
}

/// The slug of a company's name, whether it is free or not. Empty when the name holds nothing to make one of.
#[must_use]
pub fn of_company(name: &str) -> String {
    let folded = fold(&name.replace('&', " et ").replace(['.', '\u{2019}', '\''], " "));
    let words: Vec<&str> = folded.split(' ').filter(|word| word.chars().all(|c| c.is_ascii_alphanumeric()) && !word.is_empty()).collect();
    let is_name = |word: &&str| !LEGAL_FORMS.contains(word);
    let words = match (words.iter().position(is_name), words.iter().rposition(is_name)) {
        (Some(first), Some(last)) => &words[first..=last],
        // A company may be called just « SAS »: then that is its name.
        _ => &words[..],
    };
    let mut slug = String::new();
    for word in words {
        if slug.len() + word.len() + 1 > limits::SLUG_MAX && !slug.is_empty() {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug.truncate(limits::SLUG_MAX);
    slug.trim_matches('-').to_owned()
}

/// Reads a slug that a person typed: letters, digits and single inner hyphens.
///
/// # Errors
/// What is wrong with it.
pub fn parse(text: &str) -> Result<String, Refusal> {
    let slug = text.trim().to_lowercase();
    if slug.is_empty() {
        return Err(Refusal::Empty);
    }
    if slug.len() > limits::SLUG_MAX {
        return Err(Refusal::TooLong);
    }
    let right = slug.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
    // `xn--` and its like mean another name to a browser than they read.
    if !right || slug.starts_with('-') || slug.ends_with('-') || slug.contains("--") {
        return Err(Refusal::BadCharacter);
    }
    if limits::RESERVED_SLUGS.contains(&slug.as_str()) {
        return Err(Refusal::Reserved);
    }
    Ok(slug)
}

/// Whether nobody has this slug, nor had it in the last year.
///
/// # Errors
/// When the database refuses.
pub async fn is_free(conn: &impl Conn, key: &SpaceKey, now: Now, slug: &str) -> Result<bool> {
    let sql = "SELECT 1 FROM space WHERE slug = $1 UNION ALL SELECT 1 FROM slug_hold WHERE slug_hash = $2 AND until > $3 LIMIT 1";
    Ok(conn.find::<i64>(sql, args![slug, hash(key, slug), now]).await?.is_none())
}

/// The first free slug for a company: its own, or with the smallest number behind it.
///
/// # Errors
/// When the database refuses.
pub async fn propose(conn: &impl Conn, key: &SpaceKey, now: Now, company: &str) -> Result<String> {
    let base = Some(of_company(company))
        .filter(|slug| parse(slug).is_ok())
        .unwrap_or_else(|| format!("espace-{}", of_company(company)).trim_end_matches('-').to_owned());
    free_like(conn, key, now, &base).await
}

/// `base` if it is free, else with the smallest number behind it.
///
/// # Errors
/// When the database refuses.
pub async fn free_like(conn: &impl Conn, key: &SpaceKey, now: Now, base: &str) -> Result<String> {
    if parse(base).is_ok() && is_free(conn, key, now, base).await? {
        return Ok(base.to_owned());
    }
    for number in 2..1_000_u32 {
        let tail = format!("-{number}");
        let head: String = base.chars().take(limits::SLUG_MAX - tail.len()).collect();
        let slug = format!("{}{tail}", head.trim_end_matches('-'));
        if is_free(conn, key, now, &slug).await? {
            return Ok(slug);
        }
    }
    Ok(format!("espace-{}", uuid::Uuid::now_v7().simple()).chars().take(limits::SLUG_MAX).collect())
}

/// Keeps the slug of a destroyed space from others for a year. Only its keyed hash is kept.
///
/// # Errors
/// When the database refuses.
pub async fn hold(conn: &impl Conn, key: &SpaceKey, now: Now, slug: &str) -> Result<()> {
    conn.execute(
        "INSERT INTO slug_hold (slug_hash, until, created_at) VALUES ($1, $2, $3) ON CONFLICT (slug_hash) DO UPDATE SET until = excluded.until",
        args![hash(key, slug), now.after(retention::SLUG_HOLD), now],
    )
    .await?;
    Ok(())
}

fn hash(key: &SpaceKey, slug: &str) -> Vec<u8> {
    key.keyed_hash("slug", slug.as_bytes()).to_vec()
}
