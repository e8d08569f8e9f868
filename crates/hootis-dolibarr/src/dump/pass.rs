//! Readings of a dump from its start: to recognise it, to survey it, to read its records.

use std::{
    collections::{BTreeMap, HashMap},
    io::Read,
    ops::ControlFlow,
    sync::Arc,
};

use super::{
    DumpSource,
    statement::{Statement, Statements},
    values::{Next, Plan},
};
use crate::{
    base::{Base, Span, Survey},
    columns::Table,
    error::DolibarrError,
    map::Desk,
    row::{Row, Wanted},
    warning::Warning,
    whole::{Look, Part, Step, WholeOptions},
};

/// Tables that only a Dolibarr has, the earliest in the alphabet first.
const MARKS: [&str; 3] = ["c_forme_juridique", "societe_extrafields", "socpeople"];
/// Names of other bases looked at.
const NAMES: usize = 10_000;

/// Where the tables of a dump are.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    /// The base, when the dump holds several and says which is which.
    pub(super) database: Option<String>,
    pub(super) prefix: String,
}

/// What a survey of a dump gives.
pub(super) struct Surveyed {
    pub(super) base: Base,
    place: Place,
    spans: HashMap<Table, Span>,
}

/// A reading: the statements, the base they are about, the columns seen so far.
struct Pass<'a> {
    statements: Statements<Box<dyn Read + Send>>,
    place: &'a Place,
    database: Option<String>,
    schema: HashMap<Table, Vec<String>>,
    /// Rows of tables that are not read, by their names without prefix.
    passed: BTreeMap<String, u64>,
    row: Row,
}

/// What a pass meets.
enum Met {
    Columns(Table, Vec<String>, Option<String>),
    Rows(Table, Option<Vec<String>>),
    /// A table of another installation in the same dump.
    Other(String),
}

impl<'a> Pass<'a> {
    fn new(source: &DumpSource, place: &'a Place) -> Result<Self, DolibarrError> {
        let statements = Statements::new(source.open()?);
        Ok(Self { statements, place, database: None, schema: HashMap::new(), passed: BTreeMap::new(), row: Row::default() })
    }

    /// The next definition or rows of one of our tables, `None` at the end.
    fn next(&mut self) -> Result<Option<Met>, DolibarrError> {
        while let Some(statement) = self.statements.next()? {
            match statement {
                Statement::Use(name) => self.database = Some(name),
                Statement::Create { table, columns, charset } => match self.ours(&table) {
                    Some(ours) => {
                        self.schema.insert(ours, columns.clone());
                        return Ok(Some(Met::Columns(ours, columns, charset)));
                    }
                    None => return Ok(Some(Met::Other(table))),
                },
                Statement::Insert { table, columns } => match self.ours(&table) {
                    Some(ours) => return Ok(Some(Met::Rows(ours, columns))),
                    None => {
                        let rows = self.statements.pass_rows()?;
                        self.passed(&table, rows);
                    }
                },
                Statement::Other => {}
            }
        }
        Ok(None)
    }

    /// Counts rows of a table of this Dolibarr that is not read.
    fn passed(&mut self, table: &str, rows: u64) {
        let elsewhere = self.place.database.is_some() && self.place.database != self.database;
        let Some(name) = table.strip_prefix(self.place.prefix.as_str()).filter(|name| !elsewhere && !name.is_empty()) else { return };
        if self.passed.len() < NAMES || self.passed.contains_key(name) {
            *self.passed.entry(name.to_owned()).or_default() += rows;
        }
    }

    fn ours(&self, table: &str) -> Option<Table> {
        let elsewhere = self.place.database.is_some() && self.place.database != self.database;
        let name = table.strip_prefix(self.place.prefix.as_str()).filter(|_| !elsewhere)?;
        Table::named(name)
    }

    /// Where the values of an `INSERT` go.
    fn plan(&self, table: Table, listed: Option<&Vec<String>>, wanted: &Wanted) -> Result<Plan, DolibarrError> {
        let Some(columns) = listed.or_else(|| self.schema.get(&table)) else {
            return Err(DolibarrError::NoColumns { table: table.name().to_owned() });
        };
        let cell = |column: &String| wanted.columns.iter().find(|(name, _)| name == column).map(|(_, cell)| *cell);
        Ok(Plan { cells: wanted.cells, places: columns.iter().map(cell).collect() })
    }

    /// Reads the rows of an `INSERT`.
    fn rows(
        &mut self,
        plan: &Plan,
        mut each: impl FnMut(Option<&Row>) -> Result<ControlFlow<()>, DolibarrError>,
    ) -> Result<ControlFlow<()>, DolibarrError> {
        loop {
            let flow = match self.statements.next_row(plan, &mut self.row)? {
                Next::Row => each(Some(&self.row))?,
                Next::Odd => each(None)?,
                Next::End => return Ok(ControlFlow::Continue(())),
            };
            if flow.is_break() {
                return Ok(flow);
            }
        }
    }
}

/// Finds the prefix of the first Dolibarr in the dump.
pub(super) fn recognise(source: &DumpSource) -> Result<Place, DolibarrError> {
    let mut statements = Statements::new(source.open()?);
    let mut database = None;
    while let Some(statement) = statements.next()? {
        let table = match statement {
            Statement::Use(name) => {
                database = Some(name);
                continue;
            }
            Statement::Create { table, .. } => table,
            Statement::Insert { table, .. } => {
                statements.pass_rows()?;
                table
            }
            Statement::Other => continue,
        };
        if let Some(prefix) = MARKS.iter().find_map(|mark| table.strip_suffix(mark)) {
            return Ok(Place { database, prefix: prefix.to_owned() });
        }
    }
    Err(DolibarrError::NotADolibarr)
}

/// Reads the whole dump once, keeping the small tables and the keys of the large ones.
pub(super) fn survey(source: &DumpSource, look: Look) -> Result<Surveyed, DolibarrError> {
    let place = recognise(source)?;
    let mut survey = Survey::new(place.prefix.clone(), look);
    let mut pass = Pass::new(source, &place)?;
    let mut spans: HashMap<Table, Span> = HashMap::new();
    let mut names = 0;
    while let Some(met) = pass.next()? {
        match met {
            Met::Columns(table, columns, charset) => {
                if table == Table::ThirdParty
                    && let Some(charset) = charset
                {
                    survey.charset(&charset);
                }
                survey.columns(table, columns);
            }
            Met::Rows(table, listed) => {
                if let Some(listed) = &listed {
                    survey.columns(table, listed.clone());
                }
                let statement = pass.statements.count;
                let span = spans.entry(table).or_insert((statement, statement));
                span.1 = statement;
                if !survey.reads(table) {
                    let rows = pass.statements.pass_rows()?;
                    survey.seen(table.name(), rows);
                    continue;
                }
                let plan = pass.plan(table, listed.as_ref(), &Survey::wanted(table))?;
                let _ = pass.rows(&plan, |row| {
                    match row {
                        Some(row) => {
                            survey.seen(table.name(), 1);
                            survey.row(table, row)?;
                        }
                        None => survey.odd(Warning::new(table.name(), None, "bad-row", &[])),
                    }
                    Ok(ControlFlow::Continue(()))
                })?;
            }
            Met::Other(name) => {
                names += 1;
                if names <= NAMES
                    && let Some(other) = name.strip_suffix("societe_extrafields")
                {
                    let args = [("used", place.prefix.as_str()), ("other", other)];
                    survey.odd(Warning::new("", None, "several-installations", &args));
                }
            }
        }
    }
    for (name, rows) in &pass.passed {
        survey.seen(name, *rows);
    }
    Ok(Surveyed { base: survey.finish()?, place, spans })
}

/// Reads the records and hands over their batches, until `send` refuses one.
pub(super) fn read(source: &DumpSource, options: WholeOptions, mut send: impl FnMut(Part) -> ControlFlow<()>) -> Result<(), DolibarrError> {
    let Surveyed { base, place, spans } = survey(source, options.into())?;
    let base = Arc::new(base);
    let mut desk = Desk::new(&base, options);
    for part in desk.small() {
        if send(part).is_break() {
            return Ok(());
        }
    }
    let mut steps = options.steps().filter(|(_, table)| spans.contains_key(table)).peekable();
    // Each reading serves as many steps as the order of the dump allows, and stops after the last.
    while steps.peek().is_some() {
        let mut group = Vec::new();
        let mut until = 0;
        while let Some((step, table)) = steps.peek().copied() {
            let (first, last) = spans[&table];
            if first <= until && !group.is_empty() {
                break;
            }
            until = last;
            group.push((step, table, last));
            steps.next();
        }
        if read_group(source, &place, &base, &mut desk, &group, &mut send)?.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

/// Reads the steps of `group`, which the dump holds in that order, in one reading.
fn read_group(
    source: &DumpSource,
    place: &Place,
    base: &Base,
    desk: &mut Desk,
    group: &[(Step, Table, u64)],
    send: &mut impl FnMut(Part) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, DolibarrError> {
    let mut pass = Pass::new(source, place)?;
    let mut group = group.iter().copied();
    let Some(mut current) = group.next() else { return Ok(ControlFlow::Continue(())) };
    let mut wanted = base.wanted(current.1);
    desk.begin(current.0);
    while let Some(met) = pass.next()? {
        let Met::Rows(table, listed) = met else { continue };
        if table != current.1 {
            pass.statements.pass_rows()?;
            continue;
        }
        let plan = pass.plan(table, listed.as_ref(), &wanted)?;
        let statement = pass.statements.count;
        let flow = pass.rows(&plan, |row| {
            match row {
                Some(row) => desk.row(table, row),
                None if Survey::wanted(table).columns.is_empty() => desk.odd(table),
                // The first look told of it.
                None => {}
            }
            Ok(desk.full().map_or(ControlFlow::Continue(()), &mut *send))
        })?;
        if flow.is_break() {
            return Ok(flow);
        }
        if statement >= current.2 {
            while let Some(part) = desk.end() {
                if send(part).is_break() {
                    return Ok(ControlFlow::Break(()));
                }
            }
            match group.next() {
                Some(next) => current = next,
                None => return Ok(ControlFlow::Continue(())),
            }
            wanted = base.wanted(current.1);
            desk.begin(current.0);
        }
    }
    // The dump was whole a moment ago.
    Err(pass.statements.cut())
}
