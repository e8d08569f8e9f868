//! How spaces end: disabled for 30 days, then gone, with everything that was theirs.

use hootis_policy::Span;
use hootis_policy::retention::{self, LATE};
use hootis_space::DbKey;
use uuid::Uuid;

use super::{Eyes, Finding};
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::evidence::figure::Figure;
use crate::platform::evidence::queries::looked;
use crate::platform::lifecycle;

/// Destroyed spaces whose remains are looked for, at most: the newest.
const GONE: i64 = 500;

/// K3: no disabled space is past its day, and nothing is left of those that were destroyed.
pub(in super::super) async fn k3(eyes: &Eyes) -> Result<Finding> {
    let platform = eyes.app.platform();
    let waiting = looked::disabled_spaces(platform).await?;
    // The thirty days count on the steady clock too: a machine that was off makes nobody late.
    let steady = Now(lifecycle::moment(&eyes.app).await?.elapsed).before(retention::SPACE_DISABLED).before(LATE);
    let late = looked::overdue_spaces(platform, eyes.now.before(LATE), steady).await?;
    if late > 0 {
        return Ok(Finding::bad(Figure::new("evidence-k3-late").count("n", late)));
    }
    let gone = looked::destroyed_spaces(platform, eyes.now.before(LATE), GONE).await?;
    let mut left = 0;
    for (id, has_key) in &gone {
        left += i64::from(*has_key || is_there(eyes, *id).await?);
    }
    if left > 0 {
        return Ok(Finding::bad(Figure::new("evidence-k3-left").count("n", left)));
    }
    let figure = match looked::next_destruction(platform).await? {
        Some(next) => Figure::new("evidence-k3-next").day("next", next),
        None => Figure::new("evidence-k3"),
    };
    // Nobody's fault of ours, and still somebody who was not told.
    let since = eyes.now.before(Span::days(hootis_policy::evidence::HISTORY_DAYS));
    let (lost, certificates) = looked::given_up(platform, since).await?;
    Ok(Finding::good(figure.count("waiting", waiting).len("gone", gone.len()).count("lost", lost).count("certificates", certificates)))
}

/// Whether anything of a space is left: its database, or its files.
async fn is_there(eyes: &Eyes, id: Uuid) -> Result<bool> {
    let files = eyes.app.data().join("files").join(id.to_string());
    Ok(eyes.app.spaces().exists(id).await? || tokio::fs::try_exists(files).await?)
}

/// The space that is made to be destroyed. The same each time: what a crash left is taken out by the next look.
pub(crate) fn made_for_the_look(app: &App) -> Result<Uuid> {
    Uuid::from_slice(&app.platform_key().keyed_hash("evidence", b"space")[..16]).map_err(Error::internal)
}

/// R5: a space made for the purpose is destroyed, and nothing is left of it.
pub(in super::super) async fn r5(eyes: &Eyes) -> Result<Finding> {
    let started = std::time::Instant::now();
    let id = made_for_the_look(&eyes.app)?;
    let spaces = eyes.app.spaces();
    spaces.destroy(id).await?;
    spaces.create(id, DbKey::new(hootis_vault::SpaceKey::generate().database().expose()), Vec::new()).await?;
    if !is_there(eyes, id).await? {
        return Ok(Finding::bad(Figure::new("evidence-r5-not-made")));
    }
    spaces.destroy(id).await?;
    if is_there(eyes, id).await? {
        return Ok(Finding::bad(Figure::new("evidence-r5-left")));
    }
    let unscheduled = looked::disabled_without_end(eyes.app.platform()).await?;
    if unscheduled > 0 {
        return Ok(Finding::bad(Figure::new("evidence-r5-endless").count("n", unscheduled)));
    }
    let ms = i64::try_from(started.elapsed().as_millis()).unwrap_or(i64::MAX);
    Ok(Finding::good(Figure::new("evidence-r5").count("ms", ms)))
}
