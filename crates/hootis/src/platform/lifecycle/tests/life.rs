//! Every state with every action, and lives at random.

use hootis_policy::states::SpaceState;
use hootis_policy::{plans, retention};

use super::super::life::{Action, DisabledBy, Life, Moment};
use crate::clock::Now;

const START: i64 = 1_795_420_800_000;

fn at(ms: i64) -> Moment {
    Moment { now: Now(START + ms), elapsed: ms }
}

fn span(span: hootis_policy::Span) -> i64 {
    i64::try_from(span.as_duration().as_millis()).expect("a short span")
}

fn life(state: SpaceState) -> Life {
    let is_disabled = state == SpaceState::Disabled;
    Life {
        state,
        since: START,
        trial_ends_at: Some(START + span(plans::TRIAL)),
        paid_until: matches!(state, SpaceState::Active | SpaceState::Ending | SpaceState::Grace | SpaceState::Restricted)
            .then_some(START + span(plans::TRIAL)),
        is_yearly: false,
        disabled_by: is_disabled.then_some(DisabledBy::Owner),
        destroy_at: is_disabled.then_some(START + span(retention::SPACE_DISABLED.keep)),
        elapsed_then: is_disabled.then_some(0),
        came_back_at: None,
        failures: match state {
            SpaceState::Grace => 1,
            SpaceState::Restricted => 2,
            _ => 0,
        },
    }
}

const ACTIONS: [Action; 9] = [
    Action::Subscribe { until: None, is_yearly: false },
    Action::PaymentFailed,
    Action::GiveNotice,
    Action::TakeBack,
    Action::Close(DisabledBy::Owner),
    Action::Close(DisabledBy::Account),
    Action::Reopen,
    Action::PassTime,
    Action::Destroy,
];

/// What an action makes of each state, at once and long after: `·` refused, else the first letters of the state.
#[test]
fn every_action_in_every_state_does_what_is_written_here() {
    let said = |life: Option<Life>| life.map_or("·".to_owned(), |life| life.state.as_str()[..3].to_owned());
    let mut table = String::new();
    for state in SpaceState::ALL {
        for when in [at(1_000), at(100 * span(hootis_policy::Span::days(1)))] {
            let row: Vec<String> = ACTIONS.iter().map(|action| said(life(state).after(*action, when))).collect();
            table.push_str(&format!("{} {}\n", &state.as_str()[..3], row.join(" ")));
        }
    }
    let expected = "\
pen · · · · · · · · ·
pen · · · · · · · · ·
tri act · · · dis dis · · ·
tri act · · · dis dis · dis ·
act act gra end · dis dis · · ·
act act gra · · dis dis · act ·
gra act res end · dis dis · · ·
gra act res · · dis dis · · ·
res act · · · dis dis · · ·
res act · · · dis dis · · ·
end act · · act dis dis · · ·
end act · · act dis dis · dis ·
dis act · · · · · tri · des
dis act · · · · · tri des des
des · · · · · · · · ·
des · · · · · · · · ·
";
    assert_eq!(table, expected);
}

#[test]
fn p_k3_a_step_is_one_that_the_policy_allows_and_its_dates_are_whole() {
    let mut seen = 0;
    for state in SpaceState::ALL {
        for action in ACTIONS {
            for ms in [0, 1, span(plans::TRIAL) - 1, span(plans::TRIAL), span(plans::TRIAL) + 1, 400 * span(hootis_policy::Span::days(1))] {
                let was = life(state);
                let Some(is) = was.after(action, at(ms)) else { continue };
                seen += 1;
                assert!(was.state == is.state || was.state.may_become(is.state), "{was:?} {action:?} {is:?}");
                assert_eq!(is.destroy_at.is_some(), matches!(is.state, SpaceState::Disabled | SpaceState::Destroyed), "{is:?}");
                if was.state != is.state && is.state == SpaceState::Disabled {
                    assert_eq!(is.destroy_at, Some(at(ms).now.0 + span(retention::SPACE_DISABLED.keep)));
                    assert_eq!(is.elapsed_then, Some(ms));
                }
                if let Some(next) = is.next_at(at(ms).now) {
                    let is_due = is.after(Action::PassTime, at(ms)).is_some();
                    assert!(is_due || next > at(ms).now.0, "{is:?} would be looked at for ever");
                }
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

/// A small generator: the same lives in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

#[test]
fn p_k3_in_ten_thousand_random_lives_nothing_is_destroyed_early_and_nothing_stays_for_ever() {
    let day = span(hootis_policy::Span::days(1));
    let grace = span(retention::SPACE_DISABLED.keep);
    let mut destroyed = 0;
    for seed in 0..10_000 {
        let (mut dice, mut life, mut now, mut elapsed) = (Dice(seed), life(SpaceState::Trial), START, 0);
        let (mut disabled_at, mut by_hand) = (None, false);
        for _ in 0..60 {
            let passes = i64::try_from(dice.below(12)).expect("small") * day / 3;
            now += passes;
            // At times the clock jumps, forward or back: only the steady one goes on as it should.
            let jump = if dice.below(10) == 0 { (i64::try_from(dice.below(120)).expect("small") - 40) * day } else { 0 };
            now = (now + jump).max(START);
            elapsed += passes;
            let moment = Moment { now: Now(now), elapsed };
            let action = if dice.below(3) == 0 { ACTIONS[usize::try_from(dice.below(9)).expect("small")] } else { Action::PassTime };
            let Some(next) = life.after(action, moment) else { continue };
            if next.state == SpaceState::Disabled && life.state != SpaceState::Disabled {
                disabled_at = Some(elapsed);
            }
            if next.state == SpaceState::Destroyed {
                by_hand = action == Action::Destroy;
                assert!(life.state == SpaceState::Disabled);
                assert!(by_hand || elapsed - disabled_at.expect("it was disabled") >= grace, "seed {seed}: destroyed early");
                destroyed += u32::from(!by_hand);
            }
            life = next;
        }
        // Left alone, every life that is not paid for ends.
        for _ in 0..3 {
            (now, elapsed) = (now + 200 * day, elapsed + 200 * day);
            life = life.after(Action::PassTime, Moment { now: Now(now), elapsed }).unwrap_or(life);
        }
        let is_paid_for = matches!(life.state, SpaceState::Active | SpaceState::Grace | SpaceState::Restricted);
        assert!(is_paid_for || life.state == SpaceState::Destroyed, "seed {seed}: {life:?} goes on for ever");
        let _counted_above = by_hand;
    }
    assert!(destroyed > 100, "{destroyed}");
}

#[test]
fn p_r5_nobody_writes_again_without_paying() {
    // Whatever is tried, and however long: notice and closing make no payment good.
    let day = span(hootis_policy::Span::days(1));
    let tries = [Action::GiveNotice, Action::TakeBack, Action::Close(DisabledBy::Owner), Action::Reopen, Action::PassTime];
    for seed in 0..2_000 {
        let (mut dice, mut life, mut now) = (Dice(seed), life(SpaceState::Restricted), 0);
        for _ in 0..40 {
            now += i64::try_from(dice.below(12)).expect("small") * day;
            let action = tries[usize::try_from(dice.below(5)).expect("small")];
            life = life.after(action, at(now)).unwrap_or(life);
            assert!(!life.state.accepts_writes(), "seed {seed}: {life:?} after {action:?}");
        }
    }
    let late = life(SpaceState::Grace);
    let noticed = late.after(Action::GiveNotice, at(1_000)).expect("notice");
    assert_eq!(noticed.after(Action::TakeBack, at(2_000)).map(|life| life.state), Some(SpaceState::Grace));
    let closed = late.after(Action::Close(DisabledBy::Owner), at(1_000)).expect("closed");
    assert_eq!(closed.after(Action::Reopen, at(2_000)).map(|life| life.state), Some(SpaceState::Grace));
    let read_only = life(SpaceState::Restricted).after(Action::Close(DisabledBy::Owner), at(1_000)).expect("closed");
    let back = read_only.after(Action::Reopen, at(2_000)).expect("back");
    assert_eq!((back.state, read_only.reopens_until(at(2_000).now)), (SpaceState::Restricted, read_only.destroy_at));
    let paid = back.after(Action::Subscribe { until: None, is_yearly: false }, at(3_000)).expect("paid");
    assert_eq!((paid.state, paid.failures), (SpaceState::Active, 0));
    assert_eq!(paid.after(Action::PaymentFailed, at(4_000)).map(|life| life.state), Some(SpaceState::Grace));
}

#[test]
fn what_was_left_comes_back_and_nothing_more() {
    let closed = life(SpaceState::Trial).after(Action::Close(DisabledBy::Owner), at(1_000)).expect("closed");
    let back = closed.after(Action::Reopen, at(2_000)).expect("back");
    assert_eq!((back.state, back.trial_ends_at), (SpaceState::Trial, life(SpaceState::Trial).trial_ends_at));
    let late = closed.after(Action::Reopen, at(span(plans::TRIAL) + 5)).expect("back");
    assert_eq!(late.trial_ends_at, Some(at(span(plans::TRIAL) + 5).now.after(plans::COME_BACK).0));
    let paid = life(SpaceState::Ending).after(Action::Close(DisabledBy::Owner), at(1_000)).and_then(|life| life.after(Action::Reopen, at(2_000)));
    assert_eq!(paid.map(|life| (life.state, life.paid_until)), Some((SpaceState::Active, life(SpaceState::Active).paid_until)));
}

#[test]
fn a_subscription_renews_itself_by_the_calendar() {
    let end = |text: &str| text.parse::<jiff::Timestamp>().expect("an instant").as_millisecond();
    let active = Life { paid_until: Some(end("2027-01-31T10:00:00Z")), ..life(SpaceState::Active) };
    let later = Moment { now: Now(end("2027-03-02T00:00:00Z")), elapsed: 0 };
    // One month after the 31st of January is the 28th of February; two months are the 31st of March, in summer time.
    assert_eq!(active.after(Action::PassTime, later).expect("renewed").paid_until, Some(end("2027-03-31T09:00:00Z")));
    let yearly = Life { is_yearly: true, ..active };
    assert_eq!(yearly.after(Action::PassTime, later).expect("renewed").paid_until, Some(end("2028-01-31T10:00:00Z")));
    assert_eq!(active.after(Action::Subscribe { until: Some(later.now.0), is_yearly: false }, later), None);
}
