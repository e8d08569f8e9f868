//! What the operator of a simulated life asks for: the same commands as on the command line, without a
//! process each.

use std::net::Ipv4Addr;

use hootis_policy::reveals::RevealGround;
use hootis_policy::{Span, processors};
use secrecy::SecretString;

use crate::app::App;
use crate::error::{Error, Result};
use crate::outgoing::http::{self, Auth};
use crate::platform::journal;
use crate::platform::lifecycle::{self, Action, Outcome};
use crate::platform::marketing::campaign::{self, Campaign};
use crate::platform::operators::{self, NewOperator};
use crate::platform::reveals::{self, Request};
use crate::platform::spaces;
use crate::web::i18n::Lang;
use crate::web::person::Email;
use crate::worker;

/// Does everything that is due: mails, jobs, retention, the lives of spaces.
pub(super) const WORK: &str = "work";

/// Writes down that a space is paid for, up to an instant: `subscribe SLUG MILLISECONDS`.
pub(super) const SUBSCRIBE: &str = "subscribe";

/// Sends a mailing, or goes on with it: `mailing ID`.
pub(super) const MAILING: &str = "mailing";

/// Makes an operator and takes the access away again: `operator EMAIL`.
pub(super) const OPERATOR: &str = "operator";

/// Links the records of an address to people: `reveal ADDRESS`.
pub(super) const REVEAL: &str = "reveal";

/// Has a processor called at a host that it does not declare: `stray PORT`, of this machine, by an address that the door
/// takes for another.
pub(super) const STRAY: &str = "stray";

/// Has the security journal checked: [`WHOLE`], or what is wrong with it.
pub(super) const VERIFY: &str = "verify";

/// What is said of a journal that is whole.
pub(super) const WHOLE: &str = "whole";

/// Does what a line says, and answers.
pub(super) async fn obey(app: &App, line: &str) -> Result<String> {
    let words: Vec<&str> = line.split(' ').collect();
    match words.as_slice() {
        [WORK] => {
            worker::catch_up(app).await?;
            Ok(String::new())
        }
        [OPERATOR, email] => {
            let email = Email::parse(email).ok_or_else(|| Error::Bad("no address".into()))?;
            let new = NewOperator { email, name: "Exploitant".to_owned(), lang: Lang::Fr };
            let operator = operators::create(app.platform(), app.now(), &new).await?;
            operators::deactivate(app.platform(), app.now(), operator.id).await?;
            Ok(String::new())
        }
        [REVEAL, address] => {
            let address = address.parse().map_err(|_| Error::Bad("no address".into()))?;
            let (from, to) = (app.now().before(Span::days(1)).0, app.now().0);
            reveals::reveal(app, &Request { address, from, to, ground: RevealGround::Abuse, reference: "D-1".to_owned() }).await?;
            Ok(String::new())
        }
        [STRAY, port] => {
            let nothing = SecretString::default();
            let url = format!("http://{}:{port}/", Ipv4Addr::UNSPECIFIED);
            let answer = http::post(app.outgoing(), &processors::GOCARDLESS, &url, Auth::Basic("", &nothing), &[]).await;
            // Refused, or away and without an answer: who listens says which.
            Ok(answer.err().map(|error| error.word().to_owned()).unwrap_or_default())
        }
        [VERIFY] => {
            let broken = journal::verify(app).await?.broken;
            Ok(broken.map_or_else(|| WHOLE.to_owned(), |(sequence, fault)| format!("{} at {sequence}", fault.as_str())))
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
