//! Limits of Station Clients.

use crate::limits::{By, Rate, SLOW_MAIL, SLOW_MAIL_NETWORK, rate};
use crate::span::Span;

/// Mails with a code to sign in to Station Clients, for one address from one network: a stranger elsewhere keeps nobody from
/// getting theirs.
pub const MAILED_CODE_ADDRESS: Rate = rate("mailed_code_address", By::AddressAndNetwork, 5, Span::hours(1), SLOW_MAIL);
/// The same from one network.
pub const MAILED_CODE_NETWORK: Rate = rate("mailed_code_network", By::Network, 20, Span::hours(1), SLOW_MAIL_NETWORK);
