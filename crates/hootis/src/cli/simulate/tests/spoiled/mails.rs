//! Faults in mails: what comes twice, to the wrong person, without a way out, or never.

use super::super::super::checks::{DELIVERED, HANDED_ONCE, MAILED_ONCE, PARTNERS, UNASKED, WAY_OUT};
use super::super::super::eyes::{Canary, Letter};
use super::super::super::life::Life;
use super::super::super::people::Plan;
use super::{Fault, Undo, fault, of};

/// A number of a message that nobody sent yet.
const NEXT: u32 = 90;

pub(super) fn faults() -> Vec<Fault> {
    vec![
        fault("a mail is handed over twice", &[HANDED_ONCE], |life| Box::pin(async move { twice(life) })),
        fault("news reach somebody twice", &[MAILED_ONCE], |life| Box::pin(async move { comes(life, is_news, |_| {}) })),
        fault("news reach somebody who did not ask", &[UNASKED], |life| {
            Box::pin(async move {
                let other = of(life, Plan::Leaver).0.email();
                comes(life, is_news, |letter| letter.to.clone_from(&other))
            })
        }),
        fault("news come without a way out", &[WAY_OUT], |life| {
            Box::pin(async move { altered(life, is_news, |letter| letter.raw = letter.raw.replace("List-Unsubscribe-Post:", "X-Other:")) })
        }),
        fault("the way out of news leads nowhere", &[WAY_OUT], |life| {
            Box::pin(async move {
                altered(life, is_news, |letter| letter.raw = letter.raw.replace("/courrier/", "/courrier/not-"));
                let mut company = of(life, Plan::Keeper).0.clone();
                company.one_click(life).await.expect("an answer");
                Undo::Nothing
            })
        }),
        fault("a message is lost, and its writer told that it came", &[DELIVERED], |life| {
            Box::pin(async move {
                let post = life.world.place().post.clone();
                post.set_lossy(true);
                life.message(NEXT).await.expect("an answer");
                post.set_lossy(false);
                Undo::Nothing
            })
        }),
        fault("a message also goes to somebody else", &[DELIVERED], |life| {
            Box::pin(
                async move { comes(life, |letter| holds(letter, Canary::Word(0)), |letter| "tiers@ailleurs.example".clone_into(&mut letter.to)) },
            )
        }),
        fault("a partner hears of somebody who did not agree", &[PARTNERS], |life| {
            Box::pin(async move {
                let (agreed, other) = (Canary::Word(3).to_string(), Canary::Word(5).to_string());
                comes(
                    life,
                    |letter| letter.text.contains(&agreed),
                    |letter| {
                        letter.text = letter.text.replace(&agreed, &other);
                        letter.raw = letter.raw.replace(&agreed, &other);
                    },
                )
            })
        }),
        fault("a partner hears twice of somebody", &[PARTNERS], |life| {
            Box::pin(async move { comes(life, |letter| holds(letter, Canary::Word(3)), |_| {}) })
        }),
    ]
}

fn is_news(letter: &Letter) -> bool {
    letter.subject.contains("nouvelles-")
}

fn holds(letter: &Letter, word: Canary) -> bool {
    letter.text.contains(&word.to_string())
}

/// The last mail of a kind comes once more, as another mail.
fn comes(life: &mut Life, which: impl Fn(&Letter) -> bool, other: impl FnOnce(&mut Letter)) -> Undo {
    let mut letter = life.outbox.letters.iter().rev().find(|letter| which(letter)).expect("such a mail").clone();
    letter.id.push_str("another");
    other(&mut letter);
    life.outbox.letters.push(letter);
    Undo::Nothing
}

/// Mails of a kind came otherwise.
fn altered(life: &mut Life, which: impl Fn(&Letter) -> bool, other: impl Fn(&mut Letter)) -> Undo {
    let mut letters: Vec<&mut Letter> = life.outbox.letters.iter_mut().filter(|letter| which(letter)).collect();
    assert!(!letters.is_empty(), "there is such a mail");
    letters.iter_mut().for_each(|letter| other(letter));
    Undo::Nothing
}

/// The relay has the first mail a second time.
fn twice(life: &mut Life) -> Undo {
    let folder = life.world.place().post.folder().to_owned();
    let again = folder.join("9999999999.eml");
    std::fs::copy(folder.join("0000000000.eml"), &again).expect("a copy");
    life.read_mails().expect("mails");
    Undo::File(again)
}
