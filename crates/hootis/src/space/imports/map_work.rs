//! From what Dolibarr says of agenda, projects and tickets to the columns of our rows.

use hootis_dolibarr::business::{Attendee, Discount, ElementKind, Event, Link, Project, Task, Ticket, TicketMessage, TimeSpent};
use hootis_space::{Value, args};
use uuid::Uuid;

use super::map::{coded, note};
use crate::clock::Now;

const STILL_THERE: Option<Now> = None;

/// Our id of a row of Dolibarr, if it is here.
pub(super) type Find<'a> = &'a dyn Fn(ElementKind, Option<i64>) -> Option<Uuid>;

fn moment(text: Option<&String>) -> &str {
    text.map(String::as_str).unwrap_or_default()
}

/// The columns of `shape_work::PROJECT`.
pub(super) fn project(record: &Project, find: Find<'_>) -> Vec<Value> {
    let (description, description_html) = note(record.description.as_ref());
    let (note_public, note_public_html) = note(record.note_public.as_ref());
    let (note_private, note_private_html) = note(record.note_private.as_ref());
    args![
        &record.reference,
        record.title.as_deref(),
        description,
        description_html,
        find(ElementKind::ThirdParty, record.third_party_row),
        find(ElementKind::Project, record.parent_row),
        record.status.as_str(),
        record.starts.as_deref(),
        record.ends.as_deref(),
        record.closed.as_deref(),
        coded(record.stage.as_ref()),
        record.chance_percent.as_deref(),
        record.opportunity_cents,
        record.budget_cents,
        &record.currency,
        record.location.as_deref(),
        note_public,
        note_public_html,
        note_private,
        note_private_html,
        find(ElementKind::User, record.author_row),
        moment(record.created.as_ref()),
        STILL_THERE,
    ]
}

/// The columns of `shape_work::TASK`; nothing when its project is not here.
pub(super) fn task(record: &Task, find: Find<'_>) -> Option<Vec<Value>> {
    let (description, description_html) = note(record.description.as_ref());
    Some(args![
        record.reference.as_deref(),
        find(ElementKind::Project, record.project_row)?,
        find(ElementKind::Task, record.parent_row),
        &record.label,
        description,
        description_html,
        record.starts.as_deref(),
        record.ends.as_deref(),
        record.planned_seconds,
        record.spent_seconds,
        record.progress_percent.map(i64::from),
        record.position,
        STILL_THERE,
    ])
}

/// The columns of `shape_work::TIME`; nothing when its task is not here.
pub(super) fn time(record: &TimeSpent, find: Find<'_>) -> Option<Vec<Value>> {
    let (note, note_html) = note(record.note.as_ref());
    Some(args![
        find(ElementKind::Task, Some(record.task_row))?,
        find(ElementKind::User, record.user_row),
        find(ElementKind::Invoice, record.invoice_row),
        record.day.as_deref(),
        record.started.as_deref(),
        record.seconds,
        note,
        note_html,
    ])
}

/// The columns of `shape_work::TICKET`.
pub(super) fn ticket(record: &Ticket, find: Find<'_>) -> Vec<Value> {
    let (message, message_html) = note(record.message.as_ref());
    args![
        &record.reference,
        record.subject.as_deref(),
        message,
        message_html,
        find(ElementKind::ThirdParty, record.third_party_row),
        find(ElementKind::Project, record.project_row),
        record.status.as_str(),
        record.progress_percent.map(i64::from),
        coded(record.kind.as_ref()),
        coded(record.group.as_ref()),
        coded(record.severity.as_ref()),
        find(ElementKind::User, record.author_row),
        find(ElementKind::User, record.assignee_row),
        record.from.as_deref(),
        record.closed.as_deref(),
        moment(record.created.as_ref()),
        STILL_THERE,
    ]
}

/// The columns of `shape_work::MESSAGE`; nothing when its ticket is not here.
pub(super) fn message(record: &TicketMessage, find: Find<'_>) -> Option<Vec<Value>> {
    let (body, body_html) = note(record.text.as_ref());
    Some(args![
        find(ElementKind::Ticket, Some(record.ticket_row))?,
        record.is_internal,
        record.by_mail,
        find(ElementKind::User, record.author_row),
        find(ElementKind::Contact, record.contact_row),
        record.from.as_deref(),
        record.subject.as_deref(),
        body,
        body_html,
        moment(record.written.as_ref()),
        STILL_THERE,
    ])
}

/// The columns of `shape_work::EVENT`.
pub(super) fn event(record: &Event, find: Find<'_>) -> Vec<Value> {
    let (note, note_html) = note(record.note.as_ref());
    let about = record.about.and_then(|about| Some((about.kind.as_str(), find(about.kind, Some(about.row))?)));
    args![
        record.is_automatic,
        record.code.as_deref(),
        coded(record.kind.as_ref()),
        record.label.as_deref(),
        note,
        note_html,
        moment(record.starts.as_ref().or(record.created.as_ref())),
        record.ends.as_deref(),
        record.is_all_day,
        record.progress.as_str(),
        record.percent.map(i64::from),
        record.location.as_deref(),
        find(ElementKind::ThirdParty, record.third_party_row),
        find(ElementKind::Contact, record.contact_row),
        find(ElementKind::Project, record.project_row),
        find(ElementKind::Task, record.task_row),
        about.map(|(kind, _)| kind),
        about.map(|(_, id)| id),
        find(ElementKind::User, record.author_row),
        find(ElementKind::User, record.owner_row),
        STILL_THERE,
    ]
}

/// The columns of `shape_work::ATTENDEE`; nothing when the event or who takes part is not here.
pub(super) fn attendee(record: &Attendee, find: Find<'_>) -> Option<Vec<Value>> {
    let who = find(record.who.kind, Some(record.who.row))?;
    let (member, contact) = match record.who.kind {
        ElementKind::User => (Some(who), None),
        ElementKind::Contact => (None, Some(who)),
        _ => return None,
    };
    Some(args![find(ElementKind::Event, Some(record.event_row))?, member, contact, record.is_mandatory, record.answer.as_str()])
}

/// The columns of `shape_work::LINK`; nothing when one of both is not here.
pub(super) fn link(record: &Link, find: Find<'_>) -> Option<Vec<Value>> {
    let (source, target) = (record.source, record.target);
    let ids = (find(source.kind, Some(source.row))?, find(target.kind, Some(target.row))?);
    Some(args![source.kind.as_str(), ids.0, target.kind.as_str(), ids.1, record.relation.as_deref()])
}

/// The columns of `shape_work::DISCOUNT`.
pub(super) fn discount(record: &Discount, find: Find<'_>) -> Vec<Value> {
    args![
        find(ElementKind::ThirdParty, record.third_party_row),
        record.origin.as_str(),
        find(ElementKind::Invoice, record.source_row),
        find(ElementKind::Invoice, record.used_on_row),
        record.used_on_row.is_some() || record.used_as_line_row.is_some(),
        record.excl_tax_cents,
        record.vat_cents,
        record.incl_tax_cents,
        record.vat_rate.as_deref(),
        record.description.as_deref(),
        record.created.as_deref(),
    ]
}
