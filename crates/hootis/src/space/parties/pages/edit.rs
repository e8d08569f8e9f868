//! Making a party, and changing it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;

use super::super::form::PartyForm;
use super::super::queries::doubles::{self, Because, Double};
use super::super::queries::{card, parents, write};
use super::super::row::{Details, Party};
use super::parent::{self, Parents};
use super::{counts, label, path, shown, to_card};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor, FieldChange, differences};
use crate::space::fields::{Inputs, Subject};
use crate::web::form::OpenForm;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};
use crate::web::values::{Country, Siren, show_vat, vat_of_siren};

type Office = BackOffice<may::PartiesWrite>;

#[derive(Template)]
#[template(path = "space/parties/edit.html")]
struct Edit {
    page: Page,
    form: PartyForm,
    /// The fields that the company added.
    inputs: Inputs,
    /// What it may belong to.
    parents: Parents,
    errors: FieldErrors,
    /// None for a new party.
    party: Option<Party>,
    doubles: Vec<Double>,
    meanwhile: Option<Meanwhile>,
}

/// What somebody else saved while this form was open.
struct Meanwhile {
    who: String,
    at: i64,
    clashes: Vec<Clash>,
}

/// A field that both changed.
struct Clash {
    label: String,
    /// The id of its input.
    input: String,
    theirs: String,
    yours: String,
}

impl Edit {
    /// The page of a form.
    async fn of(office: &Office, form: PartyForm, inputs: Inputs, party: Option<Party>) -> Result<Self> {
        let own = party.as_ref().map(|party| party.id).or(form.id);
        let parents = parent::choices(&office.space, &form.parent, &form.parent_id, own).await?;
        let page = office.page(if party.is_some() { "parties-edit" } else { "parties-new" });
        Ok(Self { page, form, inputs, parents, errors: FieldErrors::default(), party, doubles: Vec::new(), meanwhile: None })
    }

    fn action(&self) -> String {
        self.party.as_ref().map_or_else(|| "/admin/clients".to_owned(), |party| format!("{}/modifier", path(party.id)))
    }

    fn back(&self) -> String {
        self.party.as_ref().map_or_else(|| "/admin/clients".to_owned(), |party| path(party.id))
    }

    /// Dolibarr owns all of it but the fields that the company added.
    fn is_locked(&self) -> bool {
        self.party.as_ref().is_some_and(|party| party.origin.is_some())
    }

    /// Whether there is anything to save.
    fn can_save(&self) -> bool {
        !self.is_locked() || self.inputs.is_asked()
    }

    fn countries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        std::iter::once(("", "")).chain(Country::choices(self.page.lang).iter().copied())
    }

    /// The VAT number that the SIREN would have, while none is typed.
    fn vat_hint(&self) -> String {
        match Siren::parse(&self.form.siren) {
            Ok(siren) if self.form.vat_number.trim().is_empty() => {
                self.page.t_args("parties-vat-hint", &[("number", show_vat(&vat_of_siren(&siren)).into())])
            }
            _ => String::new(),
        }
    }

    fn why(&self, because: &Because) -> &'static str {
        self.page.t(match because {
            Because::Siret => "parties-same-siret",
            Because::Siren => "parties-same-siren",
            Because::Email => "parties-same-email",
            Because::Name => "parties-same-name",
        })
    }
}

/// An empty form.
pub async fn new(office: Office) -> Result<Response> {
    let inputs = Inputs::of(&office.space, office.lang(), Subject::Party, None, false).await?;
    html(&Edit::of(&office, PartyForm::new(), inputs, None).await?)
}

/// Makes a party, unless something is wrong or it is likely there already.
pub async fn create(office: Office, OpenForm(form, sent): OpenForm<PartyForm>) -> Result<Response> {
    let id = form.id.unwrap_or_else(Uuid::now_v7);
    let form = PartyForm { id: Some(id), ..form };
    let inputs = Inputs::of(&office.space, office.lang(), Subject::Party, None, false).await?.typed(&sent);
    let page = Edit::of(&office, form, inputs, None).await?;
    if page.form.look.is_some() {
        return html(&page);
    }
    let (details, parent) = match read(&office, &page, id).await? {
        Ok(read) => read,
        Err(errors) => return unprocessable(&Edit { errors, ..page }),
    };
    if page.form.confirmed.is_empty() {
        let doubles = doubles::list(&office.space, id, &details, |_| true).await?;
        if !doubles.is_empty() {
            return unprocessable(&Edit { doubles, ..page });
        }
    }
    let tx = office.space.begin().await?;
    // The second click of a double click finds the party made, and leads to it.
    if write::insert(&tx, office.now, id, &details).await? {
        page.inputs.save(&tx, office.now, id).await?;
        let mut fields = differences(details.fields().into_iter().map(|(field, after)| (field, None, after)));
        fields.extend(differences([("parent", None, parent.as_deref())]));
        fields.extend(page.inputs.changes());
        changes::record(&tx, office.now, &Actor::from(&office), "party", id, "created", &fields).await?;
    }
    tx.commit().await?;
    counts::forget(&office.space);
    Ok(to_card(id))
}

/// Reads a form with the fields of the company: what is to be kept, and the name of what it belongs to.
async fn read(office: &Office, page: &Edit, own: Uuid) -> Result<Result<(Details, Option<String>), FieldErrors>> {
    let lang = office.lang();
    let (details, mut errors) = match page.form.parse(lang) {
        Ok(details) => (Some(details), FieldErrors::default()),
        Err(errors) => (None, errors),
    };
    let parent = match parent::meant(&office.space, &page.form, own).await? {
        Ok(parent) => parent,
        Err(key) => {
            errors.add("parent", lang.t(key));
            None
        }
    };
    let errors = errors.and(page.inputs.errors());
    Ok(match details.filter(|_| errors.is_empty()) {
        Some(details) => Ok((Details { parent: parent.as_ref().map(|parent| parent.id), ..details }, parent.map(|parent| parent.name))),
        None => Err(errors),
    })
}

/// The form of a party that is there.
pub async fn edit(office: Office, Path(id): Path<Uuid>) -> Result<Response> {
    let party = card::get(&office.space, id).await?;
    let inputs = inputs_of(&office, &party).await?;
    html(&Edit::of(&office, PartyForm::of(&party.details, party.version), inputs, Some(party)).await?)
}

async fn inputs_of(office: &Office, party: &Party) -> Result<Inputs> {
    Inputs::of(&office.space, office.lang(), Subject::Party, Some(party.id), party.origin.is_some()).await
}

/// Changes a party, unless something is wrong, or somebody else was faster. Of one that Dolibarr owns, only the fields
/// that the company added.
pub async fn update(office: Office, Path(id): Path<Uuid>, OpenForm(form, sent): OpenForm<PartyForm>) -> Result<Response> {
    let party = card::get(&office.space, id).await?;
    if party.version != form.version {
        return overtaken(&office, form, &sent, party).await;
    }
    let inputs = inputs_of(&office, &party).await?.typed(&sent);
    if party.origin.is_some() {
        return update_inputs(&office, party, inputs, &sent).await;
    }
    let page = Edit::of(&office, form, inputs, Some(party.clone())).await?;
    if page.form.look.is_some() {
        return html(&page);
    }
    let (details, parent) = match read(&office, &page, id).await? {
        Ok(read) => read,
        Err(errors) => return unprocessable(&Edit { errors, ..page }),
    };
    if page.form.confirmed.is_empty() {
        let doubles = doubles::list(&office.space, id, &details, |field| page.form.is_typed(field)).await?;
        if !doubles.is_empty() {
            return unprocessable(&Edit { doubles, ..page });
        }
    }
    let mut fields = changed(&party, &details, parent.as_deref());
    fields.extend(page.inputs.changes());
    if fields.is_empty() {
        return Ok(to_card(id));
    }
    let tx = office.space.begin().await?;
    if !write::update(&tx, office.now, id, party.version, &details).await? {
        // Saved by somebody else between the two statements.
        drop(tx);
        let party = card::get(&office.space, id).await?;
        return overtaken(&office, page.form, &sent, party).await;
    }
    page.inputs.save(&tx, office.now, id).await?;
    changes::record(&tx, office.now, &Actor::from(&office), "party", id, "updated", &fields).await?;
    tx.commit().await?;
    counts::forget(&office.space);
    Ok(to_card(id))
}

/// Changes the fields that the company added to a party of Dolibarr's.
async fn update_inputs(office: &Office, party: Party, inputs: Inputs, sent: &[(String, String)]) -> Result<Response> {
    let (id, version, own) = (party.id, party.version, PartyForm::of(&party.details, party.version));
    if !inputs.is_asked() {
        return conflict(&Edit::of(office, own, inputs, Some(party)).await?);
    }
    let errors = inputs.errors();
    if !errors.is_empty() {
        return unprocessable(&Edit { errors, ..Edit::of(office, own, inputs, Some(party)).await? });
    }
    let fields = inputs.changes();
    if fields.is_empty() {
        return Ok(to_card(id));
    }
    let tx = office.space.begin().await?;
    if !write::touch(&tx, office.now, id, version).await? {
        drop(tx);
        return overtaken(office, own, sent, card::get(&office.space, id).await?).await;
    }
    inputs.save(&tx, office.now, id).await?;
    changes::record(&tx, office.now, &Actor::from(office), "party", id, "updated", &fields).await?;
    tx.commit().await?;
    Ok(to_card(id))
}

fn changed(party: &Party, after: &Details, parent: Option<&str>) -> Vec<FieldChange> {
    let before = &party.details;
    let mut fields = differences(before.fields().into_iter().zip(after.fields()).map(|((field, before), (_, after))| (field, before, after)));
    if before.parent != after.parent {
        fields.extend(differences([("parent", party.parent.as_ref().map(|(_, name)| name.as_str()), parent)]));
    }
    fields
}

/// Says who changed what meanwhile, with the form as it was typed over what is now kept.
async fn overtaken(office: &Office, form: PartyForm, sent: &[(String, String)], party: Party) -> Result<Response> {
    let last = changes::list(&office.space, party.id, 20).await?.into_iter().find(|change| change.action == "updated");
    let (who, at) = last.map_or((String::new(), party.updated_at), |change| (change.actor_name, change.at));
    let (form, own) =
        if party.origin.is_some() { (PartyForm::of(&party.details, party.version), Vec::new()) } else { form.over(&party.details, party.version) };
    let (inputs, added) = inputs_of(office, &party).await?.over(sent);
    let mut clashes = Vec::new();
    for clash in own {
        let (theirs, yours) = (told(office, clash.field, &clash.theirs).await?, told(office, clash.field, &clash.yours).await?);
        let input = if clash.field == "parent_id" { "parent" } else { clash.field };
        clashes.push(Clash { label: label(clash.field).map_or("", |key| office.lang().t(key)).to_owned(), input: input.to_owned(), theirs, yours });
    }
    clashes.extend(added.into_iter().map(|clash| Clash { label: clash.label, input: clash.input, theirs: clash.theirs, yours: clash.yours }));
    let meanwhile = Some(Meanwhile { who, at, clashes });
    conflict(&Edit { meanwhile, ..Edit::of(office, form, inputs, Some(party)).await? })
}

/// A value of a form, as people read it.
async fn told(office: &Office, field: &str, value: &str) -> Result<String> {
    if field == "parent_id" {
        let parent = match Uuid::parse_str(value) {
            Ok(id) => parents::find(&office.space, id).await?,
            Err(_) => None,
        };
        return Ok(parent.map_or_else(|| "—".to_owned(), |parent| parent.name));
    }
    Ok(if value.is_empty() && !field.starts_with("is_") { "—".to_owned() } else { shown(field, value, office.lang()) })
}

fn conflict(page: &Edit) -> Result<Response> {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
