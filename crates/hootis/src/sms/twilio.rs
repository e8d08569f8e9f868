//! Twilio: `POST /2010-04-01/Accounts/{account}/Messages.json`, a form, with HTTP Basic.

use futures::future::BoxFuture;
use hootis_policy::processors::{self, Processor};
use secrecy::SecretString;
use serde::Deserialize;

use super::{Number, Provider, Unsent};
use crate::error::Result;
use crate::outgoing::Outgoing;
use crate::outgoing::http::{Auth, post};

pub(super) struct Twilio {
    pub(super) at: String,
    pub(super) account: String,
    pub(super) key: String,
    pub(super) secret: SecretString,
    pub(super) from: String,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    status: String,
}

impl Provider for Twilio {
    fn processor(&self) -> &'static Processor {
        &processors::TWILIO
    }

    fn send<'a>(&'a self, door: &'a Outgoing, to: &'a Number, text: &'a str) -> BoxFuture<'a, Result<(), Unsent>> {
        Box::pin(async move {
            let url = format!("{}/2010-04-01/Accounts/{}/Messages.json", self.at, self.account);
            // What is not needed afterwards is not kept there either.
            let fields =
                [("To", to.expose()), ("From", &self.from), ("Body", text), ("ContentRetention", "discard"), ("AddressRetention", "obfuscate")];
            let auth = Auth::Basic(&self.key, &self.secret);
            let (status, body) = post(door, self.processor(), &url, auth, &fields).await.map_err(|why| Unsent::Later(why.word()))?;
            read(status, &body)
        })
    }
}

/// What an answer means.
pub(crate) fn read(status: u16, body: &[u8]) -> Result<(), Unsent> {
    match status {
        200 | 201 => match serde_json::from_slice::<Answer>(body).unwrap_or_default().status.as_str() {
            "accepted" | "queued" | "scheduled" | "sending" | "sent" | "delivered" => Ok(()),
            "failed" | "undelivered" | "canceled" => Err(Unsent::Refused("the service could not deliver it")),
            _ => Err(Unsent::Later("an answer that is none")),
        },
        400 | 404 => Err(Unsent::Refused("the service takes no such number or message")),
        401 | 403 => Err(Unsent::Later("the service does not know our key")),
        429 => Err(Unsent::Later("too many at once")),
        _ => Err(Unsent::Later("the service is not there")),
    }
}
