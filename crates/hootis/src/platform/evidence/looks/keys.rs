//! Keys: those of spaces, those of programs, and the addresses that are kept against duplicate trials.

use hootis_policy::promises;

use super::{Eyes, Finding, overdue};
use crate::error::Result;
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;

/// S2: each space has a key of its own, wrapped; of a program's key there is a hash; addresses go in time.
pub(in super::super) async fn s2(eyes: &Eyes) -> Result<Finding> {
    let platform = eyes.app.platform();
    let bare = looked::spaces_without_a_key_of_their_own(platform).await?;
    if bare > 0 {
        return Ok(Finding::bad(Figure::new("evidence-s2-bare").count("n", bare)));
    }
    let (spaces, unwrapped) = looked::versioned_bytes(platform, "space", "wrapped_key", 81, 81).await?;
    if unwrapped > 0 {
        return Ok(Finding::bad(Figure::new("evidence-s2-unwrapped").count("n", unwrapped)));
    }
    let (keys, wrong) = looked::bytes_of_length(platform, "api_key", "key_hash", 32).await?;
    let readable = looked::some_bytes(platform, "api_key", "key_hash").await?.iter().filter(|bytes| bytes.is_ascii()).count();
    let clear = wrong.max(i64::try_from(readable).unwrap_or(i64::MAX));
    if clear > 0 {
        return Ok(Finding::bad(Figure::new("evidence-s2-clear").count("n", clear)));
    }
    let late = overdue::rules(eyes, &promises::S2).await?;
    if !late.ok {
        return Ok(late);
    }
    let traces = looked::rows(platform, "trial_trace").await?;
    Ok(Finding::good(Figure::new("evidence-s2").count("spaces", spaces).count("keys", keys).count("traces", traces)))
}
