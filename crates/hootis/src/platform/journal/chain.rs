//! How entries hang together: what is hashed, what is sealed, and how one is appended.

use hootis_space::Tx;
use hootis_vault::{SpaceKey, same};
use uuid::Uuid;

use super::witness::{self, Witness};
use super::{Entry, queries};
use crate::app::App;
use crate::clock::Now;
use crate::error::Result;

/// What the first entry has for a hash before it.
pub(super) const NOTHING: [u8; 32] = [0; 32];

/// An entry as it is kept, but for its own hash.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Kept {
    pub sequence: i64,
    pub created_at: i64,
    pub kind: String,
    /// Account, member, operator, space, subject.
    pub ids: [Option<Uuid>; 5],
    pub detail: Option<String>,
    pub amount: Option<i64>,
    pub network_hash: Option<Vec<u8>>,
    pub previous_hash: Vec<u8>,
}

impl Kept {
    /// The hash of all of it, which only who has the platform's key can make.
    pub(super) fn hash(&self, key: &SpaceKey) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(256);
        let mut put = |part: Option<&[u8]>| {
            // The length first, and none is not empty: no two entries read alike.
            bytes.push(u8::from(part.is_some()));
            let part = part.unwrap_or_default();
            bytes.extend_from_slice(&(part.len() as u64).to_be_bytes());
            bytes.extend_from_slice(part);
        };
        put(Some(&self.sequence.to_be_bytes()));
        put(Some(&self.created_at.to_be_bytes()));
        put(Some(self.kind.as_bytes()));
        for id in &self.ids {
            put(id.as_ref().map(|id| id.as_bytes().as_slice()));
        }
        put(self.detail.as_deref().map(str::as_bytes));
        put(self.amount.map(i64::to_be_bytes).as_ref().map(<[u8; 8]>::as_slice));
        put(self.network_hash.as_deref());
        put(Some(&self.previous_hash));
        key.keyed_hash("security_journal.entry", &bytes).to_vec()
    }
}

/// What a place in the chain is sealed for.
#[derive(Clone, Copy)]
pub(super) enum Place {
    /// The last entry, kept in the platform's database.
    Head,
    /// The last entry that was purged.
    Anchor,
    /// How far the journal had come, kept in a file.
    Witness,
}

/// Says that the entry of that sequence had that hash. Nobody without the key can say so.
pub(super) fn seal(key: &SpaceKey, place: Place, sequence: i64, hash: &[u8]) -> Vec<u8> {
    let context = match place {
        Place::Head => "security_journal.head",
        Place::Anchor => "security_journal.anchor",
        Place::Witness => "security_journal.witness",
    };
    key.keyed_hash(context, &[&sequence.to_be_bytes(), hash].concat()).to_vec()
}

/// Appends an entry, then moves the head that is kept apart.
pub(super) async fn append(app: &App, entry: Entry) -> Result<()> {
    let (journal, platform, key, now) = (app.journal(), app.platform(), app.platform_key(), app.now());
    let _turn = journal.turn.lock().await;
    let tx = journal.db.begin().await?;
    // Other processes wait here until this one is done.
    let (last, previous) = queries::take_end(&tx).await?;
    let sequence = next(app, &tx, last).await?;
    if sequence == 1 {
        // Before the first entry there is a head: from then on, none is one that was taken away.
        queries::put_head(platform, now, 0, seal(key, Place::Head, 0, &NOTHING)).await?;
    }
    let kept = Kept {
        sequence,
        created_at: now.0,
        kind: entry.act.as_str().to_owned(),
        ids: [entry.account, entry.member, entry.operator, entry.space, entry.subject],
        detail: entry.detail.map(str::to_owned),
        amount: entry.amount,
        network_hash: entry.network.map(|network| network_hash(key, &network)),
        previous_hash: previous.unwrap_or_else(|| NOTHING.to_vec()),
    };
    let hash = kept.hash(key);
    queries::insert(&tx, &kept, &hash).await?;
    queries::put_end(&tx, sequence, &hash).await?;
    tx.commit().await?;
    move_head(app, now, sequence, &hash).await
}

/// Where it came from, as the journal keeps it: equal for equal networks, and told to nobody.
pub(super) fn network_hash(key: &SpaceKey, network: &str) -> Vec<u8> {
    key.keyed_hash("security_journal.network", network.as_bytes()).to_vec()
}

/// Which place an entry takes behind the last one. Where the end was cut off, or what says how far it went was taken
/// away or changed, it begins behind a gap, which stays to be found.
async fn next(app: &App, tx: &Tx, last: i64) -> Result<i64> {
    let witness = witness::read(app).await?;
    let head = queries::head(app.platform()).await?;
    let furthest = last.max(witness.at_least()).max(head.as_ref().map_or(0, |(at, _)| *at));
    let is_intact = match &head {
        Some((at, sealed)) => queries::hash_at(tx, *at).await?.is_some_and(|hash| same(&seal(app.platform_key(), Place::Head, *at, &hash), sealed)),
        None => furthest == 0,
    };
    let gap = i64::from(!is_intact || witness == Witness::Forged || furthest > last);
    if gap > 0 {
        tracing::error!(last, furthest, "the end of the security journal is not as it was left");
    }
    // Beyond what is missing there is a gap already.
    let gap = if furthest > last { 0 } else { gap };
    Ok(furthest.saturating_add(1).saturating_add(gap))
}

async fn move_head(app: &App, now: Now, sequence: i64, hash: &[u8]) -> Result<()> {
    queries::put_head(app.platform(), now, sequence, seal(app.platform_key(), Place::Head, sequence, hash)).await?;
    witness::write(app, sequence).await
}
