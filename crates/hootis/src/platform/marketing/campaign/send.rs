//! Sending a mailing: batch after batch, each whole or not at all, so that it can be cut off anywhere and taken up again.

use hootis_policy::journal::Act;
use hootis_policy::limits::CAMPAIGN_OPEN;
use serde::Serialize;
use uuid::Uuid;

use super::{Campaign, Reader, queries};
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};
use crate::platform::marketing::letter;
use crate::web::i18n::Lang;

/// People written to in one transaction.
const BATCH: i64 = 100;

/// What was done, or would be.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Report {
    pub campaign: String,
    /// Nothing was sent.
    pub dry_run: bool,
    /// Where the links of the mails lead.
    pub site: String,
    /// Who wants news.
    pub consented: i64,
    /// Who had this mailing before.
    pub already: i64,
    /// Who gets it now.
    pub queued: i64,
}

/// Queues a mailing for everybody who wants news and does not have it. `progress` is told how many are queued and how
/// many there are to queue.
///
/// # Errors
/// When a mailing of that name was begun with other words, or too long ago; when the database refuses.
pub async fn send(app: &App, campaign: &Campaign, dry_run: bool, mut progress: impl FnMut(i64, i64)) -> Result<Report> {
    let now = app.now();
    // Both languages are written once before anything is begun: a fault of the file is found here.
    for lang in Lang::ALL {
        letter::write(app.site(), app.platform_key(), campaign, &nobody(lang, now))?;
    }
    check(campaign, queries::find(app.platform(), &campaign.id).await?, now)?;
    let (consented, already) = queries::count(app.platform(), now, &campaign.id).await?;
    let report = Report { campaign: campaign.id.clone(), dry_run, site: app.site().origin(), consented, already, queued: 0 };
    if dry_run {
        return Ok(Report { queued: consented - already, ..report });
    }
    queries::insert(app.platform(), now, &campaign.id, &campaign.digest()).await?;
    // Somebody may have begun it in the same instant, with other words.
    check(campaign, queries::find(app.platform(), &campaign.id).await?, now)?;
    let (mut queued, mut after) = (0, Uuid::nil());
    loop {
        let readers = queries::list_due(app.platform(), now, &campaign.id, after, BATCH).await?;
        let Some(last) = readers.last() else { break };
        after = last.account;
        queued += batch(app, campaign, &readers).await?;
        app.wake();
        progress(queued, consented - already);
    }
    journal::note(app, Entry::new(Act::CampaignSent).amount(u64::try_from(queued).unwrap_or_default())).await;
    Ok(Report { queued, ..report })
}

/// One transaction: the mails of a batch and the notes that they were queued.
async fn batch(app: &App, campaign: &Campaign, readers: &[Reader]) -> Result<i64> {
    let mut letters = Vec::with_capacity(readers.len());
    for reader in readers {
        letters.push((reader.account, letter::write(app.site(), app.platform_key(), campaign, reader)?));
    }
    let (now, mut queued) = (app.now(), 0);
    let tx = app.platform().begin().await?;
    for (account, letter) in letters {
        queued += i64::from(queries::queue(&tx, now, &campaign.id, account, letter).await?);
    }
    queries::update_queued(&tx, now, &campaign.id, queued).await?;
    tx.commit().await?;
    Ok(queued)
}

/// A name stands for one text, and is open for a while only: sends are not remembered for ever.
fn check(campaign: &Campaign, begun: Option<(Vec<u8>, i64)>, now: Now) -> Result<()> {
    match begun {
        Some((digest, _)) if digest != campaign.digest() => {
            Err(Error::Bad(format!("a campaign \"{}\" was begun with other words: give this one another id", campaign.id).into()))
        }
        Some((_, at)) if Now(at) < now.before(CAMPAIGN_OPEN) => {
            Err(Error::Bad(format!("the campaign \"{}\" was begun too long ago to be taken up again: give it another id", campaign.id).into()))
        }
        _ => Ok(()),
    }
}

fn nobody(lang: Lang, now: Now) -> Reader {
    Reader { account: Uuid::nil(), email: String::new(), name: String::new(), lang, granted_at: now.0 }
}
