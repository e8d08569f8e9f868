//! Stories of Station Clients.

mod giving;
mod previews;
mod routes;
mod signing;
mod strangers;
