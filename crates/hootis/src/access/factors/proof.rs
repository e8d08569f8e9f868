//! What proves a second factor, and using it up.

use hootis_policy::limits;
use hootis_vault::base32;
use secrecy::SecretString;
use uuid::Uuid;

use super::totp::Secret;
use super::{People, Side, queries};
use crate::error::Result;
use crate::web::visit::Visit;

/// What it was proven with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Proof {
    /// The authenticator application.
    Application,
    /// A recovery code; so many are left.
    Recovery { left: i64 },
}

impl Proof {
    /// Its word in the security journal.
    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Recovery { .. } => "recovery_code",
        }
    }
}

/// How many recovery codes somebody has at first.
const CODES: usize = 10;

/// What somebody typed, without blanks and dashes: six digits, or a recovery code.
enum Typed {
    Digits(String),
    Recovery(String),
    Nonsense,
}

impl Typed {
    fn parse(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_whitespace() && *c != '-').take(32).collect::<String>().to_ascii_uppercase();
        let all = |is: fn(&u8) -> bool| text.bytes().all(|byte| is(&byte));
        match text.len() {
            6 if all(u8::is_ascii_digit) => Self::Digits(text),
            16 if all(u8::is_ascii_alphanumeric) => Self::Recovery(text),
            _ => Self::Nonsense,
        }
    }
}

/// Ten other recovery codes, as they are shown: 80 bits each.
pub(super) fn new_codes() -> Vec<String> {
    let code = || base32(&hootis_vault::random_token()[..10]);
    let grouped = |code: String| code.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into_owned()).collect::<Vec<_>>().join("-");
    (0..CODES).map(|_| grouped(code())).collect()
}

impl People {
    /// Whether what somebody typed proves their second factor. It is good for this once. Wrong tries are counted, for the
    /// person and the network: a browser that they came with before is not locked out by strangers, and a recovery code goes
    /// through whatever was tried.
    ///
    /// # Errors
    /// `Slow` when there were too many.
    pub(super) async fn prove(&self, id: Uuid, visit: &Visit, typed: &str) -> Result<Option<Proof>> {
        let here = format!("{id}\n{}", visit.network());
        // Browsers that the person came with before have tries of their own.
        let person = if self.has_met(visit, id).await? { format!("{id}\nmet") } else { id.to_string() };
        self.count(&limits::SECOND_FACTOR_NETWORK, &here).await?;
        let proof = match Typed::parse(typed) {
            Typed::Digits(code) => {
                self.count(&limits::SECOND_FACTOR, &person).await?;
                self.is_code_of(id, &code).await?.then_some(Proof::Application)
            }
            Typed::Recovery(code) => self.use_recovery(id, code.into()).await?,
            Typed::Nonsense => None,
        };
        if proof.is_some() {
            self.forget(&limits::SECOND_FACTOR_NETWORK, &here).await?;
            self.forget(&limits::SECOND_FACTOR, &person).await?;
        }
        Ok(proof)
    }

    async fn is_code_of(&self, id: Uuid, code: &str) -> Result<bool> {
        let Some(application) = queries::find_application(self.db(), id).await? else { return Ok(false) };
        let secret = Secret::open(&*self.sealer().await?, id, &application.sealed_secret)?;
        match secret.step_of(self.now(), code) {
            Some(step) => queries::use_step(self.db(), self.now(), id, step).await,
            None => Ok(false),
        }
    }

    async fn use_recovery(&self, id: Uuid, code: SecretString) -> Result<Option<Proof>> {
        for (row, hash) in queries::list_codes(self.db(), id).await? {
            if self.app().passwords().check(code.clone(), Some(hash)).await? {
                let used = queries::delete_code(self.db(), row).await?;
                let left = queries::count_codes(self.db(), id).await?;
                return Ok(used.then_some(Proof::Recovery { left }));
            }
        }
        Ok(None)
    }

    /// The hashes of recovery codes, to be kept.
    pub(super) async fn hashes(&self, codes: &[String]) -> Result<Vec<String>> {
        let mut hashes = Vec::with_capacity(codes.len());
        for code in codes {
            hashes.push(self.app().passwords().hash(code.replace('-', "").into()).await?);
        }
        Ok(hashes)
    }

    /// Whether there must be a second factor: the company asks it of its members, and those who run Hootis have one.
    pub(super) async fn is_required(&self) -> Result<bool> {
        match self.side {
            Side::Account | Side::Contact => Ok(false),
            Side::Operator => Ok(true),
            Side::Member => queries::is_required(self.db()).await,
        }
    }

    /// Whether somebody has a second factor.
    pub(in crate::access) async fn has_factor(&self, id: Uuid) -> Result<bool> {
        queries::is_on(self.db(), id).await
    }
}
