//! A row of the team.

use std::borrow::Borrow;

use hootis_policy::permissions::Role;
use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

use crate::web::i18n::Lang;

/// Whether somebody signs in. Stored in `member.state`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MemberState {
    /// Signs in.
    Active,
    /// Has a link to choose a first password.
    Invited,
    /// Came from Dolibarr, does not sign in.
    Listed,
    /// Signs in no more.
    Deactivated,
}

impl MemberState {
    const ALL: [Self; 4] = [Self::Active, Self::Invited, Self::Listed, Self::Deactivated];

    /// Its name in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Invited => "invited",
            Self::Listed => "listed",
            Self::Deactivated => "deactivated",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// What people read.
    #[must_use]
    pub fn label(self, lang: impl Borrow<Lang>) -> &'static str {
        let lang = *lang.borrow();
        match self {
            Self::Active => lang.t("members-state-active"),
            Self::Invited => lang.t("members-state-invited"),
            Self::Listed => lang.t("members-state-listed"),
            Self::Deactivated => lang.t("members-state-deactivated"),
        }
    }

    /// The look of the eye beside it.
    #[must_use]
    pub const fn eye(self) -> &'static str {
        match self {
            Self::Active => "",
            Self::Invited => "warn",
            Self::Listed => "off",
            Self::Deactivated => "bad",
        }
    }
}

/// An employee of the company.
#[derive(Clone, Debug)]
pub struct Member {
    pub id: Uuid,
    /// Has an account on the public site, and enters from the console.
    pub has_account: bool,
    pub has_password: bool,
    pub name: String,
    pub email: Option<String>,
    pub role: Role,
    pub state: MemberState,
    pub position: Option<String>,
    pub phone: Option<String>,
    pub mobile: Option<String>,
    /// The day they began to work here, `YYYY-MM-DD`.
    pub hired_on: Option<String>,
    /// The name of their picture.
    pub photo: Option<String>,
    pub lang: Lang,
    pub invited_at: Option<i64>,
    pub last_seen_at: Option<i64>,
    pub created_at: i64,
    /// Came from Dolibarr, which owns name, position and telephones.
    pub is_from_dolibarr: bool,
}

/// The columns of a [`Member`], of `member m`.
pub(super) const COLUMNS: &str = "m.id, m.account_id IS NOT NULL, m.password_hash IS NOT NULL, m.name, m.email, m.role, m.state, m.position, m.phone, m.mobile, m.hired_on, m.photo, m.lang, \
     m.invited_at, m.last_seen_at, m.created_at, EXISTS (SELECT 1 FROM origin o WHERE o.local_id = m.id)";

impl FromRow for Member {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            has_account: row.take()?,
            has_password: row.take()?,
            name: row.take()?,
            email: row.take()?,
            // What a newer version wrote counts as the least.
            role: Role::parse(&row.take::<String>()?).unwrap_or(Role::Reader),
            state: MemberState::parse(&row.take::<String>()?).unwrap_or(MemberState::Deactivated),
            position: row.take()?,
            phone: row.take()?,
            mobile: row.take()?,
            hired_on: row.take()?,
            photo: row.take()?,
            lang: Lang::from_code(&row.take::<String>()?).unwrap_or_default(),
            invited_at: row.take()?,
            last_seen_at: row.take()?,
            created_at: row.take()?,
            is_from_dolibarr: row.take()?,
        })
    }
}

impl Member {
    /// Whether the person counts in the plan: those who sign in, or will.
    #[must_use]
    pub fn counts(&self) -> bool {
        matches!(self.state, MemberState::Active | MemberState::Invited)
    }

    /// Whether this is an owner who may sign in.
    #[must_use]
    pub fn is_acting_owner(&self) -> bool {
        self.role == Role::Owner && self.state == MemberState::Active
    }
}
