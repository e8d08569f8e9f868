//! Evidence: each promise is looked after on the running system, and what is found is shown to everybody.
//!
//! One check a promise ([`table`]). A check looks at the real databases and files, not at what the program
//! says of itself: it would see a row that somebody put back, a column that somebody added, a hash that is
//! none. The worker makes the checks in their own time ([`run_due`]); several processes share them. The last
//! result and one line a day are kept. A check that fails, or is not made, turns its colour by itself.
//!
//! Others may ask for the [`Board`]: all promises with their state, in words, and the section of the public page.

mod alert;
mod board;
mod chart;
mod figure;
mod looks;
pub mod pages;
mod queries;
mod schedule;
pub mod signed;
mod table;
#[cfg(test)]
mod tests;

pub use board::{Board, Cache, Line, State};
pub use figure::Figure;
#[cfg(test)]
pub(crate) use looks::spaces::made_for_the_look;
pub use pages::{Shown, compact, section};
pub use schedule::{Outcome, run_all, run_due};
