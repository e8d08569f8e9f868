//! Files that come in one form, from a browser without a script.

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_media::{Refusal, ends_as_unreadable};
use hootis_policy::{limits, plans};
use hootis_space::Conn;
use hootis_vault::BlockWriter;
use uuid::Uuid;

use super::intake::{self, Came, Source};
use super::keep::{self, Sent};
use super::pages::list::{Query, refused};
use super::queries::{read, uploads};
use super::store::{Store, remove_upload};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::file_form::{FileForm, FilePart};
use crate::web::form::{CSRF_FIELD, check_token};
use crate::web::i18n::Lang;
use crate::web::page::FieldErrors;
use crate::web::person::line;

type Office = BackOffice<may::MediaWrite>;

/// How many bytes the plan leaves, those that are on their way taken off.
pub(super) async fn room(space: &impl Conn) -> Result<u64> {
    let taken = read::used_bytes(space).await?.saturating_add(uploads::pending_but(space, Uuid::nil()).await?);
    Ok(plans::TRIAL_PLAN.storage_bytes.saturating_sub(taken))
}

/// What a file is called: the last part of a path, as some browsers send whole ones.
pub(super) fn named(sent: &str, lang: Lang) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    // Signs that turn the direction of a text would show a name as another.
    let plain: String = last.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    line(&plain, limits::NAME_CHARS).unwrap_or_else(|| lang.t("media-nameless").to_owned())
}

/// Why a file is not kept, for whoever sent it.
pub(super) fn refusal_text(lang: Lang, refusal: Refusal) -> &'static str {
    lang.t(match refusal {
        Refusal::Empty => "media-refused-empty",
        Refusal::Heic => "media-refused-heic",
        Refusal::Format => "media-refused-format",
        Refusal::Active => "media-refused-active",
        Refusal::Disguised => "media-refused-disguised",
        Refusal::Broken => "media-refused-broken",
        Refusal::Pixels => "media-refused-pixels",
        Refusal::Heavy => "media-refused-heavy",
        Refusal::Hard => "media-refused-hard",
    })
}

/// What a form said before its files, and what came of them.
#[derive(Default)]
struct Received {
    token: Option<String>,
    party: Option<Uuid>,
    keeps_place: bool,
    kept: usize,
    /// Files that were not kept, and why.
    refused: Vec<(String, String)>,
}

/// Takes the files of a form, one after the other. Those that can be kept are, whatever becomes of the others.
pub async fn create(office: Office, headers: HeaderMap, request: Request) -> Result<Response> {
    let length = headers.get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()).and_then(|v| v.parse::<u64>().ok());
    if length.is_some_and(|length| length > limits::MEDIA_FORM_BYTES) {
        return Err(Error::TooBig);
    }
    let mut form = FileForm::of(request).await?;
    let mut received = Received::default();
    let came = receive(&office, &headers, &mut form, &mut received).await;
    match came {
        // What was told to be kept is; the rest never came.
        Err(Error::TooBig) if received.kept > 0 => received.refused.push((String::new(), office.lang().t("media-cut").to_owned())),
        other => other?,
    }
    if received.refused.is_empty() {
        let party = received.party.map(|id| format!("&client={id}")).unwrap_or_default();
        return Ok(Redirect::to(&format!("/admin/medias?fait=ajout-{}{party}", received.kept)).into_response());
    }
    let mut errors = FieldErrors::default();
    for (n, (name, why)) in received.refused.into_iter().enumerate() {
        // Each is said, under the one field that all of them came in.
        let field = if n == 0 { "fichiers".to_owned() } else { format!("fichiers-{n}") };
        errors.add(field, if name.is_empty() { why } else { format!("{name} : {why}") });
    }
    refused(&office, Query::of_party(received.party), errors, received.kept).await
}

async fn receive(office: &Office, headers: &HeaderMap, form: &mut FileForm, received: &mut Received) -> Result<()> {
    let mut proven = false;
    loop {
        let Some(field) = form.next().await? else {
            if !proven {
                check_token(&office.visit, headers, received.token.as_deref())?;
                received.refused.push((String::new(), office.lang().t("media-none-chosen").to_owned()));
            }
            return Ok(());
        };
        match field.name() {
            CSRF_FIELD => received.token = Some(field.text().await?),
            "client" => received.party = field.text().await?.parse().ok(),
            "position" => received.keeps_place = field.text().await? == "1",
            "fichiers" => {
                check_token(&office.visit, headers, received.token.as_deref())?;
                // A browser sends a field without a name and without a byte where no file was chosen.
                let Some(name) = field.file_name().map(|name| named(name, office.lang())) else { continue };
                proven = true;
                if received.kept + received.refused.len() >= limits::MEDIA_FORM_FILES {
                    return Err(Error::TooBig);
                }
                one(office, received, field, name).await?;
            }
            _ => field.skip().await?,
        }
    }
}

/// Takes one file: sealed as it comes, then kept like any other upload.
async fn one(office: &Office, received: &mut Received, field: FilePart<'_>, name: String) -> Result<()> {
    let (desk, lang) = (office.desk(), office.lang());
    if let Some(refusal) = ends_as_unreadable(&name) {
        received.refused.push((name, refusal_text(lang, refusal).to_owned()));
        return field.skip().await;
    }
    desk.count(&limits::MEDIA_MEMBER, &office.member.id.to_string()).await?;
    let (store, id, left) = (Store::of(&desk).await?, Uuid::now_v7(), room(&office.space).await?);
    // The key of the space is let go of before bytes are waited for.
    let writer = tokio::task::spawn_blocking(move || match intake::locked(&store, id)? {
        Some(file) => Ok(BlockWriter::create(store.key(), file)?),
        None => Err(Error::Busy),
    })
    .await??;
    let file = match intake::take(writer, &mut Part(field), limits::MEDIA_BYTES.min(left)).await {
        Ok(Came::All(writer)) if writer.taken() > 0 => intake::finish(writer).await?,
        Ok(other) => {
            let page = office.page("media-title");
            let why = match other {
                Came::All(_) => refusal_text(lang, Refusal::Empty).to_owned(),
                Came::Cut(_) => lang.t("media-cut").to_owned(),
                Came::TooMuch(_) if left < limits::MEDIA_BYTES => lang.t("media-full").to_owned(),
                Came::TooMuch(_) => page.t_args("media-too-big", &[("most", page.size_bytes(limits::MEDIA_BYTES).into())]),
            };
            forget(office, id).await?;
            received.refused.push((name, why));
            return Ok(());
        }
        Err(error) => {
            forget(office, id).await?;
            return Err(error);
        }
    };
    let sent = Sent {
        id,
        name: name.clone(),
        party: received.party,
        keeps_place: received.keeps_place,
        by: office.member.id,
        by_name: office.member.name.clone(),
    };
    match keep_one(office, &sent, file).await {
        Ok(Ok(())) => received.kept += 1,
        Ok(Err(why)) => received.refused.push((name, why)),
        Err(error) => {
            forget(office, id).await?;
            return Err(error);
        }
    }
    Ok(())
}

/// Keeps a file that came whole, or says why not.
async fn keep_one(office: &Office, sent: &Sent, file: std::fs::File) -> Result<std::result::Result<(), String>> {
    // It took its time: who sends it may have been signed out, or the space closed, meanwhile.
    let office = office.standing().enter().await?;
    office.still_accepts_writes().await?;
    let (desk, lang) = (office.desk(), office.lang());
    let store = Store::of(&desk).await?;
    match keep::keep(&office.space, &desk, &store, sent, file).await {
        Ok(Ok(_)) => Ok(Ok(())),
        Ok(Err(refusal)) => Ok(Err(refusal_text(lang, refusal).to_owned())),
        Err(Error::Conflict(key)) => {
            forget(&office, sent.id).await?;
            Ok(Err(lang.t(key).to_owned()))
        }
        Err(error) => Err(error),
    }
}

async fn forget(office: &Office, id: Uuid) -> Result<()> {
    let folder = office.desk().folder().await?;
    Ok(tokio::task::spawn_blocking(move || remove_upload(&folder, id)).await??)
}

/// A file of a form.
struct Part<'a>(FilePart<'a>);

impl Source for Part<'_> {
    async fn next(&mut self) -> std::result::Result<Option<Bytes>, ()> {
        self.0.chunk().await.map_err(|_| ())
    }
}
