//! What Dolibarr has no more: parts of documents go, documents and products stay and say so, people and companies are archived.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use hootis_dolibarr::Take;
use hootis_space::{Conn as _, DbError, Row, Tx, Value, args};
use serde_json::{Value as Json, json};
use uuid::Uuid;

use super::super::shape::{CONTACT, PARTY, Shape, from_json, plain, to_json};
use super::super::shape_sales::{FILE, INVOICE, INVOICE_LINE, ORDER, ORDER_LINE, PAYMENT, PRODUCT, QUOTE, QUOTE_LINE, SHARE};
use super::super::shape_work::{ATTENDEE, DISCOUNT, EVENT, LINK, MESSAGE, OLD_TIME, PROJECT, TASK, TICKET, TIME};
use super::Sitting;
use super::before::Act;
use super::undo::{id, unhex};
use crate::clock::Now;
use crate::error::Result;

/// Rows compared at once.
const PAGE: i64 = 2_000;

/// The rows of a shape, swept after a group of phases; and the kind of rows that they are counted as.
pub(super) struct RowSweep {
    pub(super) group: u8,
    shape: &'static Shape,
    table: &'static str,
}

/// In this order: what is left of a payment is known once its shares were looked at.
pub(super) const ROW_SWEEPS: [RowSweep; 22] = {
    use hootis_dolibarr::business::Phase::{
        Attendees, Discounts, Events, Files, InvoiceLines, Invoices, Links, OldTimes, OrderLines, Orders, Payments, Products, Projects, QuoteLines,
        Quotes, Tasks, Tickets, Times,
    };
    const fn sweep(phase: hootis_dolibarr::business::Phase, shape: &'static Shape, table: &'static str) -> RowSweep {
        RowSweep { group: super::business_group(phase), shape, table }
    }
    [
        // People and companies are archived when Dolibarr has them no more.
        RowSweep { group: super::group(hootis_dolibarr::Phase::ThirdParties), shape: &PARTY, table: "third_parties" },
        RowSweep { group: super::group(hootis_dolibarr::Phase::Contacts), shape: &CONTACT, table: "contacts" },
        sweep(Products, &PRODUCT, "products"),
        sweep(Quotes, &QUOTE, "quotes"),
        sweep(QuoteLines, &QUOTE_LINE, "document_lines"),
        sweep(Orders, &ORDER, "orders"),
        sweep(OrderLines, &ORDER_LINE, "document_lines"),
        sweep(Invoices, &INVOICE, "invoices"),
        sweep(InvoiceLines, &INVOICE_LINE, "document_lines"),
        sweep(Payments, &SHARE, "payment_shares"),
        sweep(Payments, &PAYMENT, "payments"),
        sweep(Projects, &PROJECT, "projects"),
        sweep(Tasks, &TASK, "tasks"),
        sweep(Times, &TIME, "time_spent"),
        sweep(OldTimes, &OLD_TIME, "time_spent"),
        sweep(Discounts, &DISCOUNT, "discounts"),
        sweep(Tickets, &TICKET, "tickets"),
        sweep(Events, &MESSAGE, "ticket_messages"),
        sweep(Events, &EVENT, "events"),
        sweep(Attendees, &ATTENDEE, "attendees"),
        sweep(Links, &LINK, "links"),
        sweep(Files, &FILE, "files"),
    ]
};

impl RowSweep {
    /// Dolibarr's table.
    pub(super) const fn source_table(&self) -> &'static str {
        self.shape.source_table
    }

    /// Whether what it is about was asked for: what is not taken is left alone.
    pub(super) fn is_taken(&self, take: Take) -> bool {
        match self.table {
            "third_parties" => true,
            "contacts" => take.contacts,
            "projects" | "tasks" | "time_spent" | "tickets" | "ticket_messages" | "events" | "attendees" => take.work,
            // A link between two things is read when both are.
            "links" => take.work && take.sales,
            _ => take.sales,
        }
    }

    /// Whether the source lacks the table: that says nothing of what was in it. Time spent stands in one of two.
    fn is_absent(&self, missing: &BTreeSet<String>) -> bool {
        missing.contains(if self.table == "time_spent" { TIME.source_table } else { self.shape.source_table })
    }
}

/// A row of ours with where it came from.
struct Stored {
    row: i64,
    id: Uuid,
    fingerprint: Vec<u8>,
    first_run: Uuid,
    last_run: Uuid,
    version: i64,
    created_at: i64,
    updated_at: i64,
    values: Vec<Value>,
}

impl Stored {
    fn read(mut row: Row) -> Result<Self, DbError> {
        Ok(Self {
            row: row.take()?,
            id: row.take()?,
            fingerprint: row.take()?,
            first_run: row.take()?,
            last_run: row.take()?,
            version: row.take()?,
            created_at: row.take()?,
            updated_at: row.take()?,
            values: row.rest(),
        })
    }
}

/// Which rows may go. What belongs to a document that Dolibarr has no more stays with it.
fn condition(shape: &Shape, dry: bool) -> &'static str {
    match shape.table {
        "document_line" | "payment_share" => " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id = t.document_id AND d.gone_at IS NOT NULL)",
        "payment" if !dry => " AND NOT EXISTS (SELECT 1 FROM payment_share s WHERE s.payment_id = t.id)",
        "time_spent" => " AND NOT EXISTS (SELECT 1 FROM project_task d WHERE d.id = t.task_id AND d.gone_at IS NOT NULL)",
        "event_attendee" => " AND NOT EXISTS (SELECT 1 FROM event d WHERE d.id = t.event_id AND d.gone_at IS NOT NULL)",
        "record_link" => " AND NOT EXISTS (SELECT 1 FROM document d WHERE d.id IN (t.source_id, t.target_id) AND d.gone_at IS NOT NULL)",
        "payment" | "discount" | "file_index" => "",
        _ => " AND t.gone_at IS NULL",
    }
}

fn is_part(shape: &Shape) -> bool {
    matches!(shape.table, "document_line" | "payment_share" | "payment" | "time_spent" | "event_attendee" | "record_link" | "discount" | "file_index")
}

impl Sitting<'_> {
    /// Sweeps what came from this source and was not met this time, a page at a time.
    pub(super) async fn sweep_rows(&mut self, sweep: &RowSweep) -> Result<()> {
        let shape = sweep.shape;
        if sweep.is_absent(&self.progress.missing) {
            return Ok(());
        }
        let columns: Vec<String> = shape.columns.iter().map(|(name, _)| format!("t.{name}")).collect();
        let sql = format!(
            "SELECT o.source_row, t.id, o.fingerprint, o.first_run, o.last_run, t.version, t.created_at, t.updated_at, {}
             FROM origin o JOIN {} t ON t.id = o.local_id
             WHERE o.source_id = $1 AND o.source_table = $2 AND o.source_row > $3{} ORDER BY o.source_row LIMIT $4",
            columns.join(", "),
            shape.table,
            condition(shape, self.dry)
        );
        let mut after = i64::MIN;
        loop {
            let now = self.now();
            let tx = self.space.begin().await?;
            let found = tx.query(&sql, args![self.source, shape.source_table, after, PAGE]).await?;
            let page = found.into_iter().map(Stored::read).collect::<Result<Vec<_>, _>>()?;
            let next = page.last().filter(|_| page.len() as i64 == PAGE).map(|last| last.row);
            let gone: Vec<Stored> = page.into_iter().filter(|stored| !self.seen.rows.contains(&(shape.source_table, stored.row))).collect();
            if !gone.is_empty() {
                self.progress.of(sweep.table).removed += gone.len() as u64;
            }
            if !self.dry && !gone.is_empty() {
                if is_part(shape) {
                    self.remove_parts(&tx, shape, gone).await?;
                } else {
                    self.mark_gone(&tx, now, shape, gone).await?;
                }
            }
            self.flush(&tx, now).await?;
            tx.commit().await?;
            match next {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }

    async fn remove_parts(&mut self, tx: &Tx, shape: &'static Shape, gone: Vec<Stored>) -> Result<()> {
        let ids = || gone.iter().map(|stored| args![stored.id]).collect::<Vec<_>>();
        tx.execute_many(&format!("DELETE FROM {} WHERE id = $1", shape.table), ids()).await?;
        tx.execute_many("DELETE FROM origin WHERE local_id = $1", ids()).await?;
        for stored in gone {
            let values = stored.values.into_iter().zip(shape.columns);
            let columns: Vec<Json> = values.map(|(value, (_, kind))| to_json(&plain(*kind, value))).collect();
            let origin = json!({ "row": stored.row, "fingerprint": hootis_vault::hex(&stored.fingerprint), "first": stored.first_run, "run": stored.last_run });
            let image = json!({ "id": stored.id, "version": stored.version, "created_at": stored.created_at, "updated_at": stored.updated_at,
                                "values": columns, "origin": origin });
            self.befores.note(shape.key(), Act::Removed, image);
        }
        Ok(())
    }

    async fn mark_gone(&mut self, tx: &Tx, now: Now, shape: &'static Shape, gone: Vec<Stored>) -> Result<()> {
        let (mut rows, mut origins, mut entries) = (Vec::new(), Vec::new(), Vec::new());
        let archived = shape.columns.iter().position(|(name, _)| *name == "archived_at");
        for stored in gone {
            rows.push(args![stored.id, now, stored.version + 1]);
            let mut columns = json!({ "gone_at": [Json::Null, now.0] });
            // What people archived before stays as they did it.
            if archived.is_some_and(|at| stored.values.get(at) == Some(&Value::Null)) {
                columns["archived_at"] = json!([Json::Null, now.0]);
                entries.push(args![Uuid::now_v7(), self.run, &self.asked_by, shape.subject, stored.id, now]);
            }
            // Should it come back, it is not what it was.
            origins.push(args![self.source, shape.source_table, stored.row, Vec::<u8>::new(), self.run]);
            let origin = json!({ "row": stored.row, "fingerprint": hootis_vault::hex(&stored.fingerprint), "run": stored.last_run });
            let image = json!({ "id": stored.id, "version": stored.version, "updated_at": stored.updated_at,
                                "columns": columns, "origin": origin });
            self.befores.note(shape.key(), Act::Changed, image);
        }
        let archives = if archived.is_some() { "archived_at = COALESCE(archived_at, $2), " } else { "" };
        tx.execute_many(&format!("UPDATE {} SET {archives}gone_at = $2, updated_at = $2, version = $3 WHERE id = $1", shape.table), rows).await?;
        tx.execute_many(INSERT_ARCHIVED, entries).await?;
        let sql = "UPDATE origin SET fingerprint = $4, last_run = $5 WHERE source_id = $1 AND source_table = $2 AND source_row = $3";
        tx.execute_many(sql, origins).await?;
        Ok(())
    }
}

const INSERT_ARCHIVED: &str = "INSERT INTO change_entry (id, actor_kind, actor_id, actor_name, subject_kind, subject_id, action, fields, created_at) VALUES ($1, 'import', $2, $3, $4, $5, 'archived', '[]', $6)";

/// Puts parts back that a run removed, if what they belong to is still here; how many could not be.
pub(super) async fn put_back_parts(tx: &Tx, source: Uuid, shape: &'static Shape, images: Vec<Json>) -> Result<u64> {
    let mut kept = 0;
    let mut there: HashMap<(&'static str, Uuid), bool> = HashMap::new();
    let owners: &[(usize, &'static str)] = match shape.table {
        "document_line" => &[(0, "document")],
        "payment_share" => &[(0, "payment"), (1, "document")],
        "time_spent" => &[(0, "project_task")],
        "event_attendee" => &[(0, "event"), (1, "member"), (2, "contact")],
        "discount" => &[(0, "party")],
        _ => &[],
    };
    let n = shape.columns.len();
    let holders: Vec<String> = (1..=n + 4).map(|i| format!("${i}")).collect();
    let sql = format!("INSERT INTO {} (id, {}, version, created_at, updated_at) VALUES ({})", shape.table, shape.column_list(), holders.join(", "));
    for image in images {
        let Some(own) = id(&image["id"]) else { continue };
        let mut values: Vec<Value> = shape.columns.iter().enumerate().map(|(at, (_, kind))| from_json(*kind, &image["values"][at])).collect();
        let mut is_orphan = false;
        for (at, table) in owners {
            let Some(Value::Id(owner)) = values.get(*at).cloned() else { continue };
            let is_there = match there.entry((*table, owner)) {
                Entry::Occupied(known) => *known.get(),
                Entry::Vacant(unknown) => {
                    let found: Option<Uuid> = tx.find(&format!("SELECT id FROM {table} WHERE id = $1"), args![owner]).await?;
                    *unknown.insert(found.is_some())
                }
            };
            is_orphan |= !is_there;
        }
        if is_orphan {
            kept += 1;
            continue;
        }
        forget_missing(tx, shape, &mut values).await?;
        let mut all = args![own];
        all.extend(values);
        all.extend(args![image["version"].as_i64(), image["created_at"].as_i64(), image["updated_at"].as_i64()]);
        tx.execute(&sql, all).await?;
        let origin = &image["origin"];
        let insert = "INSERT INTO origin (source_id, source_table, source_row, local_id, fingerprint, first_run, last_run, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let fingerprint = unhex(origin["fingerprint"].as_str().unwrap_or_default());
        let (first, last) = (id(&origin["first"]), id(&origin["run"]));
        let row = origin["row"].as_i64();
        tx.execute(insert, args![source, shape.source_table, row, own, fingerprint, first, last, image["created_at"].as_i64()]).await?;
    }
    Ok(kept)
}

/// A part is put back without what it only mentions, where that went since.
async fn forget_missing(tx: &Tx, shape: &Shape, values: &mut [Value]) -> Result<()> {
    let mentioned: &[(&str, &str)] = match shape.table {
        "document_line" => &[("product_id", "product")],
        "time_spent" => &[("member_id", "member"), ("document_id", "document")],
        "discount" => &[("source_id", "document"), ("used_on_id", "document")],
        _ => &[],
    };
    for (column, table) in mentioned {
        let Some(at) = shape.columns.iter().position(|(name, _)| name == column) else { continue };
        if let Some(Value::Id(id)) = values.get(at).cloned() {
            let found: Option<Uuid> = tx.find(&format!("SELECT id FROM {table} WHERE id = $1"), args![id]).await?;
            if found.is_none() {
                values[at] = Value::Null;
            }
        }
    }
    Ok(())
}
