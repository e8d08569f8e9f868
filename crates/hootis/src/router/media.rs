//! Photos, videos and documents: the gallery, the two ways in, and the files themselves.

use axum::http::Method;
use hootis_policy::permissions::{PortalRight, Right};

use crate::access::{BackOffice, may};
use crate::space::media::{self, pages as gallery, serve, station, tus, upload};
use crate::web::routes::Routes;
use crate::web::routes::Who::{Contact, Member};

type Office = BackOffice<may::MediaWrite>;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/admin/medias", Member(Right::MediaRead), gallery::list::list)
        .upload("/admin/medias", Member(Right::MediaWrite), media::form_limit(), upload::create)
        .post("/admin/medias/lot", Member(Right::MediaWrite), gallery::bulk::update)
        .get("/admin/medias/corbeille", Member(Right::MediaRead), gallery::trash::list)
        .get("/admin/medias/corbeille/vidage", Member(Right::MediaDelete), gallery::trash::confirm)
        .post("/admin/medias/corbeille/vidage", Member(Right::MediaDelete), gallery::trash::delete)
        .on(Method::OPTIONS, "/admin/medias/envois", Member(Right::MediaWrite), tus::options::<Office>)
        .post("/admin/medias/envois", Member(Right::MediaWrite), tus::create::<Office>)
        // It may keep what came whole: that takes as long as an upload.
        .upload_on(Method::GET, "/admin/medias/envois/{id}", Member(Right::MediaWrite), 0, tus::show::<Office>)
        .upload_on(Method::PATCH, "/admin/medias/envois/{id}", Member(Right::MediaWrite), media::piece_limit(), tus::update::<Office>)
        .on(Method::DELETE, "/admin/medias/envois/{id}", Member(Right::MediaWrite), tus::delete::<Office>)
        .post("/admin/medias/envois/{id}/suppression", Member(Right::MediaWrite), tus::give_up)
        .get("/admin/medias/{id}", Member(Right::MediaRead), gallery::show::show)
        .post("/admin/medias/{id}", Member(Right::MediaWrite), gallery::show::update)
        .post("/admin/medias/{id}/partage", Member(Right::MediaWrite), gallery::share::update)
        .post("/admin/medias/{id}/suppression", Member(Right::MediaWrite), gallery::show::delete)
        .post("/admin/medias/{id}/restauration", Member(Right::MediaWrite), gallery::show::restore)
        .get("/admin/medias/{id}/fichier", Member(Right::MediaRead), serve::file)
        .get("/admin/medias/{id}/vignette", Member(Right::MediaRead), serve::small)
        .get("/admin/medias/{id}/apercu", Member(Right::MediaRead), serve::large)
}

/// What contacts are shown of them.
pub(super) fn portal(routes: Routes) -> Routes {
    let read = Contact(PortalRight::FilesRead);
    routes
        .get("/medias", read, station::list)
        .get("/documents", read, station::documents)
        .get("/medias/{id}", read, station::show)
        .get("/medias/{id}/fichier", read, station::file)
        .get("/medias/{id}/{view}", read, station::view)
}
