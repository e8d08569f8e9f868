//! Whether the journal is whole: from its anchor to its end, and as far as the head that is kept apart.

use hootis_space::Tx;
use hootis_vault::same;

use super::chain::{NOTHING, Place, seal};
use super::queries::{self, Ends, Stored};
use super::witness::{self, Witness};
use crate::app::App;
use crate::error::{Error, Result};

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
    // First what says how far it goes: what is appended meanwhile is beyond it.
    let (witness, head) = (witness::read(app).await?, queries::head(app.platform()).await?);
    let tx = app.journal().db.snapshot().await?;
    let ends = queries::ends(&tx).await?;
    let mut report = Report { entries: 0, oldest: None, broken: None };
    if !anchor_holds(app.platform_key(), &ends) {
        return Ok(Report { broken: Some((ends.anchor, Fault::Altered)), ..report });
    }
    let mut good = start(&ends);
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
        }
        if is_last {
            break;
        }
    }
    let end_is_cut = ends.sequence != good.sequence || ends.hash.is_some_and(|hash| hash != good.hash) || witness.at_least() > good.sequence;
    report.broken = match head {
        _ if end_is_cut => Some((good.sequence + 1, Fault::Truncated)),
        // There is one before the first entry: this one was taken away, and nobody knows how far the journal went.
        None => (good.sequence > 0 || queries::has_noted(app.platform()).await?).then_some((good.sequence + 1, Fault::Truncated)),
        Some((at, _)) if at > good.sequence || at < ends.anchor => Some((good.sequence + 1, Fault::Truncated)),
        Some((at, sealed)) => {
            let hash = queries::hash_at(&tx, at).await?.unwrap_or_default();
            let is_ours = same(&seal(app.platform_key(), Place::Head, at, &hash), &sealed) && witness != Witness::Forged;
            (!is_ours).then_some((good.sequence + 1, Fault::Truncated))
        }
    };
    Ok(report)
}

/// Where the chain begins: at its anchor.
fn start(ends: &Ends) -> Good {
    Good { sequence: ends.anchor, hash: ends.anchor_hash.clone().unwrap_or_else(|| NOTHING.to_vec()) }
}

/// How far, up to a sequence, the first entries are as they were written and follow the anchor without a gap: the last of
/// them, if there is one.
///
/// # Errors
/// When the very first is not, or the journal cannot be read.
pub(super) async fn whole_until(app: &App, tx: &Tx, last: i64) -> Result<(i64, Vec<u8>)> {
    let ends = queries::ends(tx).await?;
    let mut good = start(&ends);
    let mut fault = (!anchor_holds(app.platform_key(), &ends)).then_some(Fault::Altered);
    while good.sequence < last && fault.is_none() {
        let page = queries::list(tx, good.sequence, PAGE).await?;
        if page.is_empty() {
            fault = Some(Fault::Missing);
        }
        for stored in page.into_iter().take_while(|stored| stored.kept.sequence <= last) {
            fault = judge(app, &good, &stored);
            if fault.is_some() {
                break;
            }
            good = Good { sequence: stored.kept.sequence, hash: stored.hash };
        }
    }
    match fault {
        Some(fault) if good.sequence == ends.anchor => {
            Err(Error::internal(format!("the security journal is {}: see `hootis journal verify`", fault.as_str())))
        }
        _ => Ok((good.sequence, good.hash)),
    }
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
