//! Where a holder is signed in: their sessions, listed and ended one by one or all but this one; and another password,
//! chosen with the present one, which ends the others too.

pub mod pages;
mod password;
#[cfg(test)]
mod tests;

pub use password::update as change_password;
