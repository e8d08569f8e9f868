//! Mails about access to Station Clients.

use hootis_policy::permissions::Right;

use super::erasure::queries::list_told;
use super::queries;
use super::row::{Access, AccessState};
use crate::access::{BackOffice, Portal};
use crate::clock::Now;
use crate::error::Result;
use crate::space::contacts::Contact;
use crate::web::format;
use crate::web::i18n::Lang;
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

/// Tells a contact that the team accepted their correction.
pub(super) async fn correction_accepted<R>(office: &BackOffice<R>, contact: &Contact) -> Result<bool> {
    answered(office, contact, ["letter-correction-subject", "letter-correction-accepted", ""], &[]).await
}

/// Tells a contact that it did not, and why.
pub(super) async fn correction_refused<R>(office: &BackOffice<R>, contact: &Contact, answer: &str) -> Result<bool> {
    answered(office, contact, ["letter-correction-subject", "letter-correction-refused", "letter-refusal-small"], &[("answer", answer)]).await
}

/// Tells a contact that they are not erased, and why.
pub(super) async fn erasure_refused<R>(office: &BackOffice<R>, contact: &Contact, answer: &str) -> Result<bool> {
    answered(office, contact, ["letter-erasure-subject", "letter-erasure-refused", "letter-refusal-small"], &[("answer", answer)]).await
}

/// Tells a contact that the answer takes longer, until when, and why.
pub(super) async fn erasure_extended<R>(office: &BackOffice<R>, contact: &Contact, answer: &str, due: Now) -> Result<bool> {
    let access = queries::find(&office.space, contact.id).await?;
    let lang = address(office.lang(), contact, access.as_ref()).map_or(office.lang(), |(_, lang)| lang);
    let date = format::date_long(lang, due.0);
    answered(office, contact, ["letter-erasure-longer", "letter-erasure-extended", "letter-refusal-small"], &[("answer", answer), ("date", &date)])
        .await
}

/// Where somebody who asked is written to, and in which language: at the address that they come in with, or came in with, or
/// that stands on their card.
fn address(office_lang: Lang, contact: &Contact, access: Option<&Access>) -> Option<(String, Lang)> {
    let own = access.map(|access| (access.email.clone(), access.lang));
    own.or_else(|| Some((contact.words.email.clone()?, office_lang)))
}

/// The answer stands in the mail itself: whether its reader still comes in is another question. False where nobody can be written to.
async fn answered<R>(office: &BackOffice<R>, contact: &Contact, [subject, text, small]: [&str; 3], words: &[(&str, &str)]) -> Result<bool> {
    let access = queries::find(&office.space, contact.id).await?;
    let Some((to, lang)) = address(office.lang(), contact, access.as_ref()) else { return Ok(false) };
    let (desk, company) = (office.desk(), office.company.as_str());
    let mut args = vec![("company", company.into())];
    args.extend(words.iter().map(|(name, text)| (*name, (*text).into())));
    let comes_in = access.is_some_and(|access| access.state == AccessState::Active);
    let letter = Notice {
        subject: lang.t(subject).to_owned(),
        preview: office.company.clone(),
        title: lang.t(subject).to_owned(),
        name: contact.words.name(),
        text: lang.t_args(text, &args),
        button: if comes_in { lang.t("letter-answer-button").to_owned() } else { String::new() },
        link: if comes_in { format!("{}/mes-donnees", office.space_origin()) } else { String::new() },
        small: if small.is_empty() { String::new() } else { lang.t(small).to_owned() },
        ..Notice::default()
    };
    desk.post(letter.letter(desk.site(), lang, &to)?).await?;
    Ok(true)
}

/// Tells somebody that they are erased. False where nobody can be written to.
pub(super) async fn erased<R>(office: &BackOffice<R>, contact: &Contact, access: Option<&Access>) -> Result<bool> {
    let Some((to, lang)) = address(office.lang(), contact, access) else { return Ok(false) };
    let desk = office.desk();
    let args = [("company", office.company.as_str().into()), ("date", format::datetime(lang, office.now.0).into())];
    let letter = Notice {
        subject: lang.t("letter-erased-subject").to_owned(),
        preview: office.company.clone(),
        title: lang.t("letter-erased-subject").to_owned(),
        name: contact.words.name(),
        text: lang.t_args("letter-erased-text", &args),
        small: lang.t("letter-erased-small").to_owned(),
        ..Notice::default()
    };
    desk.post(letter.letter(desk.site(), lang, &to)?).await?;
    Ok(true)
}

/// Tells those who may erase that a contact asks for it, and until when an answer is due.
pub(super) async fn erasure_asked<R>(portal: &Portal<R>, due: Now) -> Result<()> {
    asked(portal, due, Right::ContactsDelete, "letter-erasure-asked-subject", "letter-erasure-asked-text").await
}

/// Tells those who may accept that a contact proposes a correction, and until when an answer is due.
pub(super) async fn correction_asked<R>(portal: &Portal<R>, due: Now) -> Result<()> {
    asked(portal, due, Right::ContactsWrite, "letter-correction-asked-subject", "letter-correction-asked-text").await
}

async fn asked<R>(portal: &Portal<R>, due: Now, right: Right, subject: &str, text: &str) -> Result<()> {
    let desk = portal.desk();
    for (email, lang, name) in list_told(&portal.space, &portal.scope, right).await? {
        let lang = Lang::from_code(&lang).unwrap_or_default();
        let args = [("name", portal.contact.name.as_str().into()), ("date", format::date_long(lang, due.0).into())];
        let letter = Notice {
            subject: lang.t(subject).to_owned(),
            preview: portal.company.clone(),
            title: lang.t(subject).to_owned(),
            name,
            text: lang.t_args(text, &args),
            button: lang.t("letter-erasure-asked-button").to_owned(),
            link: format!("{}/admin/demandes", portal.space_origin()),
            ..Notice::default()
        };
        desk.post(letter.letter(desk.site(), lang, &email)?).await?;
    }
    Ok(())
}
