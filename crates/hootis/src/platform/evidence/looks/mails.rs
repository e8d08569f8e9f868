//! News by mail: only to those who asked for them, and never without a way out. Trends: never of few.

use hootis_policy::limits::GROUP_MIN;

use super::{Eyes, Finding};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// U1: no marketing mail waits without its way out, none went to somebody who had not agreed, and no total of a month is about
/// fewer spaces than a group.
pub(in super::super) async fn u1(eyes: &Eyes) -> Result<Finding> {
    let platform = eyes.app.platform();
    let closed = looked::marketing_without_way_out(platform).await?;
    if closed > 0 {
        return Ok(Finding::bad(Figure::new("evidence-u1-closed").count("n", closed)));
    }
    let unasked = looked::marketing_unasked(platform).await?;
    if unasked > 0 {
        return Ok(Finding::bad(Figure::new("evidence-u1-unasked").count("n", unasked)));
    }
    let (totals, small) = looked::trends(platform, GROUP_MIN).await?;
    if small > 0 {
        return Ok(Finding::bad(Figure::new("evidence-u1-few").count("n", small).count("least", GROUP_MIN)));
    }
    let (sent, agreed) = looked::marketing(platform).await?;
    Ok(Finding::good(Figure::new("evidence-u1").count("n", sent).count("agreed", agreed).count("totals", totals)))
}
