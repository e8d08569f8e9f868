//! What is to be paid, for the first page: along the index of what is due.

use std::borrow::Borrow;

use hootis_space::{Conn, DbError, FromRow, Row, args};

use crate::clock::Now;
use crate::error::Result;
use crate::web::bars::{Bars, Slot};
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
    /// What remains to be paid, by how long it is late, then by when it is due.
    ages: [i64; AGES],
    /// What was signed of the quotes of each month, with when the month began.
    signed: Vec<(i64, i64)>,
}

/// Late by more than 60 days, by 31 to 60, by 30 at most; due within 30 days, later.
const AGES: usize = 5;
/// The keys of their names.
const AGE_KEYS: [&str; AGES] = ["sales-age-very-late", "sales-age-late", "sales-age-just-late", "sales-age-soon", "sales-age-later"];
/// Months of what was signed.
const MONTHS: u8 = 12;

/// A chart of amounts: bars in whole units of the currency, and the same to the cent for the table.
pub struct Amounts {
    pub drawn: Bars,
    /// What it shows, in a sentence.
    pub conclusion: String,
    /// What each bar stands for, and its amount.
    pub rows: Vec<(String, String)>,
}

struct Sum(i64, i64);

impl FromRow for Sum {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self(row.take()?, row.take()?))
    }
}

/// Sums it at an instant; none where nothing is due and no quote waits.
///
/// # Errors
/// When the database refuses.
pub async fn due(conn: &impl Conn, now: Now) -> Result<Option<Due>> {
    let today = &format::day(now.0);
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
    let signed = signed(conn, &currency, now).await?;
    if all.1 == 0 && quotes.1 == 0 && signed.iter().all(|(_, cents)| *cents == 0) {
        return Ok(None);
    }
    let ages = ages(conn, &currency, now).await?;
    Ok(Some(Due {
        ages,
        signed,
        currency,
        all_cents: all.0,
        count: all.1,
        late_cents: late.0,
        late_count: late.1,
        quotes_cents: quotes.0,
        quotes_count: quotes.1,
    }))
}

/// What remains to be paid, by age: along the same index.
async fn ages(conn: &impl Conn, currency: &str, now: Now) -> Result<[i64; AGES]> {
    let until = |n: usize| format!("CAST(COALESCE(SUM(CASE WHEN due_day < ${n} THEN due_cents ELSE 0 END), 0) AS BIGINT)");
    let sql = format!(
        "SELECT {}, {}, {}, {}, CAST(COALESCE(SUM(due_cents), 0) AS BIGINT) FROM document
         WHERE gone_at IS NULL AND currency = $1 AND kind = 'invoice' AND due_cents <> 0 AND due_cents > 0",
        until(2),
        until(3),
        until(4),
        until(5)
    );
    let day = |days: i64| format::day_after(now.0, days);
    let Ages(sums) = conn.get(&sql, args![currency, day(-60), day(-30), day(0), day(31)]).await?;
    let mut ages = sums;
    for at in (1..AGES).rev() {
        ages[at] -= ages[at - 1];
    }
    Ok(ages)
}

/// What was signed of the quotes of each of the last months.
async fn signed(conn: &impl Conn, currency: &str, now: Now) -> Result<Vec<(i64, i64)>> {
    let starts = format::month_starts(now.0, MONTHS);
    let month = |start: i64| format::day(start).get(..7).unwrap_or_default().to_owned();
    let first = starts.first().map(|start| format!("{}-01", month(*start))).unwrap_or_default();
    let sql = "SELECT SUBSTR(day, 1, 7), CAST(SUM(incl_cents) AS BIGINT) FROM document
               WHERE kind = 'quote' AND day >= $2 AND status IN ('signed', 'billed') AND gone_at IS NULL AND currency = $1 GROUP BY 1";
    let sums: std::collections::HashMap<String, i64> = conn.list::<(String, i64)>(sql, args![currency, first]).await?.into_iter().collect();
    Ok(starts.into_iter().map(|start| (start, sums.get(&month(start)).copied().unwrap_or_default())).collect())
}

struct Ages([i64; AGES]);

impl FromRow for Ages {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self([row.take()?, row.take()?, row.take()?, row.take()?, row.take()?]))
    }
}

impl Due {
    /// What remains to be paid by age, drawn.
    #[must_use]
    pub fn by_age(&self, lang: Lang) -> Option<Amounts> {
        let said = AGE_KEYS.iter().zip(self.ages).map(|(key, cents)| (lang.t(key).to_owned(), lang.t(key).to_owned(), cents));
        let args = [("all", self.all(lang).into()), ("late", self.late(lang).into())];
        self.draw(lang, said.collect(), lang.t_args("sales-age-conclusion", &args))
    }

    /// What was signed by month, drawn.
    #[must_use]
    pub fn by_month(&self, lang: Lang) -> Option<Amounts> {
        let all: i64 = self.signed.iter().map(|(_, cents)| cents).sum();
        let said = self.signed.iter().map(|(start, cents)| (format::month_short(lang, *start).to_owned(), format::month_long(lang, *start), *cents));
        let all = format::money(lang, all, &self.currency);
        self.draw(lang, said.collect(), lang.t_args("sales-signed-conclusion", &[("all", all.into())]))
    }

    fn draw(&self, lang: Lang, said: Vec<(String, String, i64)>, conclusion: String) -> Option<Amounts> {
        let rows = said.iter().map(|(_, long, cents)| (long.clone(), format::money(lang, *cents, &self.currency))).collect();
        // What is less than a unit is still seen.
        let slot =
            |(short, long, cents): (String, String, i64)| Slot { short, long, value: cents.max(0).div_euclid(100) + i64::from(cents % 100 >= 50) };
        Some(Amounts { drawn: Bars::draw(lang, said.into_iter().map(slot).collect())?, conclusion, rows })
    }

    /// The currency of it all.
    #[must_use]
    pub fn currency(&self) -> &str {
        &self.currency
    }

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
