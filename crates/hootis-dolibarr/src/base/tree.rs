//! Putting parents before children, whatever the base says.

use std::collections::HashMap;

/// Something with a parent among its like.
pub(crate) trait Node {
    fn row(&self) -> i64;
    fn parent(&mut self) -> &mut Option<i64>;
}

impl<T: Node> Node for Box<T> {
    fn row(&self) -> i64 {
        T::row(self)
    }

    fn parent(&mut self) -> &mut Option<i64> {
        T::parent(self)
    }
}

/// Why a parent was taken away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cut {
    /// It does not exist.
    Orphan,
    /// It descends from its own child.
    Loop,
}

/// Sorts `nodes` by row with every parent before its children.
///
/// Parents that do not exist or make a loop are taken away, and told as (row, parent, why).
pub(crate) fn parents_first<T: Node>(mut nodes: Vec<T>) -> (Vec<T>, Vec<(i64, i64, Cut)>) {
    nodes.sort_by_key(Node::row);
    let places: HashMap<i64, usize> = nodes.iter().enumerate().map(|(place, node)| (node.row(), place)).collect();
    let mut cuts = Vec::new();
    let mut order = Vec::with_capacity(nodes.len());
    let mut done = vec![false; nodes.len()];
    let mut climbing = vec![false; nodes.len()];
    for start in 0..nodes.len() {
        let mut chain = Vec::new();
        let mut at = start;
        // Climb until an ancestor that is already placed, or none; then come down.
        while !done[at] {
            chain.push(at);
            climbing[at] = true;
            let row = nodes[at].row();
            let Some(parent) = *nodes[at].parent() else { break };
            match places.get(&parent) {
                Some(next) if !climbing[*next] => at = *next,
                found => {
                    cuts.push((row, parent, if found.is_some() { Cut::Loop } else { Cut::Orphan }));
                    *nodes[at].parent() = None;
                    break;
                }
            }
        }
        for place in chain.into_iter().rev() {
            climbing[place] = false;
            done[place] = true;
            order.push(place);
        }
    }
    let mut slots: Vec<Option<T>> = nodes.into_iter().map(Some).collect();
    (order.into_iter().filter_map(|place| slots[place].take()).collect(), cuts)
}
