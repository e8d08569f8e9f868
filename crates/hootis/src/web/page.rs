//! What a page shell needs to know. Every template that extends a shell has a field `page: Page`.

use std::borrow::{Borrow, Cow};

use super::{
    brand::Brand,
    format,
    i18n::{Lang, Value},
    measure::Measure,
};

pub use super::mistakes::FieldErrors;
pub use super::news::Live;
pub use super::toast::Toast;

/// Text that is either ours (a literal, a message) or a person's.
pub type Text = Cow<'static, str>;

/// Light, dark, or what the system prefers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Follows the system, without any script.
    #[default]
    Auto,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// `auto`, `light`, `dark`: the value of `data-bs-theme`, of the form field `theme` and of the setting.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a code; the system's for anything else.
    pub fn from_code(code: &str) -> Self {
        Self::ALL.into_iter().find(|t| t.code() == code).unwrap_or_default()
    }

    /// Its name for the menu.
    pub fn label(self, lang: impl Borrow<Lang>) -> &'static str {
        let lang = *lang.borrow();
        match self {
            Self::Auto => lang.t("shell-theme-auto"),
            Self::Light => lang.t("shell-theme-light"),
            Self::Dark => lang.t("shell-theme-dark"),
        }
    }

    /// Its icon.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Auto => icon("device-desktop"),
            Self::Light => icon("sun"),
            Self::Dark => icon("moon"),
        }
    }
}

/// Names an icon of the sprite in Rust code, so that the front-end build finds it: `icon("home")`.
pub const fn icon(name: &'static str) -> &'static str {
    name
}

/// One link of a navigation.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// What is read.
    pub label: Text,
    /// The icon, named with [`icon`].
    pub icon: &'static str,
    /// Where it leads.
    pub href: Text,
    /// Something to deal with there; 0 shows nothing.
    pub count: u64,
    /// The page asked for is there.
    pub current: bool,
    /// The short label in the bar at the bottom of small screens; at most four entries have one.
    pub tab: Option<Text>,
}

impl NavEntry {
    /// A link, neither current nor in the bar.
    pub fn new(label: impl Into<Text>, icon: &'static str, href: impl Into<Text>) -> Self {
        Self { label: label.into(), icon, href: href.into(), count: 0, current: false, tab: None }
    }

    /// With a number to deal with.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = count;
        self
    }

    /// Also in the bar of small screens, under a short label.
    #[must_use]
    pub fn tab(mut self, label: impl Into<Text>) -> Self {
        self.tab = Some(label.into());
        self
    }
}

/// The space or account whose pages these are, at the top of the side menu.
#[derive(Clone, Debug)]
pub struct Place {
    /// Two letters.
    pub initials: Text,
    /// The company's name.
    pub name: Text,
    /// Its address, or whose account it is.
    pub detail: Text,
    /// Where a click leads; empty for nowhere.
    pub href: Text,
}

/// The search field of the top bar: `GET action?q=…`.
#[derive(Clone, Debug)]
pub struct Search {
    /// Where it is sent.
    pub action: Text,
    /// What can be searched; the placeholder and the accessible name.
    pub label: Text,
    /// What was searched, to be seen again.
    pub value: Text,
}

/// A column of links in the footer of the public site.
#[derive(Clone, Debug)]
pub struct Column {
    /// What the links have in common.
    pub label: Text,
    /// The links.
    pub links: Vec<NavEntry>,
}

/// The navigation of a surface.
#[derive(Clone, Debug, Default)]
pub struct Nav {
    /// Where the owl leads; `/` when empty.
    pub home: Text,
    /// Whose pages these are (side menu only).
    pub place: Option<Place>,
    /// The main links.
    pub main: Vec<NavEntry>,
    /// The links at the bottom of the side menu.
    pub foot: Vec<NavEntry>,
    /// The links in the footer of the public site.
    pub columns: Vec<Column>,
    /// The search field of the top bar.
    pub search: Option<Search>,
    /// Where the theme menu posts `theme` and `back`; no menu when empty.
    pub theme_action: Text,
}

/// Who is signed in.
#[derive(Clone, Debug)]
pub struct Me {
    /// First and last name.
    pub name: Text,
    /// Two letters.
    pub initials: Text,
    /// Under the name: the e-mail address or the role.
    pub detail: Text,
    /// The person's own settings.
    pub href: Text,
    /// Where signing out is posted.
    pub sign_out: Text,
}

/// The context of every page.
#[derive(Clone, Debug, Default)]
pub struct Page {
    /// Language of the interface.
    pub lang: Lang,
    /// Theme, from the person's settings; automatic for visitors.
    pub theme: Theme,
    /// Title of the window, without the name of the product.
    pub title: Text,
    /// For search engines; public pages only.
    pub description: Text,
    /// Token that forms send as `_csrf` and htmx as `X-CSRF-Token`; empty where there is no form.
    pub csrf: String,
    /// Path and query asked for.
    pub path: String,
    /// `/en` on a visitor's English page, else nothing: what public links begin with.
    pub prefix: &'static str,
    /// Who is signed in.
    pub me: Option<Me>,
    /// The surface's navigation.
    pub nav: Nav,
    /// What was just done.
    pub toast: Option<Toast>,
    /// The visitor is asked about cookies (public site only).
    pub asks: bool,
    /// The visitor agreed to be counted on this page (public site only).
    pub measure: Option<Measure>,
    /// Something about the surface that every page of it says first; empty says nothing.
    pub notice: Text,
    /// What can be done about it: label and address.
    pub notice_link: Option<(Text, Text)>,
    /// News come in while the page is open.
    pub live: Option<Live>,
    /// The company whose customers these pages are for (Station Clients only).
    pub brand: Option<Brand>,
    /// Where systems read how these pages are installed; empty where they are not.
    pub manifest: &'static str,
    /// A member looks at the page as somebody else does: what the band above it says; empty for everybody else.
    pub preview: Text,
}

impl Page {
    /// A page in a language, with its title.
    pub fn new(lang: Lang, title: impl Into<Text>) -> Self {
        Self { lang, title: title.into(), ..Self::default() }
    }

    /// A page of the public site, for a visitor: English lives under `/en`. `path` is what was asked for, prefix included.
    pub fn public(lang: Lang, path: &str, title: impl Into<Text>) -> Self {
        let prefix = match lang {
            Lang::Fr => "",
            Lang::En => "/en",
        };
        Self { prefix, path: path.to_owned(), ..Self::new(lang, title) }
    }

    /// A message of the page's language.
    pub fn t(&self, key: &str) -> &'static str {
        self.lang.t(key)
    }

    /// A message with arguments.
    pub fn t_args(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        self.lang.t_args(key, args)
    }

    /// A public address in the page's language: `/tarifs` or `/en/tarifs`.
    pub fn link(&self, path: &str) -> String {
        match (self.prefix, path) {
            ("", path) => path.to_owned(),
            (prefix, "/") => prefix.to_owned(),
            (prefix, path) => format!("{prefix}{path}"),
        }
    }

    /// The same public page in the other language.
    pub fn in_other_language(&self) -> String {
        let bare = match self.path.strip_prefix("/en") {
            Some("") => "/",
            Some(rest) if rest.starts_with(['/', '?']) => rest,
            _ if self.path.starts_with('/') => &self.path,
            _ => "/",
        };
        match (self.lang, bare) {
            (Lang::Fr, "/") => "/en".to_owned(),
            (Lang::Fr, path) => format!("/en{path}"),
            (Lang::En, path) if path.starts_with('?') => format!("/{path}"),
            (Lang::En, path) => path.to_owned(),
        }
    }

    /// [`format::date_long`] in the page's language. Templates hand over fields by reference, hence `Borrow`.
    pub fn date_long(&self, at_ms: impl Borrow<i64>) -> String {
        format::date_long(self.lang, *at_ms.borrow())
    }

    /// [`format::date_short`] in the page's language.
    pub fn date_short(&self, at_ms: impl Borrow<i64>) -> String {
        format::date_short(self.lang, *at_ms.borrow())
    }

    /// [`format::datetime`] in the page's language.
    pub fn datetime(&self, at_ms: impl Borrow<i64>) -> String {
        format::datetime(self.lang, *at_ms.borrow())
    }

    /// [`format::machine`], the same in every language.
    pub fn machine(&self, at_ms: impl Borrow<i64>) -> String {
        format::machine(*at_ms.borrow())
    }

    /// [`format::ago`] in the page's language.
    pub fn ago(&self, now_ms: impl Borrow<i64>, then_ms: impl Borrow<i64>) -> String {
        format::ago(self.lang, *now_ms.borrow(), *then_ms.borrow())
    }

    /// [`format::number`] in the page's language.
    pub fn number(&self, n: impl Borrow<i64>) -> String {
        format::number(self.lang, *n.borrow())
    }

    /// [`format::size_bytes`] in the page's language.
    pub fn size_bytes(&self, bytes: impl Borrow<u64>) -> String {
        format::size_bytes(self.lang, *bytes.borrow())
    }

    /// Where the owl leads.
    pub fn home(&self) -> String {
        if self.nav.home.is_empty() { self.link("/") } else { self.nav.home.to_string() }
    }

    /// The links of the bar of small screens: five where nothing else stands there.
    pub fn tabs(&self) -> impl Iterator<Item = (&NavEntry, &Text)> {
        self.nav.main.iter().filter_map(|e| e.tab.as_ref().map(|tab| (e, tab))).take(if self.brand.is_some() { 5 } else { 4 })
    }

    /// Marks the entry of an address as the current one, wherever the page itself is.
    pub fn mark_as_under(&mut self, href: &str) {
        for entry in self.nav.main.iter_mut().chain(&mut self.nav.foot) {
            entry.current = entry.href == href;
        }
    }

    /// Marks the entry whose address begins the path as the current one: the longest wins.
    pub fn mark_current(&mut self) {
        let path = self.path.split('?').next().unwrap_or("");
        let covers = |e: &NavEntry| path == e.href || path.strip_prefix(&*e.href).is_some_and(|rest| rest.starts_with('/'));
        let columns = self.nav.columns.iter_mut().flat_map(|column| &mut column.links);
        let entries = self.nav.main.iter_mut().chain(&mut self.nav.foot).chain(columns);
        if let Some(entry) = entries.filter(|e| covers(e)).max_by_key(|e| e.href.len()) {
            entry.current = true;
        }
    }
}

/// Whether two texts are equal, whatever a template hands over: the chosen line of a list of choices.
pub fn same(one: &(impl AsRef<str> + ?Sized), other: &(impl AsRef<str> + ?Sized)) -> bool {
    one.as_ref() == other.as_ref()
}

/// One or two capitals for an avatar: « Maëlle Lunel » gives « ML », « Hootis » gives « H ».
pub fn initials(name: &str) -> String {
    let mut words = name.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let first = words.next().and_then(|w| w.chars().next());
    let last = words.next_back().and_then(|w| w.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).take(2).collect()
}

/// The context of a mail; its template extends `web/shell/email.html` and has a field `mail: Mail`.
#[derive(Clone, Debug)]
pub struct Mail {
    /// Language of the person written to.
    pub lang: Lang,
    /// Subject, also the title.
    pub subject: Text,
    /// What mailboxes show after the subject.
    pub preview: Text,
    /// Full address of the privacy page; empty leaves the line out.
    pub privacy: Text,
}
