//! Agenda, projects, tickets, files and links.

use super::{invented, told};
use crate::business::{ElementKind, ElementRef, Progress, ProjectStatus, Record, TicketStatus};

#[tokio::test]
async fn messages_of_tickets_are_told_from_events_whatever_their_type() {
    let (records, warnings) = invented().await;
    let events: Vec<_> = records.iter().filter_map(|record| if let Record::Event(event) = record { Some(&**event) } else { None }).collect();
    let found: Vec<_> = events.iter().map(|event| (event.row, event.is_automatic, event.progress, event.about)).collect();
    let invoice = ElementRef { kind: ElementKind::Invoice, row: 1 };
    let expected = [
        (1, false, Progress::Begun, None),
        (2, true, Progress::NotApplicable, Some(invoice)),
        (6, true, Progress::Done, None),
        (7, true, Progress::ToDo, None),
    ];
    assert_eq!(found, expected);
    assert_eq!(told(&warnings, "actioncomm", "unread-element"), [7], "a trace of what was deleted is no oddity");
    let messages: Vec<_> = records
        .iter()
        .filter_map(
            |record| if let Record::TicketMessage(one) = record { Some((one.row, one.ticket_row, one.is_internal, one.by_mail)) } else { None },
        )
        .collect();
    assert_eq!(messages, [(3, 1, false, false), (4, 1, true, true)]);
    assert_eq!(told(&warnings, "actioncomm", "orphan-link"), [5]);
    let attendees: Vec<_> = records
        .iter()
        .filter_map(|record| if let Record::Attendee(one) = record { Some((one.event_row, one.who.kind, one.who.row)) } else { None })
        .collect();
    assert_eq!(attendees, [(1, ElementKind::User, 2), (1, ElementKind::Contact, 2)]);
    assert_eq!(told(&warnings, "actioncomm_resources", "orphan-link"), [2]);
    assert_eq!(told(&warnings, "actioncomm_resources", "unread-link"), [3]);
}

#[tokio::test]
async fn parents_of_projects_and_tasks_come_first_and_loops_are_cut() {
    let (records, warnings) = invented().await;
    let projects: Vec<_> = records
        .iter()
        .filter_map(|record| if let Record::Project(one) = record { Some((one.row, one.parent_row, one.status)) } else { None })
        .collect();
    let expected =
        [(2, None, ProjectStatus::Draft), (1, Some(2), ProjectStatus::Open), (3, None, ProjectStatus::Closed), (4, Some(3), ProjectStatus::Unknown)];
    assert_eq!(projects, expected);
    assert_eq!(told(&warnings, "projet", "loop"), [3]);
    let tasks: Vec<_> = records
        .iter()
        .filter_map(
            |record| if let Record::Task(one) = record { Some((one.row, one.parent_row, one.planned_seconds, one.progress_percent)) } else { None },
        )
        .collect();
    assert_eq!(tasks, [(2, None, None, None), (1, Some(2), Some(7_200), Some(50))]);
    let times: Vec<_> =
        records.iter().filter_map(|record| if let Record::TimeSpent(one) = record { Some((one.row, one.seconds)) } else { None }).collect();
    assert_eq!(times, [(1, 3_600)]);
    assert_eq!(told(&warnings, "element_time", "orphan-link"), [3]);
}

#[tokio::test]
async fn files_stay_inside_the_documents_and_links_join_what_is_read() {
    let (records, warnings) = invented().await;
    let files: Vec<_> = records.iter().filter_map(|record| if let Record::File(one) = record { Some(&**one) } else { None }).collect();
    assert_eq!(files.len(), 1);
    assert_eq!((files[0].folder.as_str(), files[0].name.as_str()), ("facture/FA1", "FA1.pdf"));
    assert_eq!(files[0].about, Some(ElementRef { kind: ElementKind::Invoice, row: 1 }));
    assert_eq!(told(&warnings, "ecm_files", "bad-path"), [2, 3]);
    let links: Vec<_> =
        records.iter().filter_map(|record| if let Record::Link(one) = record { Some((one.source.row, one.target.row)) } else { None }).collect();
    assert_eq!(links, [(2, 1)]);
    assert_eq!(told(&warnings, "element_element", "unread-link"), [2]);
    assert_eq!(told(&warnings, "element_element", "orphan-reference"), [3]);
    let tickets: Vec<_> = records.iter().filter_map(|record| if let Record::Ticket(one) = record { Some(&**one) } else { None }).collect();
    assert_eq!((tickets[0].status, tickets[0].severity.as_ref().unwrap().label.as_deref()), (TicketStatus::NeedsInfo, None));
    assert_eq!(told(&warnings, "ticket", "unknown-code"), [1]);
}

#[tokio::test]
async fn no_secret_of_business_is_read() {
    let (records, warnings) = invented().await;
    assert!(!format!("{records:?} {warnings:?}").contains("SECRET"));
}
