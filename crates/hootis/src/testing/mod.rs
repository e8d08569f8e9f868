//! The harness: a whole Hootis in memory, and people as clients.
