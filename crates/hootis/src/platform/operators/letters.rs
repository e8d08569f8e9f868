//! Mails to operators, and the link in them.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use hootis_space::Tx;

use super::{Operator, queries};
use crate::app::App;
use crate::error::Result;
use crate::mail::{self, Letter};
use crate::web::letter::Notice;

/// Makes a link of one use to choose a password; the address to follow.
///
/// # Errors
/// When the database refuses.
pub async fn link(app: &App, tx: &Tx, operator: &Operator) -> Result<String> {
    let token = hootis_vault::random_token();
    queries::insert_link(tx, app.now(), operator.id, hootis_vault::digest(&token).to_vec()).await?;
    let path = format!("/operateur/mot-de-passe/nouveau?lien={}", BASE64_URL_SAFE_NO_PAD.encode(token));
    Ok(app.site().page(operator.lang, &path))
}

/// Mails such a link to its operator.
///
/// # Errors
/// When the database refuses: nothing is sent then.
pub async fn write_link(app: &App, operator: &Operator) -> Result<()> {
    let tx = app.platform().begin().await?;
    let link = link(app, &tx, operator).await?;
    let lang = operator.lang;
    let letter = Notice {
        subject: lang.t("letter-operator-subject").to_owned(),
        preview: lang.t("letter-password-preview").to_owned(),
        title: lang.t("letter-operator-subject").to_owned(),
        name: operator.name.clone(),
        text: lang.t_args("letter-operator-text", &[("host", app.site().host.as_str().into())]),
        button: lang.t("letter-password-button").to_owned(),
        link,
        small: lang.t("letter-operator-small").to_owned(),
        ..Notice::default()
    };
    mail::post(&tx, app.now(), letter.letter(app.site(), lang, &operator.email)?).await?;
    tx.commit().await?;
    app.wake();
    Ok(())
}

/// Tells an operator that their password was changed, in case it was not them.
pub(super) fn changed(app: &App, operator: &Operator) -> Result<Letter> {
    let lang = operator.lang;
    Notice {
        subject: lang.t("letter-password-changed-subject").to_owned(),
        preview: lang.t("letter-password-changed-preview").to_owned(),
        title: lang.t("letter-password-changed-subject").to_owned(),
        name: operator.name.clone(),
        text: lang.t_args("letter-operator-changed-text", &[("host", app.site().host.as_str().into())]),
        small: lang.t("letter-operator-changed-small").to_owned(),
        ..Notice::default()
    }
    .letter(app.site(), lang, &operator.email)
}
