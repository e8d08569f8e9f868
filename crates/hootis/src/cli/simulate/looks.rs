//! Looking at everything, and holding it against what was lived.

use std::collections::{BTreeMap, BTreeSet};

use hootis_policy::retention;
use hootis_space::{Conn as _, SpaceDb, args};
use uuid::Uuid;

use super::checks::{APART, CONTENT, ERASED, FIVE, GONE, NO_STRANGER, NOT_EARLY, PASSWORDS, SEALED, WORDS};
use super::eyes::{self, Canary, Found, Looked, SpaceRow};
use super::life::Life;
use super::people::Company;
use super::time::{LATE, ms, words};
use super::world::World;
use crate::error::Result;

impl Life {
    /// Has everything due done, then looks whether anything is there too long or gone too early.
    pub(super) async fn look(&mut self) -> Result<()> {
        self.work().await?;
        self.look_around().await
    }

    /// Looks without anything being done before.
    pub(super) async fn look_around(&mut self) -> Result<()> {
        let hour = self.hour();
        self.eyes.rules(Looked::Platform(&self.eyes.platform), hour, &mut self.verdicts).await?;
        self.eyes.rules(Looked::Journal(&self.eyes.journal), hour, &mut self.verdicts).await?;
        self.look_at_signups().await?;
        self.look_at_fates().await?;
        self.mourn().await?;
        self.look_at_visits().await?;
        self.look_at_uploads()?;
        self.look_at_the_network();
        self.look_at_the_house();
        Ok(())
    }

    /// Looks at the rules in the space of a company.
    pub(super) async fn look_inside(&mut self, number: usize) -> Result<()> {
        self.work().await?;
        let space = self.companies.get(number).and_then(|company| company.ledger.life.as_ref()).map(|life| life.id);
        for row in self.eyes.spaces().await?.into_iter().filter(|row| Some(row.id) == space) {
            if let Some(db) = self.eyes.space(&row).await? {
                self.eyes.rules(Looked::Space(&db, &row.slug), self.hour(), &mut self.verdicts).await?;
            }
            self.eyes.close(row.id);
        }
        Ok(())
    }

    /// Opens everything, and reads every word.
    pub(super) async fn look_closely(&mut self) -> Result<()> {
        self.read_every_word().await?;
        self.knock().await?;
        self.look_at_records().await?;
        self.look_at_mailings();
        self.look_at_written();
        self.look_at_journal().await?;
        for row in self.eyes.spaces().await? {
            if let Some(db) = self.eyes.space(&row).await? {
                self.look_at_space(&row, &db).await?;
            }
            self.eyes.close(row.id);
        }
        Ok(())
    }

    /// Reads every word of the platform, of the journal and of all files.
    pub(super) async fn read_every_word(&mut self) -> Result<()> {
        let mut found = eyes::in_database(&*self.eyes.platform).await?;
        found.extend(eyes::in_database(&*self.eyes.journal).await?);
        for found in found {
            self.judge_on_the_platform(&found);
        }
        for path in self.eyes.files()? {
            for found in eyes::in_file(&path) {
                self.judge_in_a_file(&found);
            }
        }
        // That nothing forbidden was found is what was looked for.
        for check in [APART, PASSWORDS, SEALED, WORDS] {
            self.verdicts.look(check, true, String::new);
        }
        Ok(())
    }

    /// A sign-up that waits is there for seven days and not longer.
    async fn look_at_signups(&mut self) -> Result<()> {
        let waiting: Vec<String> = self.eyes.platform.list("SELECT email FROM signup", args![]).await?;
        let waiting: BTreeSet<String> = waiting.into_iter().collect();
        for company in &self.companies {
            let (Some(at), None) = (company.ledger.signed_up, company.ledger.opened) else { continue };
            let age = self.now - at;
            if age < ms(retention::SIGNUP.keep) {
                let why = || format!("{} was gone after {}", company.email(), words(age));
                // Confirmed, and cut off from the answer: then there is an account.
                let known = waiting.contains(&company.email()) || has_account(&self.eyes, company).await?;
                self.verdicts.look(NOT_EARLY, known, why);
            }
        }
        Ok(())
    }

    /// No file of an upload outlives its day, whatever the database says of it.
    fn look_at_uploads(&mut self) -> Result<()> {
        for company in self.companies.iter().filter(|company| company.cut_at.is_none()) {
            let Some(space) = &company.ledger.life else { continue };
            let files = self.eyes.uploads(space.id)?;
            let ends = company.ledger.uploaded.map_or(i64::MIN, |at| self.latest(at + ms(retention::UPLOAD.keep)) + ms(retention::SPACE_WITHIN));
            self.verdicts.look(SEALED, files.is_empty() || self.now <= ends, || {
                format!("{files:?} of {} after {}", space.slug, words(self.now - company.ledger.uploaded.unwrap_or_default()))
            });
        }
        Ok(())
    }

    /// Whom processes spoke to since the last look.
    fn look_at_the_network(&mut self) {
        let World::Process(process) = &self.world else { return };
        if let Some(strangers) = process.lookout().strangers() {
            self.verdicts.look(NO_STRANGER, strangers.is_empty(), || format!("{strangers:?}"));
        }
    }

    /// Whose word it is, of the companies.
    fn company_of(&self, canary: Canary) -> Option<&Company> {
        let number = match canary {
            Canary::Person(n) | Canary::Password(n) | Canary::Dump(n) | Canary::Agent(n) => n,
            Canary::Contact(n) => n / 1_000,
            Canary::Word(_) | Canary::Visit(_) | Canary::Query(_) => return None,
        };
        self.companies.get(number as usize)
    }

    fn judge_on_the_platform(&mut self, found: &Found) {
        let why = || format!("{} in {}", found.canary, found.place);
        match found.canary {
            Canary::Person(_) => {
                let is_known = self.company_of(found.canary).is_some_and(|company| company.is_known(self.now));
                self.verdicts.look(GONE, is_known, why);
            }
            Canary::Password(_) => self.verdicts.look(PASSWORDS, false, why),
            Canary::Contact(_) | Canary::Dump(_) => self.verdicts.look(APART, false, why),
            Canary::Word(_) => self.verdicts.look(WORDS, false, why),
            // Sessions hold the browser's name as long as they live, and nothing else does.
            Canary::Agent(_) => self.verdicts.look(FIVE, found.place == "session.agent", why),
            Canary::Visit(_) => self.verdicts.look(FIVE, found.place == "visit.referrer", why),
            Canary::Query(_) => self.verdicts.look(FIVE, false, why),
        }
    }

    fn judge_in_a_file(&mut self, found: &Found) {
        let why = || format!("{} in the file {}", found.canary, found.place);
        let check = match found.canary {
            Canary::Person(_) => GONE,
            Canary::Agent(_) | Canary::Visit(_) | Canary::Query(_) => FIVE,
            Canary::Password(_) => PASSWORDS,
            Canary::Contact(_) => APART,
            Canary::Dump(_) => SEALED,
            Canary::Word(_) => WORDS,
        };
        self.verdicts.look(check, false, why);
    }

    /// A space: its rules, what must be in it, and what must not.
    async fn look_at_space(&mut self, row: &SpaceRow, db: &SpaceDb) -> Result<()> {
        self.eyes.rules(Looked::Space(db, &row.slug), self.hour(), &mut self.verdicts).await?;
        let Some(company) = self.companies.iter().find(|company| company.ledger.life.as_ref().is_some_and(|life| life.id == row.id)) else {
            return Ok(());
        };
        let there: Vec<(Uuid, String)> = db.list("SELECT id, last_name FROM contact", args![]).await?;
        let there: BTreeMap<Uuid, String> = there.into_iter().collect();
        for contact in &company.ledger.contacts {
            let is_there = there.get(&contact.id).is_some_and(|name| *name == contact.canary.to_string());
            if !contact.is_erased {
                self.verdicts.look(CONTENT, is_there, || format!("{} of {} is gone", contact.canary, row.slug));
            }
        }
        for found in eyes::in_database(db).await? {
            let why = || format!("{} in {} of {}", found.canary, found.place, row.slug);
            let is_ours = self.company_of(found.canary).is_some_and(|owner| owner.ledger.life.as_ref().is_some_and(|life| life.id == row.id));
            match found.canary {
                Canary::Contact(_) => {
                    let erased = company.ledger.contacts.iter().any(|contact| contact.canary == found.canary && contact.is_erased);
                    self.verdicts.look(ERASED, !erased, why);
                    self.verdicts.look(APART, is_ours, why);
                }
                Canary::Person(_) | Canary::Dump(_) => self.verdicts.look(APART, is_ours, why),
                Canary::Password(_) => self.verdicts.look(PASSWORDS, false, why),
                Canary::Word(_) => self.verdicts.look(WORDS, false, why),
                Canary::Agent(_) => self.verdicts.look(FIVE, found.place == "member_session.agent", why),
                Canary::Visit(_) | Canary::Query(_) => self.verdicts.look(FIVE, false, why),
            }
        }
        // That nothing forbidden was found is what was looked for.
        self.verdicts.look(PASSWORDS, true, String::new);
        self.verdicts.look(ERASED, true, String::new);
        Ok(())
    }
}

async fn has_account(eyes: &eyes::Eyes, company: &Company) -> Result<bool> {
    let accounts: i64 = eyes.platform.get("SELECT COUNT(*) FROM account WHERE email = $1", args![company.email()]).await?;
    Ok(accounts > 0)
}

impl Company {
    /// Whether the platform may know this person at all.
    fn is_known(&self, now: i64) -> bool {
        if self.ledger.account.gone.is_some() {
            return false;
        }
        match (self.ledger.opened, self.ledger.signed_up) {
            (Some(_), _) => true,
            (None, Some(at)) => now < at + ms(retention::SIGNUP.keep) + LATE,
            (None, None) => true,
        }
    }
}
