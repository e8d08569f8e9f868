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
use crate::space::fields::{Clash, Inputs, Subject};
use crate::web::form::OpenForm;
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
    /// The fields that the company added.
    inputs: Inputs,
    /// Dolibarr owns all of it but those.
    is_locked: bool,
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

/// What a browser sent, the fields that the company added among it.
type Sent = Vec<(String, String)>;

/// Asks for a new contact.
pub async fn new(office: Office, Query(asked): Query<For>) -> Result<Response> {
    let typed = ContactForm::new(Uuid::parse_str(&asked.client).ok());
    let inputs = inputs_of(&office, None).await?;
    html(&page(&office, None, typed, inputs).await?)
}

async fn inputs_of(office: &Office, there: Option<&Contact>) -> Result<Inputs> {
    let (id, is_imported) = (there.map(|contact| contact.id), there.is_some_and(|contact| contact.is_from_dolibarr));
    Inputs::of(&office.space, office.lang(), Subject::Contact, id, is_imported).await
}

/// Adds a contact.
pub async fn create(office: Office, OpenForm(form, sent): OpenForm<ContactForm>) -> Result<Response> {
    let id = Uuid::parse_str(&form.id).map_err(|_| Error::Bad("a new contact brings its id".into()))?;
    let inputs = inputs_of(&office, None).await?.typed(&sent);
    let (words, party) = match read(&office, &form, &inputs, None).await? {
        Ok(read) => read,
        Err(refused) => return refused.answer(),
    };
    let eyes = Eyes::from(&office.member);
    let tx = office.space.begin().await?;
    if form.anyway.is_none() {
        let alike = queries::list_alike(&tx, id, &words, party, |_| true, eyes, ALIKE).await?;
        if !alike.is_empty() {
            drop(tx);
            return unprocessable(&Edit { alike, ..page(&office, None, form, inputs).await? });
        }
    }
    let private_to = form.is_private().then_some(office.member.id);
    let mut fields = told(&Words::default(), &words);
    fields.extend(inputs.changes());
    if queries::insert(&tx, office.now, &NewContact { id, party, words, private_to }).await? {
        inputs.save(&tx, office.now, id).await?;
        changes::record(&tx, office.now, &Actor::from(&office), super::KIND, id, "created", &fields).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}?fait=ajout")).into_response())
}

/// Asks what changes.
pub async fn edit(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let contact = queries::get(&office.space, id, Eyes::from(&office.member)).await?;
    let inputs = inputs_of(&office, Some(&contact)).await?;
    if !inputs.is_asked() {
        queries::ours(&contact)?;
    }
    html(&page(&office, Some(&contact), ContactForm::of(&contact), inputs).await?)
}

/// Changes a contact, unless somebody else did meanwhile. Of one that Dolibarr owns, only the fields that the company
/// added.
pub async fn update(office: Office, Path(id): Path<Uuid>, OpenForm(form, sent): OpenForm<ContactForm>) -> Result<Response> {
    let eyes = Eyes::from(&office.member);
    let there = queries::get(&office.space, id, eyes).await?;
    let inputs = inputs_of(&office, Some(&there)).await?.typed(&sent);
    let version = || form.version.parse().map_err(|_| Error::Bad("a change brings the version it began from".into()));
    if there.is_from_dolibarr {
        return update_inputs(&office, &there, version()?, inputs, &sent).await;
    }
    let (words, party) = match read(&office, &form, &inputs, Some(&there)).await? {
        Ok(read) => read,
        Err(refused) => return refused.answer(),
    };
    let (version, form) = (version()?, form.with_party(party));
    let tx = office.space.begin().await?;
    // What is there now, not what was there a moment ago: it is what the change is told against.
    let there = queries::get(&tx, id, eyes).await?;
    queries::ours(&there)?;
    if there.version == version && form.anyway.is_none() {
        let alike = queries::list_alike(&tx, id, &words, party, |field| form.is_typed(field), eyes, ALIKE).await?;
        if !alike.is_empty() {
            drop(tx);
            return unprocessable(&Edit { alike, ..page(&office, Some(&there), form, inputs).await? });
        }
    }
    let private_to = private_to(&office, &there, &form);
    let new = NewContact { id, party, words, private_to };
    if !queries::update(&tx, office.now, &new, version).await? {
        drop(tx);
        return conflict(&office, &there, form, &sent).await;
    }
    inputs.save(&tx, office.now, id).await?;
    let mut added = inputs.changes();
    if there.party.as_ref().map(|party| party.id) != party {
        // How far they saw was said of the company that they leave.
        added.extend(changes::differences(
            queries::shorten_reaches(&tx, office.now, id).await?.iter().map(|(f, b)| (*f, Some(b.as_str()), Some("own"))),
        ));
    }
    record(&office, &tx, &there, &new, added).await?;
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/contacts/{id}?fait=modification")).into_response())
}

/// Changes the fields that the company added to a contact of Dolibarr's.
async fn update_inputs(office: &Office, there: &Contact, version: i64, inputs: Inputs, sent: &Sent) -> Result<Response> {
    if !inputs.is_asked() {
        queries::ours(there)?;
    }
    let (own, errors) = (ContactForm::of(there), inputs.errors());
    if !errors.is_empty() {
        return unprocessable(&Edit { errors, ..page(office, Some(there), own, inputs).await? });
    }
    let tx = office.space.begin().await?;
    if !queries::touch(&tx, office.now, there.id, version).await? {
        drop(tx);
        return conflict(office, there, own, sent).await;
    }
    inputs.save(&tx, office.now, there.id).await?;
    let fields = inputs.changes();
    if !fields.is_empty() {
        changes::record(&tx, office.now, &Actor::from(office), super::KIND, there.id, "updated", &fields).await?;
    }
    tx.commit().await?;
    Ok(Redirect::to(&format!("/admin/contacts/{}?fait=modification", there.id)).into_response())
}

/// Who sees a private contact: whoever it was private to already, else whoever makes it so.
fn private_to(office: &Office, there: &Contact, form: &ContactForm) -> Option<Uuid> {
    form.is_private().then(|| there.private_to.filter(|_| there.is_private).unwrap_or(office.member.id))
}

/// Writes down what a change changed, if anything.
async fn record(office: &Office, tx: &Tx, there: &Contact, new: &NewContact, added: Vec<FieldChange>) -> Result<()> {
    let mut fields = told(&there.words, &new.words);
    let after = match new.party {
        Some(id) => queries::find_party(tx, id).await?.map(|party| party.name),
        None => None,
    };
    let before = there.party.as_ref().map(|party| party.name.as_str());
    let flag = |private: bool| Some(if private { "1" } else { "0" });
    fields
        .extend(changes::differences([("party", before, after.as_deref()), ("is_private", flag(there.is_private), flag(new.private_to.is_some()))]));
    fields.extend(added);
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

/// The form again, as it was typed over what somebody else saved meanwhile. Saving again is then possible.
async fn conflict(office: &Office, there: &Contact, typed: ContactForm, sent: &Sent) -> Result<Response> {
    let last = changes::list(&office.space, there.id, 1).await?.pop();
    let (typed, own) = typed.over(there);
    let my_party = match Uuid::parse_str(&typed.party_id) {
        Ok(id) => queries::find_party(&office.space, id).await?.map(|party| party.name),
        Err(_) => None,
    };
    let (inputs, added): (Inputs, Vec<Clash>) = inputs_of(office, Some(there)).await?.over(sent);
    let conflict = Conflict {
        who: last.as_ref().map(|change| change.actor_name.clone()).unwrap_or_default(),
        at: last.map_or(there.updated_at, |change| change.at),
        differences: differences(office.lang(), there, own, my_party.as_deref(), added),
    };
    let again = Edit { conflict: Some(conflict), ..page(office, Some(there), typed, inputs).await? };
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
async fn read(office: &Office, form: &ContactForm, inputs: &Inputs, there: Option<&Contact>) -> Result<Result<(Words, Option<Uuid>), Again>> {
    let lang = office.lang();
    if form.look.is_some() {
        let edit = page(office, there, form.clone(), inputs.clone()).await?;
        return Ok(Err(Again { edit: Box::new(edit), is_wrong: false }));
    }
    let mut errors = FieldErrors::default();
    let words = form.parse(lang, there.map(|contact| &contact.words)).map_err(|found| errors = found);
    let meant = party::meant(&office.space, form).await?;
    if let Err(choices) = &meant {
        errors.add("party", if choices.nothing { lang.t("contacts-party-unknown") } else { lang.t("contacts-party-which") });
    }
    let errors = errors.and(inputs.errors());
    match (words, meant) {
        (Ok(words), Ok(party)) if errors.is_empty() => Ok(Ok((words, party))),
        _ => {
            let edit = Edit { errors, ..page(office, there, form.clone(), inputs.clone()).await? };
            Ok(Err(Again { edit: Box::new(edit), is_wrong: true }))
        }
    }
}

/// The page of a form.
async fn page(office: &Office, there: Option<&Contact>, typed: ContactForm, inputs: Inputs) -> Result<Edit> {
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
    let is_locked = there.is_some_and(|contact| contact.is_from_dolibarr);
    let (errors, alike) = (FieldErrors::default(), Vec::new());
    Ok(Edit { page, action, back, typed, inputs, is_locked, errors, choices, alike, conflict: None, civilities, countries })
}
