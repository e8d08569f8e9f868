//! Leaving: what goes, what the law keeps, when; with the password and the second factor. And staying after all, with one click.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::retention;

use super::{ends_at, letters, queries};
use crate::access::AccountUser;
use crate::access::factors::{AgainForm, Asks};
use crate::error::Result;
use crate::mail;
use crate::platform::accounts;
use crate::platform::lifecycle;
use crate::platform::spaces::{self, Space};
use crate::web::form::{Form, Nothing};
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "platform/deletion/edit.html")]
struct Edit {
    page: Page,
    /// When it will be deleted, if that was asked for.
    asked: Option<i64>,
    /// When it goes by itself, for it has no space.
    by_itself: Option<i64>,
    /// Spaces that are closed with it.
    open: Vec<Space>,
    /// When it would be deleted if it were asked for now.
    end_ms: i64,
    now_ms: i64,
    invoices: String,
    again: Asks,
    errors: FieldErrors,
}

/// Says what leaving means.
pub async fn edit(user: AccountUser) -> Result<Response> {
    html(&page(&user, FieldErrors::default()).await?)
}

async fn page(user: &AccountUser, errors: FieldErrors) -> Result<Edit> {
    let all = spaces::list_of_account(user.platform(), user.account.id).await?;
    let is_asked = user.account.deletion_asked_at.is_some();
    let end = ends_at(&user.account);
    Ok(Edit {
        page: user.console_page("leave-title"),
        asked: end.filter(|_| is_asked),
        by_itself: end.filter(|_| !is_asked),
        open: all.into_iter().filter(|space| space.state.members_sign_in()).collect(),
        end_ms: user.now.after(retention::ACCOUNT_ASKED).0,
        now_ms: user.now.0,
        invoices: retention::INVOICE.keep.words(user.account.lang.into()),
        again: user.asks_again().await?,
        errors,
    })
}

/// Asks for the deletion of the account and closes its spaces. Asked twice, it was asked once.
pub async fn create(user: AccountUser, Form(form): Form<AgainForm>) -> Result<Response> {
    let (app, id) = (&user.app, user.account.id);
    if user.account.deletion_asked_at.is_none() {
        if let Err(errors) = user.proves(&form).await? {
            return unprocessable(&page(&user, errors).await?);
        }
        let at = lifecycle::moment(app).await?;
        let tx = app.platform().begin().await?;
        let closed = lifecycle::close_all(app, &tx, at, id).await?;
        if queries::ask(&tx, at, id).await? {
            let account = accounts::get(&tx, id).await?;
            mail::post(&tx, at.now, letters::asked(app.site(), &account)?).await?;
        }
        tx.commit().await?;
        for (tenure, next) in &closed {
            lifecycle::afterwards(app, tenure, next).await;
        }
        app.wake();
    }
    Ok(Redirect::to("/console/compte/suppression").into_response())
}

/// Keeps the account. Its spaces stay closed until each is reopened.
pub async fn delete(user: AccountUser, _: Form<Nothing>) -> Result<Response> {
    let (app, id) = (&user.app, user.account.id);
    let at = lifecycle::moment(app).await?;
    let tx = app.platform().begin().await?;
    if queries::take_back(&tx, at, id).await? {
        mail::post(&tx, user.now, letters::kept(app.site(), &user.account)?).await?;
    }
    tx.commit().await?;
    app.wake();
    Ok(Redirect::to("/console").into_response())
}
