//! Quotes, orders and invoices, as the company's Dolibarr says them: lists, the page of one, what a party has.
//!
//! Rows are written by the import only (`space::imports`), and read here. Amounts are cents; what is due and what is late
//! is told by the day in Paris.
//!
//! Also touched by this feature: `migrations/space/0014…`, `hootis_policy::data`, `router/mod.rs`, the card of a party.

mod block;
mod due;
pub mod pages;
pub mod product;
mod queries;
mod row;
pub mod station;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod view;

pub use block::{Block, block};
pub use due::{Amounts, Due, due};
pub use product::Product;
pub use queries::{Totals, forget_of_party, list_found, totals};
pub use row::{Line, Told};
