//! The list of what breaks a rule on purpose. It may only shrink.

use std::collections::BTreeMap;

use super::Finding;
use super::source::lines;
use crate::tree::Tree;

/// `check path amount  # reason`: as many findings (for sizes: lines) as stand there, not one less.
pub(crate) const LIST: &str = "crates/xtask/exceptions.txt";

/// Takes away what is listed, and adds what is wrong with the list.
pub(crate) fn apply(tree: &Tree, findings: Vec<Finding>) -> Vec<Finding> {
    let (listed, mut kept) = read(tree.text(LIST).unwrap_or_default());
    let mut groups: BTreeMap<(String, String), Vec<Finding>> = BTreeMap::new();
    for finding in findings {
        groups.entry((finding.check.to_owned(), finding.path.clone())).or_default().push(finding);
    }
    for (key, (line, amount)) in listed {
        let group = groups.remove(&key).unwrap_or_default();
        let real: usize = group.iter().map(|f| f.weight).sum();
        if real > amount {
            kept.extend(group);
        } else if real < amount {
            let mend = if real == 0 { "remove the line".to_owned() } else { format!("write {real}") };
            kept.push(Finding::new("exceptions", LIST, line, format!("{} has become better than {amount}: well done", key.1), mend));
        }
    }
    kept.extend(groups.into_values().flatten());
    kept.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    kept
}

type Listed = BTreeMap<(String, String), (usize, usize)>;

fn read(text: &str) -> (Listed, Vec<Finding>) {
    let (mut listed, mut wrong) = (Listed::new(), Vec::new());
    for (number, line) in lines(text) {
        let (rule, reason) = line.split_once('#').unwrap_or((line, ""));
        let words: Vec<&str> = rule.split_whitespace().collect();
        match words.as_slice() {
            [] => {}
            [check, path, amount] if !reason.trim().is_empty() && amount.parse::<usize>().is_ok() => {
                let amount = amount.parse().unwrap_or_default();
                listed.insert(((*check).to_owned(), (*path).to_owned()), (number, amount));
            }
            _ => wrong.push(Finding::new("exceptions", LIST, number, "this line cannot be read", "write: check path amount  # reason")),
        }
    }
    (listed, wrong)
}
