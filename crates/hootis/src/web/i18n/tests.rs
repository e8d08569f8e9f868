//! The catalogues agree with each other and with the sources.

use std::collections::{BTreeMap, BTreeSet};

use super::{Lang, catalogue, load, t, t_args, typo};
use crate::web::tests::sources::{after, sources};

fn keys(lang: Lang) -> BTreeMap<&'static str, &'static str> {
    let mut found = BTreeMap::new();
    for (file, text) in catalogue::files(lang) {
        for key in catalogue::keys_of(text) {
            if let Some(other) = found.insert(key, file) {
                panic!("{key} is in {other} and in {file}");
            }
        }
    }
    found
}

#[test]
fn both_catalogues_can_be_read() {
    load().unwrap();
}

#[test]
fn every_key_is_in_both_languages_and_once() {
    let (french, english) = (keys(Lang::Fr), keys(Lang::En));
    let names = |m: &BTreeMap<&'static str, &'static str>| m.keys().copied().collect::<BTreeSet<_>>();
    let alone: Vec<_> = names(&french).symmetric_difference(&names(&english)).copied().collect();
    assert!(alone.is_empty(), "in one language only: {alone:?}");
    assert!(french.len() > 40);
    for (key, file) in &french {
        assert_eq!(file.replace("fr.ftl", "en.ftl"), english[key], "{key} is not in the same folder in both languages");
    }
}

#[test]
fn a_message_needs_arguments_in_both_languages_or_in_none() {
    for key in keys(Lang::Fr).keys() {
        let [french, english] = Lang::ALL.map(|l| catalogue::of(l).is_fixed(key));
        assert_eq!(french, english, "{key}");
    }
}

#[test]
fn every_key_is_used_and_every_key_used_exists() {
    let known = keys(Lang::Fr);
    let mut used = BTreeSet::new();
    for (file, text) in sources(&[".html", ".rs"]) {
        if file.starts_with("web/i18n/") || file.starts_with("web/tests/") {
            continue;
        }
        used.extend(known.keys().copied().filter(|key| text.contains(&format!("\"{key}\""))));
        for key in [".t(\"", ".t_args(\"", ".html(\"", " t(lang, \"", "t_args(lang, \""].iter().flat_map(|mark| after(&text, mark)) {
            assert!(known.contains_key(key), "{file} uses {key}, which no catalogue has");
        }
        for key in after(&text, ".t(\"") {
            assert!(catalogue::of(Lang::Fr).is_fixed(key), "{file} uses {key} without the arguments it needs");
        }
    }
    let unused: Vec<_> = known.keys().filter(|key| !used.contains(*key)).collect();
    assert!(unused.is_empty(), "used nowhere: {unused:?}");
}

/// What is between angle brackets and is not allowed in a message.
fn foreign_markup(text: &str) -> Vec<String> {
    let inside = text.split('<').skip(1).map(|rest| rest.split_once('>').map_or(rest, |(tag, _)| tag));
    let allowed = |tag: &str| {
        let bare = tag.strip_prefix('/').unwrap_or(tag);
        ["a", "strong", "em", "br", "code"].contains(&bare)
            || (tag.starts_with("a href=\"{ $") && tag.ends_with(" }\"") && tag.matches('"').count() == 2)
    };
    inside.filter(|tag| !allowed(tag)).map(str::to_owned).collect()
}

#[test]
fn messages_hold_no_markup_but_links_and_emphasis() {
    for lang in Lang::ALL {
        for (file, text) in catalogue::files(lang) {
            assert_eq!(foreign_markup(text), [""; 0], "{file}");
        }
    }
    assert!(foreign_markup("Lisez les <a href=\"{ $terms }\">conditions</a> <strong>avant</strong>.").is_empty());
    assert_eq!(foreign_markup("<script>x</script>"), ["script", "/script"]);
    assert_eq!(foreign_markup("<a href=\"{ $x }\" onclick=\"{ $y }\">"), ["a href=\"{ $x }\" onclick=\"{ $y }\""]);
}

#[test]
fn messages_follow_the_number() {
    let say = |lang, n: i64| t_args(lang, "shell-errors", &[("n", n.into())]);
    assert_eq!(say(Lang::Fr, 1), "Un champ est à corriger\u{a0}:");
    assert_eq!(say(Lang::Fr, 2), "2 champs sont à corriger\u{a0}:");
    assert_eq!(say(Lang::En, 1), "One field needs correcting:");
    assert_eq!(say(Lang::En, 1234), "1,234 fields need correcting:");
}

#[test]
fn french_gets_its_typography_and_english_does_not() {
    assert_eq!(t(Lang::Fr, "error-home"), "Revenir à l’accueil");
    assert_eq!(t(Lang::En, "error-reference"), "Reference:");
    assert_eq!(
        typo("Prêt ? « Oui » ; il reste 12 Go, 1 234 567 € : 5 % !"),
        "Prêt\u{202f}? «\u{a0}Oui\u{a0}»\u{202f}; il reste 12\u{a0}Go, 1\u{202f}234\u{202f}567\u{a0}€\u{a0}: 5\u{a0}%\u{202f}!"
    );
    assert_eq!(typo("pendant 30 jours, 2 h du matin"), "pendant 30\u{a0}jours, 2\u{a0}h du matin");
    assert_eq!(typo("https://hootis.example/a?b=c;d:e"), "https://hootis.example/a?b=c;d:e");
    assert_eq!(typo("le 12 2026 et le 3 hiboux"), "le 12 2026 et le 3 hiboux");
}

#[test]
fn markup_of_a_message_is_kept_and_that_of_an_argument_is_not() {
    let html = Lang::Fr.html("shell-me", &[("name", "<b>\"Ada\"</b>")]).0;
    assert!(!html.contains("<b>") && html.contains("&lt;b&gt;&quot;Ada&quot;"), "{html}");
}

#[test]
fn the_browser_s_preference_is_understood() {
    for (header, lang) in [
        ("fr-FR,fr;q=0.9,en;q=0.8", Lang::Fr),
        ("en-GB,en;q=0.9,fr;q=0.5", Lang::En),
        ("de,en;q=0.7,fr;q=0.3", Lang::En),
        ("de", Lang::Fr),
        ("en;q=0, fr;q=0.1", Lang::Fr),
        ("en;q=nonsense", Lang::Fr),
        ("", Lang::Fr),
    ] {
        assert_eq!(Lang::from_accept_language(header), lang, "{header}");
    }
    assert_eq!(Lang::from_code("EN"), Some(Lang::En));
    assert_eq!(Lang::from_code("english"), None);
}
