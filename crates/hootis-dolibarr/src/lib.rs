//! hootis-dolibarr
