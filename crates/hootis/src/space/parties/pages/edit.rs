//! Making a party, and changing it.

use askama::Template;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use uuid::Uuid;

use super::super::form::{Clash, PartyForm};
use super::super::queries::doubles::{self, Because, Double};
use super::super::queries::{card, write};
use super::super::row::{Details, Party};
use super::{counts, label, path, shown, to_card};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor, FieldChange, differences};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};
use crate::web::values::{Country, Siren, show_vat, vat_of_siren};

#[derive(Template)]
#[template(path = "space/parties/edit.html")]
struct Edit {
    page: Page,
    form: PartyForm,
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

impl Edit {
    fn new(page: Page, form: PartyForm, party: Option<Party>) -> Self {
        Self { page, form, errors: FieldErrors::default(), party, doubles: Vec::new(), meanwhile: None }
    }

    fn action(&self) -> String {
        self.party.as_ref().map_or_else(|| "/admin/clients".to_owned(), |party| format!("{}/modifier", path(party.id)))
    }

    fn back(&self) -> String {
        self.party.as_ref().map_or_else(|| "/admin/clients".to_owned(), |party| path(party.id))
    }

    /// Dolibarr owns these fields.
    fn is_locked(&self) -> bool {
        self.party.as_ref().is_some_and(|party| party.origin.is_some())
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

    fn field_name(&self, field: &str) -> &'static str {
        label(field).map_or("", |key| self.page.t(key))
    }

    fn field_value(&self, field: &str, value: &str) -> String {
        if value.is_empty() && !field.starts_with("is_") { "—".to_owned() } else { shown(field, value, self.page.lang) }
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
pub async fn new(office: BackOffice<may::PartiesWrite>) -> Result<Response> {
    html(&Edit::new(office.page("parties-new"), PartyForm::new(), None))
}

/// Makes a party, unless something is wrong or it is likely there already.
pub async fn create(office: BackOffice<may::PartiesWrite>, Form(form): Form<PartyForm>) -> Result<Response> {
    let id = form.id.unwrap_or_else(Uuid::now_v7);
    let form = PartyForm { id: Some(id), ..form };
    let page = || office.page("parties-new");
    let details = match form.parse(office.lang()) {
        Ok(details) => details,
        Err(errors) => return unprocessable(&Edit { errors, ..Edit::new(page(), form, None) }),
    };
    if form.confirmed.is_empty() {
        let doubles = doubles::list(&office.space, id, &details, |_| true).await?;
        if !doubles.is_empty() {
            return unprocessable(&Edit { doubles, ..Edit::new(page(), form, None) });
        }
    }
    let tx = office.space.begin().await?;
    // The second click of a double click finds the party made, and leads to it.
    if write::insert(&tx, office.now, id, &details).await? {
        let fields = differences(details.fields().into_iter().map(|(field, after)| (field, None, after)));
        changes::record(&tx, office.now, &Actor::from(&office), "party", id, "created", &fields).await?;
    }
    tx.commit().await?;
    counts::forget(&office.space);
    Ok(to_card(id))
}

/// The form of a party that is there.
pub async fn edit(office: BackOffice<may::PartiesWrite>, Path(id): Path<Uuid>) -> Result<Response> {
    let party = card::get(&office.space, id).await?;
    let form = PartyForm::of(&party.details, party.version);
    html(&Edit::new(office.page("parties-edit"), form, Some(party)))
}

/// Changes a party, unless Dolibarr owns it, something is wrong, or somebody else was faster.
pub async fn update(office: BackOffice<may::PartiesWrite>, Path(id): Path<Uuid>, Form(form): Form<PartyForm>) -> Result<Response> {
    let party = card::get(&office.space, id).await?;
    let page = || office.page("parties-edit");
    if party.origin.is_some() {
        let own = PartyForm::of(&party.details, party.version);
        return conflict(&Edit::new(page(), own, Some(party)));
    }
    if party.version != form.version {
        return overtaken(&office, form, party).await;
    }
    let details = match form.parse(office.lang()) {
        Ok(details) => details,
        Err(errors) => return unprocessable(&Edit { errors, ..Edit::new(page(), form, Some(party)) }),
    };
    if form.confirmed.is_empty() {
        let doubles = doubles::list(&office.space, id, &details, |field| form.is_typed(field)).await?;
        if !doubles.is_empty() {
            return unprocessable(&Edit { doubles, ..Edit::new(page(), form, Some(party)) });
        }
    }
    let fields = changed(&party.details, &details);
    if fields.is_empty() {
        return Ok(to_card(id));
    }
    let tx = office.space.begin().await?;
    if !write::update(&tx, office.now, id, form.version, &details).await? {
        // Saved by somebody else between the two statements.
        drop(tx);
        let party = card::get(&office.space, id).await?;
        return overtaken(&office, form, party).await;
    }
    changes::record(&tx, office.now, &Actor::from(&office), "party", id, "updated", &fields).await?;
    tx.commit().await?;
    counts::forget(&office.space);
    Ok(to_card(id))
}

fn changed(before: &Details, after: &Details) -> Vec<FieldChange> {
    differences(before.fields().into_iter().zip(after.fields()).map(|((field, before), (_, after))| (field, before, after)))
}

/// Says who changed what meanwhile, with the form as it was typed over what is now kept.
async fn overtaken(office: &BackOffice<may::PartiesWrite>, form: PartyForm, party: Party) -> Result<Response> {
    let last = changes::list(&office.space, party.id, 20).await?.into_iter().find(|change| change.action == "updated");
    let (who, at) = last.map_or((String::new(), party.updated_at), |change| (change.actor_name, change.at));
    let (form, clashes) = form.over(&party.details, party.version);
    let meanwhile = Some(Meanwhile { who, at, clashes });
    conflict(&Edit { meanwhile, ..Edit::new(office.page("parties-edit"), form, Some(party)) })
}

fn conflict(page: &Edit) -> Result<Response> {
    let mut response = html(page)?;
    *response.status_mut() = StatusCode::CONFLICT;
    Ok(response)
}
