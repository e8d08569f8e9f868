//! The operator's own record of processing activities (GDPR, article 30), as a page and to take away.

use askama::Template;
use axum::response::Response;
use hootis_policy::register::{Keeper, Record};

use super::queries;
use crate::access::OperatorUser;
use crate::error::Result;
use crate::web::format;
use crate::web::page::Page;
use crate::web::reply::{attachment, html};

#[derive(Template)]
#[template(path = "platform/documents/record.html")]
struct Show {
    page: Page,
    head: [&'static str; 9],
    lines: Vec<[String; 9]>,
    customers: Vec<String>,
}

/// The record.
pub async fn show(user: OperatorUser) -> Result<Response> {
    let lang = user.lang().into();
    let customers = queries::list_companies(user.platform()).await?;
    let lines = written(&user, &customers, |record| record.lines(lang));
    html(&Show { page: user.operator_page("documents-record"), head: Record::head(lang), lines, customers })
}

/// The record as Markdown.
pub async fn markdown(user: OperatorUser) -> Result<Response> {
    let customers = queries::list_companies(user.platform()).await?;
    Ok(attachment("registre.md", written(&user, &customers, |record| record.markdown(user.lang().into()))))
}

/// The record for a spreadsheet.
pub async fn csv(user: OperatorUser) -> Result<Response> {
    let customers = queries::list_companies(user.platform()).await?;
    Ok(attachment("registre.csv", written(&user, &customers, |record| record.csv(user.lang().into()))))
}

fn written<T>(user: &OperatorUser, customers: &[String], write: impl FnOnce(&Record<'_>) -> T) -> T {
    let day = format::date_long(user.lang(), user.now.0);
    write(&Record {
        keeper: Keeper::Operator { customers },
        declared: user.app.declared(),
        day: &day,
        encrypts_whole_databases: user.app.spaces().engine().encrypts_whole_databases(),
    })
}
