//! Pages of the console: parse, ask, show.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::states::SpaceState;
use hootis_policy::{limits, plans, retention};
use serde::Deserialize;
use uuid::Uuid;

use super::found::{Wanted, finish_pending, found};
use crate::access::AccountUser;
use crate::error::{Error, Result};
use crate::platform::documents::{self, ForConsole};
use crate::platform::spaces::{self, Space, slug};
use crate::platform::{accounts, deletion, lifecycle, throttle};
use crate::web::form::{Form, Nothing};
use crate::web::i18n::Lang;
use crate::web::page::{FieldErrors, Page, Theme, Toast};
use crate::web::paths;
use crate::web::person::line;
use crate::web::reply::{html, no_referrer, unprocessable};

/// What trials are counted in.
const DAY: hootis_policy::Span = hootis_policy::Span::days(1);

#[derive(Template)]
#[template(path = "platform/console/show.html")]
struct Show {
    page: Page,
    name: String,
    email: String,
    lang: Lang,
    theme: Theme,
    /// The space on trial that stands in front, when there is one.
    first: Option<Card>,
    others: Vec<Card>,
    form: SpaceForm,
    errors: FieldErrors,
    host: String,
    today_ms: i64,
    /// A version of the privacy policy that the holder was told of and has not put away.
    policy: Option<ForConsole>,
    /// When the account will be deleted, if it is on its way out.
    leaves_at: Option<i64>,
}

/// A space as the console shows it.
struct Card {
    space: Space,
    /// Its host, as people type it.
    address: String,
    /// The day of its trial, from 1.
    day: i64,
    days: i64,
    /// When it would be destroyed if nobody subscribed.
    gone: i64,
    /// Where it is in its life, with a date.
    line: String,
    tone: &'static str,
    /// It came back for a plan to be chosen: no day of a trial is counted.
    is_choosing: bool,
}

impl Card {
    fn new(user: &AccountUser, space: Space) -> Self {
        let days = i64::try_from(plans::TRIAL.as_seconds() / DAY.as_seconds()).unwrap_or(i64::MAX);
        let day_ms = i64::try_from(DAY.as_seconds() * 1_000).unwrap_or(i64::MAX);
        let left = space.trial_ends_at.map_or(0, |end| (end - user.now.0 + day_ms - 1) / day_ms);
        Self {
            address: format!("{}.{}", space.slug, user.app.site().host),
            day: (days - left + 1).clamp(1, days),
            days,
            gone: crate::clock::Now(space.trial_ends_at.unwrap_or_default()).after(retention::SPACE_DISABLED).0,
            line: lifecycle::line(user.account.lang, &space),
            tone: lifecycle::tone(space.state),
            is_choosing: lifecycle::is_choosing(&space),
            space,
        }
    }

    fn is_on_trial(&self) -> bool {
        self.space.state == SpaceState::Trial
    }
}

impl Show {
    /// The company of a space; of one that is destroyed nobody knows it any more.
    fn name_of<'a>(&self, card: &'a Card) -> &'a str {
        if card.space.state.has_key() { &card.space.company } else { self.page.t("life-gone-title") }
    }
}

#[derive(Template)]
#[template(path = "platform/console/enter.html")]
struct Enter {
    page: Page,
    company: String,
    link: String,
}

/// What has just been done, in the address.
#[derive(Deserialize)]
pub struct Done {
    /// The space that was just made.
    nouveau: Option<Uuid>,
}

/// The console's first page.
pub async fn show(user: AccountUser, Query(done): Query<Done>) -> Result<Response> {
    let mut show = overview(&user, SpaceForm::default(), FieldErrors::default()).await?;
    let made = show.first.iter().chain(&show.others).find(|card| Some(card.space.id) == done.nouveau);
    show.page.toast = made.map(|card| Toast::new(show.page.t_args("console-made", &[("company", card.space.company.as_str().into())])));
    html(&show)
}

async fn overview(user: &AccountUser, form: SpaceForm, errors: FieldErrors) -> Result<Show> {
    let list = spaces::list_of_account(user.platform(), user.account.id).await?;
    finish_pending(&user.app, &list).await?;
    let mut others: Vec<Card> = spaces::list_of_account(user.platform(), user.account.id).await?.into_iter().map(|s| Card::new(user, s)).collect();
    let first = others.iter().position(Card::is_on_trial).map(|at| others.remove(at));
    let account = &user.account;
    Ok(Show {
        page: user.console_page("console-title"),
        name: account.name.clone(),
        email: account.email.clone(),
        lang: account.lang,
        theme: account.theme,
        first,
        others,
        form,
        errors,
        host: user.app.site().host.clone(),
        today_ms: user.now.0,
        policy: documents::unread(user.platform(), account.id, account.lang).await?,
        leaves_at: deletion::ends_at(account),
    })
}

/// What a browser sends to ask for another space.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct SpaceForm {
    company: String,
    slug: String,
    /// Not empty once the person has typed the address themselves.
    own: String,
}

impl SpaceForm {
    fn parse(&self, lang: Lang) -> Result<Wanted, FieldErrors> {
        let mut errors = FieldErrors::default();
        let company = line(&self.company, 120);
        if company.is_none() {
            errors.add("company", lang.t("signup-company-missing"));
        }
        let slug = if self.slug.trim().is_empty() { Ok(None) } else { slug::parse(&self.slug).map(Some) };
        if let Err(refusal) = &slug {
            errors.add("slug", lang.t(refusal.key()));
        }
        match (company, slug) {
            (Some(company), Ok(slug)) => Ok(Wanted { company, slug }),
            _ => Err(errors),
        }
    }
}

/// Makes another space. Nobody but its account is told of it.
pub async fn create(user: AccountUser, Form(form): Form<SpaceForm>) -> Result<Response> {
    let lang = user.account.lang;
    let mut errors = match form.parse(lang) {
        Ok(wanted) => {
            throttle::count(user.platform(), user.app.platform_key(), user.now, &limits::TRIALS_NETWORK, &user.visit.network()).await?;
            match found(&user.app, &user.account, &wanted).await {
                Ok(space) => return Ok(Redirect::to(&format!("/console?nouveau={}", space.id)).into_response()),
                Err(Error::Conflict(_)) => FieldErrors::default(),
                Err(other) => return Err(other),
            }
        }
        Err(errors) => errors,
    };
    if errors.is_empty() {
        errors.add("slug", lang.t(slug::Refusal::Taken.key()));
    }
    unprocessable(&overview(&user, form, errors).await?)
}

/// Answers with the link into a space. A redirect to another host would be refused by the browser
/// (`form-action`), and the person sees where they go.
pub async fn enter(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let space = spaces::get(user.platform(), id).await?;
    // Another account's space is one that does not exist.
    if space.account_id != user.account.id || !space.state.members_sign_in() {
        return Err(Error::NotFound);
    }
    let link = user.app.entry_link(&space, user.account.id).await?;
    let page = user.console_page("console-enter-title");
    Ok(no_referrer(html(&Enter { page, company: space.company, link })?))
}

/// What a browser sends to change the looks.
#[derive(Deserialize)]
pub struct LookForm {
    lang: String,
    theme: String,
}

/// Sets language and theme.
pub async fn look(user: AccountUser, Form(form): Form<LookForm>) -> Result<Response> {
    accounts::update_look(user.platform(), user.now, user.account.id, Lang::from_code(&form.lang).unwrap_or_default(), Theme::from_code(&form.theme))
        .await?;
    Ok(Redirect::to("/console").into_response())
}

/// What the theme menu sends.
#[derive(Deserialize)]
pub struct ThemeForm {
    #[serde(default)]
    theme: String,
    /// The page to come back to.
    #[serde(default)]
    back: String,
}

/// Sets the theme, from the menu of any page of the console.
pub async fn theme(user: AccountUser, Form(form): Form<ThemeForm>) -> Result<Response> {
    accounts::update_look(user.platform(), user.now, user.account.id, user.account.lang, Theme::from_code(&form.theme)).await?;
    let back = paths::local(&form.back);
    Ok(Redirect::to(if back.is_empty() { "/console" } else { &back }).into_response())
}
