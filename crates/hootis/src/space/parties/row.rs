//! A party as it is kept.

use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

use crate::web::i18n::Lang;
use crate::web::page::initials;
use crate::web::person::sort_key;

/// A company, or a person.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Kind {
    /// A company, an association, a public body.
    #[default]
    Company,
    /// A person.
    Person,
}

impl Kind {
    /// Its word in the database.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Person => "person",
        }
    }

    /// The kind of a word; a company for anything else.
    #[must_use]
    pub fn from_code(code: &str) -> Self {
        if code == "person" { Self::Person } else { Self::Company }
    }
}

/// What people type about a party, and what Dolibarr owns of one that came from there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    pub kind: Kind,
    pub is_prospect: bool,
    pub is_customer: bool,
    pub is_supplier: bool,
    pub name: String,
    pub alias: Option<String>,
    pub code: Option<String>,
    pub supplier_code: Option<String>,
    pub siren: Option<String>,
    pub siret: Option<String>,
    pub vat_number: Option<String>,
    pub activity_code: Option<String>,
    pub legal_form: Option<String>,
    pub capital: Option<String>,
    pub register_place: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    pub fax: Option<String>,
    pub website: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub town: Option<String>,
    /// ISO 3166, two capitals.
    pub country: Option<String>,
    /// The party that this one belongs to.
    pub parent: Option<Uuid>,
}

/// The columns of [`Details`], in its order.
pub(super) const DETAILS: &str = "kind, is_prospect, is_customer, is_supplier, name, alias, code, supplier_code, siren, siret, vat_number, activity_code, \
                                  legal_form, capital, register_place, email, phone, mobile, fax, website, address, postal_code, town, country, parent_id";

impl FromRow for Details {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            kind: Kind::from_code(&row.take::<String>()?),
            is_prospect: row.take()?,
            is_customer: row.take()?,
            is_supplier: row.take()?,
            name: row.take()?,
            alias: row.take()?,
            code: row.take()?,
            supplier_code: row.take()?,
            siren: row.take()?,
            siret: row.take()?,
            vat_number: row.take()?,
            activity_code: row.take()?,
            legal_form: row.take()?,
            capital: row.take()?,
            register_place: row.take()?,
            email: row.take()?,
            phone: row.take()?,
            mobile: row.take()?,
            fax: row.take()?,
            website: row.take()?,
            address: row.take()?,
            postal_code: row.take()?,
            town: row.take()?,
            country: row.take()?,
            parent: row.take()?,
        })
    }
}

impl Details {
    /// Every field by its column, as text; a yes is `1`. What it belongs to is left out: people know it by its name.
    pub(super) fn fields(&self) -> [(&'static str, Option<&str>); 24] {
        let yes = |is: bool| is.then_some("1");
        [
            ("kind", Some(self.kind.code())),
            ("is_prospect", yes(self.is_prospect)),
            ("is_customer", yes(self.is_customer)),
            ("is_supplier", yes(self.is_supplier)),
            ("name", Some(&self.name)),
            ("alias", self.alias.as_deref()),
            ("code", self.code.as_deref()),
            ("supplier_code", self.supplier_code.as_deref()),
            ("siren", self.siren.as_deref()),
            ("siret", self.siret.as_deref()),
            ("vat_number", self.vat_number.as_deref()),
            ("activity_code", self.activity_code.as_deref()),
            ("legal_form", self.legal_form.as_deref()),
            ("capital", self.capital.as_deref()),
            ("register_place", self.register_place.as_deref()),
            ("email", self.email.as_deref()),
            ("phone", self.phone.as_deref()),
            ("mobile", self.mobile.as_deref()),
            ("fax", self.fax.as_deref()),
            ("website", self.website.as_deref()),
            ("address", self.address.as_deref()),
            ("postal_code", self.postal_code.as_deref()),
            ("town", self.town.as_deref()),
            ("country", self.country.as_deref()),
        ]
    }
}

/// A party's own row, with where it came from.
#[derive(Clone, Debug)]
pub(super) struct Party {
    pub(super) id: Uuid,
    pub(super) details: Details,
    pub(super) more: More,
    pub(super) parent: Option<(Uuid, String)>,
    pub(super) is_closed: bool,
    pub(super) archived_at: Option<i64>,
    pub(super) version: i64,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
    /// Which Dolibarr it came from, and its row there.
    pub(super) origin: Option<(String, i64)>,
    /// Since when Dolibarr has it no more.
    pub(super) gone_at: Option<i64>,
    /// Where its contacts and documents went in Dolibarr then.
    pub(super) merged_into: Option<(Uuid, String)>,
}

/// What only Dolibarr fills in.
#[derive(Clone, Debug, Default)]
pub(super) struct More {
    pub(super) other_numbers: Vec<(String, String)>,
    pub(super) staff_size: Option<String>,
    pub(super) category: Option<String>,
    pub(super) prospect_status: Option<String>,
    pub(super) social: Vec<(String, String)>,
    pub(super) department: Option<String>,
    pub(super) note_public: Option<String>,
    pub(super) note_public_html: Option<String>,
    pub(super) note_private: Option<String>,
    pub(super) note_private_html: Option<String>,
}

/// The columns of [`More`], in its order.
pub(super) const MORE: &str = "other_numbers, staff_size, category, prospect_status, social, department, \
                               note_public, note_public_html, note_private, note_private_html";

fn pairs(json: Option<String>) -> Vec<(String, String)> {
    json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}

impl FromRow for More {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            other_numbers: pairs(row.take()?),
            staff_size: row.take()?,
            category: row.take()?,
            prospect_status: row.take()?,
            social: pairs(row.take()?),
            department: row.take()?,
            note_public: row.take()?,
            note_public_html: row.take()?,
            note_private: row.take()?,
            note_private_html: row.take()?,
        })
    }
}

impl FromRow for Party {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            details: Details::from_row(row)?,
            more: More::from_row(row)?,
            is_closed: row.take()?,
            archived_at: row.take()?,
            version: row.take()?,
            created_at: row.take()?,
            updated_at: row.take()?,
            parent: row.take::<Option<Uuid>>()?.zip(row.take::<Option<String>>()?),
            origin: row.take::<Option<String>>()?.zip(row.take::<Option<i64>>()?),
            gone_at: row.take()?,
            merged_into: row.take::<Option<Uuid>>()?.zip(row.take::<Option<String>>()?),
        })
    }
}

/// One line of the list.
#[derive(Clone, Debug)]
pub(super) struct PartyLine {
    pub(super) id: Uuid,
    pub(super) is_person: bool,
    pub(super) is_prospect: bool,
    pub(super) is_customer: bool,
    pub(super) is_supplier: bool,
    pub(super) name: String,
    pub(super) alias: Option<String>,
    pub(super) town: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) updated_at: i64,
    /// Its place in the order of the list.
    pub(super) key: String,
    pub(super) is_imported: bool,
    tags: Gathered,
    members: Gathered,
}

impl FromRow for PartyLine {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            is_person: row.take()?,
            is_prospect: row.take()?,
            is_customer: row.take()?,
            is_supplier: row.take()?,
            name: row.take()?,
            alias: row.take()?,
            town: row.take()?,
            phone: row.take()?,
            updated_at: row.take()?,
            key: row.take()?,
            is_imported: row.take()?,
            tags: Gathered(row.take::<Option<String>>()?.unwrap_or_default()),
            members: Gathered(row.take::<Option<String>>()?.unwrap_or_default()),
        })
    }
}

/// What a query put into one text: records with a name and perhaps something more. It is read where it is shown.
#[derive(Clone, Debug)]
struct Gathered(String);

impl Gathered {
    /// Each name with what is beside it, by name.
    fn read(&self) -> Vec<(&str, &str)> {
        let records = self.0.split('\u{1e}').filter(|record| !record.is_empty());
        let mut all: Vec<(&str, &str)> = records.map(|record| record.split_once('\u{1f}').unwrap_or((record, ""))).collect();
        if all.len() > 1 {
            all.sort_by_cached_key(|(name, _)| sort_key(name));
        }
        all
    }
}

/// The colour of a party's round mark: always the same for the same party.
pub(super) fn tone(id: &Uuid) -> &'static str {
    ["", "amber", "ok"][usize::from(id.as_bytes()[15]) % 3]
}

impl PartyLine {
    pub(super) fn initials(&self) -> String {
        initials(&self.name)
    }

    pub(super) fn tone(&self) -> &'static str {
        tone(&self.id)
    }

    /// Its tags, by name: name and colour.
    pub(super) fn tags(&self) -> Vec<(&str, &str)> {
        self.tags.read()
    }

    /// Who is in charge, by name.
    pub(super) fn members(&self) -> String {
        let names: Vec<&str> = self.members.read().into_iter().map(|(name, _)| name).collect();
        names.join(", ")
    }

    /// Under the name: the other name, or that it is a person.
    pub(super) fn under(&self, lang: &Lang) -> &str {
        match &self.alias {
            Some(alias) => alias,
            None if self.is_person => lang.t("parties-person"),
            None => "",
        }
    }
}

/// A further address of a party.
#[derive(Clone, Debug)]
pub(super) struct Address {
    pub(super) id: Uuid,
    pub(super) label: String,
    pub(super) address: Option<String>,
    pub(super) postal_code: Option<String>,
    pub(super) town: Option<String>,
    pub(super) country: Option<String>,
}

impl FromRow for Address {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, label: row.take()?, address: row.take()?, postal_code: row.take()?, town: row.take()?, country: row.take()? })
    }
}

/// A contact as the card of its party shows it.
#[derive(Clone, Debug)]
pub(super) struct ContactLine {
    pub(super) id: Uuid,
    pub(super) first_name: Option<String>,
    pub(super) last_name: String,
    pub(super) position: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) email: Option<String>,
    /// The state of their access to Station Clients, if they have one.
    pub(super) access: Option<String>,
}

impl FromRow for ContactLine {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            first_name: row.take()?,
            last_name: row.take()?,
            position: row.take()?,
            phone: row.take()?,
            email: row.take()?,
            access: row.take()?,
        })
    }
}

impl ContactLine {
    pub(super) fn name(&self) -> String {
        self.first_name.as_ref().map_or_else(|| self.last_name.clone(), |first| format!("{first} {}", self.last_name))
    }

    pub(super) fn initials(&self) -> String {
        initials(&self.name())
    }

    /// Under the name: what they do, and how they are reached.
    pub(super) fn under(&self) -> String {
        let parts = [&self.position, if self.phone.is_some() { &self.phone } else { &self.email }];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(", ")
    }
}
