//! Whether spaces and accounts are where they must be, and their owners were told in time.

use std::collections::BTreeMap;

use hootis_policy::retention;
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::checks::{ACCOUNTS, ENDED, GRACE, LEFT, REMINDED, SHUT, STATES, WARNED};
use super::eyes::{Letter, SpaceRow};
use super::life::Life;
use super::model::{Reminder, SpaceLife, State};
use super::people::Company;
use super::time::{DAY, HOUR, ms, words};
use crate::error::Result;

/// How late a reminder may leave: looks come a minute after its moment, and a crash puts them off.
const REMINDED_WITHIN: i64 = HOUR;

/// The ways into a space: of members, of contacts, of programs.
const DOORS: [&str; 4] = ["/admin/connexion", "/connexion", "/", "/api/v1/me"];

impl Life {
    /// Holds every space and every account against what must have become of it.
    pub(super) async fn look_at_fates(&mut self) -> Result<()> {
        let rows: BTreeMap<Uuid, SpaceRow> = self.eyes.spaces().await?.into_iter().map(|row| (row.id, row)).collect();
        let accounts: Vec<(String, Option<i64>)> = self.eyes.platform.list("SELECT email, spaceless_since FROM account", args![]).await?;
        let accounts: BTreeMap<String, Option<i64>> = accounts.into_iter().collect();
        for at in 0..self.companies.len() {
            if let Some(mut company) = self.companies.get(at).filter(|company| company.cut_at.is_none()).cloned() {
                self.look_at_space_of(&mut company, &rows);
                self.look_at_account_of(&mut company, &accounts);
                self.plan_dates(&company);
                self.companies[at] = company;
            }
        }
        self.look_for_reminders();
        Ok(())
    }

    fn plan_dates(&mut self, company: &Company) {
        let account = &company.ledger.account;
        let dates = company.ledger.life.iter().flat_map(SpaceLife::dates).chain(account.notice()).chain(account.ends());
        for date in dates.filter(|date| *date > self.now).collect::<Vec<_>>() {
            self.deadline(date);
        }
    }

    /// The state of a space follows its dates: not before them, and not long after.
    fn look_at_space_of(&mut self, company: &mut Company, rows: &BTreeMap<Uuid, SpaceRow>) {
        let Some(space) = company.ledger.life.as_mut() else { return };
        let row = rows.get(&space.id);
        // With its account, the row of a destroyed space goes.
        let (state, since) = row.map_or(("destroyed", self.now), |row| (row.state.as_str(), row.since));
        let before = space.state;
        let (mut is_right, mut told) = (state == space.state.as_str(), String::new());
        if let Some((due, next)) = space.due(self.now) {
            if state == next {
                is_right = (due..=self.latest(due)).contains(&since);
                space.pass(since);
            } else {
                is_right = is_right && self.now <= self.latest(due);
            }
            told = format!(", due {} ago", words(self.now - due));
        }
        self.verdicts.look(STATES, is_right, || format!("{} ({:?}) is {state}, and was {before:?}{told}", space.slug, company.plan));
        if company.ledger.is_ended {
            self.verdicts.look(ENDED, state == "destroyed", || format!("{} is {state}", space.slug));
        }
        if let State::Disabled { since } = before {
            let left = since + ms(retention::SPACE_DISABLED.keep) - self.now;
            self.verdicts.look(GRACE, state != "destroyed" || left <= 0, || format!("{} is {state}, {} too early", space.slug, words(left)));
        }
    }

    /// An account is there until thirty days after its last space, or after its holder asked.
    fn look_at_account_of(&mut self, company: &mut Company, accounts: &BTreeMap<String, Option<i64>>) {
        let Some(space) = company.ledger.life.as_ref() else { return };
        let (email, account) = (company.email(), &mut company.ledger.account);
        if account.gone.is_some() {
            self.verdicts.look(ACCOUNTS, !accounts.contains_key(&email), || format!("{email} is back"));
            return;
        }
        let row = accounts.get(&email);
        if let (State::Destroyed { since }, None) = (space.state, account.spaceless) {
            let spaceless = row.copied().flatten();
            let latest = self.latest(since);
            if spaceless.is_some() || row.is_none() || self.now > latest {
                let is_right = row.is_none() || spaceless.is_some_and(|at| (since..=latest).contains(&at));
                self.verdicts.look(ACCOUNTS, is_right, || format!("{email} is without a space since {spaceless:?}, and lost it {since}"));
                account.spaceless = Some(spaceless.unwrap_or(since));
            }
        }
        let told = self.outbox.letters.iter().find(|letter| letter.to == email && letter.subject.contains("sera supprimé"));
        account.told = account.told.or(told.map(|letter| letter.at));
        let ends = account.ends();
        let is_right = match (row.is_some(), ends) {
            (true, None) => account.notice().is_none_or(|notice| self.now <= self.handed_by(notice)),
            (true, Some(ends)) => self.now <= self.latest(ends),
            (false, Some(ends)) => self.now >= ends,
            (false, None) => false,
        };
        self.verdicts.look(ACCOUNTS, is_right, || format!("{email} ({:?}) is there: {}; {account:?}, ends {ends:?}", company.plan, row.is_some()));
        if account.asked.is_some() {
            self.verdicts.look(LEFT, is_right, || format!("{email} is there: {}, ends {ends:?}", row.is_some()));
        }
        if row.is_none() {
            account.gone = Some(self.now);
        }
    }

    /// Every reminder whose moment has come has left, once; and so has the notice of every account that went.
    fn look_for_reminders(&mut self) {
        let mut companies = std::mem::take(&mut self.companies);
        for company in companies.iter_mut().filter(|company| company.cut_at.is_none()) {
            let (email, name) = (company.email(), company.name());
            let Some(space) = company.ledger.life.as_mut() else { continue };
            let (due, later): (Vec<_>, Vec<_>) = space.reminders.drain(..).partition(|reminder| reminder.at <= self.now);
            space.reminders = later;
            for reminder in due {
                if !self.look_for_reminder(&email, &name, space, &reminder) {
                    space.reminders.push(reminder);
                }
            }
            let account = &company.ledger.account;
            if account.gone == Some(self.now) && account.asked.is_none() {
                let told: Vec<i64> = self.letters_to(&email, "sera supprimé").collect();
                let is_right = told.len() == 1 && told[0] + ms(retention::ACCOUNT_NOTICE) <= self.now;
                self.verdicts.look(WARNED, is_right, || format!("{email} is gone after {}, and was told at {told:?}", self.now));
            }
        }
        self.companies = companies;
    }

    /// When mails to somebody came whose subjects say this.
    fn letters_to<'a>(&'a self, email: &'a str, words: &'a str) -> impl Iterator<Item = i64> + 'a {
        self.outbox.letters.iter().filter(move |letter| letter.to == email && letter.subject.contains(words)).map(|letter| letter.at)
    }

    /// Judges a reminder whose moment has come; false while the relay may still have to take it.
    fn look_for_reminder(&mut self, email: &str, name: &str, space: &SpaceLife, reminder: &Reminder) -> bool {
        // The next of its kind comes two days later at the earliest.
        let its_time = reminder.at..=self.now.min(reminder.at + 2 * DAY - 1);
        let is_it = |letter: &&Letter| letter.to == email && letter.subject.contains(name) && letter.subject.contains(reminder.words);
        let left = self.outbox.letters.iter().filter(is_it).filter(|letter| its_time.contains(&letter.at)).count();
        let by = self.handed_by(reminder.at);
        let was_refused = by > self.latest(reminder.at);
        if left == 0 && was_refused && self.now < by {
            return false;
        }
        // While the machine was off the moment passed: then the next one tells. What a relay refused until it was no longer
        // true was taken back.
        let was_off = self.was_off(reminder.at, reminder.at + DAY);
        let may_miss = was_off || (was_refused && space.state != reminder.state);
        let late = self.now - reminder.at;
        let is_right = left == 1 || (left == 0 && may_miss);
        let is_in_time = late <= REMINDED_WITHIN || was_off || was_refused;
        self.verdicts.look(REMINDED, is_right && is_in_time, || {
            format!("{name}: « {} » left {left} times within {} of its moment", reminder.words, words(late))
        });
        true
    }

    /// Knocks at the door of every space that is closed.
    pub(super) async fn knock(&mut self) -> Result<()> {
        for company in self.companies.clone() {
            let Some(space) = company.ledger.life.as_ref().filter(|_| company.cut_at.is_none()) else { continue };
            if !matches!(space.state, State::Disabled { .. } | State::Destroyed { .. }) {
                continue;
            }
            let mut door = company.public.at(&space.slug);
            for path in DOORS {
                if let Ok(answer) = door.get(&self.world, &mut self.verdicts, path).await {
                    self.verdicts.look(SHUT, answer.status == 404, || format!("{}{path} answers {}", space.slug, answer.status));
                }
            }
        }
        Ok(())
    }
}
