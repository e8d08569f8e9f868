//! The command line: what the operator does, beside the server or without it.

mod campaign;
mod certificate;
mod declared;
mod demo;
mod dev_services;
mod dolibarr;
mod hardened;
mod journal;
mod keys;
mod life;
mod operators;
mod policy;
mod proxies;
mod records;
mod retention;
mod serve;
mod served;
mod simulate;
mod spaces;
#[cfg(test)]
mod tests;

use std::process::ExitCode;

use clap::{Parser, Subcommand};
use hootis_space::Durability;

use crate::app::{App, Options, Site};
use crate::clock::Clock;
use crate::config;
use crate::error::{Error, Result};
use crate::mail::Transport;
use crate::outreach::Outreach;
use crate::passwords::Cost;
use crate::web::proxies::Proxies;

/// Hootis: a business space whose privacy policy is executed by the software.
#[derive(Parser)]
#[command(name = "hootis", version, about)]
struct Cli {
    #[command(flatten)]
    storage: config::Storage,
    #[command(flatten)]
    site: config::Site,
    #[command(flatten)]
    mail: config::Mail,
    #[command(flatten)]
    simulated: config::Simulated,
    #[command(flatten)]
    declared: config::Declared,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the site.
    Serve(config::Serve),
    /// Makes, lists and shows spaces.
    #[command(subcommand)]
    Space(spaces::Command),
    /// Looks at a Dolibarr, imports it into a space, undoes that.
    #[command(subcommand)]
    Dolibarr(dolibarr::Command),
    /// Reads the security journal, and checks that it is whole.
    #[command(subcommand)]
    Journal(journal::Command),
    /// Sends news to account holders who asked for them.
    #[command(subcommand)]
    Campaign(campaign::Command),
    /// For development: a mail relay and carriers of messages that deliver nothing and show what they were given.
    DevServices(dev_services::Options),
    /// Checks what Hootis signed.
    #[command(subcommand)]
    Certificate(certificate::Command),
    /// Looks after the keys.
    #[command(subcommand)]
    Keys(keys::Command),
    /// Looks after the promises.
    #[command(subcommand)]
    Policy(policy::Command),
    /// Makes operators, lists them, takes their access away.
    #[command(subcommand)]
    Operator(operators::Command),
    /// Shows and applies the retention rules.
    #[command(subcommand)]
    Retention(retention::Command),
    /// The machines in front of the server that say who a request comes from.
    #[command(subcommand)]
    Proxies(proxies::Command),
    /// Browsing records: links them to people, on a legal ground.
    #[command(subcommand)]
    Records(records::Command),
    /// Brings every database to the shape of this version.
    Migrate,
    /// Makes a lively, invented demo space, or gives it a new password; prints how to get in.
    Demo,
    /// Lives months in minutes in a temporary folder, crashes included, and tells whether each promise was kept.
    Simulate(simulate::Simulate),
    /// The Hootis that a simulation lives with.
    #[command(hide = true)]
    Simulated,
    /// Reads one photo, with nothing to lose: the server starts it.
    #[command(hide = true, name = READ_PHOTO)]
    ReadPhoto,
}

/// What the server calls [`Command::ReadPhoto`].
const READ_PHOTO: &str = "read-photo";

impl Command {
    /// Whether it works on data that a server serves, and must speak for the same site.
    fn speaks_for_the_site(&self) -> bool {
        match self {
            Self::Serve(_) | Self::DevServices(_) | Self::Certificate(_) | Self::Simulate(_) | Self::Simulated | Self::ReadPhoto => false,
            Self::Policy(command) => matches!(command, policy::Command::Check { .. }),
            Self::Dolibarr(command) => !matches!(command, dolibarr::Command::Check { .. }),
            Self::Space(_)
            | Self::Journal(_)
            | Self::Campaign(_)
            | Self::Keys(_)
            | Self::Operator(_)
            | Self::Retention(_)
            | Self::Records(_)
            | Self::Proxies(_)
            | Self::Demo
            | Self::Migrate => true,
        }
    }
}

/// Runs the program.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    if matches!(cli.command, Command::ReadPhoto) {
        // Before anything is opened or started: what it may do is taken away first.
        return if hootis_media::step().is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    // Before anything secret is read.
    if let Err(error) = hardened::close_memory(cli.site.dev) {
        return fail(&error);
    }
    let logs = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,hootis=info".into());
    let is_terminal = std::io::IsTerminal::is_terminal(&std::io::stderr());
    tracing_subscriber::fmt().with_env_filter(logs).with_ansi(is_terminal).with_writer(std::io::stderr).init();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(32).build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&Error::internal(error)),
    };
    match runtime.block_on(run(cli)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

#[expect(clippy::print_stderr, reason = "the command line speaks on stderr")]
fn fail(error: &Error) -> ExitCode {
    match error {
        Error::Internal(why) => eprintln!("hootis: {why}"),
        Error::Bad(why) => eprintln!("hootis: {why}"),
        Error::NotFound => eprintln!("hootis: there is no such space or person"),
        Error::Asleep => eprintln!("hootis: the space is closed or read only: nothing is processed in it for now"),
        other => eprintln!("hootis: {other}"),
    }
    ExitCode::FAILURE
}

/// Says something on standard output.
fn say(text: impl std::fmt::Display) {
    use std::io::Write as _;
    // Whoever reads may leave early (`hootis … | head`): that is no fault of ours.
    let _reader_left = writeln!(std::io::stdout(), "{text}");
}

async fn run(mut cli: Cli) -> Result<()> {
    if cli.command.speaks_for_the_site() {
        served::learn(&mut cli)?;
    }
    match cli.command {
        Command::Serve(ref options) => serve::run(&cli, options).await,
        Command::Space(ref command) => spaces::run(&cli.app(Vec::new()).await?, command).await,
        Command::Dolibarr(dolibarr::Command::Check { ref from, entity, json }) => dolibarr::check(&cli, from, entity, json).await,
        Command::Dolibarr(dolibarr::Command::Import { ref slug, ref from, entity, dry_run, once, json }) => {
            dolibarr::import(&cli.app(Vec::new()).await?, slug, from, entity, (dry_run, once), json).await
        }
        Command::Dolibarr(dolibarr::Command::Sync { ref slug, json }) => dolibarr::sync(&cli.app(Vec::new()).await?, slug, json).await,
        Command::Dolibarr(dolibarr::Command::Documents { ref slug, ref archive, json }) => {
            dolibarr::documents(&cli.app(Vec::new()).await?, slug, archive, json).await
        }
        Command::Dolibarr(dolibarr::Command::Undo { ref slug, json }) => dolibarr::undo(&cli.app(Vec::new()).await?, slug, json).await,
        Command::Journal(ref command) => journal::run(&cli.app(Vec::new()).await?, command).await,
        Command::Campaign(ref command) => campaign::run(&cli.app(Vec::new()).await?, command).await,
        Command::DevServices(ref options) => dev_services::run(options).await,
        Command::Certificate(ref command) => certificate::run(&cli, command).await,
        Command::Keys(ref command) => keys::run(&cli.app(Vec::new()).await?, command).await,
        Command::Records(ref command) => records::run(&cli.app(Vec::new()).await?, command).await,
        Command::Proxies(ref command) => proxies::run(&cli.app(Vec::new()).await?, command).await,
        Command::Operator(ref command) => operators::run(&cli.app(Vec::new()).await?, command).await,
        Command::Retention(ref command) => retention::run(&cli.app(Vec::new()).await?, command).await,
        Command::Policy(policy::Command::Lint { json }) => policy::lint(json),
        Command::Policy(policy::Command::Check { json, ref lang }) => policy::check(&cli.app(Vec::new()).await?, json, lang).await,
        Command::Demo => demo::run(&cli.app(Vec::new()).await?).await,
        Command::Simulate(ref options) => simulate::run(options, &cli.simulated.off).await,
        Command::Simulated => cli.simulated().await,
        Command::ReadPhoto => Ok(()),
        Command::Migrate => spaces::migrate(&cli.app(Vec::new()).await?).await,
    }
}

impl Cli {
    /// Opens the application as the options say.
    async fn app(&self, allow_source: Vec<String>) -> Result<App> {
        self.app_for(allow_source, Outreach::default(), Proxies::default()).await
    }

    /// The same with what only the server needs to know.
    async fn app_for(&self, allow_source: Vec<String>, outreach: Outreach, proxies: Proxies) -> Result<App> {
        crate::web::i18n::load().map_err(Error::internal)?;
        let simulated = &self.simulated;
        if (simulated.clock_file.is_some() || !simulated.off.is_empty()) && !self.site.dev {
            return Err(Error::Bad("--clock-file and --off are for simulations: --dev is missing".into()));
        }
        let clock = match &simulated.clock_file {
            Some(path) => Clock::following(path)?,
            None => Clock::default(),
        };
        // A simulated life has many passwords, none worth stealing, and no disk that loses power.
        let in_earnest = simulated.clock_file.is_none();
        App::open(Options {
            data: self.storage.data.clone(),
            platform: self.storage.platform.clone(),
            spaces: self.storage.spaces.clone(),
            master_key: self.storage.master_key_path(),
            open_spaces: self.storage.open_spaces.max(1),
            site: Site::parse(self.site.address(), self.site.dev || self.site.address().starts_with("http://hootis.localhost"))?,
            durability: if in_earnest { Durability::Full } else { Durability::Relaxed },
            cost: if in_earnest { Cost::Real } else { Cost::Cheap },
            clock,
            transport: self.transport()?,
            allow_source,
            proxies,
            outreach,
            platform_schema: "platform".to_owned(),
            hands: hootis_media::Hands::Apart { program: std::env::current_exe()?, argument: READ_PHOTO },
            off: simulated.off.clone(),
            declared: declared::load(&self.declared)?,
        })
        .await
    }

    /// Serves a simulation, which brings its own time.
    async fn simulated(&self) -> Result<()> {
        if self.simulated.clock_file.is_none() {
            return Err(Error::Bad("--clock-file is missing".into()));
        }
        simulate::serve(self.app_for(Vec::new(), simulate::outreach(), Proxies::default()).await?).await
    }

    fn transport(&self) -> Result<Transport> {
        let Some(relay) = &self.mail.smtp else { return Transport::folder(self.storage.data.join("outbox"), &self.mail.mail_from) };
        let from_file = match &self.mail.smtp_password_file {
            Some(path) => Some(std::fs::read_to_string(path)?.trim_end().to_owned().into()),
            None => None,
        };
        Transport::smtp(relay, self.mail.smtp_password.clone().or(from_file), &self.mail.mail_from)
    }
}
