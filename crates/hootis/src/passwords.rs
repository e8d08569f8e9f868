//! Choosing, keeping and checking passwords.
//!
//! Argon2id runs on blocking threads behind a semaphore, so that a flood of sign-ins can neither
//! stall the server nor take its memory. An unknown address costs the same as a known one.

use std::sync::Arc;

use argon2::password_hash::PasswordHasher as _;
use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordVerifier as _, Version};
use hootis_policy::limits;
use hootis_space::search::fold;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Semaphore;

use crate::error::{Error, Result};

/// How dear a hash is.
#[derive(Clone, Copy)]
pub enum Cost {
    /// 19 MiB, two passes: OWASP's floor for Argon2id.
    Real,
    /// For tests only.
    Cheap,
}

/// Hashes and checks passwords, a few at a time.
#[derive(Clone)]
pub struct Passwords {
    argon: Argon2<'static>,
    turns: Arc<Semaphore>,
    /// The hash of a password that nobody has: checked when there is no account.
    decoy: Arc<str>,
    /// Hashes that were computed: an unknown address must cost as many.
    #[cfg(test)]
    taken: Arc<std::sync::atomic::AtomicUsize>,
}

impl Passwords {
    /// Makes the pool: `at_once` hashes may run together.
    ///
    /// # Errors
    /// When the hasher does not work on this machine.
    pub fn new(cost: Cost, at_once: usize) -> Result<Self> {
        let (memory_kib, passes) = match cost {
            Cost::Real => (19 * 1024, 2),
            Cost::Cheap => (8, 1),
        };
        let params = Params::new(memory_kib, passes, 1, None).map_err(Error::internal)?;
        let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let decoy = argon.hash_password(&hootis_vault::random_token()).map_err(Error::internal)?.to_string().into();
        Ok(Self {
            argon,
            turns: Arc::new(Semaphore::new(at_once)),
            decoy,
            #[cfg(test)]
            taken: Arc::default(),
        })
    }

    /// The hash to keep, in PHC format.
    ///
    /// # Errors
    /// When the machine refuses the memory.
    pub async fn hash(&self, password: SecretString) -> Result<String> {
        let argon = self.argon.clone();
        self.turn(move || Ok(argon.hash_password(password.expose_secret().as_bytes()).map_err(Error::internal)?.to_string())).await
    }

    /// Whether `password` is the one behind `hash`. Without a hash: the same work, and no.
    ///
    /// # Errors
    /// When the machine refuses the memory.
    pub async fn check(&self, password: SecretString, hash: Option<String>) -> Result<bool> {
        let (argon, decoy) = (self.argon.clone(), Arc::clone(&self.decoy));
        self.turn(move || {
            let known = hash.is_some();
            let parsed = PasswordHash::new(hash.as_deref().unwrap_or(&decoy)).map_err(Error::internal)?;
            Ok(argon.verify_password(password.expose_secret().as_bytes(), &parsed).is_ok() && known)
        })
        .await
    }

    /// How many hashes were computed.
    #[cfg(test)]
    pub(crate) fn taken(&self) -> usize {
        self.taken.load(std::sync::atomic::Ordering::SeqCst)
    }

    async fn turn<T: Send + 'static>(&self, work: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T> {
        #[cfg(test)]
        self.taken.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(Error::internal)?;
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop(turn);
            result
        })
        .await?
    }
}

/// How hard a password is to guess, from 0 to 4, as zxcvbn estimates it with the person's own words.
#[must_use]
pub fn strength(password: &str, own_words: &[&str]) -> u8 {
    // zxcvbn's time grows with the square of the length: what lies beyond adds nothing to the estimate.
    let start: String = password.chars().take(72).collect();
    // « Maëlle Lunel » is guessed by either of its words too.
    let parts = own_words.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).filter(|part| part.chars().count() > 2));
    let words: Vec<&str> = own_words.iter().copied().chain(parts).take(50).collect();
    let score = zxcvbn::zxcvbn(&start, &words).score().into();
    if start.is_ascii() && words.iter().all(|word| word.is_ascii()) {
        return score;
    }
    // The dictionaries know no accents, and take a name that has one for noise; and a name is typed without them too.
    let folded: Vec<String> = words.iter().map(|word| fold(word)).collect();
    let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
    score.min(zxcvbn::zxcvbn(&fold(&start), &folded).score().into())
}

/// Why a new password cannot be taken, as a key of the catalogue.
///
/// # Errors
/// `password-too-short`, `password-too-long` or `password-too-easy`.
pub fn judge(password: &str, own_words: &[&str]) -> Result<(), &'static str> {
    let chars = password.chars().count();
    if chars < limits::PASSWORD_MIN_CHARS {
        Err("password-too-short")
    } else if chars > limits::PASSWORD_MAX_CHARS {
        Err("password-too-long")
    } else if strength(password, own_words) < 3 {
        Err("password-too-easy")
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, Passwords, judge};

    #[test]
    fn a_password_is_long_hard_to_guess_and_none_of_ones_own_words() {
        let own = ["Maëlle Lunel", "maelle@menuiserie.example", "Menuiserie du Lauragais", "hootis"];
        for (password, why) in [
            ("court", "password-too-short"),
            ("onze chars!", "password-too-short"),
            ("password1234", "password-too-easy"),
            ("qwertyuiop123", "password-too-easy"),
            ("111111111111", "password-too-easy"),
            ("iloveyou12345", "password-too-easy"),
            ("Maëlle Lunel", "password-too-easy"),
            ("maelle lunel", "password-too-easy"),
            ("menuiserie du lauragais", "password-too-easy"),
            ("hootishootis", "password-too-easy"),
        ] {
            assert_eq!(judge(password, &own), Err(why), "{password}");
        }
        // No rule says of what it must be made, and there may be much of it.
        for password in ["chouette lune rabot quarante", "ÉTABLI DE CHÊNE VERNI ROUGE", &"varlope rabot ciseau ".repeat(6)] {
            assert_eq!(judge(password, &own), Ok(()), "{password}");
        }
        assert_eq!(judge(&"varlope rabot ciseau ".repeat(7), &own), Err("password-too-long"));
    }

    #[tokio::test]
    async fn a_password_is_checked_to_its_last_character_as_it_was_typed() {
        let passwords = Passwords::new(Cost::Cheap, 2).expect("a pool");
        let long = "é".repeat(127) + "a";
        let hash = passwords.hash(long.clone().into()).await.expect("a hash");
        assert!(hash.starts_with("$argon2id$v=19$"), "{hash}");
        let check = async |text: String| passwords.check(text.into(), Some(hash.clone())).await.expect("an answer");
        assert!(check(long.clone()).await);
        for other in ["é".repeat(127) + "b", "é".repeat(127), long.to_uppercase(), format!(" {long}"), format!("{long} ")] {
            assert!(!check(other).await);
        }
        assert_ne!(hash, passwords.hash(long.into()).await.expect("a hash"), "each hash has a salt of its own");
    }
}
