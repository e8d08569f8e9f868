//! Reads of each kind of thing that happened with a party, along indexes.

use hootis_space::{Conn, DbError, FromRow, Row, Value, args};
use uuid::Uuid;

use crate::error::Result;
use crate::space::{Eyes, conversations};
use crate::web::format;

/// What something is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum What {
    Document,
    Payment,
    Event,
    /// What Dolibarr wrote by itself.
    Trace,
    Ticket,
    Talk,
}

impl What {
    pub(super) const ALL: [Self; 6] = [Self::Document, Self::Payment, Self::Event, Self::Trace, Self::Ticket, Self::Talk];

    /// Its word in addresses.
    pub(super) const fn code(self) -> &'static str {
        match self {
            Self::Document => "documents",
            Self::Payment => "reglements",
            Self::Event => "evenements",
            Self::Trace => "traces",
            Self::Ticket => "tickets",
            Self::Talk => "messages",
        }
    }

    /// Whether only those who read conversations see it.
    pub(super) const fn is_talk(self) -> bool {
        matches!(self, Self::Ticket | Self::Talk)
    }
}

/// Something that happened.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) what: What,
    /// When: a day, or a moment in local time; what the timeline is sorted by.
    pub(super) at: String,
    pub(super) id: Uuid,
    /// What is opened: of a payment, its first invoice.
    pub(super) opens: Uuid,
    pub(super) title: Option<String>,
    /// Of a document its kind and nature, of an event its kind.
    pub(super) detail: Option<String>,
    pub(super) nature: Option<String>,
    pub(super) cents: Option<i64>,
    pub(super) currency: Option<String>,
}

struct Read(Item);

impl FromRow for Read {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        let (at, id): (String, Uuid) = (row.take()?, row.take()?);
        let (opens, title, detail, nature): (Option<Uuid>, _, _, _) = (row.take()?, row.take()?, row.take()?, row.take()?);
        let (cents, currency) = (row.take()?, row.take()?);
        Ok(Self(Item { what: What::Document, at, id, opens: opens.unwrap_or(id), title, detail, nature, cents, currency }))
    }
}

/// Where a page begins: after this one.
pub(super) type Place = (String, Uuid);

/// The things of some kinds that came last, before a place.
pub(super) async fn list(conn: &impl Conn, eyes: Eyes, party: Uuid, kinds: &[What], before: Option<&Place>, most: usize) -> Result<Vec<Item>> {
    let mut items = Vec::new();
    for what in kinds {
        items.extend(of_kind(conn, eyes, party, *what, before, most).await?);
    }
    items.sort_by(|a, b| (&b.at, b.id).cmp(&(&a.at, a.id)));
    items.truncate(most);
    Ok(items)
}

async fn of_kind(conn: &impl Conn, eyes: Eyes, party: Uuid, what: What, before: Option<&Place>, most: usize) -> Result<Vec<Item>> {
    if what == What::Talk {
        return talk(conn, eyes, party, before).await;
    }
    let mut args = args![party];
    let (at, select) = match what {
        What::Payment => {
            let sums = "SELECT a.id AS id, COALESCE(a.day, '') AS day, MIN(a.method) AS method, MIN(a.number) AS number, MIN(d.currency) AS currency,
                               CAST(SUM(s.amount_cents) AS BIGINT) AS cents, MIN(CAST(d.reference AS TEXT)) AS reference
                        FROM payment a JOIN payment_share s ON s.payment_id = a.id JOIN document d ON d.id = s.document_id
                        WHERE d.party_id = $1 GROUP BY a.id, a.day";
            (
                "t.day",
                format!(
                    "SELECT t.day, t.id, (SELECT s.document_id FROM payment_share s JOIN document d ON d.id = s.document_id
                                          WHERE s.payment_id = t.id AND d.party_id = $1 ORDER BY s.id LIMIT 1),
                            t.reference, t.method, t.number, t.cents, t.currency FROM ({sums}) t WHERE 1 = 1"
                ),
            )
        }
        What::Event | What::Trace => {
            let seen =
                format!("(t.contact_id IS NULL OR EXISTS (SELECT 1 FROM contact c WHERE c.id = t.contact_id AND {}))", eyes.condition(&mut args));
            let which = if what == What::Trace { "t.is_automatic" } else { "NOT t.is_automatic" };
            (
                "t.starts",
                format!(
                    "SELECT t.starts, t.id, t.id, t.label, COALESCE(t.kind, t.code), t.progress, CAST(NULL AS BIGINT), CAST(NULL AS TEXT)
                     FROM event t WHERE t.party_id = $1 AND {which} AND {seen}"
                ),
            )
        }
        What::Ticket => (
            "t.made",
            "SELECT t.made, t.id, t.id, COALESCE(t.subject, t.reference), t.reference, t.status, CAST(NULL AS BIGINT), CAST(NULL AS TEXT)
             FROM ticket t WHERE t.party_id = $1"
                .to_owned(),
        ),
        _ => (
            "t.day",
            "SELECT t.day, t.id, t.id, t.reference, t.kind, t.nature, t.incl_cents, t.currency FROM document t WHERE t.party_id = $1".to_owned(),
        ),
    };
    let mut from = String::new();
    if let Some((day, id)) = before {
        args.extend(args![day.as_str(), *id]);
        from = format!(" AND ({at}, t.id) < (${}, ${})", args.len() - 1, args.len());
    }
    let sql = format!("{select}{from} ORDER BY {at} DESC, t.id DESC LIMIT {most}");
    let found: Vec<Read> = conn.list(&sql, args).await?;
    Ok(found.into_iter().map(|Read(item)| Item { what, ..item }).collect())
}

/// Conversations of a party that are read at most: they are few.
const TALKS: usize = 500;

/// The conversations with a party, by when they began.
async fn talk(conn: &impl Conn, eyes: Eyes, party: Uuid, before: Option<&Place>) -> Result<Vec<Item>> {
    let mut args = args![party];
    let seen = conversations::open_to(eyes, &mut args);
    let sql = format!(
        "SELECT v.id, v.subject, v.created_at FROM conversation v WHERE v.party_id = $1 AND {seen} ORDER BY v.messaged_at DESC LIMIT {TALKS}"
    );
    let found: Vec<(Uuid, Option<String>, i64)> = conn.list(&sql, args).await?;
    let item = |(id, title, at): (Uuid, Option<String>, i64)| Item {
        what: What::Talk,
        at: format!("{} {}", format::day(at), format::time(at)),
        id,
        opens: id,
        title,
        detail: None,
        nature: None,
        cents: None,
        currency: None,
    };
    let is_older = |item: &Item| before.is_none_or(|(at, id)| (item.at.as_str(), item.id) < (at.as_str(), *id));
    Ok(found.into_iter().map(item).filter(is_older).collect())
}

/// The name of a party, or 404.
pub(super) async fn name(conn: &impl Conn, party: Uuid) -> Result<String> {
    Ok(conn.get("SELECT name FROM party WHERE id = $1", args![Value::Id(party)]).await?)
}
