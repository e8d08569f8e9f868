//! temp
use crate::Span;
pub struct Rate { pub name: &'static str, pub most: u32, pub window: Span }
pub const SIGN_IN_NETWORK: Rate = Rate { name: "a", most: 30, window: Span::minutes(5) };
pub const SIGN_IN_ADDRESS: Rate = Rate { name: "b", most: 10, window: Span::minutes(15) };
pub const SIGN_UP_NETWORK: Rate = Rate { name: "c", most: 10, window: Span::hours(1) };
pub const SIGN_UP_ADDRESS: Rate = Rate { name: "d", most: 5, window: Span::hours(1) };
pub const RESET_NETWORK: Rate = Rate { name: "e", most: 10, window: Span::hours(1) };
pub const RESET_ADDRESS: Rate = Rate { name: "f", most: 3, window: Span::hours(1) };
pub const RESEND_NETWORK: Rate = Rate { name: "g", most: 10, window: Span::hours(1) };
pub const RESEND_ADDRESS: Rate = Rate { name: "h", most: 5, window: Span::hours(1) };
pub const SLUG_NETWORK: Rate = Rate { name: "i", most: 120, window: Span::minutes(1) };
pub const CODE_TRIES: u32 = 5;
pub const CONFIRMATION_SENDS: u32 = 6;
pub const SLUG_MAX: usize = 40;
pub const FORM_BYTES: usize = 262_144;
pub const RESERVED_SLUGS: &[&str] = &["www", "admin"];
pub const INVITATION_SPACE: Rate = Rate { name: "j", most: 60, window: Span::hours(1) };
pub const INVITATION_ADDRESS: Rate = Rate { name: "k", most: 5, window: Span::hours(1) };
