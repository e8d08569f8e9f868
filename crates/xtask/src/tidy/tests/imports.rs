use super::found;
use crate::tidy::{bans, imports, layers, literals};

/// A small application around what a test writes.
fn app<'a>(files: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut all = vec![
        ("crates/hootis/src/app.rs", ""),
        ("crates/hootis/src/web/mod.rs", ""),
        ("crates/hootis/src/access/mod.rs", ""),
        ("crates/hootis/src/testing/mod.rs", ""),
        ("crates/hootis/src/platform/accounts/mod.rs", ""),
        ("crates/hootis/src/platform/sessions/mod.rs", ""),
        ("crates/hootis/src/space/notes/mod.rs", ""),
        ("crates/hootis/src/space/parties/mod.rs", ""),
        ("crates/hootis/src/space/parties/queries.rs", ""),
    ];
    all.retain(|(path, _)| !files.iter().any(|(p, _)| p == path));
    all.extend(files);
    all
}

fn imported(path: &str, text: &str, edges: &str) -> Vec<String> {
    found(imports::features, &app(&[(path, text), (imports::EDGES, edges)]))
}

const NOTES: &str = "crates/hootis/src/space/notes/pages.rs";

#[test]
fn a_feature_of_a_space_may_use_access_the_web_and_its_own_parts() {
    assert!(imported(NOTES, "use crate::access::BackOffice; use crate::web::Page; use super::queries; use crate::app::App;", "").is_empty());
}

#[test]
fn a_space_never_names_the_platform_listed_or_not() {
    let text = "\nuse crate::platform::accounts::Account;";
    let edge = "space::notes -> platform::accounts";
    assert_eq!(imported(NOTES, text, ""), [format!("{NOTES}:2 space::notes imports platform::accounts")]);
    assert_eq!(imported(NOTES, text, edge).len(), 2, "and the edge is of no use");
}

#[test]
fn an_edge_between_features_must_be_listed() {
    let text = "use crate::space::parties::Party;";
    assert_eq!(imported(NOTES, text, ""), [format!("{NOTES}:1 space::notes imports space::parties, which is not listed")]);
    assert!(imported(NOTES, text, "space::notes -> space::parties  # a note is on a party").is_empty());
}

#[test]
fn an_edge_that_nobody_uses_goes() {
    assert_eq!(
        imported(NOTES, "", "# one\nspace::notes -> space::parties"),
        [format!("{}:2 space::notes no longer imports space::parties", imports::EDGES)]
    );
}

#[test]
fn another_feature_is_entered_by_its_front_door() {
    let edges = "space::notes -> space::parties";
    let inside = imported(NOTES, "use crate::space::parties::queries::get;", edges);
    assert_eq!(inside, [format!("{NOTES}:1 space::notes reaches inside space::parties: space::parties::queries::get")]);
    assert!(imported(NOTES, "use crate::space::parties::Party::find;", edges).is_empty(), "a type is no module");
}

#[test]
fn features_that_need_each_other_are_told() {
    let files = app(&[
        (NOTES, "use crate::space::parties::Party;"),
        ("crates/hootis/src/space/parties/queries.rs", "use crate::space::notes::Note;"),
        (imports::EDGES, "space::notes -> space::parties\nspace::parties -> space::notes"),
    ]);
    let told = found(imports::features, &files);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("part of a cycle"));
}

#[test]
fn a_chain_is_no_cycle() {
    let files = app(&[
        ("crates/hootis/src/space/tags/mod.rs", ""),
        (NOTES, "use crate::space::parties::Party;"),
        ("crates/hootis/src/space/parties/queries.rs", "use crate::space::tags::Tag;"),
        (imports::EDGES, "space::notes -> space::parties\nspace::parties -> space::tags"),
    ]);
    assert_eq!(found(imports::features, &files), Vec::<String>::new());
}

#[test]
fn the_lower_modules_know_no_feature() {
    let web = "crates/hootis/src/web/page.rs";
    assert_eq!(imported(web, "use crate::space::parties::Party;", ""), [format!("{web}:1 web imports space::parties")]);
    assert_eq!(imported(web, "use crate::access::Portal;", ""), [format!("{web}:1 web imports access")]);
}

#[test]
fn access_knows_no_room_and_what_it_opens_on_the_platform_is_listed() {
    let access = "crates/hootis/src/access/office.rs";
    assert_eq!(imported(access, "use crate::platform::sessions::Session;", "").len(), 1);
    assert!(imported(access, "use crate::platform::sessions::Session;", "access -> platform::sessions").is_empty());
    assert_eq!(imported(access, "use crate::space::parties::Party;", "").len(), 1);
}

#[test]
fn one_line_that_imports_two_things_of_a_feature_is_told_once() {
    assert_eq!(imported(NOTES, "use crate::space::parties::{Party, PartyId};", "").len(), 1);
}

#[test]
fn the_top_may_import_all_and_is_imported_by_nobody() {
    let router = "crates/hootis/src/router.rs";
    assert!(imported(router, "use crate::space::parties; use crate::platform::accounts; use crate::space::parties::queries::get;", "").is_empty());
    assert_eq!(imported(NOTES, "use crate::router::routes;", "").len(), 0, "there is none");
    let with_router = app(&[(router, ""), (NOTES, "use crate::router::routes;")]);
    assert_eq!(found(imports::features, &with_router).len(), 1);
}

#[test]
fn the_state_of_the_application_is_known_below_where_it_is_listed() {
    let web = "crates/hootis/src/web/page.rs";
    assert_eq!(imported(web, "use crate::app::App;", "").len(), 1);
    assert!(imported(web, "use crate::app::App;", "web -> app").is_empty());
}

#[test]
fn what_is_shipped_knows_no_test_and_tests_may_know_all() {
    assert_eq!(imported(NOTES, "use crate::testing::TestApp;", "").len(), 1);
    let tests = "crates/hootis/src/space/notes/tests.rs";
    assert!(imported(tests, "use crate::testing::TestApp; use crate::platform::accounts::Account;", "").is_empty());
}

#[test]
fn a_template_takes_from_its_own_folder_and_from_web() {
    let page = "crates/hootis/src/space/notes/list.html";
    let own = "{% extends \"web/shell/office.html\" %}\n{%- include \"space/notes/_row.html\" %}";
    let other = "{% import \"space/parties/_row.html\" as row %}";
    assert!(found(imports::templates, &app(&[(page, own)])).is_empty());
    assert_eq!(found(imports::templates, &app(&[(page, other)])), [format!("{page}:1 a template of space::notes takes space/parties/_row.html")]);
}

#[test]
fn a_lower_crate_may_not_use_a_sister() {
    let vault = |line: &str| {
        let manifest = format!("[package]\nname = \"hootis-vault\"\n\n[dependencies]\n{line}\n");
        found(layers::crates, &[("crates/hootis-vault/Cargo.toml", &manifest)])
    };
    assert!(vault("hootis-policy.workspace = true\nsha2 = \"0.11\"").is_empty());
    assert_eq!(vault("hootis-space.workspace = true"), ["crates/hootis-vault/Cargo.toml:5 hootis-vault must not use hootis-space"]);
    assert_eq!(vault("\n[target.'cfg(unix)'.dependencies.axum]").len(), 1);
    assert!(vault("\n[dev-dependencies]\nrusqlite = \"1\"").is_empty(), "a test may look from outside");
}

#[test]
fn the_engine_is_known_in_one_crate() {
    let engine = "fn f(c: &rusqlite::Connection) {} // rusqlite";
    assert_eq!(found(bans::check, &[("crates/hootis/src/space/notes/note.rs", engine)]).len(), 1);
    assert!(found(bans::check, &[("crates/hootis-space/src/cipher.rs", engine)]).is_empty());
}

#[test]
fn a_page_holds_no_sql_and_a_query_no_http() {
    let sql = "let rows = db.list(\n  \"SELECT id\n   FROM note\");\ndb.run(\"update note set a = $1\");";
    assert_eq!(found(bans::check, &[("crates/hootis/src/space/notes/pages.rs", "db.run(\"DELETE FROM note\");")]).len(), 1);
    assert_eq!(
        found(bans::check, &[("crates/hootis/src/space/notes/api.rs", sql)]),
        ["crates/hootis/src/space/notes/api.rs:4 SQL in what speaks to people"]
    );
    assert!(found(bans::check, &[("crates/hootis/src/space/notes/queries.rs", sql)]).is_empty());
    assert!(found(bans::check, &[("crates/hootis/src/space/notes/pages.rs", "say(\"Update your notes\");")]).is_empty());
    assert_eq!(found(bans::check, &[("crates/hootis/src/space/notes/queries.rs", "use axum::Json;")]).len(), 1);
}

#[test]
fn only_platform_spaces_opens_spaces() {
    let opens = "fn f(s: &SpaceDb) {}";
    assert_eq!(found(bans::check, &[("crates/hootis/src/platform/accounts/queries.rs", opens)]).len(), 1);
    assert!(found(bans::check, &[("crates/hootis/src/platform/spaces/queries.rs", opens)]).is_empty());
    assert_eq!(found(bans::check, &[("crates/hootis/src/space/notes/queries.rs", "fn f(p: &PlatformDb) {}")]).len(), 1);
}

#[test]
fn a_promised_duration_stands_in_the_policy_only() {
    let note = |text: &str| found(literals::check, &[("crates/hootis/src/space/notes/note.rs", text)]).len();
    assert_eq!(note("let keep = Duration::days(30);"), 1);
    assert_eq!(note("let day = 24 * 60 * 60;"), 1);
    assert_eq!(note("let keep = Duration::days(rule.keep_days);"), 0, "it carries a promise out");
    assert_eq!(note("let wait = Duration::from_secs(5); // 86400"), 0, "seconds are technique");
    assert!(found(literals::check, &[("crates/hootis-policy/src/retention.rs", "Duration::days(30)")]).is_empty());
    assert!(found(literals::check, &[("crates/hootis/src/space/notes/tests.rs", "Duration::days(30)")]).is_empty());
}

#[test]
fn a_cookie_and_a_host_are_named_in_the_policy_only() {
    let policy = (
        "crates/hootis-policy/src/cookies.rs",
        "const A: Cookie = Cookie { name: \"rgpd\" };\nconst B: Cookie = Cookie::ours(\n    \"XSRF-TOKEN\", 2);",
    );
    let note = |text: &str| found(literals::check, &[policy, ("crates/hootis/src/web/consent.rs", text)]).len();
    assert_eq!(note("jar.get(\"rgpd\")"), 1);
    assert_eq!(note("jar.get(\"XSRF-TOKEN\")"), 1);
    assert_eq!(note("jar.get(cookies::RGPD) // \"rgpd\""), 0);
    assert_eq!(note("call(\"https://api.example\")"), 1);
    assert_eq!(note("say(\"it must begin with https://\"); link.starts_with(\"https://\")"), 0);
    assert_eq!(note("\"; Max-Age=3600\""), 1);
    assert_eq!(note("\"; Max-Age=0\"; \"; Max-Age={seconds}\""), 0, "a removal, and a declared life");
}
