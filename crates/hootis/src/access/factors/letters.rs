//! Mails about second factors: whoever did not do it themselves shall know at once.

use super::{People, Person, Side};
use crate::clock::Now;
use crate::error::Result;
use crate::mail::Letter;
use crate::web::format;
use crate::web::letter::Notice;

/// What happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Told {
    On,
    Off,
    CodesMade,
    CodeUsed(i64),
    Recovered,
    KeyAdded,
    KeyRemoved,
}

impl Told {
    const fn keys(self) -> (&'static str, &'static str) {
        match self {
            Self::On => ("letter-factor-on-subject", "letter-factor-on-text"),
            Self::Off => ("letter-factor-off-subject", "letter-factor-off-text"),
            Self::CodesMade => ("letter-factor-codes-subject", "letter-factor-codes-text"),
            Self::Recovered => ("letter-factor-off-subject", "letter-recovery-done-text"),
            Self::KeyAdded => ("letter-passkey-added-subject", "letter-passkey-added-text"),
            Self::KeyRemoved => ("letter-passkey-removed-subject", "letter-passkey-removed-text"),
            Self::CodeUsed(_) => ("letter-factor-used-subject", "letter-factor-used-text"),
        }
    }
}

/// Where it happened, as people call it.
pub(super) fn place(people: &People) -> String {
    match people.side {
        Side::Account => "Hootis".to_owned(),
        Side::Operator => format!("Hootis, {}", people.app().site().host),
        Side::Member | Side::Contact => people.company.clone(),
    }
}

/// Tells somebody that their second factor was said to be lost, when it goes, and how to say no.
pub(super) fn asked(people: &People, person: &Person, due: Now, no: String) -> Result<Letter> {
    let lang = person.lang;
    let date = format::datetime(lang, due.0);
    let notice = Notice {
        subject: lang.t("letter-recovery-subject").to_owned(),
        preview: place(people),
        title: lang.t("letter-recovery-subject").to_owned(),
        name: person.name.clone(),
        text: lang.t_args("letter-recovery-text", &[("place", place(people).into()), ("date", date.into())]),
        button: lang.t("letter-recovery-button").to_owned(),
        link: no,
        small: lang.t("letter-recovery-small").to_owned(),
        ..Notice::default()
    };
    notice.letter(people.app().site(), lang, &person.email)
}

/// The mail about it.
pub(super) fn told(people: &People, person: &Person, what: Told) -> Result<Letter> {
    let lang = person.lang;
    let (subject, text) = what.keys();
    let left = if let Told::CodeUsed(left) = what { left } else { 0 };
    let notice = Notice {
        subject: lang.t(subject).to_owned(),
        preview: place(people),
        title: lang.t(subject).to_owned(),
        name: person.name.clone(),
        text: lang.t_args(text, &[("place", place(people).into()), ("left", left.into())]),
        small: lang.t("letter-factor-small").to_owned(),
        button: lang.t("letter-factor-button").to_owned(),
        link: people.address(lang, "/mot-de-passe"),
        ..Notice::default()
    };
    notice.letter(people.app().site(), lang, &person.email)
}
