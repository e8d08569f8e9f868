//! What lives in the platform's own database: accounts, sign-ups, which spaces there are, sessions, operators.

pub mod accounts;
pub mod api_keys;
pub mod audience;
pub mod certificates;
pub mod consent;
pub mod console;
pub mod contact;
pub mod defaults;
pub mod deletion;
pub mod desktop;
pub mod devices;
pub mod documents;
pub mod evidence;
pub mod happened;
pub mod holdings;
pub mod home;
pub mod journal;
pub mod lifecycle;
pub mod marketing;
pub mod operators;
pub mod overview;
pub mod partners;
pub mod profile;
pub mod reveals;
pub mod sessions;
pub mod signup;
pub mod spaces;
pub mod support;
pub mod throttle;
pub mod trends;
pub mod trials;
pub mod visits;

pub use hootis_space::PlatformDb;
