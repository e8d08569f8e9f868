//! The gallery, the page of a file, the trash.

pub mod bulk;
pub mod list;
pub mod share;
pub mod show;
pub mod trash;

use uuid::Uuid;

use super::KIND;
use super::queries::{read, shared, write};
use crate::access::BackOffice;
use crate::error::Result;
use crate::space::Eyes;
use crate::space::changes::{self, Actor};

/// Puts files in the trash, or takes them out, and writes that down; how many.
async fn set_trashed<R>(office: &BackOffice<R>, ids: &[Uuid], trashed: bool) -> Result<usize> {
    let tx = office.space.begin().await?;
    let ids = read::list_seen(&tx, Eyes::from(&office.member), ids).await?;
    let changed = write::set_trashed(&tx, office.now, &ids, trashed).await?;
    let subjects: Vec<_> = changed.iter().map(|id| (*id, Vec::new())).collect();
    changes::record_all(&tx, office.now, &Actor::from(office), KIND, if trashed { "trashed" } else { "returned_from_trash" }, &subjects).await?;
    tx.commit().await?;
    if trashed {
        office.desk().expect_sweep().await?;
    }
    Ok(changed.len())
}

/// Says which party files are about, and writes that down; how many were about another.
async fn move_to<R>(office: &BackOffice<R>, ids: &[Uuid], party: Option<&super::PartyRef>) -> Result<usize> {
    let tx = office.space.begin().await?;
    let ids = read::list_seen(&tx, Eyes::from(&office.member), ids).await?;
    let changed = write::move_to(&tx, office.now, &ids, party.map(|party| party.id)).await?;
    let field = changes::FieldChange { field: "party".to_owned(), before: None, after: party.map(|party| party.name.clone()) };
    let subjects: Vec<_> = changed.iter().map(|id| (*id, vec![field.clone()])).collect();
    changes::record_all(&tx, office.now, &Actor::from(office), KIND, "updated", &subjects).await?;
    tx.commit().await?;
    Ok(changed.len())
}

/// Shows files to the parties that they are about, in Station Clients, or hides them, and writes that down; how many.
async fn set_shared<R>(office: &BackOffice<R>, ids: &[Uuid], is_shown: bool) -> Result<usize> {
    let tx = office.space.begin().await?;
    let ids = read::list_seen(&tx, Eyes::from(&office.member), ids).await?;
    let changed = if is_shown { shared::share(&tx, office.now, &ids).await? } else { shared::hide(&tx, office.now, &ids).await? };
    let subjects: Vec<_> = changed.iter().map(|id| (*id, Vec::new())).collect();
    changes::record_all(&tx, office.now, &Actor::from(office), KIND, if is_shown { "shared" } else { "hidden" }, &subjects).await?;
    tx.commit().await?;
    Ok(changed.len())
}
