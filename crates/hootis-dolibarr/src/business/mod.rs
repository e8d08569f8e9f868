//! What a company does, in neutral words: products, quotes, orders, invoices, payments, agenda, projects, tickets, files.
//!
//! [`crate::read_whole`] gives these records after those of [`crate::record`], which they refer to by row.

mod document;
mod file;
mod money;
mod step;
pub(crate) mod words;
mod work;

use serde::Serialize;

pub use document::{
    ClosingReason, DiscountOrigin, Document, DocumentKind, Foreign, Invoice, InvoiceKind, InvoiceStatus, Line, LineKind, Order, OrderStatus, Quote,
    QuoteStatus, Situation, Totals,
};
pub use file::{File, FileOrigin, Link};
pub use money::{Discount, Duration, Payment, PaymentShare, Product, TimeUnit};
pub use step::{Batch, Phase, Position, Take};
use words::words;
pub use work::{Answer, Attendee, Event, Progress, Project, ProjectStatus, Task, Ticket, TicketMessage, TicketStatus, TimeSpent};

words! {
    /// What a thing that others point at is.
    ElementKind {
        /// `societe`.
        ThirdParty = "third_party",
        /// `socpeople`.
        Contact = "contact",
        /// `user`.
        User = "user",
        /// `product`, services too.
        Product = "product",
        /// `propal`.
        Quote = "quote",
        /// `commande`.
        Order = "order",
        /// `facture`.
        Invoice = "invoice",
        /// `paiement`.
        Payment = "payment",
        /// `projet`.
        Project = "project",
        /// `projet_task`.
        Task = "task",
        /// `ticket`.
        Ticket = "ticket",
        /// `actioncomm`.
        Event = "event",
    }
}

impl ElementKind {
    /// The kind that Dolibarr names so: its tables, its classes and its modules each have names of their own.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Some(match name.split('@').next().unwrap_or(name) {
            "societe" | "thirdparty" | "company" => Self::ThirdParty,
            "socpeople" | "contact" => Self::Contact,
            "user" => Self::User,
            "product" | "service" | "produit" => Self::Product,
            "propal" | "propale" | "proposal" => Self::Quote,
            "commande" | "order" => Self::Order,
            "facture" | "invoice" => Self::Invoice,
            "payment" | "paiement" => Self::Payment,
            "project" | "projet" => Self::Project,
            "project_task" | "projet_task" | "task" => Self::Task,
            "ticket" => Self::Ticket,
            "action" | "actioncomm" | "event" | "agenda" => Self::Event,
            _ => return None,
        })
    }
}

impl From<DocumentKind> for ElementKind {
    fn from(kind: DocumentKind) -> Self {
        match kind {
            DocumentKind::Quote => Self::Quote,
            DocumentKind::Order => Self::Order,
            DocumentKind::Invoice => Self::Invoice,
        }
    }
}

/// One thing that another points at. It is read, and comes before what points at it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct ElementRef {
    /// What it is.
    pub kind: ElementKind,
    /// Its row.
    pub row: i64,
}

macro_rules! records {
    ($($(#[$says:meta])* $name:ident($held:ty) = $word:literal),* $(,)?) => {
        /// One thing read from a Dolibarr.
        #[derive(Debug, Clone, PartialEq, Eq, Serialize)]
        #[serde(tag = "record", rename_all = "snake_case")]
        pub enum Record { $($(#[$says])* $name($held)),* }

        words! {
            /// What a [`Record`] is.
            RecordKind { $($(#[$says])* $name = $word),* }
        }

        impl Record {
            /// What it is.
            #[must_use]
            pub fn kind(&self) -> RecordKind {
                match self { $(Self::$name(_) => RecordKind::$name),* }
            }

            /// Dolibarr's `rowid` (`id` for events and messages of tickets).
            #[must_use]
            pub fn row(&self) -> i64 {
                match self { $(Self::$name(held) => held.own_row()),* }
            }

            /// SHA-256 over all that the record says but the moment of its last change, with the version of that form.
            #[must_use]
            pub fn fingerprint(&self) -> [u8; 32] {
                match self { $(Self::$name(held) => held.fingerprint()),* }
            }
        }

        $(impl From<$held> for Record {
            fn from(held: $held) -> Self {
                Self::$name(held)
            }
        })*
    };
}

records! {
    /// A product or a service.
    Product(Box<Product>) = "product",
    /// A project; its parent comes before it.
    Project(Box<Project>) = "project",
    /// A task; its parent comes before it.
    Task(Box<Task>) = "task",
    /// A quote.
    Quote(Box<Quote>) = "quote",
    /// An order.
    Order(Box<Order>) = "order",
    /// An invoice, a credit note or a deposit. What it corrects or replaces is mostly older, but may come after it.
    Invoice(Box<Invoice>) = "invoice",
    /// A line of a quote, an order or an invoice.
    Line(Box<Line>) = "line",
    /// Time spent on a task.
    TimeSpent(Box<TimeSpent>) = "time_spent",
    /// A payment.
    Payment(Box<Payment>) = "payment",
    /// What a payment brings to an invoice.
    PaymentShare(PaymentShare) = "payment_share",
    /// A discount of a customer.
    Discount(Box<Discount>) = "discount",
    /// A ticket.
    Ticket(Box<Ticket>) = "ticket",
    /// A message of a ticket.
    TicketMessage(Box<TicketMessage>) = "ticket_message",
    /// An event of the agenda.
    Event(Box<Event>) = "event",
    /// Somebody who takes part in an event.
    Attendee(Attendee) = "attendee",
    /// A file of the index of documents.
    File(Box<File>) = "file",
    /// One thing made of another.
    Link(Box<Link>) = "link",
}

macro_rules! rows {
    ($($name:ident),* ; $($document:ident),*) => {
        $(impl $name {
            fn own_row(&self) -> i64 {
                self.row
            }
        })*
        $(impl $document {
            fn own_row(&self) -> i64 {
                self.document.row
            }
        })*
    };
}

rows! {
    Product, Project, Task, Line, TimeSpent, Payment, PaymentShare, Discount, Ticket, TicketMessage, Event, Attendee, File, Link;
    Quote, Order, Invoice
}
