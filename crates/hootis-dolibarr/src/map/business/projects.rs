//! Projects, tasks, time.

use super::{
    BusinessMapper,
    shared::{notes, percent, pointed, seconds, status},
};
use crate::{
    base::Node,
    business::{ElementKind, Project, ProjectStatus, Record, Task, TimeSpent},
    columns::{Table, element_time, project, project_task, task_time},
    map::shared::by_id,
    row::Row,
};

const STATUSES: [(i64, ProjectStatus); 3] = [(0, ProjectStatus::Draft), (1, ProjectStatus::Open), (2, ProjectStatus::Closed)];

/// The cells of time spent.
struct TimeCells {
    row: usize,
    task: usize,
    day: usize,
    moment: usize,
    with_hour: usize,
    seconds: usize,
    user: usize,
    invoice: usize,
    note: usize,
    created: usize,
    changed: usize,
}

macro_rules! cells {
    ($module:ident) => {
        TimeCells {
            row: $module::ROW,
            task: $module::OBJECT,
            day: $module::DAY,
            moment: $module::MOMENT,
            with_hour: $module::WITH_HOUR,
            seconds: $module::SECONDS,
            user: $module::USER,
            invoice: $module::INVOICE,
            note: $module::NOTE,
            created: $module::CREATED,
            changed: $module::CHANGED,
        }
    };
}

const TIME: TimeCells = cells!(element_time);
const OLD_TIME: TimeCells = cells!(task_time);

impl Node for Project {
    fn row(&self) -> i64 {
        self.row
    }

    fn parent(&mut self) -> &mut Option<i64> {
        &mut self.parent_row
    }
}

impl Node for Task {
    fn row(&self) -> i64 {
        self.row
    }

    fn parent(&mut self) -> &mut Option<i64> {
        &mut self.parent_row
    }
}

impl BusinessMapper {
    pub(super) fn project(&mut self, row: &Row) {
        let asks_notes = self.options.take.notes;
        let Some((mut fields, base)) = self.fields(Table::Project, row, [project::ROW, project::ENTITY]) else { return };
        let fields = &mut fields;
        let (note_public, note_private) = notes(fields, asks_notes, [project::NOTE_PUBLIC, project::NOTE_PRIVATE]);
        let record = Project {
            row: fields.id,
            reference: fields.line(project::REF).unwrap_or_else(|| format!("#{}", fields.id)),
            title: fields.line(project::TITLE),
            description: fields.long(project::DESCRIPTION),
            third_party_row: pointed(fields, &base, project::THIRD_PARTY, ElementKind::ThirdParty),
            parent_row: pointed(fields, &base, project::PARENT, ElementKind::Project),
            status: status(fields, project::STATUS, &STATUSES, ProjectStatus::Unknown),
            is_public: fields.flag(project::PUBLIC),
            starts: fields.day(project::STARTS),
            ends: fields.day(project::ENDS),
            closed: fields.moment(project::CLOSED),
            stage: by_id(fields, project::STAGE, |id| base.dictionaries.stage(id).cloned()),
            chance_percent: fields.decimal(project::CHANCE),
            opportunity_cents: fields.amount(project::AMOUNT).and_then(crate::amount::Amount::cents),
            budget_cents: fields.amount(project::BUDGET).and_then(crate::amount::Amount::cents),
            currency: base.business.currency.clone(),
            location: fields.line(project::LOCATION),
            author_row: pointed(fields, &base, project::AUTHOR, ElementKind::User),
            note_public,
            note_private,
            created: fields.moment(project::CREATED),
            changed: fields.moment(project::CHANGED),
        };
        for (record, bytes) in self.projects.place(Box::new(record), row.size() + size_of::<Project>()) {
            self.out.push(Record::Project(record), bytes);
        }
    }

    pub(super) fn task(&mut self, row: &Row) {
        let asks_notes = self.options.take.notes;
        let Some((mut fields, base)) = self.fields(Table::ProjectTask, row, [project_task::ROW, project_task::ENTITY]) else { return };
        let fields = &mut fields;
        let (note_public, note_private) = notes(fields, asks_notes, [project_task::NOTE_PUBLIC, project_task::NOTE_PRIVATE]);
        let record = Task {
            row: fields.id,
            reference: fields.line(project_task::REF),
            project_row: pointed(fields, &base, project_task::PROJECT, ElementKind::Project),
            parent_row: pointed(fields, &base, project_task::PARENT, ElementKind::Task),
            label: fields.line(project_task::LABEL).unwrap_or_else(|| format!("#{}", fields.id)),
            description: fields.long(project_task::DESCRIPTION),
            starts: fields.moment(project_task::STARTS),
            ends: fields.moment(project_task::ENDS),
            planned_seconds: seconds(fields, project_task::PLANNED),
            spent_seconds: seconds(fields, project_task::SPENT),
            progress_percent: percent(fields, project_task::PROGRESS),
            position: row.int(project_task::RANK).unwrap_or_default(),
            author_row: pointed(fields, &base, project_task::AUTHOR, ElementKind::User),
            note_public,
            note_private,
            created: fields.moment(project_task::CREATED),
            changed: fields.moment(project_task::CHANGED),
        };
        for (record, bytes) in self.tasks.place(Box::new(record), row.size() + size_of::<Task>()) {
            self.out.push(Record::Task(record), bytes);
        }
    }

    /// At the end only loops still wait: each is cut at its smallest row.
    pub(super) fn release_the_rest(&mut self) {
        while let Some((record, bytes, parent)) = self.projects.cut() {
            self.note_loop(Table::Project, record.row, parent);
            for (record, bytes) in self.projects.place(record, bytes) {
                self.out.push(Record::Project(record), bytes);
            }
        }
        while let Some((record, bytes, parent)) = self.tasks.cut() {
            self.note_loop(Table::ProjectTask, record.row, parent);
            for (record, bytes) in self.tasks.place(record, bytes) {
                self.out.push(Record::Task(record), bytes);
            }
        }
    }

    fn note_loop(&mut self, table: Table, row: i64, parent: i64) {
        if self.out.emitted >= self.out.skip {
            self.out.book.note(table.name(), Some(row), "loop", &[("reference", &parent.to_string())]);
        }
    }

    /// Time spent: on tasks only, in the one table that this version has.
    pub(super) fn time(&mut self, table: Table, row: &Row) {
        let cells = match table {
            Table::ElementTime if row.bytes(element_time::OBJECT_KIND).is_some_and(|kind| kind != b"task" && kind != b"project_task") => return,
            Table::ElementTime => &TIME,
            // Dolibarr 18 renamed the table: what still has the old name then is no more looked at there.
            _ if self.base.schema.contains_key(&Table::ElementTime) => return,
            _ => &OLD_TIME,
        };
        let Some(task_row) = row.reference(cells.task) else {
            self.out.book.note(table.name(), row.int(cells.row), "bad-row", &[]);
            return;
        };
        let Some((mut fields, base)) = self.part(table, row, cells.row) else { return };
        let fields = &mut fields;
        let rows = base.elements(ElementKind::Task);
        if !rows.is_some_and(|rows| rows.taken.contains(task_row)) {
            if !rows.is_some_and(|rows| rows.known.contains(task_row)) {
                let column = table.columns()[cells.task];
                fields.note("orphan-link", &[("column", column), ("reference", &task_row.to_string())]);
            }
            return;
        }
        let record = TimeSpent {
            row: fields.id,
            task_row,
            user_row: pointed(fields, &base, cells.user, ElementKind::User),
            day: fields.day(cells.day),
            started: if fields.flag(cells.with_hour) { fields.moment(cells.moment) } else { None },
            seconds: seconds(fields, cells.seconds).unwrap_or_default(),
            invoice_row: pointed(fields, &base, cells.invoice, ElementKind::Invoice),
            note: fields.long(cells.note),
            created: fields.moment(cells.created),
            changed: fields.moment(cells.changed),
        };
        self.out.push(Record::TimeSpent(Box::new(record)), row.size() + size_of::<TimeSpent>());
    }
}
