//! The first step: what will be read is acknowledged, then a server is named or a dump is uploaded.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use hootis_dolibarr::{GrantNames, Protection, Take, grants};
use hootis_policy::limits;
use serde::Deserialize;
use uuid::Uuid;

use super::pages::{is_free, run_path};
use super::queries::{self, Acknowledgement, NewRun};
use super::run::{Progress, RunKind, RunState};
use super::{job, store, store::Credentials};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::file_form::{FileForm, FilePart};
use crate::web::form::{CSRF_FIELD, Form, Nothing, SecretText, check_token};
use crate::web::page::{FieldErrors, Page};
use crate::web::person::line;
use crate::web::reply::{html, unprocessable};

/// The version of the text that is acknowledged: changes whenever its words do.
const TEXT: &str = "2026-11";

/// Room for the other fields of the upload's form.
pub(super) const FORM_ROOM: u64 = 64 * 1024;

/// Most bytes of a request that uploads a dump.
#[must_use]
pub fn upload_limit() -> usize {
    usize::try_from(limits::UPLOAD_BYTES + FORM_ROOM).unwrap_or(usize::MAX)
}

#[derive(Template)]
#[template(path = "space/imports/new.html")]
struct New {
    page: Page,
    form: ServerForm,
    errors: FieldErrors,
    text: &'static str,
    /// The largest dump, in words and in bytes.
    most: String,
    most_bytes: u64,
    /// The SQL that makes a user who may read what is read, and nothing else.
    guide: String,
}

/// What a browser sends to name a server.
#[derive(Deserialize, Clone)]
#[serde(default)]
pub struct ServerForm {
    host: String,
    port: String,
    base: String,
    user: String,
    password: SecretText,
    protection: String,
    acknowledged: String,
}

impl Default for ServerForm {
    fn default() -> Self {
        Self {
            host: String::new(),
            port: "3306".to_owned(),
            base: String::new(),
            user: String::new(),
            password: SecretText::default(),
            protection: Protection::default().as_str().to_owned(),
            acknowledged: String::new(),
        }
    }
}

impl ServerForm {
    /// The server, or what is wrong with each field.
    fn parse(&self, page: &Page) -> Result<Credentials, FieldErrors> {
        let mut errors = FieldErrors::default();
        let host = self.host.trim();
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
        if host.is_empty() || host.len() > 253 || !host.chars().all(plain) {
            errors.add("host", page.t("imports-host-bad"));
        }
        let port = self.port.trim().parse::<u16>().ok().filter(|port| *port > 0);
        if port.is_none() {
            errors.add("port", page.t("imports-port-bad"));
        }
        let base = line(&self.base, 250).filter(|base| !base.contains('/'));
        if base.is_none() {
            errors.add("base", page.t("imports-base-bad"));
        }
        let user = line(&self.user, 250);
        if user.is_none() {
            errors.add("user", page.t("imports-user-bad"));
        }
        // Whoever connects a whole company's base says how.
        let protection = Protection::parse(&self.protection).filter(|protection| *protection != Protection::Offered);
        if protection.is_none() {
            errors.add("protection", page.t("imports-protection-bad"));
        }
        if self.acknowledged.is_empty() {
            errors.add("acknowledged", page.t("imports-ack-missing"));
        }
        let (Some(port), Some(base), Some(user), Some(protection), true) = (port, base, user, protection, errors.is_empty()) else {
            return Err(errors);
        };
        // A version 6 address stands in brackets.
        let host = if host.contains(':') { format!("[{host}]") } else { host.to_owned() };
        let url = url::Url::parse(&format!("mysql://{host}:{port}/")).ok().and_then(|mut url| {
            url.set_username(&user).ok()?;
            url.path_segments_mut().ok()?.clear().push(&base);
            Some(url.to_string())
        });
        match url {
            Some(url) => Ok(Credentials { url, password: self.password.secret(), protection }),
            None => {
                errors.add("host", page.t("imports-host-bad"));
                Err(errors)
            }
        }
    }
}

fn view(office: &BackOffice<may::ImportsRun>, form: ServerForm, errors: FieldErrors) -> New {
    let page = office.page("imports-title");
    let most = page.size_bytes(limits::UPLOAD_BYTES);
    let names = GrantNames { base: "dolibarr", prefix: "llx_", user: "hootis", password: page.t("imports-server-how-password") };
    New { form, errors, text: TEXT, most, most_bytes: limits::UPLOAD_BYTES, guide: grants(names), page }
}

/// Asks where the Dolibarr is.
pub async fn new(office: BackOffice<may::ImportsRun>) -> Result<Response> {
    html(&view(&office, ServerForm::default(), FieldErrors::default()))
}

/// Keeps a server's credentials, sealed, and looks at it.
pub async fn create(office: BackOffice<may::ImportsRun>, Form(form): Form<ServerForm>) -> Result<Response> {
    let page = office.page("imports-title");
    let credentials = match form.parse(&page) {
        Ok(credentials) => credentials,
        Err(errors) => return unprocessable(&view(&office, form, errors)),
    };
    let desk = office.desk();
    desk.count(&limits::CONNECTION_SPACE, "").await?;
    let server = match credentials.server(&desk) {
        Ok(server) => server,
        Err(error) => {
            let mut errors = FieldErrors::default();
            errors.add("host", super::words::error(office.lang(), error.code()));
            return unprocessable(&view(&office, form, errors));
        }
    };
    if !is_free(&office.space, &desk).await? {
        return busy(&office, form);
    }
    let source = acknowledge(&office, &server.label()).await?;
    let sealed = credentials.seal(&desk, source).await?;
    queries::update_credentials(&office.space, office.now, source, Some(sealed.to_vec())).await?;
    let run = begin_check(&office, source, None, server.label()).await?;
    Ok(Redirect::to(&run_path(run)).into_response())
}

fn busy(office: &BackOffice<may::ImportsRun>, form: ServerForm) -> Result<Response> {
    let mut errors = FieldErrors::default();
    errors.add("host", office.lang().t("imports-busy"));
    unprocessable(&view(office, form, errors))
}

/// Writes down who acknowledged which text.
async fn acknowledge(office: &BackOffice<may::ImportsRun>, label: &str) -> Result<Uuid> {
    let ack = Acknowledgement { text: TEXT.to_owned(), by: Some(office.member.id), name: office.member.name.clone(), at: office.now };
    queries::put_source(&office.space, office.now, 1, label, Take::default(), &ack).await
}

/// Asks for a look at a source.
pub(super) async fn begin_check<R>(office: &BackOffice<R>, source: Uuid, upload: Option<Uuid>, identity: String) -> Result<Uuid> {
    let progress = Progress { identity, ..Progress::default() };
    let new = NewRun {
        source_id: Some(source),
        kind: RunKind::Check,
        state: RunState::Queued,
        upload_id: upload,
        entity: 1,
        take: Take::default(),
        requested_by: Some(office.member.id),
        requested_name: &office.member.name,
        progress: &progress,
    };
    let run = queries::insert_run(&office.space, office.now, &new).await?;
    job::ask(&office.desk(), run).await?;
    Ok(run)
}

/// Takes an uploaded dump, sealing it as it comes, and looks at it.
pub async fn upload(office: BackOffice<may::ImportsRun>, headers: HeaderMap, request: Request) -> Result<Response> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if length.is_some_and(|length| length > limits::UPLOAD_BYTES + FORM_ROOM) {
        return too_big(&office);
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
                return busy(&office, ServerForm::default());
            }
            let source = acknowledge(&office, &name).await?;
            queries::insert_upload(&office.space, office.now, id, &name, size, office.member.id).await?;
            let run = begin_check(&office, source, Some(id), id.to_string()).await?;
            Ok(Redirect::to(&run_path(run)).into_response())
        }
        Ok(Received::Wrong(field, key)) => refuse(&office, field, key),
        Err(Error::TooBig) => too_big(&office),
        Err(error) => Err(error),
    }
}

pub(super) enum Received {
    Dump {
        id: Uuid,
        name: String,
        size: u64,
    },
    /// A field is wrong: which, and the key of what to say.
    Wrong(&'static str, &'static str),
}

/// Reads the form; the file comes last.
async fn receive(office: &BackOffice<may::ImportsRun>, headers: &HeaderMap, mut form: FileForm) -> Result<Received> {
    let (mut token, mut acknowledged) = (None, false);
    loop {
        let field = match form.next().await {
            Ok(Some(field)) => field,
            Ok(None) => {
                check_token(&office.visit, headers, token.as_deref())?;
                return Ok(Received::Wrong("dump", "imports-dump-missing"));
            }
            Err(error) => return cut(error),
        };
        match field.name() {
            CSRF_FIELD => token = Some(field.text().await?),
            "acknowledged" => acknowledged = !field.text().await?.is_empty(),
            "dump" => {
                check_token(&office.visit, headers, token.as_deref())?;
                if !acknowledged {
                    return Ok(Received::Wrong("acknowledged", "imports-ack-missing"));
                }
                let Some(name) = field.file_name().and_then(file_name) else { return Ok(Received::Wrong("dump", "imports-dump-missing")) };
                return keep(office, field, name).await;
            }
            _ => field.skip().await?,
        }
    }
}

fn cut(error: Error) -> Result<Received> {
    match error {
        Error::TooBig => Err(error),
        _ => Ok(Received::Wrong("dump", "imports-dump-cut")),
    }
}

/// The last part of a path, as some browsers send whole ones.
pub(super) fn file_name(sent: &str) -> Option<String> {
    line(sent.rsplit(['/', '\\']).next().unwrap_or_default(), 200)
}

/// Seals the file as it comes.
pub(super) async fn keep(office: &BackOffice<may::ImportsRun>, mut field: FilePart<'_>, name: String) -> Result<Received> {
    let desk = office.desk();
    desk.count(&limits::UPLOAD_SPACE, "").await?;
    let (id, key) = (Uuid::now_v7(), desk.file_key().await?);
    let path = store::upload_path(&desk.folder().await?, id);
    let (to, from) = tokio::sync::mpsc::channel(8);
    let (target, now) = (path.clone(), office.now);
    let writing = tokio::task::spawn_blocking(move || store::write_upload(&target, &key, from, limits::UPLOAD_BYTES, now));
    let came = loop {
        match field.chunk().await {
            Ok(Some(chunk)) => {
                // The writer stopped: it says why.
                if to.send(chunk).await.is_err() {
                    break Ok(());
                }
            }
            Ok(None) => break Ok(()),
            Err(error) => break Err(error),
        }
    };
    drop(to);
    let written = writing.await?;
    match (came, written) {
        (Ok(()), Ok(0)) => {
            store::delete_upload(&desk, &office.space, id).await?;
            Ok(Received::Wrong("dump", "imports-dump-missing"))
        }
        (Ok(()), Ok(size)) => Ok(Received::Dump { id, name, size }),
        (_, Err(error)) => Err(error),
        (Err(error), Ok(_)) => {
            store::delete_upload(&desk, &office.space, id).await?;
            cut(error)
        }
    }
}

fn refuse(office: &BackOffice<may::ImportsRun>, field: &'static str, key: &'static str) -> Result<Response> {
    let mut errors = FieldErrors::default();
    errors.add(field, office.lang().t(key));
    unprocessable(&view(office, ServerForm::default(), errors))
}

fn too_big(office: &BackOffice<may::ImportsRun>) -> Result<Response> {
    let mut errors = FieldErrors::default();
    let page = office.page("imports-title");
    errors.add("dump", page.t_args("imports-dump-too-big", &[("most", page.size_bytes(limits::UPLOAD_BYTES).into())]));
    let page = view(office, ServerForm::default(), errors);
    Ok((StatusCode::PAYLOAD_TOO_LARGE, Html(page.render()?)).into_response())
}

/// Forgets credentials and uploads.
pub async fn delete(office: BackOffice<may::ImportsRun>, _: Form<Nothing>) -> Result<Response> {
    queries::forget_credentials(&office.space, office.now).await?;
    super::sync::queries::delete_all(&office.space).await?;
    store::delete_uploads_before(&office.desk(), &office.space, office.now).await?;
    Ok(Redirect::to("/admin/dolibarr?fait=debranche").into_response())
}
