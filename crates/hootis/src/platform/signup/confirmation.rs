//! From a confirmed address to an open space.

use hootis_space::OnUnique as _;
use uuid::Uuid;

use super::queries;
use super::row::Signup;
use crate::app::App;
use crate::clock::Now;
use crate::error::{Error, Result};
use crate::platform::accounts::{self, NewAccount};
use crate::platform::marketing;
use crate::platform::spaces::{self, NewSpace, Space, slug};
use crate::web::person::Email;

/// Makes account and space of a sign-up whose address is confirmed. A crash at any point leaves
/// nothing or a whole space, and running it again finishes the work.
///
/// # Errors
/// [`Error::NotFound`] when nobody proved the address, [`Error::Conflict`] when it got an account in between; then the
/// sign-up is dropped.
pub async fn finish(app: &App, id: Uuid) -> Result<Space> {
    let opening = app.openings().begin();
    let (account, space) = queries::chosen(app.platform(), id).await?;
    // Read once it is confirmed: until then the address may become another.
    let signup = queries::find(app.platform(), id).await?.ok_or(Error::NotFound)?;
    if let Err(error) = write_rows(app, &signup, account, space).await {
        if matches!(error, Error::Conflict(_)) {
            queries::delete(app.platform(), id).await?;
        }
        return Err(error);
    }
    let owner = app.owner_seed(account, &signup.name, &signup.email, signup.lang, &signup.company);
    let space = spaces::make(app, space, owner).await?;
    opening.done();
    queries::delete(app.platform(), id).await?;
    Ok(space)
}

/// The rows of account and space, both or none. Nothing is done when a crash came after them.
async fn write_rows(app: &App, signup: &Signup, account: Uuid, space: Uuid) -> Result<()> {
    for _ in 0..5 {
        if spaces::get(app.platform(), space).await.is_ok() {
            return Ok(());
        }
        let now = app.now();
        let email = Email::parse(&signup.email).ok_or_else(|| Error::internal("a sign-up holds an address that is none"))?;
        let tx = app.platform().begin().await?;
        let new = NewAccount { id: account, email, name: signup.name.clone(), password_hash: signup.password_hash.clone(), lang: signup.lang };
        accounts::insert(&tx, now, &new).await.on_unique("account_email_key", || Error::Conflict("signup-has-account"))?;
        if let Some(at) = signup.marketing_at {
            marketing::grant(&tx, Now(at), account, marketing::Source::SignUp).await?;
        }
        let slug = slug::free_like(&tx, app.platform_key(), now, &signup.slug).await?;
        let new = NewSpace { id: space, account_id: account, slug, company: signup.company.clone(), activity: signup.activity.clone() };
        match spaces::insert(app, &tx, now, &new).await {
            // Somebody took the slug in the same instant: look for the next one.
            Err(Error::Conflict("slug-taken")) => drop(tx),
            other => {
                other?;
                tx.commit().await?;
                return Ok(());
            }
        }
    }
    Err(Error::Busy)
}
