//! What is planned, done and asked: agenda, projects, tickets; discounts, and what was made of what. People here only read it.

use std::collections::HashMap;

use hootis_dolibarr::business::{ElementKind, ElementRef, Phase, Record};
use hootis_space::{Tx, Value};
use uuid::Uuid;

use super::super::map_work as map;
use super::super::shape::{CONTACT, MEMBER, PARTY, Shape};
use super::super::shape_sales::{INVOICE, ORDER, PAYMENT, PRODUCT, QUOTE};
use super::super::shape_work::{ATTENDEE, DISCOUNT, EVENT, LINK, MESSAGE, OLD_TIME, PROJECT, TASK, TICKET, TIME};
use super::sales::{Known, find, here, was_deleted};
use crate::error::Result;

/// The shape that a record of a phase is kept in, and the kind of rows that it is counted as; nothing for what is not kept.
pub(super) fn kept(record: &Record, phase: Phase) -> Option<(&'static Shape, &'static str)> {
    Some(match record {
        Record::Project(_) => (&PROJECT, "projects"),
        Record::Task(_) => (&TASK, "tasks"),
        Record::TimeSpent(_) if phase == Phase::OldTimes => (&OLD_TIME, "time_spent"),
        Record::TimeSpent(_) => (&TIME, "time_spent"),
        Record::Ticket(_) => (&TICKET, "tickets"),
        Record::TicketMessage(_) => (&MESSAGE, "ticket_messages"),
        Record::Event(_) => (&EVENT, "events"),
        Record::Attendee(_) => (&ATTENDEE, "attendees"),
        Record::Link(_) => (&LINK, "links"),
        Record::Discount(_) => (&DISCOUNT, "discounts"),
        _ => return None,
    })
}

/// The shape that things of a kind are kept in.
const fn shape_of(kind: ElementKind) -> &'static Shape {
    match kind {
        ElementKind::ThirdParty => &PARTY,
        ElementKind::Contact => &CONTACT,
        ElementKind::User => &MEMBER,
        ElementKind::Product => &PRODUCT,
        ElementKind::Quote => &QUOTE,
        ElementKind::Order => &ORDER,
        ElementKind::Invoice => &INVOICE,
        ElementKind::Payment => &PAYMENT,
        ElementKind::Project => &PROJECT,
        ElementKind::Task => &TASK,
        ElementKind::Ticket => &TICKET,
        ElementKind::Event => &EVENT,
    }
}

/// What a record refers to.
fn references(record: &Record) -> Vec<ElementRef> {
    use ElementKind::{Contact, Event, Invoice, Project, Task, ThirdParty, Ticket, User};
    let of = |refs: &[(ElementKind, Option<i64>)]| refs.iter().filter_map(|(kind, row)| Some(ElementRef { kind: *kind, row: (*row)? })).collect();
    match record {
        Record::Project(r) => of(&[(ThirdParty, r.third_party_row), (Project, r.parent_row), (User, r.author_row)]),
        Record::Task(r) => of(&[(Project, r.project_row), (Task, r.parent_row)]),
        Record::TimeSpent(r) => of(&[(Task, Some(r.task_row)), (User, r.user_row), (Invoice, r.invoice_row)]),
        Record::Ticket(r) => of(&[(ThirdParty, r.third_party_row), (Project, r.project_row), (User, r.author_row), (User, r.assignee_row)]),
        Record::TicketMessage(r) => of(&[(Ticket, Some(r.ticket_row)), (User, r.author_row), (Contact, r.contact_row)]),
        Record::Event(r) => {
            let mut refs: Vec<ElementRef> = of(&[
                (ThirdParty, r.third_party_row),
                (Contact, r.contact_row),
                (Project, r.project_row),
                (Task, r.task_row),
                (User, r.author_row),
                (User, r.owner_row),
            ]);
            refs.extend(r.about);
            refs
        }
        Record::Attendee(r) => vec![ElementRef { kind: Event, row: r.event_row }, r.who],
        Record::Link(r) => vec![r.source, r.target],
        Record::Discount(r) => of(&[(ThirdParty, r.third_party_row), (Invoice, r.source_row), (Invoice, r.used_on_row)]),
        _ => Vec::new(),
    }
}

/// What a record cannot be without: where that was deleted here, it stays away with it.
fn owners(record: &Record) -> Vec<ElementRef> {
    use ElementKind::{Contact, Event, Project, Task, ThirdParty, Ticket};
    let kinds: &[ElementKind] = match record {
        Record::Project(_) | Record::Ticket(_) | Record::Discount(_) => &[ThirdParty],
        Record::Task(_) => &[Project],
        Record::TimeSpent(_) => &[Task],
        Record::TicketMessage(_) => &[Ticket, Contact],
        Record::Event(_) => &[ThirdParty, Contact],
        Record::Attendee(_) => &[Event, Contact],
        _ => return references(record),
    };
    references(record).into_iter().filter(|one| kinds.contains(&one.kind)).collect()
}

/// Our rows that records refer to, by what they are.
#[derive(Default)]
pub(super) struct Refs(HashMap<ElementKind, Known>);

impl Refs {
    pub(super) async fn of(tx: &Tx, source: Uuid, records: &[Record]) -> Result<Self> {
        let mut wanted: HashMap<ElementKind, Vec<i64>> = HashMap::new();
        for one in records.iter().flat_map(references) {
            wanted.entry(one.kind).or_default().push(one.row);
        }
        let mut known = HashMap::new();
        for (kind, rows) in wanted {
            known.insert(kind, find(tx, source, shape_of(kind), rows).await?);
        }
        Ok(Self(known))
    }

    /// Whether what a record hangs on was deleted here.
    pub(super) fn is_unwanted(&self, record: &Record) -> bool {
        owners(record).into_iter().any(|one| self.0.get(&one.kind).is_some_and(|known| was_deleted(known, one.row)))
    }

    /// A row that was made just now: what comes after it in the same batch may refer to it.
    pub(super) fn made(&mut self, record: &Record, id: Uuid) {
        let kind = match record {
            Record::Project(_) => ElementKind::Project,
            Record::Task(_) => ElementKind::Task,
            _ => return,
        };
        let origin = super::origins::Origin { local: id, fingerprint: Vec::new(), is_gone: false, last_run: Uuid::nil() };
        self.0.entry(kind).or_default().insert(record.row(), origin);
    }

    /// The columns of a record; nothing when what it belongs to is not here.
    pub(super) fn values(&self, record: &Record) -> Option<Vec<Value>> {
        let find = |kind: ElementKind, row: Option<i64>| here(self.0.get(&kind)?, row);
        Some(match record {
            Record::Project(record) => map::project(record, &find),
            Record::Task(record) => map::task(record, &find)?,
            Record::TimeSpent(record) => map::time(record, &find)?,
            Record::Ticket(record) => map::ticket(record, &find),
            Record::TicketMessage(record) => map::message(record, &find)?,
            Record::Event(record) => map::event(record, &find),
            Record::Attendee(record) => map::attendee(record, &find)?,
            Record::Link(record) => map::link(record, &find)?,
            Record::Discount(record) => map::discount(record, &find),
            _ => return None,
        })
    }
}
