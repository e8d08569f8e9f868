//! The list: one query for the rows of a page and what hangs on them, along indexes.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_space::search::{CAP, fold, matching};
use hootis_space::{Conn, Engine, Value, args};
use uuid::Uuid;

use super::super::row::PartyLine;
use crate::error::Result;
use crate::space::tags::{self, Subject};
use crate::web::person::sort_key;

/// Rows of a page.
pub(in super::super) const PAGE: usize = 50;

/// Filtered lists are counted up to this many: further on, « plus de 1 000 » is said.
pub(in super::super) const COUNTED: usize = CAP;

/// A tag or a member with more parties than this is looked up row by row along the sort, not gathered and sorted.
const RARE: i64 = 2_000;

/// Tags that a search looks into.
const TAGS_SEARCHED: i64 = 8;

/// Which parties.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in super::super) enum Which {
    #[default]
    All,
    Customers,
    Prospects,
    Suppliers,
    Archived,
}

/// In which order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in super::super) enum Sort {
    /// By name.
    #[default]
    Name,
    /// By town, then name.
    Town,
    /// The newest first.
    Newest,
    /// The last changed first.
    Changed,
}

/// Where a page begins or ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in super::super) enum Cursor {
    After(Key),
    Before(Key),
}

/// The place of a row in its order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in super::super) struct Key {
    parts: Vec<String>,
    id: Uuid,
}

impl Key {
    /// The place of a row of the list: its key was asked for with it.
    fn of(line: &PartyLine, sort: Sort) -> Self {
        let parts = match sort {
            Sort::Changed => vec![line.updated_at.to_string()],
            Sort::Name | Sort::Town | Sort::Newest => line.key.split('\n').map(str::to_owned).collect(),
        };
        Self { parts, id: line.id }
    }

    /// As it stands in an address.
    pub(in super::super) fn to_text(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(format!("{}\n{}", self.id.simple(), self.parts.join("\n")))
    }

    /// Read back; anything that is none is as if there were none.
    pub(in super::super) fn parse(text: &str) -> Option<Self> {
        let text = String::from_utf8(BASE64_URL_SAFE_NO_PAD.decode(text.get(..text.len().min(2_000))?).ok()?).ok()?;
        let mut parts = text.split('\n').map(str::to_owned);
        let id = parts.next()?.parse().ok()?;
        Some(Self { id, parts: parts.collect() })
    }
}

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub(in super::super) struct Filter {
    pub(in super::super) search: String,
    pub(in super::super) which: Which,
    pub(in super::super) tag: Option<Uuid>,
    pub(in super::super) member: Option<Uuid>,
    pub(in super::super) town: String,
    /// Only those from Dolibarr, or only our own.
    pub(in super::super) imported: Option<bool>,
    pub(in super::super) sort: Sort,
    pub(in super::super) cursor: Option<Cursor>,
}

impl Filter {
    /// Nothing narrows the list but [`Which`].
    pub(in super::super) fn is_plain(&self) -> bool {
        fold(&self.search).is_empty() && self.tag.is_none() && self.member.is_none() && self.imported.is_none() && fold(&self.town).is_empty()
    }
}

/// A page of the list.
pub(in super::super) struct Lines {
    pub(in super::super) lines: Vec<PartyLine>,
    pub(in super::super) previous: Option<Key>,
    pub(in super::super) next: Option<Key>,
    /// How many there are in all, at most [`COUNTED`] + 1; only for lists that are not plain.
    pub(in super::super) count: Option<i64>,
}

/// What is shown of the rows of a page.
const COLUMNS: &str = "p.id, p.kind = 'person' AS is_person, p.is_prospect, p.is_customer, p.is_supplier, p.name, p.alias, p.town, \
                       COALESCE(p.phone, p.mobile) AS phone, p.updated_at";

/// What hangs on each of them: whether it was imported, its tags, who is in charge. Asked of the rows that are shown alone, and
/// with them: gathering it for a set of ids would make two tables for the moment, which costs more than all of it.
///
/// `EXISTS` would say the same as the first, but PostgreSQL then reads the origins of all parties for a page of fifty.
const HANGING: &str = "COALESCE((SELECT TRUE FROM origin o WHERE o.local_id = x.id LIMIT 1), FALSE), \
    (SELECT string_agg(t.name || '\u{1f}' || COALESCE(t.color, ''), '\u{1e}') FROM party_tag l JOIN tag t ON t.id = l.tag_id WHERE l.party_id = x.id), \
    (SELECT string_agg(m.name, '\u{1e}') FROM party_member l JOIN member m ON m.id = l.member_id WHERE l.party_id = x.id)";

/// The conditions of a list, and their arguments.
#[derive(Clone)]
pub(in super::super) struct Where {
    rules: Vec<String>,
    args: Vec<Value>,
}

impl Where {
    fn bind(&mut self, value: impl Into<Value>) -> String {
        self.args.push(value.into());
        format!("${}", self.args.len())
    }

    fn text(&self) -> String {
        self.rules.join(" AND ")
    }
}

/// A page of the list.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn page(conn: &impl Conn, filter: &Filter) -> Result<Lines> {
    let rules = conditions(conn, filter).await?;
    let (sql, args) = rows_sql(filter, rules.clone());
    let mut lines: Vec<PartyLine> = conn.list(&sql, args).await?;
    let has_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    let count = match (filter.is_plain(), &filter.cursor) {
        (true, _) => None,
        // A list of one page has counted itself.
        (false, None) if !has_more => Some(i64::try_from(lines.len()).unwrap_or(i64::MAX)),
        (false, _) => Some(count(conn, &rules).await?),
    };
    let (backward, moved) = (matches!(filter.cursor, Some(Cursor::Before(_))), filter.cursor.is_some());
    if backward {
        lines.reverse();
    }
    let (has_previous, has_next) = if backward { (has_more, true) } else { (moved, has_more) };
    let previous = lines.first().filter(|_| has_previous).map(|line| Key::of(line, filter.sort));
    let next = lines.last().filter(|_| has_next).map(|line| Key::of(line, filter.sort));
    Ok(Lines { lines, previous, next, count })
}

async fn count(conn: &impl Conn, rules: &Where) -> Result<i64> {
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM party p WHERE {} LIMIT {}) c", rules.text(), COUNTED + 1);
    Ok(conn.get(&sql, rules.args.clone()).await?)
}

/// The query of a page's rows, one more than fit.
pub(in super::super) fn rows_sql(filter: &Filter, mut rules: Where) -> (String, Vec<Value>) {
    let (columns, down): (&[&str], bool) = match filter.sort {
        Sort::Name => (&["p.name_key", "p.id"], false),
        Sort::Town => (&["COALESCE(p.town_key, '~')", "p.name_key", "p.id"], false),
        Sort::Newest => (&["p.created_at", "p.id"], true),
        Sort::Changed => (&["p.updated_at", "p.id"], true),
    };
    let backward = matches!(filter.cursor, Some(Cursor::Before(_)));
    if let Some(Cursor::After(key) | Cursor::Before(key)) = &filter.cursor
        && let Some(bound) = key_args(filter.sort, key)
    {
        let places: Vec<String> = bound.into_iter().map(|value| rules.bind(value)).collect();
        let sign = if backward == down { ">" } else { "<" };
        rules.rules.push(format!("({}) {sign} ({})", columns.join(", "), places.join(", ")));
        // SQLite does not seek an expression by a row value, but does by itself.
        if filter.sort == Sort::Town {
            rules.rules.push(format!("{} {sign}= {}", columns[0], places[0]));
        }
    }
    let direction = if backward == down { "" } else { " DESC" };
    let order: Vec<String> = columns.iter().map(|column| format!("{column}{direction}")).collect();
    // What a row is found again by: asked for as one text, for it is shown to nobody.
    let key = match filter.sort {
        Sort::Name => "p.name_key",
        Sort::Town => "COALESCE(p.town_key, '~') || '\n' || p.name_key",
        Sort::Newest => "CAST(p.created_at AS TEXT)",
        Sort::Changed => "''",
    };
    let rows = format!("SELECT {COLUMNS}, {key} AS place FROM party p WHERE {} ORDER BY {} LIMIT {}", rules.text(), order.join(", "), PAGE + 1);
    // The second limit keeps SQLite from asking what hangs on rows that it has yet to sort away.
    (format!("SELECT x.*, {HANGING} FROM ({rows}) x LIMIT {}", PAGE + 1), rules.args)
}

/// A key's values, if it is one of that order.
fn key_args(sort: Sort, key: &Key) -> Option<Vec<Value>> {
    let mut values: Vec<Value> = match (sort, key.parts.as_slice()) {
        (Sort::Name, [name]) => vec![name.as_str().into()],
        (Sort::Town, [town, name]) => vec![town.as_str().into(), name.as_str().into()],
        (Sort::Newest | Sort::Changed, [at]) => vec![at.parse::<i64>().ok()?.into()],
        _ => return None,
    };
    values.push(Value::Id(key.id));
    Some(values)
}

/// What the rows must be.
pub(in super::super) async fn conditions(conn: &impl Conn, filter: &Filter) -> Result<Where> {
    let mut rules = Where { rules: Vec::new(), args: Vec::new() };
    // The very words of the partial indexes.
    let archived = if filter.which == Which::Archived { "p.archived_at IS NOT NULL" } else { "p.archived_at IS NULL" };
    rules.rules.push(archived.to_owned());
    match filter.which {
        Which::All | Which::Archived => {}
        Which::Customers => rules.rules.push("p.is_customer".to_owned()),
        Which::Prospects => rules.rules.push("p.is_prospect".to_owned()),
        Which::Suppliers => rules.rules.push("p.is_supplier".to_owned()),
    }
    if let Some(found) = found(conn, &filter.search, &mut rules.args).await? {
        rules.rules.push(format!("p.id IN ({found})"));
    }
    linked(conn, &mut rules, "party_tag", "tag_id", filter.tag).await?;
    linked(conn, &mut rules, "party_member", "member_id", filter.member).await?;
    if !fold(&filter.town).is_empty() {
        let town = rules.bind(sort_key(&filter.town));
        rules.rules.push(format!("p.town_key = {town}"));
    }
    match filter.imported {
        Some(true) => rules.rules.push("EXISTS (SELECT 1 FROM origin o WHERE o.local_id = p.id)".to_owned()),
        Some(false) => rules.rules.push("NOT EXISTS (SELECT 1 FROM origin o WHERE o.local_id = p.id)".to_owned()),
        None => {}
    }
    Ok(rules)
}

/// Parties that hang on a tag or a member: few are gathered, many are recognised along the way.
async fn linked(conn: &impl Conn, rules: &mut Where, table: &str, column: &str, id: Option<Uuid>) -> Result<()> {
    let Some(id) = id else { return Ok(()) };
    let sql = format!("SELECT COUNT(*) FROM (SELECT 1 FROM {table} WHERE {column} = $1 LIMIT {}) c", RARE + 1);
    let many: i64 = conn.get(&sql, args![id]).await?;
    let place = rules.bind(Value::Id(id));
    rules.rules.push(if many > RARE {
        format!("EXISTS (SELECT 1 FROM {table} l WHERE l.party_id = p.id AND l.{column} = {place})")
    } else {
        format!("p.id IN (SELECT l.party_id FROM {table} l WHERE l.{column} = {place})")
    });
    Ok(())
}

/// A `SELECT` of the ids that a search finds: all its words in the party, some of them in one of its tags.
///
/// # Errors
/// When the database refuses.
pub async fn found(conn: &impl Conn, question: &str, args: &mut Vec<Value>) -> Result<Option<String>> {
    let question: String = question.chars().take(200).collect();
    let engine = conn.engine();
    let Some(own) = matching(engine, "party", &question, args) else { return Ok(None) };
    let folded = fold(&question);
    let words: Vec<&str> = folded.split(' ').filter(|word| word.chars().count() >= 2).take(8).collect();
    let mut ways = vec![format!("SELECT id FROM ({own}) own")];
    for tag in tags::named(conn, Subject::Party, &words, TAGS_SEARCHED).await? {
        ways.push(by_tag(engine, tag.id, &fold(&tag.name), &folded, args));
    }
    Ok(Some(ways.join(" UNION ")))
}

/// Parties with a tag, and with the words of the search that are not in the tag's name.
fn by_tag(engine: Engine, tag: Uuid, name: &str, folded: &str, args: &mut Vec<Value>) -> String {
    let rest: Vec<&str> = folded.split(' ').filter(|word| !name.contains(word)).collect();
    args.push(Value::Id(tag));
    let place = format!("${}", args.len());
    match matching(engine, "party", &rest.join(" "), args) {
        None => format!("SELECT id FROM (SELECT party_id AS id FROM party_tag WHERE tag_id = {place} LIMIT {CAP}) tagged"),
        Some(own) => format!("SELECT id FROM ({own}) own WHERE id IN (SELECT party_id FROM party_tag WHERE tag_id = {place})"),
    }
}

/// Every count of a space's parties: all that are not archived, customers, prospects, suppliers, archived, from Dolibarr.
///
/// # Errors
/// When the database refuses.
pub(in super::super) async fn counts(conn: &impl Conn) -> Result<[i64; 6]> {
    let sql = "SELECT (SELECT COUNT(*) FROM party WHERE archived_at IS NULL),
                      (SELECT COUNT(*) FROM party WHERE is_customer AND archived_at IS NULL),
                      (SELECT COUNT(*) FROM party WHERE is_prospect AND archived_at IS NULL),
                      (SELECT COUNT(*) FROM party WHERE is_supplier AND archived_at IS NULL),
                      (SELECT COUNT(*) FROM party WHERE archived_at IS NOT NULL),
                      (SELECT COUNT(*) FROM origin WHERE source_id IN (SELECT id FROM import_source) AND source_table = 'societe')";
    let mut rows = conn.query(sql, args![]).await?;
    let Some(row) = rows.first_mut() else { return Ok([0; 6]) };
    let mut counts = [0; 6];
    for count in &mut counts {
        *count = row.take()?;
    }
    Ok(counts)
}
