//! `hootis demo`: a lively, invented company, to look at and to try things on.
//!
//! Its customers come in by the importer, from an invented Dolibarr that is written on the spot: what
//! people see in the demo went the way their own data would go.

pub(super) mod dolibarr;
mod talk;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use hootis_dolibarr::{DumpSource, Source, Take};
use hootis_policy::states::SpaceState;
use hootis_space::{Conn, args};
use secrecy::{ExposeSecret, SecretString};
use uuid::Uuid;

use super::{say, spaces as space_commands};
use crate::access::JobContext;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::accounts;
use crate::platform::lifecycle::{self, Action};
use crate::platform::spaces::{self, Space};
use crate::space::imports;
use crate::web::i18n::Lang;
use crate::web::person::Email;

const COMPANY: &str = "Atelier Lunel";
const OWNER: &str = "Maëlle Lunel";
const EMAIL: &str = "maelle@atelier-lunel.example";

/// Words that a password is drawn from: short, French, easy to type.
const WORDS: [&str; 64] = [
    "rabot", "lune", "orange", "tilleul", "grange", "plume", "sable", "canal", "vigne", "cerise", "tuile", "brume", "loupe", "ruche", "marin",
    "noyer", "prune", "galet", "sapin", "cabane", "panier", "lilas", "fusain", "colline", "moulin", "pivoine", "ardoise", "banjo", "cigale", "dune",
    "encre", "falaise", "girafe", "herbe", "iris", "jardin", "kayak", "laine", "mousse", "nacre", "olive", "perle", "quai", "radis", "savon",
    "tambour", "usine", "violon", "wagon", "yourte", "zinc", "abeille", "bocal", "castor", "domino", "erable", "flocon", "gomme", "hibou", "ivoire",
    "jonque", "koala", "lavande", "merle",
];

/// Makes the demo space if it is not there, gives its owner a new password and prints how to get in.
pub(super) async fn run(app: &App) -> Result<()> {
    let space = match existing(app).await? {
        Some(space) => space,
        None => make(app).await?,
    };
    let password = passphrase();
    let hash = app.passwords().hash(password.clone()).await?;
    accounts::update_password(app.platform(), app.now(), space.account_id, &hash).await?;
    say(format!("Sign in        {}/connexion", app.site().origin()));
    say(format!("E-mail         {EMAIL}"));
    say(format!("Password       {}", password.expose_secret()));
    say(format!("The space      {}/admin", app.site().space_origin(&space.slug)));
    Ok(())
}

async fn existing(app: &App) -> Result<Option<Space>> {
    let email = Email::parse(EMAIL).ok_or_else(|| Error::internal("the demo's address is none"))?;
    let Some(account) = accounts::find_by_email(app.platform(), &email).await? else { return Ok(None) };
    let all = spaces::list_of_account(app.platform(), account.id).await?;
    if let Some(closed) = all.iter().find(|space| space.state == SpaceState::Disabled).filter(|_| !all.iter().any(is_open)) {
        lifecycle::take(app, closed.id, Action::Reopen).await?;
        return Ok(Some(spaces::get(app.platform(), closed.id).await?));
    }
    Ok(all.into_iter().find(is_open))
}

fn is_open(space: &Space) -> bool {
    space.state.members_sign_in()
}

async fn make(app: &App) -> Result<Space> {
    let space = space_commands::create(app, COMPANY, EMAIL, OWNER, Lang::Fr).await?;
    // The owner of the demo gets a password on the screen, not a mail.
    app.platform().execute("DELETE FROM mail WHERE recipient = $1", args![EMAIL]).await?;
    let job = JobContext::open(app, space.id).await?;
    let dump: Arc<[u8]> = dolibarr::dump(app.now()).into_bytes().into();
    let source = Source::Dump(DumpSource::reopen("demo.sql", Arc::new(move || Ok(Box::new(std::io::Cursor::new(Arc::clone(&dump)))))));
    let request = imports::Request { source, identity: "demo".to_owned(), entity: 1, take: Take::default(), dry: false };
    imports::import(&job.space, app.clock(), &job.desk.folder().await?, request).await.map_err(Error::internal)?;
    let since_a_year: Vec<(Uuid, i64)> = job.space.list("SELECT id, created_at FROM party ORDER BY id LIMIT 1000", args![]).await?;
    let sets = since_a_year.iter().enumerate().map(|(i, (id, at))| args![*id, *at - age_ms(i)]).collect();
    job.space.execute_many("UPDATE party SET created_at = $2, updated_at = $2 WHERE id = $1", sets).await?;
    talk::fill(&job.space, app.now()).await?;
    Ok(space)
}

/// How long ago the demo met its i-th customer: more of them lately, over a year.
fn age_ms(i: usize) -> i64 {
    let days = (i * 37 % 97) * (i * 37 % 97) * 360 / (97 * 97);
    let span = hootis_policy::Span::days(u32::try_from(days).unwrap_or(0)).as_duration();
    i64::try_from(span.as_millis()).unwrap_or(0)
}

/// Four words and a number: 30 bits, drawn anew each time, for a space that holds nothing real.
fn passphrase() -> SecretString {
    let noise = hootis_vault::random_token();
    let words: Vec<&str> = noise[..4].iter().map(|byte| WORDS[usize::from(*byte) % WORDS.len()]).collect();
    format!("{}-{}", words.join("-"), 10 + noise[4] % 90).into()
}
