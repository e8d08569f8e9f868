//! What should be gone: rows past their time, counted where they are.

use hootis_policy::promises::{self, Promise};
use hootis_policy::retention::LATE;

use super::{Eyes, Finding};
use crate::clock::Now;
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;
use crate::platform::lifecycle;
use crate::retention::{self, Due};

/// C1: identifiers go with the account, 30 days after its last space, and sign-ups that nobody confirmed in a week.
pub(in super::super) async fn c1(eyes: &Eyes) -> Result<Finding> {
    let before = |now: Now| now.before(hootis_policy::retention::ACCOUNT).before(LATE);
    // The thirty days count on the steady clock too: a machine that was off makes nobody late.
    let steady = Now(lifecycle::moment(&eyes.app).await?.elapsed);
    // Nor does a relay that was late to take the notice.
    let told = eyes.now.before(hootis_policy::retention::ACCOUNT_NOTICE).before(LATE);
    let late = looked::spaceless_accounts(eyes.app.platform(), before(eyes.now), before(steady), told).await?;
    if late > 0 {
        return Ok(Finding::bad(Figure::new("evidence-c1-late").count("n", late)));
    }
    rules(eyes, &promises::C1).await
}

/// C3: the telephone numbers of two-factor sign-in.
pub(in super::super) async fn c3(eyes: &Eyes) -> Result<Finding> {
    rules(eyes, &promises::C3).await
}

/// K1: everything else that has a period; and that who does it lives.
pub(in super::super) async fn k1(eyes: &Eyes) -> Result<Finding> {
    if let Some((task, silent)) = eyes.app.signs().most_silent()
        && silent > hootis_policy::evidence::SILENT.as_duration()
    {
        let minutes = i64::try_from(silent.as_secs() / 60).unwrap_or(i64::MAX);
        return Ok(Finding::bad(Figure::new("evidence-k1-silent").name("task", task).count("minutes", minutes)));
    }
    rules(eyes, &promises::K1).await
}

/// Every rule of a promise: what is due of it now, in the platform and as far as the engine knows in the spaces.
pub(super) async fn rules(eyes: &Eyes, promise: &Promise) -> Result<Finding> {
    let before = eyes.now.before(LATE);
    let mine: Vec<_> = retention::statuses(&eyes.app, eyes.now).await?.into_iter().filter(|status| status.rule.promise == promise).collect();
    for status in &mine {
        if status.is_late() {
            return Ok(Finding::bad(Figure::new("evidence-overdue-engine").name("rule", status.rule.name)));
        }
    }
    let mut all = Due::default();
    for (rule, due) in counted(eyes, mine.iter().map(|status| status.rule.name).collect()).await? {
        if due.rows > 0 && due.oldest.is_some_and(|oldest| oldest < before) {
            let rows = i64::try_from(due.rows).unwrap_or(i64::MAX);
            return Ok(Finding::bad(Figure::new("evidence-overdue-late").count("n", rows).name("rule", rule)));
        }
        all = all.and(due);
    }
    let figure = match all.oldest {
        Some(Now(next)) if next > eyes.now.0 => Figure::new("evidence-overdue-next").day("next", next),
        _ => Figure::new("evidence-overdue"),
    };
    Ok(Finding::good(figure.len("rules", mine.len())))
}

/// What is due of some rules. Spaces are opened only by a check of everything.
async fn counted(eyes: &Eyes, names: Vec<&'static str>) -> Result<Vec<(&'static str, Due)>> {
    if eyes.everywhere {
        let all = retention::dry_run(&eyes.app, eyes.now, None).await?;
        return Ok(all.into_iter().map(|(rule, due)| (rule.name, due)).filter(|(name, _)| names.contains(name)).collect());
    }
    let mut counted = Vec::new();
    for name in names {
        counted.push((name, retention::due_in_platform(&eyes.app, eyes.now, name).await?));
    }
    Ok(counted)
}
