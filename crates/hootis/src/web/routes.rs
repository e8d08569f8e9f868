//! A list of routes that builds the router and that tests can walk: one and the same list.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodRouter, get, post};
use hootis_policy::api::Scope;
use hootis_policy::permissions::{PortalRight, Right};

use crate::app::App;
use crate::error::Error;
use crate::web::form::Forged;
use crate::web::visit::Surface;

/// Who may come in by a route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Who {
    /// Everybody.
    Anyone,
    /// An account holder.
    Account,
    /// A member of this very space who has the right.
    Member(Right),
    /// A contact of this very space who comes in to Station Clients, or a member who looks as one does.
    Contact(PortalRight),
    /// A program with a key of this very space that has the scope; none: any key of it.
    Program(Option<Scope>),
    /// An operator of Hootis.
    Operator,
    /// Everybody, in development only: elsewhere there is no such route.
    Development,
}

/// One way in.
#[derive(Clone, Debug)]
pub struct Route {
    pub surface: Surface,
    pub method: Method,
    pub path: &'static str,
    pub who: Who,
    /// An action that changes nothing of the space: it works where people may only read.
    pub only_reads: bool,
    /// Asked for by programs of others, from anywhere.
    pub from_anywhere: bool,
}

/// Marks a request for an action that changes nothing of the space.
#[derive(Clone, Copy)]
pub struct OnlyReads;

/// The routes of a surface.
pub struct Routes {
    surface: Surface,
    dev: bool,
    router: Router<App>,
    list: Vec<Route>,
}

impl Routes {
    /// No routes yet. Those for [`Who::Development`] are left out unless `dev`.
    #[must_use]
    pub fn new(surface: Surface, dev: bool) -> Self {
        Self { surface, dev, router: Router::new(), list: Vec::new() }
    }

    /// Adds a page.
    #[must_use]
    pub fn get<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Method::GET, path, who, |router| router.route(path, get(handler)))
    }

    /// Adds an action, for our own pages only.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Method::POST, path, who, |router| router.route(path, ours(post(handler))))
    }

    /// Adds an action that programs of others ask for, without cookies and from nowhere: its address must prove
    /// what they may.
    #[must_use]
    pub fn machine_post<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        let mut routes = self.add(Method::POST, path, who, |router| router.route(path, post(handler)));
        if let Some(route) = routes.list.last_mut() {
            route.from_anywhere = true;
        }
        routes
    }

    /// Adds an action that changes nothing of the space: how pages look, one's own password, an export.
    #[must_use]
    pub fn post_that_only_reads<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        let mut routes = self.add(Method::POST, path, who, |router| router.route(path, ours(post(handler)).layer(axum::Extension(OnlyReads))));
        if let Some(route) = routes.list.last_mut() {
            route.only_reads = true;
        }
        routes
    }

    /// Adds an action that takes a body of up to `most` bytes: a form with a file.
    #[must_use]
    pub fn upload<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, most: usize, handler: H) -> Self {
        self.add(Method::POST, path, who, |router| router.route(path, ours(post(handler).layer(DefaultBodyLimit::max(most)))))
    }

    fn add(mut self, method: Method, path: &'static str, who: Who, route: impl FnOnce(Router<App>) -> Router<App>) -> Self {
        if who == Who::Development && !self.dev {
            return self;
        }
        self.list.push(Route { surface: self.surface, method, path, who, only_reads: false, from_anywhere: false });
        self.router = route(self.router);
        self
    }

    /// These and those of another surface on the same host.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.list.extend(other.list);
        self.router = self.router.merge(other.router);
        self
    }

    /// The router and the list.
    pub fn into_parts(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.list)
    }
}

/// An action that only our own pages may ask for: every one but those of [`Routes::machine_post`].
fn ours(action: MethodRouter<App>) -> MethodRouter<App> {
    action.layer(from_fn(from_our_pages))
}

/// Refuses what comes from elsewhere.
async fn from_our_pages(request: Request, next: Next) -> Response {
    match request.extensions().get::<Forged>() {
        Some(_) => Error::Forged.into_response(),
        None => next.run(request).await,
    }
}
