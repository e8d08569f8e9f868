//! Limits of Station Clients.

use crate::limits::{By, Rate, SLOW_MAIL, SLOW_MAIL_NETWORK, rate};
use crate::span::Span;
use crate::text::Text;

/// Mails with a code to sign in to Station Clients, for one address from one network: a stranger elsewhere keeps nobody from
/// getting theirs.
pub const MAILED_CODE_ADDRESS: Rate = rate("mailed_code_address", By::AddressAndNetwork, 5, Span::hours(1), SLOW_MAIL);
/// The same from one network.
pub const MAILED_CODE_NETWORK: Rate = rate("mailed_code_network", By::Network, 20, Span::hours(1), SLOW_MAIL_NETWORK);
/// The same for one address, from all networks together: whoever has many of them gets no more codes to guess. A browser that the
/// contact signed in with before goes on.
pub const MAILED_CODE_EVERYWHERE: Rate = rate("mailed_code_everywhere", By::Address, 20, Span::hours(1), SLOW_MAIL);
/// Codes that are tried for one contact, from all networks and with all codes together; a browser that they know aside.
pub const MAILED_CODE_TRIES: Rate = rate("mailed_code_tries", By::Address, 20, Span::hours(1), SLOW_TRIES);

const SLOW_TRIES: Text = Text::new("Trop de codes essayés pour cette adresse.", "Too many codes were tried for this address.");
