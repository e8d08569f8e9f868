//! How the rules of retention stand, and what would go if they ran now.

use askama::Template;
use axum::response::Response;
use hootis_policy::retention::Rule;

use crate::access::OperatorUser;
use crate::error::Result;
use crate::retention::{self, Due, Status};
use crate::web::form::{Form, Nothing};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// A rule as it is shown.
struct Line {
    name: &'static str,
    /// « 61 jours après l'enregistrement : supprimé »
    says: String,
    status: Status,
    /// Whether it is applied by runs, and not in the act that starts it.
    has_runs: bool,
    /// What would go now, after a dry run.
    due: Option<u64>,
}

impl Line {
    fn new(lang: Lang, status: Status, due: Option<u64>) -> Self {
        let rule = status.rule;
        let policy = lang.into();
        let args =
            [("keep", rule.keep.words(policy).into()), ("event", rule.from.title().to(policy).into()), ("then", rule.then.title().to(policy).into())];
        let key = if rule.keep.as_seconds() == 0 { "retention-says-at-once" } else { "retention-says" };
        let has_runs = retention::of(rule.name).is_some_and(|enforcement| enforcement.is_of_platform() || enforcement.is_of_spaces());
        Self { name: rule.name, says: lang.t_args(key, &args), status, has_runs, due }
    }

    fn took(&self) -> String {
        let took = self.status.known.as_ref().and_then(|known| known.took_ms).unwrap_or_default();
        format::duration(u64::try_from(took).unwrap_or(0))
    }

    fn late(&self) -> String {
        format::duration(u64::try_from(self.status.late.as_millis()).unwrap_or(u64::MAX))
    }
}

#[derive(Template)]
#[template(path = "platform/overview/retention.html")]
struct Show {
    page: Page,
    now_ms: i64,
    lines: Vec<Line>,
    late: usize,
    /// Whether this is the answer to a dry run.
    is_dry: bool,
    /// What would go now, of all rules.
    due: i64,
}

/// Every rule as of its last run.
pub async fn show(user: OperatorUser) -> Result<Response> {
    page(&user, None).await
}

/// Counts what is due, and takes nothing out.
pub async fn create(user: OperatorUser, _: Form<Nothing>) -> Result<Response> {
    let due = retention::dry_run(&user.app, user.now, None).await?;
    page(&user, Some(&due)).await
}

async fn page(user: &OperatorUser, dry: Option<&[(&'static Rule, Due)]>) -> Result<Response> {
    let due_of = |rule: &Rule| dry.map(|dry| dry.iter().find(|(other, _)| other.name == rule.name).map_or(0, |(_, due)| due.rows));
    let statuses = retention::statuses(&user.app, user.now).await?;
    let lines: Vec<Line> = statuses.into_iter().map(|status| Line::new(user.lang(), status.clone(), due_of(status.rule))).collect();
    html(&Show {
        page: user.operator_page("nav-retention"),
        now_ms: user.now.0,
        late: lines.iter().filter(|line| line.status.is_late()).count(),
        is_dry: dry.is_some(),
        due: lines.iter().filter_map(|line| line.due).map(|due| i64::try_from(due).unwrap_or(i64::MAX)).sum(),
        lines,
    })
}
