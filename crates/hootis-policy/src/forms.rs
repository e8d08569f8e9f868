//! The forms that ask people for something: which fields, which of them are optional, where what is
//! typed is recorded, and what it is used for.
//!
//! The forms of a company's own data (clients, contacts) are not here: what is asked there is the
//! company's affair. A test compares these with the pages that show them.

use crate::data::{Database, Kind};
use crate::processors::{self, Processor};

/// What a field asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Asked {
    /// A person's name.
    Name,
    /// A company's name.
    Company,
    /// The address that a space shall have.
    SpaceAddress,
    /// An e-mail address.
    Email,
    /// A telephone number.
    Phone,
    /// A postal address, or a part of it.
    PostalAddress,
    /// An area of activity.
    Activity,
    /// What somebody is interested in.
    Interest,
    /// A country or region, to find a partner.
    Place,
    /// A password, or a one-use code.
    Password,
    /// How to enter a database of the customer's.
    DatabaseAccess,
    /// The words of a message.
    Message,
    /// A tick.
    Agreement,
    /// A tick that says yes to news.
    News,
    /// A file.
    File,
}

impl Asked {
    /// What a column that holds it tells.
    #[must_use]
    pub const fn kind(self) -> Kind {
        match self {
            Self::Name => Kind::Identity,
            Self::Company | Self::SpaceAddress | Self::Activity => Kind::Company,
            Self::Email | Self::Phone | Self::PostalAddress | Self::Place => Kind::ContactDetails,
            Self::Interest | Self::News => Kind::Preference,
            Self::Password | Self::DatabaseAccess => Kind::Credential,
            Self::Message => Kind::Message,
            Self::Agreement => Kind::Activity,
            Self::File => Kind::Content,
        }
    }

    /// Whether it must be optional wherever nothing is invoiced or delivered (promise C6).
    #[must_use]
    pub const fn must_be_optional(self) -> bool {
        matches!(self, Self::Phone | Self::PostalAddress | Self::Activity | Self::Interest | Self::News)
    }
}

/// A field.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field {
    /// Its name in the page.
    pub name: &'static str,
    /// What it asks for.
    pub asked: Asked,
    /// Whether the form is refused without it.
    pub required: bool,
    /// The column that holds it, where the form is recorded. None: only used while the request lasts.
    pub column: Option<&'static str>,
}

impl Field {
    const fn required(name: &'static str, asked: Asked) -> Self {
        Self { name, asked, required: true, column: None }
    }

    const fn optional(name: &'static str, asked: Asked) -> Self {
        Self { name, asked, required: false, column: None }
    }

    const fn held(self, column: &'static str) -> Self {
        Self { column: Some(column), ..self }
    }
}

/// Where what is typed goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Recorded {
    /// No table, no file: it is used while the request lasts.
    Nowhere,
    /// A table.
    In(Database, &'static str),
}

/// What it is used for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Use {
    /// Proving who somebody is.
    SignIn,
    /// Providing the account or the space.
    Service,
    /// Answering the person who wrote.
    Answer,
    /// Putting the person in touch with a partner.
    Partner,
    /// Writing to the person later, for advertising.
    Marketing,
}

/// A form.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Form {
    /// Unique.
    pub name: &'static str,
    /// Where it is sent.
    pub action: &'static str,
    /// The page that shows it to whoever asks for it. None: it is shown in the middle of something.
    pub page: Option<&'static str>,
    /// What it asks for. Tokens and choices of the page itself are not asked of anybody.
    pub fields: &'static [Field],
    /// Where that is recorded.
    pub recorded: Recorded,
    /// What it is used for.
    pub used_for: &'static [Use],
    /// To whom it is handed.
    pub handed_to: &'static [&'static Processor],
}

/// Somebody asks for a space.
pub const SIGN_UP: Form = Form {
    name: "sign-up",
    action: "/inscription",
    page: Some("/inscription"),
    fields: &[
        Field::required("company", Asked::Company).held("company"),
        Field::optional("slug", Asked::SpaceAddress).held("slug"),
        Field::optional("activity", Asked::Activity).held("activity"),
        Field::required("name", Asked::Name).held("name"),
        Field::required("email", Asked::Email).held("email"),
        Field::required("password", Asked::Password).held("password_hash"),
        Field::optional("news", Asked::News).held("marketing_at"),
    ],
    recorded: Recorded::In(Database::Platform, "signup"),
    used_for: &[Use::Service, Use::SignIn, Use::Marketing],
    handed_to: &[&processors::MAIL_RELAY],
};

/// An account holder signs in.
pub const SIGN_IN: Form = Form {
    name: "sign-in",
    action: "/connexion",
    page: Some("/connexion"),
    fields: &[Field::required("email", Asked::Email), Field::required("password", Asked::Password)],
    recorded: Recorded::Nowhere,
    used_for: &[Use::SignIn],
    handed_to: &[],
};

/// An account holder has forgotten the password.
pub const FORGOTTEN: Form = Form {
    name: "forgotten-password",
    action: "/mot-de-passe",
    page: Some("/mot-de-passe"),
    fields: &[Field::required("email", Asked::Email)],
    recorded: Recorded::Nowhere,
    used_for: &[Use::SignIn],
    handed_to: &[&processors::MAIL_RELAY],
};

/// A visitor writes to the operator: the message is handed over within the request, and kept nowhere.
pub const CONTACT: Form = Form {
    name: "contact",
    action: "/contact",
    page: Some("/contact"),
    fields: &[
        Field::required("name", Asked::Name),
        Field::required("email", Asked::Email),
        Field::optional("phone", Asked::Phone),
        Field::optional("company", Asked::Company),
        Field::required("subject", Asked::Message),
        Field::required("message", Asked::Message),
    ],
    recorded: Recorded::Nowhere,
    used_for: &[Use::Answer],
    handed_to: &[&processors::MAIL_RELAY],
};

/// A visitor asks for a partner, whose name the page shows first: one mail to that partner, kept nowhere.
pub const PARTNER: Form = Form {
    name: "partner",
    action: "/partenaires",
    page: None,
    fields: &[
        Field::required("name", Asked::Name),
        Field::required("email", Asked::Email),
        Field::optional("phone", Asked::Phone),
        Field::optional("company", Asked::Company),
        Field::required("agree", Asked::Agreement),
    ],
    recorded: Recorded::Nowhere,
    used_for: &[Use::Partner],
    handed_to: &[&processors::MAIL_RELAY],
};

/// An administrator connects a Dolibarr: only then are the credentials of its database asked for.
pub const DOLIBARR_SERVER: Form = Form {
    name: "dolibarr-server",
    action: "/admin/dolibarr/connexion",
    page: Some("/admin/dolibarr/connexion"),
    fields: &[
        Field::required("host", Asked::DatabaseAccess).held("sealed_url"),
        Field::required("port", Asked::DatabaseAccess).held("sealed_url"),
        Field::required("base", Asked::DatabaseAccess).held("sealed_url"),
        Field::required("user", Asked::DatabaseAccess).held("sealed_url"),
        Field::required("password", Asked::DatabaseAccess).held("sealed_url"),
        Field::optional("protection", Asked::DatabaseAccess).held("sealed_url"),
        Field::required("acknowledged", Asked::Agreement).held("acknowledged_at"),
    ],
    recorded: Recorded::In(Database::Space, "import_source"),
    used_for: &[Use::Service],
    handed_to: &[&processors::CUSTOMER_HOST],
};

/// Somebody without an authenticator application asks for the message that invites to install one. Shown where there is
/// somebody to carry it.
pub const TWO_FACTOR_PHONE: Form = Form {
    name: "two-factor-phone",
    action: "/console/securite/telephone",
    page: None,
    fields: &[Field::optional("phone", Asked::Phone).held("sealed_number")],
    recorded: Recorded::In(Database::Platform, "factor_phone"),
    used_for: &[Use::Service],
    handed_to: &[&processors::TWILIO, &processors::AUTHY],
};

/// An account holder changes their profile.
pub const PROFILE: Form = Form {
    name: "profile",
    action: "/console/profil",
    page: None,
    fields: &[Field::required("name", Asked::Name).held("name")],
    recorded: Recorded::In(Database::Platform, "account"),
    used_for: &[Use::Service],
    handed_to: &[],
};

/// An account holder asks to be written to at another address. The password is asked for too, and recorded nowhere.
pub const EMAIL_CHANGE: Form = Form {
    name: "email-change",
    action: "/console/profil/adresse",
    page: None,
    fields: &[Field::required("email", Asked::Email).held("email")],
    recorded: Recorded::In(Database::Platform, "email_change"),
    used_for: &[Use::Service, Use::SignIn],
    handed_to: &[&processors::MAIL_RELAY],
};

/// An account holder says what the company of a space is called and does.
pub const COMPANY: Form = Form {
    name: "company",
    action: "/console/espaces",
    page: None,
    fields: &[Field::required("company", Asked::Company).held("company"), Field::optional("activity", Asked::Activity).held("activity")],
    recorded: Recorded::In(Database::Platform, "space"),
    used_for: &[Use::Service],
    handed_to: &[],
};

/// Every form.
pub const ALL: &[&Form] =
    &[&SIGN_UP, &SIGN_IN, &FORGOTTEN, &PROFILE, &EMAIL_CHANGE, &COMPANY, &CONTACT, &PARTNER, &TWO_FACTOR_PHONE, &DOLIBARR_SERVER];
