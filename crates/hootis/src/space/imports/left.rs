//! What of a Dolibarr is not taken: told from what the last look saw in the base, and from what the code reads.

use askama::Template;
use axum::response::Response;
use hootis_dolibarr::SeenTable;

use super::engine::untaken_tables;
use super::queries;
use crate::access::{BackOffice, may};
use crate::error::Result;
use crate::web::i18n::Lang;
use crate::web::page::Page;
use crate::web::reply::html;

/// What tables are about: the key of its name, and how the names of its tables begin. The first that fits counts.
const GROUPS: [(&str, &[&str]); 11] = [
    (
        "imports-left-secret",
        &[
            "user_param",
            "user_rib",
            "user_right",
            "usergroup_rights",
            "oauth",
            "session",
            "societe_rib",
            "societe_account",
            "emailcollector",
            "blockedlog",
            "api_",
            "onlinesignature",
        ],
    ),
    ("imports-left-suppliers", &["facture_fourn", "commande_fourn", "supplier_", "product_fourn", "paiementfourn", "propal_fourn", "reception"]),
    (
        "imports-left-accounts",
        &[
            "bank",
            "accounting",
            "bordereau",
            "paiementcharge",
            "chargesociales",
            "tva",
            "prelevement",
            "payment_",
            "paiement",
            "loan",
            "salary",
            "localtax",
            "facture_rec",
            "asset",
        ],
    ),
    (
        "imports-left-stock",
        &[
            "stock",
            "entrepot",
            "product_stock",
            "product_lot",
            "product_batch",
            "expedition",
            "inventory",
            "delivery",
            "livraison",
            "mrp",
            "bom",
            "workstation",
        ],
    ),
    ("imports-left-contracts", &["contrat", "fichinter", "knowledgemanagement", "partnership"]),
    ("imports-left-work", &["projet", "element_time", "actioncomm", "ticket", "eventorganization", "resource", "element_resources", "bookcal"]),
    (
        "imports-left-people",
        &["holiday", "expensereport", "hrm", "recruitment", "deplacement", "establishment", "adherent", "don", "subscription", "user_", "usergroup"],
    ),
    ("imports-left-products", &["product", "categorie_product"]),
    (
        "imports-left-sales",
        &["propal", "commande", "facture", "societe", "socpeople", "mailing", "opensurvey", "categorie", "element_", "comm", "links"],
    ),
    ("imports-left-lists", &["c_"]),
    (
        "imports-left-settings",
        &[
            "const",
            "menu",
            "rights_def",
            "boxes",
            "cronjob",
            "document_model",
            "events",
            "extrafields",
            "default_values",
            "entity",
            "ecm",
            "notify",
            "overwrite_trans",
            "translation",
            "bookmark",
            "website",
            "takepos",
            "multicurrency",
            "accounting_system",
            "import_model",
            "export_model",
            "printing",
        ],
    ),
];

/// Tables of one kind.
struct Group {
    name: &'static str,
    tables: Vec<(String, i64)>,
}

impl Group {
    fn rows(&self) -> i64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }
}

/// Columns of a table that is taken.
struct Columns {
    table: String,
    rows: i64,
    names: String,
    count: i64,
}

#[derive(Template)]
#[template(path = "space/imports/left.html")]
struct Show {
    page: Page,
    /// When the base was looked at; none when none was.
    seen_at: Option<i64>,
    label: String,
    groups: Vec<Group>,
    columns: Vec<Columns>,
}

/// Whether a table is left out wholly.
fn is_left(table: &SeenTable, untaken: &[&str]) -> bool {
    !table.is_read || untaken.contains(&table.name.as_str())
}

fn number(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

/// The tables that are not taken, by what they are about, the largest first.
fn groups(lang: Lang, tables: &[SeenTable], untaken: &[&str]) -> Vec<Group> {
    let key = |name: &str| {
        let fits = |(_, starts): &&(&str, &[&str])| starts.iter().any(|start| name.starts_with(start));
        GROUPS.iter().find(fits).map_or("imports-left-other", |(key, _)| key)
    };
    let mut left: Vec<&SeenTable> = tables.iter().filter(|table| is_left(table, untaken)).collect();
    left.sort_by(|a, b| b.rows.cmp(&a.rows).then_with(|| a.name.cmp(&b.name)));
    let order = GROUPS.iter().map(|(key, _)| *key).chain(["imports-left-other"]);
    let group = |wanted: &'static str| {
        let of = left.iter().filter(|table| key(&table.name) == wanted);
        Group { name: lang.t(wanted), tables: of.map(|table| (table.name.clone(), number(table.rows))).collect() }
    };
    order.map(group).filter(|group| !group.tables.is_empty()).collect()
}

/// What the last look at a Dolibarr saw that Hootis does not take.
pub async fn show(office: BackOffice<may::ImportsRead>) -> Result<Response> {
    let run = queries::find_last_check(&office.space).await?;
    let untaken = untaken_tables();
    let seen = run.as_ref().and_then(|run| run.progress.found.as_ref());
    let tables: &[SeenTable] = seen.map_or(&[], |found| &found.tables);
    let of = |table: &SeenTable| Columns {
        table: table.name.clone(),
        rows: number(table.rows),
        names: table.unread_columns.join(", "),
        count: i64::try_from(table.unread_columns.len()).unwrap_or(i64::MAX),
    };
    let columns = tables.iter().filter(|table| !is_left(table, &untaken) && !table.unread_columns.is_empty()).map(of).collect();
    let seen_at = run.as_ref().filter(|_| !tables.is_empty()).map(|run| run.ended_at.unwrap_or(run.created_at));
    let label = match run.as_ref().and_then(|run| run.source_id) {
        Some(source) => queries::get_source(&office.space, source).await?.label,
        None => String::new(),
    };
    html(&Show { page: office.page("imports-left-title"), seen_at, label, groups: groups(office.lang(), tables, &untaken), columns })
}
