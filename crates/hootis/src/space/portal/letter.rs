//! Mails about access to Station Clients.

use super::row::Access;
use crate::access::BackOffice;
use crate::error::Result;
use crate::web::letter::Notice;

/// Writes to a contact who is invited. The token stands nowhere else.
pub(super) async fn invitation<R>(office: &BackOffice<R>, name: &str, access: &Access, token: &str) -> Result<()> {
    let (lang, desk) = (access.lang, office.desk());
    let company = office.company.as_str();
    let letter = Notice {
        subject: lang.t_args("letter-portal-subject", &[("company", company.into())]),
        preview: lang.t("letter-portal-preview").to_owned(),
        title: lang.t_args("letter-portal-title", &[("company", company.into())]),
        name: name.to_owned(),
        text: lang.t_args("letter-portal-text", &[("company", company.into()), ("by", office.member.name.as_str().into())]),
        button: lang.t("letter-portal-button").to_owned(),
        link: format!("{}/mot-de-passe/nouveau?lien={token}&invitation=oui", office.space_origin()),
        small: lang.t("letter-portal-small").to_owned(),
        ..Notice::default()
    };
    desk.post(letter.letter(desk.site(), lang, &access.email)?).await
}

/// Tells a contact that their second factor was taken away, and by whom.
pub(super) async fn factor_reset<R>(office: &BackOffice<R>, name: &str, access: &Access) -> Result<()> {
    let (lang, desk) = (access.lang, office.desk());
    let names = [("company", office.company.as_str().into()), ("by", office.member.name.as_str().into())];
    let letter = Notice {
        subject: lang.t("letter-factor-reset-subject").to_owned(),
        preview: office.company.clone(),
        title: lang.t("letter-factor-reset-subject").to_owned(),
        name: name.to_owned(),
        text: lang.t_args("letter-portal-factor-text", &names),
        small: lang.t("letter-factor-reset-small").to_owned(),
        ..Notice::default()
    };
    desk.post(letter.letter(desk.site(), lang, &access.email)?).await
}

/// Tells a contact that their access was taken away, and by whom.
pub(super) async fn withdrawn<R>(office: &BackOffice<R>, name: &str, access: &Access) -> Result<()> {
    let (lang, desk) = (access.lang, office.desk());
    let names = [("company", office.company.as_str().into()), ("by", office.member.name.as_str().into())];
    let subject = lang.t_args("letter-portal-withdrawn-subject", &names);
    let letter = Notice {
        subject: subject.clone(),
        preview: office.company.clone(),
        title: subject,
        name: name.to_owned(),
        text: lang.t_args("letter-portal-withdrawn-text", &names),
        small: lang.t_args("letter-portal-withdrawn-small", &names),
        ..Notice::default()
    };
    desk.post(letter.letter(desk.site(), lang, &access.email)?).await
}
