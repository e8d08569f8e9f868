//! The first page of the back office: what there is, what is new, and what to do next.

mod chart;
mod pages;
mod queries;

#[cfg(test)]
mod tests;

pub use pages::show;
