//! Station Clients: what contacts meet on a space's host, above the back office.

use hootis_policy::permissions::PortalRight;

use crate::access::{credentials, factors};
use crate::space::{documents, installed, portal};
use crate::web::routes::{Routes, Who};
use crate::web::visit::Surface;

/// How somebody signs in to Station Clients.
fn doors(routes: Routes) -> Routes {
    use Who::Anyone;
    routes
        .get("/manifest.webmanifest", Anyone, installed::office)
        .get("/station.webmanifest", Anyone, installed::station)
        .get("/worker.js", Anyone, installed::worker)
        .get("/hors-ligne", Anyone, installed::offline)
        .get("/connexion", Anyone, credentials::signin::new)
        .post("/connexion", Anyone, credentials::signin::create)
        .get("/connexion/e-mail", Anyone, credentials::mailed::new)
        .post("/connexion/e-mail", Anyone, credentials::mailed::create)
        .get("/connexion/e-mail/code", Anyone, credentials::mailed::edit)
        .post("/connexion/e-mail/code", Anyone, credentials::mailed::update)
        .get("/connexion/code", Anyone, factors::second::show)
        .post("/connexion/code", Anyone, factors::second::create)
        .get("/connexion/recuperation", Anyone, factors::recovery::new)
        .post("/connexion/recuperation", Anyone, factors::recovery::create)
        .get("/connexion/recuperation/annulation", Anyone, factors::recovery::edit)
        .post("/connexion/recuperation/annulation", Anyone, factors::recovery::delete)
        .post("/connexion/cle", Anyone, factors::passkeys::signin::create)
        .post("/deconnexion", Anyone, credentials::signin::delete)
        .get("/mot-de-passe", Anyone, credentials::forgotten::new)
        .post("/mot-de-passe", Anyone, credentials::forgotten::create)
        .get("/mot-de-passe/nouveau", Anyone, credentials::edit)
        .post("/mot-de-passe/nouveau", Anyone, credentials::update)
        .post("/mot-de-passe/nouveau/cle", Anyone, factors::passkeys::invited::create)
        .post("/mot-de-passe/nouveau/sans", Anyone, credentials::create_without)
}

/// Station Clients, on a space's host above the back office. Whoever adds a route with an id adds a row for it to
/// `testing::portal`, which strangers then try to reach.
pub(super) fn routes(dev: bool) -> Routes {
    use Who::{Anyone, Contact};
    let (read, write) = (Contact(PortalRight::DataRead), Contact(PortalRight::DataWrite));
    super::media::portal(super::talk::portal(doors(Routes::new(Surface::Portal, dev))))
        .get("/", read, portal::home::show)
        .get("/apercu", Anyone, portal::preview::show)
        .get("/marque.css", Anyone, portal::look::show)
        .get("/devis-et-factures", read, documents::station::list)
        .get("/devis-et-factures/{id}", read, documents::station::show)
        .get("/devis-et-factures/{id}/fichiers/{media}", read, documents::station::file)
        .get("/mes-donnees", read, portal::data::show)
        .get("/marque/{name}", Anyone, portal::settings::logo::show)
        .get("/mes-donnees/donnees.json", read, portal::export::show)
        .get_even_read_only("/mes-donnees/correction", write, portal::corrections::pages::edit)
        .post_even_read_only("/mes-donnees/correction", write, portal::corrections::pages::update)
        .post_even_read_only("/mes-donnees/correction/suppression", write, portal::corrections::pages::delete)
        .get_even_read_only("/mes-donnees/effacement", write, portal::erasure::pages::new)
        .post_even_read_only("/mes-donnees/effacement", write, portal::erasure::pages::create)
        .post_even_read_only("/mes-donnees/effacement/suppression", write, portal::erasure::pages::delete)
        .get("/mon-acces", read, portal::own::show)
        .post_even_read_only("/mon-acces/sessions/suppression", read, portal::own::delete)
        .post_even_read_only("/apparence", read, portal::own::update)
        .get("/securite/double-authentification", read, factors::show)
        .get("/securite/cles", read, factors::passkeys::keys::new)
        .post_even_read_only("/securite/cles", read, factors::passkeys::keys::create)
        .post_even_read_only("/securite/cles/nouvelle", read, factors::passkeys::keys::update)
        .get("/securite/cles/{id}/suppression", read, factors::passkeys::keys::confirm)
        .post_even_read_only("/securite/cles/{id}/suppression", read, factors::passkeys::keys::delete)
        .post_even_read_only("/securite/recuperation/suppression", read, factors::recovery::delete_mine)
        .get("/securite/application", read, factors::application::new)
        .post_even_read_only("/securite/application", read, factors::application::create)
        .post_even_read_only("/securite/application/code", read, factors::application::update)
        .get("/securite/application/suppression", read, factors::application::confirm)
        .post_even_read_only("/securite/application/suppression", read, factors::application::delete)
        .get("/securite/codes", read, factors::codes::new)
        .post_even_read_only("/securite/codes", read, factors::codes::create)
        .post_even_read_only("/securite/codes/fichier", read, factors::codes::download)
}
