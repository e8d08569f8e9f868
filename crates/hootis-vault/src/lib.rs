//! hootis-vault
