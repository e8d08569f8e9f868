//! What the owner of a space is told of support.

use crate::app::Site;
use crate::error::Result;
use crate::mail::Letter;
use crate::platform::accounts::Account;
use crate::web::format;
use crate::web::letter::Notice;

/// Support may enter from now on.
pub(super) fn granted(site: &Site, account: &Account, company: &str, until: i64) -> Result<Letter> {
    let until = format::datetime(account.lang, until);
    let text = account.lang.t_args("letter-support-granted-text", &[("company", company.into()), ("until", until.into())]);
    letter(site, account, "letter-support-granted-subject", text)
}

/// Support asks to enter.
pub(super) fn asked(site: &Site, account: &Account, company: &str, operator: &str, reason: &str) -> Result<Letter> {
    let args = [("company", company.into()), ("operator", operator.into()), ("reason", reason.into())];
    letter(site, account, "letter-support-asked-subject", account.lang.t_args("letter-support-asked-text", &args))
}

fn letter(site: &Site, account: &Account, subject: &'static str, text: String) -> Result<Letter> {
    let lang = account.lang;
    Notice {
        subject: lang.t(subject).to_owned(),
        preview: text.clone(),
        title: lang.t(subject).to_owned(),
        name: account.name.clone(),
        text,
        button: lang.t("letter-support-button").to_owned(),
        link: format!("{}/console/support", site.origin()),
        small: lang.t("letter-support-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &account.email)
}
