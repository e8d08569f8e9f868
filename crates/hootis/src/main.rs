//! The program.

fn main() -> std::process::ExitCode {
    hootis::cli::main()
}
