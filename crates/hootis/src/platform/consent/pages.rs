//! The choice as a part of the page about cookies, its answer, and its receipt.

use askama::Template;
use askama::filters::Safe;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::consent::{self, PURPOSES, Purpose};
use hootis_policy::cookies::Cookie;
use serde::Deserialize;
use serde_json::json;

use crate::access::Visitor;
use crate::error::{Error, Result};
use crate::signing;
use crate::web::cookies::{Choice, Said};
use crate::web::form::BareForm;
use crate::web::format;
use crate::web::page::{Page, Toast};
use crate::web::paths;
use crate::web::reply::attachment;

#[derive(Template)]
#[template(path = "platform/consent/section.html")]
struct Section<'a> {
    page: &'a Page,
    /// There is something to agree to here.
    is_asked: bool,
    said: Said,
    purposes: &'static [&'static Purpose],
}

/// The visitor's choice, as a part of a page.
///
/// # Errors
/// When the template fails, which is a fault of ours.
pub fn section(visitor: &Visitor, page: &Page) -> Result<Safe<String>> {
    let is_asked = visitor.app.outreach().analytics.is_some();
    Ok(Safe(Section { page, is_asked, said: visitor.said(), purposes: PURPOSES }.render()?))
}

/// What was just done, in the address.
#[derive(Deserialize)]
pub struct Done {
    #[serde(default)]
    fait: String,
}

impl Done {
    /// Tells it on the page, which asks nothing besides: the choice stands in it.
    pub fn tell(&self, page: &mut Page) {
        page.asks = false;
        if !self.fait.is_empty() {
            page.toast = Some(Toast::new(page.t("cookies-kept")));
        }
    }
}

/// An answer: from the banner, or from the page.
#[derive(Deserialize)]
pub struct ChoiceForm {
    #[serde(default)]
    audience: String,
    /// The page to come back to.
    #[serde(default)]
    back: String,
}

/// Keeps the choice in the visitor's browser, and nowhere else. Taking an agreement back removes what was set.
pub async fn create(visitor: Visitor, BareForm(form): BareForm<ChoiceForm>) -> Result<Response> {
    let audience = match form.audience.as_str() {
        "yes" => true,
        "no" => false,
        _ => return Err(Error::Bad("an answer is yes or no".into())),
    };
    // Where nothing is asked, or the browser has answered already, there is nothing to keep.
    if visitor.app.outreach().analytics.is_some() && visitor.said() != Said::Signal {
        Choice::new(visitor.now, audience).keep(&visitor.visit, visitor.app.platform_key());
    }
    let back = paths::local(&form.back);
    let to = if back.is_empty() { format!("{}?fait=1#choix", visitor.link("/cookies")) } else { back };
    Ok(Redirect::to(&to).into_response())
}

/// The visitor's choice as a signed file: what was asked, what was answered, when. Made from the visitor's own cookie.
pub async fn receipt(visitor: Visitor) -> Result<Response> {
    let choice = visitor.said().choice().ok_or(Error::NotFound)?;
    let lang = visitor.lang();
    let purposes: Vec<_> = PURPOSES
        .iter()
        .map(|purpose| {
            json!({
                "id": purpose.id,
                "title": purpose.title.to(lang.into()),
                "text": purpose.text.to(lang.into()),
                "recipient": purpose.by.name.to(lang.into()),
                "cookies": purpose.cookies().map(Cookie::shown_name).collect::<Vec<_>>(),
                "answer": if choice.audience { "yes" } else { "no" },
            })
        })
        .collect();
    let document = json!({
        "site": visitor.app.site().origin(),
        "id": choice.id.to_string(),
        "chosen_at": format::machine(choice.at.0),
        "asked_again_at": format::machine(choice.asked_again_at().0),
        "purposes_version": choice.version,
        "purposes_sha256": hootis_vault::hex(&hootis_vault::digest(consent::asked().as_bytes())),
        "purposes": purposes,
    });
    let file = signing::sign(visitor.app.signer(), RECEIPT, document)?;
    let text = serde_json::to_string_pretty(&file).map_err(Error::internal)?;
    Ok(attachment("hootis-cookies.json", text))
}

/// What a receipt is, and in which version.
pub const RECEIPT: &str = "cookie-choice/1";
