//! Writes the public register, `docs/register`, and the newest version of each published document,
//! `docs/policy`, from the declarations of hootis-policy.

use std::fs;

use crate::tree;

const FOLDER: &str = "docs/register";

/// Where the versions of the documents are. The program embeds them.
const VERSIONS: &str = "docs/policy";

/// Writes every file of the register, and the newest version of each document.
pub(crate) fn run() -> Result<(), String> {
    write(FOLDER, hootis_policy::register::files())?;
    write(VERSIONS, hootis_policy::versions::newest_files())
}

fn write(name: &str, files: Vec<(String, String)>) -> Result<(), String> {
    let folder = tree::root().join(name);
    fs::create_dir_all(&folder).map_err(|error| format!("{name}: {error}"))?;
    for (file, text) in files {
        fs::write(folder.join(&file), text).map_err(|error| format!("{name}/{file}: {error}"))?;
        crate::say(&format!("{name}/{file}"));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
