//! Lives that are short, and lives in which something is wrong.
