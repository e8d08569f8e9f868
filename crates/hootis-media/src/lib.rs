#![doc = include_str!("../README.md")]

mod exif;
mod film;
mod hands;
mod kinds;
mod picture;
mod queue;
mod strip;
mod svg;
#[cfg(test)]
mod tests;
mod wire;

pub use film::Film;
pub use hands::{Hands, step};
pub use kinds::{HEAD, Kind, Refusal, Seen, ends_as_unreadable, see};
pub use picture::Picture;
pub use queue::{LINE, Place};
pub use svg::{SVG_BYTES, can_act};
