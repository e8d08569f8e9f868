//! The record as a page, and to take away.

use askama::Template;
use axum::response::Response;
use hootis_policy::register::{Keeper, Record};

use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::{attachment, html};

#[derive(Template)]
#[template(path = "space/register/show.html")]
struct Show {
    page: Page,
    head: [&'static str; 9],
    lines: Vec<[String; 9]>,
    company: String,
    contact: String,
    /// Who carries out what the company decides.
    processor: String,
}

/// The record.
pub async fn show(office: BackOffice<may::SettingsWrite>) -> Result<Response> {
    let lang = office.lang().into();
    let lines = written(&office, |record| record.lines(lang));
    let desk = office.desk();
    let operator = &desk.declared().operator;
    html(&Show {
        page: office.page("register-title"),
        head: Record::head(lang),
        lines,
        company: office.company.clone(),
        contact: office.member.name.clone(),
        processor: format!("{}, {}, {}", operator.legal_name, operator.address, operator.country),
    })
}

/// The record as Markdown.
pub async fn markdown(office: BackOffice<may::SettingsWrite>) -> Result<Response> {
    Ok(attachment("registre.md", written(&office, |record| record.markdown(office.lang().into()))))
}

/// The record for a spreadsheet.
pub async fn csv(office: BackOffice<may::SettingsWrite>) -> Result<Response> {
    Ok(attachment("registre.csv", written(&office, |record| record.csv(office.lang().into()))))
}

/// Hands the record of this company to whoever writes it down.
fn written<T>(office: &BackOffice<may::SettingsWrite>, write: impl FnOnce(&Record<'_>) -> T) -> T {
    let desk = office.desk();
    let day = format::date_long(office.lang(), office.now.0);
    write(&Record {
        keeper: Keeper::Customer { company: &office.company, contact: &office.member.name },
        declared: desk.declared(),
        day: &day,
        encrypts_whole_databases: desk.encrypts_whole_databases(),
    })
}
