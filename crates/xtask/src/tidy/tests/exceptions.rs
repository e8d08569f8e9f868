use crate::tidy::Finding;
use crate::tidy::exceptions::{LIST, apply};
use crate::tree::Tree;

/// What is left of findings of these weights in `a.rs`, with a list.
fn left(list: &str, weights: &[usize]) -> Vec<String> {
    let findings = weights.iter().map(|w| Finding { weight: *w, ..Finding::new("sizes", "a.rs", 0, "long", "split") });
    let left = apply(&Tree::of(&[(LIST, list)]), findings.collect());
    left.iter().map(|f| format!("{}: {} ({})", f.path, f.what, f.mend)).collect()
}

#[test]
fn what_is_listed_with_its_amount_and_a_reason_passes() {
    assert!(left("sizes a.rs 450  # a table", &[450]).is_empty());
    assert!(left("sizes a.rs 2  # two of them", &[1, 1]).is_empty());
}

#[test]
fn what_has_grown_is_told_whole() {
    assert_eq!(left("sizes a.rs 1  # one", &[1, 1]).len(), 2);
    assert_eq!(left("sizes b.rs 450  # another file", &[450]).len(), 2, "the finding, and the line of no use");
}

#[test]
fn what_has_shrunk_must_be_written_down() {
    assert_eq!(left("sizes a.rs 450  # a table", &[420]), [format!("{LIST}: a.rs has become better than 450: well done (write 420)")]);
    assert_eq!(left("sizes a.rs 450  # a table", &[]), [format!("{LIST}: a.rs has become better than 450: well done (remove the line)")]);
}

#[test]
fn a_line_without_a_reason_is_refused() {
    assert!(left("sizes a.rs 450", &[450]).iter().any(|l| l.contains("cannot be read")));
    assert!(left("# only a remark\n\n", &[]).is_empty());
}
