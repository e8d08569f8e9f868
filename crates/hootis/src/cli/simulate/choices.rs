//! Visitors who come again and again, and what they say about cookies: nothing, yes, no, no by their browser, yes and then
//! no. What follows from it is held against the pages and cookies that they get.

use hootis_policy::cookies::{self, CHOICE_ASKED_AGAIN, Class, GA, GA_ID, RGPD};
use hootis_policy::processors::GOOGLE_TAG;

use super::browser::{Answer, Browser, Trouble};
use super::checks::{ASKED, MEASURED, PAST, UNAGREED};
use super::life::Life;
use super::time::ms;
use crate::error::Result;

/// Networks of regulars begin here.
const FIRST_NETWORK: u32 = 400_000;

/// The cookies that the script of the measurement leaves.
fn left() -> [String; 2] {
    [GA.name.to_owned(), format!("{}SIMULATED1", GA_ID.name)]
}

/// A cookie that nobody sets any more.
fn of_the_past() -> &'static str {
    cookies::ALL.iter().find(|cookie| cookie.class == Class::Historical).map_or("", |cookie| cookie.name)
}

/// What somebody says when asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Says {
    Nothing,
    Yes,
    No,
    /// The browser speaks for its owner.
    Signal,
    /// Yes, and no at the next visit, and so on.
    Turns,
}

/// Somebody who comes again and again.
#[derive(Clone)]
pub(super) struct Regular {
    says: Says,
    browser: Browser,
    /// What was answered last, and when.
    answered: Option<(i64, bool)>,
}

impl Regular {
    /// One of each.
    pub(super) fn all() -> Vec<Self> {
        let new = |(number, says): (u32, Says)| {
            let mut browser = Browser::new(FIRST_NETWORK + number, "Mozilla/5.0 (Macintosh) Safari/605.1");
            if says == Says::Signal {
                browser.extra.push(("sec-gpc", "1".to_owned()));
            }
            Self { says, browser, answered: None }
        };
        (0..).zip([Says::Nothing, Says::Yes, Says::No, Says::Signal, Says::Turns]).map(new).collect()
    }

    /// What was agreed to is no longer understood: a fault that a test plants. False where nothing was.
    #[cfg(test)]
    pub(super) fn lose_agreement(&mut self) -> bool {
        let agreed = self.says == Says::Yes && self.answered.is_some();
        if agreed {
            self.browser.plant(RGPD.name, "unreadable");
        }
        agreed
    }

    /// The answer that still counts.
    fn holds(&self, now: i64) -> Option<bool> {
        self.answered.filter(|(at, _)| now < at + ms(CHOICE_ASKED_AGAIN)).map(|(_, agrees)| agrees)
    }

    /// What they answer now, if they do.
    fn answer(&self, now: i64) -> Option<bool> {
        match (self.says, self.holds(now)) {
            (Says::Nothing | Says::Signal, _) => None,
            (Says::Yes, None) => Some(true),
            (Says::No, None) => Some(false),
            (Says::Turns, said) => Some(!said.unwrap_or(false)),
            (Says::Yes | Says::No, Some(_)) => None,
        }
    }
}

impl Life {
    /// A regular looks at a page, may answer, and looks at another.
    pub(super) async fn regular(&mut self, number: usize) -> Result<()> {
        let Some(mut regular) = self.regulars.get(number).cloned() else { return Ok(()) };
        let outcome = self.come_again(&mut regular).await;
        self.regulars[number] = regular;
        self.settle(outcome, false, "a regular").await?;
        Ok(())
    }

    async fn come_again(&mut self, regular: &mut Regular) -> std::result::Result<(), Trouble> {
        // The browser drops what has lived its time.
        if regular.answered.is_some_and(|(at, _)| self.now >= at + RGPD.max_age_seconds().map_or(0, |life| life.cast_signed() * 1_000)) {
            regular.browser.drop(RGPD.name);
        }
        let past = of_the_past();
        regular.browser.plant(past, "GA1.1.123.456");
        self.look_at_page(regular, "/").await?;
        self.verdicts.look(PAST, !regular.browser.has(past), || format!("{past} is still there"));
        if let Some(agrees) = regular.answer(self.now) {
            let form = [("audience", if agrees { "yes" } else { "no" }), ("back", "/")];
            regular.browser.post(&self.world, &mut self.verdicts, "/cookies", &form).await?.is(303)?;
            regular.answered = Some((self.now, agrees));
            self.look_at_page(regular, "/").await?;
        }
        self.look_at_page(regular, "/conditions").await
    }

    /// Looks at a page; the script of the measurement runs where it is let in.
    async fn look_at_page(&mut self, regular: &mut Regular, path: &str) -> std::result::Result<(), Trouble> {
        let page = regular.browser.get(&self.world, &mut self.verdicts, path).await?.is(200)?;
        let says = regular.says;
        let (is_tagged, is_let_in) = (page.text.contains(GOOGLE_TAG), policy(&page).contains(GOOGLE_TAG));
        let why = || format!("{says:?}: tag {is_tagged}, let in {is_let_in} on {path}");
        if regular.holds(self.now) == Some(true) {
            self.verdicts.look(MEASURED, is_tagged && is_let_in, why);
            for name in left() {
                regular.browser.plant(&name, "GA1.1.123.456");
            }
        } else {
            self.verdicts.look(UNAGREED, !is_tagged && !is_let_in, why);
            let left: Vec<_> = left().into_iter().filter(|name| regular.browser.has(name)).collect();
            self.verdicts.look(UNAGREED, left.is_empty(), || format!("{says:?} still has {left:?}"));
        }
        let is_asked = page.text.contains("id=\"cookies-titre\"");
        let must_ask = says != Says::Signal && regular.holds(self.now).is_none();
        self.verdicts.look(ASKED, is_asked == must_ask, || format!("{says:?} is asked: {is_asked}"));
        Ok(())
    }
}

fn policy(page: &Answer) -> &str {
    page.header("content-security-policy")
}
