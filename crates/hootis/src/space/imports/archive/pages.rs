//! The archive that a browser sends.

use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::limits;

use super::super::connection::{FORM_ROOM, Received, file_name, keep};
use super::super::pages::{is_free, list_with, run_path};
use super::super::queries::{self, NewRun};
use super::super::run::{Progress, RunState};
use super::super::{job, store};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::file_form::FileForm;
use crate::web::form::{CSRF_FIELD, check_token};

type Office = BackOffice<may::ImportsRun>;

/// Takes an archive, sealing it as it comes, and has it read.
pub async fn create(office: Office, headers: HeaderMap, request: Request) -> Result<Response> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if length.is_some_and(|length| length > limits::UPLOAD_BYTES + FORM_ROOM) {
        return too_big(&office).await;
    }
    let form = FileForm::of(request).await?;
    let desk = office.desk();
    match receive(&office, &headers, form).await {
        Ok(Received::Dump { id, name, size }) => {
            // It took its time: the space may have been closed, or made read only, meanwhile.
            if let Err(error) = office.still_accepts_writes().await {
                store::delete_upload(&desk, &office.space, id).await?;
                return Err(error);
            }
            if !is_free(&office.space, &desk).await? {
                store::delete_upload(&desk, &office.space, id).await?;
                return refuse(&office, "imports-busy").await;
            }
            queries::insert_upload(&office.space, office.now, id, &name, size, office.member.id).await?;
            let progress = Progress { identity: id.to_string(), total: size, ..Progress::default() };
            let new = NewRun::documents(Some(id), Some(office.member.id), &office.member.name, &progress, RunState::Queued);
            let run = queries::insert_run(&office.space, office.now, &new).await?;
            job::ask(&desk, run).await?;
            Ok(Redirect::to(&run_path(run)).into_response())
        }
        Ok(Received::Wrong(_, key)) => refuse(&office, key).await,
        Err(Error::TooBig) => too_big(&office).await,
        Err(error) => Err(error),
    }
}

/// Reads the form; the file comes last.
async fn receive(office: &Office, headers: &HeaderMap, mut form: FileForm) -> Result<Received> {
    let mut token = None;
    loop {
        let field = match form.next().await {
            Ok(Some(field)) => field,
            Ok(None) => {
                check_token(&office.visit, headers, token.as_deref())?;
                return Ok(Received::Wrong("archive", "imports-dump-missing"));
            }
            Err(Error::TooBig) => return Err(Error::TooBig),
            Err(_) => return Ok(Received::Wrong("archive", "imports-dump-cut")),
        };
        match field.name() {
            CSRF_FIELD => token = Some(field.text().await?),
            "archive" => {
                check_token(&office.visit, headers, token.as_deref())?;
                let Some(name) = field.file_name().and_then(file_name) else { return Ok(Received::Wrong("archive", "imports-dump-missing")) };
                return keep(office, field, name).await;
            }
            _ => field.skip().await?,
        }
    }
}

async fn refuse(office: &Office, key: &'static str) -> Result<Response> {
    list_with(office, "", office.lang().t(key).to_owned(), StatusCode::UNPROCESSABLE_ENTITY).await
}

async fn too_big(office: &Office) -> Result<Response> {
    let page = office.page("imports-title");
    let why = page.t_args("imports-archive-too-big", &[("most", page.size_bytes(limits::UPLOAD_BYTES).into())]);
    list_with(office, "", why, StatusCode::PAYLOAD_TOO_LARGE).await
}
