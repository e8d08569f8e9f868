//! `hootis retention …`.

use clap::Subcommand;
use hootis_policy::Lang;
use hootis_policy::retention::{LATE, Rule};
use serde_json::{Value, json};

use super::say;
use crate::app::App;
use crate::clock::Life as _;
use crate::error::{Error, Result};
use crate::retention::{self, Due, Outcome, Ran, Status};
use crate::web::format;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Lists the rules: what each says, when it ran, what is due.
    List {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Applies the rules now, as the worker does every few minutes. Fails when one could not be applied.
    Run {
        /// One rule, by its name.
        #[arg(long)]
        rule: Option<String>,
        /// Counts what is due, and takes nothing out.
        #[arg(long)]
        dry_run: bool,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match command {
        Command::List { json } => list(app, *json).await,
        Command::Run { rule, dry_run: true, json } => dry_run(app, rule.as_deref(), *json).await,
        Command::Run { rule, dry_run: false, json } => apply(app, rule.as_deref(), *json).await,
    }
}

async fn list(app: &App, as_json: bool) -> Result<()> {
    let now = app.now();
    let statuses = retention::statuses(app, now).await?;
    let due = retention::dry_run(app, now, None).await?;
    let lines = statuses.iter().zip(&due).map(|(status, (_, due))| line(app, status, due));
    if as_json {
        say(lines.collect::<Value>());
    } else {
        for ((status, (_, due)), _) in statuses.iter().zip(&due).zip(lines) {
            let late = if is_late(app, status, due) { "  LATE" } else { "" };
            say(format!("{:<22} {:>10} after {:<38} {:>8} due{late}", status.rule.name, words(status.rule), status.rule.from.title().en, due.rows));
        }
    }
    Ok(())
}

fn is_late(app: &App, status: &Status, due: &Due) -> bool {
    status.is_late() || due.late(app.now()) > LATE.span()
}

fn line(app: &App, status: &Status, due: &Due) -> Value {
    let (rule, known) = (status.rule, status.known.as_ref());
    json!({
        "rule": rule.name,
        "whom": rule.whom.title().en,
        "event": rule.from.title().en,
        "keep": words(rule),
        "keep_seconds": rule.keep.as_seconds(),
        "then": rule.then.title().en,
        "ground": rule.ground.title().en,
        "promise": rule.promise.id,
        "last_run": known.and_then(|known| known.ran_at).map(format::machine),
        "last_rows": known.and_then(|known| known.amount),
        "next_run": known.map(|known| format::machine(known.next_run_at)),
        "due_now": due.rows,
        "oldest_due": due.oldest.map(|due| format::machine(due.0)),
        "late_seconds": status.late.max(due.late(app.now())).as_secs(),
        "late": is_late(app, status, due),
    })
}

fn words(rule: &Rule) -> String {
    rule.keep.words(Lang::En)
}

/// The name of a rule that somebody typed, or why not.
fn unknown(error: Error) -> Error {
    match error {
        Error::NotFound => Error::Bad("there is no such rule: hootis retention list".into()),
        other => other,
    }
}

async fn dry_run(app: &App, rule: Option<&str>, as_json: bool) -> Result<()> {
    let counts = retention::dry_run(app, app.now(), rule).await.map_err(unknown)?;
    if as_json {
        let object =
            |(rule, due): &(&Rule, Due)| json!({ "rule": rule.name, "due": due.rows, "oldest_due": due.oldest.map(|due| format::machine(due.0)) });
        say(counts.iter().map(object).collect::<Value>());
    } else {
        for (rule, due) in &counts {
            say(format!("{:<22} {:>8} due", rule.name, due.rows));
        }
    }
    Ok(())
}

async fn apply(app: &App, rule: Option<&str>, as_json: bool) -> Result<()> {
    let ran = match rule {
        Some(rule) => retention::run(app, app.now(), rule).await.map_err(unknown)?,
        None => retention::run_all(app, app.now()).await?,
    };
    if as_json {
        let object =
            |ran: &Ran| json!({ "rule": ran.rule.name, "rows": ran.rows, "late_seconds": ran.late.as_secs(), "outcome": ran.outcome.as_str() });
        say(ran.iter().map(object).collect::<Value>());
    } else {
        for ran in &ran {
            say(format!("{:<22} {:>8} rows  {}", ran.rule.name, ran.rows, ran.outcome.as_str()));
        }
    }
    if ran.iter().any(|ran| ran.outcome == Outcome::Failed) { Err(Error::internal("a rule could not be applied: see the log")) } else { Ok(()) }
}
