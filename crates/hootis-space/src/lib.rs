//! hootis-space
