//! Sign-up: a company asks for a space, its e-mail address is confirmed, the space is made and opened.
//!
//! Nothing but the sign-up itself exists of a person before the address is confirmed, and an address
//! that has an account already gets the same answer in the same time as one that has none: what
//! differs is the mail. Opening the mailed link changes nothing, for mail scanners follow links; the
//! button on its page does.
//!
//! Also touched by this feature: `migrations/platform/0001…`, `hootis_policy::data`, `router.rs`.

pub mod confirmation;
mod form;
mod letters;
pub mod live;
pub mod pages;
mod queries;
mod row;
#[cfg(test)]
mod tests;

pub use confirmation::finish;
pub use queries::unfinished;

/// Activities that are proposed; any other may be typed.
///
/// Keys of the catalogue: `t("activity-farming")`, `t("activity-crafts")`, `t("activity-trade")`, `t("activity-services")`,
/// `t("activity-liberal")`, `t("activity-health")`, `t("activity-other")`.
pub const ACTIVITIES: [&str; 7] =
    ["activity-farming", "activity-crafts", "activity-trade", "activity-services", "activity-liberal", "activity-health", "activity-other"];
