//! Keys of programs in the back office's settings, and what a program is told of the space that it speaks for.

pub mod api;
mod form;
pub mod pages;
