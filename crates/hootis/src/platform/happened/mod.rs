//! What happened to an account, for its holder: the entries of the security journal that name it.

pub mod pages;
#[cfg(test)]
mod tests;
