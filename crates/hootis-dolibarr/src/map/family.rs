//! Children that wait for their parents, whatever the order of the rows.

use std::collections::HashMap;

use crate::base::{Node, RowSet};

/// What those that wait may weigh together.
const WAITING_BYTES: usize = 32 << 20;
/// What one weighs besides its texts, about.
const ONE: usize = 1_000;

/// The members of a family: those that were placed, and those that wait for their parent.
pub(super) struct Family<T> {
    placed: RowSet,
    waiting: HashMap<i64, Vec<(T, usize)>>,
    bytes: usize,
}

impl<T: Node> Family<T> {
    pub(super) fn new() -> Self {
        Self { placed: RowSet::default(), waiting: HashMap::new(), bytes: 0 }
    }

    /// Those that are ready now that `one` came: itself and those that waited for it, or nobody, if it waits too.
    pub(super) fn place(&mut self, mut one: T, bytes: usize) -> Vec<(T, usize)> {
        if let Some(parent) = *one.parent()
            && !self.placed.contains(parent)
            && self.bytes < WAITING_BYTES
        {
            self.bytes += bytes + ONE;
            self.waiting.entry(parent).or_default().push((one, bytes));
            return Vec::new();
        }
        let mut ready = Vec::new();
        let mut next = vec![(one, bytes)];
        while let Some((one, bytes)) = next.pop() {
            let row = one.row();
            self.placed.insert(row);
            ready.push((one, bytes));
            for (child, bytes) in self.waiting.remove(&row).unwrap_or_default().into_iter().rev() {
                self.bytes = self.bytes.saturating_sub(bytes + ONE);
                next.push((child, bytes));
            }
        }
        ready
    }

    /// At the end only loops still wait: the smallest row of them, cut from its parent, which is given too.
    pub(super) fn cut(&mut self) -> Option<(T, usize, i64)> {
        let all =
            self.waiting.iter().flat_map(|(parent, children)| children.iter().enumerate().map(|(place, (child, _))| (child.row(), *parent, place)));
        let Some((_, parent, place)) = all.min() else {
            self.bytes = 0;
            self.placed = RowSet::default();
            return None;
        };
        let children = self.waiting.get_mut(&parent)?;
        let (mut child, bytes) = children.remove(place);
        if children.is_empty() {
            self.waiting.remove(&parent);
        }
        *child.parent() = None;
        Some((child, bytes, parent))
    }
}
