//! Documents for stories.

use hootis_space::{Conn as _, SpaceDb, Value, args, search};
use uuid::Uuid;

/// A document to be kept.
pub(crate) struct Sample {
    pub(crate) kind: &'static str,
    pub(crate) nature: &'static str,
    pub(crate) reference: String,
    pub(crate) party: Option<Uuid>,
    pub(crate) day: String,
    pub(crate) due_day: Option<&'static str>,
    pub(crate) status: &'static str,
    pub(crate) incl: i64,
    pub(crate) due: i64,
}

impl Sample {
    pub(crate) fn invoice(reference: &str, party: Option<Uuid>) -> Self {
        Self {
            kind: "invoice",
            nature: "standard",
            reference: reference.to_owned(),
            party,
            day: "2026-11-20".to_owned(),
            due_day: Some("2026-12-20"),
            status: "unpaid",
            incl: 238_440,
            due: 238_440,
        }
    }

    pub(crate) async fn keep(self, db: &SpaceDb) -> Uuid {
        let id = Uuid::now_v7();
        let values: Vec<Value> = args![
            id,
            self.kind,
            self.nature,
            &self.reference,
            self.party,
            &self.day,
            self.due_day,
            self.status,
            false,
            self.incl - self.incl / 6,
            self.incl / 6,
            0,
            self.incl,
            self.incl - self.due,
            0,
            self.due,
            "EUR",
            1,
            0,
            0
        ];
        let holders: Vec<String> = (1..=values.len()).map(|n| format!("${n}")).collect();
        let sql = format!(
            "INSERT INTO document (id, kind, nature, reference, party_id, day, due_day, status, is_billed, excl_cents, vat_cents, taxes_cents, incl_cents,
             paid_cents, credited_cents, due_cents, currency, version, created_at, updated_at) VALUES ({})",
            holders.join(", ")
        );
        db.execute(&sql, values).await.unwrap();
        search::put(db, "document", vec![(id, search::body(&[Some(&self.reference)]))]).await.unwrap();
        id
    }
}

/// An invoice that was sent.
pub(crate) async fn invoice(db: &SpaceDb, reference: &str, party: Option<Uuid>) -> Uuid {
    Sample::invoice(reference, party).keep(db).await
}
