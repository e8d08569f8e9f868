//! What a space may use, and what it costs before the operator says otherwise.

use crate::span::Span;
use crate::text::Text;

/// How long a space is free, without payment data.
pub const TRIAL: Span = Span::days(30);

/// The limits of a space on trial.
pub const TRIAL_PLAN: &Plan = &EQUILIBRE;

/// How long a space that comes back with nothing left of its trial or of a period paid is open, for its
/// owner to choose a plan.
pub const COME_BACK: Span = Span::days(7);

/// Whoever came back so waits this long before it is given again; a subscription ends the wait.
pub const COME_BACK_AGAIN: Span = Span::years(1);

/// When mails remind of the end of a trial, of a period paid after notice, and of a destruction: so long before it.
pub const REMINDERS: [Span; 3] = [Span::days(7), Span::days(3), Span::days(1)];

/// A group of features that a space switches on or off. What is off is absent from menus, API and
/// portal; its data stay until the owner deletes them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Application {
    /// Parties and contacts.
    Clients,
    /// Conversations with customers.
    Messages,
    /// Photos, videos, documents.
    Medias,
    /// Quotes, orders, invoices.
    Sales,
    /// Events.
    Agenda,
    /// Projects and tasks.
    Projects,
    /// What comes from a Dolibarr, and stays in sync with it.
    Dolibarr,
}

impl Application {
    /// Every application.
    pub const ALL: [Self; 7] = [Self::Clients, Self::Messages, Self::Medias, Self::Sales, Self::Agenda, Self::Projects, Self::Dolibarr];

    /// Its name in the database and in programs.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Clients => "clients",
            Self::Messages => "messages",
            Self::Medias => "medias",
            Self::Sales => "sales",
            Self::Agenda => "agenda",
            Self::Projects => "projects",
            Self::Dolibarr => "dolibarr",
        }
    }

    /// The application of that name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|application| application.as_str() == name)
    }

    /// Whether it exists today. The others are announced, and said to be.
    #[must_use]
    pub const fn exists(self) -> bool {
        matches!(self, Self::Clients | Self::Messages | Self::Medias | Self::Dolibarr)
    }

    /// Its name for people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Clients => Text::new("Clients", "Customers"),
            Self::Messages => Text::new("Messages", "Messages"),
            Self::Medias => Text::new("Médias", "Media"),
            Self::Sales => Text::new("Devis & factures", "Quotes & invoices"),
            Self::Agenda => Text::new("Agenda", "Calendar"),
            Self::Projects => Text::new("Projets", "Projects"),
            Self::Dolibarr => Text::new("Dolibarr", "Dolibarr"),
        }
    }
}

/// An offer. Portal users and deactivated members are never counted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plan {
    /// Its name in the database and in programs.
    pub name: &'static str,
    /// Its name for people.
    pub title: Text,
    /// Most members who sign in.
    pub members: u32,
    /// Most bytes of files. A gigabyte counts 10⁹, as people are told.
    pub storage_bytes: u64,
    /// What can be switched on.
    pub applications: &'static [Application],
    /// Price of a month in euro cents, excluding VAT.
    pub month_cents: u32,
    /// Price of a year in euro cents, excluding VAT.
    pub year_cents: u32,
}

impl Plan {
    /// Whether a space of this plan may switch `application` on.
    #[must_use]
    pub fn has(&self, application: Application) -> bool {
        self.applications.contains(&application)
    }
}

const GIGABYTE: u64 = 1_000_000_000;

/// For somebody who works alone.
pub const SOLO: Plan = Plan {
    name: "solo",
    title: Text::new("Solo", "Solo"),
    members: 1,
    storage_bytes: 5 * GIGABYTE,
    applications: &[Application::Clients, Application::Messages, Application::Medias, Application::Sales, Application::Agenda],
    month_cents: 1_200,
    year_cents: 12_000,
};

/// For a team that shares its files.
pub const EQUILIBRE: Plan = Plan {
    name: "equilibre",
    title: Text::new("Équilibre", "Équilibre"),
    members: 8,
    storage_bytes: 50 * GIGABYTE,
    applications: &Application::ALL,
    month_cents: 2_900,
    year_cents: 29_000,
};

/// For several teams in several places.
pub const AGENCE: Plan = Plan {
    name: "agence",
    title: Text::new("Agence", "Agence"),
    members: 40,
    storage_bytes: 300 * GIGABYTE,
    applications: &Application::ALL,
    month_cents: 7_900,
    year_cents: 79_000,
};

/// Every plan, the smallest first.
pub const ALL: [&Plan; 3] = [&SOLO, &EQUILIBRE, &AGENCE];

/// The plan of that name.
#[must_use]
pub fn find(name: &str) -> Option<&'static Plan> {
    ALL.into_iter().find(|plan| plan.name == name)
}
