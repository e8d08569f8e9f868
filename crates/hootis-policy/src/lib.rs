//! hootis-policy
