//! Reads of documents, along indexes; and what goes with a party.

use hootis_space::search::{CAP, fold, matching};
use hootis_space::{Conn, DbError, FromRow, Row, Value, args, search};
use uuid::Uuid;

use super::row::{Item, Kind, LINE, Line, MORE, More, Paid};
use crate::access::portal::PortalScope;
use crate::error::Result;

/// Rows of a page.
pub(super) const PAGE: usize = 50;
/// Filtered lists are counted up to this many.
pub(super) const COUNTED: usize = CAP;
/// Lines of a document that are shown.
pub(super) const ITEMS: usize = 1_000;
/// Payments of an invoice that are shown.
pub(super) const PAYMENTS: usize = 200;

/// Which state, among documents of a kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) enum State {
    #[default]
    Any,
    /// Invoices: something is asked for. Quotes: waiting for an answer. Orders: not delivered yet.
    Open,
    /// The same, and the day is past.
    Late,
    /// Paid, signed, delivered.
    Done,
    /// Being written.
    Draft,
}

/// Where a page begins or ends: the day and the id of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Cursor {
    After(String, Uuid),
    Before(String, Uuid),
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    pub(super) kind: Kind,
    pub(super) state: State,
    pub(super) search: String,
    pub(super) party: Option<Uuid>,
    pub(super) cursor: Option<Cursor>,
    /// Today in Paris, `YYYY-MM-DD`.
    pub(super) today: String,
}

/// A page of the list.
pub(super) struct Lines {
    pub(super) lines: Vec<Line>,
    pub(super) previous: Option<(String, Uuid)>,
    pub(super) next: Option<(String, Uuid)>,
    /// How many there are in all, at most [`COUNTED`] + 1.
    pub(super) count: i64,
}

impl Lines {
    /// A page of what was found, which may be one more than it holds.
    fn of(mut lines: Vec<Line>, cursor: Option<&Cursor>, count: i64) -> Self {
        let backward = matches!(cursor, Some(Cursor::Before(..)));
        let has_more = lines.len() > PAGE;
        lines.truncate(PAGE);
        if backward {
            lines.reverse();
        }
        let key = |line: &Line| (line.day.clone(), line.id);
        let (before, after) = if backward { (has_more, true) } else { (cursor.is_some(), has_more) };
        Self { previous: lines.first().filter(|_| before).map(key), next: lines.last().filter(|_| after).map(key), count, lines }
    }
}

/// The conditions of a list, and their arguments.
struct Where {
    rules: Vec<String>,
    args: Vec<Value>,
}

impl Where {
    fn of(conn: &impl Conn, filter: &Filter) -> Self {
        let mut built = Self { rules: Vec::new(), args: Vec::new() };
        let kind = built.bind(filter.kind.code());
        built.rules.push(format!("d.kind = {kind}"));
        built.state(filter);
        if let Some(party) = filter.party {
            let party = built.bind(party);
            built.rules.push(format!("d.party_id = {party}"));
        }
        if !fold(&filter.search).is_empty() {
            let own = matching(conn.engine(), "document", &filter.search, &mut built.args);
            let parties = matching(conn.engine(), "party", &filter.search, &mut built.args);
            if let (Some(own), Some(parties)) = (own, parties) {
                // One set of ids: with two, an engine reads all documents of the kind and asks of each.
                let theirs = format!("SELECT of.id FROM document of WHERE of.party_id IN ({parties})");
                built.rules.push(format!("d.id IN (SELECT * FROM ({own}) own UNION ALL {theirs})"));
            }
        }
        built
    }

    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.args.push(value.into());
        format!("${}", self.args.len())
    }

    fn state(&mut self, filter: &Filter) {
        let rule = match (filter.kind, filter.state) {
            (_, State::Any) => return,
            (_, State::Draft) => "d.status = 'draft'".to_owned(),
            (Kind::Invoice, State::Open) => "d.due_cents > 0".to_owned(),
            (Kind::Invoice, State::Late) => format!("d.due_cents > 0 AND d.due_day < {}", self.bind(filter.today.as_str())),
            (Kind::Invoice, State::Done) => "d.status = 'paid'".to_owned(),
            (Kind::Quote, State::Open) => format!("d.status = 'open' AND (d.due_day IS NULL OR d.due_day >= {})", self.bind(filter.today.as_str())),
            (Kind::Quote, State::Late) => format!("d.status = 'open' AND d.due_day < {}", self.bind(filter.today.as_str())),
            (Kind::Quote, State::Done) => "d.status IN ('signed', 'billed')".to_owned(),
            (Kind::Order, State::Open) => "d.status IN ('validated', 'in_process')".to_owned(),
            (Kind::Order, State::Late) => format!("d.status IN ('validated', 'in_process') AND d.due_day < {}", self.bind(filter.today.as_str())),
            (Kind::Order, State::Done) => "d.status = 'delivered'".to_owned(),
        };
        self.rules.push(rule);
        self.rules.push("d.gone_at IS NULL".to_owned());
    }

    fn text(&self) -> String {
        self.rules.join(" AND ")
    }
}

/// A page of the list, the newest first.
pub(super) async fn page(conn: &impl Conn, filter: &Filter) -> Result<Lines> {
    let mut rules = Where::of(conn, filter);
    let counted = format!("SELECT COUNT(*) FROM (SELECT 1 FROM document d WHERE {} LIMIT {}) x", rules.text(), COUNTED + 1);
    let count: i64 = conn.get(&counted, rules.args.clone()).await?;
    let backward = matches!(filter.cursor, Some(Cursor::Before(..)));
    if let Some(Cursor::After(day, id) | Cursor::Before(day, id)) = &filter.cursor {
        let (day, id) = (rules.bind(day.as_str()), rules.bind(*id));
        rules.rules.push(format!("(d.day, d.id) {} ({day}, {id})", if backward { ">" } else { "<" }));
    }
    let order = if backward { "d.day, d.id" } else { "d.day DESC, d.id DESC" };
    let sql =
        format!("SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id WHERE {} ORDER BY {order} LIMIT {}", rules.text(), PAGE + 1);
    Ok(Lines::of(conn.list(&sql, rules.args).await?, filter.cursor.as_ref(), count))
}

/// How many of each kind there are, in the order of [`Kind::ALL`].
pub(super) async fn counts(conn: &impl Conn) -> Result<[i64; 3]> {
    let mut counts = [0; 3];
    for (kind, count) in conn.list::<(String, i64)>("SELECT kind, COUNT(*) FROM document GROUP BY kind", args![]).await? {
        if let Some(at) = Kind::ALL.iter().position(|one| one.code() == kind) {
            counts[at] = count;
        }
    }
    Ok(counts)
}

/// The name of a party that a list is narrowed to.
pub(super) async fn party_name(conn: &impl Conn, id: Uuid) -> Result<Option<String>> {
    Ok(conn.find("SELECT name FROM party WHERE id = $1", args![id]).await?)
}

/// The newest documents of a party.
pub(super) async fn of_party(conn: &impl Conn, party: Uuid, most: usize) -> Result<Vec<Line>> {
    let sql = format!(
        "SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id WHERE d.party_id = $1 ORDER BY d.day DESC, d.id DESC LIMIT {most}"
    );
    Ok(conn.list(&sql, args![party]).await?)
}

/// The newest documents that a product stands in.
pub(super) async fn of_product(conn: &impl Conn, product: Uuid, most: usize) -> Result<Vec<Line>> {
    let sql = format!(
        "SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id
         WHERE d.id IN (SELECT l.document_id FROM document_line l WHERE l.product_id = $1) ORDER BY d.day DESC, d.id DESC LIMIT {most}"
    );
    Ok(conn.list(&sql, args![product]).await?)
}

/// The newest documents that a question finds by their own words.
///
/// # Errors
/// When the database refuses.
pub async fn list_found(conn: &impl Conn, question: &str, most: usize) -> Result<Vec<Line>> {
    let mut args = args![];
    let Some(found) = matching(conn.engine(), "document", question, &mut args) else { return Ok(Vec::new()) };
    let sql = format!(
        "SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id
         WHERE d.id IN (SELECT f.id FROM ({found}) f) ORDER BY d.day DESC, d.id DESC LIMIT {most}"
    );
    Ok(conn.list(&sql, args).await?)
}

/// A document, or 404.
pub(super) async fn get(conn: &impl Conn, id: Uuid) -> Result<Line> {
    Ok(conn.get(&format!("SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id WHERE d.id = $1"), args![id]).await?)
}

/// What else its page shows.
pub(super) async fn more(conn: &impl Conn, id: Uuid) -> Result<More> {
    Ok(conn.get(&format!("SELECT {MORE} FROM document WHERE id = $1"), args![id]).await?)
}

/// What was sent to a customer: neither drafts nor what was given up, nor what Dolibarr has no more.
const SENT: &str = "d.status NOT IN ('draft', 'cancelled', 'abandoned', 'unknown') AND d.nature <> 'proforma' AND d.gone_at IS NULL";

/// The condition of what a contact sees: documents are about a company as such, and about none of its people.
fn seen(scope: &PortalScope, args: &mut Vec<Value>) -> String {
    format!("{SENT} AND {}", scope.condition("d.party_id", "CAST(NULL AS UUID)", args))
}

/// The newest documents that a contact sees.
pub(super) async fn of_scope(conn: &impl Conn, scope: &PortalScope, most: usize) -> Result<Vec<Line>> {
    let mut args = Vec::new();
    let seen = seen(scope, &mut args);
    let sql =
        format!("SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id WHERE {seen} ORDER BY d.day DESC, d.id DESC LIMIT {most}");
    Ok(conn.list(&sql, args).await?)
}

/// A page of the documents that a contact sees, the newest first, before or behind a place of the list.
pub(super) async fn page_of_scope(conn: &impl Conn, scope: &PortalScope, cursor: Option<&Cursor>) -> Result<Lines> {
    let mut args = Vec::new();
    let mut seen = seen(scope, &mut args);
    let backward = matches!(cursor, Some(Cursor::Before(..)));
    if let Some(Cursor::After(day, id) | Cursor::Before(day, id)) = cursor {
        args.extend(args![day.as_str(), *id]);
        let (at, sign) = (args.len(), if backward { ">" } else { "<" });
        seen = format!("{seen} AND (d.day, d.id) {sign} (${}, ${at})", at - 1);
    }
    let order = if backward { "d.day, d.id" } else { "d.day DESC, d.id DESC" };
    let sql = format!("SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id WHERE {seen} ORDER BY {order} LIMIT {}", PAGE + 1);
    Ok(Lines::of(conn.list(&sql, args).await?, cursor, 0))
}

/// A document, if a contact sees it.
pub(super) async fn find_of_scope(conn: &impl Conn, scope: &PortalScope, id: Uuid) -> Result<Option<Line>> {
    let mut args = args![id];
    let seen = seen(scope, &mut args);
    Ok(conn.find(&format!("SELECT {LINE} FROM document d LEFT JOIN party p ON p.id = d.party_id WHERE d.id = $1 AND {seen}"), args).await?)
}

/// Its lines, in their order: one more than are shown, if there are more.
pub(super) async fn items(conn: &impl Conn, id: Uuid) -> Result<Vec<Item>> {
    let sql = format!(
        "SELECT l.kind, a.reference, a.label, l.label, l.description, l.description_html, l.discount, l.is_option, l.quantity, l.unit, l.unit_price,
                l.discount_percent, l.vat_rate, l.excl_cents
         FROM document_line l LEFT JOIN product a ON a.id = l.product_id WHERE l.document_id = $1 ORDER BY l.position, l.id LIMIT {}",
        ITEMS + 1
    );
    Ok(conn.list(&sql, args![id]).await?)
}

/// What payments brought to it: one more than is shown, if there is more.
pub(super) async fn payments(conn: &impl Conn, id: Uuid) -> Result<Vec<Paid>> {
    let sql = format!(
        "SELECT a.day, a.method, a.number, s.amount_cents FROM payment_share s JOIN payment a ON a.id = s.payment_id
         WHERE s.document_id = $1 ORDER BY a.day, s.id LIMIT {}",
        PAYMENTS + 1
    );
    Ok(conn.list(&sql, args![id]).await?)
}

/// The invoice that another corrects or replaces, by its number in Dolibarr.
pub(super) async fn corrected(conn: &impl Conn, id: Uuid, row: i64) -> Result<Option<(Uuid, String)>> {
    let sql =
        "SELECT d.id, d.reference FROM origin own JOIN origin o ON o.source_id = own.source_id AND o.source_table = 'facture' AND o.source_row = $2
               JOIN document d ON d.id = o.local_id WHERE own.local_id = $1";
    Ok(conn.find(sql, args![id, row]).await?)
}

/// Forgets the documents of a party, with their lines and what was paid of them: they go with it.
///
/// # Errors
/// When the database refuses.
pub async fn forget_of_party(conn: &impl Conn, party: Uuid) -> Result<()> {
    let ids: Vec<Uuid> = conn.list("SELECT id FROM document WHERE party_id = $1 ORDER BY id", args![party]).await?;
    if ids.is_empty() {
        return Ok(());
    }
    search::remove(conn, "document", &ids).await?;
    // A payment that was for other parties too stays.
    let alone =
        "DELETE FROM payment WHERE id IN (SELECT s.payment_id FROM payment_share s JOIN document d ON d.id = s.document_id WHERE d.party_id = $1)
                 AND NOT EXISTS (SELECT 1 FROM payment_share o JOIN document e ON e.id = o.document_id
                                 WHERE o.payment_id = payment.id AND (e.party_id IS NULL OR e.party_id <> $1))";
    conn.execute(alone, args![party]).await?;
    conn.execute("DELETE FROM document WHERE party_id = $1", args![party]).await?;
    Ok(())
}

/// Sums over what came from one company of Dolibarr, in cents.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, serde::Serialize)]
pub struct Totals {
    pub invoices_incl_tax_cents: i64,
    pub invoices_due_cents: i64,
    pub quotes_incl_tax_cents: i64,
    pub payments_cents: i64,
}

impl FromRow for Totals {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            invoices_incl_tax_cents: row.take()?,
            invoices_due_cents: row.take()?,
            quotes_incl_tax_cents: row.take()?,
            payments_cents: row.take()?,
        })
    }
}

/// The sums of what Dolibarr still has, of one of its companies.
///
/// # Errors
/// When the database refuses.
pub async fn totals(conn: &impl Conn, entity: i64) -> Result<Totals> {
    let sum = |column: &str, kind: &str| {
        format!(
            "(SELECT CAST(COALESCE(SUM(d.{column}), 0) AS BIGINT) FROM document d JOIN origin o ON o.local_id = d.id
              JOIN import_source s ON s.id = o.source_id WHERE s.entity = $1 AND d.kind = '{kind}' AND d.gone_at IS NULL)"
        )
    };
    let sql = format!(
        "SELECT {}, {}, {}, (SELECT CAST(COALESCE(SUM(p.amount_cents), 0) AS BIGINT) FROM payment p JOIN origin o ON o.local_id = p.id
                             JOIN import_source s ON s.id = o.source_id WHERE s.entity = $1)",
        sum("incl_cents", "invoice"),
        sum("due_cents", "invoice"),
        sum("incl_cents", "quote")
    );
    Ok(conn.get(&sql, args![entity]).await?)
}
