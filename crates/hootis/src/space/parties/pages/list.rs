//! The list of parties.

use askama::Template;
use axum::extract::Query;
use axum::response::Response;
use hootis_policy::permissions::Right;
use hootis_space::Conn;
use serde::Deserialize;
use uuid::Uuid;

use super::super::counts::{self, Counts};
use super::super::queries::card;
use super::super::queries::list::{COUNTED, Cursor, Filter, Key, Lines, Sort, Which, page};
use crate::access::{BackOffice, may};
use crate::error::{Error, Result};
use crate::space::tags::{self, Subject, Tag};
use crate::web::i18n::Lang;
use crate::web::page::{Page, Toast};
use crate::web::reply::html;

/// What the address says.
#[derive(Deserialize, Clone, Default, Debug)]
#[serde(default)]
pub struct ListQuery {
    pub q: String,
    /// client, prospect, fournisseur, archive.
    #[serde(rename = "type")]
    pub kind: String,
    /// A tag's id.
    pub etiquette: String,
    /// A member's id.
    pub responsable: String,
    pub ville: String,
    /// dolibarr, hootis.
    pub origine: String,
    /// nom, ville, recent, modif.
    pub tri: String,
    pub apres: String,
    pub avant: String,
    /// What was just done, and to how many: `archive-3`.
    pub fait: String,
}

impl ListQuery {
    fn filter(&self) -> Filter {
        let cursor = match (Key::parse(&self.avant), Key::parse(&self.apres)) {
            (Some(key), _) if !self.avant.is_empty() => Some(Cursor::Before(key)),
            (_, Some(key)) if !self.apres.is_empty() => Some(Cursor::After(key)),
            _ => None,
        };
        Filter {
            search: self.q.clone(),
            which: match self.kind.as_str() {
                "client" => Which::Customers,
                "prospect" => Which::Prospects,
                "fournisseur" => Which::Suppliers,
                "archive" => Which::Archived,
                _ => Which::All,
            },
            tag: self.etiquette.parse().ok(),
            member: self.responsable.parse().ok(),
            town: self.ville.clone(),
            imported: match self.origine.as_str() {
                "dolibarr" => Some(true),
                "hootis" => Some(false),
                _ => None,
            },
            sort: match self.tri.as_str() {
                "ville" => Sort::Town,
                "recent" => Sort::Newest,
                "modif" => Sort::Changed,
                _ => Sort::Name,
            },
            cursor,
        }
    }

    /// The address of the same list with one thing changed, from its first page.
    fn with(&self, name: &str, value: &str) -> String {
        let mut address = url::form_urlencoded::Serializer::new(String::new());
        for (key, own) in self.parts() {
            let value = if key == name { value } else { own };
            if !value.is_empty() {
                address.append_pair(key, value);
            }
        }
        if !self.parts().iter().any(|(key, _)| *key == name) {
            address.append_pair(name, value);
        }
        match address.finish() {
            query if query.is_empty() => "/admin/clients".to_owned(),
            query => format!("/admin/clients?{query}"),
        }
    }

    fn is_tag(&self, id: &Uuid) -> bool {
        self.etiquette.parse() == Ok(*id)
    }

    fn is_member(&self, id: &Uuid) -> bool {
        self.responsable.parse() == Ok(*id)
    }

    fn parts(&self) -> [(&'static str, &str); 7] {
        [
            ("q", &self.q),
            ("type", &self.kind),
            ("etiquette", &self.etiquette),
            ("responsable", &self.responsable),
            ("ville", &self.ville),
            ("origine", &self.origine),
            ("tri", &self.tri),
        ]
    }

    /// The list that a bulk action returns to, without its page.
    pub(super) fn address(&self) -> String {
        self.with("fait", "").replace("?fait=", "").replace("&fait=", "")
    }
}

/// The choices of the filters.
pub(super) struct Choices {
    tags: Vec<Tag>,
    members: Vec<(Uuid, String)>,
}

impl Choices {
    async fn read(conn: &impl Conn) -> Result<Self> {
        Ok(Self { tags: tags::list(conn, Subject::Party).await?, members: card::members(conn).await? })
    }
}

#[derive(Template)]
#[template(path = "space/parties/list.html")]
struct List {
    page: Page,
    table: Table,
    counts: Counts,
    choices: Choices,
    may_import: bool,
}

#[derive(Template)]
#[template(path = "space/parties/_list.html")]
struct Part {
    page: Page,
    table: Table,
}

/// The table and what is around it.
struct Table {
    query: ListQuery,
    lines: Lines,
    sort: Sort,
    which: Which,
    is_plain: bool,
    may_write: bool,
    now_ms: i64,
    /// Exact total of a plain list.
    total: i64,
}

impl Table {
    /// How many there are, said honestly.
    fn count(&self, lang: &Lang) -> String {
        match self.lines.count {
            None => lang.t_args("parties-count", &[("n", self.total.into())]),
            Some(n) if usize::try_from(n).is_ok_and(|n| n >= COUNTED) => lang.t("parties-count-capped").to_owned(),
            Some(n) => lang.t_args("parties-count-found", &[("n", n.into())]),
        }
    }

    fn next(&self) -> String {
        self.lines.next.as_ref().map(|key| self.query.with("apres", &key.to_text())).unwrap_or_default()
    }

    fn previous(&self) -> String {
        self.lines.previous.as_ref().map(|key| self.query.with("avant", &key.to_text())).unwrap_or_default()
    }
}

/// The list, or the part of it that a search replaces.
pub async fn list(office: BackOffice<may::PartiesRead>, Query(query): Query<ListQuery>) -> Result<Response> {
    let (filter, is_partial) = (query.filter(), office.visit.is_partial());
    let counts = counts::of(&office.space, office.now).await?;
    let (filter, lines, choices) = office
        .space
        .read(async move |at| {
            let lines = page(at, &filter).await?;
            let choices = if is_partial { None } else { Some(Choices::read(at).await?) };
            Ok::<_, Error>((filter, lines, choices))
        })
        .await?;
    let total = match filter.which {
        Which::All => counts.all,
        Which::Customers => counts.customers,
        Which::Prospects => counts.prospects,
        Which::Suppliers => counts.suppliers,
        Which::Archived => counts.archived,
    };
    let mut page = office.page("parties-title");
    page.toast = done(&query.fait, office.lang());
    let table = Table {
        lines,
        sort: filter.sort,
        which: filter.which,
        is_plain: filter.is_plain(),
        may_write: office.may(Right::PartiesWrite),
        now_ms: office.now.0,
        total,
        query,
    };
    match choices {
        Some(choices) => html(&List { page, table, counts, choices, may_import: office.may(Right::ImportsRead) }),
        None => html(&Part { page, table }),
    }
}

/// What was just done to many. Anybody may write anything into an address: only known words are repeated.
fn done(fait: &str, lang: Lang) -> Option<Toast> {
    let (what, n) = fait.split_once('-')?;
    let n: i64 = n.parse().ok().filter(|n| (0..=1_000_000).contains(n))?;
    let key = match what {
        "archive" => "parties-done-archived",
        "retour" => "parties-done-restored",
        "etiquette" => "parties-done-tagged",
        "sans" => "parties-done-untagged",
        "suppression" => "parties-done-deleted",
        _ => return None,
    };
    Some(Toast::new(lang.t_args(key, &[("n", n.into())])))
}
