use super::spdx::satisfied;
use super::{Metadata, Rules, check};

const ALLOWED: [&str; 3] = ["MIT", "Apache-2.0", "Unicode-3.0"];

#[test]
fn a_choice_of_licences_needs_one_and_a_sum_needs_all() {
    assert_eq!(satisfied("GPL-2.0 OR MIT", &ALLOWED), Some(true));
    assert_eq!(satisfied("GPL-2.0/MIT", &ALLOWED), Some(true));
    assert_eq!(satisfied("GPL-2.0 AND MIT", &ALLOWED), Some(false));
    assert_eq!(satisfied("(MIT OR GPL-2.0) AND Unicode-3.0", &ALLOWED), Some(true));
    assert_eq!(satisfied("MIT OR GPL-2.0 AND LGPL-3.0", &ALLOWED), Some(true));
    assert_eq!(satisfied("(MIT OR GPL-2.0) AND LGPL-3.0", &ALLOWED), Some(false));
}

#[test]
fn an_exception_only_permits() {
    assert_eq!(satisfied("Apache-2.0 WITH LLVM-exception", &ALLOWED), Some(true));
    assert_eq!(satisfied("GPL-2.0 WITH Classpath-exception-2.0", &ALLOWED), Some(false));
    assert_eq!(satisfied("GPL-2.0 WITH X", &["GPL-2.0 WITH X"]), Some(true));
}

#[test]
fn nonsense_is_not_read_as_a_licence() {
    for nonsense in ["", "MIT OR", "(MIT", "MIT MIT", "AND MIT", "MIT WITH", ")"] {
        assert_eq!(satisfied(nonsense, &ALLOWED), None, "{nonsense}");
    }
}

const RULES: &str = r#"
[graph]
targets = []
[licenses]
allow = ["MIT"]
exceptions = [{ crate = "odd", allow = ["Zlib"] }]
[bans]
multiple-versions = "allow"
deny = [{ crate = "bad", reason = "good is better" }, { crate = "tokio", deny-multiple-versions = true }]
[sources]
unknown-registry = "deny"
unknown-git = "deny"
"#;

/// The broken rules for crates given as (name, version, licence, source).
fn broken(crates: &[(&str, &str, &str, &str)]) -> Vec<String> {
    let rules: Rules = basic_toml::from_str(RULES).unwrap();
    let id = |(name, version, ..): &(&str, &str, &str, &str)| format!("{name}@{version}");
    let packages: Vec<_> =
        crates.iter().map(|c| serde_json::json!({ "name": c.0, "version": c.1, "id": id(c), "license": c.2, "source": c.3 })).collect();
    let nodes: Vec<_> = crates.iter().map(|c| serde_json::json!({ "id": id(c) })).collect();
    let told = serde_json::json!({ "packages": packages, "resolve": { "nodes": nodes } });
    let metadata: Metadata = serde_json::from_value(told).unwrap();
    check(&rules, &metadata)
}

const PUBLIC: &str = super::PUBLIC_REGISTRY;

#[test]
fn a_crate_with_an_allowed_licence_from_the_public_registry_passes() {
    assert!(broken(&[("good", "1.0.0", "MIT", PUBLIC)]).is_empty());
    assert!(broken(&[("odd", "1.0.0", "Zlib", PUBLIC)]).is_empty(), "its exception allows it");
}

#[test]
fn another_licence_is_named() {
    assert_eq!(broken(&[("good", "1.0.0", "SSPL-1.0", PUBLIC)]), ["good 1.0.0: its licence is not allowed: SSPL-1.0"]);
}

#[test]
fn another_source_is_named() {
    assert_eq!(broken(&[("a", "1.0.0", "MIT", "git+https://a.example/a")]), ["a 1.0.0: comes from git+https://a.example/a"]);
    assert_eq!(broken(&[("a", "1.0.0", "MIT", "registry+https://b.example")]).len(), 1);
}

#[test]
fn a_banned_crate_is_named_with_the_reason() {
    assert_eq!(broken(&[("bad", "2.0.0", "MIT", PUBLIC)]), ["bad 2.0.0: banned: good is better"]);
}

#[test]
fn only_some_crates_may_not_come_in_two_versions() {
    let both = |name| [(name, "1.0.0", "MIT", PUBLIC), (name, "2.0.0", "MIT", PUBLIC)];
    assert_eq!(broken(&both("tokio")), ["tokio: in 2 versions: 1.0.0, 2.0.0"]);
    assert!(broken(&both("rand")).is_empty());
}

#[test]
fn a_rule_that_is_not_understood_is_refused() {
    let more = RULES.replace("[sources]", "[sources]\nallow-org = { github = [\"x\"] }");
    assert!(basic_toml::from_str::<Rules>(&more).is_err());
}
