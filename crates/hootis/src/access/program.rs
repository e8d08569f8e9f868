//! The door of programs: a key of the space, shown on the space's own host.

use std::marker::PhantomData;

use axum::extract::FromRequestParts;
use axum::http::header;
use axum::http::request::Parts;
use hootis_policy::api::{Access, Scope};
use uuid::Uuid;

use super::SpaceGate;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::api_keys::{self, ApiKey};

/// A marker that stands for what a key must be allowed.
pub trait Demands: Send + Sync + 'static {
    /// The scope; none: any key of the space will do.
    const SCOPE: Option<Scope>;
}

/// Any key of the space.
pub struct AnyKey;

impl Demands for AnyKey {
    const SCOPE: Option<Scope> = None;
}

/// A program that showed a key of this space which is allowed `S`.
pub struct Program<S> {
    pub key: ApiKey,
    pub slug: String,
    /// The company's name.
    pub company: String,
    space: Uuid,
    demands: PhantomData<S>,
}

impl<S> Program<S> {
    /// The space that it speaks for.
    #[must_use]
    pub fn space_id(&self) -> Uuid {
        self.space
    }
}

impl<S: Demands> FromRequestParts<App> for Program<S> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let gate = SpaceGate::from_request_parts(parts, app).await?;
        let mut shown = parts.headers.get_all(header::AUTHORIZATION).iter();
        // Two of them: somebody tries to make two readers disagree.
        let (Some(one), None) = (shown.next(), shown.next()) else { return Err(Error::NoKey) };
        let key = bearer(one.as_bytes()).ok_or(Error::NoKey)?;
        let key = api_keys::recognise(app, &gate.visit, gate.space.id(), key).await?;
        if let Some(scope) = S::SCOPE {
            if !key.may(scope) {
                return Err(Error::Forbidden);
            }
            if gate.read_only && scope.access == Access::Write {
                return Err(Error::ReadOnly);
            }
        }
        Ok(Self { key, slug: gate.slug, company: gate.company, space: gate.space.id(), demands: PhantomData })
    }
}

/// What stands behind « Bearer »; the word is read in any case (RFC 9110).
fn bearer(sent: &[u8]) -> Option<&str> {
    let (scheme, key) = std::str::from_utf8(sent).ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| key.trim())
}
