//! What the first look finds of business: which rows there are, and what was paid.

use std::collections::{BTreeMap, HashMap};

use super::{Rows, Survey, takes};
use crate::{
    amount::Amount,
    business::{ElementKind, Take},
    columns::{self, Table},
    error::DolibarrError,
    row::{Row, Wanted},
    text,
    whole::Look,
};

/// Invoices with a payment or a credit, and discounts, at most: each is kept in some forty bytes.
const LIMIT: usize = 2_000_000;
/// Kinds of invoices (`type`) whose discounts pay others: standard (excess received), credit note, deposit, situation.
const PAYING: [i64; 4] = [0, 2, 3, 5];

/// What was paid of an invoice.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Settled {
    /// By payments.
    pub(crate) paid: Amount,
    /// By credit notes, deposits and excesses.
    pub(crate) credited: Amount,
}

/// A discount that pays an invoice.
#[derive(Debug, Clone, Copy)]
struct Credit {
    source: i64,
    used_on: i64,
    amount: Amount,
}

/// What the first look found of business.
#[derive(Debug, Default)]
pub(crate) struct Business {
    pub(crate) take: Option<Take>,
    /// Contacts are read, so business may point at them.
    contacts: bool,
    rows: BTreeMap<ElementKind, Rows>,
    settled: HashMap<i64, Settled>,
    credits: Vec<Credit>,
    /// Invoices of the few kinds whose discounts pay nothing.
    mute: Rows,
    /// The company's currency.
    pub(crate) currency: String,
}

impl Business {
    /// Nothing yet of what `look` is for.
    pub(super) fn new(look: Look) -> Self {
        Self { take: look.business, contacts: look.contacts, ..Self::default() }
    }

    /// Whether `table` is looked at.
    pub(crate) fn reads(&self, table: Table) -> bool {
        !table.is_business() || self.take.is_some()
    }

    /// Whether things of this kind are read, so that business may point at them.
    pub(crate) fn asks(&self, kind: ElementKind) -> bool {
        self.take.is_some_and(|take| take.takes_kind(kind)) && (kind != ElementKind::Contact || self.contacts)
    }

    /// The rows that exist of a kind of business.
    pub(super) fn rows(&self, kind: ElementKind) -> Option<&Rows> {
        self.rows.get(&kind)
    }

    /// What was paid of an invoice.
    pub(crate) fn settled(&self, invoice: i64) -> Settled {
        self.settled.get(&invoice).copied().unwrap_or_default()
    }

    /// Adds to what was paid of an invoice.
    fn settle(&mut self, invoice: i64, add: impl FnOnce(&mut Settled)) -> Result<(), DolibarrError> {
        if self.settled.len() >= LIMIT && !self.settled.contains_key(&invoice) {
            return Err(DolibarrError::TooBig { what: "the invoices that were paid", limit: LIMIT as u64 });
        }
        add(self.settled.entry(invoice).or_default());
        Ok(())
    }
}

/// The columns of business that the first look reads; none of a table that it only finds.
pub(super) fn wanted(table: Table) -> Wanted {
    use columns::{discount, event, file, invoice, order, payment, payment_share, product, project, project_task, quote, ticket};
    let cells: &[usize] = match table {
        Table::Product => &[product::ROW, product::ENTITY],
        Table::Project => &[project::ROW, project::ENTITY],
        Table::ProjectTask => &[project_task::ROW, project_task::ENTITY],
        Table::Quote => &[quote::ROW, quote::ENTITY],
        Table::Order => &[order::ROW, order::ENTITY],
        Table::Invoice => &[invoice::ROW, invoice::ENTITY, invoice::KIND],
        Table::Payment => &[payment::ROW, payment::ENTITY],
        Table::PaymentShare => &[payment_share::INVOICE, payment_share::AMOUNT],
        Table::Discount => &[discount::ROW, discount::SUPPLIER, discount::SOURCE, discount::USED_ON, discount::INCL],
        Table::Ticket => &[ticket::ROW, ticket::ENTITY],
        Table::Event => &[event::ROW, event::ENTITY, event::CODE],
        Table::File => &[file::ROW, file::ENTITY],
        Table::QuoteLine | Table::OrderLine | Table::InvoiceLine | Table::ElementTime | Table::TaskTime | Table::Attendee | Table::ElementLink => &[],
        _ => return Wanted::all(table),
    };
    Wanted::some(table, cells)
}

/// Whether the code of an event says that it is a message of a ticket. To be asked before anything else: the type of
/// such an event is another in each version.
pub(crate) fn is_message(code: Option<&[u8]>) -> bool {
    code.is_some_and(|code| code.starts_with(b"TICKET_MSG"))
}

fn amount(row: &Row, cell: usize) -> Amount {
    row.bytes(cell).and_then(|bytes| Amount::parse(&text::decode(bytes).0)).unwrap_or_default()
}

impl Survey {
    /// Takes one row of business.
    pub(super) fn business(&mut self, table: Table, row: &Row) -> Result<(), DolibarrError> {
        use columns::{discount, event, file, invoice, order, payment, payment_share, product, project, project_task, quote, ticket};
        match table {
            Table::Product => self.element(ElementKind::Product, "products", row, [product::ROW, product::ENTITY]),
            Table::Project => self.element(ElementKind::Project, "projects", row, [project::ROW, project::ENTITY]),
            Table::ProjectTask => self.element(ElementKind::Task, "tasks", row, [project_task::ROW, project_task::ENTITY]),
            Table::Quote => self.element(ElementKind::Quote, "quotes", row, [quote::ROW, quote::ENTITY]),
            Table::Order => self.element(ElementKind::Order, "orders", row, [order::ROW, order::ENTITY]),
            Table::Invoice => {
                self.element(ElementKind::Invoice, "invoices", row, [invoice::ROW, invoice::ENTITY]);
                if !PAYING.contains(&row.int(invoice::KIND).unwrap_or_default()) {
                    self.base.business.mute.insert(row.int(invoice::ROW), false);
                }
            }
            Table::Payment => self.element(ElementKind::Payment, "payments", row, [payment::ROW, payment::ENTITY]),
            Table::Ticket => self.element(ElementKind::Ticket, "tickets", row, [ticket::ROW, ticket::ENTITY]),
            Table::Event if is_message(row.bytes(event::CODE)) => {
                self.base.business.rows.entry(ElementKind::Event).or_default().insert(row.int(event::ROW), false);
                self.counted("ticket_messages", row.int(event::ENTITY));
            }
            Table::Event => self.element(ElementKind::Event, "events", row, [event::ROW, event::ENTITY]),
            Table::File => self.counted("files", row.int(file::ENTITY)),
            Table::PaymentShare => {
                let Some(invoice) = row.reference(payment_share::INVOICE) else { return Ok(()) };
                let paid = amount(row, payment_share::AMOUNT);
                self.base.business.settle(invoice, |settled| settled.paid += paid)?;
            }
            Table::Discount => {
                if let (Some(source), Some(used_on)) = (row.reference(discount::SOURCE), row.reference(discount::USED_ON))
                    && row.int(discount::SUPPLIER).unwrap_or_default() == 0
                {
                    if self.base.business.credits.len() >= LIMIT {
                        return Err(DolibarrError::TooBig { what: "the discounts that were used", limit: LIMIT as u64 });
                    }
                    self.base.business.credits.push(Credit { source, used_on, amount: amount(row, discount::INCL) });
                }
            }
            _ => {
                self.base.dictionaries.row(table, row);
                self.weigh(row)?;
            }
        }
        Ok(())
    }

    /// Notes that a thing exists, and counts it if it is of the company that is looked at.
    fn element(&mut self, kind: ElementKind, name: &'static str, row: &Row, [key, entity]: [usize; 2]) {
        let here = takes(self.entity, row.int(entity), false);
        let asked = self.base.business.asks(kind);
        self.base.business.rows.entry(kind).or_default().insert(row.int(key), here && asked);
        self.counted(name, row.int(entity));
    }

    fn counted(&mut self, name: &'static str, entity: Option<i64>) {
        if takes(self.entity, entity, false) {
            self.count(name);
        }
    }

    /// Concludes on business: what credits pay, and in which currency.
    pub(super) fn finish_business(&mut self) -> Result<(), DolibarrError> {
        if self.base.business.take.is_none() {
            return Ok(());
        }
        for name in ["products", "projects", "tasks", "quotes", "orders", "invoices", "payments", "tickets", "ticket_messages", "events", "files"] {
            self.base.counts.entry(name).or_default();
        }
        let business = &mut self.base.business;
        for credit in std::mem::take(&mut business.credits) {
            // As Dolibarr: a discount of an invoice that is gone pays nothing.
            let exists = business.rows(ElementKind::Invoice).is_some_and(|rows| rows.known.contains(credit.source));
            if exists && !business.mute.known.contains(credit.source) {
                business.settle(credit.used_on, |settled| settled.credited += credit.amount)?;
            }
        }
        // What Dolibarr takes for granted where nobody said it.
        self.base.business.currency = self.setting_of("MAIN_MONNAIE").filter(|code| is_currency(code)).unwrap_or("EUR").to_owned();
        Ok(())
    }
}

/// Whether `code` looks like one of ISO 4217.
pub(crate) fn is_currency(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase())
}
