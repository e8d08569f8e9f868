//! The frame of a page for whoever asks: language, theme, token, navigation, and what they may see of it.

use hootis_policy::documents::Kind;
use hootis_policy::permissions::Right;

use super::{AccountUser, BackOffice, OperatorUser, SpaceGate, Visitor};
use crate::web::cookies::Said;
use crate::web::i18n::Lang;
use crate::web::measure::Measure;
use crate::web::page::{Column, Live, Me, Nav, NavEntry, Page, Place, Search, Theme, icon};
use crate::web::person::initials;

impl Visitor {
    /// A page of the public site.
    #[must_use]
    pub fn page(&self, title: &str) -> Page {
        let mut page = self.page_without_form(title);
        page.csrf = self.visit.csrf();
        page
    }

    /// A page of the public site where nothing can be sent: it needs no token, and so no cookie.
    #[must_use]
    pub fn page_without_form(&self, title: &str) -> Page {
        self.page_titled(self.lang().t(title))
    }

    /// The same, its title in the person's language.
    #[must_use]
    pub fn page_titled(&self, title: &'static str) -> Page {
        let lang = self.lang();
        let prefix = if self.visit.lang_is_chosen() { "/en" } else { "" };
        let mut page = Page::public(lang, &format!("{prefix}{}", self.visit.path()), title);
        // A person who signed in and chose English reads it at the French address too.
        page.prefix = prefix;
        page.theme = self.account.as_ref().map_or(Theme::Auto, |account| account.theme);
        page.me = self.account.as_ref().map(|account| me(&account.name, &account.email, "/console", "/deconnexion"));
        page.nav = Nav { main: public_links(&page, lang), columns: public_foot(&page, lang), ..Nav::default() };
        page.mark_current();
        let (said, analytics) = (self.said(), self.app.outreach().analytics.as_ref());
        page.asks = analytics.is_some() && said == Said::Nothing;
        page.measure = analytics.filter(|_| said.agreed() || self.app.is_off("consent")).map(|id| Measure::new(id.clone(), self.visit.measured()));
        page
    }

    /// A page whose address is a secret: it tells nobody that it is looked at.
    #[must_use]
    pub fn private_page(&self, title: &str) -> Page {
        Page { asks: false, measure: None, ..self.page_without_form(title) }
    }

    /// What the visitor said about cookies.
    #[must_use]
    pub fn said(&self) -> Said {
        Said::of(&self.visit, self.app.platform_key())
    }
}

fn public_links(page: &Page, lang: Lang) -> Vec<NavEntry> {
    let section = |key: &str, glyph, anchor: &str| NavEntry::new(lang.t(key), glyph, format!("{}#{anchor}", page.link("/")));
    vec![
        section("nav-space", icon("building-store"), "espace"),
        section("nav-team", icon("users"), "equipe"),
        section("nav-dolibarr", icon("refresh"), "dolibarr"),
        NavEntry::new(lang.t("nav-privacy"), icon("shield-check"), page.link(Kind::Privacy.path())),
        NavEntry::new(lang.t("nav-plans"), icon("credit-card"), page.link("/tarifs")),
    ]
}

fn public_foot(page: &Page, lang: Lang) -> Vec<Column> {
    let document = |kind: Kind| NavEntry::new(kind.title().to(lang.into()), icon("file-text"), page.link(kind.path()));
    let mut product = vec![
        NavEntry::new(lang.t("nav-plans"), icon("credit-card"), page.link("/tarifs")),
        NavEntry::new(lang.t("nav-progress"), icon("list-check"), format!("{}#avancement", page.link("/"))),
        document(Kind::Downloads),
    ];
    product.push(NavEntry::new(lang.t("contact-title"), icon("mail"), page.link("/contact")));
    if page.me.is_none() {
        product.push(NavEntry::new(lang.t("signup-title"), icon("plus"), page.link("/inscription")));
        product.push(NavEntry::new(lang.t("shell-sign-in"), icon("user"), page.link("/connexion")));
    }
    let evidence = NavEntry::new(lang.t("nav-evidence"), icon("shield-check"), format!("{}#preuves", page.link(Kind::Privacy.path())));
    let choice = NavEntry::new(lang.t("nav-cookies"), icon("settings"), page.link(Kind::Cookies.path()));
    let trust = vec![document(Kind::Privacy), evidence, choice, document(Kind::Security)];
    let end = NavEntry::new(lang.t("console-end"), icon("door-exit"), page.link("/resiliation"));
    let legal = vec![document(Kind::Terms), document(Kind::AcceptableUse), document(Kind::LegalNotice), end];
    let column = |label: &str, links| Column { label: lang.t(label).into(), links };
    vec![column("nav-product", product), column("nav-trust", trust), column("nav-legal", legal)]
}

fn me(name: &str, detail: &str, href: &'static str, sign_out: &'static str) -> Me {
    Me {
        name: name.to_owned().into(),
        initials: initials(name).into(),
        detail: detail.to_owned().into(),
        href: href.into(),
        sign_out: sign_out.into(),
    }
}

/// Says on a page that the person's second factor goes, and leads to where they say no.
pub(super) fn warn(page: &mut Page, recovery_at: Option<i64>, home: &str) {
    if let Some(at) = recovery_at {
        let date = page.datetime(at);
        page.notice = page.t_args("recovery-notice", &[("date", date.into())]).into();
        page.notice_link = Some((page.t("recovery-notice-link").into(), format!("{home}/securite/double-authentification").into()));
    }
}

impl AccountUser {
    /// A page of the console.
    #[must_use]
    pub fn console_page(&self, title: &str) -> Page {
        let mut page = self.page(title);
        let lang = page.lang;
        page.me = Some(me(&self.account.name, &self.account.email, "/console/profil", "/deconnexion"));
        page.nav = Nav {
            home: "/console".into(),
            place: Some(Place {
                initials: initials(&self.account.name).into(),
                name: self.account.name.clone().into(),
                detail: self.account.email.clone().into(),
                href: "".into(),
            }),
            main: vec![
                NavEntry::new(lang.t("nav-overview"), icon("layout-dashboard"), "/console").tab(lang.t("nav-home")),
                NavEntry::new(lang.t("nav-profile"), icon("user"), "/console/profil").tab(lang.t("nav-profile")),
                NavEntry::new(lang.t("nav-sessions"), icon("device-desktop"), "/console/sessions").tab(lang.t("nav-sessions")),
                NavEntry::new(lang.t("nav-security"), icon("lock"), "/console/securite/double-authentification"),
                NavEntry::new(lang.t("keys-title"), icon("key"), "/console/cles"),
                NavEntry::new(lang.t("support-title"), icon("lifebuoy"), "/console/support").tab(lang.t("nav-support")),
                NavEntry::new(lang.t("nav-journal"), icon("history"), "/console/journal"),
                NavEntry::new(lang.t("nav-news"), icon("mail"), "/console/courrier"),
                NavEntry::new(lang.t("nav-end"), icon("door-exit"), "/console/resiliation"),
            ],
            foot: vec![
                NavEntry::new(lang.t("nav-privacy"), icon("shield-check"), Kind::Privacy.path()),
                NavEntry::new(lang.t("nav-site"), icon("external-link"), "/"),
            ],
            columns: Vec::new(),
            search: None,
            theme_action: "/console/theme".into(),
        };
        warn(&mut page, self.recovery_at, "/console");
        page.mark_current();
        page
    }
}

impl OperatorUser {
    /// A page of those who run Hootis, its title a key of the catalogue.
    #[must_use]
    pub fn operator_page(&self, title: &str) -> Page {
        let lang = self.lang();
        let mut page = Page::new(lang, lang.t(title));
        page.path = self.visit.path().to_owned();
        page.theme = self.operator.theme;
        page.csrf = self.visit.csrf();
        page.me = Some(me(&self.operator.name, &self.operator.email, "/operateur/reglages", "/operateur/deconnexion"));
        let entry = |key: &str, glyph, href: &'static str| NavEntry::new(lang.t(key), glyph, href);
        page.nav = Nav {
            home: "/operateur".into(),
            place: Some(Place {
                initials: "H".into(),
                name: lang.t("nav-operation").into(),
                detail: self.app.site().host.clone().into(),
                href: "/operateur".into(),
            }),
            main: vec![
                entry("nav-overview", icon("layout-dashboard"), "/operateur").tab(lang.t("nav-home")),
                entry("nav-spaces", icon("building-store"), "/operateur/espaces").tab(lang.t("nav-spaces")),
                entry("nav-retention", icon("hourglass"), "/operateur/conservation").tab(lang.t("nav-retention")),
                entry("nav-audience", icon("chart-bar"), "/operateur/audience").tab(lang.t("nav-audience")),
                entry("support-title", icon("lifebuoy"), "/operateur/support"),
            ],
            foot: vec![
                entry("nav-register", icon("file-text"), "/operateur/registre"),
                entry("nav-settings", icon("settings"), "/operateur/reglages"),
                entry("nav-security", icon("lock"), "/operateur/securite/double-authentification"),
                entry("nav-sessions", icon("device-desktop"), "/operateur/sessions"),
                entry("nav-site", icon("external-link"), "/"),
            ],
            columns: Vec::new(),
            search: None,
            theme_action: "/operateur/theme".into(),
        };
        warn(&mut page, self.recovery_at, "/operateur");
        page.mark_current();
        page
    }
}

impl SpaceGate {
    /// A page of a space's host for somebody who is not signed in.
    #[must_use]
    pub fn page(&self, title: &str) -> Page {
        let lang = self.visit.lang();
        let mut page = Page::new(lang, lang.t(title));
        page.path = self.visit.path().to_owned();
        page.csrf = self.visit.csrf();
        page.nav.home = "/admin".into();
        page
    }
}

impl<R> BackOffice<R> {
    /// A page of the back office, its title a key of the catalogue.
    #[must_use]
    pub fn page(&self, title: &str) -> Page {
        self.page_called(self.lang().t(title).to_owned())
    }

    /// A page of the back office, its title a name.
    #[must_use]
    pub fn page_called(&self, title: String) -> Page {
        let lang = self.lang();
        let mut page = Page::new(lang, title);
        page.path = self.visit.path().to_owned();
        page.theme = self.member.theme;
        page.csrf = self.visit.csrf();
        page.me = Some(me(&self.member.name, self.member.role.title().to(lang.into()), "/admin/reglages", "/admin/deconnexion"));
        page.nav = self.nav();
        page.manifest = "/manifest.webmanifest";
        // Who must have a second factor first is let to no stream either.
        page.live =
            (self.may(Right::MessagesRead) && !self.member.must_prove).then_some(Live { stream: "/admin/messages/flux", menu: "/admin/messages" });
        if self.read_only {
            page.notice = lang.t("access-read-only").into();
        }
        warn(&mut page, self.member.recovery_at, "/admin");
        warn(&mut page, self.account_recovery_at, &format!("{}/console", self.site_origin()));
        page.mark_current();
        page
    }

    /// The links that the member may follow.
    fn nav(&self) -> Nav {
        let lang = self.lang();
        let mut main = vec![NavEntry::new(lang.t("nav-home"), icon("home"), "/admin").tab(lang.t("nav-home"))];
        let mut add = |right, entry: NavEntry| {
            if self.may(right) {
                main.push(entry);
            }
        };
        add(Right::PartiesRead, NavEntry::new(lang.t("nav-parties"), icon("address-book"), "/admin/clients").tab(lang.t("nav-parties")));
        add(Right::ContactsRead, NavEntry::new(lang.t("nav-contacts"), icon("user"), "/admin/contacts").tab(lang.t("nav-contacts")));
        add(Right::PartiesRead, NavEntry::new(lang.t("nav-documents"), icon("file-invoice"), "/admin/documents"));
        add(Right::PartiesRead, NavEntry::new(lang.t("nav-work"), icon("calendar"), "/admin/agenda"));
        let messages = NavEntry::new(lang.t("nav-messages"), icon("messages"), "/admin/messages");
        add(Right::MessagesRead, messages.count(self.member.awaiting.unsigned_abs()).tab(lang.t("nav-messages")));
        add(Right::MediaRead, NavEntry::new(lang.t("nav-media"), icon("photo"), "/admin/medias").tab(lang.t("nav-media-short")));
        add(Right::ContactsRead, NavEntry::new(lang.t("nav-requests"), icon("inbox"), "/admin/demandes").count(self.member.asked.unsigned_abs()));
        add(Right::ImportsRead, NavEntry::new(lang.t("nav-dolibarr"), icon("refresh"), "/admin/dolibarr").tab(lang.t("nav-dolibarr")));
        add(Right::MembersRead, NavEntry::new(lang.t("nav-members"), icon("users"), "/admin/equipe"));
        let mut foot = vec![NavEntry::new(lang.t("nav-settings"), icon("settings"), "/admin/reglages")];
        if self.may(Right::JournalRead) {
            foot.push(NavEntry::new(lang.t("nav-journal"), icon("history"), "/admin/journal"));
        }
        if self.may(Right::SettingsWrite) {
            foot.push(NavEntry::new(lang.t("nav-register"), icon("file-text"), "/admin/registre"));
        }
        foot.push(NavEntry::new(lang.t("nav-console"), icon("layout-dashboard"), format!("{}/console", self.site_origin())));
        Nav {
            home: "/admin".into(),
            place: Some(Place {
                initials: initials(&self.company).into(),
                name: self.company.clone().into(),
                detail: format!("{}.{}", self.slug, self.host()).into(),
                href: "/admin".into(),
            }),
            main,
            foot,
            columns: Vec::new(),
            search: Some(Search { action: "/admin/recherche".into(), label: lang.t("nav-search").into(), value: "".into() }),
            theme_action: "/admin/theme".into(),
        }
    }
}
