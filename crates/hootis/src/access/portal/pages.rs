//! The frame of the pages of Station Clients.

use hootis_policy::permissions::PortalRight;
use hootis_policy::retention;

use super::{Portal, PortalGate};
use crate::clock::Now;
use crate::web::format;
use crate::web::page::{Live, Me, Nav, NavEntry, Page, icon};
use crate::web::person::initials;

/// Where a person's own sign-in is looked after.
pub const OWN_ACCESS: &str = "/mon-acces";

impl PortalGate {
    /// A page of Station Clients for somebody who is not signed in.
    #[must_use]
    pub fn page(&self, title: &str) -> Page {
        let mut page = self.gate.page(title);
        page.nav.home = "/".into();
        page.brand = Some(self.look.brand(&self.gate.company));
        page
    }
}

impl<R> Portal<R> {
    /// A page of Station Clients, its title a key of the catalogue.
    #[must_use]
    pub fn page(&self, title: &str) -> Page {
        self.page_called(self.lang().t(title).to_owned())
    }

    /// A page of Station Clients, its title a name.
    #[must_use]
    pub fn page_called(&self, title: String) -> Page {
        let lang = self.lang();
        let mut page = Page::new(lang, title);
        page.path = self.visit.path().to_owned();
        page.theme = self.contact.theme;
        page.csrf = self.visit.csrf();
        page.brand = Some(self.look.brand(&self.company));
        page.me = Some(Me {
            name: self.contact.name.clone().into(),
            initials: initials(&self.contact.name).into(),
            detail: self.contact.email.clone().into(),
            href: OWN_ACCESS.into(),
            sign_out: "/deconnexion".into(),
        });
        page.nav = self.nav();
        page.manifest = "/station.webmanifest";
        page.live = self.has(PortalRight::MessagesRead).then_some(Live { stream: "/messages/flux", menu: "/messages" });
        if let Some(at) = self.contact.recovery_at {
            super::super::pages::warn(&mut page, Some(at), "");
        }
        if let Some(viewer) = &self.contact.viewer {
            let until = format::datetime(lang, Now(self.contact.begun_at).after(retention::PORTAL_PREVIEW).0);
            let names = [("name", self.contact.name.as_str().into()), ("viewer", viewer.name.as_str().into()), ("until", until.into())];
            page.preview = lang.t_args("portal-preview", &names).into();
        }
        page.mark_current();
        page
    }

    /// The pages, one line an application.
    fn nav(&self) -> Nav {
        let lang = self.lang();
        let entry = |key: &str, glyph, href: &'static str| NavEntry::new(lang.t(key), glyph, href).tab(lang.t(key));
        let mut main = vec![entry("nav-home", icon("home"), "/")];
        let mut add = |right, entry: NavEntry| {
            if self.has(right) {
                main.push(entry);
            }
        };
        add(PortalRight::MessagesRead, entry("portal-talk", icon("messages"), "/messages").count(self.contact.unread.unsigned_abs()));
        let photos = NavEntry::new(lang.t("media-station-photos"), icon("photo"), "/medias");
        add(PortalRight::FilesRead, photos.tab(lang.t("media-station-photos-short")));
        add(PortalRight::FilesRead, entry("media-station-documents", icon("file-text"), "/documents"));
        add(PortalRight::DataRead, entry("portal-nav-data", icon("shield-check"), "/mes-donnees"));
        Nav {
            home: "/".into(),
            main,
            foot: vec![
                NavEntry::new(lang.t("portal-nav-access"), icon("lock"), OWN_ACCESS),
                NavEntry::new(lang.t("nav-privacy"), icon("shield-check"), format!("{}/confidentialite", self.app().site().origin())),
            ],
            theme_action: "/apparence".into(),
            ..Nav::default()
        }
    }
}
