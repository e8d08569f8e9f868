//! The common shape of our mails: a title, a few sentences, a code, a button; as text and as HTML.

use askama::Template;

use crate::app::Site;
use crate::error::Result;
use crate::mail::Letter;
use crate::web::i18n::Lang;
use crate::web::page::Mail;

/// A mail to be written. Empty parts are left out.
#[derive(Default)]
pub struct Notice {
    pub subject: String,
    /// What mailboxes show after the subject.
    pub preview: String,
    pub title: String,
    /// Who it is for.
    pub name: String,
    pub text: String,
    /// Facts, each with what it is.
    pub facts: Vec<(String, String)>,
    /// What stands before the code.
    pub code_label: String,
    pub code: String,
    /// What the button says.
    pub button: String,
    pub link: String,
    /// The small print: how long it is good, what to do when one asked for nothing.
    pub small: String,
}

#[derive(Template)]
#[template(path = "web/letter.html")]
struct AsHtml<'a> {
    mail: Mail,
    notice: &'a Notice,
    greeting: String,
}

#[derive(Template)]
#[template(path = "web/letter.txt", escape = "none")]
struct AsText<'a> {
    notice: &'a Notice,
    greeting: String,
    foot: &'static str,
    privacy: &'a str,
    privacy_label: &'static str,
}

impl Notice {
    /// Writes it to an address.
    ///
    /// # Errors
    /// When a template fails, which is a fault of ours.
    pub fn letter(&self, site: &Site, lang: Lang, to: &str) -> Result<Letter> {
        let privacy = format!("{}/confidentialite", site.origin());
        let greeting = lang.t_args("letter-greeting", &[("name", self.name.as_str().into())]);
        let mail = Mail { lang, subject: self.subject.clone().into(), preview: self.preview.clone().into(), privacy: privacy.clone().into() };
        let html = AsHtml { mail, notice: self, greeting: greeting.clone() }.render()?;
        let (foot, privacy_label) = (lang.t("shell-mail-foot"), lang.t("shell-mail-privacy"));
        let text = AsText { notice: self, greeting, foot, privacy: &privacy, privacy_label }.render()?;
        Ok(Letter { to: to.to_owned(), subject: self.subject.clone(), text, html, ..Letter::default() })
    }
}
