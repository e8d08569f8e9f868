//! What was read from a Dolibarr: in sessions that could not write, and because somebody asked.

use super::{Eyes, Finding};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// T4: every session with a customer's server was one that could not write, as the server itself said.
pub(in super::super) async fn t4(eyes: &Eyes) -> Result<Finding> {
    let (mut sessions, mut open) = (0, 0);
    for id in eyes.spaces().await? {
        let Some(space) = eyes.open(id).await? else { continue };
        for progress in looked::progress_of_runs(&space).await? {
            let said: serde_json::Value = serde_json::from_str(&progress).unwrap_or_default();
            // Nothing was said of a dump, which is a file of ours.
            let Some(read_only) = said.get("read_only").and_then(serde_json::Value::as_bool) else { continue };
            sessions += 1;
            open += i64::from(!read_only);
        }
    }
    if open > 0 {
        return Ok(Finding::bad(Figure::new("evidence-t4-open").count("n", open).count("of", sessions)));
    }
    Ok(Finding::good(Figure::new("evidence-t4").count("n", sessions)))
}

/// U4: every treatment of a space was asked for by somebody, and its source agreed to.
pub(in super::super) async fn u4(eyes: &Eyes) -> Result<Finding> {
    let (mut runs, mut unasked) = (0, 0);
    for id in eyes.spaces().await? {
        let Some(space) = eyes.open(id).await? else { continue };
        let (all, without) = looked::treatments(&space).await?;
        runs += all;
        unasked += without;
    }
    if unasked > 0 {
        return Ok(Finding::bad(Figure::new("evidence-u4-unasked").count("n", unasked).count("of", runs)));
    }
    Ok(Finding::good(Figure::new("evidence-u4").count("n", runs)))
}
