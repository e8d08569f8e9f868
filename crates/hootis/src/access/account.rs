//! Doors of the public site: anybody, and account holders.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::factors;
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::PlatformDb;
use crate::platform::accounts::{self, Account};
use crate::platform::sessions::{self, Holder};
use crate::web::i18n::Lang;
use crate::web::visit::Visit;

/// Somebody on the public site, signed in or not.
pub struct Visitor {
    pub app: App,
    pub visit: Visit,
    pub account: Option<Account>,
    pub now: Now,
}

impl Visitor {
    /// The language of the path, else of the account.
    #[must_use]
    pub fn lang(&self) -> Lang {
        match &self.account {
            Some(account) if !self.visit.lang_is_chosen() => account.lang,
            _ => self.visit.lang(),
        }
    }

    /// A public address in the language of the path.
    #[must_use]
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", if self.visit.lang_is_chosen() { "/en" } else { "" })
    }

    /// The platform's database.
    #[must_use]
    pub fn platform(&self) -> &PlatformDb {
        self.app.platform()
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visit = Visit::from_request_parts(parts, app).await?;
        let account = match sessions::holder(app.platform(), &visit).await? {
            Some(Holder::Account(id)) => Some(accounts::get(app.platform(), id).await?),
            _ => None,
        };
        Ok(Self { app: app.clone(), now: visit.now(), visit, account })
    }
}

/// An account holder in the console.
pub struct AccountUser {
    visitor: Visitor,
    pub account: Account,
    /// When their second factor goes, for it was said to be lost.
    pub(super) recovery_at: Option<i64>,
}

impl Deref for AccountUser {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl FromRequestParts<App> for AccountUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let account = visitor.account.clone().ok_or(Error::SignIn)?;
        let recovery_at = factors::recovery::pending(app.platform(), visitor.now, account.id).await?;
        Ok(Self { visitor, account, recovery_at })
    }
}
