//! The life of a space: its states, what each allows, and which may follow.

use crate::text::Text;

/// Where a space is in its life. Stored as [`SpaceState::as_str`] in `space.state`.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum SpaceState {
    /// Asked for; the e-mail is not confirmed, or the space is just being made.
    Pending,
    /// Free for [`crate::plans::TRIAL`].
    Trial,
    /// Paid for.
    Active,
    /// A payment failed: everything works, with reminders.
    Grace,
    /// Payments keep failing: reading and exporting only.
    Restricted,
    /// Notice was given: works until the end of the period paid.
    Ending,
    /// Nobody signs in and nothing is processed, for [`crate::retention::SPACE_DISABLED`].
    Disabled,
    /// Its key is gone: what is left of it anywhere cannot be read.
    Destroyed,
}

use SpaceState::{Active, Destroyed, Disabled, Ending, Grace, Pending, Restricted, Trial};

impl SpaceState {
    /// Every state, in the order of life.
    pub const ALL: [Self; 8] = [Pending, Trial, Active, Grace, Restricted, Ending, Disabled, Destroyed];

    /// Its name in the database and in programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Pending => "pending",
            Trial => "trial",
            Active => "active",
            Grace => "grace",
            Restricted => "restricted",
            Ending => "ending",
            Disabled => "disabled",
            Destroyed => "destroyed",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Pending => Text::new("En attente", "Pending"),
            Trial => Text::new("Essai gratuit", "Free trial"),
            Active => Text::new("En service", "Active"),
            Grace => Text::new("Paiement en retard", "Payment late"),
            Restricted => Text::new("Lecture seule", "Read only"),
            Ending => Text::new("Résilié, en service jusqu’à l’échéance", "Cancelled, works until the end of the period"),
            Disabled => Text::new("Désactivé", "Disabled"),
            Destroyed => Text::new("Détruit", "Destroyed"),
        }
    }

    /// Whether members sign in to the back office.
    #[must_use]
    pub const fn members_sign_in(self) -> bool {
        matches!(self, Trial | Active | Grace | Restricted | Ending)
    }

    /// Whether anything may be written by members, contacts or programs.
    #[must_use]
    pub const fn accepts_writes(self) -> bool {
        matches!(self, Trial | Active | Grace | Ending)
    }

    /// Whether Station Clients is open.
    #[must_use]
    pub const fn portal_is_open(self) -> bool {
        matches!(self, Trial | Active | Grace | Restricted | Ending)
    }

    /// Whether background treatments (import, synchronisation) run. None does in a disabled space:
    /// the instructions of the customer have ended.
    #[must_use]
    pub const fn treatments_run(self) -> bool {
        self.accepts_writes()
    }

    /// Whether the owner may export, from the console.
    #[must_use]
    pub const fn owner_may_export(self) -> bool {
        matches!(self, Trial | Active | Grace | Restricted | Ending | Disabled)
    }

    /// Whether the space still has a key, so that its data can be read at all.
    #[must_use]
    pub const fn has_key(self) -> bool {
        !matches!(self, Destroyed)
    }

    /// Whether `next` may follow. There is no way out of [`SpaceState::Destroyed`], and none into it
    /// but from [`SpaceState::Disabled`], where the owner may cut the 30 days short, or from a space
    /// that never opened.
    #[must_use]
    pub const fn may_become(self, next: Self) -> bool {
        matches!(
            (self, next),
            (Pending, Trial | Active | Destroyed)
                | (Trial, Active | Disabled)
                | (Active, Grace | Ending | Disabled)
                | (Grace, Active | Restricted | Ending | Disabled)
                | (Restricted, Active | Disabled)
                | (Ending, Active | Grace | Disabled)
                | (Disabled, Trial | Active | Grace | Restricted | Destroyed)
        )
    }
}
