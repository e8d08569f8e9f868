//! Forms that a browser fills in because a holder asked for it: off until chosen, in their profile.
//!
//! The cookie holds a random reference and nothing of anybody. Where it is sent back, the forms of the public site are
//! filled in with the name, the address and the company of the account, signed in or not; it opens nothing else.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

use hootis_policy::cookies;

use crate::access::Visitor;
use crate::error::Result;
use crate::web::visit::Visit;

/// What a form is filled in with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub name: String,
    pub email: String,
    pub company: String,
}

/// Who fills in: an account that is signed in, else the one that this browser was told to fill in for.
///
/// # Errors
/// When the database refuses.
pub async fn known(visitor: &Visitor) -> Result<Known> {
    let kept = match reference(&visitor.visit) {
        Some(token) => queries::find(visitor.platform(), visitor.now, &token).await?,
        None => None,
    };
    let signed_in = visitor.account.as_ref().map(|account| (account.id, account.name.clone(), account.email.clone()));
    Ok(match (signed_in, kept) {
        // Whoever is signed in is not filled in as somebody else.
        (Some((id, name, email)), Some(kept)) if id == kept.account => Known { name, email, company: kept.company },
        (Some((_, name, email)), _) => Known { name, email, company: String::new() },
        (None, Some(kept)) => Known { name: kept.name, email: kept.email, company: kept.company },
        (None, None) => Known::default(),
    })
}

/// Whether this browser fills in for an account.
///
/// # Errors
/// When the database refuses.
pub async fn is_on(visitor: &Visitor) -> Result<bool> {
    let Some(token) = reference(&visitor.visit) else { return Ok(false) };
    let kept = queries::find(visitor.platform(), visitor.now, &token).await?;
    Ok(kept.is_some_and(|kept| visitor.account.as_ref().is_some_and(|account| account.id == kept.account)))
}

fn reference(visit: &Visit) -> Option<[u8; 32]> {
    hootis_vault::token_bytes(&visit.cookie(&cookies::DEFAULT_VALUES)?)
}
