//! The company's own record of processing activities (GDPR, article 30).
//!
//! The company is the controller
//! of what is in its space, and this gives it the record that it has to keep, as the program carries it
//! out. Nothing is stored: it is written from `hootis_policy::register` each time.
//!
//! Also touched by this feature: the router, the menu in `access`.

pub mod pages;
#[cfg(test)]
mod tests;
