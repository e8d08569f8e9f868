//! The platform's tables of those who run Hootis, and of what they see of its visitors.

use super::Kind::{Activity, Browser, ContactDetails, Identity, NetworkAddress, Preference};
use super::Protection::{Digest, PasswordHash};
use super::{Column, Purpose, Table};
use crate::retention;
use crate::text::Text;

pub(super) const TABLES: &[Table] = &[
    Table::platform(
        "operator",
        Purpose::Operation,
        &[&retention::OPERATOR],
        Text::new("Les personnes qui exploitent Hootis", "The people who run Hootis"),
        &[
            Column::plain("id"),
            Column::personal("email", ContactDetails),
            Column::personal("email_key", ContactDetails).not_exported(),
            Column::personal("name", Identity),
            // None until the mailed link was followed.
            Column::credential("password_hash", PasswordHash),
            Column::personal("password_changed_at", Activity),
            Column::plain("state"),
            Column::personal("lang", Preference),
            Column::personal("theme", Preference),
            Column::plain("deactivated_at"),
            Column::personal("created_at", Activity),
            Column::personal("updated_at", Activity),
        ],
    ),
    Table::platform(
        "operator_link",
        Purpose::Operation,
        &[&retention::PASSWORD_LINK],
        Text::new("Les liens envoyés aux exploitants pour choisir un mot de passe", "Links mailed to operators to choose a password"),
        &[
            Column::credential("token_hash", Digest),
            Column::plain("operator_id").not_exported(),
            Column::plain("expires_at").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::platform(
        "visit",
        Purpose::Security,
        &[&retention::BROWSING_RECORD],
        Text::new("Les visites : cinq données chacune, sans la page ni la personne", "Visits: five facts each, neither the page nor the person"),
        &[
            Column::plain("id").not_exported(),
            Column::personal("address", NetworkAddress).under(&retention::BROWSING_RECORD).not_exported(),
            Column::personal("visited_at", Activity).not_exported(),
            Column::personal("browser", Browser).not_exported(),
            Column::personal("platform", Browser).not_exported(),
            // Origin and path of the page that led here, without its query; none of ours.
            Column::personal("referrer", Activity).not_exported(),
        ],
    ),
    Table::platform(
        "audience",
        Purpose::Audience,
        &[&retention::AUDIENCE],
        Text::new("Les compteurs d’audience, par jour", "The counters of the audience, by day"),
        &[
            Column::plain("day").not_exported(),
            Column::plain("facet").not_exported(),
            // The template of a route, an origin, the family of a browser.
            Column::plain("label").not_exported(),
            Column::plain("hits").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::platform(
        "space_total",
        Purpose::Audience,
        &[],
        Text::new("Trois nombres de chaque espace qui participe aux tendances", "Three numbers of each space that takes part in the trends"),
        &[
            Column::plain("space_id").not_exported(),
            Column::plain("month").not_exported(),
            Column::plain("parties").not_exported(),
            Column::plain("messages").not_exported(),
            Column::plain("imports").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::platform(
        "trend",
        Purpose::Audience,
        &[],
        Text::new("Les totaux du service par mois", "The totals of the service by month"),
        &[
            Column::plain("month").not_exported(),
            Column::plain("measure").not_exported(),
            Column::plain("total").not_exported(),
            Column::plain("spaces").not_exported(),
            Column::plain("created_at").not_exported(),
        ],
    ),
    Table::platform(
        "reveal",
        Purpose::Security,
        &[&retention::REVEAL],
        Text::new("Chaque fois que des traces ont été reliées à une personne", "Each time that records were linked to a person"),
        &[
            Column::plain("id"),
            Column::plain("ground"),
            // The number of a file on paper: what it says stays there.
            Column::personal("reference", Activity).not_exported(),
            Column::plain("created_at"),
        ],
    ),
];
