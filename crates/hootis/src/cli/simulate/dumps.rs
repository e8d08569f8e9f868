//! A small Dolibarr that a company brings, and its way in and out again.

use super::browser::Trouble;
use super::eyes::Canary;
use super::life::Life;
use super::people::Company;
use crate::cli::demo::dolibarr;
use crate::clock::Now;

impl Company {
    /// Uploads a dump whose third parties carry a planted word.
    pub(super) async fn upload(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let mut office = self.at_the_office(life).await?;
        office.get(&life.world, &mut life.verdicts, "/admin/dolibarr/connexion").await?.is(200)?;
        let dump = dolibarr::small(Now(life.now), &Canary::Dump(self.number).to_string());
        // Noted before: a crash may cut it off and leave a part of it.
        self.ledger.uploaded = Some(life.now);
        let file = ("dump", "dolibarr.sql", dump.as_str());
        let answer = office.upload(&life.world, &mut life.verdicts, "/admin/dolibarr/depot", &[("acknowledged", "1")], file).await?;
        // Taken before a crash, and still being looked at.
        if answer.status != 422 {
            self.ledger.check = Some(answer.is(303)?.location().to_owned());
        }
        life.deadline(life.now + super::time::ms(hootis_policy::retention::UPLOAD.keep));
        Ok(())
    }

    /// Has what was uploaded counted.
    pub(super) async fn count(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let Some(check) = self.ledger.check.clone() else { return Ok(()) };
        let form = [("entity", "1"), ("contacts", "1"), ("users", "1"), ("categories", "1"), ("custom_fields", "1"), ("notes", "1")];
        self.ledger.check = self.next_run(life, &format!("{check}/comptage"), &form).await?;
        Ok(())
    }

    /// Imports what was counted.
    pub(super) async fn import(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let Some(dry) = self.ledger.check.clone() else { return Ok(()) };
        self.ledger.has_dump = true;
        self.ledger.check = self.next_run(life, &format!("{dry}/import"), &[]).await?;
        Ok(())
    }

    /// Takes back what was imported.
    pub(super) async fn undo(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let Some(import) = self.ledger.check.clone() else { return Ok(()) };
        let mut office = self.at_the_office(life).await?;
        office.post(&life.world, &mut life.verdicts, &format!("{import}/annulation"), &[]).await?.is(303)?;
        Ok(())
    }

    /// Asks for a run that follows another; its page.
    async fn next_run(&mut self, life: &mut Life, path: &str, form: &[(&str, &str)]) -> Result<Option<String>, Trouble> {
        let mut office = self.at_the_office(life).await?;
        let answer = office.post(&life.world, &mut life.verdicts, path, form).await?;
        // One that a crash cut off from its answer may still be at it.
        if answer.status == 409 {
            return Ok(self.ledger.check.clone());
        }
        Ok(Some(answer.is(303)?.location().to_owned()))
    }
}
