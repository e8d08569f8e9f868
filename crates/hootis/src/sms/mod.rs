//! One message to a telephone: the invitation to install an authenticator application.
//!
//! Whose service carries it is the operator's choice ([`Provider`]). What leaves is the number and a text that is the same
//! for everybody; no code, no link with anything of the person in it.

mod authy;
mod number;
#[cfg(test)]
mod tests;
mod twilio;

use std::sync::Arc;

use clap::Args;
use futures::future::BoxFuture;
use hootis_policy::processors::{self, Processor};
use secrecy::SecretString;

pub use number::Number;
#[cfg(test)]
pub(crate) use twilio::read as read_twilio;

use crate::error::{Error, Result};
use crate::outgoing::Outgoing;
use crate::web::i18n::Lang;

/// Why a message did not leave. Holds no number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unsent {
    /// It never will: the number is none, or the service will not carry to it.
    #[error("the message was refused ({0})")]
    Refused(&'static str),
    /// It may, later.
    #[error("the message could not be handed over ({0})")]
    Later(&'static str),
}

/// Somebody who carries messages.
pub trait Provider: Send + Sync {
    /// As it is declared.
    fn processor(&self) -> &'static Processor;

    /// Hands one message over.
    fn send<'a>(&'a self, door: &'a Outgoing, to: &'a Number, text: &'a str) -> BoxFuture<'a, Result<(), Unsent>>;
}

/// The options of `hootis serve`.
#[derive(Args, Clone, Debug, Default)]
#[group(id = "sms-options")]
pub struct Options {
    /// Who carries the one SMS that invites to install an authenticator application: `twilio`, or `authy` for whoever still
    /// has a key of it. Without it no telephone number is asked for.
    #[arg(long, env = "HOOTIS_SMS")]
    pub sms: Option<String>,
    /// Twilio: the account (`AC…`).
    #[arg(long, env = "HOOTIS_SMS_ACCOUNT", default_value = "")]
    pub sms_account: String,
    /// Twilio: the name of the API key (`SK…`).
    #[arg(long, env = "HOOTIS_SMS_KEY", default_value = "")]
    pub sms_key: String,
    /// The secret of the API key, or the key of Authy.
    #[arg(long, env = "HOOTIS_SMS_SECRET", hide_env_values = true)]
    pub sms_secret: Option<SecretString>,
    /// Twilio: the number or the name that the message comes from.
    #[arg(long, env = "HOOTIS_SMS_FROM", default_value = "Hootis")]
    pub sms_from: String,
    /// In development: where `hootis dev-services` stands in for the service, `http://127.0.0.1:1081`.
    #[arg(long, env = "HOOTIS_SMS_URL")]
    pub sms_url: Option<String>,
}

impl Options {
    /// Reads what was said.
    ///
    /// # Errors
    /// When something is missing.
    pub fn read(&self) -> Result<Option<Sms>> {
        let Some(name) = self.sms.as_deref() else { return Ok(None) };
        let missing = |what: &str| Error::Bad(format!("--sms {name} needs --{what}").into());
        let secret = self.sms_secret.clone().ok_or_else(|| missing("sms-secret"))?;
        let at = |host: &str| self.sms_url.clone().unwrap_or_else(|| format!("https://{host}"));
        let provider: Arc<dyn Provider> = match name {
            "twilio" if self.sms_account.is_empty() => return Err(missing("sms-account")),
            "twilio" if self.sms_key.is_empty() => return Err(missing("sms-key")),
            "twilio" => Arc::new(twilio::Twilio {
                at: at(processors::TWILIO_API),
                account: self.sms_account.clone(),
                key: self.sms_key.clone(),
                secret,
                from: self.sms_from.clone(),
            }),
            "authy" => Arc::new(authy::Authy { at: at(processors::AUTHY_API), key: secret }),
            _ => return Err(Error::Bad("--sms is twilio or authy".into())),
        };
        Ok(Some(Sms(provider)))
    }
}

/// Who carries messages here.
#[derive(Clone)]
pub struct Sms(Arc<dyn Provider>);

impl std::fmt::Debug for Sms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.processor().id)
    }
}

impl Sms {
    /// By a carrier of a test.
    #[cfg(test)]
    pub(crate) fn by(provider: Arc<dyn Provider>) -> Self {
        Self(provider)
    }

    /// As it is declared.
    #[must_use]
    pub fn processor(&self) -> &'static Processor {
        self.0.processor()
    }

    /// Invites whoever has a number to install an authenticator application.
    ///
    /// # Errors
    /// When the message did not leave.
    pub async fn invite(&self, door: &Outgoing, to: &Number, lang: Lang, page: &str) -> Result<(), Unsent> {
        self.0.send(door, to, &text(lang, page)).await
    }
}

/// The words: one message of 160 letters at most, all of the basic table of GSM.
fn text(lang: Lang, page: &str) -> String {
    match lang {
        Lang::Fr => format!("Hootis : installez une application d'authentification, au choix : {page} Ne communiquez jamais de code."),
        Lang::En => format!("Hootis: install an authenticator application of your choice: {page} Never tell anybody a code."),
    }
}
