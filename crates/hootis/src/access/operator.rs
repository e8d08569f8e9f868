//! The door of those who run Hootis. Their session is no account's, and no account's is theirs.

use std::ops::Deref;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use super::{Visitor, factors};
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::operators::{self, Operator};
use crate::platform::sessions::{self, Holder};
use crate::web::i18n::Lang;

/// An operator who is signed in, has a second factor, and whose access has not been taken away.
pub struct OperatorUser {
    visitor: Visitor,
    pub operator: Operator,
    /// When their second factor goes, for it was said to be lost.
    pub(super) recovery_at: Option<i64>,
}

impl OperatorUser {
    /// The language of the page: the operator's own.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.operator.lang
    }
}

impl Deref for OperatorUser {
    type Target = Visitor;
    fn deref(&self) -> &Visitor {
        &self.visitor
    }
}

impl FromRequestParts<App> for OperatorUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let visitor = Visitor::from_request_parts(parts, app).await?;
        let Some(Holder::Operator(id)) = sessions::holder(app.platform(), &visitor.visit).await? else { return Err(Error::SignIn) };
        let operator = operators::find_active(app.platform(), id).await?.ok_or(Error::SignIn)?;
        // Until there is a second factor, nothing but its own pages.
        if !parts.uri.path().starts_with("/operateur/securite/") && !factors::is_on(app.platform(), id).await? {
            return Err(Error::SecondFactor);
        }
        let recovery_at = factors::recovery::pending(app.platform(), visitor.now, id).await?;
        Ok(Self { visitor, operator, recovery_at })
    }
}
