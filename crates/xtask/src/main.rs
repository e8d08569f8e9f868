//! House chores: what is longer than a line of the Makefile and is not a shell's work.

mod deny;
mod register;
mod suite;
mod tidy;
mod tree;

use std::process::ExitCode;

const HELP: &str = "\
cargo xtask tidy    who may import whom, file sizes, words, documents, the table of ASVS
cargo xtask deny    licences, sources and banned crates, from deny.toml and Cargo.lock
cargo xtask register    writes docs/register from the declarations of hootis-policy
cargo xtask test    the tests on both engines, then the browser test; run it through scripts/services";

fn main() -> ExitCode {
    let argument = std::env::args().nth(1).unwrap_or_default();
    let done = match argument.as_str() {
        "tidy" => tidy::run(),
        "deny" => deny::run(),
        "register" => register::run(),
        "test" => suite::run(),
        _ => Err(HELP.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Says one line to the person at the terminal.
#[expect(clippy::print_stdout, reason = "a chore speaks to whoever started it")]
fn say(line: &str) {
    println!("{line}");
}
