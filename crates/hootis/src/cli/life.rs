//! `hootis space subscribe | payment-failed | cancel | close | reopen | state`: what the operator does to the life of a
//! space while no payment provider does it.

use hootis_policy::states::SpaceState;
use serde_json::json;

use super::say;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::lifecycle::{self, Action, DisabledBy, Life, Outcome, Tenure};
use crate::platform::spaces;
use crate::web::format;

/// A subscription, up to the end of a day or for one period.
pub(super) fn subscribe(until: Option<&str>, is_yearly: bool) -> Result<Action> {
    let end = |day: &str| format::day_end(day).ok_or_else(|| Error::Bad("--until is a day such as 2027-01-31".into()));
    Ok(Action::Subscribe { until: until.map(end).transpose()?, is_yearly })
}

/// What `close` does.
pub(super) const CLOSE: Action = Action::Close(DisabledBy::Owner);

/// Takes a step and says where the space is afterwards.
pub(super) async fn take(app: &App, slug: &str, action: Action) -> Result<()> {
    let space = spaces::find_by_slug(app.platform(), slug).await?.ok_or(Error::NotFound)?;
    match lifecycle::take(app, space.id, action).await? {
        Outcome::Taken(tenure) => say(line(&tenure)),
        Outcome::Refused(tenure) => return Err(Error::Bad(format!("that cannot be done now: {}", line(&tenure)).into())),
    }
    Ok(())
}

/// Takes a notice back, or reopens a closed space.
pub(super) async fn reopen(app: &App, slug: &str) -> Result<()> {
    let space = spaces::find_by_slug(app.platform(), slug).await?.ok_or(Error::NotFound)?;
    let action = if space.state == SpaceState::Ending { Action::TakeBack } else { Action::Reopen };
    take(app, slug, action).await
}

/// Says where a space is in its life, with every date.
pub(super) async fn state(app: &App, slug: &str, as_json: bool) -> Result<()> {
    let space = spaces::find_by_slug(app.platform(), slug).await?.ok_or(Error::NotFound)?;
    let tenure = lifecycle::get(app, space.id).await?;
    say(if as_json { dates(&tenure).to_string() } else { line(&tenure) });
    Ok(())
}

fn dates(tenure: &Tenure) -> serde_json::Value {
    let Life { state, since, trial_ends_at, paid_until, is_yearly, disabled_by, destroy_at, came_back_at, .. } = tenure.life;
    json!({
        "slug": tenure.slug,
        "id": tenure.id,
        "state": state.as_str(),
        "since": format::machine(since),
        "trial_ends_at": trial_ends_at.map(format::machine),
        "paid_until": paid_until.map(format::machine),
        "yearly": is_yearly,
        "disabled_by": disabled_by.map(DisabledBy::as_str),
        "destroy_at": destroy_at.map(format::machine),
        "came_back_at": came_back_at.map(format::machine),
    })
}

fn line(tenure: &Tenure) -> String {
    let until = tenure.life.end().or(tenure.life.paid_until).map_or_else(String::new, |end| format!(" until {}", format::machine(end)));
    format!("{} is {} since {}{until}", tenure.slug, tenure.life.state.as_str(), format::machine(tenure.life.since))
}
