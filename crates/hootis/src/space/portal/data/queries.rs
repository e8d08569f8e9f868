//! What the company holds of a contact and their company, as far as they see.

use hootis_space::{Conn, DbError, FromRow, Row, args};

use crate::access::portal::PortalScope;
use crate::error::Result;
use crate::space::contacts::{field_label, field_value};
use crate::web::i18n::Lang;
use crate::web::values::{country_name, show_siren};

/// The columns of a contact that are about the contact, and no internal note of the company's.
pub(super) const OWN: [&str; 14] = [
    "civility",
    "first_name",
    "last_name",
    "position",
    "email",
    "phone",
    "mobile",
    "phone_personal",
    "fax",
    "address",
    "postal_code",
    "town",
    "country",
    "birthday",
];

/// What is held of the contact.
pub(super) struct Own {
    /// In the order of [`OWN`].
    pub(super) values: Vec<Option<String>>,
    pub(super) since: i64,
}

impl FromRow for Own {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let values = OWN.iter().map(|_| row.take()).collect::<Result<_, _>>()?;
        Ok(Self { values, since: row.take()? })
    }
}

impl Own {
    /// Label and value of each field that holds something.
    pub(super) fn told(&self, lang: Lang) -> Vec<(&'static str, String)> {
        let fields = OWN.iter().zip(&self.values);
        fields.filter_map(|(field, value)| Some((field_label(lang, field)?, field_value(lang, field, value.as_deref()?)))).collect()
    }
}

/// The contact's own row.
pub(super) async fn own(conn: &impl Conn, scope: &PortalScope) -> Result<Own> {
    let sql = format!("SELECT {}, created_at FROM contact WHERE id = $1", OWN.join(", "));
    Ok(conn.get(&sql, args![scope.contact()]).await?)
}

/// A company of the contact's, as they see it.
pub(super) struct Company {
    pub(super) name: String,
    siren: Option<String>,
    vat_number: Option<String>,
    email: Option<String>,
    phone: Option<String>,
    place: [Option<String>; 4],
}

impl FromRow for Company {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            name: row.take()?,
            siren: row.take()?,
            vat_number: row.take()?,
            email: row.take()?,
            phone: row.take()?,
            place: [row.take()?, row.take()?, row.take()?, row.take()?],
        })
    }
}

impl Company {
    pub(super) fn told(self, lang: Lang) -> Vec<(&'static str, String)> {
        let [address, code, town, country] = self.place;
        let town = [code, town].into_iter().flatten().collect::<Vec<_>>().join(" ");
        let country = country.filter(|code| code != "FR").map(|code| country_name(&code, lang));
        let place = [address, Some(town).filter(|town| !town.is_empty()), country].into_iter().flatten().collect::<Vec<_>>().join("\n");
        let lines = [
            (lang.t("portal-data-siren"), self.siren.map(|siren| show_siren(&siren))),
            (lang.t("portal-data-vat"), self.vat_number),
            (lang.t("contacts-email"), self.email),
            (lang.t("contacts-phone"), self.phone),
            (lang.t("contacts-address"), Some(place).filter(|place| !place.is_empty())),
        ];
        lines.into_iter().filter_map(|(label, value)| Some((label, value?))).collect()
    }
}

/// The companies in reach.
pub(super) async fn companies(conn: &impl Conn, scope: &PortalScope) -> Result<Vec<Company>> {
    if scope.parties().is_empty() {
        return Ok(Vec::new());
    }
    let mut args = args![];
    // A company as such is about none of its people.
    let seen = scope.condition("p.id", "CAST(NULL AS UUID)", &mut args);
    let sql = format!(
        "SELECT p.name, p.siren, p.vat_number, p.email, COALESCE(p.phone, p.mobile), p.address, p.postal_code, p.town, p.country
         FROM party p WHERE {seen} ORDER BY p.name_key, p.id"
    );
    Ok(conn.list(&sql, args).await?)
}

/// Another person of the contact's company.
pub(super) struct Person {
    pub(super) name: String,
    position: Option<String>,
    email: Option<String>,
    phone: Option<String>,
}

impl FromRow for Person {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let (first, last): (Option<String>, String) = (row.take()?, row.take()?);
        let name = first.map_or_else(|| last.clone(), |first| format!("{first} {last}"));
        Ok(Self { name, position: row.take()?, email: row.take()?, phone: row.take()? })
    }
}

impl Person {
    pub(super) fn under(&self) -> String {
        [&self.position, &self.email, &self.phone].into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" · ")
    }
}

/// Most people that are shown.
const PEOPLE: usize = 100;

/// The others in reach. Who is private to a member is nobody else's.
pub(super) async fn people(conn: &impl Conn, scope: &PortalScope) -> Result<Vec<Person>> {
    let mut args = args![];
    let seen = scope.condition("c.party_id", "c.id", &mut args);
    args.push(scope.contact().into());
    let sql = format!(
        "SELECT c.first_name, c.last_name, c.position, c.email, COALESCE(c.mobile, c.phone) FROM contact c
         WHERE {seen} AND c.id <> ${} AND NOT c.is_private AND c.archived_at IS NULL ORDER BY c.name_key, c.id LIMIT {PEOPLE}",
        args.len()
    );
    Ok(conn.list(&sql, args).await?)
}
