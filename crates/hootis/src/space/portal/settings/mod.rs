//! What the company chooses for its Station Clients: open or not, logo, colour, words, and what becomes of corrections.

mod form;
pub mod logo;
pub mod pages;
mod queries;
