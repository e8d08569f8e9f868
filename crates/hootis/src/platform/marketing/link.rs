//! The link of a marketing mail: it names the account and proves that we wrote it, and serves for nothing but its news.

use hootis_vault::SpaceKey;
use uuid::Uuid;

use crate::app::Site;
use crate::web::i18n::Lang;

const CONTEXT: &str = "link of marketing mails";

/// The account and half of a keyed hash of it: 128 bits that nobody guesses.
pub(super) fn token(key: &SpaceKey, account: Uuid) -> String {
    let mut bytes = [0; 32];
    bytes[..16].copy_from_slice(account.as_bytes());
    bytes[16..].copy_from_slice(&key.keyed_hash(CONTEXT, account.as_bytes())[..16]);
    hootis_vault::token_text(&bytes)
}

/// The account of a link that we wrote.
pub(super) fn account_of(key: &SpaceKey, token: &str) -> Option<Uuid> {
    let bytes = hootis_vault::token_bytes(token)?;
    let account = Uuid::from_slice(&bytes[..16]).ok()?;
    hootis_vault::same(&bytes[16..], &key.keyed_hash(CONTEXT, account.as_bytes())[..16]).then_some(account)
}

/// The page with the person's choice.
pub(super) fn page(site: &Site, lang: Lang, token: &str) -> String {
    site.page(lang, &format!("/courrier/{token}"))
}

/// Where a mail program says for its owner that they want no more.
pub(super) fn one_click(site: &Site, lang: Lang, token: &str) -> String {
    site.page(lang, &format!("/courrier/{token}/desabonnement"))
}
