//! Station Clients: contacts of the company's customers come in, on the space's own host.
//!
//! Access is given from a contact's card in the back office (`access`, `invitation`, `suspension`), and looked after by the
//! contact (`own`). The home (`home`) shows what each application has for them, one function each (`cards`). How somebody
//! signs in is `access::credentials`; what they may reach is `access::portal`.

pub mod access;
mod cards;
pub mod corrections;
pub mod data;
pub mod erasure;
pub mod export;
mod form;
pub mod home;
pub mod invitation;
mod letter;
pub mod look;
pub mod own;
pub mod preview;
mod queries;
pub mod requests;
mod row;
pub mod settings;
pub mod suspension;
#[cfg(test)]
mod tests;
