//! The security journal: whole, no older than twelve months, and what it says of reveals.

use hootis_policy::journal::Act;
use hootis_policy::retention::{self, LATE};
use hootis_space::shape;

use super::{Eyes, Finding};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::{DAY_MS, looked};
use crate::platform::journal;

/// What a browsing record may not hold: whose it is.
const OWNERS: [&str; 5] = ["account", "session", "member", "space", "cookie"];

/// K5: the chain of the journal holds, and its oldest entry is not past its time.
pub(in super::super) async fn k5(eyes: &Eyes) -> Result<Finding> {
    let report = journal::verify(&eyes.app).await?;
    if let Some((sequence, _)) = report.broken {
        return Ok(Finding::bad(Figure::new("evidence-k5-broken").count("sequence", sequence)));
    }
    let (_, oldest_due) = journal::count_due(&eyes.app, eyes.now).await?;
    if oldest_due.is_some_and(|due| due < eyes.now.before(LATE)) {
        let days = report.oldest.map_or(0, |oldest| (eyes.now.0 - oldest) / DAY_MS);
        return Ok(Finding::bad(Figure::new("evidence-k5-late").count("days", days)));
    }
    let entries = i64::try_from(report.entries).unwrap_or(i64::MAX);
    let days = report.oldest.map_or(0, |oldest| (eyes.now.0 - oldest) / DAY_MS);
    Ok(Finding::good(Figure::new("evidence-k5").count("n", entries).count("days", days)))
}

/// U3: browsing records name nobody, and each time one was linked to a person there was a legal ground.
pub(in super::super) async fn u3(eyes: &Eyes) -> Result<Finding> {
    let shape = shape(eyes.app.platform()).await?;
    let names = shape.iter().filter(|table| table.name == "visit").flat_map(|table| table.columns.iter().map(|(name, _)| name.as_str()));
    if let Some(name) = names.into_iter().find(|name| OWNERS.iter().any(|owner| name.contains(owner))) {
        return Ok(Finding::bad(Figure::new("evidence-u3-linked").name("place", &format!("visit.{name}"))));
    }
    let since = eyes.now.before(retention::SECURITY_JOURNAL);
    let (reveals, groundless) = looked::entries(eyes.app.journal().conn(), Act::RecordsRevealed.as_str(), since).await?;
    if groundless > 0 {
        return Ok(Finding::bad(Figure::new("evidence-u3-groundless").count("n", groundless)));
    }
    Ok(Finding::good(Figure::new("evidence-u3").count("n", reveals)))
}
