//! `hootis simulate`: months of life in minutes, and then: was every promise kept?
//!
//! People sign up, work, import, leave and come back over HTTP, in a Hootis that runs in a process of its
//! own under a simulated clock, and that is killed again and again in the middle of its work. Everything
//! personal that is typed carries a word that stands nowhere else. What people were told is in a ledger;
//! databases, files and mails are read from outside, by statements that share nothing with the code on trial.

mod browser;
mod chance;
mod checks;
mod child;
mod choices;
mod dumps;
mod endings;
mod eyes;
mod fates;
mod life;
mod looks;
mod model;
mod mourning;
mod news;
mod office;
mod orders;
mod outreach;
mod people;
mod post;
mod record;
mod rights;
mod scripts;
#[cfg(test)]
mod tests;
mod time;
mod troubles;
mod verdicts;
mod visitors;
mod wire;
mod world;

use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};

pub(super) use self::child::run as serve;
pub(super) use self::outreach::outreach;

use self::life::{Life, START, Size};
use self::people::PLANS;
use self::time::{DAY, words};
use self::world::{Inside, Place, Process, World};
use super::say;
use crate::error::{Error, Result};

/// `hootis simulate`.
#[derive(Args, Clone, Debug)]
pub(super) struct Simulate {
    /// Months to live, of 30 days.
    #[arg(long, default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=36))]
    months: u32,
    /// The same seed gives the same people, plans and days. Drawn and printed when missing.
    #[arg(long)]
    seed: Option<u64>,
    /// How many people live.
    #[arg(long, value_enum, default_value_t = People::Normal)]
    people: People,
    /// A folder that is kept, instead of a temporary one. It must be empty.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Live inside this process: quicker, and a crash is work that is dropped instead of a process that is killed.
    #[arg(long)]
    inside: bool,
    /// Answer in JSON: `[{"promise","ok","figure"}]`.
    #[arg(long)]
    json: bool,
}

/// How many people live in a simulation.
#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum People {
    /// For a test.
    Small,
    /// Some of everything.
    Normal,
    /// More of everything.
    Many,
}

impl People {
    fn size(self) -> Size {
        match self {
            Self::Small => Size { companies: 10, visitors: 3, crashes: 6, between_looks: 3 * DAY, plans: PLANS },
            Self::Normal => Size { companies: 30, visitors: 20, crashes: 6, between_looks: DAY, plans: PLANS },
            Self::Many => Size { companies: 80, visitors: 200, crashes: 6, between_looks: DAY, plans: PLANS },
        }
    }
}

/// Lives, looks and tells.
pub(super) async fn run(options: &Simulate, off: &[String]) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let data = options.keep.clone().unwrap_or_else(|| folder.path().join("data"));
    if !is_empty(&data) {
        return Err(Error::Bad("--keep names a folder that is not empty".into()));
    }
    let seed = options.seed.unwrap_or_else(|| u64::from(hootis_vault::random_below(1_000_000)));
    tell(&format!("seed {seed}"));
    let place = Place::new(data, None, off).await?;
    let world = if options.inside {
        World::Inside(Inside::open(place).await?)
    } else {
        World::Process(Process::open(place, std::env::current_exe()?).await?)
    };
    let verdicts = live(world, seed, options.months, options.people.size()).await?;
    if options.json {
        say(verdicts.json());
    } else {
        verdicts.lines().into_iter().for_each(say);
    }
    let unseen: Vec<&str> = verdicts.unseen().into_iter().map(|(_, name)| name).collect();
    if !unseen.is_empty() {
        tell(&format!("not lived through: {}", unseen.join(", ")));
    }
    for fault in &verdicts.faults {
        tell(fault);
    }
    if verdicts.all_hold() {
        return Ok(());
    }
    let broken: Vec<String> = verdicts.broken().into_iter().map(|(promise, name)| format!("{promise} ({name})")).collect();
    Err(Error::Bad(format!("not kept: {}; --seed {seed} lives it again", broken.join(", ")).into()))
}

/// A life, told month by month.
async fn live(world: World, seed: u64, months: u32, size: Size) -> Result<verdicts::Verdicts> {
    let mut life = Life::begin(world, seed, months, size).await?;
    let mut month = 0;
    life.live(|life| {
        let lived = life.now - START.0;
        if lived / time::MONTH > month {
            month = lived / time::MONTH;
            tell(&format!("{} lived, {} crashes", words(lived), life.crashes));
        }
    })
    .await?;
    Ok(life.verdicts)
}

/// Says how far it is, on standard error: standard output is the answer.
#[expect(clippy::print_stderr, reason = "the command line speaks on stderr")]
fn tell(text: &str) {
    eprintln!("{text}");
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}
