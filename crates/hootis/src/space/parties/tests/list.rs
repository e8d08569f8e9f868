//! Paging and filters.
