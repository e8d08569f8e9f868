//! The gallery.

use askama::Template;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hootis_media::Kind;
use hootis_policy::permissions::Right;
use hootis_policy::{limits, plans};
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries::read::{self, Filter};
use super::super::queries::uploads;
use super::super::row::{Media, PartyRef};
use super::super::upload::room;
use crate::access::{BackOffice, Requires, may};
use crate::error::Result;
use crate::space::Eyes;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::html;

/// Files on a page of the gallery.
const PAGE: usize = 60;

/// Parties offered as a filter.
const PARTIES: usize = 200;

/// Uploads that are shown as not ended.
const PENDING: i64 = 20;

/// Days that are called this week.
const WEEK: i64 = 7;

/// What the address says.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct Query {
    /// photo, video, audio, document.
    nature: String,
    /// A party's id.
    client: String,
    /// Where the last page ended.
    apres: String,
    /// What was just done, and to how many: `ajout-3`.
    fait: String,
}

impl Query {
    /// The gallery of a party.
    pub(in super::super) fn of_party(party: Option<Uuid>) -> Self {
        Self { client: party.map(|id| id.to_string()).unwrap_or_default(), ..Self::default() }
    }

    pub(super) fn filter(&self, eyes: Eyes) -> Filter {
        let after = self.apres.split_once('_').and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)));
        Filter { kind: Kind::parse(&self.nature), party: self.client.parse().ok(), after, ..Filter::of(eyes) }
    }

    /// The address of the gallery with one thing changed, from its first page.
    fn with(&self, name: &str, value: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (key, old) in [("nature", self.nature.as_str()), ("client", &self.client), ("apres", "")] {
            let value = if key == name { value } else { old };
            if !value.is_empty() {
                query.append_pair(key, value);
            }
        }
        match query.finish() {
            query if query.is_empty() => "/admin/medias".to_owned(),
            query => format!("/admin/medias?{query}"),
        }
    }

    /// What was just done to the page's file.
    pub(super) fn done(&self, lang: Lang) -> Option<Toast> {
        done(lang, &self.fait)
    }

    /// Whether a change of the page's file was just saved.
    pub(super) fn saved(&self) -> bool {
        self.fait == "modification"
    }

    fn is_kind(&self, name: &str) -> bool {
        self.kind() == name
    }

    /// The kind that is asked for; nothing for all.
    fn kind(&self) -> &'static str {
        Kind::parse(&self.nature).map_or("", Kind::as_str)
    }

    /// Whether this is not the first page.
    fn is_further(&self) -> bool {
        !self.apres.is_empty()
    }

    /// What the page of a file is told, so that its neighbours are those of this gallery.
    pub(super) fn suffix(&self) -> String {
        self.with("", "").strip_prefix("/admin/medias").unwrap_or_default().to_owned()
    }
}

/// Files of one week or month.
struct Group {
    title: String,
    files: Vec<Media>,
}

/// The part of the page that is asked for again when something was added.
struct Shelf {
    query: Query,
    groups: Vec<Group>,
    next: String,
    may_write: bool,
    /// The known names of parties, for the field that moves.
    parties: Vec<(Uuid, String)>,
}

impl Shelf {
    fn is_filtered(&self) -> bool {
        !self.query.kind().is_empty() || !self.query.client.is_empty()
    }

    fn knows(&self, party: &Uuid) -> bool {
        self.parties.iter().any(|(id, _)| id == party)
    }

    /// Back to the first page, from a further one.
    fn first(&self) -> String {
        if self.query.is_further() { self.query.with("", "") } else { String::new() }
    }
}

#[derive(Template)]
#[template(path = "space/media/list.html")]
struct List {
    page: Page,
    shelf: Shelf,
    counts: Counts,
    party: Option<PartyRef>,
    used: u64,
    room: u64,
    /// What a script must know before it sends.
    left: u64,
    trash: i64,
    pending: Vec<uploads::Upload>,
    errors: FieldErrors,
    most: String,
}

#[derive(Template)]
#[template(path = "space/media/_list.html")]
struct Part {
    page: Page,
    shelf: Shelf,
}

/// How many of each kind.
struct Counts(Vec<(Kind, i64)>);

impl Counts {
    fn all(&self) -> i64 {
        self.0.iter().map(|(_, count)| count).sum()
    }

    fn of(&self, kind: Kind) -> i64 {
        self.0.iter().find(|(one, _)| *one == kind).map_or(0, |(_, count)| *count)
    }
}

impl List {
    /// The kinds that there are, or that are asked for: name, title, count.
    fn kinds(&self) -> impl Iterator<Item = (&'static str, &'static str, i64)> {
        let title = |kind| match kind {
            Kind::Photo => "media-photos",
            Kind::Video => "media-videos",
            Kind::Audio => "media-audios",
            Kind::Document => "media-documents",
        };
        Kind::ALL
            .into_iter()
            .map(move |kind| (kind.as_str(), title(kind), self.counts.of(kind)))
            .filter(|(name, _, count)| *count > 0 || self.shelf.query.nature == *name)
    }

    /// Of a hundred.
    fn percent(&self) -> u64 {
        (self.used * 100).div_ceil(self.room.max(1)).min(100)
    }

    fn is_client(&self, id: &Uuid) -> bool {
        self.shelf.query.client == id.to_string()
    }
}

/// The gallery, or the part of it that shows files.
pub async fn list(office: BackOffice<may::MediaRead>, axum::extract::Query(query): axum::extract::Query<Query>) -> Result<Response> {
    if office.visit.is_partial() {
        let shelf = shelf(&office, query).await?;
        return html(&Part { page: office.page("media-title"), shelf });
    }
    let toast = done(office.lang(), &query.fait);
    let mut list = page(&office, query, FieldErrors::default()).await?;
    list.page.toast = toast;
    html(&list)
}

/// The gallery again, with what was not kept of a form.
pub(in super::super) async fn refused(office: &BackOffice<may::MediaWrite>, query: Query, errors: FieldErrors, kept: usize) -> Result<Response> {
    let mut list = page(office, query, errors).await?;
    if kept > 0 {
        list.page.toast = done(office.lang(), &format!("ajout-{kept}"));
    }
    Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&list)?).into_response())
}

async fn page<R: Requires>(office: &BackOffice<R>, query: Query, errors: FieldErrors) -> Result<List> {
    let page = office.page("media-title");
    let space = &office.space;
    let party = match query.client.parse() {
        Ok(id) => read::find_party(space, id).await?,
        Err(_) => None,
    };
    let (may_write, eyes) = (office.may(Right::MediaWrite), Eyes::from(&office.member));
    Ok(List {
        counts: Counts(read::counts(space, eyes, party.as_ref().map(|party| party.id)).await?),
        used: read::used_bytes(space).await?,
        room: plans::TRIAL_PLAN.storage_bytes,
        left: room(space).await?,
        trash: read::trash(space, eyes).await?.0,
        pending: if may_write { uploads::list(space, office.member.id, PENDING).await? } else { Vec::new() },
        most: page.size_bytes(limits::MEDIA_BYTES),
        shelf: shelf(office, query).await?,
        page,
        party,
        errors,
    })
}

async fn shelf<R: Requires>(office: &BackOffice<R>, query: Query) -> Result<Shelf> {
    let eyes = Eyes::from(&office.member);
    let mut files = read::list(&office.space, &query.filter(eyes), PAGE + 1).await?;
    let has_more = files.len() > PAGE;
    files.truncate(PAGE);
    let next = files.last().filter(|_| has_more).map(|last| format!("{}_{}", last.taken_at, last.id.simple()));
    Ok(Shelf {
        next: next.map(|key| query.with("apres", &key)).unwrap_or_default(),
        groups: groups(office.lang(), office.now.0, files),
        may_write: office.may(Right::MediaWrite),
        parties: read::parties(&office.space, eyes, PARTIES).await?,
        query,
    })
}

/// Files by when they were taken: this week, then by month.
fn groups(lang: Lang, now: i64, files: Vec<Media>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for file in files {
        let title = if format::days_between(file.taken_at, now) < WEEK {
            lang.t("media-this-week").to_owned()
        } else {
            capital(&format::month_long(lang, file.taken_at))
        };
        match groups.last_mut() {
            Some(group) if group.title == title => group.files.push(file),
            _ => groups.push(Group { title, files: vec![file] }),
        }
    }
    groups
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// What was just done. Anybody may write anything into an address: only known words are repeated.
pub(super) fn done(lang: Lang, fait: &str) -> Option<Toast> {
    let (what, n) = fait.split_once('-')?;
    let n: i64 = n.parse().ok().filter(|n| (0..=1_000_000).contains(n))?;
    let key = match what {
        "ajout" => "media-done-added",
        "corbeille" => "media-done-trashed",
        "retour" => "media-done-restored",
        "client" => "media-done-moved",
        "montre" => "media-done-shared",
        "cache" => "media-done-hidden",
        "refus" => "media-share-nobody",
        "destruction" => "media-done-deleted",
        "lequel" => "media-party-which",
        "inconnu" => "media-party-unknown",
        _ => return None,
    };
    Some(Toast::new(lang.t_args(key, &[("n", n.into())])))
}
