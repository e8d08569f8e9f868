//! Hootis: a business space whose privacy policy is executed by the software.

pub mod web;
