//! Where pages are noted: around every route of both hosts, once the answer is known.

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderMap, HeaderName, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use super::Page;
use crate::app::App;
use crate::platform::audience::Visitor;
use crate::web::visit::{Surface, Visit};

/// Notes the page that a request asked for, if it was shown one.
pub async fn note(State(app): State<App>, request: Request, next: Next) -> Response {
    let Some(asked) = Asked::of(&request) else { return next.run(request).await };
    let response = next.run(request).await;
    if is_page(&response) {
        asked.count(&app);
    }
    response
}

/// What is looked at of a request, copied by reference count.
struct Asked {
    visit: Visit,
    route: Option<MatchedPath>,
    agent: Option<header::HeaderValue>,
    referrer: Option<header::HeaderValue>,
}

impl Asked {
    /// None when it cannot be a page: an action, a part of a page, something fetched ahead of its reader.
    fn of(request: &Request) -> Option<Self> {
        let headers = request.headers();
        let visit = request.extensions().get::<Visit>()?;
        if request.method() != Method::GET || visit.is_partial() || is_ahead(headers) {
            return None;
        }
        Some(Self {
            visit: visit.clone(),
            route: request.extensions().get::<MatchedPath>().cloned(),
            agent: headers.get(header::USER_AGENT).cloned(),
            referrer: headers.get(header::REFERER).cloned(),
        })
    }

    fn count(&self, app: &App) {
        let text = |value: &Option<header::HeaderValue>| value.as_ref().and_then(|value| value.to_str().ok().map(str::to_owned));
        let agent = text(&self.agent).unwrap_or_default();
        let referrer = text(&self.referrer);
        let now = self.visit.now();
        let page = Page { client: self.visit.client(), agent: &agent, referrer: referrer.as_deref(), now, host: &app.site().host };
        let seen = app.visits().page(&page);
        // A company's own pages are the company's affair: only the public site's audience is counted.
        let route = self.route.as_ref().map_or("", MatchedPath::as_str);
        let is_ours = route.starts_with("/operateur") || route.starts_with("/dev/");
        if self.visit.surface() == Surface::Public && !route.is_empty() && !is_ours && !seen.is_robot {
            app.audience().page(
                now,
                route,
                &Visitor { client: self.visit.client(), agent: &agent },
                seen.begun.map(|begun| (begun.family, begun.origin)),
            );
        }
    }
}

/// Whether a browser fetches it in case somebody wants it.
fn is_ahead(headers: &HeaderMap) -> bool {
    let says = |name: &'static str| {
        headers.get(HeaderName::from_static(name)).and_then(|value| value.to_str().ok()).is_some_and(|value| value.contains("prefetch"))
    };
    says("sec-purpose") || says("purpose")
}

fn is_page(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    response.status().is_success() && kind.is_some_and(|kind| kind.starts_with("text/html"))
}
