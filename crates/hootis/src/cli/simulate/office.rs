//! What a company does in its back office, and on the way there.

use hootis_policy::retention;
use uuid::Uuid;

use super::browser::{Browser, Trouble};
use super::eyes::Canary;
use super::life::{Happening, Life};
use super::people::{Company, Contact};
use super::time::{MINUTE, ROUND, SECOND, ms};

impl Company {
    /// Confirms a sign-up by what its mail says: the six digits, or the link.
    pub(super) async fn confirm_by_mail(&mut self, life: &mut Life) -> Result<(), Trouble> {
        // The machine was off, and the link lived no longer than its day: they sign up anew, as the page of the link says.
        if self.ledger.signed_up.is_some_and(|at| life.now >= at + ms(retention::CONFIRMATION_LINK.keep)) {
            self.sign_up(life).await?;
            return Err(Trouble::NotYet);
        }
        let signed_up = self.ledger.signed_up.unwrap_or_default();
        let Some(letter) = life.outbox.last_to(&self.email()).filter(|letter| letter.at >= signed_up).cloned() else {
            return Err(if life.is_post_slow() { Trouble::NotYet } else { Trouble::Odd("no mail to confirm a sign-up came".into()) });
        };
        let password = self.password();
        let (world, verdicts) = (&life.world, &mut life.verdicts);
        if self.chance.percent(50) && life.now - letter.at < 10 * MINUTE {
            let code = letter.code().unwrap_or_default().to_owned();
            self.public.post(world, verdicts, "/inscription/code", &[("code", &code)]).await?.is(200)?;
        } else {
            let link = letter.link("http://").unwrap_or_default().to_owned();
            let path = &link[link.find("/inscription").unwrap_or(0)..];
            let page = self.public.get(world, verdicts, path).await?.is(200)?;
            let token = link.rsplit_once("lien=").map_or("", |(_, token)| token);
            if !page.says("Atelier") {
                return Err(page.odd("the link's sign-up is not there"));
            }
            self.public.post(world, verdicts, "/inscription/confirmation", &[("lien", token), ("password", &password)]).await?.is(200)?;
        }
        Ok(())
    }

    /// The back office, entered anew: sessions end between two days of work.
    pub(super) async fn at_the_office(&mut self, life: &mut Life) -> Result<Browser, Trouble> {
        self.enter(life).await?;
        self.office.clone().ok_or_else(|| Trouble::Odd("no office".into()))
    }

    /// Writes down so many contacts.
    pub(super) async fn write(&mut self, life: &mut Life, contacts: u32) -> Result<(), Trouble> {
        let mut office = self.at_the_office(life).await?;
        for _ in 0..contacts {
            let (world, verdicts) = (&life.world, &mut life.verdicts);
            office.get(world, verdicts, "/admin/contacts/nouveau").await?.is(200)?;
            let canary = Canary::Contact(self.number * 1_000 + self.ledger.contacts.len() as u32);
            let (id, name, email) = (Uuid::now_v7(), canary.to_string(), format!("{canary}@client.example"));
            let id_text = id.to_string();
            let form = [("id", id_text.as_str()), ("last_name", &name), ("first_name", "Ada"), ("email", &email), ("anyway", "1")];
            office.post(world, verdicts, "/admin/contacts/nouveau", &form).await?.is(303)?;
            self.ledger.contacts.push(Contact { canary, id, is_erased: false });
        }
        self.office = Some(office);
        Ok(())
    }

    /// Erases a contact for good.
    pub(super) async fn erase(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let mut office = self.at_the_office(life).await?;
        let Some(contact) = self.ledger.contacts.iter_mut().find(|contact| !contact.is_erased) else { return Ok(()) };
        let path = format!("/admin/contacts/{}/suppression", contact.id);
        let answer = office.post(&life.world, &mut life.verdicts, &path, &[]).await?;
        // Not there any more: a crash came between the erasure and its answer.
        if answer.status != 404 {
            answer.is(303)?;
        }
        contact.is_erased = true;
        Ok(())
    }

    /// Invites a colleague.
    pub(super) async fn invite(&mut self, life: &mut Life) -> Result<(), Trouble> {
        let mut office = self.at_the_office(life).await?;
        office.get(&life.world, &mut life.verdicts, "/admin/equipe/invitation").await?.is(200)?;
        let email = format!("collegue-{}-{}@atelier.example", self.number, life.now);
        let form = [("name", "Camille"), ("email", email.as_str()), ("role", "editor"), ("person", "")];
        office.post(&life.world, &mut life.verdicts, "/admin/equipe/invitation", &form).await?.is(303)?;
        let (number, ends) = (self.number as usize, life.now + ms(retention::INVITATION_LINK.keep));
        for at in [ends - MINUTE, ends + ms(retention::SPACE_WITHIN) + ROUND] {
            life.plan_at(at, Happening::LookInside(number));
        }
        Ok(())
    }

    /// Looks at the console; asks for a link into the space and for one to another password, and uses neither.
    pub(super) async fn look_in(&mut self, life: &mut Life) -> Result<(), Trouble> {
        self.read_and_change(life).await?;
        let page = self.console(life).await?;
        if let Some(action) = page.attributes("action", "/console/espaces/").into_iter().find(|action| action.ends_with("/entree")) {
            self.public.post(&life.world, &mut life.verdicts, &action, &[]).await?.is(200)?;
        }
        let email = self.email();
        self.public.post(&life.world, &mut life.verdicts, "/mot-de-passe", &[("email", &email)]).await?.is(200)?;
        let (number, code) = (self.number as usize, ms(retention::ENTRY_CODE.keep));
        for at in [code - 10 * SECOND, code + ROUND] {
            life.plan_at(life.now + at, Happening::LookInside(number));
        }
        life.deadline(life.now + ms(retention::PASSWORD_LINK.keep));
        self.public.close();
        self.office = None;
        Ok(())
    }
}
