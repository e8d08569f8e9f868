//! The file of a mailing: JSON, or Markdown with a head.
//!
//! ```text
//! ---
//! id: printemps-2027
//! subject-fr: Vos clients vous écrivent
//! subject-en: Your customers write to you
//! ---
//! # fr
//! …
//! # en
//! …
//! ```

use hootis_policy::limits;
use serde::Deserialize;

use crate::web::i18n::Lang;
use crate::web::person::{line, lines};

/// A mailing that can be sent: complete in both languages.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Campaign {
    /// The name its author gave it: nobody gets two mails under one name.
    pub id: String,
    subject: [String; 2],
    text: [String; 2],
}

/// Something in both languages.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Both {
    fr: String,
    en: String,
}

#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    subject: Both,
    text: Both,
}

impl Campaign {
    /// Reads a file.
    ///
    /// # Errors
    /// What is missing or wrong, in words for its author.
    pub fn parse(text: &str) -> Result<Self, String> {
        let text = text.replace("\r\n", "\n");
        let written = match text.strip_prefix("---\n") {
            Some(rest) => markdown(rest)?,
            None => serde_json::from_str(&text).map_err(|error| error.to_string())?,
        };
        written.checked()
    }

    /// Subject and text in a language.
    #[must_use]
    pub fn words(&self, lang: Lang) -> (&str, &str) {
        let i = usize::from(lang == Lang::En);
        (&self.subject[i], &self.text[i])
    }

    /// What tells two mailings of one name apart.
    #[must_use]
    pub fn digest(&self) -> [u8; 32] {
        let words: Vec<&str> = self.subject.iter().chain(&self.text).map(String::as_str).collect();
        hootis_vault::digest(words.join("\0").as_bytes())
    }
}

impl Written {
    fn checked(self) -> Result<Campaign, String> {
        let is_id = |id: &str| (1..=60).contains(&id.len()) && id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
        if !is_id(&self.id) {
            return Err("the id must be made of small letters, digits and hyphens, at most 60".to_owned());
        }
        let subject = |text: &str, lang: &str| line(text, limits::LINE_CHARS).ok_or_else(|| format!("the subject in {lang} is missing"));
        let body = |text: &str, lang: &str| match lines(text, usize::MAX) {
            None => Err(format!("the text in {lang} is missing")),
            Some(text) if text.chars().count() > limits::CAMPAIGN_CHARS => {
                Err(format!("the text in {lang} is longer than {} characters", limits::CAMPAIGN_CHARS))
            }
            Some(text) => Ok(text),
        };
        Ok(Campaign {
            subject: [subject(&self.subject.fr, "fr")?, subject(&self.subject.en, "en")?],
            text: [body(&self.text.fr, "fr")?, body(&self.text.en, "en")?],
            id: self.id,
        })
    }
}

fn markdown(rest: &str) -> Result<Written, String> {
    let (head, body) = rest.split_once("\n---\n").ok_or("the head does not end with a line of three hyphens")?;
    let mut written = Written::default();
    for line in head.lines().filter(|line| !line.trim().is_empty()) {
        let (key, value) = line.split_once(':').ok_or_else(|| format!("\"{line}\" is no line like `id: spring`"))?;
        let place = match key.trim() {
            "id" => &mut written.id,
            "subject-fr" => &mut written.subject.fr,
            "subject-en" => &mut written.subject.en,
            other => return Err(format!("nothing is called \"{other}\": id, subject-fr, subject-en")),
        };
        *place = value.trim().to_owned();
    }
    let mut to: Option<&mut String> = None;
    for line in body.lines() {
        match line.trim_end() {
            "# fr" => to = Some(&mut written.text.fr),
            "# en" => to = Some(&mut written.text.en),
            text => match to.as_deref_mut() {
                Some(to) => {
                    to.push_str(text);
                    to.push('\n');
                }
                None if text.is_empty() => {}
                None => return Err("the text must stand below a line `# fr` or `# en`".to_owned()),
            },
        }
    }
    Ok(written)
}
