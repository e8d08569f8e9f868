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
use super::sender::Door;
use super::store::{Store, remove_upload};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::web::file_form::{FileForm, FilePart};
use crate::web::form::{CSRF_FIELD, check_token};
use crate::web::format;
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
#[must_use]
pub fn named(sent: &str, lang: Lang) -> String {
    let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
    // Signs that turn the direction of a text would show a name as another.
    let plain: String = last.chars().filter(|c| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')).collect();
    line(&plain, limits::NAME_CHARS).unwrap_or_else(|| lang.t("media-nameless").to_owned())
}

/// Why a file is not kept, for whoever sent it.
#[must_use]
pub fn refusal_text(lang: Lang, refusal: Refusal) -> &'static str {
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

/// Takes one file, or says why not.
async fn one(office: &Office, received: &mut Received, field: FilePart<'_>, name: String) -> Result<()> {
    let sent = Sent {
        id: Uuid::now_v7(),
        name: name.clone(),
        party: received.party,
        keeps_place: received.keeps_place,
        attaches: false,
        by: office.sender(),
        origin: None,
    };
    match take(office, field, &sent).await? {
        Ok(_) => received.kept += 1,
        Err(why) => received.refused.push((name, why)),
    }
    Ok(())
}

/// Takes one file of a form: sealed as it comes, then kept like any other upload. The file that came of it, or why there is none.
pub(super) async fn take(door: &impl Door, field: FilePart<'_>, sent: &Sent) -> Result<std::result::Result<Uuid, String>> {
    if let Some(refusal) = ends_as_unreadable(&sent.name) {
        field.skip().await?;
        return Ok(Err(refusal_text(door.lang(), refusal).to_owned()));
    }
    match taken(door, field, sent).await {
        Err(error) => {
            forget(door, sent.id).await?;
            Err(error)
        }
        Ok(Err(why)) => {
            forget(door, sent.id).await?;
            Ok(Err(why))
        }
        kept => kept,
    }
}

async fn taken<D: Door>(door: &D, field: FilePart<'_>, sent: &Sent) -> Result<std::result::Result<Uuid, String>> {
    let (desk, lang) = (door.desk(), door.lang());
    desk.count(D::RATE, &sent.by.id.to_string()).await?;
    let (store, id, left) = (Store::of(&desk).await?, sent.id, room(door.space()).await?);
    // The key of the space is let go of before bytes are waited for.
    let writer = tokio::task::spawn_blocking(move || match intake::locked(&store, id)? {
        Some(file) => Ok(BlockWriter::create(store.key(), file)?),
        None => Err(Error::Busy),
    })
    .await??;
    let file = match intake::take(writer, &mut Part(field), limits::MEDIA_BYTES.min(left)).await? {
        Came::All(writer) if writer.taken() > 0 => intake::finish(writer).await?,
        Came::All(_) => return Ok(Err(refusal_text(lang, Refusal::Empty).to_owned())),
        Came::Cut(_) => return Ok(Err(lang.t("media-cut").to_owned())),
        Came::TooMuch(_) if left < limits::MEDIA_BYTES => return Ok(Err(lang.t("media-full").to_owned())),
        Came::TooMuch(_) => return Ok(Err(lang.t_args("media-too-big", &[("most", format::size_bytes(lang, limits::MEDIA_BYTES).into())]))),
    };
    // It took its time.
    let door = door.again().await?;
    let desk = door.desk();
    let store = Store::of(&desk).await?;
    match keep::keep(door.space(), &desk, &store, sent, file).await {
        Ok(kept) => Ok(kept.map_err(|refusal| refusal_text(lang, refusal).to_owned())),
        Err(Error::Conflict(key)) => Ok(Err(lang.t(key).to_owned())),
        Err(error) => Err(error),
    }
}

async fn forget(door: &impl Door, id: Uuid) -> Result<()> {
    let folder = door.desk().folder().await?;
    Ok(tokio::task::spawn_blocking(move || remove_upload(&folder, id)).await??)
}

/// A file of a form.
struct Part<'a>(FilePart<'a>);

impl Source for Part<'_> {
    async fn next(&mut self) -> std::result::Result<Option<Bytes>, ()> {
        self.0.chunk().await.map_err(|_| ())
    }
}
