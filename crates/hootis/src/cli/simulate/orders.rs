//! What the operator of a simulated life asks for: the same commands as on the command line, without a
//! process each.

use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::lifecycle::{self, Action, Outcome};
use crate::platform::marketing::campaign::{self, Campaign};
use crate::platform::spaces;
use crate::worker;

/// Does everything that is due: mails, jobs, retention, the lives of spaces.
pub(super) const WORK: &str = "work";

/// Writes down that a space is paid for, up to an instant: `subscribe SLUG MILLISECONDS`.
pub(super) const SUBSCRIBE: &str = "subscribe";

/// Sends a mailing, or goes on with it: `mailing ID`.
pub(super) const MAILING: &str = "mailing";

/// Does what a line says, and answers.
pub(super) async fn obey(app: &App, line: &str) -> Result<String> {
    let words: Vec<&str> = line.split(' ').collect();
    match words.as_slice() {
        [WORK] => {
            worker::catch_up(app).await?;
            Ok(String::new())
        }
        [SUBSCRIBE, slug, until] => {
            let space = spaces::find_by_slug(app.platform(), slug).await?.ok_or(Error::NotFound)?;
            let until = until.parse().map_err(|_| Error::Bad("no instant".into()))?;
            match lifecycle::take(app, space.id, Action::Subscribe { until: Some(until), is_yearly: false }).await? {
                Outcome::Taken(_) => Ok(String::new()),
                Outcome::Refused(_) => Err(Error::Bad("that cannot be done now".into())),
            }
        }
        [MAILING, id] => {
            let file = format!("---\nid: {id}\nsubject-fr: {id}\nsubject-en: {id}\n---\n# fr\nDu nouveau.\n# en\nNews.\n");
            let campaign = Campaign::parse(&file).map_err(|why| Error::Bad(why.into()))?;
            let report = campaign::send(app, &campaign, false, |_, _| {}).await?;
            Ok(report.queued.to_string())
        }
        _ => Err(Error::Bad("no such order".into())),
    }
}
