//! The platform's tables about the retention engine itself.

use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::platform(
        "retention_rule",
        Purpose::Operation,
        &[],
        Text::new("Le dernier et le prochain passage de chaque règle de conservation", "The last and the next run of each retention rule"),
        &[
            Column::plain("rule").not_exported(),
            Column::plain("next_run_at").not_exported(),
            Column::plain("leased_until").not_exported(),
            Column::plain("ran_at").not_exported(),
            Column::plain("took_ms").not_exported(),
            Column::plain("amount").not_exported(),
            Column::plain("late_ms").not_exported(),
            Column::plain("oldest_due_at").not_exported(),
            Column::plain("outcome").not_exported(),
            Column::plain("created_at").not_exported(),
            Column::plain("updated_at").not_exported(),
        ],
    ),
    Table::platform(
        "retention_run",
        Purpose::Operation,
        &[&retention::RETENTION_RUN],
        Text::new("Les passages des règles de conservation : des comptes, aucun contenu", "Runs of retention rules: counts, no content"),
        &[
            Column::plain("id").not_exported(),
            Column::plain("rule").not_exported(),
            Column::plain("started_at").not_exported(),
            Column::plain("ended_at").not_exported(),
            Column::plain("amount").not_exported(),
            Column::plain("late_ms").not_exported(),
            Column::plain("outcome").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
];
