//! Stories of Station Clients.

mod giving;
mod guarding;
mod previews;
mod routes;
mod signing;
mod strangers;
