//! What the two mailboxes are told of a change of address.

use crate::app::Site;
use crate::error::Result;
use crate::mail::Letter;
use crate::platform::accounts::Account;
use crate::web::format;
use crate::web::letter::Notice;

/// To the present address: is it you who asks?
pub(super) fn ask_old(site: &Site, account: &Account, new: &str, link: String, until: i64) -> Result<Letter> {
    let lang = account.lang;
    Notice {
        subject: lang.t("letter-address-old-subject").to_owned(),
        preview: lang.t("letter-address-old-preview").to_owned(),
        title: lang.t("letter-address-old-subject").to_owned(),
        name: account.name.clone(),
        text: lang.t_args("letter-address-old-text", &[("new", new.into())]),
        button: lang.t("letter-address-old-button").to_owned(),
        link,
        small: lang.t_args("letter-address-old-small", &[("until", format::datetime(lang, until).into())]),
        ..Notice::default()
    }
    .letter(site, lang, &account.email)
}

/// To the new one: does this reach you?
pub(super) fn ask_new(site: &Site, account: &Account, new: &str, link: String, until: i64) -> Result<Letter> {
    let lang = account.lang;
    Notice {
        subject: lang.t("letter-address-new-subject").to_owned(),
        preview: lang.t("letter-address-new-preview").to_owned(),
        title: lang.t("letter-address-new-subject").to_owned(),
        name: account.name.clone(),
        text: lang.t("letter-address-new-text").to_owned(),
        button: lang.t("letter-address-new-button").to_owned(),
        link,
        small: lang.t_args("letter-address-new-small", &[("until", format::datetime(lang, until).into())]),
        ..Notice::default()
    }
    .letter(site, lang, new)
}

/// To an address that has an account of its own, in the words of that account.
pub(super) fn taken(site: &Site, owner: &Account) -> Result<Letter> {
    let lang = owner.lang;
    Notice {
        subject: lang.t("letter-address-taken-subject").to_owned(),
        preview: lang.t("letter-address-taken-preview").to_owned(),
        title: lang.t("letter-address-taken-subject").to_owned(),
        name: owner.name.clone(),
        text: lang.t("letter-address-taken-text").to_owned(),
        small: lang.t("letter-address-taken-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &owner.email)
}

/// To one of the two: it is done.
pub(super) fn changed(site: &Site, account: &Account, old: &str, new: &str, to: &str) -> Result<Letter> {
    let lang = account.lang;
    Notice {
        subject: lang.t("letter-address-changed-subject").to_owned(),
        preview: lang.t("letter-address-changed-preview").to_owned(),
        title: lang.t("letter-address-changed-subject").to_owned(),
        name: account.name.clone(),
        text: lang.t_args("letter-address-changed-text", &[("old", old.into()), ("new", new.into())]),
        small: lang.t("letter-address-changed-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, to)
}

/// To the present address: it was stopped.
pub(super) fn stopped(site: &Site, account: &Account, new: &str) -> Result<Letter> {
    let lang = account.lang;
    Notice {
        subject: lang.t("letter-address-stopped-subject").to_owned(),
        preview: lang.t("letter-address-stopped-preview").to_owned(),
        title: lang.t("letter-address-stopped-subject").to_owned(),
        name: account.name.clone(),
        text: lang.t_args("letter-address-stopped-text", &[("new", new.into())]),
        button: lang.t("letter-address-stopped-button").to_owned(),
        link: site.page(lang, "/mot-de-passe"),
        ..Notice::default()
    }
    .letter(site, lang, &account.email)
}
