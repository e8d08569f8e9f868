//! What Hootis promises, as constants and pure functions: the one source.
//!
//! A duration, a cookie, a host, a role, a price or a limit is written here and nowhere else. The
//! rest of the code names the constant, so "go to definition" leads from the job that erases a row
//! to the reason why it does. The public register (`docs/register`) is generated from the same
//! constants by `cargo xtask register`, and [`consistency::faults`] says where two of them disagree.
//!
//! | module | says | read by |
//! | --- | --- | --- |
//! | [`data`] | every table and column of both databases | exports, erasure, the register |
//! | [`retention`] | how long, from which event, what then | the jobs that erase, sessions, links |
//! | [`cookies`] | every cookie | `web`, the only maker of cookies |
//! | [`consent`] | what visitors are asked to agree to | the banner, the choice, its receipt |
//! | [`processors`] | who else may receive something, and where | whatever connects to another host |
//! | [`journal`] | what the security journal can say | the journal |
//! | [`api`] | what programs may do with a key | the API, the keys' pages |
//! | [`permissions`] | roles and rights | the extractors, the navigation |
//! | [`plans`] | what a space may hold, and the price | billing, the pricing page |
//! | [`forms`] | every form, its fields, where they go | the check of the columns |
//! | [`limits`] | rates, sizes, reserved words | forms, throttles, uploads |
//! | [`portal`] | the limits of Station Clients | its pages |
//! | [`reveals`] | on which grounds browsing records may be linked to people | the command that does it |
//! | [`states`] | what each state of a space allows | the life of a space |
//! | [`evidence`] | how often each promise is checked, and when a check is late | the checks, the policy page |
//! | [`documents`] | the published documents, written from all the others | the public pages |
//! | [`versions`] | every version of them, as it was | the public pages, the mails that tell of a change |
//! | [`deadlines`] | within what time the operator answers | the documents |
//! | [`operator`] | who runs this Hootis, as its configuration says | the public pages, the register |
//! | [`promises`] | the promises themselves, and what proves each | the policy page |
//!
//! Nothing here reads a file, a clock or the network, and nothing here depends on the rest of Hootis.

pub mod api;
pub mod applications;
pub mod consent;
pub mod consistency;
pub mod cookies;
pub mod data;
pub mod deadlines;
pub mod documents;
pub mod evidence;
pub mod forms;
pub mod journal;
pub mod limits;
pub mod operator;
pub mod permissions;
pub mod plans;
pub mod portal;
pub mod processors;
pub mod promises;
pub mod register;
pub mod retention;
pub mod reveals;
pub mod states;
pub mod talk;
pub mod versions;

mod span;
mod text;

pub use span::{Span, Unit};
pub use text::{Lang, Text, harmless_cell};

#[cfg(test)]
mod tests;
