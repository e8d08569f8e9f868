//! Every cookie that a browser may get from Hootis. `web` makes no other.
//!
//! First-party cookies are host-only, `Secure` outside development, `HttpOnly`, `SameSite=Lax` and
//! `Path=/`. Their names and lives are published, so they are part of the system: a change here is
//! a change of the policy.

use crate::processors::{self, Processor};
use crate::retention;
use crate::span::Span;
use crate::text::Text;

/// A site that sets cookies of its own and knows no other's.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
pub enum Surface {
    /// The public site and the console, on the public host.
    Public,
    /// The back office, under `/admin` on a space's host.
    BackOffice,
    /// Station Clients, on a space's host.
    Portal,
}

impl Surface {
    /// Every surface.
    pub const ALL: [Self; 3] = [Self::Public, Self::BackOffice, Self::Portal];

    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Public => Text::new("site public et panneau de contrôle", "public site and console"),
            Self::BackOffice => Text::new("administration", "back office"),
            Self::Portal => Text::new("Station Clients", "Station Clients"),
        }
    }
}

/// How long a browser keeps a cookie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Life {
    /// Until the browser is closed.
    BrowserSession,
    /// At most so long.
    For(Span),
}

/// Why a cookie needs the visitor's agreement, or does not (article 82 of the French law).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    /// Without it the page asked for cannot be given.
    Essential,
    /// Protects the service; nothing else is done with it.
    Security,
    /// Set only by an action whose purpose is to be remembered.
    Chosen,
    /// Only after consent, removed when it is taken back.
    Consent,
    /// No longer set by anybody: declared because old browsers hold it, removed when seen.
    Historical,
}

impl Class {
    /// For people.
    #[must_use]
    pub const fn title(self) -> Text {
        match self {
            Self::Essential => Text::new("indispensable", "essential"),
            Self::Security => Text::new("sécurité", "security"),
            Self::Chosen => Text::new("à votre demande", "at your request"),
            Self::Consent => Text::new("après consentement", "after consent"),
            Self::Historical => Text::new("historique, effacé s’il est vu", "historical, removed when seen"),
        }
    }

    /// Whether it may be set before the visitor agreed to anything.
    #[must_use]
    pub const fn is_exempt(self) -> bool {
        matches!(self, Self::Essential | Self::Security | Self::Chosen)
    }
}

/// Who puts a cookie in the browser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SetBy {
    /// Hootis, with a `Set-Cookie` of its own.
    Hootis,
    /// Somebody else, in our name.
    Processor(&'static Processor),
}

/// One cookie.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Cookie {
    /// Its name, or how its name starts when [`Cookie::is_prefix`].
    pub name: &'static str,
    /// Whether something variable follows the name.
    pub is_prefix: bool,
    /// How long the browser keeps it.
    pub life: Life,
    /// Where it may be set.
    pub surfaces: &'static [Surface],
    /// Whether scripts cannot read it.
    pub http_only: bool,
    /// Whether it needs consent.
    pub class: Class,
    /// Who sets it.
    pub set_by: SetBy,
    /// What it is for.
    pub purpose: Text,
}

impl Cookie {
    /// One of ours.
    const fn ours(name: &'static str, life: Life, surfaces: &'static [Surface], class: Class, purpose: Text) -> Self {
        Self { name, is_prefix: false, life, surfaces, http_only: true, class, set_by: SetBy::Hootis, purpose }
    }

    /// One that a processor sets on the public site.
    const fn theirs(name: &'static str, life: Span, by: &'static Processor, class: Class, purpose: Text) -> Self {
        let set_by = SetBy::Processor(by);
        Self { name, is_prefix: false, life: Life::For(life), surfaces: &[Surface::Public], http_only: false, class, set_by, purpose }
    }

    /// The name is only how it starts.
    const fn prefix(self) -> Self {
        Self { is_prefix: true, ..self }
    }

    /// Scripts cannot read it.
    const fn http_only(self) -> Self {
        Self { http_only: true, ..self }
    }

    /// On every host.
    const fn everywhere(self) -> Self {
        Self { surfaces: &Surface::ALL, ..self }
    }

    /// What `Max-Age` must say; `None` for a cookie that goes with the browser.
    #[must_use]
    pub const fn max_age_seconds(&self) -> Option<u64> {
        match self.life {
            Life::BrowserSession => None,
            Life::For(span) => Some(span.as_seconds()),
        }
    }

    /// Whether a cookie of that name is this one.
    #[must_use]
    pub fn is_called(&self, name: &str) -> bool {
        if self.is_prefix { name.len() > self.name.len() && name.starts_with(self.name) } else { name == self.name }
    }

    /// Its name for people: `_ga_<id>`.
    #[must_use]
    pub fn shown_name(&self) -> String {
        if self.is_prefix { format!("{}<id>", self.name) } else { self.name.to_owned() }
    }
}

const PUBLIC: &[Surface] = &[Surface::Public];
const BACK_OFFICE: &[Surface] = &[Surface::BackOffice];
const PORTAL: &[Surface] = &[Surface::Portal];
const CSRF: Text = Text::new("jeton contre les requêtes forgées", "request-forgery token");
const WHO: Text =
    Text::new("qui est connecté ; une valeur opaque, jamais suffisante seule", "who is signed in; an opaque value, never sufficient by itself");
const AUDIENCE: Text = Text::new("mesure d’audience de Google Analytics", "Google Analytics audience measurement");
const OLD_AUDIENCE: Text = Text::new("ancienne mesure d’audience (Universal Analytics)", "former audience measurement (Universal Analytics)");

/// Request-forgery token of the public site.
pub const XSRF_TOKEN: Cookie = Cookie::ours("XSRF-TOKEN", Life::For(retention::PUBLIC_SESSION_IDLE.keep), PUBLIC, Class::Essential, CSRF);

/// Session of the public site and console: lives as long as an unused session does.
pub const HOOTIS_SESSION: Cookie =
    Cookie::ours("hootis_session", Life::For(retention::PUBLIC_SESSION_IDLE.keep), PUBLIC, Class::Essential, Text::new("session", "session"));

/// A random value set when somebody signs up for a trial, never at a mere visit.
pub const DUPLICATE_TRIAL: Cookie = Cookie::ours(
    "pbyvvsof8r",
    Life::For(retention::TRIAL_TRACE.keep),
    PUBLIC,
    Class::Security,
    Text::new("contre les essais en double ; posé à l’inscription seulement", "against duplicate trial accounts; set at sign-up only"),
);

/// The visitor's cookie choices. Their date is inside: asked again after [`CHOICE_ASKED_AGAIN`].
pub const RGPD: Cookie = Cookie::ours(
    "rgpd",
    Life::For(Span::years(1)),
    PUBLIC,
    Class::Essential,
    Text::new("vos choix de cookies, redemandés au bout de 6 mois", "your cookie choices, asked again after 6 months"),
);

/// When a visitor is asked about cookies again, whatever was answered.
pub const CHOICE_ASKED_AGAIN: Span = Span::months(6);

/// Lets the desktop application open the person's own space.
pub const PORTAL_DOMAIN: Cookie = Cookie::ours(
    "portal-domain",
    Life::For(Span::years(1)),
    PUBLIC,
    Class::Chosen,
    Text::new("application de bureau : ouvre directement votre espace", "desktop application: opens your own space directly"),
);

/// Request-forgery token of the back office.
pub const CSRF_BACKEND: Cookie = Cookie::ours("_csrf-backend", Life::BrowserSession, BACK_OFFICE, Class::Essential, CSRF);
/// Request-forgery token of Station Clients.
pub const CSRF_FRONTEND: Cookie = Cookie::ours("_csrf-frontend", Life::BrowserSession, PORTAL, Class::Essential, CSRF);
/// Session of the back office.
pub const HOOTIS_BACKEND: Cookie =
    Cookie::ours("hootis-backend", Life::BrowserSession, BACK_OFFICE, Class::Essential, Text::new("session", "session"));
/// Session of Station Clients.
pub const HOOTIS_FRONTEND: Cookie = Cookie::ours("hootis-frontend", Life::BrowserSession, PORTAL, Class::Essential, Text::new("session", "session"));
/// Who is signed in to the back office.
pub const IDENTITY_BACKEND: Cookie = Cookie::ours("_identity-backend", Life::BrowserSession, BACK_OFFICE, Class::Essential, WHO);
/// Who is signed in to Station Clients.
pub const IDENTITY_FRONTEND: Cookie = Cookie::ours("_identity-frontend", Life::BrowserSession, PORTAL, Class::Essential, WHO);

/// Form defaults that the person chose to keep: a reference, never the fields themselves.
pub const DEFAULT_VALUES: Cookie = Cookie::ours(
    "default-values",
    Life::For(retention::FORM_DEFAULT.keep),
    &Surface::ALL,
    Class::Chosen,
    Text::new("facultatif : retient les valeurs de formulaire choisies", "optional: remembers form defaults the person chose to keep"),
);

/// Google Analytics: the browser's number.
pub const GA: Cookie = Cookie::theirs("_ga", Span::months(13), &processors::GOOGLE_ANALYTICS, Class::Consent, AUDIENCE);
/// Google Analytics: the state of a session.
pub const GA_ID: Cookie = Cookie::theirs("_ga_", Span::months(13), &processors::GOOGLE_ANALYTICS, Class::Consent, AUDIENCE).prefix();
/// Cloudflare's defence against robots.
pub const CF_BM: Cookie = Cookie::theirs(
    "__cf_bm",
    Span::minutes(30),
    &processors::CLOUDFLARE,
    Class::Security,
    Text::new("défense de Cloudflare contre les robots", "Cloudflare's defence against robots"),
)
.http_only()
.everywhere();

const GID: Cookie = Cookie::theirs("_gid", Span::hours(24), &processors::GOOGLE_ANALYTICS, Class::Historical, OLD_AUDIENCE);
const GAT: Cookie = Cookie::theirs("_gat", Span::minutes(1), &processors::GOOGLE_ANALYTICS, Class::Historical, OLD_AUDIENCE);
const AMP_TOKEN: Cookie = Cookie::theirs("AMP_TOKEN", Span::years(1), &processors::GOOGLE_ANALYTICS, Class::Historical, OLD_AUDIENCE);
const GAC_ID: Cookie = Cookie::theirs("_gac_", Span::days(90), &processors::GOOGLE_ANALYTICS, Class::Historical, OLD_AUDIENCE).prefix();
const CFDUID: Cookie = Cookie::theirs(
    "__cfduid",
    Span::months(1),
    &processors::CLOUDFLARE,
    Class::Historical,
    Text::new("retiré par Cloudflare en 2021", "withdrawn by Cloudflare in 2021"),
)
.http_only()
.everywhere();

/// Every cookie, in the order of the published list.
pub const ALL: &[&Cookie] = &[
    &XSRF_TOKEN,
    &HOOTIS_SESSION,
    &DUPLICATE_TRIAL,
    &RGPD,
    &PORTAL_DOMAIN,
    &CSRF_BACKEND,
    &CSRF_FRONTEND,
    &HOOTIS_BACKEND,
    &HOOTIS_FRONTEND,
    &IDENTITY_BACKEND,
    &IDENTITY_FRONTEND,
    &DEFAULT_VALUES,
    &GA,
    &GA_ID,
    &GID,
    &GAT,
    &AMP_TOKEN,
    &GAC_ID,
    &CF_BM,
    &CFDUID,
];

/// The declaration of a cookie of that name. A full name wins over the start of one.
#[must_use]
pub fn find(name: &str) -> Option<&'static Cookie> {
    let exact = ALL.iter().find(|cookie| !cookie.is_prefix && cookie.is_called(name));
    exact.or_else(|| ALL.iter().find(|cookie| cookie.is_called(name))).copied()
}
