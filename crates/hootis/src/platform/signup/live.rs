//! What answers while somebody types: the proposed sub-domain, and how strong the password is.
//!
//! Both improve a form that works without them, and neither keeps anything of what was typed.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use hootis_policy::limits;
use serde::Deserialize;

use super::pages::count;
use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::passwords;
use crate::platform::spaces::slug;
use crate::web::form::{Form, SecretText};
use crate::web::page::Page;
use crate::web::reply::html;

#[derive(Template)]
#[template(path = "platform/signup/_slug.html")]
struct SlugLine {
    page: Page,
    slug: String,
    host: String,
    error: String,
    /// The field is sent along: the name was typed, not the address.
    with_field: bool,
    /// The person chose the address: a change of the name leaves it alone.
    own: bool,
}

/// What the live proposal is asked with.
#[derive(Deserialize)]
pub struct SlugQuery {
    #[serde(default)]
    company: String,
    #[serde(default)]
    slug: String,
    /// Set once the person has typed an address.
    #[serde(default)]
    own: String,
    /// Which of the two fields was typed in.
    #[serde(default)]
    champ: String,
}

/// Proposes the sub-domain of a company, or says whether a typed one can be had.
pub async fn slug(visitor: Visitor, Query(asked): Query<SlugQuery>) -> Result<Response> {
    let (app, lang) = (&visitor.app, visitor.lang());
    count(&visitor, &limits::SLUG_NETWORK).await?;
    let with_field = asked.champ != "slug";
    if with_field && !asked.own.is_empty() && !asked.slug.trim().is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    // An address that was emptied is no choice: the next letter of the name proposes again.
    let own = !with_field && !asked.slug.trim().is_empty();
    let (slug, error) = if with_field {
        let company: String = asked.company.chars().take(limits::NAME_CHARS).collect();
        let proposed =
            if company.trim().is_empty() { String::new() } else { slug::propose(app.platform(), app.platform_key(), visitor.now, &company).await? };
        (proposed, String::new())
    } else {
        match slug::parse(&asked.slug) {
            Ok(slug) if slug::is_free(app.platform(), app.platform_key(), visitor.now, &slug).await? => (slug, String::new()),
            Ok(slug) => (slug, lang.t(slug::Refusal::Taken.key()).to_owned()),
            Err(refusal) => (asked.slug.chars().take(100).collect(), lang.t(refusal.key()).to_owned()),
        }
    };
    html(&SlugLine { page: visitor.page_without_form("signup-title"), slug, host: app.site().host.clone(), error, with_field, own })
}

#[derive(Template)]
#[template(path = "platform/signup/_strength.html")]
struct Strength {
    page: Page,
    /// 0 to 4.
    score: u8,
    /// Characters that are still missing.
    missing: usize,
}

/// The fields that matter: a password made of the person's own words is a weak one.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct StrengthForm {
    company: String,
    name: String,
    email: String,
    password: SecretText,
}

/// How hard the password is to guess, as a bar and a word; nothing when there is none, or when somebody asks too often.
pub async fn strength(visitor: Visitor, Form(form): Form<StrengthForm>) -> Result<Response> {
    match count(&visitor, &limits::STRENGTH_NETWORK).await {
        Err(Error::Slow { .. }) => return Ok(StatusCode::NO_CONTENT.into_response()),
        other => other?,
    }
    let chars = form.password.expose().chars().count();
    if chars == 0 {
        return Ok(().into_response());
    }
    let missing = limits::PASSWORD_MIN_CHARS.saturating_sub(chars);
    // The estimate takes milliseconds of a processor: not on the threads that answer everybody.
    let estimated =
        tokio::task::spawn_blocking(move || passwords::strength(form.password.expose(), &[&form.company, &form.name, &form.email, "hootis"])).await?;
    let score = if missing > 0 { estimated.min(1) } else { estimated };
    html(&Strength { page: visitor.page_without_form("signup-title"), score, missing })
}

impl Strength {
    /// The estimate in a word.
    fn word(&self) -> String {
        let t = |key| self.page.t(key).to_owned();
        match (self.missing, self.score) {
            (1.., _) => self.page.t_args("strength-short", &[("n", self.missing.into())]),
            (0, 0 | 1) => t("strength-weak"),
            (0, 2) => t("strength-fair"),
            (0, 3) => t("strength-good"),
            (0, _) => t("strength-best"),
        }
    }

    /// The colour of the bar.
    fn tone(&self) -> &'static str {
        match self.score {
            0 | 1 => "is-bad",
            2 => "is-amber",
            _ => "is-ok",
        }
    }
}
