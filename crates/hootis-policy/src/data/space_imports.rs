//! A space's tables about what comes from a Dolibarr.

use super::Kind::{Activity, Company, Content, Identity};
use super::Protection::{Digest, Sealed};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::space(
        "import_source",
        Purpose::Import,
        &[&retention::SPACE_CONTENT],
        Text::new("Le Dolibarr de l’entreprise", "The company's Dolibarr"),
        &[
            Column::plain("id"),
            Column::plain("entity"),
            Column::personal("label", Company),
            Column::credential("sealed_url", Sealed).under(&retention::DOLIBARR_CREDENTIALS).erased_as_null(),
            Column::plain("take"),
            // The acknowledgement is a proof: it stays, with its author, as long as the source.
            Column::plain("acknowledged_text"),
            Column::personal("acknowledged_by", Activity),
            Column::personal("acknowledged_name", Identity),
            Column::personal("acknowledged_at", Activity),
            Column::plain("created_at"),
            Column::plain("updated_at"),
        ],
    ),
    Table::space(
        "import_upload",
        Purpose::Import,
        &[&retention::UPLOAD_READ, &retention::UPLOAD],
        Text::new("Les sauvegardes envoyées, scellées, le temps de les lire", "Dumps uploaded, sealed, until they are read"),
        &[
            Column::plain("id").not_exported(),
            Column::personal("name", Company).not_exported(),
            Column::plain("size_bytes").not_exported(),
            Column::personal("uploaded_by", Activity).not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::space(
        "import_run",
        Purpose::Import,
        &[&retention::IMPORT_RUN],
        Text::new("Les imports, qui les a demandés, ce qu’ils ont fait", "Imports, who asked for them, what they did"),
        &[
            Column::plain("id"),
            Column::plain("source_id"),
            Column::plain("kind"),
            Column::plain("state"),
            Column::plain("upload_id"),
            Column::plain("entity"),
            Column::plain("take"),
            Column::personal("requested_by", Activity).erased_as_null(),
            Column::personal("requested_name", Identity).erased_as("—"),
            Column::plain("started_at"),
            Column::plain("ended_at"),
            Column::plain("progress"),
            Column::plain("cancel_asked"),
            Column::plain("error"),
            Column::plain("created_at"),
        ],
    ),
    Table::space(
        "import_warning",
        Purpose::Import,
        &[&retention::IMPORT_RUN],
        Text::new("Ce qu’un import n’a pas pu reprendre tel quel", "What an import could not take as it was"),
        &[
            Column::plain("run_id"),
            Column::plain("num"),
            Column::plain("source_table"),
            Column::plain("source_row"),
            Column::plain("code"),
            Column::personal("args", Content).erased_as("[]"),
            Column::plain("created_at"),
        ],
    ),
    Table::space(
        "origin",
        Purpose::Import,
        &[&retention::SPACE_CONTENT],
        Text::new("De quelle ligne de Dolibarr vient chaque ligne", "Which row of Dolibarr each row came from"),
        &[
            Column::plain("source_id"),
            Column::plain("source_table"),
            Column::plain("source_row"),
            Column::plain("local_id"),
            Column::personal("fingerprint", Content).held(Digest),
            Column::plain("first_run"),
            Column::plain("last_run"),
            Column::plain("created_at"),
        ],
    ),
    Table::space(
        "import_before",
        Purpose::Import,
        &[&retention::IMPORT_BEFORE],
        Text::new("Ce qu’étaient les lignes avant un import, pour l’annuler", "What rows were before an import, to undo it"),
        &[
            Column::plain("run_id").not_exported(),
            Column::plain("num").not_exported(),
            Column::plain("table_name").not_exported(),
            Column::plain("row_key").not_exported(),
            Column::personal("before_image", Content).not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
];
