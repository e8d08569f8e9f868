//! The tests, on both engines, and the browser test: how many passed, and whether any was passed over.
//!
//! Run through `scripts/services`, which gives it a PostgreSQL and a MariaDB. The tests of [`BOTH_ENGINES`] run
//! twice, with `HOOTIS_TEST_ENGINE` = `sqlcipher` and `postgres`, and as many must pass on one as on the other.
//!
//! A test that cannot run prints `SKIPPED (no reference data): its name`, or `SKIPPED (no MySQL): its name`. Where
//! the thing is there after all, that is a failure.

mod outcome;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use outcome::{Outcome, skipped};
use serde_json::Value;

use crate::say;
use crate::tree::root;

/// The crates whose tests depend on the engine.
const BOTH_ENGINES: [&str; 2] = ["hootis", "hootis-space"];

/// How everything is built: as for `make run`, and no second time.
const PROFILE: &str = "fast";

/// What a test may lack, and the variable that gives it.
const GIVEN_BY: [(&str, &str); 3] =
    [("no reference data", "HOOTIS_REFERENCE_DATA"), ("no MySQL", "HOOTIS_TEST_MYSQL"), ("no PostgreSQL", "HOOTIS_TEST_POSTGRES")];

/// One compiled test program.
struct Program {
    package: String,
    /// The crate's folder, where its tests expect to run.
    folder: PathBuf,
    path: PathBuf,
}

/// Runs everything. Whatever fails, the rest is run too, and the last line is `N passed, N failed`.
pub(crate) fn run() -> Result<(), String> {
    let servers = ["HOOTIS_TEST_POSTGRES", "HOOTIS_TEST_MYSQL"];
    if let Some(missing) = servers.into_iter().find(|name| setting(name).is_none()) {
        return Err(format!("{missing} is not set: run `scripts/services cargo xtask test`"));
    }
    say("Building the tests and the program");
    let programs = build()?;
    let binary = binary()?;
    let mut suite = Suite { binary, outcomes: Vec::new() };
    for engine in ["sqlcipher", "postgres"] {
        let mine = |p: &&Program| engine == "sqlcipher" || BOTH_ENGINES.contains(&p.package.as_str());
        for program in programs.iter().filter(mine) {
            suite.program(program, engine)?;
        }
    }
    suite.documentation()?;
    suite.browser()?;
    suite.close()
}

struct Suite {
    binary: PathBuf,
    outcomes: Vec<Outcome>,
}

impl Suite {
    fn program(&mut self, program: &Program, engine: &str) -> Result<(), String> {
        let mut command = Command::new(&program.path);
        // --show-output: what a passed test says is where the skipped ones are told from the others.
        command.arg("--show-output").current_dir(&program.folder);
        command.env("CARGO_MANIFEST_DIR", &program.folder).env("HOOTIS_TEST_ENGINE", engine).env("HOOTIS_BINARY", &self.binary);
        self.outcome(&program.package, engine, command)
    }

    fn documentation(&mut self) -> Result<(), String> {
        let mut command = cargo(&["test", "--locked", "--workspace", "--profile", PROFILE, "--doc"]);
        command.env("HOOTIS_TEST_ENGINE", "sqlcipher");
        self.outcome("documentation", "", command)
    }

    fn browser(&mut self) -> Result<(), String> {
        let mut command = Command::new(root().join("scripts/browser"));
        command.current_dir(root()).env("HOOTIS_BINARY", &self.binary);
        self.outcome("browser", "", command)
    }

    /// Runs one program to its end, keeps all that it says in a file, and shows what matters of it.
    fn outcome(&mut self, name: &str, engine: &str, mut command: Command) -> Result<(), String> {
        let title = if engine.is_empty() { name.to_owned() } else { format!("{name} on {engine}") };
        let log = logs()?.join(format!("{}.log", title.replace(' ', "-")));
        let file = std::fs::File::create(&log).map_err(|e| format!("{}: {e}", log.display()))?;
        let second = file.try_clone().map_err(|e| format!("{}: {e}", log.display()))?;
        let start = Instant::now();
        let status = command.stdin(Stdio::null()).stdout(file).stderr(second).status().map_err(|e| format!("{title}: {e}"))?;
        let said = std::fs::read(&log).map_err(|e| format!("{}: {e}", log.display()))?;
        let said = String::from_utf8_lossy(&said);
        let mut outcome = Outcome::read(name, engine, &said);
        if !status.success() && outcome.failed == 0 {
            // It died, or never started: as bad as a failed test, and it must be counted.
            outcome.failed = 1;
        }
        say(&format!("{title}: {outcome} in {:.1} s", start.elapsed().as_secs_f64()));
        if outcome.failed > 0 {
            say(&outcome::failures(&said));
            say(&format!("all of it is in {}", log.display()));
        }
        self.outcomes.push(outcome);
        Ok(())
    }

    /// Compares, sums up and says the last line.
    fn close(self) -> Result<(), String> {
        let passed = |engine: &str| -> usize {
            let both = |o: &&Outcome| o.engine == engine && BOTH_ENGINES.contains(&o.name.as_str());
            self.outcomes.iter().filter(both).map(|o| o.passed).sum()
        };
        let mut wrong = Vec::new();
        let (cipher, postgres) = (passed("sqlcipher"), passed("postgres"));
        say(&format!("sqlcipher: {cipher} passed, postgres: {postgres} passed"));
        if cipher != postgres {
            wrong.push("the engines passed different numbers of tests".to_owned());
        }
        // Nothing ran is not the same as nothing failed.
        for name in BOTH_ENGINES.iter().chain(&["browser"]) {
            if self.outcomes.iter().filter(|o| o.name == *name).map(|o| o.passed + o.failed).sum::<usize>() == 0 {
                wrong.push(format!("{name}: no test ran"));
            }
        }
        wrong.extend(self.outcomes.iter().flat_map(|o| skipped(o, there)));
        for line in &wrong {
            say(line);
        }
        let failed = self.outcomes.iter().map(|o| o.failed).sum::<usize>() + wrong.len();
        say(&format!("{} passed, {failed} failed", self.outcomes.iter().map(|o| o.passed).sum::<usize>()));
        if failed == 0 { Ok(()) } else { Err(String::new()) }
    }
}

/// Whether what a test says it lacks is there.
fn there(reason: &str) -> bool {
    let variable = GIVEN_BY.iter().find(|(r, _)| *r == reason).map(|(_, v)| *v);
    match variable.and_then(setting) {
        Some(folder) if reason == "no reference data" => Path::new(&folder).is_dir(),
        given => given.is_some(),
    }
}

#[expect(clippy::disallowed_methods, reason = "the tests' settings are no settings of Hootis")]
fn setting(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.args(arguments).current_dir(root());
    command
}

/// Builds the tests of all crates with one set of features, and says where they are.
fn build() -> Result<Vec<Program>, String> {
    let artifacts = artifacts(&["test", "--no-run"])?;
    let mut programs: Vec<Program> = artifacts.iter().filter_map(program).collect();
    programs.sort_by(|a, b| (&a.package, &a.path).cmp(&(&b.package, &b.path)));
    if programs.is_empty() { Err("there are no tests".into()) } else { Ok(programs) }
}

fn program(artifact: &Value) -> Option<Program> {
    let path = artifact["executable"].as_str()?;
    let manifest = Path::new(artifact["manifest_path"].as_str()?);
    let folder = manifest.parent()?.to_owned();
    // Each crate's folder has the crate's name.
    let package = folder.file_name()?.to_str()?.to_owned();
    let is_test = artifact["profile"]["test"].as_bool()?;
    is_test.then(|| Program { package, folder, path: path.into() })
}

/// The program itself, as `make run` starts it: for the tests that kill it, and for the browser.
fn binary() -> Result<PathBuf, String> {
    let artifacts = artifacts(&["build", "--bins"])?;
    let built = artifacts.iter().filter(|a| a["target"]["name"] == "hootis");
    let path = built.filter_map(|a| a["executable"].as_str()).next_back();
    path.map(PathBuf::from).ok_or_else(|| "cargo built no program called hootis".into())
}

fn artifacts(what: &[&str]) -> Result<Vec<Value>, String> {
    let mut command = cargo(what);
    command.args(["--quiet", "--locked", "--workspace", "--profile", PROFILE, "--message-format=json-render-diagnostics"]);
    let built = command.stderr(Stdio::inherit()).output().map_err(|e| format!("cargo: {e}"))?;
    if !built.status.success() {
        return Err(format!("cargo {} failed", what.join(" ")));
    }
    let lines = String::from_utf8_lossy(&built.stdout);
    let artifacts = lines.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    Ok(artifacts.filter(|a| a["reason"] == "compiler-artifact").collect())
}

/// Where the programs' words are kept.
fn logs() -> Result<PathBuf, String> {
    let folder = setting("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from).join("test-logs");
    std::fs::create_dir_all(&folder).map_err(|e| format!("{}: {e}", folder.display()))?;
    Ok(folder)
}
