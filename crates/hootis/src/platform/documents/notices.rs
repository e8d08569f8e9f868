//! Account holders are told of a version that touches them: one mail each, and once in the console.
//!
//! Who was told stands in `policy_notice`, written in the same transaction as the mail: a crash, a second
//! process or a clock set back tell nobody twice, and leave nobody out.

use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::documents::Kind;
use hootis_policy::versions::{self, Version};
use uuid::Uuid;

use super::queries;
use crate::access::AccountUser;
use crate::app::{App, Site};
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::mail::{self, Letter};
use crate::platform::PlatformDb;
use crate::web::form::{Form, Nothing};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::letter::Notice;

/// Accounts that are told in one go.
const BATCH: i64 = 200;

/// Tells whoever has to be told of a version of the privacy policy and was not; how many.
///
/// # Errors
/// When the database refuses; who was told before stays told.
pub async fn tell_all(app: &App) -> Result<u64> {
    tell(app.platform(), app.site(), app.now(), versions::of(Kind::Privacy)).await
}

/// The same for given versions. The first one changes nothing for anybody.
pub(super) async fn tell(db: &PlatformDb, site: &Site, now: Now, versions: &[Version]) -> Result<u64> {
    let mut told = 0;
    for version in versions.iter().skip(1).filter(|version| version.tells_account_holders()) {
        // Who signed up from that day on has read this version, not the one before.
        let since = format::day_start(version.effective).ok_or_else(|| Error::internal("a version without a day"))?;
        loop {
            let untold = queries::list_untold(db, version.number, since, BATCH).await?;
            let is_last = (untold.len() as i64) < BATCH;
            for reader in untold {
                let letter = letter(site, now, version, &reader)?;
                let tx = db.begin().await?;
                if queries::insert(&tx, now, reader.id, version.number).await? {
                    mail::post(&tx, now, letter).await?;
                    told += 1;
                }
                tx.commit().await?;
            }
            if is_last {
                break;
            }
        }
    }
    Ok(told)
}

fn letter(site: &Site, now: Now, version: &Version, reader: &queries::Reader) -> Result<Letter> {
    let lang = reader.lang;
    let day = format::plain_date(lang, version.effective);
    let is_coming = version.effective > format::day(now.0).as_str();
    let when = if is_coming { "documents-mail-from" } else { "documents-mail-since" };
    let summary = version.summary.to(lang.into());
    Notice {
        subject: lang.t("documents-mail-subject").to_owned(),
        preview: summary.to_owned(),
        title: lang.t("documents-mail-title").to_owned(),
        name: reader.name.clone(),
        text: format!("{} {summary}", lang.t_args(when, &[("number", version.number.into()), ("day", day.into())])),
        button: lang.t("documents-mail-button").to_owned(),
        link: site.page(lang, &format!("/confidentialite/versions/{}/differences", version.number)),
        small: lang.t("documents-mail-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &reader.email)
}

/// What the console says of a new version, until its holder has read it.
pub struct ForConsole {
    pub number: u32,
    /// In words.
    pub day: String,
    pub summary: &'static str,
}

/// The newest version that an account was told of and has not put away.
///
/// # Errors
/// When the database refuses.
pub async fn unread(db: &PlatformDb, account: Uuid, lang: Lang) -> Result<Option<ForConsole>> {
    let Some(number) = queries::find_unread(db, account).await? else { return Ok(None) };
    let version = u32::try_from(number).ok().and_then(|number| versions::find(versions::of(Kind::Privacy), number));
    Ok(version.map(|version| ForConsole {
        number: version.number,
        day: format::plain_date(lang, version.effective),
        summary: version.summary.to(lang.into()),
    }))
}

/// The holder has read it: the console says it no more.
pub async fn update(user: AccountUser, Form(_): Form<Nothing>) -> Result<Response> {
    queries::update_read(user.platform(), user.now, user.account.id).await?;
    Ok(Redirect::to("/console").into_response())
}
