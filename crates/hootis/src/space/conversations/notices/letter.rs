//! The mail itself: that there is something, from whom, and how to stop these mails. What was written only where the company said so.

use uuid::Uuid;

use super::super::{Reader, text};
use super::mute;
use super::queries::{News, Person};
use crate::access::JobContext;
use crate::error::Result;
use crate::mail::Letter;
use crate::web::letter::Notice;

/// Most characters of a message in a mail.
const SAID: usize = 1_000;

/// Writes it.
pub(super) fn write(
    job: &JobContext,
    conversation: Uuid,
    reader: Reader,
    to: &Person,
    news: &News,
    is_called: bool,
    content: bool,
) -> Result<Letter> {
    let lang = to.lang;
    let origin = job.desk.site().space_origin(&job.slug);
    let token = mute::token(&job.desk, conversation, reader);
    let (link, from) = match reader {
        Reader::Member(_) => (format!("{origin}/admin/messages/{conversation}#fin"), to.title.as_str()),
        Reader::Contact(_) => (format!("{origin}/messages/{conversation}#fin"), job.company.as_str()),
    };
    let args = [("n", news.count.into()), ("from", from.into()), ("company", job.company.as_str().into())];
    let key = if is_called && news.count == 0 { "letter-talk-called" } else { "letter-talk" };
    let subject = lang.t_args(if key == "letter-talk" { "letter-talk-subject" } else { "letter-talk-called-subject" }, &args);
    let off = format!("{origin}/avis/{token}");
    let notice = Notice {
        subject: subject.clone(),
        preview: job.company.clone(),
        title: subject,
        name: to.name.clone(),
        text: lang.t_args(if key == "letter-talk" { "letter-talk-text" } else { "letter-talk-called-text" }, &args),
        facts: if content { said(news) } else { Vec::new() },
        button: lang.t("letter-talk-button").to_owned(),
        link,
        small: lang.t_args("letter-talk-small", &[("link", off.as_str().into())]),
        ..Notice::default()
    };
    let mut letter = notice.letter(job.desk.site(), lang, &to.email)?;
    letter.unsubscribe_url = Some(format!("{off}/desabonnement"));
    Ok(letter)
}

/// The first messages, each with who wrote it.
fn said(news: &News) -> Vec<(String, String)> {
    let words = |body: &str| {
        let cut: String = body.chars().take(SAID).collect();
        if cut.len() < body.len() { format!("{cut}…") } else { cut }
    };
    news.first.iter().map(|(author, body)| (author.clone(), words(body))).filter(|(_, body)| !text::excerpt(body).is_empty()).collect()
}
