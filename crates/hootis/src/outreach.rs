//! What the operator says about those outside: who measures the audience, who reads messages, who the partners are.
//!
//! All of it is optional, and nothing of it is on by default.

use std::path::PathBuf;

use clap::Args;
use hootis_policy::processors::{Partner, check_partners};

use crate::error::{Error, Result};
use crate::sms::{self, Sms};
use crate::web::person::Email;

/// The options of `hootis serve`.
#[derive(Args, Clone, Debug, Default)]
pub struct Options {
    /// Google Analytics 4, by its measurement id (`G-…`): only for visitors who agreed, only on pages of the public
    /// site. Without it nobody is asked anything.
    #[arg(long, env = "HOOTIS_ANALYTICS_ID")]
    pub analytics_id: Option<String>,
    /// The mailbox that messages of visitors go to. Without it: the address of `--mail-from`.
    #[arg(long, env = "HOOTIS_CONTACT_TO")]
    pub contact_to: Option<String>,
    /// A JSON file that names the local partners: name, e-mail, countries, regions, contract and date of each.
    #[arg(long, env = "HOOTIS_PARTNERS_FILE")]
    pub partners_file: Option<PathBuf>,
    #[command(flatten)]
    pub sms: sms::Options,
}

/// The same, read.
#[derive(Clone, Debug, Default)]
pub struct Outreach {
    /// The measurement id of Google Analytics.
    pub analytics: Option<String>,
    /// Who reads messages of visitors.
    pub contact: Option<Email>,
    /// The local partners, the first that answers for a place being its own.
    pub partners: Vec<Partner>,
    /// Who carries the one SMS that invites to a second factor.
    pub sms: Option<Sms>,
}

impl Options {
    /// Reads what was said.
    ///
    /// # Errors
    /// When an id, an address or a partner is not one.
    pub fn read(&self) -> Result<Outreach> {
        Ok(Outreach {
            analytics: self.analytics_id.as_deref().map(measurement_id).transpose()?,
            contact: self.contact_to.as_deref().map(mailbox).transpose()?,
            sms: self.sms.read()?,
            partners: self.partners_file.as_deref().map(partners).transpose()?.unwrap_or_default(),
        })
    }
}

/// The id stands in a page and in an address: it is nothing but what Google gives.
fn measurement_id(text: &str) -> Result<String> {
    let is_right = |rest: &str| (4..=20).contains(&rest.len()) && rest.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    match text.strip_prefix("G-").filter(|rest| is_right(rest)) {
        Some(_) => Ok(text.to_owned()),
        None => Err(Error::Bad("--analytics-id must look like G-AB12CD34EF".into())),
    }
}

fn mailbox(text: &str) -> Result<Email> {
    Email::parse(text).ok_or_else(|| Error::Bad("--contact-to must be an e-mail address".into()))
}

fn partners(path: &std::path::Path) -> Result<Vec<Partner>> {
    let bad = |why: String| Error::Bad(format!("{}: {why}", path.display()).into());
    let text = std::fs::read(path).map_err(|error| bad(error.to_string()))?;
    let partners: Vec<Partner> = serde_json::from_slice(&text).map_err(|error| bad(error.to_string()))?;
    check_partners(&partners).map_err(bad)?;
    match partners.iter().find(|partner| Email::parse(&partner.email).is_none()) {
        Some(partner) => Err(bad(format!("the partner \"{}\" has an e-mail address that is none", partner.name))),
        None => Ok(partners),
    }
}

#[cfg(test)]
mod tests {
    use super::{Options, measurement_id};

    #[test]
    fn only_what_google_gives_is_a_measurement_id() {
        assert!(measurement_id("G-AB12CD34EF").is_ok());
        for wrong in ["", "G-", "UA-1234-1", "G-ab12cd34ef", "G-AB12\"><script>", "G-AB12CD34EF12345678901", "G-ABé2CD"] {
            assert!(measurement_id(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_partner_that_is_not_declared_whole_stops_the_start() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("partners.json");
        let read = |text: &str| {
            std::fs::write(&path, text).expect("a file");
            Options { partners_file: Some(path.clone()), ..Options::default() }.read().map(|outreach| outreach.partners.len())
        };
        let whole = r#"{"name":"Nord Conseil","email":"a@nord.example","countries":["FR"],"contract":"P-1","date":"2026-11-23"}"#;
        assert_eq!(read(&format!("[{whole}]")).expect("whole"), 1);
        for (part, instead) in [
            ("Nord Conseil", ""),
            ("a@nord.example", "nobody"),
            ("[\"FR\"]", "[]"),
            ("FR", "France"),
            ("P-1", " "),
            ("2026-11-23", "2026-02-30"),
            ("contract", "contrat"),
        ] {
            assert!(read(&format!("[{}]", whole.replace(part, instead))).is_err(), "{part} as {instead}");
        }
        assert!(Options { partners_file: Some(folder.path().join("nowhere")), ..Options::default() }.read().is_err());
        assert!(Options { contact_to: Some("nobody".into()), ..Options::default() }.read().is_err());
    }
}
