//! Writes the public register, `docs/register`, from the declarations of hootis-policy.

use std::fs;

use crate::tree;

const FOLDER: &str = "docs/register";

/// Writes every file of the register.
pub(crate) fn run() -> Result<(), String> {
    let folder = tree::root().join(FOLDER);
    fs::create_dir_all(&folder).map_err(|error| format!("{FOLDER}: {error}"))?;
    for (name, text) in hootis_policy::register::files() {
        fs::write(folder.join(&name), text).map_err(|error| format!("{FOLDER}/{name}: {error}"))?;
        crate::say(&format!("{FOLDER}/{name}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
