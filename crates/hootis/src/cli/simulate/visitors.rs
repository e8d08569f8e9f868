//! People who walk by on the public site.

use std::collections::BTreeSet;
use std::net::IpAddr;

use hootis_policy::retention;
use hootis_space::{Conn as _, args, shape};

use super::browser::{Browser, Trouble};
use super::checks::{FIVE, VISITS};
use super::eyes::Canary;
use super::life::Life;
use super::time::{DAY, ms, words};
use crate::error::Result;

/// Networks of visitors begin here: companies have those before.
const FIRST_NETWORK: u32 = 100_000;
/// Numbers of visitors' browsers begin here: companies have those before.
const FIRST_AGENT: u32 = 100_000;

/// Pages that somebody may look at.
const PAGES: [&str; 2] = ["/", "/inscription"];

/// The site that leads visitors here.
const LED_FROM: &str = "http://annuaire.example/";

/// What a browsing record may hold.
const FACTS: [&str; 6] = ["id", "address", "visited_at", "browser", "platform", "referrer"];

/// A visit that was answered.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub at: i64,
    /// A word in the path of the page that led here.
    pub from: Canary,
}

impl Visit {
    /// When its record goes: at the end of the 61st day, its own being the first.
    fn ends(&self) -> i64 {
        self.at.div_euclid(DAY) * DAY + ms(retention::BROWSING_RECORD.keep)
    }
}

/// Everybody who came.
#[derive(Default)]
pub(super) struct Visitors {
    /// Visits whose records must be there.
    pub written: Vec<Visit>,
    /// Visits whose records may still be in memory.
    pub in_memory: Vec<Visit>,
    number: u32,
}

impl Visitors {
    /// Everything that was in memory has been written.
    pub(super) fn are_written(&mut self) {
        self.written.append(&mut self.in_memory);
    }

    /// A crash forgets what was in memory.
    pub(super) fn are_forgotten(&mut self) {
        self.in_memory.clear();
    }
}

impl Life {
    /// Somebody walks by.
    pub(super) async fn visitor(&mut self) -> Result<()> {
        self.visitors.number += 1;
        let number = self.visitors.number;
        let outcome = self.walk_by(number).await;
        self.settle(outcome, false, "a visitor").await?;
        Ok(())
    }

    async fn walk_by(&mut self, number: u32) -> Result<(), Trouble> {
        let agent = Canary::Agent(FIRST_AGENT + number);
        let mut browser = Browser::new(FIRST_NETWORK + number, &format!("Mozilla/5.0 (Windows NT 10.0; Win64; x64) {agent} Firefox/140.0"));
        let from = Canary::Visit(number);
        browser.referer = Some(format!("{LED_FROM}{from}?q={}", Canary::Query(number)));
        let page = self.chance.pick(&PAGES).copied().unwrap_or("/");
        browser.get(&self.world, &mut self.verdicts, page).await?.is(200)?;
        let visit = Visit { at: self.now, from };
        self.deadline(visit.ends());
        self.visitors.in_memory.push(visit);
        Ok(())
    }

    /// Every visit has its record as long as it may, and no longer.
    pub(super) async fn look_at_visits(&mut self) -> Result<()> {
        let there: Vec<Option<String>> = self.eyes.platform.list("SELECT referrer FROM visit", args![]).await?;
        let there: BTreeSet<Canary> = there.iter().flatten().flat_map(|from| Canary::all(from)).collect();
        for visit in &self.visitors.written {
            let is = there.contains(&visit.from);
            let is_right = if is { self.now <= self.latest(visit.ends()) } else { self.now >= visit.ends() };
            self.verdicts.look(VISITS, is_right, || format!("a record is there: {is}, after {}", words(self.now - visit.at)));
        }
        let ended = self.now - ms(retention::BROWSING_RECORD.keep) - DAY;
        // Looked at once more after their end: that is enough.
        self.visitors.written.retain(|visit| visit.at > ended);
        Ok(())
    }

    /// A record has the columns that it may have.
    pub(super) async fn look_at_records(&mut self) -> Result<()> {
        let tables = shape(&*self.eyes.platform).await?;
        let columns = tables.iter().find(|table| table.name == "visit").map(|table| &table.columns);
        let more: Vec<&str> = columns.into_iter().flatten().map(|(name, _)| name.as_str()).filter(|name| !FACTS.contains(name)).collect();
        self.verdicts.look(FIVE, more.is_empty(), || format!("a record also holds {more:?}"));
        let sql = "SELECT address, browser, platform, referrer FROM visit";
        let records: Vec<(String, String, String, Option<String>)> = self.eyes.platform.list(sql, args![]).await?;
        for (address, browser, platform, referrer) in records {
            // Paths begin with a slash: where one is, it is that of the page that led here.
            let is_plain = address.parse::<IpAddr>().is_ok() && !format!("{browser}{platform}").contains(['/', '?']);
            let is_theirs = referrer.as_ref().is_none_or(|from| from.starts_with(LED_FROM) && !from.contains(['?', '#']));
            self.verdicts.look(FIVE, is_plain && is_theirs, || format!("a record holds {address:?}, {browser:?}, {platform:?}, {referrer:?}"));
        }
        Ok(())
    }
}
