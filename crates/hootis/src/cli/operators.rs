//! `hootis operator …`.

use clap::Subcommand;
use hootis_policy::journal::Act;
use serde_json::json;

use super::say;
use crate::access::credentials;
use crate::app::App;
use crate::error::{Error, Result};
use crate::platform::journal::{self, Entry};
use crate::platform::operators::{self, NewOperator, Operator};
use crate::web::format;
use crate::web::i18n::Lang;
use crate::web::person::{Email, line};

#[derive(Subcommand)]
pub(super) enum Command {
    /// Makes an operator, who gets a mail to choose a password. One whose access was taken away gets it back.
    Create {
        #[arg(long)]
        email: String,
        #[arg(long)]
        name: String,
        /// The operator's language: fr or en.
        #[arg(long, default_value = "fr")]
        lang: String,
        /// Print the link in JSON instead of mailing it.
        #[arg(long)]
        json: bool,
    },
    /// Sends another link to choose a password; the one before is dead.
    Link {
        email: String,
        /// Print the link in JSON instead of mailing it.
        #[arg(long)]
        json: bool,
    },
    /// Lists the operators.
    List {
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
    /// Takes an operator's access away: sessions, links and password go at once.
    Deactivate {
        email: String,
        /// Answer in JSON.
        #[arg(long)]
        json: bool,
    },
}

pub(super) async fn run(app: &App, command: &Command) -> Result<()> {
    match command {
        Command::Create { email, name, lang, json } => {
            let lang = Lang::from_code(lang).ok_or_else(|| Error::Bad("--lang is fr or en".into()))?;
            let name = line(name, hootis_policy::limits::NAME_CHARS).ok_or_else(|| Error::Bad("--name is empty".into()))?;
            let operator = operators::create(app.platform(), app.now(), &NewOperator { email: parse(email)?, name, lang }).await?;
            journal::note(app, Entry::new(Act::OperatorMade).subject(operator.id)).await;
            hand_over(app, &operator, *json).await
        }
        Command::Link { email, json } => {
            let operator = known(app, email).await?;
            if !operator.is_active {
                return Err(Error::Bad("this operator is deactivated: `hootis operator create` gives the access back".into()));
            }
            hand_over(app, &operator, *json).await
        }
        Command::List { json } => list(app, *json).await,
        Command::Deactivate { email, json } => {
            let operator = known(app, email).await?;
            operators::deactivate(app.platform(), app.now(), operator.id).await?;
            journal::note(app, Entry::new(Act::AccessRemoved).subject(operator.id)).await;
            let operator = known(app, email).await?;
            say(if *json { told(&operator).to_string() } else { format!("{} has no access any more", operator.email) });
            Ok(())
        }
    }
}

fn parse(email: &str) -> Result<Email> {
    Email::parse(email).ok_or_else(|| Error::Bad("this is no e-mail address".into()))
}

async fn known(app: &App, email: &str) -> Result<Operator> {
    operators::find_by_email(app.platform(), &parse(email)?).await?.ok_or(Error::NotFound)
}

/// Gives an operator a link to choose a password: by mail, or printed.
async fn hand_over(app: &App, operator: &Operator, print: bool) -> Result<()> {
    if print {
        let tx = app.platform().begin().await?;
        let link = credentials::operator_link(app, &tx, operator).await?;
        tx.commit().await?;
        let mut told = told(operator);
        told["link"] = link.into();
        say(told);
        return Ok(());
    }
    credentials::write_operator_link(app, operator).await?;
    say(format!("a link to choose a password, valid for an hour, is on its way to {} as soon as the server runs", operator.email));
    Ok(())
}

fn told(operator: &Operator) -> serde_json::Value {
    json!({
        "id": operator.id,
        "email": operator.email,
        "name": operator.name,
        "active": operator.is_active,
        "has_password": operator.password_hash.is_some(),
        "created_at": format::machine(operator.created_at),
    })
}

async fn list(app: &App, as_json: bool) -> Result<()> {
    let operators = operators::list(app.platform()).await?;
    if as_json {
        say(serde_json::Value::Array(operators.iter().map(told).collect()));
        return Ok(());
    }
    for operator in operators {
        let state = match (operator.is_active, operator.password_hash.is_some()) {
            (false, _) => "deactivated",
            (true, false) => "no password yet",
            (true, true) => "active",
        };
        say(format!("{:<40} {state:<16} {}", operator.email, operator.name));
    }
    Ok(())
}
