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
use super::eyes::{Eyes, Outbox};
use super::news::Mailing;
use super::orders;
use super::people::{Company, Plan};
use super::time::{DAY, HOUR, LATE, MINUTE, ROUND, ms};
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
    /// Nobody is there for a while: the machine is off.
    Downtime,
}

/// What becomes of an action.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Settled {
    Done,
    /// A crash cut it off: it is taken up again.
    Again,
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
    /// Every company has this plan, instead of one after the other.
    pub only: Option<Plan>,
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
    pub size: Size,
    /// Times in which the machine was off: what was due then came late.
    pub off: Vec<(i64, i64)>,
    pub crashes: u32,
    pub mailings: Vec<Mailing>,
    /// Dates that were put on the agenda.
    pub dates: BTreeSet<i64>,
    agenda: BinaryHeap<Reverse<(i64, u64, Happening)>>,
    sequence: u64,
}

impl Life {
    /// Begins a life in a world that has started.
    pub(super) async fn begin(world: World, seed: u64, months: u32, size: Size) -> Result<Self> {
        let eyes = Eyes::open(world.place().clone()).await?;
        let outbox = Outbox::new(world.place().outbox());
        let mut life = Self {
            end: START.0 + ms(Span::months(months)),
            now: START.0,
            chance: Chance::new(seed),
            visitors: Visitors::default(),
            companies: Vec::new(),
            verdicts: Verdicts::default(),
            off: Vec::new(),
            crashes: 0,
            mailings: Vec::new(),
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
        while at < self.end {
            self.plan_at(at, Happening::LookClosely);
            at += ms(Span::days(40));
        }
        self.plan_at(self.end, Happening::LookClosely);
        let mut chance = self.chance.part();
        for number in 0..self.size.companies {
            let company = Company::new(number, self.size.only, &mut chance);
            let begins = company.begins(&mut chance, START.0, self.end);
            self.companies.push(company);
            self.plan_at(begins, Happening::Company(self.companies.len() - 1));
        }
        let visits = u64::from(self.size.visitors) * u64::try_from((self.end - START.0) / ms(Span::months(1))).unwrap_or(0);
        for _ in 0..visits {
            let at = chance.between(START.0, self.end);
            self.plan_at(at, Happening::Visitor);
        }
        let months = u32::try_from((self.end - START.0) / ms(Span::months(1))).unwrap_or(0);
        if self.size.companies > 0 {
            for month in 0..months {
                let begins = START.0 + i64::from(month) * ms(Span::months(1));
                let at = chance.between(begins, begins + ms(Span::months(1)));
                self.plan_at(at, Happening::Mailing(month));
                let at = chance.between(begins, begins + ms(Span::months(1)));
                self.plan_at(at, Happening::Message(month));
            }
        }
        if self.size.crashes > 0 {
            let mut at = START.0;
            while at < self.end {
                at += chance.between(ms(Span::days(40)), ms(Span::days(110)));
                self.plan_at(at, Happening::Downtime);
            }
        }
    }

    /// Puts something on the agenda. What would come after the end does not.
    pub(super) fn plan_at(&mut self, at: i64, what: Happening) {
        if at <= self.end {
            self.sequence += 1;
            self.agenda.push(Reverse((at.max(self.now), self.sequence, what)));
        }
    }

    /// Looks a minute before something is due, and when the worker must have come round.
    pub(super) fn deadline(&mut self, at: i64) {
        for look in [at - MINUTE, at + ROUND] {
            if look > self.now {
                self.plan_at(look, Happening::Look);
            }
        }
    }

    /// When something that is due at an instant must be done at the latest: a machine that is off does nothing.
    pub(super) fn latest(&self, due: i64) -> i64 {
        let off = self.off.iter().filter(|(from, to)| *from <= due + LATE && *to >= due).map(|(_, to)| *to).max();
        off.unwrap_or(due).max(due) + LATE
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
                }
                Happening::LookInside(number) => self.look_inside(number).await?,
                Happening::Company(number) => self.company(number).await?,
                Happening::Visitor => self.visitor().await?,
                Happening::Address { slug, is_free } => self.address(&slug, is_free).await?,
                Happening::Mailing(number) => self.mailing(number).await?,
                Happening::Message(number) => self.message(number).await?,
                Happening::Downtime => self.downtime().await?,
            }
            told(self);
        }
        Ok(())
    }

    fn move_to(&mut self, at: i64) -> Result<()> {
        self.now = at;
        Ok(self.world.set_time(Now(at))?)
    }

    /// Has everything done that is due, often with a crash in the middle; then reads the mails.
    pub(super) async fn work(&mut self) -> Result<()> {
        if self.chance.percent(self.size.crashes) {
            let moment = Duration::from_millis(self.chance.below(CRASH_WITHIN_MS));
            let done = self.world.order_cut(orders::WORK, moment).await?;
            self.crashes += 1;
            self.visitors.are_forgotten();
            if !done {
                self.move_to(self.now + AFTER_A_CRASH)?;
            }
        }
        self.world.order(orders::WORK).await?;
        self.visitors.are_written();
        self.outbox.read(self.now)?;
        Ok(())
    }

    /// A crash has come: what was in memory is forgotten, and what was leased waits a while.
    pub(super) fn crashed(&mut self) -> Result<()> {
        self.crashes += 1;
        self.visitors.are_forgotten();
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
        self.plan_at(self.now + ms(retention::PUBLIC_SESSION_IDLE.keep) + ROUND, Happening::Look);
        for after in [ms(retention::OFFICE_SESSION_IDLE.keep), ms(retention::UPLOAD.keep)] {
            self.plan_at(self.now + after - MINUTE, Happening::LookInside(number));
            self.plan_at(self.now + after + ROUND, Happening::LookInside(number));
        }
        self.work().await
    }

    /// What becomes of an action.
    pub(super) async fn settle(&mut self, outcome: Result<(), Trouble>, crashes: bool, who: &str) -> Result<Settled> {
        if crashes {
            self.world.crash().await?;
            self.crashes += 1;
            self.visitors.are_forgotten();
            self.move_to(self.now + AFTER_A_CRASH)?;
        }
        match outcome {
            Ok(()) => Ok(Settled::Done),
            Err(Trouble::Gone(_)) if crashes => Ok(Settled::Again),
            Err(Trouble::Gone(error)) => Err(Error::internal(format!("{who}: the server is gone although nobody killed it: {error}"))),
            Err(Trouble::Odd(what)) => {
                let day = (self.now - START.0) / DAY;
                self.verdicts.fault(format!("day {day}, {who}: {what}"));
                Ok(Settled::Refused)
            }
        }
    }

    /// The machine is off for some hours, at most a day and a half.
    async fn downtime(&mut self) -> Result<()> {
        self.world.die().await?;
        self.visitors.are_forgotten();
        let from = self.now;
        let back = from + self.chance.between(2 * HOUR, 36 * HOUR);
        self.move_to(back)?;
        self.off.push((from, self.now));
        self.world.revive().await?;
        self.crashes += 1;
        self.look().await
    }

    /// One number of the platform's database.
    pub(super) async fn count(&self, sql: &str, args: Vec<hootis_space::Value>) -> Result<i64> {
        Ok(self.eyes.platform.get(sql, args).await?)
    }
}
