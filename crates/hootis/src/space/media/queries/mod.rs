//! Reads and writes of files, contents and uploads.

pub(super) mod attached;
pub(super) mod brought;
pub(super) mod read;
pub(super) mod shared;
pub(super) mod uploads;
pub(super) mod write;

use hootis_space::Value;
use uuid::Uuid;

/// `$3, $4, $5`: places for ids, which are pushed on `args`.
fn places(ids: &[Uuid], args: &mut Vec<Value>) -> String {
    let place = |id: &Uuid| {
        args.push(Value::Id(*id));
        format!("${}", args.len())
    };
    ids.iter().map(place).collect::<Vec<_>>().join(", ")
}
