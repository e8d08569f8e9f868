//! A list of routes that builds the router and that tests can walk: one and the same list.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::handler::Handler;
use axum::http::Method;
use axum::routing::{get, post};
use hootis_policy::permissions::Right;

use crate::app::App;
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
}

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

    /// Adds an action.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Method::POST, path, who, |router| router.route(path, post(handler)))
    }

    /// Adds an action that takes a body of up to `most` bytes: a form with a file.
    #[must_use]
    pub fn upload<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, most: usize, handler: H) -> Self {
        self.add(Method::POST, path, who, |router| router.route(path, post(handler).layer(DefaultBodyLimit::max(most))))
    }

    fn add(mut self, method: Method, path: &'static str, who: Who, route: impl FnOnce(Router<App>) -> Router<App>) -> Self {
        if who == Who::Development && !self.dev {
            return self;
        }
        self.list.push(Route { surface: self.surface, method, path, who });
        self.router = route(self.router);
        self
    }

    /// The router and the list.
    pub fn into_parts(self) -> (Router<App>, Vec<Route>) {
        (self.router, self.list)
    }
}
