//! The table of enforcements against the declarations.

use hootis_policy::data::{self, Database};
use hootis_policy::retention::{self, RULES, Rule};

use crate::retention::{ENFORCEMENTS, Enforcement};

/// Rules that not exactly one enforcement is for, and enforcements of what is no rule.
fn disagreements<'a>(rules: &[&Rule], enforcements: impl Iterator<Item = &'a Enforcement> + Clone) -> Vec<String> {
    let mut found = Vec::new();
    for rule in rules {
        match enforcements.clone().filter(|one| one.rule.name == rule.name).count() {
            1 => {}
            many => found.push(format!("{} has {many} enforcements", rule.name)),
        }
    }
    found.extend(
        enforcements.filter(|one| rules.iter().all(|rule| rule.name != one.rule.name)).map(|one| format!("{} is no rule in force", one.rule.name)),
    );
    found
}

#[test]
fn p_k1_every_rule_has_exactly_one_enforcement() {
    assert_eq!(disagreements(RULES, ENFORCEMENTS.iter()), Vec::<String>::new());
}

#[test]
fn p_k1_a_rule_without_enforcement_and_an_enforcement_without_rule_are_found() {
    let more: Vec<&Rule> = RULES.iter().copied().chain([&retention::INVOICE]).collect();
    assert_eq!(disagreements(&more, ENFORCEMENTS.iter()), ["invoice has 0 enforcements"]);
    assert_eq!(disagreements(RULES, ENFORCEMENTS.iter().chain(&ENFORCEMENTS[..1])), ["signup has 2 enforcements"]);
    let fewer: Vec<&Rule> = RULES.iter().copied().filter(|rule| rule.name != "signup").collect();
    assert_eq!(disagreements(&fewer, ENFORCEMENTS.iter()), ["signup is no rule in force"]);
}

/// Every table under a rule is reached by what enforces that rule, and nothing reaches a table that is not under it.
#[test]
fn p_k1_every_table_under_a_rule_is_reached_by_its_enforcement() {
    for database in Database::ALL {
        for table in data::tables(database) {
            for rule in table.all_rules() {
                let enforcement = crate::retention::of(rule.name).unwrap_or_else(|| panic!("{} has no enforcement", rule.name));
                assert!(enforcement.covers(table.name), "{} does not reach {}", rule.name, table.name);
            }
        }
    }
    for enforcement in ENFORCEMENTS {
        for (database, rows) in [(Database::Platform, enforcement.platform), (Database::Space, enforcement.spaces)] {
            for rows in rows {
                let table = data::table(database, rows.table).unwrap_or_else(|| panic!("{} is no table", rows.table));
                let under = table.all_rules().any(|rule| rule == enforcement.rule) || enforcement.rule == &retention::SPACE_CONTENT;
                assert!(under, "{} is not under {}", rows.table, enforcement.rule.name);
            }
        }
    }
}

/// What is carried out in the act that starts the clock leaves nothing for the engine.
#[test]
fn p_k1_only_rules_of_no_time_at_all_are_left_to_the_act_itself() {
    for enforcement in ENFORCEMENTS.iter().filter(|one| !one.is_of_platform() && !one.is_of_spaces()) {
        assert_eq!(enforcement.rule.keep.as_seconds(), 0, "{} waits, and nobody looks", enforcement.rule.name);
    }
}
