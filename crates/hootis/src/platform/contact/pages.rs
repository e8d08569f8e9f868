//! The contact page.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;

use super::form::{ContactForm, Message};
use super::{Failure, address, hand_over, signature};
use crate::access::Visitor;
use crate::error::Result;
use crate::mail::Letter;
use crate::platform::defaults::{self, Known};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::{html, unprocessable};

#[derive(Template)]
#[template(path = "platform/contact/show.html")]
struct Show {
    page: Page,
    form: ContactForm,
    errors: FieldErrors,
    /// Where to write instead.
    address: String,
    /// There is a relay: the form can be sent.
    can_send: bool,
    /// The message was taken.
    is_sent: bool,
    /// Why it was not; empty when it was not tried.
    failure: String,
}

fn show_for(visitor: &Visitor, form: ContactForm) -> Show {
    let can_send = visitor.app.transport().hands_over();
    let mut page = if can_send { visitor.page("contact-title") } else { visitor.page_without_form("contact-title") };
    page.description = page.t("contact-description").into();
    // What is typed here is for one reader: no script of anybody else's runs beside it.
    page.measure = None;
    Show { page, form, errors: FieldErrors::default(), address: address(&visitor.app), can_send, is_sent: false, failure: String::new() }
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

/// The form.
pub async fn show(visitor: Visitor, Query(done): Query<Done>) -> Result<Response> {
    let Known { name, email, company } = defaults::known(&visitor).await?;
    let form = ContactForm { name, email, company, ..ContactForm::default() };
    html(&Show { is_sent: !done.fait.is_empty(), ..show_for(&visitor, form) })
}

/// Hands the message to the operator's mailbox. What does not leave comes back to who wrote it.
pub async fn create(visitor: Visitor, Form(form): Form<ContactForm>) -> Result<Response> {
    let message = match form.parse(visitor.lang()) {
        Ok(message) => message,
        Err(errors) => return unprocessable(&Show { errors, ..show_for(&visitor, form) }),
    };
    match hand_over(&visitor, letter(&visitor, message)).await? {
        None => Ok(Redirect::to(&format!("{}?fait=1", visitor.link("/contact"))).into_response()),
        Some(failure) => not_sent(&visitor, form, failure),
    }
}

fn not_sent(visitor: &Visitor, form: ContactForm, failure: Failure) -> Result<Response> {
    let mut response = html(&Show { failure: failure.say(visitor.lang()), ..show_for(visitor, form) })?;
    *response.status_mut() = failure.status();
    Ok(response)
}

/// The mail, in the language of who wrote it: the operator sees in which one to answer.
fn letter(visitor: &Visitor, message: Message) -> Letter {
    let page = Page::new(visitor.lang(), "");
    let who = [
        ("contact-name", message.name.as_str()),
        ("contact-email", &message.email.text),
        ("contact-phone", &message.phone),
        ("contact-company", &message.company),
    ];
    let sent = page.t_args("contact-letter-foot", &[("site", visitor.app.site().host.as_str().into()), ("at", page.datetime(visitor.now.0).into())]);
    Letter {
        to: address(&visitor.app),
        subject: format!("[Hootis] {}", message.subject),
        text: format!("{}\n\n--\n{}{sent}\n", message.text, signature(&page, &who)),
        reply_to: Some(message.email.text.clone()),
        ..Letter::default()
    }
}
