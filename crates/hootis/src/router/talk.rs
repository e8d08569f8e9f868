//! Conversations: what members and contacts write to each other.

use axum::http::Method;
use hootis_policy::permissions::{PortalRight, Right};

use crate::access::portal::can;
use crate::access::{BackOffice, Portal, may};
use crate::space::conversations::{notices, station as portal};
use crate::space::inbox::pages as inbox;
use crate::space::media::{self, tus};
use crate::web::routes::Routes;
use crate::web::routes::Who::{Anyone, Contact, Member};

type Office = BackOffice<may::MessagesWrite>;
type Station = Portal<can::MessagesWrite>;

/// What members and contacts write to each other, as members see it.
pub(super) fn office(routes: Routes) -> Routes {
    routes
        .get("/admin/messages", Member(Right::MessagesRead), inbox::list::list)
        .upload("/admin/messages", Member(Right::MessagesWrite), media::form_limit(), inbox::new::create)
        .on(Method::OPTIONS, "/admin/messages/envois", Member(Right::MessagesWrite), tus::options::<Office>)
        .post("/admin/messages/envois", Member(Right::MessagesWrite), tus::create::<Office>)
        .upload_on(Method::GET, "/admin/messages/envois/{id}", Member(Right::MessagesWrite), 0, tus::show::<Office>)
        .upload_on(Method::PATCH, "/admin/messages/envois/{id}", Member(Right::MessagesWrite), media::piece_limit(), tus::update::<Office>)
        .on(Method::DELETE, "/admin/messages/envois/{id}", Member(Right::MessagesWrite), tus::delete::<Office>)
        .get("/admin/messages/nouveau", Member(Right::MessagesWrite), inbox::new::new)
        .stream("/admin/messages/flux", Member(Right::MessagesRead), inbox::stream::show)
        .get("/admin/messages/avis", Member(Right::SettingsWrite), inbox::settings::show)
        .post("/admin/messages/avis", Member(Right::SettingsWrite), inbox::settings::update)
        .get("/admin/messages/{id}", Member(Right::MessagesRead), inbox::show::show)
        .get("/admin/messages/{id}/suite", Member(Right::MessagesRead), inbox::show::suite)
        .upload("/admin/messages/{id}/messages", Member(Right::MessagesWrite), media::form_limit(), inbox::write::create)
        .get("/admin/messages/{id}/messages/{message}", Member(Right::MessagesWrite), inbox::change::edit)
        .post("/admin/messages/{id}/messages/{message}", Member(Right::MessagesWrite), inbox::change::update)
        .post("/admin/messages/{id}/messages/{message}/suppression", Member(Right::MessagesWrite), inbox::change::delete)
        .get("/admin/messages/{id}/notes/{note}", Member(Right::MessagesWrite), inbox::change::edit_aside)
        .post("/admin/messages/{id}/notes/{note}", Member(Right::MessagesWrite), inbox::change::update_aside)
        .post("/admin/messages/{id}/notes/{note}/suppression", Member(Right::MessagesWrite), inbox::change::delete_aside)
        .post("/admin/messages/{id}/brouillon", Member(Right::MessagesWrite), inbox::state::draft)
        .post("/admin/messages/{id}/fin", Member(Right::MessagesWrite), inbox::state::close)
        .post("/admin/messages/{id}/fin/suppression", Member(Right::MessagesWrite), inbox::state::reopen)
        .post("/admin/messages/{id}/suivi", Member(Right::MessagesWrite), inbox::state::assign)
        .post("/admin/messages/{id}/avis", Member(Right::MessagesRead), inbox::state::notices)
        .get("/admin/messages/{id}/reglages", Member(Right::MessagesWrite), inbox::new::edit)
        .post("/admin/messages/{id}/reglages", Member(Right::MessagesWrite), inbox::new::update)
}

/// The same as contacts see it, and the way out of mails about it.
pub(super) fn portal(routes: Routes) -> Routes {
    let (read, write) = (Contact(PortalRight::MessagesRead), Contact(PortalRight::MessagesWrite));
    routes
        .get("/messages", read, portal::list)
        .upload("/messages", write, media::form_limit(), portal::begin)
        .on(Method::OPTIONS, "/messages/envois", write, tus::options::<Station>)
        .post("/messages/envois", write, tus::create::<Station>)
        .upload_on(Method::GET, "/messages/envois/{id}", write, 0, tus::show::<Station>)
        .upload_on(Method::PATCH, "/messages/envois/{id}", write, media::piece_limit(), tus::update::<Station>)
        .on(Method::DELETE, "/messages/envois/{id}", write, tus::delete::<Station>)
        .get("/messages/nouveau", write, portal::new)
        .stream("/messages/flux", read, portal::stream)
        .get("/messages/{id}", read, portal::show)
        .get("/messages/{id}/suite", read, portal::suite)
        .upload("/messages/{id}/messages", write, media::form_limit(), portal::create)
        .get("/messages/{id}/fichiers/{file}/fichier", read, portal::file)
        .get("/messages/{id}/fichiers/{file}/{view}", read, portal::view)
        .get("/messages/{id}/messages/{message}", write, portal::edit)
        .post("/messages/{id}/messages/{message}", write, portal::update)
        .post("/messages/{id}/messages/{message}/suppression", write, portal::delete)
        .post("/messages/{id}/brouillon", write, portal::draft)
        .post("/messages/{id}/fin", write, portal::close)
        .post("/messages/{id}/avis", write, portal::notices)
        .get("/avis/{token}", Anyone, notices::show)
        .post("/avis/{token}", Anyone, notices::update)
        .machine_post("/avis/{token}/desabonnement", Anyone, notices::delete)
}
