//! Stories of Station Clients.

mod giving;
mod guarding;
mod previews;
mod rights;
mod routes;
mod settings;
mod signing;
mod strangers;
