//! People who walk by on the public site.

use super::browser::{Browser, Trouble};
use super::eyes::Canary;
use super::life::Life;
use crate::error::Result;

/// Networks of visitors begin here: companies have those before.
const FIRST_NETWORK: u32 = 100_000;
/// Numbers of visitors' browsers begin here: companies have those before.
const FIRST_AGENT: u32 = 100_000;

/// Pages that somebody may look at.
const PAGES: [&str; 2] = ["/", "/inscription"];

/// Where people come from.
const FROM: [&str; 3] = ["http://annuaire.example/artisans?q=menuisier", "http://moteur.example/recherche", ""];

/// A visit that was answered.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub at: i64,
    pub agent: Canary,
}

/// Everybody who came.
#[derive(Default)]
pub(super) struct Visitors {
    pub visits: Vec<Visit>,
    number: u32,
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
        browser.referer = self.chance.pick(&FROM).filter(|from| !from.is_empty()).map(|from| (*from).to_owned());
        let page = self.chance.pick(&PAGES).copied().unwrap_or("/");
        browser.get(&self.world, &mut self.verdicts, page).await?.is(200)?;
        self.visitors.visits.push(Visit { at: self.now, agent });
        Ok(())
    }
}
