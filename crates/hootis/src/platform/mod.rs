//! What lives in the platform's own database: accounts, sign-ups, which spaces there are, sessions.

pub mod accounts;
pub mod console;
pub mod evidence;
pub mod home;
pub mod sessions;
pub mod signin;
pub mod signup;
pub mod spaces;
pub mod sweep;
pub mod throttle;

pub use hootis_space::PlatformDb;
