//! Whether the journal is whole: from its anchor to its end, and as far as the head that is kept apart.

use hootis_vault::same;

use super::chain::{NOTHING, Place, seal};
use super::queries::{self, Ends, Stored};
use crate::app::App;
use crate::error::Result;

/// Entries read at once.
const PAGE: i64 = 2_000;

/// How a journal is broken.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// An entry is not as it was written, or does not follow the one before.
    Altered,
    /// An entry is missing between two others, or at the start.
    Missing,
    /// Entries are missing at the end.
    Truncated,
}

impl Fault {
    /// Its name in programs.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Altered => "altered",
            Self::Missing => "missing",
            Self::Truncated => "truncated",
        }
    }
}

/// What a verification found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Report {
    /// Entries that were read.
    pub entries: u64,
    /// When the oldest was made.
    pub oldest: Option<i64>,
    /// The first sequence that is not as it must be.
    pub broken: Option<(i64, Fault)>,
}

/// The last entry that was found good.
struct Good {
    sequence: i64,
    hash: Vec<u8>,
}

/// Reads the whole journal and checks each link.
///
/// # Errors
/// When it cannot be read. A journal that is broken is no error: see [`Report::broken`].
pub async fn verify(app: &App) -> Result<Report> {
    let key = app.platform_key();
    // The head first: what is appended meanwhile is beyond it.
    let head = queries::head(app.platform()).await?;
    let tx = app.journal().db.snapshot().await?;
    let ends = queries::ends(&tx).await?;
    let mut report = Report { entries: 0, oldest: None, broken: None };
    let mut good = Good { sequence: ends.anchor, hash: ends.anchor_hash.clone().unwrap_or_else(|| NOTHING.to_vec()) };
    if !anchor_holds(key, &ends) {
        return Ok(Report { broken: Some((ends.anchor, Fault::Altered)), ..report });
    }
    loop {
        let page = queries::list(&tx, good.sequence, PAGE).await?;
        let is_last = (page.len() as i64) < PAGE;
        for stored in page {
            report.entries += 1;
            report.oldest = report.oldest.or(Some(stored.kept.created_at));
            if let Some(fault) = judge(app, &good, &stored) {
                // What is missing is the one after the last good; what is altered is this one.
                return Ok(Report { broken: Some((good.sequence + 1, fault)), ..report });
            }
            good = Good { sequence: stored.kept.sequence, hash: stored.hash };
            if let Some((at, sealed)) = &head
                && *at == good.sequence
                && !same(&seal(key, Place::Head, *at, &good.hash), sealed)
            {
                return Ok(Report { broken: Some((*at, Fault::Altered)), ..report });
            }
        }
        if is_last {
            break;
        }
    }
    let end_is_cut = ends.sequence != good.sequence || ends.hash.is_some_and(|hash| hash != good.hash);
    if end_is_cut || head.is_some_and(|(at, _)| at > good.sequence) {
        report.broken = Some((good.sequence + 1, Fault::Truncated));
    }
    Ok(report)
}

fn judge(app: &App, good: &Good, stored: &Stored) -> Option<Fault> {
    if stored.kept.sequence != good.sequence + 1 {
        return Some(Fault::Missing);
    }
    let is_whole = same(&stored.kept.previous_hash, &good.hash) && same(&stored.kept.hash(app.platform_key()), &stored.hash);
    (!is_whole).then_some(Fault::Altered)
}

/// Without purge there is none; after one, only the key can have sealed it.
fn anchor_holds(key: &hootis_vault::SpaceKey, ends: &Ends) -> bool {
    match (&ends.anchor_hash, &ends.anchor_seal) {
        (Some(hash), Some(sealed)) => same(&seal(key, Place::Anchor, ends.anchor, hash), sealed),
        _ => ends.anchor == 0,
    }
}
