//! The section of the public page, the button that makes the checks anew, and the results for programs.

use askama::Template;
use askama::filters::Safe;
use axum::Json;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Serialize;

use super::board::{Board, Line, State};
use super::chart::{Chart, Run};
use super::figure::Figure;
use super::schedule::{self, Outcome};
use super::signed;
use crate::access::Visitor;
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::web::form::{BareForm, Nothing};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply;

#[derive(Template)]
#[template(path = "platform/evidence/_section.html")]
struct Section<'a> {
    page: &'a Page,
    board: &'a Board,
    /// Somebody just asked for the checks: the answer takes the focus. A page that is opened keeps its beginning.
    asked: bool,
}

impl Section<'_> {
    /// Of all promises together.
    fn summary(&self) -> String {
        self.board.summary(self.page.lang)
    }

    /// How the signed file of today is called.
    fn file(&self) -> String {
        signed::name(&format::day(self.board.now.0))
    }

    /// What a promise is, its result, and what must be so.
    fn words(&self, line: &Line) -> (&'static str, String, String) {
        let lang = self.page.lang;
        let result = if line.state.is_well() { line.found(lang) } else { line.words(lang, self.board.now) };
        (line.promise.title.to(lang.into()), result, line.limit_words(lang))
    }

    /// When it was last checked, for machines and for people.
    fn time(&self, line: &Line) -> Option<(String, String)> {
        line.checked_at.map(|at| (format::machine(at), format::ago(self.page.lang, self.board.now.0, at)))
    }

    /// Its days as a drawing, and as lines of a table.
    fn days(&self, line: &Line) -> (Chart, Vec<Run>) {
        (line.chart(self.page.lang, self.board.now), line.runs(self.board.now))
    }

    /// A line of that table: when, what it was, what was found.
    fn run(&self, run: &Run) -> (String, String, String) {
        (run.when(self.page.lang), run.words(self.page.lang), run.found(self.page.lang))
    }
}

/// The same in short, for the operator.
#[derive(Template)]
#[template(path = "platform/evidence/_compact.html")]
struct Compact<'a> {
    page: &'a Page,
    board: &'a Board,
}

impl Compact<'_> {
    /// Promises that are shown one by one: a page is no list of everything that waits after a night without server.
    const SHOWN: usize = 5;

    /// « et 18 autres »
    fn more(&self) -> Option<String> {
        let more = self.board.worries().count().saturating_sub(Self::SHOWN);
        let n = i64::try_from(more).unwrap_or(i64::MAX);
        (more > 0).then(|| self.page.t_args("evidence-more", &[("n", n.into())]))
    }

    fn summary(&self) -> String {
        self.board.summary(self.page.lang)
    }

    fn words(&self, line: &Line) -> (&'static str, String, String) {
        Section { page: self.page, board: self.board, asked: false }.words(line)
    }
}

/// What is not as it must be, as HTML, for the operator's first page.
///
/// # Errors
/// When the database refuses.
pub async fn compact(app: &App, page: &Page, now: Now) -> Result<Safe<String>> {
    let board = Board::read(app, now).await?;
    Ok(Safe(Compact { page, board: &board }.render()?))
}

/// The evidence, for the page of the policy.
pub struct Shown {
    /// What stands in the section `#preuves`.
    pub section: Safe<String>,
    /// All of it in a few words, for the top of the page.
    pub summary: String,
    /// The modifier of the eye before them.
    pub eye: &'static str,
}

/// What the page of the policy shows of the evidence.
///
/// # Errors
/// When the database refuses.
pub async fn section(app: &App, page: &Page, now: Now) -> Result<Shown> {
    let board = Board::read(app, now).await?;
    let section = Safe(Section { page, board: &board, asked: false }.render()?);
    Ok(Shown { section, summary: board.summary(page.lang), eye: board.eye() })
}

/// Makes the cheap checks anew, unless somebody just did. Nothing of anybody's is changed by it, so a request from
/// our own page is enough and no token, hence no cookie, is needed.
pub async fn create(visitor: Visitor, _: BareForm<Nothing>) -> Result<Response> {
    schedule::run_asked(&visitor.app).await?;
    if visitor.visit.is_partial() {
        let page = visitor.page_without_form("evidence-title");
        let board = Board::read(&visitor.app, visitor.now).await?;
        return reply::html(&Section { page: &page, board: &board, asked: true });
    }
    Ok(Redirect::to(&format!("{}#preuves", visitor.link("/confidentialite"))).into_response())
}

/// The last results, for programs.
pub async fn list(visitor: Visitor) -> Result<Response> {
    let board = Board::read(&visitor.app, visitor.now).await?;
    let lang = visitor.lang();
    let found = board.lines.iter().map(|line| Found::of_line(lang, line));
    Ok(Json(found.collect::<Vec<_>>()).into_response())
}

/// A result for programs.
#[derive(Serialize)]
pub struct Found {
    promise: &'static str,
    /// Nothing: not kept yet, or not proven now.
    ok: Option<bool>,
    figure: String,
    limit: Option<String>,
    checked_at: Option<String>,
}

impl Found {
    pub(super) fn of_line(lang: Lang, line: &Line) -> Self {
        let ok = match line.state {
            State::Kept => Some(true),
            State::Broken => Some(false),
            State::Late | State::Waiting | State::NotYet => None,
        };
        let figure = if line.state == State::Late { line.words(lang, Now(line.checked_at.unwrap_or_default())) } else { line.found(lang) };
        let limit = line.limit.as_ref().map(|limit| limit.say(lang));
        Self { promise: line.promise.id, ok, figure, limit, checked_at: line.checked_at.map(format::machine) }
    }

    /// What was found just now.
    #[must_use]
    pub fn of_outcome(lang: Lang, outcome: &Outcome) -> Self {
        let say = |figure: &Figure| figure.say(lang);
        Self {
            promise: outcome.promise.id,
            ok: outcome.ok,
            figure: say(&outcome.figure),
            limit: outcome.limit.as_ref().map(say),
            checked_at: outcome.checked_at.map(format::machine),
        }
    }

    /// The same as a line of text, its mark first.
    #[must_use]
    pub fn line(&self) -> String {
        let mark = match self.ok {
            Some(true) => "ok",
            Some(false) => "BROKEN",
            None => "-",
        };
        let limit = self.limit.as_ref().map(|limit| format!("  [{limit}]")).unwrap_or_default();
        format!("{:<3} {mark:<7} {}{limit}", self.promise, self.figure)
    }

    /// The promise, when it is broken.
    #[must_use]
    pub fn broken(&self) -> Option<&'static str> {
        (self.ok == Some(false)).then_some(self.promise)
    }
}
