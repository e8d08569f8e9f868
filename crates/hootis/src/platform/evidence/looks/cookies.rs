//! What was put into browsers: cookies that are declared, and of those that need consent only after it.

use hootis_policy::Span;
use hootis_policy::cookies::{self, Class};

use super::{Eyes, Finding};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// D2: the cookies of the last 24 hours are those of the list.
pub(in super::super) async fn d2(eyes: &Eyes) -> Result<Finding> {
    let since = eyes.now.before(Span::hours(24));
    let set = looked::cookies(eyes.app.platform(), "set", since).await?;
    let dropped: i64 = looked::cookies(eyes.app.platform(), "dropped", since).await?.iter().map(|(_, hits)| hits).sum();
    let is_ours = |name: &str| cookies::ALL.iter().any(|cookie| cookie.name == name && cookie.class != Class::Historical);
    if let Some((name, hits)) = set.iter().find(|(name, _)| !is_ours(name)) {
        return Ok(Finding::bad(Figure::new("evidence-d2-strange").name("cookie", name).count("n", *hits)));
    }
    let all: i64 = set.iter().map(|(_, hits)| hits).sum();
    Ok(Finding::good(Figure::new("evidence-d2").count("n", all).len("names", set.len()).count("dropped", dropped)))
}

/// T1: no page was sent with the tag of Google Analytics to somebody who had not agreed.
pub(in super::super) async fn t1(eyes: &Eyes) -> Result<Finding> {
    let since = eyes.now.before(Span::hours(24));
    let measured = looked::cookies(eyes.app.platform(), "measured", since).await?;
    let count = |what: &str| measured.iter().filter(|(name, _)| name == what).map(|(_, hits)| hits).sum::<i64>();
    let unasked = count("unasked");
    if unasked > 0 {
        return Ok(Finding::bad(Figure::new("evidence-t1-unasked").count("n", unasked)));
    }
    let agreed = count("agreed");
    if agreed == 0 && eyes.app.outreach().analytics.is_none() {
        return Ok(Finding::good(Figure::new("evidence-t1-off")));
    }
    Ok(Finding::good(Figure::new("evidence-t1").count("n", agreed)))
}
