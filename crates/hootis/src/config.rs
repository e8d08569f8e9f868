//! Everything that can be set from outside, in one place. `hootis serve --help` is its reference.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;
use secrecy::SecretString;

/// Where the data are. The same for every command.
#[derive(Args, Clone, Debug)]
pub struct Storage {
    /// The data folder: databases, sealed files, keys.
    #[arg(long, env = "HOOTIS_DATA", default_value = "./data", global = true)]
    pub data: PathBuf,
    /// The platform's database, instead of a file in the data folder: `postgres://…`.
    #[arg(long, env = "HOOTIS_PLATFORM", hide_env_values = true, global = true)]
    pub platform: Option<SecretString>,
    /// The spaces' databases, instead of files in the data folder: `postgres://…`.
    #[arg(long, env = "HOOTIS_SPACES", hide_env_values = true, global = true)]
    pub spaces: Option<SecretString>,
    /// The master key's file, instead of `master.key` in the data folder. Keep a copy elsewhere:
    /// without it nothing can be read.
    #[arg(long, env = "HOOTIS_MASTER_KEY_FILE", global = true)]
    pub master_key_file: Option<PathBuf>,
    /// How many spaces may be open at once.
    #[arg(long, env = "HOOTIS_OPEN_SPACES", default_value_t = 200, global = true)]
    pub open_spaces: usize,
}

impl Storage {
    /// The master key's file.
    #[must_use]
    pub fn master_key_path(&self) -> PathBuf {
        self.master_key_file.clone().unwrap_or_else(|| self.data.join("master.key"))
    }
}

/// What the site is called and how it is reached.
#[derive(Args, Clone, Debug)]
pub struct Site {
    /// The public address: `https://hootis.fr`. Spaces are its sub-domains. Said to `serve`, which keeps it in the data
    /// folder: other commands speak for the site that was served last.
    #[arg(long, env = "HOOTIS_SITE", global = true)]
    pub site: Option<String>,
    /// Development: conveniences that no stranger may reach (`/dev/outbox`), cookies over http.
    #[arg(long, env = "HOOTIS_DEV", global = true)]
    pub dev: bool,
}

impl Site {
    /// The public address; one of development where none was said.
    #[must_use]
    pub fn address(&self) -> &str {
        self.site.as_deref().unwrap_or(DEVELOPMENT)
    }
}

/// Where a development site is.
const DEVELOPMENT: &str = "http://hootis.localhost:8080";

/// For simulations alone, refused outside development: another time, and enforcements switched off.
#[derive(Args, Clone, Debug)]
pub struct Simulated {
    /// The file that says what time it is.
    #[arg(long, hide = true, global = true)]
    pub clock_file: Option<PathBuf>,
    /// An enforcement that is switched off, to see that it is noticed. May be repeated.
    #[arg(long, hide = true, global = true, value_name = "NAME")]
    pub off: Vec<String>,
}

/// How mails leave.
#[derive(Args, Clone, Debug)]
pub struct Mail {
    /// The relay: `smtp://user@host:587` (STARTTLS) or `smtps://user@host:465`. Required outside
    /// development, where mails go to the folder `outbox` of the data folder without it.
    #[arg(long, global = true, env = "HOOTIS_SMTP")]
    pub smtp: Option<String>,
    /// The relay's password.
    #[arg(long, global = true, env = "HOOTIS_SMTP_PASSWORD", hide_env_values = true)]
    pub smtp_password: Option<SecretString>,
    /// A file that holds the relay's password.
    #[arg(long, global = true, env = "HOOTIS_SMTP_PASSWORD_FILE")]
    pub smtp_password_file: Option<PathBuf>,
    /// Who mails come from.
    #[arg(long, global = true, env = "HOOTIS_MAIL_FROM", default_value = "Hootis <bonjour@hootis.localhost>")]
    pub mail_from: String,
}

/// `hootis serve`.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, env = "HOOTIS_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// A private network that a space's Dolibarr may be on, such as 10.1.0.0/16. May be repeated.
    /// Others than public addresses are refused.
    #[arg(long = "allow-source", env = "HOOTIS_ALLOW_SOURCE", value_delimiter = ',', value_name = "CIDR")]
    pub allow_source: Vec<String>,
    /// A machine in front that says who a request comes from: a range such as 10.0.0.0/8, an address, or the word
    /// `cloudflare`. May be repeated. From everybody else, headers that say so mean nothing.
    #[arg(long = "trusted-proxy", env = "HOOTIS_TRUSTED_PROXY", value_delimiter = ',', value_name = "CIDR")]
    pub trusted_proxy: Vec<String>,
    #[command(flatten)]
    pub outreach: crate::outreach::Options,
}

/// Who runs this Hootis, and who carries for it: what the public documents name.
#[derive(Args, Clone, Debug)]
pub struct Declared {
    /// A JSON file that says who the operator is: name, address, contacts. Required outside development.
    #[arg(long, env = "HOOTIS_OPERATOR_FILE", global = true)]
    pub operator_file: Option<PathBuf>,
    /// A JSON file that names the operator's carriers (mail relay, storage, host) with country, contract and
    /// date. Required outside development.
    #[arg(long, env = "HOOTIS_CARRIERS_FILE", global = true)]
    pub carriers_file: Option<PathBuf>,
}
