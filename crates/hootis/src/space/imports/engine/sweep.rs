//! Links and values that Dolibarr has no more.

use hootis_dolibarr::{Phase, Take};
use hootis_space::{Conn as _, DbError, FromRow, Row, Tx, args};
use serde_json::json;
use uuid::Uuid;

use super::Sitting;
use super::before::Act;
use super::links::{CONTACT_TAG, LinkTable, MEMBER_TAG, PARTY_MEMBER, PARTY_TAG};
use super::values::{DELETE_VALUE, Stored, VALUE_COLUMNS};
use crate::error::Result;

/// Rows compared at once.
const PAGE: i64 = 2_000;

/// What is swept after a phase.
#[derive(Clone, Copy)]
pub(super) struct Sweep {
    /// The last phase that adds to it.
    pub phase: Phase,
    what: What,
}

#[derive(Clone, Copy)]
enum What {
    Links(LinkTable, &'static str),
    /// Custom values of a subject.
    Values(&'static str),
}

pub(super) const SWEEPS: [Sweep; 7] = [
    Sweep { phase: Phase::SalesRepresentatives, what: What::Links(PARTY_MEMBER, "sales_representatives") },
    Sweep { phase: Phase::ThirdPartyValues, what: What::Values("party") },
    Sweep { phase: Phase::ContactValues, what: What::Values("contact") },
    Sweep { phase: Phase::UserValues, what: What::Values("member") },
    Sweep { phase: Phase::ContactCategories, what: What::Links(CONTACT_TAG, "category_links") },
    Sweep { phase: Phase::ThirdPartyCategories, what: What::Links(PARTY_TAG, "category_links") },
    Sweep { phase: Phase::UserCategories, what: What::Links(MEMBER_TAG, "category_links") },
];

impl Sweep {
    /// Whether what it is about was asked for: what is not taken is left alone.
    pub(super) fn is_taken(&self, take: Take) -> bool {
        match self.phase {
            Phase::SalesRepresentatives => take.users && take.sales_representatives,
            Phase::ThirdPartyValues => take.custom_fields,
            Phase::ContactValues => take.custom_fields && take.contacts,
            Phase::UserValues => take.custom_fields && take.users,
            Phase::ContactCategories => take.categories && take.contacts,
            Phase::UserCategories => take.categories && take.users,
            _ => take.categories,
        }
    }
}

struct StoredLink(Uuid, Uuid, i64);

impl FromRow for StoredLink {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self(row.take()?, row.take()?, row.take()?))
    }
}

impl Sitting<'_> {
    /// Removes what came from this source and was not met this time, a page at a time.
    pub(super) async fn sweep(&mut self, sweep: Sweep) -> Result<()> {
        let mut after = (Uuid::nil(), Uuid::nil());
        loop {
            let now = self.now();
            let tx = self.space.begin().await?;
            let next = match sweep.what {
                What::Links(link, table) => self.sweep_links(&tx, link, table, after).await?,
                What::Values(subject) => self.sweep_values(&tx, subject, after).await?,
            };
            self.flush(&tx, now).await?;
            tx.commit().await?;
            match next {
                Some(last) => after = last,
                None => return Ok(()),
            }
        }
    }

    async fn sweep_links(&mut self, tx: &Tx, link: LinkTable, table: &'static str, after: (Uuid, Uuid)) -> Result<Option<(Uuid, Uuid)>> {
        let LinkTable { left, right, .. } = link;
        let sql = format!(
            "SELECT {left}, {right}, created_at FROM {} WHERE source_id = $1 AND ({left}, {right}) > ($2, $3) ORDER BY {left}, {right} LIMIT $4",
            link.table
        );
        let page: Vec<StoredLink> = tx.list(&sql, args![self.source, after.0, after.1, PAGE]).await?;
        let mut gone = Vec::new();
        for StoredLink(left, right, created_at) in &page {
            if !self.seen.links.contains(&(*left, *right)) {
                self.befores.note(link.table, Act::Removed, json!([left, right, self.source, created_at]));
                gone.push(args![*left, *right]);
            }
        }
        self.progress.of(table).removed += gone.len() as u64;
        if !self.dry {
            tx.execute_many(&link.delete_sql(), gone).await?;
        }
        Ok(page.last().filter(|_| page.len() as i64 == PAGE).map(|last| (last.0, last.1)))
    }

    async fn sweep_values(&mut self, tx: &Tx, subject: &'static str, after: (Uuid, Uuid)) -> Result<Option<(Uuid, Uuid)>> {
        let sql = format!(
            "SELECT {VALUE_COLUMNS} FROM custom_value v JOIN custom_field f ON f.id = v.field_id
             WHERE v.source_id = $1 AND f.subject = $2 AND (v.field_id, v.subject_id) > ($3, $4) ORDER BY v.field_id, v.subject_id LIMIT $5"
        );
        let page: Vec<Stored> = tx.list(&sql, args![self.source, subject, after.0, after.1, PAGE]).await?;
        let mut gone = Vec::new();
        for stored in &page {
            if !self.seen.subjects.contains(&stored.subject) {
                self.befores.note("custom_value", Act::Removed, stored.image(None));
                gone.push(args![stored.field, stored.subject]);
            }
        }
        self.progress.of("custom_values").removed += gone.len() as u64;
        if !self.dry {
            tx.execute_many(DELETE_VALUE, gone).await?;
        }
        Ok(page.last().filter(|_| page.len() as i64 == PAGE).map(|last| (last.field, last.subject)))
    }
}
