//! Authy: a user is made, whom the service invites by SMS, and is taken away again. The key goes in a header.

use futures::future::BoxFuture;
use hootis_policy::processors::{self, Processor};
use secrecy::SecretString;
use serde::Deserialize;
use serde_json::Value;

use super::{Number, Provider, Unsent};
use crate::error::{OrLog as _, Result};
use crate::outgoing::Outgoing;
use crate::outgoing::http::{Auth, post};

pub(super) struct Authy {
    pub(super) at: String,
    pub(super) key: SecretString,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Answer {
    /// True, or the text "true".
    success: Value,
    user: User,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct User {
    id: u64,
}

impl Provider for Authy {
    fn processor(&self) -> &'static Processor {
        &processors::AUTHY
    }

    fn send<'a>(&'a self, door: &'a Outgoing, to: &'a Number, _: &'a str) -> BoxFuture<'a, Result<(), Unsent>> {
        Box::pin(async move {
            let (country, rest) = to.parts();
            // It demands an address: one that is nobody's, and another each time.
            let email = format!("{}@invitation.invalid", hootis_vault::token_text(&hootis_vault::random_token()));
            let fields =
                [("user[email]", email.as_str()), ("user[cellphone]", rest), ("user[country_code]", country), ("send_install_link_via_sms", "true")];
            let url = format!("{}/protected/json/users/new", self.at);
            let auth = Auth::Header("x-authy-api-key", &self.key);
            let (status, body) = post(door, self.processor(), &url, auth, &fields).await.map_err(|why| Unsent::Later(why.word()))?;
            let id = read(status, &body)?;
            // The invitation has left: what is left of it there goes.
            let url = format!("{}/protected/json/users/{id}/remove", self.at);
            post(door, self.processor(), &url, Auth::Header("x-authy-api-key", &self.key), &[]).await.or_log("a user of Authy was not removed");
            Ok(())
        })
    }
}

/// What an answer means: the id of the user that was made.
pub(super) fn read(status: u16, body: &[u8]) -> Result<u64, Unsent> {
    let answer = serde_json::from_slice::<Answer>(body).unwrap_or_default();
    let success = answer.success == Value::Bool(true) || answer.success == Value::String("true".to_owned());
    match status {
        200 if success && answer.user.id > 0 => Ok(answer.user.id),
        200 | 400 | 404 => Err(Unsent::Refused("the service takes no such number")),
        401 | 403 => Err(Unsent::Later("the service does not know our key")),
        429 => Err(Unsent::Later("too many at once")),
        _ => Err(Unsent::Later("the service is not there")),
    }
}
