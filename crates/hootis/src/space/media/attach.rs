//! The form of a message with files: sent before it by a script, or in it by a browser without one.

use axum::extract::{FromRequest as _, Request};
use axum::http::{HeaderMap, header};
use hootis_policy::talk::MESSAGE_FILES;
use serde::de::DeserializeOwned;
use uuid::Uuid;

use super::keep::Sent;
use super::queries::attached::{Unsent, list_unsent};
use super::sender::Door;
use super::upload::{named, take};
use crate::error::{Error, Result};
use crate::web::file_form::FileForm;
use crate::web::form::{CSRF_FIELD, Form, check_token};

/// Fields that such a form may have.
const FIELDS: usize = 500;

/// What a form said, and the files that go with it: those are kept, whatever becomes of the form.
pub struct Written<T> {
    pub form: T,
    pub files: Vec<Unsent>,
    /// Files that are not kept, and why.
    pub refused: Vec<String>,
}

/// Reads a form with files. The ids of files that came before it are its fields `joint`.
///
/// # Errors
/// As any form.
pub async fn read<D: Door, T: DeserializeOwned>(door: &D, request: Request) -> Result<Written<T>> {
    let headers = request.headers().clone();
    let has_files = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let (fields, came, mut refused) = if has_files {
        receive(door, &headers, FileForm::of(request).await?).await?
    } else {
        let Form(fields) = Form::<Vec<(String, String)>>::from_request(request, &()).await?;
        (fields, Vec::new(), Vec::new())
    };
    let mut ids: Vec<Uuid> = fields.iter().filter(|(name, _)| name == "joint").filter_map(|(_, id)| id.parse().ok()).take(FIELDS).collect();
    ids.extend(came);
    let mut files = list_unsent(door.space(), &door.sender(), &ids).await?;
    if files.len() > MESSAGE_FILES {
        files.truncate(MESSAGE_FILES);
        refused.push(door.lang().t_args("media-attach-many", &[("most", MESSAGE_FILES.into())]));
    }
    let mut text = url::form_urlencoded::Serializer::new(String::new());
    text.extend_pairs(&fields);
    let form = serde_html_form::from_str(&text.finish()).map_err(|error| Error::Bad(error.to_string().into()))?;
    Ok(Written { form, files, refused })
}

type Received = (Vec<(String, String)>, Vec<Uuid>, Vec<String>);

async fn receive<D: Door>(door: &D, headers: &HeaderMap, mut form: FileForm) -> Result<Received> {
    let (mut fields, mut came, mut refused): Received = Default::default();
    let token = |fields: &[(String, String)]| fields.iter().rfind(|(name, _)| name == CSRF_FIELD).map(|(_, value)| value.clone());
    while let Some(field) = form.next().await? {
        if field.name() == "fichiers" {
            check_token(door.visit(), headers, token(&fields).as_deref())?;
            // A browser sends a field without a name and without a byte where no file was chosen.
            let Some(name) = field.file_name().map(|name| named(name, door.lang())) else { continue };
            if came.len() >= MESSAGE_FILES {
                field.skip().await?;
                refused.push(door.lang().t_args("media-attach-many", &[("most", MESSAGE_FILES.into())]));
                continue;
            }
            let sent =
                Sent { id: Uuid::now_v7(), name: name.clone(), party: None, keeps_place: false, attaches: true, by: door.sender(), origin: None };
            match take(door, field, &sent).await? {
                Ok(id) => came.push(id),
                Err(why) => refused.push(format!("{name} : {why}")),
            }
        } else if fields.len() < FIELDS {
            let name = field.name().to_owned();
            fields.push((name, field.text().await?));
        } else {
            return Err(Error::TooBig);
        }
    }
    check_token(door.visit(), headers, token(&fields).as_deref())?;
    Ok((fields, came, refused))
}
