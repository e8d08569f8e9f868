//! A copy of the journal, for a spreadsheet. Who took it is in the journal.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use super::csv::File;
use super::pages::Asked;
use super::queries::{self, Start};
use super::told::tell;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::space::changes::{self, Actor};
use crate::space::contacts::Eyes;
use crate::web::form::Form;

/// Lines read at once.
const BATCH: i64 = 500;
/// Most lines of a file, the newest.
const MOST: usize = 20_000;

/// The lines that the filter shows, the newest first, at most [`MOST`].
pub async fn create(office: BackOffice<may::JournalRead>, Form(asked): Form<Asked>) -> Result<Response> {
    let (space, lang, filter) = (&office.space, office.lang(), asked.filter());
    changes::record(space, office.now, &Actor::from(&office), super::KIND, space.id(), "exported", &[]).await?;
    let mut file = File::new(lang)?;
    let (mut start, mut written) = (Start::Newest, 0);
    loop {
        let batch = queries::list(space, &filter, start, BATCH).await?;
        let Some(last) = batch.last() else { break };
        start = Start::Older(last.at, last.id);
        written += batch.len();
        file.add(&tell(space, lang, Eyes::from(&office.member), batch).await?)?;
        if written >= MOST {
            break;
        }
    }
    let mut response = file.finish()?.into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::from_static("attachment; filename=\"journal.csv\""));
    Ok(response)
}
