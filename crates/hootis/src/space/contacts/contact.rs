//! A person, and a line of their list.

use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

pub use crate::space::Eyes;

/// What people write of a contact, and what becomes of it is told by.
#[derive(Clone, Default, Debug)]
pub struct Words {
    pub civility: Option<String>,
    pub first_name: Option<String>,
    pub last_name: String,
    pub position: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    pub phone_personal: Option<String>,
    pub fax: Option<String>,
    pub address: Option<String>,
    pub postal_code: Option<String>,
    pub town: Option<String>,
    pub country: Option<String>,
    /// `YYYY-MM-DD`.
    pub birthday: Option<String>,
    pub note: Option<String>,
}

impl Words {
    /// Every field with its name, in the order of the form.
    #[must_use]
    pub fn fields(&self) -> [(&'static str, Option<&str>); 15] {
        [
            ("civility", self.civility.as_deref()),
            ("first_name", self.first_name.as_deref()),
            ("last_name", Some(&self.last_name)),
            ("position", self.position.as_deref()),
            ("email", self.email.as_deref()),
            ("phone", self.phone.as_deref()),
            ("mobile", self.mobile.as_deref()),
            ("phone_personal", self.phone_personal.as_deref()),
            ("fax", self.fax.as_deref()),
            ("address", self.address.as_deref()),
            ("postal_code", self.postal_code.as_deref()),
            ("town", self.town.as_deref()),
            ("country", self.country.as_deref()),
            ("birthday", self.birthday.as_deref()),
            ("note", self.note.as_deref()),
        ]
    }

    /// One of them, by its name.
    #[must_use]
    pub fn get(&self, field: &str) -> Option<&str> {
        self.fields().into_iter().find(|(name, _)| *name == field).and_then(|(_, value)| value)
    }

    /// Says another value of a field that contacts may correct. The last name is never emptied; other fields are not touched.
    pub fn set(&mut self, field: &str, value: Option<String>) {
        let place = match field {
            "last_name" => {
                self.last_name = value.unwrap_or_else(|| std::mem::take(&mut self.last_name));
                return;
            }
            "first_name" => &mut self.first_name,
            "position" => &mut self.position,
            "email" => &mut self.email,
            "phone" => &mut self.phone,
            "mobile" => &mut self.mobile,
            "address" => &mut self.address,
            "postal_code" => &mut self.postal_code,
            "town" => &mut self.town,
            "country" => &mut self.country,
            _ => return,
        };
        *place = value;
    }

    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        full_name(self.first_name.as_deref(), &self.last_name)
    }

    /// What names are sorted by: the last name, then the first.
    #[must_use]
    pub fn sorted_as(&self) -> String {
        format!("{} {}", self.last_name, self.first_name.as_deref().unwrap_or_default())
    }
}

/// A contact.
#[derive(Clone, Debug)]
pub struct Contact {
    pub id: Uuid,
    pub party: Option<PartyRef>,
    pub words: Words,
    /// Dolibarr's public note, when it has one.
    pub note_public: Option<String>,
    /// The same as safe HTML, when it was HTML.
    pub note_public_html: Option<String>,
    /// Dolibarr's private note as safe HTML, when it was HTML.
    pub note_html: Option<String>,
    pub is_private: bool,
    pub private_to: Option<Uuid>,
    pub archived_at: Option<i64>,
    pub version: i64,
    pub created_at: i64,
    pub updated_at: i64,
    /// Came from Dolibarr, which owns every field but the tags.
    pub is_from_dolibarr: bool,
}

/// The party of a contact.
#[derive(Clone, Debug)]
pub struct PartyRef {
    pub id: Uuid,
    pub name: String,
    pub town: Option<String>,
}

/// The columns of a [`Contact`], of `contact c LEFT JOIN party p`.
pub(super) const COLUMNS: &str = "c.id, c.party_id, p.name, p.town, c.civility, c.first_name, c.last_name, c.position, c.email, c.phone, c.mobile, c.phone_personal, c.fax, \
     c.address, c.postal_code, c.town, c.country, c.birthday, c.note_private, c.note_public, c.note_public_html, c.note_private_html, c.is_private, c.private_to, \
     c.archived_at, c.version, c.created_at, c.updated_at, EXISTS (SELECT 1 FROM origin o WHERE o.local_id = c.id)";

impl FromRow for Contact {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            party: party_of(row)?,
            words: Words {
                civility: row.take()?,
                first_name: row.take()?,
                last_name: row.take()?,
                position: row.take()?,
                email: row.take()?,
                phone: row.take()?,
                mobile: row.take()?,
                phone_personal: row.take()?,
                fax: row.take()?,
                address: row.take()?,
                postal_code: row.take()?,
                town: row.take()?,
                country: row.take()?,
                birthday: row.take()?,
                note: row.take()?,
            },
            note_public: row.take()?,
            note_public_html: row.take()?,
            note_html: row.take()?,
            is_private: row.take()?,
            private_to: row.take()?,
            archived_at: row.take()?,
            version: row.take()?,
            created_at: row.take()?,
            updated_at: row.take()?,
            is_from_dolibarr: row.take()?,
        })
    }
}

fn party_of(row: &mut Row) -> Result<Option<PartyRef>, DbError> {
    let (id, name, town): (Option<Uuid>, Option<String>, Option<String>) = (row.take()?, row.take()?, row.take()?);
    Ok(id.zip(name).map(|(id, name)| PartyRef { id, name, town }))
}

impl FromRow for PartyRef {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self { id: row.take()?, name: row.take()?, town: row.take()? })
    }
}

/// A line of a list of contacts.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    pub first_name: Option<String>,
    pub last_name: String,
    pub(super) name_key: String,
    pub position: Option<String>,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub party: Option<PartyRef>,
    pub is_private: bool,
    pub is_archived: bool,
    pub is_from_dolibarr: bool,
    /// The tags with their colours, filled in for a whole page at once.
    pub tags: Vec<(String, Option<String>)>,
}

/// The columns of a [`Line`], of `contact c LEFT JOIN party p`. With `EXISTS`, PostgreSQL would read the origins of all contacts.
pub(super) const LINE_COLUMNS: &str = "c.id, c.first_name, c.last_name, c.name_key, c.position, c.email, COALESCE(c.mobile, c.phone), c.party_id, p.name, p.town, c.is_private, \
     c.archived_at IS NOT NULL, COALESCE((SELECT TRUE FROM origin o WHERE o.local_id = c.id LIMIT 1), FALSE)";

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            first_name: row.take()?,
            last_name: row.take()?,
            name_key: row.take()?,
            position: row.take()?,
            email: row.take()?,
            phone: row.take()?,
            party: party_of(row)?,
            is_private: row.take()?,
            is_archived: row.take()?,
            is_from_dolibarr: row.take()?,
            tags: Vec::new(),
        })
    }
}

impl Line {
    /// First and last name.
    #[must_use]
    pub fn name(&self) -> String {
        full_name(self.first_name.as_deref(), &self.last_name)
    }
}

fn full_name(first: Option<&str>, last: &str) -> String {
    first.map_or_else(|| last.to_owned(), |first| format!("{first} {last}"))
}
