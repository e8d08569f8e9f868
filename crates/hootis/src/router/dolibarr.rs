//! The connection to a Dolibarr, and what is looked up here of what came from it.

use hootis_policy::permissions::Right;

use crate::space::{documents, imports, planning};
use crate::web::routes::Routes;
use crate::web::routes::Who::Member;

pub(super) fn routes(routes: Routes) -> Routes {
    routes
        .get("/admin/dolibarr", Member(Right::ImportsRead), imports::pages::list)
        .get("/admin/dolibarr/connexion", Member(Right::ImportsRun), imports::connection::new)
        .post("/admin/dolibarr/connexion", Member(Right::ImportsRun), imports::connection::create)
        .upload("/admin/dolibarr/depot", Member(Right::ImportsRun), imports::connection::upload_limit(), imports::connection::upload)
        .upload("/admin/dolibarr/fichiers", Member(Right::ImportsRun), imports::connection::upload_limit(), imports::archive::create)
        .post("/admin/dolibarr/debranchement", Member(Right::ImportsRun), imports::connection::delete)
        .get("/admin/dolibarr/non-repris", Member(Right::ImportsRead), imports::left::show)
        .post("/admin/dolibarr/verification", Member(Right::ImportsRun), imports::pages::again)
        .get("/admin/dolibarr/synchronisation", Member(Right::ImportsRun), imports::sync::pages::edit)
        .post("/admin/dolibarr/synchronisation", Member(Right::ImportsRun), imports::sync::pages::update)
        .post("/admin/dolibarr/synchronisation/pause", Member(Right::ImportsRun), imports::sync::pages::pause)
        .post("/admin/dolibarr/synchronisation/passage", Member(Right::ImportsRun), imports::sync::pages::create)
        .get("/admin/dolibarr/passages/{id}", Member(Right::ImportsRead), imports::pages::show)
        .get("/admin/dolibarr/passages/{id}/etat", Member(Right::ImportsRead), imports::pages::state)
        .get("/admin/dolibarr/passages/{id}/avertissements", Member(Right::ImportsRead), imports::pages::report)
        .post("/admin/dolibarr/passages/{id}/comptage", Member(Right::ImportsRun), imports::pages::count)
        .post("/admin/dolibarr/passages/{id}/import", Member(Right::ImportsRun), imports::pages::create)
        .post("/admin/dolibarr/passages/{id}/arret", Member(Right::ImportsRun), imports::pages::cancel)
        .get("/admin/dolibarr/passages/{id}/annulation", Member(Right::ImportsRun), imports::pages::undo)
        .post("/admin/dolibarr/passages/{id}/annulation", Member(Right::ImportsRun), imports::pages::delete)
        .get("/admin/produits", Member(Right::PartiesRead), documents::product::list)
        .get("/admin/produits/{id}", Member(Right::PartiesRead), documents::product::show)
        .get("/admin/documents", Member(Right::PartiesRead), documents::pages::home)
        .get("/admin/documents/factures", Member(Right::PartiesRead), documents::pages::invoices)
        .get("/admin/documents/devis", Member(Right::PartiesRead), documents::pages::quotes)
        .get("/admin/documents/commandes", Member(Right::PartiesRead), documents::pages::orders)
        .get("/admin/documents/{id}", Member(Right::PartiesRead), documents::pages::show)
        .get("/admin/agenda", Member(Right::PartiesRead), planning::list::agenda)
        .get("/admin/agenda/{id}", Member(Right::PartiesRead), planning::agenda::show)
        .get("/admin/projets", Member(Right::PartiesRead), planning::list::projects)
        .get("/admin/projets/{id}", Member(Right::PartiesRead), planning::projects::show)
        .get("/admin/tickets", Member(Right::MessagesRead), planning::list::tickets)
        .get("/admin/tickets/{id}", Member(Right::MessagesRead), planning::tickets::show)
        .get("/admin/documents/{id}/fichiers/{media}", Member(Right::PartiesRead), documents::pages::file)
}
