//! The map: every URL of Hootis, who may ask for it, and what answers.
//!
//! The tables below build the routers, and the tests walk them: a route that is not here does not
//! exist, and one that is here has been tried by every kind of stranger.

mod contacts;
mod dolibarr;
mod media;
mod portal;
mod probes;
mod talk;
#[cfg(test)]
mod tests;

use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use axum::{Json, Router};
use hootis_policy::limits;
use hootis_policy::permissions::Right;

use crate::access::{SpaceGate, credentials, factors};
use crate::app::App;
use crate::platform::{
    api_keys, audience, consent, console, contact, defaults, deletion, desktop, devices, documents, evidence, happened, holdings, home, lifecycle,
    marketing, operators, overview, partners, profile, signup, support, visits,
};
use crate::retention;
use crate::signing;
use crate::space::fields::pages as fields;
use crate::space::notes::pages as notes;
use crate::space::parties::pages as parties;
use crate::space::tags::pages as tags;
use crate::space::{self, dashboard, journal, members, search, settings};
use crate::web::dispatch::{Dispatch, dispatch, name_route};
use crate::web::routes::{Route, Routes, Who};
use crate::web::server::{Crowd, Length, keep};
use crate::web::shared::Shared;
use crate::web::visit::Surface;
use crate::web::{assets, headers, outbox};

/// What visitors are asked, and how they write and are written to.
fn outreach(routes: Routes) -> Routes {
    use Who::{Account, Anyone};
    routes
        .post("/cookies", Anyone, consent::pages::create)
        .get("/cookies/recu", Anyone, consent::pages::receipt)
        .get("/contact", Anyone, contact::pages::show)
        .post("/contact", Anyone, contact::pages::create)
        .get("/partenaires", Anyone, partners::pages::show)
        .post("/partenaires", Anyone, partners::pages::create)
        .get("/courrier/{token}", Anyone, marketing::pages::show)
        .post("/courrier/{token}", Anyone, marketing::pages::update)
        .get("/courrier/{token}/desabonnement", Anyone, marketing::pages::show)
        .machine_post("/courrier/{token}/desabonnement", Anyone, marketing::pages::delete)
        .get("/console/courrier", Account, marketing::pages::console)
        .post("/console/courrier", Account, marketing::pages::console_update)
}

/// What a holder does with their account.
fn account(routes: Routes) -> Routes {
    use Who::{Account, Anyone, Operator};
    routes
        .get("/console", Account, console::pages::show)
        .post("/console/theme", Account, console::pages::theme)
        .get("/resiliation", Anyone, console::ending::public)
        .get("/console/resiliation", Account, console::ending::show)
        .get("/console/espaces/nouveau", Account, console::making::new)
        .post("/console/espaces", Account, console::making::create)
        .post("/console/espaces/{id}/entree", Account, console::pages::enter)
        .get("/console/espaces/{id}/entreprise", Account, console::company::edit)
        .post("/console/espaces/{id}/entreprise", Account, console::company::update)
        .get("/console/sessions", Account, devices::pages::list)
        .post("/console/sessions/suppression", Account, devices::pages::delete)
        .post("/console/mot-de-passe", Account, devices::change_password)
        .get("/console/cles", Account, api_keys::pages::list)
        .post("/console/cles/{id}/suppression", Account, api_keys::pages::delete)
        .get("/console/journal", Account, happened::pages::list)
        .post("/console/espaces/{id}/bureau", Account, desktop::pages::create)
        .post("/console/espaces/{id}/bureau/suppression", Account, desktop::pages::delete)
        .get("/mon-espace", Anyone, desktop::pages::show)
        .get("/console/support", Account, support::pages::list)
        .post("/console/support", Account, support::pages::create)
        .post("/console/support/{id}", Account, support::pages::update)
        .post("/console/support/{id}/suppression", Account, support::pages::delete)
        .get("/operateur/support", Operator, support::requests::list)
        .post("/operateur/support", Operator, support::requests::create)
        .get("/console/profil", Account, profile::pages::show)
        .post("/console/profil", Account, profile::pages::update)
        .get("/console/profil/donnees.json", Account, holdings::pages::show)
        .post("/console/profil/formulaires", Account, defaults::pages::create)
        .post("/console/profil/formulaires/suppression", Account, defaults::pages::delete)
        .post("/console/profil/adresse", Account, profile::address::create)
        .post("/console/profil/adresse/suppression", Account, profile::address::delete)
        .get("/adresse", Anyone, profile::address::edit)
        .post("/adresse", Anyone, profile::address::update)
}

/// The public host.
fn public(dev: bool) -> Routes {
    use Who::{Account, Anyone, Development, Operator};
    account(outreach(Routes::new(Surface::Public, dev)))
        .shared("/", Shared::Page, home::show)
        .shared("/tarifs", Shared::Page, home::pricing::show)
        .shared("/2fa", Shared::Page, factors::phone::applications)
        .get("/confidentialite", Anyone, documents::pages::privacy)
        .shared("/confidentialite/versions/{n}", Shared::Page, documents::versions::show)
        .shared("/confidentialite/versions/{n}/differences", Shared::Page, documents::versions::differences)
        .get("/cookies", Anyone, documents::pages::cookies)
        .shared("/conditions", Shared::Page, documents::pages::terms)
        .shared("/utilisation-acceptable", Shared::Page, documents::pages::acceptable_use)
        .shared("/mentions-legales", Shared::Page, documents::pages::legal_notice)
        .shared("/securite", Shared::Page, documents::pages::security)
        .shared("/telechargements", Shared::Page, documents::pages::downloads)
        .shared("/telechargements/{file}", Shared::File, documents::files::download)
        .shared("/.well-known/security.txt", Shared::File, documents::files::security_txt)
        .get("/inscription", Anyone, signup::pages::new)
        .post("/inscription", Anyone, signup::pages::create)
        .get("/inscription/domaine", Anyone, signup::live::slug)
        .post("/inscription/solidite", Anyone, signup::live::strength)
        .get("/inscription/confirmation", Anyone, signup::pages::show)
        .post("/inscription/confirmation", Anyone, signup::pages::confirm)
        .post("/inscription/code", Anyone, signup::pages::code)
        .post("/inscription/envoi", Anyone, signup::pages::resend)
        .post("/inscription/adresse", Anyone, signup::pages::change_address)
        .post("/confidentialite/controles", Anyone, evidence::pages::create)
        .get("/confidentialite/controles.json", Anyone, evidence::pages::list)
        .get("/confidentialite/preuves.json", Anyone, evidence::signed::show)
        .get("/connexion", Anyone, credentials::signin::new)
        .post("/connexion", Anyone, credentials::signin::create)
        .get("/connexion/code", Anyone, factors::second::show)
        .post("/connexion/code", Anyone, factors::second::create)
        .get("/connexion/recuperation", Anyone, factors::recovery::new)
        .post("/connexion/recuperation", Anyone, factors::recovery::create)
        .get("/connexion/recuperation/annulation", Anyone, factors::recovery::edit)
        .post("/connexion/recuperation/annulation", Anyone, factors::recovery::delete)
        .post("/connexion/cle", Anyone, factors::passkeys::signin::create)
        .get("/console/securite/double-authentification", Account, factors::show)
        .post("/console/securite/telephone", Account, factors::phone::create)
        .get("/console/securite/cles", Account, factors::passkeys::keys::new)
        .post("/console/securite/cles", Account, factors::passkeys::keys::create)
        .post("/console/securite/cles/nouvelle", Account, factors::passkeys::keys::update)
        .get("/console/securite/cles/{id}/suppression", Account, factors::passkeys::keys::confirm)
        .post("/console/securite/cles/{id}/suppression", Account, factors::passkeys::keys::delete)
        .post("/console/securite/recuperation/suppression", Account, factors::recovery::delete_mine)
        .get("/console/securite/application", Account, factors::application::new)
        .post("/console/securite/application", Account, factors::application::create)
        .post("/console/securite/application/code", Account, factors::application::update)
        .get("/console/securite/application/suppression", Account, factors::application::confirm)
        .post("/console/securite/application/suppression", Account, factors::application::delete)
        .get("/console/securite/codes", Account, factors::codes::new)
        .post("/console/securite/codes", Account, factors::codes::create)
        .post("/console/securite/codes/fichier", Account, factors::codes::download)
        .post("/deconnexion", Anyone, credentials::signin::delete)
        .get("/mot-de-passe", Anyone, credentials::forgotten::new)
        .post("/mot-de-passe", Anyone, credentials::forgotten::create)
        .get("/mot-de-passe/nouveau", Anyone, credentials::edit)
        .post("/mot-de-passe/nouveau", Anyone, credentials::update)
        .get("/console/espaces/{id}", Account, lifecycle::pages::show)
        .get("/console/espaces/{id}/resiliation", Account, lifecycle::pages::notice::new)
        .post("/console/espaces/{id}/resiliation", Account, lifecycle::pages::notice::create)
        .post("/console/espaces/{id}/resiliation/suppression", Account, lifecycle::pages::notice::delete)
        .get("/console/espaces/{id}/fermeture", Account, lifecycle::pages::closure::new)
        .post("/console/espaces/{id}/fermeture", Account, lifecycle::pages::closure::create)
        .post("/console/espaces/{id}/fermeture/suppression", Account, lifecycle::pages::closure::delete)
        .get("/console/espaces/{id}/destruction", Account, lifecycle::pages::destruction::new)
        .post("/console/espaces/{id}/destruction", Account, lifecycle::pages::destruction::create)
        .get("/console/compte/suppression", Account, deletion::pages::edit)
        .post("/console/compte/suppression", Account, deletion::pages::create)
        .post("/console/compte/suppression/retrait", Account, deletion::pages::delete)
        .get("/operateur/connexion", Anyone, credentials::signin::new)
        .post("/operateur/connexion", Anyone, credentials::signin::create)
        .get("/operateur/connexion/code", Anyone, factors::second::show)
        .post("/operateur/connexion/code", Anyone, factors::second::create)
        .get("/operateur/connexion/recuperation", Anyone, factors::recovery::new)
        .post("/operateur/connexion/recuperation", Anyone, factors::recovery::create)
        .get("/operateur/connexion/recuperation/annulation", Anyone, factors::recovery::edit)
        .post("/operateur/connexion/recuperation/annulation", Anyone, factors::recovery::delete)
        .post("/operateur/connexion/cle", Anyone, factors::passkeys::signin::create)
        .get("/operateur/sessions", Operator, operators::sessions::list)
        .post("/operateur/sessions/suppression", Operator, operators::sessions::delete)
        .get("/operateur/securite/double-authentification", Operator, factors::show)
        .post("/operateur/securite/telephone", Operator, factors::phone::create)
        .get("/operateur/securite/cles", Operator, factors::passkeys::keys::new)
        .post("/operateur/securite/cles", Operator, factors::passkeys::keys::create)
        .post("/operateur/securite/cles/nouvelle", Operator, factors::passkeys::keys::update)
        .get("/operateur/securite/cles/{id}/suppression", Operator, factors::passkeys::keys::confirm)
        .post("/operateur/securite/cles/{id}/suppression", Operator, factors::passkeys::keys::delete)
        .post("/operateur/securite/recuperation/suppression", Operator, factors::recovery::delete_mine)
        .get("/operateur/securite/application", Operator, factors::application::new)
        .post("/operateur/securite/application", Operator, factors::application::create)
        .post("/operateur/securite/application/code", Operator, factors::application::update)
        .get("/operateur/securite/application/suppression", Operator, factors::application::confirm)
        .post("/operateur/securite/application/suppression", Operator, factors::application::delete)
        .get("/operateur/securite/codes", Operator, factors::codes::new)
        .post("/operateur/securite/codes", Operator, factors::codes::create)
        .post("/operateur/securite/codes/fichier", Operator, factors::codes::download)
        .post("/operateur/deconnexion", Anyone, credentials::signin::delete)
        .get("/operateur/mot-de-passe", Anyone, credentials::forgotten::new)
        .post("/operateur/mot-de-passe", Anyone, credentials::forgotten::create)
        .get("/operateur/mot-de-passe/nouveau", Anyone, credentials::edit)
        .post("/operateur/mot-de-passe/nouveau", Anyone, credentials::update)
        .get("/operateur", Operator, overview::pages::show)
        .get("/operateur/espaces", Operator, overview::pages::list)
        .get("/operateur/audience", Operator, audience::pages::show)
        .get("/operateur/conservation", Operator, retention::pages::show)
        .get("/operateur/reglages", Operator, operators::settings::show)
        .post("/operateur/reglages", Operator, operators::settings::update)
        .post("/operateur/theme", Operator, operators::settings::theme)
        .get("/operateur/registre", Operator, documents::record::show)
        .get("/operateur/registre.md", Operator, documents::record::markdown)
        .get("/operateur/registre.csv", Operator, documents::record::csv)
        .post("/console/politique", Account, documents::notices::update)
        .shared(signing::KEY_PATH, Shared::File, signing_key)
        .get("/dev/outbox", Development, outbox::list)
        .get("/dev/outbox/{id}", Development, outbox::show)
        .get("/dev/outbox/{id}/piece", Development, outbox::attached)
}

/// A space's host: the back office under `/admin`, programs under `/api`.
fn space(dev: bool) -> Routes {
    use Who::{Anyone, Member, Program};
    dolibarr::routes(media::routes(talk::office(contacts::routes(Routes::new(Surface::BackOffice, dev)))))
        .get("/admin", Member(Right::PartiesRead), dashboard::show)
        .get("/admin/entree", Anyone, space::entry::show)
        .get("/admin/connexion", Anyone, credentials::signin::new)
        .post("/admin/connexion", Anyone, credentials::signin::create)
        .get("/admin/connexion/code", Anyone, factors::second::show)
        .post("/admin/connexion/code", Anyone, factors::second::create)
        .get("/admin/connexion/recuperation", Anyone, factors::recovery::new)
        .post("/admin/connexion/recuperation", Anyone, factors::recovery::create)
        .get("/admin/connexion/recuperation/annulation", Anyone, factors::recovery::edit)
        .post("/admin/connexion/recuperation/annulation", Anyone, factors::recovery::delete)
        .post("/admin/connexion/cle", Anyone, factors::passkeys::signin::create)
        .get("/admin/securite/double-authentification", Member(Right::MembersRead), factors::show)
        .post_even_read_only("/admin/securite/telephone", Member(Right::MembersRead), factors::phone::create)
        .get("/admin/securite/cles", Member(Right::MembersRead), factors::passkeys::keys::new)
        .post_even_read_only("/admin/securite/cles", Member(Right::MembersRead), factors::passkeys::keys::create)
        .post_even_read_only("/admin/securite/cles/nouvelle", Member(Right::MembersRead), factors::passkeys::keys::update)
        .get("/admin/securite/cles/{id}/suppression", Member(Right::MembersRead), factors::passkeys::keys::confirm)
        .post_even_read_only("/admin/securite/cles/{id}/suppression", Member(Right::MembersRead), factors::passkeys::keys::delete)
        .post_even_read_only("/admin/securite/recuperation/suppression", Member(Right::MembersRead), factors::recovery::delete_mine)
        .get("/admin/securite/application", Member(Right::MembersRead), factors::application::new)
        .post_even_read_only("/admin/securite/application", Member(Right::MembersRead), factors::application::create)
        .post_even_read_only("/admin/securite/application/code", Member(Right::MembersRead), factors::application::update)
        .get("/admin/securite/application/suppression", Member(Right::MembersRead), factors::application::confirm)
        .post_even_read_only("/admin/securite/application/suppression", Member(Right::MembersRead), factors::application::delete)
        .get("/admin/securite/codes", Member(Right::MembersRead), factors::codes::new)
        .post_even_read_only("/admin/securite/codes", Member(Right::MembersRead), factors::codes::create)
        .post_even_read_only("/admin/securite/codes/fichier", Member(Right::MembersRead), factors::codes::download)
        .post("/admin/deconnexion", Anyone, credentials::signin::delete)
        .get("/admin/mot-de-passe", Anyone, credentials::forgotten::new)
        .post("/admin/mot-de-passe", Anyone, credentials::forgotten::create)
        .get("/admin/mot-de-passe/nouveau", Anyone, credentials::edit)
        .post("/admin/mot-de-passe/nouveau", Anyone, credentials::update)
        .get("/admin/etiquettes", Member(Right::TagsWrite), tags::list)
        .post("/admin/etiquettes", Member(Right::TagsWrite), tags::create)
        .get("/admin/etiquettes/{id}", Member(Right::TagsWrite), tags::edit)
        .post("/admin/etiquettes/{id}", Member(Right::TagsWrite), tags::update)
        .post("/admin/etiquettes/{id}/fusion", Member(Right::TagsWrite), tags::merge)
        .get("/admin/etiquettes/{id}/suppression", Member(Right::TagsWrite), tags::confirm)
        .post("/admin/etiquettes/{id}/suppression", Member(Right::TagsWrite), tags::delete)
        .get("/admin/recherche", Member(Right::PartiesRead), search::list)
        .get("/admin/journal", Member(Right::JournalRead), journal::pages::list)
        .post_even_read_only("/admin/journal/export", Member(Right::JournalRead), journal::export::create)
        .post_even_read_only("/admin/theme", Member(Right::MembersRead), settings::look::update)
        .get("/admin/reglages", Member(Right::MembersRead), settings::pages::show)
        .post_even_read_only("/admin/reglages/apparence", Member(Right::MembersRead), settings::look::update)
        .post("/admin/reglages/profil", Member(Right::MembersRead), settings::profile::update)
        .upload("/admin/reglages/photo", Member(Right::MembersRead), space::picture::upload_limit(), settings::photo::create)
        .post("/admin/reglages/photo/suppression", Member(Right::MembersRead), settings::photo::delete)
        .post_even_read_only("/admin/reglages/mot-de-passe", Member(Right::MembersRead), settings::password::update)
        .get("/api/v1/me", Program(None), space::api_keys::api::me)
        .get("/admin/reglages/cles", Member(Right::KeysRead), space::api_keys::pages::list)
        .post("/admin/reglages/cles", Member(Right::SettingsWrite), space::api_keys::pages::create)
        .post_even_read_only("/admin/reglages/cles/{id}/suppression", Member(Right::KeysRead), space::api_keys::pages::delete)
        .get("/admin/reglages/sessions", Member(Right::MembersRead), space::sessions::pages::list)
        .post_even_read_only("/admin/reglages/sessions/suppression", Member(Right::MembersRead), space::sessions::pages::delete)
        .post("/admin/reglages/entreprise", Member(Right::SettingsWrite), settings::company::update)
        .post("/admin/reglages/double-authentification", Member(Right::OwnersWrite), settings::factor::update)
        .get("/admin/reglages/applications", Member(Right::OwnersWrite), space::applications::show)
        .post("/admin/reglages/applications", Member(Right::OwnersWrite), space::applications::update)
        .post("/admin/reglages/tendances", Member(Right::SettingsWrite), settings::trends::update)
        .get("/admin/reglages/champs", Member(Right::SettingsWrite), fields::list)
        .get("/admin/reglages/champs/nouveau", Member(Right::SettingsWrite), fields::new)
        .post("/admin/reglages/champs", Member(Right::SettingsWrite), fields::create)
        .get("/admin/reglages/champs/{id}", Member(Right::SettingsWrite), fields::edit)
        .post("/admin/reglages/champs/{id}", Member(Right::SettingsWrite), fields::update)
        .post("/admin/reglages/champs/{id}/ordre", Member(Right::SettingsWrite), fields::order)
        .post("/admin/reglages/champs/{id}/retrait", Member(Right::SettingsWrite), fields::retire)
        .post("/admin/reglages/champs/{id}/retrait/suppression", Member(Right::SettingsWrite), fields::restore)
        .get("/admin/reglages/champs/{id}/suppression", Member(Right::SettingsWrite), fields::confirm)
        .post("/admin/reglages/champs/{id}/suppression", Member(Right::SettingsWrite), fields::delete)
        .get("/admin/registre", Member(Right::SettingsWrite), space::register::pages::show)
        .get("/admin/registre.md", Member(Right::SettingsWrite), space::register::pages::markdown)
        .get("/admin/registre.csv", Member(Right::SettingsWrite), space::register::pages::csv)
        .get("/admin/equipe", Member(Right::MembersRead), members::pages::list)
        .get("/admin/equipe/invitation", Member(Right::MembersWrite), members::invitation::new)
        .post("/admin/equipe/invitation", Member(Right::MembersWrite), members::invitation::create)
        .get("/admin/equipe/{id}", Member(Right::MembersRead), members::pages::show)
        .post("/admin/equipe/{id}/invitation", Member(Right::MembersWrite), members::invitation::update)
        .post("/admin/equipe/{id}/invitation/suppression", Member(Right::MembersWrite), members::invitation::delete)
        .post("/admin/equipe/{id}/role", Member(Right::MembersWrite), members::role::update)
        .post("/admin/equipe/{id}/second-facteur/suppression", Member(Right::MembersWrite), members::factor::delete)
        .post("/admin/equipe/{id}/embauche", Member(Right::MembersWrite), members::hire::update)
        .get("/admin/equipe/{id}/photo", Member(Right::MembersRead), members::photo::show)
        .post("/admin/equipe/{id}/acces", Member(Right::MembersWrite), members::access::create)
        .post("/admin/equipe/{id}/acces/suppression", Member(Right::MembersWrite), members::access::delete)
        .get("/admin/clients", Member(Right::PartiesRead), parties::list::list)
        .post("/admin/clients", Member(Right::PartiesWrite), parties::edit::create)
        .get("/admin/clients/nouveau", Member(Right::PartiesWrite), parties::edit::new)
        .get("/admin/clients/maison-mere", Member(Right::PartiesWrite), parties::parent::list)
        .post("/admin/clients/lot", Member(Right::PartiesWrite), parties::bulk::update)
        .get("/admin/clients/{id}", Member(Right::PartiesRead), parties::show::show)
        .get("/admin/clients/{id}/chronologie", Member(Right::PartiesRead), space::timeline::pages::show)
        .get("/admin/clients/{id}/modifier", Member(Right::PartiesWrite), parties::edit::edit)
        .post("/admin/clients/{id}/modifier", Member(Right::PartiesWrite), parties::edit::update)
        .post("/admin/clients/{id}/archivage", Member(Right::PartiesWrite), parties::state::archive)
        .post("/admin/clients/{id}/desarchivage", Member(Right::PartiesWrite), parties::state::restore)
        .get("/admin/clients/{id}/suppression", Member(Right::PartiesDelete), parties::state::confirm)
        .post("/admin/clients/{id}/suppression", Member(Right::PartiesDelete), parties::state::delete)
        .post("/admin/clients/{id}/etiquettes", Member(Right::TagsWrite), parties::labels::tag)
        .post("/admin/clients/{id}/etiquettes/{tag}/retrait", Member(Right::TagsWrite), parties::labels::untag)
        .post("/admin/clients/{id}/responsables", Member(Right::PartiesWrite), parties::labels::put_in_charge)
        .post("/admin/clients/{id}/responsables/{member}/retrait", Member(Right::PartiesWrite), parties::labels::take_off_charge)
        .get("/admin/clients/{id}/adresses/nouvelle", Member(Right::PartiesWrite), parties::addresses::new)
        .post("/admin/clients/{id}/adresses", Member(Right::PartiesWrite), parties::addresses::create)
        .get("/admin/clients/{id}/adresses/{address}", Member(Right::PartiesWrite), parties::addresses::edit)
        .post("/admin/clients/{id}/adresses/{address}", Member(Right::PartiesWrite), parties::addresses::update)
        .post("/admin/clients/{id}/adresses/{address}/suppression", Member(Right::PartiesWrite), parties::addresses::delete)
        .post("/admin/clients/{id}/notes", Member(Right::PartiesWrite), notes::create)
        .get("/admin/clients/{id}/notes/{note}", Member(Right::PartiesWrite), notes::edit)
        .post("/admin/clients/{id}/notes/{note}", Member(Right::PartiesWrite), notes::update)
        .post("/admin/clients/{id}/notes/{note}/suppression", Member(Right::PartiesWrite), notes::delete)
}

/// Every route there is, for tests and for the documentation.
#[must_use]
pub fn table(dev: bool) -> Vec<Route> {
    [public(dev), space(dev).and(portal::routes(dev))].into_iter().flat_map(|routes| routes.into_parts().1).collect()
}

/// The whole site as one service.
pub fn service(app: App) -> Router {
    let dev = app.site().dev;
    let finish = |routes: Routes| {
        let (router, _) = routes.into_parts();
        router
            .layer(from_fn_with_state(app.clone(), visits::note))
            .route("/assets/{file}", get(assets::show))
            .method_not_allowed_fallback(async || crate::error::Error::NotFound)
            .layer(from_fn(name_route))
            .layer(DefaultBodyLimit::max(limits::FORM_BYTES))
            .layer(tower_http::catch_panic::CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
                axum::response::IntoResponse::into_response(crate::error::Error::internal("a handler panicked"))
            }))
            .with_state(app.clone())
    };
    let probes = Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(probes::ready)).with_state(app.clone());
    let public = finish(public(dev)).fallback(async || crate::error::Error::NotFound);
    // On a space's host the space is looked for first: a mistyped address is told as such on every path.
    let unknown = axum::routing::any(async |_: SpaceGate| crate::error::Error::NotFound).layer(from_fn_with_state(Length::Page, keep));
    let space = finish(space(dev).and(portal::routes(dev))).fallback_service(unknown.with_state(app.clone()));
    let is_encrypted = app.site().scheme == "https" && !dev;
    let sites = Dispatch { app, public, space, crowd: Crowd::default() };
    // Probes come from machines that know no host name.
    probes.fallback(axum::routing::any(dispatch).with_state(sites)).layer(from_fn_with_state(is_encrypted, headers::protect))
}

/// The key that checks what Hootis signs.
async fn signing_key(axum::extract::State(app): axum::extract::State<App>) -> Json<serde_json::Value> {
    Json(signing::published(app.signer().public_key()))
}
