//! News for those who asked for them, and their ways out.

use std::collections::BTreeMap;

use super::browser::{Browser, Trouble};
use super::checks::{MAILED_ONCE, UNASKED, WAY_OUT};
use super::eyes::Letter;
use super::life::Life;
use super::orders;
use super::people::Company;
use super::time::words;
use crate::error::Result;

/// A mailing that was sent, and when its sending ended.
#[derive(Clone, Debug)]
pub(super) struct Mailing {
    pub id: String,
    pub began: i64,
    pub ended: i64,
    /// Crashes that had come before it.
    pub crashes: u32,
}

/// Mails that are being handed over when everything is killed: one in each process. They may have arrived, and never go twice.
const CUT_OFF: u32 = 2;

/// What somebody said about news: from when on they want them, or not.
pub(super) type Answers = Vec<(i64, bool)>;

impl Company {
    /// Says in the console whether news are wanted.
    pub(super) async fn answer_about_news(&mut self, life: &mut Life, wants: bool) -> std::result::Result<(), Trouble> {
        self.console(life).await?;
        self.public.get(&life.world, &mut life.verdicts, "/console/courrier").await?.is(200)?;
        let form: &[(&str, &str)] = if wants { &[("news", "1")] } else { &[] };
        self.public.post(&life.world, &mut life.verdicts, "/console/courrier", form).await?.is(303)?;
        self.ledger.news.push((life.now, wants));
        Ok(())
    }

    /// Takes the way out of the last news, as a mail program does: no cookie, no page of ours.
    pub(super) async fn one_click(&mut self, life: &mut Life) -> std::result::Result<(), Trouble> {
        let (email, from) = (self.email(), self.ledger.opened.unwrap_or(life.now));
        let letter = life.outbox.letters.iter().rev().find(|letter| letter.to == email && letter.at >= from && is_news(letter)).cloned();
        let Some(letter) = letter else { return Ok(()) };
        let Some(path) = way_out(&letter) else { return Ok(()) };
        let mut program = Browser::new(80_000 + self.number, "MailProgram/1.0");
        program.is_person = false;
        let answer = program.machine_post(&life.world, &mut life.verdicts, &path, "List-Unsubscribe=One-Click").await?;
        life.verdicts.look(WAY_OUT, answer.status.is_success(), || format!("one click of {email} was answered {}", answer.status));
        self.ledger.news.push((life.now, false));
        Ok(())
    }
}

impl Life {
    /// The operator sends a mailing, again and again until it is whole: crashes come in the middle.
    pub(super) async fn mailing(&mut self, number: u32) -> Result<()> {
        let (id, began, crashes) = (format!("nouvelles-{number:03}"), self.now, self.crashes);
        let order = format!("{} {id}", orders::MAILING);
        while self.chance.percent(self.size.crashes * 6) {
            let moment = std::time::Duration::from_millis(self.chance.below(60));
            self.world.order_cut(&order, moment).await?;
            self.crashed()?;
        }
        self.world.order(&order).await?;
        self.mailings.push(Mailing { id, began, ended: self.handed_by(self.now), crashes });
        self.work().await
    }

    /// Holds the mails of every mailing against who wanted them.
    pub(super) fn look_at_mailings(&mut self) {
        for mailing in self.mailings.iter().filter(|mailing| mailing.ended <= self.now) {
            let mut sent: BTreeMap<&str, u32> = BTreeMap::new();
            for letter in self.outbox.letters.iter().filter(|letter| letter.subject.contains(&mailing.id)) {
                self.verdicts.look(WAY_OUT, way_out(letter).is_some(), || format!("the mail to {} has no way out", letter.to));
                *sent.entry(letter.to.as_str()).or_default() += 1;
            }
            let mut spared = (self.crashes - mailing.crashes) * CUT_OFF;
            for company in &self.companies {
                let (email, answers) = (company.email(), &company.ledger.news);
                let count = sent.get(email.as_str()).copied().unwrap_or(0);
                let wanted = |at: i64| answers.iter().rev().find(|(since, _)| *since <= at).is_some_and(|(_, wants)| *wants);
                let is_there =
                    |at: i64| company.ledger.opened.is_some_and(|opened| opened < at) && company.ledger.account.gone.is_none_or(|gone| gone > at);
                let why = || format!("{} reached {email} {count} times, {} after it began", mailing.id, words(self.now - mailing.began));
                let (began, ended) = (mailing.began, mailing.ended);
                if wanted(began) && wanted(ended) && is_there(began) && is_there(ended) && company.cut_at.is_none() {
                    let is_cut_off = count == 0 && spared > 0;
                    spared -= u32::from(is_cut_off);
                    self.verdicts.look(MAILED_ONCE, count == 1 || is_cut_off, why);
                } else if !wanted(began) && !wanted(ended) {
                    self.verdicts.look(UNASKED, count == 0, why);
                } else {
                    self.verdicts.look(MAILED_ONCE, count <= 1, why);
                }
            }
        }
    }
}

/// Where one click of a mail program leads, if the mail says so as it must.
fn way_out(letter: &Letter) -> Option<String> {
    let header = letter.header("List-Unsubscribe")?;
    let path = header.split(['<', '>']).find_map(|part| part.find("/courrier/").map(|at| part[at..].to_owned()));
    path.filter(|_| letter.header("List-Unsubscribe-Post").as_deref() == Some("List-Unsubscribe=One-Click"))
}

fn is_news(letter: &Letter) -> bool {
    letter.subject.contains("nouvelles-")
}
