//! Telling an unchanged row from a changed one without keeping the row.

use std::io;

use serde::Serialize;
use sha2::{Digest as _, Sha256};

use super::{Category, CategoryLink, Contact, CustomField, CustomValues, SalesRepresentative, ThirdParty, User};
use crate::business::{
    Attendee, Discount, Event, File, Invoice, Line, Link, Order, Payment, PaymentShare, Product, Project, Quote, Task, Ticket, TicketMessage,
    TimeSpent,
};

/// Changes whenever the canonical form does, so that old fingerprints never match by accident.
const FORMAT: &[u8] = b"hootis-dolibarr 1 ";

struct Sink(Sha256);

impl io::Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// SHA-256 over format version, kind and the record's JSON, whose field order is the source's.
fn digest(kind: &str, record: &impl Serialize) -> [u8; 32] {
    let mut sink = Sink(Sha256::new());
    sink.0.update(FORMAT);
    sink.0.update(kind.as_bytes());
    sink.0.update(b"\n");
    if serde_json::to_writer(&mut sink, record).is_err() {
        // Neither the sink nor these types can fail; should they, the row counts as changed.
        sink.0.update(b"!");
    }
    sink.0.finalize().into()
}

macro_rules! fingerprinted {
    ($($record:ident = $kind:literal),* $(,)?) => {
        $(impl $record {
            /// SHA-256 over all that the record says, with the version of that form.
            ///
            /// Two readings give the same fingerprint exactly when nothing that is read changed.
            #[must_use]
            pub fn fingerprint(&self) -> [u8; 32] {
                digest($kind, self)
            }
        })*
    };
}

fingerprinted! {
    CustomField = "custom_field",
    Category = "category",
    CategoryLink = "category_link",
    SalesRepresentative = "sales_representative",
    CustomValues = "custom_values",
}

macro_rules! fingerprinted_without_time {
    ($($record:ident = $kind:literal),* $(,)?) => {
        $(impl $record {
            /// SHA-256 over all that the record says, with the version of that form.
            ///
            /// Two readings give the same fingerprint exactly when nothing that Hootis reads of
            /// the row changed. The moment of the last change (`changed`, Dolibarr's `tms`) is
            /// left out: it moves when columns change that are not read, and in dumps made in
            /// another time zone.
            #[must_use]
            pub fn fingerprint(&self) -> [u8; 32] {
                digest($kind, &Self { changed: None, ..self.clone() })
            }
        })*
    };
}

fingerprinted_without_time! {
    User = "user",
    ThirdParty = "third_party",
    Contact = "contact",
}

macro_rules! fingerprinted_document {
    ($($record:ident = $kind:literal),* $(,)?) => {
        $(impl $record {
            /// SHA-256 over all that the record says, with the version of that form; see
            /// [`ThirdParty::fingerprint`].
            #[must_use]
            pub fn fingerprint(&self) -> [u8; 32] {
                let mut without_time = self.clone();
                without_time.document.changed = None;
                digest($kind, &without_time)
            }
        })*
    };
}

fingerprinted! {
    Line = "line",
    PaymentShare = "payment_share",
    Discount = "discount",
    Attendee = "attendee",
    Link = "link",
}

fingerprinted_without_time! {
    Product = "product",
    Project = "project",
    Task = "task",
    TimeSpent = "time_spent",
    Payment = "payment",
    Ticket = "ticket",
    TicketMessage = "ticket_message",
    Event = "event",
    File = "file",
}

fingerprinted_document! {
    Quote = "quote",
    Order = "order",
    Invoice = "invoice",
}
