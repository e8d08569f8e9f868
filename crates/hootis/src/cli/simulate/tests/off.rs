//! Each enforcement is switched off in turn, and the simulation must see it: a check that cannot fail proves nothing.

use hootis_policy::retention::{self, Rule};

use super::super::eyes::check_of;
use super::super::people::Plan;
use hootis_policy::Span;

use super::super::time::ms;
use super::*;

/// Nobody but the companies that a test wants, and no crash.
const NOBODY: Size = Size { companies: 0, visitors: 0, crashes: 0, between_looks: ms(Span::days(5)), only: None };

const fn one(plan: Plan) -> Size {
    Size { companies: 1, only: Some(plan), ..NOBODY }
}

/// What is lived with an enforcement switched off, and the check that must find it.
struct Lived {
    off: &'static str,
    months: u32,
    size: Size,
    broken: (&'static str, &'static str),
}

const fn rule(of: &'static Rule, months: u32, size: Size) -> Lived {
    let check = check_of(of);
    Lived { off: of.name, months, size, broken: (check.promise.id, check.name) }
}

const LIVED: &[Lived] = &[
    rule(&retention::SIGNUP, 1, one(Plan::Ghost)),
    rule(&retention::CONFIRMATION_LINK, 1, one(Plan::Ghost)),
    rule(&retention::CONFIRMATION_CODE, 1, one(Plan::Ghost)),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_life_without_an_enforcement_is_seen_to_break_its_promise() {
    for lived in LIVED {
        let somewhere = Somewhere::new();
        let verdicts = live_inside(somewhere.place(&[lived.off]), 5, lived.months, lived.size).await;
        let broken = verdicts.broken();
        assert!(broken.contains(&lived.broken), "without {}: {:?} was not seen\n{}", lived.off, lived.broken, verdicts.lines().join("\n"));
    }
}
