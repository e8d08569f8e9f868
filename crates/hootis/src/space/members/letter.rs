//! The mail of an invitation.

use super::member::Member;
use crate::access::BackOffice;
use crate::error::{Error, Result};
use crate::web::letter::Notice;

/// Tells somebody that their second factor was taken away, and by whom.
pub(super) async fn factor_reset<R>(office: &BackOffice<R>, to: &Member) -> Result<()> {
    let (lang, desk) = (to.lang, office.desk());
    let Some(address) = &to.email else { return Ok(()) };
    let names = [("company", office.company.as_str().into()), ("by", office.member.name.as_str().into())];
    let letter = Notice {
        subject: lang.t("letter-factor-reset-subject").to_owned(),
        preview: office.company.clone(),
        title: lang.t("letter-factor-reset-subject").to_owned(),
        name: to.name.clone(),
        text: lang.t_args("letter-factor-reset-text", &names),
        small: lang.t("letter-factor-reset-small").to_owned(),
        ..Notice::default()
    };
    desk.post(letter.letter(desk.site(), lang, address)?).await
}

/// Writes to somebody who is invited. The token stands nowhere else.
pub(super) async fn post<R>(office: &BackOffice<R>, to: &Member, token: &str) -> Result<()> {
    let lang = to.lang;
    let address = to.email.as_ref().ok_or_else(|| Error::internal("an invitation without an address"))?;
    let company = office.company.as_str();
    let letter = Notice {
        subject: lang.t_args("letter-invitation-subject", &[("company", company.into())]),
        preview: lang.t("letter-invitation-preview").to_owned(),
        title: lang.t_args("letter-invitation-title", &[("company", company.into())]),
        name: to.name.clone(),
        text: lang.t_args("letter-invitation-text", &[("company", company.into()), ("by", office.member.name.as_str().into())]),
        button: lang.t("letter-invitation-button").to_owned(),
        link: format!("{}/admin/mot-de-passe/nouveau?lien={token}&invitation=oui", office.space_origin()),
        small: lang.t("letter-invitation-small").to_owned(),
        ..Notice::default()
    };
    let desk = office.desk();
    desk.post(letter.letter(desk.site(), lang, address)?).await
}
