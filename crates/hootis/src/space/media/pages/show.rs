//! The page of a file: seen large, with its neighbours, its words and what can be done with it.

use askama::Template;
use axum::extract::{Path, Query as Asked};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use uuid::Uuid;

use super::super::KIND;
use super::super::form::WordsForm;
use super::super::queries::read::{self, Filter};
use super::super::queries::{shared, write};
use super::super::row::Media;
use super::list::Query;
use super::set_trashed;
use crate::access::{BackOffice, Requires, may};
use crate::error::{Error, Result};
use crate::space::Eyes;
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page, Toast};
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "space/media/show.html")]
struct Show {
    page: Page,
    media: Media,
    /// What its neighbours are told, and the gallery that leads back.
    suffix: String,
    newer: Option<Uuid>,
    older: Option<Uuid>,
    typed: WordsForm,
    errors: FieldErrors,
    /// Somebody else changed it meanwhile.
    is_late: bool,
    may_write: bool,
    parties: Vec<(Uuid, String)>,
    goes_at: i64,
    /// The conversation that it was sent in, and what that is called.
    origin: Option<(Uuid, String)>,
    /// Whom it may be shown to alone.
    contacts: Vec<(Uuid, String)>,
}

impl Show {
    fn is_with(&self, id: &Uuid) -> bool {
        self.media.shared_at.is_some() && self.media.shared_with == Some(*id)
    }

    /// Whom it is shown to: one of its contacts, or all of its party.
    fn shown_to(&self) -> &str {
        match self.media.shared_with {
            Some(id) => self.contacts.iter().find(|(one, _)| *one == id).map_or("—", |(_, name)| name),
            None => self.media.party.as_ref().map_or("—", |party| &party.name),
        }
    }

    /// Width and height, for people.
    fn pixels(&self) -> Option<String> {
        let (width, height) = self.media.pixels()?;
        Some(self.page.t_args("media-pixels", &[("width", self.page.number(width).into()), ("height", self.page.number(height).into())]))
    }
}

/// Parties offered while a name is typed.
const PARTIES: usize = 200;

/// The file.
pub async fn show(office: BackOffice<may::MediaRead>, Path(id): Path<Uuid>, Asked(query): Asked<Query>) -> Result<Response> {
    let media = read::get(&office.space, Eyes::from(&office.member), id).await?;
    let typed = WordsForm::of(&media);
    let toast = query.saved().then(|| Toast::new(office.lang().t("media-saved"))).or_else(|| query.done(office.lang()));
    let mut show = page(&office, media, typed, &query).await?;
    show.page.toast = toast;
    html(&show)
}

async fn page<R: Requires>(office: &BackOffice<R>, media: Media, typed: WordsForm, query: &Query) -> Result<Show> {
    let eyes = Eyes::from(&office.member);
    let filter = Filter { in_trash: media.deleted_at.is_some(), ..query.filter(eyes) };
    let newer = read::neighbour(&office.space, &filter, &media, true).await?;
    let older = read::neighbour(&office.space, &filter, &media, false).await?;
    let may_write = office.may(Right::MediaWrite);
    let parties = if may_write { read::parties(&office.space, eyes, PARTIES).await? } else { Vec::new() };
    let origin = match media.conversation.filter(|_| office.may(Right::MessagesRead)) {
        Some(id) => Some((id, read::conversation_title(&office.space, id).await?)),
        None => None,
    };
    let contacts = if may_write && media.aside.is_none() { shared::list_contacts(&office.space, eyes, &media).await? } else { Vec::new() };
    let mut page = office.page_called(media.title().to_owned());
    page.mark_as_under("/admin/medias");
    let goes_at = media.deleted_at.map_or(0, |at| crate::clock::Now(at).after(hootis_policy::retention::MEDIA_TRASH).0);
    Ok(Show {
        page,
        suffix: query.suffix(),
        newer,
        older,
        typed,
        errors: FieldErrors::default(),
        is_late: false,
        may_write,
        parties,
        goes_at,
        media,
        origin,
        contacts,
    })
}

/// Changes the words.
pub async fn update(
    office: BackOffice<may::MediaWrite>,
    Path(id): Path<Uuid>,
    Asked(query): Asked<Query>,
    Form(form): Form<WordsForm>,
) -> Result<Response> {
    let media = read::get(&office.space, Eyes::from(&office.member), id).await?;
    if media.deleted_at.is_some() {
        return Err(Error::NotFound);
    }
    let words = match form.parse(&office.space, office.lang(), &media).await? {
        Ok(words) => words,
        Err(errors) => {
            let again = Show { errors, ..page(&office, media, form, &query).await? };
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, html(&again)?).into_response());
        }
    };
    let before = (media.name.as_str(), media.caption.as_deref(), media.alt.as_deref());
    let party = match words.party {
        Some(id) => read::find_party(&office.space, id).await?.map(|party| party.name),
        None => None,
    };
    let fields = changes::differences([
        ("name", Some(before.0), Some(words.name.as_str())),
        ("caption", before.1, words.caption.as_deref()),
        ("alt", before.2, words.alt.as_deref()),
        ("party", media.party.as_ref().map(|party| party.name.as_str()), party.as_deref()),
    ]);
    let tx = office.space.begin().await?;
    if !write::update(&tx, office.now, id, form.version, &words).await? {
        drop(tx);
        // What was typed stays; saving again writes over what somebody else wrote.
        let typed = WordsForm { version: media.version, ..form };
        let again = Show { is_late: true, ..page(&office, media, typed, &query).await? };
        return Ok((StatusCode::CONFLICT, html(&again)?).into_response());
    }
    write::index(&tx, &[id]).await?;
    if !fields.is_empty() {
        changes::record(&tx, office.now, &Actor::from(&office), KIND, id, "updated", &fields).await?;
    }
    tx.commit().await?;
    let suffix = query.suffix();
    let sign = if suffix.is_empty() { '?' } else { '&' };
    Ok(Redirect::to(&format!("/admin/medias/{id}{suffix}{sign}fait=modification")).into_response())
}

/// Puts it in the trash.
pub async fn delete(office: BackOffice<may::MediaWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    read::get(&office.space, Eyes::from(&office.member), id).await?;
    let n = set_trashed(&office, &[id], true).await?;
    Ok(Redirect::to(&format!("/admin/medias?fait=corbeille-{n}")).into_response())
}

/// Takes it out of the trash.
pub async fn restore(office: BackOffice<may::MediaWrite>, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    read::get(&office.space, Eyes::from(&office.member), id).await?;
    set_trashed(&office, &[id], false).await?;
    Ok(Redirect::to(&format!("/admin/medias/{id}")).into_response())
}
