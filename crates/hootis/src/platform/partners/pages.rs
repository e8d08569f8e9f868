//! The page of the partners.

use askama::Template;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::processors::Partner;

use super::form::{PlaceForm, Request, RequestForm};
use super::places::{ELSEWHERE, find, is_known, regions};
use crate::access::Visitor;
use crate::error::Result;
use crate::mail::Letter;
use crate::platform::contact::{address, hand_over, signature};
use crate::platform::defaults::{self, Known};
use crate::web::form::Form;
use crate::web::page::{FieldErrors, Page};
use crate::web::reply::html;
use crate::web::values::{Country, country, country_name};

#[derive(Template)]
#[template(path = "platform/partners/show.html")]
struct Show {
    page: Page,
    /// The operator has named partners.
    has_partners: bool,
    countries: &'static [(&'static str, &'static str)],
    /// The regions to choose from, when the country has partners by region.
    regions: Vec<(String, String)>,
    form: RequestForm,
    errors: FieldErrors,
    /// Who answers for the place; none while it is not said, or when nobody does.
    partner: Option<String>,
    /// The place was said.
    is_asked: bool,
    /// The name of the place.
    place: String,
    /// Where to write instead.
    address: String,
    can_send: bool,
    is_sent: bool,
    failure: String,
}

fn show_for(visitor: &Visitor, form: RequestForm) -> Show {
    let (lang, partners) = (visitor.lang(), &visitor.app.outreach().partners);
    let can_send = visitor.app.transport().hands_over();
    let code = country(&form.pays).map_or("", |country| country.code);
    let named = regions(partners, code);
    let is_asked = !code.is_empty() && (named.is_empty() || !form.region.is_empty());
    let partner = find(partners, code, &form.region).filter(|_| is_asked).map(|partner| partner.name.clone());
    let mut page = if partner.is_some() && can_send { visitor.page("partners-title") } else { visitor.page_without_form("partners-title") };
    page.description = page.t("partners-description").into();
    // What is typed here is for one reader: no script of anybody else's runs beside it.
    page.measure = None;
    let mut choices: Vec<(String, String)> = named.iter().map(|region| ((*region).to_owned(), (*region).to_owned())).collect();
    if !choices.is_empty() {
        choices.insert(0, (String::new(), lang.t("partners-region-choose").to_owned()));
        choices.push((ELSEWHERE.to_owned(), lang.t("partners-region-other").to_owned()));
    }
    let place = if form.region.is_empty() || form.region == ELSEWHERE {
        country_name(code, lang)
    } else {
        format!("{}, {}", form.region, country_name(code, lang))
    };
    Show {
        page,
        has_partners: !partners.is_empty(),
        countries: Country::choices(lang),
        regions: choices,
        form: RequestForm { pays: code.to_owned(), ..form },
        errors: FieldErrors::default(),
        partner,
        is_asked,
        place,
        address: address(&visitor.app),
        can_send,
        is_sent: false,
        failure: String::new(),
    }
}

/// Asks where the visitor is, then shows who the partner there is.
pub async fn show(visitor: Visitor, Query(place): Query<PlaceForm>) -> Result<Response> {
    let is_known = is_known(&visitor.app.outreach().partners, &place.pays, &place.region);
    let region = if is_known { place.region } else { String::new() };
    let Known { name, email, company } = defaults::known(&visitor).await?;
    let form = RequestForm { pays: place.pays, region, name, email, company, ..RequestForm::default() };
    html(&Show { is_sent: !place.fait.is_empty(), ..show_for(&visitor, form) })
}

/// Writes to the partner, once, when the box was ticked under the name of that very partner.
pub async fn create(visitor: Visitor, Form(form): Form<RequestForm>) -> Result<Response> {
    let lang = visitor.lang();
    // A region is one of the list: what else somebody sends would be words of theirs in a mail of ours.
    if !is_known(&visitor.app.outreach().partners, &form.pays, &form.region) {
        let form = RequestForm { region: String::new(), ..form };
        return again(&visitor, form, FieldErrors::default(), String::new(), StatusCode::UNPROCESSABLE_ENTITY);
    }
    let Some(partner) = find(&visitor.app.outreach().partners, &form.pays, &form.region) else {
        return again(&visitor, form, FieldErrors::default(), String::new(), StatusCode::UNPROCESSABLE_ENTITY);
    };
    let mut errors = FieldErrors::default();
    if partner.name != form.partner {
        // The operator named another one in between: what was agreed to was not this.
        errors.add("agree", lang.t("partners-changed"));
    }
    match form.parse(lang) {
        Ok(request) if errors.is_empty() => match hand_over(&visitor, letter(&visitor, partner, &form, &request)).await? {
            None => Ok(Redirect::to(&format!("{}?fait=1", visitor.link("/partenaires"))).into_response()),
            Some(failure) => again(&visitor, form, errors, failure.say(lang), failure.status()),
        },
        Ok(_) => again(&visitor, RequestForm { agree: String::new(), ..form }, errors, String::new(), StatusCode::UNPROCESSABLE_ENTITY),
        Err(errors) => again(&visitor, form, errors, String::new(), StatusCode::UNPROCESSABLE_ENTITY),
    }
}

fn again(visitor: &Visitor, form: RequestForm, errors: FieldErrors, failure: String, status: StatusCode) -> Result<Response> {
    let mut response = html(&Show { errors, failure, ..show_for(visitor, form) })?;
    *response.status_mut() = status;
    Ok(response)
}

/// The one mail: who asks, where they are, and what they agreed to, word for word and with its date.
fn letter(visitor: &Visitor, partner: &Partner, form: &RequestForm, request: &Request) -> Letter {
    let page = Page::new(visitor.lang(), "");
    let region = if form.region == ELSEWHERE { "" } else { form.region.as_str() };
    let place = country_name(&form.pays, page.lang);
    let who = [
        ("contact-name", request.name.as_str()),
        ("contact-email", &request.email.text),
        ("contact-phone", &request.phone),
        ("contact-company", &request.company),
        ("partners-country", &place),
        ("partners-region", region),
    ];
    let at = page.datetime(visitor.now.0);
    let words = page.t_args("partners-agree", &[("partner", partner.name.as_str().into())]);
    let site = visitor.app.site().host.as_str();
    Letter {
        to: partner.email.clone(),
        subject: page.t_args("partners-letter-subject", &[("name", request.name.as_str().into())]),
        text: format!(
            "{}\n\n{}\n{}\n",
            page.t_args("partners-letter-text", &[("site", site.into())]),
            signature(&page, &who),
            page.t_args("partners-letter-proof", &[("at", at.into()), ("words", words.into())]),
        ),
        reply_to: Some(request.email.text.clone()),
        ..Letter::default()
    }
}
