//! A grant, and where it is in its life.

use hootis_policy::Text;
use hootis_policy::api::Access;
use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

use crate::clock::Now;

/// A grant or a request, with the names that go with it.
pub(super) struct Grant {
    pub id: Uuid,
    pub space_id: Uuid,
    pub access: Access,
    pub reason: String,
    pub asked_at: Option<i64>,
    pub granted_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub expires_at: i64,
    /// The company of the space.
    pub company: String,
    /// The operator who asked, while there is one.
    pub operator: Option<String>,
}

impl FromRow for Grant {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            space_id: row.take()?,
            // An access of a newer version is the least of them.
            access: if row.take::<String>()? == Access::Write.as_str() { Access::Write } else { Access::Read },
            reason: row.take()?,
            asked_at: row.take()?,
            granted_at: row.take()?,
            ended_at: row.take()?,
            expires_at: row.take()?,
            company: row.take()?,
            operator: row.take()?,
        })
    }
}

/// Where a grant is in its life.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum State {
    /// Support asks, and nobody has answered.
    Asked,
    /// Support may enter.
    InForce,
    /// It was refused.
    Refused,
    /// Nobody answered in time.
    Unanswered,
    /// Its time is over.
    Over,
    /// It was ended before its time.
    Ended,
}

impl State {
    /// For people.
    pub(super) const fn title(self) -> Text {
        match self {
            Self::Asked => Text::new("Demandé", "Asked"),
            Self::InForce => Text::new("En cours", "In force"),
            Self::Refused => Text::new("Refusé", "Refused"),
            Self::Unanswered => Text::new("Sans réponse", "Unanswered"),
            Self::Over => Text::new("Terminé", "Over"),
            Self::Ended => Text::new("Coupé", "Ended"),
        }
    }

    /// How it looks as a chip.
    pub(super) const fn tone(self) -> &'static str {
        match self {
            Self::Asked => "warn",
            Self::InForce => "bad",
            Self::Refused | Self::Unanswered | Self::Over | Self::Ended => "",
        }
    }
}

impl Grant {
    /// Where it is.
    pub(super) fn state(&self, now: Now) -> State {
        match (self.granted_at, self.ended_at) {
            (None, Some(_)) => State::Refused,
            (None, None) if self.expires_at > now.0 => State::Asked,
            (None, None) => State::Unanswered,
            (Some(_), Some(_)) => State::Ended,
            (Some(_), None) if self.expires_at > now.0 => State::InForce,
            (Some(_), None) => State::Over,
        }
    }
}
