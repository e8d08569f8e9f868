//! A list of routes that builds the router and that tests can walk: one and the same list.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::handler::Handler;
use axum::http::Method;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{MethodFilter, MethodRouter, get, on, post};
use hootis_policy::api::Scope;
use hootis_policy::permissions::{PortalRight, Right};

use crate::app::App;
use crate::error::Error;
use crate::web::form::Source;
use crate::web::server::{Length, keep};
use crate::web::shared::{self, Shared};
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
    pub even_read_only: bool,
    /// Asked for by programs of others, from anywhere.
    pub from_anywhere: bool,
    /// How long it may take.
    pub length: Length,
    /// Its answer is the same for all, and may be kept on its way.
    pub shared: Option<Shared>,
}

/// Marks a request for an action that changes nothing of the space.
#[derive(Clone, Copy)]
pub struct EvenReadOnly;

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
        self.add(Way::new(Method::GET, path, who), get(handler))
    }

    /// Adds a page or a file that is the same for all: caches on the way may keep it.
    #[must_use]
    pub fn shared<H: Handler<T, App>, T: 'static>(self, path: &'static str, shared: Shared, handler: H) -> Self {
        self.add(Way { shared: Some(shared), ..Way::new(Method::GET, path, Who::Anyone) }, get(handler))
    }

    /// Adds an answer without an end: events, as they come. It must begin like a page, within seconds; then it goes on
    /// until its reader leaves or the server closes, when it is ended here.
    #[must_use]
    pub fn stream<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Way { length: Length::Stream, ..Way::new(Method::GET, path, who) }, get(handler))
    }

    /// Adds an action, for our own pages only, unless it is for programs that show a key.
    #[must_use]
    pub fn post<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Way::new(Method::POST, path, who), post(handler))
    }

    /// Adds an action that is asked for by another method than `POST`: by scripts of ours, or by programs.
    #[must_use]
    pub fn on<H: Handler<T, App>, T: 'static>(self, method: Method, path: &'static str, who: Who, handler: H) -> Self {
        let filter = filter(&method);
        self.add(Way::new(method, path, who), on(filter, handler))
    }

    /// Adds an action that programs of others ask for, without cookies and from nowhere: its address must prove
    /// what they may.
    #[must_use]
    pub fn machine_post<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Way { from_anywhere: true, ..Way::new(Method::POST, path, who) }, post(handler))
    }

    /// Adds an action that is done while the space is read only as well, for it changes nothing of what the company keeps
    /// there (how pages look, one's own password, a key that is revoked, an export), or for it is a person's right whoever has paid.
    #[must_use]
    pub fn post_even_read_only<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Way { even_read_only: true, ..Way::new(Method::POST, path, who) }, post(handler))
    }

    /// Adds the page of such an action.
    #[must_use]
    pub fn get_even_read_only<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, handler: H) -> Self {
        self.add(Way { even_read_only: true, ..Way::new(Method::GET, path, who) }, get(handler))
    }

    /// Adds an action that takes a body of up to `most` bytes: a form with a file. It may take as long as bytes come.
    #[must_use]
    pub fn upload<H: Handler<T, App>, T: 'static>(self, path: &'static str, who: Who, most: usize, handler: H) -> Self {
        self.upload_on(Method::POST, path, who, most, handler)
    }

    /// The same by another method: a piece of a file.
    #[must_use]
    pub fn upload_on<H: Handler<T, App>, T: 'static>(self, method: Method, path: &'static str, who: Who, most: usize, handler: H) -> Self {
        let filter = filter(&method);
        self.add(Way { length: Length::Upload, ..Way::new(method, path, who) }, on(filter, handler).layer(DefaultBodyLimit::max(most)))
    }

    fn add(mut self, way: Way, mut router: MethodRouter<App>) -> Self {
        if way.who == Who::Development && !self.dev {
            return self;
        }
        if let Some(shared) = way.shared {
            router = router.layer(from_fn_with_state(shared, shared::mark));
        }
        if way.even_read_only {
            router = router.layer(axum::Extension(EvenReadOnly));
        }
        if !way.from_anywhere {
            router = router.layer(from_fn(from_our_pages));
        }
        self.router = self.router.route(way.path, router.layer(from_fn_with_state(way.length, keep)));
        let Way { method, path, who, even_read_only, from_anywhere, length, shared } = way;
        self.list.push(Route { surface: self.surface, method, path, who, even_read_only, from_anywhere, length, shared });
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

/// A route before it knows its surface.
struct Way {
    method: Method,
    path: &'static str,
    who: Who,
    even_read_only: bool,
    from_anywhere: bool,
    length: Length,
    shared: Option<Shared>,
}

impl Way {
    /// A program brings its key in a header that no page of another site can send: it may come from anywhere.
    const fn new(method: Method, path: &'static str, who: Who) -> Self {
        let from_anywhere = matches!(who, Who::Program(_));
        Self { method, path, who, even_read_only: false, from_anywhere, length: Length::Page, shared: None }
    }
}

/// The filter of a method of the table. One that axum knows no filter for would be asked for by nobody.
fn filter(method: &Method) -> MethodFilter {
    MethodFilter::try_from(method.clone()).unwrap_or(MethodFilter::POST)
}

/// Refuses what comes from elsewhere to change something. Where it is from is known of every request.
async fn from_our_pages(request: Request, next: Next) -> Response {
    match request.extensions().get::<Source>() {
        Some(Source::Ours | Source::Unsaid) => next.run(request).await,
        Some(Source::Elsewhere) | None => Error::Elsewhere.into_response(),
    }
}
