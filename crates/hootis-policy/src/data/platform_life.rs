//! The platform's tables about how spaces and accounts end.

use super::Kind::Company;
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::platform(
        "reminder",
        Purpose::Mail,
        &[],
        Text::new("Les rappels déjà faits, pour n’en faire aucun deux fois", "Reminders already made, so that none is made twice"),
        &[
            Column::plain("subject_id").not_exported(),
            Column::plain("kind").not_exported(),
            Column::plain("about_at").not_exported(),
            Column::plain("before_s").not_exported(),
            Column::plain("mail_id").not_exported(),
            Column::plain("created_at").not_exported(),
            Column::plain("handed_at").not_exported(),
        ],
    ),
    Table::platform(
        "destruction",
        Purpose::Space,
        &[&retention::SPACE_CONTENT],
        Text::new("Les destructions en cours, le temps de finir", "Destructions under way, until they are done"),
        &[
            Column::plain("space_id").not_exported(),
            Column::plain("account_id").not_exported(),
            Column::personal("slug", Company).not_exported(),
            Column::personal("company", Company).not_exported(),
            Column::plain("reason").not_exported(),
            Column::plain("disabled_at").not_exported(),
            // Names of tables, counts and hashes of what is about to go: what the certificate says.
            Column::plain("facts").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::platform(
        "steady_clock",
        Purpose::Operation,
        &[],
        Text::new(
            "Le temps réellement écoulé, que changer l’heure ne change pas",
            "Time that really passed, which setting the clock does not change",
        ),
        &[
            Column::plain("boot").not_exported(),
            Column::plain("ticks").not_exported(),
            Column::plain("elapsed").not_exported(),
            Column::plain("created_at").not_exported(),
            Column::plain("updated_at").not_exported(),
        ],
    ),
];
