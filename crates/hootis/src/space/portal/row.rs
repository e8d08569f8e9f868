//! A contact's access to Station Clients.

use std::borrow::Borrow;

use hootis_policy::permissions::{Application, Reach};
use hootis_space::{DbError, FromRow, Row};

use crate::web::i18n::Lang;

/// Whether a contact comes in. Stored in `contact_access.state`; a contact without access has no row.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum AccessState {
    /// Has a link to come in for the first time.
    Invited,
    /// Comes in.
    Active,
    /// Does not come in for now.
    Suspended,
}

impl AccessState {
    const ALL: [Self; 3] = [Self::Invited, Self::Active, Self::Suspended];

    /// Its name in the database.
    #[must_use]
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Invited => "invited",
            Self::Active => "active",
            Self::Suspended => "suspended",
        }
    }

    /// The state of that name.
    #[must_use]
    pub(super) fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// What people read.
    #[must_use]
    pub(super) fn label(self, lang: impl Borrow<Lang>) -> &'static str {
        let lang = *lang.borrow();
        match self {
            Self::Invited => lang.t("portal-state-invited"),
            Self::Active => lang.t("portal-state-active"),
            Self::Suspended => lang.t("portal-state-suspended"),
        }
    }

    /// The look of the eye beside it.
    #[must_use]
    pub(super) const fn eye(self) -> &'static str {
        match self {
            Self::Invited => "warn",
            Self::Active => "",
            Self::Suspended => "bad",
        }
    }
}

/// How far a contact sees, application by application.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Reaches {
    pub(super) data: Reach,
    pub(super) messages: Reach,
    pub(super) files: Reach,
}

impl Reaches {
    /// Each application with its reach, in the order of the pages.
    #[must_use]
    pub(super) fn each(&self) -> [(Application, Reach); 3] {
        Application::ALL.map(|application| (application, self.of(application)))
    }

    /// How far it is in one.
    #[must_use]
    pub(super) fn of(&self, application: Application) -> Reach {
        match application {
            Application::Data => self.data,
            Application::Messages => self.messages,
            Application::Files => self.files,
        }
    }
}

/// An access.
#[derive(Clone, Debug)]
pub(super) struct Access {
    /// The address that the contact comes in with.
    pub(super) email: String,
    pub(super) state: AccessState,
    pub(super) has_password: bool,
    pub(super) reaches: Reaches,
    pub(super) lang: Lang,
    pub(super) invited_at: i64,
    pub(super) last_seen_at: Option<i64>,
}

impl FromRow for Access {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        // What a newer version wrote counts as the least.
        let reach = |row: &mut Row| Ok::<_, DbError>(Reach::parse(&row.take::<String>()?).unwrap_or(Reach::Own));
        Ok(Self {
            email: row.take()?,
            state: AccessState::parse(&row.take::<String>()?).unwrap_or(AccessState::Suspended),
            has_password: row.take()?,
            reaches: Reaches { data: reach(row)?, messages: reach(row)?, files: reach(row)? },
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            invited_at: row.take()?,
            last_seen_at: row.take()?,
        })
    }
}
