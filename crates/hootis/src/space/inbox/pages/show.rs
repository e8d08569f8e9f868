//! One conversation: the page, its parts, and what is new in it.

use askama::Template;
use askama::filters::Safe;
use axum::extract::{Path, Query};
use axum::response::Response;
use hootis_policy::limits;
use hootis_policy::permissions::Right;
use hootis_space::Tx;
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries::{self, View};
use super::super::thread::{self, Entry, Found};
use super::list::{Asked as ListAsked, Pane};
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::{OrLog as _, Result};
use crate::space::Eyes;
use crate::space::asides::Aside;
use crate::space::conversations::{self, Conversation, Draft, Edge, Message, Person, Reader, text};
use crate::space::media::{Media, Unsent};
use crate::web::format;
use crate::web::page::{FieldErrors, Page, Toast, initials};
use crate::web::reply::html;

/// Finds of a search inside the conversation.
const FOUND: usize = 40;

/// Which part of a conversation is asked for.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Asked {
    avant: Option<i64>,
    apres: Option<i64>,
    /// A position that the page begins a little before.
    autour: Option<i64>,
    /// The stamp up to which a page knows of changes.
    depuis: Option<i64>,
    vue: String,
    /// What is looked for inside.
    q: String,
    fait: String,
}

impl Asked {
    fn edge(&self) -> Edge {
        match (self.avant, self.apres, self.autour) {
            (Some(at), ..) => Edge::Before(at),
            (_, Some(at), _) => Edge::After(at),
            // The page ends some messages behind what was found.
            (.., Some(at)) => Edge::After(at.saturating_sub(1)),
            _ => Edge::Newest,
        }
    }
}

/// A part of what was said, with what its template needs to know.
pub(super) struct Thread {
    pub id: Uuid,
    pub entries: Vec<Entry>,
    /// The page before; empty when there is none.
    pub older: String,
    /// The page after; empty at the end.
    pub newer: String,
    /// What changes of what the reader has before them; shown in its place.
    pub changed: Vec<Entry>,
    /// The last position shown, and the stamp up to which it is known.
    pub end: (i64, i64),
    /// The contacts who have read everything that was written to them last, but for who wrote it.
    pub seen_by: Vec<String>,
    pub me: Uuid,
    pub may_write: bool,
    pub may_delete: bool,
    pub now: Now,
    /// What a search brought the reader to.
    pub mark: Option<i64>,
    /// What goes with messages and notes, each with the one it goes with.
    pub files: Vec<(Uuid, Media)>,
}

impl Thread {
    fn files_of(&self, id: &Uuid) -> Vec<&Media> {
        self.files.iter().filter(|(one, _)| one == id).map(|(_, file)| file).collect()
    }

    async fn with_files(mut self, at: &Tx) -> Result<Self> {
        self.files = thread::list_files(at, self.entries.iter().chain(&self.changed)).await?;
        Ok(self)
    }

    /// Whether there is something to do with a message: change it for a while, delete it.
    fn can_touch(&self, message: &Message) -> bool {
        message.deleted_at.is_none() && self.may_write && (message.member_id == Some(self.me) || self.may_delete)
    }

    /// The same of a note.
    fn can_touch_aside(&self, aside: &Aside) -> bool {
        aside.deleted_at.is_none() && self.may_write && (aside.author_id == Some(self.me) || self.may_delete)
    }

    fn words(&self, message: &Message) -> Safe<String> {
        Safe(text::html(&message.body, &[]))
    }

    fn words_of(&self, aside: &Aside) -> Safe<String> {
        Safe(text::html(&aside.body, &aside.names()))
    }

    fn is_marked(&self, position: &i64) -> bool {
        self.mark == Some(*position)
    }

    /// Where news are asked for.
    fn news(&self) -> String {
        format!("/admin/messages/{}/suite?apres={}&depuis={}", self.id, self.end.0, self.end.1)
    }

    fn time(&self, at: &i64) -> String {
        format::time(*at)
    }
}

/// What is read of a conversation.
struct Read {
    conversation: Conversation,
    people: Vec<Person>,
    thread: Thread,
    pane: Pane,
    colleagues: Vec<(Uuid, String)>,
    draft: Draft,
    is_muted: bool,
    /// How far the member had read.
    read: i64,
    found: Vec<Found>,
}

#[derive(Template)]
#[template(path = "space/inbox/show.html")]
struct Show {
    page: Page,
    conversation: Conversation,
    title: String,
    people: Vec<Person>,
    thread: Thread,
    pane: Pane,
    colleagues: Vec<(Uuid, String)>,
    compose: Compose,
    is_muted: bool,
    question: String,
    found: Vec<Found>,
}

impl Show {
    fn initials(&self) -> String {
        initials(&self.title)
    }

    fn names(&self) -> String {
        self.people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
    }

    fn assigned(&self) -> String {
        let id = self.conversation.assigned_to;
        id.and_then(|id| self.colleagues.iter().find(|(other, _)| *other == id)).map(|(_, name)| name.clone()).unwrap_or_default()
    }

    fn is_assigned(&self, id: &Uuid) -> bool {
        self.conversation.assigned_to == Some(*id)
    }
}

/// The form that writes.
pub(super) struct Compose {
    pub conversation: Uuid,
    /// The id that the message will have.
    pub new_id: Uuid,
    pub body: String,
    pub is_aside: bool,
    /// When the draft was kept.
    pub draft_at: Option<i64>,
    /// Who is written to, in a few words.
    pub to: String,
    pub errors: FieldErrors,
    pub now_ms: i64,
    /// What is there already to go with it, and what is not, and why.
    pub files: Vec<Unsent>,
    pub refused: Vec<String>,
}

#[derive(Template)]
#[template(path = "space/inbox/_older.html")]
struct Older {
    page: Page,
    thread: Thread,
}

#[derive(Template)]
#[template(path = "space/inbox/_suite.html")]
struct Suite {
    page: Page,
    thread: Thread,
}

/// A conversation, at its end or at a place in it.
pub async fn show(office: BackOffice<may::MessagesRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>) -> Result<Response> {
    let (eyes, lang, now, edge) = (Eyes::from(&office.member), office.lang(), office.now, asked.edge());
    let mut page = office.page("talk-title");
    if office.visit.is_partial() {
        let thread = office.space.read(async move |at| read_thread(at, id, eyes, edge, None).await?.2.with_files(at).await).await?;
        let thread = dressed(&office, thread, lang, None);
        return html(&Older { page, thread });
    }
    let question: String = asked.q.trim().chars().take(limits::SEARCH_CHARS).collect();
    let list = ListAsked::beside(asked.vue.clone());
    let wanted = question.clone();
    let mut read = office.space.read(async move |at| read_all(at, id, eyes, edge, list, &wanted).await).await?;
    read.thread.mark = asked.autour;
    mark_read(&office, id, read.read, &read.thread).await;
    page.toast = toast(&page, &asked.fait);
    let title = read.conversation.party.as_ref().map_or_else(|| names_of(&read.people), |(_, name)| name.clone());
    page.title = title.clone().into();
    let compose = Compose {
        conversation: id,
        new_id: Uuid::now_v7(),
        body: read.draft.body,
        is_aside: read.draft.is_aside,
        draft_at: read.draft.at,
        to: first_names(&read.people),
        errors: FieldErrors::default(),
        now_ms: now.0,
        files: Vec::new(),
        refused: Vec::new(),
    };
    html(&Show {
        page,
        title,
        people: read.people,
        thread: dressed(&office, read.thread, lang, None),
        pane: read.pane.of(&office),
        colleagues: read.colleagues,
        compose,
        is_muted: read.is_muted,
        conversation: read.conversation,
        question,
        found: read.found,
    })
}

/// What is new in a conversation since a page was made: only asked for by a page that is looked at, so it is read.
pub async fn suite(office: BackOffice<may::MessagesRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>) -> Result<Response> {
    let (eyes, lang, me) = (Eyes::from(&office.member), office.lang(), office.member.id);
    let (after, since) = (asked.apres.unwrap_or_default(), asked.depuis.unwrap_or(i64::MAX));
    let read = async move |at: &Tx| {
        let (_, _, mut thread) = read_thread(at, id, eyes, Edge::After(after), Some(after)).await?;
        thread.changed = thread::changed(at, id, since, after).await?;
        let thread = thread.with_files(at).await?;
        let read = conversations::reader_of(at, id, Reader::Member(me)).await?.map_or(0, |(read, ..)| read);
        Ok::<_, crate::error::Error>((thread, read))
    };
    let (thread, read) = office.space.read(read).await?;
    mark_read(&office, id, read, &thread).await;
    let thread = dressed(&office, thread, lang, Some(after));
    html(&Suite { page: office.page("talk-title"), thread })
}

async fn read_all(at: &Tx, id: Uuid, eyes: Eyes, edge: Edge, list: ListAsked, question: &str) -> Result<Read> {
    let (conversation, people, thread) = read_thread(at, id, eyes, edge, None).await?;
    let own = conversations::reader_of(at, id, Reader::Member(eyes.member())).await?;
    let (read, is_muted, draft) = own.unwrap_or_default();
    let found = if question.is_empty() { Vec::new() } else { thread::list_found_in(at, id, question, eyes, FOUND).await? };
    Ok(Read {
        conversation,
        people,
        thread: thread.with_files(at).await?,
        pane: Pane::read(at, &list, eyes, Some(id), View::All).await?,
        colleagues: queries::list_colleagues(at).await?,
        draft,
        is_muted,
        read,
        found,
    })
}

/// A part of a conversation as it is kept. `last`: what the reader has already, when nothing newer is there.
async fn read_thread(at: &Tx, id: Uuid, eyes: Eyes, edge: Edge, last: Option<i64>) -> Result<(Conversation, Vec<Person>, Thread)> {
    let conversation = queries::get(at, eyes, id).await?;
    let people = conversations::list_people(at, id).await?;
    let page = thread::page(at, id, edge).await?;
    let (first, end) = thread::ends(&page.rows).unwrap_or((last.unwrap_or_default(), last.unwrap_or_default()));
    let link = |name: &str, position: i64| format!("/admin/messages/{id}?{name}={position}");
    let author = page.rows.iter().rev().find_map(|entry| if let Entry::Message(message) = entry { Some(message.contact_id) } else { None }).flatten();
    let seen = people.iter().filter(|person| person.read_position >= conversation.messaged_at && Some(person.id) != author);
    let thread = Thread {
        id,
        older: if page.has_older && last.is_none() { link("avant", first) } else { String::new() },
        newer: if page.has_newer { link("apres", end) } else { String::new() },
        seen_by: seen.map(|person| person.name.clone()).collect(),
        entries: page.rows,
        changed: Vec::new(),
        end: (end, conversation.inner_stamp),
        me: eyes.member(),
        may_write: false,
        may_delete: false,
        now: Now(0),
        mark: None,
        files: Vec::new(),
    };
    Ok((conversation, people, thread))
}

/// A part of a conversation with its days, and with what the member may do. `after` is when what stands before it was said.
fn dressed<R>(office: &BackOffice<R>, mut thread: Thread, lang: crate::web::i18n::Lang, after: Option<i64>) -> Thread {
    thread.entries = thread::with_days(lang, office.now, thread.entries, after);
    thread.may_write = office.may(Right::MessagesWrite);
    thread.may_delete = office.may(Right::MessagesDelete);
    thread.now = office.now;
    thread
}

/// Notes that the member has read what is shown. Who may only look at the space reads on, and nothing is written.
async fn mark_read<R>(office: &BackOffice<R>, id: Uuid, read: i64, thread: &Thread) {
    // Where nothing is shown nothing was read, whatever position the address names.
    if office.read_only || thread.entries.is_empty() || thread.end.0 <= read {
        return;
    }
    let work = async {
        let tx = office.space.begin().await?;
        let at = conversations::mark_read(&tx, office.now, id, Reader::Member(office.member.id), thread.end.0).await?;
        tx.commit().await?;
        if let Some(at) = at {
            office.desk().tell(at);
        }
        Ok::<_, crate::error::Error>(())
    };
    work.await.or_log("what a member has read was not noted");
}

fn toast(page: &Page, done: &str) -> Option<Toast> {
    Some(Toast::new(match done {
        "reouverte" => page.t("talk-reopened-toast"),
        "suivi" => page.t("talk-assigned-toast"),
        "modifie" => page.t("talk-edited-toast"),
        "supprime" => page.t("talk-deleted-toast"),
        "brouillon" => page.t("talk-draft-toast"),
        "muette" => page.t("talk-muted-toast"),
        "avis" => page.t("talk-unmuted-toast"),
        "reglee" => page.t("talk-changed-toast"),
        _ => return None,
    }))
}

fn names_of(people: &[Person]) -> String {
    people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// « Sylvie, Yannick »: two at most.
pub(super) fn first_names(people: &[Person]) -> String {
    let name = |person: &Person| person.first_name.clone().unwrap_or_else(|| person.name.clone());
    let mut names: Vec<String> = people.iter().take(2).map(name).collect();
    if people.len() > 2 {
        names.push("…".to_owned());
    }
    names.join(", ")
}
