//! Further addresses of a party: delivery, billing, a building site.

use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use uuid::Uuid;

use super::super::form::AddressForm;
use super::super::queries::{card, write};
use super::{path, to_card};
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};
use crate::web::values::Country;

#[derive(Template)]
#[template(path = "space/parties/address.html")]
struct Edit {
    page: Page,
    party_id: Uuid,
    party_name: String,
    /// None for a new address.
    address_id: Option<Uuid>,
    form: AddressForm,
    errors: FieldErrors,
}

impl Edit {
    fn action(&self) -> String {
        let all = format!("{}/adresses", path(self.party_id));
        self.address_id.map_or(all.clone(), |id| format!("{all}/{id}"))
    }

    fn countries(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        Country::choices(self.page.lang).iter().copied()
    }
}

/// An empty form.
pub async fn new(office: BackOffice<may::PartiesWrite>, Path(party): Path<Uuid>) -> Result<Response> {
    let party_name = card::get(&office.space, party).await?.details.name;
    let form = AddressForm { id: Some(Uuid::now_v7()), country: "FR".into(), ..AddressForm::default() };
    html(&Edit { page: office.page("parties-address-new"), party_id: party, party_name, address_id: None, form, errors: FieldErrors::default() })
}

/// Adds an address.
pub async fn create(office: BackOffice<may::PartiesWrite>, Path(party): Path<Uuid>, Form(form): Form<AddressForm>) -> Result<Response> {
    let party_name = card::get(&office.space, party).await?.details.name;
    let id = form.id.unwrap_or_else(Uuid::now_v7);
    let new = match form.parse(office.lang()) {
        Ok(new) => new,
        Err(errors) => {
            let page = office.page("parties-address-new");
            return unprocessable(&Edit { page, party_id: party, party_name, address_id: None, form, errors });
        }
    };
    let tx = office.space.begin().await?;
    if write::insert_address(&tx, office.now, id, party, &new).await? {
        changes::record(&tx, office.now, &Actor::from(&office), "party", party, "address-added", &[]).await?;
    }
    tx.commit().await?;
    Ok(to_card(party))
}

/// The form of an address that is there.
pub async fn edit(office: BackOffice<may::PartiesWrite>, Path((party, id)): Path<(Uuid, Uuid)>) -> Result<Response> {
    let address = write::get_address(&office.space, party, id).await?;
    let party_name = card::get(&office.space, party).await?.details.name;
    let text = Option::unwrap_or_default;
    let form = AddressForm {
        id: None,
        label: address.label,
        address: text(address.address),
        postal_code: text(address.postal_code),
        town: text(address.town),
        country: text(address.country),
    };
    html(&Edit { page: office.page("parties-address-edit"), party_id: party, party_name, address_id: Some(id), form, errors: FieldErrors::default() })
}

/// Changes an address.
pub async fn update(office: BackOffice<may::PartiesWrite>, Path((party, id)): Path<(Uuid, Uuid)>, Form(form): Form<AddressForm>) -> Result<Response> {
    write::get_address(&office.space, party, id).await?;
    let new = match form.parse(office.lang()) {
        Ok(new) => new,
        Err(errors) => {
            let party_name = card::get(&office.space, party).await?.details.name;
            let page = office.page("parties-address-edit");
            return unprocessable(&Edit { page, party_id: party, party_name, address_id: Some(id), form, errors });
        }
    };
    let tx = office.space.begin().await?;
    write::update_address(&tx, party, id, &new).await?;
    changes::record(&tx, office.now, &Actor::from(&office), "party", party, "address-updated", &[]).await?;
    tx.commit().await?;
    Ok(to_card(party))
}

/// Deletes an address.
pub async fn delete(office: BackOffice<may::PartiesWrite>, Path((party, id)): Path<(Uuid, Uuid)>, _: Form<Nothing>) -> Result<Response> {
    let tx = office.space.begin().await?;
    write::delete_address(&tx, party, id).await?;
    changes::record(&tx, office.now, &Actor::from(&office), "party", party, "address-deleted", &[]).await?;
    tx.commit().await?;
    Ok(to_card(party))
}
