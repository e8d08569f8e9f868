//! Two texts compared line by line, and word by word inside a line that changed.

use similar::{ChangeTag, TextDiff};

/// Lines around a change that are shown with it.
const AROUND: usize = 2;

/// A line of the comparison.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// The same in both.
    Same(String),
    /// Only in the old text: its words, and whether each is what changed.
    Old(Vec<(bool, String)>),
    /// Only in the new text.
    New(Vec<(bool, String)>),
    /// So many lines that are the same, and not shown.
    Hidden(usize),
}

/// Compares two texts.
pub(super) fn compare(old: &str, new: &str) -> Vec<Line> {
    let diff = TextDiff::from_lines(old, new);
    let mut lines = Vec::new();
    let mut seen = 0;
    for group in diff.grouped_ops(AROUND) {
        let start = group.first().map_or(seen, |op| op.old_range().start);
        hide(&mut lines, start.saturating_sub(seen));
        seen = group.last().map_or(seen, |op| op.old_range().end);
        for op in &group {
            for change in diff.iter_inline_changes(op) {
                let words = change.iter_strings_lossy().map(|(changed, text)| (changed, text.trim_end_matches('\n').to_owned()));
                let words: Vec<(bool, String)> = words.filter(|(_, text)| !text.is_empty()).collect();
                // Empty lines part the blocks of a document and say nothing.
                if words.is_empty() {
                    continue;
                }
                lines.push(match change.tag() {
                    ChangeTag::Equal => Line::Same(words.into_iter().map(|(_, text)| text).collect()),
                    ChangeTag::Delete => Line::Old(words),
                    ChangeTag::Insert => Line::New(words),
                });
            }
        }
    }
    if !lines.is_empty() {
        hide(&mut lines, old.lines().count().saturating_sub(seen));
    }
    lines
}

fn hide(lines: &mut Vec<Line>, count: usize) {
    if count > 0 {
        lines.push(Line::Hidden(count));
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, compare};

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
}
