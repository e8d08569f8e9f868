//! A contact asks to be erased (GDPR, article 17). The team answers within a month (article 12): it erases, or says why not.
//! Both see the clock.

pub mod office;
pub mod pages;
pub(super) mod queries;
