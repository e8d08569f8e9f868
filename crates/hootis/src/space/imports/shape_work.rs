//! The shapes of what is planned, done and asked: agenda, projects, tickets; discounts, and what was made of what.

use super::shape::Kind::{Bool, Id, Int, Note, Text};
use super::shape::{Column, Shape};

const fn shape(source_table: &'static str, table: &'static str, columns: &'static [Column], found_by: &'static [&'static str]) -> Shape {
    Shape { source_table, table, subject: table, columns, fresh: &[], found_by }
}

/// Projects.
pub(super) const PROJECT: Shape = shape(
    "projet",
    "project",
    &[
        ("reference", Text),
        ("title", Text),
        ("description", Text),
        ("description_html", Text),
        ("party_id", Id),
        ("parent_id", Id),
        ("status", Text),
        ("starts_on", Text),
        ("ends_on", Text),
        ("closed_on", Text),
        ("stage", Text),
        ("chance_percent", Text),
        ("opportunity_cents", Int),
        ("budget_cents", Int),
        ("currency", Text),
        ("location", Text),
        ("note_public", Note),
        ("note_public_html", Note),
        ("note_private", Note),
        ("note_private_html", Note),
        ("author_id", Id),
        ("made", Text),
        ("gone_at", Int),
    ],
    &["reference", "title"],
);

/// Their tasks.
pub(super) const TASK: Shape = shape(
    "projet_task",
    "project_task",
    &[
        ("reference", Text),
        ("project_id", Id),
        ("parent_id", Id),
        ("label", Text),
        ("description", Text),
        ("description_html", Text),
        ("starts", Text),
        ("ends", Text),
        ("planned_seconds", Int),
        ("spent_seconds", Int),
        ("progress_percent", Int),
        ("position", Int),
        ("gone_at", Int),
    ],
    &[],
);

const fn time(source_table: &'static str) -> Shape {
    shape(
        source_table,
        "time_spent",
        &[
            ("task_id", Id),
            ("member_id", Id),
            ("document_id", Id),
            ("day", Text),
            ("started", Text),
            ("seconds", Int),
            ("note", Text),
            ("note_html", Text),
        ],
        &[],
    )
}

/// Time spent, as Dolibarr 18 and later keep it.
pub(super) const TIME: Shape = time("element_time");
/// Time spent, as Dolibarr kept it before 18.
pub(super) const OLD_TIME: Shape = time("projet_task_time");

/// Tickets.
pub(super) const TICKET: Shape = shape(
    "ticket",
    "ticket",
    &[
        ("reference", Text),
        ("subject", Text),
        ("message", Text),
        ("message_html", Text),
        ("party_id", Id),
        ("project_id", Id),
        ("status", Text),
        ("progress_percent", Int),
        ("kind", Text),
        ("topic", Text),
        ("severity", Text),
        ("author_id", Id),
        ("assignee_id", Id),
        ("from_address", Text),
        ("closed", Text),
        ("made", Text),
        ("gone_at", Int),
    ],
    &["reference", "subject", "from_address"],
);

/// Their messages, which Dolibarr keeps among events.
pub(super) const MESSAGE: Shape = shape(
    "actioncomm",
    "ticket_message",
    &[
        ("ticket_id", Id),
        ("is_internal", Bool),
        ("by_mail", Bool),
        ("author_id", Id),
        ("contact_id", Id),
        ("from_address", Text),
        ("subject", Text),
        ("body", Text),
        ("body_html", Text),
        ("written", Text),
        ("gone_at", Int),
    ],
    &[],
);

/// Events of the agenda. Those that Dolibarr writes by itself are not searched for: most of them say the same.
pub(super) const EVENT: Shape = shape(
    "actioncomm",
    "event",
    &[
        ("is_automatic", Bool),
        ("code", Text),
        ("kind", Text),
        ("label", Text),
        ("note", Text),
        ("note_html", Text),
        ("starts", Text),
        ("ends", Text),
        ("is_all_day", Bool),
        ("progress", Text),
        ("percent", Int),
        ("location", Text),
        ("party_id", Id),
        ("contact_id", Id),
        ("project_id", Id),
        ("task_id", Id),
        ("about_kind", Text),
        ("about_id", Id),
        ("author_id", Id),
        ("owner_id", Id),
        ("gone_at", Int),
    ],
    &["label", "location"],
);

/// Who takes part in them.
pub(super) const ATTENDEE: Shape = shape(
    "actioncomm_resources",
    "event_attendee",
    &[("event_id", Id), ("member_id", Id), ("contact_id", Id), ("is_mandatory", Bool), ("answer", Text)],
    &[],
);

/// What was made of what.
pub(super) const LINK: Shape = shape(
    "element_element",
    "record_link",
    &[("source_kind", Text), ("source_id", Id), ("target_kind", Text), ("target_id", Id), ("relation", Text)],
    &[],
);

/// Discounts of customers.
pub(super) const DISCOUNT: Shape = shape(
    "societe_remise_except",
    "discount",
    &[
        ("party_id", Id),
        ("nature", Text),
        ("source_id", Id),
        ("used_on_id", Id),
        ("is_used", Bool),
        ("excl_cents", Int),
        ("vat_cents", Int),
        ("incl_cents", Int),
        ("vat_rate", Text),
        ("description", Text),
        ("made", Text),
    ],
    &[],
);

/// In the order of undoing: what refers to others comes first.
pub(super) const ALL: [&Shape; 10] = [&LINK, &ATTENDEE, &EVENT, &MESSAGE, &TICKET, &DISCOUNT, &TIME, &OLD_TIME, &TASK, &PROJECT];
