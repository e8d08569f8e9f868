//! A life: what happens when, and what is looked at in between.
//!
//! Time stands still while something happens and jumps to the next thing on the agenda, so that every
//! instant of the ledger is exact. Around each deadline the life looks: a minute before, when nothing may have
//! gone yet, and when the worker must have come round, when nothing may be left.

use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};
use std::time::Duration;

use hootis_policy::{Span, retention};
use hootis_space::Conn as _;

use super::browser::Trouble;
use super::chance::Chance;
use super::checks::HANDED_ONCE;
use super::choices::Regular;
use super::eyes::{Eyes, Outbox};
use super::news::Mailing;
use super::orders;
use super::outreach::Written;
use super::people::{Company, PLANS, Plan};
use super::time::{DAY, HOUR, MINUTE, ROUND, ms};
use super::troubles::Troubles;
use super::verdicts::Verdicts;
use super::visitors::Visitors;
use super::world::World;
use crate::clock::Now;
use crate::error::{Error, Result};

/// When every life begins: 1 January 2030, 00:00 UTC. Files that a crash leaves behind carry the machine's
/// date, which must not be later.
pub(super) const START: Now = Now(1_893_456_000_000);

/// What a crashed process held leased is taken up again after this.
const AFTER_A_CRASH: i64 = ms(Span::minutes(3));

/// Longest moment between an order and the crash in the middle of it.
const CRASH_WITHIN_MS: u64 = 160;

/// Something that happens.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Happening {
    /// Everything due is done, and everything is looked at.
    Look,
    /// Everything is looked at closely, word by word.
    LookClosely,
    /// The space of a company is looked into.
    LookInside(usize),
    /// Somebody of a company does what comes next.
    Company(usize),
    /// Somebody walks by on the public site.
    Visitor,
    /// Somebody asks whether the address of a destroyed space can be had.
    Address { slug: String, is_free: bool },
    /// The operator sends news.
    Mailing(u32),
    /// Somebody writes to the operator.
    Message(u32),
    /// Somebody asks for a partner.
    Request(u32),
    /// Somebody who comes again and again.
    Regular(usize),
    /// An operator comes and goes, and looks into the records once.
    Operator,
    /// A call is tried that nobody declared.
    Stray,
    /// Nobody is there for a while: the machine is off.
    Downtime,
    /// The relay refuses for so long.
    Refusal(i64),
    /// It takes mails again.
    Acceptance,
    /// Two begin to do the work of one.
    Twins,
    /// One of them ends.
    Alone,
    /// The clock is set back.
    SetBack,
    /// What nobody of a life leaves in a space is put there, to see that it goes.
    #[cfg(test)]
    Planting,
}

/// What becomes of an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Settled {
    Done,
    /// A crash cut it off: it is taken up again.
    Again,
    /// What it needs has not come yet: it is tried later.
    Later,
    /// It was answered otherwise than it should be.
    Refused,
}

/// How much happens.
#[derive(Clone, Copy, Debug)]
pub(super) struct Size {
    pub companies: u32,
    /// Visitors a month.
    pub visitors: u32,
    /// How many of a hundred orders and actions are cut off by a crash.
    pub crashes: u64,
    /// Time between two ordinary looks.
    pub between_looks: i64,
    /// What becomes of companies: one of these after the other.
    pub plans: &'static [Plan],
}

impl Size {
    /// Whether some of everything happens, and not only what a test wants.
    fn is_whole(&self) -> bool {
        self.plans.len() == PLANS.len()
    }
}

/// A life.
pub(super) struct Life {
    pub world: World,
    pub eyes: Eyes,
    pub chance: Chance,
    pub now: i64,
    pub end: i64,
    pub verdicts: Verdicts,
    pub outbox: Outbox,
    pub companies: Vec<Company>,
    pub visitors: Visitors,
    pub regulars: Vec<Regular>,
    pub size: Size,
    pub troubles: Troubles,
    pub crashes: u32,
    /// Work was cut off since mails were last read: one may come twice.
    is_cut: bool,
    pub mailings: Vec<Mailing>,
    /// What was written to those outside.
    pub written: Vec<Written>,
    /// Dates that were put on the agenda.
    pub dates: BTreeSet<i64>,
    agenda: BinaryHeap<Reverse<(i64, u64, Happening)>>,
    sequence: u64,
}

impl Life {
    /// Begins a life in a world that has started.
    pub(super) async fn begin(world: World, seed: u64, months: u32, size: Size) -> Result<Self> {
        let eyes = Eyes::open(world.place().clone()).await?;
        let outbox = Outbox::new(world.place().post.folder().to_owned());
        let mut life = Self {
            end: START.0 + ms(Span::months(months)),
            now: START.0,
            chance: Chance::new(seed),
            visitors: Visitors::default(),
            companies: Vec::new(),
            verdicts: Verdicts::default(),
            regulars: Regular::all(),
            troubles: Troubles::default(),
            crashes: 0,
            is_cut: false,
            mailings: Vec::new(),
            written: Vec::new(),
            dates: BTreeSet::new(),
            agenda: BinaryHeap::new(),
            sequence: 0,
            world,
            eyes,
            outbox,
            size,
        };
        life.plan();
        Ok(life)
    }

    /// Writes down who comes when.
    fn plan(&mut self) {
        let mut at = START.0 + self.size.between_looks;
        while at < self.end {
            self.plan_at(at, Happening::Look);
            at += self.size.between_looks;
        }
        let mut at = START.0 + ms(Span::days(12));
        while at < self.end && self.size.is_whole() {
            self.plan_at(at, Happening::LookClosely);
            at += ms(Span::days(40));
        }
        self.plan_at(self.end, Happening::LookClosely);
        let mut chance = self.chance.part();
        for number in 0..self.size.companies {
            let company = Company::new(number, self.size.plans, &mut chance);
            let begins = company.begins(&mut chance, START.0, self.end);
            self.companies.push(company);
            self.plan_at(begins, Happening::Company(self.companies.len() - 1));
        }
        if self.size.visitors > 0 {
            for number in 0..self.regulars.len() {
                let mut at = chance.between(START.0, START.0 + ms(Span::days(20)));
                while at < self.end {
                    self.plan_at(at, Happening::Regular(number));
                    at += chance.between(ms(Span::days(10)), ms(Span::days(50)));
                }
            }
        }
        let visits = u64::from(self.size.visitors) * u64::try_from((self.end - START.0) / ms(Span::months(1))).unwrap_or(0);
        for _ in 0..visits {
            let at = chance.between(START.0, self.end);
            self.plan_at(at, Happening::Visitor);
        }
        let months = u32::try_from((self.end - START.0) / ms(Span::months(1))).unwrap_or(0);
        if self.size.is_whole() {
            self.plan_at(START.0 + chance.between(0, 20 * DAY), Happening::Operator);
            self.plan_at(START.0 + 9 * DAY, Happening::Stray);
            for month in 0..months {
                let begins = START.0 + i64::from(month) * ms(Span::months(1));
                let at = chance.between(begins, begins + ms(Span::months(1)));
                self.plan_at(at, Happening::Mailing(month));
                let at = chance.between(begins, begins + ms(Span::months(1)));
                self.plan_at(at, Happening::Message(month));
                let at = chance.between(begins, begins + ms(Span::months(1)));
                self.plan_at(at, Happening::Request(month));
            }
        }
        self.plan_troubles();
    }

    /// Puts something on the agenda. What would come after the end does not.
    pub(super) fn plan_at(&mut self, at: i64, what: Happening) {
        if at <= self.end {
            self.sequence += 1;
            self.agenda.push(Reverse((at.max(self.now), self.sequence, what)));
        }
    }

    /// Looks a minute before something is due, and when nothing may be left of it.
    pub(super) fn deadline(&mut self, at: i64) {
        if !self.dates.insert(at) {
            return;
        }
        for look in [at - MINUTE, at + ROUND] {
            if look > self.now {
                self.plan_at(look, Happening::Look);
            }
        }
    }

    /// Lives to the end.
    pub(super) async fn live(&mut self, mut told: impl FnMut(&Self)) -> Result<()> {
        while let Some(Reverse((at, _, what))) = self.agenda.pop() {
            self.move_to(at.max(self.now))?;
            match what {
                Happening::Look => self.look().await?,
                Happening::LookClosely => {
                    self.look().await?;
                    self.look_closely().await?;
                    self.look_at_policy().await?;
                }
                Happening::LookInside(number) => self.look_inside(number).await?,
                Happening::Company(number) => self.company(number).await?,
                Happening::Visitor => self.visitor().await?,
                Happening::Address { slug, is_free } => self.address(&slug, is_free).await?,
                Happening::Mailing(number) => self.mailing(number).await?,
                Happening::Message(number) => self.message(number).await?,
                Happening::Request(number) => self.request(number).await?,
                Happening::Regular(number) => self.regular(number).await?,
                Happening::Operator => self.operate().await?,
                Happening::Stray => self.stray().await?,
                Happening::Downtime => self.downtime().await?,
                Happening::Refusal(length) => self.refuse(length),
                Happening::Acceptance => self.accept().await?,
                Happening::Twins => self.twins().await?,
                Happening::Alone => self.alone().await?,
                Happening::SetBack => self.set_back().await?,
                #[cfg(test)]
                Happening::Planting => super::tests::plant_in_spaces(self).await,
            }
            told(self);
        }
        Ok(())
    }

    pub(super) fn move_to(&mut self, at: i64) -> Result<()> {
        self.now = at;
        Ok(self.world.set_time(Now(at))?)
    }

    /// Has everything done that is due, often with a crash in the middle; then reads the mails.
    pub(super) async fn work(&mut self) -> Result<()> {
        if self.chance.percent(self.size.crashes) {
            let moment = Duration::from_millis(self.chance.below(CRASH_WITHIN_MS));
            let done = self.world.order_cut(orders::WORK, moment).await?;
            self.cut();
            self.read_mails()?;
            if !done {
                self.move_to(self.now + AFTER_A_CRASH)?;
            }
        }
        self.world.order_all(orders::WORK).await?;
        self.visitors.are_written();
        self.read_mails()?;
        self.is_cut = false;
        Ok(())
    }

    /// Reads what has come of mails. None comes twice but after a crash between the relay's word and its note.
    pub(super) fn read_mails(&mut self) -> Result<()> {
        let news = self.outbox.read(self.now)?;
        for _ in 0..news.first {
            self.verdicts.look(HANDED_ONCE, true, String::new);
        }
        for subject in &news.again {
            self.verdicts.look(HANDED_ONCE, self.is_cut, || format!("« {subject} » came twice"));
        }
        Ok(())
    }

    /// Everything that ran was killed: what was in memory is forgotten.
    pub(super) fn cut(&mut self) {
        self.crashes += 1;
        self.is_cut = true;
        self.visitors.are_forgotten();
    }

    /// A crash has come, and what was leased waits a while.
    pub(super) fn crashed(&mut self) -> Result<()> {
        self.cut();
        self.move_to(self.now + AFTER_A_CRASH)
    }

    /// Lets somebody act, sometimes with a crash in the middle. What was begun then is taken up later.
    async fn company(&mut self, number: usize) -> Result<()> {
        let Some(mut company) = self.companies.get(number).cloned() else { return Ok(()) };
        let crashes = self.chance.percent(self.size.crashes);
        let moment = Duration::from_millis(self.chance.below(CRASH_WITHIN_MS));
        let began = self.now;
        let acting = company.act(self);
        let outcome = if crashes {
            match tokio::time::timeout(moment, acting).await {
                Ok(outcome) => outcome,
                Err(_) => Err(Trouble::Gone(std::io::ErrorKind::TimedOut.into())),
            }
        } else {
            acting.await
        };
        let next = match self.settle(outcome, crashes, &format!("{:?} {number}", company.plan)).await? {
            Settled::Done => company.next,
            Settled::Again => {
                company.cut_at = company.cut_at.or(Some(began));
                Some(self.now + 10 * MINUTE)
            }
            Settled::Later => Some(self.now + 2 * HOUR),
            Settled::Refused => {
                company.go_on(self.now);
                company.next
            }
        };
        if let Some(kept) = self.companies.get_mut(number) {
            *kept = company;
        }
        if let Some(next) = next {
            self.plan_at(next, Happening::Company(number));
        }
        // Where many act, the sessions of some are enough to look at.
        if !self.size.is_whole() || self.chance.percent(30) {
            self.plan_looks_after(number);
        }
        self.work().await
    }

    /// Looks when what somebody has just left behind must be gone.
    fn plan_looks_after(&mut self, number: usize) {
        self.plan_at(self.now + ms(retention::PUBLIC_SESSION_IDLE.keep) + ROUND, Happening::Look);
        for after in [ms(retention::OFFICE_SESSION_IDLE.keep), ms(retention::UPLOAD.keep)] {
            self.plan_at(self.now + after - MINUTE, Happening::LookInside(number));
            self.plan_at(self.now + after + ms(retention::SPACE_WITHIN) + ROUND, Happening::LookInside(number));
        }
    }

    /// What becomes of an action.
    pub(super) async fn settle(&mut self, outcome: Result<(), Trouble>, crashes: bool, who: &str) -> Result<Settled> {
        if crashes {
            self.world.crash().await?;
            self.crashed()?;
        }
        match outcome {
            Ok(()) => Ok(Settled::Done),
            Err(Trouble::Gone(_)) if crashes => Ok(Settled::Again),
            Err(Trouble::Gone(error)) => Err(Error::internal(format!("{who}: the server is gone although nobody killed it: {error}"))),
            Err(Trouble::NotYet) => Ok(Settled::Later),
            Err(Trouble::Odd(what)) => {
                let day = (self.now - START.0) / DAY;
                self.verdicts.fault(format!("day {day}, {who}: {what}"));
                Ok(Settled::Refused)
            }
        }
    }

    /// One number of the platform's database.
    pub(super) async fn count(&self, sql: &str, args: Vec<hootis_space::Value>) -> Result<i64> {
        Ok(self.eyes.platform.get(sql, args).await?)
    }
}
