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

/// The text of a document without the signs of Markdown: what a person compares.
pub(super) fn readable(markdown: &str) -> String {
    let lines = markdown.lines().filter(|line| !line.starts_with("| ---") && !line.starts_with("<!--"));
    lines.fold(String::with_capacity(markdown.len()), |text, line| text + &read(line) + "\n")
}

fn read(line: &str) -> String {
    let line = line.trim_start_matches(['#', '>', ' ']);
    let line = line.split_once(" {#").map_or(line, |(title, _)| title);
    let row = line.strip_prefix("| ").and_then(|row| row.strip_suffix(" |"));
    let mut text = row.map_or_else(|| line.to_owned(), |row| row.replace(" | ", " · "));
    text.retain(|c| c != '`');
    let text = text.replace("**", "").replace("\\|", "|");
    // `[words](/path)`: the words.
    let mut parts = text.split("](");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| {
        let after = part.split_once(')').map_or("", |(_, after)| after);
        match text.rsplit_once('[') {
            Some((before, words)) => format!("{before}{words}{after}"),
            None => text + after,
        }
    })
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
