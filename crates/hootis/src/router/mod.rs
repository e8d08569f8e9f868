//! The map: every URL of Hootis, who may ask for it, and what answers.
//!
//! The tables below build the routers, and the tests walk them: a route that is not here does not
//! exist, and one that is here has been tried by every kind of stranger.

#[cfg(test)]
mod tests;

use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn;
use axum::routing::get;
use axum::{Json, Router};
use hootis_policy::limits;
use hootis_policy::permissions::Right;

use crate::app::App;
use crate::error::Result;
use crate::platform::{console, home, signin, signup};
use crate::space::{self, dashboard};
use crate::web::dispatch::{Dispatch, dispatch, name_route};
use crate::web::routes::{Route, Routes, Who};
use crate::web::visit::Surface;
use crate::web::{assets, outbox};

/// The public host.
fn public(dev: bool) -> Routes {
    use Who::{Account, Anyone, Development};
    Routes::new(Surface::Public, dev)
        .get("/", Anyone, home::show)
        .get("/inscription", Anyone, signup::pages::new)
        .post("/inscription", Anyone, signup::pages::create)
        .get("/inscription/domaine", Anyone, signup::pages::slug)
        .get("/inscription/confirmation", Anyone, signup::pages::show)
        .post("/inscription/confirmation", Anyone, signup::pages::confirm)
        .post("/inscription/code", Anyone, signup::pages::code)
        .post("/inscription/envoi", Anyone, signup::pages::resend)
        .post("/inscription/adresse", Anyone, signup::pages::change_address)
        .get("/connexion", Anyone, signin::pages::new)
        .post("/connexion", Anyone, signin::pages::create)
        .post("/deconnexion", Anyone, signin::pages::delete)
        .get("/mot-de-passe", Anyone, signin::password::new)
        .post("/mot-de-passe", Anyone, signin::password::create)
        .get("/mot-de-passe/nouveau", Anyone, signin::password::edit)
        .post("/mot-de-passe/nouveau", Anyone, signin::password::update)
        .get("/console", Account, console::show)
        .post("/console/espaces/{id}/entree", Account, console::enter)
        .post("/console/apparence", Account, console::look)
        .get("/dev/outbox", Development, outbox::list)
        .get("/dev/outbox/{id}", Development, outbox::show)
}

/// A space's host: the back office under `/admin`, Station Clients above it.
fn space(dev: bool) -> Routes {
    use Who::{Anyone, Member};
    Routes::new(Surface::BackOffice, dev)
        .get("/admin", Member(Right::PartiesRead), dashboard::show)
        .get("/admin/dolibarr", Member(Right::ImportsRead), space::imports::pages::list)
        .get("/admin/dolibarr/connexion", Member(Right::ImportsRun), space::imports::connection::new)
        .post("/admin/dolibarr/connexion", Member(Right::ImportsRun), space::imports::connection::create)
        .upload("/admin/dolibarr/depot", Member(Right::ImportsRun), space::imports::connection::upload_limit(), space::imports::connection::upload)
        .post("/admin/dolibarr/debranchement", Member(Right::ImportsRun), space::imports::connection::delete)
        .post("/admin/dolibarr/verification", Member(Right::ImportsRun), space::imports::pages::again)
        .get("/admin/dolibarr/passages/{id}", Member(Right::ImportsRead), space::imports::pages::show)
        .get("/admin/dolibarr/passages/{id}/etat", Member(Right::ImportsRead), space::imports::pages::state)
        .get("/admin/dolibarr/passages/{id}/avertissements", Member(Right::ImportsRead), space::imports::pages::report)
        .post("/admin/dolibarr/passages/{id}/comptage", Member(Right::ImportsRun), space::imports::pages::count)
        .post("/admin/dolibarr/passages/{id}/import", Member(Right::ImportsRun), space::imports::pages::create)
        .post("/admin/dolibarr/passages/{id}/arret", Member(Right::ImportsRun), space::imports::pages::cancel)
        .get("/admin/dolibarr/passages/{id}/annulation", Member(Right::ImportsRun), space::imports::pages::undo)
        .post("/admin/dolibarr/passages/{id}/annulation", Member(Right::ImportsRun), space::imports::pages::delete)
        .get("/admin/entree", Anyone, space::entry::show)
        .get("/admin/connexion", Anyone, space::signin::new)
        .post("/admin/connexion", Anyone, space::signin::create)
        .post("/admin/deconnexion", Anyone, space::signin::delete)
        .get("/admin/mot-de-passe", Anyone, space::signin::password::new)
        .post("/admin/mot-de-passe", Anyone, space::signin::password::create)
        .get("/admin/mot-de-passe/nouveau", Anyone, space::signin::password::edit)
        .post("/admin/mot-de-passe/nouveau", Anyone, space::signin::password::update)
}

/// Every route there is, for tests and for the documentation.
#[must_use]
pub fn table(dev: bool) -> Vec<Route> {
    [public(dev), space(dev)].into_iter().flat_map(|routes| routes.into_parts().1).collect()
}

/// The whole site as one service.
pub fn service(app: App) -> Router {
    let dev = app.site().dev;
    let finish = |routes: Routes| {
        let (router, _) = routes.into_parts();
        router
            .route("/assets/{file}", get(assets::show))
            .fallback(async || crate::error::Error::NotFound)
            .method_not_allowed_fallback(async || crate::error::Error::NotFound)
            .layer(from_fn(name_route))
            .layer(DefaultBodyLimit::max(limits::FORM_BYTES))
            .layer(tower_http::catch_panic::CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
                axum::response::IntoResponse::into_response(crate::error::Error::internal("a handler panicked"))
            }))
            .with_state(app.clone())
    };
    let probes = Router::new().route("/healthz", get(async || "ok\n")).route("/readyz", get(ready)).with_state(app.clone());
    let sites = Dispatch { app: app.clone(), public: finish(public(dev)), space: finish(space(dev)) };
    // Probes come from machines that know no host name.
    probes.fallback(axum::routing::any(dispatch).with_state(sites))
}

/// Whether the databases answer.
async fn ready(axum::extract::State(app): axum::extract::State<App>) -> Result<Json<serde_json::Value>> {
    use hootis_space::Conn as _;
    let spaces: i64 = app.platform().get("SELECT COUNT(*) FROM space WHERE state <> 'pending'", hootis_space::args![]).await?;
    Ok(Json(serde_json::json!({ "ready": true, "spaces": spaces, "engine": app.spaces().engine().name() })))
}
