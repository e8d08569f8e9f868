//! `hootis certificate …`.

use std::path::{Path, PathBuf};

use clap::Subcommand;
use hootis_vault::PublicKey;
use serde_json::{Value, json};

use super::{Cli, say};
use crate::error::{Error, Result};
use crate::signing;

/// No certificate or receipt is longer: beyond it, this is some other file.
const MOST_BYTES: u64 = 1 << 20;

#[derive(Subcommand)]
pub(super) enum Command {
    /// Checks a document that Hootis signed: a certificate, a receipt. Ends with an error when it was altered or somebody
    /// else signed it.
    Verify {
        /// The file, as it came with the mail.
        file: PathBuf,
        /// The key to check it with, or a file of it (`/.well-known/hootis-signature.json` of the site). Without it, the
        /// key of this data folder.
        // A key is of letters that a hyphen is one of, and may begin with it.
        #[arg(long, value_name = "KEY|FILE", allow_hyphen_values = true)]
        public_key: Option<String>,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(cli: &Cli, command: &Command) -> Result<()> {
    match command {
        Command::Verify { file, public_key, json } => {
            let key = match public_key {
                Some(key) => named(key)?,
                None => own(cli).await?,
            };
            verify(file, key, *json)
        }
    }
}

/// The key that is written, or that a file holds.
fn named(key: &str) -> Result<PublicKey> {
    if let Some(key) = PublicKey::parse(key) {
        return Ok(key);
    }
    let refuse = || Error::Bad("--public-key is neither a key (43 characters) nor a file that holds one".into());
    let text = read(Path::new(key)).map_err(|_| refuse())?;
    let published: Option<Value> = serde_json::from_str(&text).ok();
    let text = published.as_ref().and_then(|published| published["public_key"].as_str()).unwrap_or(text.trim());
    PublicKey::parse(text).ok_or_else(refuse)
}

/// The key of the data folder, which must be there: checking a file makes none.
async fn own(cli: &Cli) -> Result<PublicKey> {
    if !cli.storage.master_key_path().exists() {
        return Err(Error::Bad("there is no Hootis in this data folder: say whose key it is with --public-key".into()));
    }
    Ok(cli.app(Vec::new()).await?.signer().public_key())
}

fn read(path: &Path) -> Result<String> {
    let open = || {
        use std::io::Read as _;
        let mut text = String::new();
        std::fs::File::open(path)?.take(MOST_BYTES).read_to_string(&mut text)?;
        Ok::<_, std::io::Error>(text)
    };
    open().map_err(|error| Error::Bad(format!("{}: {error}", path.display()).into()))
}

fn verify(file: &Path, key: PublicKey, as_json: bool) -> Result<()> {
    let checked = signing::verify(&read(file)?, key);
    if as_json {
        let shown = match &checked {
            Ok(signed) => json!({ "ok": true, "kind": signed.kind, "key_id": signed.key.id().to_string(), "document": signed.document }),
            Err(why) => json!({ "ok": false, "error": why.words() }),
        };
        say(shown);
    }
    match checked {
        Ok(_) if as_json => Ok(()),
        Ok(signed) => {
            say(format!("good: {}, signed with the key {}", signed.kind, signed.key.id()));
            say(serde_json::to_string_pretty(&signed.document).map_err(Error::internal)?);
            Ok(())
        }
        Err(why) => Err(Error::Bad(why.words().into())),
    }
}
