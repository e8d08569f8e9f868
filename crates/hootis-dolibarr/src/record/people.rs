//! Third parties, contacts and users.

use serde::Serialize;

use super::{Address, Coded, Note, SocialNetwork};

/// A company or person that is dealt with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct ThirdParty {
    /// `rowid`.
    pub row: i64,
    /// The name; never empty (`#row` when Dolibarr has none).
    pub name: String,
    /// Other name.
    pub alias: Option<String>,
    /// Is a customer.
    pub is_customer: bool,
    /// Is a prospect (may be a customer too).
    pub is_prospect: bool,
    /// Is a supplier.
    pub is_supplier: bool,
    /// Is a person, not a company (type `TE_PRIVATE`).
    pub is_person: bool,
    /// Is open (not closed) in Dolibarr.
    pub is_open: bool,
    /// Customer code.
    pub customer_code: Option<String>,
    /// Supplier code.
    pub supplier_code: Option<String>,
    /// Postal address.
    pub address: Address,
    /// Telephone as written.
    pub phone: Option<String>,
    /// Mobile telephone as written.
    pub mobile: Option<String>,
    /// Fax as written.
    pub fax: Option<String>,
    /// E-mail as written.
    pub email: Option<String>,
    /// Web site as written.
    pub url: Option<String>,
    /// Social networks, sorted by name.
    pub social_networks: Vec<SocialNetwork>,
    /// SIREN as written; French rows only.
    pub siren: Option<String>,
    /// SIRET as written; French rows only.
    pub siret: Option<String>,
    /// APE/NAF code; French rows only.
    pub ape: Option<String>,
    /// RCS or RM registration; French rows only.
    pub rcs: Option<String>,
    /// Other professional ids (number 1 to 6, value): all of them outside France, 5 and 6 in France.
    pub professional_ids: Vec<(u8, String)>,
    /// Intra-community VAT number as written.
    pub vat_number: Option<String>,
    /// Whether VAT applies; `None` when Dolibarr does not say.
    pub vat_liable: Option<bool>,
    /// Capital, a decimal number as text; `None` when zero.
    pub capital: Option<String>,
    /// Legal form.
    pub legal_form: Option<Coded>,
    /// Number of employees, as a range.
    pub size: Option<Coded>,
    /// Type of third party.
    pub kind: Option<Coded>,
    /// How far the prospecting is (`ST_NEVER`, `ST_TODO`…).
    pub prospect_status: Option<Coded>,
    /// Potential (`PL_LOW`, `PL_HIGH`…).
    pub prospect_level: Option<Coded>,
    /// The third party this one belongs to.
    pub parent_row: Option<i64>,
    /// Note that the third party may see.
    pub note_public: Option<Note>,
    /// Note for the staff.
    pub note_private: Option<Note>,
    /// File name of the logo, in `societe/<row>/logos/`.
    pub logo: Option<String>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// A person, mostly of a third party.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Contact {
    /// `rowid`.
    pub row: i64,
    /// The third party the person belongs to.
    pub third_party_row: Option<i64>,
    /// Civility (`MME`, `MR`…).
    pub civility: Option<Coded>,
    /// Family name.
    pub last_name: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// Job.
    pub job: Option<String>,
    /// Postal address.
    pub address: Address,
    /// Telephone at work as written.
    pub phone: Option<String>,
    /// Personal telephone as written.
    pub phone_personal: Option<String>,
    /// Mobile telephone as written.
    pub mobile: Option<String>,
    /// Fax as written.
    pub fax: Option<String>,
    /// E-mail as written.
    pub email: Option<String>,
    /// Birthday, `YYYY-MM-DD`.
    pub birthday: Option<String>,
    /// To be shown to `owner_row` only.
    pub is_private: bool,
    /// The user who made it.
    pub owner_row: Option<i64>,
    /// Is active (not disabled) in Dolibarr.
    pub is_active: bool,
    /// Note that may be shown.
    pub note_public: Option<Note>,
    /// Note for the staff.
    pub note_private: Option<Note>,
    /// File name of the photo, in `societe/contact/<row>/photos/`.
    pub photo: Option<String>,
    /// Social networks, sorted by name.
    pub social_networks: Vec<SocialNetwork>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// A person who signs in to Dolibarr. Secrets and personal files are never read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct User {
    /// `rowid`.
    pub row: i64,
    /// Name used to sign in.
    pub login: String,
    /// Family name.
    pub last_name: Option<String>,
    /// First name.
    pub first_name: Option<String>,
    /// E-mail at work as written.
    pub email: Option<String>,
    /// Job.
    pub job: Option<String>,
    /// Telephone at work as written.
    pub phone: Option<String>,
    /// Mobile telephone at work as written.
    pub mobile: Option<String>,
    /// Is enabled in Dolibarr.
    pub is_active: bool,
    /// Is an administrator of Dolibarr.
    pub is_admin: bool,
    /// Is an employee.
    pub is_employee: bool,
    /// The user's manager.
    pub manager_row: Option<i64>,
    /// The third party of an external user: not a member of the company.
    pub third_party_row: Option<i64>,
    /// File name of the photo, in `users/<row>/photos/`.
    pub photo: Option<String>,
    /// Hired, `YYYY-MM-DD`.
    pub hired: Option<String>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}
