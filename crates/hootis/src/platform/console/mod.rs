//! The console: an account holder's spaces, the way into them, one more, and the short way out.
//!
//! Entering a space takes no second password: the console answers with a link that holds a code of
//! sixty seconds, good for one use, which the space's own host exchanges for a session of its own.

pub mod company;
pub mod ending;
mod found;
pub mod making;
pub mod pages;
#[cfg(test)]
mod tests;
