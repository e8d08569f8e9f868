//! Those outside whom visitors can write to: the operator and a partner. What they write goes by mail within the request,
//! or comes back to them; and stays nowhere.

use hootis_policy::processors::Partner;

use super::browser::{Browser, Trouble};
use super::checks::{Check, DELIVERED, PARTNERS};
use super::eyes::Canary;
use super::life::Life;
use super::orders;
use super::rights::judge_form;
use crate::error::Result;
use crate::outreach::Outreach;
use crate::web::person::Email;

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

/// A word that somebody wrote to somebody outside, and the mails that may hold it.
#[derive(Clone, Debug)]
pub(super) struct Written {
    word: String,
    reader: &'static str,
    mails: usize,
    check: Check,
}

impl Life {
    /// Somebody writes to the operator.
    pub(super) async fn message(&mut self, number: u32) -> Result<()> {
        let word = Canary::Word(2 * number).to_string();
        let (email, message) = (format!("{word}@client.example"), format!("Bonjour, {word} : pouvez-vous me rappeler ?"));
        let form = [("name", word.as_str()), ("email", &email), ("phone", ""), ("company", ""), ("subject", "Question"), ("message", &message)];
        let outcome = self.write(WRITERS + number, "/contact", "/contact", &form, &word, (DELIVERED, READER)).await;
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
        let outcome = self.write(ASKERS + number, "/partenaires?pays=FR", "/partenaires", &form, &word, (PARTNERS, PARTNER.1)).await;
        if let (false, Some(written)) = (agrees, self.written.last_mut()) {
            written.mails = 0;
        }
        self.look_at_written();
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
        (check, reader): (Check, &'static str),
    ) -> std::result::Result<(), Trouble> {
        let mut browser = Browser::new(network, "Mozilla/5.0 (Macintosh) Safari/605.1");
        let shown = browser.get(&self.world, &mut self.verdicts, page).await?.is(200)?;
        judge_form(&mut self.verdicts, path, &shown.text);
        if check == PARTNERS && !shown.says(PARTNER.0) {
            return Err(shown.odd("the partner is not named"));
        }
        let answer = browser.post(&self.world, &mut self.verdicts, path, form).await?;
        self.read_mails().map_err(|error| Trouble::Odd(error.to_string()))?;
        let is_sent = answer.status.is_redirection();
        self.verdicts.look(check, is_sent || answer.says(word), || format!("answered {}, and {word} is lost", answer.status));
        self.written.push(Written { word: word.to_owned(), reader, mails: usize::from(is_sent), check });
        self.look_at_written();
        // What is kept for a moment only is found in that moment.
        self.read_every_word().await.map_err(|error| Trouble::Odd(error.to_string()))
    }

    /// Every word is with its reader, as often as its writer was told, and with nobody else: not later either.
    pub(super) fn look_at_written(&mut self) {
        for Written { word, reader, mails, check } in &self.written {
            let with_it = self.outbox.letters.iter().filter(|letter| letter.raw.contains(word) || letter.text.contains(word));
            let readers: Vec<&str> = with_it.map(|letter| letter.to.as_str()).collect();
            let is_right = readers.len() == *mails && readers.iter().all(|to| to == reader);
            self.verdicts.look(*check, is_right, || format!("{word}: {mails} mails were to come to {reader}, and came to {readers:?}"));
        }
    }
}
