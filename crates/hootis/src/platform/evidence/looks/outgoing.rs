//! What left for somebody else: only to those who are declared.

use hootis_policy::Span;
use hootis_policy::processors::{self, Reach};

use super::{Eyes, Finding};
use crate::error::Result;
use crate::jobs;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// D1: every call of the last 90 days went to a declared processor that a server may call; and when the last one was.
pub(in super::super) async fn d1(eyes: &Eyes) -> Result<Finding> {
    let since = eyes.now.before(Span::days(hootis_policy::evidence::HISTORY_DAYS));
    let calls = looked::calls(eyes.app.platform(), since).await?;
    // Nobody's server speaks to what only browsers may reach.
    let may = |id: &str| processors::find(id).is_some_and(|processor| processor.reach != Reach::Browser);
    if let Some(call) = calls.iter().find(|call| call.left > 0 && !may(&call.processor)) {
        return Ok(Finding::bad(Figure::new("evidence-d1-strange").name("processor", &call.processor).count("n", call.left)));
    }
    let left = calls.iter().map(|call| call.left).sum();
    let refused = calls.iter().map(|call| call.refused).sum();
    let last = calls.into_iter().filter(|call| call.left > 0).map(|call| (call.processor, call.last_at)).collect();
    Ok(Finding::good(Figure::new("evidence-d1").count("n", left).count("refused", refused).calls("last", last)))
}

/// T2: every call to those who carry messages was asked for by a person, as the security journal says.
pub(in super::super) async fn t2(eyes: &Eyes) -> Result<Finding> {
    let since = eyes.now.before(Span::days(hootis_policy::evidence::HISTORY_DAYS));
    let calls = looked::calls(eyes.app.platform(), since).await?;
    let to = |id: &str| calls.iter().filter(|call| call.processor == id).map(|call| call.left).sum::<i64>();
    let (twilio, authy) = (to(processors::TWILIO.id), to(processors::AUTHY.id));
    let (calls, asked) = (twilio + authy, looked::messages_asked(eyes.app.journal().conn(), since).await?);
    // One is tried again where the service is not there, and Authy alone is told to forget, which is a second call.
    if twilio + (authy + 1) / 2 > asked * jobs::MAX_ATTEMPTS {
        return Ok(Finding::bad(Figure::new("evidence-t2-unasked").count("n", calls).count("of", asked)));
    }
    Ok(Finding::good(Figure::new("evidence-t2").count("n", calls).count("of", asked)))
}

/// T7: what was sent to a host that a customer named was asked for by somebody of that customer's.
pub(in super::super) async fn t7(eyes: &Eyes) -> Result<Finding> {
    let (mut sessions, mut unasked) = (0, 0);
    for id in eyes.spaces().await? {
        let Some(space) = eyes.open(id).await? else { continue };
        for (progress, asked_by) in looked::runs(&space).await? {
            let said: serde_json::Value = serde_json::from_str(&progress).unwrap_or_default();
            if said.get("read_only").and_then(serde_json::Value::as_bool).is_none() {
                continue;
            }
            sessions += 1;
            unasked += i64::from(asked_by.trim().is_empty());
        }
    }
    let since = eyes.now.before(Span::days(hootis_policy::evidence::HISTORY_DAYS));
    let calls = looked::calls(eyes.app.platform(), since).await?;
    let calls = calls.into_iter().filter(|call| call.processor == processors::CUSTOMER_HOST.id).map(|call| call.left).sum();
    if unasked > 0 {
        return Ok(Finding::bad(Figure::new("evidence-t7-unasked").count("n", unasked).count("of", sessions)));
    }
    Ok(Finding::good(Figure::new("evidence-t7").count("n", sessions).count("calls", calls)))
}
