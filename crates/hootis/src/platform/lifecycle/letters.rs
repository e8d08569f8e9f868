//! What the owner of a space is told of its life: one mail for each turn, with its dates and the way to the console.

use hootis_policy::states::SpaceState;
use hootis_policy::{plans, retention};

use super::life::{DisabledBy, Life};
use super::queries::Tenure;
use crate::app::Site;
use crate::clock::Now;
use crate::error::Result;
use crate::mail::Letter;
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::letter::Notice;

/// What a mail is about: keys of its subject and of its text.
type Words = (&'static str, &'static str);

/// What is said when a life goes on as another; nothing for a renewal, or for what another mail says.
fn of_turn(was: &Life, is: &Life) -> Option<Words> {
    use SpaceState::{Active, Disabled, Ending, Grace, Restricted, Trial};
    Some(match (was.state, is.state) {
        (Trial, Disabled) if is.disabled_by == Some(DisabledBy::Trial) => ("life-trial-over", "life-trial-over-text"),
        (_, Disabled) if is.disabled_by == Some(DisabledBy::Period) => ("life-period-over", "life-period-over-text"),
        (from, Disabled) if from != Disabled && is.disabled_by == Some(DisabledBy::Owner) => ("life-closed", "life-closed-text"),
        (Disabled, Trial) if is.is_choosing() => ("life-back", "life-back-week-text"),
        (Disabled, Trial) => ("life-back", "life-back-trial-text"),
        (Disabled, Active | Grace) => ("life-back", "life-back-active-text"),
        (Disabled, Restricted) => ("life-back", "life-back-read-only-text"),
        (Ending, Active | Grace) => ("life-taken-back", "life-taken-back-text"),
        (Trial | Grace | Restricted, Active) => ("life-subscribed", "life-subscribed-text"),
        (Active | Grace, Ending) => ("life-notice", "life-notice-text"),
        (Active, Grace) => ("life-late", "life-late-text"),
        (Grace, Restricted) => ("life-read-only", "life-read-only-text"),
        _ => return None,
    })
}

/// The mail for a turn, if there is one. `tenure` is the space as it was, `is` its life from now on.
pub(super) fn turn(site: &Site, now: Now, tenure: &Tenure, is: &Life) -> Result<Option<Letter>> {
    of_turn(&tenure.life, is).map(|words| letter(site, now, tenure, is, words)).transpose()
}

/// The reminder of the end that a life has before it.
pub(super) fn reminder(site: &Site, now: Now, tenure: &Tenure) -> Result<Letter> {
    let words = match tenure.life.state {
        SpaceState::Ending => ("life-ending-soon", "life-ending-soon-text"),
        SpaceState::Disabled => ("life-destroyed-soon", "life-destroyed-soon-text"),
        _ => ("life-trial-ends", "life-trial-ends-text"),
    };
    letter(site, now, tenure, &tenure.life, words)
}

fn letter(site: &Site, now: Now, tenure: &Tenure, life: &Life, (subject, text): Words) -> Result<Letter> {
    let lang = tenure.lang;
    let end = life.end().or(life.paid_until).map_or_else(String::new, |end| format::datetime(lang, end));
    let gone = life.end().map(|end| Now(end).after(retention::SPACE_DISABLED));
    let gone = gone.map_or_else(String::new, |gone| format::datetime(lang, gone.0));
    let args = [
        ("back", way_back(lang, life, now).into()),
        ("days", plans::COME_BACK.words(lang.into()).into()),
        ("company", tenure.company.as_str().into()),
        ("end", end.into()),
        ("gone", gone.into()),
        ("since", format::datetime(lang, life.since).into()),
    ];
    let (subject, text) = (lang.t_args(subject, &args), lang.t_args(text, &args));
    Notice {
        preview: text.clone(),
        title: subject.clone(),
        subject,
        name: tenure.owner_name.clone(),
        text,
        button: lang.t("life-button").to_owned(),
        link: format!("{}/console/espaces/{}", site.origin(), tenure.id),
        small: lang.t("life-small").to_owned(),
        ..Notice::default()
    }
    .letter(site, lang, &tenure.owner_email)
}

/// How a closed space is opened again: with one click up to a day, or with a subscription.
fn way_back(lang: Lang, life: &Life, now: Now) -> String {
    match life.reopens_until(now) {
        Some(until) => lang.t_args("life-one-click", &[("until", format::datetime(lang, until).into())]),
        None => lang.t("life-no-click").to_owned(),
    }
}
