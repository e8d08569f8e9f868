//! Whether spaces and accounts are where they must be, and their owners were told in time.

use std::collections::BTreeMap;

use hootis_policy::{promises, retention};
use hootis_space::{Conn as _, args};
use uuid::Uuid;

use super::eyes::SpaceRow;
use super::life::Life;
use super::model::{SpaceLife, State};
use super::people::Company;
use super::time::{DAY, HOUR, LATE, ms, words};
use super::verdicts::Check;
use crate::error::Result;

pub(super) const STATES: Check = Check::new(&promises::K3, "spaces are in the state that their dates say");
pub(super) const GRACE: Check = Check::new(&promises::K3, "nothing is destroyed before 30 days of 24 h");
pub(super) const REMINDED: Check = Check::new(&promises::K3, "reminders come once each, on their day");
pub(super) const ACCOUNTS: Check = Check::new(&promises::C1, "accounts are there as long as they may, and no longer");
pub(super) const TOLD: Check = Check::new(&promises::K1, "who loses their account was told 7 days before");
pub(super) const SHUT: Check = Check::new(&promises::U4, "a closed space opens to nobody");

/// How late a reminder may leave: looks come a minute after its moment, and a crash puts them off.
const REMINDED_WITHIN: i64 = HOUR;

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
            if self.dates.insert(date) {
                self.deadline(date);
            }
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
        if let State::Disabled { since } = before {
            let left = since + ms(retention::SPACE_DISABLED.keep) - self.now;
            self.verdicts.look(GRACE, state == "disabled" || left <= 0, || format!("{} is {state}, {} too early", space.slug, words(left)));
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
            (true, None) => account.notice().is_none_or(|notice| self.now <= self.latest(notice)),
            (true, Some(ends)) => self.now <= self.latest(ends),
            // Told is who was written to: the relay may have the mail some minutes after the row.
            (false, Some(ends)) => self.now + LATE >= ends,
            (false, None) => false,
        };
        self.verdicts.look(ACCOUNTS, is_right, || format!("{email} ({:?}) is there: {}; {account:?}, ends {ends:?}", company.plan, row.is_some()));
        if row.is_none() {
            account.gone = Some(self.now);
        }
    }

    /// Every reminder whose moment has come has left, once.
    fn look_for_reminders(&mut self) {
        for company in self.companies.iter_mut().filter(|company| company.cut_at.is_none()) {
            let (email, name) = (company.email(), company.name());
            let letters: Vec<_> = self.outbox.letters.iter().filter(|letter| letter.to == email).collect();
            let Some(space) = company.ledger.life.as_mut() else { continue };
            let (due, later): (Vec<_>, Vec<_>) = space.reminders.drain(..).partition(|reminder| reminder.at <= self.now);
            space.reminders = later;
            for reminder in due {
                let is_it = |subject: &str| subject.contains(&name) && subject.contains(reminder.words);
                let left: Vec<i64> = letters.iter().filter(|letter| is_it(&letter.subject)).map(|letter| letter.at).collect();
                let in_time = left.iter().filter(|at| (reminder.at..=self.now).contains(at)).count();
                // While the machine was off the moment passed: then the next one tells.
                let was_off = self.off.iter().any(|(from, to)| *from < reminder.at + DAY && *to >= reminder.at);
                let is_right = in_time == 1 || (was_off && in_time == 0);
                let late = self.now - reminder.at;
                let why = || format!("{name}: « {} » left {in_time} times within {} of its moment", reminder.words, words(late));
                self.verdicts.look(REMINDED, is_right && (late <= REMINDED_WITHIN || was_off), why);
            }
            let account = &company.ledger.account;
            if account.gone == Some(self.now) && account.asked.is_none() {
                let told: Vec<i64> = letters.iter().filter(|letter| letter.subject.contains("sera supprimé")).map(|letter| letter.at).collect();
                let is_right = told.len() == 1 && told[0] + ms(retention::ACCOUNT_NOTICE) <= self.now + LATE;
                self.verdicts.look(TOLD, is_right, || format!("{email} is gone, and was told at {told:?}"));
            }
        }
    }

    /// Knocks at the door of every space that is closed.
    pub(super) async fn knock(&mut self) -> Result<()> {
        for company in self.companies.clone() {
            let Some(space) = company.ledger.life.as_ref().filter(|_| company.cut_at.is_none()) else { continue };
            if !matches!(space.state, State::Disabled { .. } | State::Destroyed { .. }) {
                continue;
            }
            let mut office = company.public.at(&space.slug);
            if let Ok(answer) = office.get(&self.world, &mut self.verdicts, "/admin/connexion").await {
                self.verdicts.look(SHUT, answer.status == 404, || format!("{} answers {}", space.slug, answer.status));
            }
        }
        Ok(())
    }
}
