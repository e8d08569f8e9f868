//! What changed between two texts.

use crate::platform::documents::differences::{Line, compare, readable};

#[test]
fn p_d3_what_changed_is_found_word_by_word_and_the_rest_is_folded() {
    let old = "un\n\ndeux\n\ntrois\n\nquatre\n\ngardé 30 jours au plus\n\nfin\n";
    let new = "un\n\ndeux\n\ntrois\n\nquatre\n\ngardé 60 jours au plus\n\nfin\n";
    let lines = compare(old, new);
    assert_eq!(lines.first(), Some(&Line::Hidden(6)));
    let old: Vec<&Line> = lines.iter().filter(|line| matches!(line, Line::Old(_))).collect();
    let [Line::Old(words)] = old.as_slice() else { panic!("{lines:?}") };
    assert!(words.iter().any(|(changed, text)| *changed && text.contains("30")), "{words:?}");
    assert!(words.iter().any(|(changed, text)| !changed && text.contains("gardé")), "{words:?}");
    assert!(lines.iter().any(|line| matches!(line, Line::New(words) if words.iter().any(|(changed, text)| *changed && text.contains("60")))));
    assert!(lines.contains(&Line::Same("quatre".into())) && lines.contains(&Line::Same("fin".into())));
}

#[test]
fn p_d3_equal_texts_have_no_difference() {
    assert_eq!(compare("a\nb\n", "a\nb\n"), []);
}

#[test]
fn what_is_compared_is_what_a_person_reads() {
    let markdown =
        "## Titre {#t}\n\n> Voir la [page](/x) et [l’autre](/y), `code`.\n\n| **a** | b\\|c |\n| --- | --- |\n| d | e |\n\n<!-- operator -->\n";
    let text = readable(markdown);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(lines, ["Titre", "Voir la page et l’autre, code.", "a · b|c", "d · e"]);
}
