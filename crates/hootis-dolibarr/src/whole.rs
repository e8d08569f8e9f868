//! Reading everything at once: parties first, then business, out of one snapshot.

use serde::{Deserialize, Serialize};

use crate::{
    batch::{Batch, Phase, Position, ReadOptions, Take},
    business,
    columns::Table,
};

/// What is asked of a reading of everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct WholeOptions {
    /// The company of the Multicompany module; 1 where there is only one.
    pub entity: i64,
    /// What to take of parties.
    pub take: Take,
    /// What to take of business; nothing without.
    pub business: Option<business::Take>,
    /// Go on after this position: what comes before was applied already.
    pub skip_to: Option<WholePosition>,
}

impl Default for WholeOptions {
    fn default() -> Self {
        Self { entity: 1, take: Take::default(), business: Some(business::Take::default()), skip_to: None }
    }
}

impl From<ReadOptions> for WholeOptions {
    fn from(options: ReadOptions) -> Self {
        Self { entity: options.entity, take: options.take, business: None, skip_to: options.skip_to.map(WholePosition::Parties) }
    }
}

/// How far a reading of everything is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WholePosition {
    /// Among parties.
    Parties(Position),
    /// Among business: parties are all read.
    Business(business::Position),
}

/// A batch of a reading of everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Parties, as [`crate::read`] gives them.
    Parties(Batch),
    /// Business.
    Business(business::Batch),
}

impl Part {
    /// Where the reading is once these records are applied.
    #[must_use]
    pub fn position(&self) -> WholePosition {
        match self {
            Self::Parties(batch) => WholePosition::Parties(batch.position),
            Self::Business(batch) => WholePosition::Business(batch.position),
        }
    }
}

/// What a reading gives to whoever asked for it.
pub(crate) trait Wished: Send + Sized + 'static {
    /// The part as it was wished for; `None` if it was not.
    fn of(part: Part) -> Option<Self>;
}

impl Wished for Part {
    fn of(part: Part) -> Option<Self> {
        Some(part)
    }
}

impl Wished for Batch {
    fn of(part: Part) -> Option<Self> {
        match part {
            Part::Parties(batch) => Some(batch),
            Part::Business(_) => None,
        }
    }
}

/// What a first look is for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Look {
    /// One company, or all.
    pub(crate) entity: Option<i64>,
    /// What is wanted of business.
    pub(crate) business: Option<business::Take>,
    /// Contacts are wanted.
    pub(crate) contacts: bool,
}

impl From<WholeOptions> for Look {
    fn from(options: WholeOptions) -> Self {
        Self { entity: Some(options.entity), business: options.business, contacts: options.take.contacts }
    }
}

/// One phase of either half.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    Parties(Phase),
    Business(business::Phase),
}

impl WholeOptions {
    /// The steps that read a table, with it, in order, as far as they are asked for.
    pub(crate) fn steps(self) -> impl Iterator<Item = (Step, Table)> {
        let parties = Phase::STREAMED.into_iter().map(|(phase, table)| (Step::Parties(phase), table));
        let business = business::Phase::STREAMED.into_iter().map(|(phase, table)| (Step::Business(phase), table));
        parties.chain(business).filter(move |(step, _)| self.reads(*step))
    }

    /// Whether anything of `step` is to be read.
    pub(crate) fn reads(&self, step: Step) -> bool {
        match step {
            Step::Parties(phase) => {
                let ahead = |position| matches!(position, WholePosition::Parties(position) if position.phase <= phase);
                self.take.takes(phase) && self.skip_to.is_none_or(ahead)
            }
            Step::Business(phase) => {
                let ahead = |position| match position {
                    WholePosition::Parties(_) => true,
                    WholePosition::Business(position) => position.phase <= phase,
                };
                self.business.is_some_and(|take| take.takes(phase)) && self.skip_to.is_none_or(ahead)
            }
        }
    }

    /// How many records of `step` come before the position to go on from.
    pub(crate) fn skips(&self, step: Step) -> u64 {
        match (step, self.skip_to) {
            (Step::Parties(phase), Some(WholePosition::Parties(position))) if position.phase == phase => position.index,
            (Step::Business(phase), Some(WholePosition::Business(position))) if position.phase == phase => position.index,
            _ => 0,
        }
    }
}
