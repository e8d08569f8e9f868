//! Browsing records: five facts, for two months, of nobody in particular.

use hootis_policy::retention;
use hootis_space::shape;

use super::{Eyes, Finding};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::{DAY_MS, looked};

/// The five facts, and what names the row.
const FACTS: [&str; 6] = ["id", "address", "visited_at", "browser", "platform", "referrer"];

/// C7: a visit is five facts, and none of them holds more than it says.
pub(in super::super) async fn c7(eyes: &Eyes) -> Result<Finding> {
    let shape = shape(eyes.app.platform()).await?;
    let Some(table) = shape.iter().find(|table| table.name == "visit") else {
        return Ok(Finding::bad(Figure::new("evidence-c7-more").name("place", "visit").count("n", 1)));
    };
    let more: Vec<&str> = table.columns.iter().map(|(name, _)| name.as_str()).filter(|name| !FACTS.contains(name)).collect();
    if let Some(name) = more.first() {
        return Ok(Finding::bad(Figure::new("evidence-c7-more").name("place", &format!("visit.{name}")).len("n", more.len())));
    }
    let (visits, too_much) = looked::visits_that_say_too_much(eyes.app.platform()).await?;
    if too_much > 0 {
        return Ok(Finding::bad(Figure::new("evidence-c7-text").count("n", too_much)));
    }
    Ok(Finding::good(Figure::new("evidence-c7").count("n", visits)))
}

/// What K2 allows.
pub(in super::super) fn limit() -> Figure {
    Figure::new("evidence-limit-k2").count("most", days())
}

fn days() -> i64 {
    i64::from(retention::BROWSING_RECORD.keep.parts().0)
}

/// K2: the oldest browsing record is not older than 61 days.
pub(in super::super) async fn k2(eyes: &Eyes) -> Result<Finding> {
    let most = days();
    let Some(oldest) = looked::oldest_visit(eyes.app.platform()).await? else {
        return Ok(Finding::good(Figure::new("evidence-k2-none").count("most", most)));
    };
    let days = (eyes.now.0 - oldest) / DAY_MS;
    let figure = |key| Figure::new(key).count("days", days).count("most", most).day("day", oldest);
    if oldest < eyes.now.before(retention::BROWSING_RECORD).before(retention::LATE).0 {
        return Ok(Finding::bad(figure("evidence-k2-late")));
    }
    Ok(Finding::good(figure("evidence-k2")))
}
