//! Linking browsing records to people (promise U3): only here, on a legal ground, noted and counted.
//!
//! Records name nobody. What they share with anything else is the address they came from, and the security
//! journal keeps a keyed hash of the network of each sign-in. A reveal lays the two side by side for one address
//! and a period: the records, and the journal's entries from that network with the accounts they name. It is
//! noted in the journal first; what cannot be noted is not shown.

pub mod pages;
mod queries;
#[cfg(test)]
mod tests;

use std::net::IpAddr;

use hootis_policy::journal::Act;
use hootis_policy::limits;
use hootis_policy::reveals::RevealGround;
use serde_json::{Value, json};
use uuid::Uuid;

pub use queries::{Count, counts};

use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry, Line};
use crate::platform::{accounts, operators, spaces, visits};
use crate::web::format;
use crate::web::visit::network_of;

/// What is asked, and by which right.
pub struct Request {
    pub address: IpAddr,
    pub from: i64,
    /// Excluded.
    pub to: i64,
    pub ground: RevealGround,
    /// The number of the file, on paper: what it says stays there.
    pub reference: String,
}

/// Shows what links the records of an address to people, and notes that it did.
///
/// # Errors
/// When a database refuses, or the journal cannot be written: nothing is shown then.
pub async fn reveal(app: &App, request: &Request) -> Result<Value> {
    let address = request.address.to_canonical();
    let records = visits::list_of_address(app.platform(), &address.to_string(), request.from, request.to, limits::REVEALED_ROWS).await?;
    let events = journal::list_of_network(app, &network_of(address), request.from, request.to, limits::REVEALED_ROWS).await?;
    let id = note(app, request, records.len()).await?;
    let mut linked = Vec::with_capacity(events.len());
    for event in &events {
        linked.push(told(app, event).await?);
    }
    let records: Vec<Value> = records
        .iter()
        .map(|record| json!({ "at": format::machine(record.visited_at), "browser": record.browser, "platform": record.platform, "referrer": record.referrer }))
        .collect();
    Ok(json!({
        "id": id,
        "ground": request.ground.as_str(),
        "reference": request.reference,
        "address": address.to_string(),
        "from": format::machine(request.from),
        "to": format::machine(request.to),
        "records": records,
        "events": linked,
    }))
}

/// Notes the reveal in the journal, then counts it; its id.
async fn note(app: &App, request: &Request, records: usize) -> Result<Uuid> {
    let id = Uuid::now_v7();
    let amount = u64::try_from(records).unwrap_or(u64::MAX);
    let entry = Entry::new(Act::RecordsRevealed).subject(id).detail(request.ground.as_str()).amount(amount);
    // The journal stops nobody else; here it does, and what was not shown is not counted.
    journal::write(app, entry)
        .await
        .map_err(|error| Error::internal(format!("the security journal could not be written: nothing is revealed ({error})")))?;
    queries::insert(app.platform(), app.now(), id, request.ground, &request.reference).await?;
    Ok(id)
}

/// An entry of the journal, with what its ids stand for as far as that still exists.
async fn told(app: &App, event: &Line) -> Result<Value> {
    let account = match event.account {
        Some(id) => accounts::get(app.platform(), id).await.ok().map(|account| json!({ "id": id, "email": account.email, "name": account.name })),
        None => None,
    };
    let operator = match event.operator {
        Some(id) => {
            operators::find_active(app.platform(), id).await?.map(|operator| json!({ "id": id, "email": operator.email, "name": operator.name }))
        }
        None => None,
    };
    let space = match event.space {
        Some(id) => spaces::get(app.platform(), id).await.ok().map(|space| json!({ "id": id, "slug": space.slug, "company": space.company })),
        None => None,
    };
    Ok(json!({
        "at": format::machine(event.created_at),
        "act": event.kind,
        "account_id": event.account,
        "account": account,
        "operator_id": event.operator,
        "operator": operator,
        // A member is a row of the company's: only its id is known here.
        "member_id": event.member,
        "space_id": event.space,
        "space": space,
    }))
}
