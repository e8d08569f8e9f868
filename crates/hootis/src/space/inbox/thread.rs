//! What was said, in its order: messages and the notes between them.

use hootis_space::{Conn, Tx, args};
use uuid::Uuid;

use super::queries::{get, seen};
use crate::clock::Now;
use crate::error::Result;
use crate::space::Eyes;
use crate::space::asides::{self, Aside};
use crate::space::conversations::{self, Edge, Message, Page, text};
use crate::space::media::Media;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::person::initials;

/// Messages and notes on a page.
pub(super) const PAGE: usize = 50;

/// One thing that was said, or the day on which what follows was.
pub(super) enum Entry {
    Day(String),
    Message(Message),
    Aside(Aside),
}

impl Entry {
    fn position(&self) -> i64 {
        match self {
            Self::Message(message) => message.position,
            Self::Aside(aside) => aside.position,
            Self::Day(_) => 0,
        }
    }

    fn at(&self) -> i64 {
        match self {
            Self::Message(message) => message.created_at,
            Self::Aside(aside) => aside.created_at,
            Self::Day(_) => 0,
        }
    }
}

/// A page of a conversation: the newest at an edge, of messages and notes together.
pub(super) async fn page(conn: &impl Conn, conversation: Uuid, edge: Edge) -> Result<Page<Entry>> {
    let messages = conversations::page(conn, conversation, edge, PAGE).await?;
    let notes = asides::page(conn, conversation, edge, PAGE).await?;
    let (mut has_older, mut has_newer) = (messages.has_older || notes.has_older, messages.has_newer || notes.has_newer);
    let mut rows: Vec<Entry> = messages.rows.into_iter().map(Entry::Message).chain(notes.rows.into_iter().map(Entry::Aside)).collect();
    rows.sort_by_key(Entry::position);
    if rows.len() > PAGE {
        if matches!(edge, Edge::After(_)) {
            rows.truncate(PAGE);
            has_newer = true;
        } else {
            rows.drain(..rows.len() - PAGE);
            has_older = true;
        }
    }
    Ok(Page { rows, has_older, has_newer })
}

/// Puts the days between what was said. `after` is when what stands before it was said.
pub(super) fn with_days(lang: Lang, now: Now, rows: Vec<Entry>, after: Option<i64>) -> Vec<Entry> {
    let mut last = after.map(format::day);
    let mut all = Vec::with_capacity(rows.len() + 4);
    for row in rows {
        let day = format::day(row.at());
        if last.as_deref() != Some(&day) {
            all.push(Entry::Day(text::day_name(lang, now, row.at())));
            last = Some(day);
        }
        all.push(row);
    }
    all
}

/// Where a page ends: the positions of its first and last entries.
pub(super) fn ends(rows: &[Entry]) -> Option<(i64, i64)> {
    Some((rows.first()?.position(), rows.last()?.position()))
}

/// What changed of a page that somebody has before them.
pub(super) async fn changed(conn: &impl Conn, conversation: Uuid, since: i64, until: i64) -> Result<Vec<Entry>> {
    let most = i64::try_from(PAGE).unwrap_or(i64::MAX);
    let messages = conversations::list_changed(conn, conversation, since, until, most).await?;
    let notes = asides::list_changed(conn, conversation, since, until, most).await?;
    Ok(messages.into_iter().map(Entry::Message).chain(notes.into_iter().map(Entry::Aside)).collect())
}

/// What goes with messages and notes, each with the one it goes with.
pub(super) async fn list_files<'a>(conn: &impl Conn, entries: impl Iterator<Item = &'a Entry> + Clone) -> Result<Vec<(Uuid, Media)>> {
    let messages = entries.clone().filter_map(|entry| if let Entry::Message(one) = entry { Some(one) } else { None });
    let notes = entries.filter_map(|entry| if let Entry::Aside(one) = entry { Some(one) } else { None });
    let mut files = conversations::list_files(conn, messages).await?;
    files.extend(asides::list_files(conn, notes).await?);
    Ok(files)
}

/// Something that a question found.
#[derive(Clone, Debug)]
pub struct Found {
    pub conversation: Uuid,
    /// What the conversation is called.
    pub title: String,
    pub position: i64,
    pub author: String,
    pub excerpt: String,
    pub at: i64,
    pub is_aside: bool,
}

impl Found {
    /// The page of the conversation where it stands.
    #[must_use]
    pub fn href(&self) -> String {
        format!("/admin/messages/{}?autour={}", self.conversation, self.position)
    }

    /// For the avatar.
    #[must_use]
    pub fn initials(&self) -> String {
        initials(&self.title)
    }
}

/// What a question finds in the messages and notes that these eyes may see, the newest first.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, eyes: Eyes, most: usize) -> Result<Vec<Found>> {
    let mut args = args![];
    let seen = seen(eyes, &mut args);
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let messages = conversations::list_found(conn, question, &seen, args.clone(), limit).await?;
    let notes = asides::list_found(conn, question, &seen, args, limit).await?;
    found(conn, eyes, question, messages, notes, most).await
}

/// The same inside one conversation.
pub(super) async fn list_found_in(conn: &Tx, id: Uuid, question: &str, eyes: Eyes, most: usize) -> Result<Vec<Found>> {
    get(conn, eyes, id).await?;
    let limit = i64::try_from(most).unwrap_or(i64::MAX);
    let messages = conversations::list_found_in(conn, id, question, limit).await?;
    let notes = asides::list_found_in(conn, id, question, limit).await?;
    found(conn, eyes, question, messages, notes, most).await
}

async fn found(conn: &impl Conn, eyes: Eyes, question: &str, messages: Vec<Message>, notes: Vec<Aside>, most: usize) -> Result<Vec<Found>> {
    let line = |conversation, position, author, body: String, at, is_aside| Found {
        conversation,
        title: String::new(),
        position,
        author,
        excerpt: around(&body, question),
        at,
        is_aside,
    };
    let mut all: Vec<Found> = messages
        .into_iter()
        .map(|m| line(m.conversation_id, m.position, m.author_name, m.body, m.created_at, false))
        .chain(notes.into_iter().map(|a| line(a.conversation_id, a.position, a.author_name, a.body, a.created_at, true)))
        .collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.position));
    all.truncate(most);
    let mut ids: Vec<Uuid> = all.iter().map(|one| one.conversation).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = super::list_names(conn, &ids, eyes).await?;
    for one in &mut all {
        one.title = names.iter().find(|(id, _)| *id == one.conversation).map(|(_, name)| name.clone()).unwrap_or_default();
    }
    Ok(all)
}

/// The words of a text around the first word of a question.
fn around(body: &str, question: &str) -> String {
    let question = hootis_space::search::fold(question);
    let Some(word) = question.split(' ').next().filter(|word| !word.is_empty()) else { return text::excerpt(body) };
    let words: Vec<&str> = body.split_whitespace().collect();
    let at = words.iter().position(|one| hootis_space::search::fold(one).contains(word)).unwrap_or(0);
    let from = at.saturating_sub(6);
    let start = if from > 0 { "… " } else { "" };
    text::excerpt(&format!("{start}{}", words[from..].join(" ")))
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn what_is_shown_of_a_find_holds_the_word() {
        let body = format!("{} le FOUR arrive mercredi", "mot ".repeat(40));
        assert_eq!(around(&body, "four merc"), "… mot mot mot mot mot le FOUR arrive mercredi");
        assert_eq!(around("Bonjour à tous", "zzz"), "Bonjour à tous");
        assert_eq!(around("Bonjour", "?"), "Bonjour");
    }
}
