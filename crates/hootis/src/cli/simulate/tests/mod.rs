//! Lives in which an enforcement is switched off, and what is looked at.

mod off;

use std::path::PathBuf;

use hootis_policy::retention::RULES;

use super::eyes::is_looked_at;
use super::life::{Life, START, Size};
use super::verdicts::Verdicts;
use super::world::{Inside, Place, World};
use crate::clock::Clock;
use crate::testing::Ground;

/// A place for one life, on the engine of this run.
struct Somewhere {
    folder: tempfile::TempDir,
    ground: Ground,
}

impl Somewhere {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), ground: Ground::of_this_run() }
    }

    fn place(&self, off: &[&str]) -> Place {
        let data = self.folder.path().join("data");
        std::fs::create_dir_all(&data).expect("a folder");
        let place =
            Place { data, server: self.ground.address(), schema: "platform".to_owned(), off: off.iter().map(|name| (*name).to_owned()).collect() };
        Clock::write(&place.clock(), START).expect("a clock");
        place
    }
}

/// Lives inside this process.
async fn live_inside(place: Place, seed: u64, months: u32, size: Size) -> Verdicts {
    let world = World::Inside(Inside::open(place).await.expect("Hootis opens"));
    let mut life = Life::begin(world, seed, months, size).await.expect("a life begins");
    life.live(|_| {}).await.expect("a life ends");
    life.verdicts
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
    let mut options = Inside::options(&somewhere.place(&[])).expect("options");
    options.site.dev = false;
    options.off = vec!["signup".to_owned()];
    assert!(crate::app::App::open(options).await.is_err());
}
