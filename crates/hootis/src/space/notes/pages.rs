//! Writing, changing and deleting notes, from a party's card.

use askama::Template;
use axum::extract::Path;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{self, Note};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page};
use crate::web::person::lines;
use crate::web::reply::{html, unprocessable};

/// Longest note, in characters.
const MAX: usize = 10_000;

#[derive(Template)]
#[template(path = "space/notes/edit.html")]
struct Edit {
    page: Page,
    party_id: Uuid,
    party_name: String,
    /// None for a new note.
    note_id: Option<Uuid>,
    /// The id that a new note will have.
    new_id: Uuid,
    body: String,
    errors: FieldErrors,
}

/// What a browser sends.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct NoteForm {
    /// Of a new note, made with its form: sent twice, it is one note.
    id: Option<Uuid>,
    body: String,
}

fn card(party: Uuid) -> Response {
    Redirect::to(&format!("/admin/clients/{party}#notes")).into_response()
}

/// Writes a note.
pub async fn create(office: BackOffice<may::PartiesWrite>, Path(party): Path<Uuid>, Form(form): Form<NoteForm>) -> Result<Response> {
    let name = queries::party_name(&office.space, party).await?;
    let id = form.id.unwrap_or_else(Uuid::now_v7);
    let Some(body) = lines(&form.body, MAX) else {
        let mut errors = FieldErrors::default();
        errors.add("body", office.lang().t("notes-empty"));
        let page = office.page("notes-new");
        return unprocessable(&Edit { page, party_id: party, party_name: name, note_id: None, new_id: id, body: form.body, errors });
    };
    let now = office.now;
    let tx = office.space.begin().await?;
    let note = Note {
        id,
        party_id: party,
        author_id: Some(office.member.id),
        author_name: office.member.name.clone(),
        body,
        created_at: now.0,
        updated_at: now.0,
    };
    if queries::insert(&tx, &note).await? {
        changes::record(&tx, now, &Actor::from(&office), "party", party, "noted", &[]).await?;
    }
    tx.commit().await?;
    Ok(card(party))
}

/// The form of a note that is there.
pub async fn edit(office: BackOffice<may::PartiesWrite>, Path((party, id)): Path<(Uuid, Uuid)>) -> Result<Response> {
    let note = own(&office, party, id).await?;
    let name = queries::party_name(&office.space, party).await?;
    let page = office.page("notes-edit");
    html(&Edit { page, party_id: party, party_name: name, note_id: Some(id), new_id: id, body: note.body, errors: FieldErrors::default() })
}

/// Changes a note.
pub async fn update(office: BackOffice<may::PartiesWrite>, Path((party, id)): Path<(Uuid, Uuid)>, Form(form): Form<NoteForm>) -> Result<Response> {
    own(&office, party, id).await?;
    let Some(body) = lines(&form.body, MAX) else {
        let mut errors = FieldErrors::default();
        errors.add("body", office.lang().t("notes-empty"));
        let name = queries::party_name(&office.space, party).await?;
        let page = office.page("notes-edit");
        return unprocessable(&Edit { page, party_id: party, party_name: name, note_id: Some(id), new_id: id, body: form.body, errors });
    };
    queries::update(&office.space, office.now, id, &body).await?;
    Ok(card(party))
}

/// Deletes a note.
pub async fn delete(office: BackOffice<may::PartiesWrite>, Path((party, id)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let note = queries::get(&office.space, party, id).await?;
    if note.author_id != Some(office.member.id) && !office.may(Right::PartiesDelete) {
        return Err(Error::Forbidden);
    }
    let tx = office.space.begin().await?;
    queries::delete(&tx, id).await?;
    changes::record(&tx, office.now, &Actor::from(&office), "party", party, "note-deleted", &[]).await?;
    tx.commit().await?;
    Ok(card(party))
}

/// The note, if the member wrote it.
async fn own(office: &BackOffice<may::PartiesWrite>, party: Uuid, id: Uuid) -> Result<Note> {
    let note = queries::get(&office.space, party, id).await?;
    if note.author_id == Some(office.member.id) { Ok(note) } else { Err(Error::Forbidden) }
}
