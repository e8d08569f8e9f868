//! How spaces and accounts end: what owners and the operator do about it.

use hootis_space::{Conn as _, args};

use super::browser::Trouble;
use super::life::Life;
use super::model::{SpaceLife, State};
use super::orders;
use super::people::Company;
use super::time::DAY;

impl Company {
    /// The space that this company speaks of.
    fn space(&mut self) -> Result<&mut SpaceLife, Trouble> {
        self.ledger.life.as_mut().ok_or_else(|| Trouble::Odd("this company has no space".into()))
    }

    /// Since when the space has been as it is. What was cut off by a crash may have been done before it.
    async fn instant(&mut self, life: &Life) -> Result<i64, Trouble> {
        let Some(from) = self.cut_at else { return Ok(life.now) };
        let id = self.space()?.id;
        let since: Result<i64, _> = life.eyes.platform.get("SELECT state_since FROM space WHERE id = $1", args![id]).await;
        Ok(since.unwrap_or(life.now).clamp(from, life.now))
    }

    async fn becomes(&mut self, life: &mut Life, state: impl FnOnce(&SpaceLife, i64) -> State) -> Result<(), Trouble> {
        let since = self.instant(life).await?;
        let space = self.space()?;
        let next = state(space, since);
        space.enter(next, since);
        for date in space.dates() {
            life.deadline(date);
        }
        Ok(())
    }

    /// The operator writes down that it is paid for.
    pub(super) async fn subscribe(&mut self, life: &mut Life, days: i64) -> Result<(), Trouble> {
        let slug = self.space()?.slug.clone();
        let until = self.cut_at.unwrap_or(life.now) + days * DAY;
        life.world.order(&format!("{} {slug} {until}", orders::SUBSCRIBE)).await?;
        self.space()?.paid_until = Some(until);
        self.becomes(life, |_, _| State::Active).await
    }

    /// Gives notice in the console.
    pub(super) async fn give_notice(&mut self, life: &mut Life) -> Result<(), Trouble> {
        self.in_the_console(life, "resiliation", &[]).await?;
        self.becomes(life, |space, _| State::Ending { until: space.paid_until.unwrap_or_default() }).await
    }

    /// Takes it back.
    pub(super) async fn take_back(&mut self, life: &mut Life) -> Result<(), Trouble> {
        self.in_the_console(life, "resiliation/suppression", &[]).await?;
        self.becomes(life, |_, _| State::Active).await
    }

    /// Closes the space at once.
    pub(super) async fn close(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let password = self.password();
        self.in_the_console(life, "fermeture", &[("password", &password)]).await?;
        self.becomes(life, |_, since| State::Disabled { since }).await
    }

    /// Opens it again.
    pub(super) async fn reopen(&mut self, life: &mut Life) -> Result<(), Trouble> {
        self.in_the_console(life, "fermeture/suppression", &[]).await?;
        self.becomes(life, SpaceLife::reopened).await?;
        self.ledger.account.asked = None;
        Ok(())
    }

    /// Asks for it a second time within a year, with nothing left of a trial or of a period paid: nothing happens.
    pub(super) async fn reopen_in_vain(&mut self, life: &mut Life) -> Result<(), Trouble> {
        self.console(life).await?;
        let path = format!("/console/espaces/{}/fermeture/suppression", self.space()?.id);
        self.public.post(&life.world, &mut life.verdicts, &path, &[]).await?.is(409)?;
        Ok(())
    }

    /// Destroys it before its time.
    pub(super) async fn destroy(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let (password, slug) = (self.password(), self.space()?.slug.clone());
        self.in_the_console(life, "destruction", &[("password", &password), ("slug", &slug), ("sur", "1")]).await?;
        self.ledger.is_ended = true;
        self.becomes(life, |_, since| State::Destroyed { since }).await
    }

    /// Asks for the deletion of the account, which closes the space.
    pub(super) async fn leave(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let password = self.password();
        self.console(life).await?;
        self.public.get(&life.world, &mut life.verdicts, "/console/compte/suppression").await?.is(200)?;
        let answer = self.public.post(&life.world, &mut life.verdicts, "/console/compte/suppression", &[("password", &password)]).await?;
        answer.is(303)?;
        self.becomes(life, |_, since| State::Disabled { since }).await?;
        self.ledger.account.asked = Some(self.instant(life).await?);
        Ok(())
    }

    /// Keeps the account after all, and reopens the space.
    pub(super) async fn stay(&mut self, life: &mut Life) -> Result<(), Trouble> {
        self.console(life).await?;
        self.public.post(&life.world, &mut life.verdicts, "/console/compte/suppression/retrait", &[]).await?.is(303)?;
        self.ledger.account.asked = None;
        self.reopen(life).await
    }

    /// Does something with the space in the console, after the page that asks for it.
    async fn in_the_console(&mut self, life: &mut Life, what: &str, form: &[(&str, &str)]) -> Result<(), Trouble> {
        self.console(life).await?;
        let path = format!("/console/espaces/{}", self.space()?.id);
        self.public.get(&life.world, &mut life.verdicts, &path).await?.is(200)?;
        let answer = self.public.post(&life.world, &mut life.verdicts, &format!("{path}/{what}"), form).await?;
        let answer = answer.is(303)?;
        if !answer.location().starts_with("/console") {
            return Err(answer.odd("it leads elsewhere"));
        }
        Ok(())
    }
}
