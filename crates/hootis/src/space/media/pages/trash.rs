//! The trash: what was thrown away in the last thirty days, and its emptying.

use askama::Template;
use axum::response::{IntoResponse as _, Redirect, Response};
use hootis_policy::permissions::Right;
use hootis_policy::retention::MEDIA_TRASH;
use serde::Deserialize;

use super::super::KIND;
use super::super::queries::read::{self, Filter};
use super::super::retention;
use super::super::row::Media;
use super::list::done;
use crate::access::{BackOffice, may};
use crate::clock::Now;
use crate::error::Result;
use crate::space::Eyes;
use crate::space::changes::{self, Actor};
use crate::web::form::{Form, Nothing};
use crate::web::page::Page;
use crate::web::reply::html;

/// Files of the trash that are shown.
const SHOWN: usize = 200;

/// Files that are deleted at a time.
const BATCH: u32 = 500;

#[derive(Template)]
#[template(path = "space/media/trash.html")]
struct Trash {
    page: Page,
    files: Vec<Media>,
    count: i64,
    may_write: bool,
    may_delete: bool,
    /// How long things stay in it, for people.
    period: String,
}

#[derive(Template)]
#[template(path = "space/media/empty.html")]
struct Empty {
    page: Page,
    count: i64,
    bytes: u64,
}

impl Trash {
    /// When a file goes for good.
    fn goes(&self, media: &Media) -> String {
        self.page.date_long(Now(media.deleted_at.unwrap_or_default()).after(MEDIA_TRASH).0)
    }
}

/// What the address says.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    fait: String,
}

/// What is in the trash.
pub async fn list(office: BackOffice<may::MediaRead>, axum::extract::Query(asked): axum::extract::Query<Asked>) -> Result<Response> {
    let mut page = office.page("media-trash");
    page.mark_as_under("/admin/medias");
    page.toast = done(office.lang(), &asked.fait);
    let eyes = Eyes::from(&office.member);
    let files = read::list(&office.space, &Filter { in_trash: true, ..Filter::of(eyes) }, SHOWN).await?;
    let count = read::trash(&office.space, eyes).await?.0;
    let (may_write, may_delete) = (office.may(Right::MediaWrite), office.may(Right::MediaDelete));
    html(&Trash { page, files, count, may_write, may_delete, period: MEDIA_TRASH.keep.words(office.lang().into()) })
}

/// Says what goes for good.
pub async fn confirm(office: BackOffice<may::MediaDelete>) -> Result<Response> {
    let (count, bytes) = read::trash(&office.space, Eyes::from(&office.member)).await?;
    let mut page = office.page("media-empty-title");
    page.mark_as_under("/admin/medias");
    html(&Empty { page, count, bytes: bytes.unsigned_abs() })
}

/// Empties it: all that was in it when this was asked, and that the member sees.
pub async fn delete(office: BackOffice<may::MediaDelete>, _: Form<Nothing>) -> Result<Response> {
    let (folder, mut gone) = (office.desk().folder().await?, 0);
    loop {
        let ids = read::in_trash_until(&office.space, Eyes::from(&office.member), office.now, BATCH).await?;
        if ids.is_empty() {
            break;
        }
        let tx = office.space.begin().await?;
        let subjects: Vec<_> = ids.iter().map(|id| (*id, Vec::new())).collect();
        changes::record_all(&tx, office.now, &Actor::from(&office), KIND, "deleted", &subjects).await?;
        tx.commit().await?;
        retention::delete(&office.space, &folder, &ids).await?;
        gone += ids.len();
    }
    Ok(Redirect::to(&format!("/admin/medias/corbeille?fait=destruction-{gone}")).into_response())
}
