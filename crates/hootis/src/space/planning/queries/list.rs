//! A page of a list.

use hootis_space::search::{CAP, fold, matching};
use hootis_space::{Conn, Value, args};
use uuid::Uuid;

use super::super::line::{Kind, Line};
use crate::error::Result;
use crate::space::Eyes;

/// Rows of a page.
const PAGE: usize = 50;
/// Lists are counted up to this many.
pub(in super::super) const COUNTED: usize = CAP;

/// Which state.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(in super::super) enum State {
    #[default]
    Any,
    /// Events from today on, soonest first; projects under way; tickets that are not closed.
    Open,
    /// Events before today; projects and tickets that are closed.
    Done,
    /// Events to be done.
    Todo,
    /// Projects in preparation.
    Draft,
}

/// Where a page begins or ends: what the list is sorted by, and the id of a row.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in super::super) enum Cursor {
    After(String, Uuid),
    Before(String, Uuid),
}

/// What is asked for.
#[derive(Clone, Debug)]
pub(in super::super) struct Filter {
    pub(in super::super) kind: Kind,
    pub(in super::super) state: State,
    pub(in super::super) search: String,
    pub(in super::super) party: Option<Uuid>,
    /// With what Dolibarr wrote by itself.
    pub(in super::super) with_traces: bool,
    pub(in super::super) cursor: Option<Cursor>,
    /// Today in Paris, `YYYY-MM-DD`.
    pub(in super::super) today: String,
}

/// A page of the list.
pub(in super::super) struct Lines {
    pub(in super::super) lines: Vec<Line>,
    pub(in super::super) previous: Option<(String, Uuid)>,
    pub(in super::super) next: Option<(String, Uuid)>,
    /// How many there are in all, at most [`COUNTED`] + 1.
    pub(in super::super) count: i64,
}

/// The columns of a [`Line`], of a row `t`, its `party p` and the `member m` who looks after it.
pub(super) const fn columns(kind: Kind) -> &'static str {
    match kind {
        Kind::Agenda => {
            "t.id, t.label, COALESCE(t.kind, t.code), p.id, p.name, t.starts, t.progress, t.percent, m.name, t.is_all_day, t.gone_at IS NOT NULL"
        }
        Kind::Projects => {
            "t.id, t.title, t.reference, p.id, p.name, t.made, t.status,
             (SELECT CAST(ROUND(AVG(COALESCE(k.progress_percent, 0))) AS BIGINT) FROM project_task k WHERE k.project_id = t.id AND k.gone_at IS NULL),
             m.name, TRUE, t.gone_at IS NOT NULL"
        }
        Kind::Tickets => "t.id, t.subject, t.reference, p.id, p.name, t.made, t.status, t.progress_percent, m.name, FALSE, t.gone_at IS NOT NULL",
    }
}

/// The tables of a [`Line`].
pub(super) fn tables(kind: Kind) -> String {
    let person = match kind {
        Kind::Agenda => "owner_id",
        Kind::Projects => "author_id",
        Kind::Tickets => "assignee_id",
    };
    format!("{} t LEFT JOIN party p ON p.id = t.party_id LEFT JOIN member m ON m.id = t.{person}", kind.table())
}

/// The condition that these eyes may see an event `t`.
pub(super) fn seen(eyes: Eyes, args: &mut Vec<Value>) -> String {
    format!("(t.contact_id IS NULL OR EXISTS (SELECT 1 FROM contact c WHERE c.id = t.contact_id AND {}))", eyes.condition(args))
}

/// The conditions of a list; their arguments are pushed.
fn rules(conn: &impl Conn, filter: &Filter, eyes: Eyes, args: &mut Vec<Value>) -> Vec<String> {
    let mut rules = Vec::new();
    let mut bind = |value: Value| {
        args.push(value);
        format!("${}", args.len())
    };
    match (filter.kind, filter.state) {
        (_, State::Any) => {}
        (Kind::Agenda, State::Open) => rules.push(format!("t.starts >= {}", bind(filter.today.as_str().into()))),
        (Kind::Agenda, State::Done) => rules.push(format!("t.starts < {}", bind(filter.today.as_str().into()))),
        (Kind::Agenda, _) => rules.push("t.progress IN ('to_do', 'begun')".to_owned()),
        (Kind::Projects, State::Open) => rules.push("t.status = 'open'".to_owned()),
        (Kind::Projects, State::Draft) => rules.push("t.status = 'draft'".to_owned()),
        (Kind::Projects, _) => rules.push("t.status = 'closed'".to_owned()),
        (Kind::Tickets, State::Open) => rules.push("t.status NOT IN ('closed', 'cancelled')".to_owned()),
        (Kind::Tickets, _) => rules.push("t.status IN ('closed', 'cancelled')".to_owned()),
    }
    if filter.state != State::Any {
        rules.push("t.gone_at IS NULL".to_owned());
    }
    if let Some(party) = filter.party {
        rules.push(format!("t.party_id = {}", bind(party.into())));
    }
    if filter.kind == Kind::Agenda {
        if !filter.with_traces {
            rules.push("NOT t.is_automatic".to_owned());
        }
        rules.push(seen(eyes, args));
    }
    if !fold(&filter.search).is_empty() {
        let own = matching(conn.engine(), filter.kind.table(), &filter.search, args);
        let parties = matching(conn.engine(), "party", &filter.search, args);
        if let (Some(own), Some(parties)) = (own, parties) {
            rules.push(format!("(t.id IN ({own}) OR t.party_id IN ({parties}))"));
        }
    }
    rules.push("1 = 1".to_owned());
    rules
}

/// A page of the list: the newest first, and what is still to come soonest first.
pub(in super::super) async fn page(conn: &impl Conn, filter: &Filter, eyes: Eyes) -> Result<Lines> {
    let (kind, key) = (filter.kind, filter.kind.key());
    let mut args = Vec::new();
    let mut rules = rules(conn, filter, eyes, &mut args);
    let counted = format!("SELECT COUNT(*) FROM (SELECT 1 FROM {} t WHERE {} LIMIT {}) x", kind.table(), rules.join(" AND "), COUNTED + 1);
    let count: i64 = conn.get(&counted, args.clone()).await?;
    let (is_soonest_first, is_backward) = ((kind, filter.state) == (Kind::Agenda, State::Open), matches!(filter.cursor, Some(Cursor::Before(..))));
    let is_up = is_soonest_first != is_backward;
    if let Some(Cursor::After(at, id) | Cursor::Before(at, id)) = &filter.cursor {
        args.extend(args![at.as_str(), *id]);
        rules.push(format!("({key}, t.id) {} (${}, ${})", if is_up { ">" } else { "<" }, args.len() - 1, args.len()));
    }
    let order = if is_up { "" } else { " DESC" };
    let sql =
        format!("SELECT {} FROM {} WHERE {} ORDER BY {key}{order}, t.id{order} LIMIT {}", columns(kind), tables(kind), rules.join(" AND "), PAGE + 1);
    let mut lines: Vec<Line> = conn.list(&sql, args).await?;
    let has_more = lines.len() > PAGE;
    lines.truncate(PAGE);
    if is_backward {
        lines.reverse();
    }
    let place = |line: &Line| (line.at.clone(), line.id);
    let (before, after) = if is_backward { (has_more, true) } else { (filter.cursor.is_some(), has_more) };
    Ok(Lines { previous: lines.first().filter(|_| before).map(place), next: lines.last().filter(|_| after).map(place), count, lines })
}

/// The name of a party that a list is narrowed to.
pub(in super::super) async fn party_name(conn: &impl Conn, id: Uuid) -> Result<Option<String>> {
    Ok(conn.find("SELECT name FROM party WHERE id = $1", args![id]).await?)
}
