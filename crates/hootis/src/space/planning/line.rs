//! One line of a list, and states in plain words.

use std::borrow::Borrow;

use hootis_space::{DbError, FromRow, Row};
use uuid::Uuid;

use crate::web::format;
use crate::web::i18n::Lang;

/// Which list.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Kind {
    Agenda,
    Projects,
    Tickets,
}

impl Kind {
    pub(super) const ALL: [Self; 3] = [Self::Agenda, Self::Projects, Self::Tickets];

    /// Where the list is.
    pub(super) const fn home(self) -> &'static str {
        match self {
            Self::Agenda => "/admin/agenda",
            Self::Projects => "/admin/projets",
            Self::Tickets => "/admin/tickets",
        }
    }

    /// The key of its name.
    pub(super) const fn title(self) -> &'static str {
        match self {
            Self::Agenda => "work-agenda",
            Self::Projects => "work-projects",
            Self::Tickets => "work-tickets",
        }
    }

    /// The table, which is what its rows are called in the search index too.
    pub(super) const fn table(self) -> &'static str {
        match self {
            Self::Agenda => "event",
            Self::Projects => "project",
            Self::Tickets => "ticket",
        }
    }

    /// The column that lists page by.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Agenda => "t.starts",
            Self::Projects | Self::Tickets => "t.made",
        }
    }
}

/// A state in words: what it says, and how it looks (see `ui::chip`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) text: String,
    pub(super) look: &'static str,
}

/// A line of a list.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) id: Uuid,
    pub(super) title: Option<String>,
    /// The reference, or the kind of event.
    pub(super) detail: Option<String>,
    pub(super) party: Option<(Uuid, String)>,
    /// What the list is sorted by.
    pub(super) at: String,
    pub(super) status: String,
    pub(super) percent: Option<i64>,
    /// Who looks after it.
    pub(super) person: Option<String>,
    pub(super) is_all_day: bool,
    pub(super) is_gone: bool,
}

impl FromRow for Line {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            title: row.take()?,
            detail: row.take()?,
            party: row.take::<Option<Uuid>>()?.zip(row.take()?),
            at: row.take()?,
            status: row.take()?,
            percent: row.take()?,
            person: row.take()?,
            is_all_day: row.take()?,
            is_gone: row.take()?,
        })
    }
}

impl Line {
    /// What it is called.
    pub(super) fn name(&self) -> &str {
        let named = |text: &'_ Option<String>| text.as_deref().map(str::trim).filter(|text| !text.is_empty()).is_some();
        match (&self.title, &self.detail) {
            (Some(title), _) if named(&self.title) => title,
            (_, Some(detail)) => detail,
            _ => "—",
        }
    }

    /// When it is, written.
    pub(super) fn when(&self, lang: impl Borrow<Lang>) -> String {
        moment(*lang.borrow(), &self.at, self.is_all_day)
    }

    /// Its state in plain words.
    pub(super) fn told(&self, kind: impl Borrow<Kind>, lang: impl Borrow<Lang>) -> Option<Told> {
        told(*kind.borrow(), &self.status, self.percent, self.is_gone, *lang.borrow())
    }
}

/// A state in plain words; nothing for an event that is nothing to be done.
pub(super) fn told(kind: Kind, status: &str, percent: Option<i64>, is_gone: bool, lang: Lang) -> Option<Told> {
    if is_gone {
        return Some(Told { text: lang.t("work-gone").to_owned(), look: "line" });
    }
    let (key, look) = match (kind, status) {
        (Kind::Agenda, "to_do") => ("work-to-do", "warn"),
        (Kind::Agenda, "begun") => {
            return Some(Told { text: lang.t_args("work-begun", &[("percent", percent.unwrap_or_default().into())]), look: "info" });
        }
        (Kind::Agenda, "done") => ("work-done", "ok"),
        (Kind::Agenda, _) => return None,
        (Kind::Projects, "draft") => ("work-project-draft", "line"),
        (Kind::Projects, "open") => ("work-project-open", "info"),
        (Kind::Projects, "closed") => ("work-project-closed", "ok"),
        (Kind::Tickets, "unread") => ("work-ticket-unread", "bad"),
        (Kind::Tickets, "read") => ("work-ticket-read", "warn"),
        (Kind::Tickets, "assigned") => ("work-ticket-assigned", "info"),
        (Kind::Tickets, "in_progress") => ("work-ticket-in-progress", "info"),
        (Kind::Tickets, "needs_info") => ("work-ticket-needs-info", "warn"),
        (Kind::Tickets, "waiting") => ("work-ticket-waiting", "line"),
        (Kind::Tickets, "closed") => ("work-ticket-closed", "ok"),
        (Kind::Tickets, "cancelled") => ("work-ticket-cancelled", "line"),
        _ => ("work-unknown", "line"),
    };
    Some(Told { text: lang.t(key).to_owned(), look })
}

/// A moment of Dolibarr, in its own local time: « 23 nov. 2026, 10:42 »; the day alone where it has no hour.
#[must_use]
pub fn moment(lang: Lang, at: &str, is_all_day: bool) -> String {
    let Some((day, time)) = at.split_once(' ').filter(|_| !is_all_day) else {
        return format::plain_date_short(lang, at.split(' ').next().unwrap_or_default());
    };
    format!("{}, {}", format::plain_date_short(lang, day), time.get(..5).unwrap_or(time))
}

/// « 2 h 30 », of seconds.
pub(super) fn hours(seconds: i64) -> String {
    let minutes = seconds.max(0) / 60;
    match (minutes / 60, minutes % 60) {
        (0, minutes) => format!("{minutes} min"),
        (hours, 0) => format!("{hours} h"),
        (hours, minutes) => format!("{hours} h {minutes:02}"),
    }
}
