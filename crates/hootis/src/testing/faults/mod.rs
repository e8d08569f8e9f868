//! What breaks outside: processes killed at random points, full disks, wrong keys, dying servers.
//!
//! These tests start the real program, the one that `cargo xtask test` names in `HOOTIS_BINARY`, or else
//! the debug build beside the test program. Each has a folder, a port and, where the run is about
//! PostgreSQL, a database of its own. Every wait has an end.

mod beside;
mod campaigns;
mod canaries;
mod http;
mod imports;
mod kills;
mod lives;
mod mails;
mod masters;
mod memory;
mod place;
mod process;
mod room;
mod rotations;
mod same_time;
mod signups;
pub(super) mod smtp;
mod start;

use http::Browser;
use place::Place;
pub(crate) use place::{Ground, binary};
use process::{Running, said};
