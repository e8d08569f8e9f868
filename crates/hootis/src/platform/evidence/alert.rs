//! The operator is told once when a promise is broken.

use hootis_policy::evidence;
use hootis_space::Conn;

use super::queries::Last;
use super::table::Check;
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;
use crate::mail;
use crate::platform::operators;
use crate::web::letter::Notice;

/// When the operator was last told, after a check: now, when it failed and nothing was said of it or lately.
pub(super) fn told(last: &Last, now: Now) -> Option<i64> {
    let lately = last.told_at.filter(|at| *at > now.before(evidence::TOLD_AGAIN).0);
    match last.told_at {
        // What comes and goes within a day is told once.
        _ if last.ok != Some(false) => lately,
        // It was told of an earlier time that it failed, and that is a while ago.
        Some(at) if lately.is_none() && last.changed_at.is_some_and(|since| since > at) => Some(now.0),
        Some(at) => Some(at),
        None => Some(now.0),
    }
}

/// Queues a mail to each operator: which promise, what was found, what should have been.
pub(super) async fn post(app: &App, conn: &impl Conn, now: Now, check: &Check, last: &Last) -> Result<()> {
    for operator in operators::list(conn).await?.into_iter().filter(|operator| operator.is_active) {
        let lang = operator.lang;
        let title = check.promise.title.to(lang.into());
        let found = last.figure.as_ref().map(|figure| figure.say(lang)).unwrap_or_default();
        let facts = [("id", check.promise.id.into()), ("title", title.into()), ("found", found.into()), ("limit", (check.limit)().say(lang).into())];
        let notice = Notice {
            subject: lang.t_args("evidence-mail-subject", &facts),
            preview: lang.t_args("evidence-mail-preview", &facts),
            title: lang.t("evidence-mail-title").to_owned(),
            name: operator.name,
            text: lang.t_args("evidence-mail-text", &facts),
            button: lang.t("evidence-mail-button").to_owned(),
            link: format!("{}#preuves", app.site().page(lang, "/confidentialite")),
            small: lang.t("evidence-mail-small").to_owned(),
            ..Notice::default()
        };
        mail::post(conn, now, notice.letter(app.site(), lang, &operator.email)?).await?;
    }
    Ok(())
}
