//! Forms against the columns, and what the service needs against who does it.

use super::Declarations;
use crate::data::{Kind, Protection, Table};
use crate::forms::{Asked, Form, Recorded, Use};
use crate::processors::Task;

/// Faults of one form.
pub(super) fn of_form(form: &Form, all: &Declarations, found: &mut Vec<String>) {
    let mut fault = |what: String| found.push(format!("form {}: {what}", form.name));
    for processor in form.handed_to.iter().filter(|processor| !all.processors.contains(processor)) {
        fault(format!("handed to {}, which is not declared", processor.id));
    }
    for field in form.fields.iter().filter(|field| field.required && field.asked.must_be_optional()) {
        fault(format!("{} is required, and must be optional", field.name));
    }
    if form.used_for.is_empty() {
        fault("asks for something and uses it for nothing".to_owned());
    }
    match form.recorded {
        Recorded::Nowhere => of_unrecorded(form, &mut fault),
        Recorded::In(database, name) => match all.tables().find(|table| table.database == database && table.name == name) {
            Some(table) => of_recorded(form, table, &mut fault),
            None => fault(format!("recorded in {name}, which is not declared")),
        },
    }
}

/// What is recorded nowhere cannot be used later.
fn of_unrecorded(form: &Form, fault: &mut impl FnMut(String)) {
    if form.used_for.contains(&Use::Marketing) {
        fault("said to record nothing, and used for marketing".to_owned());
    }
    for field in form.fields.iter().filter(|field| field.column.is_some()) {
        fault(format!("said to record nothing, and {} has a column", field.name));
    }
    let leaves = form.used_for.iter().any(|what| matches!(what, Use::Answer | Use::Partner));
    if leaves && form.handed_to.is_empty() {
        fault("said to record nothing, and handed to nobody who could answer".to_owned());
    }
}

/// Everything that is recorded has a column, of the kind that it is.
fn of_recorded(form: &Form, table: &Table, fault: &mut impl FnMut(String)) {
    for field in form.fields {
        let Some(name) = field.column else {
            fault(format!("{} is asked for and no column of {} is named for it", field.name, table.name));
            continue;
        };
        let Some(column) = table.column(name) else {
            fault(format!("{} is asked for and {}.{name} is not declared", field.name, table.name));
            continue;
        };
        if column.kind != field.asked.kind() {
            fault(format!("{} is {:?}, and {}.{name} is declared as {:?}", field.name, field.asked, table.name, column.kind));
        }
        if matches!(field.asked, Asked::DatabaseAccess) && column.protection != Protection::Sealed {
            fault(format!("{} opens a customer's database, and {}.{name} is not sealed", field.name, table.name));
        }
    }
}

/// What the service does, and the processor that this takes.
pub(super) fn of_needs(all: &Declarations, found: &mut Vec<String>) {
    let has = |task: Task| all.processors.iter().any(|processor| processor.task == task);
    for plan in all.plans.iter().filter(|plan| plan.month_cents > 0 && !has(Task::Payment)) {
        found.push(format!("plan {}: costs money, and no processor that collects it is declared", plan.name));
    }
    let mails = all.tables().find(|table| table.columns.iter().any(|column| column.kind == Kind::Message));
    if let Some(table) = mails.filter(|_| !has(Task::Mail)) {
        found.push(format!("table {}: holds mails, and no processor that delivers them is declared", table.name));
    }
    if all.tables().next().is_some() && !has(Task::Hosting) {
        found.push("the databases are somewhere, and no processor that hosts them is declared".to_owned());
    }
    let access = all.forms.iter().find(|form| form.fields.iter().any(|field| field.asked == Asked::DatabaseAccess));
    if let Some(form) = access.filter(|_| !has(Task::Source)) {
        found.push(format!("form {}: asks how to enter a customer's database, and no such processor is declared", form.name));
    }
}
