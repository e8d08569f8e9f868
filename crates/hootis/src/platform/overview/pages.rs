//! The operator's first page, and the list of spaces.

use std::time::Duration;

use askama::Template;
use askama::filters::Safe;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::limits;
use hootis_policy::states::SpaceState;
use serde::Deserialize;
use uuid::Uuid;

use super::queries::{self, Queues, SpaceLine};
use crate::access::OperatorUser;
use crate::clock::Now;
use crate::error::Result;
use crate::platform::evidence::{self, Board, State};
use crate::platform::lifecycle::{self, Upcoming};
use crate::platform::{audience, spaces};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// Spaces on the first page.
const NEWEST: i64 = 6;
/// Destructions to come on the first page.
const UPCOMING: u32 = 5;
/// Between a number and its unit.
const NARROW: char = '\u{202f}';
/// Spaces on a page of the list.
const PAGE: usize = 50;
/// What "new" means on the first page.
const LATELY: hootis_policy::Span = hootis_policy::Span::days(30);

/// A space with its size.
struct Line {
    space: SpaceLine,
    /// None when nothing is left of it.
    bytes: Option<u64>,
}

impl Line {
    /// The eye of its state: open, half closed, closed, empty.
    fn eye(&self) -> &'static str {
        match self.space.state {
            SpaceState::Trial | SpaceState::Active => "",
            SpaceState::Pending | SpaceState::Grace | SpaceState::Restricted | SpaceState::Ending => "warn",
            SpaceState::Disabled => "bad",
            SpaceState::Destroyed => "off",
        }
    }

    fn engine(&self) -> &'static str {
        if self.space.engine == "postgresql" { "PostgreSQL" } else { "SQLCipher" }
    }
}

async fn with_sizes(user: &OperatorUser, spaces: Vec<SpaceLine>) -> Vec<Line> {
    let mut lines = Vec::with_capacity(spaces.len());
    for space in spaces {
        let bytes = if space.state.has_key() { spaces::size_bytes(&user.app, space.id).await.ok() } else { None };
        lines.push(Line { space, bytes });
    }
    lines
}

#[derive(Template)]
#[template(path = "platform/overview/show.html")]
struct Show {
    page: Page,
    now_ms: i64,
    spaces: i64,
    /// States in which there are spaces, in the order of life.
    states: Vec<(SpaceState, i64)>,
    new: i64,
    accounts: i64,
    queues: Queues,
    /// Where the promises stand.
    board: Board,
    summary: String,
    kept: usize,
    checked: usize,
    /// How fast spaces open.
    opening: Opening,
    /// The spaces that will be destroyed first.
    upcoming: Vec<Gone>,
    /// The audience of a week, in a sentence.
    week: String,
    lines: Vec<Line>,
    /// How the promises stand.
    promises: Safe<String>,
}

impl Show {
    fn count(&self, state: SpaceState) -> i64 {
        self.states.iter().filter(|(other, _)| *other == state).map(|(_, n)| n).sum()
    }

    /// « 12 en service, 3 essais »
    fn in_service(&self) -> String {
        let in_service =
            [SpaceState::Active, SpaceState::Grace, SpaceState::Restricted, SpaceState::Ending].map(|state| self.count(state)).iter().sum::<i64>();
        self.page.t_args("overview-in-service", &[("active", in_service.into()), ("trials", self.count(SpaceState::Trial).into())])
    }
}

/// How long spaces took to open, 95 times of a hundred, since the server began.
struct Opening {
    /// « 0,09 s »
    figure: String,
    is_slow: bool,
    words: String,
}

impl Opening {
    fn new(user: &OperatorUser) -> Self {
        let (all, lang, target) = (user.app.openings(), user.lang(), limits::OPENING.as_duration());
        let seconds = |time: Duration| format!("{}{NARROW}s", format::decimal(lang, time.as_secs_f64(), 2));
        let measured = all.percentile(95);
        let args = [
            ("n", i64::try_from(all.total()).unwrap_or(i64::MAX).into()),
            ("target", seconds(target).into()),
            ("since", format::date_short(lang, all.since().0).into()),
        ];
        Self {
            figure: measured.map_or_else(|| "—".to_owned(), seconds),
            is_slow: measured.is_some_and(|time| time > target),
            words: lang.t_args(if measured.is_some() { "overview-opening-of" } else { "overview-opening-none" }, &args),
        }
    }
}

/// A space that will be destroyed.
struct Gone {
    space: Upcoming,
    /// « demain »
    when: String,
    is_near: bool,
}

impl Gone {
    fn new(lang: Lang, now: Now, space: Upcoming) -> Self {
        let days = format::days_between(now.0, space.at).max(0);
        Self { when: lang.t_args("overview-gone-in", &[("n", days.into())]), is_near: days <= 1, space }
    }
}

/// What there is, and what waits.
pub async fn show(user: OperatorUser) -> Result<Response> {
    let db = user.platform();
    let states = queries::count_states(db).await?;
    // What is destroyed is no space any more, what is pending none yet.
    let alive = states.iter().filter(|(state, _)| !matches!(state, SpaceState::Destroyed | SpaceState::Pending)).map(|(_, n)| n).sum();
    let board = Board::read(&user.app, user.now).await?;
    let newest = queries::list_spaces(db, "", None, NEWEST).await?;
    let page = user.operator_page("nav-operation");
    html(&Show {
        promises: evidence::compact(&user.app, &page, user.now).await?,
        page,
        now_ms: user.now.0,
        spaces: alive,
        new: queries::count_new(db, user.now.before(LATELY).0).await?,
        accounts: queries::count_accounts(db).await?,
        queues: queries::count_queues(db).await?,
        summary: board.summary(user.lang()),
        kept: board.count(State::Kept),
        checked: board.checked().count(),
        board,
        opening: Opening::new(&user),
        upcoming: lifecycle::list_upcoming(&user.app, UPCOMING).await?.into_iter().map(|space| Gone::new(user.lang(), user.now, space)).collect(),
        week: audience::week(&user.app, user.now, user.lang()).await?,
        lines: with_sizes(&user, newest).await,
        states: states.into_iter().filter(|(_, n)| *n > 0).collect(),
    })
}

/// What the list is asked for.
#[derive(Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    /// The last space of the page before.
    avant: Option<Uuid>,
}

#[derive(Template)]
#[template(path = "platform/overview/list.html")]
struct List {
    page: Page,
    wanted: String,
    lines: Vec<Line>,
    /// The first page, from a later one.
    first: String,
    /// The next page; empty when there is none.
    next: String,
}

/// All spaces, the newest first.
pub async fn list(user: OperatorUser, Query(asked): Query<Asked>) -> Result<Response> {
    let wanted: String = asked.q.trim().chars().take(limits::SLUG_MAX).collect();
    let most = i64::try_from(PAGE).unwrap_or(i64::MAX).saturating_add(1);
    let mut spaces = queries::list_spaces(user.platform(), &wanted, asked.avant, most).await?;
    let more = spaces.len() > PAGE;
    spaces.truncate(PAGE);
    let query = |avant: Option<Uuid>| {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        if !wanted.is_empty() {
            query.append_pair("q", &wanted);
        }
        if let Some(id) = avant {
            query.append_pair("avant", &id.to_string());
        }
        format!("/operateur/espaces?{}", query.finish())
    };
    let next = spaces.last().filter(|_| more).map(|last| query(Some(last.id))).unwrap_or_default();
    let first = if asked.avant.is_some() { query(None) } else { String::new() };
    let lines = with_sizes(&user, spaces).await;
    html(&List { page: user.operator_page("nav-spaces"), wanted, lines, first, next })
}
