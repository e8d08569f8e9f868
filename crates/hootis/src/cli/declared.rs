//! Who runs this Hootis, read from the files that say so.

use std::path::Path;

use hootis_policy::operator::{Declared, Operator};
use hootis_policy::processors::{Carrier, check_carriers};
use serde::de::DeserializeOwned;

use crate::config;
use crate::error::{Error, Result};

/// What the files say; somebody who plainly does not exist where there is none.
pub(super) fn load(options: &config::Declared) -> Result<Declared> {
    let mut declared = Declared::fictional();
    if let Some(path) = &options.operator_file {
        let operator: Operator = read(path)?;
        operator.check().map_err(|why| refused(path, &why))?;
        declared.operator = operator;
    }
    if let Some(path) = &options.carriers_file {
        declared.carriers = read(path)?;
    }
    Ok(declared)
}

/// Outside development both files must be there, whole, and name the relay that mails go through (T6, D1).
pub(super) fn check(options: &config::Declared, relay: Option<&str>) -> Result<()> {
    if options.operator_file.is_none() {
        return Err(Error::Bad("outside development (--dev) the operator must say who it is: set --operator-file, see SECURITY.md".into()));
    }
    let path = options.carriers_file.as_ref().ok_or_else(|| {
        Error::Bad("outside development (--dev) the operator's carriers must be declared: set --carriers-file, see SECURITY.md".into())
    })?;
    load(options)?;
    let carriers: Vec<Carrier> = read(path)?;
    check_carriers(&carriers, relay).map_err(|why| refused(path, &why))
}

fn read<T: DeserializeOwned>(path: &Path) -> Result<T> {
    let bytes = std::fs::read(path).map_err(|error| refused(path, &error.to_string()))?;
    serde_json::from_slice(&bytes).map_err(|error| refused(path, &error.to_string()))
}

fn refused(path: &Path, why: &str) -> Error {
    Error::Bad(format!("{}: {why}", path.display()).into())
}
