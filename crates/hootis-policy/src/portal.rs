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
/// Corrections of one contact: each may have to be read by somebody.
pub const CORRECTION_CONTACT: Rate = rate("correction_contact", By::Account, 20, Span::hours(24), SLOW_REQUESTS);
/// Requests of one contact to be erased: each sends mails.
pub const ERASURE_CONTACT: Rate = rate("erasure_contact", By::Account, 3, Span::hours(24), SLOW_REQUESTS);
const SLOW_REQUESTS: Text = Text::new("Trop de demandes aujourd’hui.", "Too many requests today.");

/// Longest answer to a request of a contact, and longest reason for one, in characters.
pub const ANSWER_CHARS: usize = 2_000;
/// Longest words of welcome of Station Clients, in characters.
pub const WELCOME_CHARS: usize = 600;
/// Largest logo that is sent, in bytes.
pub const LOGO_BYTES: u64 = 1024 * 1024;
