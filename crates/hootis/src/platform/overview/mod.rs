//! What an operator sees first: spaces, their states and sizes, the queues. Counts and bytes, never contents.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;
