//! What people type about a file.

use hootis_policy::limits;
use hootis_space::SpaceDb;
use hootis_space::search::fold;
use serde::Deserialize;
use uuid::Uuid;

use super::queries::read;
use super::queries::write::Words;
use super::row::{Media, PartyRef};
use crate::error::Result;
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::{line, lines};

/// Parties that a text may mean.
const MEANT: usize = 20;

/// What a browser sends of the words of a file.
#[derive(Deserialize, Clone, Default)]
#[serde(default)]
pub struct WordsForm {
    pub(super) name: String,
    pub(super) caption: String,
    pub(super) alt: String,
    /// The name of a party.
    pub(super) party: String,
    pub(super) version: i64,
}

impl WordsForm {
    /// The form of a file.
    pub(super) fn of(media: &Media) -> Self {
        Self {
            name: media.name.clone(),
            caption: media.caption.clone().unwrap_or_default(),
            alt: media.alt.clone().unwrap_or_default(),
            party: media.party.as_ref().map(|party| party.name.clone()).unwrap_or_default(),
            version: media.version,
        }
    }

    /// The words, or what is wrong.
    pub(super) async fn parse(&self, space: &SpaceDb, lang: Lang, media: &Media) -> Result<Result<Words, FieldErrors>> {
        let mut errors = FieldErrors::default();
        let name = line(&self.name, limits::NAME_CHARS);
        if name.is_none() {
            errors.add("name", lang.t("media-name-missing"));
        }
        let party = match meant(space, &self.party, media.party.as_ref()).await? {
            Ok(party) => party.map(|party| party.id),
            Err(key) => {
                errors.add("party", lang.t(key));
                None
            }
        };
        let Some(name) = name.filter(|_| errors.is_empty()) else { return Ok(Err(errors)) };
        let words = Words { name, caption: lines(&self.caption, limits::CAPTION_CHARS), alt: line(&self.alt, limits::CAPTION_CHARS), party };
        Ok(Ok(words))
    }
}

/// What a browser sends of files that were ticked.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct BulkForm {
    pub(super) ids: Vec<Uuid>,
    /// deplacer, supprimer, restaurer.
    pub(super) action: String,
    /// The name of a party; empty for none.
    pub(super) party: String,
    /// The list to return to.
    pub(super) retour: String,
}

/// The party that a text means: none, the one that there was, or the only one of that name.
///
/// # Errors
/// The key of what is wrong.
pub(super) async fn meant(space: &SpaceDb, text: &str, there: Option<&PartyRef>) -> Result<Result<Option<PartyRef>, &'static str>> {
    let name = fold(text);
    if name.is_empty() {
        return Ok(Ok(None));
    }
    if let Some(there) = there.filter(|there| fold(&there.name) == name) {
        return Ok(Ok(Some(there.clone())));
    }
    let mut found = read::parties_named(space, text, MEANT).await?;
    if let [only] = found.as_slice() {
        return Ok(Ok(Some(only.clone())));
    }
    if found.is_empty() {
        return Ok(Err("media-party-unknown"));
    }
    found.retain(|party| fold(&party.name) == name);
    Ok(if found.len() == 1 { Ok(found.pop()) } else { Err("media-party-which") })
}
