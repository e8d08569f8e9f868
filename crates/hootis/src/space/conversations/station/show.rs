//! One conversation in Station Clients: its page, a part of it, and what is new.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, Query};
use axum::response::Response;
use hootis_space::Tx;
use serde::Deserialize;
use uuid::Uuid;

use super::super::{
    Conversation, Draft, Edge, Message, Page as Pageful, Person, Reader, list_changed, list_files, list_people, mark_read, page, reader_of, text,
};
use super::queries;
use crate::access::Portal;
use crate::access::portal::{PortalScope, can};
use crate::clock::Now;
use crate::error::{Error, OrLog as _, Result};
use crate::space::media::{Media, Unsent};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::html;

/// Messages on a page.
const PAGE: usize = 50;

/// Which part of a conversation is asked for.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Asked {
    avant: Option<i64>,
    apres: Option<i64>,
    /// The stamp up to which a page knows of changes.
    depuis: Option<i64>,
    fait: String,
}

impl Asked {
    fn edge(&self) -> Edge {
        match (self.avant, self.apres) {
            (Some(at), _) => Edge::Before(at),
            (None, Some(at)) => Edge::After(at),
            (None, None) => Edge::Newest,
        }
    }
}

/// One message, or the day on which what follows was said.
pub(super) enum Entry {
    Day(String),
    Message(Message),
}

/// A part of what was said.
pub(super) struct Thread {
    pub id: Uuid,
    pub entries: Vec<Entry>,
    pub older: String,
    pub newer: String,
    /// What changed of what the reader has before them.
    pub changed: Vec<Entry>,
    /// The last position shown, and the stamp up to which it is known.
    pub end: (i64, i64),
    /// Somebody of the company has read the last message of the contact's side.
    pub is_seen: bool,
    pub me: Uuid,
    pub may_write: bool,
    /// Who reads it.
    pub company: String,
    /// What goes with the messages, each with its message.
    pub files: Vec<(Uuid, Media)>,
}

impl Thread {
    fn files_of(&self, message: &Message) -> Vec<&Media> {
        self.files.iter().filter(|(id, _)| *id == message.id).map(|(_, file)| file).collect()
    }

    fn base(&self) -> String {
        format!("/messages/{}/fichiers", self.id)
    }

    async fn with_files(mut self, at: &Tx) -> Result<Self> {
        let messages = self.entries.iter().chain(&self.changed).filter_map(|entry| if let Entry::Message(one) = entry { Some(one) } else { None });
        self.files = list_files(at, messages).await?;
        Ok(self)
    }

    fn is_mine(&self, message: &Message) -> bool {
        message.contact_id == Some(self.me)
    }

    fn can_touch(&self, message: &Message) -> bool {
        self.may_write && message.deleted_at.is_none() && self.is_mine(message)
    }

    fn words(&self, message: &Message) -> Safe<String> {
        Safe(text::html(&message.body, &[]))
    }

    fn time(&self, at: &i64) -> String {
        format::time(*at)
    }

    fn news(&self) -> String {
        format!("/messages/{}/suite?apres={}&depuis={}", self.id, self.end.0, self.end.1)
    }
}

/// The form that writes.
pub(super) struct Compose {
    pub conversation: Uuid,
    pub new_id: Uuid,
    pub body: String,
    pub draft_at: Option<i64>,
    /// The company that reads it.
    pub company: String,
    pub errors: FieldErrors,
    pub now_ms: i64,
    /// What is there already to go with it, and what is not, and why.
    pub files: Vec<Unsent>,
    pub refused: Vec<String>,
}

#[derive(Template)]
#[template(path = "space/conversations/station/show.html")]
struct Show {
    page: Page,
    conversation: Conversation,
    people: String,
    thread: Thread,
    compose: Compose,
    is_muted: bool,
    /// The contact is in it: they close it, and are written to about it.
    is_in: bool,
    position: i64,
}

#[derive(Template)]
#[template(path = "space/conversations/station/_older.html")]
struct Older {
    page: Page,
    thread: Thread,
}

#[derive(Template)]
#[template(path = "space/conversations/station/_suite.html")]
struct Suite {
    page: Page,
    thread: Thread,
}

struct Read {
    conversation: Conversation,
    people: Vec<Person>,
    thread: Thread,
    own: Option<(i64, bool, Draft)>,
    position: i64,
}

/// A conversation, at its end or at a place in it.
pub async fn show(portal: Portal<can::MessagesRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>) -> Result<Response> {
    let (scope, edge) = (portal.scope.clone(), asked.edge());
    let read = async move |at: &Tx| {
        let mut read = read_all(at, id, &scope, edge, None).await?;
        read.thread = read.thread.with_files(at).await?;
        Ok::<_, Error>(read)
    };
    let read = portal.space.read(read).await?;
    let mut page = portal.page("portal-talk");
    if portal.visit.is_partial() {
        return html(&Older { page, thread: dressed(&portal, read.thread, None) });
    }
    note_read(&portal, id, read.own.as_ref(), &read.thread).await;
    page.toast = toast(&page, &asked.fait);
    page.title = read.conversation.subject.clone().unwrap_or_else(|| page.t("portal-talk-one").to_owned()).into();
    let (is_in, (_, is_muted, draft)) = (read.own.is_some(), read.own.unwrap_or_default());
    let compose = Compose {
        conversation: id,
        new_id: Uuid::now_v7(),
        body: draft.body,
        draft_at: draft.at,
        company: portal.company.clone(),
        errors: FieldErrors::default(),
        now_ms: portal.now.0,
        files: Vec::new(),
        refused: Vec::new(),
    };
    html(&Show {
        page,
        people: read.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", "),
        thread: dressed(&portal, read.thread, None),
        compose,
        is_muted,
        is_in,
        position: read.position,
        conversation: read.conversation,
    })
}

/// What is new in a conversation since a page was made: only asked for by a page that is looked at, so it is read.
pub async fn suite(portal: Portal<can::MessagesRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>) -> Result<Response> {
    let (scope, after, since) = (portal.scope.clone(), asked.apres.unwrap_or_default(), asked.depuis.unwrap_or(i64::MAX));
    let read = async move |at: &Tx| {
        let mut read = read_all(at, id, &scope, Edge::After(after), Some(after)).await?;
        let most = i64::try_from(PAGE).map_err(Error::internal)?;
        read.thread.changed = list_changed(at, id, since, after, most).await?.into_iter().map(Entry::Message).collect();
        read.thread = read.thread.with_files(at).await?;
        Ok::<_, Error>(read)
    };
    let read = portal.space.read(read).await?;
    note_read(&portal, id, read.own.as_ref(), &read.thread).await;
    html(&Suite { page: portal.page("portal-talk"), thread: dressed(&portal, read.thread, Some(after)) })
}

/// A part of a conversation as it is kept. `last`: what the reader has already, when nothing newer is there.
async fn read_all(at: &Tx, id: Uuid, scope: &PortalScope, edge: Edge, last: Option<i64>) -> Result<Read> {
    let conversation = queries::get(at, scope, id).await?;
    let Pageful { rows, has_older, has_newer } = page(at, id, edge, PAGE).await?;
    let ends = rows.first().zip(rows.last()).map(|(first, last)| (first.position, last.position));
    let (first, end) = ends.unwrap_or((last.unwrap_or_default(), last.unwrap_or_default()));
    let link = |name: &str, position: i64| format!("/messages/{id}?{name}={position}");
    let is_ours_last = rows.last().is_some_and(|message| message.from_contact);
    let thread = Thread {
        id,
        older: if has_older && last.is_none() { link("avant", first) } else { String::new() },
        newer: if has_newer { link("apres", end) } else { String::new() },
        entries: rows.into_iter().map(Entry::Message).collect(),
        changed: Vec::new(),
        end: (end, conversation.stamp),
        is_seen: is_ours_last && queries::is_seen(at, id, conversation.messaged_at).await?,
        me: scope.contact(),
        may_write: false,
        company: String::new(),
        files: Vec::new(),
    };
    Ok(Read {
        people: list_people(at, id).await?,
        own: reader_of(at, id, Reader::Contact(scope.contact())).await?,
        position: queries::position(at, scope).await?,
        conversation,
        thread,
    })
}

fn dressed<R>(portal: &Portal<R>, mut thread: Thread, after: Option<i64>) -> Thread {
    thread.entries = with_days(portal.lang(), portal.now, thread.entries, after);
    thread.may_write = portal.may_write();
    thread.company = portal.company.clone();
    thread
}

/// Puts the days between what was said. `after` is when what stands before it was said.
fn with_days(lang: Lang, now: Now, rows: Vec<Entry>, after: Option<i64>) -> Vec<Entry> {
    let mut last = after.map(format::day);
    let mut all = Vec::with_capacity(rows.len() + 4);
    for row in rows {
        if let Entry::Message(message) = &row {
            let day = format::day(message.created_at);
            if last.as_deref() != Some(&day) {
                all.push(Entry::Day(text::day_name(lang, now, message.created_at)));
                last = Some(day);
            }
        }
        all.push(row);
    }
    all
}

/// Notes that the contact has read what is shown; not when a member looks as they do, and not of conversations they are not in.
async fn note_read<R>(portal: &Portal<R>, id: Uuid, own: Option<&(i64, bool, Draft)>, thread: &Thread) {
    // Where nothing is shown nothing was read, whatever position the address names.
    if !portal.may_write() || thread.entries.is_empty() || own.is_none_or(|(read, ..)| thread.end.0 <= *read) {
        return;
    }
    let work = async {
        let tx = portal.space.begin().await?;
        let at = mark_read(&tx, portal.now, id, Reader::Contact(portal.contact.id), thread.end.0).await?;
        tx.commit().await?;
        if let Some(at) = at {
            portal.desk().tell(at);
        }
        Ok::<_, Error>(())
    };
    work.await.or_log("what a contact has read was not noted");
}

fn toast(page: &Page, done: &str) -> Option<Toast> {
    Some(Toast::new(match done {
        "termine" => page.t("portal-talk-done-toast"),
        "modifie" => page.t("portal-talk-edited-toast"),
        "supprime" => page.t("portal-talk-deleted-toast"),
        "brouillon" => page.t("portal-talk-draft-toast"),
        "muette" => page.t("portal-talk-muted-toast"),
        "avis" => page.t("portal-talk-unmuted-toast"),
        _ => return None,
    }))
}
