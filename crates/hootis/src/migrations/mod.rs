//! The shape of all databases, one file a change, written once for both engines.
//!
//! Files are only ever added, never edited; their order here is the order they are applied in. What they
//! come to, for whoever reviews it, stands in `shape/`, a file a database and engine (`make shape`).
//! See `hootis_space::Migration` for the types that may be used.

use hootis_space::{Migration, Step};

/// The platform's own database.
pub const PLATFORM: &[Migration] = &[
    Migration { name: "accounts_sign_up_and_own_spaces", steps: &[Step::Sql(include_str!("platform/0001_accounts_sign_up_and_own_spaces.sql"))] },
    Migration { name: "mails_and_jobs_wait_their_turn", steps: &[Step::Sql(include_str!("platform/0002_mails_and_jobs_wait_their_turn.sql"))] },
    Migration { name: "promises_are_checked", steps: &[Step::Sql(include_str!("platform/0003_promises_are_checked.sql"))] },
    Migration { name: "operators_sign_in", steps: &[Step::Sql(include_str!("platform/0004_operators_sign_in.sql"))] },
    Migration { name: "visits_are_recorded", steps: &[Step::Sql(include_str!("platform/0005_visits_are_recorded.sql"))] },
    Migration { name: "trends_by_month", steps: &[Step::Sql(include_str!("platform/0006_trends_by_month.sql"))] },
    Migration { name: "the_journal_has_a_head_elsewhere", steps: &[Step::Sql(include_str!("platform/0007_the_journal_has_a_head_elsewhere.sql"))] },
    Migration { name: "retention_rules_run", steps: &[Step::Sql(include_str!("platform/0008_retention_rules_run.sql"))] },
    Migration { name: "outgoing_calls_are_counted", steps: &[Step::Sql(include_str!("platform/0009_outgoing_calls_are_counted.sql"))] },
    Migration {
        name: "holders_are_told_of_policy_changes",
        steps: &[Step::Sql(include_str!("platform/0010_holders_are_told_of_policy_changes.sql"))],
    },
    Migration {
        name: "visitors_choose_and_are_written_to",
        steps: &[Step::Sql(include_str!("platform/0011_visitors_choose_and_are_written_to.sql"))],
    },
    Migration { name: "reveals_are_counted", steps: &[Step::Sql(include_str!("platform/0012_reveals_are_counted.sql"))] },
    Migration { name: "spaces_and_accounts_end", steps: &[Step::Sql(include_str!("platform/0013_spaces_and_accounts_end.sql"))] },
    Migration { name: "a_space_comes_back_once", steps: &[Step::Sql(include_str!("platform/0014_a_space_comes_back_once.sql"))] },
    Migration { name: "people_have_a_second_factor", steps: &[Step::Sql(include_str!("platform/0015_people_have_a_second_factor.sql"))] },
    Migration { name: "people_have_passkeys", steps: &[Step::Sql(include_str!("platform/0016_people_have_passkeys.sql"))] },
    Migration { name: "an_sms_invites_to_a_second_factor", steps: &[Step::Sql(include_str!("platform/0017_an_sms_invites_to_a_second_factor.sql"))] },
    Migration { name: "letters_leave_before_mailings", steps: &[Step::Sql(include_str!("platform/0018_letters_leave_before_mailings.sql"))] },
    Migration { name: "payments_that_failed_are_counted", steps: &[Step::Sql(include_str!("platform/0019_payments_that_failed_are_counted.sql"))] },
    Migration { name: "sessions_keep_less", steps: &[Step::Sql(include_str!("platform/0020_sessions_keep_less.sql"))] },
    Migration { name: "programs_have_keys", steps: &[Step::Sql(include_str!("platform/0021_programs_have_keys.sql"))] },
    Migration { name: "trials_leave_a_trace", steps: &[Step::Sql(include_str!("platform/0022_trials_leave_a_trace.sql"))] },
    Migration { name: "support_is_let_in", steps: &[Step::Sql(include_str!("platform/0023_support_is_let_in.sql"))] },
    Migration { name: "new_devices_are_told", steps: &[Step::Sql(include_str!("platform/0024_new_devices_are_told.sql"))] },
    Migration { name: "browsers_fill_forms_in", steps: &[Step::Sql(include_str!("platform/0025_browsers_fill_forms_in.sql"))] },
    Migration { name: "holders_change_their_address", steps: &[Step::Sql(include_str!("platform/0026_holders_change_their_address.sql"))] },
    Migration { name: "keys_of_spaces_are_changed", steps: &[Step::Sql(include_str!("platform/0027_keys_of_spaces_are_changed.sql"))] },
    Migration { name: "notice_counts_from_its_mail", steps: &[Step::Sql(include_str!("platform/0028_notice_counts_from_its_mail.sql"))] },
    Migration {
        name: "mails_that_were_given_up_are_counted",
        steps: &[Step::Sql(include_str!("platform/0029_mails_that_were_given_up_are_counted.sql"))],
    },
    Migration { name: "messages_are_counted_by_month", steps: &[Step::Sql(include_str!("platform/0030_messages_are_counted_by_month.sql"))] },
];

/// The security journal.
pub const JOURNAL: &[Migration] = &[
    Migration { name: "entries_are_chained", steps: &[Step::Sql(include_str!("journal/0001_entries_are_chained.sql"))] },
    Migration { name: "entries_of_an_account_are_found", steps: &[Step::Sql(include_str!("journal/0002_entries_of_an_account_are_found.sql"))] },
];

/// A space.
pub const SPACE: &[Migration] = &[
    Migration { name: "members_sign_in", steps: &[Step::Sql(include_str!("space/0001_members_sign_in.sql"))] },
    Migration { name: "parties_have_contacts", steps: &[Step::Sql(include_str!("space/0002_parties_have_contacts.sql"))] },
    Migration { name: "everything_can_be_found", steps: &[Step::SearchIndex] },
    Migration { name: "rows_come_from_dolibarr", steps: &[Step::Sql(include_str!("space/0003_rows_come_from_dolibarr.sql"))] },
    Migration {
        name: "parties_sort_by_town_and_show_doubles",
        steps: &[Step::Sql(include_str!("space/0004_parties_sort_by_town_and_show_doubles.sql"))],
    },
    Migration {
        name: "archived_contacts_are_listed_by_name",
        steps: &[Step::Sql(include_str!("space/0005_archived_contacts_are_listed_by_name.sql"))],
    },
    Migration { name: "custom_fields_retire", steps: &[Step::Sql(include_str!("space/0006_custom_fields_retire.sql"))] },
    Migration { name: "members_have_a_second_factor", steps: &[Step::Sql(include_str!("space/0007_members_have_a_second_factor.sql"))] },
    Migration { name: "members_have_passkeys", steps: &[Step::Sql(include_str!("space/0008_members_have_passkeys.sql"))] },
    Migration { name: "sessions_keep_less", steps: &[Step::Sql(include_str!("space/0009_sessions_keep_less.sql"))] },
    Migration { name: "new_devices_are_told", steps: &[Step::Sql(include_str!("space/0010_new_devices_are_told.sql"))] },
    Migration { name: "contacts_come_in", steps: &[Step::Sql(include_str!("space/0011_contacts_come_in.sql"))] },
    Migration { name: "people_talk", steps: &[Step::Sql(include_str!("space/0012_people_talk.sql"))] },
    Migration { name: "contacts_correct_and_ask", steps: &[Step::Sql(include_str!("space/0013_contacts_correct_and_ask.sql"))] },
    Migration { name: "documents_are_read", steps: &[Step::Sql(include_str!("space/0014_documents_are_read.sql"))] },
    Migration { name: "files_are_kept", steps: &[Step::Sql(include_str!("space/0015_files_are_kept.sql"))] },
    Migration { name: "sums_read_an_index_alone", steps: &[Step::Sql(include_str!("space/0016_sums_read_an_index_alone.sql"))] },
    Migration { name: "work_is_read", steps: &[Step::Sql(include_str!("space/0017_work_is_read.sql"))] },
    Migration { name: "a_dolibarr_is_read_again", steps: &[Step::Sql(include_str!("space/0018_a_dolibarr_is_read_again.sql"))] },
    Migration { name: "files_go_with_messages", steps: &[Step::Sql(include_str!("space/0019_files_go_with_messages.sql"))] },
    Migration { name: "files_come_from_dolibarr", steps: &[Step::Sql(include_str!("space/0020_files_come_from_dolibarr.sql"))] },
    Migration { name: "employees_have_a_photo", steps: &[Step::Sql(include_str!("space/0021_employees_have_a_photo.sql"))] },
];

#[cfg(test)]
mod tests;
