//! Adding a contact, and changing one.

use askama::Template;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_space::Tx;
use serde::Deserialize;
use uuid::Uuid;

use super::conflict::{Conflict, differences};
use super::contact::{Contact, Eyes, Line, Words};
use super::form::ContactForm;
use super::party::{self, Choices};
use super::queries::{self, NewContact};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::changes::{self, Actor, FieldChange};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};
use crate::web::values::Country;

/// People alike that are pointed out.
const ALIKE: i64 = 5;

type Office = BackOffice<may::ContactsWrite>;

#[derive(Template)]
#[template(path = "space/contacts/edit.html")]
struct Edit {
    page: Page,
    /// Where the form is sent.
    action: String,
    /// Where « Annuler » leads.
    back: String,
    typed: ContactForm,
    errors: FieldErrors,
    choices: Choices,
    /// Others who may be the same person.
    alike: Vec<Line>,
    conflict: Option<Conflict>,
    civilities: Vec<(String, String)>,
    countries: Vec<(&'static str, &'static str)>,
}

/// For which party a contact is added.
#[derive(Deserialize)]
pub struct For {
    #[serde(default)]
    client: String,
}

/// Asks for a new contact.
pub async fn new(office: Office, Query(asked): Query<For>) -> Result<Response> {
    let typed = ContactForm::new(Uuid::parse_str(&asked.client).ok());
    html(&page(&office, None, typed).await?)
}

/// Adds a contact.
pub async fn create(office: Office, Form(form): Form<ContactForm>) -> Result<Response> {
    let id = Uuid::parse_str(&form.id).map_err(|_| Error::Bad("a new contact brings its id".into()))?;
    let (words, party) = match read(&office, &form, None).await? {
        Ok(read) => read,
        Err(refused) => return refused.answer(),
    };
    let eyes = Eyes::from(&office.member);
    let tx = office.space.begin().await?;
    if form.anyway.is_none() {
        let mut alike = queries::list_alike(&tx, &words, party, eyes, ALIKE).await?;
        alike.retain(|line| line.id != id);
        if !alike.is_empty() {
            drop(tx);
            return unprocessable(&Edit { alike, ..page(&office, None, form).await? });
        }
    }
    let private_to = form.is_private().then_some(office.member.id);
    let fields = told(&Words::default(), &words);
    if queries::insert(&tx, office.now, &NewContact { id, party, words, private_to }).await? {
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, id, "created", &fields).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}?fait=ajout")).into_response())
}

/// Asks what changes.
pub async fn edit(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let contact = queries::get(&office.space, id, Eyes::from(&office.member)).await?;
    queries::ours(&contact)?;
    html(&page(&office, Some(&contact), ContactForm::of(&contact)).await?)
}

/// Changes a contact, unless somebody else did meanwhile.
pub async fn update(office: Office, Path(id): Path<Uuid>, Form(form): Form<ContactForm>) -> Result<Response> {
    let eyes = Eyes::from(&office.member);
    let there = queries::get(&office.space, id, eyes).await?;
    queries::ours(&there)?;
    let (words, party) = match read(&office, &form, Some(&there)).await? {
        Ok(read) => read,
        Err(refused) => return refused.answer(),
    };
    let version = form.version.parse().map_err(|_| Error::Bad("a change brings the version it began from".into()))?;
    let tx = office.space.begin().await?;
    // What is there now, not what was there a moment ago: it is what the change is told against.
    let there = queries::get(&tx, id, eyes).await?;
    queries::ours(&there)?;
    let private_to = private_to(&office, &there, &form);
    let new = NewContact { id, party, words, private_to };
    if !queries::update(&tx, office.now, &new, version).await? {
        drop(tx);
        return conflict(&office, &there, form, &new).await;
    }
    record(&office, &tx, &there, &new).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}?fait=modification")).into_response())
}

/// Who sees a private contact: whoever it was private to already, else whoever makes it so.
fn private_to(office: &Office, there: &Contact, form: &ContactForm) -> Option<Uuid> {
    form.is_private().then(|| there.private_to.filter(|_| there.is_private).unwrap_or(office.member.id))
}

/// Writes down what a change changed, if anything.
async fn record(office: &Office, tx: &Tx, there: &Contact, new: &NewContact) -> Result<()> {
    let mut fields = told(&there.words, &new.words);
    let after = match new.party {
        Some(id) => queries::find_party(tx, id).await?.map(|party| party.name),
        None => None,
    };
    let before = there.party.as_ref().map(|party| party.name.as_str());
    let flag = |private: bool| Some(if private { "1" } else { "0" });
    fields
        .extend(changes::differences([("party", before, after.as_deref()), ("is_private", flag(there.is_private), flag(new.private_to.is_some()))]));
    if fields.is_empty() {
        return Ok(());
    }
    changes::record(tx, office.now, &Actor::from(office), super::KIND, new.id, "updated", &fields).await
}

fn told(before: &Words, after: &Words) -> Vec<FieldChange> {
    let pairs = before.fields().into_iter().zip(after.fields());
    let text = |value: Option<&'_ str>| value.filter(|value| !value.is_empty()).map(str::to_owned);
    let pairs: Vec<_> = pairs.map(|((name, before), (_, after))| (name, text(before), text(after))).collect();
    changes::differences(pairs.iter().map(|(name, before, after)| (*name, before.as_deref(), after.as_deref())))
}

/// The form again, with what was typed and what somebody else wrote meanwhile. Saving again is then possible.
async fn conflict(office: &Office, there: &Contact, typed: ContactForm, new: &NewContact) -> Result<Response> {
    let last = changes::list(&office.space, there.id, 1).await?.pop();
    let my_party = match new.party {
        Some(id) => queries::find_party(&office.space, id).await?.map(|party| party.name),
        None => None,
    };
    let conflict = Conflict {
        who: last.as_ref().map(|change| change.actor_name.clone()).unwrap_or_default(),
        at: last.map_or(there.updated_at, |change| change.at),
        differences: differences(office.lang(), there, &new.words, my_party.as_deref()),
    };
    let typed = ContactForm { version: there.version.to_string(), ..typed };
    let again = Edit { conflict: Some(conflict), ..page(office, Some(there), typed).await? };
    Ok((StatusCode::CONFLICT, html(&again)?).into_response())
}

/// A form that comes back: because of what is wrong in it, or because parties were looked for.
struct Again {
    edit: Box<Edit>,
    is_wrong: bool,
}

impl Again {
    fn answer(&self) -> Result<Response> {
        if self.is_wrong { unprocessable(&*self.edit) } else { html(&*self.edit) }
    }
}

/// Reads a form, or the page to answer with.
async fn read(office: &Office, form: &ContactForm, there: Option<&Contact>) -> Result<Result<(Words, Option<Uuid>), Again>> {
    let lang = office.lang();
    if form.look.is_some() {
        let edit = page(office, there, form.clone()).await?;
        return Ok(Err(Again { edit: Box::new(edit), is_wrong: false }));
    }
    let mut errors = FieldErrors::default();
    let words = form.parse(lang, there.map(|contact| &contact.words)).map_err(|found| errors = found);
    let meant = party::meant(&office.space, form).await?;
    if let Err(choices) = &meant {
        errors.add("party", if choices.nothing { lang.t("contacts-party-unknown") } else { lang.t("contacts-party-which") });
    }
    match (words, meant) {
        (Ok(words), Ok(party)) => Ok(Ok((words, party))),
        _ => {
            let edit = Edit { errors, ..page(office, there, form.clone()).await? };
            Ok(Err(Again { edit: Box::new(edit), is_wrong: true }))
        }
    }
}

/// The page of a form.
async fn page(office: &Office, there: Option<&Contact>, typed: ContactForm) -> Result<Edit> {
    let lang = office.lang();
    let choices = party::choices(&office.space, &typed.party, &typed.party_id).await?;
    let (action, back, page) = match there {
        Some(contact) => {
            let card = format!("/admin/contacts/{}", contact.id);
            (format!("{card}/modifier"), card, office.page_called(lang.t_args("contacts-edit-title", &[("name", contact.words.name().into())])))
        }
        None => ("/admin/contacts/nouveau".to_owned(), "/admin/contacts".to_owned(), office.page("contacts-new-title")),
    };
    let mut civilities: Vec<_> =
        ["", lang.t("contacts-civility-mrs"), lang.t("contacts-civility-mr")].map(|text| (text.to_owned(), text.to_owned())).to_vec();
    if !civilities.iter().any(|(code, _)| *code == typed.civility) {
        civilities.push((typed.civility.clone(), typed.civility.clone()));
    }
    let countries = std::iter::once(("", "")).chain(Country::choices(lang).iter().copied()).collect();
    Ok(Edit { page, action, back, typed, errors: FieldErrors::default(), choices, alike: Vec::new(), conflict: None, civilities, countries })
}
