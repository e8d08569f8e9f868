//! Agenda, projects, tickets.

use serde::Serialize;

use super::{ElementRef, words::words};
use crate::record::{Coded, Note};

words! {
    /// How far an event is.
    Progress {
        /// It is nothing to be done.
        NotApplicable = "not_applicable",
        /// To do.
        ToDo = "to_do",
        /// Begun.
        Begun = "begun",
        /// Done.
        Done = "done",
    }

    /// What somebody invited said.
    Answer {
        /// Nothing yet.
        None = "none",
        /// Comes.
        Yes = "yes",
        /// Does not come.
        No = "no",
        /// May come.
        Maybe = "maybe",
    }

    /// Where a project is.
    ProjectStatus {
        /// Being prepared.
        Draft = "draft",
        /// Under way.
        Open = "open",
        /// Over.
        Closed = "closed",
        /// A number that Dolibarr does not define.
        Unknown = "unknown",
    }

    /// Where a ticket is.
    TicketStatus {
        /// Not read yet.
        Unread = "unread",
        /// Read.
        Read = "read",
        /// Given to somebody.
        Assigned = "assigned",
        /// Being worked on.
        InProgress = "in_progress",
        /// More is asked of whoever wrote it.
        NeedsInfo = "needs_info",
        /// Waiting.
        Waiting = "waiting",
        /// Solved.
        Closed = "closed",
        /// Closed without being solved.
        Cancelled = "cancelled",
        /// A number that Dolibarr does not define.
        Unknown = "unknown",
    }
}

/// An event of the agenda: a human one, or the trace of what Dolibarr did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Event {
    /// `id`.
    pub row: i64,
    /// Dolibarr wrote it by itself when something else happened (`AC_OTH_AUTO`): no appointment, no call.
    pub is_automatic: bool,
    /// What happened (`AC_RDV`, `AC_BILL_VALIDATE`…).
    pub code: Option<String>,
    /// Type of event; of traces it only says that they are some.
    pub kind: Option<Coded>,
    /// Label.
    pub label: Option<String>,
    /// Body.
    pub note: Option<Note>,
    /// Begins, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub starts: Option<String>,
    /// Ends, the same.
    pub ends: Option<String>,
    /// Lasts whole days.
    pub is_all_day: bool,
    /// How far it is.
    pub progress: Progress,
    /// From 0 to 100, unless it is nothing to be done.
    pub percent: Option<u8>,
    /// Where.
    pub location: Option<String>,
    /// The third party it is about.
    pub third_party_row: Option<i64>,
    /// The contact it is about.
    pub contact_row: Option<i64>,
    /// The project it belongs to.
    pub project_row: Option<i64>,
    /// The task it belongs to.
    pub task_row: Option<i64>,
    /// What else it is about: an invoice, a ticket…
    pub about: Option<ElementRef>,
    /// The user who wrote it.
    pub author_row: Option<i64>,
    /// The user whose event it is.
    pub owner_row: Option<i64>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// Somebody who takes part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Attendee {
    /// `rowid`.
    pub row: i64,
    /// The event.
    pub event_row: i64,
    /// A user or a contact.
    pub who: ElementRef,
    /// Has to come.
    pub is_mandatory: bool,
    /// What he or she said.
    pub answer: Answer,
}

/// A project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Project {
    /// `rowid`.
    pub row: i64,
    /// Reference; never empty (`#row` when Dolibarr has none).
    pub reference: String,
    /// Title.
    pub title: Option<String>,
    /// What it is.
    pub description: Option<Note>,
    /// The customer.
    pub third_party_row: Option<i64>,
    /// The project that holds it.
    pub parent_row: Option<i64>,
    /// Where it is.
    pub status: ProjectStatus,
    /// All may see it; else only who takes part.
    pub is_public: bool,
    /// Begins, `YYYY-MM-DD`.
    pub starts: Option<String>,
    /// Ends, `YYYY-MM-DD`.
    pub ends: Option<String>,
    /// Closed, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub closed: Option<String>,
    /// Stage of the opportunity (`PROSP`, `NEGO`…).
    pub stage: Option<Coded>,
    /// Chance of winning it in percent, a decimal number as text.
    pub chance_percent: Option<String>,
    /// What it may bring.
    pub opportunity_cents: Option<i64>,
    /// What it may cost.
    pub budget_cents: Option<i64>,
    /// ISO 4217 code of the company's currency.
    pub currency: String,
    /// Where.
    pub location: Option<String>,
    /// The user who made it.
    pub author_row: Option<i64>,
    /// Note that may be shown.
    pub note_public: Option<Note>,
    /// Note for the staff.
    pub note_private: Option<Note>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// A task of a project.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Task {
    /// `rowid`.
    pub row: i64,
    /// Reference.
    pub reference: Option<String>,
    /// The project.
    pub project_row: Option<i64>,
    /// The task that holds it.
    pub parent_row: Option<i64>,
    /// Label; never empty (`#row` when Dolibarr has none).
    pub label: String,
    /// What is to be done.
    pub description: Option<Note>,
    /// Begins, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub starts: Option<String>,
    /// Ends, the same.
    pub ends: Option<String>,
    /// Planned work in seconds.
    pub planned_seconds: Option<i64>,
    /// Time spent in seconds, as Dolibarr summed it.
    pub spent_seconds: Option<i64>,
    /// From 0 to 100.
    pub progress_percent: Option<u8>,
    /// Where it stands among the others.
    pub position: i64,
    /// The user who made it.
    pub author_row: Option<i64>,
    /// Note that may be shown.
    pub note_public: Option<Note>,
    /// Note for the staff.
    pub note_private: Option<Note>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// Time spent on a task.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TimeSpent {
    /// `rowid`.
    pub row: i64,
    /// The task.
    pub task_row: i64,
    /// Who spent it.
    pub user_row: Option<i64>,
    /// The day, `YYYY-MM-DD`.
    pub day: Option<String>,
    /// Began, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP, where the hour was said.
    pub started: Option<String>,
    /// How long, in seconds.
    pub seconds: i64,
    /// The invoice that bills it.
    pub invoice_row: Option<i64>,
    /// What was done.
    pub note: Option<Note>,
    /// Created, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// A ticket; what was written after its first message is in [`TicketMessage`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Ticket {
    /// `rowid`.
    pub row: i64,
    /// Reference; never empty (`#row` when Dolibarr has none).
    pub reference: String,
    /// Whose ticket it is.
    pub third_party_row: Option<i64>,
    /// The project it belongs to.
    pub project_row: Option<i64>,
    /// Subject.
    pub subject: Option<String>,
    /// The first message.
    pub message: Option<Note>,
    /// Where it is.
    pub status: TicketStatus,
    /// From 0 to 100.
    pub progress_percent: Option<u8>,
    /// Type (`COM`, `ISSUE`…).
    pub kind: Option<Coded>,
    /// Group.
    pub group: Option<Coded>,
    /// Severity (`LOW`, `NORMAL`…).
    pub severity: Option<Coded>,
    /// The user who wrote it; none when it came from outside.
    pub author_row: Option<i64>,
    /// The user who looks after it.
    pub assignee_row: Option<i64>,
    /// The address it came from.
    pub from: Option<String>,
    /// Read, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub read: Option<String>,
    /// Closed, the same.
    pub closed: Option<String>,
    /// Created, the same.
    pub created: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}

/// A message of a ticket.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct TicketMessage {
    /// `id` among the events.
    pub row: i64,
    /// The ticket.
    pub ticket_row: i64,
    /// Among the staff: never to be shown to the customer.
    pub is_internal: bool,
    /// Sent by mail too.
    pub by_mail: bool,
    /// The user who wrote it.
    pub author_row: Option<i64>,
    /// The contact it is about.
    pub contact_row: Option<i64>,
    /// The address it came from.
    pub from: Option<String>,
    /// Subject.
    pub subject: Option<String>,
    /// What was written.
    pub text: Option<Note>,
    /// Written, `YYYY-MM-DD HH:MM:SS` in the local time of Dolibarr's PHP.
    pub written: Option<String>,
    /// Last changed, `YYYY-MM-DD HH:MM:SS` UTC.
    pub changed: Option<String>,
}
