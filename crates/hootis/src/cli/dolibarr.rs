//! `hootis dolibarr …`.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use hootis_dolibarr::{DumpSource, Guard, Protection, ServerSource, Source, Take};
use hootis_policy::processors;
use secrecy::SecretString;
use serde_json::json;

use super::{Cli, say};
use crate::access::JobContext;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::spaces;
use crate::space::documents::{self, Totals};
use crate::space::imports::sync::command as sync;
use crate::space::imports::{self, Counts, Progress, Report, TABLES};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Looks at a Dolibarr: what it is, how much it holds, what is odd.
    Check {
        #[command(flatten)]
        from: From,
        /// The company of the Multicompany module; all of them without it.
        #[arg(long)]
        entity: Option<i64>,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Imports a Dolibarr into a space. Cut off, it goes on when it is run again.
    Import {
        /// The space.
        slug: String,
        #[command(flatten)]
        from: From,
        /// The company of the Multicompany module.
        #[arg(long, default_value_t = 1)]
        entity: i64,
        /// Only count what would be done.
        #[arg(long)]
        dry_run: bool,
        /// Forget the connection to the server afterwards. Otherwise it is kept, sealed with the space's key, for `sync`.
        #[arg(long)]
        once: bool,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Reads the connected Dolibarr of a space again, once, and takes what has changed.
    Sync {
        /// The space.
        slug: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Takes the files of an archive of Dolibarr's documents folder into a space: those that belong to what was imported.
    Documents {
        /// The space.
        slug: String,
        /// The archive: `.tar.gz`, `.tar` or `.zip`.
        #[arg(long, value_name = "FILE")]
        archive: PathBuf,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Undoes the last import of a space, within 30 days.
    Undo {
        /// The space.
        slug: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

/// Where the Dolibarr is.
#[derive(Args)]
pub(super) struct From {
    /// A MariaDB or MySQL server: `mysql://user@host:3306/database`.
    #[arg(long, required_unless_present = "dump", conflicts_with = "dump")]
    url: Option<SecretString>,
    /// An SQL dump: `.sql`, `.gz`, `.zst` or `.zip`.
    #[arg(long, value_name = "FILE")]
    dump: Option<PathBuf>,
    /// How the connection to the server is protected: verified, unverified (encrypted by whoever answers), none, or offered
    /// (on this machine or a private network as the server offers it, verified anywhere else).
    #[arg(long, default_value = "offered", value_name = "HOW")]
    tls: String,
    /// A file that holds the server's password.
    #[arg(long, value_name = "FILE", conflicts_with = "dump")]
    password_file: Option<PathBuf>,
    /// The server's password. Better in the environment or in a file than in arguments.
    #[arg(long, env = "HOOTIS_DOLIBARR_PASSWORD", hide_env_values = true, hide = true)]
    password: Option<SecretString>,
}

impl From {
    /// The source, and which one exactly.
    fn source(&self) -> Result<(Source, String)> {
        use secrecy::ExposeSecret as _;
        if let Some(path) = &self.dump {
            let meta = std::fs::metadata(path).map_err(|error| Error::Bad(format!("{}: {error}", path.display()).into()))?;
            let changed = meta.modified().ok().and_then(|at| at.duration_since(std::time::UNIX_EPOCH).ok()).unwrap_or_default();
            let identity = format!("{}:{}:{}", path.display(), meta.len(), changed.as_millis());
            return Ok((Source::Dump(DumpSource::file(path)), identity));
        }
        let from_file = match &self.password_file {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(|error| Error::Bad(format!("{}: {error}", path.display()).into()))?;
                Some(SecretString::from(text.trim_end_matches(['\r', '\n'])))
            }
            None => None,
        };
        let url = self.url.as_ref().map(|url| url.expose_secret()).unwrap_or_default();
        let protection = Protection::parse(&self.tls).ok_or_else(|| refused("--tls is verified, unverified, none or offered"))?;
        // The operator may reach any host.
        let server = ServerSource::parse(url, from_file.or_else(|| self.password.clone()), Guard::Any).map_err(refused)?.protected(protection);
        let identity = server.label();
        Ok((Source::Server(server), identity))
    }
}

fn refused(why: impl std::fmt::Display) -> Error {
    Error::Bad(why.to_string().into())
}

/// Looks at a Dolibarr. A server is asked through the door, which counts in the data folder; a dump needs none.
pub(super) async fn check(cli: &Cli, from: &From, entity: Option<i64>, as_json: bool) -> Result<()> {
    let (source, _) = from.source()?;
    if let Source::Server(server) = &source {
        pass(&cli.app(Vec::new()).await?, server).await?;
    }
    let found = hootis_dolibarr::check_whole(&source, entity).await.map_err(refused)?;
    if as_json {
        say(serde_json::to_string(&found).map_err(Error::internal)?);
        return Ok(());
    }
    say(format!("Dolibarr {}, tables {}…", found.version.as_deref().unwrap_or("of unknown version"), found.prefix));
    for entity in &found.entities {
        say(format!("  entity {:<4} {}", entity.id, entity.name.as_deref().unwrap_or_default()));
    }
    for (name, count) in &found.counts {
        say(format!("  {count:>9} {name}"));
    }
    for warning in &found.warnings {
        say(format!("  {} {}: {}", warning.table, warning.row.map_or_else(String::new, |row| row.to_string()), warning.what()));
    }
    Ok(())
}

/// Lets the call to a server out, and counts it, as for what is asked for in a space.
async fn pass(app: &App, server: &ServerSource) -> Result<()> {
    app.outgoing().pass(&processors::CUSTOMER_HOST, server.host()).await.map_err(refused)
}

pub(super) async fn import(app: &App, slug: &str, from: &From, entity: i64, (dry, once): (bool, bool), as_json: bool) -> Result<()> {
    let context = context(app, slug).await?;
    let (source, identity) = from.source()?;
    if let Source::Server(server) = &source {
        pass(app, server).await?;
    }
    let kept = source.clone();
    let request = imports::Request { source, identity, entity, take: Take::default(), dry };
    let report = imports::import(&context.space, app.clock(), &context.desk.folder().await?, request).await.map_err(refused)?;
    if let Source::Server(server) = &kept
        && !dry
        && !once
    {
        sync::keep(&context, entity, server).await?;
    }
    context.desk.expect_sweep().await?;
    let totals = documents::totals(&context.space, entity).await?;
    tell(&report, totals, as_json);
    Ok(())
}

pub(super) async fn sync(app: &App, slug: &str, as_json: bool) -> Result<()> {
    let context = context(app, slug).await?;
    let (entity, report) = sync::once(&context, app.clock()).await.map_err(refused)?;
    context.desk.expect_sweep().await?;
    let totals = documents::totals(&context.space, entity).await?;
    tell(&report, totals, as_json);
    Ok(())
}

pub(super) async fn documents(app: &App, slug: &str, archive: &std::path::Path, as_json: bool) -> Result<()> {
    let context = context(app, slug).await?;
    let sorted = imports::archive::documents(&context.space, &context.desk, app.clock(), archive).await.map_err(refused)?;
    say(if as_json {
        serde_json::to_string(&sorted).map_err(Error::internal)?
    } else {
        format!(
            "{} matched ({} new, {} replaced), {} unmatched, {} skipped",
            sorted.matched, sorted.added, sorted.replaced, sorted.unmatched, sorted.skipped
        )
    });
    Ok(())
}

pub(super) async fn undo(app: &App, slug: &str, as_json: bool) -> Result<()> {
    let context = context(app, slug).await?;
    let report = imports::undo_last(&context.space, app.clock(), &context.desk.folder().await?).await.map_err(refused)?;
    say(if as_json {
        json!({ "undone": report.run, "kept": report.progress.kept }).to_string()
    } else {
        format!("undone; {} fields and people were kept as they had been changed since", report.progress.kept)
    });
    Ok(())
}

/// The space, if work may be done in it.
async fn context(app: &App, slug: &str) -> Result<JobContext> {
    let space = spaces::find_by_slug(app.platform(), slug).await?.ok_or(Error::NotFound)?;
    JobContext::open(app, space.id).await
}

fn tell(report: &Report, totals: Totals, as_json: bool) {
    let Progress { tables, elapsed_ms, .. } = &report.progress;
    let of = |table: &str| tables.get(table).copied().unwrap_or_default();
    if as_json {
        let tables: serde_json::Map<String, serde_json::Value> = TABLES.iter().map(|table| ((*table).to_owned(), json!(of(table)))).collect();
        say(
            json!({ "tables": tables, "totals": totals, "warnings": report.warnings, "warnings_total": report.progress.warnings, "elapsed_ms": elapsed_ms }),
        );
        return;
    }
    for table in TABLES {
        let Counts { read, created, updated, unchanged, skipped, removed } = of(table);
        say(format!(
            "{table:<22} read {read:>8}  created {created:>8}  updated {updated:>8}  unchanged {unchanged:>8}  skipped {skipped:>6}  removed {removed:>6}"
        ));
    }
    for warning in &report.warnings {
        say(format!("{} {}: {}; {}", warning.table, warning.row.map_or_else(String::new, |row| row.to_string()), warning.what, warning.done));
    }
    say(format!("{} warnings, {:.1} s", report.progress.warnings, *elapsed_ms as f64 / 1000.0));
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use super::super::{Cli, run};
    use crate::outgoing::list_days;

    #[tokio::test]
    async fn p_d1_a_check_of_a_server_goes_through_the_door_and_one_of_a_dump_needs_none() {
        let folder = tempfile::tempdir().expect("a folder");
        let data = folder.path().join("data");
        let hootis = |rest: &[&str]| {
            let start = ["hootis", "--data", data.to_str().expect("a path"), "dolibarr", "check"];
            Cli::try_parse_from(start.into_iter().chain(rest.iter().copied())).expect("arguments")
        };
        let dump = folder.path().join("dump.sql");
        std::fs::write(&dump, "-- nothing of a Dolibarr").expect("a file");
        assert!(run(hootis(&["--dump", dump.to_str().expect("a path")])).await.is_err());
        assert!(!data.exists(), "nothing left, nothing is counted");
        // Nobody listens there: that it was tried is what counts.
        let server = ["--url", "mysql://dolibarr@127.0.0.1:1/dolibarr"];
        assert!(run(hootis(&server)).await.is_err());
        let app = hootis(&server).app(Vec::new()).await.expect("the application");
        let days = list_days(app.platform(), "2026-01-01").await.expect("days");
        assert_eq!(days.iter().map(|day| (day.processor.as_str(), day.calls)).collect::<Vec<_>>(), [("customer-host", 1)]);
    }
}
