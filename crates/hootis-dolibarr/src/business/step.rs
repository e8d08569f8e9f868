//! The order in which business is read, and what of it.

use serde::{Deserialize, Serialize};

use super::{ElementKind, Record};
use crate::{columns::Table, warning::Warning};

/// The order in which business is read: what others refer to comes first, save what an invoice corrects or replaces.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Products and services.
    Products,
    /// Projects.
    Projects,
    /// Tasks.
    Tasks,
    /// Quotes.
    Quotes,
    /// Their lines.
    QuoteLines,
    /// Tickets.
    Tickets,
    /// Orders.
    Orders,
    /// Their lines.
    OrderLines,
    /// Time spent, where Dolibarr 18 and later keep it.
    Times,
    /// Invoices.
    Invoices,
    /// Their lines.
    InvoiceLines,
    /// Payments.
    Payments,
    /// What payments bring to invoices.
    PaymentShares,
    /// Time spent, where Dolibarr kept it before 18.
    OldTimes,
    /// Discounts of customers.
    Discounts,
    /// Events, and among them, as they come, messages of tickets.
    Events,
    /// Who takes part in events.
    Attendees,
    /// The index of files.
    Files,
    /// What was made of what.
    Links,
}

impl Phase {
    /// Every phase with the table it reads, in order: the one in which a dump is read again the fewest times.
    pub(crate) const STREAMED: [(Phase, Table); 19] = [
        (Phase::Products, Table::Product),
        (Phase::Projects, Table::Project),
        (Phase::Tasks, Table::ProjectTask),
        (Phase::Quotes, Table::Quote),
        (Phase::QuoteLines, Table::QuoteLine),
        (Phase::Tickets, Table::Ticket),
        (Phase::Orders, Table::Order),
        (Phase::OrderLines, Table::OrderLine),
        (Phase::Times, Table::ElementTime),
        (Phase::Invoices, Table::Invoice),
        (Phase::InvoiceLines, Table::InvoiceLine),
        (Phase::Payments, Table::Payment),
        (Phase::PaymentShares, Table::PaymentShare),
        (Phase::OldTimes, Table::TaskTime),
        (Phase::Discounts, Table::Discount),
        (Phase::Events, Table::Event),
        (Phase::Attendees, Table::Attendee),
        (Phase::Files, Table::File),
        (Phase::Links, Table::ElementLink),
    ];
}

/// How far a reading of business is: after `index` records of `phase`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    /// The phase.
    pub phase: Phase,
    /// Records of the phase so far.
    pub index: u64,
}

/// Some records of one phase, 500 at most; none when there is only something to tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// Where the reading is once these records are applied.
    pub position: Position,
    /// The records.
    pub records: Vec<Record>,
    /// What was odd about them, or about rows that gave none.
    pub warnings: Vec<Warning>,
}

/// What to take of business. What is not taken is not read, and nothing refers to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Take {
    /// Products and services.
    pub products: bool,
    /// Quotes and their lines.
    pub quotes: bool,
    /// Orders and their lines.
    pub orders: bool,
    /// Invoices with their lines, payments and discounts.
    pub invoices: bool,
    /// Projects, tasks and time spent.
    pub projects: bool,
    /// Tickets and their messages.
    pub tickets: bool,
    /// Events, those that Dolibarr wrote by itself too, and who takes part.
    pub events: bool,
    /// The index of files.
    pub files: bool,
}

impl Default for Take {
    fn default() -> Self {
        Self { products: true, quotes: true, orders: true, invoices: true, projects: true, tickets: true, events: true, files: true }
    }
}

impl Take {
    /// Whether a phase is read.
    pub(crate) fn takes(self, phase: Phase) -> bool {
        match phase {
            Phase::Products => self.products,
            Phase::Projects | Phase::Tasks | Phase::Times | Phase::OldTimes => self.projects,
            Phase::Quotes | Phase::QuoteLines => self.quotes,
            Phase::Tickets => self.tickets,
            Phase::Orders | Phase::OrderLines => self.orders,
            Phase::Invoices | Phase::InvoiceLines | Phase::Payments | Phase::PaymentShares | Phase::Discounts => self.invoices,
            Phase::Events => self.events || self.tickets,
            Phase::Attendees => self.events,
            Phase::Files => self.files,
            Phase::Links => self.quotes || self.orders || self.invoices || self.projects || self.tickets || self.events,
        }
    }

    /// The tables that no phase reads of what is taken.
    #[must_use]
    pub fn untaken_tables(self) -> Vec<&'static str> {
        Phase::STREAMED.into_iter().filter(|(phase, _)| !self.takes(*phase)).map(|(_, table)| table.name()).collect()
    }

    /// Whether things of this kind are read.
    pub(crate) fn takes_kind(self, kind: ElementKind) -> bool {
        match kind {
            ElementKind::ThirdParty | ElementKind::Contact | ElementKind::User => true,
            ElementKind::Product => self.products,
            ElementKind::Quote => self.quotes,
            ElementKind::Order => self.orders,
            ElementKind::Invoice | ElementKind::Payment => self.invoices,
            ElementKind::Project | ElementKind::Task => self.projects,
            ElementKind::Ticket => self.tickets,
            ElementKind::Event => self.events,
        }
    }
}
