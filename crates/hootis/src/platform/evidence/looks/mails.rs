//! News by mail: only to those who asked for them, and never without a way out.

use super::{Eyes, Finding};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// U1: no marketing mail waits without its way out, and none went to somebody who had not agreed.
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
    let (sent, agreed) = looked::marketing(platform).await?;
    Ok(Finding::good(Figure::new("evidence-u1").count("n", sent).count("agreed", agreed)))
}
