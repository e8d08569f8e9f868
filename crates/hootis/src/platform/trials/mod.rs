//! Trials in series: how many were opened from a browser and from a network within an hour and a day (S2).
//!
//! A browser is known by a random cookie that is set when somebody signs up, never at a mere visit. What is kept is its
//! keyed hash and the address, for seven days, and neither account nor space. A refusal says what was counted and when
//! it is over, and a person can be asked: `hootis space create` opens a space that no program refuses.

mod queries;
mod refusal;
#[cfg(test)]
mod tests;

use hootis_policy::cookies;
use hootis_policy::journal::Act;
use hootis_policy::limits::{self, By, Rate};

use crate::access::Visitor;
use crate::clock::Now;
use crate::error::Result;
use crate::platform::journal::{self, Entry};
use crate::web::visit::Visit;

pub use refusal::Refusal;

/// What is counted, the longest wait first.
const QUOTAS: [&Rate; 4] = [&limits::TRIALS_BROWSER_DAY, &limits::TRIALS_NETWORK_DAY, &limits::TRIALS_BROWSER_HOUR, &limits::TRIALS_NETWORK_HOUR];

/// The random value that the browser is known by, made if there is none yet.
pub fn mark(visit: &Visit) -> String {
    let cookie = &cookies::DUPLICATE_TRIAL;
    if let Some(value) = visit.cookie(cookie).filter(|value| hootis_vault::token_bytes(value).is_some()) {
        return value;
    }
    let value = hootis_vault::token_text(&hootis_vault::random_token());
    visit.set_cookie(cookie, value.clone());
    value
}

/// Lets a trial be opened, and counts it; or says why not.
///
/// # Errors
/// When the database refuses.
pub async fn admit(visitor: &Visitor) -> Result<Option<Refusal>> {
    let (app, now) = (&visitor.app, visitor.now);
    let browser = app.platform_key().keyed_hash("trial", mark(&visitor.visit).as_bytes()).to_vec();
    let address = visitor.visit.network();
    let tx = app.platform().begin().await?;
    // One at a time: two that count together would both find room.
    tx.alone_with("trial_trace").await?;
    for rate in QUOTAS {
        let since = now.before(rate.window.as_duration());
        let (count, oldest) = match rate.by {
            By::Browser => queries::of_browser(&tx, &browser, since).await?,
            _ => queries::of_address(&tx, &address, since).await?,
        };
        if count >= i64::from(rate.most) {
            drop(tx);
            let word = if rate.by == By::Browser { "browser" } else { "network" };
            journal::note(app, Entry::new(Act::TrialRefused).detail(word).from(&visitor.visit)).await;
            let free_at = Now(oldest.unwrap_or(now.0)).after(rate.window.as_duration()).0;
            return Ok(Some(Refusal { rate, count, free_at, now: now.0 }));
        }
    }
    queries::insert(&tx, now, &browser, &address).await?;
    tx.commit().await?;
    Ok(None)
}
