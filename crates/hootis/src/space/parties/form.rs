//! The form of a party, and what two people who change the same one are told.

use serde::Deserialize;
use uuid::Uuid;

use super::row::{Details, Kind};
use crate::web::i18n::Lang;
use crate::web::merge::{Clash, is_typed, kept, over};
use crate::web::page::FieldErrors;
use crate::web::person::{line, lines, sort_key};
use crate::web::values::{Siren, Siret, country, email, optional, phone, postal_code, vat, website};

macro_rules! party_form {
    ($($field:ident),* $(,)?) => {
        /// What a browser sends.
        #[derive(Deserialize, Clone, Default, Debug)]
        #[serde(default)]
        pub struct PartyForm {
            /// Of a new party, made with its form: sent twice, it is one party.
            pub id: Option<Uuid>,
            /// The version that the form was filled from.
            pub version: i64,
            /// What the form held when it was shown, JSON: tells what was typed from what was there.
            pub base: String,
            /// Not empty: the likely doubles were seen, make it all the same.
            pub confirmed: String,
            /// What a party that this one belongs to is searched by.
            pub parent: String,
            /// The button that searches for it without a script.
            pub look: Option<String>,
            $(pub $field: String,)*
        }

        impl PartyForm {
            /// The fields that are typed, in their order.
            pub(super) fn texts(&self) -> Vec<(&'static str, &str)> {
                vec![$((stringify!($field), self.$field.as_str())),*]
            }

            fn set(&mut self, field: &str, value: &str) {
                match field {
                    $(stringify!($field) => self.$field = value.to_owned(),)*
                    _ => {}
                }
            }
        }
    };
}
party_form!(
    kind,
    is_prospect,
    is_customer,
    is_supplier,
    name,
    alias,
    code,
    supplier_code,
    siren,
    siret,
    vat_number,
    activity_code,
    legal_form,
    capital,
    register_place,
    email,
    phone,
    mobile,
    fax,
    website,
    address,
    postal_code,
    town,
    country,
    parent_id,
);

impl PartyForm {
    /// An empty form: a customer in France.
    pub(super) fn new() -> Self {
        Self { id: Some(Uuid::now_v7()), kind: "company".into(), is_customer: "1".into(), country: "FR".into(), ..Self::default() }
    }

    /// The form of a party that is there.
    pub(super) fn of(details: &Details, version: i64) -> Self {
        let mut form = Self { version, ..Self::default() };
        for (field, value) in details.fields() {
            form.set(field, value.unwrap_or_default());
        }
        form.parent_id = details.parent.map(|id| id.to_string()).unwrap_or_default();
        form.base = kept(&form.texts());
        form
    }

    /// Whether a field holds something else than when the form was shown. Everything is new in a new form.
    pub(super) fn is_typed(&self, field: &str) -> bool {
        is_typed(&self.base, field, &self.texts())
    }

    /// The same form over what somebody else saved meanwhile: what was typed stays, what was not takes the new
    /// value, and what both changed is told.
    pub(super) fn over(mut self, current: &Details, version: i64) -> (Self, Vec<Clash>) {
        let mut merged = Self::of(current, version);
        let (typed, clashes) = over(&self.base, &self.texts(), &merged.texts());
        for (field, value) in typed {
            merged.set(field, &value);
        }
        merged.id = self.id.take();
        (merged, clashes)
    }

    /// Parses it, or says what is wrong, field by field. What it belongs to is read by `pages::parent`.
    pub(super) fn parse(&self, lang: Lang) -> Result<Details, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let name = line(&self.name, 160);
        if name.as_deref().is_none_or(|name| sort_key(name).is_empty()) {
            e.add("name", lang.t("parties-name-missing"));
        }
        let siren = optional(&self.siren, "siren", lang, e, Siren::parse);
        let siret = optional(&self.siret, "siret", lang, e, |text| Siret::parse_of(text, siren.as_ref()));
        // The SIREN is the beginning of the SIRET: whoever gives the second has given the first.
        let siren = siren.or_else(|| if self.siren.trim().is_empty() { siret.as_ref().map(Siret::siren) } else { None });
        let vat_number = optional(&self.vat_number, "vat_number", lang, e, |text| vat(text, siren.as_ref()));
        let email = optional(&self.email, "email", lang, e, email);
        let phone_1 = optional(&self.phone, "phone", lang, e, |text| phone(text, self.country.trim()));
        let mobile = optional(&self.mobile, "mobile", lang, e, |text| phone(text, self.country.trim()));
        let fax = optional(&self.fax, "fax", lang, e, |text| phone(text, self.country.trim()));
        let website = optional(&self.website, "website", lang, e, website);
        let postal_code = optional(&self.postal_code, "postal_code", lang, e, |text| postal_code(text, self.country.trim()));
        let place = country(&self.country);
        if place.is_none() && !self.country.trim().is_empty() {
            e.add("country", lang.t("parties-country-unknown"));
        }
        let Some(name) = name.filter(|_| errors.is_empty()) else { return Err(errors) };
        let yes = |text: &str| !text.is_empty();
        Ok(Details {
            kind: Kind::from_code(&self.kind),
            is_prospect: yes(&self.is_prospect),
            is_customer: yes(&self.is_customer),
            is_supplier: yes(&self.is_supplier),
            name,
            alias: line(&self.alias, 160),
            code: line(&self.code, 60),
            supplier_code: line(&self.supplier_code, 60),
            siren: siren.map(|siren| siren.as_str().to_owned()),
            siret: siret.map(|siret| siret.as_str().to_owned()),
            vat_number,
            activity_code: line(&self.activity_code, 20),
            legal_form: line(&self.legal_form, 80),
            capital: line(&self.capital, 60),
            register_place: line(&self.register_place, 80),
            email,
            phone: phone_1,
            mobile,
            fax,
            website,
            address: lines(&self.address, 500),
            postal_code,
            town: line(&self.town, 100),
            country: place.map(|country| country.code.to_owned()),
            // Whether it is there, and no circle, is for whoever asks the database.
            parent: None,
        })
    }
}

/// What a browser sends for a further address.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(default)]
pub struct AddressForm {
    /// Of a new address, made with its form.
    pub id: Option<Uuid>,
    pub label: String,
    pub address: String,
    pub postal_code: String,
    pub town: String,
    pub country: String,
}

/// A further address that can be kept.
pub(super) struct NewAddress {
    pub(super) label: String,
    pub(super) address: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) town: Option<String>,
    pub(super) country: Option<String>,
}

impl AddressForm {
    /// Parses it, or says what is wrong.
    pub(super) fn parse(&self, lang: Lang) -> Result<NewAddress, FieldErrors> {
        let mut errors = FieldErrors::default();
        let label = line(&self.label, 60);
        if label.is_none() {
            errors.add("label", lang.t("parties-label-missing"));
        }
        let address = lines(&self.address, 500);
        let town = line(&self.town, 100);
        if address.is_none() && town.is_none() {
            errors.add("address", lang.t("parties-address-missing"));
        }
        let postal_code = optional(&self.postal_code, "postal_code", lang, &mut errors, |text| postal_code(text, self.country.trim()));
        let place = country(&self.country).map(|country| country.code.to_owned());
        match label.filter(|_| errors.is_empty()) {
            Some(label) => Ok(NewAddress { label, address, postal_code, town, country: place }),
            None => Err(errors),
        }
    }
}
