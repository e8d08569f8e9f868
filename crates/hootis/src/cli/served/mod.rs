//! What `serve` was last started with, kept in the data folder. What the site is called belongs to its data: a command in
//! a shell that does not know it would mail links to nowhere, and sign for somebody else.

#[cfg(test)]
mod tests;

use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::{Cli, Command};
use crate::error::{Error, Result};

/// The file, in the data folder.
const FILE: &str = "served.json";

/// What other commands have to know. No secret.
#[derive(Serialize, Deserialize)]
struct Served {
    site: String,
    dev: bool,
    smtp: Option<String>,
    mail_from: String,
    operator_file: Option<PathBuf>,
    carriers_file: Option<PathBuf>,
}

/// Writes down what this server serves.
pub(super) fn keep(cli: &Cli) -> Result<()> {
    let absolute = |path: &Option<PathBuf>| path.as_ref().map(std::path::absolute).transpose();
    let served = Served {
        site: cli.site.address().to_owned(),
        dev: cli.site.dev,
        smtp: cli.mail.smtp.as_deref().map(without_password),
        mail_from: cli.mail.mail_from.clone(),
        operator_file: absolute(&cli.declared.operator_file)?,
        carriers_file: absolute(&cli.declared.carriers_file)?,
    };
    let text = serde_json::to_string_pretty(&served).map_err(Error::internal)?;
    let (path, part) = (cli.storage.data.join(FILE), cli.storage.data.join(format!("{FILE}.part")));
    let mut file = std::fs::File::options().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    Ok(std::fs::rename(part, path)?)
}

/// A password belongs into its file, whatever somebody wrote into the address.
fn without_password(relay: &str) -> String {
    let Ok(mut url) = url::Url::parse(relay) else { return relay.to_owned() };
    let _has_none = url.set_password(None);
    url.to_string()
}

fn read(data: &Path) -> Result<Option<Served>> {
    let path = data.join(FILE);
    match std::fs::read(&path) {
        Ok(bytes) => serde_json::from_slice(&bytes)
            .map(Some)
            .map_err(|_| Error::Bad(format!("{} cannot be read: start `hootis serve` once, which writes it", path.display()).into())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// Has a command speak for the site that its data folder serves.
///
/// # Errors
/// When it was told another site than the one that was served.
pub(super) fn learn(cli: &mut Cli) -> Result<()> {
    let Some(served) = read(&cli.storage.data)? else {
        // Before it is served there is nobody's data in it: it is a development site until somebody says which one it is.
        // A demo says so by itself.
        if !cli.site.dev && cli.site.site.is_none() && !matches!(cli.command, Command::Demo) {
            cli.site.dev = true;
            tracing::warn!("this data folder was never served: taken for {}, say --site https://… for another one", cli.site.address());
        }
        return Ok(());
    };
    if cli.site.site.as_deref().is_some_and(|site| site.trim_end_matches('/') != served.site.trim_end_matches('/')) {
        let told = cli.site.address();
        return Err(Error::Bad(
            format!("this data folder is served as {}, and --site (or HOOTIS_SITE) says {told}: leave it out", served.site).into(),
        ));
    }
    if cli.site.dev && !served.dev {
        return Err(Error::Bad(format!("this data folder is served as {}, which is no development site: leave --dev out", served.site).into()));
    }
    cli.site.site = Some(served.site);
    cli.site.dev = served.dev;
    cli.mail.smtp = served.smtp;
    cli.mail.mail_from = served.mail_from;
    cli.declared.operator_file = cli.declared.operator_file.take().or(served.operator_file);
    cli.declared.carriers_file = cli.declared.carriers_file.take().or(served.carriers_file);
    Ok(())
}

/// A development server on the data of a real site would show its mails to everybody.
pub(super) fn refuse_as_development(data: &Path) -> Result<()> {
    match read(data)? {
        Some(served) if !served.dev => {
            let path = data.join(FILE);
            Err(Error::Bad(
                format!("these are the data of {}: --dev is refused. Of a copy for development, remove {}", served.site, path.display()).into(),
            ))
        }
        _ => Ok(()),
    }
}
