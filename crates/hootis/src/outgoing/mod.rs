//! The one door to other hosts: a call that no declared processor owns does not leave (promise D1).
//!
//! Whoever connects to somebody else asks here first, by naming the processor it believes to call. The
//! door compares the host with the declaration, counts the call, and only then lets it through. What is
//! counted is how often and when, by day: never to whom, nor what.
//!
//! Also touched by this feature: `migrations/platform/…_outgoing_calls_are_counted`,
//! `hootis_policy::data` (`processor_call`), the bans of `clippy.toml` and of `cargo xtask tidy`.

pub mod http;
mod queries;
#[cfg(test)]
mod tests;

use std::net::IpAddr;
use std::sync::Arc;

use hootis_policy::processors::{self, Carrier, Hosts, Processor};
use hootis_space::PlatformDb;

use crate::clock::Clock;
use crate::error::Result;
use crate::web::format;

pub use queries::{Day, list_days};

/// A call that did not leave.
#[derive(thiserror::Error, Debug)]
pub enum Refused {
    /// Nobody declared that host for that processor.
    #[error("no host of the processor {0} is called so: the call was refused")]
    Undeclared(&'static str),
    /// The call could not be counted, so it was not made.
    #[error("a call to {0} could not be counted, and was not made")]
    Uncounted(&'static str),
}

/// Whether a host, as addresses name it, is this very machine: nothing leaves by it. A path is a socket of ours.
#[must_use]
pub fn is_this_machine(host: &str) -> bool {
    let name = host.trim_start_matches('[').trim_end_matches(']');
    name.eq_ignore_ascii_case("localhost")
        || name.starts_with('/')
        || name.parse::<IpAddr>().is_ok_and(|address| address.to_canonical().is_loopback())
}

/// Which hosts may be called.
#[derive(Clone)]
pub struct Rules {
    carriers: Arc<[Carrier]>,
    /// In development the operator's own hosts need no declaration: there are none.
    dev: bool,
    /// A simulation has the door stand open, to see that this is seen.
    is_off: bool,
}

impl Rules {
    /// The declared processors, and the carriers that the operator names.
    #[must_use]
    pub fn new(carriers: &[Carrier], dev: bool) -> Self {
        Self { carriers: carriers.into(), dev, is_off: false }
    }

    /// The same, not applied: of a simulation, never outside development.
    #[must_use]
    pub fn switched_off(self, is_off: bool) -> Self {
        Self { is_off, ..self }
    }

    /// Whether a processor may be called at a host.
    ///
    /// # Errors
    /// When nobody declared it.
    pub fn judge(&self, processor: &'static Processor, host: &str) -> Result<(), Refused> {
        let declared = processors::ALL.contains(&processor);
        let owned = match processor.hosts {
            // In development `hootis dev-services` stands in for it, on this machine.
            Hosts::Named(_) => processor.owns(host) || (self.dev && is_this_machine(host)),
            Hosts::NamedByOperator => {
                let carrier = self.carriers.iter().any(|carrier| carrier.processor == processor.id && carrier.owns(host));
                carrier || self.dev
            }
            // The customer's own word: addresses that no customer may name are refused where it is read.
            Hosts::NamedByCustomer => true,
        };
        if (declared && owned) || self.is_off { Ok(()) } else { Err(Refused::Undeclared(processor.id)) }
    }

    /// Whether a database of the operator's may be reached at a host: on this machine, or with whoever
    /// hosts its machines.
    ///
    /// # Errors
    /// When nobody declared it.
    pub fn judge_database(&self, host: &str) -> Result<(), Refused> {
        if is_this_machine(host) { Ok(()) } else { self.judge(&processors::HOST, host) }
    }
}

/// The door.
#[derive(Clone)]
pub struct Outgoing {
    rules: Rules,
    db: PlatformDb,
    clock: Clock,
}

impl Outgoing {
    /// A door that counts in the platform's database.
    #[must_use]
    pub fn new(rules: Rules, db: PlatformDb, clock: Clock) -> Self {
        Self { rules, db, clock }
    }

    /// Lets one call to a processor through, and counts it; or refuses it, and counts that.
    ///
    /// # Errors
    /// When no declaration covers the host, or the call cannot be counted.
    pub async fn pass(&self, processor: &'static Processor, host: &str) -> Result<(), Refused> {
        let now = self.clock.now();
        let verdict = self.rules.judge(processor, host);
        let counted = queries::count(&self.db, now, processor.id, &format::day(now.0), verdict.is_ok()).await;
        if verdict.is_err() {
            // The host may be anybody's: the processor that was named is enough to find the place.
            tracing::error!(processor = processor.id, "a call to a host that nobody declared was refused");
            return verdict;
        }
        counted.map_err(|error| {
            tracing::error!(%error, processor = processor.id, "a call could not be counted");
            Refused::Uncounted(processor.id)
        })
    }
}
