//! How long what is kept is kept, from which event, on which ground, and what happens then.
//!
//! A rule belongs to a table or to a column (see [`crate::data`]). Where a table has several, the
//! first that comes due ends the row. Jobs, sessions and links read their durations here.

use crate::promises::Promise;
use crate::span::Span;
use crate::text::Text;

/// Whose data a rule speaks of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Whom {
    /// Who looks at the public site, signed in or not.
    Visitor,
    /// Who asked for a space.
    Account,
    /// Employees of a company that has a space.
    Member,
    /// Who runs Hootis.
    Operator,
    /// The people that a company deals with, and everything else it put in its space.
    Company,
    /// Nobody's: counts and dates that tell of no one.
    Nobody,
}

impl Whom {
    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Visitor => Text::new("Visiteurs", "Visitors"),
            Self::Account => Text::new("Titulaires de compte", "Account holders"),
            Self::Member => Text::new("Membres d’un espace", "Members of a space"),
            Self::Operator => Text::new("Exploitants de Hootis", "Operators of Hootis"),
            Self::Company => Text::new("L’entreprise et les personnes de son espace", "The company and the people in its space"),
            Self::Nobody => Text::new("Personne : des comptes et des dates", "Nobody: counts and dates"),
        }
    }
}

/// What starts the clock of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Event {
    /// The row was written.
    Made,
    /// It was last used.
    LastUsed,
    /// The thing it was for is done.
    Done,
    /// A file was uploaded.
    Uploaded,
    /// An import, or its last attempt, ended.
    RunEnded,
    /// The company cut the connection to its Dolibarr.
    Disconnected,
    /// The account's last space was destroyed, or the account never had one.
    LastSpaceGone,
    /// The holder asked for it to be deleted.
    DeletionAsked,
    /// The space was disabled.
    SpaceDisabled,
    /// The space was destroyed.
    SpaceDestroyed,
    /// The person's access was taken away.
    Deactivated,
    /// Its own time was over.
    Expired,
    /// What the row is about was deleted.
    SubjectDeleted,
    /// It was deleted by hand, and left its trace.
    Deleted,
    /// It was put in the trash.
    Trashed,
    /// The person last wrote, called or came.
    LastContact,
    /// The financial year was closed.
    YearClosed,
}

impl Event {
    /// For people, to stand after a duration: "7 days after the sign-up".
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Made => Text::new("l’enregistrement", "it was recorded"),
            Self::LastUsed => Text::new("la dernière utilisation", "its last use"),
            Self::Done => Text::new("la fin de la tâche", "its task is done"),
            Self::Uploaded => Text::new("l’envoi du fichier", "the upload"),
            Self::RunEnded => Text::new("la fin de l’import", "the end of the import"),
            Self::Disconnected => Text::new("la déconnexion de Dolibarr", "the disconnection from Dolibarr"),
            Self::LastSpaceGone => Text::new("la fin du dernier espace", "the end of the last space"),
            Self::DeletionAsked => Text::new("la demande de suppression", "its deletion was asked for"),
            Self::SpaceDisabled => Text::new("la désactivation de l’espace", "the space was disabled"),
            Self::SpaceDestroyed => Text::new("la destruction de l’espace", "the space was destroyed"),
            Self::Deactivated => Text::new("la fin de son accès", "the end of their access"),
            Self::Expired => Text::new("son expiration", "it expired"),
            Self::SubjectDeleted => Text::new("la suppression de ce qu’il décrit", "what it describes was deleted"),
            Self::Deleted => Text::new("sa suppression", "it was deleted"),
            Self::Trashed => Text::new("la mise à la corbeille", "it was put in the trash"),
            Self::LastContact => Text::new("le dernier contact de la personne", "the person's last contact"),
            Self::YearClosed => Text::new("la clôture de l’exercice", "the financial year was closed"),
        }
    }
}

/// What happens when the time is up.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Then {
    /// The row, or the column alone, is deleted.
    Delete,
    /// The file and its row are deleted.
    DeleteFile,
    /// The key is destroyed: every copy, backups included, is unreadable from then.
    DestroyKey,
}

impl Then {
    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Delete => Text::new("supprimé", "deleted"),
            Self::DeleteFile => Text::new("fichier supprimé", "file deleted"),
            Self::DestroyKey => Text::new("clé détruite, données supprimées", "key destroyed, data deleted"),
        }
    }
}

/// Why the law lets Hootis hold it (article 6 of the GDPR).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// 6.1.b: a contract with the person, or steps before one that the person asked for.
    Contract,
    /// 6.1.a: the person agreed, and may take it back.
    Consent,
    /// 6.1.c: a law demands it.
    LegalDuty,
    /// 6.1.f: the security of the service and of those who use it.
    LegitimateInterest,
    /// Article 28: the customer decides, Hootis carries out; the ground is the customer's to name.
    Instructions,
}

impl Ground {
    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Contract => Text::new("contrat (art. 6.1.b)", "contract (art. 6.1.b)"),
            Self::Consent => Text::new("consentement (art. 6.1.a)", "consent (art. 6.1.a)"),
            Self::LegalDuty => Text::new("obligation légale (art. 6.1.c)", "legal duty (art. 6.1.c)"),
            Self::LegitimateInterest => Text::new("intérêt légitime, sécurité (art. 6.1.f)", "legitimate interest, security (art. 6.1.f)"),
            Self::Instructions => Text::new("instructions du client (art. 28)", "the customer's instructions (art. 28)"),
        }
    }
}

/// One rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Rule {
    /// Unique; in the logs and figures of the jobs that apply it.
    pub name: &'static str,
    /// Whose data.
    pub whom: Whom,
    /// What starts the clock.
    pub from: Event,
    /// How long after that.
    pub keep: Span,
    /// What happens then.
    pub then: Then,
    /// Why it may be kept until then.
    pub ground: Ground,
    /// The promise that this rule keeps.
    pub promise: &'static Promise,
}

mod account;
mod archives;
mod consent;
mod endings;
mod engine;
mod evidence;
mod factors;
mod media;
mod operation;
mod portal;
mod rules;
mod security;
mod talk;
pub use account::*;
pub use archives::*;
pub use consent::*;
pub use endings::*;
pub use engine::*;
pub use evidence::*;
pub use factors::*;
pub use media::*;
pub use operation::*;
pub use portal::*;
pub use rules::*;
pub use security::*;
pub use talk::*;

/// The rule of that name, promised ones included.
#[must_use]
pub fn find(name: &str) -> Option<&'static Rule> {
    RULES.iter().chain(PROMISED).copied().find(|rule| rule.name == name)
}
