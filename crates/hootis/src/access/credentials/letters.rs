//! Mails about credentials.

use hootis_space::Tx;

use super::people::{People, Person};
use super::side::Side;
use super::{LinkKind, make_link};
use crate::app::App;
use crate::error::Result;
use crate::mail::Letter;
use crate::platform::operators::Operator;
use crate::web::letter::Notice;

/// The mail with a link to choose a password.
pub(super) fn link(people: &People, person: &Person, token: &str) -> Result<Letter> {
    let (lang, site) = (person.lang, people.app().site());
    let (subject, small) = match people.side {
        Side::Account | Side::Member | Side::Contact => (lang.t("letter-password-subject"), lang.t("letter-password-small")),
        Side::Operator => (lang.t("letter-operator-subject"), lang.t("letter-operator-small")),
    };
    let text = match people.side {
        Side::Account => lang.t("letter-password-text").to_owned(),
        Side::Member | Side::Contact => lang.t_args("letter-member-password-text", &[("company", people.company.as_str().into())]),
        Side::Operator => lang.t_args("letter-operator-text", &[("host", site.host.as_str().into())]),
    };
    let notice = Notice {
        subject: subject.to_owned(),
        preview: lang.t("letter-password-preview").to_owned(),
        title: subject.to_owned(),
        name: person.name.clone(),
        text,
        button: lang.t("letter-password-button").to_owned(),
        link: people.address(lang, &format!("/mot-de-passe/nouveau?lien={token}")),
        small: small.to_owned(),
        ..Notice::default()
    };
    notice.letter(site, lang, &person.email)
}

/// Tells somebody that their password was changed, in case it was not them.
pub(super) fn changed(people: &People, person: &Person) -> Result<Letter> {
    let (lang, site) = (person.lang, people.app().site());
    let (text, small) = match people.side {
        Side::Account => (lang.t("letter-password-changed-text").to_owned(), lang.t("letter-password-changed-small")),
        Side::Member | Side::Contact => {
            let company = people.company.as_str().into();
            (lang.t_args("letter-member-changed-text", &[("company", company)]), lang.t("letter-password-changed-small"))
        }
        Side::Operator => {
            let host = site.host.as_str().into();
            (lang.t_args("letter-operator-changed-text", &[("host", host)]), lang.t("letter-operator-changed-small"))
        }
    };
    let notice = Notice {
        subject: lang.t("letter-password-changed-subject").to_owned(),
        preview: lang.t("letter-password-changed-preview").to_owned(),
        title: lang.t("letter-password-changed-subject").to_owned(),
        name: person.name.clone(),
        text,
        small: small.to_owned(),
        ..Notice::default()
    };
    notice.letter(site, lang, &person.email)
}

/// Tells somebody that many passwords are being tried for their address, none of which was right.
pub(super) fn guessed(people: &People, person: &Person) -> Result<Letter> {
    let (lang, site) = (person.lang, people.app().site());
    let place = if people.company.is_empty() { site.host.as_str() } else { people.company.as_str() };
    let notice = Notice {
        subject: lang.t("letter-guessed-subject").to_owned(),
        preview: lang.t("letter-guessed-preview").to_owned(),
        title: lang.t("letter-guessed-subject").to_owned(),
        name: person.name.clone(),
        text: lang.t_args("letter-guessed-text", &[("place", place.into())]),
        button: lang.t("letter-password-button").to_owned(),
        link: people.address(lang, "/mot-de-passe"),
        small: lang.t("letter-guessed-small").to_owned(),
        ..Notice::default()
    };
    notice.letter(site, lang, &person.email)
}

/// The mail with six digits to sign in with.
pub(super) fn code(people: &People, person: &Person, code: &str) -> Result<Letter> {
    let lang = person.lang;
    let company = people.company.as_str();
    let notice = Notice {
        subject: lang.t_args("letter-code-subject", &[("company", company.into())]),
        preview: lang.t("letter-code-preview").to_owned(),
        title: lang.t_args("letter-code-subject", &[("company", company.into())]),
        name: person.name.clone(),
        text: lang.t_args("letter-code-text", &[("company", company.into())]),
        code_label: lang.t("letter-code-label").to_owned(),
        code: code.to_owned(),
        small: lang.t("letter-code-small").to_owned(),
        ..Notice::default()
    };
    notice.letter(people.app().site(), lang, &person.email)
}

/// Makes a link of one use for an operator to choose a password; the address to follow.
///
/// # Errors
/// When the database refuses.
pub async fn operator_link(app: &App, tx: &Tx, operator: &Operator) -> Result<String> {
    let people = People::of_platform(app, Side::Operator);
    let token = make_link(tx, app.now(), people.side, operator.id, LinkKind::Password).await?;
    Ok(people.address(operator.lang, &format!("/mot-de-passe/nouveau?lien={token}")))
}

/// Mails such a link to its operator.
///
/// # Errors
/// When the database refuses: nothing is sent then.
pub async fn write_operator_link(app: &App, operator: &Operator) -> Result<()> {
    let people = People::of_platform(app, Side::Operator);
    let tx = people.begin().await?;
    let token = make_link(&tx, app.now(), people.side, operator.id, LinkKind::Password).await?;
    let letter = link(&people, &Person::from(operator.clone()), &token)?;
    people.commit(tx, Some(letter)).await
}
