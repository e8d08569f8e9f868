//! Tags on things and sales representatives of parties: compared as a set.

use std::collections::HashSet;

use hootis_dolibarr::record::{Record, Target};
use hootis_space::{Conn as _, Tx, Value, args};
use serde_json::json;
use uuid::Uuid;

use super::super::run::table_of;
use super::super::shape::{CONTACT, MEMBER, PARTY, Shape, TAG, holders};
use super::Sitting;
use super::before::Act;
use super::origins::{self, CHUNK, fill};
use crate::clock::Now;
use crate::error::Result;

/// A table of links: its name, and its two columns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct LinkTable {
    pub table: &'static str,
    pub left: &'static str,
    pub right: &'static str,
}

pub(super) const PARTY_TAG: LinkTable = LinkTable { table: "party_tag", left: "party_id", right: "tag_id" };
pub(super) const CONTACT_TAG: LinkTable = LinkTable { table: "contact_tag", left: "contact_id", right: "tag_id" };
pub(super) const MEMBER_TAG: LinkTable = LinkTable { table: "member_tag", left: "member_id", right: "tag_id" };
pub(super) const PARTY_MEMBER: LinkTable = LinkTable { table: "party_member", left: "party_id", right: "member_id" };

impl LinkTable {
    pub(super) fn named(table: &str) -> Option<Self> {
        [PARTY_TAG, CONTACT_TAG, MEMBER_TAG, PARTY_MEMBER].into_iter().find(|link| link.table == table)
    }

    pub(super) fn insert_sql(self) -> String {
        format!(
            "INSERT INTO {} ({}, {}, source_id, created_at) VALUES ($1, $2, $3, $4) ON CONFLICT ({}, {}) DO NOTHING",
            self.table, self.left, self.right, self.left, self.right
        )
    }

    pub(super) fn delete_sql(self) -> String {
        format!("DELETE FROM {} WHERE {} = $1 AND {} = $2", self.table, self.left, self.right)
    }
}

/// The table of a link, with the shapes of its two ends.
fn ends(record: &Record) -> (LinkTable, &'static Shape, &'static Shape) {
    match record {
        Record::CategoryLink(link) => match link.target {
            Target::ThirdParty => (PARTY_TAG, &PARTY, &TAG),
            Target::Contact => (CONTACT_TAG, &CONTACT, &TAG),
            Target::User => (MEMBER_TAG, &MEMBER, &TAG),
        },
        _ => (PARTY_MEMBER, &PARTY, &MEMBER),
    }
}

/// The rows of Dolibarr that a link joins.
fn rows_of(record: &Record) -> Option<(i64, i64)> {
    match record {
        Record::CategoryLink(link) => Some((link.row, link.category_row)),
        Record::SalesRepresentative(link) => Some((link.third_party_row, link.user_row)),
        _ => None,
    }
}

impl Sitting<'_> {
    /// Applies links of one kind.
    pub(super) async fn links(&mut self, tx: &Tx, now: Now, records: &[Record]) -> Result<()> {
        let Some(first) = records.first() else { return Ok(()) };
        let (table, (link, left, right)) = (table_of(first), ends(first));
        let rows: Vec<(i64, i64)> = records.iter().filter_map(rows_of).collect();
        let lefts = origins::ids(tx, self.source, left, rows.iter().map(|(row, _)| *row)).await?;
        let rights = origins::ids(tx, self.source, right, rows.iter().map(|(_, row)| *row)).await?;
        let mut there = existing(tx, link, lefts.values().copied()).await?;
        let mut new = Vec::new();
        for (left, right) in rows {
            let (Some(left), Some(right)) = (lefts.get(&left), rights.get(&right)) else {
                // A dry run cannot look up what it would make.
                let counts = self.progress.of(table);
                if self.dry {
                    counts.created += 1
                } else {
                    counts.skipped += 1
                }
                continue;
            };
            let pair = (*left, *right);
            self.seen.links.insert(pair);
            if there.insert(pair) {
                self.progress.of(table).created += 1;
                new.push(pair);
            } else {
                self.progress.of(table).unchanged += 1;
            }
        }
        if self.dry || new.is_empty() {
            return Ok(());
        }
        for (left, right) in &new {
            self.befores.note(link.table, Act::Created, json!([left, right]));
        }
        tx.execute_many(&link.insert_sql(), new.into_iter().map(|(left, right)| args![left, right, self.source, now]).collect()).await?;
        Ok(())
    }
}

/// The links that things have, whoever put them there.
async fn existing(tx: &Tx, link: LinkTable, lefts: impl Iterator<Item = Uuid>) -> Result<HashSet<(Uuid, Uuid)>> {
    let sql = format!("SELECT {}, {} FROM {} WHERE {} IN ({})", link.left, link.right, link.table, link.left, holders(1, CHUNK));
    let lefts: Vec<Uuid> = lefts.collect();
    let mut found = HashSet::new();
    for chunk in lefts.chunks(CHUNK) {
        let mut values = Vec::new();
        fill(&mut values, chunk.iter().map(|id| Value::Id(*id)));
        found.extend(tx.list::<(Uuid, Uuid)>(&sql, values).await?);
    }
    Ok(found)
}
