//! A marketing mail: the words of a mailing, why the person gets it, and the way out.

use askama::Template;
use hootis_vault::SpaceKey;

use super::campaign::{Campaign, Reader};
use super::link;
use crate::app::Site;
use crate::error::Result;
use crate::mail::Letter;
use crate::web::page::Mail;

#[derive(Template)]
#[template(path = "platform/marketing/letter.html")]
struct AsHtml<'a> {
    mail: Mail,
    greeting: &'a str,
    paragraphs: Vec<&'a str>,
    why: &'a str,
    preferences: &'a str,
}

/// Writes a mailing to one person, in their language.
pub(super) fn write(site: &Site, key: &SpaceKey, campaign: &Campaign, reader: &Reader) -> Result<Letter> {
    let lang = reader.lang;
    let (subject, text) = campaign.words(lang);
    let token = link::token(key, reader.account);
    let preferences = link::page(site, lang, &token);
    let greeting = lang.t_args("letter-greeting", &[("name", reader.name.as_str().into())]);
    let date = crate::web::format::date_long(lang, reader.granted_at);
    let why = lang.t_args("news-letter-why", &[("date", date.into())]);
    let mail =
        Mail { lang, subject: subject.to_owned().into(), preview: subject.to_owned().into(), privacy: site.page(lang, "/confidentialite").into() };
    let paragraphs = text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect();
    let html = AsHtml { mail, greeting: &greeting, paragraphs, why: &why, preferences: &preferences }.render()?;
    let text = format!("{greeting}\n\n{}\n\n--\n{why}\n{} {preferences}\n", text.trim(), lang.t("news-letter-stop"));
    Ok(Letter {
        to: reader.email.clone(),
        subject: subject.to_owned(),
        text,
        html,
        unsubscribe_url: Some(link::one_click(site, lang, &token)),
        reply_to: None,
        attachment: None,
    })
}
