//! Reads and writes of parties: the list, the card, changes, likely doubles.

pub(super) mod bulk;
pub(super) mod card;
pub(super) mod doubles;
pub(super) mod list;
pub(super) mod parents;
pub(super) mod write;

use hootis_space::Value;
use uuid::Uuid;

/// `$3, $4, $5`: places for ids, which are pushed on `args`.
fn places(ids: &[Uuid], args: &mut Vec<Value>) -> String {
    let mut text = String::with_capacity(ids.len() * 5);
    for id in ids {
        args.push(Value::Id(*id));
        if !text.is_empty() {
            text.push(',');
        }
        text.push('$');
        text.push_str(&args.len().to_string());
    }
    text
}
