//! The first page of the console, and the way into a space.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::states::SpaceState;
use hootis_policy::{plans, retention};
use serde::Deserialize;
use uuid::Uuid;

use super::found::finish_pending;
use crate::access::AccountUser;
use crate::access::factors::Safety;
use crate::error::{Error, OrLog as _, Result};
use crate::platform::api_keys::{self, ApiKey};
use crate::platform::documents::{self, ForConsole};
use crate::platform::sessions::{self, Holder};
use crate::platform::spaces::{self, Space};
use crate::platform::support::{self, InForce};
use crate::platform::{accounts, deletion, lifecycle, profile};
use crate::web::form::{Form, Nothing};
use crate::web::page::{Page, Theme, Toast};
use crate::web::paths;
use crate::web::reply::{html, no_referrer};
use crate::web::sessions::SessionLine;

/// What trials are counted in.
const DAY: hootis_policy::Span = hootis_policy::Span::days(1);

#[derive(Template)]
#[template(path = "platform/console/show.html")]
struct Show {
    page: Page,
    /// The first name, if there are several.
    name: String,
    email: String,
    password_at: i64,
    /// « Firefox 145, Linux (celle-ci), Safari 26, macOS »
    sessions: String,
    safety: Safety,
    /// Keys of programs, each with its space's company.
    keys: Vec<(ApiKey, String)>,
    /// What support may enter now.
    grants: Vec<InForce>,
    /// The address waits to be changed.
    changes_address: bool,
    /// The space that stands in front: one on trial, else the oldest that is open.
    first: Option<Front>,
    others: Vec<Card>,
    today_ms: i64,
    /// A version of the privacy policy that the holder was told of and has not put away.
    policy: Option<ForConsole>,
    /// When the account will be deleted, if it is on its way out.
    leaves_at: Option<i64>,
}

impl Show {
    /// How many people a trial lets sign in.
    fn most_members() -> i64 {
        i64::from(plans::TRIAL_PLAN.members)
    }
}

/// The space in front, with what is used of it.
struct Front {
    card: Card,
    /// People who sign in, and parties; none where it could not be looked.
    usage: Option<(i64, i64)>,
    bytes: Option<u64>,
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
    let list = spaces::list_of_account(user.platform(), user.account.id).await?;
    finish_pending(&user.app, &list).await?;
    let mut others: Vec<Card> = spaces::list_of_account(user.platform(), user.account.id).await?.into_iter().map(|s| Card::new(&user, s)).collect();
    let made = others.iter().find(|card| Some(card.space.id) == done.nouveau).map(|card| card.space.company.clone());
    let at = others.iter().position(Card::is_on_trial).or_else(|| others.iter().position(|card| card.space.state.members_sign_in()));
    let first = match at {
        Some(at) => Some(front(&user, others.remove(at)).await),
        None => None,
    };
    let account = &user.account;
    let mut page = user.console_page("console-title");
    page.toast = made.map(|company| Toast::new(page.t_args("console-made", &[("company", company.into())])));
    html(&Show {
        name: account.name.split_whitespace().next().unwrap_or_default().to_owned(),
        email: account.email.clone(),
        password_at: account.password_changed_at,
        sessions: told(&page, &sessions::list(user.platform(), &user.visit, Holder::Account(account.id)).await?),
        safety: Safety::of(user.platform(), account.id).await?,
        keys: api_keys::list_of_account(user.platform(), account.id).await?,
        grants: support::list_in_force(user.platform(), user.now, account.id).await?,
        changes_address: profile::find_change(user.platform(), user.now, account.id).await?.is_some(),
        first,
        others,
        today_ms: user.now.0,
        policy: documents::unread(user.platform(), account.id, account.lang).await?,
        leaves_at: deletion::ends_at(account),
        page,
    })
}

/// Sessions in one line.
fn told(page: &Page, sessions: &[SessionLine]) -> String {
    let one = |session: &SessionLine| {
        let browser = session.told(page);
        if session.is_this { page.t_args("console-account-session-this", &[("browser", browser.into())]) } else { browser }
    };
    sessions.iter().take(3).map(one).collect::<Vec<_>>().join(" · ")
}

/// Looks into the space in front. One that cannot be looked into is shown all the same.
async fn front(user: &AccountUser, card: Card) -> Front {
    let usage = user.app.usage(&card.space).await.or_log("the use of a space could not be counted");
    let bytes = spaces::size_bytes(&user.app, card.space.id).await.or_log("a space could not be measured");
    Front { card, usage, bytes }
}

/// Answers with the link into a space. A redirect to another host would be refused by the browser
/// (`form-action`), and the person sees where they go.
pub async fn enter(user: AccountUser, Path(id): Path<Uuid>, _: Form<Nothing>) -> Result<Response> {
    let space = own(&user, id).await?;
    if !space.state.members_sign_in() {
        return Err(Error::NotFound);
    }
    let link = user.app.entry_link(&space, user.account.id).await?;
    let page = user.console_page("console-enter-title");
    Ok(no_referrer(html(&Enter { page, company: space.company, link })?))
}

/// A space of this account. Another account's is one that does not exist.
pub(super) async fn own(user: &AccountUser, id: Uuid) -> Result<Space> {
    let space = spaces::get(user.platform(), id).await?;
    if space.account_id == user.account.id { Ok(space) } else { Err(Error::NotFound) }
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
