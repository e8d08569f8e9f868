//! The security journal, read link by link, and held against who signed in.

use hootis_policy::journal::Act;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::checks::{CHAINED, NOTED, VERIFIED};
use super::life::Life;
use super::orders;
use super::time::{DAY, words};
use crate::error::Result;

/// Sign-ins are looked for so long: safely within the time that entries are kept.
const LOOKED_FOR: i64 = 300 * DAY;

impl Life {
    /// Looks at the whole journal.
    pub(super) async fn look_at_journal(&mut self) -> Result<()> {
        let sql = "SELECT anchor_sequence, anchor_hash, sequence, hash FROM chain";
        let (mut at, mut hash, end, end_hash): (i64, Option<Vec<u8>>, i64, Option<Vec<u8>>) = self.eyes.journal.get(sql, args![]).await?;
        let sql = "SELECT sequence, previous_hash, hash FROM entry ORDER BY sequence";
        let entries: Vec<(i64, Vec<u8>, Vec<u8>)> = self.eyes.journal.list(sql, args![]).await?;
        for (sequence, previous, own) in entries {
            // The first of all follows nothing.
            let follows = sequence == at + 1 && hash.as_ref().map_or(at == 0, |hash| *hash == previous);
            self.verdicts.look(CHAINED, follows, || format!("entry {sequence} does not follow {at}"));
            (at, hash) = (sequence, Some(own));
        }
        self.verdicts.look(CHAINED, (at, hash) == (end, end_hash), || format!("it ends at {at}, and says {end}"));
        let said = self.world.order(orders::VERIFY).await?;
        self.verdicts.look(VERIFIED, said == orders::WHOLE, || said);
        self.look_for_sign_ins().await
    }

    /// Each sign-in that was answered has its entry. One that a crash cut off from its answer may have one too.
    async fn look_for_sign_ins(&mut self) -> Result<()> {
        let from = self.now - LOOKED_FOR;
        for company in &self.companies {
            let since = company.signed_in.iter().filter(|at| **at >= from).count();
            let id: Option<Uuid> = self.eyes.platform.find("SELECT id FROM account WHERE email = $1", args![company.email()]).await?;
            let Some(id) = id.filter(|_| since > 0) else { continue };
            let sql = "SELECT COUNT(*) FROM entry WHERE kind = $1 AND account_id = $2 AND created_at >= $3";
            let noted: i64 = self.eyes.journal.get(sql, args![Act::SignedIn.as_str(), id, from]).await?;
            let why = || format!("{} signed in {since} times within {}, and {noted} are noted", company.email(), words(LOOKED_FOR));
            self.verdicts.look(NOTED, noted >= i64::try_from(since).unwrap_or(i64::MAX), why);
        }
        Ok(())
    }
}
