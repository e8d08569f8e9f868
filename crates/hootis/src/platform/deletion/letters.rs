//! What the holder of an account is told of its end.

use hootis_policy::retention;

use super::queries::ends_at;
use crate::app::Site;
use crate::clock::Now;
use crate::error::Result;
use crate::mail::Letter;
use crate::platform::accounts::Account;
use crate::web::format;
use crate::web::letter::Notice;

/// The account has no space any more, and will go by itself.
pub(super) fn soon(site: &Site, now: Now, account: &Account) -> Result<Letter> {
    // Told late, it goes later: never before the time that was promised after this mail.
    let end = ends_at(account).unwrap_or(now.0).max(now.after(retention::ACCOUNT_NOTICE).0);
    letter(site, account, "leave-soon", "leave-soon-text", Some(end))
}

/// The deletion was asked for.
pub(super) fn asked(site: &Site, account: &Account) -> Result<Letter> {
    letter(site, account, "leave-asked", "leave-asked-text", ends_at(account))
}

/// It was taken back.
pub(super) fn kept(site: &Site, account: &Account) -> Result<Letter> {
    letter(site, account, "leave-kept", "leave-kept-text", None)
}

fn letter(site: &Site, account: &Account, subject: &'static str, text: &'static str, end: Option<i64>) -> Result<Letter> {
    let lang = account.lang;
    let args = [("date", end.map_or_else(String::new, |end| format::datetime(lang, end)).into())];
    let (subject, text) = (lang.t_args(subject, &args), lang.t_args(text, &args));
    Notice {
        preview: text.clone(),
        title: subject.clone(),
        subject,
        name: account.name.clone(),
        text,
        button: lang.t("life-button").to_owned(),
        link: format!("{}/console/compte/suppression", site.origin()),
        small: lang.t("leave-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &account.email)
}
