//! All that a space holds, as text that can be compared.

use std::collections::{BTreeMap, HashMap};

use hootis_space::{Conn as _, SpaceDb, Value, args};
use uuid::Uuid;

/// Tables that an undo puts back, to the byte. Not the journal, nor what runs say of themselves.
const TABLES: [&str; 31] = [
    "setting",
    "member",
    "party",
    "party_address",
    "contact",
    "note",
    "tag",
    "party_tag",
    "contact_tag",
    "member_tag",
    "party_member",
    "custom_field",
    "custom_value",
    "product",
    "document",
    "document_line",
    "payment",
    "payment_share",
    "discount",
    "project",
    "project_task",
    "time_spent",
    "ticket",
    "ticket_message",
    "event",
    "event_attendee",
    "record_link",
    "file_index",
    "origin",
    "import_before",
    "search_entry",
];

/// Tables whose contents are told, in a fixed order.
pub(super) type State = BTreeMap<&'static str, Vec<String>>;

/// Everything to the byte.
pub(super) async fn exactly(space: &SpaceDb) -> State {
    state(space, &HashMap::new()).await
}

/// The same with the ids of imported rows told as where they came from, so that two spaces compare.
pub(super) async fn in_words(space: &SpaceDb) -> State {
    let origins: Vec<(Uuid, String, i64)> = space.list("SELECT local_id, source_table, source_row FROM origin", args![]).await.unwrap();
    let names = origins.into_iter().map(|(id, table, row)| (id, format!("{table} {row}"))).collect();
    let mut state = state(space, &names).await;
    // Images name ids inside their JSON: how many there are is told apart.
    state.remove("import_before");
    // The company's own name and owner are not the import's.
    state.remove("setting");
    if let Some(members) = state.get_mut("member") {
        members.retain(|member| !member.contains("| owner |"));
    }
    state
}

async fn state(space: &SpaceDb, names: &HashMap<Uuid, String>) -> State {
    let mut state = State::new();
    for table in TABLES {
        let columns = if table == "search_entry" { "kind, id, body" } else { "*" };
        let rows = space.query(&format!("SELECT {columns} FROM {table}"), args![]).await.unwrap();
        let told = rows.into_iter().map(|row| row.rest().iter().map(|value| tell(value, names)).collect::<Vec<_>>().join(" | "));
        let mut told: Vec<String> = told.collect();
        told.sort();
        state.insert(table, told);
    }
    state
}

fn tell(value: &Value, names: &HashMap<Uuid, String>) -> String {
    let id = match value {
        Value::Id(id) => Some(*id),
        Value::Bytes(bytes) => Uuid::from_slice(bytes).ok(),
        _ => None,
    };
    match (id, value) {
        (Some(id), _) if !names.is_empty() => names.get(&id).cloned().unwrap_or_else(|| "id".to_owned()),
        (Some(id), _) => id.to_string(),
        (None, Value::Null) => "-".to_owned(),
        (None, Value::Bool(value)) => value.to_string(),
        (None, Value::Int(value)) => value.to_string(),
        (None, Value::Real(value)) => value.to_string(),
        (None, Value::Text(value)) => value.clone(),
        (None, Value::Bytes(bytes)) => format!("{bytes:02x?}"),
        (None, Value::Id(_)) => String::new(),
    }
}

/// Says in which tables two states differ.
#[track_caller]
pub(super) fn assert_same(left: &State, right: &State, when: &str) {
    for (table, rows) in left {
        let others = &right[table];
        let only = |a: &[String], b: &[String]| a.iter().filter(|row| !b.contains(row)).take(3).cloned().collect::<Vec<_>>();
        if rows != others {
            panic!(
                "{when}: {table} has {} and {} rows; here only {:#?}, there only {:#?}",
                rows.len(),
                others.len(),
                only(rows, others),
                only(others, rows)
            );
        }
    }
}
