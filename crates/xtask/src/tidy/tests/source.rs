use crate::tidy::paths::named;
use crate::tidy::source::{has_word, mask};

#[test]
fn comments_are_neither_code_nor_strings() {
    let masked = mask("a(); // \"b\" 'c\n/* d /* e */ f */ g(\"h\");");
    assert_eq!(masked.code, format!("a();{}\n{}g({});", " ".repeat(10), " ".repeat(18), " ".repeat(3)));
    assert_eq!(masked.strings.trim(), "\"h\"");
}

#[test]
fn strings_of_every_kind_are_told_from_code() {
    for text in [r#""a\"b""#, r##"r#"a"b"#"##, r#"br"a\""#, "c\"a\"", "\"a\nb\"", "r\"\\\""] {
        let masked = mask(&format!("x({text}) + y"));
        assert!(masked.code.starts_with("x("), "{text}");
        assert!(masked.code.ends_with(") + y"), "{text}: {}", masked.code);
        assert!(!masked.code.contains('a'), "{text}: {}", masked.code);
    }
}

#[test]
fn a_quote_in_a_character_starts_no_string_and_a_lifetime_no_character() {
    for text in ["'\"'", "'\\''", "'\\\\'", "b'\"'", "'é'", "'\\u{1F}'"] {
        assert!(mask(&format!("x({text}, y)")).code.ends_with(", y)"), "{text}");
    }
    let lifetimes = "fn f<'a>(x: &'a str) -> &'a str { r(x) }";
    assert_eq!(mask(lifetimes).code, lifetimes);
    assert_eq!(mask("var\"text\"").strings, "   \"text\"");
}

#[test]
fn masking_keeps_lines_where_they_are() {
    let text = "a\n/* b\nc */\n\"d\ne\"\nf // é\ng";
    let masked = mask(text);
    assert_eq!(masked.code.lines().count(), text.lines().count());
    assert_eq!(masked.code.lines().last(), Some("g"));
}

#[test]
fn a_word_stands_alone() {
    assert!(has_word("use axum::Router;", "axum"));
    assert!(!has_word("my_axum::Router", "axum"));
    assert!(!has_word("axum_extra::Router", "axum"));
    assert!(has_word("Engine::Cipher =>", "Engine::Cipher"));
    assert!(has_word("a space, x", "a space"));
}

fn paths(in_app: &str, text: &str) -> Vec<String> {
    named(in_app, text).iter().map(|n| format!("{} {}", n.line, n.path.join("::"))).collect()
}

#[test]
fn groups_of_imports_are_spread_out() {
    let text = "use crate::{\n    clock::Now,\n    space::{self, parties::{Party, PartyId as Id}, tags::*},\n};\nlet x = crate::web::page(1);";
    assert_eq!(
        paths("space/notes/pages.rs", text),
        ["2 clock::Now", "3 space", "3 space::parties::Party", "3 space::parties::PartyId", "3 space::tags::*", "5 web::page"]
    );
}

#[test]
fn super_and_self_are_resolved_from_the_file() {
    assert_eq!(paths("space/notes/pages.rs", "use super::queries;"), ["1 space::notes::queries"]);
    assert_eq!(
        paths("space/notes/mod.rs", "use super::parties::Party; use self::note::Note;"),
        ["1 space::parties::Party", "1 space::notes::note::Note"]
    );
    assert_eq!(paths("space/notes/pages.rs", "use super::super::super::platform::x;"), ["1 platform::x"]);
}

#[test]
fn paths_in_comments_strings_and_other_crates_are_not_ours() {
    let text = "// crate::platform\nlet a = \"crate::platform\"; b!($crate::platform); my_crate::platform::x(); fn f(self) {}";
    assert_eq!(paths("space/notes/mod.rs", text), Vec::<String>::new());
}
