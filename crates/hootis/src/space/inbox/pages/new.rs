//! Beginning a conversation, and changing what it is about and whom it is with.

use askama::Template;
use axum::extract::{Path, Query, Request};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;
use hootis_policy::talk::{self, CONTACTS};
use serde::Deserialize;
use uuid::Uuid;

use super::super::queries::{self, Pick};
use super::{address, author, conversation};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::Eyes;
use crate::space::changes::{self, Actor};
use crate::space::conversations::{self, KIND, NewMessage, Reader, notices, text};
use crate::space::media::{Unsent, Written, attach_form};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

/// Results of each kind, when somebody to write to is looked for.
const OFFERED: i64 = 8;

type Office = BackOffice<may::MessagesWrite>;

/// Whom a conversation is to be with.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct Asked {
    client: String,
    contact: String,
    q: String,
}

/// What a browser sends.
#[derive(Deserialize, Default, Clone)]
#[serde(default)]
pub struct NewForm {
    /// Of the conversation, made with its form: sent twice, it is one.
    id: Option<Uuid>,
    client: String,
    /// The contact whose card it began at.
    contact: String,
    /// The contacts that are ticked.
    avec: Vec<Uuid>,
    subject: String,
    body: String,
}

/// Everybody who may be ticked, and the party they are with.
struct Choices {
    party: Option<(Uuid, String)>,
    picks: Vec<Pick>,
}

#[derive(Template)]
#[template(path = "space/inbox/new.html")]
struct New {
    page: Page,
    choices: Choices,
    form: NewForm,
    new_id: Uuid,
    errors: FieldErrors,
    files: Vec<Unsent>,
    refused: Vec<String>,
}

impl New {
    fn is_ticked(&self, id: &Uuid) -> bool {
        self.form.avec.contains(id) || self.choices.picks.len() == 1
    }

    /// Nobody is in a conversation that is not there yet.
    fn is_fixed(&self, _: &Uuid) -> bool {
        false
    }
}

#[derive(Template)]
#[template(path = "space/inbox/pick.html")]
struct PickPage {
    page: Page,
    question: String,
    parties: Vec<(Uuid, String)>,
    contacts: Vec<(Uuid, String, Option<String>)>,
}

#[derive(Template)]
#[template(path = "space/inbox/settings.html")]
struct Change {
    page: Page,
    id: Uuid,
    title: String,
    choices: Choices,
    form: NewForm,
    /// Who is in it already, and stays.
    there: Vec<Uuid>,
    errors: FieldErrors,
}

impl Change {
    /// Who is in a conversation stays in it.
    fn is_fixed(&self, id: &Uuid) -> bool {
        self.there.contains(id)
    }

    fn is_ticked(&self, id: &Uuid) -> bool {
        self.is_fixed(id) || self.form.avec.contains(id)
    }
}

/// The form, or somebody to look for first.
pub async fn new(office: Office, Query(asked): Query<Asked>) -> Result<Response> {
    let Some(choices) = choices(&office, &asked.client, &asked.contact).await? else { return pick(&office, &asked.q).await };
    let avec = Uuid::parse_str(&asked.contact).ok().into_iter().collect();
    let form = NewForm { client: asked.client, contact: asked.contact, avec, ..NewForm::default() };
    let (page, errors) = (office.page("talk-new"), FieldErrors::default());
    html(&New { page, choices, form, new_id: Uuid::now_v7(), errors, files: Vec::new(), refused: Vec::new() })
}

/// Looks for a party or a contact by name.
async fn pick(office: &Office, question: &str) -> Result<Response> {
    let question: String = question.trim().chars().take(limits::SEARCH_CHARS).collect();
    let eyes = Eyes::from(&office.member);
    let parties = queries::list_parties(&office.space, &question, OFFERED).await?;
    let contacts = queries::list_contacts(&office.space, eyes, &question, OFFERED).await?;
    html(&PickPage { page: office.page("talk-new"), question, parties, contacts })
}

/// The contacts of a party, or of the party of a contact; a contact alone is alone. None: nobody was named.
async fn choices(office: &Office, client: &str, contact: &str) -> Result<Option<Choices>> {
    let (space, eyes) = (&office.space, Eyes::from(&office.member));
    let named = Uuid::parse_str(contact).ok();
    let found = match named {
        Some(id) => Some(queries::find_contact(space, eyes, id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let party = match (Uuid::parse_str(client).ok(), &found) {
        (Some(id), _) => Some(id),
        (None, Some((_, party))) => *party,
        (None, None) => return Ok(None),
    };
    let mut picks = match party {
        Some(party) => queries::list_of_party(space, eyes, party).await?,
        None => Vec::new(),
    };
    // Somebody whose card was archived can still be written to from it.
    if let Some((contact, _)) = found
        && picks.iter().all(|pick| pick.id != contact.id)
    {
        picks.insert(0, contact);
    }
    let party = match party {
        Some(id) => Some((id, queries::find_party(space, id).await?.ok_or(Error::NotFound)?)),
        None => None,
    };
    Ok(Some(Choices { party, picks }))
}

/// Begins a conversation.
pub async fn create(office: Office, request: Request) -> Result<Response> {
    let Written { form, files, refused } = attach_form::<_, NewForm>(&office, request).await?;
    let Some(choices) = choices(&office, &form.client, &form.contact).await? else {
        return Ok(Redirect::to("/admin/messages/nouveau").into_response());
    };
    let (contacts, body, errors) = parsed(&office, &choices, &form, !files.is_empty());
    let new_id = form.id.unwrap_or_else(Uuid::now_v7);
    let (Some(body), true) = (body, errors.is_empty() && refused.is_empty()) else {
        return unprocessable(&New { page: office.page("talk-new"), choices, form, new_id, errors, files, refused });
    };
    office.desk().count(&talk::MESSAGES_PERSON, &office.member.id.to_string()).await?;
    let party = choices.party.as_ref().map(|(id, _)| *id);
    let first = NewMessage { id: Uuid::now_v7(), author: author(&office), body };
    for contact in &contacts {
        notices::ask(&office.desk(), office.now, new_id, Reader::Contact(*contact)).await?;
    }
    let tx = office.space.begin().await?;
    let at = conversations::insert(&tx, office.now, new_id, party, text::subject(&form.subject).as_deref(), &contacts, &first).await?;
    if let Some(at) = at {
        conversations::attach(&tx, office.now, new_id, at, &author(&office), &files).await?;
        changes::record(&tx, office.now, &Actor::from(&office), KIND, new_id, "created", &[]).await?;
    }
    tx.commit().await?;
    if let Some(at) = at {
        office.desk().said(at).await;
    }
    Ok(Redirect::to(&address(new_id)).into_response())
}

/// Who is written to, and what, with what is wrong.
fn parsed(office: &Office, choices: &Choices, form: &NewForm, has_files: bool) -> (Vec<Uuid>, Option<String>, FieldErrors) {
    let mut errors = FieldErrors::default();
    let offered = |id: &&Uuid| choices.picks.iter().any(|pick| pick.id == **id);
    let contacts: Vec<Uuid> = form.avec.iter().filter(offered).take(CONTACTS).copied().collect();
    if contacts.is_empty() {
        errors.add("avec", office.lang().t("talk-nobody"));
    }
    let body = text::words_beside(office.lang(), &form.body, has_files).map_err(|wrong| errors.add("body", wrong)).ok();
    (contacts, body, errors)
}

/// What a conversation is about, and whom it is with.
pub async fn edit(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let conversation = conversation(&office, id).await?;
    let form = NewForm { subject: conversation.subject.clone().unwrap_or_default(), ..NewForm::default() };
    html(&change(&office, id, form, FieldErrors::default()).await?)
}

async fn change(office: &Office, id: Uuid, form: NewForm, errors: FieldErrors) -> Result<Change> {
    let conversation = conversation(office, id).await?;
    let people = conversations::list_people(&office.space, id).await?;
    let mut picks = match &conversation.party {
        Some((party, _)) => queries::list_of_party(&office.space, Eyes::from(&office.member), *party).await?,
        None => Vec::new(),
    };
    for person in people.iter().rev().filter(|person| picks.iter().all(|pick| pick.id != person.id)).collect::<Vec<_>>() {
        picks.insert(0, Pick { id: person.id, name: person.name.clone(), position: person.position.clone(), email: person.email.clone() });
    }
    let names = || people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ");
    Ok(Change {
        page: office.page("talk-settings"),
        id,
        title: conversation.party.as_ref().map_or_else(names, |(_, name)| name.clone()),
        choices: Choices { party: conversation.party, picks },
        form,
        there: people.into_iter().map(|person| person.id).collect(),
        errors,
    })
}

/// Changes the subject, and lets more contacts in: they find everything that was said to the others.
pub async fn update(office: Office, Path(id): Path<Uuid>, Form(form): Form<NewForm>) -> Result<Response> {
    let conversation = conversation(&office, id).await?;
    let shown = change(&office, id, form.clone(), FieldErrors::default()).await?;
    let offered = |one: &&Uuid| shown.choices.picks.iter().any(|pick| pick.id == **one) && !shown.there.contains(one);
    let new: Vec<Uuid> = form.avec.iter().filter(offered).copied().collect();
    if shown.there.len() + new.len() > CONTACTS {
        let mut errors = FieldErrors::default();
        let most = i64::try_from(CONTACTS).unwrap_or(i64::MAX);
        errors.add("avec", office.lang().t_args("talk-too-many", &[("most", most.into())]));
        return unprocessable(&Change { errors, ..shown });
    }
    let subject = text::subject(&form.subject);
    let names: Vec<&str> = shown.choices.picks.iter().filter(|pick| new.contains(&pick.id)).map(|pick| pick.name.as_str()).collect();
    let joined = (!names.is_empty()).then(|| names.join(", "));
    let fields = changes::differences([("subject", conversation.subject.as_deref(), subject.as_deref()), ("people", None, joined.as_deref())]);
    if !fields.is_empty() {
        let tx = office.space.begin().await?;
        conversations::put_people(&tx, office.now, id, &new).await?;
        let at = conversations::set_subject(&tx, office.now, id, subject.as_deref()).await?;
        let at = match at {
            Some(at) => at,
            None => conversations::touch(&tx, office.now, id).await?,
        };
        changes::record(&tx, office.now, &Actor::from(&office), KIND, id, "updated", &fields).await?;
        tx.commit().await?;
        office.desk().tell(at);
    }
    Ok(Redirect::to(&format!("/admin/messages/{id}?fait=reglee#fin")).into_response())
}
