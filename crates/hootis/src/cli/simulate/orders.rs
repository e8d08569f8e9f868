//! What the operator of a simulated life asks for: the same commands as on the command line, without a
//! process each.

use crate::app::App;
use crate::error::{Error, Result};
use crate::worker;

/// Does everything that is due: mails, jobs, retention, the lives of spaces.
pub(super) const WORK: &str = "work";

/// Does what a line says, and answers.
pub(super) async fn obey(app: &App, line: &str) -> Result<String> {
    let mut words = line.split(' ');
    match (words.next().unwrap_or_default(), words.next()) {
        (WORK, None) => {
            worker::catch_up(app).await?;
            Ok(String::new())
        }
        _ => Err(Error::Bad("no such order".into())),
    }
}
