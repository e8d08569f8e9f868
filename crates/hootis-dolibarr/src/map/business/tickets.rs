//! Tickets.

use super::{
    BusinessMapper,
    shared::{percent, pointed, status},
};
use crate::{
    business::{ElementKind, Record, Ticket, TicketStatus},
    columns::{Table, ticket},
    map::shared::by_code,
    row::Row,
};

const STATUSES: [(i64, TicketStatus); 8] = [
    (0, TicketStatus::Unread),
    (1, TicketStatus::Read),
    (2, TicketStatus::Assigned),
    (3, TicketStatus::InProgress),
    (5, TicketStatus::NeedsInfo),
    (7, TicketStatus::Waiting),
    (8, TicketStatus::Closed),
    (9, TicketStatus::Cancelled),
];

impl BusinessMapper {
    pub(super) fn ticket(&mut self, row: &Row) {
        let Some((mut fields, base)) = self.fields(Table::Ticket, row, [ticket::ROW, ticket::ENTITY]) else { return };
        let fields = &mut fields;
        let dictionaries = &base.dictionaries;
        let record = Ticket {
            row: fields.id,
            reference: fields.line(ticket::REF).unwrap_or_else(|| format!("#{}", fields.id)),
            third_party_row: pointed(fields, &base, ticket::THIRD_PARTY, ElementKind::ThirdParty),
            project_row: pointed(fields, &base, ticket::PROJECT, ElementKind::Project),
            subject: fields.line(ticket::SUBJECT),
            message: fields.long(ticket::MESSAGE),
            status: status(fields, ticket::STATUS, &STATUSES, TicketStatus::Unknown),
            progress_percent: percent(fields, ticket::PROGRESS),
            kind: by_code(fields, ticket::KIND, |code| dictionaries.ticket_kind(code)),
            group: by_code(fields, ticket::GROUP, |code| dictionaries.ticket_group(code)),
            severity: by_code(fields, ticket::SEVERITY, |code| dictionaries.ticket_severity(code)),
            author_row: pointed(fields, &base, ticket::AUTHOR, ElementKind::User),
            assignee_row: pointed(fields, &base, ticket::ASSIGNEE, ElementKind::User),
            from: fields.line(ticket::FROM),
            read: fields.moment(ticket::READ),
            closed: fields.moment(ticket::CLOSED),
            created: fields.moment(ticket::CREATED),
            changed: fields.moment(ticket::CHANGED),
        };
        self.out.push(Record::Ticket(Box::new(record)), row.size() + size_of::<Ticket>());
    }
}
