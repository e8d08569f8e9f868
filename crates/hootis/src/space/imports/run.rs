//! One run: what was asked, how far it is, what it counted.

use std::collections::{BTreeMap, BTreeSet};

use hootis_dolibarr::record::{Record, Target};
use hootis_dolibarr::{Phase, SeenTable, Take, business};
use hootis_space::{DbError, FromRow, Row};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a run does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RunKind {
    /// Looks at a Dolibarr.
    Check,
    /// Counts what an import would do.
    Dry,
    /// Imports.
    Import,
    /// Takes the files of an archive of documents.
    Documents,
}

impl RunKind {
    /// As it is stored.
    #[must_use]
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Dry => "dry",
            Self::Import => "import",
            Self::Documents => "documents",
        }
    }

    fn parse(code: &str) -> Self {
        match code {
            "check" => Self::Check,
            "dry" => Self::Dry,
            "documents" => Self::Documents,
            _ => Self::Import,
        }
    }
}

/// Where a run stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RunState {
    Queued,
    Running,
    Done,
    Failed,
    Cancelled,
    Undoing,
    Undone,
}

impl RunState {
    /// As it is stored.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Running => "running",
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Cancelled => "cancelled",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
        }
    }

    fn parse(code: &str) -> Self {
        match code {
            "queued" => Self::Queued,
            "running" => Self::Running,
            "done" => Self::Done,
            "cancelled" => Self::Cancelled,
            "undoing" => Self::Undoing,
            "undone" => Self::Undone,
            _ => Self::Failed,
        }
    }

    /// Whether work is going on, or about to.
    #[must_use]
    pub fn is_busy(self) -> bool {
        matches!(self, Self::Queued | Self::Running | Self::Undoing)
    }
}

/// What was done with the rows of one kind.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Counts {
    /// Rows of Dolibarr that were looked at.
    pub read: u64,
    pub created: u64,
    pub updated: u64,
    pub unchanged: u64,
    /// Rows that cannot be taken: broken, orphan, or deleted here.
    pub skipped: u64,
    /// Links and values that Dolibarr has no more.
    #[serde(default)]
    pub removed: u64,
}

/// How far a run is. Written with each batch, in the same transaction.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Progress {
    /// The phase of the last batch that was applied.
    pub phase: Option<Phase>,
    /// The same of what is sold, which comes after.
    pub sales_phase: Option<business::Phase>,
    /// Tables that the source does not have: that says nothing of what was in them.
    pub missing: BTreeSet<String>,
    /// Batches applied since the start of the phases that are resumed together (see `engine`).
    pub batches: u64,
    /// What was done, by kind of row (see [`TABLES`]).
    pub tables: BTreeMap<String, Counts>,
    /// Rows read so far.
    pub rows: u64,
    /// Rows there are, about; 0 when nobody counted.
    pub total: u64,
    /// Warnings there were; only the first ones are kept.
    pub warnings: u64,
    /// Before-images written.
    pub befores: i64,
    /// Time spent, in all sittings.
    pub elapsed_ms: u64,
    /// Which file or server exactly: a run goes on with the same only.
    pub identity: String,
    /// Whether the server confirmed that the session could not write; nothing for a dump.
    pub read_only: Option<bool>,
    /// What a check found.
    pub found: Option<Found>,
    /// Fields and rows that an undo left as members had changed them since.
    pub kept: u64,
    /// What was done with the files of an archive.
    pub archive: Archived,
}

/// What was done with the files of an archive. Rows read are its bytes then.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Archived {
    /// Entries that were seen to, folders not counted: where a run goes on.
    pub entries: u64,
    /// Files that belong to something here.
    pub matched: u64,
    pub unmatched: u64,
    pub skipped: u64,
    /// Of the matched ones, those that were not here.
    pub added: u64,
    /// Of the matched ones, those that had changed.
    pub replaced: u64,
}

/// What a check found, for the page that shows it.
#[derive(Clone, Default, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Found {
    pub version: Option<String>,
    pub prefix: String,
    pub charset: Option<String>,
    pub entities: Vec<(i64, Option<String>)>,
    pub counts: BTreeMap<String, u64>,
    /// Every table that holds rows, taken or not.
    #[serde(default)]
    pub tables: Vec<SeenTable>,
}

/// The names of the kinds of rows, in the order that people are shown.
pub const TABLES: [&str; 25] = [
    "third_parties",
    "contacts",
    "users",
    "categories",
    "custom_fields",
    "category_links",
    "sales_representatives",
    "custom_values",
    "products",
    "quotes",
    "orders",
    "invoices",
    "document_lines",
    "payments",
    "payment_shares",
    "discounts",
    "projects",
    "tasks",
    "time_spent",
    "tickets",
    "ticket_messages",
    "events",
    "attendees",
    "links",
    "files",
];

/// Which of [`TABLES`] a record belongs to.
pub(super) fn table_of(record: &Record) -> &'static str {
    match record {
        Record::ThirdParty(_) => "third_parties",
        Record::Contact(_) => "contacts",
        Record::User(_) => "users",
        Record::Category(_) => "categories",
        Record::CustomField(_) => "custom_fields",
        Record::CategoryLink(_) => "category_links",
        Record::SalesRepresentative(_) => "sales_representatives",
        Record::CustomValues(_) => "custom_values",
    }
}

/// Which of [`TABLES`] a table of Dolibarr belongs to.
pub(super) fn table_named(source_table: &str) -> Option<&'static str> {
    Some(match source_table {
        "societe" => "third_parties",
        "socpeople" => "contacts",
        "user" => "users",
        "categorie" => "categories",
        "extrafields" => "custom_fields",
        "societe_commerciaux" => "sales_representatives",
        "societe_extrafields" | "socpeople_extrafields" | "user_extrafields" => "custom_values",
        "product" => "products",
        "propal" => "quotes",
        "commande" => "orders",
        "facture" => "invoices",
        "propaldet" | "commandedet" | "facturedet" => "document_lines",
        "paiement" => "payments",
        "paiement_facture" => "payment_shares",
        "societe_remise_except" => "discounts",
        "projet" => "projects",
        "projet_task" => "tasks",
        "element_time" | "projet_task_time" => "time_spent",
        "ticket" => "tickets",
        "actioncomm" => "events",
        "actioncomm_resources" => "attendees",
        "element_element" => "links",
        "ecm_files" => "files",
        name if name.starts_with("categorie_") => "category_links",
        _ => return None,
    })
}

/// Dolibarr's own table of a target.
pub(super) fn source_table(target: Target) -> &'static str {
    match target {
        Target::ThirdParty => "societe",
        Target::Contact => "socpeople",
        Target::User => "user",
    }
}

impl Progress {
    /// The counts of one kind of rows.
    pub fn of(&mut self, table: &'static str) -> &mut Counts {
        self.tables.entry(table.to_owned()).or_default()
    }

    /// As it is stored.
    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_else(|_| "{}".to_owned())
    }

    /// The sum of all kinds.
    #[must_use]
    pub fn sum(&self) -> Counts {
        self.tables.values().fold(Counts::default(), |mut sum, counts| {
            sum.read += counts.read;
            sum.created += counts.created;
            sum.updated += counts.updated;
            sum.unchanged += counts.unchanged;
            sum.skipped += counts.skipped;
            sum.removed += counts.removed;
            sum
        })
    }
}

/// A run, as it is stored.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub id: Uuid,
    pub source_id: Option<Uuid>,
    pub kind: RunKind,
    pub state: RunState,
    pub upload_id: Option<Uuid>,
    pub entity: i64,
    pub take: Take,
    /// None for the command line.
    pub requested_by: Option<Uuid>,
    pub requested_name: String,
    pub started_at: Option<i64>,
    pub ended_at: Option<i64>,
    pub progress: Progress,
    pub cancel_asked: bool,
    /// A stable key (see `words`), or a sentence.
    pub error: Option<String>,
    pub created_at: i64,
    /// When the setting that asked for it was made; none where somebody asked for this very run.
    pub sync_set_at: Option<i64>,
}

/// The columns of a run, in the order that they are read.
pub(super) const RUN_COLUMNS: &str = "id, source_id, kind, state, upload_id, entity, take, requested_by, requested_name, started_at, ended_at, progress, cancel_asked, error, created_at, sync_set_at";

impl FromRow for Run {
    fn from_row(row: &mut Row) -> Result<Self, DbError> {
        Ok(Self {
            id: row.take()?,
            source_id: row.take()?,
            kind: RunKind::parse(&row.take::<String>()?),
            state: RunState::parse(&row.take::<String>()?),
            upload_id: row.take()?,
            entity: row.take::<Option<i64>>()?.unwrap_or(1),
            take: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
            requested_by: row.take()?,
            requested_name: row.take()?,
            started_at: row.take()?,
            ended_at: row.take()?,
            progress: serde_json::from_str(&row.take::<String>()?).unwrap_or_default(),
            cancel_asked: row.take()?,
            error: row.take()?,
            created_at: row.take()?,
            sync_set_at: row.take()?,
        })
    }
}
