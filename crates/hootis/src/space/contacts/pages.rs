//! The list of contacts, and the card of one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::Response;
use hootis_policy::limits;
use hootis_policy::permissions::Right;
use hootis_space::search::CAP;
use hootis_space::{Conn, Tx};
use serde::Deserialize;
use uuid::Uuid;

use super::conflict::{field_value, label};
use super::contact::{Contact, Eyes, Line, PartyRef};
use super::queries::{self, Filter, Start};
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::space::changes::{self, Change};
use crate::space::fields::{self, Inputs, Shown as Custom};
use crate::space::inbox::{self, Of};
use crate::space::tags::{self, Subject, Tag, TagOn};
use crate::web::i18n::Lang;
use crate::web::page::{Page, Toast};
use crate::web::reply::html;
use crate::web::values::country_name;

/// Contacts on a page.
const PAGE: usize = 50;
/// Lines of the timeline of a card.
const TIMELINE: i64 = 30;

/// What a list is asked for.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    q: String,
    archives: String,
    client: String,
    /// A tag's id.
    etiquette: String,
    apres: Option<String>,
    avant: Option<String>,
    id: Option<Uuid>,
    fait: String,
}

impl Asked {
    fn filter(&self) -> Filter {
        Filter {
            question: self.q.chars().take(limits::SEARCH_CHARS).collect(),
            archived: self.archives == "1",
            party: Uuid::parse_str(&self.client).ok(),
            tag: Uuid::parse_str(&self.etiquette).ok(),
        }
    }

    fn start(&self) -> Start {
        match (&self.apres, &self.avant, self.id) {
            (Some(key), _, Some(id)) => Start::After(key.clone(), id),
            (None, Some(key), Some(id)) => Start::Before(key.clone(), id),
            _ => Start::Beginning,
        }
    }
}

/// What the list shows, whole page or part.
struct Shown {
    question: String,
    archived: bool,
    party: Option<PartyRef>,
    /// The tag that the list is filtered by.
    tag: Option<Tag>,
    /// Every tag that contacts may have.
    tags: Vec<Tag>,
    /// The list to return to after a bulk action.
    address: String,
    lines: Vec<Line>,
    /// How many there are, in words.
    count: String,
    previous: String,
    next: String,
    may_write: bool,
}

impl Shown {
    fn is_tag(&self, tag: &Tag) -> bool {
        self.tag.as_ref().is_some_and(|own| own.id == tag.id)
    }

    /// Nothing narrows the list.
    fn is_plain(&self) -> bool {
        self.question.is_empty() && !self.archived && self.party.is_none() && self.tag.is_none()
    }
}

#[derive(Template)]
#[template(path = "space/contacts/list.html")]
struct List {
    page: Page,
    shown: Shown,
}

#[derive(Template)]
#[template(path = "space/contacts/_list.html")]
struct Part {
    page: Page,
    shown: Shown,
}

/// The contacts by name, or those that a question finds.
pub async fn list(office: BackOffice<may::ContactsRead>, Query(asked): Query<Asked>) -> Result<Response> {
    let mut page = office.page("contacts-title");
    page.toast = done(office.lang(), &asked.fait, None).or_else(|| done_to_many(office.lang(), &asked.fait));
    let shown = find(&office, &asked).await?;
    if office.visit.is_partial() { html(&Part { page, shown }) } else { html(&List { page, shown }) }
}

async fn find(office: &BackOffice<may::ContactsRead>, asked: &Asked) -> Result<Shown> {
    let (filter, start, eyes) = (asked.filter(), asked.start(), Eyes::from(&office.member));
    let read = async move |at: &Tx| {
        let party = match filter.party {
            Some(id) => Some(queries::find_party(at, id).await?.ok_or(Error::NotFound)?),
            None => None,
        };
        let tags = tags::list(at, Subject::Contact).await?;
        let most = i64::try_from(PAGE + 1).map_err(Error::internal)?;
        let mut lines = queries::list(at, &filter, eyes, &start, most).await?;
        let around = trim(&mut lines, &start);
        tag(at, &mut lines).await?;
        let count = queries::count(at, &filter, eyes).await?;
        Ok::<_, Error>((filter, party, tags, lines, around, count))
    };
    let (filter, party, tags, lines, (before, after), count) = office.space.read(read).await?;
    let address = |key: &str, line: Option<&Line>| line.map(|line| page_address(&filter, key, line)).unwrap_or_default();
    Ok(Shown {
        count: counted(office.lang(), &filter, count),
        previous: address("avant", lines.first().filter(|_| before)),
        next: address("apres", lines.last().filter(|_| after)),
        tag: tags.iter().find(|tag| Some(tag.id) == filter.tag).cloned(),
        tags,
        address: list_address(&filter),
        question: filter.question.clone(),
        archived: filter.archived,
        party,
        lines,
        may_write: office.may(Right::ContactsWrite),
    })
}

/// Takes off the line that only tells whether there are more; whether there are pages before and after.
fn trim(lines: &mut Vec<Line>, start: &Start) -> (bool, bool) {
    let more = lines.len() > PAGE;
    match start {
        Start::Before(..) => {
            if more {
                lines.remove(0);
            }
            (more, true)
        }
        _ => {
            lines.truncate(PAGE);
            (matches!(start, Start::After(..)), more)
        }
    }
}

/// Fills the tags in, with one query for the page.
async fn tag(conn: &impl Conn, lines: &mut [Line]) -> Result<()> {
    let ids: Vec<Uuid> = lines.iter().map(|line| line.id).collect();
    for (id, tag) in queries::list_tags_of(conn, &ids).await? {
        if let Some(line) = lines.iter_mut().find(|line| line.id == id) {
            line.tags.push(tag);
        }
    }
    Ok(())
}

fn page_address(filter: &Filter, key: &str, line: &Line) -> String {
    format!("/admin/contacts?{}", query_of(filter).append_pair(key, &line.name_key).append_pair("id", &line.id.to_string()).finish())
}

/// The address of the same list, from its first page.
fn list_address(filter: &Filter) -> String {
    match query_of(filter).finish() {
        query if query.is_empty() => "/admin/contacts".to_owned(),
        query => format!("/admin/contacts?{query}"),
    }
}

fn query_of(filter: &Filter) -> url::form_urlencoded::Serializer<'static, String> {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if !filter.question.is_empty() {
        query.append_pair("q", &filter.question);
    }
    if filter.archived {
        query.append_pair("archives", "1");
    }
    if let Some(party) = filter.party {
        query.append_pair("client", &party.to_string());
    }
    if let Some(tag) = filter.tag {
        query.append_pair("etiquette", &tag.to_string());
    }
    query
}

/// « 12 contacts », or an honest « plus de 1 000 ».
fn counted(lang: Lang, filter: &Filter, count: i64) -> String {
    let cap = i64::try_from(CAP).unwrap_or(i64::MAX);
    match (filter.question.is_empty(), count > cap || (count == cap && !filter.question.is_empty())) {
        (true, false) => lang.t_args("contacts-count", &[("n", count.into())]),
        (true, true) => lang.t_args("contacts-count-more", &[("n", cap.into())]),
        (false, false) => lang.t_args("contacts-found", &[("n", count.into())]),
        (false, true) => lang.t_args("contacts-found-more", &[("n", cap.into())]),
    }
}

#[derive(Template)]
#[template(path = "space/contacts/show.html")]
struct Show {
    page: Page,
    now: Now,
    contact: Contact,
    country: String,
    birthday: String,
    tags: Vec<TagOn>,
    tag_names: Vec<Tag>,
    custom: Vec<Custom>,
    /// Fields that the company added can be filled in.
    asks_custom: bool,
    /// What was done, the details, who did it, and when.
    changes: Vec<(String, Vec<String>, String, i64)>,
    /// The section with their conversations; none for who may not read them.
    talk: String,
    may_write_to: bool,
    /// How they stand with Station Clients: the look of the eye, and the words.
    access: (&'static str, &'static str),
    may_write: bool,
    may_tag: bool,
    may_delete: bool,
}

/// The card of a contact.
pub async fn show(office: BackOffice<may::ContactsRead>, Path(id): Path<Uuid>, Query(asked): Query<Asked>) -> Result<Response> {
    let (lang, eyes) = (office.lang(), Eyes::from(&office.member));
    let (may_tag, may_write, may_talk) = (office.may(Right::TagsWrite), office.may(Right::ContactsWrite), office.may(Right::MessagesRead));
    let read = async move |at: &Tx| {
        let contact = queries::get(at, id, eyes).await?;
        let inputs = Inputs::of(at, lang, fields::Subject::Contact, Some(id), contact.is_from_dolibarr).await?;
        let tag_names = if may_tag { tags::list(at, Subject::Contact).await? } else { Vec::new() };
        let access = access_told(lang, queries::find_access(at, id).await?.as_deref());
        let talk = if may_talk { Some(inbox::block(at, eyes, Of::Contact(id)).await?) } else { None };
        let tags = (tags::of(at, Subject::Contact, id).await?, tag_names);
        Ok::<_, Error>((contact, inputs, tags, (changes::list(at, id, TIMELINE).await?, access), talk))
    };
    let (contact, inputs, (tags, tag_names), (changes, access), talk) = office.space.read(read).await?;
    let mut page = office.page_called(contact.words.name());
    page.toast = done(lang, &asked.fait, Some(id));
    html(&Show {
        page,
        now: office.now,
        country: contact.words.country.as_deref().map(|code| country_name(code, lang)).unwrap_or_default(),
        birthday: contact.words.birthday.as_deref().map(|day| field_value(lang, "birthday", day)).unwrap_or_default(),
        tags,
        tag_names,
        custom: inputs.shown(),
        asks_custom: may_write && inputs.is_asked(),
        changes: changes.into_iter().map(|change| told(lang, change)).collect(),
        talk: talk.map(|block| block.html(&office)).transpose()?.unwrap_or_default(),
        may_write_to: office.may(Right::MessagesWrite),
        access,
        may_write,
        may_tag,
        may_delete: office.may(Right::ContactsDelete),
        contact,
    })
}

/// How somebody stands with Station Clients: the look of the eye, and the words.
fn access_told(lang: Lang, state: Option<&str>) -> (&'static str, &'static str) {
    match state {
        Some("active") => ("", lang.t("contacts-access-active")),
        Some("invited") => ("warn", lang.t("contacts-access-invited")),
        Some(_) => ("bad", lang.t("contacts-access-suspended")),
        None => ("off", lang.t("contacts-access-none")),
    }
}

/// What was just done, in words, with its undo where there is one.
fn done(lang: Lang, what: &str, id: Option<Uuid>) -> Option<Toast> {
    let text = match what {
        "ajout" => lang.t("contacts-done-created"),
        "modification" => lang.t("contacts-done-updated"),
        "archive" => lang.t("contacts-done-archived"),
        "sorti" => lang.t("contacts-done-restored"),
        "suppression" => lang.t("contacts-done-deleted"),
        _ => return None,
    };
    let undo =
        id.filter(|_| what == "archive").map(|id| (lang.t("contacts-undo").into(), format!("/admin/contacts/{id}/archive/suppression").into()));
    Some(Toast { text: text.into(), undo })
}

/// What was just done to many. Anybody may write anything into an address: only known words are repeated.
fn done_to_many(lang: Lang, what: &str) -> Option<Toast> {
    let (what, n) = what.split_once('-')?;
    let n: i64 = n.parse().ok().filter(|n| (0..=1_000_000).contains(n))?;
    let key = match what {
        "archive" => "contacts-bulk-archived",
        "sorti" => "contacts-bulk-restored",
        "etiquette" => "contacts-bulk-tagged",
        "sans" => "contacts-bulk-untagged",
        _ => return None,
    };
    Some(Toast::new(lang.t_args(key, &[("n", n.into())])))
}

/// A line of the timeline.
fn told(lang: Lang, change: Change) -> (String, Vec<String>, String, i64) {
    let text = match change.action.as_str() {
        "created" => lang.t("contacts-change-created"),
        "archived" => lang.t("contacts-change-archived"),
        "restored" => lang.t("contacts-change-restored"),
        "tagged" => lang.t("contacts-change-tagged"),
        "untagged" => lang.t("contacts-change-untagged"),
        "invited" | "invited_again" => lang.t("contacts-change-invited"),
        "access_withdrawn" => lang.t("contacts-change-withdrawn"),
        "deactivated" => lang.t("contacts-change-suspended"),
        "reactivated" => lang.t("contacts-change-restored-access"),
        "reach" => lang.t("contacts-change-reach"),
        "factor_reset" => lang.t("contacts-change-factor"),
        "viewed" => lang.t("contacts-change-viewed"),
        "correction_accepted" => lang.t("contacts-change-corrected"),
        "correction_refused" => lang.t("contacts-change-correction-refused"),
        "erasure_asked" => lang.t("contacts-change-erasure"),
        "erasure_withdrawn" => lang.t("contacts-change-erasure-withdrawn"),
        "erasure_extended" => lang.t("contacts-change-erasure-extended"),
        "erasure_refused" => lang.t("contacts-change-erasure-refused"),
        _ => lang.t("contacts-change-updated"),
    };
    let value = |field: &str, value: Option<&String>| value.map_or_else(|| "—".to_owned(), |value| field_value(lang, field, value));
    let details = change.fields.iter().map(|field| {
        let (before, after) = (value(&field.field, field.before.as_ref()), value(&field.field, field.after.as_ref()));
        let args = [("field", label(lang, &field.field).into_owned().into()), ("before", before.into()), ("after", after.into())];
        lang.t_args("contacts-change-field", &args)
    });
    (text.to_owned(), details.collect(), change.actor_name, change.at)
}
