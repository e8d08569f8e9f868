//! What third parties and contacts have in common.

use crate::{
    base::Dictionaries,
    record::{Address, Coded, SocialNetwork},
    text::{self, Fields},
};

/// Social networks of a row at most.
const NETWORKS: usize = 40;

/// The cells of an address.
pub(super) struct AddressCells {
    pub(super) street: usize,
    pub(super) zip: usize,
    pub(super) town: usize,
    pub(super) department: usize,
    pub(super) country: usize,
}

pub(super) fn address(fields: &mut Fields<'_>, dictionaries: &Dictionaries, cells: &AddressCells) -> Address {
    Address {
        street: fields.block(cells.street),
        zip: fields.line(cells.zip),
        town: fields.line(cells.town),
        department: by_id(fields, cells.department, |id| dictionaries.department(id).cloned()),
        country: by_id(fields, cells.country, |id| dictionaries.country(id).map(str::to_owned)),
    }
}

/// What a dictionary says of the number in a cell; 0 means nothing.
pub(super) fn by_id<T>(fields: &mut Fields<'_>, cell: usize, find: impl Fn(i64) -> Option<T>) -> Option<T> {
    let id = fields.row.reference(cell)?;
    let found = find(id);
    if found.is_none() {
        let column = fields.table.columns()[cell];
        fields.note("unknown-reference", &[("column", column), ("value", &id.to_string())]);
    }
    found
}

/// What a dictionary says of the code in a cell; a code it lacks is kept without a label.
pub(super) fn by_code<'a>(fields: &mut Fields<'_>, cell: usize, find: impl Fn(&str) -> Option<&'a Coded>) -> Option<Coded> {
    let code = fields.line(cell).filter(|code| code != "0")?;
    if let Some(found) = find(&code) {
        return Some(found.clone());
    }
    let column = fields.table.columns()[cell];
    let code: String = code.chars().take(40).collect();
    fields.note("unknown-code", &[("column", column), ("value", &code)]);
    Some(Coded { code, label: None })
}

/// The social networks of a row: the JSON of today, or the columns of before Dolibarr 15.
pub(super) fn social_networks(fields: &mut Fields<'_>, json: usize, columns: &[(usize, &'static str)]) -> Vec<SocialNetwork> {
    let mut found: Vec<SocialNetwork> = Vec::new();
    if let Some(source) = fields.raw(json) {
        match serde_json::from_str::<serde_json::Value>(&source) {
            Ok(serde_json::Value::Object(pairs)) => {
                for (network, account) in pairs.iter().take(NETWORKS) {
                    let account = account.as_str().map(text::one_line).unwrap_or_default();
                    add(&mut found, &text::one_line(network), account);
                }
            }
            // PHP writes an empty list and null where there is nothing.
            Ok(serde_json::Value::Null | serde_json::Value::Array(_)) => {}
            Ok(_) | Err(_) => fields.note("bad-social-networks", &[]),
        }
    }
    for (cell, network) in columns {
        if let Some(account) = fields.line(*cell) {
            add(&mut found, network, account);
        }
    }
    found.sort_by(|a, b| a.network.cmp(&b.network));
    found
}

fn add(found: &mut Vec<SocialNetwork>, network: &str, account: String) {
    let network: String = network.chars().take(60).collect();
    let account: String = account.chars().take(500).collect();
    if !account.is_empty() && !network.is_empty() && !found.iter().any(|known| known.network == network) {
        found.push(SocialNetwork { network, account });
    }
}

/// A bare file name: no folder can be reached through it.
pub(crate) fn file_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?.trim();
    (!name.is_empty() && name != "." && name != "..").then(|| name.to_owned())
}
