//! What a destroyed space leaves: nothing that can be read, and a certificate that says so.

use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use hootis_space::args;
use hootis_vault::PublicKey;
use serde_json::Value;
use uuid::Uuid;

use super::browser::Browser;
use super::checks::{CERTIFIED, DATABASE_GONE, HELD, KEY_GONE};
use super::eyes::{Letter, SpaceRow};
use super::life::{Happening, Life};
use super::model::State;
use super::time::{DAY, MINUTE, ms};
use crate::error::Result;
use crate::signing;
use hootis_policy::retention;

impl Life {
    /// Looks at what is left of the spaces that must be destroyed by now.
    pub(super) async fn mourn(&mut self) -> Result<()> {
        let rows = self.eyes.spaces().await?;
        for at in 0..self.companies.len() {
            let company = self.companies[at].clone();
            let Some(space) = company.ledger.life.clone() else { continue };
            let State::Destroyed { since } = space.state else { continue };
            if space.is_mourned || company.cut_at.is_some() {
                continue;
            }
            // The certificate is a mail.
            let latest = self.handed_by(since);
            if self.now <= latest {
                if self.dates.insert(latest) {
                    self.plan_at(latest + MINUTE, Happening::Look);
                }
                continue;
            }
            let email = company.email();
            let row = rows.iter().find(|row| row.id == space.id);
            self.look_at_the_grave(space.id, row, space.sample.as_deref()).await?;
            self.look_at_the_certificate(&email, space.id, &space.slug).await?;
            if let Some(life) = self.companies[at].ledger.life.as_mut() {
                life.is_mourned = true;
            }
            let held = since + ms(retention::SLUG_HOLD.keep);
            self.plan_at(held - DAY, Happening::Address { slug: space.slug.clone(), is_free: false });
            self.plan_at(held + 2 * MINUTE, Happening::Look);
            self.plan_at(held + 3 * MINUTE, Happening::Address { slug: space.slug.clone(), is_free: true });
        }
        Ok(())
    }

    async fn look_at_the_grave(&mut self, id: Uuid, row: Option<&SpaceRow>, sample: Option<&[u8]>) -> Result<()> {
        let has_database = self.eyes.has_database(id).await?;
        self.verdicts.look(DATABASE_GONE, !has_database, || format!("the database of {id} is there"));
        let folder = self.eyes.files_of(id);
        self.verdicts.look(DATABASE_GONE, !folder.exists(), || format!("the files of {id} are there"));
        let jobs: i64 = self.count("SELECT COUNT(*) FROM job WHERE space_id = $1", args![id]).await?;
        self.verdicts.look(DATABASE_GONE, jobs == 0, || format!("{jobs} jobs of {id} are there"));
        if let Some(sample) = sample {
            let places: Vec<_> = self.eyes.files()?.into_iter().filter(|path| holds(path, sample)).collect();
            self.verdicts.look(DATABASE_GONE, places.is_empty(), || format!("bytes of {id} are in {places:?}"));
        }
        let key = row.and_then(|row| row.wrapped_key.as_ref());
        self.verdicts.look(KEY_GONE, key.is_none(), || format!("the key of {id} is there"));
        Ok(())
    }

    async fn look_at_the_certificate(&mut self, email: &str, id: Uuid, slug: &str) -> Result<()> {
        let trusted = self.trusted_key().await;
        let id = id.to_string();
        let certificates: Vec<(String, Value)> = self
            .outbox
            .letters
            .iter()
            .filter(|letter| letter.to == email)
            .filter_map(attached)
            .filter_map(|text| Some((serde_json::from_str::<Value>(&text).ok()?, text)))
            .filter(|(file, _)| file.pointer("/document/space/id").and_then(Value::as_str) == Some(id.as_str()))
            .map(|(file, text)| (text, file))
            .collect();
        let good = certificates.iter().filter(|(text, _)| trusted.as_ref().is_some_and(|key| signing::verify(text, *key).is_ok())).count();
        self.verdicts.look(CERTIFIED, (certificates.len(), good) == (1, 1), || {
            format!("{slug}: {} certificates came, {good} of them good", certificates.len())
        });
        Ok(())
    }

    /// The key that the site publishes.
    async fn trusted_key(&mut self) -> Option<PublicKey> {
        let mut reader = Browser::new(90_000, "curl/8");
        let published = reader.get(&self.world, &mut self.verdicts, signing::KEY_PATH).await.ok()?;
        let published: Value = serde_json::from_str(&published.text).ok()?;
        PublicKey::parse(published["public_key"].as_str()?)
    }

    /// Whether an address can be had, as the sign-up page says.
    pub(super) async fn address(&mut self, slug: &str, is_free: bool) -> Result<()> {
        let mut passer = Browser::new(90_001, "Mozilla/5.0");
        let path = format!("/inscription/domaine?champ=slug&own=1&slug={slug}");
        let outcome = passer.get(&self.world, &mut self.verdicts, &path).await;
        let outcome = outcome.map(|answer| {
            let says_taken = answer.says("déjà prise");
            self.verdicts.look(HELD, says_taken != is_free, || format!("{slug} is {}", if says_taken { "still held" } else { "free already" }));
        });
        self.settle(outcome, false, "somebody who wants an address").await?;
        Ok(())
    }
}

/// Whether a file holds a run of bytes.
fn holds(path: &Path, sample: &[u8]) -> bool {
    std::fs::read(path).is_ok_and(|bytes| memchr::memmem::find(&bytes, sample).is_some())
}

/// The JSON file that comes with a mail.
fn attached(letter: &Letter) -> Option<String> {
    let part = letter.raw.split("\r\n--").find(|part| part.contains("Content-Disposition: attachment"))?;
    let (head, body) = part.split_once("\r\n\r\n")?;
    let decoded = if head.contains("base64") {
        let text: String = body.split_whitespace().collect();
        String::from_utf8(BASE64_STANDARD.decode(text).ok()?).ok()?
    } else if head.contains("quoted-printable") {
        super::eyes::quoted_printable(body)
    } else {
        body.to_owned()
    };
    decoded.contains("\"signature\"").then_some(decoded)
}
