//! Events, messages of tickets, and who takes part.

use super::{
    BusinessMapper,
    shared::{element, percent, pointed},
};
use crate::{
    base::{Base, is_message},
    business::{Answer, Attendee, ElementKind, ElementRef, Event, Progress, Record, TicketMessage},
    columns::{Table, attendee, event},
    map::shared::by_id,
    row::Row,
    text::Fields,
};

/// The type of the events that Dolibarr writes by itself. Its `type` says the same of others in some versions.
const AUTOMATIC: &str = "AC_OTH_AUTO";

impl BusinessMapper {
    pub(super) fn event(&mut self, row: &Row) {
        let Some(take) = self.options.business else { return };
        let Some((mut fields, base)) = self.fields(Table::Event, row, [event::ROW, event::ENTITY]) else { return };
        let record = if is_message(row.bytes(event::CODE)) {
            take.tickets.then(|| message(&mut fields, &base)).flatten().map(|message| Record::TicketMessage(Box::new(message)))
        } else {
            take.events.then(|| Record::Event(Box::new(event_record(&mut fields, &base))))
        };
        if let Some(record) = record {
            self.out.push(record, row.size() + size_of::<Event>());
        }
    }

    pub(super) fn attendee(&mut self, row: &Row) {
        let table = Table::Attendee;
        let Some(event_row) = row.reference(attendee::EVENT) else {
            self.out.book.note(table.name(), row.int(attendee::ROW), "bad-row", &[]);
            return;
        };
        let Some((mut fields, base)) = self.part(table, row, attendee::ROW) else { return };
        let rows = base.elements(ElementKind::Event);
        if !rows.is_some_and(|rows| rows.taken.contains(event_row)) {
            if !rows.is_some_and(|rows| rows.known.contains(event_row)) {
                let args = [("column", "fk_actioncomm"), ("reference", &*event_row.to_string())];
                fields.note("orphan-link", &args);
            }
            return;
        }
        let Some(who) = element(&mut fields, &base, [attendee::WHO_KIND, attendee::WHO], "unread-link") else { return };
        let answer = match row.bytes(attendee::ANSWER) {
            Some(b"1") => Answer::Yes,
            Some(b"2") => Answer::No,
            Some(b"3") => Answer::Maybe,
            _ => Answer::None,
        };
        let record = Attendee { row: fields.id, event_row, who, is_mandatory: fields.flag(attendee::MANDATORY), answer };
        self.out.push(Record::Attendee(record), row.size() + size_of::<Attendee>());
    }
}

fn event_record(fields: &mut Fields<'_>, base: &Base) -> Event {
    let kind = by_id(fields, event::KIND, |id| base.dictionaries.event_kind(id).cloned());
    let progress = match fields.row.int(event::PERCENT).unwrap_or(-1) {
        ..0 => Progress::NotApplicable,
        0 => Progress::ToDo,
        1..100 => Progress::Begun,
        100.. => Progress::Done,
    };
    let third_party_row = pointed(fields, base, event::THIRD_PARTY, ElementKind::ThirdParty);
    let contact_row = pointed(fields, base, event::CONTACT, ElementKind::Contact);
    Event {
        row: fields.id,
        is_automatic: kind.as_ref().is_some_and(|kind| kind.code == AUTOMATIC),
        code: fields.line(event::CODE).or_else(|| kind.as_ref().map(|kind| kind.code.clone())),
        kind,
        label: fields.line(event::LABEL),
        note: fields.long(event::NOTE),
        starts: fields.moment(event::STARTS),
        ends: fields.moment(event::ENDS),
        is_all_day: fields.flag(event::ALL_DAY),
        progress,
        percent: percent(fields, event::PERCENT),
        location: fields.line(event::LOCATION),
        third_party_row,
        contact_row,
        project_row: pointed(fields, base, event::PROJECT, ElementKind::Project),
        task_row: pointed(fields, base, event::TASK, ElementKind::Task),
        about: about(fields, base),
        author_row: pointed(fields, base, event::AUTHOR, ElementKind::User),
        owner_row: pointed(fields, base, event::OWNER, ElementKind::User),
        created: fields.moment(event::CREATED),
        changed: fields.moment(event::CHANGED),
    }
}

/// What an event is about. What was deleted leaves its trace, which then points at nothing: that is no oddity.
fn about(fields: &mut Fields<'_>, base: &Base) -> Option<ElementRef> {
    let row = fields.row.reference(event::OBJECT)?;
    let kind = ElementKind::named(&fields.line(event::OBJECT_KIND)?.to_ascii_lowercase());
    match kind {
        None => element(fields, base, [event::OBJECT_KIND, event::OBJECT], "unread-element"),
        Some(kind) if base.elements(kind).is_some_and(|rows| rows.known.contains(row)) => {
            element(fields, base, [event::OBJECT_KIND, event::OBJECT], "unread-element")
        }
        Some(_) => None,
    }
}

/// A message of a ticket; nothing if its ticket is not read.
fn message(fields: &mut Fields<'_>, base: &Base) -> Option<TicketMessage> {
    let code = fields.line(event::CODE).unwrap_or_default();
    let ticket = fields.row.reference(event::OBJECT);
    let rows = base.elements(ElementKind::Ticket);
    let ticket_row = match ticket {
        Some(ticket) if rows.is_some_and(|rows| rows.taken.contains(ticket)) => ticket,
        Some(ticket) if rows.is_some_and(|rows| rows.known.contains(ticket)) => {
            fields.note("elsewhere", &[("column", "fk_element"), ("reference", &ticket.to_string())]);
            return None;
        }
        Some(ticket) => {
            fields.note("orphan-link", &[("column", "fk_element"), ("reference", &ticket.to_string())]);
            return None;
        }
        None => {
            fields.note("bad-row", &[]);
            return None;
        }
    };
    Some(TicketMessage {
        row: fields.id,
        ticket_row,
        is_internal: code.starts_with("TICKET_MSG_PRIVATE"),
        by_mail: code.ends_with("SENTBYMAIL"),
        author_row: pointed(fields, base, event::AUTHOR, ElementKind::User),
        contact_row: pointed(fields, base, event::CONTACT, ElementKind::Contact),
        from: fields.line(event::FROM),
        subject: fields.line(event::LABEL),
        text: fields.long(event::NOTE),
        written: fields.moment(event::STARTS),
        changed: fields.moment(event::CHANGED),
    })
}
