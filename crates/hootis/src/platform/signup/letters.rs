//! The mails of sign-up.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;

use super::row::Secrets;
use crate::app::Site;
use crate::error::Result;
use crate::mail::Letter;
use crate::web::i18n::Lang;
use crate::web::letter::Notice;
use crate::web::person::Email;

/// Asks to confirm the address, by button or by code.
pub(super) fn confirm(site: &Site, lang: Lang, name: &str, company: &str, email: &Email, secrets: &Secrets) -> Result<Letter> {
    Notice {
        subject: lang.t("letter-confirm-subject").to_owned(),
        preview: lang.t("letter-confirm-preview").to_owned(),
        title: lang.t("letter-confirm-title").to_owned(),
        name: name.to_owned(),
        text: lang.t_args("letter-confirm-text", &[("company", company.into())]),
        code_label: lang.t("letter-confirm-code").to_owned(),
        code: secrets.code.clone(),
        button: lang.t("letter-confirm-button").to_owned(),
        link: format!("{}?lien={}", site.page(lang, "/inscription/confirmation"), BASE64_URL_SAFE_NO_PAD.encode(secrets.link)),
        small: lang.t("letter-confirm-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &email.text)
}

/// Tells somebody who has an account that they need no other.
pub(super) fn has_account(site: &Site, lang: Lang, name: &str, email: &Email) -> Result<Letter> {
    Notice {
        subject: lang.t("letter-has-account-subject").to_owned(),
        preview: lang.t("letter-has-account-preview").to_owned(),
        title: lang.t("letter-has-account-title").to_owned(),
        name: name.to_owned(),
        text: lang.t("letter-has-account-text").to_owned(),
        button: lang.t("letter-has-account-button").to_owned(),
        link: site.page(lang, "/connexion"),
        small: lang.t("letter-has-account-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &email.text)
}
