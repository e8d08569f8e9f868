//! Conversations: what members and contacts write to each other.

use hootis_policy::permissions::{PortalRight, Right};

use crate::space::conversations::{notices, station as portal};
use crate::space::inbox::pages as inbox;
use crate::web::routes::Routes;
use crate::web::routes::Who::{Anyone, Contact, Member};

/// What members and contacts write to each other, as members see it.
pub(super) fn office(routes: Routes) -> Routes {
    routes
        .get("/admin/messages", Member(Right::MessagesRead), inbox::list::list)
        .post("/admin/messages", Member(Right::MessagesWrite), inbox::new::create)
        .get("/admin/messages/nouveau", Member(Right::MessagesWrite), inbox::new::new)
        .stream("/admin/messages/flux", Member(Right::MessagesRead), inbox::stream::show)
        .get("/admin/messages/avis", Member(Right::SettingsWrite), inbox::settings::show)
        .post("/admin/messages/avis", Member(Right::SettingsWrite), inbox::settings::update)
        .get("/admin/messages/{id}", Member(Right::MessagesRead), inbox::show::show)
        .get("/admin/messages/{id}/suite", Member(Right::MessagesRead), inbox::show::suite)
        .post("/admin/messages/{id}/messages", Member(Right::MessagesWrite), inbox::write::create)
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
        .post("/messages", write, portal::begin)
        .get("/messages/nouveau", write, portal::new)
        .stream("/messages/flux", read, portal::stream)
        .get("/messages/{id}", read, portal::show)
        .get("/messages/{id}/suite", read, portal::suite)
        .post("/messages/{id}/messages", write, portal::create)
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
