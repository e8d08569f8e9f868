//! The published versions: none is missing, and account holders were told of those that touch them.

use hootis_policy::Span;
use hootis_policy::documents::Kind;
use hootis_policy::versions;

use super::{Eyes, Finding};
use crate::error::{Error, Result};
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;
use crate::web::format;

/// D3: the version in force is dated, those before it are there, and nobody who had to be told was forgotten.
pub(in super::super) async fn d3(eyes: &Eyes) -> Result<Finding> {
    let all = versions::of(Kind::Privacy);
    let mut before = "";
    for (version, number) in all.iter().zip(1..) {
        if version.number != number || version.effective < before || version.text.fr.is_empty() || version.text.en.is_empty() {
            return Ok(Finding::bad(Figure::new("evidence-d3-gap").count("number", i64::from(version.number))));
        }
        before = version.effective;
    }
    let current = versions::in_force(all, &format::day(eyes.now.0)).ok_or_else(|| Error::internal("no version of the policy"))?;
    let mut told = 0;
    for version in all.iter().skip(1).filter(|version| version.tells_account_holders()) {
        let since = format::day_start(version.effective).ok_or_else(|| Error::internal("a version without a day"))?;
        // They are told before that day; a day after it nobody may be missing.
        if since >= eyes.now.before(Span::hours(24)).0 {
            continue;
        }
        let forgotten = looked::untold(eyes.app.platform(), version.number, since).await?;
        if forgotten > 0 {
            return Ok(Finding::bad(Figure::new("evidence-d3-forgotten").count("n", forgotten).count("number", i64::from(version.number))));
        }
        told = looked::told(eyes.app.platform(), version.number).await?;
    }
    let since = format::day_start(current.effective).unwrap_or_default();
    Ok(Finding::good(Figure::new("evidence-d3").count("number", i64::from(current.number)).day("day", since).count("told", told)))
}
