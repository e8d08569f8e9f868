//! What is to be paid, for the first page: along the index of what is due.

use std::borrow::Borrow;

use hootis_space::{Conn, DbError, FromRow, Row, args};

use crate::error::Result;
use crate::web::format;
use crate::web::i18n::Lang;

/// What is asked for and what waits, in the company's currency.
#[derive(Clone, Debug)]
pub struct Due {
    currency: String,
    all_cents: i64,
    pub count: i64,
    late_cents: i64,
    pub late_count: i64,
    quotes_cents: i64,
    pub quotes_count: i64,
}

struct Sum(i64, i64);

impl FromRow for Sum {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self(row.take()?, row.take()?))
    }
}

/// Sums it, on a day; none where nothing is due and no quote waits.
///
/// # Errors
/// When the database refuses.
pub async fn due(conn: &impl Conn, today: &str) -> Result<Option<Due>> {
    // Totals of all documents of a Dolibarr are in the company's currency.
    let Some(currency) = conn.find::<String>("SELECT currency FROM document LIMIT 1", args![]).await? else { return Ok(None) };
    let sum = |column: &str, rule: &str| {
        format!("SELECT CAST(COALESCE(SUM({column}), 0) AS BIGINT), COUNT(*) FROM document WHERE gone_at IS NULL AND currency = $1 AND {rule}")
    };
    let invoices = "kind = 'invoice' AND due_cents <> 0 AND due_cents > 0";
    let all: Sum = conn.get(&sum("due_cents", invoices), args![&currency]).await?;
    let late: Sum = conn.get(&sum("due_cents", &format!("{invoices} AND due_day < $2")), args![&currency, today]).await?;
    let waiting = "kind = 'quote' AND status = 'open' AND (due_day IS NULL OR due_day >= $2)";
    let quotes: Sum = conn.get(&sum("incl_cents", waiting), args![&currency, today]).await?;
    if all.1 == 0 && quotes.1 == 0 {
        return Ok(None);
    }
    Ok(Some(Due { currency, all_cents: all.0, count: all.1, late_cents: late.0, late_count: late.1, quotes_cents: quotes.0, quotes_count: quotes.1 }))
}

impl Due {
    /// What remains to be paid, written.
    #[must_use]
    pub fn all(&self, lang: impl Borrow<Lang>) -> String {
        format::money(*lang.borrow(), self.all_cents, &self.currency)
    }

    /// What of it is late.
    #[must_use]
    pub fn late(&self, lang: impl Borrow<Lang>) -> String {
        format::money(*lang.borrow(), self.late_cents, &self.currency)
    }

    /// What quotes that wait are worth.
    #[must_use]
    pub fn quotes(&self, lang: impl Borrow<Lang>) -> String {
        format::money(*lang.borrow(), self.quotes_cents, &self.currency)
    }
}
