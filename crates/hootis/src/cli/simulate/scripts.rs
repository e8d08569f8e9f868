//! What each kind of company does, and when.

use super::chance::Chance;
use super::people::{Plan, Step};
use super::time::{DAY, HOUR, MINUTE};

/// The steps of a company, each so long after the one before.
pub(super) fn script(plan: Plan, chance: &mut Chance) -> Vec<(i64, Step)> {
    use Step::{
        Close, Confirm, Count, Destroy, Erase, ForgetPassword, GiveNotice, Import, Invite, Leave, LookIn, News, OneClick, Reach, Reopen,
        ReopenInVain, SignUp, Stay, Subscribe, TakeBack, Undo, Upload, Write,
    };
    let mut days = |from: i64, to: i64| chance.between(from * DAY, to * DAY) / MINUTE * MINUTE;
    let mut script = vec![(0, SignUp)];
    if plan == Plan::Ghost {
        return script;
    }
    script.extend([(5 * MINUTE, Confirm), (HOUR, Write(3)), (days(1, 3), Write(1)), (2 * HOUR, Erase)]);
    let rest = match plan {
        Plan::Ghost => Vec::new(),
        Plan::Trial => vec![(days(1, 6), ForgetPassword), (MINUTE, Write(1)), (days(1, 9), LookIn)],
        Plan::Hurried => vec![(days(1, 4), Close), (days(1, 4), Destroy)],
        Plan::Importer => vec![(days(1, 3), Upload), (2 * MINUTE, Count), (5 * MINUTE, Import), (days(2, 9), Undo), (days(1, 2), Upload)],
        Plan::Canceller => {
            vec![
                (days(5, 12), Subscribe(90)),
                (days(10, 20), GiveNotice),
                (days(3, 9), TakeBack),
                (days(3, 9), GiveNotice),
                (days(1, 3), Write(1)),
                (days(1, 5), News(true)),
                (days(25, 40), News(false)),
            ]
        }
        Plan::Returner => vec![(days(33, 50), Reopen), (days(1, 3), Write(1)), (days(15, 25), ReopenInVain), (days(1, 4), Subscribe(400))],
        Plan::Subscriber => {
            vec![(days(5, 20), Subscribe(35)), (days(1, 3), News(true)), (days(40, 60), Write(2)), (days(40, 90), Erase), (days(1, 9), OneClick)]
        }
        Plan::Leaver => vec![(days(2, 9), Leave)],
        Plan::Keeper => {
            vec![
                (days(1, 3), Upload),
                (2 * MINUTE, Count),
                (5 * MINUTE, Import),
                (days(1, 3), Invite),
                (days(1, 9), Subscribe(2_000)),
                (days(1, 3), Upload),
                (HOUR, LookIn),
                (HOUR, Reach),
            ]
        }
        Plan::Waverer => vec![(days(2, 9), Leave), (days(5, 25), Stay), (days(1, 2), Write(1))],
    };
    script.extend(rest);
    script
}
