//! Lives that are short, lives with crashes, and lives in which an enforcement is switched off.

mod off;
mod planted;
mod spoiled;

use std::path::PathBuf;
use std::time::Duration;

use hootis_policy::retention::RULES;
use hootis_policy::{Span, promises};

use super::checks::{SHUT, STATES};
use super::eyes::is_looked_at;
use super::life::{Life, Size};
use super::people::PLANS;
use super::time::ms;
use super::verdicts::Verdicts;
use super::world::{Inside, Place, Process, World};
use crate::testing::Ground;

pub(super) use planted::plant_in_spaces;

/// A short life of some of everything.
const SMALL: Size = Size { companies: 10, visitors: 2, crashes: 8, between_looks: ms(Span::days(5)), plans: PLANS };

/// A place for one life, on the engine of this run.
struct Somewhere {
    folder: tempfile::TempDir,
    ground: Ground,
}

impl Somewhere {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), ground: Ground::of_this_run() }
    }

    async fn place(&self, off: &[&str]) -> Place {
        let off: Vec<String> = off.iter().map(|name| (*name).to_owned()).collect();
        Place::new(self.folder.path().join("data"), self.ground.address(), &off).await.expect("a place")
    }

    /// A life inside this process, before it is lived.
    async fn life(&self, off: &[&str], seed: u64, months: u32, size: Size) -> Life {
        let world = World::Inside(Inside::open(self.place(off).await).await.expect("Hootis opens"));
        Life::begin(world, seed, months, size).await.expect("a life begins")
    }
}

async fn live(mut life: Life) -> Verdicts {
    life.live(|_| {}).await.expect("a life ends");
    life.verdicts
}

#[track_caller]
fn all_held(verdicts: &Verdicts, seed: u64) {
    assert!(verdicts.all_hold(), "seed {seed}:\n{}", verdicts.lines().join("\n"));
}

#[tokio::test]
async fn a_life_in_processes_that_are_killed_again_and_again_keeps_every_promise() {
    let (somewhere, seed) = (Somewhere::new(), 11);
    let program = crate::testing::binary();
    let world = World::Process(Process::open(somewhere.place(&[]).await, program).await.expect("the program starts"));
    let size = Size { companies: 6, crashes: 15, ..SMALL };
    let mut life = Life::begin(world, seed, 3, size).await.expect("a life begins");
    // It takes seconds: one that hangs is told apart from a machine that does much else.
    let ended = tokio::time::timeout(Duration::from_secs(300), life.live(|_| {})).await;
    ended.expect("it hangs").expect("a life ends");
    assert!(life.crashes > 8, "it was hardly killed: {} times", life.crashes);
    all_held(&life.verdicts, seed);
}

/// Histories that nobody wrote: another seed is another history.
#[tokio::test(flavor = "multi_thread")]
async fn random_histories_with_work_cut_off_anywhere_keep_every_promise() {
    // Four months: as long as a trial takes to end, with its space and its account.
    let histories = [(1, 4), (2, 2), (3, 1)].map(|(seed, months)| {
        tokio::spawn(async move {
            let somewhere = Somewhere::new();
            all_held(&live(somewhere.life(&[], seed, months, SMALL).await).await, seed);
        })
    });
    for history in histories {
        history.await.expect("every promise is kept");
    }
}

#[test]
fn each_promise_is_told_of_and_what_was_not_lived_through_is_null() {
    let mut verdicts = Verdicts::default();
    verdicts.look(STATES, true, String::new);
    verdicts.look(SHUT, true, String::new);
    verdicts.look(SHUT, false, || "a door is open".to_owned());
    let told = verdicts.json();
    let told = told.as_array().expect("a list");
    assert_eq!(told.len(), promises::ALL.len());
    let ok = |id: &str| told.iter().find(|entry| entry["promise"] == id).map(|entry| entry["ok"].clone()).expect("an entry");
    assert_eq!((ok("K3"), ok("U4"), ok("K4")), (true.into(), false.into(), serde_json::Value::Null));
}

#[test]
fn every_rule_is_held_against_what_is_there() {
    for rule in RULES {
        assert!(is_looked_at(rule), "no simulation looks at {}: add how its oldest row is found to eyes/rules.rs", rule.name);
    }
}

#[tokio::test]
async fn nothing_can_be_switched_off_outside_development() {
    let somewhere = Somewhere::new();
    let program: PathBuf = crate::testing::binary();
    for option in [["--off", "signup"], ["--clock-file", "clock"]] {
        let mut command = tokio::process::Command::new(&program);
        command.args(["serve", "--site", "http://hootis.localhost"]).args(option).arg("--data").arg(somewhere.folder.path()).env_clear();
        let output = command.output().await.expect("the program starts");
        assert!(!output.status.success(), "{option:?} was obeyed");
    }
    let mut options = Inside::options(&somewhere.place(&[]).await).expect("options");
    options.site.dev = false;
    options.off = vec!["signup".to_owned()];
    assert!(crate::app::App::open(options).await.is_err());
}
