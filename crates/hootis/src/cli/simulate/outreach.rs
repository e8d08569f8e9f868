//! Those outside whom visitors can write to: the operator and a partner. What they write goes by mail within the request,
//! or comes back to them; and stays nowhere.

use hootis_policy::processors::Partner;
use hootis_policy::promises;

use super::browser::{Browser, Trouble};
use super::eyes::Canary;
use super::life::Life;
use super::orders;
use super::verdicts::Check;
use crate::error::Result;
use crate::outreach::Outreach;
use crate::web::person::Email;

pub(super) const TOLD: Check = Check::new(&promises::C2, "a message is with the operator when its writer is told so, else with its writer");
pub(super) const AGREED: Check = Check::new(&promises::U2, "a partner has one mail, of somebody who agreed under its name");

/// Who reads messages.
const READER: &str = "contact@exploitant.example";
/// The partner, and its mailbox.
const PARTNER: (&str, &str) = ("Nord Conseil", "accueil@nord-conseil.example");

/// Networks of those who write begin here, and of those who ask for a partner.
const WRITERS: u32 = 200_000;
const ASKERS: u32 = 300_000;

/// What the operator of a simulated life says of those outside.
pub(in crate::cli) fn outreach() -> Outreach {
    let partner = Partner {
        name: PARTNER.0.to_owned(),
        email: PARTNER.1.to_owned(),
        countries: vec!["FR".to_owned()],
        regions: Vec::new(),
        contract: "P-1".to_owned(),
        date: "2029-12-01".to_owned(),
    };
    Outreach { analytics: Some("G-SIMULATED1".to_owned()), contact: Email::parse(READER), partners: vec![partner], ..Outreach::default() }
}

impl Life {
    /// Somebody writes to the operator.
    pub(super) async fn message(&mut self, number: u32) -> Result<()> {
        let word = Canary::Word(2 * number).to_string();
        let (email, message) = (format!("{word}@client.example"), format!("Bonjour, {word} : pouvez-vous me rappeler ?"));
        let form = [("name", word.as_str()), ("email", &email), ("phone", ""), ("company", ""), ("subject", "Question"), ("message", &message)];
        let outcome = self.write(WRITERS + number, "/contact", "/contact", &form, &word, (TOLD, READER)).await;
        self.settle(outcome, false, "somebody who writes").await?;
        Ok(())
    }

    /// Somebody asks for the partner where they are; every third does not tick the box.
    pub(super) async fn request(&mut self, number: u32) -> Result<()> {
        let word = Canary::Word(2 * number + 1).to_string();
        let agrees = number % 3 != 2;
        let email = format!("{word}@client.example");
        let mut form =
            vec![("pays", "FR"), ("region", ""), ("partner", PARTNER.0), ("name", &word), ("email", &email), ("phone", ""), ("company", "")];
        if agrees {
            form.push(("agree", "1"));
        }
        let outcome = self.write(ASKERS + number, "/partenaires?pays=FR", "/partenaires", &form, &word, (AGREED, PARTNER.1)).await;
        if !agrees {
            let sent = self.mails_with(&word, PARTNER.1);
            self.verdicts.look(AGREED, sent == 0, || format!("{word} did not agree, and {sent} mails went"));
        }
        self.settle(outcome, false, "somebody who asks for a partner").await?;
        Ok(())
    }

    /// An operator comes and goes, and once looks up whose the records of an address are.
    pub(super) async fn operate(&mut self) -> Result<()> {
        self.world.order(&format!("{} exploitant@hootis.example", orders::OPERATOR)).await?;
        self.world.order(&format!("{} 127.1.0.1", orders::REVEAL)).await?;
        self.work().await
    }

    /// Sends a form that holds a word, and looks where the word is then: with its reader when that was said, else back
    /// in the page.
    async fn write(
        &mut self,
        network: u32,
        page: &str,
        path: &str,
        form: &[(&str, &str)],
        word: &str,
        (check, reader): (Check, &str),
    ) -> std::result::Result<(), Trouble> {
        let mut browser = Browser::new(network, "Mozilla/5.0 (Macintosh) Safari/605.1");
        let shown = browser.get(&self.world, &mut self.verdicts, page).await?.is(200)?;
        if check == AGREED && !shown.says(PARTNER.0) {
            return Err(shown.odd("the partner is not named"));
        }
        let answer = browser.post(&self.world, &mut self.verdicts, path, form).await?;
        self.read_mails().map_err(|error| Trouble::Odd(error.to_string()))?;
        let (is_sent, mails) = (answer.status.is_redirection(), self.mails_with(word, reader));
        let is_right = if is_sent { mails == 1 } else { mails == 0 && answer.says(word) };
        self.verdicts.look(check, is_right, || format!("answered {}, and {mails} mails with {word} came", answer.status));
        Ok(())
    }

    fn mails_with(&self, word: &str, reader: &str) -> usize {
        self.outbox.letters.iter().filter(|letter| letter.to == reader && letter.text.contains(word)).count()
    }
}
