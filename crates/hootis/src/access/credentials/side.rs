//! Which of the doors it is, and where its pages are.

use crate::web::paths;

/// One of the four owners of credentials.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// Account holders, on the public site.
    Account,
    /// Those who run Hootis, beside it.
    Operator,
    /// Members, on the host of their space.
    Member,
    /// Contacts of Station Clients, beside them.
    Contact,
}

impl Side {
    /// What the addresses of its pages begin with.
    pub(in crate::access) const fn base(self) -> &'static str {
        match self {
            Self::Account | Self::Contact => "",
            Self::Operator => "/operateur",
            Self::Member => "/admin",
        }
    }

    /// The side whose pages a path of the public host is of.
    pub(in crate::access) fn of_path(path: &str) -> Self {
        if path.starts_with(Self::Operator.base()) { Self::Operator } else { Self::Account }
    }

    /// The address of one of its pages, without a language.
    pub(in crate::access) fn path(self, rest: &str) -> String {
        format!("{}{rest}", self.base())
    }

    /// Where one is, once signed in.
    pub(in crate::access) const fn home(self) -> &'static str {
        match self {
            Self::Account => "/console",
            Self::Operator => "/operateur",
            Self::Member => "/admin",
            Self::Contact => "/",
        }
    }

    /// What the addresses of the pages of one's own second factor begin with.
    pub(in crate::access) const fn own_pages(self) -> &'static str {
        match self {
            Self::Contact => "",
            Self::Account | Self::Operator | Self::Member => self.home(),
        }
    }

    /// `path` if who signs in here may be led there, else nothing: pages of another door know nobody by this session.
    pub(in crate::access) fn next(self, path: &str) -> String {
        let path = paths::local(path);
        let is_under = |place: &str| path.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']));
        let inside = match self {
            Self::Account => true,
            Self::Operator | Self::Member => is_under(self.home()),
            Self::Contact => !is_under(Self::Member.home()) && !is_under("/api"),
        };
        if inside { path } else { String::new() }
    }
}
