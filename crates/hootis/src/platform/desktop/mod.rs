//! The desktop application opens one's own space directly: a cookie that is set by asking for it, and `/mon-espace`,
//! which leads there.

pub mod pages;
#[cfg(test)]
mod tests;
