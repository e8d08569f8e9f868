//! What is in the memory of the program stays there.

use rustix::process::{Resource, Rlimit, setrlimit};

use crate::error::{Error, Result};

/// No core dumps, of this process or of any that it starts. Outside development the process is not dumpable either, which
/// the limit alone does not come to: the kernel then hands no core to a program that collects them (`core_pattern` with a
/// pipe asks no limit), and lets nobody of the same user read the memory or attach a debugger. In development that stays
/// possible, for debuggers and profilers, and for the test that searches the memory of a server: there is nothing to steal.
///
/// # Errors
/// When the system refuses: nothing secret must be read then.
pub(super) fn close_memory(is_development: bool) -> Result<()> {
    let refused = |error| Error::internal(format!("core dumps cannot be turned off: {error}"));
    setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }).map_err(refused)?;
    #[cfg(target_os = "linux")]
    if !is_development {
        rustix::process::set_dumpable_behavior(rustix::process::DumpableBehavior::NotDumpable).map_err(refused)?;
    }
    #[cfg(not(target_os = "linux"))]
    let _nothing_more_to_do = is_development;
    Ok(())
}

#[cfg(test)]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::close_memory;

    /// Says to the test that it is the child.
    const CHILD: &str = "HOOTIS_TEST_CLOSES_ITS_MEMORY";

    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test runs itself in a process of its own, which it tells so")]
    fn outside_development_a_process_leaves_no_core_and_nobody_looks_into_it() {
        let path = "cli::hardened::tests::outside_development_a_process_leaves_no_core_and_nobody_looks_into_it";
        if std::env::var_os(CHILD).is_none() {
            // Not in this process: other tests look into it.
            let mut child = std::process::Command::new(std::env::current_exe().expect("this program"));
            let said = child.args(["--exact", path, "--show-output"]).env(CHILD, "1").output().expect("it runs");
            let said = String::from_utf8_lossy(&said.stdout).into_owned();
            assert!(said.contains("closed for good") && said.contains("1 passed"), "{said}");
            return;
        }
        close_memory(true).expect("no core dumps");
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::Dumpable), "in development a debugger may look");
        close_memory(false).expect("closed");
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
        let limit = getrlimit(Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
        println!("closed for good");
    }
}
